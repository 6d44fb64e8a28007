#!/bin/bash
# Try the README's two commands as somebody does who has nothing but a bare Debian: `make run` until its first frame, then
# `make test`; with "ci", .ci/run after them. The checkout stands in a path with a space, nothing of the machine around leaks
# in, and an ordinary user reads what to install, has it installed, and then succeeds. Prints what took how long.
#
#   packaging/bare.sh [--with PATH]... [--set NAME=VALUE]... [SUITE] [root|user] [ci]       as root
#
# Needs mmdebstrap, a Debian mirror ($MIRROR, or the one that mmdebstrap knows), a package index for pip, and 6 GB in $TMPDIR.
# Where this machine reaches them by settings of its own, hand those in: --with copies a file or folder to the same place in
# the root, --set gives a variable to every command there. $KIOSK_BARE may hold such options too.
set -euo pipefail
cd "$(dirname "$0")/.."
with=() variables=() words=()
# shellcheck disable=SC2086 # it holds several options
set -- ${KIOSK_BARE:-} "$@"
while [ $# -gt 0 ]; do
    case $1 in
        --with) with+=("$2") && shift 2 ;;
        --set) variables+=("$2") && shift 2 ;;
        *) words+=("$1") && shift ;;
    esac
done
suite=${words[0]:-bookworm} who=${words[1]:-root} further=${words[2]:-}
case $who in root | user) ;; *) echo "bare.sh: $who is neither root nor user" >&2 && exit 2 ;; esac
[ "$(id -u)" = 0 ] || { echo "bare.sh needs root, to make a Debian in a folder" >&2 && exit 1; }
work=$(mktemp -d "${TMPDIR:-/tmp}/kiosk-bare.XXXXXX")
root=$work/root
began=$(date +%s)

finish() {
    for mounted in dev/shm dev/pts dev proc; do umount --lazy "$root/$mounted" 2>/dev/null || true; done
    rm -rf --one-file-system "$work"
}
trap finish EXIT
say() { printf '%5d s  %s %s: %s\n' "$(($(date +%s) - began))" "$suite" "$who" "$*"; }
fail() { say "FAILED: $*"; tail -n 20 "$root$(home "$as")/the kiosk/.venv/pip.log" 2>/dev/null || true; exit 1; }
inside() { # USER COMMAND: in the root and with nothing of the environment around; a process that it leaves behind goes with it
    unshare --pid --fork --kill-child --ipc --uts --mount-proc="$root/proc" \
        chroot --userspec="$1" "$root" /usr/bin/env -i HOME="$(home "$1")" PATH=/usr/sbin:/usr/bin:/sbin:/bin \
        "${variables[@]}" /bin/sh -c "cd '$(home "$1")/the kiosk' || exit; $2" </dev/null
}
home() { [ "$1" = root ] && echo /root || echo "/home/$1"; }
timed() { # WHAT USER COMMAND
    local from
    from=$(date +%s)
    inside "$2" "$3" || fail "$1"
    say "$1: $(($(date +%s) - from)) s"
}
told() { # USER COMMAND: it fails, and its own words are one line, which is printed without what stands before a colon
    local lines
    ! inside "$1" "$2" >/dev/null 2>"$work/told" || fail "$2 went on without what it needs"
    lines=$(grep -v '^make' "$work/told")
    [ "$(wc -l <<<"$lines")" = 1 ] || fail "$2 says more than one line: $lines"
    say "$2 says: $lines" >&2
    echo "${lines#*sudo }"
}

mmdebstrap --quiet --variant=minbase --include=ca-certificates,make,python3-venv "$suite" "$root" ${MIRROR:+"$MIRROR"}
say "a bare $suite with $(chroot "$root" python3 --version)"
mount -t proc proc "$root/proc"
mount --rbind --make-rslave /dev "$root/dev"
cp --remove-destination /etc/resolv.conf "$root/etc/resolv.conf"
for each in "${with[@]}"; do
    mkdir -p "$root$(dirname "$each")"
    cp -a "$each" "$root$(dirname "$each")"
done
if [ "$who" = user ]; then chroot "$root" useradd --create-home --shell /bin/sh visitor; fi
as=$([ "$who" = root ] && echo root || echo visitor)
copy="$root$(home "$as")/the kiosk"
mkdir -p "$copy"
# What git would hand out, with what is not committed yet; without git, all but what was made here.
{ git ls-files -z --cached --others --exclude-standard 2>/dev/null ||
    find . -type f -not -path './.venv/*' -not -path './build/*' -not -path './dist/*' -print0; } |
    tar --create --null --ignore-failed-read --files-from=- 2>/dev/null | tar --extract --directory "$copy"
chroot "$root" chown -R "$as:" "$(home "$as")"

needed() { if [ "$who" = user ]; then inside root "cd / && $(told "$as" "$1" | sed 's/sudo //g') >/dev/null 2>&1" || fail "installing what $1 asks for"; fi; }
needed "make run"
# Xvfb is what stands in for a screen, and no part of what is tried.
chroot "$root" sh -c "apt-get update -qq && apt-get install -y -qq --no-install-recommends xvfb >/dev/null" 2>/dev/null || fail "no Xvfb"
first_frame="Xvfb :7 -screen 0 1080x1920x24 -nolisten tcp >/dev/null 2>&1 &
DISPLAY=:7 make run >../run.log 2>&1 & run=\$!
until grep -q 'ready for visitors' ../run.log; do kill -0 \$run || { cat ../run.log && exit 1; }; sleep 1; done
cat ../run.log"
timed "make run until it is ready for visitors" "$as" "$first_frame"
needed "make test"
timed "make test" "$as" "make test"
if [ "$further" = ci ]; then
    needed "make check-rest"
    timed ".ci/run" "$as" ".ci/run"
fi
say "done"

#!/bin/bash
# Try the .deb as a machine would live with it: a bare Debian in a folder, booted by systemd, gets the kiosk installed; a visit by
# touches and keys; kills, a hang and a crash loop; an upgrade; a purge that leaves nothing. Prints what took how long.
#
#   packaging/try.sh [DEB]        as root, after make package; pictures in dist/try
#
# SUITE says which Debian: bookworm or trixie. Needs the packages mmdebstrap, systemd-container, imagemagick and bc, a Debian mirror
# ($MIRROR, or the one that mmdebstrap knows), and 2 GB in $TMPDIR. The X server is the real one with the shipped set-up, but draws into
# memory and owns no tty: a folder has no graphics card, no tty1 and no touch panel. packaging/vm.sh has them.
set -euo pipefail
cd "$(dirname "$0")/.."
deb=$(realpath "${1:-$(ls dist/kiosk_*.deb)}")
pictures=$PWD/dist/try
work=$(mktemp -d "${TMPDIR:-/tmp}/kiosk-try.XXXXXX")
root=$work/root
suite=${SUITE:-bookworm}
machine=""

finish() {
    [ -z "$machine" ] || kill "$machine" 2>/dev/null || true
    wait 2>/dev/null || true
    rm -rf "$work"
}
trap finish EXIT

say() { printf '%7s s  %s\n' "$(since "$began")" "$*"; }
fail() { say "FAILED: $*"; shot failed || true; inside journalctl -b --no-pager -n 60 -u kiosk -u kiosk-previous -u kiosk-apology -u kiosk-display || true; exit 1; }
inside() { nsenter --target "$leader" --mount --uts --ipc --net --pid --root env -i -C / PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 "$@"; }
# Without a network, or they would find an X server of the machine around by its abstract socket.
on_screen() { inside unshare --net env DISPLAY=:0 XAUTHORITY=/run/kiosk-display/xauthority "$@"; }
apt() { inside env DEBIAN_FRONTEND=noninteractive apt-get "$@" </dev/null >"$work/apt.log" 2>&1 || fail "$(tail -5 "$work/apt.log")"; }
timed() { # WHAT COMMAND...: run, and say how long it took
    local what=$1 from
    from=$(date +%s.%N)
    shift
    "$@"
    say "$what: $(since "$from") s"
}
since() { printf '%.1f' "$(bc <<<"$(date +%s.%N) - $1")"; }
property() { inside systemctl show --value --property "$2" "$1"; }
within() { # SECONDS WHAT COMMAND...: wait until the command succeeds, and say how long that took
    local limit=$1 what=$2 from
    shift 2
    from=$(date +%s.%N)
    until "$@" >/dev/null 2>&1; do
        [ "$(bc <<<"$(since "$from") > $limit")" = 0 ] || fail "$what: not within $limit s"
        sleep 0.1
    done
    say "$what: $(since "$from") s"
}
shot() { on_screen import -window root -depth 8 png:- >"$pictures/$1.png"; }
likeness() { # PICTURE: how many pixels of the screen differ from it
    local pixels
    pixels=$(on_screen import -window root -depth 8 png:- | compare -metric AE -fuzz 5% - "$pictures/$1.png" null: 2>&1) || true
    printf '%.0f' "$pixels"
}
attract() { [ "$(property kiosk ActiveState)" = active ] && [ "$(likeness attract)" -lt 20000 ]; }
ground() { # KIND: whether a tenth of the screen has the colour of this kind of outcome
    local colour
    colour=$(python3 -c 'import sys, tomllib; print(tomllib.load(open("assets/themes/light.toml", "rb"))[sys.argv[1]]["ground"])' "$1")
    on_screen import -window root -depth 8 png:- |
        convert - -fill black +opaque "$colour" -fill white -opaque "$colour" -format '%[fx:mean>0.1?1:0]' info: | grep -qx 1
}
other() { [ "$(likeness "$1")" -gt 1000 ]; }
tap() { # X Y: touch, wait until that has changed the screen, and then as long as the kiosk takes no second touch
    shot "$((++taps))"
    on_screen xdotool mousemove "$1" "$2" click 1
    within 3 "touched $1 $2" other "$taps"
    sleep 0.5
}
says() { grep -q "$1" <<<"$(inside kioskctl health)"; } # which ends with 1 where anything is wrong
started_stand_ins() { inside journalctl -b --no-pager -o cat -u kiosk | grep -c 'Triggering OnFailure='; }
kill_until() { # UNIT: kill the kiosk once more, unless the unit has taken its place
    case $(property "$1" ActiveState) in active | activating) return 0 ;; esac
    inside pkill -KILL -x kiosk || true
    return 1
}
running_anew() { [ "$(property kiosk MainPID)" != "$1" ] && attract; }
# The copies that useradd and userdel make of what they change (passwd-) are theirs.
tree() { (cd "$root" && find . -xdev \( -path './etc/*-' -o -path ./tmp -o -path ./var/log -o -path ./var/cache -o -path ./run -o -path ./root \) -prune -o -printf '%y %m %u %g %P %l\n' | sort); }
whole() { # whether every library that the bundle links is there; the plugin for speech comes with what is recommended
    local missing
    missing=$(inside find /root/bundle/usr/lib/kiosk -type f \( -name '*.so*' -o -perm -u=x \) ! -name '*speechd*' -exec ldd {} + 2>/dev/null |
        grep 'not found' | sort -u) || true
    [ -z "$missing" ] || fail "Depends lacks what has $missing"
}
verified() { # whether systemd has no complaint, but for a key that one before 254 does not know yet
    local complaints
    complaints=$(inside systemd-analyze verify /lib/systemd/system/kiosk{,-previous,-apology,-display}.service 2>&1 |
        grep -v "Unknown key.* 'RestartMode'") || true
    [ -z "$complaints" ] || fail "systemd-analyze verify: $complaints"
}
began=$(date +%s.%N)
taps=0
mkdir -p "$pictures"
rm -f "$pictures"/*.png

mmdebstrap --quiet --variant=minbase --include=systemd-sysv,dbus,procps "$suite" "$root" ${MIRROR:+"$MIRROR"}
say "a bare $suite"
cp "$deb" "$root/root/kiosk.deb"
cp /etc/resolv.conf "$root/etc/resolv.conf"
mkdir -p "$root/etc/systemd/system/kiosk-display.service.d"
cat >"$root/etc/systemd/system/kiosk-display.service.d/try.conf" <<'END'
[Service]
StandardInput=null
TTYPath=
TTYReset=no
TTYVHangup=no
TTYVTDisallocate=no
Environment="KIOSK_X_ARGUMENTS=-seat try"
END
systemd-nspawn --quiet --register=no --keep-unit --console=pipe --boot -D "$root" </dev/null >"$work/boot.log" 2>&1 &
machine=$!
until leader=$(pgrep -P "$machine" 2>/dev/null) && inside systemctl is-system-running 2>/dev/null | grep -qE 'running|degraded'; do sleep 0.2; done
say "booted"
# What the kiosk depends on stays after it, so it is there before the first look.
apt update
timed "apt satisfy, what the kiosk depends on" apt satisfy -y --no-install-recommends "$(dpkg-deb -f "$deb" Depends)"
mkdir "$root/root/bundle"
dpkg-deb -x "$deb" "$root/root/bundle"
whole
rm -rf "$root/root/bundle"
say "every library is there by Depends alone"
# What the trial itself needs brings libraries along, so it comes only now.
timed "apt install, hands and eyes" apt install -y --no-install-recommends xdotool imagemagick xserver-xorg-video-dummy
tree >"$work/before"

mkdir -p "$root/etc/kiosk/xorg.conf.d"
cat >"$root/etc/kiosk/xorg.conf.d/memory.conf" <<'END'
Section "Device"
    Identifier "memory"
    Driver "dummy"
    VideoRam 32768
    Option "Monitor-DUMMY0" "portrait"
EndSection
Section "Monitor"
    Identifier "portrait"
    HorizSync 5-1000
    VertRefresh 5-200
    Option "PreferredMode" "1080x1920"
    Modeline "1080x1920" 160 1080 1128 1160 1240 1920 1923 1928 1980
EndSection
Section "Screen"
    Identifier "screen"
    Device "memory"
    Monitor "portrait"
    DefaultDepth 24
    SubSection "Display"
        Modes "1080x1920"
    EndSubSection
EndSection
END
timed "apt install" apt install -y --no-install-recommends /root/kiosk.deb
within 10 "the kiosk waits for visitors" inside systemctl is-active --quiet kiosk
sleep 1
shot attract
verified
say "$(inside systemd-analyze security kiosk.service --no-pager | tail -1)"
[ -z "$(inside runuser -u kiosk -- find /usr/lib/kiosk /etc/kiosk -writable ! -type l)" ] || fail "the kiosk can write to its own program"
inside kioskctl health | sed 's/^/           /'

tap 540 1590 # language:en
tap 800 360  # option:iso-omena-library
tap 300 585  # option:cough
tap 840 1690 # continue
within 3 "the card: stay home" ground stay_away
shot card
tap 840 1690 # done
within 3 "attract again" attract

pid=$(property kiosk MainPID)
inside kill -KILL "$pid"
within 5 "kill -9, until attract" running_anew "$pid"
pid=$(property kiosk MainPID)
inside kill -STOP "$pid"
within 35 "a hang, until attract" running_anew "$pid"
pid=$(property kiosk MainPID)
inside pkill -KILL Xorg
within 15 "the X server killed, until attract" running_anew "$pid"

inside kioskctl new /root/centre --from espoo >/dev/null
inside kioskctl apply /root/centre >/dev/null
inside systemctl reset-failed kiosk
inside sed -i '1i site = "nowhere"' /etc/kiosk/kiosk.toml
inside systemctl --no-block restart kiosk
within 10 "settings that nobody can use, until an apology" says out-of-service
shot apology
inside sed -i '1s/nowhere/kalajarvi/' /etc/kiosk/kiosk.toml
within 70 "settings mended, until a kiosk for Kalajärvi" says 'site kalajarvi'
sleep 1
shot kalajarvi
within 60 "a kiosk that keeps ending, until one with the pack before" kill_until kiosk-previous
within 10 "until that waits for visitors" says built-in
shot previous
within 60 "one that keeps ending too, until nothing but an apology" kill_until kiosk-apology
within 10 "until health tells of that" says out-of-service
[ "$(started_stand_ins)" = 1 ] || fail "the stand-in was started $(started_stand_ins) times: each failure calls for it, not only the last"
inside systemctl reset-failed kiosk
inside systemctl start kiosk
within 10 "started by hand, until the pack in use is back" says 'site kalajarvi'
say "$(inside runuser -u kiosk -- kioskctl self-test 2>/dev/null | tail -1)"

dpkg-deb -R "$deb" "$work/next"
sed -i 's/^Version: .*/&+next/' "$work/next/DEBIAN/control"
dpkg-deb --root-owner-group -Zgzip -z1 --build "$work/next" "$root/root/next.deb" >/dev/null
cp "$root/etc/kiosk/kiosk.toml" "$work/kiosk.toml"
packs=$(inside kioskctl packs)
pid=$(property kiosk MainPID)
timed "apt install of the next version" apt install -y --no-install-recommends /root/next.deb
[ "$(property kiosk MainPID)" != "$pid" ] || fail "the upgraded kiosk was not started anew"
within 10 "upgraded, until it waits for visitors" inside systemctl is-active --quiet kiosk
cmp "$root/etc/kiosk/kiosk.toml" "$work/kiosk.toml" || fail "the upgrade changed the settings"
[ "$(inside kioskctl packs)" = "$packs" ] || fail "the upgrade changed the packs"

timed "apt remove" apt remove -y kiosk
timed "apt install of what was removed" apt install -y --allow-downgrades --no-install-recommends /root/kiosk.deb
within 10 "installed anew, until it waits for visitors" inside systemctl is-active --quiet kiosk
cmp "$root/etc/kiosk/kiosk.toml" "$work/kiosk.toml" || fail "removing took the settings"
[ "$(inside kioskctl packs)" = "$packs" ] || fail "removing took the packs"

timed "apt purge" apt purge -y kiosk
tree >"$work/after"
diff "$work/before" "$work/after" || fail "purge leaves something behind"
say "purged: nothing left"

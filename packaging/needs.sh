#!/bin/sh
# Make sure that what the lists in packaging/needs name is there: as root, install what is missing; else say so in one line.
#   needs.sh LIST...
PATH=$PATH:/usr/sbin:/sbin
lists=$(dirname "$0")/needs
libraries=$(ldconfig -p 2>/dev/null)

is_there() { # a library, a file, a module of speech-dispatcher, or a program
    case $1 in
        *.so.*) case $libraries in *"$1 "*) ;; *) return 1 ;; esac ;;
        /*) [ -e "$1" ] ;;
        sd_*) [ -e "/usr/lib/speech-dispatcher-modules/$1" ] || [ -e "/usr/libexec/speech-dispatcher-modules/$1" ] ;;
        *) command -v "$1" >/dev/null ;;
    esac
}

missing() { # print the packages, or with "things" what of them is needed
    for list in $names; do
        while read -r package thing; do
            case $package in '' | '#'*) continue ;; esac
            is_there "$thing" || if [ "$1" = things ]; then echo "$thing"; else echo "$package"; fi
        done <"$lists/$list"
    done | sort -u | tr '\n' ' ' | sed 's/ $//'
}

names=$*
packages=$(missing packages)
[ -n "$packages" ] || exit 0
if ! command -v apt-get >/dev/null; then
    echo "missing: $(missing things); this is no Debian, so install by hand what its packages $packages hold" >&2
    exit 1
elif [ "$(id -u)" != 0 ]; then
    echo "missing; run this first: sudo apt-get update && sudo apt-get install --no-install-recommends $packages" >&2
    exit 1
fi
echo "installing $packages ..."
# A list of packages that is not the newest will often do; one that is not there will not.
apt-get update -qq >/dev/null 2>&1
if ! said=$(DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages 2>&1 >/dev/null </dev/null) ||
    { libraries=$(ldconfig -p) && [ -n "$(missing packages)" ]; }; then
    echo "apt-get could not install $packages: $(echo "$said" | grep '^E:' | head -n 1); is the network there?" >&2
    exit 1
fi

#!/bin/sh
# Make sure that Debian packages are there: install what is missing when root, else say so in one line.
# On another system there is nothing to do.
command -v dpkg-query >/dev/null || exit 0
missing=""
for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q '^install ok' || missing="$missing $package"
done
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ]; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
else
    echo "Qt may still need:$missing   (sudo apt install$missing)" >&2
fi

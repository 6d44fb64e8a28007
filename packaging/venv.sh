#!/bin/sh
# Make .venv, and install into it what a file of requirements names; what was begun and not ended is never trusted.
#   venv.sh FOLDER NAME REQUIREMENTS...     PYTHON says which Python, python3 without it
# FOLDER/NAME says that it is done: for which requirements, which Python and which folder.
folder=$1 name=$2 python=${PYTHON:-python3}
shift 2
own=$folder/bin/python
say() { echo "$*" >&2 && exit 1; }
version() { "$1" -c 'import sys; print("%d.%d.%d" % sys.version_info[:3])' 2>/dev/null; }
old() { [ "$("$1" -c 'import sys; print(sys.version_info < (3, 11))')" = True ]; }

if [ -e "$folder" ] && [ -n "$(ls -A "$folder")" ]; then
    found=$(version "$own") || say "$folder holds no Python that runs: remove it (rm -r $folder) and try again"
    ! old "$own" || say "$folder is of Python $found, and 3.11 or newer is needed: remove it (rm -r $folder) and try again"
else
    found=$(version "$python") || say "$python is not there: apt-get install python3 python3-venv, or say which one: make PYTHON=python3.12"
    ! old "$python" || say "$python is Python $found, and 3.11 or newer is needed: install one, and say which: make PYTHON=python3.11"
    "$python" -c 'import ensurepip, venv' 2>/dev/null || say "$python has no venv: apt-get install python3-venv"
fi
done_for=$(echo "Python ${found%.*} in $(cd "$folder" 2>/dev/null && pwd -P)" && cat "$@")
[ "$(cat "$folder/$name" 2>/dev/null)" != "$done_for" ] || exit 0

rm -f "$folder/$name"
if ! "$own" -m pip --version >/dev/null 2>&1; then
    "$python" -m venv "$folder" || say "$python could not make $folder: apt-get install python3-venv"
fi
moved=$(sed -n 's/^command = .* -m venv \(--[a-z-]* \)*//p' "$folder/pyvenv.cfg")
[ -z "$moved" ] || [ "$moved" -ef "$folder" ] || say "$folder was made as $moved: remove it (rm -r $folder) and try again"
for requirements in "$@"; do
    echo "installing $requirements into $folder ..."
    "$own" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$requirements" >"$folder/pip.log" 2>&1 ||
        say "pip could not install $requirements: $(grep -m 1 '^ERROR' "$folder/pip.log"); is the network there? $folder/pip.log has the rest"
done
rm -f "$folder/pip.log"
(echo "Python ${found%.*} in $(cd "$folder" && pwd -P)" && cat "$@") >"$folder/$name.new" && mv "$folder/$name.new" "$folder/$name"

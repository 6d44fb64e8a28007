#!/bin/sh
# Run every check of .pre-commit-config.yaml on all files; also where there is no repository, as in an unpacked archive.
set -e
if ! git rev-parse --git-dir >/dev/null 2>&1; then
    GIT_DIR=$(mktemp -d) GIT_WORK_TREE=$PWD
    export GIT_DIR GIT_WORK_TREE
    trap 'rm -rf "$GIT_DIR"' EXIT
    git init --quiet
    git add --all
fi
pre-commit run --all-files

#!/bin/bash
# Makes the printed sessions and generated tables of the documentation anew.
# usage: tests/repo/update_docs.sh CCSIM [PAGE...]      (from the top folder)
set -eu
ccsim=$1
shift
[ $# -gt 0 ] || set -- README.md docs/*.md
for page in "$@"; do
    new=$(mktemp)
    bash tests/repo/refresh.sh "$ccsim" "$page" >"$new"
    cmp -s "$new" "$page" || {
        cat "$new" >"$page"
        echo "$page changed"
    }
    rm -f "$new"
done

#!/bin/bash
# Measures everything and puts the tables into docs/speed.md, between its two marks, and into a
# file to compare with.
# usage: bench/update_speed.sh CCSIM_BENCH [MACHINE.csv]      (from the top folder)
set -eu
bench=$1
csv=${2:-/dev/null}
page=docs/speed.md
tables=$(mktemp)
new=$(mktemp)
trap 'rm -f "$tables" "$new"' EXIT
"$bench" --markdown --csv "$csv" >"$tables"
awk -v tables="$tables" '
    !between { print }
    /^<!-- measured -->$/ {
        while ((getline line < tables) > 0) {
            print line
        }
        between = 1
    }
    /^<!-- end -->$/ {
        print "\n" $0
        between = 0
    }
' "$page" >"$new"
cat "$new" >"$page"

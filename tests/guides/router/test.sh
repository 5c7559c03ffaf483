#!/bin/bash
# Where nobody is busy for long, contacts go to one agent after the other.
. "$(dirname "$0")/../lib.sh" "$@"

expect "in a circle" 0 "$ccsim" story "$work/plain.cfg" --limit 2000 \
    --set center.routing.select_agent=circular --set demand.issues.a.voice.talk='1 s'
sed -n 's/.*is taken by team \([0-9]*\) at once$/\1/p' "$work/out" >"$work/taken"
n=$(wc -l <"$work/taken")
seq 0 $((n - 1)) | awk '{ print $1 % 10 + 1 }' >"$work/circle"
same "one after the other" "$work/circle" "$work/taken"
[ "$n" -gt 100 ] || fail "only $n were taken"
finish

#!/bin/bash
# The same customers from a kiosk: they have what calls have, but hold no line.
. "$(dirname "$0")/../lib.sh" "$@"

sed 's/voice/kiosk/g' "$work/plain.cfg" >"$work/kiosk.cfg"
lines='[.estimates[] | select(.kpi == "lines_busy" and .mean != null and .mean > 0)] | length'
expect "voice" 0 "$ccsim" run "$work/plain.cfg" --replications 20 --format json \
    --set center.groups.team.staff=2
figures "voice" asa talk_time
voice=$got
holds "a call holds a line" "($lines) > 0"
expect "kiosk" 0 "$ccsim" run "$work/kiosk.cfg" --replications 20 --format json \
    --set center.groups.team.staff=2
figures "kiosk" asa talk_time
near "asa and talk_time" "$voice" "$got" 1e-12
holds "a call from a kiosk holds none" "($lines) == 0"
expect "story" 0 "$ccsim" story "$work/kiosk.cfg" --limit 5
has "story" out 'calls from a kiosk'
expect "list" 0 "$ccsim" list channels
has "list" out 'kiosk'
finish

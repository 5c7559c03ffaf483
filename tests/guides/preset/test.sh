#!/bin/bash
# The same customers by video: they have what calls have, but hold no line.
. "$(dirname "$0")/../lib.sh" "$@"

sed 's/voice/video/g' "$work/plain.cfg" >"$work/video.cfg"
lines='[.estimates[] | select(.kpi == "lines_busy" and .mean != null and .mean > 0)] | length'
expect "voice" 0 "$ccsim" run "$work/plain.cfg" --replications 20 --format json \
    --set center.groups.team.staff=2
figures "voice" asa talk_time
voice=$got
holds "a call holds a line" "($lines) > 0"
expect "video" 0 "$ccsim" run "$work/video.cfg" --replications 20 --format json \
    --set center.groups.team.staff=2
figures "video" asa talk_time
near "asa and talk_time" "$voice" "$got" 1e-12
holds "a video call holds none" "($lines) == 0"
expect "story" 0 "$ccsim" story "$work/video.cfg" --limit 5
has "story" out 'starts a video call'
expect "list" 0 "$ccsim" list channels
has "list" out 'video'
finish

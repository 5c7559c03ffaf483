#!/bin/bash
# Three that lie there at midnight, an hour each; one agent from 8 to 10. Done at 9, at 10, and at 9 on the
# next day: after 1, 2 and 3 hours of opening, and after 9, 10 and 33 hours of the calendar.
. "$(dirname "$0")/../lib.sh" "$@"

for channel in email letter; do
    cat >"$work/$channel.cfg" <<END
run = { hours = ["08:00", "10:00"]; observe = "2 d"; };
demand = { issues = { a = { per_hour = 0; $channel = { handle = "1 h"; }; backlog = { $channel = 3; }; }; }; };
center = { channels = { $channel = { service_level = { within = [ "5 h", "9.5 h" ]; }; }; };
    groups = { team = { staff = 1; }; }; };
END
done
for expected in 'email 1 1' 'letter 0 0.33333333333333333'; do
    channel=${expected%% *}
    expect "$channel" 0 "$ccsim" run "$work/$channel.cfg" --replications 1 --format json \
        --require 'service_level_offered >= 0' --require 'service_level_offered_34200s >= 0'
    figures "$channel" service_level_offered service_level_offered_34200s
    near "$channel: within 5 and 9.5 hours" "$got" "${expected#* }" 1e-12
done
expect "story" 0 "$ccsim" story "$work/letter.cfg"
has "story" out 'is taken by team 1'
expect "a rule" 2 "$ccsim" check "$work/letter.cfg" --set demand.issues.a.letter.talk='1 min'
has "a rule" err 'talk: unknown setting'
finish

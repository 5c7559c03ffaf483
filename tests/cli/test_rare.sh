#!/bin/bash
# ccsim rare: the share, what is refused, interruption.
. "$(dirname "$0")/lib.sh" "$@"
minimal=$source/scenarios/minimal.cfg
set=(--set center.groups.agents.staff=19 --set 'run.observe=6 h')

# Erlang C: 0.0004087 (ccsim erlang c --calls-per-hour 200 --aht 180s --agents 19 --threshold 60s)
exact=$("$ccsim" erlang c --calls-per-hour 200 --aht 180s --agents 19 --threshold 60s --format json |
    jq '[.. | .p_wait_over_threshold? // empty][0]')
expect "the share" 0 "$ccsim" rare "$minimal" "${set[@]}" --event 'wait > 60 s' --precision 20% --format json
holds "the share" ".precise and .share.half_width <= 0.2 * .share.mean and .copies > 1000 and
    (.levels | length) > 2 and ((.share.mean - $exact) | fabs) < 2 * .share.half_width"
expect "in words" 0 "$ccsim" rare "$minimal" "${set[@]}" --event 'wait>1 min' --precision 0.5
has "in words" out 'share of contacts'
has "in words" out 'one contact in '
has "in words" out '^Levels: [0-9]* idle'
narrow "in words" out
expect "a long name" 0 "$ccsim" rare "$minimal" "${set[@]}" --event 'wait > 5 s' --precision 0.5 \
    --set name='"A name as long as that of a forecast and staffing plan"' --set center.groups.agents.staff=11
narrow "a long name" out
has "a long name" out 'one contact in     1\.[0-9]$'
has "a long name" out '(1 replication)'
silent "in words" err
expect "not rare enough known" 0 "$ccsim" rare "$minimal" "${set[@]}" --event 'wait > 60 s' --precision 1% --replications 20
has "not rare enough known" out 'All replications there may be are used up'

refused() { # NAME WORDS OPTIONS...
    local name=$1 words=$2
    shift 2
    expect "$name" 2 "$ccsim" rare "$@"
    has "$name" err "$words"
    silent "$name" out
}
refused "no event" 'event is needed' "$minimal"
refused "another event" "must be 'wait > TIME'" "$minimal" --event 'queue > 3'
refused "no time" 'must be > 0 s' "$minimal" --event 'wait > 0 s'
refused "precision" 'such as 20%' "$minimal" --event 'wait > 60 s' --precision 0
refused "several queues" 'one for rare waits' "$source/scenarios/n_design.cfg" --event 'wait > 60 s'
refused "answer delay" 'voice.answer_delay: must be 0 .*; ccsim run with run.wait_over' "$source/scenarios/bank/call_center.cfg" --event 'wait > 60 s'
refused "beyond the end" 'nobody can wait so long' "$minimal" "${set[@]}" --event 'wait > 100 h'
refused "beyond reach" 'too rare: steps on the way are too small' "$minimal" --event 'wait > 10 h'
refused "chats" 'must be calls' "$source/scenarios/chat.cfg" --event 'wait > 60 s'

timeout --preserve-status -s INT 0.5 "$ccsim" rare "$minimal" "${set[@]}" --event 'wait > 60 s' --precision 0.01% \
    >"$work/out" 2>"$work/err"
status=$?
[ $status = 130 ] || { echo "interrupted: status $status"; failures=$((failures + 1)); }
cat "$work/out" "$work/err" >"$work/both"
has "interrupted" both "[Ii]nterrupted"
finish

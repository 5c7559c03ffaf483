#!/bin/bash
# Four minutes of talk and one of wrap-up.
. "$(dirname "$0")/../lib.sh" "$@"

expect "a share" 0 "$ccsim" run "$work/plain.cfg" --replications 2 --format json \
    --set demand.issues.a.voice.talk='4 min' --set center.channels.voice.wrap_up='1 min'
figures "a share" wrap_up_share
near "wrap-up / handling" "$got" 0.2 1e-12
expect "a rule" 3 "$ccsim" run "$work/plain.cfg" --replications 20 --require 'wrap_up_share > 0'
expect "list" 0 "$ccsim" list kpis
has "list" out 'wrap_up_share'
finish

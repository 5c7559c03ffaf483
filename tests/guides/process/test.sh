#!/bin/bash
# Ten agents of whom each hour 10 are scheduled; works for 50 minutes in the mean and then not for 10.
. "$(dirname "$0")/../lib.sh" "$@"

expect "never fails" 0 "$ccsim" run "$work/plain.cfg" --replications 2 --format json
figures "never fails" hours_paid
near "all are there" "$got" 240 1e-12
expect "fails" 0 "$ccsim" run "$work/plain.cfg" --replications 400 --format json \
    --set center.groups.team.connection_up='50 min' \
    --set center.groups.team.connection_down='10 min'
estimates "fails" center hours_paid 200 # 240 up / (up + down)
expect "a rule" 2 "$ccsim" check "$work/plain.cfg" --set center.groups.team.connection_up=-1
has "a rule" err 'connection_up: must be'
finish

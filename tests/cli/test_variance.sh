#!/bin/bash
# --variance of run and compare: what it says, what it refuses, what it leaves as it is.
. "$(dirname "$0")/lib.sh" "$@"
cd "$source" || exit 1
export LC_ALL=C.UTF-8
day=scenarios/forecast/center.cfg

expect "control" 0 "$ccsim" run $day --replications 40 --variance control
has "control" out 'variance reduction: control variates, level x 1/'
hasnt "nothing without it" out 'antithetic'
expect "plain" 0 "$ccsim" run $day --replications 4
hasnt "plain" out 'variance reduction'
expect "default is whole groups" 0 "$ccsim" run $day --variance quasi --format json
holds "default is whole groups" '.replications == 104 and .variance.units == 13 and
    .variance.unit == 8 and .variance.how == "quasi:8"'
expect "json" 0 "$ccsim" run $day --replications 40 --variance antithetic+control --format json
holds "json" '.variance.how == "antithetic+control" and .variance.units == 20 and
    (.variance.controls | length) == 4 and
    (.variance.factors[] | select(.kpi == "service_level" and .scope == "center").factor) > 1 and
    (.estimates[] | select(.kpi == "service_level" and .scope == "center").n) == 20'
expect "plain json" 0 "$ccsim" run $day --replications 4 --format json
holds "plain json" '.variance == null'
expect "compare" 0 "$ccsim" compare $day $day --replications 20 --variance control --format json \
    --set 2:center.staff_scale=1.1
holds "compare" '(.variance.factors[] | select(.kpi == "asa" and .scope == "center" and
    .difference != null).difference) > 1'

# rows are of replications, whatever is one observation of estimates
expect "rows" 0 "$ccsim" run $day --replications 4 --variance control \
    --per-replication "$work/control.csv"
expect "rows" 0 "$ccsim" run $day --replications 4 --per-replication "$work/plain.csv"
cmp "$work/control.csv" "$work/plain.csv" || failures=$((failures + 1))

expect "no such" 2 "$ccsim" run $day --variance antihetic
has "no such" err 'did you mean antithetic'
expect "two that exclude each other" 2 "$ccsim" run $day --variance antithetic+quasi
has "two that exclude each other" err 'one of antithetic, stratified and quasi'
expect "no whole groups" 2 "$ccsim" run $day --variance stratified --replications 12
has "no whole groups" err 'groups of 5, so 10 of them or 15, not 12'
expect "no day factor" 2 "$ccsim" run scenarios/erlang_a.cfg --variance stratified
has "no day factor" err 'day_cv is 0'
expect "nothing known" 2 "$ccsim" run scenarios/trace/center.cfg --variance control
has "nothing known" err 'known mean'
expect "with --select" 2 "$ccsim" compare $day $day --variance control --select asa
exit $((failures > 0))

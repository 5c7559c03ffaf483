#!/bin/bash
# ccsim compare --select: the best, whom nobody beats, what is refused, interruption, threads.
. "$(dirname "$0")/lib.sh" "$@"
files=()
for n in 14 15 16 17; do
    sed "s/staff = 14/staff = $n/; s/^name.*/name = \"$n agents\";/" "$source/scenarios/minimal.cfg" >"$work/$n.cfg"
    files+=("$work/$n.cfg")
done

expect "the best" 0 "$ccsim" compare --select 'max service_level_g1' --indifference 1% "${files[@]}"
has "the best" out '^Selected: 17 agents, 98\.[0-9] %$'
has "the best" out 'With 95 % confidence: .* less than 1 point from it'
has "the best" out '^14 agents .* out: 17 agents$'
has "the best" out 'As many of all as of the one that had most would be'
narrow "the best" out
silent "the best" err
expect "less is better" 0 "$ccsim" compare --select 'min service_level_g1 channel:voice' --indifference 0.02 "${files[@]}"
has "less is better" out '^Selected: 14 agents'

# close ones take longer, others are out long before; the same on any number of threads
close=("${files[@]}" --select 'min asa' --indifference '0.15 s' --set 1:center.groups.agents.staff=17
    --set 2:center.groups.agents.staff=17 --set 2:run.interval='"15 min"' --unpaired --format json)
expect "one thread" 0 "$ccsim" compare "${close[@]}" --threads 1
mv "$work/out" "$work/one"
expect "eight threads" 0 "$ccsim" compare "${close[@]}" --threads 8
same "threads" "$work/one" "$work/out"
holds "threads" '.guaranteed and .survivors == 1 and .replications < 4 * .replications_most and
    (.alternatives[2] | .out_after < 200)'

expect "hours" 0 "$ccsim" compare --select 'min hours_paid' --indifference '1 h' "${files[@]}" --format json
mv "$work/out" "$work/one"
expect "hours as a number" 0 "$ccsim" compare --select 'min hours_paid' --indifference 1 "${files[@]}" --format json
same "hours" "$work/one" "$work/out"
expect "help" 0 "$ccsim" run --help
hasnt "help" out 'ocba'
expect "help" 0 "$ccsim" compare --help
has "help" out 'of ocba'

expect "several figures" 0 "$ccsim" compare --select 'min hours_paid, max service_level_g1' "${files[@]}" \
    --replications 40
has "several figures" out '^17 agents .* not dominated'
narrow "several figures" out
expect "several figures" 0 "$ccsim" compare --select 'min asa, max service_level_g1' "${files[@]}" \
    --replications 40 --format json
holds "several figures" '[.alternatives[].state] == ["dominated", "dominated", "dominated", "not dominated"] and
    .alternatives[0].dominated_by == 2'

expect "one replication" 2 "$ccsim" compare --select 'min asa, max service_level_g1' "${files[@]}" --replications 1
has "one replication" err 'must be 2 or more'
expect "thousands" 0 "$ccsim" compare --select 'min asa' --procedure ocba --budget 1000 "${files[@]}" \
    --set 'run.observe=2 h' --set 'run.warm_up=30 min'
has "thousands" out '^1,000 replications\.'

expect "a budget" 0 "$ccsim" compare --select 'min asa' --procedure ocba --budget '300 replications' "${files[@]}"
has "a budget" out '^300 replications\.'
has "a budget" out 'No guarantee'
expect "a knockout" 0 "$ccsim" compare --select 'min asa' --procedure knockout --indifference '1 s' "${files[@]}"
has "a knockout" out ' replications in 1 round\.$'

# the points of a plan
cp "$source/scenarios/erlang_a.cfg" "$work"
cat >"$work/plan.cfg" <<'END'
scenario = "erlang_a.cfg";
factors = {
  agents = { set = "center.groups.agents.staff"; levels = [12, 13, 14, 15]; };
  patience = { set = "demand.customers.patience.voice.mean"; levels = ["3 min", "8 min"]; };
};
outputs = ["asa"];
END
expect "points" 0 "$ccsim" compare --select 'min asa' --indifference '0.5 s' --points "$work/plan.cfg"
has "points" out '^The best of 8 in asa'
has "points" out '^Selected: [0-9] agents=15 patience=3 min'
narrow "points" out
expect "points knocked out" 0 "$ccsim" compare --select 'min asa' --indifference '0.5 s' --points "$work/plan.cfg" \
    --procedure knockout --format json --threads 1
holds "points knocked out" '.guaranteed and ([.alternatives[] | select(.selected)][0].name | test("agents=15 patience=3 min"))'

refused() { # NAME WORDS OPTIONS...
    local name=$1 words=$2
    shift 2
    expect "$name" 2 "$ccsim" compare "$@"
    has "$name" err "$words"
    silent "$name" out
}
refused "no figure" 'did you mean "asa"' --select 'min asap' --indifference 1s "${files[@]}"
refused "no direction" 'must be "max KPI' --select 'asa' --indifference 1s "${files[@]}"
refused "another unit" 'unit of asa (s), not in %' --select 'min asa' --indifference 1% "${files[@]}"
refused "no indifference" 'indifference is needed' --select 'min asa' "${files[@]}"
refused "nothing" 'value > 0' --select 'min asa' --indifference 0 "${files[@]}"
refused "two of one" 'more than figures' --select 'min asa' --indifference '1 s, 1 s' "${files[@]}"
refused "one file" 'two scenario files' --select 'min asa' --indifference 1s "${files[0]}"
refused "no budget" 'budget is needed' --select 'min asa' --procedure ocba "${files[@]}"
refused "small budget" 'at least --first 20 of each of 4' --select 'min asa' --procedure ocba --budget 79 "${files[@]}"
refused "no such procedure" 'kn, knockout, ocba or pareto' --select 'min asa' --indifference 1s --procedure tf "${files[@]}"
refused "files and points" 'without scenario files' --select 'min asa' --indifference 1s --points "$work/plan.cfg" "${files[0]}"
refused "no plan" 'nowhere' --select 'min asa' --indifference 1s --points "$work/nowhere.cfg"
refused "without select" 'must be with --select' --indifference 1s "${files[@]}"
refused "as csv" 'text or json' --select 'min asa' --indifference 1s --format csv "${files[@]}"
refused "another estimator" 'must be without --select' --select 'min asa' --indifference 1s --variance control "${files[@]}"
refused "an undefined figure" 'undefined in replication 1 ' --select 'min time_to_abandon' --indifference 1s "${files[@]}"
refused "too few at first" 'from 2' --select 'min asa' --indifference 1s --first 1 "${files[@]}"

# interrupted: survivors, and no guarantee
for seconds in 0.5 2 8; do # a slow build may not have begun the first time
    timeout --preserve-status -s INT "$seconds" "$ccsim" compare --select 'min asa' --indifference '0.0001 s' \
        "${close[@]:0:4}" --unpaired --set 1:center.groups.agents.staff=17 >"$work/out" 2>"$work/err"
    status=$?
    ! grep -q '^Interrupted' "$work/out" || break
done
[ "$status" = 130 ] || { echo "interrupted: status $status"; failures=$((failures + 1)); }
has "interrupted" out '^Interrupted: [2-4] of 4 are left, and none is selected'
has "interrupted" out '  still in$'
narrow "interrupted" out
for seconds in 0.3 2 8; do
    timeout --preserve-status -s INT "$seconds" "$ccsim" compare --select 'min asa' --indifference '1 s' --first 1000000 \
        "${files[@]}" >"$work/out" 2>"$work/err"
    status=$?
    ! grep -q '^Interrupted' "$work/out" || break
done
[ "$status" = 130 ] || { echo "interrupted early: status $status"; failures=$((failures + 1)); }
has "interrupted early" out '^Interrupted before the first comparison'
hasnt "interrupted early" out 'still in\|^0 replications'
narrow "interrupted early" out
finish

#!/bin/bash
# Plans of many runs: what a dry run says, options in place of settings, what is refused.
# usage: test_sweep.sh CCSIM SOURCE_FOLDER
set -u
. "$(dirname "$0")/lib.sh"
cd "$work" || exit 1
plans=$source/scenarios/sweeps
plan() { # FACTORS... the rest of a plan
    printf 'scenario = "%s/scenarios/erlang_a.cfg";\noutputs = ["asa"];\n%s\n' "$source" "$*" >plan.cfg
}
staff='set = "center.groups.agents.staff";'

# ---- a dry run ----
expect "dry" 0 "$ccsim" sweep --dry-run "$plans/staffing.cfg"
narrow "dry" out
silent "dry" err
has "dry" out '^staffing: 12 points, grid; plan [0-9a-f]\{16\}$'
has "dry" out '^in all .* 360 replications, about .* on [0-9]* threads\?$'
has "dry" out '^ *5  [0-9a-f]\{16\}  agents = 13, patience = 5 min$'
[ "$(grep -cE '^ +[0-9]+  [0-9a-f]{16}  agents' out)" = 12 ] || { echo "not 12 points"; failures=$((failures + 1)); }

# The hash of a point is that of its scenario.
hash=$(sed -nE 's/^ +5  ([0-9a-f]{16}) .*/\1/p' out)
"$ccsim" check "$source/scenarios/erlang_a.cfg" --set center.groups.agents.staff=13 \
    --set 'demand.customers.patience.voice.mean=5 min' >check
grep -q "hash $hash," check || { echo "point 5 is not $hash"; failures=$((failures + 1)); }

expect "json" 0 "$ccsim" sweep --dry-run --format json "$plans/staffing.cfg" --replications 7 --seed 3
holds "json" ".n_points == 12 and .replications == 7 and .seed == 3 and .points[4].scenario == \"$hash\" and
    .points[4].factors == {agents: \"13\", patience: \"5 min\"} and .seconds > 0 and
    (.points[4].set | contains(\"staff=13\")) and ([.points[].refused] | all(. == null))"

expect "shard" 0 "$ccsim" sweep --dry-run --verbose "$plans/staffing.cfg" --shard 2/5
has "shard" out '^shard  *2 of 5, 3 points of all$'
has "shard" out '^     12 '
hasnt "shard" out '^      1 '

expect "points" 0 "$ccsim" sweep --dry-run "$plans/ishigami.cfg" --points 3
has "points" out '^ishigami: 15 points, indices'
expect "points, many" 0 "$ccsim" sweep --dry-run "$plans/ishigami.cfg"
has "points, many" out '^\.\.\. and 980 more: --verbose shows all$'

expect "asked" 0 "$ccsim" sweep --dry-run "$plans/staffing.cfg" --kpi 'wait_each = (asa + 1) / 2' --budget '2 h' \
    --precision 'asa 1 s' --set demand.volume=1.1
has "asked" out 'hours_per_answer, *wait_each'
has "asked" out '^budget  *2 h$'
has "asked" out 'at most 10000 replications'

# A point that cannot be is said; the others go on.
plan "factors = { a = { $staff levels = [-1, 12]; }; };"
expect "refused point" 1 "$ccsim" sweep --dry-run plan.cfg
has "refused point" out '1  refused  *a = -1'
has "refused point" out 'must be >= 0'
has "refused point" out '^ *2  [0-9a-f]\{16\}  a = 12$'
narrow "refused point" out

# ---- refusals ----
refused() { # NAME PATTERN COMMAND...
    local name=$1 pattern=$2
    shift 2
    expect "$name" 2 "$ccsim" sweep --dry-run "$@"
    silent "$name" out
    has "$name" err "$pattern"
}
plan "factors = { a = { $staff level = [12]; }; };"
refused "unknown" 'plan.cfg:3: factor "a": level: unknown setting; did you mean "levels"?' plan.cfg
plan "factors = { a = { set = \"center.groups.agent.staff\"; levels = [12]; }; };"
refused "path" 'plan.cfg:3: factor "a": set: --set center.groups.agent.staff=12: ' plan.cfg
plan "factors = { a = { $staff levels = [12]; }; }; outputs2 = 1;"
refused "setting" 'plan.cfg:3: plan: outputs2: unknown setting; did you mean "outputs"?' plan.cfg
{
    echo "scenario = \"$source/scenarios/erlang_a.cfg\"; outputs = [\"asa\"]; factors = {"
    for k in 1 2 3 4 5 6 7 8 9; do echo "f$k = { levels = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]; };"; done
    echo "};"
} >plan.cfg
refused "too many" 'plan: factors.f1: has 10 x 10 .* = 1000000000 points; at most 10000000\|factor "f1": has 10 x' plan.cfg
plan "factors = { a = { $staff from = 10; to = 12; }; }; design = { kind = \"sobol\"; points = 20000000; };"
refused "too many of a sequence" 'design: points: must be at most 10000000' plan.cfg
refused "no plan" 'a plan is needed'
refused "no file" 'nowhere.cfg: ' nowhere.cfg
refused "a scenario" 'is of a scenario: a plan names scenarios' "$source/scenarios/minimal.cfg"
refused "shard" 'must be I/N' "$plans/staffing.cfg" --shard 8/7
refused "replications" '^ccsim sweep: --replications x: plan: replications: must be a whole number' \
    "$plans/staffing.cfg" --replications x
refused "kpi" '--kpi a =' "$plans/staffing.cfg" --kpi 'a = asa +'
refused "kpi twice" '--kpi a = asa + 1: KPI "a": is asked for twice (--kpi a = asa)' "$plans/staffing.cfg" --kpi 'a = asa' --kpi 'a = asa + 1'
refused "kpi of the plan" 'is in the plan already (.*staffing.cfg:[0-9]*)' "$plans/staffing.cfg" --kpi 'hours_per_answer = asa'
refused "kpi without name" "must be 'name = expression'" "$plans/staffing.cfg" --kpi 'asa + 1'
refused "set of a factor" 'is set at all points already' "$plans/staffing.cfg" --set center.groups.agents.staff=12
refused "set of nothing" 'unknown setting' "$plans/staffing.cfg" --set center.grups.agents.staff=12
refused "points of a grid" 'is not for grid' "$plans/staffing.cfg" --points 5
refused "format" 'must be text or json' "$plans/staffing.cfg" --format csv
printf '@include "plan.cfg"\n' >plan.cfg
refused "a circle" 'plan.cfg' plan.cfg

# ---- carried out ----
small=(sweep "$plans/staffing.cfg" --set 'run.observe=1 h' --replications 8)
expect "run" 0 "$ccsim" "${small[@]}" --threads 1
has "run" err '^ccsim sweep: results are in staffing.sqlite$'
has "run" out '12 of 12 points complete'
has "run" out '^ *8  14, 5 min .* baseline$'
has "run" out 'hours_per_answer'
narrow "run" out
cp out once
expect "again" 0 "$ccsim" "${small[@]}" --quiet
silent "again" err
same "again" once out
expect "threads" 0 "$ccsim" "${small[@]}" --quiet --store two.sqlite --threads 3
sed -E 's/two.sqlite/staffing.sqlite/' out >two
tr -s ' \n' ' ' <two >two.words
tr -s ' \n' ' ' <once >once.words
same "threads" once.words two.words
expect "dry, one more" 0 "$ccsim" "${small[@]}" --dry-run --replications 9
has "dry, one more" out '^there  *96 of these are in staffing.sqlite$'
expect "run json" 0 "$ccsim" "${small[@]}" --quiet --format json --out sweep.json
silent "run json" out
jq -e '(.points | length) == 12 and (.partial | not)' sweep.json >/dev/null || {
    echo "run json: does not hold"
    failures=$((failures + 1))
}

# Point 5 is what run says of it, and its difference to the baseline what compare says, to the bit.
other=(--set 2:center.groups.agents.staff=13 --set 'run.observe=1 h' --replications 8 --quiet --format json)
"$ccsim" compare "$source/scenarios/erlang_a.cfg" "$source/scenarios/erlang_a.cfg" "${other[@]}" >compare.json
for kpi in service_level_g1 asa abandonment occupancy; do
    of=".kpi == \"$kpi\" and .scope == \"center\" and (.scenario | endswith(\"(2)\"))"
    what='[.mean, .lower, .upper, .n]'
    for kind in estimates differences; do
        one=$(jq -c ".${kind}[] | select(.point == 5 and .output == \"$kpi\") | $what" sweep.json)
        two=$(jq -c ".${kind}[] | select($of) | $what" compare.json)
        [ -n "$one" ] && [ "$one" = "$two" ] || {
            echo "$kind of $kpi: $one is not $two"
            failures=$((failures + 1))
        }
    done
done

# By budget, or a signal: what is complete is there, and the same command goes on.
long=(sweep "$plans/staffing.cfg" --set 'run.observe=1 h' --replications 200 --quiet --store parts.sqlite)
expect "budget" 130 "$ccsim" "${long[@]}" --budget '0.05 s' --format json
holds "budget" '.partial'
expect "estimates" 130 "$ccsim" sweep "$plans/staffing.cfg" --replications 100000 --quiet --store told.sqlite \
    --budget '0.7 s' --progress line
tail -n 1 "$work/err" >"$work/both"
has "estimates" both '^points .* estimates$'
"$ccsim" "${long[@]}" --format json >stopped.json 2>/dev/null &
process=$!
sleep 0.2
kill -TERM $process 2>/dev/null
wait $process
status=$?
[ $status = 130 ] || [ $status = 0 ] || { echo "SIGTERM: status $status"; failures=$((failures + 1)); }
expect "goes on" 0 "$ccsim" "${long[@]}" --format json
holds "goes on" '.partial == false and ([.points[].replications] | all(. == 200))'

# A failed point is a row; the rest goes on.
plan "factors = { a = { $staff levels = [-1, 12]; }; }; set = [\"run.observe=1 h\"]; replications = 3;"
expect "failed" 1 "$ccsim" sweep plan.cfg
has "failed" err '1 of 2 points failed; --retry-failed tries them again'
has "failed" out 'must be >= 0'
expect "failed again" 1 "$ccsim" sweep plan.cfg --retry-failed --quiet

expect "shard 1" 0 "$ccsim" "${small[@]}" --shard 1/2
has "shard 1" out '^shard 1 of 2: 6 points, 0 of them failed; 48 replications$'
expect "shard 2" 0 "$ccsim" "${small[@]}" --shard 2/2 --format json --quiet
holds "shard 2" '.shard == 2 and .replications == 48'
[ -s staffing-1of2.sqlite ] && [ -s staffing-2of2.sqlite ] || { echo "no stores of shards"; failures=$((failures + 1)); }

# Nothing goes over what is read.
printf 'not a store\n' >other.sqlite
refused2() { # NAME PATTERN COMMAND...
    local name=$1 pattern=$2
    shift 2
    expect "$name" 2 "$ccsim" sweep "$@"
    has "$name" err "$pattern"
}
refused2 "over the plan" 'plan.cfg' plan.cfg --out plan.cfg
refused2 "over the store" 'two.sqlite' "$plans/staffing.cfg" --store two.sqlite --out two.sqlite
refused2 "no store" 'other.sqlite' "$plans/staffing.cfg" --store other.sqlite

# ---- as people write and read ----
plan 'factors = { v = { set = "demand.volume"; levels = [0.9, 1, 1.1]; }; }; set = ["run.observe=1 h"]; replications = 4;'
expect "whole numbers beside decimals" 0 "$ccsim" sweep plan.cfg --quiet --store people.sqlite
has "whole numbers beside decimals" out '^      2  1  '
has "other customers" out '^seed 1, the same random numbers at all points;'
has "other customers" out 'paired: the same random numbers at all points\.$'
plan "factors = { a = { $staff levels = [12, 13]; }; }; set = [\"run.obs=1 h\"];"
expect "a set of the plan" 2 "$ccsim" sweep plan.cfg
has "a set of the plan" err '^ccsim sweep: plan.cfg:3: plan: set\[0\]: --set run.obs=1 h: .*did you mean "observe"'
expect "a set of the command" 2 "$ccsim" sweep plan.cfg --set 'run.observ=1 h'
plan "factors = { a = { $staff levels = [12, 13]; }; }; set = [\"run.observe=1 h\", \"demand.volume=0\"]; replications = 2;"
expect "nothing to tell" 0 "$ccsim" sweep plan.cfg --quiet --store nobody.sqlite
has "nothing to tell" out '^      1  12  .* -'
plan 'factors = { w = { set = "demand.issues.call.voice.talk.mean"; from = "150 s"; to = "270 s"; steps = 41; };
    v = { set = "demand.volume"; levels = [0.0]; }; }; set = ["run.observe=1 h"]; replications = 2;'
expect "many with nothing to tell" 0 "$ccsim" sweep plan.cfg --quiet --store nobody2.sqlite
has "many with nothing to tell" out '^    \.\.\.  41 without a value$'
expect "a number and its unit" 0 "$ccsim" sweep plan.cfg --dry-run
hasnt "a number and its unit" out '^ *s,\? '
narrow "a number and its unit" out

plan "factors = { a = { $staff from = 12; to = 33; steps = 22; whole = true; }; }; set = [\"run.observe=1 h\"]; replications = 2;"
expect "two more than there is room for" 0 "$ccsim" sweep plan.cfg --quiet --store more.sqlite
hasnt "two more than there is room for" out ' more$'
# Intervals of very unlike widths: in columns all the same.
plan "factors = { a = { $staff levels = [9, 14]; }; v = { set = \"demand.volume\"; levels = [0.8, 1, 1.5]; }; };
    set = [\"run.observe=6 h\", \"demand.customers.patience.voice.mean=1000 h\"]; replications = 3;"
expect "unlike widths" 0 "$ccsim" sweep plan.cfg --quiet --store unlike.sqlite --kpi 'wide = exp(10 * service_level_g1)'
narrow "unlike widths" out

# By precision a point is complete when its rules hold, which the store does not know.
plan "factors = { a = { $staff levels = [12, 13]; }; }; set = [\"run.observe=1 h\"]; precision = \"asa 0.001 s\";"
expect "not precise yet" 130 "$ccsim" sweep plan.cfg --quiet --store narrow.sqlite --budget '0.2 s'
has "not precise yet" out '^0 of 2 points complete, 0 failed; '
expect "not precise yet, JSON" 130 "$ccsim" sweep plan.cfg --quiet --store narrow.sqlite --budget '0.1 s' --format json
holds "not precise yet, JSON" '.complete == 0 and all(.points[]; .complete != true)'
expect "not precise yet, exported" 0 "$ccsim" export narrow.sqlite
has "not precise yet, exported" out ' of 2 points have replications, 0 failed; '
expect "precise" 0 "$ccsim" sweep plan.cfg --quiet --store wide.sqlite --replications 60
has "precise" out '^2 of 2 points complete, 0 failed; '

exit $((failures > 0))

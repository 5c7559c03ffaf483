#!/bin/bash
# One replication once more, off a store alone: bit for bit, from another folder, without the plan's files.
# usage: test_rerun.sh CCSIM SOURCE_FOLDER
. "$(dirname "$0")/lib.sh"

cp "$source/scenarios/minimal.cfg" "$work/center.cfg"
cat >"$work/plan.cfg" <<END
scenario = "center.cfg";
set = ["run.observe=2 h"];
factors = { agents = { set = "center.groups.agents.staff"; levels = ["13", "14", "-1"]; baseline = "14"; }; };
replications = 4;
outputs = ["service_level", "asa", "wait_p90"];
kpis = { per_agent = "answered / agents"; };
END
(cd "$work" && "$ccsim" sweep plan.cfg --store s --quiet --out /dev/null 2>err)
mkdir "$work/elsewhere"
rm "$work/center.cfg" "$work/plan.cfg"
cd "$work/elsewhere" || exit 1

expect "the same" 0 "$ccsim" rerun ../s --point 2 --replication 3
has "the same" out "the same as in the store, bit for bit"
has "the same" out "^Point 2, replication 3: scenario [0-9a-f]\{16\}, seed 1;"
expect json 0 "$ccsim" rerun ../s --point 1 --replication 4 --format json
holds json 'all(.stored == "same")'
for what in numerator denominator value; do # what the store has beside, to the last bit
    sqlite3 ../s "SELECT format('%!.17g', $what) FROM replications WHERE point = 1 AND replication = 4 AND kpi = 'asa'" |
        sed 's/\.0$//' >one
    jq -r '.[] | select(.kpi == "asa") | .'$what "$work/out" | awk '{printf "%.17g\n", $1}' >two
    same "the row: $what" one two
done
holds "own KPIs" '(.[] | select(.kpi == "per_agent") | .value) as $x |
    (.[] | select(.kpi == "answered") | .value) / 13 - $x | fabs < 1e-12'
expect csv 0 "$ccsim" rerun ../s --point 1 --replication 4 --format csv --out rows.csv
silent csv out
[ "$(wc -l <rows.csv)" -eq 6 ] || { echo "csv: not 6 lines"; failures=$((failures + 1)); }

expect "not there" 0 "$ccsim" rerun ../s --point 1 --replication 5
has "not there" out "nothing to compare with"
expect "another result" 0 sqlite3 ../s 'UPDATE record SET bytes = substr(bytes, 1, 40) WHERE replication = 3'
expect "another result" 1 "$ccsim" rerun ../s --point 2 --replication 3
has "another result" out "NOT the same"
has "another result" err "is not what the store has"
expect "refused point" 2 "$ccsim" rerun ../s --point 3 --replication 1
has "refused point" err "point 3: its scenario was refused"
expect "no such point" 2 "$ccsim" rerun ../s --point 4 --replication 1
has "no such point" err "the plan has no such point"
expect "no such plan" 2 "$ccsim" rerun ../s --point 1 --replication 1 --plan 123
expect "no store" 2 "$ccsim" rerun ../t --point 1 --replication 1
has "no store" err "there is no such store"
expect "no point" 2 "$ccsim" rerun ../s --replication 1
expect "point 0" 2 "$ccsim" rerun ../s --point 0 --replication 1
expect "replication 0" 2 "$ccsim" rerun ../s --point 1 --replication 0

# the commands that the store says reproduce what went wrong
sqlite3 ../s "INSERT INTO failure SELECT scenario, seed, 5, -10, 'was full' FROM point WHERE point = 1"
command=$(sqlite3 ../s "SELECT command FROM failures WHERE replication = 5")
command=${command#ccsim }
IFS=' ' read -r -a words <<<"${command/STORE/..\/s}"
expect "failure" 1 "$ccsim" "${words[@]}"
has "failure" err "has failed before, and does not fail now"
exit $((failures > 0))

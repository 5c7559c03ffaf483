#!/bin/bash
# What a sweep has found is told again, bit for bit, of whatever is in the store: whole, partial, killed, being
# written, without the plan; and other programs open it.
# usage: test_export.sh CCSIM SOURCE_FOLDER
set -u
. "$(dirname "$0")/lib.sh"
cd "$work" || exit 1

cat >small.cfg <<'END'
name = "small";
run = { hours = ["09:00", "11:00"]; };
demand = { issues = { call = { per_hour = 60;
  voice = { talk = { dist = "exponential"; mean = "180 s"; }; }; }; };
  customers = { patience = { voice = { dist = "exponential"; mean = "2 min"; }; }; }; };
center = { channels = { voice = { service_level = { within = "20 s"; }; }; };
  groups = { agents = { staff = 4; }; }; };
END
plan() { # REPLICATIONS
    cat <<END
scenario = "small.cfg";
replications = $1;
factors = { agents = { set = "center.groups.agents.staff"; levels = [3, 4, 5]; baseline = 4; };
  patience = { set = "demand.customers.patience.voice.mean"; levels = ["1 min", "4 min"]; baseline = "1 min"; }; };
outputs = ["service_level_g1", "asa", "asa_sd", "wait_p90", "abandoned"];
kpis = { wait_cost = "0.5 * wait_answered / answered + agents"; };
END
}
plan 20 >staffing.cfg
expect "sweep" 0 "$ccsim" sweep staffing.cfg --store staffing.sqlite --quiet
cp out report
narrow "sweep" report
has "sweep" report '^EFFECTS on asa (s)$'
has "sweep" report '^ *3  4, 1 min  .*  baseline$'
expect "sweep, json" 0 "$ccsim" sweep staffing.cfg --store staffing.sqlite --quiet --format json
grep -v '"store"' out >document

# nothing but the store is needed
mkdir away && mv small.cfg staffing.cfg away
expect "text" 0 "$ccsim" export staffing.sqlite
same "text" out report
silent "text" err
expect "json" 0 "$ccsim" export staffing.sqlite --format json --out staffing.json
grep -v '"store"' staffing.json >again
same "json" again document
mv away/* .

# ---- the figures are those of run, to the last bit ----
cp staffing.json out
holds "document" '.kind == "sweep" and .plan.design == "grid" and .complete == 6 and .failed == 0 and
    (.points | length) == 6 and (.estimates | length) == 36 and (.differences | length) == 30 and
    ([.differences[].paired] | all) and (.effects | length) == 30 and .points[3].factors.patience.value == 240 and
    (.outputs[5] | .name == "wait_cost" and .unit == null) and (.warnings | length) == 0'
"$ccsim" run small.cfg --replications 20 --format json --require 'wait_p90 >= 0' --per-replication rows.csv \
    --set center.groups.agents.staff=4 --set 'demand.customers.patience.voice.mean=4 min' >run.json
jq '[.estimates[] | select(.point == 4 and (.output | IN("service_level_g1", "asa", "asa_sd", "wait_p90", "abandoned"))) |
    [.output, .mean, .half_width, .lower, .upper, .n, .few]] | sort' staffing.json >one
jq '[.estimates[] | select(.scope == "center" and (.kpi | IN("service_level_g1", "asa", "asa_sd", "wait_p90", "abandoned"))) |
    [.kpi, .mean, .half_width, .lower, .upper, .n, .few]] | sort' run.json >two
same "to the last bit" one two

# ---- numerators and denominators: of run, and of the store ----
value() { # FILE COLUMN: its column, without the head
    awk -F, -v name="$2" 'NR == 1 { for (j = 1; j <= NF; j++) if ($j == name) k = j; next } { print $k }' "$1"
}
"$ccsim" export staffing.sqlite --rows replications --out replications.csv
for part in numerator denominator second; do
    value rows.csv "asa_sd center.$part" >one
    awk -F, -v part=$part 'NR == 1 { for (j = 1; j <= NF; j++) if ($j == part) k = j; next }
        $1 == 4 && $5 == "asa_sd" { print $k }' replications.csv >two
    [ -s one ] || echo "no $part" >>one
    same "asa_sd $part" one two
done
pooled=$(paste -d' ' <(value rows.csv "asa center.numerator") <(value rows.csv "asa center.denominator") |
    awk '{ n += $1; d += $2 } END { printf "%.12g", n / d }')
jq -e --argjson pooled "$pooled" '.estimates[] | select(.kpi == "asa" and .scope == "center") |
    .mean / $pooled - 1 | fabs < 1e-9' run.json >one || { echo "pooled: $pooled"; failures=$((failures + 1)); }

# ---- rows ----
expect "estimates" 0 "$ccsim" export staffing.sqlite --rows estimates
has "estimates" out '^point,agents,patience,output,unit,mean,half_width,lower,upper,few,n$'
has "estimates" out '^1,3,60,service_level_g1,fraction,0\.'
has "estimates" out '^6,5,240,wait_cost,,'
expect "wide" 0 "$ccsim" export staffing.sqlite --rows estimates --shape wide --csv-style excel-de
has "wide" out '^.*point;agents;patience;service_level_g1;service_level_g1.half_width;'
[ "$(wc -l <out)" = 7 ] || { echo "wide: not 6 points"; failures=$((failures + 1)); }
has "wide" out '^2;3;240;0,[0-9]*;'
expect "differences" 0 "$ccsim" export staffing.sqlite --rows differences --format json
holds "differences" 'length == 30 and .[0].baseline == 3 and .[0].paired and .[0].equal == false and .[0].n == 20'
expect "points" 0 "$ccsim" export staffing.sqlite --rows points --format json
holds "points" 'length == 6 and ([.[].complete] | all) and .[2].scenario == "'"$(jq -r '.points[2].scenario' staffing.json)"'"'
expect "effects" 0 "$ccsim" export staffing.sqlite --rows effects --format json
holds "effects" 'length == 30 and .[0].effect == "main" and .[0].factor == "agents" and .[0].level == "3"'
if "$ccsim" export staffing.sqlite --rows replications --format xlsx --out rows.xlsx 2>err &&
    command -v unzip >/dev/null; then
    expect "workbook" 0 unzip -p rows.xlsx xl/worksheets/sheet1.xml
    [ "$(grep -o '<row ' out | wc -l)" = 961 ] || { echo "workbook: rows"; failures=$((failures + 1)); }
fi

# ---- refusals ----
refused() { # NAME PATTERN ARGUMENT...
    expect "$1" 2 "$ccsim" export "${@:3}"
    has "$1" err "$2"
    silent "$1" out
}
refused "parquet" 'no library of Debian writes it' staffing.sqlite --format parquet
refused "no store" 'there is no such store' nothing.sqlite
refused "not a store" 'small.cfg: ' small.cfg
refused "plan" 'has no plan 12: say which by --plan: [0-9a-f]\{16\} (staffing, 6 points)' staffing.sqlite --plan 12
refused "rows" 'must be one of estimates, differences' staffing.sqlite --rows levels
refused "wide points" 'is of estimates, differences and replications' staffing.sqlite --rows points --shape wide
refused "style" 'must be with --format csv' staffing.sqlite --format json --csv-style excel-es
refused "xlsx" 'needs --out FILE.xlsx' staffing.sqlite --format xlsx
cp staffing.sqlite before
refused "itself" 'is a file that is read' staffing.sqlite --out ./staffing.sqlite
same "itself" staffing.sqlite before

# ---- partial: killed, or still being written ----
plan 100000 >long.cfg
"$ccsim" sweep long.cfg --store long.sqlite --threads 1 --quiet >killed 2>&1 &
sweep=$!
for ((j = 0; j < 100; j++)); do
    sleep 0.1
    "$ccsim" export long.sqlite --format json >out 2>err && holds "written" '.plan.points == 6' &&
        jq -e '[.points[].replications] | add > 0' out >/dev/null && break
done
holds "while it is written" '(.estimates | length) > 0 and .complete == 0'
kill -9 $sweep
wait $sweep 2>/dev/null
expect "killed" 0 "$ccsim" export long.sqlite --format json
holds "killed" '(.estimates | length) > 0 and .complete == 0 and
    ([.estimates[].point] | unique) == [.points[] | select(.replications > 0) | .point]'
mv out killed.json
n=$(jq '[.points[] | select(.replications > 1)][0] | .replications' killed.json)
point=$(jq '[.points[] | select(.replications > 1)][0] | .point' killed.json)
jq -r ".points[$((point - 1))].set" killed.json >set.txt
eval "\"$ccsim\" run small.cfg --replications $n --format json $(cat set.txt)" >run.json
jq "[.estimates[] | select(.point == $point and .output == \"asa\")][0] | [.mean, .lower, .n]" killed.json >one
jq '[.estimates[] | select(.kpi == "asa" and .scope == "center")][0] | [.mean, .lower, .n]' run.json >two
same "n is true" one two
rm -f long.sqlite*

# ---- Sobol indices on the command line ----
expect "ishigami" 0 "$ccsim" sweep "$source/scenarios/sweeps/ishigami.cfg" --points 400 --quiet --format json \
    --store ishigami.sqlite
# shellcheck disable=SC2016 # names of jq
holds "ishigami" '[.indices[] | [(.first, .total) | [.mean, .half_width / 1.96]]] as $i |
    [[.3139, .5576], [.4424, .4424], [0, .2437]] as $want |
    [range(3) as $k | range(2) as $j | ($i[$k][$j][0] - $want[$k][$j] | fabs) < 4 * $i[$k][$j][1] and $i[$k][$j][1] < 0.08] |
    length == 6 and all'
jq -e '[.indices[] | .first.mean] | min < 0' out >/dev/null && negative=1 || negative=0
expect "ishigami" 0 "$ccsim" export ishigami.sqlite
narrow "ishigami" out
[ "$negative" = 0 ] || has "a negative one" out '^  x3  *0 within error '

# ---- other programs ----
block() { # LANGUAGE: its example in docs/export.md
    sed -n "/^\`\`\`$1\$/,/^\`\`\`\$/p" "$source/docs/export.md" | sed '1d;$d'
}
opened=0
if command -v sqlite3 >/dev/null; then
    opened=$((opened + 1))
    mean=$(sqlite3 staffing.sqlite "SELECT printf('%.17g', mean) FROM estimates WHERE point = 4 AND output = 'asa'")
    cp staffing.json out
    holds "sqlite3" "[.estimates[] | select(.point == 4 and .output == \"asa\")][0].mean == $mean"
    "$ccsim" export staffing.sqlite --format sql >all.sql
    sqlite3 copy.sqlite <all.sql
    "$ccsim" export copy.sqlite --format sql >again.sql
    same "sql" all.sql again.sql
    expect "copy" 0 "$ccsim" export copy.sqlite --rows estimates --out two
    "$ccsim" export staffing.sqlite --rows estimates --out one
    same "copy" one two
fi
python=/usr/bin/python3
if "$python" -c 'import pandas' 2>/dev/null; then
    opened=$((opened + 1))
    block python >example.py
    [ -s example.py ] || echo "assert False" >example.py
    expect "pandas" 0 "$python" example.py
    has "pandas" out '^agents'
fi
if Rscript -e 'library(RSQLite); library(jsonlite)' >/dev/null 2>&1; then
    opened=$((opened + 1))
    block r >example.R
    [ -s example.R ] || echo "stop()" >example.R
    expect "R" 0 Rscript example.R
    has "R" out 'agents *mean'
    has "R" out 'patience *4 min'
fi
[ "$failures" != 0 ] || [ "$opened" != 0 ] || { echo "skipped: no sqlite3, pandas or R"; exit 77; }
finish

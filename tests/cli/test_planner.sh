#!/bin/bash
# The planner's table by queue and interval: its rows, and the forms in which spreadsheets take them.
# usage: test_planner.sh CCSIM SOURCE_FOLDER
set -u
. "$(dirname "$0")/lib.sh"
cd "$work" || exit 1
forecast=$source/scenarios/forecast/center.cfg

# says NAME AWK: of the rows of out, whose columns are c["name"]; prints what is wrong
says() {
    local wrong
    wrong=$(awk -F, 'NR == 1 { for (j = 1; j <= NF; j++) c[$j] = j; next }
        function abs(x) { return x < 0 ? -x : x }
        function at(name) { return $c[name] }
        { rows++ } '"$2" out)
    if [ -n "$wrong" ]; then
        echo "$1: $wrong"
        failures=$((failures + 1))
    fi
}

expect "rows" 0 "$ccsim" run "$forecast" --replications 40 --format csv --rows intervals
cp out plain.csv
says "a row for each half-hour" 'END { if (rows != 20) print rows " rows" }'
says "who is there" 'abs(at("net") - (at("on_duty") - at("required"))) > 1e-9 ||
    abs(at("net_scheduled") - (at("scheduled") - at("required"))) > 1e-9 ||
    at("ready") > at("on_duty") * (1 - at("occupancy")) + 1e-9 ||
    at("ready") < at("on_duty") * (1 - at("occupancy")) - 1e-9 { print NR ": " $0 }'
says "days" 'at("days") != 40 || at("offered_p10") > at("offered") || at("offered") > at("offered_p90") ||
    at("service_level_p10") > at("service_level_p90") || at("p_meets") < 0 || at("p_meets") > 1 ||
    (at("service_level_p10") >= 0.8 && at("p_meets") < 0.89) { print NR ": " $0 }'

# What is required is what `ccsim erlang` says of the same numbers: 34 calls of 202 s, 80 % in 20 s.
required=$(awk -F, 'NR == 1 { for (j = 1; j <= NF; j++) c[$j] = j } NR == 2 { print $c["required"] }' plain.csv)
expect "erlang" 0 "$ccsim" erlang a --calls 34 --aht '202 s' --patience '5 min' \
    --target service_level_g1=0.8 --format csv
grep -q "^erlang_a,68,202,$required," out || {
    echo "not the $required agents of Erlang A:"
    cat out
    failures=$((failures + 1))
}

# All rows together are what the report says.
expect "the whole" 0 "$ccsim" run "$forecast" --replications 40 --format json
mean=$(jq '.estimates[] | select(.kpi == "offered" and .scope == "channel:voice") | .mean' out)
cp plain.csv out
says "the whole" '{ sum += at("offered") } END { if (abs(sum - '"$mean"') > 1e-6) print sum " offered, not '"$mean"'" }'

# A spreadsheet of another country has the same numbers.
expect "excel" 0 "$ccsim" run "$forecast" --replications 40 --format csv --rows intervals --csv-style excel-es
[ "$(head -c 3 out | od -An -tx1 | tr -d ' ')" = efbbbf ] || fail_mark=1
[ -z "${fail_mark-}" ] || { echo "no byte order mark"; failures=$((failures + 1)); }
awk -F, 'function r(x) { return x + 0 == x ? sprintf("%.12g", x) : x } { for (j = 1; j <= NF; j++) printf "%s%s", r($j), j < NF ? "|" : "\n" }' plain.csv >a
tail -c +4 out | tr ';,' '|.' |
    awk -F'|' 'function r(x) { return x + 0 == x ? sprintf("%.12g", x) : x } { for (j = 1; j <= NF; j++) printf "%s%s", r($j), j < NF ? "|" : "\n" }' >b
same "excel" a b
expect "estimates for excel" 0 "$ccsim" run "$forecast" --replications 2 --format csv --csv-style excel-de
has "estimates for excel" out ';service_level;channel:voice;fraction;0,'

# Where the formula does not apply it says why; conversations are several at once, mail waits.
expect "why not" 0 "$ccsim" run "$source/scenarios/bank/contact_center.cfg" --replications 1 --format csv \
    --rows intervals --set 'run.warm_up="0 d"' --set 'run.observe="2 d"' \
    --set 'run.follow_up="0 d"'
has "why not" out ',,agents have several conversations at once,1,'
has "why not" out ',,what waits there may be done later,1,'
says "why not" 'at("queue") == "voice" && (at("required") == "" || at("net") != "") { print NR ": " $0 }'

# Dates, in order.
cat >dates.cfg <<'END'
run = { hours = ["09:00", "10:00"]; interval = "30 min"; days = 4; first_date = "2026-03-06"; };
demand = { issues = { call = { per_hour = 20; voice = { talk = "3 min"; }; }; }; };
center = { channels = { voice = { service_level = { within = "20 s"; }; }; }; groups = { g = { staff = 3; }; }; };
END
expect "dates" 0 "$ccsim" run dates.cfg --replications 2 --format csv --rows intervals
has "dates" out '^dates,voice,2026-03-06,Fri,09:00,09:30,10,180,,it has no target,1,3,3,'
says "dates" '{ d[at("date") at("weekday")]++ } END { if (rows != 8 || d["2026-03-09Mon"] != 2) print rows " rows" }'

expect "rows of text" 2 "$ccsim" run "$forecast" --rows intervals
has "rows of text" err 'must be with --format csv'
expect "no such rows" 2 "$ccsim" run "$forecast" --format csv --rows days
has "no such rows" err 'must be estimates or intervals'
expect "no such style" 2 "$ccsim" run "$forecast" --format csv --csv-style excel-fr
has "no such style" err 'must be plain, excel-de, excel-es or excel-it'
expect "style of text" 2 "$ccsim" run "$forecast" --csv-style excel-es
has "style of text" err 'must be with --format csv or --per-replication'
finish

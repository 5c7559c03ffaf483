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
has "dates" out '^dates,voice,2026-03-06,Fri,09:00,09:30,10,180,,it has no target,1,,3,3,'
says "dates" '{ d[at("date") at("weekday")]++ } END { if (rows != 8 || d["2026-03-09Mon"] != 2) print rows " rows" }'

# In words: what a day may be like, the plan, and maps of intervals by days.
expect "one day" 0 "$ccsim" run "$forecast" --replications 40 --intervals --heat-map level
narrow "one day" out
has "one day" out '^ONE DAY, eight in ten  *level  *ASA  *P(target met)$'
has "one day" out '^  voice  *[0-9.]* to [0-9.]* %  *[0-9.]* to [0-9.]* s  *[0-9.]* %$'
has "one day" out '^  08:00  *34\.0  *[0-9]*  *[0-9]*  *202  *6  *6\.0  *6\.0  *[0-9.]*  *0\.0  *[0-9]*  *[0-9]*  *[0-9]*$'
expect "a map" 0 "$ccsim" run "$source/scenarios/bank/call_center.cfg" --replications 1 --heat-map level
narrow "a map" out
has "a map" out '^   *Mon   *Tue   *Wed   *Thu   *Sun$'
has "a map" out '^  10:30   *[0-9]* ##   *[0-9]* '
has "a map" out '^  20:00.*[0-9] \.'
hasnt "a map" out "$(printf '\033')"
hasnt "a map" out ' $'
expect "a map of net" 0 "$ccsim" run dates.cfg --replications 1 --heat-map net --set center.groups.g.staff=1 \
    --set 'center.channels.voice.service_level.target=0.8'
has "a map of net" out '^ *03-06  *03-07  *03-08  *03-09$'
has "a map of net" out '^  09:00  *-[0-9.]* ##  *-[0-9.]* ##'
expect "a map of many" 0 "$ccsim" run dates.cfg --replications 1 --heat-map net --set center.groups.g.staff=30 \
    --set 'center.channels.voice.service_level.target=0.8'
has "a map of many" out '^  09:00  +[0-9][0-9] +   +[0-9][0-9] +   +[0-9][0-9] +'
colours() { # WANTED ENVIRONMENT...: cells in colour on a terminal
    local n
    n=$(env TERM=xterm "${@:2}" script -qec "'$ccsim' run dates.cfg --replications 1 --heat-map net \
        --set 'center.channels.voice.service_level.target=0.8'" /dev/null </dev/null | grep -c "$(printf '\033')\[4[1-6];")
    [ "$n" = "$1" ] || { echo "colours: $n lines, not $1 ($2)"; failures=$((failures + 1)); }
}
if script -qec true /dev/null </dev/null >"$work/pty" 2>&1; then
    colours 2 NO_COLOR=
    colours 0 NO_COLOR=1
else
    echo "colours: skipped, there is no pseudo-terminal"
fi
expect "no target" 0 "$ccsim" run dates.cfg --replications 1 --heat-map level
has "no target" out '^No queue has a target\.$'
expect "no such map" 2 "$ccsim" run "$forecast" --heat-map calls
has "no such map" err 'must be level or net'
expect "a day's json" 0 "$ccsim" run "$forecast" --replications 40 --intervals --format json
holds "a day's json" '.days[0] | .days == 40 and .service_level_p10 < .service_level_p90 and .p_meets > 0.5'
holds "a day's json" '(.intervals | length) == 20 and .intervals[0].start == "08:00" and .intervals[0].required == 6 and
    .intervals[0].date == null'

# Required as simulated: with so many each half-hour keeps its target, with one fewer there it does not.
cat >morning.cfg <<'END'
run = { hours = ["09:00", "11:00"]; interval = "30 min"; };
demand = { issues = { call = { arrivals = (20, 45, 30, 12); voice = { talk = { dist = "exponential"; mean = "3 min"; }; }; }; };
  customers = { patience = { voice = { dist = "exponential"; mean = "2 min"; }; }; }; };
center = { channels = { voice = { service_level = { target = 0.8; within = "20 s"; }; }; };
  groups = { g = { staff = 4; shrinkage = 0.2; }; }; };
END
run=("$ccsim" run morning.cfg --replications 60 --format json --quiet)
expect "required" 0 "${run[@]}" --required simulated
holds "required" '(.intervals | length) == 4 and ([.intervals[] | (.required_simulated - .required) | fabs] | max) <= 2'
mapfile -t number < <(jq '.intervals[].required_simulated' out)
for one in none 0 1 2 3; do
    fewer=("${number[@]}")
    [ $one = none ] || fewer[one]=$((fewer[one] - 1))
    expect "one fewer: $one" 0 "${run[@]}" --intervals --set center.groups.g.shrinkage=0.0 \
        --set "center.groups.g.staff=($(IFS=,; echo "${fewer[*]}"))"
    if [ $one = none ]; then
        holds "so many" '[.intervals[] | .service_level >= 0.8] | all'
    else
        holds "one fewer: $one" ".intervals[$one].service_level < 0.8"
    fi
done
expect "required in words" 0 "$ccsim" run morning.cfg --replications 4 --required simulated
has "required in words" out '^ .* duty simul   net '
narrow "required in words" out
expect "required how" 2 "$ccsim" run morning.cfg --required erlang
has "required how" err 'must be simulated'

# Who is worse off when: fewer from 10:00 to 11:00, one more from 11:30; before, all is the same.
roster() { # NAME STAFF
    cat >"$1.cfg" <<END
run = { hours = ["09:00", "12:00"]; interval = "30 min"; close = "drop"; days = 2; };
demand = { issues = { call = { per_hour = 60; voice = { talk = { dist = "exponential"; mean = "3 min"; }; }; }; };
  customers = { patience = { voice = { dist = "exponential"; mean = "2 min"; }; }; }; };
center = { channels = { voice = { service_level = { target = 0.8; within = "20 s"; }; }; };
  groups = { g = { staff = $2; }; }; };
END
}
roster before '(5, 5, 5, 5, 5, 3)'
roster after '(5, 5, 3, 3, 5, 5)'
expect "who is worse off" 0 "$ccsim" compare before.cfg after.cfg --replications 60 --intervals
narrow "who is worse off" out
has "who is worse off" out 'In service level, worse: 10:00 to 11:[0-9]*; better: 11:30 to 12:00\. Equal: 1\.'
has "who is worse off" out '^  09:00  *[0-9.]*  *0  *[0-9.]*  *0  *[0-9.]*  *0$'
has "who is worse off" out '^  10:30  *[0-9.]*  *-[0-9.]* .*  *[0-9.]*  *+[0-9.]* .* *[0-9.]*  *+[0-9.]* '
expect "who is better off" 0 "$ccsim" compare before.cfg after.cfg --replications 60 --intervals --format json
holds "who is better off" '[.interval_differences[] | select(.kpi == "service_level")] | length == 6 and
    .[0].verdict == "equal" and .[2].verdict == "worse" and .[5].verdict == "better" and .[5].lower > 0'
holds "who is better off" '.interval_differences[] | select(.kpi == "asa" and .start == "10:30") | .verdict == "worse"'
expect "other hours" 0 "$ccsim" compare before.cfg after.cfg --replications 2 --intervals --unpaired \
    --set '2:run.interval="1 h"' --set '2:center.groups.g.staff=4'
has "other hours" out '^Their days or intervals are not the same\.$'

expect "rows of text" 2 "$ccsim" run "$forecast" --rows intervals
has "rows of text" err 'must be with --format csv'
expect "no such rows" 2 "$ccsim" run "$forecast" --format csv --rows days
has "no such rows" err 'must be estimates or intervals'
expect "no such style" 2 "$ccsim" run "$forecast" --format csv --csv-style excel-fr
has "no such style" err 'must be plain, excel-de, excel-es or excel-it'
expect "style of text" 2 "$ccsim" run "$forecast" --csv-style excel-es
has "style of text" err 'must be with --format csv or --per-replication'
finish

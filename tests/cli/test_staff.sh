#!/bin/bash
# The fewest agents that keep a target: the page, the table that a scenario reads back, what is refused.
# usage: test_staff.sh CCSIM SOURCE_FOLDER
set -u
. "$(dirname "$0")/lib.sh"
cd "$work" || exit 1
center() {
    cat <<END
run = { hours = ["22:00", "24:00"]; interval = "30 min"; };
demand = { issues = { call = { arrivals = ( 4, 11, 7, 2 );
    voice = { talk = { dist = "exponential"; mean = "4 min"; }; }; }; };
  customers = { patience = { voice = { dist = "exponential"; mean = "2 min"; }; }; }; };
center = { channels = { voice = { service_level = { target = 0.8; within = "20 s"; }; }; };
  groups = { desk = { staff = $1; wage_per_hour = 30.0; }; };
  costs = { currency = "EUR"; }; };
END
}
center 3 >center.cfg
staff=("$ccsim" staff center.cfg --target 'service_level_g1 channel:voice >= 75%' --replications 20)

expect "page" 0 "${staff[@]}" --threads 1
narrow "page" out
has "page" out 'staff = ($'
has "page" out '^On as many others: service_level_g1'
has "page" out 'No single agent can be taken away in any interval with the target kept at 95 % confidence.'
has "page" out '^22:00 .* -1 .*-15$'
cp out one
expect "threads" 0 "${staff[@]}" --threads 3
same "threads" one out

# The table is a column that a scenario reads, whose run then says the same.
expect "table" 0 "${staff[@]}" --format csv --out staff.csv
silent "table" out
expect "json" 0 "${staff[@]}" --format json
holds "json" '.end == "found" and .kept and (.intervals | length) == 4 and .answer.target.lower >= 0.75 and
    ([.intervals[] | select(.agents > 1) | .less.kept] | any | not) and .intervals[0].more.cost.mean == 15'
level=$(jq .answer.target.mean out)
center '{ file = "staff.csv"; column = "agents"; where = { group = "desk"; }; }' >again.cfg
expect "again" 0 "$ccsim" run again.cfg --replications 20 --format json
holds "again" "[.estimates[] | select(.kpi == \"service_level_g1\" and .scope == \"channel:voice\") | .mean - $level |
    fabs] | .[0] < 1e-12"
expect "chance" 0 "${staff[@]}" --chance 60%
has "chance" out 'target met on .* of the days'

# One agent more or fewer, as it is: what runs of those tables say; people of shifts and of a roster who say
# the same as numbers do the same.
target=(--target 'service_level_g1 channel:voice >= 75%' --replications 20 --format json)
level() { # STAFF: of a run
    "$ccsim" run center.cfg --replications 20 --format json --quiet --set "center.groups.desk.staff=$1" |
        jq '.estimates[] | select(.kpi == "service_level_g1" and .scope == "channel:voice") | .mean'
}
expect "as it is" 0 "$ccsim" staff center.cfg --as-is "${target[@]}"
holds "as it is" "(.answer.target.mean - $(level 3) | fabs) < 1e-12 and .end == \"as is\" and
    (.intervals[1].more.target.mean - ($(level '(3, 4, 3, 3)') - $(level 3)) | fabs) < 1e-12 and
    (.intervals[2].less.target.mean - ($(level '(3, 3, 2, 3)') - $(level 3)) | fabs) < 1e-12 and
    .intervals[1].more.there.mean > .intervals[1].more.target.mean and .intervals[0].less.cost.mean == -15 and
    ([.intervals[].agents] == [3, 3, 3, 3])"
jq '.answer, .intervals' out >numbers
center '0; headcount = 3; shifts = ( { people = 3; start = "22:00"; end = "24:00"; } )' | sed 's/staff = 0; headcount = 3;//' >shifts.cfg
printf 'agent,date,start,end\nAnna,2026-03-02,22:00,24:00\nBen,2026-03-02,22:00,24:00\nClara,2026-03-02,22:00,24:00\n' >three.csv
center '0' | sed 's/staff = 0;/leaves = "idle-first";/; s/center = {/& roster = { shifts = "three.csv"; };/
    s/interval = "30 min";/& first_date = "2026-03-02";/' >roster.cfg
for people in shifts roster; do
    expect "$people" 0 "$ccsim" staff $people.cfg --as-is "${target[@]}"
    jq '.answer, .intervals' out >people
    same "$people" numbers people
    expect "$people in numbers" 0 "$ccsim" staff $people.cfg "${target[@]}"
    jq '.answer, [.intervals[] | del(.before)]' out >people
    "${staff[@]}" --format json | jq '.answer, [.intervals[] | del(.before)]' >sought
    same "$people in numbers" sought people
done
expect "people as it is" 3 "$ccsim" staff roster.cfg --as-is --replications 20 --target "service_level_g1 channel:voice >= 95%"
narrow "people as it is" out
has "people as it is" out '^These agents do not keep the target at 95 % confidence\.$'
has "people as it is" out '^[0-9.]* %\*  *+1  *+'

# It keeps to its runs, and says so.
expect "runs" 0 "${staff[@]}" --runs 60 --format csv
has "runs" err 'has used up its replications (--runs)'
expect "never" 3 "$ccsim" staff center.cfg --target 'service_level_offered >= 80%' --replications 4 --set center.channels.voice.lines=1
has "never" out 'No table that was tried keeps the target'

refuse() {
    expect "$1" 2 "$ccsim" staff center.cfg "${@:3}"
    has "$1" err "$2"
}
refuse "no target" '--target is needed'
refuse "no rule" 'must be "KPI \[SCOPE\] >= VALUE"' --target 'service_level'
refuse "no rate" 'must be a rate that is better the higher' --target 'asa <= 20 s'
refuse "no figure" '"quality" center: unknown' --target 'quality >= 80%'
refuse "no chance" '--chance 1: must be above 0 and below 1' --target 'abandonment <= 5%' --chance 1
refuse "no group" 'group "night": there is no such group' --target 'abandonment <= 5%' --group night
refuse "fractions" 'center.staff_scale: must be 1 for that: agents are whole (is 1.1)' --target 'abandonment <= 5%' \
    --set center.staff_scale=1.1
refuse "--least" '--least 0.5: must be a whole number' --target 'abandonment <= 5%' --least 0.5
finish

#!/bin/bash
# ccsim run: reports, formats, options, statuses.
. "$(dirname "$0")/lib.sh" "$@"
minimal=$source/scenarios/minimal.cfg
chat=$source/scenarios/assistant.cfg

expect "help" 0 "$ccsim" run --help
has "help" out 'default: "100"'
has "help" out -- --precision
expect "no file" 2 "$ccsim" run
has "no file" err "Try 'ccsim run --help'"
expect "two files" 2 "$ccsim" run "$minimal" "$minimal"
expect "no such file" 2 "$ccsim" run "$work/none.cfg"
has "no such file" err "none.cfg"
silent "no such file" out

expect "text" 0 "$ccsim" run "$minimal" --replications 10
silent "text" err
narrow "text" out
has "text" out '^M/M/14$'
has "text" out 'hash [0-9a-f]\{8\}), 10 replications of 22 h, seed 1'
has "text" out '^  service level, 20 s (a) .* %  *[0-9]'
has "text" out '^(a) Share answered in time of all who queued'
hasnt "text" out CHAT
expect "text of many channels" 0 "$ccsim" run "$chat" --replications 3
narrow "text of many channels" out
has "text of many channels" out '^  contained by '
hasnt "text of many channels" out AUTOMATION
expect "text of several nodes" 0 "$ccsim" run "$source/tests/verify/automation.cfg" --replications 1 \
    --set demand.issues.call.per_hour=50
narrow "text of several nodes" out
has "text of several nodes" out '^AUTOMATION$'
has "text of several nodes" out '^  lookup: visits a day  *[0-9]'

# ---- a queue of several channels is said once, behind them; one of a channel with it ----
cat >"$work/shared.cfg" <<'END'
run = { hours = ["08:00", "18:00"]; observe = "1 d"; };
demand = { issues = {
  q = { per_hour = 40; wants = { voice = 0.6; chat = 0.4; };
        voice = { talk = "4 min"; }; chat = { turns = 3; agent = "40 s"; }; };
  s = { per_hour = 10; wants = { voice = 1.0; }; voice = { talk = "4 min"; }; };
}; };
center = { channels = { voice = {}; chat = {}; };
           queues = { all = { channel = ("voice", "chat"); issues = ("q"); };
                      sales = { channel = "voice"; issues = ("s"); }; };
           groups = { g = { staff = 6; }; }; };
END
expect "a shared queue" 0 "$ccsim" run "$work/shared.cfg" --replications 2
sed -n '/^QUEUES OF SEVERAL CHANNELS$/,/^AGENTS$/p' "$work/out" >"$work/section"
has "a shared queue" section '^  all: speed of answer  *[0-9]'
hasnt "a queue of one channel" section '^  sales: '
[ "$(grep -c '^  all: speed of answer' "$work/out")" = 1 ] || { echo "a shared queue is said twice"; failures=1; }
sed -n '/^VOICE$/,/^CHAT$/p' "$work/out" >"$work/section"
has "a queue of one channel" section '^  sales: speed of answer  *[0-9]'

# ---- who does not answer when called back is not reached ----
expect "callbacks" 0 "$ccsim" run "$source/scenarios/gallery/offer_callback.cfg" --replications 2 \
    --set demand.customers.offers.no_answer.callback=0.5 --set 'center.automation.offer.ring="30 s"'
has "callbacks" out '^  \.\.\. gave up unanswered, or not reached  *[0-9]'
sed -n '/^CALLBACK$/,/^VOICE$/p' "$work/out" >"$work/section"
has "callbacks" section '^  not reached, or gave up  *[0-9]'
has "callbacks" section '^  of those called: not reached  *[0-9]'
hasnt "callbacks" section abandoned
sed -n '/^VOICE$/,/^AGENTS$/p' "$work/out" >"$work/section"
has "callbacks" section '^  abandoned  *[0-9]'

# ---- who leaves before automation has served them has a line ----
cat >"$work/full.cfg" <<'END'
run = { hours = ["08:00", "18:00"]; observe = "1 d"; };
demand = { issues = { q = { per_hour = 90; wants = { chat = 1.0; };
  chat = { turns = 3; agent = "40 s"; customer = "40 s"; };
  patience = { chat = { dist = "exponential"; mean = "1 min"; }; }; }; }; };
center = {
  channels = { chat = { entry = "bot"; }; };
  automation = { bot = { node = "chatbot"; time = "70 s"; contains = 0.5; capacity = 1; when_full = "wait"; }; };
  groups = { g = { at_once = { chat = 3; }; staff = 9; }; };
};
END
expect "a full node" 0 "$ccsim" run "$work/full.cfg" --replications 2
sed -n '/^CHAT$/,/^[A-Z]*$/p' "$work/out" >"$work/section"
has "who gave up before it, in the channel's section" section '^  bot: gave up in its line  *[0-9]'
expect "a full node of two channels" 0 "$ccsim" run "$work/full.cfg" --replications 2 \
    --set 'demand.channels={text={kind="chat";};}' --set 'demand.issues.q.wants={chat=0.5;text=0.5;}' \
    --set 'demand.issues.q.text={turns=3;agent="40 s";customer="40 s";}' \
    --set 'demand.issues.q.patience.text="1 min"' --set 'center.channels.text={entry="bot";}'
sed -n '/^AUTOMATION$/,/^AGENTS$/p' "$work/out" >"$work/section"
has "... of all channels together" section '^  bot: gave up in its line  *[0-9]'
expect "a queue that nobody serves" 0 "$ccsim" run "$work/full.cfg" --replications 2 \
    --set 'center.queues={a={channel="chat";};b={takes=();};}' \
    --set 'center.groups={g={serves="b";staff=9;};}' \
    --set 'demand.issues.q.patience.chat.mean="10 d"'
has "no follow-up helps" out 'No group serves the queue "a"'

expect "without UTF-8" 0 env LC_ALL=C "$ccsim" run "$minimal" --replications 2
has "without UTF-8" out '+- 95 %'
hasnt "without UTF-8" out '±'

expect "json" 0 "$ccsim" run "$minimal" --replications 10 --format json
holds "json" '.replications == 10 and .seed == 1 and .confidence == 0.95 and .partial == false and
    .differences == [] and .warnings == [] and (.scenarios | length) == 1 and
    (.scenarios[0].hash | length) == 16'
holds "json" '.estimates[] | select(.kpi == "service_level_g1" and .scope == "channel:voice") |
    .unit == "fraction" and .n == 10 and .scenario == "M/M/14" and
    (.mean - 0.8884 | fabs) < 4 * .half_width'
# nobody leaves: undefined
holds "json" '[.estimates[] | select(.kpi == "time_to_abandon" and .scope == "channel:voice").mean]
    == [null]'
holds "json" '.estimates[] | select(.kpi == "wait_p95" and .scope == "channel:voice").half_width > 0'
holds "json" '[.estimates[] | select(.kpi == "occupancy" and .scope == "channel:voice")] == []'

expect "csv" 0 "$ccsim" run "$minimal" --replications 10 --format csv
has "csv" out '^scenario,baseline,kpi,scope,unit,mean,half_width,n,lower,upper,open$'
has "csv" out '^M/M/14,,service_level_g1,channel:voice,fraction,0\.[89][0-9]*,0\.0[0-9]*,10,0\.[89][0-9]*,0\.[89][0-9]*,$'
has "csv" out '^M/M/14,,time_to_abandon,channel:voice,s,,,10,,,$'

expect "intervals" 0 "$ccsim" run "$minimal" --replications 5 --intervals
narrow "intervals" out
has "intervals" out '^  02:00  '
hasnt "intervals" out '^  01:00  ' # warm-up
# of one day the table has what csv has of it, with its margin
forecast=$source/scenarios/forecast/center.cfg
expect "a day's intervals" 0 "$ccsim" run "$forecast" --replications 20 --intervals
line=$(grep '^  11:00 .*%' "$work/out" | tr -d '*' | awk '{print $4, $6}')
expect "a day's intervals as csv" 0 "$ccsim" run "$forecast" --replications 20 --intervals --format csv
wanted=$(grep ',service_level_g1,channel:voice/@1 11:00,' "$work/out" |
    awk -F, '{printf "%.1f %.1f", 100 * $6, 100 * $7}')
if [ "$line" != "$wanted" ]; then
    echo "a day's intervals: $line in the table, $wanted in csv"
    failures=$((failures + 1))
fi
# three times the calls on Mondays
cat >"$work/monday.cfg" <<'END'
run = { hours = ["08:00", "10:00"]; days = 14; };
demand = { weekday = { Mon = 3; }; issues = { question = { per_hour = 40; voice = { talk = "3 min"; }; }; };
           customers = { patience = { voice = { dist = "exponential"; mean = "3 min"; }; }; }; };
center = { channels = { voice = { service_level = { target = 0.8; within = "20 s"; }; }; };
           groups = { g = { staff = 5; }; }; };
END
expect "Mondays" 0 "$ccsim" run "$work/monday.cfg" --replications 20 --intervals
has "Mondays" out '^4 of 28 half-hours of the week miss 80 % in 20 s, all on Mon\.$'
expect "only Mondays" 0 "$ccsim" run "$work/monday.cfg" --replications 20 --intervals --day Mon
has "only Mondays" out '^  08:30    2     60\.[0-9] *[0-9.]* %\* '
has "only Mondays" out '^4 of 4 half-hours on Mon miss 80 % in 20 s\.$'
narrow "only Mondays" out
expect "only Tuesdays" 0 "$ccsim" run "$work/monday.cfg" --replications 20 --intervals --day Tue
hasnt "only Tuesdays" out '%\*'
hasnt "only Tuesdays" out 'is open and observed'
expect "a closed day" 0 "$ccsim" run "$work/monday.cfg" --replications 2 --intervals --day Sun \
    --set 'run.weekdays=("Mon", "Tue")'
has "a closed day" out '^No day that is a Sun is open and observed\.$'
hasnt "a closed day" out 'half-hours'
# 200 cases wait and 80 a day of 25 min come: 267 h of 5 days are more than 6 people have, 167 h are not
cat >"$work/pile.cfg" <<'END'
name = "cases";
run = { hours = ["09:00","15:30"]; interval = "30 min"; days = 5; };
demand = { issues = { case = { per_hour = 12.3076923077; backlog = { email = 200; };
   email = { handle = { dist = "exponential"; mean = "25 min"; }; }; }; }; };
center = { channels = { email = { service_level = { target = 0.8; within = "13 h"; }; }; };
  groups = { team = { staff = 6; }; }; };
END
expect "a pile" 0 "$ccsim" run "$work/pile.cfg" --replications 2
has "a pile" out '^This center cannot do within the run also what waits at its start: 128 % of the$'
has "a pile" out "^agents' time, 85 % without it\.$"
has "a pile" out '^  contacts a day, backlog included '
expect "a pile, checked" 0 "$ccsim" check "$work/pile.cfg"
has "a pile, checked" out '^  work is 85\.5 % of the agents. time\.$'
expect "clocks" 0 "$ccsim" check "$work/pile.cfg" --set 'demand.issues.case.unresolved={returns=0.7;delay="1 d";}'
has "clocks" out '^  return delay, mean  *24 h of opening hours, some 3\.7 d by the wall clock$'
expect "clocks" 0 "$ccsim" check "$work/pile.cfg" \
    --set 'demand.issues.case.unresolved={returns=0.7;delay="1 d";clock="wall";}'
has "clocks" out '^  return delay, mean  *1 d by the wall clock$'
expect "piles" 0 "$ccsim" compare "$work/pile.cfg" "$work/pile.cfg" --replications 2 --set 2:center.groups.team.staff=7
has "piles" out '^Neither can do within the run also what waits at its start: 128 % and 110 % of$'
expect "more and a pile" 0 "$ccsim" run "$work/pile.cfg" --replications 2 --set center.groups.team.staff=5
has "more and a pile" out '^This center cannot do its work: 154 % '
# 1000 mails before 3 h of warm-up and a day: 27 h x 10 people have 270 h, and the work is 320
expect "a pile before" 0 "$ccsim" check "$source/scenarios/blend.cfg"
has "a pile before" out '^  expected occupancy  *118\.5 % of 240\.0 hours$'
expect "a pile before" 0 "$ccsim" run "$source/scenarios/blend.cfg" --replications 2
has "a pile before" out '^  contacts arrived a day '
has "a pile before" out '^  waiting as observation began '
expect "two replications" 0 "$ccsim" run "$work/monday.cfg" --replications 2 --intervals
hasnt "two replications" out '[*%] *[1-9][0-9][0-9]\.[0-9] '
expect "a day of none" 2 "$ccsim" run "$work/monday.cfg" --intervals --day Lun
has "a day of none" err 'must be Mon, Tue, '
expect "a day alone" 2 "$ccsim" run "$work/monday.cfg" --day Mon
expect "intervals compared" 0 "$ccsim" compare "$work/monday.cfg" "$work/monday.cfg" --replications 3 \
    --intervals --day Tue --set 2:center.groups.g.staff=4
narrow "intervals compared" out
has "intervals compared" out '^monday (2)\. By interval of arrival, over the observed "days" of Tue'
expect "intervals as csv" 0 "$ccsim" run "$minimal" --replications 5 --intervals --format csv
has "intervals as csv" out '^M/M/14,,asa,channel:voice/@1 09:30,s,'
# Seven e-mails wait on a Monday on which nobody works.
cat >"$work/closed.cfg" <<'END'
run = { weekdays = ["Tue", "Wed"]; days = 3; };
demand = { issues = { a = { per_hour = 0; email = { handle = "1 min"; }; backlog = { email = 7; }; }; }; };
center = { channels = { email = { }; }; groups = { g = { staff = 1; }; }; };
END
expect "closed days" 0 "$ccsim" run "$work/closed.cfg" --replications 2 --intervals
has "closed days" out '^ closed  *1  *7\.0  '
hasnt "closed days" out '^ before'
expect "before opening" 0 "$ccsim" run "$work/closed.cfg" --replications 2 --intervals \
    --set 'run.weekdays=["Mon"]' --set 'run.hours=["08:00", "18:00"]'
has "before opening" out '^ before  *1  *7\.0  '
hasnt "before opening" out '^ closed  *1  *7'
expect "closed days as csv" 0 "$ccsim" run "$work/closed.cfg" --replications 2 --format csv \
    --require 'level_waiting channel:email/@1 closed >= 7' --intervals
has "closed days as csv" out '^closed,,level_waiting,channel:email/@1 closed,count,7,'

for threads in 1 2 5; do
    expect "threads" 0 "$ccsim" run "$minimal" --replications 23 --threads $threads --format json \
        --out "$work/threads$threads" --per-replication "$work/rows$threads"
    silent "threads" out
done
same "threads" "$work/threads1" "$work/threads2"
same "threads" "$work/threads1" "$work/threads5"
same "rows" "$work/rows1" "$work/rows5"
if [ "$(wc -l <"$work/rows1")" != 24 ] || [ "$(tail -1 "$work/rows1" | cut -d, -f1)" != 22 ]; then
    echo "rows: not 23 and a header"
    failures=$((failures + 1))
fi
expect "another seed" 0 "$ccsim" run "$minimal" --replications 23 --seed 2 --format json \
    --out "$work/seed2"
if cmp -s "$work/seed2" "$work/threads1"; then
    echo "the seed changes nothing"
    failures=$((failures + 1))
fi

expect "set" 0 "$ccsim" run "$minimal" --replications 3 --set center.groups.agents.staff=16 \
    --set name=Sixteen
has "set" out '^Sixteen$'
has "set" out 'hours paid a day  *384 '
expect "set, unknown" 2 "$ccsim" run "$minimal" --set center.groups.agents.stuff=16
has "set, unknown" err staff
expect "set, no value" 2 "$ccsim" run "$minimal" --set center
has "set, no value" err PATH=VALUE

expect "require, met" 0 "$ccsim" run "$minimal" --replications 10 \
    --require 'service_level_g1 channel:voice >= 0.8' --require 'asa channel:voice upper < 20 s'
silent "require, met" err
expect "requires as json" 0 "$ccsim" run "$minimal" --replications 10 --format json \
    --require 'service_level_g1 channel:voice >= 0.8' --require 'asa channel:voice upper < 20 s'
holds "requires as json" '.requirements | length == 2 and all(.met) and
    .[0].text == "service_level_g1 channel:voice >= 0.8" and .[0].value > 0.8 and
    .[1].text == "asa channel:voice upper < 20 s" and .[1].value < 20'
expect "require, not met" 3 "$ccsim" run "$minimal" --replications 10 \
    --require 'service_level_g1 channel:voice lower >= 95%'
has "require, not met" err 'not met: service_level_g1 channel:voice lower >= 95% (is 0\.8'
has "require, not met" out '^VOICE'
expect "require, undefined" 3 "$ccsim" run "$minimal" --replications 3 \
    --require 'time_to_abandon channel:voice < 100'
has "require, undefined" err 'is undefined'
expect "require, unknown" 2 "$ccsim" run "$minimal" --require 'ocupancy < 1'
has "require, unknown" err '"occupancy"'
expect "require, nonsense" 2 "$ccsim" run "$minimal" --require 'occupancy'
expect "a figure of one's own" 0 "$ccsim" run "$minimal" --replications 5 --format csv \
    --require 'wait_p97 channel:voice/issue:call < 10 min'
has "a figure of one's own" out ',wait_p97,channel:voice/issue:call,s,'

expect "precision" 0 "$ccsim" run "$minimal" --precision 'asa channel:voice relative 20%' \
    --format json
holds "precision" '. as $a | .estimates[] | select(.kpi == "asa" and .scope == "channel:voice") |
    $a.precise and $a.replications >= 50 and $a.replications < 1000 and .half_width <= 0.2 * .mean'
expect "precision out of reach" 0 "$ccsim" run "$minimal" --precision 'asa 0.001 s' \
    --replications 30
has "precision out of reach" out 'WARNING: the precision'
expect "precision of a channel not offered" 2 "$ccsim" run "$minimal" --precision 'asa channel:chat 2 s'
has "precision of a channel not offered" err 'scope "channel:chat": the center does not offer chat'
expect "require of a channel not offered" 2 "$ccsim" run "$minimal" --require 'asa channel:chat < 2'
has "require of a channel not offered" err 'the center does not offer chat'
expect "a target of the center" 2 "$ccsim" run "$minimal" --require 'days_on_target center > 0'
has "a target of the center" err 'needs a channel or a queue that has a service level target'
# Nobody leaves, so there is no time to abandon: nothing to wait 100,000 replications for.
for threads in 1 3; do
    expect "undefined" 0 "$ccsim" run "$minimal" --set 'run.hours=["09:00","10:00"]' --set 'run.warm_up="0 h"' \
        --precision 'time_to_abandon channel:voice 2 s' --threads $threads --format json
    holds "undefined" '.precise == false and .partial == false and .replications == 1210 and
        (.warnings | length) == 2'
    has "undefined" err 'time_to_abandon channel:voice is undefined in all of them'
done
expect "two precisions" 0 "$ccsim" run "$minimal" --replications 5 --precision 'occupancy center 90%' \
    --precision 'asa channel:voice 1e-9 s'
has "two precisions" out 'precision asked for was not reached in 5 replications: asa channel:voice 1e-9 s\. '
hasnt "two precisions" out 'occupancy center'
expect "one replication" 0 "$ccsim" run "$minimal" --replications 1
has "one replication" out 'One replication has no interval\.'
hasnt "one replication" out '±'
expect "queues of several channels" 0 "$ccsim" run "$source/tests/verify/everything.cfg" --replications 2
holds_once() {
    [ "$(grep -c "$1" "$work/out")" = 1 ] || { echo "'$1' is not there once"; failures=1; }
}
holds_once '^  calls: speed of answer'
holds_once '^  faults: speed of answer'
expect "precision in another unit" 2 "$ccsim" run "$minimal" --precision 'asa channel:voice 2%'
has "precision in another unit" err 'precision "asa channel:voice 2%": the value must be in the unit of asa (s), not in %; "relative 2%" means 2 % of the figure itself'
expect "require in another unit" 2 "$ccsim" run "$minimal" --require 'asa < 80%'
has "require in another unit" err 'require "asa < 80%": the value must be in the unit of asa (s), not in %$'
expect "require, hours as a duration" 3 "$ccsim" run "$minimal" --replications 2 --quiet \
    --require 'hours_paid < 300 h'
has "require, hours as a duration" err 'not met: hours_paid < 300 h (is 336)'
expect "require, money as a duration" 2 "$ccsim" run "$minimal" --replications 2 --quiet \
    --require 'cost < 300 h'
has "require, money as a duration" err 'must be in the unit of cost (money), not a duration'
expect "a bound of what never varies" 3 "$ccsim" run "$minimal" --replications 5 \
    --require 'hours_paid upper < 1000'
has "a bound of what never varies" err 'hours_paid upper < 1000 (is 336, with no interval)'
expect "the mean of what never varies" 0 "$ccsim" run "$minimal" --replications 5 \
    --require 'hours_paid < 1000'
expect "difference from nothing" 2 "$ccsim" run "$minimal" --precision 'difference asa 1'

for bad in "--seed x" "--replications 0" "--threads 0" "--confidence 1" "--format xml"; do
    # shellcheck disable=SC2086
    expect "$bad" 2 "$ccsim" run "$minimal" $bad
    has "$bad" err -- "${bad% *}"
    silent "$bad" out
done
expect "confidence" 0 "$ccsim" run "$minimal" --replications 3 --confidence 99%
has "confidence" out '± 99 %\|+- 99 %'

expect "growth" 0 "$ccsim" run "$minimal" --set center.groups.agents.staff=9 --replications 5
has "growth" out '^WARNING: the queue voice was growing'
expect "growth in json" 0 "$ccsim" run "$minimal" --set center.groups.agents.staff=9 \
    --replications 5 --format json
has "growth in json" out 'the queue voice was growing'
has "growth in json" err 'the queue voice was growing'

echo precious >"$work/kept"
expect "unwritable" 1 "$ccsim" run "$minimal" --replications 2 --out "$work/none/x"
has "unwritable" err "cannot write"
expect "refused" 2 "$ccsim" run "$minimal" --out "$work/kept" --set run.days=-1
expect "full disk" 1 "$ccsim" run "$minimal" --replications 2 --out /dev/full
if [ "$(cat "$work/kept")" != precious ]; then
    echo "a refused run touched its output"
    failures=$((failures + 1))
fi

# An answer replaces neither the other one nor the scenario, however it is spelled.
cp "$minimal" "$work/mine.cfg"
ln -s kept "$work/link"
ln -s mine.cfg "$work/mine"
for pair in "kept kept" "new new" "link kept" "kept ../${work##*/}/kept" "mine.cfg x" \
    "x ./mine.cfg" "mine x" "./x .//x"; do
    expect "same file: $pair" 2 "$ccsim" run "$work/mine.cfg" --replications 2 \
        --out "$work/${pair% *}" --per-replication "$work/${pair#* }"
    silent "same file: $pair" out
done
same "the scenario is kept" "$minimal" "$work/mine.cfg"
expect "same file, from its folder" 2 env -C "$work" "$ccsim" run mine.cfg --out "$work/mine.cfg"
has "same file, from its folder" err 'mine.cfg: is a file that is read: mine.cfg'
expect "devices" 0 "$ccsim" run "$minimal" --replications 2 --out /dev/null \
    --per-replication /dev/null
if [ "$(cat "$work/kept")" != precious ] || [ -e "$work/new" ]; then
    echo "a refused pair touched a file"
    failures=$((failures + 1))
fi

for rule in 'service_level_g1 channel:voice >= 80' 'asa channel:voice < -1 s' \
    'asa channel:voice < 0 s' 'occupancy > 1'; do
    expect "never: $rule" 2 "$ccsim" run "$minimal" --replications 2 --require "$rule"
    has "never: $rule" err 'can never hold: .* is at \(most 1\|least 0\)'
done
expect "at the end" 0 "$ccsim" run "$minimal" --replications 2 --require 'blocking channel:voice <= 0'
expect "in hours" 0 "$ccsim" run "$minimal" --replications 2 --require 'hours_paid >= 1 h'
expect "no such interval" 2 "$ccsim" run "$minimal" --replications 2 --require 'asa @1 09:31 < 9 s'
has "no such interval" err 'no interval begins then'
expect "confidence" 0 "$ccsim" run "$minimal" --replications 2 --confidence 0.9999999
has "confidence" out 'is a 99.99999 % interval'
expect "not reached in one" 0 "$ccsim" run "$minimal" --replications 1 --precision 'asa channel:voice 1 s' \
    --format json
holds "not reached in one" '.precise | not'
has "not reached in one" err 'not reached in 1 replication: '

# Names go into CSV as they are, so they are UTF-8.
grep -v '^name' "$minimal" | sed '1i name = "caf\xe9";' >"$work/latin.cfg"
grep -v '^name' "$minimal" | sed '1i name = "caf\xc3\xa9";' >"$work/utf.cfg"
expect "a name in Latin-1" 2 "$ccsim" run "$work/latin.cfg" --replications 1
has "a name in Latin-1" err 'latin.cfg:1: scenario: name: must be UTF-8'
expect "a name in UTF-8" 0 "$ccsim" run "$work/utf.cfg" --replications 1
grep -v '^name' "$minimal" >"$work/$(printf 'caf\351').cfg"
expect "a file's name in Latin-1" 2 "$ccsim" run "$work/$(printf 'caf\351').cfg" --replications 1
has "a file's name in Latin-1" err 'name: is missing'

# One call in 20 replications: nothing is known of the handling time of others.
expect "one contact" 3 "$ccsim" run "$minimal" --set demand.issues.call.per_hour=0.004 \
    --replications 20 --seed 3 --require 'handle_time channel:voice upper < 27 s'
has "one contact" out '^  handling time  *26.3 s  *?$'
has "one contact" err 'upper < 27 s (is 26.3'

"$ccsim" run "$minimal" --replications 10000000 --format json --out "$work/partial" \
    2>"$work/err" &
pid=$!
sleep 1
kill -INT $pid
wait $pid
got=$?
if [ $got != 130 ]; then
    echo "interrupted: status $got"
    failures=$((failures + 1))
fi
has "interrupted" partial '"partial": true'
has "interrupted" err 'interrupted: these are the first'
# A rule on one interval needs no --intervals.
expect "one interval" 3 "$ccsim" run "$minimal" --replications 3 --quiet \
    --require 'occupancy center/@1 09:00 < 0.1'
has "one interval" err 'not met: occupancy center/@1 09:00 < 0.1 (is 0\.'

# Nothing grows without bound: ten years by the minute are refused before anything is simulated.
expect "too many intervals" 1 "$ccsim" run "$minimal" --intervals --set run.days=3650 \
    --set 'run.interval="1 min"'
has "too many intervals" err 'too much to report: [0-9]* figures'
silent "too many intervals" out

# An endless queue needs more and more memory: how much it may have is an option, and is named.
cat >"$work/endless.cfg" <<'P'
demand = {
  every_issue = { wants = { email = 1.0; }; email = { handle = "1 h"; };
                  backlog = { email = 1000000; }; };
  issues = { a = { per_hour = 60; }; b = { per_hour = 60; }; c = { per_hour = 60; }; };
};
center = { channels = { email = {}; }; groups = { agents = { staff = 1; }; }; };
P
expect "endless" 1 "$ccsim" run "$work/endless.cfg" --replications 1 --threads 1 --memory 40MB
has "endless" err 'endless.cfg: run: 131072 contacts are open at 00:00:00 of day 1 '
has "endless" err 'of replication 1'
has "endless" err '--memory'
silent "endless" out
expect "endless story" 1 "$ccsim" story "$work/endless.cfg" --memory '40 mb'
has "endless story" err 'run: 131072 contacts are open'
for size in 40 '40 pounds' GB 1.2.3GB 1kB -1GB nanGB; do
    expect "memory $size" 2 "$ccsim" run "$minimal" --memory "$size"
    has "memory $size" err 'memory '
done

# ---- as many lines as there are figures ----
{
    echo 'run = { days = 1; }; demand = { channels = {'
    for j in $(seq 40); do echo "line$j = { kind = \"voice\"; };"; done
    echo '}; issues = {'
    for j in $(seq 40); do
        echo "kind$j = { per_hour = 2; wants = { line$j = 1; }; line$j = { talk = \"3 min\"; }; };"
    done
    echo '}; }; center = { channels = {'
    for j in $(seq 40); do echo "line$j = { };"; done
    echo '}; groups = { agents = { staff = 14; }; }; };'
} >"$work/many.cfg"
expect "many channels" 0 "$ccsim" run "$work/many.cfg" --replications 2
[ "$(grep -c '^LINE' "$work/out")" = 40 ] || {
    echo "many channels: not all are printed"
    failures=$((failures + 1))
}
has "many channels" out "hours paid"
hasnt "many channels" out '[0-9]\{3\}\.[0-9]\{3\}\.\.' # two numbers as one

# A budget of time: what is complete is the answer, as after an interruption, but it says why.
expect "budget" 130 "$ccsim" run "$minimal" --budget '0.3 s' --precision 'asa channel:voice 0.0001 s'
narrow "budget" out
has "budget" out 'BUDGET SPENT'
has "budget" out 'the budget of 0.3 s was spent: these are the first [0-9]* of up to 100000 replications'
hasnt "budget" out 'interrupted\|INTERRUPTED'
expect "budget, json" 130 "$ccsim" run "$minimal" --budget 0.3s --format json
holds "budget, json" '.partial and .budget_spent and .budget_s == 0.3 and .replications > 0 and
    ([.estimates[].n] | unique) == [.replications]'
has "budget, json" err 'the budget of 0.3 s was spent'
n=$(jq .replications "$work/out")
jq -S '[.estimates[]]' "$work/out" >"$work/spent"
expect "as many" 0 "$ccsim" run "$minimal" --replications "$n" --format json
jq -S '[.estimates[]]' "$work/out" >"$work/whole"
same "as many" "$work/spent" "$work/whole"
expect "budget not spent" 0 "$ccsim" run "$minimal" --budget '10 min' --replications 3 --format json
holds "budget not spent" '(.partial | not) and (.budget_spent | not) and .replications == 3'
for bad in 0 -1 x '' 1e99; do
    expect "budget $bad" 2 "$ccsim" run "$minimal" --budget "$bad"
    has "budget $bad" err '--budget .*must be a time above 0'
done
# What one more replication may be like: wider than the mean's interval, and no narrower with more of them.
expect "one more" 0 "$ccsim" run "$minimal" --one-more --replications 50
narrow "one more" out
has "one more" out '^ONE MORE REPLICATION .* one more, 95 %$'
has "one more" out '^  asa channel:voice .* to .* s$'
hasnt "one more" out 'as if they were normal'
hasnt "one more" out '^  cost '
expect "one more of few" 0 "$ccsim" run "$minimal" --one-more --replications 5
has "one more of few" out 'as if they were normal'
expect "one more, json" 0 "$ccsim" run "$minimal" --replications 50 --format json
holds "one more, json" '(.estimates[] | select(.kpi == "asa" and .scope == "channel:voice")) as $mean |
    .one_more[] | select(.kpi == "asa") | .lower < $mean.lower and .upper > $mean.upper and .n == 50 and (.few | not)'
finish

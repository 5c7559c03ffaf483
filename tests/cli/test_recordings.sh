#!/bin/bash
# Recorded contacts: what is read, what is played, and how often. All right values are by hand.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

# scenario FILE TRACE [RUN]: calls of 60 s from a recording
scenario() {
    cat >"$work/$1" <<END
run = { hours = ["08:00","12:00"]; interval = "1 h"; ${3:-} };
demand = { trace = { $2 };
  issues = { call = { per_hour = 0; voice = { talk = "60 s"; }; }; }; };
center = { channels = { voice = { service_level = { within = "20 s"; }; }; };
  groups = { desk = { staff = 3; }; }; };
END
}

# plays NAME FIGURE FILE [SET...]: the line of the report
plays() {
    local name=$1 figure=$2 file=$3 set=()
    shift 3
    for one; do set+=(--set "$one"); done
    expect "$name" 0 "$ccsim" run "$work/$file" --replications 10 "${set[@]}"
    has "$name" out "$figure"
}

# ---- volumes: left out and copied, by name ----
printf 'day,time\na,08:00:00\na,09:00:00\na,10:00:00\na,11:00:00\n' >"$work/four.csv"
scenario four.cfg 'file = "four.csv"; days = "in-order";'
plays "as it is" 'issues a day  *4\.0 ' four.cfg
cp "$work/out" "$work/plain"
plays "volume 1" 'issues a day  *4\.0 ' four.cfg demand.volume=1
cmp -s <(grep -v hash "$work/out") <(grep -v hash "$work/plain") || {
    echo "volume 1 changes figures"
    failures=$((failures + 1))
}
plays "volume 2" 'issues a day  *8\.0 ' four.cfg demand.volume=2
plays "no Monday" 'issues a day  *0\(\.0\)* ' four.cfg demand.weekday.Mon=0
plays "a kind by three" 'issues a day  *12\.0 ' four.cfg demand.issues.call.volume=3
plays "all together" 'issues a day  *24\.0 ' four.cfg demand.issues.call.volume=3 demand.volume=4 \
    demand.weekday.Mon=0.5
expect "half" 0 "$ccsim" run "$work/four.cfg" --replications 400 --set demand.volume=0.5
has "half" out 'issues a day  *\(1\.[89]\|2\.[01]\) '
# the same customers, and two of each
expect "paired" 0 "$ccsim" compare "$work/four.cfg" "$work/four.cfg" --replications 10 \
    --set 2:demand.volume=2
has "paired" out 'same customers'

# ---- like weekdays for like ----
{
    echo date,start
    for day in 04 05 06 07 08 09 10 11 12 13 14 15 16 17; do
        case $day in 09 | 10 | 16 | 17) n=2 ;; *) n=20 ;; esac
        for ((k = 0; k < n; k++)); do printf '2024-03-%s,%02d:%02d:00\n' $day $((8 + k / 10)) $((k % 10)); done
    done
} >"$work/fortnight.csv"
weekdays='days = 7; weekdays = ("Mon","Tue","Wed","Thu","Fri"); first_day = "Mon";'
scenario week.cfg 'file = "fortnight.csv"; columns = { day = "date"; time = "start"; };' "$weekdays"
plays "like weekdays" 'issues a day  *20\.0  *0' week.cfg
# columns of times and dates are found by their usual names, and said to be
scenario found.cfg 'file = "fortnight.csv";' "$weekdays"
plays "dates are found" 'issues a day  *20\.0  *0' found.cfg
expect "what was found" 0 "$ccsim" check "$work/found.cfg"
has "what was found" out 'trace: times in "start" (found), days in "date" (found)'
{ echo Datum,Uhrzeit && tail -n +2 "$work/fortnight.csv"; } >"$work/datum.csv"
plays "in other languages" 'issues a day  *20\.0  *0' found.cfg 'demand.trace.file="'"$work"'/datum.csv"'
# days that nothing names: all rows are one
{ echo label,start && tail -n +2 "$work/fortnight.csv"; } >"$work/label.csv"
expect "days of no name" 0 "$ccsim" check "$work/found.cfg" --set 'demand.trace.file="'"$work"'/label.csv"'
tr -s '\n ' ' ' <"$work/out" >"$work/joined"
has "days of no name" joined 'label.csv:22: times begin again, and all rows are taken for one day: columns.day'
printf 'time\n-5\n' >"$work/early.csv"
scenario early.cfg 'file = "early.csv";' 'hours = ["00:00", "24:00"];'
sed -i '1s/hours = \["08:00","12:00"\]; //' "$work/early.cfg"
expect "before midnight" 2 "$ccsim" check "$work/early.cfg"
has "before midnight" err 'row 1: column "time": must be seconds after midnight'
expect "any days" 0 "$ccsim" run "$work/week.cfg" --replications 50 --set demand.trace.days=resample-any
hasnt "any days" out 'issues a day  *20\.0  *0'
expect "which days" 0 "$ccsim" check "$work/week.cfg"
has "which days" out 'from 2024-03-04 to 2024-03-17.*drawn among those of the same weekday'
has "which days" out 'recorded  *20\.0'
plays "in order, without closed days" 'issues a day  *20\.0  *0' week.cfg demand.trace.days=in-order run.days=12
plays "by date" 'issues a day  *2\.0  *0' week.cfg demand.trace.days=in-order run.days=1 \
    'run.first_date="2024-03-09"' 'run.weekdays=("Sat")' 'run.first_day="Sat"'
head -21 "$work/fortnight.csv" >"$work/monday.csv"
expect "no Tuesday" 2 "$ccsim" check "$work/week.cfg" --set 'demand.trace.file="'"$work"'/monday.csv"'
has "no Tuesday" err 'day 2 of the run is a Tue, and none of the 1 recorded days is'

# ---- the recording ends ----
printf 'day,time\n1,08:00:00\n1,09:00:00\n2,08:00:00\n2,09:00:00\n3,08:00:00\n' >"$work/three.csv"
scenario three.cfg 'file = "three.csv"; days = "in-order";' 'days = 7;'
expect "too short" 2 "$ccsim" run "$work/three.cfg"
has "too short" err 'the run has 7 open days and 3 of them are recorded'
expect "drawn behind" 0 "$ccsim" check "$work/three.cfg" --set demand.trace.beyond=resample
has "drawn behind" out '4 days more are drawn from them'
expect "left out" 0 "$ccsim" check "$work/three.cfg" --set run.days=2
has "left out" out '4 of them are played, on 2 days of the run; 1 on 1 day are left out'
has "left out" out 'first attempts  *2\.0'

# ---- work of a chat ----
printf 'time,medium,seconds\n10:00:00,chat,100\n' >"$work/chats.csv"
cat >"$work/chat.cfg" <<'END'
run = { hours = ["08:00","12:00"]; };
demand = { trace = { file = "chats.csv"; days = "in-order"; columns = { channel = "medium"; work = "seconds"; }; };
  issues = { question = { per_hour = 0; chat = { turns = 2; agent = "30 s"; customer = "60 s"; }; }; }; };
center = { channels = { chat = { service_level = { within = "60 s"; }; }; };
  groups = { desk = { staff = 2; at_once = { chat = 3; }; }; }; };
END
plays "a chat" 'handling time  *100 s' chat.cfg
plays "a chat at twice the work" 'handling time  *200 s' chat.cfg center.channels.chat.work_factor=2
plays "a chat without" 'handling time  *60\.0 s' chat.cfg 'demand.trace.columns.work=""'

# ---- who was not served: two of four gave up, after 62 s; the others' work is 200 s ----
cat >"$work/bank.csv" <<'END'
date,vru_exit,q_time,outcome,ser_time
990103,8:00:20,0,AGENT,200
990103,8:10:20,62,HANG,0
990103,8:20:20,0,AGENT,200
990103,8:30:20,62,HANG,0
END
scenario bank.cfg 'file = "bank.csv"; days = "in-order";
  columns = { day = "date"; time = "vru_exit"; work = "ser_time"; wait = "q_time"; outcome = "outcome"; };
  not_served = "HANG";'
plays "gave up" 'handling time  *130 s' bank.cfg # (200 + 60 + 200 + 60) / 4
plays "gave up, of 200 s" 'handling time  *200 s' bank.cfg 'demand.issues.call.voice.talk="200 s"'
plays "nobody there" 'abandoned  *50\.0 %' bank.cfg center.groups.desk.staff=0
plays "sent away" 'abandoned  *0\.0 %' bank.cfg center.groups.desk.staff=0 \
    'demand.trace={ file = "'"$work"'/bank.csv"; columns = { day = "date"; time = "vru_exit"; wait = "q_time"; outcome = "outcome"; }; sent_away = "HANG"; }'
expect "no such outcome" 0 "$ccsim" check "$work/bank.cfg" --set 'demand.trace.not_served=("HANG","PHANTOM")'
has "no such outcome" out 'no row of .* says "PHANTOM" in column "outcome"'
expect "which words" 2 "$ccsim" check "$work/bank.cfg" --set 'demand.trace.columns.outcome=""'
has "which words" err 'needs columns.outcome'

# ---- layouts ----
cat >"$work/queue_log" <<'END'
1366704340|1.1|queue|NONE|ENTERQUEUE||100|1
1366704353|1.1|queue|agent-1|CONNECT|13|1366704345.1|5
1366704360|1.2|queue|NONE|ENTERQUEUE||101|1
1366704400|1.1|queue|agent-1|COMPLETECALLER|13|47|1
1366704420|1.2|queue|NONE|ABANDON|1|1|60
END
scenario log.cfg 'file = "queue_log"; layout = "queue_log"; zone = "UTC";'
expect "queue_log" 0 "$ccsim" check "$work/log.cfg" --set 'demand.trace.days="resample-any"'
has "queue_log" out '2 contacts on 1 day from 2013-04-23 to 2013-04-23, work of 1 of them: .* mean 47\.0 s'
pushd "$work" >/dev/null || exit 1
expect "as written" 0 "$ccsim" check log.cfg --set 'demand.trace.days="resample-any"'
popd >/dev/null || exit 1
has "as written" out '^trace: queue_log: 2 contacts'
plays "queue_log, nobody there" 'abandoned  *50\.0 %' log.cfg demand.trace.days=resample-any \
    center.groups.desk.staff=0
expect "without a zone" 2 "$ccsim" check "$work/log.cfg" --set 'demand.trace={ file = "'"$work"'/queue_log"; layout = "queue_log"; }'
has "without a zone" err 'row 1: column "time": says when it is in UTC .* set run.zone'
cat >"$work/records.csv" <<'END'
contactId,initiationTimestamp,enqueueTimestamp,agentInteractionDuration,afterContactWorkDuration
x1,2024-10-27T08:59:59.500Z,2024-10-27T09:00:10.250Z,185,30
x2,2024-10-27T10:30:00.000+01:00,2024-10-27T10:30:10.000+01:00,60,0
x3,2024-10-27T08:59:59.500Z,,,
END
scenario connect.cfg 'file = "records.csv"; layout = "connect"; zone = "Europe/Berlin"; days = "resample-any";'
expect "connect" 0 "$ccsim" check "$work/connect.cfg"
has "connect" out 'work of 2 of them: 0\.1 h, mean 122\.5 s'
has "connect" out '1 contact that came into no queue is left out'
# ... as JSON they are named, and the command in semantics.md makes a table of them
cat >"$work/records.json" <<'END'
{"InitiationTimestamp":"2024-10-27T08:59:59.500Z","Queue":{"EnqueueTimestamp":"2024-10-27T09:00:10.250Z","Duration":12},
 "Agent":{"ConnectedToAgentTimestamp":"2024-10-27T09:00:22.250Z","AgentInteractionDuration":185},"Channel":"VOICE"}
{"InitiationTimestamp":"2024-10-27T09:30:00Z","Queue":{"EnqueueTimestamp":"2024-10-27T09:30:10Z","Duration":40},
 "Agent":null,"DisconnectReason":"CUSTOMER_DISCONNECT","Channel":"VOICE"}
END
expect "connect as JSON" 2 "$ccsim" check "$work/connect.cfg" --set 'demand.trace.file="'"$work"'/records.json"'
has "connect as JSON" err 'records\.json: is JSON, not a table: write it as CSV, for instance by jq'
sed -n "/^jq -rs /,/records.json/p" "$source/docs/semantics.md" >"$work/to_csv"
(cd "$work" && bash to_csv) >"$work/from_json.csv"
expect "connect from JSON" 0 "$ccsim" check "$work/connect.cfg" --set 'demand.trace.file="'"$work"'/from_json.csv"'
has "connect from JSON" out '2 contacts on 1 day.* work of 1 of them: 0\.1 h, mean 185\.0 s'
expect "another layout" 2 "$ccsim" check "$work/connect.cfg" --set 'demand.trace.layout="queue_log"'
has "another layout" err 'is no queue_log: none of its 4 rows has an event of a call, such as ENTERQUEUE'
expect "no layout" 2 "$ccsim" check "$work/connect.cfg" --set 'demand.trace.layout="avaya"'
has "no layout" err 'must be one of "connect", "queue_log" (is "avaya")'

# ---- dates, times, rows that are none ----
printf 'when\n01/13/2015 11:59:45 AM\n01/13/2015 8:00:10 AM\n' >"$work/twelve.csv"
scenario twelve.cfg 'file = "twelve.csv"; columns = { time = "when"; }; days = "resample-any";'
expect "AM and PM" 0 "$ccsim" check "$work/twelve.cfg"
has "AM and PM" out '2 contacts on 1 day from 2015-01-13'
refused() {
    printf 'when,s\n%s\n' "$2" >"$work/twelve.csv"
    expect "$1" 2 "$ccsim" check "$work/twelve.cfg" --set 'demand.trace.columns.work="s"'
    has "$1" err "twelve.csv:$3: row $(($3 - 1)): column \"$4\": $5"
}
refused "no such day" $'2015-01-13 09:00,1\n2015-02-30 09:00,1' 3 when 'must be seconds after midnight'
refused "no date" $'2015-01-13 09:00,1\n09:00,1' 3 when 'must be a date, as in rows before'
refused "either order" $'01/02/2015 09:00,1' 2 when 'may be day or month first: set date_order'
refused "negative" $'2015-01-13 09:00,-5' 2 s 'must be from 0 to 1e9 s'
refused "huge" $'2015-01-13 09:00,1e99' 2 s 'must be from 0 to 1e9 s'
refused "no time" $'2015-01-13,1' 2 when 'must have a time of day'
printf 'when,s\n2015-01-13 09:00,1\0\n' >"$work/twelve.csv"
expect "a NUL" 2 "$ccsim" check "$work/twelve.cfg"
has "a NUL" err 'NUL'
printf 'when,s\n2015-01-13 09:00,1\nTotal,1\n2015-01-13 09:30,1\n' >"$work/twelve.csv"
expect "a total" 2 "$ccsim" check "$work/twelve.cfg"
expect "no total" 0 "$ccsim" check "$work/twelve.cfg" --set 'demand.trace.outside="leave_out"'
has "no total" out '2 contacts on 1 day from 2015-01-13'
has "no total" out 'trace: of the file are left out 1 outside run.hours or without a time'
printf 'when,s\n2015-01-13 09:00,185000\n' >"$work/twelve.csv"
expect "work of days" 0 "$ccsim" check "$work/twelve.cfg" --set 'demand.trace.columns.work="s"'
has "work of days" out 'says 185000 s of work for one contact: unit says in what it is'
expect "in ms" 0 "$ccsim" check "$work/twelve.cfg" --set 'demand.trace.columns.work="s"' --set 'demand.trace.unit="ms"'
has "in ms" out 'mean 185\.0 s'
hasnt "in ms" out 'note: .*unit'

finish

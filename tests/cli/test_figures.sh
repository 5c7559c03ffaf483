#!/bin/bash
# Figures that do not contradict each other: small scenarios of which the right numbers are known.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

# ---- 200 chats an hour of 6 turns of 45 s and 5 pauses of 75 s: 35.8 are open at once ----
cat >"$work/chat.cfg" <<'END'
run = { hours = ["08:00", "20:00"]; };
demand = { issues = { q = { per_hour = 200;
    chat = { turns = 6; agent = "45 s"; customer = "75 s"; }; }; }; };
center = { channels = { chat = { }; }; groups = { desk = { staff = 20; at_once = { chat = 1; }; }; }; };
END
expect "full places" 0 "$ccsim" check "$work/chat.cfg"
has "full places" out 'expected attention  *75\.0 % of 240\.0 hours'
has "full places" out 'places for chat  *179\.2 % of 20\.0: 35\.8 are open at once'
has "full places" out 'more open than the agents have places for: queues will grow'
hasnt "full places" out 'with all other work'
expect "places" 0 "$ccsim" check "$work/chat.cfg" --set center.groups.desk.at_once.chat=2
has "places" out 'places for chat  *89\.6 % of 40\.0'
hasnt "places" out 'queues will grow'

# The customer starts: 6 pauses, 36 x 200 x 720 s = 40 at once. With calls that take 12 of the 20 agents.
expect "pauses" 0 "$ccsim" check "$work/chat.cfg" --set 'demand.issues.q.chat.starts="customer"' \
    --set center.groups.desk.at_once.chat=4
has "pauses" out 'places for chat  *50\.0 % of 80\.0: 40\.0 are open'
expect "blended" 0 "$ccsim" check "$work/chat.cfg" --set center.groups.desk.at_once.chat=4 \
    --set demand.issues.c='{per_hour=240;voice={talk="3 min";};}' --set center.channels.voice='{}'
has "blended" out 'places for chat  *44\.8 % of 80\.0'
has "blended" out 'places, with all other work  *104\.8 % of 240\.0 hours'

# ---- a fraction that does what the whole number below it does ----
expect "2.5 alone" 2 "$ccsim" check "$work/chat.cfg" --set center.groups.desk.at_once.chat=2.5
has "2.5 alone" err 'group "desk": at_once.chat: .* 2\.5 fills .* 2 at once, 40 places for 20 agents'
# a chat of 2/5 beside three e-mails of 1/5, which would not fit beside a half
expect "2.5 beside 5" 0 "$ccsim" check "$work/chat.cfg" --set center.groups.desk.at_once.chat=2.5 \
    --set center.groups.desk.at_once.email=5 --set center.channels.email='{}' \
    --set demand.issues.m='{per_hour=1;email={handle="3 min";};}'
expect "2.5 beside 2" 2 "$ccsim" check "$work/chat.cfg" --set center.groups.desk.at_once.chat=2.5 \
    --set center.groups.desk.at_once.email=2 --set center.channels.email='{}' \
    --set demand.issues.m='{per_hour=1;email={handle="3 min";};}'

# ---- 200 wait at the start, 80 come a day, 25 min each; five days of 6.5 hours ----
cat >"$work/backlog.cfg" <<'END'
run = { hours = ["09:00", "15:30"]; days = 5; };
demand = { issues = { case = { per_hour = 12.3076923077; backlog = { email = 200; };
   email = { handle = { dist = "exponential"; mean = "25 min"; }; }; }; }; };
center = { channels = { email = { }; }; groups = { team = { staff = 8; }; }; };
END
expect "backlog" 0 "$ccsim" check "$work/backlog.cfg"
has "backlog" out 'backlog, spread over days  *40\.0'
has "backlog" out 'expected occupancy  *96\.2 % of 52\.0 hours'
has "backlog" out 'busiest interval  *64\.1 % at 09:00, the backlog apart$'
expect "a queue that shrinks" 0 "$ccsim" run "$work/backlog.cfg" --set center.groups.team.staff=6 \
    --replications 10 --require 'waiting_start channel:email >= 200' \
    --require 'waiting_start channel:email <= 200'
hasnt "a queue that shrinks" out 'was growing'

hasnt "no share beyond what there is" out '~0'
has "a backlog apart" out 'issues a day  *[78][0-9]\.[0-9]'
has "a backlog apart" out 'waiting at the start  *200'
has "a backlog apart" out 'contacts a day, backlog included  *1[12][0-9]'

# ---- calls in pairs: the second of each waits for 60 s exactly; one of 100 waits 60.5 s ----
{
    printf 'time,work\n'
    for k in $(seq 1 50); do printf '%d,60\n%d,60\n' $((28800 + 200 * k)) $((28800 + 200 * k)); done
    printf '%d,60.5\n%d,60\n' 28800 28800
} >"$work/pairs.csv"
cat >"$work/pairs.cfg" <<'END'
run = { hours = ["08:00", "12:00"]; };
demand = { trace = { file = "pairs.csv"; days = "in-order"; columns = { work = "work"; }; };
  issues = { call = { per_hour = 0; voice = { talk = "60 s"; }; }; }; };
center = { channels = { voice = { service_level = { within = "20 s"; }; }; }; groups = { desk = { staff = 1; }; }; };
END
expect "a wait that many share" 0 "$ccsim" run "$work/pairs.cfg" --replications 3 \
    --require 'wait_p80 channel:voice >= 60 s' --require 'wait_p95 channel:voice <= 60 s' \
    --require 'wait_p98 channel:voice <= 60 s' --require 'wait_p99.5 channel:voice <= 60.5 s' \
    --require 'wait_p99.5 channel:voice > 60 s' --require 'wait_p40 channel:voice <= 0 s'

# ---- six answered in 20 s, two later; one leaves after 5 s, one after 15 s ----
cat >"$work/ranges.csv" <<'END'
time,work,patience
36000,40,900
36010,10,900
36300,40,900
36310,10,900
36600,40,900
36625,10,900
36900,40,900
36905,10,5
37200,40,900
37205,10,15
END
cat >"$work/ranges.cfg" <<'END'
run = { hours = ["08:00", "12:00"]; };
demand = { trace = { file = "ranges.csv"; days = "in-order"; columns = { work = "work"; patience = "patience"; }; };
  issues = { call = { per_hour = 0; voice = { talk = "60 s"; }; }; };
  customers = { patience = { voice = "1 h"; }; }; };
center = { channels = { voice = { service_level = { within = "20 s"; short_abandon = "10 s"; target = 0.7; }; }; };
  groups = { desk = { staff = 1; }; }; };
END
expect "two times" 0 "$ccsim" run "$work/ranges.cfg" --replications 1 --format csv
has "two times" out ',service_level,channel:voice,fraction,0\.66666666'
has "two times" out ',service_level_g1,channel:voice,fraction,0\.75'
has "two times" out ',days_on_target,channel:voice,fraction,0,'
expect "two times, printed" 0 "$ccsim" run "$work/ranges.cfg" --replications 1
has "two times, printed" out 'service level, 20 s (a)  *66\.7 %'
has "two times, printed" out 'but for those who hung up within short_abandon'
expect "one time" 0 "$ccsim" run "$work/ranges.cfg" --replications 1 --format csv \
    --set 'center.channels.voice.service_level={within="20 s";target=0.7;}'
has "one time" out ',service_level,channel:voice,fraction,0\.75'
has "one time" out ',days_on_target,channel:voice,fraction,1,'
# within S only
expect "S longer than T" 0 "$ccsim" run "$work/ranges.cfg" --replications 1 --format csv \
    --set 'center.channels.voice.service_level={within="9 s";short_abandon="15 s";}'
has "S longer than T" out ',service_level,channel:voice,fraction,0\.625'

# ---- one agent until 12:00, a call at 11:59 that takes an hour ----
printf 'time,work\n11:59:00,3600\n' >"$work/last.csv"
cat >"$work/last.cfg" <<'END'
run = { hours = ["08:00", "12:00"]; interval = "30 min"; };
demand = { trace = { file = "last.csv"; days = "in-order"; columns = { work = "work"; }; };
  issues = { call = { per_hour = 0; voice = { talk = "60 s"; }; }; }; };
center = { channels = { voice = { }; }; groups = { desk = { staff = 1; }; }; };
END
expect "after closing" 0 "$ccsim" run "$work/last.cfg" --replications 1 --intervals
has "after closing" out '^  11:30  *1  *1\.0 .* 1\.0  *3\.3 %$'
has "after closing" out '^  after  *1 .* 100\.0 %$'
has "after closing" out 'overtime hours a day  *0\.98'
expect "a recording" 0 "$ccsim" check "$work/last.cfg"
has "a recording" out 'recorded  *1\.0'
has "a recording" out 'expected occupancy  *25\.0 % of 4\.0 hours'
has "a recording" out 'busiest interval  *200\.0 % at 11:30'
expect "a day drawn of two" 0 "$ccsim" check "$work/last.cfg" --set run.days=3 \
    --set demand.trace.days=resample --set demand.issues.call.per_hour=1
has "a day drawn of two" out 'recorded  *1\.0'
has "a day drawn of two" out 'first attempts  *5\.0'

# ---- two calls give way to a third: both go back to the head of the queue ----
printf 'time,work\n0,8\n1,8\n2,8\n3,8\n9,8\n' >"$work/five.csv"
cat >"$work/preempt.cfg" <<'END'
run = { hours = ["00:00", "00:01"]; interval = "2 s"; };
demand = { trace = { file = "five.csv"; days = "in-order"; columns = { work = "work"; }; };
  issues = { call = { per_hour = 0; voice = { talk = "8 s"; }; }; }; };
center = { channels = { voice = { interrupted = { then = "requeue_head"; }; }; };
  groups = { desk = { staff = [3,3,1,1,1,0,0,0,0,0,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3]; }; };
  routing = { shift_end = "interrupt"; }; };
END
expect "requeued" 0 "$ccsim" story "$work/preempt.cfg"
for call in '00:00:04  call 1.3' '00:00:04  call 1.2' '00:00:10  call 1.2'; do
    has "requeued" out "$call  *waits, 0 ahead"
done
has "requeued" out '00:00:09  call 1.5  *waits, 2 ahead'
expect "a shift's end that does nothing" 0 "$ccsim" check "$work/preempt.cfg" \
    --set 'center.channels.voice.interrupted.then="keep"'
has "a shift's end that does nothing" out 'shift_end = "interrupt" does what "finish" does'
expect "a shift's end" 0 "$ccsim" check "$work/preempt.cfg"
hasnt "a shift's end" out 'does what "finish" does'

# ---- without hours ----
expect "always open" 0 "$ccsim" check "$work/backlog.cfg" --set 'run={days=5;}'
has "always open" out '00:00 to 24:00 (run.hours: open 24 h a day)'

finish

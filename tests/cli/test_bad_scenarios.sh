#!/bin/bash
# Bad scenarios by hand: each is refused with file, line, object, setting, rule and value, status 2,
# nothing on stdout, and no output file touched. What the settings tables can tell is generated in
# tests/models/scenario/test_scenario_settings.c.
ccsim=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
failures=0
cases=0

# refused NAME MESSAGE ARGUMENT...: `ccsim check` says exactly that
refused() {
    local name=$1 wanted=$2
    shift 2
    cases=$((cases + 1))
    echo "before" >answer
    timeout 20 "$ccsim" check --out answer "$@" >out 2>err
    local status=$?
    local got
    got=$(head -n 1 err)
    if [ "$status" != 2 ] || [ "$got" != "ccsim check: $wanted" ] || [ -s out ] ||
        [ "$(cat answer)" != "before" ]; then
        echo "$name: status $status"
        echo "  wanted: ccsim check: $wanted"
        echo "  got:    $got"
        failures=$((failures + 1))
    fi
}

# A right scenario, one object a line, to be changed by a line of sed.
cat >good.cfg <<'EOF'
run = { hours = ["08:00", "18:00"]; interval = "1 h"; };
demand = {
  issues = {
    order = { per_hour = 20; voice = { talk = "3 min"; };
      chat = { turns = 4; agent = "30 s"; };
      wants = { voice = 0.6; chat = 0.4; };
      unresolved = { returns = 0.5; delay = "1 h"; };
    };
    claim = { per_hour = 10; voice = { talk = "5 min"; }; };
  };
  customers = {
    redial = { after_abandon = 0.3; delay = "5 min"; };
  };
};
center = {
  channels = {
    voice = { entry = "greeting"; };
    chat = { };
  };
  automation = {
    greeting = { node = "chatbot"; then = "menu"; };
    menu = { node = "chatbot"; };
  };
  queues = {
    orders = { channel = "voice"; issues = ("order"); };
    claims = { channel = "voice"; issues = ("claim"); };
  };
  groups = {
    front = { serves = ("orders", "chat"); staff = 5; };
    back = { serves = (["claims", "orders"]); staff = 3; };
  };
};
EOF
if ! "$ccsim" check good.cfg >/dev/null; then
    echo "the scenario of these tests is itself refused"
    exit 1
fi

# change NAME SED MESSAGE: good.cfg changed so is refused with "bad.cfg" in the message
change() {
    sed "$2" good.cfg >bad.cfg
    refused "$1" "$3" bad.cfg
}

# text NAME MESSAGE: what stands on stdin
text() {
    cat >bad.cfg
    refused "$1" "$2" bad.cfg
}

# ---- files ----
refused "no file" "missing.cfg: scenario: file: No such file or directory" missing.cfg
mkdir folder
refused "a directory" "folder: scenario: file: is a directory" folder
mkfifo pipe
refused "a pipe" "pipe: scenario: file: is not a regular file" pipe
refused "a device" "/dev/zero: scenario: file: is not a regular file" /dev/zero
truncate -s 17M large.cfg
refused "a large file" "large.cfg: scenario: file: is too large: 16 MiB at most (is 17.0 MiB)" large.cfg
printf 'name = "a\0b";\n' >bad.cfg
refused "a NUL byte" "bad.cfg:1: syntax: the file has a NUL byte" bad.cfg
printf 'start,calls\n8:00,3\n' >forecast.csv
refused "a table" "forecast.csv: scenario: file: is a table, not a scenario, which names it by file" forecast.csv
printf 'PK\3\4 [Content_Types].xml xl/' >book.xlsx
refused "a workbook" "book.xlsx: scenario: file: is a workbook (.xlsx): save its sheet as CSV" book.xlsx

# ---- includes ----
change "an include that is not there" '2i @include "none.cfg"' \
    'bad.cfg:2: include: "none.cfg": No such file or directory'
change "an include of a directory" '2i @include "folder"' \
    'bad.cfg:2: include: "folder": is a directory'
change "an include of a pipe" '2i @include "pipe"' \
    'bad.cfg:2: include: "pipe": is not a regular file'
change "an include of itself" '3i @include "bad.cfg"' 'bad.cfg:3: include: "bad.cfg": includes itself'
change "an include without quotes" '3i @include bad.cfg' \
    'bad.cfg:3: include: must be followed by a file name in quotes'
change "an include within a line" 's/^demand = {/& @include "x"/' \
    'bad.cfg:2: syntax: @ may only begin an @include at the start of a line'
mkdir -p parts
printf '# staff\n5,\n"six"\n' >parts/staff.inc
printf '@include "staff.inc"\n' >parts/all.inc
sed 's|staff = 3; };|staff = (\n@include "parts/all.inc"\n); };|' good.cfg >bad.cfg
refused "a value in an included file of an included file" \
    'parts/staff.inc:3: group "back": staff[1]: must be a number (is "six")' bad.cfg
printf 'voice = { };\nchat = {\n' >parts/open.inc
change "a bracket that an included file leaves open" \
    '/^    voice = /d; s|^    chat = { };|@include "parts/open.inc"|' \
    'parts/open.inc:2: syntax: a bracket is never closed'

# ---- syntax ----
change "a comment that is not closed" '5s|^|/* |' 'bad.cfg:5: syntax: a comment is not closed'
change "a text that is not closed" '4s/3 min"/3 min/' \
    'bad.cfg:4: syntax: a text in quotes is not closed on its line'
change "a bracket that is not closed" '27d' 'bad.cfg:15: syntax: a bracket is never closed'
change "a setting without its value, last" '$a run =' 'bad.cfg:34: syntax: a value is missing at the end'
change "a bracket that closes another" 's/"order");/"order"};/' \
    'bad.cfg:25: syntax: "}" does not close the "(" of bad.cfg:25'
change "a missing comma" 's/"orders", "chat"/"orders" "chat"/' \
    'bad.cfg:29: syntax: a comma is missing before this value in a list'
change "a comma too many" 's/("order")/("order",)/' \
    'bad.cfg:25: syntax: a comma too many before ")"'
change "a decimal comma" 's/per_hour = 20/per_hour = 20,5/' \
    'bad.cfg:4: syntax: a value without a name and = before it; decimals take a point (0.8)'
change "a decimal comma in quotes" 's/returns = 0.5/returns = "0,5"/' \
    'bad.cfg:7: issue "order": unresolved.returns: must be a number, a list by interval or a column of a file; decimals take a point: 0.8 (is "0,5")'
change "typographic quotes" 's/"1 h"; };$/“1 h”; };/' \
    'bad.cfg:1: syntax: texts stand between straight double quotes: "20 s"'
change "single quotes" "s/\"1 h\"; };\$/'1 h'; };/" \
    'bad.cfg:1: syntax: texts stand between straight double quotes: "20 s"'
kinds=$("$ccsim" list channels | grep -o '^[a-z][a-z_]*' | grep -vx -e channel -e chat -e voice | sed 's/^/, /' | tr -d '\n')
change "a channel in another language" 's/claim = { per_hour = 10; voice/claim = { per_hour = 10; voz/' \
    'bad.cfg:9: issue "claim": voz: unknown setting or channel; there are chat, voice'"$kinds"'; another is declared: demand.channels = { NAME = { kind = "voice"; }; };'
change "a weekday in another language" 's/interval = "1 h"/weekdays = ("Lun"); interval = "1 h"/' \
    'bad.cfg:1: run: weekdays[0]: must be one of Mon, Tue, Wed, Thu, Fri, Sat, Sun (is "Lun")'
change "yes" 's/then = "menu"/keeps_context = yes/' \
    'bad.cfg:21: syntax: a word that stands alone: text and durations are written in quotes, yes and no are true and false (is yes)'
change "a duration without quotes" 's/"1 h"; };$/1 h; };/' \
    'bad.cfg:1: syntax: a word that stands alone: text and durations are written in quotes, yes and no are true and false (is h)'
change "calls that interrupt calls" 's/voice = { entry = "greeting"; }/voice = { interruptible = true; }/' \
    'bad.cfg:17: channel "voice": interruptible: must be false: voice interrupts others, and itself without end (is true)'
change "a time without quotes" 's/\["08:00"/[08:00/' \
    'bad.cfg:1: syntax: ":" without a name: a time of day is written in quotes'
change "a whole number out of range" 's/staff = 5/staff = 99999999999/' \
    'bad.cfg:29: syntax: a whole number is out of range: write it as 1.5e10 (is 99999999999)'
change "a number that is infinite" 's/staff = 5/staff = 1e999/' \
    'bad.cfg:29: syntax: a number is out of range (is 1e999)'
change "a name that is a number" 's/  claim =/  9a =/' \
    'bad.cfg:9: syntax: neither a number nor a name; durations and times are written in quotes (is 9a)'
change "a name in a list" 's/("order")/(a = "order")/' \
    'bad.cfg:25: syntax: a list has no names; a group has { } (is a)'
change "a name twice" 's/^    menu =/    greeting =/' 'bad.cfg:22: syntax: duplicate setting name'
(for _ in $(seq 3000); do printf '('; done) >deep.inc
sed 's|staff = 3;|staff =\n@include "deep.inc"|' good.cfg >bad.cfg
refused "brackets nested too deep" \
    "deep.inc:1: syntax: brackets are nested too deep (32 at most)" bad.cfg

awk 'BEGIN { printf "junk = {"; for (j = 0; j < 1100; j++) printf " a%d = 1;", j; print " };" }' \
    | cat good.cfg - >bad.cfg
refused "too many settings in a group" \
    'bad.cfg:33: syntax: too many settings in one group (1024 at most)' bad.cfg
awk 'BEGIN { printf "junk = ("; for (j = 0; j < 100001; j++) printf "{},"; print "1);" }' \
    | cat good.cfg - >bad.cfg
refused "too many groups" \
    'bad.cfg:33: syntax: too many settings, lists and groups (100000 at most)' bad.cfg

# ---- what must be there ----
text "no demand" 'bad.cfg: demand: is missing' <<<'center = { channels = { voice = { }; }; };'
text "no center" 'bad.cfg: center: is missing' <<<'demand = { issues = { a = { }; }; };'
text "no kind of issue" 'bad.cfg:1: demand: issues: must have at least one kind of issue' \
    <<<'demand = { }; center = { channels = { voice = { }; }; };'
change "no channel" '/^    voice = /d; /^    chat = { /d' \
    'bad.cfg:15: center: channels: must have at least one channel'
change "no work" 's/claim = .*/claim = { per_hour = 10; };/' \
    'bad.cfg:9: issue "claim": voice: the work on at least one channel must be given'
change "no arrivals" 's/claim = { per_hour = 10;/claim = {/' \
    'bad.cfg:9: issue "claim": arrivals: is missing: arrivals, per_hour, per_day or rate must be written'
change "no shares of several channels" '/wants/d' \
    'bad.cfg:4: issue "order": wants: is missing: several channels have work'
change "no staff" 's/staff = 5;//' 'bad.cfg:29: group "front": staff: is missing'
change "no delay of a return" 's/delay = "1 h";//' \
    'bad.cfg:4: issue "order": unresolved.delay: must be > 0 s where unresolved issues return'
change "no delay of a redial" 's/ delay = "5 min";//' \
    'bad.cfg:4: issue "order": redial.delay: must be > 0 s where customers redial'
for probability in after_abandon after_block after_balk; do
    for p in 0.3 '( 0.0, 0.3 )'; do
        change "no delay of a redial: $probability = $p" \
            "s/after_abandon = 0.3; delay = \"5 min\";/$probability = $p;/" \
            'bad.cfg:4: issue "order": redial.delay: must be > 0 s where customers redial'
    done
done

# ---- what must fit together ----
change "shares that do not sum to 1" 's/chat = 0.4/chat = 0.5/' \
    'bad.cfg:6: issue "order": wants: shares must sum to 1 (sum is 1.1)'
change "conversations without end" 's/turns = 4/turns = 2000000/' \
    'bad.cfg:5: issue "order": chat.turns: must be at most 1000000, also on average (is 2000000)'
change "conversations without end on average" \
    's/turns = 4/turns = { dist = "geometric"; mean = 1e9; }/' \
    'bad.cfg:5: issue "order": chat.turns: must be at most 1000000, also on average (is 1000000000)'
change "many turns that take no time" 's/turns = 4; agent = "30 s"/turns = 10001; agent = "0 s"/' \
    'bad.cfg:5: issue "order": chat.turns: must be at most 10000 where agent and customer take less than 1 s for a turn (is 10001)'
change "a time-out where everybody sees who leaves" \
    's/entry = "greeting"; };/entry = "greeting"; time_out = "20 s"; };/' \
    'bad.cfg:17: channel "voice": time_out: must be 0 s: on voice whoever leaves is seen to leave'
change "rates where there are no turns" 's/entry = "greeting"; };/entry = "greeting"; rates = 0.5; };/' \
    'bad.cfg:17: channel "voice": rates: must not be written: they are in place of turns, and voice has none'
change "rates that end" 's/chat = { };/chat = { rates = ( 0.5, 0 ); };/' \
    'bad.cfg:18: channel "chat": rates: must be > 0 for any number open (is 0 for 2)'
change "rates beside an attention" 's/chat = { };/chat = { rates = ( 0.5, 0.9 ); };/' \
    'bad.cfg:29: group "front": serves: must have channels with rates only, or none: chat has them, voice has not'
for burst in 'at = ( "2 09:30" ); issues = { order = { per_hour = 5; duration = "1 h"; }; };|at[0]: must be a day of the run (1 to 1) and a time, like "2 09:30" (is "2 09:30")' \
    'at = "1 09:30"; issues = { order = { per_hour = 5; duration = "1 h"; }; };|at: must be a list of moments like ("2 09:30") (is "1 09:30")' \
    'per_day = 1;|issues: is missing: which kinds of issue it raises' \
    'issues = { orders = { per_hour = 5; duration = "1 h"; }; };|issues.orders: unknown kind of issue; did you mean "order"?' \
    'issues = { order = { duration = "1 h"; }; };|issues.order.per_hour: is missing' \
    'issues = { order = { per_hour = 5; }; };|issues.order.duration: must be > 0 s, or decay'; do
    change "a burst: ${burst#*|}" "s/^  customers = {/  bursts = { b = { ${burst%%|*} }; };\n  customers = {/" \
        "bad.cfg:11: demand: bursts.b.${burst#*|}"
done
change "a channel without work" '/turns/d' \
    'bad.cfg:4: issue "order": chat: is missing: contacts come, or are sent, to a channel on which no work is given'
change "arrivals in two ways" 's/per_hour = 10;/per_hour = 10; arrivals = 3;/' \
    'bad.cfg:9: issue "claim": per_hour: only one of arrivals, per_hour, per_day and rate may be written'
change "a kind that the queues leave out" '/^    claims = /d; s/"claims", //' \
    'bad.cfg:9: issue "claim": voice: has no queue: the queues that take voice leave this kind out'
change "a contact in two queues" 's/issues = ("claim")/issues = ("claim", "order")/' \
    'bad.cfg:26: queue "claims": issues: voice of "order" is in queue "orders" already'
change "a queue that is not there" 's/"claims", "orders"/"claim", "orders"/' \
    'bad.cfg:30: group "back": serves[0][0]: there is no queue or offered channel of that name; did you mean "claims"? (is "claim")'
change "a group that does not serve the queue" 's/("claim"); }/("claim"); groups = ("front"); }/' \
    'bad.cfg:26: queue "claims": groups[0]: must be a group that serves this queue (is "front")'
change "a queue that is served twice" 's/"orders", "chat"/"orders", ["chat", "orders"]/' \
    'bad.cfg:29: group "front": serves[1][1]: is there twice (is "orders")'
change "a group that is preferred twice" 's/("claim"); }/("claim"); groups = ("back", "back"); }/' \
    'bad.cfg:26: queue "claims": groups[1]: is there twice (is "back")'
change "a node that is not there" 's/entry = "greeting"/entry = "greting"/' \
    'bad.cfg:17: channel "voice": entry: there is no automation node of that name; did you mean "greeting"? (is "greting")'
change "nodes in a circle" 's/menu = { node = "chatbot";/& then = "greeting";/' \
    'bad.cfg:21: node "greeting": then: nodes must not lead in a circle in which no time passes'
of_transfer() { # NAME SETTINGS OBJECT AND MESSAGE
    change "a transfer $1" "s/menu = { node = \"chatbot\"; };/menu = { node = \"transfer\"; $2 };/
        s/^  groups = /  partners = { police = { }; };\n&/" "bad.cfg:22: node \"menu\": $3"
}
of_transfer "to nobody" 'time = "3 s";' 'to: is missing: which queue or partner is it?'
of_transfer "to who is not there" 'to = "claim";' \
    'to: there is no queue or partner of that name; did you mean "claims"? (is "claim")'
of_transfer "to two" 'to = ("claims", "police");' 'to: must be the name of a queue or partner (is a list of 2)'
of_transfer "to a partner by itself" 'to = "claims"; partner = "police";' \
    'partner: unknown setting'
of_transfer "to a queue of another channel" 'to = "chat";' \
    'to: must be a queue of channel "voice", whose contacts come here (is "chat")'
of_transfer "that leads elsewhere" 'to = "claims"; next = { transferred = "queue"; };' \
    'next: must not say where "transferred" leads, which `to` says'
of_transfer "in a circle" 'to = "claims"; next = { failed = "menu"; };' \
    'next: nodes must not lead in a circle in which no time passes'
of_transfer "that fails more than always" 'to = "claims"; fails = 1.5;' \
    'fails: must be from 0 to 1 (is 1.5)'
change "hours that end as they start" 's/"08:00", "18:00"/"18:00", "18:00"/' \
    'bad.cfg:1: run: hours: must end after the start (is "18:00" to "18:00")'
change "a channel open while the center is closed" 's/chat = { };/chat = { hours = ("07:00", "12:00"); };/' \
    'bad.cfg:18: channel "chat": hours: must lie within run.hours'
change "voice open while the center is closed" 's/entry = "greeting";/& hours = ("09:00", "19:00");/' \
    'bad.cfg:17: channel "voice": hours: must lie within run.hours'
change "days that do not fit observe" '1s/};/days = 3; observe = "1 d"; };/' \
    'bad.cfg:1: run: days: must be what warm_up, observe and follow_up add up to: 1 (is 3)'
change "a table of the wrong length" 's/staff = 5/staff = (1, 2, 3)/' \
    'bad.cfg:29: group "front": staff: must have a value for each of the 10 intervals of a day (has 3)'
change "a mean by interval of what has none" \
    's/talk = "5 min"/talk = { dist = "uniform"; mean = (1, 2); }/' \
    'bad.cfg:9: issue "claim": voice.talk.mean: uniform has no such parameter'
change "parameters that contradict each other" \
    's/talk = "5 min"/talk = { dist = "uniform"; min = "5 s"; max = "2 s"; }/' \
    'bad.cfg:9: issue "claim": voice.talk: uniform: max must be >= min'

# ---- conversations, items ----
of_chat() {
    change "$1" "s/    chat = { };/    chat = { $2 };/" "bad.cfg:18: channel \"chat\": $3"
}
of_email() {
    change "$1" "s/agent = \"30 s\"; };/&  email = { handle = \"3 min\"; };/; s/    chat = { };/    chat = { }; email = { $2 };/
        s/chat = 0.4/chat = 0.3; email = 0.1/; s/\"chat\")/\"chat\", \"${4:-email}\")/
        s/^    claims = /    m = { channel = \"email\"; slots = 5; };\n&/" "bad.cfg:18: channel \"email\": $3"
}
for setting in 'silence = { dormant = "5 min"; };|silence: must be of a channel whose contacts take turns' \
    'auto_reply = true;|auto_reply: must be false: contacts of voice do not take turns (is true)'; do
    change "a call with turns: ${setting%%|*}" "s/entry = \"greeting\"; };/${setting%%|*} };/" \
        "bad.cfg:17: channel \"voice\": ${setting#*|}"
done
of_chat "silence, misspelt" 'silence = { dorment = "5 min"; };' \
    'silence.dorment: unknown setting; did you mean "dormant"?'
of_chat "silence before it begins" 'silence = { dormant = "-5 min"; };' \
    'silence.dormant: must be >= 0 s (is "-5 min")'
of_chat "silence with no such patience" 'silence = { patience = "short"; };' \
    'silence.patience: must be one of fresh, remaining, none (is "short")'
for setting in 'acknowledge = { patience = 2; };' 'classifier = { accuracy = 0.9; };' \
    'lunch = ("12:00", "13:00");' 'answers_to = "agent";'; do
    of_chat "a chat as an item: $setting" "$setting" \
        "${setting%% *}: is of channels of items (e-mails, cases) only; chat is a conversation"
done
of_chat "raised to nowhere" 'raises = { by_agent = 0.2; };' 'raises.to: is missing: where what is raised goes'
of_chat "a call raised" 'raises = { to = "voice"; by_agent = 0.2; };' \
    'raises.to: must be a channel of items; voice is a call'
of_chat "a case where there are none" 'raises = { to = "case"; by_agent = 0.2; };' \
    'raises.to: must be a channel that the center has: channels = { case = { }; }'
of_email "sorted wrongly into slots" 'classifier = { accuracy = 0.9; };' \
    'classifier: must have accuracy = 1 where a queue of the channel has slots (m)' m
of_email "lunch behind the hours" 'hours = ["09:00", "12:00"]; lunch = ["12:00", "13:00"];' \
    'lunch: must be a part of the hours of the channel' m
change "a case without work" \
    's/agent = "30 s"; };/& email = { handle = "3 min"; };/; s/wants = { voice = 0.6; chat = 0.4; }/wants = { email = 1; }/
    s/chat = { };/email = { raises = { to = "case"; by_agent = 0.2; }; }; case = { };/; s/"chat")/"email")/' \
    'bad.cfg:4: issue "order": case: is missing: contacts come, or are sent, to a channel on which no work is given'
change "questions without end" 's/agent = "30 s"; };/& email = { handle = "3 min"; asks = 1; };/' \
    'bad.cfg:5: issue "order": email.asks: must be at most 0.99 (is 1)'
change "posts that bring less than none" 's/agent = "30 s"; };/& social = { handle = "3 min"; virality = -1; };/' \
    'bad.cfg:5: issue "order": social.virality: must be >= 0 1/h (is -1)'
change "no caseload" 's/staff = 5;/staff = 5; caseload = 0;/' 'bad.cfg:29: group "front": caseload: must be >= 1 (is 0)'
change "half a case" 's/staff = 5;/staff = 5; caseload = 2.5;/' \
    'bad.cfg:29: group "front": caseload: must be a whole number (is 2.5)'
change "no slot" 's/issues = ("order"); };/issues = ("order"); slots = 0; };/' \
    'bad.cfg:25: queue "orders": slots: must be >= 1 (is 0)'
change "no such order of turns" 's/staff = 5;/staff = 5; next_turn = "longest";/' \
    'bad.cfg:29: group "front": next_turn: must be one of oldest, shortest, round-robin (is "longest")'
change "told, and gone before" '12a auto_reply = { patience = -1; };' \
    'bad.cfg:13: customers: auto_reply.patience: must be >= 0 (is -1)'

# ---- tables in files ----
printf 'time,calls\n8,10\n9,ten\n' >table.csv
change "a field that is no number" 's/per_hour = 10/per_hour = { file = "table.csv"; column = "calls"; }/' \
    'bad.cfg:9: issue "claim": per_hour: table.csv:3: row 2: column "calls": must be a number (is "ten")'
change "a column that is not there" 's/per_hour = 10/per_hour = { file = "table.csv"; column = "call"; }/' \
    'bad.cfg:9: issue "claim": per_hour.column: table.csv has no column "call": it has "time", "calls"'
printf 'time,calls\n8,10\n9,-3\n' >table.csv
change "a field out of range" 's/per_hour = 10/per_hour = { file = "table.csv"; column = "calls"; }/' \
    'bad.cfg:9: issue "claim": per_hour: table.csv:3: row 2: column "calls": must be >= 0 1/h (is "-3")'
printf 'time,calls\n8,10\n9,3,4\n' >table.csv
change "a row that is too long" 's/per_hour = 10/per_hour = { file = "table.csv"; column = "calls"; }/' \
    'bad.cfg:9: issue "claim": per_hour: table.csv:3: the row must have as many fields as the header: 2 (is 3)'
printf 'time,calls\n8,"10\n' >table.csv
change "a quote that is not closed" 's/per_hour = 10/per_hour = { file = "table.csv"; column = "calls"; }/' \
    'bad.cfg:9: issue "claim": per_hour: table.csv:2: a quote is not closed'
change "a table that is not there" 's/per_hour = 10/per_hour = { file = "none.csv"; column = "calls"; }/' \
    'bad.cfg:9: issue "claim": per_hour: none.csv: No such file or directory'
change "a switch to nowhere" '12a switch = { chat = { probability = 0.5; }; };' \
    'bad.cfg:13: customers: switch.chat.to: is missing: which channel do they go to?'
change "a switch to the same channel" '12a switch = { chat = { probability = 0.5; to = "chat"; }; };' \
    'bad.cfg:13: customers: switch.chat.to: must be another channel than the one that is left'
change "a call left in line" \
    '12a switch = { voice = { probability = 0.5; to = "chat"; first = "duplicate"; }; };' \
    'bad.cfg:13: customers: switch.voice.first: must be "withdrawn": nobody leaves a call in line (is "duplicate")'
change "ignored by more than all" '12a ignored = { elsewhere = { voice = 0.7; }; in_public = { chat = 0.4; }; };' \
    'bad.cfg:13: customers: ignored.elsewhere: shares, with those of in_public, must sum to at most 1 (sum is 1.1)'
change "ignored for no time" 's/    chat = { };/    chat = { watched = false; };/' \
    'bad.cfg:4: issue "order": ignored.after: must be > 0 s where nobody reads a channel (chat)'
change "ignored, and on to the same" \
    '12a ignored = { after = "1 h"; elsewhere = { chat = 0.4; }; };
     s/    chat = { };/    chat = { watched = false; };/' \
    'bad.cfg:4: issue "order": ignored.elsewhere: must be another channel than the one that nobody reads (chat)'
change "a knowledge base that leaves no work" \
    '31a knowledge = { work = { claim = 0.5; }; };
     s/staff = 3;/staff = 3; knowledge = 2.0;/' \
    'bad.cfg:30: group "back": knowledge: must leave work above 0: be less than 2 where center.knowledge.work is 0.5 (is 2)'
change "a knowledge base that makes impossible what never happens" \
    '31a knowledge = { resolution = 0.6; };
     s/staff = 3;/staff = 3; knowledge = 10.0;/' \
    'bad.cfg:30: group "back": knowledge: must leave resolution at 0 or above: be at most 2.5 where center.knowledge.resolution is 0.6 (is 10)'
change "a transfer to nowhere" '31a transfers = { up = { share = 0.1; }; };' \
    'bad.cfg:32: center: transfers.up.to: is missing: which queue or partner is it?'
change "a transfer to nobody" '31a transfers = { up = { share = 0.1; to = "polce"; }; }; partners = { police = { }; };' \
    'bad.cfg:32: center: transfers.up.to: there is no queue or partner of that name; did you mean "police"? (is "polce")'
change "more transfers than contacts" \
    '31a transfers = { a = { share = 0.6; to = "claims"; }; b = { share = 0.5; to = "orders"; }; };' \
    'bad.cfg:32: center: transfers: shares must sum to at most 1 for each group and kind of issue ("order" of "front": 1.1)'
change "a partner that is a queue" '31a partners = { claims = { }; };' \
    'bad.cfg:32: center: partners.claims: must not have the name of a queue'
printf 'day,time,kind\nd1,30000,order\nd1,30100,other\n' >trace.csv
change "a recorded kind that is not known" '3i trace = { file = "trace.csv"; };' \
    'bad.cfg:3: trace: trace.csv:3: row 2: column "kind": must be a kind of issue, or stand in trace.kinds (is "other")'
printf 'day,time,kind\nd1,100,order\n' >trace.csv
change "a recorded contact at night" '3i trace = { file = "trace.csv"; };' \
    'bad.cfg:3: trace: trace.csv:2: row 1: column "time": must lie within run.hours (or set outside) (is "100")'
printf 'day,time,kind\n' >trace.csv
change "a trace without rows" '3i trace = { file = "trace.csv"; };' \
    'bad.cfg:3: trace: trace.csv: must have at least one row'
change "a table that is a folder" 's/per_hour = 10/per_hour = { file = "folder"; column = "calls"; }/' \
    'bad.cfg:9: issue "claim": per_hour: folder: is a directory'
change "a trace that is a device" '3i trace = { file = "/dev/zero"; };' \
    'bad.cfg:3: trace: /dev/zero: is not a regular file'
sed 's/per_hour = 10/per_hour = { file = "none.csv"; column = "calls"; }/' good.cfg >bad.cfg
refused "a table that --set names and is not there" \
    '--set demand.issues.claim.per_hour.file=no.csv: issue "claim": per_hour.file: no.csv: No such file or directory' \
    --set demand.issues.claim.per_hour.file=no.csv bad.cfg

# ---- overrides ----
refused "an unknown setting" \
    '--set demand.volum=2: demand: volum: unknown setting; did you mean "volume"?' \
    --set demand.volum=2 good.cfg
refused "an unknown section" '--set deman.volume=2: scenario: deman: unknown setting; did you mean "demand"?' \
    --set deman.volume=2 good.cfg
refused "an unknown group" \
    '--set center.groups.frond.staff=2: group "frond": there is no group of that name; did you mean "front"? a new one is written whole: --set '"'center.groups.frond={staff=2;}'" \
    --set center.groups.frond.staff=2 good.cfg
refused "an unknown kind" \
    '--set demand.issues.clam.per_hour=2: issue "clam": there is no kind of issue of that name; did you mean "claim"? a new one is written whole: --set '"'demand.issues.clam={per_hour=2;}'" \
    --set demand.issues.clam.per_hour=2 good.cfg
refused "a setting of a queue that is not there" \
    '--set center.queues.vip.channel=voice: queue "vip": there is no queue of that name; a new one is written whole: --set '"'center.queues.vip={channel=\"voice\";}'" \
    --set center.queues.vip.channel=voice good.cfg
refused "an index that is not there" \
    '--set center.groups.front.serves[7]=chat: there is no [7] in center.groups.front.serves, it is a list of 2' \
    --set 'center.groups.front.serves[7]=chat' good.cfg
refused "an index of a number" \
    '--set center.groups.front.staff[1]=4: there is no [1] in center.groups.front.staff, it is 5' \
    --set 'center.groups.front.staff[1]=4' good.cfg
for step in 'serves[1' 'serves[x]' 'serves[]' 'serves[1x]' 'serves[-1]'; do
    refused "no index: $step" \
        "--set center.groups.front.$step=chat: must be a path like demand.issues.regular.arrivals[3] before the =" \
        --set "center.groups.front.$step=chat" good.cfg
done
refused "no path" '--set demand..volume=2: must be a path like demand.issues.regular.arrivals[3] before the =' \
    --set demand..volume=2 good.cfg
refused "a wrong value" '--set demand.volume=lots: demand: volume: must be a number (is "lots")' \
    --set demand.volume=lots good.cfg
while IFS='|' read -r value rule; do
    refused "a wrong literal: $value" "--set demand.volume=$value: demand: volume: $rule" \
        --set "demand.volume=$value" good.cfg
done <<'EOF'
3000000000|syntax: a whole number is out of range: write it as 1.5e10 (is 3000000000)
0x10|syntax: not a number: numbers are decimal (is 0x10)
1e999|syntax: a number is out of range (is 1e999)
(1,)|syntax: a comma too many before ")"
[1, 2|syntax: a bracket is never closed
"lots|syntax: a text in quotes is not closed on its line
{ a = 1; a = 2; }|syntax: duplicate setting name
2 hours|must be a number (is "2 hours")
2nd|must be a number (is "2nd")
2024-01-01|must be a number (is "2024-01-01")
EOF
refused "a value out of range" '--set demand.volume=-1: demand: volume: must be >= 0 (is -1)' \
    --set demand.volume=-1 good.cfg

echo "$cases cases"
[ "$cases" -ge 70 ] || failures=$((failures + 1))
exit $((failures > 0))

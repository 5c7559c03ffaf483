#!/bin/bash
# Scripts of changes: run, compare, story and check --script.
. "$(dirname "$0")/lib.sh" "$@"
cd "$work" || exit 1
cat >desk.cfg <<'EOF'
run = { hours = ["08:00", "18:00"]; observe = "1 d"; };
demand = { issues = { call = { per_hour = 60; voice = { talk = { dist = "exponential"; mean = "4 min"; }; };
                               patience = { voice = "5 min"; }; }; }; };
center = { channels = { voice = { service_level = { target = 0.8; within = "20 s"; }; }; };
           groups = { desk = { staff = 5; }; }; };
EOF
cat >lunch.txt <<'EOF'
# everybody eats at once
12:00 break desk 3 for 1 h   # two stay
15:00:30.5 volume 2
EOF
printf '08:00 staff desk 5\n' >same.txt
printf '12:00 break desk 3\n13:00 break desk 0\n15:00:30.5 volume 2\n' >longer.txt
: >empty.txt
printf '#\n12:00 brek desk 3\n' >wrong.txt

few="--replications 20 --format csv"
expect "plain" 0 "$ccsim" run desk.cfg $few
cp out plain
expect "an empty script" 0 "$ccsim" run desk.cfg $few --script empty.txt
same "an empty script" out plain
expect "a script" 0 "$ccsim" run desk.cfg $few --script lunch.txt --threads 1
cp out scripted
if cmp -s plain scripted; then
    echo "a script changes nothing"
    failures=$((failures + 1))
fi
expect "two threads" 0 "$ccsim" run desk.cfg $few --script lunch.txt --threads 2
same "two threads" out scripted
expect "line by line" 0 "$ccsim" run desk.cfg $few --script longer.txt
same "what holds for a time is two changes" out scripted

# The answer says so.
expect "text" 0 "$ccsim" run desk.cfg --replications 2 --script lunch.txt
has "text" out '^script lunch.txt (hash [0-9a-f]*, 3 changes)$'
expect "json" 0 "$ccsim" run desk.cfg --replications 2 --script lunch.txt --format json
has "json" out '"changes": 3'
expect "json, plain" 0 "$ccsim" run desk.cfg --replications 2 --format json
hasnt "json, plain" out '"script"'

# Of all scenarios, or of one.
expect "of the second" 0 "$ccsim" compare desk.cfg desk.cfg --replications 5 --script 2:lunch.txt
has "of the second" out '^script lunch.txt (hash [0-9a-f]*, 3 changes) in desk (2)$'
hasnt "of the second" out 'changes) in desk$'
expect "of all but one" 0 "$ccsim" compare desk.cfg desk.cfg --replications 5 --script lunch.txt --script 1:same.txt
has "of all but one" out '^script same.txt .* in desk$'
has "of all but one" out '^script lunch.txt .* in desk (2)$'
expect "of all" 0 "$ccsim" compare desk.cfg desk.cfg --replications 5 --script lunch.txt --format json
has "of all" out '"script"'
holds "of all" '[.scenarios[].script.file] == ["lunch.txt", "lunch.txt"]'

# The second of a comparison is the run with that script.
figures() { # NAME OF SCENARIO
    jq -c --arg name "$1" '.estimates[] | select(.scenario == $name) | [.kpi, .scope, .mean, .half_width]' out
}
expect "one run" 0 "$ccsim" run desk.cfg --replications 20 --format json --script lunch.txt
figures desk >alone
expect "two runs" 0 "$ccsim" compare desk.cfg desk.cfg --replications 20 --format json --script 2:lunch.txt
figures "desk (2)" >second
same "the second" alone second
has "the second" second service_level_g1

# In words, and checked.
expect "a story" 0 "$ccsim" story desk.cfg --script lunch.txt --from 11:59 --to 12:30
has "a story" out '12:00:00  .* somebody changes: break desk 3$'
has "a story" out 'is sent on break$'
expect "check" 0 "$ccsim" check desk.cfg --script lunch.txt
has "check" out '^lunch.txt: 3 changes'
has "check" out '^15:00:30.5 volume 2$'
expect "its lines are a script" 0 "$ccsim" check desk.cfg --script lunch.txt
sed -n '/^lunch.txt/,$p' out | tail -n +2 >again.txt
expect "its lines are a script" 0 "$ccsim" run desk.cfg $few --script again.txt
same "its lines are a script" out scripted
expect "list" 0 "$ccsim" list controls
has "list" out '^break  *group'

# What is refused.
for verb in run story check; do
    expect "$verb: wrong" 2 "$ccsim" $verb desk.cfg --script wrong.txt
    has "$verb: wrong" err "^ccsim $verb: wrong.txt:2: control: there is no such control; did you mean \"break\"? (brek)$"
done
expect "a folder" 2 "$ccsim" run desk.cfg --script .
has "a folder" err 'is a directory'
expect "two of all" 2 "$ccsim" run desk.cfg --script lunch.txt --script same.txt
expect "two of one" 2 "$ccsim" compare desk.cfg desk.cfg --script 2:lunch.txt --script 2:same.txt
expect "no such scenario is a file" 2 "$ccsim" compare desk.cfg desk.cfg --script 3:lunch.txt
has "no such scenario is a file" err '3:lunch.txt'
expect "beside --match" 2 "$ccsim" compare desk.cfg desk.cfg --script lunch.txt --match asa
has "beside --match" err 'not with --match'
expect "over it" 2 "$ccsim" run desk.cfg $few --script lunch.txt --out lunch.txt
has "over it" err 'is a file that is read'
expect "over it, told" 2 "$ccsim" story desk.cfg --script lunch.txt --out lunch.txt
finish

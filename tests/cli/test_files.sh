#!/bin/bash
# What is written goes over nothing that was read, to where it was meant, and whole or not at all.
. "$(dirname "$0")/lib.sh"
cd "$work" || exit 1

fail() {
    echo "$1"
    failures=$((failures + 1))
}

# is NAME FILE TEXT: the file holds that line and no other
is() {
    [ "$(cat "$2")" = "$3" ] || fail "$1: $2 is not as it was"
}

# ---- inputs: the scenario, an include, a table, a trace, the other operand ----

mkdir in
sed '/^center = {/i @include "issues.cfg"' "$source/scenarios/minimal.cfg" >in/main.cfg
echo '# nothing more' >in/issues.cfg
printf 'calls\n' >in/staff.csv
for _ in $(seq 48); do echo 14; done >>in/staff.csv
printf 'time,kind\n09:00:00,call\n' >in/trace.csv
staff='center.groups.agents.staff={ file = "in/staff.csv"; column = "calls"; }'
trace='demand.trace={ file = "in/trace.csv"; columns = { time = "time"; kind = "kind"; }; }'
cp in/main.cfg in/other.cfg
printf 'interval,calls,aht_s\n1,100,180\n' >in/table.csv
mkdir before
cp in/* before
ln -s in/main.cfg by-link
ln -s ../in in/self
ln in/issues.cfg hard
expect "the files are fine" 0 "$ccsim" check in/main.cfg --set "$staff" --set "$trace"

for target in in/main.cfg ./in/../in/main.cfg "$work/in/main.cfg" by-link in/self/main.cfg \
    in/issues.cfg hard in/staff.csv in/trace.csv; do
    for option in --out --per-replication; do
        expect "run $option $target" 2 timeout 20 "$ccsim" run in/main.cfg --replications 1 \
            --set "$staff" --set "$trace" $option "$target"
        has "run $option $target" err "$option $target: is a file that is read: "
        silent "run $option $target" out
    done
    for more in "" --print --evidence; do
        expect "check $more --out $target" 2 "$ccsim" check in/main.cfg $more \
            --set "$staff" --set "$trace" --out "$target"
    done
    expect "story --out $target" 2 "$ccsim" story in/main.cfg --set "$staff" --set "$trace" \
        --out "$target"
done
for target in in/main.cfg in/other.cfg in/issues.cfg; do
    for option in --out --per-replication; do
        expect "compare $option $target" 2 "$ccsim" compare in/main.cfg in/other.cfg \
            --replications 1 $option "$target"
    done
done
expect "erlang --out" 2 "$ccsim" erlang c --table in/table.csv --agents 14 --out in/table.csv
"$ccsim" check in/main.cfg 2>err >>in/main.cfg
[ $? = 2 ] || fail "the scenario is also stdout: not refused"
rm in/self
for file in main.cfg issues.cfg staff.csv trace.csv other.cfg table.csv; do
    same "$file is kept" before/$file in/$file
done

# ---- links ----

model=$source/scenarios/minimal.cfg
ln -s ring-b ring-a
ln -s ring-a ring-b
expect "links in a ring" 1 "$ccsim" list kpis --out ring-a
has "links in a ring" err "cannot write ring-a: Too many levels of symbolic links"
[ -L ring-a ] && [ -L ring-b ] || fail "a link in a ring was replaced"
mkdir deep
echo old >deep/target
chmod 640 deep/target
ln -s deep/target one
ln -s one two
expect "a link to a link" 0 "$ccsim" list routers --out two
[ -L one ] && [ -L two ] || fail "a link was replaced"
"$ccsim" list routers >routers
same "a link to a link" routers deep/target
[ "$(stat -c %a deep/target)" = 640 ] || fail "permissions of a file that was replaced"
ln -s deep/none dangling
expect "a link to nothing" 0 "$ccsim" list routers --out dangling
same "a link to nothing" routers deep/none
expect "a folder" 1 "$ccsim" list routers --out deep
expect "a folder by its slash" 1 "$ccsim" list routers --out deep/
expect "no name" 1 "$ccsim" list routers --out ""
expect "two outputs, one file by a link" 2 "$ccsim" run "$model" --replications 1 \
    --out one --per-replication deep/target
expect "two outputs, one new file" 2 "$ccsim" run "$model" --replications 1 \
    --out fresh --per-replication "$work/./fresh"
has "two outputs, one new file" err "the same file"
expect "two outputs, both stdout" 2 "$ccsim" run "$model" --replications 1 --per-replication -
same "after refusals" routers deep/target

# ---- what is no file ----

{
    echo first
    "$ccsim" list routers --out /dev/stdout
    echo last
} >appended
{
    echo first
    cat routers
    echo last
} >wanted
same "/dev/stdout is where the program is" wanted appended
"$ccsim" list routers --out /dev/fd/7 7>descriptor
same "a descriptor" routers descriptor
"$ccsim" list routers --out /dev/stdout | cat >piped
same "a pipe" routers piped
"$ccsim" list routers --out >(cat >substituted) && sleep 0.3
for _ in 1 2 3 4 5 6 7 8 9 10; do cmp -s routers substituted && break; sleep 0.3; done
same "process substitution" routers substituted
mkfifo fifo
cat fifo >from-fifo &
expect "a fifo" 0 timeout 20 "$ccsim" list routers --out fifo
wait $!
same "a fifo" routers from-fifo
[ -p fifo ] || fail "a fifo was replaced"
expect "/dev/null" 0 "$ccsim" run "$model" --replications 1 --out /dev/null \
    --per-replication /dev/null
expect "a descriptor for reading" 1 "$ccsim" list routers --out /dev/fd/0 </dev/null
expect "no such descriptor" 1 "$ccsim" list routers --out /dev/fd/99
expect "a fifo as a table" 2 timeout 5 "$ccsim" erlang c --table fifo --agents 14
has "a fifo as a table" err "fifo: is not a regular file"
[ -z "$(find deep -name '*ccsim-tmp*')" ] || fail "a temporary file is left"

# ---- two answers: both or none ----

echo old >a
echo old >b
expect "rows cannot be written" 1 "$ccsim" run "$model" --replications 2 --out a \
    --per-replication /dev/full
is "rows cannot be written" a old
"$ccsim" run "$model" --replications 2 --per-replication b >/dev/full 2>err
[ $? = 1 ] || fail "the answer cannot be written: status"
is "the answer cannot be written" b old

# The second place becomes a folder while the run goes on.
for first in a none; do
    "$ccsim" run "$model" --replications 100000000 --out $first --per-replication b 2>err &
    pid=$!
    sleep 0.7
    rm b
    mkdir b
    kill -TERM $pid
    wait $pid
    [ $? = 1 ] || fail "replacing fails: status"
    has "replacing fails" err "cannot write b: Is a directory"
    rmdir b
    echo old >b
done
is "replacing fails" a old
[ ! -e none ] || fail "replacing fails: a new file is left"

# ---- ends ----

expect "a file that may not grow" 1 bash -c 'ulimit -f 1; exec "$@"' - \
    "$ccsim" list settings --out a
has "a file that may not grow" err "cannot write a: File too large"
is "a file that may not grow" a old
"$ccsim" list routers >&- 2>err
[ $? = 1 ] || fail "stdout closed: status"
(exec <&- >&- 2>&-; exec "$ccsim" list routers --out a)
[ $? = 0 ] || fail "all closed, --out: status"
same "all closed, --out" routers a
(exec 2>&-; exec "$ccsim" run "$model" --replications nonsense --out a)
[ $? = 2 ] || fail "stderr closed: status"
same "stderr closed: the message went elsewhere" routers a

[ -z "$(find . -name '*.ccsim-tmp')" ] || fail "a temporary file is left"

# What a killed program left goes with the next run of the same output, and only that.
: >.a.999999999-0.ccsim-tmp
: >.a.1-3.ccsim-tmp
: >.b.999999999-0.ccsim-tmp
: >.a.x-0.ccsim-tmp
: >.a.1-0.ccsim-tmp.more
expect "sweeping" 0 "$ccsim" list routers --out a
left=$(find . -maxdepth 1 -name '*ccsim-tmp*' | sort | tr '\n' ' ')
[ "$left" = "./.a.1-0.ccsim-tmp.more ./.a.x-0.ccsim-tmp ./.b.999999999-0.ccsim-tmp " ] || fail "sweeping: $left"

finish

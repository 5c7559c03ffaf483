#!/bin/bash
# A sweep is killed at moments by chance, told to stop, or finds no room, and goes on: its store is whole each time,
# and has in the end what a sweep has that nobody disturbed.
#
# tests/trials/store.sh PROGRAM SOURCE [COUNT [SEED]]: COUNT kills (50), and the rest once. A disk that is full
# needs the right to mount.
ccsim=$(realpath "$1")
source=$(realpath "$2")
count=${3:-50}
RANDOM=${4:-1}
work=$(mktemp -d)
mounted=
trap 'cd /; [ -z "$mounted" ] || umount "$work/disk"; rm -rf "$work"' EXIT
cd "$work" || exit 1
failures=0

fail() {
    echo "$1"
    [ ! -s err ] || sed 's/^/    /' err | head -5
    failures=$((failures + 1))
}

# plan REPLICATIONS: 48 points, of which some are the same scenario and one is refused
plan() {
    cat >plan.cfg <<END
scenario = "$source/scenarios/minimal.cfg";
set = ["run.observe=2 h", "run.warm_up=0 s"];
factors = {
  agents = { set = "center.groups.agents.staff"; levels = ["9", "10", "11", "011", "12", "-1", "13", "14"];
             baseline = "14"; };
  volume = { set = "demand.volume"; levels = [0.8, 0.9, 1.0, 1.1, 1.2, 1.3]; baseline = 1.0; };
};
replications = $1;
outputs = ["service_level", "asa", "wait_p90"];
END
}

# sweep STORE ARGUMENTS...
sweep() {
    local store=$1
    shift
    "$ccsim" sweep plan.cfg --store "$store" --quiet --out /dev/null "$@" 2>err
}

whole() {
    [ "$(sqlite3 "$1" 'PRAGMA integrity_check')" = ok ] || fail "$2: the store is damaged"
}

same_dump() {
    "$ccsim" export whole --format sql >one.sql
    "$ccsim" export "$1" --format sql >two.sql
    cmp -s one.sql two.sql || {
        fail "$2: not what a sweep has that nobody disturbed"
        diff one.sql two.sql | cut -c 1-200 | head -5
    }
}

# how long it takes without being disturbed: so long that there is something to do until the last kill
replications=20
while :; do
    plan $replications
    rm -f whole
    began=$(date +%s%N)
    sweep whole --threads 2
    status=$?
    took=$((($(date +%s%N) - began) / 1000))
    if [ $took -ge $((400000 + 80000 * count)) ] || [ $replications -ge 2000 ]; then
        break
    fi
    replications=$((replications * 2))
done
[ $status -eq 0 ] || [ $status -eq 1 ] || fail "the sweep alone: status $status"
before=0
most=$((150000 + 3 * took / (2 * (count + 1)))) # us

for ((k = 0; k < count; k++)); do
    "$ccsim" sweep plan.cfg --store killed --quiet --out /dev/null --threads 2 2>err &
    pid=$!
    sleep "$(printf '0.%06d' $(((RANDOM * 32768 + RANDOM) % (most < 999999 ? most : 999999))))"
    kill -9 $pid 2>/dev/null
    wait $pid 2>/dev/null
    [ -e killed ] || continue
    whole killed "kill $k"
    now=$(sqlite3 killed 'SELECT count(*) FROM result' 2>/dev/null || echo 0)
    [ "${now:-0}" -ge "$before" ] || fail "kill $k: there were $before results, and are $now"
    before=${now:-0}
done
all=$(sqlite3 whole 'SELECT count(*) FROM result')
sweep killed --threads 2
same_dump killed "$count kills"

# told to stop: what is finished is there, and said
"$ccsim" sweep plan.cfg --store stopped --quiet --out said --threads 2 2>err &
pid=$!
sleep "$(printf '0.%06d' $((took / 3 < 999999 ? took / 3 : 999999)))"
kill -TERM $pid
wait $pid
status=$?
[ $status -eq 130 ] || [ $status -eq 0 ] || fail "told to stop: status $status"
whole stopped "told to stop"
sweep stopped --threads 1
same_dump stopped "told to stop"

# a file that may not grow
(
    ulimit -f 200
    sweep limited --threads 2
    echo $? >status
)
[ "$(cat status)" -eq 1 ] || fail "a file that may not grow: status $(cat status)"
grep -q "limited" err || fail "a file that may not grow: its name is not said"
whole limited "a file that may not grow"
sweep limited --threads 2
same_dump limited "a file that may not grow"

# a full disk
mkdir disk
if mount -t tmpfs -o size=300k none disk 2>/dev/null; then
    mounted=1
    sweep disk/full --threads 2
    status=$?
    [ $status -eq 1 ] || fail "a full disk: status $status"
    grep -q "disk is full" err || fail "a full disk: it is not said"
    whole disk/full "a full disk"
    mount -o remount,size=1g disk
    sweep disk/full --threads 2
    same_dump disk/full "a full disk"
fi

# another program has it
sweep held --threads 1
sqlite3 held 'BEGIN EXCLUSIVE; SELECT count(*) FROM plan;' '.shell sleep 8' >/dev/null &
pid=$!
sleep 0.5
sweep held --threads 1
status=$?
[ $status -eq 2 ] || fail "locked: status $status"
grep -q "held: is locked by another program" err || fail "locked: it is not said"
wait $pid
sweep held --threads 1
same_dump held "locked"

[ $failures -eq 0 ] && 
    echo "$count kills: $before of $all replications were there at the last one"
exit $((failures > 0))

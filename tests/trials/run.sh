#!/bin/bash
# Trials of what can happen to a program that writes: it is killed, told to stop, may not write on, or
# finds no room. After each, every result is either the old one or a whole new one, the status is as
# docs/json.md says, and after the next run nothing else is left.
#
# tests/trials/run.sh PROGRAM SOURCE [COUNT [SEED]]: COUNT trials (20) in the order of their kinds. The
# moments are by chance from SEED. A disk that is full needs the right to mount (root, or unshare).
ccsim=$(realpath "$1")
source=$(realpath "$2")
count=${3:-20}
RANDOM=${4:-1}
model=$source/scenarios/minimal.cfg
work=$(mktemp -d)
mounted=
trap 'cd /; [ -z "$mounted" ] || umount "$work/disk"; rm -rf "$work"' EXIT
cd "$work" || exit 1
# Without /proc a file cannot be without a name until it is whole.
names=(unshare -m sh -c 'mount -t tmpfs none /proc && exec "$@"' -)
before=()
failures=0
trial=0
kind=

fail() {
    echo "trial $trial ($kind): $1"
    [ ! -s err ] || sed 's/^/    /' err | head -5
    failed=1
}

# chance N: 0 to N - 1
chance() { echo $(((RANDOM * 32768 + RANDOM) % $1)); }

# reset FOLDER: two results of before
reset() {
    echo "old answer" >"$1/answer"
    echo "old rows" >"$1/rows"
}

is_old() { [ "$(cat "$1/answer")" = "old answer" ] && [ "$(cat "$1/rows")" = "old rows" ]; }

# A whole answer is JSON, and its rows are as many as it says; each line has as many fields as the head.
is_whole_answer() { jq -e '.replications >= 1' "$1/answer" >/dev/null 2>&1; }
is_whole_rows() {
    awk -F, 'NR == 1 { n = NF } NF != n { bad = 1 } END { exit bad || NR < 2 || n < 3 }' "$1/rows" &&
        [ -z "$(tail -c 1 "$1/rows")" ]
}
is_new() {
    is_whole_answer "$1" && is_whole_rows "$1" &&
        [ "$(jq .replications "$1/answer")" = "$(($(wc -l <"$1/rows") - 1))" ]
}

# whole FOLDER: both old, or both new; `apart` allows one of each, as kill -9 between them makes
whole() {
    is_old "$1" || is_new "$1" && return
    if [ "$2" = apart ]; then
        { is_whole_answer "$1" || [ "$(cat "$1/answer")" = "old answer" ]; } &&
            { is_whole_rows "$1" || [ "$(cat "$1/rows")" = "old rows" ]; } && return
    fi
    fail "a result is neither the old one nor a whole new one: $(head -c 60 "$1/answer") | $(wc -c <"$1/rows")"
}

# nothing_left FOLDER
nothing_left() {
    local left
    left=$(find "$1" -mindepth 1 -maxdepth 1 ! -name answer ! -name rows ! -name filler)
    [ -z "$left" ] || fail "left behind: $left"
}

# swept FOLDER: the next run of the same outputs takes along what is left, and replaces both
swept() {
    "$ccsim" run "$model" --replications 2 --threads 1 --format json --out "$1/answer" \
        --per-replication "$1/rows" 2>err || fail "the next run: status $?"
    is_new "$1" || fail "the next run has not replaced both"
    nothing_left "$1"
}

# start FOLDER REPLICATIONS [SETTING...]: a run in the background
start() {
    local folder=$1 n=$2
    shift 2
    "${before[@]}" "$ccsim" run "$model" --replications $n --threads 2 --format json \
        --out "$folder/answer" --per-replication "$folder/rows" "$@" >out 2>err &
    pid=$!
}

# ended STATUS...: the one in the background has one of them
ended() {
    wait $pid 2>/dev/null
    local got=$? one
    for one in "$@"; do
        [ $got != $one ] || return
    done
    fail "status $got, not $*"
}

# some_ms MOST: waits for up to so many
some_ms() { sleep "$(printf '0.%03d' "$(chance "$1")")"; }

# ---- the kinds ----

# At any moment, the writing of the answer included.
killed() {
    start files $((1 + $(chance 60))) --intervals
    some_ms 500
    kill -KILL $pid 2>/dev/null
    ended 137 0
    whole files apart
    swept files
}

# Killed often, and in a row: what is left does not add up.
killed_in_a_row() {
    for _ in 1 2 3 4 5; do
        start files $((1 + $(chance 20)))
        some_ms 300
        kill -KILL $pid 2>/dev/null
        ended 137 0
        whole files apart
    done
    swept files
}

# signal NAME NUMBER: before the run the program ends by it, in the run the answer is a partial one
signalled() {
    start files 100000000
    some_ms 900
    kill -$1 $pid
    ended 130 $((128 + $2))
    whole files
    nothing_left files
    ! is_new files || [ "$(jq .partial files/answer)" = true ] || fail "partial, and does not say so"
}
interrupted() { signalled INT 2; }
terminated() { signalled TERM 15; }
hung_up() { signalled HUP 1; }

# Three in a row end it at once.
told_three_times() {
    start files 100000000
    some_ms 500
    kill -TERM $pid
    kill -TERM $pid 2>/dev/null
    some_ms 20
    kill -TERM $pid 2>/dev/null
    ended 130 143
    whole files
    nothing_left files
}

# The same where files have names from the beginning; a program with a leak checker cannot run there.
named() {
    if "${names[@]}" "$ccsim" --version >/dev/null 2>&1; then
        before=("${names[@]}")
        "$@"
        before=()
    else
        skipped=$((skipped + 1))
    fi
}
killed_named() { named killed; }
killed_in_a_row_named() { named killed_in_a_row; }
told_three_times_named() { named told_three_times; }
hung_up_named() { named hung_up; }

# One replication of hours: it is stopped within 2 s, and a little more on a busy machine.
told_in_a_huge_replication() {
    local name=HUP from
    [ "$(chance 2)" = 0 ] && name=TERM
    start files 2 --set run.days=3650 --set demand.volume=100 --set center.staff_scale=100
    sleep 0.5
    some_ms 500
    from=$(date +%s%N)
    kill -$name $pid
    ended 130 143 129
    [ $(($(date +%s%N) - from)) -lt ${SLOWEST_STOP:-4000000000} ] || fail "took too long to stop"
    is_old files || fail "old results are lost"
    nothing_left files
}

# A file may not grow over so many KiB.
limited() {
    local most=$((1 + $(chance 12)))
    (
        ulimit -f $most
        exec "$ccsim" run "$model" --replications 200 --threads 2 --format json --intervals \
            --out files/answer --per-replication files/rows >out 2>err
    )
    local got=$?
    [ $got = 1 ] || fail "status $got, not 1"
    grep -q 'cannot write files/.*: File too large' err || fail "no message"
    is_old files || fail "old results are lost"
    nothing_left files
}

# A disk with room for nothing, or for one of the two, or for half of one.
full() {
    if [ -z "$mounted" ]; then
        skipped=$((skipped + 1))
        return
    fi
    rm -rf disk/* disk/.[!.]*
    reset disk
    head -c $((4096 * $(chance 60))) /dev/zero >disk/filler
    "$ccsim" run "$model" --replications 200 --threads 2 --format json --intervals \
        --out disk/answer --per-replication disk/rows >out 2>err
    local got=$?
    if [ $got = 0 ]; then
        is_new disk || fail "done, and a result is not new"
    else
        [ $got = 1 ] || fail "status $got, not 1"
        grep -q 'cannot write disk/.*: No space left' err || fail "no message"
        is_old disk || fail "old results are lost"
    fi
    nothing_left disk
}

# Where one of them goes is full.
full_device() {
    if [ "$(chance 2)" = 0 ]; then
        "$ccsim" run "$model" --replications 3 --out /dev/full --per-replication files/rows >out 2>err
    else
        "$ccsim" run "$model" --replications 3 --out files/answer --per-replication /dev/full >out 2>err
    fi
    local got=$?
    [ $got = 1 ] || fail "status $got, not 1"
    is_old files || fail "old results are lost"
    nothing_left files
}

# Descriptors that are not there: no message and no answer gets into a file that was meant for another.
closed() {
    local which=$(($(chance 7) + 1)) wanted=0 to=(--out files/answer --per-replication files/rows)
    [ "$(chance 2)" = 1 ] && to=(--per-replication files/rows) && [ $((which & 2)) != 0 ] && wanted=1
    (
        [ $((which & 1)) = 0 ] || exec <&-
        [ $((which & 2)) = 0 ] || exec >&-
        [ $((which & 4)) = 0 ] || exec 2>&-
        exec "$ccsim" run "$model" --replications 3 --format json --verbose "${to[@]}"
    ) >answer-out 2>err
    local got=$?
    [ $got = $wanted ] || fail "descriptors $which closed, ${to[*]}: status $got, not $wanted"
    if [ $got = 1 ]; then
        is_old files || fail "old results are lost"
    else
        [ ${#to[@]} = 4 ] || cp answer-out files/answer
        is_new files || fail "descriptors $which closed, ${to[*]}: not new"
    fi
    nothing_left files
}

# Whoever reads has gone.
reader_gone() {
    (
        "$ccsim" run "$model" --replications 50 --intervals --format json --per-replication files/rows \
            2>err
        echo $? >status
    ) | head -c "$(chance 100)" >/dev/null
    case $(cat status) in
    0) is_whole_rows files || fail "done, and the rows are not whole" ;;
    1 | 141) is_old files || fail "old results are lost" ;;
    *) fail "status $(cat status), not 0, 1 or 141" ;;
    esac
    nothing_left files
}

# ---- all of them ----

kinds=(killed terminated limited closed killed_in_a_row interrupted full hung_up full_device
    told_three_times reader_gone told_in_a_huge_replication killed_named told_three_times_named
    killed_in_a_row_named hung_up_named)

mkdir disk
if mount -t tmpfs -o size=256k none disk 2>/dev/null; then
    mounted=yes
fi
skipped=0
while [ $trial -lt $count ]; do
    kind=${kinds[$((trial % ${#kinds[@]}))]}
    trial=$((trial + 1))
    rm -rf files
    mkdir files
    reset files
    : >err
    failed=0
    $kind
    failures=$((failures + failed))
done
echo "$((count - failures - skipped)) passed, $failures failed, $skipped skipped"
[ $failures = 0 ]

#!/bin/bash
# How far a run is: JSON on stderr that programs read, a line when SIGUSR1 asks, nothing where nobody asks.
# usage: test_progress.sh CCSIM SOURCE_FOLDER
. "$(dirname "$0")/lib.sh" "$@"

# begin OPTION...: a long run in the background
begin() {
    "$ccsim" run "$source/scenarios/minimal.cfg" --threads 1 --replications 100000 "$@" \
        >"$work/out" 2>"$work/err" &
    pid=$!
}

# wait_for NAME PATTERN: until err has it
wait_for() {
    for _ in $(seq 200); do
        grep -q -e "$2" "$work/err" && return
        sleep 0.05
    done
    has "$1" err "$2"
}

# stop NAME
stop() {
    kill -TERM $pid
    wait $pid
    local got=$?
    if [ $got != 130 ]; then
        echo "$1: status $got, not 130"
        failures=$((failures + 1))
    fi
}

begin --progress json
wait_for "JSON" seconds_left
stop "JSON"
jq -s . "$work/err" >"$work/out"
holds "JSON" 'all(.progress == "run" and .replications == 100000 and .seconds > 0 and .contacts > 0)'
holds "JSON" 'all((.replications_done | type) == "number" and (.seconds_left > 0 or .stopping))'
holds "JSON, at the end" 'last | .stopping'

begin
sleep 0.2
kill -USR1 $pid
wait_for "SIGUSR1" '^ccsim run: replications [0-9]*/100000'
stop "SIGUSR1"
[ "$(wc -l <"$work/err")" = 1 ] || has "only what was asked for" err nothing

expect "another word" 2 "$ccsim" run "$source/scenarios/minimal.cfg" --replications 2 --progress maybe
has "another word" err '--progress maybe: must be line, json or none'
silent "another word" out
finish

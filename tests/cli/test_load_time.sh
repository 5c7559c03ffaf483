#!/bin/bash
# What is read takes time in proportion to its size. Processor time, of 4 times as much against once.
. "$(dirname "$0")/lib.sh"
TIMEFORMAT=%U

# seconds FILE: of checking it, the least of three
seconds() {
    for j in 1 2 3; do
        { time "$ccsim" check "$1" >/dev/null 2>"$work/err"; } 2>&1
    done | sort -n | head -1
}

# grows NAME SMALL LARGE: not much more than in proportion (a square would be 16 times)
grows() {
    expect "$1" 0 "$ccsim" check "$3"
    local one four
    one=$(seconds "$2")
    four=$(seconds "$3")
    if ! awk -v a="$one" -v b="$four" 'BEGIN { exit !(b < 8 * (a > 0.05 ? a : 0.05)) }'; then
        echo "$1: $one s, and $four s for 4 times as much"
        failures=$((failures + 1))
    fi
}

# scenario NAME DEMAND TALK
scenario() {
    cat >"$work/$1" <<END
run = { hours = ["00:00", "24:00"]; };
demand = { $2 issues = { call = { per_hour = 20; voice = { talk = $3; }; }; }; };
center = { channels = { voice = {}; }; groups = { agents = { staff = 14; }; }; };
END
}

# Recorded arrivals whose days come in no order, every row another than the row before.
for n in 10000 40000; do
    awk -v n=$n 'BEGIN {
        print "day,time,kind"
        for (j = 0; j < n; j++) printf "d%06d,%d,call\n", j * 7919 % (n / 2), j * 104729 % 86400
    }' >"$work/t$n.csv"
    scenario trace$n.cfg "trace = { file = \"t$n.csv\"; columns = { day = \"day\"; }; };" '"3 min"'
done
grows "a trace of many days" "$work/trace10000.cfg" "$work/trace40000.cfg"

leaf='{ dist = "exponential"; mean = "3 min"; }'
# parts N WHAT: a mixture of so many
parts() {
    local j list=$2 weights=1
    for ((j = 1; j < $1; j++)); do
        list="$list, $2"
        weights="$weights, 1"
    done
    echo "{ dist = \"mixture\"; parts = ($list); weights = [$weights]; }"
}
for n in 3 12; do
    deep=$leaf
    for ((j = 0; j < n; j++)); do
        deep="{ dist = \"mixture\"; parts = ($deep, $leaf); weights = [1, 1]; }"
    done
    scenario deep$n.cfg "" "$deep"
done
grows "mixtures in mixtures" "$work/deep3.cfg" "$work/deep12.cfg"
# Each of the truncated is searched within the search of the one around it.
for n in 2 8; do
    deep=$leaf
    for ((j = 0; j < n; j++)); do
        deep="{ dist = \"mixture\"; parts = ($deep, $leaf); weights = [1, 1]; }"
        deep="{ dist = \"truncated\"; of = $deep; max = \"$((2000 + j)) s\"; }"
    done
    scenario cut$n.cfg "" "$deep"
done
grows "truncated mixtures" "$work/cut2.cfg" "$work/cut8.cfg"
for n in 8 16; do
    scenario wide$n.cfg "" "$(parts $n "$(parts $n "$leaf")")"
done
grows "mixtures of mixtures" "$work/wide8.cfg" "$work/wide16.cfg"

finish

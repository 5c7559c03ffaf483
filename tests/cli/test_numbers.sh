#!/bin/bash
# A number on the command line is read whole or refused, wherever it stands and however long it is.
. "$(dirname "$0")/lib.sh"
model=$source/scenarios/minimal.cfg
zeros=$(printf '0%.0s' $(seq 100))

# refuse OPTION VALUE...: each with run (or the verb before a colon) is status 2, at once
refuse() {
    local verb=${1%%:*} option=${1#*:} value
    shift
    for value in "$@"; do
        if [ $verb = erlang ]; then
            expect "$option '$value'" 2 timeout 20 "$ccsim" erlang a --calls-per-hour 100 --aht 3min \
                --agents 14 --patience 3min "$option" "$value"
        else
            expect "$option '$value'" 2 timeout 20 "$ccsim" $verb "$model" "$option" "$value"
        fi
        silent "$option '$value'" out
    done
}

whole=("" " " -1 +1 1.5 1e2 0x10 "1 " " 1" 1x inf nan 18446744073709551617 99999999999999999999999
    "${zeros}1x")
refuse run:--replications "${whole[@]}" 0 1000000001
refuse run:--threads "${whole[@]}" 0 1025
refuse run:--seed "${whole[@]}" 9223372036854775808
refuse story:--seed "${whole[@]}" 9223372036854775808
refuse story:--replication "${whole[@]}" 0
refuse story:--limit "${whole[@]}" 0
share=("" % x 0.95x 95%% 95%x 0x1 inf nan 1e999 "0.${zeros}x" "0.95${zeros}x" "0.950000000000000000000000000000x"
    "95.0000000000000000000000000000000000x%")
refuse run:--confidence "${share[@]}" 1 100% 0.4 49% -1
refuse erlang:--shrinkage "${share[@]}" 1 100% -1%
duration=("" s "3 xs" "3min x" 0x3s inf -3s 1e999s "${zeros}3x")
refuse erlang:--threshold "${duration[@]}"
refuse erlang:--aht "${duration[@]}" 0
refuse story:--from "" 9 9:3 25:00 "-1 09:30" "0 09:30" "4294967297 09:30" "1x 09:30" "1 09:30x" \
    "18446744073709551617 09:30" "+1 09:30"
for at in "@-2147483648 09:30" "@4294967297 09:30" "@18446744073709551617 09:30" "@+1 09:30" "@ 1 09:30" \
    "@1x 09:30" "@1 09:30x" "@1 24:30" "@0 09:30" "@9223372036854775807 09:30" "@ 09:30" "@1 9"; do
    refuse run:--require "asa channel:voice/$at < 1 h"
    refuse run:--precision "asa channel:voice/$at 10 s"
done
refuse run:--require "asa < 10 sx" "asa < 1e999" "asa < 0x10" "asa < 10x" "asa < " "occupancy < 5%%" \
    "occupancy < ${zeros}5x%"
refuse run:--precision "asa 10x" "asa 1e999" "asa ${zeros}1x" "asa -1"
refuse run:--set "demand.volume=1x" "center.staff_scale=0x1" "run.wait_over[18446744073709551616]=5"

expect "--confidence 95%" 0 "$ccsim" run "$model" --replications 1 --confidence 95%
expect "--confidence in many digits" 0 "$ccsim" run "$model" --replications 1 --confidence "0.95$zeros"
expect "--replications in many digits" 0 "$ccsim" run "$model" --replications "${zeros}1" --seed "${zeros}0"
expect "a moment" 0 "$ccsim" story "$model" --from "1 09:30" --to "1 09:31"

finish

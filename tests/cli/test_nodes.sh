#!/bin/bash
# run --nodes: contacts by the last node that they met, and by what came of them, add up to those who came.
. "$(dirname "$0")/lib.sh" "$@"
cd "$source" || exit 1

# adds_up FILE: in both tables, each channel's rows
adds_up() {
    expect "$1" 0 timeout 60 "$ccsim" run "$1" --nodes --replications 2 --quiet
    # a channel's row is not indented; the first table's last column, the second's only one
    if ! awk -v file="$1" '
        function close_it() {
            if (open && (sum - all > tolerance || all - sum > tolerance)) {
                print file ": " name " has " all ", its rows " sum
                bad = 1
            }
            open = 0
        }
        /^CONTACTS A DAY/ { close_it(); table = 1; next }
        /^$/ { close_it(); table = 0 }
        table && /^  [a-z]/ { sum += $NF; tolerance += .051; next }
        table && /^[a-z]/ { close_it(); open = 1; n++; name = $1; all = $NF; sum = 0; tolerance = .051 }
        END { if (n == 0) { print file ": no table"; bad = 1 } exit bad }' "$work/out"; then
        echo "$1: contacts by node or by outcome do not add up"
        failures=$((failures + 1))
    fi
}

for file in scenarios/bank/omnichannel.cfg scenarios/gallery/{branches,full_node,offer_channel,voicemail,unwatched,switch,survey}.cfg; do
    adds_up "$file"
done
finish

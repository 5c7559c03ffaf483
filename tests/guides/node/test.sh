#!/bin/bash
# Of calls that come evenly through the day the clock lets pass who comes from 8 to 16.
. "$(dirname "$0")/../lib.sh" "$@"

sed -i '/^center/s/^center = {/& automation = { clock = { node = "hours"; open = "08:00"; close = "16:00"; }; };/
    s/voice = { }/voice = { entry = "clock"; }/' "$work/plain.cfg"
expect "hours" 0 "$ccsim" run "$work/plain.cfg" --replications 400 --format json --intervals
estimates "hours" center answered 160
for interval in '07:30 0' '08:00 10' '15:30 10' '16:00 0'; do
    estimates "hours" "@1 ${interval% *}" answered "${interval#* }"
done
expect "backwards" 2 "$ccsim" check "$work/plain.cfg" --set 'center.automation.clock.close=07:00'
has "backwards" err 'close: must be after open'
finish

#!/bin/bash
# The new law is Weibull's of shape 2, which is known: the same customers have the same times.
. "$(dirname "$0")/../lib.sh" "$@"

law() {
    expect "talk $1" 0 "$ccsim" run "$work/plain.cfg" --replications 20 --format json \
        --set center.groups.team.staff=2 \
        --set "demand.issues.a.voice.talk=$1"
    figures "$1" asa talk_time wait_sd
}
law '{ dist = "rayleigh"; mean = "4 min"; }'
rayleigh=$got
law '{ dist = "weibull"; mean = "4 min"; shape = 2.0; }'
near "asa, talk_time, wait_sd" "$rayleigh" "$got" 1e-5
expect "a rule" 2 "$ccsim" check "$work/plain.cfg" \
    --set 'demand.issues.a.voice.talk={ dist = "rayleigh"; }'
has "a rule" err 'mean: is missing'
expect "list" 0 "$ccsim" list distributions
has "list" out 'rayleigh'
finish

#!/bin/sh
# Runs what a profile-guided build is to be good at.
# usage: cmake/train.sh CCSIM      (from the top folder)
set -eu
ccsim=$1
for scenario in scenarios/*.cfg scenarios/*/center.cfg bench/*.cfg; do
    "$ccsim" run "$scenario" --replications 2 --threads 1 --quiet >/dev/null
done
"$ccsim" compare scenarios/bank/call_center.cfg scenarios/bank/contact_center.cfg \
    --replications 4 --threads 1 --quiet >/dev/null

#!/bin/bash
# The live view for minutes: sessions of random keys, clicks, typing, sizes and times on several centers,
# without a screen; best on a program built under the sanitizers. Then, with a quarter of the time, weeks
# as fast as they go, in a window by SDL's dummy driver, whose resident memory must stay as it is.
# usage: tests/long/watch_soak.sh CCSIM [MINUTES [SEED]]
set -u
ccsim=$(realpath "$1")
source=$(cd "$(dirname "$0")/../.." && pwd)
minutes=${2:-10}
seed=${3:-1}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
end=$(($(date +%s) + minutes * 45))
bank=$source/scenarios/bank

# What nobody would do, but might: any key, any place. Nothing that writes outside of this folder.
session() { # SEED
    awk -v seed="$1" 'BEGIN {
        srand(seed)
        n = split("space . , Left Right + = - r m PageUp PageDown Home End g a b n v p k i u f o s l " \
            "Tab shift+Tab / e c Escape j h d ? y t ctrl++ ctrl+- ctrl+0 x F11 Up Down F12 Enter " \
            "Backspace Delete 1 2 3 ctrl+1 ctrl+2 shift+3 Escape Escape Enter space space", key, " ")
        for (j = 0; j < 60; j++) {
            u = rand()
            if (u < .45) print "key", key[1 + int(rand() * n)]
            else if (u < .65) print "click", int(rand() * 100) "%", int(rand() * 100) "%"
            else if (u < .70) print "drag", int(rand() * 100) "%", "90%", int(rand() * 100) "%", "90%"
            else if (u < .75) print "wheel", int(rand() * 100) "%", int(rand() * 100) "%", int(rand() * 9) - 4
            else if (u < .82) print "type", int(rand() * 24) ":" int(rand() * 6) "0"
            else if (u < .86) print "resize", 320 + int(rand() * 1600), 240 + int(rand() * 900)
            else print "wait", rand() / 2
        }
        print "shot last.png"
        print "close"
    }'
}

n=0
while [ "$(date +%s)" -lt "$end" ]; do
    case $((n % 4)) in
    0) set -- "$bank/contact_center.cfg" ;;
    1) set -- "$bank/call_center.cfg" "$bank/contact_center.cfg" ;;
    2) set -- "$bank/omnichannel.cfg" ;;
    3) set -- "$source/scenarios/minimal.cfg" ;;
    esac
    session $((seed + n)) >session.txt
    timeout 300 "$ccsim" watch "$@" --play session.txt --seed $((1 + n % 7)) >out 2>err
    status=$?
    # a script that was not saved is kept, and told; nothing else is said
    if [ $status != 0 ] || grep -qv 'what was changed and not saved is in\|\.script' err; then
        echo "session $((seed + n)) of $*: status $status"
        head -n 40 err
        cp session.txt "/tmp/watch_soak_$((seed + n)).txt"
        echo "what was done is in /tmp/watch_soak_$((seed + n)).txt"
        exit 1
    fi
    n=$((n + 1))
done
echo "$n sessions, nothing amiss"

# ---- memory ----

seconds=$((minutes * 15))
printf 'key m\nkey space\n' >weeks.txt
for _ in $(seq $((seconds / 2 + 1))); do
    printf 'wait 1\nkey End\nwait .5\nkey Home\nkey space\n'
done >>weeks.txt
SDL_VIDEODRIVER=dummy "$ccsim" watch "$bank/call_center.cfg" "$bank/contact_center.cfg" --show \
    --play weeks.txt >out 2>err &
pid=$!
first=0
last=0
for j in $(seq 1 "$seconds"); do
    sleep 1
    rss=$(awk '/^VmRSS/ { print $2 }' "/proc/$pid/status" 2>/dev/null)
    [ -n "$rss" ] || break
    if [ "$j" -le $((seconds / 2)) ]; then
        [ "$rss" -le "$first" ] || first=$rss
    else
        [ "$rss" -le "$last" ] || last=$rss
    fi
done
kill -INT "$pid" 2>/dev/null
wait "$pid"
status=$?
echo "resident memory: at most $((first / 1024)) MB in the first half, $((last / 1024)) MB in the second"
if [ $status != 130 ] && [ $status != 0 ]; then
    echo "the weeks ended with status $status"
    cat err
    exit 1
fi
[ "$last" -le $((first + first / 20 + 4096)) ]

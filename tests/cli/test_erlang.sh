#!/bin/bash
# ccsim erlang: values, formats, the inverse, tables, refusals.
ccsim=$1
failures=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
    echo "$1"
    cat "$work/out" "$work/err"
    failures=$((failures + 1))
}

# run STATUS ARGUMENT...: status 2 prints nothing on stdout and says how to get help or where
run() {
    local status=$1
    shift
    "$ccsim" erlang "$@" >"$work/out" 2>"$work/err"
    local got=$?
    [ "$got" = "$status" ] || fail "erlang $*: status $got, not $status"
    if [ "$status" != 0 ]; then
        [ ! -s "$work/out" ] || fail "erlang $*: printed an answer"
        [ -s "$work/err" ] || fail "erlang $*: said nothing"
    fi
}

# said TEXT: on stderr, to the letter, but for where a line ends
said() {
    tr '\n' ' ' <"$work/err" | grep -qF -- "$1" || fail "no '$1' on stderr"
}

# value KEY EXPECTED [TOLERANCE]: of the JSON or the first CSV row in out; null is written null
value() {
    local got
    if head -c 1 "$work/out" | grep -q '{'; then
        got=$(sed -n "s/^ *\"$1\": \([^,]*\),*\$/\1/p" "$work/out" | head -1)
    else
        got=$(awk -F, -v key="$1" 'NR == 1 { for (k = 1; k <= NF; k++) if ($k == key) at = k }
                                   NR == 2 { print $at == "" ? "null" : $at }' "$work/out")
    fi
    if [ "$2" = null ] || [ "$2" = true ] || [ "$2" = false ]; then
        [ "$got" = "$2" ] || fail "$1 is '$got', not $2"
    else
        awk -v got="$got" -v want="$2" -v bound="${3:-0.0000006}" \
            'BEGIN { d = got - want; exit !(got != "" && got != "null" && d <= bound && d >= -bound) }' ||
            fail "$1 is '$got', not $2"
    fi
}

base="--calls-per-hour 200 --aht 180s --threshold 20s"

# forwards
run 0 c $base --agents 14 --format json --shrinkage 0.3
value p_wait 0.174132
value service_level_g1 0.888350
value asa 7.836 0.0005
value occupancy 0.714286
value load 10
value agents_scheduled 20
value patience null
value stable true
run 0 c $base --agents 14 --format csv
value p_wait 0.174132
value queue_length 0.43533 0.000006
value patience null
run 0 c $base --agents 9 --agents 14
grep -q '^service_level_g1  *88.8350 %' "$work/out" || fail "text"
run 0 a --calls-per-hour 200 --aht "3 min" --agents 14 --patience 300 --format json
value p_wait 0.145260
value abandonment 0.013984
value service_level_offered 0.916792
value service_level_g1 0.923407
value service_level_g2 0.923956
run 0 a --calls 100 --interval 30min --aht 3min --agents 14 --patience 5min --format json
value p_wait 0.145260
run 0 b --calls-per-hour 200 --aht 180s --lines 17 --format json
value blocking 0.012949
value asa 0
run 0 b $base --agents 0 --format json
value blocking 1
value service_level_answered null
run 0 c $base --agents 14 --patience 5min
said "note: --patience"

# without bound
run 0 c $base --agents 9 --format json
value stable false
value asa null
value service_level_g1 0
value occupancy 1
value queue_growth 20
run 0 c $base --agents 9
grep -q 'grows without bound' "$work/out" || fail "an overloaded center says nothing of it"

# exactly as much work as the agents can do, however it is written
for load in "--calls-per-hour 200 --aht 180s" "--calls 100 --aht 3min" "--calls-per-hour 3600 --aht 10s"; do
    run 0 c $load --agents 10
    grep -q 'As much work comes in' "$work/out" || fail "load = n is not said to be that"
    grep -q 'by 0 calls' "$work/out" && fail "grows by 0 calls an hour"
done
run 0 c --calls-per-hour 0.1 --aht 180s --agents .005 --format json
value stable false
value queue_growth 0
value service_level_g1 0

# patience of any distribution
lognormal='{ dist = "lognormal"; mean = "3 min"; cv = 1.3; }'
run 0 a --calls-per-hour 200 --aht 180s --agents 14 --patience "$lognormal" --format json
grep -q '"model": "m_m_n_g"' "$work/out" || fail "the model is not M/M/n+G"
grep -q '"patience_distribution": "{ dist = ' "$work/out" || fail "the distribution is not told"
value patience 180 0.001
run 0 a --calls-per-hour 200 --aht 180s --agents 14 --patience "$lognormal"
grep -q '^M/M/n+G: .*patience { dist = "lognormal"' "$work/out" || fail "text of M/M/n+G"
run 0 a --calls-per-hour 200 --aht 180s --agents 14 --format json \
    --patience '{ dist = "exponential"; mean = "5 min"; }'
value abandonment 0.013984
grep -q '"model": "erlang_a"' "$work/out" || fail "exponential patience is Erlang A"
run 0 a --calls-per-hour 200 --aht 180s --agents 14 --patience '{ dist = "never"; }' --format json
value p_wait 0.174132
value patience null
value abandonment 0
run 0 a --calls-per-hour 200 --aht 180s --agents 9 --patience '{ dist = "never"; }' --format json
value stable false
value queue_growth 20
value occupancy 1
run 0 a --calls-per-hour 200 --aht 180s --agents 9 --patience '{ dist = "never"; }'
grep -q 'More of those who never give up call' "$work/out" || fail "patience without end"
run 0 a $base --patience "$lognormal" --target abandonment=0.03 --format json
value agents 13

# no input takes long
run 1 a --calls-per-hour 10 --aht 600s --patience 3s --target mean_wait=20s --fractional
said "the target is met by as good as nobody"
run 0 a --calls-per-hour 10 --aht 600s --patience 3s --target mean_wait=20s --format json
value agents 1
run 0 a --calls-per-hour 200 --aht 180s --agents 14 --patience 1e-15 --format json
value abandonment 0.056819 0.000001
run 1 a --calls-per-hour 1e9 --aht 1s --agents 1 --patience "$lognormal"
said "nine digits cannot be had of these numbers"
mkfifo "$work/fifo"
run 2 c --table "$work/fifo" --agents 14
said "fifo: is not a regular file"

# fractional
run 0 c $base --agents 13.5 --format json
awk -F'[:,]' '/"service_level_g1"/ { exit !($2 > 0.795595 && $2 < 0.888350) }' "$work/out" ||
    fail "13.5 agents are not between 13 and 14"

# backwards
run 0 c $base --target service_level_g1=0.8 --format json
value agents 14
run 0 c $base --target service_level_g1=80% --max-occupancy 0.7 --shrinkage 0.3 --format json
value agents 15
value agents_scheduled 22
run 0 c $base --target service_level_g1=0.8 --target asa=5s --format json
value agents 15
run 0 c $base --target service_level_g1=0.8 --fractional --format json
value service_level_g1 0.8
run 0 b --calls-per-hour 200 --aht 180s --target blocking=0.02 --format json
value agents 17
run 0 a $base --patience 2min --target abandonment=0.03 --format json
value agents 14

# by interval
cat >"$work/forecast.csv" <<'END'
interval,calls,aht_s
08:00,100,180
08:30,0,
09:00,200,170
END
run 0 c --table "$work/forecast.csv" --target service_level_g1=0.8 --format csv
value agents 14
value interval 08:00 1000
[ "$(wc -l <"$work/out")" = 4 ] || fail "not a line for each interval"
grep -q '^09:00,erlang_c,400,170,' "$work/out" || fail "the last interval"
grep -q '^08:30,erlang_c,0,,0,0,' "$work/out" || fail "an interval without calls needs nobody"
sed 's/^interval/Half_Hour/' "$work/forecast.csv" >"$work/half.csv"
run 0 c --table "$work/half.csv" --target service_level_g1=0.8 --format csv
value interval 08:00 1000
run 0 c --table "$work/forecast.csv" --target service_level_g1=0.8 --format json
value agents 14
run 0 c --table "$work/forecast.csv" --agents 20
[ "$(grep -c '^0[89]:\|^09' "$work/out")" = 3 ] || fail "text by interval"
printf 'interval,calls,aht_s\n"a long name, of an interval",1234567,100000\nanother,9998.996,9999\n' \
    >"$work/wide.csv"
run 0 c --table "$work/wide.csv" --agents 2 --format csv
grep -q '^"a long name, of an interval",erlang_c,' "$work/out" || fail "a label with a comma"
for agents in 2 100000; do
    run 0 c --table "$work/wide.csv" --agents $agents
    [ "$(wc -L <"$work/out")" -le 80 ] || fail "a table wider than 80 columns"
done
run 2 c --table "$work/forecast.csv" --agents 14 --out "$work/./forecast.csv"
run 0 c --table "$work/forecast.csv" --agents 14
grep -q '^09:00          \* ' "$work/out" || fail "no mark at an interval that is too busy"
grep -q '^\* the queue grows without bound' "$work/out" || fail "the mark is not explained"
printf '\xef\xbb\xbfwhen;offered;seconds;staff\r\n08:00;100;180;14\r\n' >"$work/columns.csv"
run 0 c --table "$work/columns.csv" --format json \
    --columns interval=when,calls=offered,aht=seconds,agents=staff
value service_level_g1 0.888350

# the rows' own step, days, order; what is missing, twice or in another unit
printf 'start,calls,aht_s\n10:00,110,190\n8:00,108,188\n9:00,109,189\n' >"$work/hours.csv"
run 0 c --table "$work/hours.csv" --target service_level_g1=0.8
grep -q 'by interval of 1 h' "$work/out" || fail "rows of an hour are taken for 30 min"
grep -q '^08:00 .* 108.00  188.00    9.00' "$work/out" || fail "108 calls an hour of 188 s need 9 agents"
[ "$(sed -n '4p;5p;6p' "$work/out" | cut -c1-5 | tr '\n' ' ')" = "08:00 09:00 10:00 " ] || fail "rows by their times"
run 0 c --table "$work/hours.csv" --agents 8 --interval '60 min'
run 2 c --table "$work/hours.csv" --agents 8 --interval '30 min'
said "$work/hours.csv: rows are 1 h apart, and --interval is 30 min"
printf 'date,start,calls,aht_s\n2024-03-04,8:00,10,180\n2024-03-04,8:15,10,18000\n2024-03-05,8:00,10,180\n2024-03-05,8:45,10,180\n' >"$work/days.csv"
run 0 c --table "$work/days.csv" --agents 800
grep -q '^24-03-05 08:45 ' "$work/out" || fail "the day is not told"
said "$work/days.csv: no row for 2024-03-05 08:15 and 1 more, between the first and the last of a day"
said 'column "aht_s" says 5 h, where 3 min is usual'
printf 'start;Mon;Tue\n8:00;10;20\n8:30;11;21,5\n' >"$work/week.csv"
run 0 c --table "{ file = \"$work/week.csv\"; columns = \"days\"; }" --aht 180 --agents 9 --format json
[ "$(jq -c '[.intervals[] | [.interval, .calls_per_hour]]' "$work/out")" = \
    '[["Mon 08:00",20],["Mon 08:30",22],["Tue 08:00",40],["Tue 08:30",43]]' ] || fail "a wide table"
printf 'start,calls,talk\n8:00,10,180000\n' >"$work/ms.csv"
run 0 c --table "{ file = \"$work/ms.csv\"; unit = \"ms\"; }" --columns aht=talk --agents 9 --format json
value aht 180

run 2 c $base --target service_level_g1=0,8
said 'service_level_g1: must be a number; decimals take a point (0,8)'
run 2 c $base --target service_level_g1=80
said 'service_level_g1: must be in (0, 1); per cent are 0.8 or 80% (80)'

# a bad row: file, row, column; nothing on stdout
bad() {
    printf "$1" >"$work/bad.csv"
    run 2 c --table "$work/bad.csv" --agents 14
    said "$work/bad.csv$2"
}
bad 'interval,calls,aht_s\n08:00,10,180\n08:30,ten,180\n' ':3: row 2: column "calls": must be a number (is "ten")'
bad 'interval,calls,aht_s\n08:00,-1,180\n' ':2: row 1: column "calls": must be >= 0 (is "-1")'
bad 'interval,calls,aht_s\n08:00,10,0\n' ':2: row 1: column "aht_s": must be > 0 s (is "0")'
bad 'interval,calls,aht_s\n08:00,10,nan\n' ':2: row 1: column "aht_s": must be a number or a duration (is "nan")'
bad 'interval,calls,aht_s\n08:00,10\n' ':2: the row must have as many fields as the header: 3 (is 2)'
bad 'interval,calls,aht_s\n08:00,10,180,4\n' ':2: the row must have as many fields as the header: 3 (is 4)'
bad 'interval,call,aht_s\n08:00,10,180\n' ': has no column "calls": it has "interval", "call", "aht_s"; name it with'
bad 'interval,calls,aht_s\n' ': has a header and no rows'
bad '' ':1: a line of column names is missing'
bad 'interval,calls,aht_s\n"08:00,10,180\n' ':2: a quote is not closed'
bad 'interval,calls,aht_s\n08:00,1e9,1e9\n' ':2: calls x handling time: must be <='
bad 'interval,calls,aht_s\n08:00,10,180\n08:30,10,180\n08:00,10,180\n' ':4: row 3: column "interval": is the same interval as line 2'
bad 'interval,calls,aht_s\n8.00,10,180\n8.30,10,180\nTotal,20,180\n' ':4: row 3: column "interval": must be a time'
bad 'interval,calls,aht_s\n2024-03-04 08:00,10,180\nTotal,10,180\n' ':3: row 2: column "interval": must be a time'
run 0 c --table "{ file = \"$work/bad.csv\"; outside = \"leave_out\"; }" --agents 14
grep -q '^24-03-04 08:00 ' "$work/out" || fail "a long label is not cut in front"
if grep -q Total "$work/out"; then fail "the total is an interval"; fi
printf 'Intervall;Anrufe;AHT;Gruppe\n08:00;100;3:00;a\n08:30;110;182,5;a\n08:00;7;9;b\n' >"$work/eu.csv"
run 0 c --table "{ file = \"$work/eu.csv\"; where = { Gruppe = \"a\"; }; }" --format json --agents 20 \
    --columns interval=Intervall,calls=Anrufe,aht=AHT
[ "$(jq -c '[.intervals[].aht]' "$work/out")" = '[180,182.5]' ] || fail "a decimal comma, and m:ss"
run 2 c --table "$work/nowhere.csv" --agents 14
said "No such file"
run 2 c --table "$work" --agents 14

# refusals
refuse() {
    local text=$1
    shift
    run 2 "$@"
    said "$text"
    said "Try 'ccsim erlang --help'."
}
refuse "ccsim erlang: --aht: must be > 0 s (-3)" c --calls-per-hour 200 --aht -3 --agents 14
refuse "--aht: must be a duration" c --calls-per-hour 200 --aht 3x --agents 14
refuse "--aht: is needed" c --calls-per-hour 200 --agents 14
refuse "--calls-per-hour: must be >= 0 (-1)" c --calls-per-hour -1 --aht 3 --agents 14
refuse "--calls-per-hour: must be a number (nan)" c --calls-per-hour nan --aht 3 --agents 14
refuse "--agents: must be a number (inf)" c $base --agents inf
refuse "--agents: must be > 0 (0)" c $base --agents 0
refuse "--agents: must be >= 0 (-1)" b $base --agents -1
refuse "--threshold: must be >= 0 s (-1)" c --calls-per-hour 2 --aht 3 --agents 14 --threshold -1
refuse "--patience: is needed" a $base --agents 14
refuse "--patience: must be > 0 s (0)" a $base --agents 14 --patience 0
refuse "--patience: dist: there is no such distribution; did you mean" a $base --agents 14 \
    --patience '{ dist = "lognorma"; mean = "3 min"; cv = 1; }'
refuse "--patience: mean: must be a duration" a $base --agents 14 \
    --patience '{ dist = "lognormal"; mean = 3; cv = 1; }'
refuse "--patience: syntax: a bracket is never closed" a $base --agents 14 --patience '{ dist = '
refuse "--shrinkage: must be in [0, 1) (1)" c $base --agents 14 --shrinkage 1
refuse "--format: must be one of text, csv, json (xml)" c $base --agents 14 --format xml
refuse "--agents or --target is needed" c $base
refuse "give one of them" c $base --agents 14 --target asa=3
refuse "did you mean service_level_g1?" c $base --target service_level_gl=0.8
refuse "must be in (0, 1) (1.2)" c $base --target service_level_g1=1.2
refuse "--target: must be like" c $base --target asa
refuse "nobody is blocked" c $base --target blocking=0.1
refuse "nobody gives up" c $base --target abandonment=0.1
refuse "nobody waits" b $base --target asa=20s
refuse "needs a --target" c $base --agents 14 --max-occupancy 0.8
refuse "the model: must be one of b, c, a (d)" d $base --agents 14
refuse "a model is needed" $base --agents 14
refuse "numbers must be 0, or from 1e-100 to 1e+100" a --calls-per-hour 1 --aht 1s --agents 2 \
    --patience 1e-308
refuse "erlangs" c --calls-per-hour 1e300 --aht 1e9s --agents 14

# numbers of agents are whole, however many
run 0 c --calls-per-hour 1000000 --aht 3600s --target service_level_g1=0.8
grep -q '^agents_scheduled  *1000235 agents' "$work/out" || fail "a million agents"
run 0 c $base --agents 14 --shrinkage 0.3
grep -q '^agents_scheduled  *20 agents' "$work/out" || fail "whole agents"
run 0 c $base --agents 14.5 --shrinkage 0.3
grep -q '^agents_scheduled  *20.7143 agents' "$work/out" || fail "parts of agents"

# files: whole or not at all
echo previous >"$work/answer"
run 0 c $base --agents 14 --format json --out "$work/answer"
[ ! -s "$work/out" ] || fail "--out and stdout"
cp "$work/answer" "$work/out"
value p_wait 0.174132
ln -s answer "$work/link"
run 0 c $base --agents 15 --format json --out "$work/link"
[ -L "$work/link" ] || fail "a link was replaced"
cp "$work/answer" "$work/out"
value p_wait 0.102042
run 1 c $base --agents 14 --out "$work/no/where"
run 1 c $base --agents 14 --out "$work"
echo previous >"$work/answer"
run 2 c $base --agents -1 --out "$work/answer"
grep -qx previous "$work/answer" || fail "a refused run touched its output"
if [ -c /dev/full ]; then
    run 1 c $base --agents 14 --out /dev/full
    [ -c /dev/full ] || fail "a device was replaced"
    "$ccsim" erlang c $base --agents 14 >/dev/full 2>"$work/err"
    [ $? = 1 ] || fail "full disk: not status 1"
    said "No space left"
    # a table too large for the disk: the limit stands in for it
    for k in $(seq 1 200); do echo "$k,100,180"; done |
        sed '1i interval,calls,aht_s' >"$work/long.csv"
    (ulimit -f 8
     trap '' XFSZ
     "$ccsim" erlang c --table "$work/long.csv" --agents 14 --format json --out "$work/answer" \
         2>"$work/err")
    [ $? = 1 ] || fail "a file that cannot grow: not status 1"
    grep -qx previous "$work/answer" || fail "a failed write touched the previous file"
fi
[ -z "$(find "$work" -name 'answer.*')" ] || fail "a temporary file is left"

exit $((failures > 0))

#!/bin/bash
# Tables in files as planners have them, from the file to the figures that a command prints.
# usage: test_tables.sh CCSIM SOURCE_FOLDER
set -u
. "$(dirname "$0")/lib.sh"
cd "$work" || exit 1

# STATUS ARGUMENTS...: runs ccsim; said TEXT on stderr, or in its lines; fail WHAT
run() {
    expect "$*" "$1" "$ccsim" "${@:2}"
}
said() {
    grep -qF -e "$1" err || fail "no '$1' in: $(cat err)"
}
fail() {
    echo "$1"
    failures=$((failures + 1))
}

# NAME RUN ARRIVALS STAFF: a scenario of calls of 3 min.
scenario() {
    cat >"$1.cfg" <<END
run = { $2 };
demand = { issues = { call = { $3 voice = { talk = { dist = "exponential"; mean = "180 s"; }; }; }; }; };
center = { channels = { voice = { service_level = { within = "20 s"; }; }; }; groups = { desk = { staff = $4; }; }; };
END
}

# NAME FILE COLUMN [MORE]: what a column of a file makes of arrivals
column() {
    echo "arrivals = { file = \"$1\"; column = \"$2\"; ${3-} };"
}

# What `check` says of first attempts an open day.
a_day() { # NAME WANTED
    run 0 check "$1.cfg"
    grep -q "^  first attempts  *$2  *$2$" out || fail "$1: not $2 first attempts a day"
}

times() { # FROM TO TEXT: a line for each half-hour
    for ((m = $1 * 60; m < $2 * 60; m += 30)); do
        printf '%02d:%02d%s\n' $((m / 60)) $((m % 60)) "$3"
    done
}

house='hours = ["08:00", "20:00"]; interval = "30 min"; days = 5;'

# The whole day in the file, the house open from 08:00 to 20:00.
{ echo start,calls; times 0 8 ,0; times 8 20 ,100; times 20 24 ,0; } >full.csv
scenario full "$house" "$(column full.csv calls)" 14
a_day full 2400.0
grep -q '"start" (found): 00:00 to 23:30 by 30 min; every day' <(tr '\n' ' ' <out) ||
    fail "check does not say what the file covers"

# Two queues, one under the other.
{ echo start,queue,calls; times 8 20 ,sales,100; times 8 20 ,service,20; } >queues.csv
scenario queues "$house" "$(column queues.csv calls)" 14
run 2 check queues.cfg
said 'queues.csv:26: row 25: column "start": is said by line 2, too: choose rows by where = { queue = "sales"; }'
scenario queues "$house" "$(column queues.csv calls 'where = { queue = "service"; };')" 14
a_day queues 480.0

# An interval left out, and a total below.
{ echo start,calls; times 8 12 ,40; times 13 20 ,40; echo Total,880; } >total.csv
scenario total "$house" "$(column total.csv calls)" 14
run 2 check total.cfg
said 'column "start": must be a time of day, or set outside = "leave_out" (is "Total")'
run 2 check total.cfg --set demand.issues.call.arrivals.outside=leave_out
said 'total.csv: has no row for 12:00'

# A day of 23 hours is named, or known.
{
    echo start,calls
    for day in 29 30 31; do times 0 24 ,10 | sed "s/^/2024-03-$day /"; done
} | grep -v '31 02:' >dst.csv
week='hours = ["00:00", "24:00"]; interval = "30 min"; days = 3; first_date = "2024-03-29";'
scenario dst "$week" "$(column dst.csv calls)" 14
run 2 check dst.cfg
said 'has no row for Sun 2024-03-31 02:00'
run 0 check dst.cfg --set demand.issues.call.arrivals.zone=Europe/Berlin
grep -q 'sum 1420' out || fail "the hour that clocks skip has calls"

# A week's roster in longer runs: 8 agents on weekdays, 4 on Saturday, nobody on Sunday.
{
    echo day,hour,agents
    for day in Mon,8 Tue,8 Wed,8 Thu,8 Fri,8 Sat,4 Sun,0; do
        for hour in {8..19}; do echo "${day%,*},$hour:00,${day#*,}"; done
    done
} >roster.csv
for days in 7 14 28; do
    scenario roster "hours = [\"08:00\", \"20:00\"]; interval = \"1 h\"; days = $days;" 'per_hour = 1;' \
        '{ file = "roster.csv"; column = "agents"; }'
    run 0 run roster.cfg --replications 1 --format csv
    grep -q ',hours_paid,center,h,75\.42857' out || fail "hours paid in $days days: $(grep hours_paid out)"
done

# Ten working days, a fortnight open on weekdays.
{
    echo date,hour,calls
    for day in {1..10}; do for hour in 08 09 10 11; do echo "day$day,$hour:00,$((day * 10))"; done; done
} >ten.csv
working='hours = ["08:00", "12:00"]; interval = "1 h"; weekdays = ("Mon", "Tue", "Wed", "Thu", "Fri");'
scenario ten "$working days = 14;" "$(column ten.csv calls)" 14
a_day ten 220.0
scenario ten "$working days = 21;" "$(column ten.csv calls)" 14
run 2 check ten.cfg
said 'ten.csv: has 10 days where the run has 15 open days'

# Semicolons and a decimal comma, tabs, and columns that are not there.
printf 'Intervall;Anrufe;AHT\n08:00;100;180\n08:30;110,5;182,5\n' >eu.csv
hour='hours = ["08:00", "09:00"];'
scenario eu "$hour" "$(column eu.csv Anrufe)" 14
a_day eu 210.5
scenario eu "$hour" "$(column eu.csv Calls)" 14
run 2 check eu.cfg
said 'eu.csv has no column "Calls": it has "Intervall", "Anrufe", "AHT"'
printf 'start\tcalls\n08:00\t100\n08:30\t1.041\n' >tab.csv
scenario tab "$hour" "$(column tab.csv calls)" 14
run 2 check tab.cfg
said 'may be meant in thousands: set decimal = "." or ","'
run 0 check tab.cfg --set demand.issues.call.arrivals.decimal=,
grep -q 'first attempts  *1141.0' out || fail "a point between thousands"

# A week that begins with Sunday, in German, on a run that begins with Monday: 1 call an hour on Monday.
for names in 'Zeit;So;Mo;Di;Mi;Do;Fr;Sa' 'Zeit;Dom;Lun;Mar;Mié;Jue;Vie;Sáb' 'Zeit;Dimanche;lundi;mardi;mercredi;jeudi;vendredi;Samedi'; do
    { echo "$names"; echo '08:00;7;1;2;3;4;5;6'; } >week.csv
    scenario week 'hours = ["08:00", "09:00"]; interval = "1 h";' 'arrivals = { file = "week.csv"; columns = "days"; };' 14
    a_day week 1.0
done

# Nothing but tables: what it is is said.
printf 'PK\003\004....xl/workbook.xml' >book.xlsx
scenario book "$hour" "$(column book.xlsx calls)" 14
run 2 check book.cfg
said 'book.xlsx: is a workbook (.xlsx): save its sheet as CSV'
run 2 check book.cfg --set demand.issues.call.arrivals.file=.
said '.: is a directory'

# Over midnight.
scenario night 'hours = ["18:30", "08:00"]; interval = "30 min"; days = 3;' 'per_hour = 20;' 3
a_day night 270.0
run 0 run night.cfg --replications 1 --intervals
grep -q '^  18:30 ' out || fail "no interval from 18:30"
grep -q '^  07:30 ' out || fail "no interval from 07:30"

# A day's volume, and a number that may have been meant as one.
scenario day "$house" 'per_day = 2300; profile = { file = "full.csv"; column = "calls"; };' 14
a_day day 2300.0
scenario day "$house" 'arrivals = 2300;' 14
run 0 check day.cfg
grep -q 'arrivals = 2300 is of each interval of 30 min, 55200 a day' <(tr '\n' ' ' <out) ||
    fail "a single number of arrivals is not warned about"

finish

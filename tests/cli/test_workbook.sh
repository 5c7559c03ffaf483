#!/bin/bash
# The answer as a workbook: its sheets are well-formed, and the planner's table has the numbers of the CSV.
# usage: test_workbook.sh CCSIM SOURCE_FOLDER [BUILD_FOLDER]; with SOFFICE=soffice LibreOffice opens it, too.
set -u
. "$(dirname "$0")/lib.sh"
cd "$work" || exit 1
for tool in unzip xmllint; do
    command -v "$tool" >/dev/null 2>&1 || { echo "skipped: no $tool"; exit 77; }
done

cat >week.cfg <<'END'
run = { hours = ["09:00", "10:30"]; interval = "30 min"; days = 3; first_date = "2026-03-06"; };
demand = { issues = { call = { per_hour = 40; voice = { talk = { dist = "exponential"; mean = "3 min"; }; }; }; }; };
center = { channels = { voice = { service_level = { target = 0.8; within = "20 s"; }; }; }; groups = { g = { staff = 3; }; }; };
END
arguments=(week.cfg --replications 5 --required simulated)

expect "no file" 2 "$ccsim" run "${arguments[@]}" --format xlsx
if grep -q libxlsxwriter "$work/err"; then
    echo "skipped: built without libxlsxwriter"
    exit 77
fi
has "no file" err 'needs --out FILE\.xlsx'
expect "workbook" 0 "$ccsim" run "${arguments[@]}" --format xlsx --out week.xlsx
expect "csv" 0 "$ccsim" run "${arguments[@]}" --format csv --rows intervals
cp out week.csv

unzip -q -d parts week.xlsx
find parts -type f | while read -r part; do
    xmllint --noout "$part" || echo "$part is not well-formed"
done >wrong 2>&1
[ ! -s wrong ] || { cat wrong; failures=$((failures + 1)); }
unzip -p week.xlsx xl/workbook.xml >out
for sheet in Summary 'One day' Intervals 'Service level' 'Net agents'; do
    has "sheets" out "name=\"$sheet\""
done

# Numbers as numbers, row by row: the cells of a column, in order, against the fields of the CSV.
unzip -p week.xlsx xl/worksheets/sheet3.xml | sed 's/<c /\n<c /g' >cells
has "panes" cells 'state="frozen"'
has "colours" cells 'conditionalFormatting'
numbers() { # LETTER NAME SCALE SHIFT
    sed -n "s|^<c r=\"$1[0-9]*\"\( s=\"[0-9]*\"\)*><v>\([^<]*\)</v>.*|\2|p" cells >a
    awk -F, -v name="$2" -v letter="$1" -v scale="$3" -v shift="$4" '
        NR == 1 { for (j = 1; j <= NF; j++) if ($j == name) c = j; next }
        $c != "" {
            x = $c
            if (x ~ /:/) { split(x, t, ":"); x = t[1] * 3600 + t[2] * 60 }
            if (x ~ /^2026-03-/) { # days since 1970-01-01
                split(x, t, "-"); x = 20512 + t[3]
            }
            wanted = x * scale + shift
            if ((getline is <"a") <= 0) { print name ": line " NR " has no cell"; next }
            if (is - wanted > 1e-9 * (1 + wanted) || wanted - is > 1e-9 * (1 + wanted)) {
                print name ": line " NR " is " is ", not " wanted
            }
            n++
        }
        END { if (n == 0) print name ": nothing" }' week.csv >wrong
    [ ! -s wrong ] || { cat wrong; failures=$((failures + 1)); }
}
column=(A B C D E F G H I J K L M N O P Q R S T U V W X Y Z AA AB AC AD AE)
j=0
for name in $(head -1 week.csv | tr , ' '); do
    case $name in
    scenario | queue | weekday | required_why) ;;
    date) numbers "${column[j]}" date 1 25569 ;;
    start | end) numbers "${column[j]}" "$name" "$(awk 'BEGIN { printf "%.17g", 1 / 86400 }')" 0 ;;
    *) numbers "${column[j]}" "$name" 1 0 ;;
    esac
    j=$((j + 1))
done
unzip -p week.xlsx xl/sharedStrings.xml >out
has "texts" out '<t>voice</t>'
has "texts" out '<t>Fri</t>'

# Whole or not at all: what was there stays where the run is refused.
cp week.xlsx before
expect "refused" 2 "$ccsim" run "${arguments[@]}" --format xlsx --out week.xlsx --require 'nothing >= 1'
same "refused" before week.xlsx

if [ -n "${SOFFICE-}" ]; then
    command -v "$SOFFICE" >/dev/null 2>&1 || { echo "skipped: no $SOFFICE"; exit 77; }
    HOME=$work timeout 120 "$SOFFICE" --headless --convert-to \
        'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,3' week.xlsx >/dev/null 2>&1
    for file in week-Intervals.csv week.csv; do # with the digits that a spreadsheet keeps
        tr -d '"' <"$file" | awk -F, '{ print $2, NR > 1 ? sprintf("%.12g %.12g %.12g", $7, $9, $19) : "" }' >"$file.short"
    done
    same "LibreOffice" week-Intervals.csv.short week.csv.short
fi
finish

#!/bin/bash
# Lessons and their debrief: the page, the same on any threads, what is refused, and the file of a class.
# usage: test_debrief.sh CCSIM SOURCE_FOLDER
set -u
. "$(dirname "$0")/lib.sh"
lessons=$source/scenarios/lessons
cd "$work" || exit 1

expect "list" 0 "$ccsim" list lessons --format csv
[ "$(grep -c '^[^,]*/lessons/[a-z]*\.cfg,' out)" = 12 ] || { echo "list: not 12 lessons"; failures=$((failures + 1)); }

one=("$ccsim" debrief "$lessons/little.cfg" "$lessons/little.script" --days 10)
expect "text" 0 "${one[@]}" --threads 1
narrow "text" out
has "text" out "^Little's law$"
has "text" out '^  this day  *[0-9.]*  *[0-9.]*  *[0-9.]*$'
has "text" out '^Skill and luck$'
has "text" out '^What you did gives .* on the mean of other days: that is skill'
has "text" out '^Nothing done: [0-9:]*, queue voice: [0-9]* of [0-9]* within 20 s'
has "text" out '^  09:45 staff agents 16  *-'
cp out text
expect "threads" 0 "${one[@]}" --threads 3
same "threads" text out

# nothing done: there is no column of it, and luck is told all the same
expect "nothing" 0 "$ccsim" debrief "$lessons/little.cfg" --days 5
hasnt "nothing" out "What each change did"
has "nothing" out '^The plan as it is gives'

expect "json" 0 "${one[@]}" --format json
holds "json" '.kind == "debrief" and .seed == 1 and .days == 10 and .yours.score == .reference.score and
    .yours.score < .untouched.score and (.yours.gain.upper < 0) and (.changes | length) == 2 and
    (.yours.intervals | length) == 20 and .untouched.gain.mean == 0 and
    ((.yours.score - .yours.other_days.mean - .yours.luck) | fabs) < 1e-9'
# the day that is played is that of run, to the bit
score=$(jq .yours.score out)
expect "run" 0 "$ccsim" run "$lessons/little.cfg" --script "$lessons/little.script" --replications 2 \
    --per-replication all.csv
head -1 all.csv | tr ',' '\n' | grep -n 'level_waiting channel:voice$\|level_waiting@channel:voice$' >column
column=$(cut -d: -f1 <column)
[ -n "$column" ] && [ "$(jq -n "$(sed -n 3p all.csv | cut -d, -f"$column") == $score")" = true ] ||
    { echo "run: another score than $score"; head -c 300 all.csv; failures=$((failures + 1)); }

expect "html" 0 "${one[@]}" --format html --out page.html
silent "html" out
if command -v xmllint >/dev/null; then
    expect "valid" 0 xmllint --noout page.html
fi
grep -q "<svg" page.html && grep -q "prefers-color-scheme" page.html || { echo "html: no picture"; failures=$((failures + 1)); }
! grep -qE "https?://(www\.)?[^w]|<script|@import" <(grep -v 'xmlns="http://www.w3.org' page.html) ||
    { echo "html: is not by itself"; failures=$((failures + 1)); }

# what a title may have is text in a page
sed 's/title     = .*/title = "a <b> \& \\"c\\"";/' "$lessons/little.cfg" >odd.cfg
cp "$lessons/little.script" .
expect "odd title" 0 "$ccsim" debrief odd.cfg --days 2 --format html
if command -v xmllint >/dev/null; then
    cp out odd.html
    expect "odd title is valid" 0 xmllint --noout odd.html
fi

# ---- refused ----
refused() { # NAME PATTERN ARGUMENT...
    local name=$1 pattern=$2
    shift 2
    expect "$name" 2 timeout 20 "$ccsim" debrief "$@"
    has "$name" err "$pattern"
}
little=$lessons/little.cfg
refused "no lesson" "a lesson is needed"
refused "no lesson in it" 'minimal.cfg: scenario: lesson: is missing' "$source/scenarios/minimal.cfg"
refused "no file" "no.cfg" no.cfg
refused "no script" "no.script" "$little" no.script
refused "three" "one lesson and one script" "$little" a b
refused "days" "from 2 to 100000" "$little" --days 1
refused "seed" "--seed -1" "$little" --seed=-1
refused "replication" "--replication 0" "$little" --replication 0
refused "format" "text" "$little" --format pdf
refused "class alone" "needs --name" "$little" --class c.csv
refused "name alone" "is for --class" "$little" --name Ann
refused "formula" "must not begin with" "$little" --class c.csv --name "=1+1"
refused "empty name" "must not be empty" "$little" --class c.csv --name " "
refused "bytes" "must be UTF-8" "$little" --class c.csv --name $'\xff'
refused "control" "control characters" "$little" --class c.csv --name $'a\nb'
printf 'a,b\n1,2\n' >other.csv
refused "another file" 'no file of a class: its first line must be "name,score,luck"' \
    "$little" --class other.csv --name Ann
expect "no such folder" 1 "$ccsim" debrief "$little" --class no/such/c.csv --name Ann
[ ! -s out ] || { echo "no such folder: an answer came first"; failures=$((failures + 1)); }
refused "a folder" "no file of a class" "$little" --class . --name Ann
[ "$(cat other.csv)" = $'a,b\n1,2' ] || { echo "another file was touched"; failures=$((failures + 1)); }
[ ! -e c.csv ] || { echo "c.csv: there although refused"; failures=$((failures + 1)); }
sed 's/^09:45 .*/09:45 staff agents 500/' "$lessons/little.script" >many.script
cp "$lessons/little.script" good.script
expect "too many" 2 "$ccsim" debrief "$little" many.script --days 2
sed 's/^  score .*/  score = "asaa channel:voice";/' "$little" >bad.cfg
refused "score" 'bad.cfg:[0-9]*: lesson: score: .*did you mean .asa' bad.cfg
expect "check refuses it too" 2 "$ccsim" check bad.cfg
has "check refuses it too" err 'bad.cfg:[0-9]*: lesson: score: '
sed 's/^  reference .*/  reference = "gone.script";/' "$little" >bad.cfg
expect "reference" 2 "$ccsim" check bad.cfg
has "reference" err 'gone.script'
expect "check" 0 "$ccsim" check "$little"
has "check" out '^  score  *level_waiting channel:voice'
expect "over the lesson" 2 "$ccsim" debrief odd.cfg --days 2 --out odd.cfg
expect "over the reference" 2 "$ccsim" debrief odd.cfg --days 2 --out little.script
expect "over the script" 2 "$ccsim" debrief "$little" good.script --days 2 --out good.script

# ---- interrupted ----
"$ccsim" debrief "$lessons/silo.cfg" --days 100000 --class none.csv --name Ann >out 2>err &
sleep 0.4
kill -INT $!
wait $!
[ $? = 130 ] && [ ! -s out ] && [ ! -e none.csv ] || { echo "interrupted: $(cat err)"; failures=$((failures + 1)); }
has "interrupted" err "interrupted before all days were run"

# ---- a class ----
luck=("$ccsim" debrief "$lessons/lunch.cfg" --days 3 --class class.csv --quiet)
expect "first" 0 "${luck[@]}" --name 'Ana "Pili" Gómez, 2b'
printf '%s' "$(cat class.csv)" >class.csv # an editor that leaves the last line without an end
expect "second" 0 "${luck[@]}" --name Bo
[ "$(sed -n 1p class.csv)" = "name,score,luck" ] || { echo "class: no head"; failures=$((failures + 1)); }
sed -n 2p class.csv | grep -q '^"Ana ""Pili"" Gómez, 2b",0\.[0-9]*,-\?[0-9.e-]*$' || { echo "class: quotes"; cat class.csv; failures=$((failures + 1)); }
[ "$(sed -n 2p class.csv | sed 's/.*",//')" = "$(sed -n 3p class.csv | cut -d, -f2-)" ] || { echo "class: not the same customers"; failures=$((failures + 1)); }
for j in 1 2 3 4 5 6 7 8; do
    "${luck[@]}" --name "trainee $j" --class many.csv >/dev/null 2>&1 &
done
wait
[ "$(wc -l <many.csv)" = 9 ] && [ "$(grep -c '^name' many.csv)" = 1 ] && [ "$(grep -c '^trainee [1-8],0' many.csv)" = 8 ] ||
    { echo "class: eight at once"; cat many.csv; failures=$((failures + 1)); }
exit $((failures > 0))

#!/bin/bash
# ccsim story: one replication in words.
. "$(dirname "$0")/lib.sh" "$@"
bank=$source/scenarios/bank/contact_center.cfg

expect "ten minutes" 0 "$ccsim" story "$bank" --from 08:00 --to 08:10
has "ten minutes" out '^Sun 08:0[0-9]:[0-9][0-9]  [a-z]* 1\.[0-9]*  *calls$'
narrow "ten minutes" out
grep -v "^ " "$work/out" | cut -c5-12 >"$work/times" # not where a line goes on
sort "$work/times" >"$work/sorted"
same "in order of time" "$work/times" "$work/sorted"
hasnt "inside the window" times '^08:[1-9]\|^0[^8]'

# Contact by contact; a contact asked for by name has the same story.
expect "by contact" 0 "$ccsim" story "$bank" --from 08:00 --to 09:00 --order contact
awk '/^regular 1\.40$/ { on = 1; next } /^[a-z]/ { on = 0 } on' "$work/out" | cut -c3- >"$work/one"
expect "by name" 0 "$ccsim" story "$bank" --contact 'regular 1.40' --limit 1000
sed 's/  regular 1\.40   /  /' "$work/out" >"$work/named"
same "two stories of one contact" "$work/one" "$work/named"
has "an end" one 'is satisfied\|is lost'

# What waits at the start has numbers of its own.
cat >"$work/backlog.cfg" <<'END'
demand = { issues = { a = { per_hour = 0; email = { handle = "1 min"; }; backlog = { email = 2; }; }; }; };
center = { channels = { email = { }; }; groups = { g = { staff = 1; }; }; };
END
expect "a backlog" 0 "$ccsim" story "$work/backlog.cfg"
has "a backlog" out '  a backlog\.1  '
has "a backlog" out '  a backlog\.2  '
hasnt "a backlog" out '  a [0-9]'

# Another seed or replication is another story.
expect "seed 1" 0 "$ccsim" story "$bank" --limit 50
cp "$work/out" "$work/first"
for options in "--seed=2" "--replication=2"; do
    expect "$options" 0 "$ccsim" story "$bank" --limit 50 "$options"
    if cmp -s "$work/out" "$work/first"; then
        echo "$options changes nothing"
        failures=$((failures + 1))
    fi
done

# Around a moment: the last lines before it and the first after it, which a whole story has too.
expect "a whole morning" 0 "$ccsim" story "$bank" --to 09:00 --limit 100000
cp "$work/out" "$work/morning"
expect "around" 0 "$ccsim" story "$bank" --around 08:30:20 --limit 21
narrow "around" out
cp "$work/out" "$work/around"
grep -v '^--' "$work/around" | grep -vn '^ ' | cut -d: -f2- >"$work/lines" # not where a line goes on
[ "$(wc -l <"$work/lines")" = 21 ] || {
    echo "around: $(wc -l <"$work/lines") lines, not 21"
    failures=$((failures + 1))
}
sed -n '/^--/q;p' "$work/around" >"$work/before"
sed '1,/^--/d' "$work/around" >"$work/after"
has "around" around '^-- Sun 08:30:20 --$'
awk 'substr($0, 1, 1) != " " { is_past = $2 > "08:30:20" } !is_past' "$work/morning" |
    tail -n "$(wc -l <"$work/before")" >"$work/last"
same "the last before" "$work/last" "$work/before"
awk 'substr($0, 1, 1) != " " { is_past = $2 > "08:30:20" } is_past' "$work/morning" |
    head -n "$(wc -l <"$work/after")" >"$work/first_after"
same "the first after" "$work/first_after" "$work/after"
[ "$(grep -vc '^ ' "$work/before")" = 10 ] || {
    echo "around: not 10 lines before"
    failures=$((failures + 1))
}
expect "40 lines" 0 "$ccsim" story "$bank" --around 08:30
[ "$(grep -c '^[A-Z]' "$work/out")" = 40 ] || {
    echo "around: $(grep -c '^[A-Z]' "$work/out") lines, not 40"
    failures=$((failures + 1))
}
expect "the first moment" 0 "$ccsim" story "$bank" --around 00:00 --limit 2
[ "$(sed -n 1p "$work/out")" = "-- Sun 00:00:00 --" ] || {
    echo "before the first moment there is something"
    failures=$((failures + 1))
}
expect "one contact around" 0 "$ccsim" story "$bank" --around 09:00 --contact 'regular 1.40' \
    --limit 1000
hasnt "one contact around" out '^[A-Z][a-z]* [0-9:]* *[a-z]* 1\.\(39\|41\) '
sed '/^--/d; s/  regular 1\.40   /  /' "$work/out" >"$work/named"
same "all of one contact" "$work/one" "$work/named"

# The state then: contacts that the story has begun and not ended, agents, what is pending.
expect "state" 0 "$ccsim" story "$bank" --around 10:00 --state
narrow "state" out
for line in '^last event Sun 10:00:00 (36000.000000 s), [1-9]' '^waiting$' '^agents$' '^contacts: [1-9][0-9]* open$' \
    '^events pending$' '^  clock: 1 of 1, the first Sun 10:' '^-- Sun 10:00:00 --$' '^--$'; do
    has "state" out "$line"
done
expect "no moment" 2 "$ccsim" story "$bank" --around noon
has "no moment" err "--around: must be 'HH:MM'"
expect "after the end" 2 "$ccsim" story "$bank" --around '400 09:00'
has "after the end" err '--around: must be before the run ends, on day [0-9]* at [0-9:]* *$'
silent "after the end" out
for other in --from=08:00 --to=09:00 --order=contact; do
    expect "around $other" 2 "$ccsim" story "$bank" --around 10:00 "$other"
    has "around $other" err "--around: is in order of time, not with ${other%%=*}"
done
expect "state of when" 2 "$ccsim" story "$bank" --state
has "state of when" err '--state: needs --around'

expect "nobody" 1 "$ccsim" story "$bank" --contact 'regular 1.99999'
has "nobody" err 'no contact "regular 1.99999"'
for order in time contact; do
    expect "a long day" 0 "$ccsim" story "$bank" --limit 3000 --order $order
    narrow "a long day" out
done

expect "limit" 0 "$ccsim" story "$bank" --limit 7
has "limit" err 'cut after 7 lines'
expect "no time" 2 "$ccsim" story "$bank" --from noon
has "no time" err "--from: must be 'HH:MM'"
expect "no order" 2 "$ccsim" story "$bank" --order size
has "no order" err '--order: must be time or contact'
expect "no file" 2 "$ccsim" story
expect "unknown setting" 2 "$ccsim" story "$bank" --set demand.volum=2
has "unknown setting" err 'unknown setting'
expect "no value" 2 "$ccsim" story "$bank" --set volume
silent "no value" out
expect "backwards" 2 "$ccsim" story "$bank" --from 10:00 --to 09:00
has "backwards" err 'must be after --from'
expect "before it begins" 2 "$ccsim" story "$bank" --to 00:00
expect "unwritable" 1 "$ccsim" story "$bank" --limit 5 --out "$work/none/x"
finish

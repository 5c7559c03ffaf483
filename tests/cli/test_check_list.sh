#!/bin/bash
# The verbs check and list: what they print, and that the page on the format is up to date.
ccsim=$1
source=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0
cd "$source" || exit 1

# has NAME PATTERN FILE
has() {
    if ! grep -q -e "$2" "$3" && ! tr '\n' ' ' <"$3" | grep -q -e "$2"; then
        echo "$1: no '$2' in:"
        cat "$3"
        failures=$((failures + 1))
    fi
}

# status NAME WANTED COMMAND...
status() {
    local name=$1 wanted=$2
    shift 2
    "$@" >"$work/out" 2>"$work/err"
    local got=$?
    if [ "$got" != "$wanted" ]; then
        echo "$name: status $got, not $wanted"
        cat "$work/err"
        failures=$((failures + 1))
    fi
}

# ---- the page on the format is what the tables say ----
"$ccsim" list settings --format markdown >"$work/page.md"
if ! cmp -s "$work/page.md" "$source/docs/scenario-format.md"; then
    echo "docs/scenario-format.md is not what 'ccsim list settings --format markdown' prints"
    diff "$source/docs/scenario-format.md" "$work/page.md" | head -20
    failures=$((failures + 1))
fi

# ---- every list in every format ----
for list in kpis formulas counters distributions routers channels nodes defaults designs plan settings scenarios; do
    for format in text markdown csv json; do
        status "$list as $format" 0 "$ccsim" list "$list" --format "$format"
        [ -s "$work/out" ] || { echo "$list as $format is empty"; failures=$((failures + 1)); }
    done
done
(cd "$source" && "$ccsim" list scenarios --format csv >"$work/out")
has "scenarios" "scenarios/bank/contact_center.cfg,Contact center,\"A bank, 1999\"" "$work/out"
(cd / && "$ccsim" list scenarios >"$work/out")
has "scenarios from elsewhere" "scenarios/minimal.cfg" "$work/out"
"$ccsim" list distributions >"$work/out"
has "distributions" "^lognormal .*mean, cv" "$work/out"
"$ccsim" list settings >"$work/out"
has "settings" "^demand.issues.NAME.voice.talk$" "$work/out"
has "settings" "range: 0 to 4000000 agents; default: must be given" "$work/out"
status "no list" 2 "$ccsim" list
status "an unknown list" 2 "$ccsim" list kpi
has "an unknown list" "kpis" "$work/err"

# ---- check ----
status "minimal" 0 "$ccsim" check "$source/scenarios/minimal.cfg"
has "contacts" "^  first attempts  *4800.0  *4800.0" "$work/out"
has "hours of attention" "^  hours of attention  *240.0" "$work/out"
has "occupancy" "expected occupancy  *71.4 % of 336.0 hours" "$work/out"
has "evidence" "3 of 3 figures are not yet sourced" "$work/out"
status "an override" 0 "$ccsim" check --set demand.volume=0.5 "$source/scenarios/minimal.cfg"
has "an override" "^  first attempts  *2400.0" "$work/out"
status "too much work" 0 "$ccsim" check --set demand.volume=2 "$source/scenarios/minimal.cfg"
has "too much work" "queues will grow" "$work/out"
status "evidence" 0 "$ccsim" check --evidence "$source/scenarios/minimal.cfg"
has "evidence" "demand.issues.call.voice.talk .*minimal.cfg:[0-9]" "$work/out"
status "patterns" 0 "$ccsim" check --set \
    'demand.evidence={A=("issues.call.voice.tlak","isues.*.per_hour","issues.*.*.talk","mood");}' \
    "$source/scenarios/minimal.cfg"
has "a pattern near a figure" \
    '"issues.call.voice.tlak" covers no .*; did you mean "issues.call.voice.talk"?' "$work/out"
has "a pattern with a star" \
    '"isues.\*.per_hour" covers no .*; did you mean "issues.\*.per_hour"?' "$work/out"
has "a pattern near nothing" '"mood" covers no figure that is written$' "$work/out"
if [ "$(grep -c "covers no" "$work/out")" != 3 ]; then
    echo "a pattern that covers a figure is noted"
    failures=$((failures + 1))
fi

# ---- what a node has places for, and which rate is taken ----
cat >"$work/full.cfg" <<'END'
run = { hours = ["08:00", "18:00"]; observe = "1 d"; };
demand = { issues = { q = { per_hour = 90; wants = { chat = 1.0; };
  chat = { turns = 3; agent = "40 s"; customer = "40 s"; }; }; }; };
center = {
  channels = { chat = { entry = "bot"; rates = (1.0, 1.6, 2.0); }; };
  automation = { bot = { node = "chatbot"; time = "70 s"; contains = 0.5; capacity = 2; when_full = "wait"; }; };
  groups = { g = { at_once = { chat = 3; }; staff = 9; }; };
};
END
said() {
    tr -s '\n ' ' ' <"$work/out" | grep -q "$2" || { echo "$1: no '$2'"; cat "$work/out"; failures=$((failures + 1)); }
}
status "a node with places" 0 "$ccsim" check "$work/full.cfg"
said "its places" 'chatbot "bot" has 2 places for 900.0 visits a day of 70 s in the mean: 1.8 are taken, 1.8 at 08:00. Those who find it full wait'
said "the rate" 'is taken at 2, the rate of an agent whose places are all taken: .* With a single contact the rate is 1, and the same work needs some 2 times'
status "more visits than places" 0 "$ccsim" check "$work/full.cfg" --set 'demand.issues.q.per_hour=120'
said "too few places" '2.3 are taken, 2.3 at 08:00, more than there are. Those'
status "visits of no time" 0 "$ccsim" check "$work/full.cfg" --set 'center.automation.bot.time="0 s"'
said "no time" '900.0 visits a day, which take no time. Those'
status "a node without limits" 0 "$ccsim" check "$source/scenarios/assistant.cfg"
if grep -q "find it full\|at the rate of" "$work/out"; then
    echo "places of a node that has no limit"
    failures=$((failures + 1))
fi
# ---- transfers to where nobody is ----
warm=$source/scenarios/gallery/transfer_warm.cfg
gaps=(--set 'run.interval="5 h"' --set 'center.groups.specialists.staff=(0, 2)')
status "a gap" 0 "$ccsim" check "$warm" "${gaps[@]}"
said "a gap" 'transferred to experts (claims) waits from 08:00 to 13:00, where nobody who takes it is on duty, and the agent who transfers with it\.'
said "closing time" 'transferred to experts (claims) after closing time may wait for the next opening, and the agent'
status "a gap of cold ones" 0 "$ccsim" check "$warm" "${gaps[@]}" --set 'center.transfers.claims.how="cold"'
said "a gap of cold ones" 'waits from 08:00 to 13:00, where nobody who takes it is on duty\. Left out'
status "no gap" 0 "$ccsim" check "$warm" --set 'run.hours=["00:00", "24:00"]'
if grep -q "transferred to" "$work/out"; then
    echo "a gap where there is none"
    failures=$((failures + 1))
fi
status "no file" 2 "$ccsim" check
status "two files" 2 "$ccsim" check a.cfg b.cfg
status "an unwritable output" 1 "$ccsim" check --out /no/such/folder/x "$source/scenarios/minimal.cfg"

# ---- the canonical form of every scenario loads back to itself ----
(cd "$source" && find scenarios -name '*.cfg' | sort) >"$work/files"
loaded=0
while read -r file; do
    "$ccsim" check --print "$source/$file" >"$work/once.cfg" 2>"$work/err" || continue
    loaded=$((loaded + 1))
    status "the print of $file" 0 "$ccsim" check --print --out "$work/twice.cfg" "$work/once.cfg"
    cmp -s "$work/once.cfg" "$work/twice.cfg" || {
        echo "$file: the canonical form does not print as itself"
        failures=$((failures + 1))
    }
    "$ccsim" check "$source/$file" | grep -o 'hash [0-9a-f]*, demand [0-9a-f]*' >"$work/hash1"
    "$ccsim" check "$work/once.cfg" | grep -o 'hash [0-9a-f]*, demand [0-9a-f]*' >"$work/hash2"
    cmp -s "$work/hash1" "$work/hash2" || {
        echo "$file: the canonical form has another hash"
        failures=$((failures + 1))
    }
done <"$work/files"
[ "$loaded" -ge 5 ] || { echo "only $loaded scenarios load"; failures=$((failures + 1)); }

# The two centers of the bank have the same customers.
"$ccsim" check "$source/scenarios/bank/call_center.cfg" | grep -o 'demand [0-9a-f]*$' >"$work/a"
"$ccsim" check "$source/scenarios/bank/contact_center.cfg" | grep -o 'demand [0-9a-f]*$' >"$work/b"
cmp "$work/a" "$work/b" || failures=$((failures + 1))

# ---- rubbish is refused, in time ----
for seed in 1 2 3 4 5 6 7 8 9 10; do
    awk -v seed=$seed 'BEGIN { srand(seed); for (j = 0; j < 3000; j++)
        printf "%c", 1 + int(255 * rand()) }' >"$work/rubbish.cfg"
    status "random bytes $seed" 2 timeout 20 "$ccsim" check "$work/rubbish.cfg"
    # A right file with some bytes changed must be refused or loaded, never crash.
    awk -v seed=$seed 'BEGIN { srand(seed) } { line = $0; if (rand() < 0.2) {
        at = 1 + int(length(line) * rand());
        line = substr(line, 1, at - 1) substr("{}()[];,=\"#9a@.", 1 + int(15 * rand()), 1) \
            substr(line, at + 1) } print line }' \
        "$source/scenarios/assistant.cfg" >"$work/rubbish.cfg"
    timeout 20 "$ccsim" check "$work/rubbish.cfg" >"$work/out" 2>"$work/err"
    got=$?
    [ $got = 0 ] || [ $got = 2 ] || {
        echo "changed bytes $seed: status $got"
        failures=$((failures + 1))
    }
done

exit $((failures > 0))

#!/bin/bash
# No line is wider than 80 columns, whatever verb says it of whatever scenario. What is wrong at a
# place in a file, or of --set, is one line, as long as its path and rule, so that editors find it.
. "$(dirname "$0")/lib.sh" "$@"
cd "$source" || exit 1
export LC_ALL=C.UTF-8
tried=0

# says STATUS ARGUMENT...: both streams are narrow
says() {
    local status=$1 name
    shift
    name="ccsim $*"
    tried=$((tried + 1))
    expect "$name" "$status" timeout 60 "$ccsim" "$@"
    sed -E '/^ccsim [a-z]+: ([^ ]+:[0-9]+: |--set )/d' "$work/err" >"$work/talk"
    narrow "$name" out
    narrow "$name" talk
}

for file in scenarios/*.cfg scenarios/*/*.cfg; do
    [ "${file##*/}" = demand.cfg ] && continue # only a part
    case $file in scenarios/sweeps/*) says 0 sweep --dry-run --verbose "$file"; continue ;; esac
    short=(--replications 2)
    says 0 check "$file"
    says 0 compare "$file" "$file" "${short[@]}"
    says 0 story "$file"
    case $file in scenarios/gallery/*) says 0 run "$file" "${short[@]}"; continue ;; esac
    # what follows says nothing of a mechanism
    says 0 check --evidence "$file"
    says 0 run "$file" "${short[@]}" --replications 1 --intervals
    says 0 run "$file" "${short[@]}" --precision 'occupancy center 1e-9' \
        --precision 'contacts center 1e-9'
    says 3 run "$file" "${short[@]}" --require 'contacts center > 1e12'
done

# Columns of four centers; differences of many decimals.
short=(--replications 2)
for file in scenarios/n_design.cfg scenarios/insurer/with_bot.cfg; do
    says 0 compare "$file" "$file" "$file" "$file" "${short[@]}"
done
turns=scenarios/gallery/turn_order.cfg
says 0 compare $turns $turns --set '2:center.groups.agents.next_turn="shortest"' --replications 40
has "a wide difference goes on below" out '^ \{45,\}[+-]0.0000 '

# faulty: a setting that is none, a value out of its range, half a file
for file in scenarios/*.cfg scenarios/*/center.cfg; do
    says 2 check "$file" --set center.no_such_setting_whatever=1
    says 2 run "$file" --set center.staff_scale=-1
    says 2 story "$file" --set run.interval=11
    head -c 400 "$file" >"$work/half.cfg"
    says 2 check "$work/half.cfg"
    says 2 compare "$file" "$work/half.cfg"
done

for list in kpis formulas counters distributions routers channels nodes controls defaults designs plan settings scenarios; do
    says 0 list $list
done
says 2 list
says 2 list everything
says 2 list kpis --format=paper
for verb in run compare story check list erlang; do
    says 0 "$verb" --help
    says 2 "$verb" --no-such-option
done
says 0 --help
says 2 simulate

call=(--calls-per-hour=1000 --aht=180s)
for agents in 10 48 60; do
    says 0 erlang a "${call[@]}" --agents=$agents --patience=300s
    says 0 erlang b "${call[@]}" --agents=$agents
    says 0 erlang c "${call[@]}" --agents=$agents
done
says 0 erlang a "${call[@]}" --agents=48 --patience='{ dist = "lognormal"; mean = "4 min"; cv = 1.3; }'
says 0 erlang a "${call[@]}" --patience=300s --target=service_level_g1=0.8 --target=mean_wait=20s \
    --target=abandonment=0.05
says 0 erlang a --calls-per-hour=9e7 --aht=3000s --agents=8e7 --patience=300s
says 2 erlang a "${call[@]}" --patience=300s --target=service_level=0.8
says 2 erlang a "${call[@]}" --patience=1

[ "$tried" -gt 150 ] || { echo "only $tried tried"; failures=1; }
finish

#!/bin/bash
# One long run: the page, JSON and CSV, the warm-up plot, what is too short, what is refused.
# usage: test_steady.sh CCSIM SOURCE_FOLDER
set -u
. "$(dirname "$0")/lib.sh"
minimal=$source/scenarios/minimal.cfg
cd "$work" || exit 1

# Erlang C: 88.8 % in 20 s, ASA 7.83 s.
expect "page" 0 "$ccsim" steady "$minimal" --days 60
narrow "page" out
has "page" out 'one run of 60 days .* in 2,880 observations of 30 min'
has "page" out '^  service_level_g1 channel:voice .*8[89]\.. %'
hasnt "page" out 'too short'
expect "json" 0 "$ccsim" steady "$minimal" --days 60 --overlapping --confidence 0.99 --format json
silent "json" err
holds "json" '.observations == 2880 and .overlapping and .varies == null and .warnings == [] and
    ([.figures[] | select(.kpi == "asa" and .lower < 7.83 and .upper > 7.83)] | length) == 1'
expect "csv" 0 "$ccsim" steady "$minimal" --days 60 --kpi 'asa channel:voice' --format csv --out it.csv
silent "csv" out
[ "$(wc -l <it.csv)" = 2 ] || { echo "csv: not one figure"; failures=$((failures + 1)); }

# Too short: said on the page, or beside it.
expect "short" 0 "$ccsim" steady "$minimal" --days 1 --kpi occupancy --set run.interval='1 min' --batches 100
has "short" out 'occupancy: the run is too short'
expect "short, json" 0 "$ccsim" steady "$minimal" --days 1 --kpi occupancy --set run.interval='1 min' \
    --batches 100 --format json
has "short, json" err 'the run is too short'
holds "short, json" '.figures[0].too_short and (.warnings | length) == 1'
expect "shorter" 0 "$ccsim" steady "$minimal" --days 1 --kpi occupancy --batches 100
has "shorter" out 'no interval: of 48 observations there cannot be 100 batches'

# Ten agents are busy on average: with nine there is no steady state.
expect "growing" 0 "$ccsim" steady "$minimal" --days 3 --set center.groups.agents.staff=9
has "growing" out 'the queue voice was growing: [0-9,]* were waiting at the end, so there may be no steady state'
expect "not growing" 0 "$ccsim" steady "$minimal" --days 3 --set center.groups.agents.staff=12
hasnt "not growing" out 'growing'

# The plot: a row for each observation.
expect "plot" 0 "$ccsim" steady "$minimal" --warm-up-plot --days 2 --replications 5 --kpi occupancy
[ "$(grep -c '^occupancy,center,fraction,' out)" = 96 ] || {
    echo "plot: not 96 rows"
    failures=$((failures + 1))
}
has "plot" out '^kpi,scope,unit,observation,time_s,mean,moving_average,replications$'

# Whole days, or weeks, where not all times are alike.
expect "days" 0 "$ccsim" steady "$source/scenarios/forecast/center.cfg" --days 100
has "days" out 'Observations are whole days, since not all times are alike (run.hours)'
expect "weeks" 2 "$ccsim" steady "$source/scenarios/bank/call_center.cfg" --days 100
has "weeks" err 'must be whole weeks'
expect "never" 2 "$ccsim" steady "$source/scenarios/gallery/burst.cfg"
has "never" err 'demand.bursts.* has no steady state'

# A table of a week comes again each week. Long ones stand apart in their columns.
expect "table of a week" 0 "$ccsim" steady "$source/scenarios/gallery/weekend.cfg" --days 70
has "table of a week" out 'whole weeks, since not all times are alike'
expect "columns" 0 "$ccsim" steady "$minimal" --set center.groups.agents.staff=20 --days 200 --batches 20 \
    --overlapping --confidence 0.99
narrow "columns" out
has "columns" out '99.88 % 99.83..99.91    17.5 h    1.3$'
expect "a day" 0 "$ccsim" steady "$minimal" --days 1
has "a day" out '^one run of 1 day (seed'

expect "quantile" 2 "$ccsim" steady "$minimal" --kpi 'wait_p95 channel:voice'
has "quantile" err 'interval by interval'
expect "nearest" 2 "$ccsim" steady "$minimal" --kpi 'asaa channel:voice'
has "nearest" err 'did you mean "asa"'
expect "length" 2 "$ccsim" steady "$minimal" --set run.days=3
has "length" err 'said by --days'
for bad in '--batches 1' '--days 0' '--days x' '--confidence 2' '--format xlsx' '--window 0' \
    '--warm-up-plot --format json' '--seed -1'; do
    # shellcheck disable=SC2086
    expect "$bad" 2 "$ccsim" steady "$minimal" $bad
    has "$bad" err 'must be\|writes csv'
done
expect "over the scenario" 2 bash -c "cp '$minimal' m.cfg && '$ccsim' steady m.cfg --days 1 --out m.cfg"
same "over the scenario" m.cfg "$minimal"
finish

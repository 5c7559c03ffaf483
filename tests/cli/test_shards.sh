#!/bin/bash
# Shards of a sweep, merged in any order, are the sweep: the same dump. What clashes is refused.
# usage: test_shards.sh CCSIM SOURCE_FOLDER
. "$(dirname "$0")/lib.sh" "$@"
plan=$source/scenarios/sweeps/staffing.cfg
cd "$work" || exit 1
few=(--replications 2 --set 'run.observe=2 h' --threads 1 --quiet)

dump() { # STORE
    "$ccsim" export "$1" --format sql
}

expect "the whole" 0 "$ccsim" sweep "$plan" "${few[@]}" --store whole.sqlite
dump whole.sqlite >whole.sql
for i in 1 2 3 4 5 6 7; do
    expect "shard $i" 0 "$ccsim" sweep "$plan" "${few[@]}" --shard $i/7
    has "shard $i" out "^shard $i of 7: [12] points"
done
[ -e staffing-7of7.sqlite ] || has "a shard's own store" out staffing-7of7.sqlite
md5sum staffing-*.sqlite >sums

# in three orders, at once and one by one
expect "merge" 0 "$ccsim" merge a.sqlite staffing-{1,2,3,4,5,6,7}of7.sqlite
has "merge" out '^a.sqlite: plan [0-9a-f]*: 12 of 12 points are complete$'
expect "backwards" 0 "$ccsim" merge b.sqlite staffing-{7,6,5,4,3,2,1}of7.sqlite
for i in 4 2 7 1 5 3 6; do
    expect "one by one" 0 "$ccsim" merge c.sqlite "staffing-${i}of7.sqlite"
done
has "one by one" out '12 of 12 points'
for store in a b c; do
    dump $store.sqlite >$store.sql
    same "merged $store" whole.sql $store.sql
done
md5sum --quiet -c sums || has "inputs are left alone" out nothing

expect "again" 0 "$ccsim" merge a.sqlite staffing-3of7.sqlite b.sqlite
dump a.sqlite >again.sql
same "merged again" whole.sql again.sql
expect "nothing is left to be done" 0 "$ccsim" sweep "$plan" "${few[@]}" --store a.sqlite
dump a.sqlite >again.sql
same "and nothing was done" whole.sql again.sql
expect "a part" 0 "$ccsim" merge part.sqlite staffing-{2,5}of7.sqlite
has "a part" out ': 4 of 12 points are complete'

# what is no store, is another's, or says something else
expect "no store" 2 "$ccsim" merge none.sqlite whole.sqlite "$plan"
has "no store" err 'is no store of ccsim'
expect "not there" 2 "$ccsim" merge none.sqlite nowhere.sqlite
[ ! -e none.sqlite ] || has "nothing half-made" err nothing
expect "itself" 2 "$ccsim" merge a.sqlite a.sqlite
has "itself" err 'is the store itself'
sqlite3 staffing-1of7.sqlite 'UPDATE result SET events = events + 1'
expect "another result" 2 "$ccsim" merge a.sqlite staffing-1of7.sqlite
has "another result" err 'has another result than in a.sqlite: nothing was merged'
dump a.sqlite >again.sql
same "is left as it was" whole.sql again.sql
sqlite3 staffing-2of7.sqlite 'PRAGMA user_version = 99'
expect "a newer store" 2 "$ccsim" merge none.sqlite staffing-2of7.sqlite
[ ! -e none.sqlite ] || has "nothing half-made" err nothing
expect "one store" 2 "$ccsim" merge a.sqlite
for wrong in 0/3 4/3 3 1/0 x/2 1/2/3; do
    expect "--shard $wrong" 2 "$ccsim" sweep "$plan" --shard $wrong
    has "--shard $wrong" err 'must be I/N'
done
finish

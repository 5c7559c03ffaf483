#!/bin/bash
# A sweep as a job of MPI gives the dump that threads give, with any number of ranks, with one that dies, and
# gone on with after all were killed. Skipped without mpirun.
# usage: test_mpi.sh CCSIM SOURCE_FOLDER
. "$(dirname "$0")/lib.sh" "$@"
command -v mpirun >/dev/null || exit 77
[ -e "$(dirname "$ccsim")/ccsim_mpi.so" ] || exit 77
plan=$source/scenarios/sweeps/staffing.cfg
cd "$work" || exit 1
export OMPI_MCA_rmaps_base_oversubscribe=1 OMPI_MCA_btl_base_warn_component_unused=0
if [ "$(id -u)" = 0 ]; then
    export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
fi
few=(--replications 4 --set 'run.observe=1 h' --quiet)

dump() { # STORE
    "$ccsim" export "$1" --format sql
}

# pid_of_rank N: of the sweep that runs in this folder
pid_of_rank() {
    for process in $(pgrep -f "^$ccsim sweep"); do
        if [ "$(readlink "/proc/$process/cwd")" = "$work" ] &&
            tr '\0' '\n' <"/proc/$process/environ" | grep -q "^OMPI_COMM_WORLD_RANK=$1\$"; then
            echo "$process"
        fi
    done
}

expect "one thread" 0 "$ccsim" sweep "$plan" "${few[@]}" --threads 1 --store whole.sqlite
dump whole.sqlite >whole.sql
for n in 2 3 4; do
    expect "$n ranks" 0 mpirun -n $n "$ccsim" sweep "$plan" "${few[@]}" --store $n.sqlite
    dump $n.sqlite >$n.sql
    same "$n ranks" whole.sql $n.sql
done
expect "threads of two ranks" 0 mpirun -n 2 "$ccsim" sweep "$plan" "${few[@]}" --threads 3 --store t.sqlite
dump t.sqlite >t.sql
same "threads of two ranks" whole.sql t.sql

# A rank is killed: mpirun ends the others, and the same command goes on.
many=(--replications 100000 --quiet)
mpirun -n 3 "$ccsim" sweep "$plan" "${many[@]}" --store killed.sqlite >"$work/out" 2>"$work/err" &
job=$!
for _ in $(seq 100); do
    [ "$(sqlite3 killed.sqlite 'SELECT count(*) FROM result' 2>/dev/null || echo 0)" -gt 20 ] && break
    sleep 0.1
done
victim=$(pid_of_rank 2)
[ -n "$victim" ] && kill -9 "$victim"
if wait $job; then
    has "a rank was killed" err 'status 0'
fi
before=$(sqlite3 killed.sqlite 'SELECT count(*) FROM result')
[ "$before" -gt 20 ] || has "a rank was killed" err "$before results"
sqlite3 killed.sqlite 'PRAGMA integrity_check' >out
has "a rank was killed" out '^ok$'
expect "gone on" 0 mpirun -n 2 "$ccsim" sweep "$plan" --quiet --replications 30 --store killed.sqlite
expect "in one piece" 0 "$ccsim" sweep "$plan" --quiet --replications 30 --store piece.sqlite
for store in killed piece; do
    sqlite3 $store.sqlite 'SELECT scenario, seed, replication, hex(bytes) FROM record
        WHERE replication < 30 ORDER BY 1, 2, 3' >$store.sql
done
[ -s piece.sql ] || has "gone on" piece.sql results
same "gone on" piece.sql killed.sql

# Tasks beside each other that MPI does not know would each do all.
expect "without MPI" 2 env SLURM_STEP_NUM_TASKS=3 "$ccsim" sweep "$plan" --store none.sqlite
has "without MPI" err '3 tasks were started, but MPI knows of one only'
mkdir alone
cp "$ccsim" alone/
expect "without the module" 2 env OMPI_COMM_WORLD_SIZE=3 alone/ccsim sweep "$plan" --store none.sqlite
has "without the module" err '3 tasks were started, and this ccsim was built without MPI'
expect "shards" 2 mpirun -n 2 "$ccsim" sweep "$plan" --shard 1/2
has "shards" err '--shard is for jobs without MPI'
expect "dry" 0 mpirun -n 2 "$ccsim" sweep "$plan" --dry-run
[ "$(grep -c '^seed' out)" -le 1 ] || has "dry, once" out nothing
[ ! -e none.sqlite ] || has "nothing was begun" err nothing
finish

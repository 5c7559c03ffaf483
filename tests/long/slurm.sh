#!/bin/bash
# A sweep as a job array of Slurm, on a cluster of one node that is made for it on loopback and taken away
# again: the shards merged are the sweep in one piece; a task that is killed and queued again goes on; and, where
# Slurm starts MPI, ranks by srun are too. Needs root, munge and slurm-wlm, and no Slurm that runs already.
# usage: slurm.sh CCSIM SOURCE_FOLDER
set -u
ccsim=$(realpath "$1")
source=$(realpath "$2")
work=$(mktemp -d)
chmod 755 "$work"
failures=0
pids=()

say() {
    echo "slurm.sh: $*"
}

fail() {
    say "FAILED: $*"
    failures=$((failures + 1))
}

# What was started here is ended, by its number.
# shellcheck disable=SC2317
clean_up() {
    scancel --quiet --user root 2>/dev/null
    for _ in $(seq 20); do
        [ -z "$(squeue --noheader 2>/dev/null)" ] && break
        sleep 0.3
    done
    for pid in "${pids[@]}"; do
        kill "$pid" 2>/dev/null
    done
    sleep 1
    for pid in "${pids[@]}"; do
        kill -9 "$pid" 2>/dev/null
    done
    if [ "$failures" = 0 ]; then
        rm -rf "$work"
    else
        say "what is left is in $work"
    fi
}
trap clean_up EXIT
trap 'exit 1' INT TERM

for need in munged slurmctld slurmd sbatch srun; do
    command -v $need >/dev/null || {
        say "skipped: no $need (apt-get install slurm-wlm munge)"
        exit 77
    }
done
[ "$(id -u)" = 0 ] || {
    say "skipped: not root"
    exit 77
}
if [ -e /run/slurmctld.pid ] || pgrep -x slurmctld >/dev/null; then
    say "skipped: a Slurm is running here"
    exit 77
fi

# ---- a cluster of one node ----

mkdir -p "$work"/{munge,state,spool,log,job}
chmod 700 "$work/munge"
dd if=/dev/urandom of="$work/munge/key" bs=1 count=1024 2>/dev/null
chmod 600 "$work/munge/key"
chmod 711 "$work"
munged --key-file="$work/munge/key" --socket="$work/socket" --pid-file="$work/munge/pid" \
    --log-file="$work/munge/log" --seed-file="$work/munge/seed" --foreground --force \
    >"$work/log/munged" 2>&1 &
pids+=($!)

node=$(hostname -s)
cpus=$(nproc)
cat >"$work/slurm.conf" <<CONF
ClusterName=once
SlurmctldHost=$node(127.0.0.1)
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=$work/socket
CredType=cred/munge
SlurmctldPort=16817
SlurmdPort=16818
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/slurmd.pid
SlurmctldLogFile=$work/log/slurmctld
SlurmdLogFile=$work/log/slurmd
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SchedulerType=sched/builtin
SchedulerParameters=sched_min_interval=10000
SelectType=select/cons_res
SelectTypeParameters=CR_CPU
SwitchType=switch/none
ReturnToService=2
KillWait=5
MpiDefault=none
RequeueExitHold=99
NodeName=$node NodeAddr=127.0.0.1 CPUs=$cpus State=UNKNOWN
PartitionName=all Nodes=$node Default=YES MaxTime=INFINITE State=UP OverSubscribe=YES
CONF
touch "$work/cgroup.conf"
export SLURM_CONF=$work/slurm.conf
slurmctld -D -f "$SLURM_CONF" >"$work/log/slurmctld.out" 2>&1 &
pids+=($!)
slurmd -D -f "$SLURM_CONF" -N "$node" >"$work/log/slurmd.out" 2>&1 &
pids+=($!)
for _ in $(seq 60); do
    sinfo --noheader --format=%T 2>/dev/null | grep -q idle && break
    sleep 0.5
done
sinfo --noheader --format=%T 2>/dev/null | grep -q idle || {
    fail "the node is not up"
    tail -n 5 "$work"/log/*
    exit 1
}
say "a node of $cpus processors is up: $(slurmctld -V)"

# ---- the sweep in one piece ----

plan=$source/scenarios/sweeps/staffing.cfg
cd "$work/job" || exit 1
few=(--replications 50 --threads 1 --quiet)
"$ccsim" sweep "$plan" "${few[@]}" --store whole.sqlite >whole.txt || fail "in one piece"
"$ccsim" export whole.sqlite --format sql >whole.sql

# queued or running?
wait_for_jobs() {
    for _ in $(seq 300); do
        [ -z "$(squeue --noheader 2>/dev/null)" ] && return
        # what is queued again would wait two minutes
        for task in $(squeue --noheader --states=PENDING --format=%i 2>/dev/null); do
            scontrol update "JobId=$task" StartTime=now 2>/dev/null
        done
        sleep 0.3
    done
    fail "jobs do not end: $(squeue)"
}

# ---- a job array ----

cat >array.sh <<JOB
#!/bin/bash
#SBATCH --array=1-7
#SBATCH --ntasks=1 --cpus-per-task=1
#SBATCH --requeue --open-mode=append
#SBATCH --output=array-%a.txt
exec "$ccsim" sweep "$plan" ${few[@]} --shard \$SLURM_ARRAY_TASK_ID/7
JOB
sbatch --parsable array.sh >array.id || fail "sbatch"
wait_for_jobs
"$ccsim" merge array.sqlite staffing-*of7.sqlite || fail "merge"
"$ccsim" export array.sqlite --format sql >array.sql
if cmp whole.sql array.sql; then
    say "array of 7 shards, merged: the same dump"
else
    fail "array: another dump"
fi

# ---- a task is killed, and queued again ----

rm -f staffing-*of7.sqlite
sed -i "s/--array=1-7/--array=1-2/; s|--shard.*|--shard \$SLURM_ARRAY_TASK_ID/2 --replications 300|" array.sh
id=$(sbatch --parsable array.sh)
for _ in $(seq 100); do
    [ "$(sqlite3 staffing-1of2.sqlite 'SELECT count(*) FROM result' 2>/dev/null || echo 0)" -gt 10 ] && break
    sleep 0.1
done
scontrol requeue "${id}_1" || fail "requeue"
before=$(sqlite3 staffing-1of2.sqlite 'SELECT count(*) FROM result')
say "requeued after $before results"
wait_for_jobs
"$ccsim" merge requeued.sqlite staffing-*of2.sqlite || fail "merge"
"$ccsim" sweep "$plan" "${few[@]}" --replications 300 --store more.sqlite >more.txt || fail "in one piece"
"$ccsim" export requeued.sqlite --format sql >requeued.sql
"$ccsim" export more.sqlite --format sql >more.sql
if cmp more.sql requeued.sql; then
    say "a task killed and queued again: the same dump"
else
    fail "requeued: another dump"
fi

# ---- ranks by srun ----

if [ -e "$(dirname "$ccsim")/ccsim_mpi.so" ] && srun --mpi=list 2>&1 | grep -q pmix; then
    srun --mpi=pmix --ntasks="$cpus" "$ccsim" sweep "$plan" "${few[@]}" --store srun.sqlite >srun.txt 2>&1
    status=$?
    "$ccsim" export srun.sqlite --format sql >srun.sql 2>/dev/null
    if [ $status = 0 ] && cmp -s whole.sql srun.sql; then
        say "srun --mpi=pmix, $cpus ranks: the same dump"
    else
        fail "srun --mpi=pmix: status $status: $(tail -n 3 srun.txt)"
    fi
else
    say "srun starts no MPI here: not tried"
fi
srun --ntasks=2 --oversubscribe --overcommit "$ccsim" sweep "$plan" "${few[@]}" --store none.sqlite >none.txt 2>&1 &&
    fail "tasks without MPI were not refused"
[ -e none.sqlite ] && fail "tasks without MPI wrote a store"
say "srun without MPI: $(grep -m 1 -E "tasks were started|PMI|MPI" none.txt)"
[ $failures = 0 ] && say "passed"
exit $((failures > 0))

#!/bin/sh
# Fuzzes each target for SECONDS (300), or the one that is named: tests/fuzz/run.sh [SECONDS] [TARGET]
# Needs clang. What is found stays in build/fuzz/runs/TARGET/found; the corpus grows beside it.
set -eu
cd "$(dirname "$0")/../.."
source=$PWD
seconds=${1:-300}
if ! command -v clang >/dev/null 2>&1; then
    echo "clang is missing: apt-get install clang libclang-rt-14-dev" >&2
    exit 1
fi
mkdir -p build
cmake --preset fuzz >build/fuzz.log && cmake --build --preset fuzz >>build/fuzz.log 2>&1 || {
    tail -n 20 build/fuzz.log >&2
    exit 1
}
failed=0
for target in ${2:-load scenario set rule csv script options plan}; do
    runs_in=build/fuzz/runs/$target
    mkdir -p "$runs_in/corpus" "$runs_in/found" "$runs_in/seeds" "$runs_in/folder"
    case $target in
    load | scenario)
        for file in scenarios/*.cfg tests/verify/*.cfg; do
            cp "$file" "$runs_in/seeds/$(echo "$file" | tr / _)" # some have the same name
        done
        ;;
    *) cp "tests/fuzz/seeds/$target"/* "$runs_in/seeds" ;;
    esac
    cp scenarios/minimal.cfg "$runs_in/folder/m.cfg"
    # the command line prints: its stdout is closed, its stderr kept for what was found
    (
        cd "$runs_in/folder"
        ASAN_OPTIONS=allocator_may_return_null=1:detect_leaks=1 \
            "$source/build/fuzz/tests/fuzz/fuzz_$target" -close_fd_mask=1 -timeout=10 -rss_limit_mb=4096 \
            -max_total_time="$seconds" -max_len=8192 -print_final_stats=1 \
            -dict="$source/tests/fuzz/scenario.dict" -artifact_prefix=../found/ ../corpus ../seeds
    ) >"$runs_in/log" 2>&1 && status=0 || status=$?
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$runs_in/log")
    rate=$(sed -n 's/^stat::average_exec_per_sec: *//p' "$runs_in/log")
    echo "$target: ${runs:-?} inputs, ${rate:-?} a second, status $status"
    if [ "$status" -ne 0 ]; then
        grep -E 'FOUND|ERROR|SUMMARY|runtime error|Test unit written' "$runs_in/log" | head -n 5
        failed=1
    fi
done
exit "$failed"

#!/bin/bash
# The library as others get it: installed below a prefix with a blank and moved from there, used from C with
# pkg-config, from C with CMake, and from C++; what it shows of itself, and that it says what the program says.
# usage: test_installed.sh CCSIM SOURCE_FOLDER BUILD_FOLDER
set -u
ccsim=$(realpath "$1")
source=$(realpath "$2")
build=$(realpath "$3")
[ -e "$build/libccsim.a" ] || { echo "there is no library in $build" && exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
status=0

fail() {
    echo "$1"
    status=1
}

cmake --install "$build" --prefix "$work/a b" >"$work/log" 2>&1 || { cat "$work/log" && exit 1; }
mv "$work/a b" "$work/c d" # all of it may be moved
prefix="$work/c d"
export PKG_CONFIG_PATH="$prefix/lib/pkgconfig" LD_LIBRARY_PATH="$prefix/lib"
strict="-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror"

# ---- what it shows ----
declared=$(grep -oE '^[a-z].*[ *]ccsim_[a-z_]+\(' "$prefix/include/ccsim.h" | grep -v '^typedef' |
    grep -oE 'ccsim_[a-z_]+\($' | tr -d '(' | sort -u)
shown=$(nm -D --defined-only "$prefix/lib/libccsim.so" | awk '{print $3}' | sed 's/@.*//' | sort -u)
[ "$declared" = "$shown" ] || fail "the shared library shows other names than the header declares:
$(diff <(echo "$declared") <(echo "$shown"))"
shown=$(nm -g --defined-only "$prefix/lib/libccsim.a" 2>/dev/null | awk 'NF == 3 {print $3}' | sort -u)
[ "$declared" = "$shown" ] || fail "the static library shows other names than the header declares:
$(diff <(echo "$declared") <(echo "$shown"))"
readelf -d "$prefix/lib/libccsim.so" | grep -q 'SONAME.*\[libccsim.so.0\]' || fail "its soname is another"
readelf -d "$prefix/lib/libccsim.so" | grep -q TEXTREL && fail "it is not made for any place in memory"
[ "$(pkg-config --modversion ccsim)" = "$("$ccsim" --version | awk '{print $2; exit}')" ] ||
    fail "pkg-config says another version than the program"

# ---- C, by pkg-config ----
compile() { # COMPILER SOURCE OUT [MORE...]
    compiler=$1 from=$2 to=$3
    shift 3
    # shellcheck disable=SC2086
    eval "$compiler $strict \"$from\" $(pkg-config --cflags --libs ccsim) -lm -o $to $*" >"$work/log" 2>&1 ||
        { cat "$work/log" && fail "$from cannot be compiled"; }
}
compile "cc -std=c99" "$source/library/examples/staff.c" staff
scenario=$source/scenarios/minimal.cfg
./staff "$scenario" agents >out 2>err || fail "staff: $(cat err)"
grep -q '^ 13 agents: service level 0\.[0-9]* +- ' out && grep -q '^with one less, .* 100 replications' out ||
    fail "staff says: $(cat out)"
./staff "$scenario" agent 2>err && fail "staff knows a group that is not there"
grep -q 'did you mean center.groups.agents?' err || fail "staff says: $(cat err)"

# ---- to the byte what the program says ----
cat >json.c <<'END'
#include <ccsim.h>
#include <stdio.h>
#include <string.h>
int main(int argc, char **argv)
{
    ccsim_scenario *it[2];
    ccsim_results *results;
    ccsim_error error;
    ccsim_run_def def = ccsim_run_default();
    const char *const require[] = {"service_level_g1 >= 0.8"};
    const ccsim_scenario *both[2];
    def.replications = 7;
    def.require = require;
    def.n_require = 1;
    for (int j = 0; j < 2; j++) {
        if (ccsim_scenario_load(&it[j], argv[1], &error) != CCSIM_OK) {
            fprintf(stderr, "%s\n", error.text);
            return 1;
        }
        both[j] = it[j];
    }
    if (ccsim_scenario_set(it[1], "center.groups.agents.staff", "15") != CCSIM_OK ||
        ccsim_compare(&results, both, argc > 2 ? 2 : 1, &def, &error) != CCSIM_OK) {
        fprintf(stderr, "%s\n", error.text);
        return 1;
    }
    fputs(ccsim_results_json(results), stdout);
    ccsim_results_free(results);
    ccsim_scenario_free(it[0]);
    ccsim_scenario_free(it[1]);
    return 0;
}
END
compile "cc -std=c99" json.c json
./json "$scenario" >mine.json || fail "json ended with status $?"
"$ccsim" run "$scenario" --replications 7 --require 'service_level_g1 >= 0.8' --format json >theirs.json
cmp mine.json theirs.json || fail "the library's JSON of a run is not that of the program"
./json "$scenario" both >mine.json || fail "json ended with status $?"
"$ccsim" compare "$scenario" "$scenario" --set 2:center.groups.agents.staff=15 --replications 7 \
    --require 'service_level_g1 >= 0.8' --format json >theirs.json
cmp mine.json theirs.json || fail "the library's JSON of a comparison is not that of the program"

cat >sweep.c <<'END'
#include <ccsim.h>
#include <stdio.h>
int main(int argc, char **argv)
{
    ccsim_sweep *sweep;
    ccsim_error error;
    ccsim_sweep_def def = ccsim_sweep_default();
    def.store = argv[argc - 1];
    if (ccsim_sweep_run(&sweep, argv[1], &def, &error) != CCSIM_OK) {
        fprintf(stderr, "%s\n", error.text);
        return 1;
    }
    fputs(ccsim_sweep_json(sweep), stdout);
    ccsim_sweep_free(sweep);
    return 0;
}
END
cat >plan.cfg <<END
scenario = "$scenario";
set = ["run.observe=1 h"];
factors = { agents = { set = "center.groups.agents.staff"; levels = [13, 14, 15]; }; };
outputs = ["asa"];
replications = 8;
END
compile "cc -std=c99" sweep.c sweep
./sweep plan.cfg results.db >mine.json || fail "sweep ended with status $?"
"$ccsim" sweep plan.cfg --store results.db --format json >theirs.json 2>err || fail "ccsim sweep: $(cat err)"
cmp mine.json theirs.json || fail "the library's JSON of a sweep is not that of the program"

# ---- C, by CMake: shared and static ----
cmake -S "$source/library/examples/supervisor" -B made -DCMAKE_PREFIX_PATH="$prefix" >"$work/log" 2>&1 &&
    cmake --build made >>"$work/log" 2>&1 || { cat "$work/log" && fail "supervisor cannot be built"; }
./made/supervisor_ccsim "$scenario" agents >shared 2>err || fail "supervisor: $(cat err)"
env -u LD_LIBRARY_PATH ./made/supervisor_static "$scenario" agents >static 2>err || fail "supervisor: $(cat err)"
cmp shared static || fail "shared and static do not say the same"
grep -q 's: 5 wait; in an hour' shared && grep -q '^the whole run: average wait' shared ||
    fail "supervisor says: $(cat shared)"
readelf -d made/supervisor_static | grep -q 'NEEDED.*libccsim' && fail "static is shared"

# ---- C++ ----
compile "c++ -std=c++17" "$source/library/examples/learn.cpp" learn -Wno-conversion -Wno-sign-conversion
./learn "$scenario" agents voice 20 >out 2>err || fail "learn: $(cat err)"
grep -q '^reward a step: -[0-9.]* in the first episode, -[0-9.]* in the last$' out || fail "learn says: $(cat out)"
./learn "$scenario" agents voise 20 2>err && fail "learn knows a queue that is not there"
grep -q 'did you mean "voice"?' err || fail "learn says: $(cat err)"

# ---- the first program of the page ----
awk '/^```c$/ {on = 1; next} /^```$/ {if (on) exit} on' "$source/docs/library.md" >first.c
compile "cc -std=c99" first.c first
./first "$scenario" >out 2>err || fail "first: $(cat err)"
grep -q '^service level 0\.[0-9]* +- 0\.[0-9]*$' out || fail "the first program says: $(cat out)"
exit $status

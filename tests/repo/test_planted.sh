#!/bin/bash
# The tests of the repository see what they are for, in a folder within a folder too: in a copy of
# the sources, each fault that they forbid is planted, and each of them must name it. So must the
# build: a source, a test and a plug-in that lie deep belong to it.
# usage: test_planted.sh CCSIM SOURCE_FOLDER BUILD_FOLDER
set -u
source=$(readlink -f "$2")
build=$(readlink -f "$3")
status=0
copy=$(mktemp -d) || exit 1
trap 'rm -rf "$copy"' EXIT
cd "$copy" || exit 1
for part in sim models experiment report library viz cli bench tests cmake CMakeLists.txt; do
    [ ! -e "$source/$part" ] || cp -r "$source/$part" . || exit 1
done
deep=models/center/planted
mkdir -p $deep models/language/planted models/planted sim/dist tests/models/planted

# TEST NAMED [BUILD]: the test must fail and name the file.
must_see() {
    if answer=$(bash "tests/repo/$1.sh" none "$copy" "${3:-none}" 2>&1); then
        echo "$1 does not see what is planted: $2"
        status=1
    elif [[ $answer != *"$2"* ]]; then
        printf '%s fails without naming %s:\n%s\n' "$1" "$2" "$answer"
        status=1
    fi
}

# TEST FILE TEXT...: planted, seen, taken away.
plant() {
    local test=$1 file=$2
    shift 2
    printf '%s\n' "$@" >"$file"
    must_see "$test" "${file#models/}"
    rm "$file"
}

plant test_layers $deep/planted.c '#include "experiment/run.h"'
plant test_layers $deep/planted.c '#include <jansson.h>'
plant test_layers $deep/planted.c 'void f(void)' '{' '    printf("");' '}'
plant test_layers $deep/planted.c 'FILE *f = stdout;' 'FILE *g = stderr;'
plant test_rooms models/language/planted/planted.c \
    "#include \"$(find models -name scenario.h | head -n 1)\""
plant test_rooms models/planted/planted.c '#include "models/language/value.h"'
plant test_elementary $deep/planted.c 'double f(double x)' '{' '    return exp(x);' '}'
plant test_files $deep/planted.c "$(yes 'int long_file;' | head -n 900)"
plant test_files $deep/planted.h '/* no guard */'

# a includes b, b's source includes c, c includes a: in any folder.
for folder in sim/dist $deep experiment report library cli bench tests/support; do
    for name in a b c; do
        printf '#ifndef %s_H\n#define %s_H\n#endif\n' $name $name >$folder/circle_$name.h
    done
    printf '#include "%s/circle_b.h"\n' $folder >>$folder/circle_a.h
    printf '#include "%s/circle_c.h"\n' $folder >$folder/circle_b.c
    printf '#include "%s/circle_a.h"\n' $folder >>$folder/circle_c.h
    must_see test_rooms $folder/circle_b
    rm $folder/circle_*
done

# Nothing else was seen.
for test in layers rooms elementary files; do
    bash tests/repo/test_$test.sh none "$copy" || {
        echo "test_$test fails without what was planted"
        status=1
    }
done

# A global that changes, in a source that the build must find by itself.
printf 'extern int cc_planted;\nint cc_planted = 1;\n' >$deep/planted.c
printf 'int main(void)\n{\n    return 0;\n}\n' >tests/models/planted/test_planted.c
constant=$(find sim -name dist_constant.c -o -path 'sim/dist/constant.c')
sed 's/sim_dist_constant\b/sim_dist_planted/g; s/\.name = "constant"/.name = "planted"/' \
    "$constant" >sim/dist/planted.c
if ! cmake -S . -B configured >configured.log 2>&1; then
    tail -n 20 configured.log
    exit 1
fi
for file in $deep/planted.c sim/dist/planted.c tests/models/planted/test_planted.c; do
    grep -q "\"file\": \".*/$file\"" configured/compile_commands.json || {
        echo "the build does not have $file"
        status=1
    }
done
grep -q '&sim_dist_planted,' configured/generated/sim/dist_list.c || {
    echo "sim/dist/planted.c is not known as a distribution"
    status=1
}
ctest --test-dir configured -N | grep -q ': models/planted/test_planted$' || {
    echo "tests/models/planted/test_planted.c is not a test"
    status=1
}
cc -c $deep/planted.c -o planted.o && cp "$build"/libccsim_*.a . &&
    ar r libccsim_models.a planted.o || exit 1
must_see test_globals cc_planted "$copy"
exit $status

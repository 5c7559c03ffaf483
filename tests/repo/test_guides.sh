#!/bin/bash
# Each guide of CONTRIBUTING.md is done in a copy of the sources: new files are put in, rows are added,
# nothing else, and these are the files that the guide names; the compiler has nothing to say of them.
# With GUIDES=build (a minute) the copy is built, and each shows that what it adds works
# (tests/guides/GUIDE/test.sh).
# usage: [GUIDES=build] test_guides.sh CCSIM SOURCE_FOLDER BUILD_FOLDER
set -u
source=$(readlink -f "$2")
. "$source/tests/cli/lib.sh" none "$source"
guides=$source/tests/guides
copy=$work/copy

fail() {
    echo "${guide:-guides}: $*"
    failures=$((failures + 1))
}

# ---- what is touched is what is named ----

# GUIDE: the files of its part of CONTRIBUTING.md, `* new PATH` as it lies here, and `* row PATH`
named() {
    awk -v guide="$1" '/^## / { on = index($0, "`tests/guides/" guide "/`") > 0 }
        on && /^\* (new|row) `/ { split($0, part, "`"); print part[2] }' "$source/CONTRIBUTING.md" |
        sed "s|^tests/guides/$1/||" | sort
}

mapfile -t all < <(find "$guides" -mindepth 1 -maxdepth 1 -type d -printf '%f\n' | sort)
for guide in "${all[@]}"; do
    (cd "$guides/$guide" && find . -name '*.[ch]' -printf '%P\n') >"$work/new"
    rows=$guides/$guide/rows.patch
    : >"$work/rows"
    if [ -e "$rows" ]; then
        sed -n 's|^+++ b/||p' "$rows" >"$work/rows"
        if grep -q '^-[^-]' "$rows"; then
            fail "changes a line that was there"
        fi
    fi
    sort "$work/new" "$work/rows" >"$work/touched"
    named "$guide" >"$work/named"
    same "$guide: named in CONTRIBUTING.md, touched" "$work/named" "$work/touched"
    while read -r file; do
        [ ! -e "$source/$file" ] || fail "$file is not new"
    done <"$work/new"
    [ -s "$work/new" ] || [ -s "$work/rows" ] || fail "adds nothing"
done
guide=
n=$(grep -c '^## .*`tests/guides/.*/`' "$source/CONTRIBUTING.md")
[ "${#all[@]}" = "$n" ] || fail "${#all[@]} in tests/guides, $n in CONTRIBUTING.md"

# ---- all of them in one copy ----

mkdir "$copy"
cd "$source" || exit 1
cp -r sim models experiment report library viz cli bench tests cmake CMakeLists.txt "$copy" || exit 1
cd "$copy" || exit 1
for guide in "${all[@]}"; do
    (cd "$guides/$guide" && find . -name '*.[ch]' -exec cp --parents {} "$copy" \;)
    [ ! -e "$guides/$guide/rows.patch" ] || patch -s -p1 <"$guides/$guide/rows.patch" ||
        fail "the rows find no place: make rows.patch anew"
done
guide=

# ---- what is added and changed compiles ----

if [ "${GUIDES:-}" != build ]; then
    mapfile -t touched < <(for guide in "${all[@]}"; do
        (cd "$guides/$guide" && find . -name '*.c' -printf '%P\n')
        [ ! -e "$guides/$guide/rows.patch" ] || sed -n 's|^+++ b/\(.*\.c\)$|\1|p' "$guides/$guide/rows.patch"
    done | grep -v '^tests/' | sort -u)
    [ "${#touched[@]}" -gt 5 ] || fail "only ${#touched[@]} sources are touched"
    for file in "${touched[@]}"; do
        "${CC:-cc}" -std=c17 -D_POSIX_C_SOURCE=200809L -DCCSIM_VERSION='"x"' -Wall -Wextra -Werror \
            -Wno-missing-field-initializers -I. -I"$3/generated" -fsyntax-only "$file" || fail "$file does not compile"
    done
    finish
fi

# ---- each shows that it works ----

if ! cmake -S . -B build -DCMAKE_BUILD_TYPE=None -DCMAKE_C_FLAGS=-O0 -DCCSIM_WERROR=ON >"$work/log" 2>&1 ||
    ! cmake --build build -j2 --target ccsim >>"$work/log" 2>&1; then
    grep -E 'error|warning|Error' "$work/log" || tail -n 20 "$work/log"
    fail "the copy does not build"
    finish
fi
for guide in "${all[@]}"; do
    bash "$guides/$guide/test.sh" "$copy/build/ccsim" "$source" || fail "does not do what it should"
done
finish

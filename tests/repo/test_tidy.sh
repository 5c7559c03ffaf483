#!/bin/bash
# clang-tidy finds nothing of what .clang-tidy lists, in any source but the tests'.
# usage: test_tidy.sh CCSIM SOURCE_FOLDER BUILD_FOLDER
set -u
cd "$2" || exit 1
if ! command -v clang-tidy-14 >/dev/null 2>&1; then
    echo "clang-tidy-14 is missing: ./check installs it"
    exit 1
fi
mapfile -t files < <(find sim models experiment report library viz cli bench -name '*.c' -not -path 'library/examples/*' 2>/dev/null | sort)
if [ "${#files[@]}" -lt 120 ]; then
    echo "only ${#files[@]} files found: the test looks in the wrong place"
    exit 1
fi
printf '%s\n' "${files[@]}" | xargs -P 2 -n 8 clang-tidy-14 -p "$3" --quiet 2>&1 |
    grep -vE '^[0-9]+ warnings? (generated|and)|^Suppressed|^Use -header'
[ "${PIPESTATUS[1]}" -eq 0 ]

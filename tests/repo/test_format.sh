#!/bin/bash
# Every C file is as clang-format of Debian 12 writes it, by .clang-format.
# usage: test_format.sh CCSIM SOURCE_FOLDER
set -u
cd "$2" || exit 1
if ! command -v clang-format-14 >/dev/null 2>&1; then
    echo "clang-format-14 is missing: ./check installs it"
    exit 1
fi
mapfile -t files < <(find . -path ./build -prune -o -name '*.[ch]' -print | sort)
if [ "${#files[@]}" -lt 200 ]; then
    echo "only ${#files[@]} files found: the test looks in the wrong place"
    exit 1
fi
printf '%s\n' "${files[@]}" | xargs -P 2 -n 50 clang-format-14 --dry-run --Werror

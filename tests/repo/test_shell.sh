#!/bin/bash
# Every shell script passes shellcheck.
# usage: test_shell.sh CCSIM SOURCE_FOLDER
set -u
cd "$2" || exit 1
if ! command -v shellcheck >/dev/null 2>&1; then
    echo "shellcheck is missing: ./check installs it"
    exit 1
fi
mapfile -t scripts < <(find tests cmake bench -name '*.sh' | sort)
scripts+=(check quickstart .ci/run cmake/hooks/pre-commit)
if [ "${#scripts[@]}" -lt 20 ]; then
    echo "only ${#scripts[@]} scripts found: the test looks in the wrong place"
    exit 1
fi
shellcheck --severity=warning "${scripts[@]}"

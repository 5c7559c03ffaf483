#!/bin/bash
# Printed sessions and generated tables in the documentation are what the program prints.
# usage: test_sessions.sh CCSIM SOURCE_FOLDER
set -u
ccsim=$(readlink -f "$1")
cd "$2" || exit 1
status=0
n=0
for page in README.md docs/*.md; do
    grep -qE '^(```console|<!-- generated: )' "$page" || continue
    n=$((n + 1))
    if ! difference=$(diff "$page" <(bash tests/repo/refresh.sh "$ccsim" "$page")); then
        printf '%s is not what the program prints; see tests/repo/update_docs.sh\n%s\n' \
            "$page" "$(printf '%s\n' "$difference" | head -n 40)"
        status=1
    fi
done
if [ $n -eq 0 ]; then
    echo "no page has a session: the test looks in the wrong place"
    status=1
fi
exit $status

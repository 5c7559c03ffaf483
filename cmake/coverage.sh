#!/bin/sh
# What the tests reached of each layer, by lines and branches: a table for docs/developing.md. Runs
# after the tests of a build with --coverage, from the top folder; GCOVR is the program.
# usage: coverage.sh BUILD_FOLDER
set -eu
json=$1/coverage.json
"${GCOVR:-gcovr}" --root . --object-directory "$1" --exclude-directories '.*/tests' \
    --filter '(sim|models|experiment|report|library|cli)/' --json-summary "$json" "$1"
echo "| layer | lines | branches |"
echo "|---|---|---|"
jq -r '
    def row(name; files): [files | {l: .line_total, c: .line_covered, b: .branch_total, t: .branch_covered}]
        | (map(.l) | add) as $l | (map(.c) | add) as $c | (map(.b) | add) as $b | (map(.t) | add) as $t
        | "| \(name) | \($c / $l * 1000 | round / 10) % of \($l) | \($t / $b * 1000 | round / 10) % of \($b) |";
    .files as $files
    | (["sim", "models", "experiment", "report", "cli"][] as $layer
        | row("`\($layer)/`"; $files[] | select(.filename | startswith($layer + "/")))),
    row("all"; $files[])' "$json"

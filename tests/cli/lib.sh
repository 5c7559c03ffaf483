# shellcheck shell=bash disable=SC2034
# For the shell tests: ccsim and source are arguments, work is a folder of one's own.
ccsim=$1
source=$2
failures=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# expect NAME STATUS COMMAND...: runs it, leaves what it printed in out and err
expect() {
    local name=$1 status=$2
    shift 2
    "$@" >"$work/out" 2>"$work/err"
    local got=$?
    if [ "$got" != "$status" ]; then
        echo "$name: status $got, not $status"
        cat "$work/err"
        failures=$((failures + 1))
    fi
}

# has NAME FILE PATTERN, which may go on in the next line; hasnt
has() {
    if ! grep -q -e "$3" "$work/$2" && ! tr '\n' ' ' <"$work/$2" | grep -q -e "$3"; then
        echo "$1: no '$3' in $2:"
        head -50 "$work/$2"
        failures=$((failures + 1))
    fi
}
hasnt() {
    if grep -q -e "$3" "$work/$2"; then
        echo "$1: '$3' in $2:"
        grep -e "$3" "$work/$2"
        failures=$((failures + 1))
    fi
}

# holds NAME FILTER: of the JSON in out, by jq
holds() {
    if ! jq -e "$2" "$work/out" >/dev/null; then
        echo "$1: does not hold: $2"
        failures=$((failures + 1))
    fi
}

# silent NAME FILE
silent() {
    if [ -s "$work/$2" ]; then
        echo "$1: $2 is not empty:"
        cat "$work/$2"
        failures=$((failures + 1))
    fi
}

# same NAME FILE FILE
same() {
    if ! cmp -s "$2" "$3"; then
        echo "$1: differ:"
        diff "$2" "$3" | head -20
        failures=$((failures + 1))
    fi
}

# narrow NAME FILE: at most 80 characters a line
narrow() {
    if [ "$(LC_ALL=C.UTF-8 wc -L <"$work/$2")" -gt 80 ]; then
        echo "$1: wider than 80 columns"
        LC_ALL=C.UTF-8 grep -E '^.{81}' "$work/$2"
        failures=$((failures + 1))
    fi
}

finish() {
    exit $((failures > 0))
}

# shellcheck shell=bash disable=SC2034
# For the tests of the guides: what tests/cli/lib.sh has, a plain scenario, and figures.
. "$(dirname "${BASH_SOURCE[0]}")/../cli/lib.sh" "$@"
ccsim=$1
got=

# Ten agents, and calls of four minutes that come evenly, twenty an hour.
cat >"$work/plain.cfg" <<'END'
run = { hours = ["00:00", "24:00"]; observe = "1 d"; };
demand = { issues = { a = { per_hour = 20;
    voice = { talk = { dist = "exponential"; mean = "4 min"; }; }; }; }; };
center = { channels = { voice = { }; }; groups = { team = { staff = 10; }; }; };
END

fail() {
    echo "$*"
    failures=$((failures + 1))
}

# figures NAME KPI...: of the whole center, from the JSON in out, into got
figures() {
    local name=$1 kpi
    shift
    got=
    for kpi in "$@"; do
        got+="$(jq -r --arg kpi "$kpi" '[.estimates[] | select(.scope == "center" and .kpi == $kpi) | .mean][0]' \
            "$work/out") "
    done
    got=${got% }
    [[ $got != *null* ]] || fail "$name: $* are $got"
}

# near NAME VALUES VALUES TOLERANCE, relative
near() {
    if ! awk -v a="$2" -v b="$3" -v e="$4" 'BEGIN {
            n = split(a, x); m = split(b, y); bad = n != m || n == 0
            for (j = 1; j <= n; j++) { d = x[j] - y[j]; bad = bad || (d < 0 ? -d : d) > e * (y[j] < 0 ? -y[j] : y[j]) }
            exit bad }'; then
        fail "$1: $2, not $3"
    fi
}

# estimates NAME SCOPE KPI TRUTH: the interval in out, made 2.5 times as wide, holds it and is short; 0
# is 0
estimates() {
    if ! jq -e --arg scope "$2" --arg kpi "$3" --argjson truth "$4" '[.estimates[] |
        select(.scope == $scope and .kpi == $kpi) |
        if $truth == 0 then .mean == 0
        else (.mean - $truth | fabs) <= 2.5 * .half_width and .half_width <= 0.05 * $truth end] == [true]' \
        "$work/out" >"$work/is"; then
        fail "$1: $3 $2 is $(jq -c --arg scope "$2" --arg kpi "$3" '.estimates[] |
            select(.scope == $scope and .kpi == $kpi) | [.mean, .half_width]' "$work/out"), not $4"
    fi
}

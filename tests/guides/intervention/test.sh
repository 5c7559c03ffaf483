#!/bin/bash
# 100 letters of an hour each, and one agent, whom two others help for four hours.
. "$(dirname "$0")/../lib.sh" "$@"

cat >"$work/letters.cfg" <<'END'
run = { hours = ["00:00", "24:00"]; observe = "1 d"; };
demand = { issues = { a = { per_hour = 0; email = { handle = "1 h"; }; backlog = { email = 100; }; }; }; };
center = { channels = { email = { }; }; groups = { team = { staff = 1;
    relief_at = "10:00"; relief_above = 50; relief_agents = 2; relief_lasts = "4 h"; }; }; };
END
for above in '50 32' '1000 24'; do # 24 + 2 * 4 hours
    expect "$above" 0 "$ccsim" run "$work/letters.cfg" --replications 1 --format json \
        --set center.groups.team.relief_above="${above% *}"
    figures "$above" hours_paid
    near "paid, where more than ${above% *} wait" "$got" "${above#* }" 1e-12
done
expect "story" 0 "$ccsim" story "$work/letters.cfg" --around 10:00
[ "$(grep -c 'Mon 10:00:00 .*is taken by team' "$work/out")" = 3 ] || fail "not three take one at 10:00"
finish

#!/bin/bash
# The printers for gdb say of a stopped center what cc_center_dump says of it.
# usage: test_gdb.sh CCSIM SOURCE_FOLDER BUILD_FOLDER
set -u
source=$(readlink -f "$2")
program=$(readlink -f "$3/tests/models_center_test_dump")
if ! command -v gdb >/dev/null 2>&1; then
    echo "skipped: gdb is missing"
    exit 77
fi
if ! gdb -nx -batch -ex run /bin/true 2>&1 | grep -q 'exited normally'; then
    echo "skipped: gdb may run no program here"
    exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
status=0

# Stopped in the first test, and on its 20th call in the second, when much is going on. (stderr has a type of its
# own only where the C library has its debug symbols.)
gdb -nx -batch -x "$source/cmake/gdb.py" "$program" -ex 'set pagination off' -ex 'set width 0' \
    -ex 'break cc_center_dump' -ex run \
    -ex 'print self->contact[0]' -ex 'print self->contact[1]' -ex 'print self->contact[2]' \
    -ex 'print self->agent[0]' -ex 'print self->agent[1]' -ex 'print self->now.calendar' \
    -ex 'ignore 1 19' -ex continue -ex 'print self->now.calendar' \
    -ex 'delete' -ex 'call cc_center_dump(self, (FILE *)stderr)' -ex kill >out 2>err
for line in 'contact: free, or between two states' \
    'contact 3.0.1: kind 0, channel 0, WORKING since 3600.000000 s, agent 0' \
    'contact 3.0.2: kind 0, channel 0, WAITING since 0.000000 s' \
    'agent of group 0: mix 1 since 3600.000000 s, attention on WORK of contact 1' \
    'agent of group 0: not on duty' 'calendar at 5400.000000 s, 2 pending'; do
    grep -q "^\$[0-9]* = $line" out || {
        echo "no '$line'"
        status=1
    }
done

# As many as the dump counts by process; the first is the first of all.
pending=$(sed -n 's/^\$7 = calendar at [0-9.]* s, \([0-9]*\) pending.*/\1/p' out)
counted=$(sed -n 's/^  [a-z]*: \([0-9]*\) of [0-9]*\(,.*\)\?$/\1/p' err | awk '{ n += $1 } END { print n }')
first=$(sed -n 's/^\$7 = [^{]*{[a-z]* [0-9]* = \([0-9.]*\) s,.*/\1/p' out)
earliest=$(sed -n 's/^  [a-z]*: [0-9]* of [0-9]*, the first .*(\([0-9.]*\) s)$/\1/p' err | sort -n | head -n 1)
if [ -z "$pending" ] || [ "$pending" -lt 10 ] || [ "$pending" != "$counted" ] || [ "$first" != "$earliest" ]; then
    echo "the calendar has $pending pending, the first at $first; the dump $counted, at $earliest"
    status=1
fi
[ $status = 0 ] || cat out err
exit $status

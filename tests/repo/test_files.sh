#!/bin/bash
# Files stay short enough to read: under 800 lines; headers have include guards.
# usage: test_files.sh CCSIM SOURCE_FOLDER
set -u
cd "$2" || exit 1
status=0
mapfile -t files < <(find sim models experiment report library viz cli bench tests \
    -name '*.[ch]' -o -path 'tests/*.sh' | sort)
if [ "${#files[@]}" -lt 100 ]; then
    echo "only ${#files[@]} files found: the test looks in the wrong place"
    status=1
fi
long=$(wc -l "${files[@]}" | awk '$1 >= 800 && $2 != "total" {print "  " $2 ": " $1 " lines"}')
if [ -n "$long" ]; then
    printf 'look for a seam in:\n%s\n' "$long"
    status=1
fi
unguarded=$(grep -rLE '^#ifndef [A-Z0-9_]+_H$' --include='*.h' sim models experiment report library viz cli bench)
if [ -n "$unguarded" ]; then
    printf 'no include guard:\n%s\n' "$unguarded"
    status=1
fi
exit $status

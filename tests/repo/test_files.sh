#!/bin/bash
# Files stay short enough to read: under 800 lines, and a header that says what it is.
# usage: test_files.sh CCSIM SOURCE_FOLDER
set -u
cd "$2" || exit 1
status=0
n=0
for file in sim/*.[ch] models/*.[ch] experiment/*.[ch] cli/*.[ch] bench/*.[ch] tests/*/*.[ch] \
    tests/*/*.sh; do
    [ -f "$file" ] || continue
    n=$((n + 1))
    lines=$(wc -l <"$file")
    if [ "$lines" -ge 800 ]; then
        echo "$file: $lines lines; look for a seam"
        status=1
    fi
done
if [ "$n" -lt 100 ]; then
    echo "only $n files found: the test looks in the wrong place"
    status=1
fi
for file in sim/*.h models/*.h experiment/*.h cli/*.h; do
    if [ -f "$file" ] && ! grep -q '^#ifndef [A-Z_]*_H$' "$file"; then
        echo "$file: no include guard"
        status=1
    fi
done
exit $status

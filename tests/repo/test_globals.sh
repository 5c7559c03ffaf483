#!/bin/bash
# No mutable globals below the command line: what changes lives in objects that are handed
# around, so that any number of centers run side by side.
# usage: test_globals.sh CCSIM SOURCE_FOLDER BUILD_FOLDER
set -u
cd "$3" || exit 1
status=0
for layer in sim models experiment report viz library; do
    library=libccsim_$layer.a
    # Constants are in .rodata and .data.rel.ro; .data, .bss and *COM* can be written to.
    symbols=$(objdump -t "$library") || exit 1
    found=$(printf '%s\n' "$symbols" |
        grep -E ' O (\.t?data|\.t?bss|\*COM\*)' | grep -v ' O \.data\.rel\.ro')
    if [ $layer = library ]; then # GSL's handler is of the process, and so is who is inside of it
        found=$(printf '%s' "$found" | grep -v ' inside$')
    fi
    if [ -n "$found" ]; then
        printf '%s:\n%s\n' "$library" "$found"
        status=1
    fi
done
exit $status

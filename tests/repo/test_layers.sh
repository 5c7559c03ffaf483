#!/bin/bash
# Includes never point to the right: sim <- models <- experiment <- report <- viz <- cli, and beside the last two
# library. Foreign headers stay where they belong, and libraries neither print nor exit.
# usage: test_layers.sh CCSIM SOURCE_FOLDER
set -u
cd "$2" || exit 1
status=0

refuse() { # RULE LINES...
    if [ -n "$2" ]; then
        printf '%s:\n%s\n' "$1" "$2"
        status=1
    fi
}

# FOLDER, then what it may include from the project.
may_include() {
    folder=$1
    shift
    allowed=$(echo "$@" | tr ' ' '|')
    refuse "$folder may only include from: $*" \
        "$(grep -rnE --include='*.[ch]' '^ *# *include *"' "$folder" | grep -vE "include *\"($allowed)/")"
}
may_include sim sim
may_include models models sim
may_include experiment experiment models sim
may_include report report experiment models sim
may_include viz viz report experiment models sim
# What is installed stands alone; examples are programs of others.
refuse 'library/include may include nothing of the project' \
    "$(grep -rnE --include='*.h' '^ *# *include *"' library/include)"
refuse 'examples include what is installed' "$(grep -rnE '^ *# *include *"' library/examples)"
may_include library library report experiment models sim
may_include cli cli viz report experiment models sim

# HEADER, then the files or folders that may include it.
only_in() {
    header=$1
    shift
    found=$(grep -lE "^ *# *include *<$header" -r sim models experiment report library viz cli --include='*.[ch]')
    for place in "$@"; do
        found=$(printf '%s\n' "$found" | grep -v "^$place")
    done
    refuse "<$header> belongs in: $*" "$found"
}
only_in 'libconfig\.h' "$(grep -rl --include='*.[ch]' '<libconfig.h>' models | head -n 1)"
only_in 'gsl/' sim/ models/ library/guard.c
only_in 'sleef\.h' sim/elementary.c sim/logs
only_in 'jansson\.h' report/ library/ cli/
only_in 'popt\.h' cli/
only_in 'pthread\.h' experiment/ library/guard.c
only_in 'sqlite3\.h' experiment/store/
only_in 'SDL' viz/sdl/
only_in 'fontconfig/' viz/sdl/fonts.c
only_in 'png\.h' viz/sdl/png.c
only_in 'dlfcn\.h' cli/module.c
only_in 'mpi\.h' experiment/mpi/
only_in 'libintl\.h' report/words.c

refuse "libraries never print and never exit" \
    "$(grep -rnE --include='*.[ch]' '(^|[^a-z_>.])(printf|puts|putchar|perror|exit|_Exit|abort) *\(' \
        sim models experiment report viz library | grep -v '^library/examples/' | grep -vE ':[0-9]+: *(/?\*|//)')"
refuse "libraries do not know stdout and stderr" \
    "$(grep -rnE --include='*.[ch]' '[^a-z_](stdout|stderr)[^a-z_]' sim models experiment report viz library |
        grep -v '^library/examples/' | grep -vE ':[0-9]+: *(/?\*|//)')"
refuse "lines between folders go by name from the top: no ../" \
    "$(grep -rnE 'include *"\.' sim models experiment report library viz cli tests --include='*.[ch]')"
exit $status

#!/bin/bash
# The rooms of models/ stack as the layers do: language <- scenario <- measure <- center, and theory
# stands apart. No file of any folder includes itself by way of others; a source counts with its
# header.
# usage: test_rooms.sh CCSIM SOURCE_FOLDER
set -u
cd "$2" || exit 1
status=0

refuse() { # RULE LINES...
    if [ -n "$2" ]; then
        printf '%s:\n%s\n' "$1" "$2"
        status=1
    fi
}

# FILE: sets `room`, the folder of models/ that it lies in; none: it lies in no room.
find_room() {
    room=${1#models/}
    case $room in
    */*) room=${room%%/*} ;;
    *) room=none ;;
    esac
}

declare -A below=( # the rooms that a room may include from
    [language]='language'
    [scenario]='language scenario'
    [measure]='language scenario measure'
    [center]='language scenario measure center'
    [theory]='theory'
)

# Each include of a project's file: FILE LINE INCLUDED
includes() {
    grep -rnE --include='*.[ch]' '^ *# *include *"' "$@" |
        sed -E 's/^([^:]+):([0-9]+): *# *include *"([^"]+)".*/\1 \2 \3/'
}

wrong=
n=0
while read -r file line included; do
    n=$((n + 1))
    [[ $included == models/* ]] || continue
    find_room "$included"
    theirs=$room
    find_room "$file"
    if [[ " ${below[$room]:-} " != *" $theirs "* ]]; then
        wrong+="$file:$line: of $room, includes $included of $theirs"$'\n'
    fi
done < <(includes models)
refuse "rooms of models/ include downwards only" "$wrong"
if [ $n -lt 100 ]; then
    echo "only $n includes found: the test looks in the wrong place"
    status=1
fi

circles=$(includes sim models experiment report library viz cli bench tests | sed -E 's/ [0-9]+ / /; s/\.[ch]( |$)/\1/g' |
    awk '$1 != $2' |
    tsort 2>&1 >/dev/null | sed 's/^tsort: //')
refuse "files include each other in a circle" "$circles"
exit $status

#!/bin/bash
# Prints a page of documentation with everything in it that comes from the program made anew:
#   ```console blocks: what follows each "$ build/ccsim ..." is what that prints;
#   <!-- generated: build/ccsim ... --> up to <!-- end -->: the same.
# usage: refresh.sh CCSIM PAGE      (from the top folder)
set -u
ccsim=$(readlink -f "$1")
export LC_ALL=C.UTF-8

run() {
    local command=${1//build\/ccsim/$ccsim}
    bash -c "$command" </dev/null 2>&1
}

state=text
while IFS= read -r line; do
    case $state in
    text)
        printf '%s\n' "$line"
        if [ "$line" = '```console' ]; then
            state=console
        elif [[ $line =~ ^'<!-- generated: '(.*)' -->'$ ]]; then
            run "${BASH_REMATCH[1]}"
            state=generated
        fi
        ;;
    console)
        if [ "$line" = '```' ]; then
            printf '%s\n' "$line"
            state=text
        elif [[ $line == '$ '* ]]; then
            printf '%s\n' "$line"
            run "${line#\$ }"
        fi
        ;;
    generated)
        if [ "$line" = '<!-- end -->' ]; then
            printf '%s\n' "$line"
            state=text
        fi
        ;;
    esac
done <"$2"
if [ $state != text ]; then
    echo "$2: a block is not closed" >&2
    exit 1
fi

#!/bin/bash
# The documentation names only what exists: files, verbs and options of the program, links.
# usage: test_docs.sh CCSIM SOURCE_FOLDER
set -u
ccsim=$(readlink -f "$1")
cd "$2" || exit 1
status=0
pages=(README.md CONTRIBUTING.md CHANGELOG.md docs/*.md docs/*/*.md)

refuse() { # PAGE WHAT
    echo "$1: $2"
    status=1
}

# Files: `sim/calendar.h`, `models/center/life*.c`; words in capitals stand for any name.
for page in "${pages[@]}"; do
    while IFS= read -r name; do
        pattern=$name
        while [[ $pattern =~ [A-Z]{3,} ]]; do
            pattern=${pattern/"${BASH_REMATCH[0]}"/*}
        done
        [ "$pattern" = "${pattern#build/}" ] || continue
        compgen -G "$pattern" >/dev/null || refuse "$page" "there is no $name"
    done < <(grep -oE '(^|[^A-Za-z0-9_./-])(sim|models|experiment|report|library|cli|tests|scenarios|docs|bench|cmake)/[A-Za-z0-9_./*-]*[A-Za-z0-9_*]' \
        "$page" | sed -E 's/^[^a-z]//' | sort -u)
    folder=$(dirname "$page")
    while IFS= read -r link; do
        [ -e "$folder/$link" ] || refuse "$page" "there is nothing behind the link $link"
    done < <(grep -oE '\]\([^)#:]+' "$page" | sed 's/^](//' | sort -u)
done

# Every test against theory is listed.
listed=$(<docs/verification.md)
for test in tests/verify/test_*.c; do
    [[ $listed == *"$test"* ]] || refuse docs/verification.md "does not list $test"
done

# Every mechanism of the gallery, too.
listed=$(<docs/gallery.md)
for file in scenarios/gallery/*.cfg; do
    [[ $listed == *"../$file"* ]] || refuse docs/gallery.md "does not list $file"
done

# Verbs, and the options of each.
verbs=$("$ccsim" --help | sed -n '/^Verbs:/,/^$/s/^  \([a-z]*\) .*/\1/p')
[ -n "$verbs" ] || refuse "ccsim --help" "names no verbs"
declare -A help
for verb in $verbs; do
    help[$verb]=$("$ccsim" help "$verb")
done
for page in "${pages[@]}"; do
    # shellcheck disable=SC2016 # Lines that go on after a backslash count as one.
    while IFS= read -r command; do
        [[ $command =~ ^ccsim\ ([a-z]+) ]] || continue
        verb=${BASH_REMATCH[1]}
        if [ -z "${help[$verb]:-}" ]; then
            refuse "$page" "ccsim has no verb $verb"
            continue
        fi
        rest=$command
        while [[ $rest =~ \ (--[a-z][a-z-]*)(.*) ]]; do
            option=${BASH_REMATCH[1]}
            rest=" ${BASH_REMATCH[2]}"
            [[ ${help[$verb]} =~ ${option}[^a-z-] ]] ||
                refuse "$page" "ccsim $verb has no option $option"
        done
    done < <(sed -e ':a' -e '/\\$/{N;s/\\\n *//;ba' -e '}' "$page" |
        grep -oE '(^\$ |`|^    |^)(build/)?ccsim [a-z][^`|]*' |
        sed -E 's/^(\$ |`| +)?(build\/)?//' | sort -u)
done
exit $status

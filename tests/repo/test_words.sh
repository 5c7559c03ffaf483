#!/bin/bash
# The words for translators are those of the sources, and each language has all of them, with the same
# conversions; the program finds them where it is built and where it is installed.
# usage: test_words.sh CCSIM SOURCE_FOLDER
set -u
ccsim=$1
cd "$2" || exit 1
status=0
command -v xgettext >/dev/null && command -v msgfmt >/dev/null || exit 77
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
    echo "$1"
    status=1
}

report/po/refresh.sh --pot "$work/ccsim.pot"
if ! cmp -s "$work/ccsim.pot" report/po/ccsim.pot; then
    fail "report/po/ccsim.pot is not of these sources; run report/po/refresh.sh"
    diff "$work/ccsim.pot" report/po/ccsim.pot | head -20
fi
for state in $(sed -n 's/^ *X([A-Z_]*, "\([^"]*\)").*/\1/p' models/center/view.h | tr ' ' _); do
    grep -qxF "msgid \"${state//_/ }\"" report/po/ccsim.pot || fail "$state: a seat's state is no word"
done
# Verbs of tables in models/, which a sentence of what happened begins with.
while read -r verb; do
    grep -qxF "msgid \"$verb\"" report/po/ccsim.pot || fail "$verb: is no word: report/po/names.in"
done < <(sed -n 's/^ *\.\(verb\|meets\|leaves\) = "\(.*\)",.*/\2/p' models/*/*.c models/*/*/*.c)
for language in es it; do
    file=report/po/$language.po
    [ -e "$file" ] || { fail "there is no $file" && continue; }
    said=$(LC_ALL=C msgfmt --check --statistics -o /dev/null "$file" 2>&1) || fail "$file: $said"
    case $said in
    *fuzzy* | *untranslated*) fail "$file: $said" ;;
    esac
    if msgcmp "$file" report/po/ccsim.pot >"$work/said" 2>&1; then :; else
        fail "$file: $(head -5 "$work/said")"
    fi
done

# An option of the live view is asked for in Spanish: its help says so in no language, its pictures do.
build=$(dirname "$ccsim")
if [ -e "$build/ccsim_window.so" ] && [ -e "$build/locale/es/LC_MESSAGES/ccsim.mo" ]; then
    shot() { # FILE PROGRAM [OPTION...]
        file=$1
        program=$2
        shift 2
        env -u LANGUAGE -u LC_ALL -u LC_MESSAGES -u LANG "$@" timeout 60 "$program" watch \
            scenarios/minimal.cfg --screenshot "at=10:30,$work/$file" || fail "$file: no picture"
    }
    shot en.png "$ccsim"
    shot es.png "$ccsim" LANGUAGE=es
    shot lang.png "$ccsim" LANG=es_ES.UTF-8
    mkdir -p "$work/usr/bin" "$work/usr/lib/ccsim"
    cp "$ccsim" "$work/usr/bin/ccsim"
    cp "$build/ccsim_window.so" "$work/usr/lib/ccsim"
    shot none.png "$work/usr/bin/ccsim" LANGUAGE=es
    mkdir -p "$work/usr/share"
    cp -r "$build/locale" "$work/usr/share"
    shot usr.png "$work/usr/bin/ccsim" LANGUAGE=es
    cmp -s "$work/en.png" "$work/es.png" && fail "Spanish is English"
    cmp -s "$work/es.png" "$work/lang.png" || fail "LANG=es_ES.UTF-8 is not LANGUAGE=es"
    cmp -s "$work/en.png" "$work/none.png" || fail "installed without words, it has some"
    cmp -s "$work/es.png" "$work/usr.png" || fail "installed, it is not as in the build"
fi
exit $status

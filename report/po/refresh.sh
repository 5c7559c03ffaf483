#!/bin/bash
# The words of the program for translators: writes ccsim.pot anew from the sources, and brings the
# translations up to date with it: new words come without a translation, changed ones marked fuzzy.
# usage: report/po/refresh.sh [--pot FILE]    only the words, into that file
set -eu
source=$(cd "$(dirname "$0")/../.." && pwd)
cd "$source"
po=report/po
pot=$po/ccsim.pot
if [ "${1:-}" = --pot ]; then
    pot=$2
fi
export LC_ALL=C
find report viz cli -name '*.[ch]' | sort >"$pot.files"
options=(--language=C --from-code=UTF-8 --keyword --add-location=file --sort-by-file --no-wrap
    --package-name=ccsim --copyright-holder='The authors of ccsim')
xgettext "${options[@]}" --keyword=_ --keyword=N_ --files-from="$pot.files" -o "$pot"
xgettext "${options[@]}" --keyword=X:2 --join-existing -o "$pot" models/center/view.h # seats' states
xgettext "${options[@]}" --keyword=say --keyword=N_ --join-existing -o "$pot" models/center/journal_text.c
xgettext "${options[@]}" --keyword=N_ --join-existing -o "$pot" $po/names.in
rm -f "$pot.files"
sed -i -e '/^"POT-Creation-Date:/d' -e 's/charset=CHARSET/charset=UTF-8/' "$pot"
if [ "${1:-}" != --pot ]; then
    for file in "$po"/*.po; do
        [ -e "$file" ] || continue
        msgmerge --quiet --update --backup=none --no-wrap --add-location=file --previous "$file" "$pot"
        msgattrib --no-obsolete --no-wrap -o "$file" "$file"
    done
fi

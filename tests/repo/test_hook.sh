#!/bin/bash
# The hook before a commit lets through what is in order and names what is not.
# usage: test_hook.sh CCSIM SOURCE_FOLDER
set -u
source=$(readlink -f "$2")
if ! command -v git >/dev/null 2>&1; then
    echo "skipped: git is missing"
    exit 77
fi
copy=$(mktemp -d) || exit 1
trap 'rm -rf "$copy"' EXIT
cd "$copy" || exit 1
(cd "$source" && cp -r sim models experiment report library viz cli bench tests cmake .clang-format .shellcheckrc "$copy") || exit 1
git init -q . || exit 1
status=0

if ! answer=$(cmake/hooks/pre-commit 2>&1); then
    printf 'the hook refuses what is in order:\n%s\n' "$answer"
    status=1
fi

# What is staged counts, not what lies there by now.
printf 'int   badly( void );\n' >sim/staged.c
printf '#!/bin/sh\ncd $1\n' >cmake/staged.sh
printf '#include "cli/verb.h"\n' >sim/layer.h
git add sim/staged.c cmake/staged.sh
: >sim/staged.c
if answer=$(cmake/hooks/pre-commit 2>&1); then
    echo "the hook lets through what is not in order"
    status=1
fi
for named in 'sim/staged.c: not as' 'cmake/staged.sh line 2' 'sim/layer.h'; do
    [[ $answer == *"$named"* ]] || {
        printf 'the hook does not name %s:\n%s\n' "$named" "$answer"
        status=1
    }
done
exit $status

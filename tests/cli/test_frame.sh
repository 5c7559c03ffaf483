#!/bin/bash
# The frame of the command line: help, version, unknown verbs and options, statuses.
. "$(dirname "$0")/lib.sh" "$@"

expect "help" 0 "$ccsim" --help
has "help" out "^  erlang "
silent "help" err
expect "help as a verb" 0 "$ccsim" help
has "help as a verb" out "^Verbs:"
expect "help of a verb" 0 "$ccsim" help erlang
has "help of a verb" out "^Usage: ccsim erlang "
has "help of a verb" out 'default: "20 s"'
expect "version" 0 "$ccsim" --version
has "version" out '^ccsim [0-9][0-9]*\.[0-9]'
expect "no verb" 2 "$ccsim"
has "no verb" err "^Try 'ccsim --help'.$"
expect "unknown verb" 2 "$ccsim" erlnag b
has "unknown verb" err "did you mean 'erlang'?"
has "unknown verb" err "^Try 'ccsim --help'.$"
silent "unknown verb" out
expect "no resemblance" 2 "$ccsim" xyzzy
has "no resemblance" err "^ccsim: xyzzy: unknown verb$"
expect "help of an unknown verb" 2 "$ccsim" help xyzzy
expect "unknown option" 2 "$ccsim" erlang b --agnets 3
has "unknown option" err "did you mean --agents?"
has "unknown option" err "^Try 'ccsim erlang --help'.$"
expect "option without its value" 2 "$ccsim" erlang b --agents
has "option without its value" err "^Try 'ccsim erlang --help'.$"

# Every verb has a help of its own and refuses what it does not know.
for verb in $("$ccsim" --help | sed -n '/^Verbs:/,/^$/s/^  \([a-z]*\) .*/\1/p'); do
    if [ "$verb" != help ]; then
        expect "$verb --help" 0 "$ccsim" "$verb" --help
        has "$verb --help" out "^Usage: ccsim $verb"
        expect "$verb --no-such-option" 2 "$ccsim" "$verb" --no-such-option
        has "$verb --no-such-option" err "^Try 'ccsim $verb --help'.$"
        silent "$verb --no-such-option" out
    fi
done

# An answer that cannot be written is a failure.
if [ -c /dev/full ]; then
    "$ccsim" --help >/dev/full 2>"$work/err"
    [ $? = 1 ] || { echo "full disk: not status 1"; failures=$((failures + 1)); }
    has "full disk" err "cannot write to standard output"
fi
"$ccsim" --help >&- 2>"$work/err"
[ $? = 1 ] || { echo "closed stdout: not status 1"; failures=$((failures + 1)); }

finish

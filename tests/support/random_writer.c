/* Follows the rules of random_grammar.c. */
#include "tests/support/random_writer.h"

#include "tests/support/random_grammar.h"
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void
random_say(random_writer *self, const char *format, ...)
{
    char piece[2048]; /* as much as the clock of a frame */
    va_list arguments;
    va_start(arguments, format);
    const int n = vsnprintf(piece, sizeof(piece), format, arguments);
    va_end(arguments);
    assert_in_range(n, 0, sizeof(piece) - 1);
    random_text *out = self->out;
    if (out->n + (size_t)n + 1 > out->room) {
        out->room = 2 * (out->n + (size_t)n + 1);
        out->at = realloc(out->at, out->room);
        assert_non_null(out->at);
    }
    memcpy(out->at + out->n, piece, (size_t)n + 1);
    out->n += (size_t)n;
}

const char *
random_word(random_part *arguments, char *into, size_t size)
{
    while (arguments->from < arguments->to && *arguments->from == ' ') {
        arguments->from++;
    }
    size_t n = 0;
    while (arguments->from < arguments->to && *arguments->from != ' ' && n + 1 < size) {
        into[n++] = *arguments->from++;
    }
    into[n] = '\0';
    return into;
}

/* The end of what begins with < at `from`. */
static const char *
closing(random_part what)
{
    int depth = 0;
    for (const char *at = what.from; at < what.to; at++) {
        depth += *at == '<' ? 1 : *at == '>' ? -1 : 0;
        if (depth == 0) {
            return at;
        }
    }
    fail_msg("random_grammar.c: no > in %s", what.from);
    return NULL;
}

/* The alternative with that number; their number is left in n. */
static random_part
alternative(random_part what, int number_of_it, int *n)
{
    random_part found = what;
    int depth = 0;
    *n = 0;
    const char *begin = what.from;
    for (const char *at = what.from; at <= what.to; at++) {
        if (at == what.to || (*at == '|' && depth == 0)) {
            found = (*n)++ == number_of_it ? (random_part){begin, at} : found;
            begin = at + 1;
        } else {
            depth += *at == '<' ? 1 : *at == '>' ? -1 : 0;
        }
    }
    return found;
}

static void
expand_one(random_writer *self, random_part what)
{
    int n;
    alternative(what, 0, &n);
    random_expand(self, n == 1 ? what : alternative(what, random_below(&self->frame, n), &n));
}

static const random_act *
find_act(const random_act *acts, const char *name)
{
    for (; acts->name != NULL; acts++) {
        if (strcmp(acts->name, name) == 0) {
            return acts;
        }
    }
    return NULL;
}

void
random_call(random_writer *self, random_part what)
{
    int n;
    alternative(what, 0, &n);
    if (n > 1) {
        expand_one(self, what);
        return;
    }
    char name[64];
    random_part arguments = what;
    random_word(&arguments, name, sizeof(name));
    char *at = strchr(name, '$');
    if (at != NULL) {
        snprintf(at, sizeof(name) - (size_t)(at - name), "%.*s", (int)strcspn(self->name, "-"),
                 self->name);
    }
    const random_act *act = find_act(random_acts, name);
    act = act == NULL ? find_act(random_file_acts, name) : act;
    act = act == NULL ? find_act(random_roster_acts, name) : act;
    if (act != NULL) {
        act->write(self, arguments);
        return;
    }
    for (const random_rule *rule = random_rules; rule->name != NULL; rule++) {
        if (strcmp(rule->name, name) == 0) {
            expand_one(self, (random_part){rule->text, rule->text + strlen(rule->text)});
            return;
        }
    }
    fail_msg("random_grammar.c: no rule %s", name);
}

void
random_expand(random_writer *self, random_part what)
{
    random_frame *frame = &self->frame;
    for (const char *at = what.from; at < what.to; at++) {
        if (*at == '$') {
            random_say(self, "%s", self->name);
        } else if (*at == '<') {
            const char *end = closing((random_part){at, what.to});
            random_call(self, (random_part){at + 1, end});
            at = end;
        } else if ((*at == '?' || *at == '!') && isdigit((unsigned char)at[1])) {
            char *begin;
            const double p = (double)strtol(at + 1, &begin, 10) / 100;
            const double factor = *at == '?' ? frame->rich : frame->is_common ? 0.1 : 1;
            at = closing((random_part){begin, what.to});
            if (random_chance(frame, p * factor)) {
                random_expand(self, (random_part){begin + 1, at});
            }
        } else {
            random_say(self, "%c", *at);
        }
    }
}

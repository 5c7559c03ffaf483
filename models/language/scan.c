/* Reads the tokens of a scenario once before the parser does, because the parser blames the
 * wrong line (brackets), says only "syntax error" (commas, quotes) or says nothing at all
 * (numbers that do not fit, two texts in a row). */
#include "models/language/refusal.h"
#include "models/language/source.h"
#include <ctype.h>
#include <math.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef enum token {
    NOTHING,
    NAME,
    ASSIGN,
    VALUE,
    SEPARATOR,
    OPEN,
} token;

typedef struct scanner {
    cc_source *source;
    cc_refusal *refusal;
    const char *at, *end;
    int line; /* of the text */
    token last;
    struct {
        char bracket;
        int line;
        size_t n;
        size_t at;                     /* of the bracket, in the text */
        size_t n_whole, n_decimal;     /* numbers right in it */
    } open[CC_SOURCE_MAX_NESTING + 1]; /* [0] is the file itself */
    int depth;
    int crossed; /* line of the first bracket that another file closes; 0: none */
    size_t n_values, n_settings;
    int error;
} scanner;

static void
refuse(scanner *self, int line, const char *format, ...)
{
    if (self->error != SIM_OK) {
        return;
    }
    char rule[256];
    va_list list;
    va_start(list, format);
    vsnprintf(rule, sizeof(rule), format, list);
    va_end(list);
    int file_line;
    const char *file = cc_source_where(self->source, line, &file_line);
    self->error = cc_refuse(self->refusal, file, file_line, "syntax: %s", rule);
}

/* Blanks and comments; the reader has made sure that all are closed. */
static void
skip(scanner *self)
{
    while (self->at < self->end) {
        const char c = *self->at;
        if (c == '\n') {
            self->line++;
            self->at++;
        } else if (c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v') {
            self->at++;
        } else if (c == '#' || (c == '/' && self->at[1] == '/')) {
            while (self->at < self->end && *self->at != '\n') {
                self->at++;
            }
        } else if (c == '/' && self->at[1] == '*') {
            self->at += 2;
            while (self->at < self->end && !(self->at[0] == '*' && self->at[1] == '/')) {
                self->line += *self->at == '\n';
                self->at++;
            }
            self->at += self->at < self->end ? 2 : 0;
        } else {
            return;
        }
    }
}

static bool
in_list(const scanner *self)
{
    return self->open[self->depth].bracket == '(' || self->open[self->depth].bracket == '[';
}

/* A named setting, or an element of a list, begins on this line. */
static void
begin(scanner *self, int line)
{
    cc_source *source = self->source;
    if (source->n_begins == source->begin_capacity) {
        const size_t capacity = source->begin_capacity == 0 ? 256 : 2 * source->begin_capacity;
        int *begins = realloc(source->begin, capacity * sizeof(*begins));
        if (begins == NULL) {
            self->error = self->error == SIM_OK ? SIM_ERR_NOMEM : self->error;
            return;
        }
        source->begin = begins;
        source->begin_capacity = capacity;
    }
    source->begin[source->n_begins++] = line;
}

static void
count_setting(scanner *self)
{
    if (++self->n_settings > CC_SOURCE_MAX_SETTINGS) {
        refuse(self, self->line, "too many settings, lists and groups (%d at most)",
               CC_SOURCE_MAX_SETTINGS);
    }
}

/* A value begins at `start`: is one expected? */
static void
value(scanner *self, const char *start)
{
    if (in_list(self)) {
        if (self->last == VALUE) {
            refuse(self, self->line, "a comma is missing before this value in a list");
        }
        begin(self, self->line);
        if (++self->n_values > CC_SOURCE_MAX_VALUES) {
            refuse(self, self->line, "too many values in lists (1000000 at most)");
        }
    } else if (self->last == VALUE) {
        refuse(self, self->line, "two values in a row");
    } else if (self->last == SEPARATOR && isdigit((unsigned char)*start)) {
        refuse(self, self->line,
               "a value without a name and = before it; decimals take a point (0.8)");
    } else if (self->last != ASSIGN) {
        refuse(self, self->line, "a value without a name and = before it");
    }
    self->last = VALUE;
}

static void
text(scanner *self)
{
    value(self, self->at);
    const char *start = ++self->at;
    while (self->at < self->end && *self->at != '"') {
        self->at += *self->at == '\\' ? 2 : 1;
    }
    if (self->at - start > CC_SOURCE_MAX_TEXT) {
        refuse(self, self->line, "a text is too long (%d bytes at most)", CC_SOURCE_MAX_TEXT);
    }
    self->at++;
}

/* Digits, a point, an exponent: what may become a number. */
static void
number(scanner *self, const char *word, size_t n)
{
    char copy[64];
    snprintf(copy, sizeof(copy), "%.*s", (int)(n < sizeof(copy) ? n : sizeof(copy) - 1), word);
    const char *p = copy + (copy[0] == '-' || copy[0] == '+');
    const size_t digits = strspn(p, "0123456789");
    const bool is_long =
        p[digits] == 'L' && (strcmp(p + digits, "L") == 0 || strcmp(p + digits, "LL") == 0);
    char *end;
    const double x = strtod(copy, &end);
    if (n < sizeof(copy) && digits > 0 && (p[digits] == '\0' || is_long)) {
        if (fabs(x) > (is_long ? 9e18 : 2147483647.0)) {
            refuse(self, self->line, "a whole number is out of range: write it as 1.5e10 (is %s)",
                   copy);
        }
    } else if (n >= sizeof(copy) || *end != '\0' || strspn(p, "0123456789.eE+-") != strlen(p)) {
        refuse(self, self->line,
               isalpha((unsigned char)*p) || strpbrk(p, "xX") != NULL || digits == 0
                   ? "not a number: numbers are decimal (is %s)"
                   : "neither a number nor a name; durations and times are written in quotes "
                     "(is %s)",
               copy);
    } else if (!isfinite(x)) {
        refuse(self, self->line, "a number is out of range (is %s)", copy);
    }
    if (digits > 0 && (p[digits] == '\0' || is_long)) {
        self->open[self->depth].n_whole++;
    } else {
        self->open[self->depth].n_decimal++;
    }
    value(self, word);
}

static bool
same_word(const char *word, size_t n, const char *lower)
{
    if (strlen(lower) != n) {
        return false;
    }
    for (size_t j = 0; j < n; j++) {
        if (tolower((unsigned char)word[j]) != lower[j]) {
            return false;
        }
    }
    return true;
}

/* A name, true or false, or a text that should be in quotes. */
static void
word(scanner *self)
{
    const char *start = self->at;
    const int line = self->line;
    while (self->at < self->end &&
           (isalnum((unsigned char)*self->at) || strchr("-_*.+", *self->at) != NULL)) {
        self->at++;
    }
    const size_t n = (size_t)(self->at - start);
    if (isdigit((unsigned char)*start) || strchr("+-.", *start) != NULL) {
        number(self, start, n);
        return;
    }
    skip(self);
    const bool is_name = self->at < self->end && (*self->at == '=' || *self->at == ':');
    if (!is_name && (same_word(start, n, "true") || same_word(start, n, "false"))) {
        value(self, start);
        return;
    }
    if (!is_name) {
        refuse(self, line,
               "a word that stands alone: text and durations are written in quotes, yes and no "
               "are true and false (is %.*s)",
               (int)(n < 60 ? n : 60), start);
    } else if (in_list(self)) {
        refuse(self, line, "a list has no names; a group has { } (is %.*s)", (int)(n < 60 ? n : 60),
               start);
    } else if (self->last == ASSIGN || self->last == NAME) {
        refuse(self, line, "a value is missing before this name (is %.*s)", (int)(n < 60 ? n : 60),
               start);
    } else if (n > CC_SOURCE_MAX_NAME || memchr(start, '.', n) != NULL ||
               memchr(start, '+', n) != NULL || memchr(start, '*', n) != NULL) {
        refuse(self, line,
               "a name is a letter, then letters, digits, - and _, at most %d (is %.*s)",
               CC_SOURCE_MAX_NAME, (int)(n < 60 ? n : 60), start);
    } else if (++self->open[self->depth].n > CC_SOURCE_MAX_MEMBERS) {
        refuse(self, line, "too many settings in one group (%d at most)", CC_SOURCE_MAX_MEMBERS);
    }
    begin(self, line);
    count_setting(self);
    self->last = NAME;
}

static void
open_bracket(scanner *self, char c)
{
    value(self, self->at);
    count_setting(self);
    if (self->depth == CC_SOURCE_MAX_NESTING) {
        refuse(self, self->line, "brackets are nested too deep (%d at most)",
               CC_SOURCE_MAX_NESTING);
        return;
    }
    self->depth++;
    self->open[self->depth].bracket = c;
    self->open[self->depth].line = self->line;
    self->open[self->depth].n = 0;
    self->open[self->depth].at = (size_t)(self->at - self->source->text);
    self->open[self->depth].n_whole = self->open[self->depth].n_decimal = 0;
    self->last = OPEN;
    self->at++;
}

/* To the parser [0.9, 1, 1.1] has two kinds of values, which only ( ) may have. Nobody else sees a difference. */
static void
mix_numbers(scanner *self)
{
    if (self->open[self->depth].bracket == '[' && self->open[self->depth].n_whole > 0 &&
        self->open[self->depth].n_decimal > 0) {
        self->source->text[self->open[self->depth].at] = '(';
        self->source->text[self->at - self->source->text] = ')';
    }
}

static void
close_bracket(scanner *self, char c)
{
    const char open = self->open[self->depth].bracket;
    const char wanted = open == '{' ? '}' : open == '(' ? ')' : open == '[' ? ']' : '\0';
    if (wanted == '\0') {
        refuse(self, self->line, "\"%c\" closes nothing", c);
    } else if (c != wanted) {
        int line;
        const char *file = cc_source_where(self->source, self->open[self->depth].line, &line);
        refuse(self, self->line, "\"%c\" does not close the \"%c\" of %.100s:%d", c, open, file,
               line);
    } else if (self->last == ASSIGN || self->last == NAME) {
        refuse(self, self->line, "a value is missing before \"%c\"", c);
    } else if (in_list(self) && self->last == SEPARATOR) {
        refuse(self, self->line, "a comma too many before \"%c\"", c);
    } else {
        int line;
        const int opened = self->open[self->depth].line;
        if (self->crossed == 0 && cc_source_where(self->source, opened, &line) !=
                                      cc_source_where(self->source, self->line, &line)) {
            self->crossed = opened;
        }
        mix_numbers(self);
        self->depth--;
        self->last = VALUE;
        self->at++;
    }
}

/* Quotes as word processors set them: U+2018 to U+201F, and the guillemets. */
static bool
is_curly_quote(const scanner *self)
{
    const unsigned char *at = (const unsigned char *)self->at;
    return (self->end - self->at >= 3 && at[0] == 0xe2 && at[1] == 0x80 && at[2] >= 0x98 &&
            at[2] <= 0x9f) ||
           (self->end - self->at >= 2 && at[0] == 0xc2 && (at[1] == 0xab || at[1] == 0xbb));
}

/* What no value, name or sign begins with. */
static void
refuse_character(scanner *self)
{
    const unsigned char c = (unsigned char)*self->at;
    if (c == '\'' || is_curly_quote(self)) {
        refuse(self, self->line, "texts stand between straight double quotes: \"20 s\"");
    } else if (isprint(c)) {
        refuse(self, self->line, "\"%c\" has no meaning outside quotes", c);
    } else {
        refuse(self, self->line, "a character has no meaning outside quotes (%d)", c);
    }
}

static void
step(scanner *self)
{
    const char c = *self->at;
    switch (c) {
    case '"':
        text(self);
        return;
    case '{':
    case '(':
    case '[':
        open_bracket(self, c);
        return;
    case '}':
    case ')':
    case ']':
        close_bracket(self, c);
        return;
    case '=':
    case ':':
        if (self->last != NAME) {
            refuse(self, self->line,
                   c == ':' ? "\":\" without a name: a time of day is written in quotes"
                            : "\"=\" without a name before it");
        }
        self->last = ASSIGN;
        self->at++;
        return;
    case ';':
    case ',':
        if (self->last != VALUE) {
            refuse(self, self->line, "\"%c\" without a value before it", c);
        } else if (in_list(self) && c == ';') {
            refuse(self, self->line, "\";\" in a list: its values are separated by commas");
        }
        self->last = SEPARATOR;
        self->at++;
        return;
    default:
        if (isalnum((unsigned char)c) || strchr("+-._*", c) != NULL) {
            word(self);
        } else {
            refuse_character(self);
        }
    }
}

int
cc_source_scan(cc_source *source, cc_refusal *refusal)
{
    scanner self = {
        .source = source,
        .refusal = refusal,
        .at = source->text,
        .end = source->text + source->n,
        .line = 1,
    };
    for (;;) {
        skip(&self);
        if (self.error != SIM_OK || self.at >= self.end) {
            break;
        }
        step(&self);
    }
    if (self.depth > 0) {
        /* Likely it is one that an included file opened, and its includer closed. */
        const int line = self.crossed > 0 ? self.crossed : self.open[self.depth].line;
        refuse(&self, line, "a bracket is never closed");
    } else if (self.last == NAME || self.last == ASSIGN) {
        refuse(&self, self.line, "a value is missing at the end");
    }
    return self.error;
}

/* Terms between "and"s: `waiting > 10`, `longest_wait(sales) >= 2 min`, `not open(chat)`. */
#include "models/scenario/condition.h"

#include "models/language/units.h"
#include "models/scenario/opening.h"
#include "models/scenario/scenario.h"
#include "models/scenario/settings_sections.h"
#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static const struct {
    const char *word;
    bool is_time;
} asked[] = {
    [CC_ASKED_WAITING] = {"waiting", false},         [CC_ASKED_LONGEST] = {"longest_wait", true},
    [CC_ASKED_PREDICTED] = {"predicted_wait", true}, [CC_ASKED_FREE] = {"agents_free", false},
    [CC_ASKED_ON_DUTY] = {"agents_on_duty", false},  [CC_ASKED_OPEN] = {"open", false},
};
#define N_ASKED ((int)(sizeof(asked) / sizeof(asked[0])))

static const char *const compares[] = {"<=", ">=", "!=", "<", ">", "="};
enum { AT_MOST, AT_LEAST, IS_NOT, BELOW, ABOVE, IS, N_COMPARES };

#define MOST_TERMS 8

/* ---- reading ---- */

/* What is left of a text that is being read. */
typedef struct scanner {
    cc_reader *reader;
    const cc_value *value;
    const char *rest;
} scanner;

static void
skip_blanks(scanner *self)
{
    self->rest += strspn(self->rest, " \t");
}

/* The next word, of letters, digits, '_' and '-'; "" if there is none. */
static const char *
next_word(scanner *self, char word[64])
{
    size_t n = 0;
    skip_blanks(self);
    while (isalnum((unsigned char)self->rest[n]) ||
           (self->rest[n] != '\0' && strchr("_-", self->rest[n]) != NULL)) {
        n++;
    }
    snprintf(word, 64, "%.*s", (int)(n < 63 ? n : 63), self->rest);
    self->rest += n;
    return word;
}

static void
read_compare(scanner *self, cc_term *term)
{
    skip_blanks(self);
    for (int j = 0; j < N_COMPARES; j++) {
        if (strncmp(self->rest, compares[j], strlen(compares[j])) == 0) {
            term->compare = j;
            self->rest += strlen(compares[j]);
            return;
        }
    }
    cc_read_refuse(self->reader, self->value,
                   "\"%s\" must be compared: with <, <=, >, >=, = or != and a %s",
                   asked[term->what].word, asked[term->what].is_time ? "duration" : "number");
}

/* Up to the next "and", or the end. */
static void
read_value(scanner *self, cc_term *term)
{
    char text[64];
    const char *end = strstr(self->rest, " and ");
    const size_t n = end != NULL ? (size_t)(end - self->rest) : strlen(self->rest);
    const bool is_time = asked[term->what].is_time;
    snprintf(text, sizeof(text), "%.*s", (int)(n < 63 ? n : 63), self->rest);
    self->rest += n;
    if (!(is_time ? cc_duration_parse(text, &term->value) : cc_number_parse(text, &term->value)) ||
        term->value < 0) {
        cc_read_refuse(self->reader, self->value,
                       "\"%s\" is compared with a %s, 0 or more (is \"%s\")",
                       asked[term->what].word, is_time ? "duration such as \"2 min\"" : "number",
                       text + strspn(text, " "));
    }
}

static void
read_name(scanner *self, cc_term *term)
{
    char name[64];
    skip_blanks(self);
    if (*self->rest != '(') {
        return;
    }
    self->rest++;
    next_word(self, name);
    skip_blanks(self);
    if (name[0] == '\0' || *self->rest != ')') {
        cc_read_refuse(self->reader, self->value, "there must be one name in ( )");
        return;
    }
    self->rest++;
    if (term->what == CC_ASKED_PREDICTED) {
        cc_read_refuse(self->reader, self->value,
                       "\"predicted_wait\" is about the contact's own line, and takes no name");
        return;
    }
    term->name = cc_read_keep(self->reader, name);
}

static void
read_term(scanner *self, cc_term *term)
{
    char word[64];
    bool negated = false;
    next_word(self, word);
    if (strcmp(word, "not") == 0) {
        negated = true;
        next_word(self, word);
    }
    int j = 0;
    while (j < N_ASKED && strcmp(asked[j].word, word) != 0) {
        j++;
    }
    if (j == N_ASKED || (negated && j != CC_ASKED_OPEN)) {
        cc_read_refuse(self->reader, self->value,
                       "asks for waiting, longest_wait, predicted_wait, agents_free, "
                       "agents_on_duty, open or not open, joined by and%s%.40s%s",
                       j == N_ASKED && word[0] != '\0' ? " (\"" : "", j == N_ASKED ? word : "",
                       j == N_ASKED && word[0] != '\0' ? "\" is none)" : "");
        return;
    }
    term->what = (cc_asked)j;
    read_name(self, term);
    if (j == CC_ASKED_OPEN) {
        term->compare = IS;
        term->value = negated ? 0 : 1;
    } else if (self->reader->error == SIM_OK) {
        read_compare(self, term);
        if (self->reader->error == SIM_OK) {
            read_value(self, term);
        }
    }
}

cc_condition *
cc_condition_read(cc_reader *reader, const cc_value *value)
{
    cc_condition *self = cc_read_alloc(reader, 1, sizeof(*self));
    cc_term *term = cc_read_alloc(reader, MOST_TERMS, sizeof(*term));
    scanner scan = {reader, value, cc_read_text(reader, value)};
    if (self == NULL || term == NULL) {
        return NULL;
    }
    *self = (cc_condition){.term = term, .written = value};
    char word[64];
    do {
        if (self->n == MOST_TERMS) {
            cc_read_refuse(reader, value, "must have at most %d parts", MOST_TERMS);
            return NULL;
        }
        read_term(&scan, &term[self->n++]);
    } while (reader->error == SIM_OK && strcmp(next_word(&scan, word), "and") == 0);
    skip_blanks(&scan);
    if (reader->error == SIM_OK && (word[0] != '\0' || *scan.rest != '\0')) {
        cc_read_refuse(reader, value, "its parts must be joined by and");
    }
    return reader->error == SIM_OK ? self : NULL;
}

/* Those of that name, and what is made from it by skills. */
static bool
find_groups(const cc_center_setup *center, cc_term *term)
{
    bool any = false;
    for (int g = 0; g < center->n_groups; g++) {
        const int made_from = center->group[g].made_from;
        const cc_group *written = &center->group[made_from >= 0 ? made_from : g];
        const bool is = strcmp(written->name, term->name) == 0;
        term->groups[g / 64] |= (uint64_t)is << g % 64;
        any |= is;
    }
    return any;
}

void
cc_condition_find(cc_reader *reader, cc_condition *self)
{
    const cc_scenario *scenario = cc_scenario_of(reader);
    for (int j = 0; j < self->n && reader->error == SIM_OK; j++) {
        cc_term *term = &self->term[j];
        bool is_named[CC_MAX_QUEUES] = {false};
        if (term->what == CC_ASKED_PREDICTED && scenario->center.prediction.by == CC_PREDICT_NONE) {
            cc_read_refuse(reader, self->written,
                           "\"predicted_wait\" needs center.prediction.by, which says how it is "
                           "found");
        }
        if (term->name == NULL) {
            continue;
        }
        if (term->what == CC_ASKED_OPEN) {
            term->channel = cc_channel_find(scenario, term->name);
            if (term->channel < 0) {
                cc_read_refuse(reader, self->written, "there is no channel \"%.60s\"", term->name);
            }
        } else if (!cc_queues_named(scenario, term->name, is_named)) {
            const bool is_of_agents = term->what == CC_ASKED_FREE || term->what == CC_ASKED_ON_DUTY;
            if (!is_of_agents || !find_groups(&scenario->center, term)) {
                cc_read_refuse(reader, self->written, "there is no queue%s channel%s \"%.60s\"",
                               is_of_agents ? "," : " or", is_of_agents ? " or group" : "",
                               term->name);
            }
        }
        for (int q = 0; q < scenario->center.n_queues; q++) {
            term->queues[q / 64] |= (uint64_t)is_named[q] << q % 64;
        }
    }
    self->written = NULL;
}

void
cc_condition_write(cc_writer *writer, const cc_condition *self)
{
    cc_write_raw(writer, "\"");
    for (int j = 0; j < self->n; j++) {
        const cc_term *term = &self->term[j];
        const bool is_open = term->what == CC_ASKED_OPEN;
        char time[64];
        cc_write_raw(writer, "%s%s%s", j > 0 ? " and " : "",
                     is_open && term->value < 1 ? "not " : "", asked[term->what].word);
        if (term->name != NULL) {
            cc_write_raw(writer, "(%s)", term->name);
        }
        if (!is_open) {
            cc_write_raw(writer, " %s ", compares[term->compare]);
            if (asked[term->what].is_time) {
                cc_write_raw(writer, "%s", cc_duration_format(term->value, time, sizeof(time)));
            } else {
                cc_write_raw(writer, "%.17g", term->value);
            }
        }
    }
    cc_write_raw(writer, "\"");
}

/* ---- what it says ---- */

bool
cc_term_holds(const cc_term *self, double x)
{
    switch (self->compare) {
    case AT_MOST:
        return x <= self->value;
    case AT_LEAST:
        return x >= self->value;
    case IS_NOT:
        return x != self->value;
    case BELOW:
        return x < self->value;
    case ABOVE:
        return x > self->value;
    default:
        return x == self->value;
    }
}

static bool
is_open_at(const cc_scenario *scenario, int channel, size_t day, size_t interval)
{
    const cc_run *run = &scenario->run;
    const cc_channel *setup = &scenario->center.channel[channel];
    const double time = (double)day * CC_DAY + run->open + (double)interval * run->interval;
    return setup->offered && (!setup->has_hours || cc_opening_open_at(run, &setup->hours, time));
}

bool
cc_condition_at_rest(const cc_condition *self, const cc_scenario *scenario, int channel, size_t day,
                     size_t interval)
{
    bool holds = true;
    for (int j = 0; j < self->n; j++) {
        const cc_term *term = &self->term[j];
        const double x =
            term->what == CC_ASKED_OPEN
                ? is_open_at(scenario, term->name != NULL ? term->channel : channel, day, interval)
            : term->what == CC_ASKED_FREE || term->what == CC_ASKED_ON_DUTY ? INFINITY
                                                                            : 0;
        holds = holds && cc_term_holds(term, x);
    }
    return holds;
}

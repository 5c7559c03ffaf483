/* The acts of random_grammar.h but those of files. */
#include "tests/support/random_scenario.h"
#include "tests/support/random_writer.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

double
random_number(random_part *arguments)
{
    char digits[24];
    return strtod(random_word(arguments, digits, sizeof(digits)), NULL);
}

static random_list *
list(random_writer *self, random_part *arguments)
{
    static const char *const names[] = {
        "all",       "channels",  "wanted",    "issues",   "queues",  "groups", "nodes",
        "weekdays",  "defined",   "inherited", "declared", "items",   "tied",   "rated",
        "predicted", "slotted",   "uneven",    "alike",    "surveys", "boxes",  "apart",
        "partnered", "connected", "zoned",     "spilled",  "outside"};
    _Static_assert(sizeof(names) / sizeof(names[0]) == RANDOM_LISTS, "a list without a name");
    char name[24];
    random_word(arguments, name, sizeof(name));
    for (int j = 0; j < RANDOM_LISTS; j++) {
        if (strcmp(names[j], name) == 0) {
            return &self->frame.list[j];
        }
    }
    fail_msg("random_grammar.c: no list %s", name);
    return NULL;
}

/* ---- acts: numbers ---- */

static double
times(random_writer *self, random_part *arguments, double x)
{
    const double low = random_number(arguments), high = random_number(arguments);
    return x * random_between(&self->frame, low, high);
}

static void
uniform(random_writer *self, random_part arguments)
{
    random_say(self, "%.4f", times(self, &arguments, 1));
}

/* From one to the other, both included. */
static void
whole(random_writer *self, random_part arguments)
{
    const int low = (int)random_number(&arguments), high = (int)random_number(&arguments);
    random_say(self, "%d", low + random_below(&self->frame, high - low + 1));
}

/* Times the mean at hand, s. */
static void
mean_times(random_writer *self, random_part arguments)
{
    random_say(self, "%.6f", times(self, &arguments, self->mean));
}

/* The same in whole steps. */
static void
mean_in_steps(random_writer *self, random_part arguments)
{
    const double step = self->frame.step;
    random_say(self, "%.0f", step * fmax(1, round(times(self, &arguments, self->mean) / step)));
}

/* Of one kind of issue. */
static void
rate(random_writer *self, random_part arguments)
{
    const double x = self->frame.rate / self->frame.list[RANDOM_ISSUES].n;
    random_say(self, "%.4f", times(self, &arguments, x));
}

static void
arrivals_of(random_writer *self, random_part arguments)
{
    const random_frame *frame = &self->frame;
    const double x = frame->rate / frame->list[RANDOM_ISSUES].n;
    random_say(
        self, "%.4f",
        times(self, &arguments, x * fmin(frame->interval, frame->close - frame->open) / 3600));
}

/* The same of a day. */
static void
a_day(random_writer *self, random_part arguments)
{
    const random_frame *frame = &self->frame;
    const double x = frame->rate / frame->list[RANDOM_ISSUES].n;
    random_say(self, "%.4f", times(self, &arguments, x * (frame->close - frame->open) / 3600));
}

/* Of one group; heads are whole. */
static void
staff(random_writer *self, random_part arguments)
{
    random_say(self, "%.2f",
               times(self, &arguments, self->frame.agents / self->frame.list[RANDOM_GROUPS].n));
}

static void
heads(random_writer *self, random_part arguments)
{
    random_say(
        self, "%.0f",
        ceil(times(self, &arguments, self->frame.agents / self->frame.list[RANDOM_GROUPS].n)));
}

/* "0.3W dist": a mean of about 0.3 times the typical work; L: the opening time; else s. */
static void
with(random_writer *self, random_part arguments)
{
    char size[24], *unit;
    random_word(&arguments, size, sizeof(size));
    const double before = self->mean, x = strtod(size, &unit);
    const random_frame *frame = &self->frame;
    self->mean = x * (*unit == 'W' ? frame->work : *unit == 'L' ? frame->close - frame->open : 1);
    self->mean *= exp2(random_between(&self->frame, -1, 1));
    random_call(self, arguments);
    self->mean = before;
}

/* ---- acts: lists ---- */

void
random_repeat(random_writer *self, random_part what, size_t n, const char *between)
{
    for (size_t j = 0; j < n; j++) {
        random_say(self, "%s", j == 0 ? "" : between);
        random_call(self, what);
    }
}

/* Days that a table of several has. */
static size_t
n_days(random_writer *self)
{
    const size_t n_open = self->frame.n_open;
    return n_open == 0 || random_chance(&self->frame, 0.3) ? 7 : n_open;
}

size_t
random_slots(random_writer *self)
{
    return self->frame.per_day * (random_chance(&self->frame, 0.25) ? n_days(self) : 1);
}

/* One for each day. */
static void
days_of(random_writer *self, random_part arguments)
{
    random_part act = arguments;
    random_repeat(self, act, n_days(self), ", ");
}

/* One for each interval. */
static void
slots(random_writer *self, random_part arguments)
{
    random_repeat(self, arguments, random_slots(self), ", ");
}

static void
repeat(random_writer *self, random_part arguments)
{
    const int low = (int)random_number(&arguments), high = (int)random_number(&arguments);
    random_repeat(self, arguments, (size_t)(low + random_below(&self->frame, high - low + 1)),
                  ", ");
}

static void
call_with_name(random_writer *self, const random_list *names, int j, random_part what)
{
    const char *name = self->name;
    const int item = self->item;
    self->name = names->name[j];
    self->item = j;
    random_call(self, what);
    self->name = name;
    self->item = item;
}

static void
each(random_writer *self, random_part arguments)
{
    const random_list *names = list(self, &arguments);
    for (int j = 0; j < names->n; j++) {
        call_with_name(self, names, j, arguments);
    }
}

/* At least one, in any order. */
static int
draw_some(random_writer *self, int order[12], int n)
{
    random_order(&self->frame, order, n);
    return 1 + random_below(&self->frame, n);
}

static void
some(random_writer *self, random_part arguments)
{
    const random_list *names = list(self, &arguments);
    int order[12];
    const int n = draw_some(self, order, names->n);
    for (int j = 0; j < n; j++) {
        call_with_name(self, names, order[j], arguments);
    }
}

static void
single(random_writer *self, random_part arguments)
{
    const random_list *names = list(self, &arguments);
    call_with_name(self, names, random_below(&self->frame, names->n), arguments);
}

/* Channels other than the one at hand. */
static void
others(random_writer *self, random_part arguments)
{
    const random_list *names = &self->frame.list[RANDOM_ALL];
    const int here = self->item;
    int order[12];
    const int n = draw_some(self, order, names->n);
    for (int j = 0; j < n; j++) {
        if (order[j] != here) {
            call_with_name(self, names, order[j], arguments);
        }
    }
}

/* On to the channel at hand, from one that nobody reads. */
static void
led_to(random_writer *self, random_part arguments)
{
    (void)arguments;
    self->led_to |= 1u << self->item;
}

/* Is the channel read, which it must be if those go on to it who are not? */
static void
watched(random_writer *self, random_part arguments)
{
    (void)arguments;
    const random_list *names = &self->frame.list[RANDOM_ALL];
    bool may_be_unread = random_chance(&self->frame, 0.7);
    for (int j = 0; j < names->n; j++) {
        may_be_unread =
            may_be_unread && !(strcmp(names->name[j], self->name) == 0 && self->led_to >> j & 1);
    }
    random_say(self, "%s", may_be_unread ? "false" : "true");
}

/* To one other channel than the one at hand, and what else is said then. */
static void
away(random_writer *self, random_part arguments)
{
    const random_list *names = &self->frame.list[RANDOM_ALL];
    if (names->n > 1) {
        const int there = random_below(&self->frame, names->n - 1);
        random_say(self, "to = \"%s\"; ", names->name[there + (there >= self->item)]);
        random_expand(self, arguments);
    }
}

static void
pick(random_writer *self, random_part arguments)
{
    const random_list *names = list(self, &arguments);
    random_say(self, "%s", names->name[random_below(&self->frame, names->n)]);
}

static void
if_any(random_writer *self, random_part arguments)
{
    if (list(self, &arguments)->n > 0) {
        random_expand(self, arguments);
    }
}

static void
unless_any(random_writer *self, random_part arguments)
{
    if (list(self, &arguments)->n == 0) {
        random_expand(self, arguments);
    }
}

/* Shares that sum to 1 over these names, for all time or by interval. */
static void
share_out(random_writer *self, random_part arguments)
{
    const random_list *names = list(self, &arguments);
    const bool is_table = names->n > 1 && random_chance(&self->frame, 0.2);
    const size_t n = is_table ? random_slots(self) : 1;
    int *share = calloc((size_t)names->n * n, sizeof(*share)); /* of 1000 */
    assert_non_null(share);
    for (size_t k = 0; k < n; k++) {
        int rest = 1000;
        for (int j = 0; j < names->n; j++) {
            const bool is_last = j + 1 == names->n;
            const int x = is_last ? rest : random_below(&self->frame, rest + 1);
            share[(size_t)j * n + k] = random_chance(&self->frame, 0.2) && !is_last ? 0 : x;
            rest -= share[(size_t)j * n + k];
        }
    }
    for (int j = 0; j < names->n; j++) {
        random_say(self, "%s = %s", names->name[j], is_table ? "( " : "");
        for (size_t k = 0; k < n; k++) {
            random_say(self, "%s%.3f", k == 0 ? "" : ", ", share[(size_t)j * n + k] / 1000.0);
        }
        random_say(self, "%s; ", is_table ? " )" : "");
    }
    free(share);
}

static void
share_out_same(random_writer *self, random_part arguments)
{
    const random_list *names = list(self, &arguments);
    int rest = 1000;
    for (int j = 0; j < names->n; j++) {
        const int x = random_below(&self->frame, rest + 1);
        random_say(self, "%s = %.3f; ", names->name[j], x / 1000.0);
        rest -= x;
    }
    random_say(self, "same = %.3f;", rest / 1000.0);
}

/* Those of which the bit is set, in order of preference, equal ones in brackets. */
static void
ranked(random_writer *self, const random_list *names, unsigned mask)
{
    int order[12];
    bool is_first = true, is_open = false;
    random_order(&self->frame, order, names->n);
    for (int j = 0; j < names->n; j++) {
        if ((mask >> order[j] & 1) == 0) {
            continue;
        }
        if (is_open && random_chance(&self->frame, 0.5)) {
            random_say(self, "]");
            is_open = false;
        }
        random_say(self, is_first ? "" : ", ");
        if (!is_open && random_chance(&self->frame, 0.5)) {
            random_say(self, "[");
            is_open = true;
        }
        random_say(self, "\"%s\"", names->name[order[j]]);
        is_first = false;
    }
    random_say(self, is_open ? "]" : "");
}

/* ---- acts: the center ---- */

static void
takes(random_writer *self, random_part arguments)
{
    (void)arguments;
    random_say(self, "%s", self->frame.takes[self->item]);
}

/* The queues of the group at hand. */
static void
serves(random_writer *self, random_part arguments)
{
    (void)arguments;
    random_frame *frame = &self->frame;
    const random_list *queues = &frame->list[RANDOM_QUEUES];
    const unsigned mask = frame->serves[self->item];
    if (mask == (1u << queues->n) - 1 && random_chance(frame, 0.4)) {
        return; /* all, equal */
    }
    random_say(self, "serves = ( ");
    ranked(self, queues, mask);
    random_say(self, " );");
}

/* The groups of the queue at hand. */
static void
able(random_writer *self, random_part arguments)
{
    (void)arguments;
    const random_list *groups = &self->frame.list[RANDOM_GROUPS];
    unsigned mask = 0;
    for (int g = 0; g < groups->n; g++) {
        mask |= (self->frame.serves[g] >> self->item & 1) << g;
    }
    if (mask != 0) {
        random_say(self, "groups = ( ");
        ranked(self, groups, mask);
        random_say(self, " );");
    }
}

/* Rules by which groups of the queue at hand take its contacts. */
static void
overflow(random_writer *self, random_part arguments)
{
    const random_list *groups = &self->frame.list[RANDOM_GROUPS];
    const char *before = "overflow = ( ";
    for (int n = 1 + random_below(&self->frame, 4); n > 0; n--) {
        const int g = random_below(&self->frame, groups->n);
        if (self->frame.serves[g] >> self->item & 1) {
            random_say(self, "%s{ group = \"%s\"; ", before, groups->name[g]);
            random_call(self, arguments);
            random_say(self, " }");
            before = ", ";
        }
    }
    random_say(self, before[0] == ',' ? " );" : "");
}

/* Where those go on who leave the node at hand. */
static void
later(random_writer *self, random_part arguments)
{
    const random_list *nodes = &self->frame.list[RANDOM_NODES];
    const int n = nodes->n - self->item - 1;
    if (n > 0 && random_chance(&self->frame, 0.6)) {
        const char *name = nodes->name[self->item + 1 + random_below(&self->frame, n)];
        if (random_chance(&self->frame, 0.6)) {
            random_say(self, "then = \"%s\";", name);
        } else {
            random_say(self, "then = ( { to = \"%s\"; ", name);
            random_call(self, arguments);
            random_say(self, " }, \"queue\" );");
        }
    } else if (random_chance(&self->frame, 0.3)) {
        /* Who finds a node full, or gone, may not end there. */
        const char *node = self->out->at;
        for (const char *next = node; next != NULL; next = strstr(next + 1, "node = ")) {
            node = next;
        }
        const bool ends = strstr(node, "capacity") == NULL && strstr(node, "outages") == NULL &&
                          self->item % 2 == 1;
        random_say(self, "then = \"%s\";", ends ? "contained" : "queue");
    }
}

/* ---- acts: times ---- */

static void
say_time(random_writer *self, double time)
{
    char text[16];
    random_say(self, "\"%s\"", random_clock(&self->frame, time, text));
}

static void
clock_of(random_writer *self, random_part arguments)
{
    (void)arguments;
    random_say(self, "%s", self->frame.clock);
}

/* n moments of the day's opening, in order and apart. */
static void
points(random_writer *self, random_part arguments)
{
    const int n = (int)random_number(&arguments);
    const double stretch = (self->frame.close - self->frame.open) / n;
    for (int j = 0; j < n; j++) {
        random_say(self, j == 0 ? "" : ", ");
        say_time(self, self->frame.open + floor(stretch * j) +
                           floor(random_between(&self->frame, 0, stretch - 1)));
    }
}

static void
within(random_writer *self, random_part arguments)
{
    (void)arguments;
    points(self, (random_part){"2", &"2"[1]});
}

/* Of a recorded contact: one of few whole moments, or any. */
static void
tick(random_writer *self, random_part arguments)
{
    (void)arguments;
    const random_frame *frame = &self->frame;
    const int n = (int)((frame->close - frame->open - 1) / frame->step);
    const double time = frame->open + frame->step * random_below(&self->frame, n + 1);
    random_say(self, "%.0f", fmod(frame->begin + time, 86400));
}

static void
second(random_writer *self, random_part arguments)
{
    (void)arguments;
    const double time = random_between(&self->frame, self->frame.open, self->frame.close - 1);
    char text[16];
    if (random_chance(&self->frame, 0.3)) {
        random_say(self, "%s", random_clock(&self->frame, time, text));
    } else {
        random_say(self, "%.3f", fmod(self->frame.begin + time, 86400));
    }
}

/* The same on the clock. */
static void
clock_time(random_writer *self, random_part arguments)
{
    (void)arguments;
    const double time = random_between(&self->frame, self->frame.open, self->frame.close - 1);
    char text[16];
    random_say(self, "%s", random_clock(&self->frame, time, text));
}

/* ---- acts: characters of the grammar ---- */

/* What stands between ways on in the grammar. */
static void
bar(random_writer *self, random_part arguments)
{
    (void)arguments;
    random_say(self, "|");
}

/* What encloses the rules of the grammar. */
static void
less(random_writer *self, random_part arguments)
{
    (void)arguments;
    random_say(self, "<");
}

static void
more(random_writer *self, random_part arguments)
{
    (void)arguments;
    random_say(self, ">");
}

/* ---- all of them ---- */

const random_act random_acts[] = {
    {"u", uniform},
    {"i", whole},
    {"m", mean_times},
    {"r", mean_in_steps},
    {"rate", rate},
    {"arrivals_of", arrivals_of},
    {"a_day", a_day},
    {"staff", staff},
    {"heads", heads},
    {"with", with},
    {"slots", slots},
    {"times", repeat},
    {"each", each},
    {"some", some},
    {"single", single},
    {"others", others},
    {"led_to", led_to},
    {"watched", watched},
    {"away", away},
    {"pick", pick},
    {"if", if_any},
    {"unless", unless_any},
    {"share_out", share_out},
    {"share_out_same", share_out_same},
    {"takes", takes},
    {"serves", serves},
    {"able", able},
    {"overflow", overflow},
    {"later", later},
    {"clock", clock_of},
    {"points", points},
    {"within", within},
    {"tick", tick},
    {"second", second},
    {"clock_time", clock_time},
    {"bar", bar},
    {"less", less},
    {"more", more},
    {"days_of", days_of},
    {NULL, NULL},
};

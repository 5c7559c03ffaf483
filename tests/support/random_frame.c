#include "tests/support/random_frame.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define DAY 86400.0

/* ---- drawing ---- */

double
random_between(random_frame *self, double low, double high)
{
    return low + (high - low) * sim_uniform(sim_stream_next(&self->stream));
}

int
random_below(random_frame *self, int n)
{
    return (int)random_between(self, 0, n);
}

bool
random_chance(random_frame *self, double p)
{
    return random_between(self, 0, 1) < p;
}

const char *
random_clock(const random_frame *self, double time, char buffer[16])
{
    const double shown = self->begin > 0 ? fmod(self->begin + time, DAY) : time;
    const int t = (int)shown;
    snprintf(buffer, 16, "%02d:%02d:%02d", t / 3600, t / 60 % 60, t % 60);
    return buffer;
}

void
random_order(random_frame *self, int *order, int n)
{
    for (int j = 0; j < n; j++) {
        const int k = random_below(self, j + 1);
        order[j] = order[k];
        order[k] = j;
    }
}

/* The same of the stream for what was drawn last. */
static double
later_between(random_frame *self, double low, double high)
{
    return low + (high - low) * sim_uniform(sim_stream_next(&self->hours));
}

static double
one_of(random_frame *self, const double *x, int n)
{
    return x[random_below(self, n)];
}
#define ONE_OF(self, ...)                                                                          \
    one_of((self), (const double[]){__VA_ARGS__},                                                  \
           (int)(sizeof((const double[]){__VA_ARGS__}) / sizeof(double)))

/* ---- names ---- */

static void
add(random_list *list, const char *name)
{
    snprintf(list->name[list->n++], sizeof(list->name[0]), "%s", name);
}

/* n of them, in any order. */
static void
choose(random_frame *self, random_list_kind kind, const char *const *names, int n_names, int n)
{
    int order[12] = {0};
    random_order(self, order, n_names);
    for (int j = 0; j < n; j++) {
        add(&self->list[kind], names[order[j]]);
    }
}

static void
draw_names(random_frame *self)
{
    static const char *const channels[] = {"voice", "chat", "email"};
    static const char *const issues[] = {"sales", "billing", "fault-1", "a_b", "Zed"};
    static const char *const groups[] = {"north", "south", "home_1", "x"};
    static const char *const nodes[] = {"bot", "menu", "ivr"};
    static const char *const weekdays[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    const bool is_common = self->is_common;
    for (int j = 0; j < 3; j++) {
        add(&self->list[RANDOM_ALL], channels[j]);
    }
    if (is_common) {
        add(&self->list[RANDOM_CHANNELS], "voice");
        if (random_chance(self, 0.3)) {
            choose(self, RANDOM_CHANNELS, channels + 1, 2, 1);
        }
    } else {
        choose(self, RANDOM_CHANNELS, channels, 3, (int)ONE_OF(self, 1, 2, 2, 3, 3));
    }
    const bool all = random_chance(self, is_common ? 0.05 : 0.3);
    self->list[RANDOM_WANTED] = self->list[all ? RANDOM_ALL : RANDOM_CHANNELS];
    choose(self, RANDOM_ISSUES, issues, 5, (int)ONE_OF(self, 1, 1, 2, 2, 3, 4));
    choose(self, RANDOM_GROUPS, groups, 4, (int)ONE_OF(self, 1, 1, 2, 3));
    choose(self, RANDOM_NODES, nodes, 3,
           (int)(is_common ? ONE_OF(self, 0, 0, 0, 1, 1) : ONE_OF(self, 0, 0, 1, 2, 3)));
    choose(self, RANDOM_WEEKDAYS, weekdays, 7, 7);
    if (random_chance(self, 0.3)) {
        add(&self->list[RANDOM_INHERITED], "every_issue");
    }
    if (random_chance(self, 0.2)) {
        add(&self->list[RANDOM_TIED], "tied");
    }
    if (random_chance(self, 0.25)) {
        add(&self->list[RANDOM_PREDICTED], "predicted");
    }
    if (random_chance(self, 0.4)) {
        add(&self->list[RANDOM_SLOTTED], "slotted");
    }
}

static void
only_chats(random_frame *self)
{
    random_list *channels = &self->list[RANDOM_CHANNELS];
    const bool all = self->list[RANDOM_WANTED].n > channels->n;
    channels->n = 0;
    add(channels, "chat");
    if (!all) {
        self->list[RANDOM_WANTED] = *channels;
    }
    add(&self->list[RANDOM_RATED], "rated");
}

/* Channels of other names: some used as those of the kinds' names are, some only declared. At most
 * as many as queues by channel and issue have room. */
static void
draw_declared(random_frame *self)
{
    static const char *const names[] = {"voice-b", "case",    "chat-app", "email-2",
                                        "form",    "voice-0", "social",   "messaging",
                                        "chat-z",  "tty",     "video",    "emergency_text"};
    random_list *channels = &self->list[RANDOM_CHANNELS];
    const int most = 12 / self->list[RANDOM_ISSUES].n - channels->n;
    int order[12];
    random_order(self, order, 12);
    const int n = random_below(self, 9) + 2;
    for (int j = 0; j < n; j++) {
        const char *name = names[order[j]];
        add(&self->list[RANDOM_DECLARED], name);
        if (j < most && random_chance(self, 0.8)) {
            add(channels, name);
            add(&self->list[RANDOM_WANTED], name);
            add(&self->list[RANDOM_ALL], name);
        }
    }
}

/* Those that are like e-mail. */
static void
find_items(random_frame *self)
{
    static const char *const kinds[] = {"email", "case", "form", "social"};
    const random_list *channels = &self->list[RANDOM_CHANNELS];
    for (int j = 0; j < channels->n; j++) {
        for (int k = 0; k < 4; k++) {
            if (strncmp(channels->name[j], kinds[k], strlen(kinds[k])) == 0) {
                add(&self->list[RANDOM_ITEMS], channels->name[j]);
            }
        }
    }
}

static void
append(char *text, size_t room, const char *format, va_list arguments)
{
    const size_t n = strlen(text);
    const int more = vsnprintf(text + n, room - n, format, arguments);
    assert_true(more >= 0 && n + (size_t)more < room);
}

static void
takes(random_frame *self, int queue, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    append(self->takes[queue], sizeof(self->takes[0]), format, arguments);
    va_end(arguments);
}

static void
clock_says(random_frame *self, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    append(self->clock, sizeof(self->clock), format, arguments);
    va_end(arguments);
}

static void
add_queue(random_frame *self, const char *first, const char *second)
{
    random_list *queues = &self->list[RANDOM_QUEUES];
    snprintf(queues->name[queues->n++], sizeof(queues->name[0]), "%.16s%.16s", first, second);
}

/* The pairs of kind and channel fall to the one or the other. */
static void
draw_pairs(random_frame *self)
{
    const random_list *issues = &self->list[RANDOM_ISSUES],
                      *channels = &self->list[RANDOM_CHANNELS];
    const int n = issues->n * channels->n;
    const unsigned to_second = 2 * (unsigned)random_below(self, 1 << (n - 1)); /* not the first */
    for (int q = 0; q < (to_second == 0 ? 1 : 2); q++) {
        const char *comma = "takes = ( ";
        add_queue(self, q == 0 ? "first" : "rest", "");
        for (int j = 0; j < n; j++) {
            if ((int)(to_second >> j & 1) == q) {
                takes(self, q, "%s(\"%s\", \"%s\")", comma, issues->name[j / channels->n],
                      channels->name[j % channels->n]);
                comma = ", ";
            }
        }
        takes(self, q, " );");
    }
}

static void
draw_queues(random_frame *self)
{
    const random_list *issues = &self->list[RANDOM_ISSUES],
                      *channels = &self->list[RANDOM_CHANNELS];
    const enum {
        DEFAULT,
        BY_CHANNEL,
        BY_ISSUE,
        ONE,
        PAIRS
    } style = (int)ONE_OF(self, DEFAULT, DEFAULT, BY_CHANNEL, BY_ISSUE, BY_ISSUE, ONE, PAIRS);
    if (style == PAIRS) {
        draw_pairs(self);
    }
    for (int k = 0; k < channels->n && style != PAIRS; k++) {
        const char *channel = channels->name[k];
        switch (style) {
        case BY_ISSUE:
            for (int j = 0; j < issues->n; j++) {
                takes(self, self->list[RANDOM_QUEUES].n, "channel = \"%s\"; issues = ( \"%s\" );",
                      channel, issues->name[j]);
                add_queue(self, channel, issues->name[j]);
            }
            break;
        case ONE:
            if (k == 0) {
                add_queue(self, "all", "");
            }
            takes(self, 0, "%s\"%s\"", k == 0 ? "channel = ( " : ", ", channel);
            break;
        default:
            takes(self, k, "channel = \"%s\";", channel);
            add_queue(self, style == DEFAULT ? "" : "q_", channel);
        }
    }
    if (style == ONE) {
        takes(self, 0, " );");
    }
    if (style != DEFAULT) {
        add(&self->list[RANDOM_DEFINED], "queues");
    }
}

/* Where nodes may hand contacts on to. */
static void
draw_receivers(random_frame *self)
{
    const bool has_nodes = self->list[RANDOM_NODES].n > 0;
    random_list *queues = &self->list[RANDOM_QUEUES];
    if (later_between(self, 0, 1) < 0.5 && has_nodes && self->list[RANDOM_DEFINED].n > 0 &&
        queues->n < (int)(sizeof(queues->name) / sizeof(queues->name[0]))) {
        takes(self, queues->n, "takes = ();");
        add_queue(self, "apart", "");
        add(&self->list[RANDOM_APART], "apart");
    }
    if (later_between(self, 0, 1) < 0.7 && has_nodes) {
        add(&self->list[RANDOM_PARTNERED], "partnered");
    }
}

static void
draw_serves(random_frame *self)
{
    const unsigned all = (1u << self->list[RANDOM_QUEUES].n) - 1;
    for (int g = 0; g < self->list[RANDOM_GROUPS].n; g++) {
        const bool any = random_chance(self, g == 0 ? 0.9 : 0.4);
        const unsigned some = 1 + (unsigned)random_below(self, (int)all);
        self->serves[g] = any ? all : some;
    }
}

/* ---- the clock ---- */

/* Some houses open in the afternoon and close in the morning: their days begin at noon. */
static void
move_over_midnight(random_frame *self)
{
    const double noon = DAY / 2, opening = self->close - self->open;
    const double low = fmax(1, noon - opening + 1), high = fmin(noon - 1, DAY - opening - 1);
    const bool is_moved = later_between(self, 0, 1) < 0.15 && low < high;
    const double open = floor(later_between(self, low, high));
    if (is_moved) {
        self->begin = noon;
        self->open = open;
        self->close = open + opening;
    }
}

/* One opening or two within the hours of all days. */
static void
say_openings(random_frame *self)
{
    const double opening = self->close - self->open;
    const int n = later_between(self, 0, 1) < 0.5 ? 2 : 1;
    double time = self->open;
    clock_says(self, n == 2 ? "( " : "");
    for (int j = 0; j < n; j++) {
        const double end = self->open + opening * (j + 1) / n;
        const bool starts_early = later_between(self, 0, 1) < 0.3 && j == 0;
        const double from = starts_early ? time : floor(later_between(self, time + 1, end - 20));
        const double to =
            later_between(self, 0, 1) < 0.3 ? end : later_between(self, from + 10, end);
        char open[16], close[16];
        clock_says(self, "%s[\"%s\", \"%s\"]", j == 0 ? "" : ", ", random_clock(self, from, open),
                   random_clock(self, floor(to), close));
        time = fmax(floor(to), end) + 1;
    }
    clock_says(self, n == 2 ? " )" : "");
}

/* Hours of some open weekdays, but not of all: one has those of all days. */
static void
draw_hours_by(random_frame *self, unsigned open)
{
    static const char *const names[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    const bool is_uneven = later_between(self, 0, 1) < 0.25 && self->close - self->open >= 120;
    int first = (int)later_between(self, 0, 7);
    while ((open >> first % 7 & 1) == 0) {
        first++;
    }
    bool any = false;
    for (int j = 0; j < 7; j++) {
        const bool own = is_uneven && j != first % 7 && later_between(self, 0, 1) < 0.6;
        if ((open >> j & 1) == 0) {
            continue;
        }
        if (!own) {
            add(&self->list[RANDOM_ALIKE], names[j]);
            continue;
        }
        clock_says(self, "%s%s = ", any ? "" : "hours_by = { ", names[j]);
        say_openings(self);
        clock_says(self, "; ");
        any = true;
    }
    if (any) {
        clock_says(self, "}; ");
        add(&self->list[RANDOM_UNEVEN], "uneven");
    }
}

/* So many contacts, that much work and those agents make a time that it takes. */
static void
draw_size(random_frame *self)
{
    const double u = random_between(self, 0, 1);
    const double agents = 1 + floor(38 * u * u * u);
    const double load = random_between(self, 0.5, 1.6);
    const double n = exp(random_between(self, log(30), log(900)));
    self->work = ONE_OF(self, 20, 60, 180, 400);
    self->step = fmax(1, round(self->work / ONE_OF(self, 1, 3, 10)));
    self->days = (size_t)ONE_OF(self, 1, 1, 1, 2, 3, 4);
    const double days = (double)self->days;
    double opening = floor(n * self->work / (agents * load * days));
    if (random_chance(self, 0.12)) {
        opening = DAY;
    }
    opening = fmin(fmax(opening, 120), DAY);
    self->rate = n / (days * opening) * 3600;
    self->agents = fmin(fmax(round(self->rate * self->work / 3600 / load), 1), 40);
    if (self->list[RANDOM_TIED].n > 0) {
        opening = fmin(60 * ceil(opening / 60), DAY);
    }
    const double latest = DAY - opening;
    self->open = fmin(ONE_OF(self, 0, 6 * 3600, 7.5 * 3600, 8 * 3600 + 1234, DAY), latest);
    self->close = self->open + opening;
    self->interval = random_chance(self, 0.05)
                         ? DAY
                         : fmax(1, floor(opening / ONE_OF(self, 1, 2, 3, 4.3, 6.7, 12)));
    self->per_day = (size_t)fmax(1, ceil(opening / self->interval - 1e-9));
    move_over_midnight(self);
    if (opening < DAY) {
        char from[16], to[16];
        clock_says(self, "hours = [\"%s\", \"%s\"]; ", random_clock(self, self->open, from),
                   random_clock(self, self->close, to));
    }
    clock_says(self, "interval = \"%.0f s\"; ", self->interval);
}

/* How many days of the run are open; a day may be closed, or like another weekday. */
static size_t
open_days(const random_frame *self, unsigned open, int first, int closed, int like, int what)
{
    size_t n = 0;
    for (int day = 0; day < (int)self->days; day++) {
        const int weekday = day == like ? what : (first + day) % 7;
        n += day != closed && (open >> weekday & 1) != 0;
    }
    return n;
}

/* Which weekdays are open, and which is the first: tables have a value for each open day. */
static void
draw_weekdays(random_frame *self)
{
    static const char *const names[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    const bool is_written = random_chance(self, 0.4);
    const int first = is_written ? random_below(self, 7) : 0;
    unsigned open =
        random_chance(self, 0.2 * self->rich) ? 1 + (unsigned)random_below(self, 127) : 127;
    open |=
        open_days(self, open, first, -1, -1, 0) > 0 ? 0 : 1U << first; /* all may not be closed */
    if (is_written) {
        clock_says(self, "first_day = \"%s\"; ", names[first]);
    }
    for (int j = 0, n = 0; j < 7 && open < 127; j++) {
        if ((open >> j & 1) != 0) {
            clock_says(self, "%s\"%s\"", n++ == 0 ? "weekdays = ( " : ", ", names[j]);
        }
    }
    clock_says(self, "%s", open < 127 ? " ); " : "");
    draw_hours_by(self, open);
    /* Dates from a Monday on, 2 March 2026; a day may be like another weekday, or closed. */
    const bool dated = random_chance(self, 0.25 * self->rich);
    int closed = dated && random_chance(self, 0.5) ? random_below(self, (int)self->days) : -1;
    int like = dated && random_chance(self, 0.5) ? random_below(self, (int)self->days) : -1;
    const int what = random_below(self, 7);
    if (open_days(self, open, first, closed, like, what) == 0) {
        closed = like = -1;
    }
    if (dated) {
        clock_says(self, "first_date = \"2026-03-%02d\"; ", 2 + first);
        clock_says(self, "%s", first % 2 == 0 ? "zone = \"Europe/Berlin\"; " : "");
        if (first % 2 == 0) {
            add(&self->list[RANDOM_ZONED], "zoned");
        }
    }
    if (closed >= 0) {
        clock_says(self, "closed = ( \"2026-03-%02d\" ); ", 2 + first + closed);
    }
    if (like >= 0) {
        clock_says(self, "like = ( ( \"2026-03-%02d\", \"%s\" ) ); ", 2 + first + like,
                   names[what]);
    }
    self->n_open = open_days(self, open, first, closed, like, what);
}

static void
draw_windows(random_frame *self)
{
    const double opening = self->close - self->open, all = (double)self->days * DAY;
    const double last = all - DAY + self->open;
    const double warm_up =
        random_chance(self, 0.4) ? self->open + opening * random_between(self, 0, 0.4) : 0;
    const double end = last + opening * random_between(self, 0.5, 1.2);
    const double follow_up = fmax(1, fmin(opening * random_between(self, 0, 0.7), all - end));
    const int way = random_below(self, 4);
    self->n_open = way < 2 ? self->n_open : 0; /* else the windows may touch a day more */
    switch (way) {
    case 0:
        clock_says(self, "days = %zu;", self->days);
        break;
    case 1:
        clock_says(self, "days = %zu; warm_up = \"%.2f s\"; follow_up = \"%.2f s\";", self->days,
                   warm_up, fmin(follow_up, (all - warm_up) / 2));
        break;
    case 2: /* ends with what is observed, in the midst of things */
        clock_says(self, "warm_up = \"%.2f s\"; observe = \"%.2f s\";", warm_up, end - warm_up);
        break;
    default:
        clock_says(self, "warm_up = \"%.2f s\"; observe = \"%.2f s\"; follow_up = \"%.2f s\";",
                   warm_up, end - warm_up, follow_up);
    }
}

/* What only some of the names are for. */
static void
draw_uses(random_frame *self)
{
    const random_list *items = &self->list[RANDOM_ITEMS];
    const bool has_boxes = random_chance(self, 0.85);
    for (int j = 0; j < items->n && has_boxes; j++) {
        add(&self->list[RANDOM_BOXES], items->name[j]);
    }
    if (self->list[RANDOM_NODES].n > 0 && random_chance(self, 0.4)) {
        add(&self->list[RANDOM_SURVEYS], "asks");
    }
}

void
random_frame_draw(random_frame *self, uint64_t k)
{
    *self = (random_frame){.stream = sim_stream_make((sim_key){1702, 0}, (sim_name){1, k, 0})};
    self->hours = sim_stream_make((sim_key){1702, 0}, (sim_name){2, k, 0});
    self->is_common = random_chance(self, 0.6);
    self->rich = self->is_common ? ONE_OF(self, 0.3, 0.7, 1, 1.5) : 1;
    draw_names(self);
    if (!self->is_common && k % 8 == 2) {
        only_chats(self);
    }
    if (!self->is_common && k % 2 == 1) {
        draw_declared(self);
    }
    find_items(self);
    draw_queues(self);
    draw_receivers(self);
    draw_serves(self);
    draw_size(self);
    draw_weekdays(self);
    draw_windows(self);
    draw_uses(self);
    if (later_between(self, 0, 1) < 0.3) {
        add(&self->list[RANDOM_CONNECTED], "cable");
    }
    if (later_between(self, 0, 1) < 0.3 && self->list[RANDOM_DEFINED].n > 0) {
        add(&self->list[RANDOM_SPILLED], "spilled");
    }
    if (later_between(self, 0, 1) < 0.2) {
        add(&self->list[RANDOM_OUTSIDE], "outside");
    }
}

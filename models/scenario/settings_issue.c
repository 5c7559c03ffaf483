/* A kind of issue: how many, on which channels, how much work, how patient. What is not set is
 * taken from every_issue, and the customers' ways from customers, setting by setting. */
#include "models/scenario/per_day.h"
#include "models/scenario/scenario.h"
#include "models/scenario/settings_common.h"
#include "models/scenario/settings_sections.h"
#include <math.h>
#include <stddef.h>
#include <string.h>

#define ISSUE(member) offsetof(cc_issue, member)
#define CONTENT(member) offsetof(cc_content, member)
#define MAX_RATE 3.6e9 /* contacts per hour */
#define MAX_POINTS 10000

/* ---- arrivals: in one of three ways ---- */

static const char *const shapes[] = {"steps", "linear", NULL};
static const cc_setting rate_settings[] = {
    {.name = "at",
     .kind = CC_SET_SPECIAL,
     .type = "list of times of day",
     .doc = "Break points, in order."},
    {.name = "per_hour",
     .kind = CC_SET_NUMBER,
     .unit = "1/h",
     .min = 0,
     .max = MAX_RATE,
     .type = "list of numbers",
     .doc = "The rate from, or at, each break point."},
    {.name = "shape",
     .kind = CC_SET_EITHER,
     .words = shapes,
     .doc = "Constant from each point to the next, or linear between them."},
    {.name = NULL},
};

static void
add_piece(cc_issue *issue, double t0, double t1, double r0, double r1)
{
    if (t1 > t0) {
        issue->piece[issue->n_pieces++] = (sim_rate_piece){t0, t1, r0 / 3600, r1 / 3600};
    }
}

static void
read_rate(cc_reader *reader, cc_value *group, cc_issue *issue)
{
    const cc_run *run = &cc_scenario_of(reader)->run;
    if (group->kind != CC_VALUE_GROUP) {
        char shown[96];
        cc_read_refuse(reader, group,
                       "must be { at = (times); per_hour = (numbers); shape = \"...\"; } (is %s)",
                       cc_value_show(group, shown, sizeof(shown)));
        return;
    }
    cc_settings_check_names(reader, group, rate_settings);
    const cc_layers in = cc_layers_of(group);
    cc_value *at = cc_value_get(group, "at"), *per_hour = cc_value_get(group, "per_hour"),
             *shape = cc_value_get(group, "shape");
    if (at == NULL || per_hour == NULL) {
        cc_read_missing(reader, &in, at == NULL ? "at" : "per_hour", "is missing");
        return;
    }
    size_t n;
    const bool linear = shape != NULL && cc_read_word(reader, shape, shapes) == 1;
    const double *rate = cc_read_numbers(reader, &rate_settings[1], per_hour, &n);
    if (reader->error != SIM_OK) {
        return;
    }
    if (at->kind != CC_VALUE_LIST || at->n == 0 || at->n > MAX_POINTS || (linear && n < 2)) {
        cc_read_refuse(reader, at, "must be a list of %d to %d times of day", linear ? 2 : 1,
                       MAX_POINTS);
    } else if (n != at->n) {
        cc_read_refuse(reader, per_hour, "must have a value for each of the %zu points (has %zu)",
                       at->n, n);
    }
    issue->piece = cc_read_alloc(reader, n + 1, sizeof(*issue->piece));
    const cc_setting time = {.name = "at",
                             .kind = CC_SET_TIME,
                             .unit = "s",
                             .min = run->day_begin > 0 ? 0 : run->open,
                             .max = run->day_begin > 0 ? CC_DAY : run->close};
    double before = 0;
    for (size_t j = 0; reader->error == SIM_OK && j < n; j++) {
        double t = cc_clock_since(run->day_begin, cc_read_time(reader, &time, at->child[j]));
        t = t == 0 && run->day_begin > 0 ? CC_DAY : t; /* where the last day ends */
        if (reader->error == SIM_OK && (t < run->open || t > run->close)) {
            cc_read_refuse(reader, at->child[j], "must lie within run.hours (is \"%s\")",
                           at->child[j]->text);
        }
        if (reader->error == SIM_OK && j > 0 && (t < before || (t == before && !linear))) {
            cc_read_refuse(reader, at->child[j], "must be later than the point before it (is %s)",
                           at->child[j]->text);
        }
        if (j > 0) {
            add_piece(issue, before, t, rate[j - 1], linear ? rate[j] : rate[j - 1]);
        }
        before = t;
    }
    if (reader->error == SIM_OK && !linear) {
        add_piece(issue, before, run->close, rate[n - 1], rate[n - 1]);
    }
    if (reader->error == SIM_OK && issue->n_pieces == 0) {
        cc_read_refuse(reader, at, "must cover some time");
    }
}

/* A number of contacts in each interval is easily taken for that of a day. */
static void
warn_of_scalar(cc_reader *reader, const cc_value *value)
{
    const cc_frame *frame = reader->frame;
    char path[300], step[64];
    if (value->kind == CC_VALUE_NUMBER && frame->per_day > 1 && value->number > 0) {
        cc_read_remark(reader, true,
                       "%.250s = %.10g is of each interval of %s, %.10g a day; what is of a day "
                       "is written as per_day",
                       cc_value_path(value, path, sizeof(path)), value->number,
                       cc_duration_format(frame->interval, step, sizeof(step)),
                       value->number * (double)frame->per_day);
    }
}

/* The layer that says anything about arrivals says all of it. */
static void
read_arrivals(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    enum { ARRIVALS, PER_HOUR, RATE, PER_DAY, WAYS };
    static const char *const ways[] = {"arrivals", "per_hour", "rate", "per_day"};
    cc_issue *issue = object;
    issue->arrivals = issue->per_hour = (cc_table){.constant = 0};
    for (int j = 0; j < in->n; j++) {
        cc_value *given[WAYS], *profile = cc_value_get(in->layer[j], "profile");
        int n = 0, last = 0;
        for (int k = 0; k < WAYS; k++) {
            given[k] = cc_value_get(in->layer[j], ways[k]);
            n += given[k] != NULL;
            last = given[k] != NULL ? k : last;
        }
        if (profile != NULL && given[PER_DAY] == NULL) {
            cc_read_refuse(reader, profile, "is the shape of per_day, which is not there");
        }
        if (n == 0) {
            continue;
        }
        if (n > 1) {
            cc_read_refuse(reader, given[last],
                           "only one of arrivals, per_hour, per_day and rate may be written");
        } else if (last == RATE) {
            read_rate(reader, given[RATE], issue);
        } else if (last == PER_DAY) {
            cc_read_per_day(reader, given[PER_DAY], profile, &issue->arrivals);
        } else {
            cc_read_table(reader, last == ARRIVALS ? self : &rate_settings[1], given[last],
                          last == ARRIVALS ? &issue->arrivals : &issue->per_hour);
        }
        if (last == ARRIVALS && reader->error == SIM_OK) {
            warn_of_scalar(reader, given[ARRIVALS]);
        }
        issue->counts = given[ARRIVALS] != NULL || given[PER_DAY] != NULL;
        cc_read_figure(reader, self, given[last]);
        if (profile != NULL) {
            cc_read_figure(reader, self, profile);
        }
        return;
    }
}

void
cc_write_per_hour(cc_writer *writer, double per_s)
{
    double x = per_s * 3600;
    for (int k = 0; k < 3 && x / 3600 != per_s; k++) {
        x = nextafter(x, x / 3600 < per_s ? HUGE_VAL : 0);
    }
    cc_write_number(writer, x);
}

static void
write_rate(cc_writer *writer, const cc_issue *issue)
{
    const double begin = cc_scenario_in(writer)->run.day_begin;
    bool linear = false;
    for (size_t j = 0; j < issue->n_pieces; j++) {
        linear = linear || issue->piece[j].r0 != issue->piece[j].r1;
    }
    cc_write_open(writer, "rate");
    for (int what = 0; what < 2; what++) {
        cc_write_name(writer, what == 0 ? "at" : "per_hour");
        const char *before = "(";
        for (size_t j = 0; j < issue->n_pieces; j++) {
            const sim_rate_piece *p = &issue->piece[j];
            const bool jumps = j == 0 || p[-1].r1 != p->r0 || p[-1].t1 != p->t0;
            if (!linear || jumps) {
                cc_write_raw(writer, "%s", before);
                what == 0 ? cc_write_time(writer, cc_clock_at(begin, p->t0))
                          : cc_write_per_hour(writer, p->r0);
                before = ", ";
            }
            if (linear) {
                cc_write_raw(writer, "%s", before);
                what == 0 ? cc_write_time(writer, cc_clock_at(begin, p->t1))
                          : cc_write_per_hour(writer, p->r1);
            }
        }
        cc_write_raw(writer, ")");
        cc_write_end(writer);
    }
    if (linear) {
        cc_write_name(writer, "shape");
        cc_write_text(writer, "linear");
        cc_write_end(writer);
    }
    cc_write_close(writer);
}

static void
write_arrivals(cc_writer *writer, const cc_setting *self, const void *object)
{
    (void)self;
    const cc_issue *issue = object;
    if (issue->piece != NULL) {
        write_rate(writer, issue);
        return;
    }
    cc_write_name(writer, issue->counts ? "arrivals" : "per_hour");
    cc_write_table(writer, issue->counts ? &issue->arrivals : &issue->per_hour);
    cc_write_end(writer);
}

/* ---- busyness ---- */

static const char *const pers[] = {"day", "replication", NULL};
static const char *const margins[] = {"gamma", "lognormal", NULL};

static bool
days_differ(const void *whole, const void *object)
{
    (void)whole;
    return ((const cc_busyness *)object)->day_cv > 0;
}

static bool
intervals_differ(const void *whole, const void *object)
{
    (void)whole;
    return ((const cc_busyness *)object)->interval_cv > 0;
}

#define BUSY(member) offsetof(cc_busyness, member)
const cc_setting cc_settings_busyness[] = {
    {.name = "day_cv",
     .kind = CC_SET_NUMBER,
     .unit = "",
     .min = 0,
     .max = 10,
     .offset = BUSY(day_cv),
     .doc = "Coefficient of variation of the gamma factor of a whole day."},
    {.name = "per",
     .kind = CC_SET_EITHER,
     .words = pers,
     .offset = BUSY(by_replication),
     .matters = days_differ,
     .doc = "Whether that factor is drawn for each day or once for a replication."},
    {.name = "interval_cv",
     .kind = CC_SET_NUMBER,
     .unit = "",
     .min = 0,
     .max = 10,
     .offset = BUSY(interval_cv),
     .doc = "Coefficient of variation of the factor of an interval."},
    {.name = "correlation",
     .kind = CC_SET_NUMBER,
     .unit = "",
     .min = -0.999,
     .max = 0.999,
     .offset = BUSY(correlation),
     .matters = intervals_differ,
     .doc = "Of one interval's factor with the next, before the margin is applied."},
    {.name = "margin",
     .kind = CC_SET_EITHER,
     .words = margins,
     .offset = BUSY(lognormal),
     .matters = intervals_differ,
     .doc = "Distribution of the factors of intervals."},
    {.name = NULL},
};

/* ---- content: what the work is on each channel ---- */

static const cc_setting *
content_of(const void *whole, const char *name)
{
    const cc_scenario *scenario = whole;
    if (scenario == NULL) {
        const cc_preset *kind = cc_preset_find(name);
        return kind != NULL ? kind->medium->content : NULL;
    }
    const int channel = cc_channel_find(scenario, name);
    return channel >= 0 ? scenario->channel[channel].kind->medium->content : NULL;
}

static const char *
first_missing(const cc_medium *medium, const cc_layers *in)
{
    const char *const *needed = medium->needed;
    while (*needed != NULL && cc_layers_get(in, *needed) != NULL) {
        needed++;
    }
    return *needed;
}

static void
read_content(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    (void)self;
    cc_issue *issue = object;
    const cc_scenario *scenario = cc_scenario_of(reader);
    for (int j = 0; j < scenario->n_channels && reader->error == SIM_OK; j++) {
        const cc_medium *medium = scenario->channel[j].kind->medium;
        cc_content *content = &issue->content[j];
        const cc_layers sub = cc_layers_sub(in, scenario->channel[j].name);
        if (sub.n == 0) {
            continue;
        }
        content->given = true;
        cc_settings_read(reader, &sub, medium->content, content);
        const char *missing = first_missing(medium, &sub);
        if (missing != NULL) {
            cc_read_missing(reader, &sub, missing, "is missing");
        } else if (medium->check != NULL && reader->error == SIM_OK) {
            medium->check(reader, &sub, content);
        }
    }
}

static bool
is_used(const void *whole, const void *object, int channel)
{
    (void)whole;
    return ((const cc_issue *)object)->content[channel].is_used;
}

static bool
is_needed(const cc_medium *medium, const char *name)
{
    const char *const *needed = medium->needed;
    while (*needed != NULL && strcmp(*needed, name) != 0) {
        needed++;
    }
    return *needed != NULL;
}

/* What must be given is written even if it is 0. */
static void
write_zeros(cc_writer *writer, const cc_medium *medium, const cc_content *content)
{
    for (const cc_setting *row = medium->content; row->name != NULL; row++) {
        if (!is_needed(medium, row->name)) { /* others are of any type */
            continue;
        }
        const void *at = (const char *)content + row->offset;
        const bool is_plain = row->kind == CC_SET_PLAIN_DIST;
        const sim_dist *dist = is_plain ? at : &((const cc_work *)at)->dist;
        if (sim_dist_is_zero(dist)) {
            cc_write_name(writer, row->name);
            cc_write_dist(writer, dist, NULL, is_plain);
            cc_write_end(writer);
        }
    }
}

static void
write_content(cc_writer *writer, const cc_setting *self, const void *object)
{
    (void)self;
    const cc_issue *issue = object;
    for (int j = 0; j < cc_scenario_in(writer)->n_channels; j++) {
        const cc_content *content = &issue->content[j];
        if (!content->given || (writer->for_hash && !content->is_used)) {
            continue;
        }
        const cc_medium *medium = cc_scenario_in(writer)->channel[j].kind->medium;
        cc_write_open(writer, cc_scenario_in(writer)->channel[j].name);
        write_zeros(writer, medium, content);
        cc_settings_write(writer, medium->content, content);
        cc_write_close(writer);
    }
}

const cc_setting cc_settings_issue[] = {
    {.name = "arrivals",
     .kind = CC_SET_TABLE,
     .adds = true,
     .unit = "",
     .min = 0,
     .max = 1e9,
     .normal = "one of the four",
     .offset = ISSUE(arrivals),
     .read = read_arrivals,
     .write = write_arrivals,
     .doc = "Contacts in each interval, on average."},
    {.name = "per_hour",
     .kind = CC_SET_TABLE,
     .unit = "1/h",
     .min = 0,
     .max = MAX_RATE,
     .normal = "one of the four",
     .read = cc_read_elsewhere,
     .write = cc_write_elsewhere,
     .doc = "Contacts per hour, on average."},
    {.name = "rate",
     .kind = CC_SET_GROUP,
     .sub = rate_settings,
     .read = cc_read_elsewhere,
     .write = cc_write_elsewhere,
     .normal = "one of the four",
     .doc = "Contacts per hour with break points of its own."},
    {.name = "+", .kind = CC_SET_INLINE, .sub = cc_settings_per_day},
    {.name = "volume",
     .kind = CC_SET_NUMBER,
     .unit = "",
     .min = 0,
     .max = 1e6,
     .fallback = 1,
     .offset = ISSUE(volume),
     .is_policy = true,
     .doc = "What-if: factor of this kind's arrivals."},
    {.name = "weekday",
     .kind = CC_SET_NUMBER,
     .unit = "",
     .min = 0,
     .max = 1000,
     .fallback = 1,
     .each = &cc_each_weekday,
     .stride = sizeof(double),
     .offset = ISSUE(weekday),
     .doc = "Factor of the arrivals on each weekday."},
    {.name = "busyness",
     .kind = CC_SET_GROUP,
     .offset = ISSUE(busyness),
     .sub = cc_settings_busyness,
     .doc = "Random factors of this kind alone."},
    {.name = "self_exciting",
     .kind = CC_SET_GROUP,
     .offset = ISSUE(self_exciting),
     .sub = cc_settings_self_exciting,
     .doc = "Issues that bring others of their kind."},
    {.name = "wants",
     .kind = CC_SET_TABLE,
     .unit = "",
     .min = 0,
     .max = 1,
     .whole = true,
     .each = &cc_each_channel,
     .stride = sizeof(cc_table),
     .pointed = true,
     .offset = ISSUE(wants),
     .normal = "the only channel",
     .doc = "Share whose first choice the channel is; sum 1."},
    {.name = "resolution",
     .kind = CC_SET_TABLE,
     .unit = "",
     .min = 0,
     .max = 1,
     .fallback = 1,
     .each = &cc_each_channel,
     .stride = sizeof(cc_content),
     .pointed = true,
     .offset = ISSUE(content),
     .within = CONTENT(resolution),
     .matters_for = is_used,
     .doc = "Probability that a contact resolves the issue."},
    {.name = "backlog",
     .kind = CC_SET_NUMBER,
     .unit = "",
     .min = 0,
     .max = 1e6,
     .each = &cc_each_channel,
     .stride = sizeof(cc_content),
     .pointed = true,
     .offset = ISSUE(content),
     .within = CONTENT(backlog),
     .doc = "Contacts that wait at the start."},
    {.name = "+", .kind = CC_SET_INLINE, .sub = cc_settings_ways},
    {.name = "*",
     .kind = CC_SET_GROUP,
     .each = &cc_each_channel,
     .sub_of = content_of,
     .read = read_content,
     .write = write_content,
     .doc = "The work on that channel."},
    {.name = NULL},
};

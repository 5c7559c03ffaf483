/* What makes arrivals come in bursts. */
#include "models/language/units.h"
#include "models/scenario/burst.h"
#include "models/scenario/scenario.h"
#include "models/scenario/settings_common.h"
#include "models/scenario/settings_sections.h"
#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

/* ---- issues that bring others ---- */

static bool
brings_any(const void *whole, const void *object)
{
    (void)whole;
    return ((const cc_self_exciting *)object)->mean > 0;
}

const cc_setting cc_settings_self_exciting[] = {
    {.name = "mean",
     .kind = CC_SET_NUMBER,
     .unit = "",
     .min = 0,
     .max = 0.99,
     .offset = offsetof(cc_self_exciting, mean),
     .doc = "Others that each issue brings itself, on average; these bring others again."},
    {.name = "after",
     .kind = CC_SET_DIST,
     .unit = "s",
     .offset = offsetof(cc_self_exciting, after),
     .matters = brings_any,
     .doc = "Time after which each of them comes."},
    {.name = NULL},
};

/* ---- bursts ---- */

#define KIND(member) offsetof(cc_burst_kind, member)
static const cc_setting kind_settings[] = {
    {.name = "per_hour",
     .kind = CC_SET_NUMBER,
     .unit = "1/h",
     .min = 0,
     .max = 3.6e9,
     .normal = "must be given",
     .read = cc_read_elsewhere,
     .write = cc_write_elsewhere,
     .doc = "Issues an hour more, while it lasts."},
    {.name = "duration",
     .kind = CC_SET_DURATION,
     .unit = "s",
     .min = 0,
     .max = CC_DAY,
     .offset = KIND(duration),
     .doc = "How long it lasts."},
    {.name = "decay",
     .kind = CC_SET_DURATION,
     .unit = "s",
     .min = 0,
     .max = CC_DAY,
     .offset = KIND(decay),
     .doc = "Mean of the exponential fall of the rate behind it."},
    {.name = "after",
     .kind = CC_SET_DURATION,
     .unit = "s",
     .min = 0,
     .max = CC_DAY,
     .offset = KIND(after),
     .doc =
         "From the beginning of the burst to that of this kind: who speaks first, and who later."},
    {.name = NULL},
};

/* Names are checked when the kinds are known, below. */
static const cc_setting *
kind_of(const void *whole, const char *name)
{
    (void)whole;
    (void)name;
    return kind_settings;
}

static const cc_setting kinds[] = {
    {.name = "*",
     .kind = CC_SET_GROUP,
     .each = &cc_each_issue,
     .sub_of = kind_of,
     .doc = "A kind of issue that it raises."},
    {.name = NULL},
};

static void
read_kinds(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    cc_burst *burst = object;
    const cc_demand *demand = &cc_scenario_of(reader)->demand;
    burst->kind = cc_read_alloc(reader, (size_t)demand->n_issues, sizeof(*burst->kind));
    const cc_layers issues = cc_layers_sub(in, self->name);
    if (issues.n == 0) {
        cc_read_missing(reader, in, self->name, "is missing: which kinds of issue it raises");
        return;
    }
    cc_settings_check_each(reader, issues.layer[0], &kinds[0]);
    for (int j = 0; j < demand->n_issues && reader->error == SIM_OK; j++) {
        const cc_layers of = cc_layers_sub(&issues, demand->issue[j].name);
        if (of.n == 0) {
            continue;
        }
        cc_burst_kind *kind = &burst->kind[j];
        cc_settings_read(reader, &of, kind_settings, kind);
        cc_value *rate = cc_layers_get(&of, "per_hour");
        if (rate == NULL) {
            cc_read_missing(reader, &of, "per_hour", "is missing");
            return;
        }
        kind->rate = cc_read_number(reader, &kind_settings[0], rate) / 3600;
        cc_read_figure(reader, &kind_settings[0], rate);
        if (reader->error == SIM_OK && kind->duration + kind->decay == 0) {
            cc_read_missing(reader, &of, "duration", "must be > 0 s, or decay");
        }
    }
}

static void
write_kinds(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_burst *burst = object;
    const cc_demand *demand = &cc_scenario_in(writer)->demand;
    cc_write_open(writer, self->name);
    for (int j = 0; j < demand->n_issues; j++) {
        if (burst->kind[j].rate > 0) {
            cc_write_open(writer, demand->issue[j].name);
            cc_write_name(writer, "per_hour");
            cc_write_per_hour(writer, burst->kind[j].rate);
            cc_write_end(writer);
            cc_settings_write(writer, kind_settings, &burst->kind[j]);
            cc_write_close(writer);
        }
    }
    cc_write_close(writer);
}

/* "2 09:30": the run's second day. */
static bool
moment_of(const cc_run *run, const char *text, double *at)
{
    char *rest;
    const long day = strtol(text, &rest, 10);
    double time;
    if (rest == text || *rest != ' ' || day < 1 || day > run->days ||
        !cc_time_of_day_parse(rest + 1, &time)) {
        return false;
    }
    *at = (double)(day - 1) * CC_DAY + cc_clock_since(run->day_begin, time);
    return true;
}

static int
by_time(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void
read_at(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    cc_burst *burst = object;
    cc_value *list = cc_layers_get(in, self->name);
    if (list == NULL) {
        return;
    }
    char shown[96];
    if (list->kind != CC_VALUE_LIST) {
        cc_read_refuse(reader, list, "must be a list of moments like (\"2 09:30\") (is %s)",
                       cc_value_show(list, shown, sizeof(shown)));
        return;
    }
    const cc_run *run = &cc_scenario_of(reader)->run;
    burst->at = cc_read_alloc(reader, list->n + 1, sizeof(*burst->at));
    for (size_t j = 0; j < list->n && reader->error == SIM_OK; j++) {
        const cc_value *member = list->child[j];
        if (member->kind != CC_VALUE_TEXT || !moment_of(run, member->text, &burst->at[j])) {
            cc_read_refuse(reader, member,
                           "must be a day of the run (1 to %d) and a time, like \"2 09:30\" (is "
                           "%s)",
                           run->days, cc_value_show(member, shown, sizeof(shown)));
        }
    }
    if (reader->error == SIM_OK) {
        burst->n_at = list->n;
        qsort(burst->at, burst->n_at, sizeof(*burst->at), by_time);
    }
}

static void
write_at(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_burst *burst = object;
    const double begin = cc_scenario_in(writer)->run.day_begin;
    if (burst->n_at == 0) {
        return;
    }
    cc_write_name(writer, self->name);
    for (size_t j = 0; j < burst->n_at; j++) {
        const double day = floor(burst->at[j] / CC_DAY);
        char time[32], text[64];
        cc_time_of_day_format(cc_clock_at(begin, burst->at[j] - day * CC_DAY), time, sizeof(time));
        snprintf(text, sizeof(text), "%.0f %s", day + 1, time);
        cc_write_raw(writer, "%s", j == 0 ? "(" : ", ");
        cc_write_text(writer, text);
    }
    cc_write_raw(writer, ")");
    cc_write_end(writer);
}

const cc_setting cc_settings_burst[] = {
    {.name = "at",
     .kind = CC_SET_SPECIAL,
     .type = "list of moments",
     .normal = "none",
     .is_policy = true,
     .read = read_at,
     .write = write_at,
     .doc = "When it begins, by schedule: a day of the run and a time, \"2 09:30\"."},
    {.name = "per_day",
     .kind = CC_SET_NUMBER,
     .unit = "",
     .min = 0,
     .max = 5,
     .offset = offsetof(cc_burst, per_day),
     .doc = "How many begin on an open day at random, on average, in run.hours."},
    {.name = "issues",
     .kind = CC_SET_GROUP,
     .sub = kinds,
     .read = read_kinds,
     .write = write_kinds,
     .normal = "must be given",
     .doc = "What it raises of each kind of issue."},
    {.name = NULL},
};

void
cc_bursts_read(cc_reader *reader, const cc_layers *in)
{
    cc_demand *demand = &cc_scenario_of(reader)->demand;
    const cc_value *bursts = cc_layers_get(in, "bursts");
    if (bursts == NULL || reader->error != SIM_OK) {
        return;
    }
    if (bursts->n > CC_MAX_BURSTS) {
        cc_read_refuse(reader, bursts, "too many bursts (%d at most)", CC_MAX_BURSTS);
        return;
    }
    demand->burst = cc_read_alloc(reader, bursts->n, sizeof(*demand->burst));
    for (size_t j = 0; j < bursts->n && reader->error == SIM_OK; j++) {
        cc_refuse_made(reader, bursts, j, "burst");
        demand->burst[j].name = cc_read_keep(reader, bursts->child[j]->name);
        demand->n_bursts = (int)j + 1;
        const cc_layers layers = cc_layers_of(bursts->child[j]);
        cc_settings_read(reader, &layers, cc_settings_burst, &demand->burst[j]);
    }
}

void
cc_bursts_write(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_demand *demand = object;
    cc_write_open(writer, self->name);
    for (int j = 0; j < demand->n_bursts; j++) {
        cc_write_open(writer, demand->burst[j].name);
        cc_settings_write(writer, cc_settings_burst, &demand->burst[j]);
        cc_write_close(writer);
    }
    cc_write_close(writer);
}

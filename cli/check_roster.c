#include "cli/check_roster.h"

#include "cli/listing.h"
#include "models/language/moment.h"
#include "models/language/units.h"
#include "models/scenario/opening.h"
#include "models/scenario/roster.h"
#include "models/scenario/scenario.h"

#include <math.h>
#include <stdlib.h>

#define MOST_NAMED 12 /* times without anybody that are told one by one */

/* From when to when somebody works, s of a day. */
typedef struct duty {
    double from, to;
} duty;

static int
by_time(const void *a, const void *b)
{
    const duty *x = a, *y = b;
    return x->from != y->from ? (x->from < y->from ? -1 : 1) : (x->to > y->to) - (x->to < y->to);
}

/* All of a day, in order; memory to be freed, NULL: there is none. */
static duty *
duties_of(const cc_scenario *scenario, int group, long day, size_t *n)
{
    const cc_roster_plan *plan = &scenario->center.roster;
    const int people = cc_roster_people(scenario, group);
    size_t capacity = 0;
    duty *all = NULL;
    *n = 0;
    for (int p = plan->first[group]; p < plan->first[group] + people; p++) {
        for (int back = 0; back < 2 && !plan->person[p].is_absent; back++) {
            cc_span span[CC_MAX_SPANS];
            const int spans = cc_roster_spans(scenario, p, day - back, span);
            if (*n + CC_MAX_SPANS > capacity) {
                capacity = 2 * capacity + 4 * (size_t)CC_MAX_SPANS;
                duty *more = realloc(all, capacity * sizeof(*more));
                if (more == NULL) {
                    free(all);
                    return NULL;
                }
                all = more;
            }
            for (int j = 0; j < spans; j++) {
                if (span[j].activity == CC_WORK && !span[j].is_away) {
                    all[(*n)++] = (duty){span[j].from - back * CC_DAY, span[j].to - back * CC_DAY};
                }
            }
        }
    }
    if (*n > 0) {
        qsort(all, *n, sizeof(*all), by_time);
    }
    return all;
}

typedef struct gaps {
    const cc_scenario *scenario;
    char text[900];
    int length, n;
    double hours;
} gaps;

static void
add_gap(gaps *self, long day, double from, double to)
{
    const cc_run *run = &self->scenario->run;
    char a[16], b[16], date[32] = "";
    self->hours += (to - from) / 3600;
    if (self->n++ >= MOST_NAMED) {
        return;
    }
    if (run->has_date) {
        cc_day_format(run->first_date + day, date, sizeof(date));
    } else if (run->days > 7) {
        snprintf(date, sizeof(date), "day %ld", day + 1);
    }
    self->length +=
        snprintf(self->text + self->length, sizeof(self->text) - (size_t)self->length,
                 "%s%s%s%s %s-%s", self->n > 1 ? ", " : "", cc_weekdays[(run->first_day + day) % 7],
                 date[0] != '\0' ? " " : "", date,
                 cc_time_of_day_format(cc_clock_at(run->day_begin, from), a, sizeof(a)),
                 cc_time_of_day_format(cc_clock_at(run->day_begin, to), b, sizeof(b)));
}

/* Of one opening of the house. */
static void
add_opening(gaps *self, long day, const cc_opening *opening, const duty *all, size_t n)
{
    double at = opening->open;
    for (size_t j = 0; j < n && at < opening->close; j++) {
        if (all[j].from > at + 0.5 && all[j].from < opening->close) {
            add_gap(self, day, at, all[j].from);
        } else if (all[j].from >= opening->close) {
            break;
        }
        at = fmax(at, all[j].to);
    }
    if (at < opening->close - 0.5) {
        add_gap(self, day, at, opening->close);
    }
}

void
cli_check_roster(FILE *out, const cc_scenario *scenario, int group)
{
    const cc_group *of = &scenario->center.group[group];
    const cc_run *run = &scenario->run;
    const int people = cc_roster_people(scenario, group);
    if (!cc_group_has_people(of)) {
        return;
    }
    gaps it = {.scenario = scenario};
    for (long day = 0; day < run->days; day++) {
        const cc_openings *today = cc_openings_of(run, &run->hours, day);
        size_t n;
        duty *all = duties_of(scenario, group, day, &n);
        for (int j = 0; j < today->n; j++) {
            add_opening(&it, day, &today->at[j], all, n);
        }
        free(all);
    }
    char text[1100], absent[40] = "";
    int n_absent = of->absent;
    for (int p = 0; p < people; p++) {
        n_absent +=
            scenario->center.roster.person[scenario->center.roster.first[group] + p].is_absent;
    }
    if (n_absent > 0) {
        snprintf(absent, sizeof(absent), ", %d absent", n_absent);
    }
    int n = snprintf(text, sizeof(text), "%d %s%s; ", people, people == 1 ? "person" : "people",
                     absent);
    if (it.n == 0) {
        snprintf(text + n, sizeof(text) - (size_t)n, "somebody is always on duty");
    } else {
        n += snprintf(text + n, sizeof(text) - (size_t)n, "nobody is on duty for %.4g h: %s",
                      it.hours, it.text);
        if (it.n > MOST_NAMED) {
            snprintf(text + n, sizeof(text) - (size_t)n, ", and %d times more", it.n - MOST_NAMED);
        }
    }
    fputs("    ", out);
    cli_write_wrapped(out, 4, "    ", text);
}

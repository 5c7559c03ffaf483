#include "models/scenario/roster.h"

#include "models/language/units.h"
#include "models/scenario/opening.h"
#include "models/scenario/scenario.h"
#include <math.h>

int
cc_roster_people(const cc_scenario *scenario, int group)
{
    const cc_roster_plan *plan = &scenario->center.roster;
    return plan->n_persons > 0 ? plan->first[group + 1] - plan->first[group] : 0;
}

/* ---- the people of a pattern ---- */

static int
spans_of_shift(const cc_run *run, const cc_person *person, int weekday, cc_span *span)
{
    const cc_shift *shift = person->shift;
    /* What begins by the clock before days do is of the next calendar day. */
    const int by_clock = shift->start < run->day_begin ? (weekday + 1) % 7 : weekday;
    if (!shift->days[by_clock]) {
        return 0;
    }
    const double start = cc_clock_since(run->day_begin, shift->start);
    double begin[CC_MAX_BREAKS];
    int order[CC_MAX_BREAKS];
    for (int j = 0; j < shift->n_pauses; j++) {
        begin[j] = cc_shift_pause(shift, j, person->nth);
        int i = j;
        for (; i > 0 && begin[order[i - 1]] > begin[j]; i--) {
            order[i] = order[i - 1];
        }
        order[i] = j;
    }
    int n = 0;
    double at = 0;
    for (int j = 0; j <= shift->n_pauses; j++) {
        const bool is_last = j == shift->n_pauses;
        const double until = is_last ? cc_shift_length(shift) : begin[order[j]];
        if (until > at) {
            span[n++] = (cc_span){start + at, start + until, CC_WORK, true};
        }
        if (!is_last) {
            const cc_shift_break *pause = &shift->pause[order[j]];
            at = until + pause->length;
            span[n++] = (cc_span){start + until, start + at, (uint8_t)pause->activity, pause->paid};
        }
    }
    return n;
}

/* ---- those whom a table names ---- */

static int
spans_of_rows(const cc_roster_plan *plan, const cc_person *person, long day, cc_span *span)
{
    size_t low = person->row, high = person->row + person->n_rows;
    const size_t end = high;
    while (low < high) {
        const size_t mid = low + (high - low) / 2;
        if (plan->row[mid].day < day) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    int n = 0;
    for (; low < end && plan->row[low].day == day && n < CC_MAX_SPANS; low++) {
        span[n++] = plan->row[low].span;
    }
    return n;
}

int
cc_roster_spans(const cc_scenario *scenario, int person, long day, cc_span span[CC_MAX_SPANS])
{
    const cc_roster_plan *plan = &scenario->center.roster;
    const cc_run *run = &scenario->run;
    const cc_person *it = &plan->person[person];
    /* What day -1 is like is known by its weekday alone. */
    const int weekday = day < 0 ? (run->first_day + 6) % 7 : cc_run_weekday(run, day);
    if (day < 0 ? !run->weekday_open[weekday] : !cc_day_is_open(run, day)) {
        return 0;
    }
    return it->shift != NULL ? spans_of_shift(run, it, weekday, span)
                             : spans_of_rows(plan, it, plan->by_week ? weekday : day, span);
}

/* ---- in numbers ---- */

/* Adds what a person's day says of [from, to), s of another day that begins `later` s after it. */
static void
add(const cc_span *span, int n, double from, double to, double later, double *paid, double *work)
{
    for (int j = 0; j < n; j++) {
        const double inside =
            fmax(fmin(span[j].to - later, to) - fmax(span[j].from - later, from), 0);
        *paid += span[j].paid ? inside : 0;
        *work += span[j].activity == CC_WORK ? inside : 0;
    }
}

cc_roster_number
cc_roster_numbers(const cc_scenario *scenario, int group, long day, size_t k)
{
    const cc_run *run = &scenario->run;
    const cc_roster_plan *plan = &scenario->center.roster;
    const double from = run->open + (double)k * run->interval,
                 to = fmin(from + run->interval, run->close);
    cc_roster_number sum = {0, 0};
    const int people = cc_roster_people(scenario, group);
    for (int j = 0; j < people; j++) {
        const int person = plan->first[group] + j;
        double work = 0;
        for (int back = 0; back < 2; back++) {
            cc_span span[CC_MAX_SPANS];
            const int n = cc_roster_spans(scenario, person, day - back, span);
            add(span, n, from, to, back * CC_DAY, &sum.paid, &work);
        }
        sum.at_work += plan->person[person].is_absent ? 0 : work;
    }
    const int absent = scenario->center.group[group].absent;
    sum.at_work *= people > 0 ? 1 - fmin(absent, people) / people : 0;
    return (cc_roster_number){sum.paid / (to - from), sum.at_work / (to - from)};
}

#include "models/scenario/roster.h"

#include "models/language/units.h"
#include "models/scenario/opening.h"
#include "models/scenario/place.h"
#include "models/scenario/roster_place.h"
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
            span[n++] = (cc_span){start + at, start + until, CC_WORK, true, false};
        }
        if (!is_last) {
            const cc_shift_break *pause = &shift->pause[order[j]];
            at = until + pause->length;
            span[n++] =
                (cc_span){start + until, start + at, (uint8_t)pause->activity, pause->paid, false};
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
    for (; low < end && plan->row[low].day == day && n < CC_MAX_SPANS_WRITTEN; low++) {
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
    const bool is_open = day < 0 ? run->weekday_open[weekday] : cc_day_is_open(run, day);
    if (!is_open || it->elsewhere[weekday]) {
        return 0;
    }
    const int n = it->shift != NULL ? spans_of_shift(run, it, weekday, span)
                                    : spans_of_rows(plan, it, plan->by_week ? weekday : day, span);
    return cc_spans_at_site(scenario, person, span, n);
}

/* ---- in numbers ---- */

double
cc_staff_at(const cc_scenario *scenario, const cc_group *group, size_t day, size_t k)
{
    return cc_table_at(&group->staff, day, k) * group->scale * scenario->center.staff_scale;
}

int
cc_roster_written(const cc_scenario *scenario, int group)
{
    const int from = scenario->center.group[group].made_from;
    return from >= 0 ? from : group;
}

int
cc_roster_family(const cc_scenario *scenario, int group)
{
    int n = 0; /* on Mondays each is in one group */
    for (int p = 0; p < scenario->center.roster.n_persons; p++) {
        const cc_person *it = &scenario->center.roster.person[p];
        n += !it->elsewhere[0] && cc_roster_written(scenario, it->group) == group;
    }
    return n;
}

double
cc_roster_share_absent(const cc_center_setup *center, const cc_group *group)
{
    return fmin(group->absence.share * cc_site_effect(center, group).absence, 1);
}

/* Of persons who are not named as absent. */
static double
absent_of(const cc_scenario *scenario, int group)
{
    const cc_center_setup *center = &scenario->center;
    const int written = cc_roster_written(scenario, group);
    const double by_number = center->group[written].absent;
    const double all = by_number > 0 ? cc_roster_family(scenario, written) : 1;
    return 1 - (1 - by_number / all) * (1 - cc_roster_share_absent(center, &center->group[group]));
}

/* Adds s of a span to the intervals from `first` to before `end`; its day began `back` days before. */
static void
add_span(const cc_run *run, const cc_span *span, int back, bool is_absent, size_t first, size_t end,
         cc_roster_number *sum)
{
    const double from = span->from - back * CC_DAY, to = span->to - back * CC_DAY;
    const double before = floor((from - run->open) / run->interval);
    for (size_t k = before > (double)first ? (size_t)before : first; k < end; k++) {
        const double begin = run->open + (double)k * run->interval;
        const double inside = fmin(to, fmin(begin + run->interval, run->close)) - fmax(from, begin);
        if (begin >= to) {
            return;
        }
        if (inside > 0) {
            sum[k - first].paid += span->paid || span->activity == CC_WORK ? inside : 0;
            sum[k - first].at_work +=
                span->activity == CC_WORK && !span->is_away && !is_absent ? inside : 0;
        }
    }
}

static void
add_people(const cc_scenario *scenario, int group, long day, size_t first, size_t end,
           cc_roster_number *sum)
{
    const cc_run *run = &scenario->run;
    const cc_roster_plan *plan = &scenario->center.roster;
    const int people = cc_roster_people(scenario, group);
    for (int p = plan->first[group]; p < plan->first[group] + people; p++) {
        for (int back = 0; back < 2; back++) {
            cc_span span[CC_MAX_SPANS];
            const int n = cc_roster_spans(scenario, p, day - back, span);
            for (int j = 0; j < n; j++) {
                add_span(run, &span[j], back, plan->person[p].is_absent, first, end, sum);
            }
        }
    }
    const double there = 1 - absent_of(scenario, group);
    for (size_t k = first; k < end && people > 0; k++) {
        const double begin = run->open + (double)k * run->interval;
        const double length = fmin(begin + run->interval, run->close) - begin;
        sum[k - first].paid /= length;
        sum[k - first].at_work *= there / length;
    }
}

static void
fill(const cc_scenario *scenario, int g, long day, size_t first, size_t end, cc_roster_number *sum)
{
    const cc_group *group = &scenario->center.group[g];
    for (size_t k = first; k < end; k++) {
        const bool counts = !cc_group_has_people(group) && cc_day_is_open(&scenario->run, day);
        const double n = counts ? cc_staff_at(scenario, group, (size_t)day, k) : 0;
        sum[k - first] = (cc_roster_number){n, n};
    }
    if (cc_group_has_people(group)) {
        add_people(scenario, g, day, first, end, sum);
        return;
    }
    for (size_t k = first; k < end; k++) {
        sum[k - first].at_work *= cc_site_presence(&scenario->center, group, (size_t)day, k);
    }
}

cc_roster_number
cc_roster_numbers(const cc_scenario *scenario, int group, long day, size_t k)
{
    cc_roster_number number;
    fill(scenario, group, day, k, k + 1, &number);
    return number;
}

void
cc_roster_day(const cc_scenario *scenario, int group, long day, cc_roster_number *number)
{
    fill(scenario, group, day, 0, scenario->run.intervals_per_day, number);
}

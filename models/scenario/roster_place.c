/* Persons at a site. Nothing here is drawn: who is away, and when, is spread evenly over the people of a
 * group, so that of a group all of whom work at the same time the same part is there at every moment. */
#include "models/scenario/roster_place.h"

#include "models/scenario/place.h"
#include "models/scenario/scenario.h"
#include <math.h>
#include <string.h>

/* ---- hours ---- */

/* The part of a span in the hours of the site on the day that begins `back` days later by its clock. */
static cc_span
part_within(const cc_span *span, const cc_site *site, long day)
{
    const double midnight = (double)day * CC_DAY - 3600 * site->ahead;
    cc_span part = *span;
    part.from = fmax(span->from, midnight + site->hours.open);
    part.to = fmin(span->to, midnight + site->hours.close);
    return part;
}

static int
keep_hours(const cc_site *site, cc_span *span, int n)
{
    cc_span was[CC_MAX_SPANS_WRITTEN];
    memcpy(was, span, (size_t)n * sizeof(*was));
    int kept = 0;
    for (int j = 0; j < n; j++) {
        const int first = kept;
        for (long day = -3; day <= 3; day++) { /* `ahead` is 26 h at most */
            const cc_span part = part_within(&was[j], site, day);
            if (part.to > part.from && kept > first && span[kept - 1].to >= part.from) {
                span[kept - 1].to = part.to; /* open day and night */
            } else if (part.to > part.from) {
                span[kept++] = part;
            }
        }
    }
    return kept;
}

/* ---- minutes worked ---- */

static bool
is_rest(const cc_span *span)
{
    return span->activity == CC_BREAK || span->activity == CC_LUNCH;
}

/* Breaks and lunches end sooner, all by the same share, and work goes on, or begins, then. */
static int
work_more(double factor, cc_span *span, int n)
{
    double work = 0, rest = 0;
    for (int j = 0; j < n; j++) {
        work += span[j].activity == CC_WORK ? span[j].to - span[j].from : 0;
        rest += is_rest(&span[j]) ? span[j].to - span[j].from : 0;
    }
    const double less = rest > 0 ? fmin((factor - 1) * work / rest, 1) : 0;
    cc_span was[CC_MAX_SPANS];
    memcpy(was, span, (size_t)n * sizeof(*was));
    int kept = 0;
    for (int j = 0; j < n; j++) {
        cc_span it = was[j];
        const double end = it.to;
        if (is_rest(&it) && less > 0) {
            it.to = less < 1 ? it.to - less * (it.to - it.from) : it.from;
        }
        if (it.to > it.from) {
            span[kept++] = it;
        }
        if (it.to < end) {
            span[kept++] = (cc_span){.from = it.to, .to = end, .activity = CC_WORK, .paid = true};
        }
    }
    return kept;
}

/* Each is away for that part of each stretch of work. It begins (i + 1/2) / n of the way through it, of the
 * i-th of n people, and what is left of it at the end is at the beginning. */
static int
work_less(double away, double place, cc_span *span, int n)
{
    cc_span was[CC_MAX_SPANS];
    memcpy(was, span, (size_t)n * sizeof(*was));
    int kept = 0;
    for (int j = 0; j < n; j++) {
        const double length = was[j].to - was[j].from;
        const double from = was[j].from + place * length, to = from + away * length;
        const double over = to > was[j].to ? to - length : was[j].from; /* until then, too */
        const double edge[] = {was[j].from, over, from, fmin(to, was[j].to), was[j].to};
        if (was[j].activity != CC_WORK) {
            span[kept++] = was[j];
            continue;
        }
        for (int k = 0; k < 4; k++) {
            if (edge[k + 1] > edge[k]) {
                span[kept] = was[j];
                span[kept].from = edge[k];
                span[kept].to = edge[k + 1];
                span[kept++].is_away = k % 2 == 0;
            }
        }
    }
    return kept;
}

int
cc_spans_at_site(const cc_scenario *scenario, int person, cc_span *span, int n)
{
    const cc_center_setup *center = &scenario->center;
    const int g = center->roster.person[person].group;
    const cc_group *group = &center->group[g];
    const cc_site *site = cc_site_of(center, group);
    if (site == NULL || n == 0 || center->roster.is_placed) {
        return n;
    }
    if (site->has_hours) {
        n = keep_hours(site, span, n);
    }
    const double factor = cc_site_effect(center, group).minutes_worked;
    if (factor > 1) {
        return work_more(factor, span, n);
    }
    const int first = center->roster.first[g];
    const double place = (person - first + 0.5) / (center->roster.first[g + 1] - first);
    return factor < 1 ? work_less(1 - factor, place, span, n) : n;
}

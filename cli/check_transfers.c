#include "cli/check_transfers.h"

#include "cli/listing.h"
#include "models/language/moment.h"
#include "models/language/units.h"
#include "models/scenario/opening.h"
#include "models/scenario/roster.h"
#include "models/scenario/scenario.h"

#include <math.h>

/* Intervals of which something is said: [first, end), of some days or of all open ones. */
typedef struct span {
    size_t first, end;
    bool on_all;
} span;

static bool
is_staffed(const cc_scenario *scenario, int group, int day, size_t k)
{
    return cc_roster_numbers(scenario, group, day, k).paid > 0;
}

static bool
serves(const cc_group *group, int queue)
{
    bool does = false;
    for (int j = 0; j < group->n_serves; j++) {
        does |= group->serves[j].index == queue;
    }
    return does;
}

/* Is somebody there who hands contacts on, and nobody who takes them? */
static bool
lacks_takers(const cc_scenario *scenario, const cc_transfer *of, int day, size_t k)
{
    bool any_from = false, any_to = false;
    for (int g = 0; g < scenario->center.n_groups; g++) {
        const cc_group *group = &scenario->center.group[g];
        if (is_staffed(scenario, g, day, k)) {
            any_from |= of->from[g];
            any_to |= serves(group, of->queue);
        }
    }
    return any_from && !any_to;
}

/* The next intervals without takers from `first` on; false: there are none. */
static bool
find_span(const cc_scenario *scenario, const cc_transfer *of, size_t first, span *found)
{
    const cc_run *run = &scenario->run;
    bool inside = false;
    for (size_t k = first; k < run->intervals_per_day; k++) {
        int n = 0, n_open = 0;
        for (int day = 0; day < run->days; day++) {
            if (cc_day_is_open(run, day) && cc_interval_counts(run, day, k)) {
                n += lacks_takers(scenario, of, day, k);
                n_open++;
            }
        }
        if (n == 0 && inside) {
            return true;
        }
        if (n > 0 && !inside) {
            *found = (span){.first = k, .on_all = true};
            inside = true;
        }
        if (inside) {
            found->end = k + 1;
            found->on_all = found->on_all && n == n_open;
        }
    }
    return inside;
}

/* "from 08:00 to 10:00" */
static void
say_span(const cc_run *run, const span *of, char *text, size_t size)
{
    char from[16], to[16];
    const double end = fmin(run->open + (double)of->end * run->interval, run->close);
    cc_time_of_day_format(
        cc_clock_at(run->day_begin, run->open + (double)of->first * run->interval), from,
        sizeof(from));
    cc_time_of_day_format(cc_clock_at(run->day_begin, end), to, sizeof(to));
    snprintf(text, size, "from %s to %s%s", from, to, of->on_all ? "" : " on some days");
}

static bool
closes(const cc_run *run)
{
    return !run->hours.is_same || run->hours.every.close - run->hours.every.open < CC_DAY;
}

void
cli_check_transfers(FILE *out, const cc_scenario *scenario)
{
    for (int t = 0; t < scenario->center.n_transfers; t++) {
        const cc_transfer *transfer = &scenario->center.transfer[t];
        const char *stays = transfer->how == CC_COLD ? "" : ", and the agent who transfers with it";
        span it = {.end = 0};
        char text[600], when[64];
        if (transfer->how == CC_COLD && !sim_dist_is_zero(&transfer->hand_over)) {
            snprintf(text, sizeof(text),
                     "hand_over of %.60s is not used: who transfers cold tells nobody.",
                     transfer->name);
            fputs("  ", out);
            cli_write_wrapped(out, 2, "  ", text);
        }
        if (transfer->queue < 0) {
            continue; /* partners are always there */
        }
        const char *queue = scenario->center.queue[transfer->queue].name;
        while (find_span(scenario, transfer, it.end, &it)) {
            say_span(&scenario->run, &it, when, sizeof(when));
            snprintf(
                text, sizeof(text),
                "What is transferred to %.60s (%.60s) waits %s, where nobody who takes it is on "
                "duty%s.",
                queue, transfer->name, when, stays);
            fputs("  ", out);
            cli_write_wrapped(out, 2, "  ", text);
        }
        if (transfer->how != CC_COLD && closes(&scenario->run)) {
            snprintf(
                text, sizeof(text),
                "What is transferred to %.60s (%.60s) after closing time may wait for the next "
                "opening%s.",
                queue, transfer->name, stays);
            fputs("  ", out);
            cli_write_wrapped(out, 2, "  ", text);
        }
    }
}

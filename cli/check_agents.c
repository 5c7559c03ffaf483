#include "cli/check_agents.h"

#include "cli/check_roster.h"
#include "cli/check_sourcing.h"
#include "cli/check_transfers.h"
#include "cli/listing.h"
#include "models/language/moment.h"
#include "models/language/units.h"
#include "models/scenario/connection.h"
#include "models/scenario/effort.h"
#include "models/scenario/node.h"
#include "models/scenario/opening.h"
#include "models/scenario/scenario.h"
#include "models/scenario/workload.h"

#include <limits.h>
#include <math.h>

/* Are there conversations that stay open while the customer types? */
static bool
takes_turns(const cc_scenario *scenario, const cc_workload *workload)
{
    bool any = false;
    for (int c = 0; c < scenario->n_channels; c++) {
        any = any || (cc_effort_takes_turns(scenario, c) && workload->channel[c].open > 0);
    }
    return any;
}

/* Spread over days in the sums; in no interval, which would be full of it. */
static bool
has_backlog(const cc_scenario *scenario, const cc_workload *workload)
{
    bool any = false;
    for (int c = 0; c < scenario->n_channels; c++) {
        any = any || workload->channel[c].backlog > 0;
    }
    return any;
}

/* So many that hours are not written as none: one second is 0.0003 of them. */
static int
decimals_of(double hours)
{
    return hours >= 0.1 ? 1 : hours >= 0.01 ? 3 : 4;
}

/* Of an open day, in the mean. */
static double
open_hours_of(const cc_run *run)
{
    double sum = 0;
    int n = 0;
    for (int day = 0; day < run->days; day++) {
        sum += cc_openings_within(cc_openings_of(run, &run->hours, day), 0, CC_DAY) / 3600;
        n += cc_day_is_open(run, day);
    }
    return n > 0 ? sum / n : 0;
}

/* By channel the conversations open at once and the places that agents have for them, which are
 * full before attention is where customers take their time. False: they do not fit. */
static bool
print_places(FILE *out, const cc_scenario *scenario, const cc_workload *workload)
{
    const double open_hours = open_hours_of(&scenario->run);
    const double begin = scenario->run.day_begin;
    bool fit = true;
    int n = 0;
    for (int c = 0; c < scenario->n_channels; c++) {
        const cc_workload_channel *channel = &workload->channel[c];
        if (!(channel->open > 0) || !(channel->places > 0)) {
            continue;
        }
        char label[48], at[16];
        snprintf(label, sizeof(label), "places for %.16s", scenario->channel[c].name);
        fprintf(out, "  %-28s%.1f %% of %.1f: %.1f are open at once\n", label,
                100 * channel->open / channel->places, channel->places / open_hours,
                channel->open / open_hours);
        if (isfinite(channel->fullest)) {
            fprintf(out, "  %-28s%.1f %% at %s\n", "fullest interval", 100 * channel->fullest,
                    cc_time_of_day_format(cc_clock_at(begin, channel->fullest_at), at, sizeof(at)));
        }
        fit = fit && channel->open <= channel->places;
        n++;
    }
    if (n > 0 && fit && workload->filled > workload->present) {
        fprintf(out, "  %-28s%.1f %% of %.*f hours\n", "places, with all other work",
                100 * workload->filled / workload->present, decimals_of(workload->present),
                workload->present);
        fit = false;
    }
    return fit;
}

/* ---- caseloads and slots ---- */

static int
n_with_caseload(const cc_scenario *scenario, const cc_workload *workload)
{
    int n = 0;
    for (int c = 0; c < scenario->n_channels; c++) {
        n += workload->channel[c].kept > 0 && isfinite(workload->channel[c].cases) &&
             workload->channel[c].cases > 0;
    }
    return n;
}

/* By channel what agents keep, dormant or not, of what their caseloads allow. */
static bool
print_caseloads(FILE *out, const cc_scenario *scenario, const cc_workload *workload)
{
    const double open_hours = open_hours_of(&scenario->run);
    bool fit = true;
    for (int c = 0; c < scenario->n_channels; c++) {
        const cc_workload_channel *channel = &workload->channel[c];
        if (channel->kept > 0 && channel->cases > 0 && isfinite(channel->cases)) {
            char label[48];
            snprintf(label, sizeof(label), "caseload of %.15s", scenario->channel[c].name);
            fprintf(out, "  %-28s%.1f %% of %.1f: %.1f are kept, waits apart\n", label,
                    100 * channel->kept / channel->cases, channel->cases / open_hours,
                    channel->kept / open_hours);
            fit = fit && channel->kept <= channel->cases;
        }
    }
    if (n_with_caseload(scenario, workload) > 1) {
        fprintf(out, "  %-28s%.1f %%\n", "caseloads, all channels", 100 * workload->caseloads);
    }
    return fit;
}

static bool
print_slots(FILE *out, const cc_scenario *scenario, const cc_workload *workload)
{
    const double open_hours = open_hours_of(&scenario->run);
    bool fit = true;
    for (int q = 0; q < scenario->center.n_queues && open_hours > 0; q++) {
        const cc_queue *queue = &scenario->center.queue[q];
        const double taken = workload->inside[q] / open_hours;
        if (queue->slots < INT_MAX) {
            char label[48];
            snprintf(label, sizeof(label), "slots of %.18s", queue->name);
            fprintf(out, "  %-28s%.1f %% of %d: %.1f are taken, waits inside apart\n", label,
                    100 * taken / queue->slots, queue->slots, taken);
            fit = fit && taken <= queue->slots;
        }
    }
    return fit;
}

static void
print_wrapped(FILE *out, const char *text)
{
    fputs("  ", out);
    cli_write_wrapped(out, 2, "  ", text);
}

/* What its visits fill, as if none were ever full. */
static int
say_places(const cc_scenario *scenario, const cc_workload_node *of, int capacity, char *text,
           size_t size)
{
    char at[16];
    if (!(of->fullest > 0)) {
        return snprintf(text, size, ", which take no time");
    }
    cc_time_of_day_format(cc_clock_at(scenario->run.day_begin, of->fullest_at), at, sizeof(at));
    return snprintf(text, size, " of %.3g s in the mean: %.1f are taken, %.1f at %s%s",
                    of->hours * 3600 / of->visits, of->hours / open_hours_of(&scenario->run),
                    of->fullest, at, of->fullest > capacity ? ", more than there are" : "");
}

static void
print_nodes(FILE *out, const cc_scenario *scenario, const cc_workload *workload)
{
    static const char *const then[] = {
        [CC_FULL_SKIP] = "go past it", [CC_FULL_BLOCK] = "are blocked", [CC_FULL_WAIT] = "wait"};
    for (int j = 0; j < scenario->center.n_nodes; j++) {
        const cc_node *node = &scenario->center.node[j];
        const cc_workload_node *of = &workload->node[j];
        char text[400];
        if (node->capacity == INT_MAX || !(of->visits > 0)) {
            continue;
        }
        int n = snprintf(text, sizeof(text), "%s \"%.60s\" has %d place%s for %.1f visits a day",
                         node->type->name, node->name, node->capacity,
                         node->capacity == 1 ? "" : "s", of->visits);
        if (node->capacity > 0) {
            n += say_places(scenario, of, node->capacity, text + n, sizeof(text) - (size_t)n);
            snprintf(text + n, sizeof(text) - (size_t)n,
                     ". Those who find it full %s, which is left out here.", then[node->when_full]);
        } else {
            snprintf(text + n, sizeof(text) - (size_t)n,
                     ": all who come %s, which is left out here.", then[node->when_full]);
        }
        print_wrapped(out, text);
    }
}

/* Of queues to which agents transfer what others have begun. */
static void
print_transferred(FILE *out, const cc_scenario *scenario, const cc_workload *workload)
{
    for (int q = 0; q < scenario->center.n_queues; q++) {
        if (workload->transferred[q] > 0) {
            char text[200];
            snprintf(text, sizeof(text),
                     "Queue \"%.60s\" has %.1f contacts a day by transfers, which are in the work "
                     "above.",
                     scenario->center.queue[q].name, workload->transferred[q]);
            print_wrapped(out, text);
        }
    }
}

/* Rates are of a number open at once, which a run decides. */
static void
print_rates(FILE *out, const cc_scenario *scenario, const cc_workload *workload)
{
    for (int c = 0; c < scenario->n_channels; c++) {
        const cc_by_number *rates = &scenario->center.channel[c].rates;
        const double full = cc_effort_rate(scenario, c), alone = cc_by_number_at(rates, 0);
        const cc_workload_channel *channel = &workload->channel[c];
        if ((rates->n == 0 && rates->constant == 0) || full == alone || !(channel->hours > 0)) {
            continue;
        }
        char text[400];
        snprintf(text, sizeof(text),
                 "Work of %.60s is taken at %.3g, the rate of an agent whose places are all taken: "
                 "how many are open a run decides, and that is what they get done where customers "
                 "wait. With a single contact the rate is %.3g, and the same work needs some %.3g "
                 "times the hours.",
                 scenario->channel[c].name, full, alone, full / alone);
        print_wrapped(out, text);
    }
}

/* ---- what a run decides ---- */

/* How long their pauses hold agents up is a matter of who waits when they begin. */
static void
print_pauses(FILE *out, const cc_center_setup *center)
{
    for (int g = 0; g < center->n_groups; g++) {
        const cc_group *group = &center->group[g];
        if (cc_group_pauses(group)) {
            const double mean = group->pauses.probability * sim_dist_mean(&group->pauses.length);
            char text[300];
            snprintf(text, sizeof(text),
                     "Left out: pauses of \"%.60s\", %.3g s a contact in the mean, %.3g s while "
                     "somebody waits.",
                     group->name, mean, mean * group->pauses.when_waiting);
            print_wrapped(out, text);
        }
    }
}

/* What changes who is there while it runs. */
static void
print_changes(FILE *out, const cc_scenario *scenario)
{
    for (int g = 0; g < scenario->center.n_groups; g++) {
        const cc_group *group = &scenario->center.group[g];
        char text[300];
        if (group->attrition.per_year > 0) {
            double filled, in_training;
            cc_positions_in_the_long_run(&group->attrition, &group->hiring, &filled, &in_training);
            snprintf(text, sizeof(text),
                     "Left out: agents of \"%.60s\" who leave for good; in the long run %.1f %% of "
                     "the positions are filled%s, %.1f %% in training.",
                     group->name, 100 * filled, group->attrition.load > 0 ? ", load apart" : "",
                     100 * in_training);
            print_wrapped(out, text);
        }
        if (cc_overtime_may_be(&group->overtime) || cc_time_off_may_be(&group->time_off)) {
            snprintf(text, sizeof(text),
                     "Left out: overtime and time off that agents of \"%.60s\" are asked for.",
                     group->name);
            print_wrapped(out, text);
        }
    }
}

/* Counted among the agents there: in the mean, whoever goes together. */
static void
print_connections(FILE *out, const cc_scenario *scenario)
{
    for (int g = 0; g < scenario->center.n_groups; g++) {
        const cc_group *group = &scenario->center.group[g];
        if (cc_group_may_lose(scenario, group)) {
            char text[300];
            snprintf(
                text, sizeof(text),
                "Agents of \"%.60s\" are connected %.4g %% of the day, and counted as that "
                "many: up / (up + down), and outages by the clock in their intervals%s.",
                group->name,
                100 * cc_group_connected(scenario, group, scenario->run.open, scenario->run.close),
                cc_group_may_move(scenario, group) ? ", failover left out" : "");
            print_wrapped(out, text);
        }
    }
}

static void
print_left_out(FILE *out, const cc_scenario *scenario, const cc_workload *workload)
{
    const cc_workload_waits *waits = &workload->waits;
    char text[400];
    fprintf(out, "  Left out: redials, which add to it, who abandons, speed and pace.\n");
    print_connections(out, scenario);
    print_changes(out, scenario);
    print_pauses(out, &scenario->center);
    if (waits->switches > 0) {
        const int n = snprintf(text, sizeof(text),
                               "Left out: customers who go to another channel when their "
                               "patience ends. If nobody were answered, %.1f a day would, "
                               "redials apart",
                               waits->switches);
        snprintf(text + n, sizeof(text) - (size_t)n,
                 waits->duplicates > 0 ? ", and %.1f of these leave a duplicate in line." : ".",
                 waits->duplicates);
        print_wrapped(out, text);
    }
    if (waits->ghosts > 0) {
        snprintf(text, sizeof(text),
                 "Left out: customers who leave without a sign, %.1f a day at most, redials "
                 "apart. They hold places for %.1f h at most, in place of their work.",
                 waits->ghosts, waits->ghost_hours);
        print_wrapped(out, text);
    }
    for (int j = 0; j < scenario->center.n_nodes; j++) {
        if (waits->by_node[j] > 0) {
            snprintf(text, sizeof(text),
                     "Left out: those of whom waits decide at the %s \"%.60s\", %.1f a day at "
                     "most.",
                     scenario->center.node[j].type->name, scenario->center.node[j].name,
                     waits->by_node[j]);
            print_wrapped(out, text);
        }
    }
    if (waits->messages > 0) {
        snprintf(text, sizeof(text),
                 "Left out: who leaves at a message; %.1f a day hear some if they wait.",
                 waits->messages);
        print_wrapped(out, text);
    }
}

/* ---- all of it ---- */

void
cli_check_agents(FILE *out, const cc_scenario *scenario, const cc_workload *workload)
{
    const double begin = scenario->run.day_begin;
    fprintf(out, "\nAGENTS\n");
    for (int g = 0; g < scenario->center.n_groups; g++) {
        const cc_workload_group *group = &workload->group[g];
        char range[64];
        if (group->least == group->most) {
            snprintf(range, sizeof(range), "%.4g", group->most);
        } else {
            snprintf(range, sizeof(range), "%.4g to %.4g", group->least, group->most);
        }
        fprintf(out, "  %-27.27s %s at once, %.1f h a day", scenario->center.group[g].name, range,
                group->scheduled);
        if (group->present < group->scheduled) {
            fprintf(out, ", %.1f present", group->present);
        }
        fprintf(out, "\n");
        cli_check_roster(out, scenario, g);
        cli_check_sourcing(out, scenario, g);
    }
    if (workload->present <= 0) {
        fprintf(out, "  nobody is there\n");
        return;
    }
    const bool by_turns = takes_turns(scenario, workload);
    char at[16];
    fprintf(out, "  %-28s%.1f %% of %.*f hours\n",
            by_turns ? "expected attention" : "expected occupancy",
            100 * workload->hours / workload->present, decimals_of(workload->present),
            workload->present);
    if (workload->busiest > 0 && isfinite(workload->busiest)) {
        fprintf(out, "  %-28s%.1f %% at %s%s\n", "busiest interval", 100 * workload->busiest,
                cc_time_of_day_format(cc_clock_at(begin, workload->busiest_at), at, sizeof(at)),
                has_backlog(scenario, workload) ? ", the backlog apart" : "");
    } else if (workload->busiest > 0) {
        fprintf(out, "  %-28s%s\n", "work, but no agents, from",
                cc_time_of_day_format(cc_clock_at(begin, workload->busiest_at), at, sizeof(at)));
    }
    const bool fit_places = print_places(out, scenario, workload);
    const bool fit_cases = print_caseloads(out, scenario, workload);
    const bool fit_slots = print_slots(out, scenario, workload);
    print_transferred(out, scenario, workload);
    print_nodes(out, scenario, workload);
    print_rates(out, scenario, workload);
    cli_check_transfers(out, scenario);
    if (workload->is_cut) {
        print_wrapped(out,
                      "Contacts are transferred again and again: the work above is that of the "
                      "first 50 times, and a run has more.");
    }
    print_left_out(out, scenario, workload);
    double backlog = 0;
    for (int c = 0; c < scenario->n_channels; c++) {
        backlog += workload->channel[c].hours_backlog;
    }
    if (workload->hours - backlog > (1 + 1e-9) * workload->present) {
        fprintf(out, "  There is more work than the agents have time for: queues will grow.\n");
    } else if (workload->hours > workload->present) {
        fprintf(out,
                "  What waits at the start is not worked off within the run: without it the\n"
                "  work is %.1f %% of the agents' time.\n",
                100 * (workload->hours - backlog) / workload->present);
    }
    if (!fit_places) {
        fprintf(out, "  There is more open than the agents have places for: queues will grow.\n");
    }
    if (!fit_cases) {
        fprintf(out, "  There is more to keep than caseloads allow: queues will grow.\n");
    }
    if (!fit_slots) {
        fprintf(out, "  There is more inside than queues have slots for: the wait to enter will "
                     "grow.\n");
    }
}

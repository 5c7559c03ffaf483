#include "experiment/required.h"

#include "models/scenario/hands.h"
#include "models/scenario/level.h"
#include "models/scenario/scenario.h"
#include "models/theory/erlang.h"
#include <math.h>
#include <string.h>

/* The level that its contacts are held to, where all of its channels agree; NULL. */
static const cc_service_level *
level_of(const cc_scenario *scenario, int queue)
{
    const cc_service_level *found = NULL;
    for (int c = 0; c < scenario->n_channels; c++) {
        const cc_service_level *it = &scenario->center.level[queue * scenario->n_channels + c];
        if (!scenario->center.channel[c].offered || !cc_hands_feeds(scenario, queue, c)) {
            continue;
        }
        if (found != NULL && !cc_level_is_same(found, it)) {
            return NULL;
        }
        found = it;
    }
    return found;
}

/* Does an agent of the queue have several of that channel at once? */
static bool
is_shared(const cc_scenario *scenario, int queue, int channel)
{
    const cc_queue *it = &scenario->center.queue[queue];
    bool is = false;
    for (int j = 0; j < it->n_groups; j++) {
        is = is || scenario->center.group[it->groups[j].index].at_once[channel] > 1;
    }
    return is;
}

const char *
xp_required_lacks(const cc_scenario *scenario, int queue)
{
    for (int c = 0; c < scenario->n_channels; c++) {
        const cc_medium *medium = scenario->channel[c].kind->medium;
        if (!scenario->center.channel[c].offered || !cc_hands_feeds(scenario, queue, c)) {
            continue;
        }
        if (medium->deferred) {
            return "what waits there may be done later";
        }
        if (medium->stretches != NULL || is_shared(scenario, queue, c)) {
            return "agents have several conversations at once";
        }
    }
    const cc_service_level *level = level_of(scenario, queue);
    if (level == NULL) {
        return "its channels have different service levels";
    }
    return level->n_within == 0 || isnan(level->target) ? "it has no target" : NULL;
}

xp_required
xp_required_erlang_a(const cc_scenario *scenario, int queue, const cc_forecast_line *line,
                     double period)
{
    const char *why = xp_required_lacks(scenario, queue);
    if (why != NULL) {
        return (xp_required){NAN, why};
    }
    if (!(line->contacts > 0) || !(line->work > 0)) {
        return (xp_required){0, NULL};
    }
    const cc_service_level *level = level_of(scenario, queue);
    const cc_erlang input = {.calls = line->contacts,
                             .period = period,
                             .service_time = line->work / line->contacts,
                             .patience =
                                 line->leaving > 0 ? line->contacts / line->leaving : INFINITY,
                             .threshold = level->within[0],
                             .brief = true};
    /* who leaves early counts against the level where short_abandon is below the threshold */
    const bool counts = level->short_abandon >= 0 && level->short_abandon < level->within[0];
    const char *name = counts ? "service_level_offered" : "service_level_g1";
    const cc_erlang_figure *figure = cc_erlang_figure_table;
    while (strcmp(figure->name, name) != 0) {
        figure++;
    }
    const cc_erlang_target target = {figure, level->target};
    double agents;
    const int ret = cc_erlang_agents(CC_ERLANG_A, &input, &target, 1, false, &agents);
    return ret == SIM_OK ? (xp_required){agents, NULL}
                         : (xp_required){NAN, "no number of agents meets its target"};
}

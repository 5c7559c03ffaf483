/* The warning that issues were still open when the run ended. */
#include "experiment/pending.h"
#include "models/scenario/hands.h"
#include "models/scenario/scenario.h"
#include "report/parts.h"
#include <math.h>

/* Do conversations of the center lie dormant? They are with the agent who keeps them. */
static bool
has_dormant(const cc_scenario *scenario)
{
    bool any = false;
    for (int c = 0; c < scenario->n_channels; c++) {
        const cc_channel *channel = &scenario->center.channel[c];
        any = any || (channel->offered && channel->silence.dormant < INFINITY);
    }
    return any;
}

/* "run.follow_up = \"9 d\" would do, ..." */
static void
say_follow_up(const xp_results *results, int s, char *text, size_t size)
{
    const cc_run *run = &results->plan->scenario[s]->run;
    const double follow_up = xp_pending_follow_up(results, s);
    char span[32], now[32];
    for (int q = 0; q < results->plan->scenario[s]->center.n_queues; q++) {
        if (cc_hands_lack(results->plan->scenario[s], q)) {
            snprintf(text, size,
                     "No group serves the queue \"%.60s\": what waits there is never answered, "
                     "whatever run.follow_up is.",
                     results->plan->scenario[s]->center.queue[q].name);
            return;
        }
    }
    xp_text_span(run->follow_up, now, sizeof(now));
    if (!isnan(follow_up)) {
        snprintf(text, size,
                 "By the issues of this run 99 %% are over within %s: that run.follow_up (now %s) "
                 "may do.",
                 xp_text_span(follow_up, span, sizeof(span)), now);
        return;
    }
    double ended, oldest;
    (void)xp_ages_quantile(&results->ages[s], 1 - XP_PENDING_FEW, &ended, &oldest);
    snprintf(text, size,
             "Of the oldest that this run saw only %.3g %% were over, so it cannot tell which "
             "run.follow_up (now %s) would do: try %s, and double it until few are open.",
             100 * ended, now,
             xp_text_span(2 * ceil((run->observe + run->follow_up) / CC_DAY) * CC_DAY, span,
                          sizeof(span)));
}

bool
xp_warn_pending(const xp_results *results, size_t *left, char *text, size_t size)
{
    static const char *const places[] = {"pending_waiting", "pending_in_work", "pending_at_home"};
    const xp_plan *plan = results->plan;
    for (int s = 0; s < plan->n_scenarios; s++) {
        const double contacts = xp_pending_contacts(results, s);
        const bool many = contacts > XP_PENDING_FEW;
        if (!(many || xp_pending_share(results, s) > XP_PENDING_FEW) || (*left)-- > 0) {
            continue;
        }
        const xp_format one = {.unit = 1, .name = "", .decimals = 1};
        char at[3][32], follow_up[200], waits[80] = "";
        for (int j = 0; j < 3; j++) {
            const size_t m = xp_table_find(results->table, places[j], "center");
            xp_text_number(&one, xp_estimate_means(&results->estimates, s, m).num, at[j],
                           sizeof(at[j]));
        }
        say_follow_up(results, s, follow_up, sizeof(follow_up));
        if (many) {
            snprintf(waits, sizeof(waits),
                     "nor have the waits or the work of %.3g %% of the contacts "
                     "ended, ",
                     100 * contacts);
        }
        snprintf(text, size,
                 "%.60s%s%.3g %% of the issues were still open when the run ended (a replication: "
                 "%s waiting, %s with an agent%s, %s at home before the next contact). They are "
                 "neither resolved nor lost yet, %sand nothing is claimed that they could "
                 "turn. %s",
                 plan->n_scenarios > 1 ? plan->scenario[s]->name : "",
                 plan->n_scenarios > 1 ? ": " : "", 100 * xp_pending_share(results, s), at[0],
                 at[1], has_dormant(plan->scenario[s]) ? " or dormant" : "", at[2], waits,
                 follow_up);
        return true;
    }
    return false;
}

#include "cli/check_clocks.h"

#include "models/language/units.h"
#include "models/scenario/opening.h"
#include "models/scenario/scenario.h"
#include <math.h>
#include <stdbool.h>

#define LONG 14400.0 /* s: it goes over nights */

typedef struct delay {
    double mean; /* s; 0: there is none */
    bool by_wall;
} delay;

static delay
redial_of(const cc_issue *issue)
{
    const cc_redial *redial = &issue->redial;
    const cc_by_number *after[] = {&redial->after_abandon, &redial->after_block,
                                   &redial->after_balk};
    bool any = false;
    for (size_t j = 0; j < sizeof(after) / sizeof(*after); j++) {
        any = any || (after[j]->n == 0 && after[j]->constant > 0);
        for (size_t k = 0; k < after[j]->n; k++) {
            any = any || after[j]->v[k] > 0;
        }
    }
    return (delay){any ? sim_dist_mean(&redial->delay) : 0, redial->by_wall};
}

static delay
return_of(const cc_issue *issue)
{
    const cc_table *returns = &issue->unresolved.returns;
    bool any = returns->n == 0 && returns->constant > 0;
    for (size_t k = 0; k < returns->n; k++) {
        any = any || returns->v[k] > 0;
    }
    return (delay){any ? sim_dist_mean(&issue->unresolved.delay) : 0, issue->unresolved.by_wall};
}

/* "1 d of opening hours, some 2.4 d by the wall clock", once for all kinds of which it is the same. */
static void
say(FILE *out, const cc_scenario *scenario, const char *what, delay (*of)(const cc_issue *))
{
    const cc_run *run = &scenario->run;
    const double days = 86400.0 * run->days;
    const double open = cc_opening_between(run, &run->hours, 0, days);
    for (int i = 0; i < scenario->demand.n_issues; i++) {
        const delay it = of(&scenario->demand.issue[i]);
        bool said = it.mean <= 0;
        for (int j = 0; j < i && !said; j++) {
            const delay other = of(&scenario->demand.issue[j]);
            said = other.mean == it.mean && other.by_wall == it.by_wall;
        }
        if (said) {
            continue;
        }
        char mean[64];
        cc_duration_format(it.mean, mean, sizeof(mean));
        if (!it.by_wall && it.mean >= 86400) { /* no day of opening hours has 24 of them */
            snprintf(mean, sizeof(mean), "%g h", it.mean / 3600);
        }
        fprintf(out, "  %-28s%s %s", what, mean,
                it.by_wall ? "by the wall clock" : "of opening hours");
        const double hours = it.mean * days / open / 3600;
        if (!it.by_wall && open < days && it.mean >= LONG) {
            fprintf(out, ", some %.1f %s by the wall clock", hours < 48 ? hours : hours / 24,
                    hours < 48 ? "h" : "d");
        }
        fputc('\n', out);
    }
}

void
cli_check_clocks(FILE *out, const cc_scenario *scenario)
{
    say(out, scenario, "redial delay, mean", redial_of);
    say(out, scenario, "return delay, mean", return_of);
}

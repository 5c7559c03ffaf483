#include "report/overload.h"

#include "models/scenario/scenario.h"
#include "models/scenario/workload.h"
#include "report/parts.h"
#include <string.h>

#define ROUNDING (1 + 1e-9) /* as much as there is time for is not more */

/* What work fills of the agents. */
typedef struct filling {
    double all;   /* as ccsim check has it; 0: nobody is there */
    double new;   /* without what waits at the start */
    bool by_time; /* attention alone is more than they have */
} filling;

static int
filling_of(const cc_scenario *scenario, filling *out)
{
    cc_workload workload;
    const int ret = cc_workload_init(&workload, scenario);
    if (ret == SIM_OK) {
        const double present = workload.present;
        *out = (filling){.by_time = workload.hours > present};
        if (present > 0) {
            out->all = workload.filled / present;
            out->new = (workload.filled - workload.filled_backlog) / present;
        }
        cc_workload_free(&workload);
    }
    return ret;
}

/* "128 %", and "100.4 %": more than all. */
static char *
per_cent(double share, char *text, size_t size)
{
    snprintf(text, size, share > 1 && share < 1.01 ? "%.1f %%" : "%.0f %%", 100 * share);
    return text;
}

int
xp_report_overload(FILE *file, const xp_results *results)
{
    const int n = results->plan->n_scenarios;
    char text[1024], loads[160] = "", more[64] = "", name[128] = "", number[32];
    int n_over = 0;
    bool alike = true, all_by_time = true, by_backlog = true;
    filling first = {0};
    for (int s = 0; s < n; s++) {
        filling it;
        const int ret = filling_of(results->plan->scenario[s], &it);
        if (ret != SIM_OK) {
            return ret;
        }
        if (it.all > ROUNDING) {
            const size_t length = strlen(loads), behind = strlen(more);
            const char *comma = n_over == 0 ? "" : s < n - 1 ? ", " : " and ";
            first = n_over == 0 ? it : first;
            alike = alike && it.all == first.all && it.new == first.new;
            all_by_time = all_by_time && it.by_time;
            by_backlog = by_backlog && it.new <= ROUNDING;
            snprintf(loads + length, sizeof(loads) - length, "%s%s", comma,
                     per_cent(it.all, number, sizeof(number)));
            snprintf(more + behind, sizeof(more) - behind, "%s%s", comma,
                     per_cent(it.new, number, sizeof(number)));
            xp_text_name(results, s, name, sizeof(name));
            n_over++;
        }
    }
    if (n_over == 0) {
        return SIM_OK;
    }
    if (alike) {
        per_cent(first.all, loads, sizeof(loads));
        per_cent(first.new, more, sizeof(more));
    }
    const char *of =
        all_by_time ? "of the agents' time" : "of what the agents can have open at once";
    const char *what = by_backlog ? "do within the run also what waits at its start" : "do";
    const char *whose = by_backlog ? "" : n_over > 1 && n_over < n ? " their work" : " its work";
    if (n_over == n && n > 1) {
        snprintf(text, sizeof(text), "%s can %s%s: %s %s", n == 2 ? "Neither" : "None", what, whose,
                 loads, of);
    } else if (n_over == 1) {
        snprintf(text, sizeof(text), "%s cannot %s%s: %s %s", n == 1 ? "This center" : name, what,
                 whose, loads, of);
    } else {
        snprintf(text, sizeof(text), "%d of them cannot %s%s: %s %s", n_over, what, whose, loads,
                 of);
    }
    const size_t length = strlen(text);
    snprintf(text + length, sizeof(text) - length, "%s%s%s.", by_backlog ? ", " : "",
             by_backlog ? more : "", by_backlog ? " without it" : "");
    text[0] = text[0] == 't' ? 'T' : text[0];
    xp_text_wrap(file, text);
    fputc('\n', file);
    return SIM_OK;
}

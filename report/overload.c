#include "report/overload.h"

#include "models/scenario/scenario.h"
#include "models/scenario/workload.h"
#include "report/parts.h"
#include <string.h>

/* What the work fills of the agents, as ccsim check has it; 0: nobody is there. By time: attention alone is
 * more than they have. */
static int
load_of(const cc_scenario *scenario, double *load, bool *by_time)
{
    cc_workload workload;
    const int ret = cc_workload_init(&workload, scenario);
    if (ret == SIM_OK) {
        *load = workload.present > 0 ? workload.filled / workload.present : 0;
        *by_time = workload.hours > workload.present;
        cc_workload_free(&workload);
    }
    return ret;
}

int
xp_report_overload(FILE *file, const xp_results *results)
{
    const int n = results->plan->n_scenarios;
    char text[1024], loads[160] = "", name[128] = "";
    int n_over = 0;
    bool alike = true, all_by_time = true;
    double first = 0;
    for (int s = 0; s < n; s++) {
        double load;
        bool by_time = false;
        const int ret = load_of(results->plan->scenario[s], &load, &by_time);
        if (ret != SIM_OK) {
            return ret;
        }
        if (load > 1) {
            const size_t length = strlen(loads);
            first = n_over == 0 ? load : first;
            alike = alike && load == first;
            all_by_time = all_by_time && by_time;
            snprintf(loads + length, sizeof(loads) - length, "%s%.0f %%",
                     n_over == 0 ? ""
                     : s < n - 1 ? ", "
                                 : " and ",
                     100 * load);
            xp_text_name(results, s, name, sizeof(name));
            n_over++;
        }
    }
    if (n_over == 0) {
        return SIM_OK;
    }
    if (alike) {
        snprintf(loads, sizeof(loads), "%.0f %%", 100 * first);
    }
    const char *of =
        all_by_time ? "of the agents' time" : "of what the agents can have open at once";
    if (n_over == n && n > 1) {
        snprintf(text, sizeof(text), "%s can do its work: %s %s.", n == 2 ? "Neither" : "None",
                 loads, of);
    } else if (n_over == 1) {
        snprintf(text, sizeof(text), "%s cannot do its work: %s %s.", n == 1 ? "This center" : name,
                 loads, of);
    } else {
        snprintf(text, sizeof(text), "%d of them cannot do their work: %s %s.", n_over, loads, of);
    }
    text[0] = text[0] == 't' ? 'T' : text[0];
    xp_text_wrap(file, text);
    fputc('\n', file);
    return SIM_OK;
}

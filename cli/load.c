#include "cli/load.h"

#include "cli/options.h"
#include "models/scenario/load.h"
#include <stdlib.h>

int
cli_load(cc_scenario *scenario, const char *verb, const char *file, char **given)
{
    size_t n = 0;
    while (given != NULL && given[n] != NULL) {
        n++;
    }
    cc_override *set = calloc(n + 1, sizeof(*set));
    int status = set == NULL ? cli_failed(verb, "out of memory") : -1;
    for (size_t j = 0; j < n && status < 0; j++) {
        if (!cc_override_split(&set[j], given[j])) { /* popt's own copy */
            status = cli_usage(verb, "--set '%s': must be PATH=VALUE", given[j]);
        }
    }
    if (status < 0) {
        cc_refusal refusal = {""};
        const int ret = cc_scenario_load(scenario, file, set, n, &refusal);
        status = ret == SIM_OK            ? -1
                 : ret == SIM_ERR_REFUSED ? cli_refused(verb, "%s", refusal.text)
                                          : cli_failed(verb, "%s: %s", file, sim_strerror(ret));
    }
    free(set);
    return status;
}

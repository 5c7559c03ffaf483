#include "cli/overrides.h"

#include "cli/options.h"
#include "cli/verb.h"
#include <stdlib.h>
#include <string.h>

int
cli_overrides_read(const char *verb, char *const *list, cc_override **set, size_t *n)
{
    size_t most = 0;
    while (list != NULL && list[most] != NULL) {
        most++;
    }
    *n = 0;
    *set = calloc(most + 1, sizeof(**set));
    if (*set == NULL) {
        return cli_failed(verb, "%s", sim_strerror(SIM_ERR_NOMEM));
    }
    for (size_t j = 0; j < most; j++) {
        const char *equals = strchr(list[j], '=');
        if (equals == NULL || equals == list[j]) {
            return cli_usage(verb, "--set: must be PATH=VALUE (%s)", list[j]);
        }
        char *path = strndup(list[j], (size_t)(equals - list[j]));
        if (path == NULL) {
            return cli_failed(verb, "%s", sim_strerror(SIM_ERR_NOMEM));
        }
        (*set)[(*n)++] = (cc_override){.path = path, .value = equals + 1};
    }
    return CLI_OK;
}

void
cli_overrides_free(cc_override *set, size_t n)
{
    for (size_t j = 0; j < n; j++) {
        free((void *)(uintptr_t)set[j].path);
    }
    free(set);
}

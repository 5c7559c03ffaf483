#include "library/loaded.h"

#include "models/scenario/load.h"
#include <stdlib.h>
#include <string.h>

static int
read_script(lib_loaded *self, const char *file, cc_refusal *refusal)
{
    self->script_file = strdup(file);
    if (self->script_file == NULL) {
        return SIM_ERR_NOMEM;
    }
    const int ret = cc_script_read(&self->script, &self->scenario, file, refusal);
    if (ret == SIM_OK) {
        self->script_hash = cc_script_hash(&self->script, &self->scenario);
    }
    return ret == SIM_ERR_PARAM ? SIM_ERR_REFUSED : ret;
}

int
lib_loaded_read(lib_loaded **self, const lib_origin *origin, cc_refusal *refusal)
{
    refusal->text[0] = '\0';
    lib_loaded *it = calloc(1, sizeof(*it));
    *self = NULL;
    if (it == NULL) {
        return SIM_ERR_NOMEM;
    }
    atomic_init(&it->n_holders, 1);
    int ret =
        origin->text != NULL
            ? cc_scenario_load_text(&it->scenario, origin->file, origin->text, origin->set,
                                    origin->n_set, refusal)
            : cc_scenario_load(&it->scenario, origin->file, origin->set, origin->n_set, refusal);
    if (ret != SIM_OK) {
        free(it); /* there is no scenario in it */
        return ret;
    }
    ret = origin->script != NULL ? read_script(it, origin->script, refusal) : SIM_OK;
    if (ret != SIM_OK) {
        lib_loaded_release(it);
        return ret;
    }
    *self = it;
    return SIM_OK;
}

lib_loaded *
lib_loaded_hold(lib_loaded *self)
{
    atomic_fetch_add(&self->n_holders, 1);
    return self;
}

void
lib_loaded_release(lib_loaded *self)
{
    if (self != NULL && atomic_fetch_sub(&self->n_holders, 1) == 1) {
        cc_script_free(&self->script);
        free(self->script_file);
        cc_scenario_free(&self->scenario);
        free(self);
    }
}

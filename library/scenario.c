#include "library/scenario.h"

#include "library/failure.h"
#include "library/guard.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- what has been set ---- */

/* Those of before but for the paths that are set anew, then these; NULL: no memory. Texts are not copied. */
static cc_override *
join(const ccsim_scenario *self, const char *const *path, const char *const *value, size_t n,
     size_t *n_all)
{
    cc_override *all = calloc(self->n_set + n + 1, sizeof(*all));
    *n_all = 0;
    for (size_t j = 0; all != NULL && j < self->n_set + n; j++) {
        const bool is_old = j < self->n_set;
        const cc_override it = {.path = is_old ? self->path[j] : path[j - self->n_set],
                                .value = is_old ? self->value[j] : value[j - self->n_set]};
        bool is_last = true;
        for (size_t k = is_old ? 0 : j - self->n_set + 1; k < n && is_last; k++) {
            is_last = strcmp(path[k], it.path) != 0;
        }
        if (is_last) {
            all[(*n_all)++] = it;
        }
    }
    return all;
}

static void
free_texts(char **text, size_t n)
{
    for (size_t j = 0; text != NULL && j < n; j++) {
        free(text[j]);
    }
    free(text);
}

/* Keeps copies in place of what there is. */
static int
keep(ccsim_scenario *self, const cc_override *all, size_t n)
{
    char **path = calloc(n + 1, sizeof(*path)), **value = calloc(n + 1, sizeof(*value));
    bool is_room = path != NULL && value != NULL;
    for (size_t j = 0; j < n && is_room; j++) {
        path[j] = strdup(all[j].path);
        value[j] = strdup(all[j].value);
        is_room = path[j] != NULL && value[j] != NULL;
    }
    if (!is_room) {
        free_texts(path, n);
        free_texts(value, n);
        return SIM_ERR_NOMEM;
    }
    free_texts(self->path, self->n_set);
    free_texts(self->value, self->n_set);
    self->path = path;
    self->value = value;
    self->n_set = n;
    return SIM_OK;
}

/* Reads it with these settings and that script, and if that can be, that is what it is from now on. */
static int
become(ccsim_scenario *self, const cc_override *all, size_t n, const char *script)
{
    cc_refusal refusal = {""};
    lib_loaded *loaded = NULL;
    const lib_origin origin = {self->file, self->text, all, n, script};
    int ret = lib_loaded_read(&loaded, &origin, &refusal);
    ret = ret == SIM_OK ? keep(self, all, n) : ret;
    if (ret != SIM_OK) {
        lib_loaded_release(loaded);
        return lib_fail_as(&self->problem, ret, &refusal);
    }
    lib_settings_forget(self);
    lib_loaded_release(self->loaded);
    self->loaded = loaded;
    return lib_succeed(&self->problem);
}

/* ---- made and freed ---- */

void
ccsim_scenario_free(ccsim_scenario *self)
{
    if (self == NULL) {
        return;
    }
    lib_settings_forget(self);
    lib_loaded_release(self->loaded);
    free_texts(self->path, self->n_set);
    free_texts(self->value, self->n_set);
    free(self->file);
    free(self->text);
    free(self->script);
    free(self);
}

/* As that one is, or of file and text; *self and the error are filled. */
static int
make(ccsim_scenario **self, const char *file, const char *text, const ccsim_scenario *from,
     ccsim_error *error)
{
    ccsim_scenario *it = calloc(1, sizeof(*it));
    *self = NULL;
    if (it == NULL) {
        return lib_fail_as(error, SIM_ERR_NOMEM, NULL);
    }
    it->file = strdup(file);
    it->text = text != NULL ? strdup(text) : NULL;
    it->script = from != NULL && from->script != NULL ? strdup(from->script) : NULL;
    int ret = SIM_OK;
    if (it->file == NULL || (text != NULL && it->text == NULL) ||
        (from != NULL && from->script != NULL && it->script == NULL)) {
        ret = lib_fail_as(&it->problem, SIM_ERR_NOMEM, NULL);
    } else if (from != NULL) {
        size_t n;
        cc_override *all = join(from, NULL, NULL, 0, &n);
        ret = all != NULL ? keep(it, all, n) : SIM_ERR_NOMEM;
        free(all);
        it->loaded = lib_loaded_hold(from->loaded);
        ret = ret == SIM_OK ? lib_succeed(&it->problem) : lib_fail_as(&it->problem, ret, NULL);
    } else {
        const lib_guard guard = lib_enter();
        ret = become(it, NULL, 0, NULL);
        lib_leave(&guard);
    }
    if (ret != CCSIM_OK) {
        if (error != NULL) {
            *error = it->problem;
        }
        ccsim_scenario_free(it);
        return ret;
    }
    *self = it;
    return lib_succeed(error);
}

int
ccsim_scenario_load(ccsim_scenario **self, const char *file, ccsim_error *error)
{
    return make(self, file, NULL, NULL, error);
}

int
ccsim_scenario_load_text(ccsim_scenario **self, const char *name, const char *text,
                         ccsim_error *error)
{
    return make(self, name, text, NULL, error);
}

int
ccsim_scenario_copy(ccsim_scenario **self, const ccsim_scenario *from, ccsim_error *error)
{
    return make(self, from->file, from->text, from, error);
}

const char *
ccsim_scenario_message(const ccsim_scenario *self)
{
    return self->problem.text;
}

/* ---- changed ---- */

int
ccsim_scenario_set_all(ccsim_scenario *self, const char *const *path, const char *const *value,
                       size_t n)
{
    size_t n_all;
    cc_override *all = join(self, path, value, n, &n_all);
    if (all == NULL) {
        return lib_fail_as(&self->problem, SIM_ERR_NOMEM, NULL);
    }
    const lib_guard guard = lib_enter();
    const int ret = become(self, all, n_all, self->script);
    lib_leave(&guard);
    free(all);
    return ret;
}

int
ccsim_scenario_set(ccsim_scenario *self, const char *path, const char *value)
{
    return ccsim_scenario_set_all(self, &path, &value, 1);
}

int
ccsim_scenario_set_number(ccsim_scenario *self, const char *path, double value)
{
    char text[40];
    const lib_guard guard = lib_enter();
    snprintf(text, sizeof(text), "%.17g", value);
    lib_leave(&guard);
    return ccsim_scenario_set(self, path, text);
}

int
ccsim_scenario_set_script(ccsim_scenario *self, const char *file)
{
    size_t n;
    char *script = file != NULL ? strdup(file) : NULL;
    cc_override *all = join(self, NULL, NULL, 0, &n);
    if (all == NULL || (file != NULL && script == NULL)) {
        free(all);
        free(script);
        return lib_fail_as(&self->problem, SIM_ERR_NOMEM, NULL);
    }
    const lib_guard guard = lib_enter();
    const int ret = become(self, all, n, script);
    lib_leave(&guard);
    free(all);
    if (ret == CCSIM_OK) {
        free(self->script);
        self->script = script;
    } else {
        free(script);
    }
    return ret;
}

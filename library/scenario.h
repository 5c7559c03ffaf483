/* A scenario that a program changes: where it comes from, what has been set, and what that has come to. */
#ifndef LIB_SCENARIO_H
#define LIB_SCENARIO_H

#include "library/include/ccsim.h"
#include "library/loaded.h"

struct ccsim_scenario {
    ccsim_error problem;
    char *file, *text;    /* text NULL: it is read from the file */
    char *script;         /* file; NULL: none */
    char **path, **value; /* that have been set, n_set of them, each path once */
    size_t n_set;
    lib_loaded *loaded;
    char *canonical; /* of loaded, once it was asked for; NULL */
    cc_arena *arena; /* of its tree, likewise: */
    const cc_value *tree;
    char *shown; /* the setting that was asked for last */
};

/* ---- settings.c ---- */
/* What was found out about the scenario that was, is forgotten. */
void lib_settings_forget(ccsim_scenario *self);

#endif

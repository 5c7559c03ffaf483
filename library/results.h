/* What a run has found, with all that its plan refers to. */
#ifndef LIB_RESULTS_H
#define LIB_RESULTS_H

#include "experiment/results.h"
#include "experiment/rule.h"
#include "library/include/ccsim.h"
#include "library/loaded.h"
#include "library/stop.h"

struct ccsim_results {
    ccsim_error problem;
    xp_plan plan;
    lib_loaded *loaded[XP_MAX_SCENARIOS];
    cc_scenario scenario[XP_MAX_SCENARIOS]; /* as loaded, but for the name */
    char name[XP_MAX_SCENARIOS][128];       /* of those that needed one of their own */
    char **text;                            /* n_texts: of rules and conditions */
    size_t n_texts;
    xp_precision *rule;
    xp_require *require;
    xp_wish *wish;
    size_t n_requires;
    xp_results results;
    bool has_run;
    /* while it runs */
    ccsim_stop own_stop; /* where nobody else's is given */
    ccsim_stop *stop;
    ccsim_progress *progress;
    void *context;
    /* of each replication, scenario and figure, if they are kept */
    bool keeps_values, lacks_memory;
    double *value;
    uint64_t n_values, value_room; /* replications */
    char *json;
    char warning[1024];
};

/* ---- run_plan.c ---- */
/* 0: as many as there are processors. */
int lib_threads(int threads);
/* Everything but the run. A failure is said in its problem. */
int lib_results_plan(ccsim_results *self, const ccsim_scenario *const *scenario, size_t n,
                     const ccsim_run_def *def);

#endif

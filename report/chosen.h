/* What a selection has found, as text at 80 columns and JSON. */
#ifndef XP_REPORT_CHOSEN_H
#define XP_REPORT_CHOSEN_H

#include "experiment/selection/goal.h"
#include "experiment/selection/pareto.h"
#include "experiment/selection/selection.h"
#include <stdio.h>

typedef struct xp_chosen {
    const char *procedure; /* "kn", "knockout", "ocba", "pareto" */
    const xp_goal *goal;
    const cc_measure *measure; /* by goal */
    size_t n_goals;
    size_t n; /* alternatives */
    /* Of an alternative, into the buffer; returns it. */
    const char *(*name)(void *context, size_t alternative, char *buffer, size_t size);
    const char *(*file)(void *context, size_t alternative);
    uint64_t (*hash)(void *context, size_t alternative); /* of its scenario; NULL: not known */
    void *context;
    const char *points;            /* the plan of --points, or NULL */
    const xp_selection *selection; /* of all but pareto */
    const xp_pareto *pareto;
    double confidence, correct; /* correct: of ocba, as estimated */
    uint64_t first, budget, seed, replications;
    bool is_paired, is_interrupted;
} xp_chosen;

void xp_report_chosen(FILE *file, const xp_chosen *self);
int xp_report_chosen_json(FILE *file, const xp_chosen *self) SIM_MUST_CHECK;

/* Alternatives in the order of reports: the selected, the others by how long they stayed, then by mean.
 * malloc'ed; NULL: no memory. */
size_t *xp_chosen_order(const xp_chosen *self);
/* As reports have it: with the sign of the figure. */
double xp_chosen_mean(const xp_chosen *self, size_t alternative, size_t goal);
const char *xp_chosen_state(xp_pareto_state state);

#endif

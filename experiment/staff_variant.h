/* A scenario with other agents in some intervals: its groups and its roster are its own, all else is that
 * of the first. */
#ifndef XP_STAFF_VARIANT_H
#define XP_STAFF_VARIANT_H

#include "models/scenario/scenario.h"

/* One group in one interval of the day: whose number is sought. */
typedef struct xp_staff_cell {
    int group;
    size_t k;
    double begin, end; /* s of the day, from where days begin */
    double hours;      /* a day, of one agent */
    double before;     /* agents of the scenario, mean of the open days; of persons those at work */
    int required;      /* Erlang A, shrinkage added; -1: does not apply */
} xp_staff_cell;

typedef struct xp_staff_variant {
    cc_scenario scenario; /* shallow, but for what follows */
    const cc_scenario *of;
    const xp_staff_cell *cell;
    size_t n_cells;
    bool as_is; /* numbers are differences from what the scenario has; else they take its place */
    cc_group *group;
    double **number;      /* by group: of a table that changes; else NULL */
    cc_roster_plan plain; /* persons of the first, all their days written out as rows */
    cc_person *person;    /* of the variant's plan, as the next two */
    cc_roster_row *row;
    int *first;
} xp_staff_variant;

/* Cells are kept, and must live as long. */
int xp_staff_variant_init(xp_staff_variant *self, const cc_scenario *scenario,
                          const xp_staff_cell *cell, size_t n_cells, bool as_is) SIM_MUST_CHECK;
void xp_staff_variant_free(xp_staff_variant *self);

/* Makes self->scenario that of those numbers, by cell. One agent fewer is, of persons, the last of the
 * group who works in the whole interval (or in most of it), and is off for it; one more is at work in it
 * alone and knows what the group does. What was made before is no longer valid. */
int xp_staff_variant_put(xp_staff_variant *self, const int *number) SIM_MUST_CHECK;

#endif

/* A plan while it is read: its tree is there, so that whatever is refused is refused at its place. */
#ifndef XP_SWEEP_READER_H
#define XP_SWEEP_READER_H

#include "experiment/sweep/sweep.h"
#include "experiment/sweep/sweep_settings.h"
#include "models/language/settings.h"

typedef struct xp_sweep_reader {
    cc_reader reader;
    cc_value *root;
    xp_sweep *sweep;
    xp_sweep_said said;
    cc_value **factor;     /* by factor: its group; of the scenarios: their list */
    cc_scenario *scenario; /* by scenario, with what is set at all points; */
    cc_layout *layout;
    size_t n_loaded;
} xp_sweep_reader;

/* A list of texts, or one alone: calls `each` for every one. */
void xp_sweep_each_text(xp_sweep_reader *self, const cc_value *value,
                        void (*each)(xp_sweep_reader *self, const cc_value *text));
/* "2:PATH", "FILE:PATH": which scenario, and in *path what follows; -1: all of them. */
int xp_sweep_which(xp_sweep_reader *self, const cc_value *at, const char *text, const char **path);

void xp_sweep_read_factors(xp_sweep_reader *self); /* sweep_factor.c */
/* sweep_check.c: loads the scenarios, tries what factors set. */
void xp_sweep_load(xp_sweep_reader *self);
void xp_sweep_try_factors(xp_sweep_reader *self);
/* sweep_output.c, with the scenarios loaded */
void xp_sweep_read_outputs(xp_sweep_reader *self);
void xp_sweep_read_rules(xp_sweep_reader *self);

#endif

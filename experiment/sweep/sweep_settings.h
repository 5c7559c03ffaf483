/* What may be written in a plan. */
#ifndef XP_SWEEP_SETTINGS_H
#define XP_SWEEP_SETTINGS_H

#include "models/language/setting.h"

/* As the tables read it; what they leave to the reader is not here. */
typedef struct xp_factor_said {
    int scale, steps, unit; /* indices of words; steps 0: none */
    bool is_whole;
    char *tied, *value; /* "": none */
} xp_factor_said;

typedef struct xp_design_said {
    int points, seed, base; /* 0: nothing said */
    char *kind;
} xp_design_said;

typedef struct xp_sweep_said {
    char *name, *scenario; /* "": none */
    xp_design_said design;
    int replications;
    bool common;
    double confidence, budget;
} xp_sweep_said;

extern const cc_setting xp_settings_factor[];
extern const cc_setting xp_settings_sweep[];
extern const char *const xp_factor_units[];

#endif

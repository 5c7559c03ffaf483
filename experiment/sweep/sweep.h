/* A plan of many runs, as read from its file: scenarios, factors, a design, outputs, and how much to do.
 * Point number p of the design is a scenario with overrides; xp_sweep_point makes it from the number alone, so
 * that any process can. */
#ifndef XP_SWEEP_H
#define XP_SWEEP_H

#include "experiment/expression.h"
#include "experiment/plan.h"
#include "experiment/sweep/design.h"
#include "models/language/override.h"
#include "models/scenario/scenario.h"

#define XP_MAX_FACTORS XP_MAX_AXES
#define XP_MAX_SETS 256 /* settings that a point may have other than its scenario */
#define XP_MAX_OUTPUTS 64

typedef enum xp_factor_kind {
    XP_FACTOR_LEVELS,   /* one of a list */
    XP_FACTOR_RANGE,    /* between two numbers */
    XP_FACTOR_COMPUTED, /* an expression of other factors */
    XP_FACTOR_SCENARIO, /* which file: the levels are those of `scenarios` */
} xp_factor_kind;

typedef struct xp_factor {
    const char *name;
    xp_factor_kind kind;
    const char *const
        *path;          /* settings that take its value, as of --set; none: for expressions alone */
    const int *path_of; /* of which scenario each is; -1: of all */
    size_t n_paths;
    const char *const *level; /* texts, as written after "--set PATH=" */
    size_t n_levels;
    double low, high;       /* of a range, in the unit that `unit` says */
    const char *unit;       /* "s", "min", "h", "%", ""; behind a number of a range or computed */
    bool is_log, is_whole;  /* a range: even in the logarithm; whole numbers */
    int tied_to;            /* index of the factor whose level number it takes; -1: its own axis */
    xp_expression computed; /* of a computed one */
    double baseline;        /* number of level or value in `unit`; NAN: as the scenario says */
    size_t axis;            /* of the design; SIZE_MAX: tied or computed */
    char grade;             /* of the evidence for what it sets: see experiment/sweep/grade.h */
    int line;
} xp_factor;

typedef struct xp_output {
    const char *
        name; /* as reports call it: "service_level_g1", "asa channel:voice", or that of an own KPI */
    char kpi[CC_MEASURE_NAME], scope[160]; /* of a figure */
    bool is_own;                           /* an expression of KPIs, counters and factors, below */
    xp_expression expression;
    int line;
} xp_output;

typedef struct xp_sweep {
    const char *file, *name;
    const char *const *scenario; /* files, as they can be opened from where the program runs */
    size_t n_scenarios;
    const cc_override *set; /* of all points, before those of factors */
    const int *set_of;      /* of which scenario; -1: of all */
    size_t n_set;
    xp_factor *factor; /* where there are several scenarios, the first is that of scenarios */
    size_t n_factors;
    const xp_design_type *design;
    xp_design plan; /* where the points lie */
    size_t n_points;
    size_t baseline; /* the point that differences are against */
    xp_output *output;
    size_t n_outputs;
    xp_precision *rule;
    size_t n_rules;
    uint64_t seed, replications; /* with rules: the most there may be, of a point */
    bool common;                 /* the same seed at all points: the default */
    double confidence, budget;   /* s of the clock on the wall; 0: no budget */
    uint64_t hash; /* of all that decides points and outputs; not of replications, rules, budget */
    cc_arena *arena;
} xp_sweep;

/* What is asked on the command line beside the file: as the settings of the same names; NULL or 0: as the
 * file says. kpi: "name = a / b". */
typedef struct xp_sweep_asked {
    const char *seed, *replications, *budget, *confidence, *points;
    const char *const *kpi, *const *precision, *const *set; /* ended by NULL; may be NULL */
} xp_sweep_asked;

/* SIM_ERR_REFUSED with the sentence; the scenarios are read once, to check paths, outputs and evidence.
 * After a failure there is nothing to free. */
int xp_sweep_read(xp_sweep *self, const char *file, const xp_sweep_asked *asked,
                  cc_refusal *refusal) SIM_MUST_CHECK;
void xp_sweep_free(xp_sweep *self);

/* One point. Texts are the point's own. */
typedef struct xp_sweep_point {
    size_t number; /* from 0; people see number + 1 */
    const char *file;
    cc_override set[XP_MAX_SETS];
    size_t n_set;
    double value
        [XP_MAX_FACTORS]; /* by factor: the number of its text in the base unit, else of its level */
    const char *text[XP_MAX_FACTORS]; /* by factor; "as is" where the scenario decides, then NAN */
    size_t level[XP_MAX_FACTORS];     /* by factor; SIZE_MAX: it has none here */
    cc_arena *arena;
} xp_sweep_point;

int xp_sweep_point_make(xp_sweep_point *self, const xp_sweep *sweep, size_t number,
                        cc_refusal *refusal) SIM_MUST_CHECK;
void xp_sweep_point_free(xp_sweep_point *self);
/* The scenario of the point; SIM_ERR_REFUSED is a failed point, not the end of the sweep. */
int xp_sweep_point_load(const xp_sweep_point *self, cc_scenario *scenario,
                        cc_refusal *refusal) SIM_MUST_CHECK;
/* The seed of its replications: sweep->seed, or where points are independent one of its own. */
uint64_t xp_sweep_point_seed(const xp_sweep *sweep, size_t number);
/* "--set 'a=1' --set 'b=2'", for a shell. Freed by the caller; NULL: no memory. */
char *xp_sweep_point_command(const xp_sweep_point *self);

/* ---- for who reads the results ---- */

/* one_at_a_time: the points of a factor lie at its other levels, or the two ends of its range, and follow each
 * other; tied and computed factors go with theirs. *n = 0: it has none. */
void xp_one_at_a_time_points(const xp_sweep *sweep, size_t factor, size_t *first, size_t *n);

/* indices: rows of k + 2 points that follow each other, k the number of axes: A, B, and for each axis A with
 * that axis from B (Saltelli et al. 2010, "Variance based sensitivity analysis of model output", table 2). */
typedef struct xp_indices_points {
    size_t n_rows, n_axes;
    size_t per_row; /* n_axes + 2 */
} xp_indices_points;
xp_indices_points xp_indices_points_of(const xp_sweep *sweep);
static inline size_t
xp_indices_a(const xp_indices_points *self, size_t row)
{
    return row * self->per_row;
}
static inline size_t
xp_indices_b(const xp_indices_points *self, size_t row)
{
    return row * self->per_row + 1;
}
static inline size_t
xp_indices_ab(const xp_indices_points *self, size_t row, size_t axis)
{
    return row * self->per_row + 2 + axis;
}

#endif

/* The measures of an experiment: the union over its scenarios, matched by name and scope, so
 * that a figure of one center finds the same figure of another. */
#ifndef XP_TABLE_H
#define XP_TABLE_H

#include "models/language/refusal.h"
#include "models/measure/measure.h"

#define XP_MAX_SCENARIOS 16
#define XP_LACKS ((size_t)-1)

/* How a value beside a figure is written: "0.8", "80%", "20 s". */
typedef enum xp_notation { XP_NUMBER_ALONE, XP_SHARE, XP_DURATION } xp_notation;

/* A figure asked for by name that is to be there beside the usual ones. */
typedef struct xp_wish {
    const char *kpi, *scope;
    /* Of a rule, which is refused where the figure's unit is another: */
    xp_notation notation;
    const char *asker, *text; /* "require", the rule as given */
    const char *comparison;   /* NULL: with nothing; else ">=" and such, and with what: */
    double value;
} xp_wish;

typedef struct xp_measure {
    const char *name, *scope; /* of the first scenario that has it */
    cc_kpi_id kpi;
    double number;                  /* p of a quantile */
    size_t local[XP_MAX_SCENARIOS]; /* index in list[scenario], XP_LACKS: it lacks it */
    size_t pool;                    /* of quantiles: which histogram */
} xp_measure;

typedef struct xp_table {
    int n_scenarios;
    cc_measure *list[XP_MAX_SCENARIOS];
    size_t n_list[XP_MAX_SCENARIOS];
    xp_measure *measure; /* in the order of reports */
    size_t n;
    size_t *by_name; /* indices in order of scope, then name */
    size_t n_pools;  /* distinct histograms; one measure that uses each: */
    size_t *pool_measure;
} xp_table;

/* A wish that no scenario can grant is refused. */
int xp_table_init(xp_table *self, const cc_scenario *const scenario[], const cc_layout layout[],
                  int n_scenarios, const xp_wish *wish, size_t n_wishes,
                  cc_refusal *refusal) SIM_MUST_CHECK;
/* Of these measures alone, by scenario; each once. */
int xp_table_init_of(xp_table *self, const cc_measure *const list[], const size_t n_list[],
                     int n_scenarios) SIM_MUST_CHECK;
void xp_table_free(xp_table *self);

/* XP_LACKS if there is none. */
size_t xp_table_find(const xp_table *self, const char *name, const char *scope);

#endif

/* Conditions on figures as people write them: how precise they are to be, and what they are to
 * reach. */
#ifndef XP_RULE_H
#define XP_RULE_H

#include "experiment/results.h"

/* A duration for a figure in hours becomes a number of them: "1 h" is 1. */
void xp_rule_take_hours(const char *kpi, double *value, xp_notation *notation);

/* "asa channel:voice": a name and, if it is said, a scope of one word or two; else "center". false: it is none, or
 * too long for the room. */
bool xp_rule_split(const char *text, char *kpi, size_t kpi_size, char *scope, size_t scope_size);

/* "asa channel:voice 0.5 s", "occupancy center 0.01", "service_level_g1 channel:voice 1%" (of a
 * share: a point, as in reports and in xp_require): the half-width wanted in the figure's unit;
 * "asa channel:voice relative 2%": 2 % of the figure. The scope may be left out (center); with
 * "difference " before it, of the differences between scenarios. The text is kept. */
int xp_precision_parse(xp_precision *self, const char *text, cc_refusal *refusal) SIM_MUST_CHECK;

typedef enum xp_bound { XP_LOWER = -1, XP_MEAN = 0, XP_UPPER = 1 } xp_bound;

typedef struct xp_require {
    char kpi[CC_MEASURE_NAME], scope[160];
    xp_bound bound; /* of the interval, or its mean */
    char comparison[3];
    double value;
    xp_notation notation;
    const char *text; /* as given */
    int scenario;     /* -1: all */
} xp_require;

/* "service_level_g1 channel:voice >= 0.8", "... lower >= 80%", "asa channel:voice < 30 s"; >=,
 * <=, >, <. The text is kept. */
int xp_require_parse(xp_require *self, const char *text, cc_refusal *refusal) SIM_MUST_CHECK;

/* NAN if the figure is undefined: then nothing is met. */
double xp_require_value(const xp_require *self, const xp_results *results, int scenario);
/* False where a bound is asked for and there is no interval, or one without width: that every
 * replication was alike says nothing about the next. Then nothing is met either. */
bool xp_require_has_bound(const xp_require *self, const xp_results *results, int scenario);
/* Would it be met but for issues that are still open, and could turn it? Then it is not met. */
bool xp_require_is_open(const xp_require *self, const xp_results *results, int scenario);
bool xp_require_met(const xp_require *self, const xp_results *results, int scenario);

#endif

/* How the variance of estimates is to be reduced: mirrored replications in pairs, control variates, day
 * factors spread evenly over groups of replications. See docs/variance.md. */
#ifndef XP_VARIANCE_H
#define XP_VARIANCE_H

#include "models/center/stratum.h"
#include "models/language/refusal.h"
#include "models/scenario/scenario.h"
#include "sim/random.h"
#include <stdbool.h>

typedef enum xp_spread { XP_SPREAD_NONE, XP_SPREAD_STRATIFIED, XP_SPREAD_QUASI } xp_spread;

typedef struct xp_variance {
    bool antithetic; /* 2j + 1 is the mirror of 2j */
    bool control;
    xp_spread spread; /* of day factors, over */
    uint32_t size;    /* replications of a group */
} xp_variance;

/* "antithetic", "control", "stratified", "stratified:10", "quasi", "quasi:16"; "control" with one of the
 * others: "antithetic+control". */
int xp_variance_parse(xp_variance *self, const char *text, cc_refusal *refusal) SIM_MUST_CHECK;
/* As people say it; "" if there is none. */
const char *xp_variance_name(const xp_variance *self, char *text, size_t size);
/* As it is given. */
const char *xp_variance_text(const xp_variance *self, char *text, size_t size);

/* So many replications, one after the other, are one observation; 1: each is. */
uint32_t xp_variance_unit(const xp_variance *self);

/* Has the demand what it needs? Else says so. */
int xp_variance_check(const xp_variance *self, const cc_scenario *scenario,
                      cc_refusal *refusal) SIM_MUST_CHECK;

/* The replication of the center's random numbers, and its place in its group. Of scenarios that are not
 * paired, `stream` is an offset that keeps them apart. */
uint64_t xp_variance_key(const xp_variance *self, uint64_t replication, uint64_t stream);
cc_stratum xp_variance_stratum(const xp_variance *self, uint64_t replication, uint64_t stream,
                               const sim_sobol *net);

#endif

/* Distributions of non-negative quantities (durations in s, or plain numbers), by quantile:
 * one uniform in (0, 1) makes one value, so a longer mean makes every value longer. */
#ifndef SIM_DIST_H
#define SIM_DIST_H

#include "sim/elementary.h"
#include "sim/error.h"
#include <math.h>
#include <stdbool.h>
#include <stddef.h>

#define SIM_DIST_PARAMS 4 /* named parameters at most */
#define SIM_DIST_COEFS 8  /* what setup derives from them */

typedef struct sim_dist sim_dist;

typedef enum sim_param_kind {
    SIM_PARAM_DURATION, /* s, into sim_dist.p[] at the place of its declaration */
    SIM_PARAM_NUMBER,   /* likewise */
    SIM_PARAM_LIST,     /* numbers, into sim_dist.list[] in order of declaration */
    SIM_PARAM_PART,     /* one distribution, into sim_dist.part[] */
    SIM_PARAM_PARTS,    /* any number of them */
} sim_param_kind;

typedef struct sim_param {
    const char *name;
    sim_param_kind kind;
    double min, max;  /* inclusive bounds; of each element for a list */
    double fallback;  /* default (of a list: 0, may be left out); NAN: must be given */
    const char *unit; /* "s", "" */
    const char *doc;
} sim_param;

typedef struct sim_dist_type {
    const char *name;
    const char *doc;                       /* a line for `ccsim list distributions` */
    sim_param params[SIM_DIST_PARAMS + 1]; /* ends with .name = NULL */
    /* Derives coefficients; returns NULL or the rule that the parameters break
     * ("max must be > min"). May be NULL. */
    const char *(*setup)(sim_dist *self);
    /* What else the quantile needs, into table and n_table, in memory by `allocate`; NULL: there is
     * none to be had. May be NULL. */
    const double *(*tabulate)(const sim_dist *self, void *(*allocate)(size_t bytes, void *arg),
                              void *arg, size_t *n_table);
    double (*quantile)(const sim_dist *self, double u); /* non-decreasing in u */
    /* The same where e = -log(1 - u) is known; of those whose setup says SIM_FAST_HAZARD. */
    double (*quantile_of)(const sim_dist *self, double u, double e);
    double (*cdf)(const sim_dist *self, double x);
    /* Between what the quantile is, without a search; of those made of parts, whose own searches
     * would search in turn. NULL: both are the quantile. */
    void (*bounds)(const sim_dist *self, double u, double *low, double *high);
    /* May be INFINITY. Both NULL: integrated by sim_dist_setup into the last two of q[]. */
    double (*mean)(const sim_dist *self);
    double (*variance)(const sim_dist *self);
    bool is_slow;     /* quantile is: sim_dist_setup tabulates it, and calls it in the tails only;
                       * has no tabulate of its own */
    bool uses_tables; /* of its parts; others take the formula */
} sim_dist_type;

/* Plain data: lists and parts point into memory of whoever made it (the scenario). */
struct sim_dist {
    const sim_dist_type *type; /* NULL: the constant 0 */
    double p[SIM_DIST_PARAMS]; /* parameters in order of declaration; NAN: not given */
    double q[SIM_DIST_COEFS];  /* coefficients by setup */
    const double *list[2];     /* s; or values and weights */
    size_t n_list[2];
    sim_dist *part;
    size_t n_parts;
    const double *table; /* of quantiles, where the formula is slow (sim/quantile.h); or by type */
    size_t n_table;
    int fast; /* SIM_FAST_*: shortcuts below */
};

/* Where the integrated moments of a type without formulas are kept in q[]. */
enum { SIM_DIST_MEAN = SIM_DIST_COEFS - 2, SIM_DIST_VARIANCE = SIM_DIST_COEFS - 1 };

/* The last two go by -log(1 - u). */
enum {
    SIM_FAST_NONE,
    SIM_FAST_CONSTANT,
    SIM_FAST_TABLE,
    SIM_FAST_EXPONENTIAL,
    SIM_FAST_HAZARD, /* by the type's quantile_of */
};

/* All distributions, ended by NULL. */
extern const sim_dist_type *const sim_dist_types[];
const sim_dist_type *sim_dist_find(const char *name);

/* ---- setup.c ---- */
/* The first half of sim_dist_setup, of a distribution whose parts have been through it: fills in
 * defaults, checks the parameters, derives coefficients. Of distributions in distributions each is
 * then checked once, and the outermost is set up. */
const char *sim_dist_check(sim_dist *self, void *(*allocate)(size_t bytes, void *arg), void *arg);
/* Fills in defaults, checks every parameter, sets up the parts, derives coefficients and tables.
 * `allocate(n, arg)` gives memory that lives as long as the distribution (and the answer). NULL
 * or the broken rule ("mean must be >= 0 s"). */
const char *sim_dist_setup(sim_dist *self, void *(*allocate)(size_t bytes, void *arg), void *arg);

/* ---- dist.c ---- */
sim_dist sim_dist_constant_of(double value);

double sim_dist_mean(const sim_dist *self);
double sim_dist_variance(const sim_dist *self);
double sim_dist_cdf(const sim_dist *self, double x);

/* The same by formula, whatever table there is: for set-up. */
double sim_dist_quantile_exact(const sim_dist *self, double u);
/* Lets low and high hold it between them. */
void sim_dist_bounds(const sim_dist *self, double u, double *low, double *high);
/* The quantile from the table of one with SIM_FAST_TABLE; relative error below 1e-6. */
double sim_dist_quantile_tabulated(const sim_dist *self, double u);

/* Whether the quantile goes by e = -log(1 - u), and u alone costs a logarithm. */
static inline bool
sim_dist_is_by_hazard(const sim_dist *self)
{
    return self->fast >= SIM_FAST_EXPONENTIAL;
}

/* The quantile where e = -sim_log(1 - u) is known: the same bits as sim_dist_quantile. */
static inline double
sim_dist_quantile_of(const sim_dist *self, double u, double e)
{
    if (self->fast == SIM_FAST_EXPONENTIAL) {
        return self->p[0] * e;
    }
    if (self->fast == SIM_FAST_TABLE) {
        return sim_dist_quantile_tabulated(self, u);
    }
    if (self->fast == SIM_FAST_HAZARD) {
        return self->type->quantile_of(self, u, e);
    }
    if (self->fast == SIM_FAST_CONSTANT || self->type == NULL) {
        return self->p[0];
    }
    return self->type->quantile(self, u);
}

/* The value below which a share u of all values lies; u in (0, 1). */
static inline double
sim_dist_quantile(const sim_dist *self, double u)
{
    /* 1 - u is exact on sim_uniform's u */
    return sim_dist_quantile_of(self, u, sim_dist_is_by_hazard(self) ? -sim_log(1 - u) : 0);
}

static inline bool
sim_dist_is_constant(const sim_dist *self)
{
    return self->type == NULL || self->fast == SIM_FAST_CONSTANT;
}

static inline bool
sim_dist_is_zero(const sim_dist *self)
{
    return self->type == NULL || (self->fast == SIM_FAST_CONSTANT && self->p[0] == 0);
}

#endif

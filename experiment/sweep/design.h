/* Where the points of a sweep lie: for each factor that has an axis of its own, at which level or which share
 * of its range. A design is a pure function of the point's number. Adding one is adding a file
 * experiment/designs/NAME.c that ends in `const xp_design_type xp_design_NAME = { ... };`. */
#ifndef XP_DESIGN_H
#define XP_DESIGN_H

#include "models/language/refusal.h"
#include "sim/quasi.h"
#include <stdbool.h>

typedef struct xp_design_type xp_design_type;

#define XP_MAX_AXES 64
#define XP_MAX_POINTS 10000000

typedef struct xp_axis {
    size_t factor;
    size_t n_levels; /* 0: a range */
    size_t baseline; /* level at the baseline; SIZE_MAX: none of them */
} xp_axis;

/* Of a point on an axis. */
typedef enum xp_at_kind { XP_AT_SHARE, XP_AT_LEVEL, XP_AT_BASELINE } xp_at_kind;
typedef struct xp_at {
    xp_at_kind kind;
    double share; /* [0, 1] of the range; of levels, all as likely */
    size_t level;
} xp_at;

typedef struct xp_design {
    const xp_design_type *type;
    xp_axis axis[XP_MAX_AXES];
    size_t n_axes;
    uint64_t seed;     /* 0: none was said */
    size_t n_asked;    /* points, or rows of `indices` */
    bool is_by_chance; /* rows of `indices` by chance, not by Sobol's sequence */
    size_t n_points;
    sim_sobol *sobol; /* NULL unless needed */
} xp_design;

struct xp_design_type {
    const char *name, *doc;
    bool takes_points, takes_seed;
    bool needs_levels; /* no range without steps */
    bool has_baseline; /* point 0 is as the scenario says */
    /* Fills n_points; NULL: as many as are asked for. The sentence of a refusal begins with what is wrong: file and
     * line are the caller's. */
    int (*setup)(xp_design *self, cc_refusal *refusal);
    xp_at (*at)(const xp_design *self, size_t number, size_t axis);
};

/* All of them in order of name, ended by NULL. */
extern const xp_design_type *const xp_design_types[];

/* Of type, axes, seed and n_asked. SIM_ERR_REFUSED, SIM_ERR_NOMEM; free it in any case. */
int xp_design_init(xp_design *self, cc_refusal *refusal) SIM_MUST_CHECK;
void xp_design_free(xp_design *self);
xp_at xp_design_at(const xp_design *self, size_t number, size_t axis);

/* What a design by chance draws: of a point (or row) on an axis, in (0, 1). */
double xp_design_uniform(const xp_design *self, uint64_t stream, uint64_t axis, uint64_t number);
/* Number j of a permutation of 0 .. n-1 that the stream and axis name. */
uint64_t xp_design_permuted(const xp_design *self, uint64_t stream, uint64_t axis, uint64_t n,
                            uint64_t j);
/* Of Sobol's sequence, from its second point on, or Halton's; with a seed all moved by the same amount
 * modulo 1 (Cranley and Patterson 1976). */
double xp_design_sequence(const xp_design *self, bool is_halton, uint64_t number, size_t axis);
/* Makes the sequence ready; refuses more axes than there are. */
int xp_design_use_sobol(xp_design *self, size_t n_axes, uint64_t n,
                        cc_refusal *refusal) SIM_MUST_CHECK;
void xp_one_at_a_time_axis(const xp_design *self, size_t axis, size_t *first, size_t *n);

#endif

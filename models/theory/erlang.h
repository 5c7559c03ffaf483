/* Erlang B, C and A, and M/M/n+G: what a center of one skill does in the long run. Agents and
 * lines need not be whole (the usual continuation by the gamma integral). Rates are per second,
 * durations in seconds, shares fractions; what is undefined or without bound is NAN. */
#ifndef CC_ERLANG_H
#define CC_ERLANG_H

#include "sim/error.h"
#include <stdbool.h>
#include <stddef.h>

#define CC_ERLANG_MAX 1e9 /* erlangs, and agents: so far nine digits are right */

#define CC_ERLANG_TINY 1e-100 /* least number that is not 0; its inverse is the greatest */

typedef enum cc_erlang_model {
    CC_ERLANG_B, /* who finds no free line is blocked */
    CC_ERLANG_C, /* who finds no free agent waits for ever */
    CC_ERLANG_A, /* waits for an exponential patience */
} cc_erlang_model;

typedef struct cc_patience_law cc_patience_law;

typedef struct cc_erlang {
    double calls;               /* in each period, >= 0 */
    double period;              /* s, > 0 */
    double service_time;        /* mean, s, > 0 */
    double agents;              /* or lines; > 0, or 0 lines, or 0 where nobody calls */
    double patience;            /* mean, s, > 0; INFINITY: nobody gives up. Erlang A alone */
    const cc_patience_law *law; /* in place of the exponential, then patience is ignored; or NULL */
    double threshold;           /* of the service levels, s, >= 0 */
    size_t *effort; /* panels of integrals that may still be tried, counted down; or NULL */
    bool brief;     /* leave out the wait quantiles, which take most of the time */
} cc_erlang;

/* X(name, unit, better, meaning): expands to the fields of cc_erlang_figures and to the table of
 * them. better: +1 more is better, -1 less is; 0: no target can be set. Waits are of everybody
 * offered and not blocked, unless it says otherwise. */
#define CC_ERLANG_FIGURES(X)                                                                       \
    X(load, "erlang", 0, "offered work: calls x handling time")                                    \
    X(occupancy, "fraction", -1, "share of the agents' time busy")                                 \
    X(busy_agents, "agents", 0, "busy on average")                                                 \
    X(throughput, "calls/h", 0, "calls answered")                                                  \
    X(blocking, "fraction", -1, "blocked / offered")                                               \
    X(abandonment, "fraction", -1, "abandoned / offered")                                          \
    X(p_wait, "fraction", -1, "P(not answered at once)")                                           \
    X(p_wait_over_threshold, "fraction", -1, "P(wait > threshold)")                                \
    X(service_level_g1, "fraction", 1, "in time / (answered + abandoned late)")                    \
    X(service_level_g2, "fraction", 1, "in time, abandoned too / not blocked")                     \
    X(service_level_answered, "fraction", 1, "in time / answered")                                 \
    X(service_level_offered, "fraction", 1, "in time / offered")                                   \
    X(asa, "s", -1, "mean wait of the answered")                                                   \
    X(mean_wait, "s", -1, "mean wait of all, abandoned too")                                       \
    X(mean_wait_delayed, "s", -1, "mean wait of those who wait at all")                            \
    X(mean_wait_abandoned, "s", 0, "mean wait of those who abandon")                               \
    X(virtual_wait, "s", -1, "mean wait of one who never gives up")                                \
    X(wait_p50, "s", -1, "half of all wait no longer")                                             \
    X(wait_p90, "s", -1, "90 % wait no longer")                                                    \
    X(wait_p95, "s", -1, "95 % wait no longer")                                                    \
    X(queue_length, "calls", -1, "waiting on average")                                             \
    X(queue_growth, "calls/h", 0, "growth of a queue without bound, or 0")

typedef struct cc_erlang_figures {
#define CC_ERLANG_FIELD(name, unit, better, meaning) double name;
    CC_ERLANG_FIGURES(CC_ERLANG_FIELD)
#undef CC_ERLANG_FIELD
    bool stable; /* false: no long run; averages that do not exist are NAN */
} cc_erlang_figures;

typedef struct cc_erlang_figure {
    const char *name, *unit, *meaning;
    int better;
    size_t offset; /* in cc_erlang_figures */
} cc_erlang_figure;

/* The table, ended by a NULL name. */
extern const cc_erlang_figure cc_erlang_figure_table[];
double cc_erlang_figure_value(const cc_erlang_figure *self, const cc_erlang_figures *figures);

/* Figures are right to 1e-9 of themselves, wait quantiles to 1e-9 of themselves or of
 * mean_wait_delayed; what is below 1e-300 may be 0. SIM_ERR_PARAM if an input is outside the ranges
 * above, SIM_ERR_PRECISION if so many digits cannot be had. */
SIM_MUST_CHECK int cc_erlang_solve(cc_erlang_model model, const cc_erlang *input,
                                   cc_erlang_figures *figures);

typedef struct cc_erlang_target {
    const cc_erlang_figure *figure; /* at least this if more is better, else at most */
    double value;
} cc_erlang_target;

/* Less than this share of an agent is nobody. */
#define CC_ERLANG_LEAST 1e-6

/* Whether all numbers are 0 or within CC_ERLANG_TINY and its inverse. */
bool cc_erlang_is_moderate(const cc_erlang *input);

/* The least number of agents that meets all targets; input->agents is ignored. Whole, or where
 * the continuous formula meets them; 0 if CC_ERLANG_LEAST does. SIM_ERR_LIMIT: no number up to
 * CC_ERLANG_MAX does. */
SIM_MUST_CHECK int cc_erlang_agents(cc_erlang_model model, const cc_erlang *input,
                                    const cc_erlang_target *targets, size_t n_targets,
                                    bool fractional, double *agents);

/* Erlang B for load >= 0 erlangs on servers >= 0. */
double cc_erlang_blocking(double load, double servers);

/* ln(1 / blocking - 1); usable where blocking itself would round to 0 or 1. */
double cc_erlang_log_odds(double load, double servers);

/* agents - load without the rounding of the load; 0 if they are the same but for that of the
 * numbers that went in. */
double cc_erlang_spare(const cc_erlang *input);

/* How long a customer would wait for an agent: any law on [0, infinity). */
struct cc_patience_law {
    /* P(patience > t), non-increasing, and 1 less that; one of them may be NULL */
    double (*survival)(double t, const void *context);
    double (*cdf)(double t, const void *context);
    /* Exact even where they are small; all may be NULL: survival(to) - survival(from),
     * int_from^to of survival(x) - survival(from), int_0^t survival, int_0^t x dcdf(x) */
    double (*fall)(double from, double to, const void *context);
    double (*change)(double from, double to, const void *context);
    double (*h)(double t, const void *context);
    double (*g)(double t, const void *context);
    const void *context;
    /* s, ascending: where survival jumps or bends, and its scales; may be NULL */
    const double *breaks;
    size_t n_breaks;
};

/* M/M/n+G; input->patience and law are ignored. After SIM_ERR_PRECISION figures are NAN or have
 * fewer digits. */
SIM_MUST_CHECK int cc_erlang_g(const cc_erlang *input, const cc_patience_law *law,
                               cc_erlang_figures *figures);

/* The three models by themselves, inputs taken as checked. */
void cc_erlang_b(const cc_erlang *input, cc_erlang_figures *figures);
void cc_erlang_c(const cc_erlang *input, cc_erlang_figures *figures);
int cc_erlang_a(const cc_erlang *input, cc_erlang_figures *figures);

/* The long run where a share stays for ever and the queue grows by so many a second: everybody
 * waits, longer than any limit, who stays. g2 and p_wait_over_threshold are left to the caller. */
void cc_erlang_overloaded(const cc_erlang *input, double stay, double growth,
                          cc_erlang_figures *figures);

/* What all share: load, nothing waiting, everything else undefined. */
void cc_erlang_figures_init(cc_erlang_figures *self, const cc_erlang *input);

#endif

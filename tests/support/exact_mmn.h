/* One queue in order of arrival with n equal agents, Poisson arrivals and exponential work, with
 * or without exponential patience and a limited room: stationary (Erlang B, C, A) or over a
 * finite time from empty. Any unit of time, the same throughout. */
#ifndef EXACT_MMN_H
#define EXACT_MMN_H

#include <stddef.h>

typedef struct exact_mmn_def {
    double lambda, mu;
    double theta;   /* rate of losing patience; 0: never */
    int n;          /* agents */
    int room;       /* places to wait; -1: no limit */
    double horizon; /* start empty and look at [0, horizon]; 0: stationary */
} exact_mmn_def;

typedef struct exact_mmn {
    exact_mmn_def def;
    double *p; /* share of time with x in the system */
    size_t n_states;
    double delay;     /* P(not answered at once), of all who find room */
    double blocked;   /* of all */
    double abandoned; /* of all who find room */
    double queue, busy;
    double occupancy;
    double wait;        /* mean, of all who find room, answered or not */
    double wait_served; /* mean, of the answered */
} exact_mmn;

exact_mmn exact_mmn_solve(exact_mmn_def def);
void exact_mmn_free(exact_mmn *self);
/* Of those who find room: answered within t; abandoned within t; waits longer than t. */
double exact_mmn_in_time(const exact_mmn *self, double t);
double exact_mmn_left_in_time(const exact_mmn *self, double t);
double exact_mmn_wait_over(const exact_mmn *self, double t);
/* The wait that a share p of all do not exceed (no abandonment). */
double exact_mmn_wait_quantile(const exact_mmn *self, double p);

double exact_erlang_b(int n, double load);
double exact_erlang_c(int n, double load);

#endif

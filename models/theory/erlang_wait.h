/* The offered wait of M/M/n+G: how long somebody who never gives up would wait. With
 * S(x) = P(patience > x), H(x) = int_0^x S and phi(x) = lambda H(x) - n mu x its density is
 * proportional to e^phi(x), with an atom at 0 besides. Here are the integrals of e^phi that the
 * figures are made of; models/theory/erlang_g.c makes the figures. */
#ifndef CC_ERLANG_WAIT_H
#define CC_ERLANG_WAIT_H

#include "models/theory/erlang.h"

/* Integrals of e^(phi - peak) times the weight named: each is a sum of what is not negative, so
 * that each is as exact as its parts. */
typedef struct cc_wait_integrals {
    double one, x;
    double s, xs;   /* S, x S: the answered */
    double gone, g; /* 1 - S, int_0^x u dF: the abandoned */
    double h;       /* H: everybody */
} cc_wait_integrals;

/* A stretch over which Gauss' formula holds. Between two there may be a gap, where nothing is. */
typedef struct cc_wait_panel {
    double from, to; /* s */
    double phi;      /* at from, less the peak */
    double h, g;     /* at from */
    double after;    /* int of e^(phi - peak) from `to` on */
} cc_wait_panel;

#define CC_WAIT_POINTS 8 /* of a panel */

typedef struct cc_erlang_wait {
    const cc_patience_law *law;
    double rate, capacity; /* lambda, n mu, 1/s */
    double drain;          /* n mu - lambda, 1/s, exact even where both are almost the same */
    /* cumulative[j] makes the integral up to point j of the values at all points */
    double cumulative[CC_WAIT_POINTS][CC_WAIT_POINTS];
    double least;          /* s: no panel from 0 on needs to be shorter */
    double x_peak, peak;   /* where phi is greatest, and how great */
    double phi_threshold;  /* phi(threshold) - peak */
    cc_wait_panel *panels; /* in order */
    size_t n_panels, capacity_of_panels;
    size_t n_trials;                  /* panels tried so far: time is limited */
    size_t *effort;                   /* what several questions may still take together; or NULL */
    cc_wait_integrals running;        /* of the panels so far, to judge what may be neglected */
    cc_wait_integrals within, beyond; /* of the threshold */
} cc_erlang_wait;

/* SIM_ERR_LIMIT: too many never give up, there is no long run; x_peak is where they would. SIM_ERR_PRECISION: the law is too
 * rough. To be freed in either case. */
SIM_MUST_CHECK int cc_erlang_wait_init(cc_erlang_wait *self, const cc_patience_law *law,
                                       double rate, double capacity, double drain, double threshold,
                                       size_t *effort);
void cc_erlang_wait_free(cc_erlang_wait *self);

/* int of e^(phi - peak) from t on. */
double cc_erlang_wait_over(const cc_erlang_wait *self, double t);
/* A wait that next to nobody exceeds. */
double cc_erlang_wait_end(const cc_erlang_wait *self);

double cc_patience_survival(const cc_patience_law *law, double x);
double cc_patience_cdf(const cc_patience_law *law, double x);

#endif

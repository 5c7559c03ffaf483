/* Exact answers of models that are solved by a small Markov chain, an integral or a formula. Any
 * unit of time, the same throughout. The sources are in docs/verification.md. */
#ifndef EXACT_MODELS_H
#define EXACT_MODELS_H

/* M/M/n+G (Baccelli & Hebuterne 1981; Zeltyn & Mandelbaum 2005): patience by its survival
 * function, which must be 0 or tiny beyond `end`, or the queue short before. */
typedef struct exact_mmng_def {
    double lambda, mu;
    int n;
    double (*survival)(double x, const void *patience);
    const void *patience;
    double end; /* where the integrals are cut */
    double at;  /* t of virtual_over */
} exact_mmng_def;

typedef struct exact_mmng {
    double delay, abandoned;
    double virtual_wait, wait; /* offered to the infinitely patient; actual, of all */
    double virtual_over;       /* P(V > at) */
} exact_mmng;

exact_mmng exact_mmng_solve(const exact_mmng_def *def);

/* Three kinds, two groups: kind 0 at group 0, kind 2 at group 1, kind 1 at either (0 first), and
 * preferred by both. Patience theta, balking when not answered at once. */
typedef struct exact_w_def {
    double lambda[3], theta[3], balk[3];
    double mu;
    int agents[2];
    int room; /* cut of each queue */
} exact_w_def;

typedef struct exact_w {
    double delay[3], queue[3], lost[3]; /* lost: abandoned or balked */
    double occupancy[2];
    double lost_all;
} exact_w;

exact_w exact_w_solve(const exact_w_def *def);

/* Two kinds, two groups: kind 0 at A, then B; kind 1 at B, which prefers it. */
typedef struct exact_n_def {
    double lambda[2], theta;
    double mu, mu_b0; /* mu_b0: of kind 0 at B */
    int agents[2];
    int room;
} exact_n_def;

typedef struct exact_n {
    double delay[2], abandoned[2], wait[2], occupancy[2];
    double share_b; /* of all of kind 0: answered by B */
} exact_n;

exact_n exact_n_solve(const exact_n_def *def);

/* Callers who are blocked (no room) or lose patience (rate theta) try again with probability
 * `again` after exp(1 / retry). */
typedef struct exact_redial_def {
    double lambda, mu, theta, again, retry;
    int n, room; /* room: places to wait */
    int orbit;   /* cut of the number about to redial */
} exact_redial_def;

typedef struct exact_redial {
    double attempts;  /* rate */
    double abandoned; /* of attempts */
    double lost;      /* of first attempts, for good */
    double busy, queue, orbit, all_busy;
} exact_redial;

exact_redial exact_redial_solve(const exact_redial_def *def);

/* K conversations for ever at one agent: a turn of the agent of mean `work`, then the customer
 * types for mean `gap`. */
typedef struct exact_repair {
    double utilisation, turns; /* turns a unit of time */
    double response;           /* customer's reply to the end of the agent's turn */
    double slow_down;          /* of the conversation against K = 1 */
} exact_repair;

exact_repair exact_repair_solve(int k, double work, double gap);

/* Blending: the second kind is always waiting and starts when fewer than `threshold` of the
 * agents are busy (Bhulai & Koole 2003). */
typedef struct exact_blend {
    double throughput; /* of the second kind */
    double wait;       /* of the first */
} exact_blend;

exact_blend exact_blend_solve(double lambda, double mu, int agents, int threshold);

/* IVR, then with probability p an agent; everyone holds one of the lines to the end. */
typedef struct exact_ivr_def {
    double lambda, ivr_mean, p, mu;
    int agents, lines;
} exact_ivr_def;

typedef struct exact_ivr {
    double blocked, queue, busy, wait;
} exact_ivr;

exact_ivr exact_ivr_solve(const exact_ivr_def *def);

/* M/M/n with two classes of equal mu, not interrupted: waits of the first and second class. */
void exact_priority(double lambda0, double lambda1, double mu, int n, double wait[2]);
/* M/G/1 under pre-emptive resume, the first class over the second: mean sojourns. */
void exact_preemptive(const double lambda[2], const double mean[2], const double cv[2],
                      double sojourn[2]);
/* M/G/1: mean wait. */
double exact_pollaczek(double lambda, double mean, double cv);
/* M_t/M/inf with rate a (1 + b sin(2 pi t / period)), long after the start: mean number. */
double exact_sinusoid(double a, double b, double period, double mean, double t);

#endif

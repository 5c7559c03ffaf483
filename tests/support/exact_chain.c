/* States are found breadth first from zero and numbered in that order; the moves are kept by
 * target, so that a sweep reads pi(x) = (sum of inflow) / (rate of leaving x). */
#include "tests/support/exact_chain.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct move {
    size_t from, to;
    double rate;
} move;

struct exact_chain {
    int n_dims;
    int limit[EXACT_DIMS];
    const void *model;
    ptrdiff_t *number; /* of a cell of the box; -1: not reached */
    int (*state)[EXACT_DIMS];
    size_t n_states, room_states;
    move *moves;
    size_t n_moves, room_moves;
    size_t now; /* state whose moves are being told */
    double *pi, *leave;
};

static void *
grow(void *memory, size_t n, size_t size)
{
    void *more = realloc(memory, n * size);
    if (more == NULL) {
        abort();
    }
    return more;
}

static size_t
reach(exact_chain *self, const int *x)
{
    size_t cell = 0;
    for (int d = 0; d < self->n_dims; d++) {
        cell = cell * (size_t)self->limit[d] + (size_t)x[d];
    }
    if (self->number[cell] < 0) {
        if (self->n_states == self->room_states) {
            self->room_states = 2 * self->room_states + 64;
            self->state = grow(self->state, self->room_states, sizeof(*self->state));
        }
        memset(self->state[self->n_states], 0, sizeof(*self->state));
        memcpy(self->state[self->n_states], x, (size_t)self->n_dims * sizeof(*x));
        self->number[cell] = (ptrdiff_t)self->n_states++;
    }
    return (size_t)self->number[cell];
}

void
exact_chain_move(exact_chain *self, const int *to, double rate)
{
    if (rate <= 0) {
        return;
    }
    for (int d = 0; d < self->n_dims; d++) {
        if (to[d] < 0 || to[d] >= self->limit[d]) {
            return;
        }
    }
    if (self->n_moves == self->room_moves) {
        self->room_moves = 2 * self->room_moves + 256;
        self->moves = grow(self->moves, self->room_moves, sizeof(*self->moves));
    }
    const size_t target = reach(self, to);
    self->moves[self->n_moves++] = (move){self->now, target, rate};
}

static int
by_target(const void *a, const void *b)
{
    const move *m = a, *n = b;
    return m->to != n->to ? (m->to < n->to ? -1 : 1) : (m->from < n->from ? -1 : m->from > n->from);
}

/* One sweep, forwards or backwards; the largest change relative to the largest probability. */
static double
sweep(exact_chain *self, const size_t *first, int backwards)
{
    double change = 0, largest = 0;
    for (size_t j = 0; j < self->n_states; j++) {
        const size_t x = backwards ? self->n_states - 1 - j : j;
        double inflow = 0;
        for (size_t m = first[x]; m < first[x + 1]; m++) {
            inflow += self->pi[self->moves[m].from] * self->moves[m].rate;
        }
        const double p = inflow / self->leave[x];
        change = fmax(change, fabs(p - self->pi[x]));
        largest = fmax(largest, p);
        self->pi[x] = p;
    }
    return change / largest;
}

/* Where the first coordinate goes by steps of one, it goes as often up from k as down to k: all
 * probabilities of each k are scaled so that this holds. What sweeps alone would carry from end to end in
 * thousands of them. */
static void
balance(exact_chain *self)
{
    const size_t n = (size_t)self->limit[0];
    double *up = grow(NULL, n, sizeof(*up)), *down = grow(NULL, n, sizeof(*down));
    memset(up, 0, n * sizeof(*up));
    memset(down, 0, n * sizeof(*down));
    bool by_one = true;
    for (size_t m = 0; m < self->n_moves; m++) {
        const move *go = &self->moves[m];
        const int k = self->state[go->from][0], step = self->state[go->to][0] - k;
        by_one &= step >= -1 && step <= 1;
        if (step != 0) {
            (step > 0 ? up : down)[k] += self->pi[go->from] * go->rate;
        }
    }
    /* logarithms of the weights, in place of down, from k = 0 on */
    double weight = 0, most = 0;
    for (size_t k = 0; by_one && k < n; k++) {
        const double was = weight;
        if (k + 1 < n && up[k] > 0 && down[k + 1] > 0) {
            weight += log(up[k] / down[k + 1]);
        }
        down[k] = was;
        most = fmax(most, was);
    }
    for (size_t x = 0; by_one && x < self->n_states; x++) {
        self->pi[x] *= exp(down[self->state[x][0]] - most);
    }
    free(up);
    free(down);
}

static void
normalise(exact_chain *self)
{
    double total = 0;
    for (size_t x = 0; x < self->n_states; x++) {
        total += self->pi[x];
    }
    for (size_t x = 0; x < self->n_states; x++) {
        self->pi[x] /= total;
    }
}

exact_chain *
exact_chain_solve(int n_dims, const int *limit, exact_moves *moves, const void *model)
{
    exact_chain *self = grow(NULL, 1, sizeof(*self));
    *self = (exact_chain){.n_dims = n_dims, .model = model};
    memcpy(self->limit, limit, (size_t)n_dims * sizeof(*limit));
    size_t n_cells = 1;
    for (int d = 0; d < n_dims; d++) {
        n_cells *= (size_t)limit[d];
    }
    self->number = grow(NULL, n_cells, sizeof(*self->number));
    for (size_t j = 0; j < n_cells; j++) {
        self->number[j] = -1;
    }

    const int zero[EXACT_DIMS] = {0};
    reach(self, zero);
    for (self->now = 0; self->now < self->n_states; self->now++) {
        int x[EXACT_DIMS];
        memcpy(x, self->state[self->now], sizeof(x)); /* moves may move the array */
        moves(self, x, model);
    }

    qsort(self->moves, self->n_moves, sizeof(*self->moves), by_target);
    size_t *first = grow(NULL, self->n_states + 1, sizeof(*first));
    self->pi = grow(NULL, self->n_states, sizeof(*self->pi));
    self->leave = grow(NULL, self->n_states, sizeof(*self->leave));
    for (size_t x = 0; x < self->n_states; x++) {
        self->pi[x] = 1 / (double)self->n_states;
        self->leave[x] = 0;
    }
    for (size_t m = 0, x = 0; x <= self->n_states; x++) {
        while (m < self->n_moves && self->moves[m].to < x) {
            m++;
        }
        first[x] = m;
    }
    for (size_t m = 0; m < self->n_moves; m++) {
        self->leave[self->moves[m].from] += self->moves[m].rate;
    }

    int n_sweeps = 0;
    double change = 1;
    while (change > 1e-13) {
        change = sweep(self, first, 0);
        change = fmax(change, sweep(self, first, 1));
        balance(self);
        normalise(self);
        if (++n_sweeps > 100000) {
            fprintf(stderr, "exact_chain: no convergence, change %g\n", change);
            abort();
        }
    }
    free(first);
    return self;
}

double
exact_chain_mean(const exact_chain *self, exact_reward *f)
{
    double sum = 0;
    for (size_t x = 0; x < self->n_states; x++) {
        sum += self->pi[x] * f(self->state[x], self->model);
    }
    return sum;
}

size_t
exact_chain_states(const exact_chain *self)
{
    return self->n_states;
}

void
exact_chain_free(exact_chain *self)
{
    if (self != NULL) {
        free(self->number);
        free(self->state);
        free(self->moves);
        free(self->pi);
        free(self->leave);
        free(self);
    }
}

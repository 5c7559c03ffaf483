/* Stationary distribution of a Markov chain in continuous time whose states are small vectors of
 * counts, by Gauss-Seidel over the states that can be reached from the empty one. */
#ifndef EXACT_CHAIN_H
#define EXACT_CHAIN_H

#include <stddef.h>

#define EXACT_DIMS 6

typedef struct exact_chain exact_chain;

/* Says where the chain can go from x: one exact_chain_move for each way. */
typedef void exact_moves(exact_chain *self, const int *x, const void *model);
typedef double exact_reward(const int *x, const void *model);

/* limit[d]: number of values of coordinate d. A move beyond it is left out: choose limits that
 * cut off nothing that matters. What changes least often is best the first. Fails the test when it does not converge. */
exact_chain *exact_chain_solve(int n_dims, const int *limit, exact_moves *moves, const void *model);
void exact_chain_move(exact_chain *self, const int *to, double rate);
double exact_chain_mean(const exact_chain *self, exact_reward *f);
size_t exact_chain_states(const exact_chain *self);
void exact_chain_free(exact_chain *self);

#endif

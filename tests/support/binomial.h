/* How many of so many runs may go wrong by chance. */
#ifndef BINOMIAL_H
#define BINOMIAL_H

/* The number that a binomial one of n trials of probability p exceeds less than once in 10,000. */
int binomial_most(int n, double p);

#endif

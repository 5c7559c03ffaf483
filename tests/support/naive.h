/* A queue with n agents, in order of arrival, as one would write it in an afternoon: the
 * recursion of Kiefer and Wolfowitz in absolute time. It knows nothing of events. */
#ifndef NAIVE_H
#define NAIVE_H

#include <stdbool.h>
#include <stddef.h>

typedef struct naive_contact {
    double arrival, work, patience; /* s: given; patience INFINITY: never leaves */
    bool answered;
    double start; /* of work, or of leaving */
    double end;
} naive_contact;

/* Contacts are in order of arrival; n_agents at most 1000. */
void naive_queue(naive_contact *contact, size_t n, int n_agents);

#endif

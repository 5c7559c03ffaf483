#include "tests/support/naive.h"

void
naive_queue(naive_contact *contact, size_t n, int n_agents)
{
    double free_at[1000];
    for (int a = 0; a < n_agents; a++) {
        free_at[a] = 0;
    }
    for (size_t j = 0; j < n; j++) {
        naive_contact *c = &contact[j];
        int first = 0;
        for (int a = 1; a < n_agents; a++) {
            if (free_at[a] < free_at[first]) {
                first = a;
            }
        }
        c->start = free_at[first] > c->arrival ? free_at[first] : c->arrival;
        const double leaves = c->arrival + c->patience;
        c->answered = c->start <= leaves; /* at the same moment the agent is first */
        if (c->answered) {
            c->end = c->start + c->work;
            free_at[first] = c->end;
        } else {
            c->start = leaves;
            c->end = leaves;
        }
    }
}

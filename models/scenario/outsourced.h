/* A group whose agents are another company's: what it is paid, and what it has promised. */
#ifndef CC_OUTSOURCED_H
#define CC_OUTSOURCED_H

#include <stdbool.h>

typedef struct cc_outsourced {
    bool is;
    double per_contact, per_minute; /* money, of what it answers, of its agents' attention */
    double guaranteed;              /* min a month that are paid anyway */
    double target;                  /* share in time; NAN: none */
    double within;                  /* s; INFINITY: nothing is said */
} cc_outsourced;

#endif

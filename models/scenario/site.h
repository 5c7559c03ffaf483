/* Where groups of agents are: in whose house, by whose clock, at what cost; and what being at home does to
 * their work. */
#ifndef CC_SITE_H
#define CC_SITE_H

#include "models/language/hours.h"
#include "models/scenario/outages.h"
#include <stdbool.h>
#include <stdint.h>

#define CC_MAX_SITES 256

/* Where the agents of a site that has failed go on. */
typedef struct cc_failover {
    int to;         /* index + 1; 0: nowhere */
    sim_dist after; /* s */
    double share;   /* of them */
} cc_failover;

typedef struct cc_site {
    char *name;
    const char *zone; /* NULL: it was not said */
    double ahead;     /* s: its clock is before the house's by so much */
    bool has_hours;
    cc_opening hours;   /* s from when days begin, by its clock: nobody is scheduled there else */
    bool remote;        /* its agents are at home, */
    bool by_choice;     /* and those who wanted to be */
    uint64_t providers; /* that all need, by index, one bit each */
    double wage_factor; /* of its groups' wages */
    double seat_cost;   /* money a month, for each agent of the most scheduled there at once; */
    double allowance, equipment; /* and for each agent who is ever there */
    cc_outages fails;            /* all of it */
    cc_failover failover;
} cc_site;

/* Factors of what agents do. */
typedef struct cc_home_effect {
    double pace;
    double minutes_worked; /* of those paid */
    double resolution;     /* of the probability of it, which is 1 at most */
    double absence;        /* of the share of days that persons are absent, which is 1 at most */
    double attrition;      /* of the rate at which they leave for good */
} cc_home_effect;

/* What is done to whoever is at home, and how those are, compared with others, who choose to be. */
typedef struct cc_home {
    cc_home_effect treatment, selection;
} cc_home;

#endif

/* Agents whom a center knows one by one: the people of shift patterns (shifts of a group), or those
 * whom a table names (center.roster). */
#ifndef CC_PERSON_H
#define CC_PERSON_H

#include "models/scenario/shift.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CC_MAX_SPANS 256        /* of a person on a day */
#define CC_MAX_SPANS_WRITTEN 64 /* before the site cuts them */

/* What somebody is scheduled for. */
typedef struct cc_span {
    double from, to;  /* s from the beginning of the day it belongs to, on which the shift begins */
    uint8_t activity; /* cc_activity */
    bool paid;
    bool is_away; /* from that work */
} cc_span;

typedef struct cc_person {
    char *name;
    int group;
    uint64_t key; /* names the random numbers: a hash of the name, or of group and number */
    const cc_shift *shift; /* NULL: named in center.roster */
    int nth;               /* of the shift's people */
    size_t row, n_rows;    /* of the plan, where there is no shift */
    bool is_absent;        /* on all days, by name: `absent` of the group */
    double *proficiency; /* by queue, 0: does not serve it; NULL: 1 in all that the group serves */
    char *site;          /* NULL: not said */
    char *contract;
    bool home[7];      /* works at home on that weekday, Mon = 0 */
    bool elsewhere[7]; /* then the group at home, or the other, has it */
    double tenure;     /* months; NAN: not said */
} cc_person;

/* A line of a roster. */
typedef struct cc_roster_row {
    int person;      /* of those that are named */
    long day;        /* of the run; or, where it repeats by week, the weekday, Mon = 0 */
    cc_span span;    /* s from the beginning of the run's day */
    size_t in_table; /* where it was read */
} cc_roster_row;

typedef struct cc_roster_plan {
    cc_person *person; /* by group, in each in the order of its seats */
    int n_persons;
    int *first;         /* by group, and one more: its persons are first[g] to first[g + 1] - 1 */
    cc_roster_row *row; /* by person, day, time */
    size_t n_rows;
    bool by_week;
    /* As center.roster names them, in its order: headcount makes persons of these, more or fewer. Rows have
     * their numbers. */
    cc_person *named;
    int n_named;
    bool has_agents; /* a table said what they are */
    bool is_placed;  /* rows are as the sites make them */
} cc_roster_plan;

#endif

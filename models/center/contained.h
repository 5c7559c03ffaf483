/* What automation that answers customers itself has in common: it takes a time, and then contains a share
 * by kind of issue, of which a share is solved. */
#ifndef CC_CONTAINED_H
#define CC_CONTAINED_H

#include "models/scenario/node.h"

typedef struct cc_contained {
    sim_dist time;
    cc_table *contains; /* P(contained) by issue kind */
    cc_table solved;    /* P(solved | contained) */
} cc_contained;

/* Rows of its settings, `at` the offset of it in a node's. */
#define CC_CONTAINED_SETTINGS(at)                                                                  \
    {.name = "time",                                                                               \
     .kind = CC_SET_DIST,                                                                          \
     .unit = "s",                                                                                  \
     .offset = (at) + offsetof(cc_contained, time),                                                \
     .doc = "How long a contact stays."},                                                          \
        {.name = "contains",                                                                       \
         .kind = CC_SET_TABLE,                                                                     \
         .unit = "",                                                                               \
         .min = 0,                                                                                 \
         .max = 1,                                                                                 \
         .each = &cc_each_issue,                                                                   \
         .stride = sizeof(cc_table),                                                               \
         .pointed = true,                                                                          \
         .all_alike = true,                                                                        \
         .offset = (at) + offsetof(cc_contained, contains),                                        \
         .doc = "Share that ends here, for all kinds or by kind."},                                \
    {                                                                                              \
        .name = "solved", .kind = CC_SET_TABLE, .unit = "", .min = 0, .max = 1, .fallback = 1,     \
        .offset = (at) + offsetof(cc_contained, solved),                                           \
        .doc = "Share of these whose issue is resolved."                                           \
    }

/* Its ways on, before any others of the node. */
enum { CC_PORT_NOT, CC_PORT_CONTAINED };

/* Draws what decides, and says how long it takes, s. */
double cc_contained_enter(const cc_contained *self, const cc_visit *visit);
cc_leave cc_contained_leave(const cc_contained *self, const cc_visit *visit);
/* The shares of the two ways. */
void cc_contained_shares(const cc_contained *self, int issue, size_t day, size_t interval,
                         double *share);
/* Of those who leave by that way, the share whose issue is not resolved. */
double cc_contained_unsolved(const cc_contained *self, size_t day, size_t interval, int port);

#endif

/* What a running center shows at a moment, as plain values: seats, lanes, nodes and who waits. Taken
 * from outside, between events; it changes nothing. Whoever draws a center needs no more of it. */
#ifndef CC_VIEW_H
#define CC_VIEW_H

#include "models/center/center.h"

/* X(STATE, word): what a seat is seen to do. */
#define CC_SEAT_STATES(X)                                                                          \
    X(OFF, "off")           /* nobody is on duty there */                                          \
    X(READY, "ready")       /* takes what comes */                                                 \
    X(TALKING, "talking")   /* a call */                                                           \
    X(CHATTING, "chatting") /* conversations by turns, n_open of them */                           \
    X(WRITING, "writing")   /* an item: e-mail, post, form */                                      \
    X(WRAP_UP, "wrap-up")                                                                          \
    X(BREAK, "break") /* scheduled: break, lunch, meeting, training; or sent */                    \
    X(NOT_READY, "not ready")                                                                      \
    X(DISCONNECTED, "disconnected")

typedef enum cc_seat_state {
#define CC_SEAT_ENUM(STATE, word) CC_SEAT_##STATE,
    CC_SEAT_STATES(CC_SEAT_ENUM)
#undef CC_SEAT_ENUM
        CC_N_SEAT_STATES
} cc_seat_state;

const char *cc_seat_word(cc_seat_state state);

typedef struct cc_view_seat {
    double since; /* s: in this state; NAN: not known */
    uint64_t
        contact;     /* the issue's name of what has the attention; UINT64_MAX: none, or not told */
    uint32_t agent;  /* of the center, as cc_center_agent_name takes it */
    uint16_t n_open; /* conversations, items and calls in hand */
    uint8_t state;   /* cc_seat_state */
    bool is_leaving; /* finishes what is in hand: the shift has ended */
} cc_view_seat;

typedef struct cc_view_group {
    uint32_t first, n_seats;          /* of cc_view.seat */
    uint32_t count[CC_N_SEAT_STATES]; /* of its seats by state */
    double planned;                   /* agents scheduled now */
    int staffed;                      /* on duty */
} cc_view_group;

typedef struct cc_view_lane { /* of queue and channel */
    uint32_t first, n; /* of cc_view.waiting, in the order in which they are taken; n shown there */
    uint32_t n_waiting; /* all */
    double longest;     /* s; 0: nobody waits */
    double target;      /* s: first threshold of its service level; below 0: none */
} cc_view_lane;

typedef struct cc_view_contact {
    uint64_t owner; /* the issue's name */
    uint32_t round, attempt;
    double since; /* s: of waiting */
    uint16_t issue, channel;
} cc_view_contact;

typedef struct cc_view_node {
    uint32_t n_inside, n_in_line;
    bool is_broken;
} cc_view_node;

/* The most agents of whom it is told whose contact they have. */
#define CC_VIEW_MOST_NAMED 10000
/* The most contacts shown by themselves; counts are of all. */
#define CC_VIEW_MAX_WAITING 5000

typedef struct cc_view {
    const cc_scenario *scenario; /* for names */
    double time, horizon;        /* s */
    uint64_t n_events;
    cc_view_seat *seat; /* group by group, in order of seats */
    uint32_t n_seats, seat_room;
    cc_view_group *group; /* by group */
    int n_groups;
    cc_view_lane *lane; /* [queue * n_channels + channel] */
    int n_queues, n_channels;
    cc_view_contact *waiting; /* lane by lane */
    uint32_t n_waiting, waiting_room;
    cc_view_node *node;
    int n_nodes;
    uint32_t n_open, n_dormant, n_redialling, n_returning; /* contacts; issues away for a while */
    uint32_t n_deferred;                                   /* items that wait: backlog */
    uint8_t *is_open;                                      /* by channel: is it open now? */
} cc_view;

/* All zeros is a view of nothing. Room is kept from one to the next. time: s, between the last event and
 * the next; waits are as of then. SIM_ERR_NOMEM. */
int cc_view_take(cc_view *self, const cc_center *center, double time) SIM_MUST_CHECK;
void cc_view_free(cc_view *self);

/* What a click on a customer asks: where is the issue of that name now? */
typedef enum cc_whereabouts {
    CC_NOT_YET,  /* the issue has not begun, or is over: whoever has the journal can tell */
    CC_IN_NODE,  /* which: node */
    CC_IN_QUEUE, /* which: queue * n_channels + channel */
    CC_AT_AGENT, /* which: agent */
    CC_AWAY      /* redialling, returning, dormant: which: cc_state */
} cc_whereabouts;

cc_whereabouts cc_view_find(const cc_center *center, uint64_t owner, uint32_t *which);

#endif

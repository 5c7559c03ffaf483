/* A kind of automation node. One file each, in models/center/nodes. A node takes a time and then
 * leads on by one of its ports, which are the named edges of the graph of automation
 * (models/scenario/graph.h). */
#ifndef CC_NODE_H
#define CC_NODE_H

#include "models/language/setting.h"
#include "models/scenario/reactions.h"
#include "models/scenario/setup.h"
#include "sim/random.h"

struct cc_center;

/* A contact at a node. */
typedef struct cc_visit {
    struct cc_center *center;
    uint32_t contact;
    const cc_node *node;
    int issue;            /* its kind, */
    size_t day, interval; /* and when it arrived, for tables */
    sim_block u;          /* on entering: drawn for this visit */
    double control;       /* share contained, if a control says so; NAN: as its settings say */
    double *kept;         /* CC_NODE_KEEPS numbers that stay with the contact while it is here */
    bool is_resolved;     /* is_after: the issue is, by the agent */
} cc_visit;

/* More of what is drawn for this visit, by name: block k, from 1. */
sim_block cc_node_draw(const cc_visit *visit, uint32_t k);

/* Is a time with that distribution surely above 0? For takes_time. */
static inline bool
cc_node_time_is_sure(const sim_dist *time)
{
    return sim_dist_quantile(time, 0x1p-53) > 0;
}

#define CC_BY_THEN (-1) /* not by a port, but as `then` says */

typedef struct cc_leave {
    int port;
    enum { CC_AS_BEFORE, CC_SOLVED, CC_UNSOLVED } issue; /* if it ends in automation */
} cc_leave;

typedef struct cc_elsewhere {
    int channel;
    double delay; /* s */
} cc_elsewhere;

/* What a visit means for the agent who takes the contact. */
typedef struct cc_prepared {
    double saves; /* s of reference work that is spared */
    double delay; /* s more before the answer */
    bool knows;   /* the story need not be told again */
} cc_prepared;

/* To whom a node hands contacts on; one of them, -1: the other. */
typedef struct cc_onward {
    int queue, partner;
} cc_onward;

typedef struct cc_port {
    const char *name; /* NULL: no more */
    int leads;        /* where `next` does not say: CC_TO_*, CC_TO_THEN, CC_TO_ITS_NAME */
} cc_port;

#define CC_TO_THEN (-7)
#define CC_TO_ITS_NAME (-8) /* the node of that name, or one of the words that `then` knows */

struct cc_node_type {
    const char *name;
    const char *doc;
    const char *meets;  /* "talks to": the customer, in stories */
    const char *leaves; /* "is handed over by"; NULL: nothing to tell */
    /* Settings of its own, read into so many bytes: node->settings. */
    const cc_setting *settings;
    size_t settings_size;
    /* Checks them and makes what is needed of them, once (NULL: nothing). */
    void (*set_up)(cc_reader *reader, const cc_layers *in, cc_node *node);
    /* The same when all else is read. */
    void (*check)(cc_reader *reader, const cc_layers *in, const cc_node *node);
    cc_port (*port)(const cc_node *node, int j);
    /* Has a contact that comes here surely been here for some time when it leaves? */
    bool (*takes_time)(const cc_node *node);
    /* Where a contact that leaves by CC_TO_ELSEWHERE gets in touch next. */
    cc_elsewhere (*elsewhere)(const cc_visit *visit);
    bool (*fails)(const cc_node *node); /* has turns that can fail; NULL: it has none */
    bool is_bot;                        /* some customers go round it */
    bool is_after;                      /* contacts come here behind the agent, and nowhere on */
    bool (*announces)(const cc_node *node); /* the wait, unless a control says no; NULL: never */
    bool contains;                          /* a share that a control may set: visit->control */
    double (*enter)(const cc_visit *visit); /* s that it will be here */
    cc_leave (*leave)(const cc_visit *visit);
    cc_prepared (*prepare)(const cc_visit *visit); /* on leaving; NULL: nothing */
    /* The shares that leave by each port, and behind them by `then`, in place of draws. */
    void (*shares)(const cc_node *node, int issue, size_t day, size_t interval, double *share);
    /* Of those who leave by that port, the share with an unsolved issue, if they end in automation; NAN: as
     * they came. NULL: all as they came. */
    double (*unsolved)(const cc_node *node, int issue, size_t day, size_t interval, int port);
    /* s that a visit takes in the mean, where nobody waits; NULL: none. */
    double (*stay)(const cc_node *node, int issue, size_t day, size_t interval);
    /* The share of visits, at most, that in a run may go another way than `shares` says, since it
     * depends on waits there; NULL: none. */
    double (*undecided)(const cc_node *node, const cc_reactions *customer, size_t day,
                        size_t interval);
    /* The agent's time on taking over a contact from it; NULL, or NULL returned: none. */
    const sim_dist *(*hand_over)(const cc_node *node);
    /* s of the agent's work that a visit spares in the mean; NULL: none. */
    double (*saves)(const cc_node *node, int issue, size_t day, size_t interval);
    /* The channel whose item a contact becomes that leads to CC_TO_ITEM; NULL: there is none. */
    int (*becomes)(const cc_node *node);
    /* To whom a contact is handed on that leads to CC_TO_TRANSFER; NULL: to nobody. */
    cc_onward (*onward)(const cc_node *node);
    /* Does the agent who takes over know what was said here? NULL: yes. */
    bool (*keeps_context)(const cc_node *node);
    /* The share of visits after which the story need not be told again; NULL: none. */
    double (*knows)(const cc_node *node, int issue, size_t day, size_t interval);
};

extern const cc_node_type *const cc_node_types[];

/* The queue that the node hands contacts on to; -1: to none. */
static inline int
cc_node_to_queue(const cc_node *node)
{
    return node->type->onward != NULL ? node->type->onward(node).queue : -1;
}

/* ... and the partner. */
static inline int
cc_node_to_partner(const cc_node *node)
{
    return node->type->onward != NULL ? node->type->onward(node).partner : -1;
}

/* Where those go on who go round it: by `then`, the last of its branches, if that is a node, or to the
 * queue. */
static inline int
cc_node_past(const cc_node *node)
{
    const int to = node->then.branch[node->then.n - 1].to;
    return to >= 0 ? to : CC_TO_QUEUE;
}

#endif

/* What seldom used mechanisms keep of a contact beside it (cc_contact is full): one block by contact,
 * in a scenario that uses one of them. */
#ifndef CC_ASIDE_H
#define CC_ASIDE_H

#include "models/scenario/scenario.h"
#include <stdbool.h>
#include <stdint.h>

/* What the stretch of work is for, where it is not the agent's own. */
typedef enum cc_stage {
    CC_NOT_HANDING,
    CC_HANDING_OVER,    /* the next agent is being told */
    CC_TELLING_PARTNER, /* the partner is */
    CC_WITH_PARTNER,    /* a conference with the partner */
} cc_stage;

/* Of a contact that agents hand on: see life_transfer.c. */
typedef struct cc_handing {
    uint32_t helper; /* agent who stays with it, + 1; 0: nobody */
    uint16_t n;      /* ends of an agent's work that might have been transfers */
    uint8_t stage;   /* cc_stage */
    bool is_conference;
    double helper_wrap_up; /* s */
    double work, wrap_up;  /* s: of the next agent, when told */
    double wrapped_up;     /* s: by those before */
    double time;           /* s: of the partner */
} cc_handing;

/* How far an issue has come. */
typedef struct cc_tries {
    uint16_t round, attempt; /* as of cc_contact */
} cc_tries;

typedef struct cc_aside {
    /* 0 when the issue begins */
    uint32_t twin;     /* the next contact of the same issue, + 1; 0: there is no other */
    bool is_duplicate; /* its customer has gone to another channel */
    bool was_resolved; /* by a duplicate, while the customer's own contact went on */
    uint64_t told; /* channels on which the story was told, where contact.told has too few bits */
    uint32_t accepted; /* 1 + the round in which an offer of another channel was accepted, */
    uint8_t offered_by, n_called; /* its node; tries since that nobody answered */

    /* 0 when a contact begins, too: from `attempt` on */
    struct {
        cc_handing handing;
        /* was left in line; was one, and is the customer's own again, who has come so far elsewhere */
        bool stayed, is_own_again;
        cc_tries so_far;
        bool is_moved; /* waits where it was transferred to, */
        double moved;  /* s: since then */
        uint64_t
            taken; /* order of being taken by an agent, where some group goes round its turns */
        /* of an item in a wrong queue: s of attention until that is seen; its own work meanwhile */
        double notice, own_work;
        /* s: of a question to the customer, when it is asked, until when from then it is answered,
         * what work is there then; when the last was; by the channel's clock, in all */
        double asked, answer_after, next_work, customer_answered, paused;
        double next_further; /* s of waiting, at which the next further post comes; 0: not known */
        uint64_t further_name; /* and what its name is made of */
        uint32_t n_further, n_asked;
        uint32_t n_held;   /* times that its agent was cut off and a patience was drawn for that */
        uint32_t asked_by; /* agent, */
        uint16_t shift;    /* and in which of its shifts */
        uint16_t came_by;  /* raised: channel by which the customer came, + 1 */
        bool is_misrouted, is_read; /* in a wrong queue */
        bool is_decided, asks;
        bool waits_for_further;
        /* by nodes of automation, for the agent who takes it */
        double saves;       /* s of reference work that is spared */
        double delay;       /* s more before the answer */
        bool knows;         /* the story need not be told again */
        uint16_t served_by; /* while it is in a survey: contact.group before */
        double errors;      /* share of what its agent would resolve that is not */
        uint16_t sent_to;   /* queue that a node has handed it on to, + 1; 0: its own */
    } attempt;
} cc_aside;

/* The last of the contacts that automation contained, where was_contained. By contact, in a
 * scenario with automation. */
typedef struct cc_containment {
    double at;     /* s */
    uint32_t cell; /* place where that counts */
} cc_containment;

/* Do customers leave contacts in line and go to another channel? */
bool cc_aside_leaves_duplicates(const cc_scenario *scenario);
/* Does the scenario use any of these mechanisms? */
bool cc_aside_is_needed(const cc_scenario *scenario);

#endif

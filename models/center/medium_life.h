/* What a medium makes of the life of its contacts: wherever media differ, life*.c asks here. One
 * const each, in the medium's file in models/center/media. A function that is NULL does what its
 * comment says, which is what a call does. */
#ifndef CC_MEDIUM_LIFE_H
#define CC_MEDIUM_LIFE_H

#include "models/center/state.h"

typedef struct cc_medium_life {
    /* Its contacts may take the short cuts of common.h, which know of no function below. */
    bool is_common;

    /* ---- it begins ---- */
    /* What a contact brings is drawn from here by one word of its block, and becomes what `bring`
     * makes of it. NULL, both of them: its whole work, as life_begin.h says. */
    const sim_dist *(*brings)(const cc_content *content);
    void (*bring)(cc_contact *c, double drawn);

    /* ---- in the queue ---- */
    /* It comes to its queue for the first time. NULL: nothing more. */
    void (*enters)(cc_center *self, uint32_t id);
    /* It begins to wait, with its timer set for its patience. NULL: nothing more. */
    void (*waits)(cc_center *self, uint32_t id);

    /* ---- at the agent ---- */
    /* An agent takes it: not in order to answer? NULL: no. */
    bool (*welcomes)(cc_center *self, uint32_t id);
    /* It has been answered at once, without the agent's attention: does it go on without? Then this
     * lets it. NULL: no. */
    bool (*opens)(cc_center *self, uint32_t id);
    /* The agent's attention turns to it, for the first time or after `replied`; it may let the
     * attention free. NULL: the agent works, cc_life_work_on. */
    void (*attended)(cc_center *self, uint32_t id);
    /* Is the stretch of work that begins the last one? NULL: yes. */
    bool (*is_last)(const cc_contact *c);
    /* A stretch of work has ended: is the contact at no agent now? Then this has let the agent free.
     * NULL: no. */
    bool (*leaves)(cc_center *self, uint32_t id);
    /* All work on it is done, and it ends. NULL: nothing more. */
    void (*replied_last)(cc_center *self, uint32_t id);
    /* A stretch of work has ended: will there be another? Then this says what comes before it, and
     * the agent's attention is let free. NULL: no, the contact ends. */
    bool (*goes_on)(cc_center *self, uint32_t id);
    /* Another agent begins with what `bring` has brought anew. NULL together with that. */
    void (*begin_again)(cc_center *self, cc_contact *c);
    /* Its next stretch of work must be known before it begins. NULL: it is. */
    void (*prepare)(cc_center *self, cc_contact *c);
    /* All its work at once becomes one stretch. NULL: it is. */
    void (*join_up)(cc_center *self, cc_contact *c);
    /* What the customer did (CC_TYPING) is done, or will be while the contact waits for another
     * agent: there is work again. NULL: there is no such state. */
    void (*replied)(cc_center *self, cc_contact *c);
    /* s of work, at reference pace, that a contact in queue stands for. NULL: its work. */
    double (*work_left)(const cc_center *self, const cc_contact *c);

    /* ---- service levels ---- */
    /* s by which they go: since then the agent's reply is out, or the customer left, and it is when
     * that happens that they are counted. NULL: the wait, and counted when it is answered. */
    double (*elapsed)(const cc_center *self, const cc_contact *c);
} cc_medium_life;

#endif

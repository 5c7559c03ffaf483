/* Rank 0's side of a job: hands chunks to the other ranks and takes what comes of them. A rank that is silent
 * for long is gone: its chunks are given back as lost, and what it says later is not heard. */
#ifndef XP_POST_H
#define XP_POST_H

#include "experiment/ranks/message.h"
#include "experiment/ranks/transport.h"
#include "experiment/sweep/agenda.h"

/* Where chunks come from and bundles go. None of it waits. */
typedef struct xp_office {
    /* For worker w, numbered over all ranks from 0. DONE: there is, and will be, nothing more. */
    xp_agenda_answer (*take)(void *context, int w, xp_chunk *chunk);
    bool (*is_over)(void *context); /* would that be the answer? */
    /* byte NULL: whoever had the chunk is gone. */
    void (*give)(void *context, int w, const xp_chunk *chunk, const unsigned char *byte, size_t n,
                 double seconds);
    void *context;
} xp_office;

typedef struct xp_post_plan {
    const xp_transport *transport;
    int n_ranks;      /* with this one */
    xp_hello hello;   /* what the others have to say too */
    double silence;   /* s, after which a rank is gone; 0: 10 s */
    double last_wait; /* s, for what is under way when the work ends early; 0: 0.5 s */
    void (*on_gone)(void *context, int rank, const char *host); /* may be NULL */
    void *context;
} xp_post_plan;

typedef struct xp_post xp_post;

xp_post *xp_post_new(const xp_post_plan *plan);
void xp_post_delete(xp_post *self);
/* Hears the greetings of all. SIM_ERR_REFUSED: another version or another plan somewhere, or one does not
 * greet within so many seconds; then all have been told. */
int xp_post_greet(xp_post *self, double patience, cc_refusal *refusal) SIM_MUST_CHECK;
/* Until the office has nothing more. Then the others have been told that it is the end. */
void xp_post_serve(xp_post *self, const xp_office *office);
/* Ends the others, unless they have been: why, if it is before any work. */
void xp_post_dismiss(xp_post *self, const char *why);
int xp_post_gone(const xp_post *self); /* ranks */

#endif

/* What seldom used mechanisms keep of an agent beside it (cc_agent is full): one block by agent, in
 * a scenario that uses one of them. */
#ifndef CC_SELF_H
#define CC_SELF_H

#include <stdbool.h>
#include <stdint.h>

typedef struct cc_center cc_center;
typedef struct cc_contact cc_contact;
typedef struct cc_crew cc_crew;
typedef struct cc_scenario cc_scenario;
typedef struct cc_self cc_self;

struct cc_self {
    uint64_t key;       /* names its random numbers: of the group's name and the number in it */
    uint64_t n_emptied; /* times that its hands became empty after a contact, in this replication */
    double came;        /* s: on duty, this time */
    int person;         /* of the roster; -1: not known */
    uint32_t same_as;   /* who has two seats, of two groups, counts in the first: that agent */
    double tenure;      /* s, on the first day of the run */
    double busy;        /* s with anything in hand since its last break, */
    double busy_since;  /* and since then; NAN: has nothing. Of who tires */
    uint8_t leaves_to;  /* of a person who goes, or is leaving: cc_doing */
    bool in_shift;      /* of an agent who goes for a break: comes back in the same shift */
    bool is_elsewhere;  /* its site has failed, and it goes on from another */
    /* where overtime or time off is offered: */
    double stays_until;        /* s: in overtime, though the shift has ended; 0: does not */
    int32_t stay_day, off_day; /* of the run, on which it was last offered to stay, to go */
    /* where agents leave for good: of the position */
    uint64_t holder;    /* names the random numbers of who has it, */
    uint32_t n_holders; /* after so many others; */
    int32_t hired;      /* on that day of the run, or */
    int32_t hires;      /* whoever is next, on that one, */
    bool is_vacant;     /* if nobody has it */
    bool in_training;   /* who has it is new */
};

/* Is the probability of resolution the same whoever has an issue of that kind? */
bool cc_selves_resolve_alike(const cc_scenario *scenario, int issue);

int cc_selves_init(cc_center *self); /* behind the crews */
void cc_selves_free(cc_center *self);
/* Who they are in this replication. */
void cc_selves_reset(cc_center *self);

/* Another has come in the place of who was there: who is it? */
void cc_self_draw(cc_center *self, uint32_t agent);

/* What the contact's agent, of a crew that differs, makes of a time of 1 on that kind of issue, now. */
double cc_self_time(const cc_center *self, const cc_crew *crew, const cc_contact *c, int kind);

/* ---- of who tires ---- */
/* A stretch of work begins. */
void cc_self_makes_errors(cc_center *self, cc_contact *c);
/* Has one more in hand, one less, of a crew that counts hands. */
void cc_self_takes(cc_center *self, uint32_t agent);
void cc_self_gives(cc_center *self, uint32_t agent);
/* On duty or not, or hands fill or empty: goes the clock of its own line on? */
void cc_connection_hands(cc_center *self, uint32_t agent); /* processes/connections.c */
/* Comes from a break. */
void cc_self_rests(cc_center *self, uint32_t agent);

#endif

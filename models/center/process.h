/* What may happen in a center: the table of events. Each row is a process with calendar slots of its
 * own, one for each event that it may have pending at once: the clock, the streams of arrivals, the
 * agents' work, and whatever else is written as one (a connection that fails, a break of a shift, a
 * change from outside). Contacts' events are timers, and a row too. */
#ifndef CC_PROCESS_H
#define CC_PROCESS_H

#include "sim/calendar.h"

typedef struct cc_center cc_center;
typedef struct cc_process_type cc_process_type;
typedef struct cc_row cc_row;

struct cc_process_type {
    const char *name;
    const char *doc;
    /* Events that may be pending at once: one of each agent, say. */
    uint32_t (*n_slots)(const cc_center *self);
    /* Plain memory, zeros when a replication starts, copied with the center; NULL: none. */
    size_t (*state_bytes)(const cc_center *self);
    /* A replication starts: sets what comes first; NULL: nothing. */
    void (*start)(cc_center *self, const cc_row *row);
    /* The event of that slot (from 0) has come; NULL: the loop over events does it. */
    void (*fire)(cc_center *self, const cc_row *row, uint32_t slot);
};

struct cc_row {
    const cc_process_type *type;
    uint32_t first, n; /* slots of the calendar; of contacts: timers */
    size_t state;      /* where its memory begins */
};

/* All of the folder, in the order of names; NULL ends the list. */
extern const cc_process_type *const cc_process_types[];

/* The row of that name, or NULL. */
const cc_row *cc_process_row(const cc_center *self, const char *name);
/* Sets the one event of a slot, or moves it: see sim_calendar_set. INFINITY: none. */
void cc_process_set(cc_center *self, const cc_row *row, uint32_t slot, double time,
                    sim_priority priority);
/* The memory of a row's process; for its own center only. */
void *cc_process_state(cc_center *self, const cc_row *row);

#endif

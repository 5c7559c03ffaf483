/* Names for what comes and goes in a running center: a viewer keeps a handle, not a pointer, and asks
 * before it looks whether who it meant is still there. Handles are plain values; a copy of the
 * center knows those of the original. They are good for one replication. */
#ifndef CC_HANDLE_H
#define CC_HANDLE_H

#include "models/center/center.h"

/* A contact: the slot of its record, and the name that no other contact has. */
typedef struct cc_contact_handle {
    uint32_t slot;
    uint16_t round, attempt;
    uint64_t owner; /* the name, as subject of the journal */
} cc_contact_handle;

/* An agent on duty: the seat, and how often somebody has taken it. */
typedef struct cc_agent_handle {
    uint32_t slot;
    uint16_t shift; /* from 1, modulo 65,536 */
} cc_agent_handle;

/* Slots that may be in use: 0 .. n - 1. */
uint32_t cc_contact_slots(const cc_center *center);
uint32_t cc_agent_slots(const cc_center *center);

/* Who is in that slot; false: nobody. */
bool cc_contact_in(const cc_center *center, uint32_t slot, cc_contact_handle *handle);
bool cc_agent_in(const cc_center *center, uint32_t slot, cc_agent_handle *handle);

/* Is it still the same? A customer at home, between two contacts, is in none. */
bool cc_contact_is_there(const cc_center *center, cc_contact_handle handle);
bool cc_agent_is_there(const cc_center *center, cc_agent_handle handle);

#endif

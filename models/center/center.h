/* A running center: everything that changes. One per thread; no pointers into it survive a call.
 * Build once, run many replications in the same memory. */
#ifndef CC_CENTER_H
#define CC_CENTER_H

#include "models/center/controls.h"
#include "models/center/stratum.h"
#include "models/language/refusal.h"
#include "models/measure/record.h"
#include "sim/budget.h"
#include "sim/snapshot.h"
#include "sim/trace.h"
#include <stdatomic.h>
#include <stdio.h>

typedef struct cc_center cc_center;
typedef struct cc_process_type cc_process_type; /* models/center/process.h */
typedef struct cc_script cc_script;             /* models/center/script.h */

/* NULL when out of memory or a limit is passed (problem says which). */
cc_center *cc_center_new(const cc_scenario *scenario, const cc_layout *layout, cc_refusal *refusal);
/* The same with processes of its own, which are not in the folder: a list that NULL ends. */
cc_center *cc_center_new_with(const cc_scenario *scenario, const cc_layout *layout,
                              const cc_process_type *const *extra, cc_refusal *refusal);
void cc_center_delete(cc_center *self);

/* Writes the journal as it happens; NULL: silence. */
void cc_center_set_trace(cc_center *self, sim_trace *trace);
/* Every contact lives its life in general steps, the common ones too, which otherwise have short
 * cuts: the same figures, slower. For tests; set it before a replication starts. */
void cc_center_set_general(cc_center *self, bool is_general);
/* Contacts that are open at once may have so much memory, together with those of all other centers
 * of the budget; beyond the few that each has room for, anyway. SIM_ERR_MEMORY: it is all in use.
 * Before the first start; the budget outlives the center. */
void cc_center_set_budget(cc_center *self, sim_budget *budget);
/* Polled now and then: when it becomes true the run stops with SIM_ERR_INTERRUPTED. */
void cc_center_set_stop(cc_center *self, const atomic_bool *stop);

/* Every replication that starts has these changes; NULL: none. The script outlives the center. */
void cc_center_set_script(cc_center *self, const cc_script *script);

/* The day factors of replications that start from now on are in that stratum; of size 0: in none. Its
 * net outlives the center. */
void cc_center_set_stratum(cc_center *self, cc_stratum stratum);

/* The same in steps, for a viewer: start, advance to a moment (s), finish. */
int cc_center_start(cc_center *self, uint64_t seed, uint64_t replication,
                    cc_record *record) SIM_MUST_CHECK;
int cc_center_advance(cc_center *self, double until) SIM_MUST_CHECK;
/* At most so many events up to that moment: *n of them; fewer, if there are no more until then. */
int cc_center_advance_by(cc_center *self, double until, uint32_t most, uint32_t *n) SIM_MUST_CHECK;
/* One event; false: there is none left before the horizon, or an error. */
bool cc_center_step(cc_center *self);
int cc_center_finish(cc_center *self) SIM_MUST_CHECK;
/* As if the run ended at that time (s), up to which it has advanced. It cannot go on from there. */
int cc_center_finish_at(cc_center *self, double time) SIM_MUST_CHECK;
/* Of the last event, s; and how many there have been. */
double cc_center_time(const cc_center *self);
uint64_t cc_center_events(const cc_center *self);
double cc_center_horizon(const cc_center *self);
/* Why it stopped with that error, as a sentence: when, and what was going on. */
void cc_center_explain(const cc_center *self, int error, cc_refusal *refusal);
/* "agents 3": group and seat, from 1. */
void cc_center_agent_name(const cc_center *self, uint32_t agent, char *text, size_t size);

/* Something changes at that time, not before now. The center has started. SIM_ERR_PARAM: there is no
 * such control, or its value is out of range; a group has so many seats (its most agents, and
 * `spare`). SIM_ERR_NOMEM. */
int cc_center_change(cc_center *self, cc_change change) SIM_MUST_CHECK;
/* As it is now; NAN also where there is none. */
double cc_center_control(const cc_center *self, cc_control what, int which);

/* Registers all that changes, and the record, for copies of the running center. Whom it tells its
 * journal and what stops it are no part of a copy. */
int cc_center_register(cc_center *self, cc_record *record, sim_snapshot *snapshot) SIM_MUST_CHECK;
/* Makes `to` what `from` is now, and its record what that of `from` is. Both are of one scenario
 * and layout (else SIM_ERR_LAYOUT), `from` has started and stands still meanwhile; they may be of
 * different threads. */
int cc_center_fork(cc_center *to, cc_record *record, cc_center *from) SIM_MUST_CHECK;

/* A hash of all that moves and of the record, the same however the center has come to where it is: by
 * steps or at a stretch, copied or not. Of bits: it is for one build on one machine. Changes that
 * are still to be made are no part of it, nor is the room that has been made for more. */
uint64_t cc_center_hash(const cc_center *self);

/* Holds the books against each other: what queues, lanes, agents' mixes and nodes say of the
 * contacts open. SIM_ERR_BUG if they differ. Slow: for tests. */
int cc_center_check(const cc_center *self) SIM_MUST_CHECK;
/* Does anybody idle beside a contact that they may take? Checked builds ask after the first events
 * of a replication, and now and then. */
bool cc_center_somebody_idles(const cc_center *self);
/* What it is now, for people: time, queues, agents, contacts and pending events, a line each. */
void cc_center_dump(const cc_center *self, FILE *file);

/* One whole replication; the record is reset and filled. 0 or an error, said in problem. */
int cc_center_run(cc_center *self, uint64_t seed, uint64_t replication, cc_record *record,
                  cc_refusal *refusal) SIM_MUST_CHECK;

#endif

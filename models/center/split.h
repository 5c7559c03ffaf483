/* For splitting: a copy of a running center that goes on by itself, and what says how close somebody is to
 * a long wait. See "Rare waits" in docs/semantics.md. */
#ifndef CC_SPLIT_H
#define CC_SPLIT_H

#include "models/center/center.h"
#include "sim/random.h"

/* SIM_ERR_REFUSED: there is more than one line, or its contacts are no calls that wait in it first come
 * first served. */
int cc_split_check(const cc_center *self, cc_refusal *refusal) SIM_MUST_CHECK;

/* What a center and its record need for cc_split_copy, once for all copies. */
int cc_split_register(cc_center *self, cc_record *record, sim_snapshot *parts) SIM_MUST_CHECK;
/* Makes `to` what `from` is now, so that it may go on; its record is worth nothing. They are of one scenario
 * and layout, parts and parts_of_from are registered of them. */
int cc_split_copy(cc_center *to, cc_record *record, sim_snapshot *parts,
                  const sim_snapshot *parts_of_from) SIM_MUST_CHECK;

/* Agents on duty with nothing in hand. */
int cc_split_idle(const cc_center *self);
/* When the first in line came into it, s; NAN: nobody waits. */
double cc_split_oldest(const cc_center *self);
/* When the first of those came who are in line and came after `since`; INFINITY: there is none. */
double cc_split_next(const cc_center *self, double since);
/* Of those in line who came after `since`, and not after `until`: how many arrived in observe. */
unsigned cc_split_count(const cc_center *self, double since, double until);
/* Is nobody in line who arrived in observe, and nobody to come? */
bool cc_split_is_over(const cc_center *self, double time);

/* At that moment, not before its last event nor behind its next, a copy goes on under another key: what
 * nobody could know so far is drawn once more, under the condition of what is known: arrivals of
 * the day, work not yet done by how long it takes already, patience by how long it has lasted. */
void cc_split_anew(cc_center *self, sim_key key, double time);

#endif

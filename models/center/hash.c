/* A hash of a running center. What is the same in all copies of a state goes in: values, not where they
 * are kept. Out stay addresses, bytes between the members of a struct, free records of contacts, room
 * that is not used yet, and how the calendar has sorted what is due: this follows from how far it has been
 * asked, so events go in by their slots. Sequence numbers stay out too, which changes still to be
 * made take as well. */
#include "models/center/center.h"
#include "models/center/process.h"
#include "models/center/self.h"
#include "models/center/state.h"
#include <string.h>

/* gcc has it since 11; where there is none the hash may differ by bytes that nobody has set. */
#if defined(__has_builtin)
#if __has_builtin(__builtin_clear_padding)
#define CLEAR_PADDING(pointer) __builtin_clear_padding(pointer)
#endif
#endif
#ifndef CLEAR_PADDING
#define CLEAR_PADDING(pointer) ((void)(pointer))
#endif

/* ---- mixing: eight bytes at a time, much as in splitmix64 ---- */

static inline uint64_t
mix(uint64_t hash, uint64_t x)
{
    hash = (hash ^ x) * UINT64_C(0x9e3779b97f4a7c15);
    return hash ^ hash >> 29;
}

static uint64_t
mix_bytes(uint64_t hash, const void *bytes, size_t n)
{
    const unsigned char *at = bytes;
    for (; n >= 8; n -= 8, at += 8) {
        uint64_t x;
        memcpy(&x, at, 8);
        hash = mix(hash, x);
    }
    uint64_t x = 0;
    memcpy(&x, at, n);
    return n > 0 ? mix(hash, x) : hash;
}

static uint64_t
mix_number(uint64_t hash, double x)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof(bits));
    return mix(hash, bits);
}

/* n structs of that type, each without the bytes between its members. NULL has none. */
#define MIX_STRUCTS(hash, type, pointer, n)                                                        \
    do {                                                                                           \
        for (size_t j_ = 0; (pointer) != NULL && j_ < (size_t)(n); j_++) {                         \
            type copy_ = (pointer)[j_];                                                            \
            CLEAR_PADDING(&copy_);                                                                 \
            (hash) = mix_bytes(hash, &copy_, sizeof(copy_));                                       \
        }                                                                                          \
    } while (0)

/* n values without any. */
#define MIX_VALUES(hash, pointer, n)                                                               \
    do {                                                                                           \
        if ((pointer) != NULL) {                                                                   \
            (hash) = mix_bytes(hash, pointer, (size_t)(n) * sizeof(*(pointer)));                   \
        }                                                                                          \
    } while (0)

/* ---- the calendar ---- */

static uint64_t
mix_calendar(uint64_t hash, const cc_center *self)
{
    const sim_calendar *calendar = &self->now.calendar;
    const int priority = SIM_CALENDAR_SLOT_BITS + SIM_CALENDAR_SEQUENCE_BITS;
    const cc_row *controls = cc_process_row(self, "controls");
    for (uint32_t slot = 0; slot < calendar->n_slots; slot++) {
        const double time = sim_calendar_time(calendar, slot);
        if (time < INFINITY && slot - controls->first >= controls->n) {
            hash = mix(hash, slot);
            hash = mix(mix_number(hash, time), sim_calendar_at(calendar, slot)->order >> priority);
        }
    }
    for (uint32_t id = 0; id < self->now.n_fresh; id++) {
        const double time = sim_timer_time(calendar, id);
        if (time < INFINITY) {
            hash = mix(hash, id);
            hash = mix(mix_number(hash, time), calendar->timer[id].order >> priority);
        }
    }
    return hash;
}

/* ---- the center ---- */

static uint64_t
mix_contacts(uint64_t hash, const cc_center *self)
{
    for (uint32_t id = 0; id < self->now.n_fresh; id++) {
        const cc_contact *c = &self->contact[id];
        if (c->state == CC_FREE) {
            hash = mix(hash, c->next);
            continue;
        }
        MIX_STRUCTS(hash, cc_contact, c, 1);
        if (self->aside != NULL) {
            MIX_STRUCTS(hash, cc_aside, &self->aside[id], 1);
        }
        if (self->containment != NULL && c->was_contained) {
            MIX_STRUCTS(hash, cc_containment, &self->containment[id], 1);
        }
        if (self->overflowing != NULL && c->state == CC_WAITING) {
            MIX_STRUCTS(hash, cc_overflowing, &self->overflowing[id], 1);
        }
    }
    return hash;
}

static uint64_t
mix_single_values(uint64_t hash, const cc_center *self)
{
    cc_moving now = self->now;
    memset(&now.calendar, 0, sizeof(now.calendar));
    now.n_contacts = 0;
    now.contact_bytes = now.aside_bytes = now.containment_bytes = now.overflowing_bytes = 0;
    now.n_changes = now.change_bytes = 0;
    CLEAR_PADDING(&now);
    return mix_bytes(hash, &now, sizeof(now));
}

static uint64_t
mix_crews(uint64_t hash, const cc_center *self)
{
    MIX_STRUCTS(hash, cc_crew_now, self->crew_now, self->n_crews);
    for (int g = 0; g < self->n_crews; g++) {
        const cc_crew *crew = &self->crew[g];
        MIX_STRUCTS(hash, cc_option, crew->option, crew->n_options);
        MIX_STRUCTS(hash, cc_wide, crew->wide, crew->now->n_wide > 0 ? crew->now->n_wide : 0);
    }
    MIX_VALUES(hash, self->routing,
               (size_t)self->n_crews * (size_t)self->scenario->center.n_queues);
    MIX_STRUCTS(hash, cc_agent, self->agent, self->n_agents);
    MIX_STRUCTS(hash, cc_self, self->selves, self->n_agents);
    MIX_VALUES(hash, self->last_turn, self->n_agents);
    MIX_VALUES(hash, self->own_time, self->n_agents * (size_t)self->scenario->demand.n_issues);
    MIX_STRUCTS(hash, cc_list, self->list, self->n_lists);
    MIX_VALUES(hash, self->occupied, self->n_words);
    MIX_STRUCTS(hash, cc_list, self->awaited, self->n_agents);
    MIX_VALUES(hash, self->cases, self->n_agents);
    return hash;
}

static uint64_t
mix_queues(uint64_t hash, const cc_center *self)
{
    const size_t n_lanes = (size_t)self->n_lanes;
    MIX_STRUCTS(hash, cc_lane, self->lane, n_lanes);
    MIX_STRUCTS(hash, cc_service_level, self->level, n_lanes);
    MIX_VALUES(hash, self->serving, self->scenario->center.n_queues);
    MIX_VALUES(hash, self->n_theirs, n_lanes * CC_MAX_OVERFLOWS);
    MIX_STRUCTS(hash, cc_team, self->team, self->scenario->center.n_queues);
    MIX_VALUES(hash, self->head, n_lanes);
    return hash;
}

static uint64_t
mix_arrivals(uint64_t hash, const cc_center *self)
{
    MIX_STRUCTS(hash, cc_arrivals, self->arrivals, self->n_streams);
    MIX_VALUES(hash, self->factor, self->n_factors);
    MIX_VALUES(hash, self->shared_factor, self->scenario->run.intervals_per_day);
    return hash;
}

/* ---- the record ---- */

static uint64_t
mix_histograms(uint64_t hash, const sim_histogram *histogram, size_t n)
{
    for (size_t j = 0; j < n; j++) {
        if (histogram[j].n > 0) {
            hash = mix_bytes(mix(hash, j), &histogram[j], sizeof(*histogram));
        }
    }
    return hash;
}

static uint64_t
mix_record(uint64_t hash, const cc_record *record)
{
    const cc_layout *layout = &record->layout;
    const size_t n_chains = layout->n_slices + (layout->n_slices > 1);
    const size_t n_channels = (size_t)layout->n_channels, n_issues = (size_t)layout->n_issues;
    MIX_STRUCTS(hash, cc_touched, record->touched, record->n_touched);
    MIX_VALUES(hash, record->last, n_chains + 1);
    MIX_VALUES(hash, record->pool, record->n_pool);
    MIX_VALUES(hash, record->agent, n_chains * (size_t)layout->n_groups * CC_A_COUNTERS);
    MIX_VALUES(hash, record->node,
               n_channels * (size_t)layout->n_nodes * cc_record_node_width(layout));
    MIX_VALUES(hash, record->transfer, n_channels * (size_t)layout->n_fed * CC_T_COUNTERS);
    MIX_STRUCTS(hash, cc_day, record->day,
                n_channels * (size_t)layout->n_queues * (size_t)layout->n_days);
    hash = mix_histograms(hash, record->wait, n_issues * n_channels);
    hash = mix_histograms(hash, record->resolution, n_issues);
    hash = mix_histograms(hash, &record->lost, 1);
    return mix_histograms(hash, &record->pending, 1);
}

uint64_t
cc_center_hash(const cc_center *self)
{
    uint64_t hash = mix_single_values(0, self);
    hash = mix_calendar(hash, self);
    hash = mix_contacts(hash, self);
    hash = mix_crews(hash, self);
    hash = mix_queues(hash, self);
    hash = mix_arrivals(hash, self);
    hash = mix_bytes(hash, self->router_state, self->router_bytes);
    hash = mix_bytes(hash, self->process_state, self->process_bytes);
    return mix_record(hash, self->record);
}

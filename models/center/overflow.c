/* Overflow, as it is built and looked up. A group that rules of a queue name comes to its contacts by a
 * door, which rules open for each contact by itself; life_overflow.c opens them. */
#include "models/center/overflow.h"

#include <stdlib.h>
#include <string.h>

int
cc_overflow_door(const cc_center_setup *center, const cc_queue *queue, int group)
{
    const int made_from = center->group[group].made_from;
    for (int j = 0; j < queue->n_overflows; j++) {
        const int named = queue->overflow[j].group;
        if (named == group || named == made_from) {
            return queue->overflow[j].door;
        }
    }
    return -1;
}

int
cc_overflow_init(cc_center *self)
{
    const cc_center_setup *center = &self->scenario->center;
    bool any = false;
    for (int q = 0; q < center->n_queues; q++) {
        any |= center->queue[q].n_overflows > 0;
    }
    self->has_overflow = any;
    for (int g = 0; g < self->n_crews && any; g++) {
        cc_crew *crew = &self->crew[g];
        for (int j = 0; j < crew->n_options; j++) {
            cc_option *option = &crew->option[j];
            const int door = cc_overflow_door(center, &center->queue[option->queue], g);
            option->place = door < 0 ? 0 : cc_overflow_place(option->lane, door) + 1;
            crew->has_doors |= door >= 0;
        }
        crew->passes = crew->passes && !crew->has_doors;
    }
    const size_t n = (size_t)self->n_lanes * CC_MAX_OVERFLOWS;
    self->n_theirs = any ? calloc(n + 1, sizeof(*self->n_theirs)) : NULL;
    return any && self->n_theirs == NULL ? SIM_ERR_NOMEM : SIM_OK;
}

void
cc_overflow_free(cc_center *self)
{
    free(self->n_theirs);
    free(self->overflowing);
}

void
cc_overflow_reset(cc_center *self)
{
    if (self->n_theirs != NULL) {
        memset(self->n_theirs, 0,
               (size_t)self->n_lanes * CC_MAX_OVERFLOWS * sizeof(*self->n_theirs));
    }
}

bool
cc_overflow_allows(const cc_center *self, uint32_t contact, const cc_service *service,
                   const cc_crew *crew)
{
    const int door = cc_overflow_door(&self->scenario->center, cc_overflow_queue(self, service),
                                      (int)(crew - self->crew));
    return door < 0 ? self->lane[service->lane].n == 0
                    : (self->overflowing[contact].open >> door & 1) != 0 &&
                          self->n_theirs[cc_overflow_place(service->lane, door)] == 0;
}

uint32_t
cc_overflow_first(const cc_center *self, const cc_option *option)
{
    const uint32_t place = option->place - 1, door = place % CC_MAX_OVERFLOWS;
    uint32_t id = CC_NONE;
    if (self->n_theirs[place] > 0) {
        id = self->lane[option->lane].first;
        while (id != CC_NONE && (self->overflowing[id].open >> door & 1) == 0) {
            id = self->contact[id].next;
        }
    }
    return id;
}

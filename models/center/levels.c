#include "models/center/levels.h"

#include "models/center/state.h"
#include <math.h>

/* The lanes of a queue, or of all. */
static void
lanes_of(const cc_center *self, int queue, int *begin, int *end)
{
    *begin = queue < 0 ? 0 : queue * self->n_channels;
    *end = queue < 0 ? self->n_lanes : *begin + self->n_channels;
}

static bool
is_of_items(const cc_center *self, const cc_lane *lane)
{
    return lane->first != CC_NONE && cc_service_of(self, &self->contact[lane->first])->is_deferred;
}

uint32_t
cc_center_n_waiting(const cc_center *self, int queue)
{
    int begin, end;
    uint32_t n = 0;
    lanes_of(self, queue, &begin, &end);
    for (const cc_lane *lane = self->lane + begin; lane < self->lane + end; lane++) {
        n += is_of_items(self, lane) ? 0 : lane->n;
    }
    return n;
}

cc_line_now
cc_center_line(const cc_center *self, int queue)
{
    cc_line_now line = {0, 0, INFINITY};
    int begin, end;
    lanes_of(self, queue, &begin, &end);
    for (const cc_lane *lane = self->lane + begin; lane < self->lane + end; lane++) {
        if (is_of_items(self, lane)) {
            line.backlog += lane->n;
            continue;
        }
        line.waiting += lane->n;
        for (uint32_t id = lane->first; id != CC_NONE; id = self->contact[id].next) {
            line.since = fmin(line.since, self->contact[id].queued);
        }
    }
    return line;
}

double
cc_center_next_wait(const cc_center *self, int queue, double limit, double after)
{
    double next = INFINITY;
    int begin, end;
    lanes_of(self, queue, &begin, &end);
    for (const cc_lane *lane = self->lane + begin; lane < self->lane + end; lane++) {
        if (is_of_items(self, lane)) {
            continue;
        }
        for (uint32_t id = lane->first; id != CC_NONE; id = self->contact[id].next) {
            const cc_contact *c = &self->contact[id];
            const cc_service_level *level = cc_service_of(self, c)->level;
            const double most = !isnan(limit)         ? limit
                                : level->n_within > 0 ? level->within[0] - c->waited
                                                      : INFINITY;
            const double at = c->queued + most;
            if (at > after && at < next) {
                next = at;
            }
        }
    }
    return next;
}

static void
add_crew(const cc_center *self, int group, cc_crews_now *now)
{
    const cc_crew_now *crew = &self->crew_now[group];
    now->planned += crew->roster.paid;
    now->staffed += (uint32_t)crew->n_duty;
    now->working += (uint32_t)crew->n_busy;
    now->ready += (uint32_t)crew->n_idle;
}

cc_crews_now
cc_center_crews(const cc_center *self, int queue)
{
    cc_crews_now now = {0, 0, 0, 0};
    for (int g = 0; g < self->n_crews; g++) {
        if (queue < 0 || (self->serving[queue][g / 64] >> g % 64 & 1) != 0) {
            add_crew(self, g, &now);
        }
    }
    return now;
}

cc_crews_now
cc_center_crew(const cc_center *self, int group)
{
    cc_crews_now now = {0, 0, 0, 0};
    add_crew(self, group, &now);
    return now;
}

uint32_t
cc_center_seats(const cc_center *self, int group)
{
    return group < 0 ? self->n_agents : self->crew[group].n_agents;
}

/* A window on an array of twice the room: what is left of it is moved to its front when its end is
 * reached, so that all lie in a row and each is moved once at most. */
#include "viz/player/recent.h"

#include <stdlib.h>
#include <string.h>

void
viz_recent_clear(viz_recent *self, double since)
{
    self->begin = self->end = 0;
    self->since = since;
}

void
viz_recent_free(viz_recent *self)
{
    free(self->record);
    *self = (viz_recent){.span = self->span};
}

int
viz_recent_copy(viz_recent *self, const viz_recent *from)
{
    const size_t n = from->end - from->begin;
    sim_trace_record *record = malloc((n + 1) * sizeof(*record));
    if (record == NULL) {
        return SIM_ERR_NOMEM;
    }
    if (n > 0) {
        memcpy(record, from->record + from->begin, n * sizeof(*record));
    }
    free(self->record);
    *self = (viz_recent){from->span, from->since, record, 0, n, n + 1, from->is_short};
    return SIM_OK;
}

/* Room for one more. */
static bool
make_room(viz_recent *self)
{
    const size_t n = self->end - self->begin;
    if (self->room == 0 || (self->room < 2 * VIZ_RECENT_MOST && n > self->room / 2)) {
        const size_t room =
            2 * self->room + 256 < 2 * VIZ_RECENT_MOST ? 2 * self->room + 256 : 2 * VIZ_RECENT_MOST;
        sim_trace_record *grown = realloc(self->record, room * sizeof(*grown));
        if (grown == NULL) {
            return false;
        }
        self->record = grown;
        self->room = room;
        return true;
    }
    memmove(self->record, self->record + self->begin, n * sizeof(*self->record));
    self->begin = 0;
    self->end = n;
    return true;
}

void
viz_recent_see(viz_recent *self, const sim_trace_record *record)
{
    if (self->end == self->room) {
        viz_recent_turn_to(self, record->time);
        if (!make_room(self)) {
            self->is_short = true;
            return;
        }
    }
    self->record[self->end++] = *record;
    if (self->end - self->begin > VIZ_RECENT_MOST) {
        self->begin++;
    }
}

void
viz_recent_turn_to(viz_recent *self, double time)
{
    while (self->begin < self->end && self->record[self->begin].time < time - self->span) {
        self->begin++;
    }
}

#include "cli/story_around.h"

#include <stdlib.h>

cli_around
cli_around_of(size_t n_lines)
{
    return (cli_around){.most_before = n_lines / 2, .most_after = n_lines - n_lines / 2};
}

void
cli_around_free(cli_around *self)
{
    free(self->record);
    *self = (cli_around){0};
}

/* The ring grows while it is not full, so it takes no more than there is to keep. */
bool
cli_around_keep(cli_around *self, const sim_trace_record *record)
{
    if (self->n == self->room && self->room < self->most_before) {
        const size_t twice = self->room == 0 ? 64 : 2 * self->room;
        const size_t room = twice < self->most_before ? twice : self->most_before;
        sim_trace_record *grown = realloc(self->record, room * sizeof(*grown));
        if (grown == NULL) {
            return false;
        }
        self->record = grown;
        self->room = room;
    }
    if (self->room > 0) {
        self->record[self->n++ % self->room] = *record;
    }
    return true;
}

size_t
cli_around_kept(const cli_around *self)
{
    return self->n < self->room ? self->n : self->room;
}

const sim_trace_record *
cli_around_at(const cli_around *self, size_t j)
{
    return &self->record[(self->n - cli_around_kept(self) + j) % self->room];
}

/* The lines of a story that are nearest to a moment: the last before it and the first after it. */
#ifndef CLI_STORY_AROUND_H
#define CLI_STORY_AROUND_H

#include "sim/trace.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct cli_around {
    size_t most_before, most_after;
    bool is_past; /* the moment */
    /* a ring of the last records before the moment, the first of them at n % room */
    sim_trace_record *record;
    size_t n, room; /* put so far; in memory */
} cli_around;

/* So many lines in all, half of them (or one less) before the moment. */
cli_around cli_around_of(size_t n_lines);
void cli_around_free(cli_around *self);
/* Keeps a record of before the moment, which has words. False: no memory. */
bool cli_around_keep(cli_around *self, const sim_trace_record *record);
/* How many are kept; the j-th of them, from 0. */
size_t cli_around_kept(const cli_around *self);
const sim_trace_record *cli_around_at(const cli_around *self, size_t j);

#endif

/* A set of whole numbers, as spans that follow each other with gaps between them. */
#ifndef XP_SPANS_H
#define XP_SPANS_H

#include "sim/error.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct xp_span {
    uint64_t first, end; /* end is not in it */
} xp_span;

typedef struct xp_spans {
    xp_span *span;
    size_t n, capacity;
} xp_spans;

void xp_spans_free(xp_spans *self);
int xp_spans_add(xp_spans *self, uint64_t first, uint64_t end) SIM_MUST_CHECK;
int xp_spans_remove(xp_spans *self, uint64_t first, uint64_t end) SIM_MUST_CHECK;
/* The first gap below limit; false: there is none. */
bool xp_spans_gap(const xp_spans *self, uint64_t limit, xp_span *gap);
/* How many from 0 on are all in it. */
uint64_t xp_spans_prefix(const xp_spans *self);
/* How many below limit. */
uint64_t xp_spans_count(const xp_spans *self, uint64_t limit);

#endif

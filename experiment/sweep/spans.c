#include "experiment/sweep/spans.h"

#include <stdlib.h>
#include <string.h>

void
xp_spans_free(xp_spans *self)
{
    free(self->span);
    *self = (xp_spans){0};
}

/* Puts n_new spans in the place of those from `from` to `to`. */
static int
replace(xp_spans *self, size_t from, size_t to, const xp_span *new, size_t n_new)
{
    const size_t n = self->n - (to - from) + n_new;
    if (n > self->capacity) {
        const size_t capacity = 2 * n + 2;
        xp_span *larger = realloc(self->span, capacity * sizeof(*larger));
        if (larger == NULL) {
            return SIM_ERR_NOMEM;
        }
        self->span = larger;
        self->capacity = capacity;
    }
    if (self->span != NULL) {
        memmove(self->span + from + n_new, self->span + to, (self->n - to) * sizeof(*self->span));
    }
    for (size_t j = 0; j < n_new; j++) {
        self->span[from + j] = new[j];
    }
    self->n = n;
    return SIM_OK;
}

int
xp_spans_add(xp_spans *self, uint64_t first, uint64_t end)
{
    size_t from = 0;
    xp_span all = {first, end};
    if (first >= end) {
        return SIM_OK;
    }
    /* most come behind all others */
    if (self->n > 0 && self->span[self->n - 1].end < first) {
        from = self->n;
    }
    while (from < self->n && self->span[from].end < first) {
        from++;
    }
    size_t to = from;
    for (; to < self->n && self->span[to].first <= end; to++) {
        all.first = self->span[to].first < all.first ? self->span[to].first : all.first;
        all.end = self->span[to].end > all.end ? self->span[to].end : all.end;
    }
    return replace(self, from, to, &all, 1);
}

int
xp_spans_remove(xp_spans *self, uint64_t first, uint64_t end)
{
    size_t from = 0, n_rest = 0;
    xp_span rest[2];
    if (first >= end) {
        return SIM_OK;
    }
    while (from < self->n && self->span[from].end <= first) {
        from++;
    }
    size_t to = from;
    for (; to < self->n && self->span[to].first < end; to++) {
        if (self->span[to].first < first) {
            rest[n_rest++] = (xp_span){self->span[to].first, first};
        }
        if (self->span[to].end > end) {
            rest[n_rest++] = (xp_span){end, self->span[to].end};
        }
    }
    return replace(self, from, to, rest, n_rest);
}

bool
xp_spans_gap(const xp_spans *self, uint64_t limit, xp_span *gap)
{
    const bool at_0 = self->n > 0 && self->span[0].first == 0;
    const size_t next = at_0 ? 1 : 0;
    gap->first = at_0 ? self->span[0].end : 0;
    gap->end = next < self->n && self->span[next].first < limit ? self->span[next].first : limit;
    return gap->first < limit;
}

uint64_t
xp_spans_prefix(const xp_spans *self)
{
    return self->n > 0 && self->span[0].first == 0 ? self->span[0].end : 0;
}

uint64_t
xp_spans_count(const xp_spans *self, uint64_t limit)
{
    uint64_t n = 0;
    for (size_t j = 0; j < self->n && self->span[j].first < limit; j++) {
        n += (self->span[j].end < limit ? self->span[j].end : limit) - self->span[j].first;
    }
    return n;
}

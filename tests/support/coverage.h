/* How many of many scenarios had what: every setting of the language, every word and every kind of
 * distribution that may be written, every counter that was more than 0 in the record. */
#ifndef COVERAGE_H
#define COVERAGE_H

#include "models/measure/record.h"
#include <stdbool.h>

typedef struct coverage_feature {
    char name[120];
    size_t n;     /* scenarios that had it */
    bool is_seen; /* in this one */
} coverage_feature;

typedef struct coverage {
    coverage_feature *feature;
    size_t n, room;
} coverage;

void coverage_init(coverage *self);
void coverage_free(coverage *self);
/* What the scenario in that file says; then what happened in it, any number of times. */
void coverage_see_file(coverage *self, const char *path);
void coverage_see_record(coverage *self, const cc_record *record);
/* Counts what was seen: the next scenario follows. */
void coverage_next(coverage *self);
/* Prints those that fewer than `most` scenarios had; their number. */
size_t coverage_print_below(const coverage *self, size_t most);

#endif

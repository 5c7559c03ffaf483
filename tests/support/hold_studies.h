/* How often intervals of every kind hold what they are of, on models of numbers alone whose truth is known
 * exactly; of whole centers see macro_runs.h. */
#ifndef HOLD_STUDIES_H
#define HOLD_STUDIES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define HOLD_SIZES 3

typedef struct hold_result {
    bool held, told; /* told: the interval says of itself that it may not be relied on */
    bool below, above;
    double half_width;
} hold_result;

typedef struct hold_study {
    const char *name, *what, *unit;
    size_t size[HOLD_SIZES]; /* 0: no more */
    hold_result (*run)(uint64_t seed, size_t size);
    double least[HOLD_SIZES]; /* what is asked of the short form: held in so many of 1 */
    bool slow;                /* in the long suite only */
} hold_study;

/* The last has no name. All intervals are at 95 %. */
extern const hold_study hold_studies[];

#endif

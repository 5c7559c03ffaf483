/* Valid scenarios put together by chance, over every setting of the language: small ones, of some
 * hundred contacts. Most are mostly common, so that short cuts are taken in them. */
#ifndef RANDOM_SCENARIO_H
#define RANDOM_SCENARIO_H

#include <stddef.h>
#include <stdint.h>

#define RANDOM_SCENARIO_FILES 64

typedef struct random_scenario {
    char *text;
    char *file[RANDOM_SCENARIO_FILES]; /* contents of the CSV files that it names, t0.csv ... */
    int n_files;
} random_scenario;

/* Number k depends on k alone. */
void random_scenario_make(random_scenario *self, uint64_t k);
/* Writes it and its files into that folder; `path` becomes that of the scenario. */
void random_scenario_write(const random_scenario *self, const char *folder, char *path,
                           size_t size);
/* Removes what was written there. */
void random_scenario_remove(const random_scenario *self, const char *folder);
void random_scenario_free(random_scenario *self);

#endif

/* What the fuzz targets share. A target is one function; what it finds wrong ends the program. */
#ifndef FUZZ_H
#define FUZZ_H

#include "models/language/refusal.h"
#include "models/scenario/scenario.h"

#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define FUZZ_CHECK(condition, ...)                                                                 \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            fprintf(stderr, "FOUND: " __VA_ARGS__);                                                \
            fputc('\n', stderr);                                                                   \
            abort();                                                                               \
        }                                                                                          \
    } while (0)

/* As a string to be freed; NULL if a byte of it is 0. */
char *fuzz_string(const uint8_t *data, size_t size);

/* What is refused must say why; nothing else may go wrong but memory. */
void fuzz_check_refusal(int ret, const cc_refusal *refusal);

/* Printed and read again it is the same scenario. */
void fuzz_print_and_read(const cc_scenario *scenario);

/* Some events with the books checked after every 50th; a run that ends by then is finished and its
 * counts are added up. */
void fuzz_run(const cc_scenario *scenario, int n_events);

#endif

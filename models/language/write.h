/* Writes settings in the canonical form: numbers that read back exactly, groups only if
 * something is in them. The first failure latches. */
#ifndef CC_WRITE_H
#define CC_WRITE_H

#include "models/language/setting.h"
#include "models/language/table.h"
#include "sim/dist.h"
#include <stdbool.h>
#include <stddef.h>

#define CC_WRITE_DEPTH 16

struct cc_writer {
    const void *whole; /* what is written: the scenario */
    bool for_hash;     /* leave out what changes no result: labels, evidence, places of files */
    char *text;        /* to be freed by who made the writer */
    size_t n, capacity;
    const char *open[CC_WRITE_DEPTH]; /* names of open groups */
    int n_open, n_written;            /* how many of them are written already */
    int error;
};

void cc_write_raw(cc_writer *self, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* A group; it appears when something is written into it. */
void cc_write_open(cc_writer *self, const char *name);
void cc_write_close(cc_writer *self);
/* Makes the open groups appear even if they are empty. */
void cc_write_begin(cc_writer *self);
/* Begins a line "name = "; what follows is the value, then cc_write_end. */
void cc_write_name(cc_writer *self, const char *name);
void cc_write_end(cc_writer *self);

/* Values without name and end. */
void cc_write_number(cc_writer *self, double x);
void cc_write_duration(cc_writer *self, double seconds);
void cc_write_time(cc_writer *self, double seconds);
void cc_write_text(cc_writer *self, const char *text);
void cc_write_numbers(cc_writer *self, const double *v, size_t n);
void cc_write_table(cc_writer *self, const cc_table *table);
/* factor NULL: the mean is the distribution's own. */
void cc_write_dist(cc_writer *self, const sim_dist *dist, const cc_table *factor, bool plain);

#endif

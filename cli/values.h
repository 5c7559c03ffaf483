/* Values that people type behind options. A refusal is a usage error already printed:
 * "ccsim erlang: --aht: must be > 0 s (-3)". */
#ifndef CLI_VALUES_H
#define CLI_VALUES_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct cli_range {
    double low, high;  /* high INFINITY: none */
    bool above, below; /* strictly */
} cli_range;

#define CLI_POSITIVE ((cli_range){.low = 0, .high = INFINITY, .above = true})
#define CLI_NOT_NEGATIVE ((cli_range){.low = 0, .high = INFINITY})
#define CLI_SHARE ((cli_range){.low = 0, .high = 1})

/* As many threads as the machine has processors, 1 to 512: the default of --threads. */
void cli_all_threads(char *text, size_t size);

bool cli_in_range(double value, const cli_range *range);
/* "must be > 0 s", "must be in [0, 1)"; returns buffer. */
char *cli_rule(const cli_range *range, const char *unit, char *buffer, unsigned size);

/* A number; "80 %" and "80%" are 0.8. */
bool cli_read_number(const char *verb, const char *name, const char *text, cli_range range,
                     double *value);

/* "20 s" "4 min" "1.5 h"; a bare number is seconds. */
bool cli_read_duration(const char *verb, const char *name, const char *text, cli_range range,
                       double *seconds);

/* One of the choices, a list ended by NULL: its index. */
bool cli_read_choice(const char *verb, const char *name, const char *text,
                     const char *const *choices, int *index);

#endif

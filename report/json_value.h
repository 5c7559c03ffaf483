/* What the writers of JSON have in common: numbers that may be none, texts of any encoding, intervals. */
#ifndef XP_REPORT_JSON_VALUE_H
#define XP_REPORT_JSON_VALUE_H

#include "sim/error.h"
#include "sim/interval.h"

#include <jansson.h>
#include <stdio.h>

/* null where there is no number to give. */
json_t *xp_json_number(double value);
/* 16 hexadecimal digits. */
json_t *xp_json_hash(uint64_t value);

/* Text from files, which may be in any encoding, in JSON, which is UTF-8. NULL: null. What is no UTF-8
 * has ? for all but ASCII. */
json_t *xp_json_text(const char *text);
/* What is no UTF-8 is null, and so is NULL. */
json_t *xp_json_utf8(const char *text);

/* mean, half_width, lower, upper */
void xp_json_put_bounds(json_t *object, const sim_interval *it);
/* and few, n */
void xp_json_put_interval(json_t *object, const sim_interval *it);

/* All of it, and the end of its last line. Ends `all`, which may be NULL. SIM_ERR_NOMEM, SIM_ERR_IO. */
int xp_json_write(json_t *all, FILE *file) SIM_MUST_CHECK;

#endif

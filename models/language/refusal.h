/* What was refused, and how it is said. */
#ifndef CC_REFUSAL_H
#define CC_REFUSAL_H

#include "sim/error.h"
#include <stdarg.h>

/* What was refused, as a whole sentence: `file:line: object: setting: rule (value)`. */
typedef struct cc_refusal {
    char text[1024];
} cc_refusal;

/* Writes `file:line: ` (no line if 0, nothing if file is NULL or empty) and the sentence; returns
 * SIM_ERR_REFUSED. Control characters are replaced, too long a text is cut. */
int cc_refuse(cc_refusal *self, const char *file, int line, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
int cc_refuse_v(cc_refusal *self, const char *file, int line, const char *format, va_list list)
    __attribute__((format(printf, 4, 0)));

#endif

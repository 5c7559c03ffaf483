/* Says what was refused. */
#ifndef CC_PROBLEM_H
#define CC_PROBLEM_H

#include "models/scenario.h"
#include <stdarg.h>

/* Writes `file:line: ` (no line if 0, nothing if file is NULL or empty) and the sentence; returns
 * SIM_ERR_REFUSED. Control characters are replaced, too long a text is cut. */
int cc_refuse(cc_problem *self, const char *file, int line, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
int cc_refuse_v(cc_problem *self, const char *file, int line, const char *format, va_list list)
    __attribute__((format(printf, 4, 0)));

#endif

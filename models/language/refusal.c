#include "models/language/refusal.h"

#include <stdio.h>

int
cc_refuse_v(cc_refusal *self, const char *file, int line, const char *format, va_list list)
{
    int n = 0;
    if (file != NULL && line > 0) {
        n = snprintf(self->text, sizeof(self->text), "%.400s:%d: ", file, line);
    } else if (file != NULL && *file != '\0') {
        n = snprintf(self->text, sizeof(self->text), "%.400s: ", file);
    }
    vsnprintf(self->text + n, sizeof(self->text) - (size_t)n, format, list);
    for (char *c = self->text; *c != '\0'; c++) {
        if ((unsigned char)*c < ' ' || *c == 127) {
            *c = '?';
        }
    }
    return SIM_ERR_REFUSED;
}

int
cc_refuse(cc_refusal *self, const char *file, int line, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    const int ret = cc_refuse_v(self, file, line, format, list);
    va_end(list);
    return ret;
}

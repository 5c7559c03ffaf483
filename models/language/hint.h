/* "Did you mean ...?": the known name nearest to one that is not known. */
#ifndef CC_HINT_H
#define CC_HINT_H

#include <stddef.h>

typedef struct cc_hint {
    const char *wanted;
    const char *nearest; /* NULL: none is near */
    size_t distance;
} cc_hint;

void cc_hint_init(cc_hint *self, const char *wanted);
/* Offers a known name; the pointer is kept. Of equally near ones the first stays. */
void cc_hint_offer(cc_hint *self, const char *name);

#endif

/* What is worth saying of what was read, though nothing is wrong: what a file covers, and what may be
 * meant otherwise. */
#ifndef CC_REMARK_H
#define CC_REMARK_H

#include <stdbool.h>

typedef struct cc_remark cc_remark;
struct cc_remark {
    const char *text;
    bool is_warning; /* else it tells what a table in a file covers */
    cc_remark *next; /* in the order in which it was read */
};

#endif

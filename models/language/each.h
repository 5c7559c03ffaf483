/* What there may be one of for each: channels, kinds of issue, weekdays. */
#ifndef CC_EACH_H
#define CC_EACH_H

typedef struct cc_each {
    const char *what;  /* one of them, in sentences: "kind of issue" */
    const char *title; /* one of them, in lists of settings: "KIND" */
    /* The name of one of those that `whole` has, what is read or written; NULL: no more. */
    const char *(*name)(const void *whole, int j);
    const char *(*possible)(int j); /* names that it might have, too, for hints; may be NULL */
    const char *how; /* said where no known name is near: where they come from; may be NULL */
} cc_each;

#endif

/* A scenario file as a tree of values, each with the place where it was written. Everything
 * but the parser's own library works on this tree; `--set` changes it before it is read. */
#ifndef CC_VALUE_H
#define CC_VALUE_H

#include "models/language/arena.h"
#include <stdbool.h>
#include <stddef.h>

typedef enum cc_value_kind {
    CC_VALUE_GROUP,
    CC_VALUE_LIST,
    CC_VALUE_NUMBER,
    CC_VALUE_TEXT,
    CC_VALUE_BOOL,
} cc_value_kind;

/* Where objects live, in refusals; `*` in a path is the object's name. */
typedef struct cc_object {
    const char
        *path; /* "demand.issues.*"; longer ones first; NULL ends, with the word for all else */
    const char *word; /* "issue" */
} cc_object;

typedef struct cc_value cc_value;
struct cc_value {
    cc_value_kind kind;
    const char *name; /* of a member of a group; NULL in a list */
    size_t index;     /* in its list or group */
    const char *file; /* where it was written; NULL for the root of an empty tree */
    int line;         /* 0: not in a file (`--set`) */
    bool whole;       /* a number was written without point or exponent */
    bool made;        /* a group that only `--set` brought into being */
    bool counted;     /* is among the figures of the evidence */
    double number;    /* also of a bool: 0 or 1 */
    const char *text;
    cc_value *parent;
    cc_value **child; /* of a group or list, in order */
    size_t n, capacity;
    const cc_object *objects; /* of the root: which there are */
};

/* NULL if there is no memory. With a parent, the last child of it. */
cc_value *cc_value_new(cc_arena *arena, cc_value *parent, cc_value_kind kind, const char *name);
/* A member of a group, or NULL. */
cc_value *cc_value_get(const cc_value *self, const char *name);

/* Path from the root as a person types it: "demand.issues.stock.arrivals[3]". Returns buffer. */
char *cc_value_path(const cc_value *self, char *buffer, size_t size);
/* What was written, shortened, for messages: -20, "abc", a group, a list of 34. */
char *cc_value_show(const cc_value *self, char *buffer, size_t size);
/* The object that a path belongs to, `queue "sales"`, and where the setting's name begins. */
const char *cc_path_object(const cc_object *objects, const char *path, char *object, size_t size);
const cc_value *cc_value_root(const cc_value *self);

#endif

/* One setting as data: what may be written, what holds if it is not, where it is kept. */
#ifndef CC_SETTING_H
#define CC_SETTING_H

#include "models/language/each.h"
#include <stdbool.h>
#include <stddef.h>

typedef struct cc_layers cc_layers;
typedef struct cc_reader cc_reader;
typedef struct cc_writer cc_writer;

typedef enum cc_setting_kind {
    CC_SET_GROUP,      /* settings of their own (sub), in the same object at offset */
    CC_SET_NAMED,      /* objects by name, with settings of their own (sub) */
    CC_SET_BOOL,       /* bool: true or false */
    CC_SET_EITHER,     /* bool: the first or the second of two words */
    CC_SET_CHOICE,     /* int: index of one of several words */
    CC_SET_INT,        /* int; fallback INT_MAX: unlimited */
    CC_SET_NUMBER,     /* double */
    CC_SET_DURATION,   /* double, s */
    CC_SET_TIME,       /* double, s of the day */
    CC_SET_TEXT,       /* char * */
    CC_SET_TABLE,      /* cc_table: a number, one by interval, a column of a CSV file */
    CC_SET_BY_NUMBER,  /* cc_by_number: a number, or a list from 0 */
    CC_SET_DIST,       /* sim_dist of durations */
    CC_SET_PLAIN_DIST, /* sim_dist of numbers */
    CC_SET_WORK,       /* cc_work: a distribution whose mean may vary by interval */
    CC_SET_SPECIAL,    /* read and written by functions of its own */
    CC_SET_INLINE,     /* name "+": the settings of sub, in the same place and object */
    CC_SET_OWN,        /* name "+": those of the object's own kind, see cc_own_settings */
} cc_setting_kind;

typedef struct cc_setting cc_setting;

/* Settings that only one kind of object has, where a word beside them says which kind it is:
 * `node = "chatbot"`. */
typedef struct cc_own_settings {
    const char *word;
    const char *(*kind)(int j);           /* NULL: no more */
    const cc_setting *(*settings)(int j); /* NULL: none */
} cc_own_settings;

struct cc_setting {
    const char *name; /* NULL ends a table; "*": any name of each, see sub_of */
    cc_setting_kind kind;
    const char *doc;
    const char *unit;         /* "s", "1/h", "" */
    double min, max;          /* of each number; finite ones are checked */
    bool above;               /* min itself is refused too */
    double fallback;          /* what holds if it is not written */
    const char *const *words; /* of a choice, ended by NULL; fallback is an index */
    size_t offset;
    const cc_each *each; /* the setting is a group with one value for each; NULL: it is not */
    size_t stride;       /* from one of each to the next */
    bool pointed;        /* the object holds a pointer to the first of each, */
    size_t within;       /* where the value has this offset */
    bool all_alike;      /* one value may stand for each */
    bool is_group;       /* a special one that is a group by its nature */
    bool whole;          /* never completed from a more general object */
    bool adds;           /* of a table: amounts in an interval, of longer ones the sum */
    bool is_policy;      /* a decision or a label, not a figure that has evidence */
    bool listed_before;  /* its members are those of another and are not listed again */
    /* Has it an effect, beside the others of its object? NULL: it may. The hash leaves out what has
     * none. */
    bool (*matters)(const void *whole, const void *object);
    /* The same of one of each. */
    bool (*matters_for)(const void *whole, const void *object, int j);
    const cc_setting *sub;
    const cc_setting *(*sub_of)(const void *whole, const char *name); /* by the member's name */
    const cc_own_settings *own; /* also of a special one, which may be such a group */
    const char *type;           /* for the documentation; NULL: follows from the kind */
    const char *normal;         /* the default in words; NULL: follows from fallback */
    void (*read)(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object);
    void (*write)(cc_writer *writer, const cc_setting *self, const void *object);
};

#endif

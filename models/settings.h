/* Settings as data: one const table for each kind of object says what may be written there. The
 * reader, its checks and hints, the canonical print, `ccsim list settings` and the format's
 * page all work from these tables. */
#ifndef CC_SETTINGS_H
#define CC_SETTINGS_H

#include "models/read.h"
#include "models/write.h"
#include <stdbool.h>
#include <stddef.h>

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
} cc_setting_kind;

/* A setting may be a group with one value for each channel, kind of issue or weekday. */
typedef enum cc_each { CC_EACH_NONE, CC_EACH_CHANNEL, CC_EACH_ISSUE, CC_EACH_WEEKDAY } cc_each;

typedef struct cc_setting cc_setting;
struct cc_setting {
    const char *name; /* NULL ends a table; "*": any channel, see sub_of */
    cc_setting_kind kind;
    const char *doc;
    const char *unit;         /* "s", "1/h", "" */
    double min, max;          /* of each number; finite ones are checked */
    bool above;               /* min itself is refused too */
    double fallback;          /* what holds if it is not written */
    const char *const *words; /* of a choice, ended by NULL; fallback is an index */
    size_t offset;
    cc_each each;
    size_t stride;  /* from one of each to the next */
    bool pointed;   /* the object holds a pointer to the first of each */
    bool all_alike; /* one value may stand for each */
    bool is_group;  /* a special one that is a group by its nature */
    bool whole;     /* never completed from a more general object */
    bool is_policy; /* a decision or a label, not a figure that has evidence */
    /* Has it an effect, beside the others of its object? NULL: it may. The hash leaves out what has
     * none. */
    bool (*matters)(const cc_scenario *scenario, const void *object);
    bool (*matters_for)(const cc_scenario *scenario, const void *object, int channel); /* of each */
    const cc_setting *sub;
    const cc_setting *(*sub_of)(const char *name); /* sub by the member's name */
    const char *type;   /* for the documentation; NULL: follows from the kind */
    const char *normal; /* the default in words; NULL: follows from fallback */
    void (*read)(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object);
    void (*write)(cc_writer *writer, const cc_setting *self, const void *object);
};

/* The whole language: name, run, demand, center. */
extern const cc_setting cc_settings_scenario[];
extern const cc_setting cc_settings_run[];
extern const cc_setting cc_settings_demand[];
extern const cc_setting cc_settings_customers[];
extern const cc_setting cc_settings_ways[];
extern const cc_setting cc_settings_busyness[];
extern const cc_setting cc_settings_issue[];
extern const cc_setting cc_settings_center[];
extern const cc_setting cc_settings_channel[];
extern const cc_setting cc_settings_service_level[];
extern const cc_setting cc_settings_queue[];
extern const cc_setting cc_settings_group[];
extern const cc_setting cc_settings_node[];
extern const cc_setting cc_settings_trace[];

extern const char *const cc_weekdays[]; /* "Mon" ... "Sun", NULL */

/* Refuses every name that the tables do not know, with the nearest known one. */
void cc_settings_check_names(cc_reader *reader, const cc_value *group, const cc_setting *table);
/* The same for a group with one value for each channel, kind or weekday. */
void cc_settings_check_each(cc_reader *reader, const cc_value *group, const cc_setting *setting);
/* Reads the whole table into the object, most special layer first. Groups with `sub` are
 * followed, CC_SET_NAMED is left to its owner. */
void cc_settings_read(cc_reader *reader, const cc_layers *in, const cc_setting *table,
                      void *object);
/* Writes what differs from the fallback. */
void cc_settings_write(cc_writer *writer, const cc_setting *table, const void *object);

void cc_customers_write(cc_writer *writer, const cc_demand *demand);

/* For a label: it has no effect. */
bool cc_never_matters(const cc_scenario *scenario, const void *object);

/* Members that each, by name: channels, kinds of issue, weekdays. NULL: no more. */
const char *cc_each_name(const cc_scenario *scenario, cc_each each, int j);

#endif

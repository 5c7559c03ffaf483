/* Getters from the tree, by type, with place and rule said when refused. The first refusal
 * latches: later calls do nothing and return neutral values, so callers read on. */
#ifndef CC_READ_H
#define CC_READ_H

#include "models/language/by_number.h"
#include "models/language/frame.h"
#include "models/language/refusal.h"
#include "models/language/remark.h"
#include "models/language/setting.h"
#include "models/language/sheet_read.h"
#include "models/language/table.h"
#include "models/language/value.h"
#include "models/language/work.h"

struct cc_reader {
    void *whole; /* what is read: the scenario, or NULL */
    cc_arena *arena;
    cc_refusal *refusal;
    cc_value *root;
    cc_sheet_cache sheets;
    int error;             /* SIM_ERR_REFUSED with the problem said, SIM_ERR_NOMEM */
    const cc_frame *frame; /* the days that tables are about */
    cc_remark *first_remark, *last_remark;
    /* Told of each figure that is written, with its path; may be NULL. */
    void (*figure)(cc_reader *self, const cc_value *value, const char *path);
};

/* The same group of several objects, the most special first: an issue, every issue. */
#define CC_MAX_LAYERS 3
struct cc_layers {
    cc_value *layer[CC_MAX_LAYERS];
    int n;
};

cc_layers cc_layers_of(cc_value *group); /* none if NULL */
/* The member of that name in the first layer that has it, or NULL. */
cc_value *cc_layers_get(const cc_layers *self, const char *name);
/* Layers of the groups of that name, up to the first that is something else. */
cc_layers cc_layers_sub(const cc_layers *self, const char *name);

/* `file:line: object: setting: rule (is value)`. */
void cc_read_refuse(cc_reader *self, const cc_value *at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* The same for a member that is not there; `format` says the rule, e.g. "is missing". */
void cc_read_missing(cc_reader *self, const cc_layers *in, const char *name, const char *format,
                     ...) __attribute__((format(printf, 4, 5)));
/* Notes something that is not wrong; the text is kept. */
void cc_read_remark(cc_reader *self, bool is_warning, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void cc_read_no_memory(cc_reader *self);
char *cc_read_keep(cc_reader *self, const char *text);       /* a copy; NULL: latched */
void *cc_read_alloc(cc_reader *self, size_t n, size_t size); /* NULL: latched */

/* Notes that the figure was written, for the evidence; policies are not figures. */
void cc_read_figure(cc_reader *self, const cc_setting *setting, cc_value *value);

/* The bound that x breaks, in words: "must be > 0 s". Returns rule. */
const char *cc_setting_rule(const cc_setting *setting, double x, char *rule, size_t size);

/* Bounds, unit and words are the setting's. */
/* Is it one, or a text like "80 %" for a setting without a unit (0.8)? */
bool cc_read_is_number(const cc_setting *setting, const cc_value *value);
/* The rule for what is none, with what is said of a decimal comma; returns text. */
const char *cc_read_not_a_number(const cc_value *value, const char *rule, char *text, size_t size);
double cc_read_number(cc_reader *self, const cc_setting *setting, cc_value *value);
double cc_read_duration(cc_reader *self, const cc_setting *setting, cc_value *value);
double cc_read_time(cc_reader *self, const cc_setting *setting, cc_value *value);
int cc_read_int(cc_reader *self, const cc_setting *setting, cc_value *value);
bool cc_read_bool(cc_reader *self, const cc_value *value);
const char *cc_read_text(cc_reader *self, const cc_value *value); /* never NULL */
int cc_read_word(cc_reader *self, const cc_value *value, const char *const *words);
void cc_read_by_number(cc_reader *self, const cc_setting *setting, cc_value *value,
                       cc_by_number *out);

/* One number or duration for each interval: a list, or a column of a CSV file. */
void cc_read_table(cc_reader *self, const cc_setting *setting, cc_value *value, cc_table *out);
/* Numbers of a list or of a column, any length. */
const double *cc_read_numbers(cc_reader *self, const cc_setting *setting, cc_value *value,
                              size_t *n);

/* A duration, or { dist = ...; } completed by the next layers if it has no `dist` of its own. */
void cc_read_dist(cc_reader *self, const cc_layers *in, const char *name, bool plain,
                  sim_dist *out);
void cc_read_work(cc_reader *self, const cc_layers *in, const char *name, cc_work *out);

/* Which of each it names; -1 and refused with the nearest one if it is none. */
int cc_read_name(cc_reader *self, const cc_value *value, const cc_each *each);

#endif

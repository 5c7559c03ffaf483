/* What somebody does while a center runs, by time: changes of controls, and the file that holds
 * them. A run with a script is the same to the bit as one in which they were made live. */
#ifndef CC_SCRIPT_H
#define CC_SCRIPT_H

#include "models/center/center.h"
#include <stdio.h>

typedef struct cc_script {
    cc_change *change; /* in order of time; of equal times as they were added */
    size_t n, capacity;
} cc_script;

/* All zeros is an empty script. */
void cc_script_free(cc_script *self);
/* SIM_ERR_NOMEM. */
int cc_script_add(cc_script *self, cc_change change) SIM_MUST_CHECK;
int cc_script_copy(cc_script *self, const cc_script *from) SIM_MUST_CHECK;

/* Reads a file of it for that scenario, whose names it uses. SIM_ERR_PARAM, and the refusal says
 * file, line and rule; then the script is empty. */
int cc_script_read(cc_script *self, const cc_scenario *scenario, const char *file,
                   cc_refusal *refusal) SIM_MUST_CHECK;
/* Writes what cc_script_read reads to the same changes, bit for bit. */
void cc_script_write(const cc_script *self, const cc_scenario *scenario, FILE *file);
/* One line of it without its time: "staff regular 12". */
void cc_script_words(const cc_change *change, const cc_scenario *scenario, char *text, size_t size);

/* Reads such a line, without its time: a refusal is that of a script, with no file and line. Without a value it
 * ends behind whose control it is. */
int cc_change_read(cc_change *self, const cc_scenario *scenario, const char *text, bool has_value,
                   cc_refusal *refusal) SIM_MUST_CHECK;

/* Of what it says, for an answer's head. */
uint64_t cc_script_hash(const cc_script *self, const cc_scenario *scenario);

/* What is still to be changed in a center that has started are those of the script behind that time (s; below
 * 0: all), which is not before now, and nothing else. When they are said makes no difference to what
 * they do. SIM_ERR_PARAM: one of the script may not be, and nothing has changed. */
int cc_center_set_changes(cc_center *self, const cc_script *script, double after) SIM_MUST_CHECK;

#endif

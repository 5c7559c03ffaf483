/* A table of the run from labelled rows of a file: each value goes where its label says. */
#ifndef CC_READ_BY_LABEL_H
#define CC_READ_BY_LABEL_H

#include "models/language/labels.h"

/* `value` is the group that names the file, for messages; `unit` as of cc_read_cell. Values of the
 * file's own step become those of run.interval: what setting->adds is summed or spread, all else
 * averaged. Days are those of the run: one day is every day, a week repeats, and any other number must
 * have all open days. What lies outside the house's hours or days must be 0 or empty, unless it may be
 * left out. Leaves a remark on what the file covers. */
void cc_read_by_label(cc_reader *self, const cc_setting *setting, const cc_value *value,
                      const cc_read_rows *rows, const cc_labels *labels, bool leave_out,
                      double unit, cc_table *out);

#endif

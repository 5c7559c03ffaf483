/* What a file covers and how it was taken, in words. */
#include "models/language/label_fit.h"
#include "models/language/units.h"
#include <math.h>
#include <stdio.h>

void
cc_label_fit_say(const cc_label_fit *self)
{
    const cc_labels *labels = self->labels;
    const cc_frame *frame = self->frame;
    char text[900], path[300], a[64], b[64], step[64];
    const cc_value *column = cc_value_get(self->value, "column");
    int n = snprintf(text, sizeof(text), "%.250s: %s%.40s%s%.200s, %zu row%s",
                     cc_value_path(self->value, path, sizeof(path)), column != NULL ? "\"" : "",
                     column != NULL ? column->text : "", column != NULL ? "\" of " : "",
                     self->rows->path, self->rows->n, self->rows->n == 1 ? "" : "s");
    if (labels->has_time) {
        double first = labels->label[0].time, last = first;
        for (size_t j = 0; j < labels->n; j++) {
            first = fmin(first, labels->label[j].time);
            last = fmax(last, labels->label[j].time);
        }
        n += snprintf(text + n, sizeof(text) - (size_t)n, ", times in \"%.40s\"%s: %s to %s by %s",
                      self->rows->sheet->header[labels->time_column],
                      labels->found_time ? " (found)" : "",
                      cc_time_of_day_format(cc_clock_at(frame->begin, first), a, sizeof(a)),
                      cc_time_of_day_format(cc_clock_at(frame->begin, last), b, sizeof(b)),
                      cc_duration_format(self->step, step, sizeof(step)));
        if (fabs(self->step - frame->interval) > CC_TINY) {
            n += snprintf(text + n, sizeof(text) - (size_t)n, ", %s to %s",
                          !self->setting->adds           ? "averaged"
                          : self->step > frame->interval ? "spread evenly"
                                                         : "added up",
                          cc_duration_format(frame->interval, step, sizeof(step)));
        }
    }
    if (labels->kind != CC_DAY_NONE) {
        n += snprintf(text + n, sizeof(text) - (size_t)n, ", days in %s%.40s%s%s",
                      labels->day_column < 0 ? "its columns" : "\"",
                      labels->day_column < 0 ? "" : self->rows->sheet->header[labels->day_column],
                      labels->day_column < 0 ? "" : "\"", labels->found_day ? " (found)" : "");
        n += snprintf(
            text + n, sizeof(text) - (size_t)n, ": %zu, %s to %s", labels->n_days,
            cc_labels_day(labels, self->rows, labels->label[0].day, a, sizeof(a)),
            cc_labels_day(labels, self->rows, labels->label[labels->n - 1].day, b, sizeof(b)));
        n += snprintf(text + n, sizeof(text) - (size_t)n, "%s",
                      labels->kind == CC_DAY_WORD ? ", words, in the order of the file" : "");
    }
    if (!labels->has_time && labels->n > labels->n_days) {
        n += snprintf(text + n, sizeof(text) - (size_t)n, ", rows of a day in their order");
    }
    n += snprintf(text + n, sizeof(text) - (size_t)n, "; %s",
                  self->plan == CC_EVERY_DAY ? "every day"
                  : self->plan == CC_EACH_WEEK || self->by_weekday ||
                          (labels->kind == CC_DAY_WORD && labels->n_days != frame->n_open)
                      ? "week by week"
                      : "each open day");
    const double values = (double)self->n_values;
    if (self->setting->adds) {
        n += snprintf(text + n, sizeof(text) - (size_t)n, "; sum %.10g", self->sum_of_file);
        if (fabs(self->sum - self->sum_of_file) > 1e-9 * fabs(self->sum_of_file)) {
            n += snprintf(text + n, sizeof(text) - (size_t)n, ", of which the run uses %.10g",
                          self->sum);
        }
    }
    n += snprintf(text + n, sizeof(text) - (size_t)n, "; mean %.6g%s", self->sum / values,
                  self->setting->kind == CC_SET_DURATION ? " s" : "");
    if (self->n_zero > 0) {
        n += snprintf(text + n, sizeof(text) - (size_t)n, "; %zu empty ones outside the hours",
                      self->n_zero);
    }
    if (self->n_left_out + labels->n_left_out > 0) {
        n += snprintf(text + n, sizeof(text) - (size_t)n, "; %zu left out",
                      self->n_left_out + labels->n_left_out);
    }
    if (self->n_twice > 0) {
        n += snprintf(text + n, sizeof(text) - (size_t)n,
                      "; %zu time%s that the clock shows twice, %s", self->n_twice,
                      self->n_twice == 1 ? "" : "s", self->setting->adds ? "added up" : "averaged");
    }
    if (self->n_skipped > 0) {
        n += snprintf(text + n, sizeof(text) - (size_t)n, "; %zu interval%s that clocks skip, %s",
                      self->n_skipped, self->n_skipped == 1 ? "" : "s",
                      self->setting->adds ? "with nothing" : "as before");
    }
    if (labels->n_columns_left_out > 0) {
        snprintf(text + n, sizeof(text) - (size_t)n, "; %zu column%s left out",
                 labels->n_columns_left_out, labels->n_columns_left_out == 1 ? "" : "s");
    }
    cc_read_remark(self->reader, false, "%s", text);
}

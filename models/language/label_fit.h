/* Labelled rows of a file on their way to the days and intervals of a run. */
#ifndef CC_LABEL_FIT_H
#define CC_LABEL_FIT_H

#include "models/language/labels.h"

#define CC_TINY 1e-6 /* of an interval: rounding of times */

/* How the days of the file become those of the run. */
typedef enum cc_label_plan { CC_EVERY_DAY, CC_EACH_WEEK, CC_EACH_OPEN_DAY } cc_label_plan;

typedef struct cc_label_fit {
    cc_reader *reader;
    const cc_setting *setting;
    const cc_value *value;
    const cc_read_rows *rows;
    const cc_labels *labels;
    const cc_frame *frame;
    bool leave_out;
    double unit;
    double step; /* s that each value stands for */
    cc_label_plan plan;
    bool by_weekday;           /* days of the file are known by their weekday */
    long first_date;           /* of day 0, where they are known by their dates */
    double *time;              /* of each label, s of the day */
    double *x;                 /* its value; NAN: not needed and not read */
    double *covered;           /* of each interval of a day, which part of its open time */
    double *open;              /* of each interval of that day, s */
    size_t n_zero, n_left_out; /* outside the house's hours or days */
    size_t n_twice, n_skipped; /* rows of an hour that comes twice; intervals that clocks skip */
    double sum, sum_of_file;   /* of what the run has; of all rows that have a label */
    size_t n_values;           /* of open intervals */
} cc_label_fit;

/* Chooses how the days of the file become those of the run; a refusal latches. */
void cc_label_fit_plan(cc_label_fit *self);
/* How many days the table will have. */
size_t cc_label_fit_days(const cc_label_fit *self);
/* The file's day for a day of the run; `nth` of the open ones. */
long cc_label_fit_day(const cc_label_fit *self, size_t day, size_t nth);
/* The weekday whose hours hold for a label, Mon = 0; -1: it is about all days, or none that there is. */
int cc_label_fit_weekday(const cc_label_fit *self, const cc_label *label);

/* Leaves a remark on what the file covers, once it has been read. */
void cc_label_fit_say(const cc_label_fit *self);

#endif

#include "models/scenario/per_day.h"

#include "models/scenario/settings_common.h"
#include <math.h>

const cc_setting cc_settings_per_day[] = {
    {.name = "per_day",
     .kind = CC_SET_TABLE,
     .adds = true,
     .unit = "",
     .min = 0,
     .max = 1e9,
     .type = "number, list by day or column of a file",
     .normal = "one of the four",
     .read = cc_read_elsewhere,
     .write = cc_write_elsewhere,
     .doc = "Contacts a day, on average; see profile."},
    {.name = "profile",
     .kind = CC_SET_TABLE,
     .unit = "",
     .min = 0,
     .max = 1e9,
     .normal = "as many in all",
     .read = cc_read_elsewhere,
     .write = cc_write_elsewhere,
     .doc = "Of per_day: shares of the intervals, of any sum."},
    {.name = NULL},
};

/* Shares of the intervals of one day, of the sum 1, as if each were all open: of one that the hours cut
 * the shares have the part that is, and one that is closed has none. */
static void
weigh(cc_reader *reader, cc_value *at, const cc_table *profile, size_t day, double *share)
{
    const cc_frame *frame = reader->frame;
    const cc_day_hours hours =
        cc_frame_hours(frame, frame->hours != NULL ? frame->weekday[day] : -1);
    double sum = 0;
    for (size_t k = 0; k < frame->per_day; k++) {
        const double begin = cc_frame_begin(frame, k), end = cc_frame_end(frame, k);
        const double open = cc_day_hours_within(hours, begin, end);
        share[k] = !(open > 0) ? 0 : at != NULL ? cc_table_at(profile, day, k) : end - begin;
        sum += share[k] * (open / (end - begin));
    }
    if (!(sum > 0)) {
        cc_read_refuse(reader, at, "must have a share above 0 on each day");
    }
    for (size_t k = 0; k < frame->per_day && reader->error == SIM_OK; k++) {
        share[k] /= sum;
    }
}

void
cc_read_per_day(cc_reader *reader, cc_value *per_day, cc_value *profile, cc_table *out)
{
    const cc_frame *frame = reader->frame;
    const cc_opening whole_day = {frame->open, frame->close};
    cc_frame whole_days = *frame;
    whole_days.interval = frame->close - frame->open;
    whole_days.per_day = 1;
    whole_days.hours = NULL;
    whole_days.any = (cc_day_hours){&whole_day, 1};
    cc_table amount = {0}, shape = {0};
    reader->frame = &whole_days;
    cc_read_table(reader, &cc_settings_per_day[0], per_day, &amount);
    reader->frame = frame;
    if (profile != NULL) {
        cc_read_table(reader, &cc_settings_per_day[1], profile, &shape);
    }
    const bool alike = amount.n <= 1 && shape.n <= frame->per_day && frame->hours == NULL;
    const size_t n_rows = alike ? 1 : frame->n_open;
    double *v = cc_read_alloc(reader, (n_rows + 1) * frame->per_day, sizeof(*v));
    for (size_t day = 0, row = 0; row < n_rows && reader->error == SIM_OK; day++) {
        if (alike || frame->is_open[day]) {
            double *at = v + row * frame->per_day;
            weigh(reader, profile, &shape, day, at);
            for (size_t k = 0; k < frame->per_day; k++) {
                at[k] *= cc_table_at(&amount, day, 0);
            }
            row++;
        }
    }
    if (reader->error == SIM_OK) {
        *out = (cc_table){.v = v,
                          .n = n_rows * frame->per_day,
                          .per_day = frame->per_day,
                          .constant = v[0],
                          .row = frame->open_row,
                          .n_days = frame->n_days + 1};
    }
}

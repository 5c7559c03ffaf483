#include "models/scenario/days.h"

#include "models/scenario/opening.h"

const cc_frame *
cc_days_frame(cc_reader *reader, const cc_run *run)
{
    const size_t n = (size_t)run->days;
    cc_frame *self = cc_read_alloc(reader, 1, sizeof(*self));
    bool *is_open = cc_read_alloc(reader, n, sizeof(*is_open));
    uint32_t *open_row = cc_read_alloc(reader, n + 1, sizeof(*open_row));
    uint32_t *week_row = cc_read_alloc(reader, n + 1, sizeof(*week_row));
    if (reader->error != SIM_OK) {
        return NULL;
    }
    *self = (cc_frame){.begin = run->day_begin,
                       .open = run->open,
                       .close = run->close,
                       .interval = run->interval,
                       .per_day = run->intervals_per_day,
                       .n_days = n,
                       .is_open = is_open,
                       .open_row = open_row,
                       .week_row = week_row,
                       .first_weekday = run->first_day,
                       .has_date = run->has_date,
                       .first_date = run->first_date};
    for (size_t day = 0; day < n; day++) {
        is_open[day] = cc_day_is_open(run, (long)day);
        self->n_open += is_open[day];
        open_row[day] = (uint32_t)(self->n_open > 0 ? self->n_open - 1 : 0);
        week_row[day] = (uint32_t)((cc_run_weekday(run, (long)day) + 7 - run->first_day) % 7);
    }
    open_row[n] = open_row[n - 1];
    week_row[n] = week_row[n - 1];
    return self;
}

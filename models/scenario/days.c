#include "models/scenario/days.h"

#include "models/scenario/opening.h"
#include <math.h>

/* When it is open on any weekday: in order, and none touches the next. */
static cc_day_hours
any_day(cc_reader *reader, const cc_run *run)
{
    cc_opening *at = cc_read_alloc(reader, 7 * (2 * CC_MAX_OPENINGS - 1), sizeof(*at));
    int n = 0, merged = 0;
    for (int j = 0; j < 7 && at != NULL; j++) {
        const cc_openings *of = &run->hours.of[j];
        for (int k = 0; k < of->n && run->weekday_open[j]; k++) {
            int i = n++;
            for (; i > 0 && at[i - 1].open > of->at[k].open; i--) {
                at[i] = at[i - 1];
            }
            at[i] = of->at[k];
        }
    }
    for (int j = 0; j < n; j++) {
        if (merged > 0 && at[j].open <= at[merged - 1].close) {
            at[merged - 1].close = fmax(at[merged - 1].close, at[j].close);
        } else {
            at[merged++] = at[j];
        }
    }
    return (cc_day_hours){at, merged};
}

const cc_frame *
cc_days_frame(cc_reader *reader, const cc_run *run)
{
    const size_t n = (size_t)run->days;
    cc_frame *self = cc_read_alloc(reader, 1, sizeof(*self));
    bool *is_open = cc_read_alloc(reader, n, sizeof(*is_open));
    uint32_t *open_row = cc_read_alloc(reader, n + 1, sizeof(*open_row));
    uint32_t *week_row = cc_read_alloc(reader, n + 1, sizeof(*week_row));
    uint8_t *weekday = cc_read_alloc(reader, n, sizeof(*weekday));
    if (reader->error != SIM_OK) {
        return NULL;
    }
    *self = (cc_frame){.begin = run->day_begin,
                       .open = run->open,
                       .close = run->close,
                       .interval = run->interval,
                       .per_day = run->intervals_per_day,
                       .any = any_day(reader, run),
                       .hours = run->hours.is_same ? NULL : &run->hours,
                       .weekday_open = run->weekday_open,
                       .weekday = weekday,
                       .n_days = n,
                       .is_open = is_open,
                       .open_row = open_row,
                       .week_row = week_row,
                       .first_weekday = run->first_day,
                       .has_date = run->has_date,
                       .first_date = run->first_date,
                       .zone = run->clock};
    for (size_t day = 0; day < n; day++) {
        is_open[day] = cc_day_is_open(run, (long)day);
        self->n_open += is_open[day];
        open_row[day] = (uint32_t)(self->n_open > 0 ? self->n_open - 1 : 0);
        weekday[day] = (uint8_t)cc_run_weekday(run, (long)day);
        week_row[day] = (uint32_t)((weekday[day] + 7 - run->first_day) % 7);
    }
    open_row[n] = open_row[n - 1];
    week_row[n] = week_row[n - 1];
    return self;
}

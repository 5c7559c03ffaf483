/* Which columns of a recording say times and days, where nobody named them: those that a table has. */
#include "models/language/label_census.h"
#include "models/scenario/recorded_rows.h"
#include "models/scenario/scenario.h"
#include <string.h>

#define RUNS_BACK 3600 /* s: of one day, whose rows are seldom out of order by as much */

static bool
has_dates(cc_recorder *self, size_t column)
{
    const cc_label_census all = cc_label_count(self->reader, &self->rows, column);
    return all.days + all.both > 0;
}

static int
find_time(cc_recorder *self)
{
    const cc_sheet *sheet = self->rows.sheet;
    for (int both = 0; both < 2; both++) {
        const char *const *names = both ? cc_label_day_names : cc_label_time_names;
        for (size_t j = 0; j < sheet->n_columns && self->reader->error == SIM_OK; j++) {
            if (cc_label_is_named(sheet->header[j], names)) {
                const cc_label_census all = cc_label_count(self->reader, &self->rows, j);
                if (both ? all.both > 0 : all.times + all.both > 0) {
                    return (int)j;
                }
            }
        }
    }
    return -1;
}

/* Of names only those of dates: "Monday" in two weeks is not one day. */
static int
find_day(cc_recorder *self)
{
    const cc_sheet *sheet = self->rows.sheet;
    int found = cc_sheet_column(sheet, "day");
    for (size_t j = 0; j < sheet->n_columns && found < 0 && self->reader->error == SIM_OK; j++) {
        found = cc_label_is_named(sheet->header[j], cc_label_day_names) && has_dates(self, j)
                    ? (int)j
                    : -1;
    }
    const int time = self->column[CC_COLUMN_TIME];
    return found >= 0 && time >= 0 && self->reader->error == SIM_OK && has_dates(self, (size_t)time)
               ? -1
               : found;
}

int
cc_recorder_find(cc_recorder *self, int which)
{
    const int found =
        which == CC_COLUMN_TIME ? cc_sheet_column(self->rows.sheet, "time") : find_day(self);
    return found < 0 && which == CC_COLUMN_TIME ? find_time(self) : found;
}

void
cc_recorder_say_columns(cc_recorder *self)
{
    const int time = self->column[CC_COLUMN_TIME], day = self->column[CC_COLUMN_DAY];
    char **const header = self->rows.sheet->header;
    const bool usual =
        strcmp(header[time], "time") == 0 && (day < 0 || strcmp(header[day], "day") == 0);
    if (!usual && !(self->asks_for_time && (self->asks_for_day || day < 0))) {
        cc_read_remark(self->reader, false, "trace: times in \"%.60s\"%s%s%.60s%s%s", header[time],
                       self->asks_for_time ? "" : " (found)", day < 0 ? "" : ", days in \"",
                       day < 0 ? "" : header[day], day < 0 ? "" : "\"",
                       day < 0 || self->asks_for_day ? "" : " (found)");
    }
}

void
cc_recorder_warn_of_one_day(cc_recorder *self, double before, double time, size_t row)
{
    if (!self->runs_back && self->column[CC_COLUMN_DAY] < 0 && self->n_dated == 0 &&
        time < before - RUNS_BACK) {
        self->runs_back = true;
        cc_read_remark(self->reader, true,
                       "trace: %.300s:%d: times begin again, and all rows are taken for one day: "
                       "columns.day says which column has the days",
                       self->rows.path, self->rows.sheet->line[row]);
    }
}

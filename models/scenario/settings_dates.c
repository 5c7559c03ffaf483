/* Factors of all arrivals by date: `on_dates = ( ("2026-05-25", 0.4), ("2026-05-26", 1.3) )`. */
#include "models/scenario/scenario.h"
#include "models/scenario/settings_common.h"
#include "models/scenario/settings_sections.h"

static bool
make_days(cc_reader *reader, cc_demand *demand, int n_days)
{
    demand->on_day = cc_read_alloc(reader, (size_t)n_days, sizeof(*demand->on_day));
    for (int day = 0; day < n_days && demand->on_day != NULL; day++) {
        demand->on_day[day] = 1;
    }
    return demand->on_day != NULL;
}

void
cc_dates_read(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    cc_demand *demand = object;
    const cc_run *run = &cc_scenario_of(reader)->run;
    cc_value *list = cc_layers_get(in, self->name);
    if (list == NULL) {
        return;
    }
    if (list->kind != CC_VALUE_LIST) {
        cc_read_refuse(reader, list, "must be a list like ((\"2026-12-28\", 1.3))");
        return;
    }
    for (size_t j = 0; j < list->n && reader->error == SIM_OK; j++) {
        cc_value *pair = list->child[j];
        if (pair->kind != CC_VALUE_LIST || pair->n != 2) {
            cc_read_refuse(reader, pair, "must be a date and a factor: (\"2026-12-28\", 1.3)");
            return;
        }
        const int day = cc_run_day_read(reader, pair->child[0], run);
        const double factor = cc_read_number(reader, self, pair->child[1]);
        if (day < 0 || reader->error != SIM_OK) {
            continue;
        }
        if (demand->on_day != NULL || make_days(reader, demand, run->days)) {
            demand->on_day[day] = factor;
        }
    }
}

void
cc_dates_write(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_demand *demand = object;
    const cc_run *run = &cc_scenario_in(writer)->run;
    const char *before = "((";
    for (int day = 0; demand->on_day != NULL && day < run->days; day++) {
        if (demand->on_day[day] != 1) {
            if (before[0] == '(') {
                cc_write_name(writer, self->name);
            }
            cc_write_raw(writer, "%s", before);
            cc_run_day_write(writer, run, day);
            cc_write_raw(writer, ", %.17g", demand->on_day[day]);
            before = "), (";
        }
    }
    if (before[0] != '(') {
        cc_write_raw(writer, "))");
        cc_write_end(writer);
    }
}

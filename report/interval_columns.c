#include "report/interval_columns.h"

#include "models/language/moment.h"
#include "models/language/units.h"
#include "models/scenario/scenario.h"
#include <math.h>
#include <stdio.h>

/* X(name, kind, value of row r, definition); of texts, dates and times the value is set apart below */
#define COLUMNS(X)                                                                                 \
    X(scenario, TEXT, NAN, "name of the scenario")                                                 \
    X(queue, TEXT, NAN, "the queue to which contacts come first")                                  \
    X(date, DATE, NAN, "of a run with dates; else empty, and rows are by weekday")                 \
    X(weekday, TEXT, NAN, "Mon to Sun")                                                            \
    X(start, TIME, NAN, "when the interval begins")                                                \
    X(end, TIME, NAN, "... and ends")                                                              \
    X(forecast, NUMBER, r->forecast,                                                               \
      "contacts that the demand says: first attempts, recorded ones and returns, no redials")      \
    X(aht_s, NUMBER, r->aht, "s of agents' time that one of these is said to need")                \
    X(required, WHOLE, r->required,                                                                \
      "agents by Erlang A for that forecast and that time at the queue's own target")              \
    X(required_why, TEXT, NAN, "why required is empty: what keeps the formula from applying")      \
    X(pool, WHOLE, r->pool + 1, "number of the pool: queues that share agents have the same")      \
    X(required_simulated, WHOLE, r->simulated,                                                     \
      "agents of the pool that must be on duty as simulated; with --required simulated")           \
    X(scheduled, NUMBER, r->scheduled, "agents of the pool that are scheduled and paid")           \
    X(on_duty, NUMBER, r->on_duty, "... that are there, overtime included")                        \
    X(ready, NUMBER, r->ready, "... that are there, have nothing in hand and take contacts")       \
    X(net, NUMBER, r->net, "on_duty less what all queues of the pool require")                     \
    X(net_scheduled, NUMBER, r->net_scheduled, "scheduled less the same")                          \
    X(days, WHOLE, (double)r->n, "days behind the row, of all replications")                       \
    X(offered_p10, NUMBER, r->offered_p10, "on one day in ten no more contacts ask for an agent")  \
    X(offered, NUMBER, r->offered, "contacts that ask for an agent, mean of the days")             \
    X(offered_p90, NUMBER, r->offered_p90, "on nine days in ten no more")                          \
    X(service_level, SHARE, r->level, "of all days together: a ratio of sums")                     \
    X(service_level_p10, SHARE, r->level_p10, "on one day in ten no better")                       \
    X(service_level_p90, SHARE, r->level_p90, "on nine days in ten no better")                     \
    X(target, SHARE, r->target, "the queue's target of the service level")                         \
    X(p_meets, SHARE, r->meets, "share of the days with contacts on which the target is met")      \
    X(abandonment, SHARE, r->abandonment, "abandoned / offered")                                   \
    X(asa_s, NUMBER, r->asa, "mean wait of the answered, s")                                       \
    X(handle_time_s, NUMBER, r->handle_time, "mean handling time as simulated, s")                 \
    X(occupancy, SHARE, r->occupancy, "of the pool: busy / on duty")

enum {
#define COLUMN_ENUM(name, kind, value, doc) AT_##name,
    COLUMNS(COLUMN_ENUM)
#undef COLUMN_ENUM
};

const xp_interval_column xp_interval_columns[] = {
#define COLUMN_ENTRY(name, kind, value, doc) {#name, XP_FIELD_##kind, doc},
    COLUMNS(COLUMN_ENTRY)
#undef COLUMN_ENTRY
        {NULL, XP_FIELD_TEXT, NULL},
};

static double
number_of(const xp_interval_row *r, size_t column)
{
    switch (column) {
#define COLUMN_CASE(name, kind, value, doc)                                                        \
    case AT_##name:                                                                                \
        return value;
        COLUMNS(COLUMN_CASE)
#undef COLUMN_CASE
    default:
        return NAN;
    }
}

void
xp_interval_field(const xp_results *results, int scenario, const xp_interval_row *row,
                  size_t column, xp_field *field)
{
    const cc_scenario *its = results->plan->scenario[scenario];
    const char *text = NULL;
    *field = (xp_field){.number = number_of(row, column)};
    switch (column) {
    case AT_scenario:
        text = its->name;
        break;
    case AT_queue:
        text = its->center.queue[row->queue].name;
        break;
    case AT_weekday:
        text = row->weekday < XP_ALL_DAYS ? cc_weekdays[row->weekday] : "";
        break;
    case AT_required_why:
        text = row->why;
        break;
    case AT_date:
        if (row->has_date) {
            field->number = (double)row->date;
            cc_day_format(row->date, field->text, sizeof(field->text));
        }
        break;
    case AT_start:
    case AT_end:
        field->number = cc_clock_at(its->run.day_begin, column == AT_start ? row->begin : row->end);
        cc_time_of_day_format(field->number, field->text, sizeof(field->text));
        break;
    default:
        break;
    }
    if (text != NULL) {
        snprintf(field->text, sizeof(field->text), "%s", text);
    }
}

bool
xp_interval_rows_next(xp_interval_rows *self, const xp_results *results, int scenario)
{
    const xp_intervals *of = &results->intervals;
    const int n_queues = results->plan->scenario[scenario]->center.n_queues;
    while (self->queue < n_queues && scenario < of->n_scenarios) {
        const bool is = xp_intervals_row(of, scenario, self->queue, self->day, self->k, &self->row);
        self->k++;
        if (self->k == results->layout[scenario].n_intervals) {
            self->k = 0;
            self->day++;
        }
        if (self->day == of->n_days[scenario]) {
            self->day = 0;
            self->queue++;
        }
        if (is) {
            return true;
        }
    }
    return false;
}

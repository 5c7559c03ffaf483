/* Contacts that are in no table: recorded ones, and those that wait as the run begins. */
#include "models/scenario/adder.h"
#include "models/scenario/opening.h"
#include "models/scenario/recorded_play.h"
#include "models/scenario/scenario.h"
#include "models/scenario/workload.h"
#include <math.h>
#include <string.h>

/* Rows of a recording, each as often as its volume says times that share, on that day of the run. */
static void
add_rows(cc_adder *self, size_t from, size_t until, int day, double share)
{
    const cc_scenario *scenario = self->scenario;
    const cc_run *run = &scenario->run;
    for (size_t j = from; j < until; j++) {
        const cc_recorded *row = &scenario->demand.trace.row[j];
        if (cc_opening_at(run, day, row->time) == NULL) {
            continue; /* closed at that time of this day */
        }
        const double n = share * cc_recording_volume(scenario, row->issue, day);
        const size_t k = (size_t)((row->time - run->open) / run->interval);
        const size_t last = run->intervals_per_day - 1;
        const cc_adder_interval at = cc_adder_interval_of(run, day, k < last ? k : last);
        const cc_issue *kind = &scenario->demand.issue[row->issue];
        double reached[CC_MAX_CHANNELS] = {0}, gone = 1;
        for (int c = 0; c < scenario->n_channels; c++) {
            cc_adder_spread(scenario, c,
                            row->channel >= 0 ? c == row->channel
                                              : cc_table_at(&kind->wants[c], (size_t)day, at.k),
                            day, at.k, reached);
        }
        for (int c = 0; c < scenario->n_channels; c++) {
            if (reached[c] > 0 && kind->content[c].given) {
                const double opened = self->open[c];
                const double load = self->load;
                gone -= reached[c];
                self->into->channel[c].recorded += n * reached[c];
                cc_adder_contacts(self, row->issue, c, &at, n * reached[c], row->work);
                self->given_load[at.k] += self->load - load;
                self->given_open[at.k * (size_t)scenario->n_channels + (size_t)c] +=
                    self->open[c] - opened;
            }
        }
        self->into->turned_away += n * fmax(0, gone);
    }
}

/* What is recorded of the day that is played, or in the mean of all of which one is drawn. */
void
cc_adder_recorded(cc_adder *self, int day)
{
    const cc_recording *trace = &self->scenario->demand.trace;
    const cc_run *run = &self->scenario->run;
    const size_t n = run->intervals_per_day;
    const int played = trace->of_day[day];
    const int weekday = trace->by_weekday ? cc_run_weekday(run, day) : 0;
    const int from = trace->drawn_from[weekday], until = trace->drawn_from[weekday + 1];
    memset(self->given_load, 0, n * sizeof(*self->given_load));
    memset(self->given_open, 0, n * (size_t)self->scenario->n_channels * sizeof(*self->given_open));
    if (played >= 0) {
        add_rows(self, trace->day_start[played], trace->day_start[played + 1], day, 1);
    }
    for (int j = from; j < until && played == CC_DAY_DRAWN; j++) {
        const int drawn = trace->drawn[j];
        add_rows(self, trace->day_start[drawn], trace->day_start[drawn + 1], day,
                 1.0 / (until - from));
    }
}

/* By how much the open hours of its days are more than those of the run, which may end within one. */
static double
whole_days(const cc_run *run)
{
    const double end = run->warm_up + run->observe + run->follow_up;
    const double within = cc_opening_between(run, &run->hours, 0, end);
    const double all = cc_opening_between(run, &run->hours, 0, 86400.0 * run->days);
    return within > 0 ? all / within : 1;
}

/* What is averaged over days later is the backlog over the run's own hours. */
void
cc_adder_backlog(cc_adder *self, int day)
{
    const cc_scenario *scenario = self->scenario;
    const cc_run *run = &scenario->run;
    const double factor = whole_days(run);
    for (int c = 0; c < scenario->n_channels; c++) {
        self->into->channel[c].hours_backlog = -self->into->channel[c].hours;
        self->into->channel[c].open_backlog = -self->into->channel[c].open;
    }
    const size_t first = cc_opening_first(run, cc_openings_of(run, &run->hours, day)->at);
    const cc_adder_interval at = cc_adder_interval_of(run, day, first);
    for (int i = 0; i < scenario->demand.n_issues; i++) {
        for (int c = 0; c < scenario->n_channels; c++) {
            const double n = factor * floor(scenario->demand.issue[i].content[c].backlog);
            double reached[CC_MAX_CHANNELS] = {0};
            cc_adder_spread(scenario, c, n, day, first, reached);
            for (int to = 0; to < scenario->n_channels && n > 0; to++) {
                if (reached[to] > 0 && scenario->demand.issue[i].content[to].given) {
                    self->into->channel[to].backlog += reached[to];
                    cc_adder_contacts(self, i, to, &at, reached[to], NAN);
                }
            }
        }
    }
    for (int c = 0; c < scenario->n_channels; c++) {
        self->into->channel[c].hours_backlog += self->into->channel[c].hours;
        self->into->channel[c].open_backlog += self->into->channel[c].open;
    }
}

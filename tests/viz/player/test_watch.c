/* Where a player stops that waits for something, against a center that is looked at after every event, by counting
 * whoever there is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "models/center/entries.h"
#include "models/center/state.h"
#include "tests/support/players.h"
#include <cmocka.h>
#include <math.h>
#include <stdlib.h>

#define BUDGET ((size_t)24 << 20)

enum { MOST_STOPS = 4000 };

typedef struct stop {
    double time;
    uint64_t events;
} stop;

typedef struct stops {
    stop at[MOST_STOPS];
    int n;
} stops;

static void
add(stops *self, double time, uint64_t events)
{
    assert_true(self->n < MOST_STOPS);
    self->at[self->n++] = (stop){time, events};
}

/* ---- by looking ---- */

typedef struct looker {
    const viz_condition *condition;
    cc_center *center;
    bool happened;
    double *minute[4]; /* answered, in time, abandoned, abandoned in time: until then */
    stops *found;
    double was_until; /* s: stops there are found up to then */
    bool was;
} looker;

static int
queue_of(const cc_center *center, int issue, int channel)
{
    return center->scenario->center.queue_of[issue * center->n_channels + channel];
}

static bool
waits(const looker *self, const cc_contact *c)
{
    const cc_center *center = self->center;
    const int queue = self->condition->queue;
    return (c->state == CC_WAITING || c->state == CC_UNNOTICED) &&
           !cc_service_of(center, c)->is_deferred &&
           (queue < 0 || cc_service_of(center, c)->queue == queue);
}

static void
sum_up(const looker *self, double sum[4])
{
    static const cc_counter counter[4] = {CC_N_answered, CC_N_in_time_1, CC_N_abandoned,
                                          CC_N_left_in_time_1};
    const cc_record *record = self->center->record;
    for (int k = 0; k < 4; k++) {
        sum[k] = 0;
        for (uint32_t j = 0; j < record->n_touched; j++) {
            const cc_touched *cell = &record->touched[j];
            const cc_layout_parts is = cc_layout_parts_of(&record->layout, cell->index);
            int begin, end;
            cc_layout_counters(&record->layout, cell->index, &begin, &end);
            if (cell->index < record->layout.n_cells && (int)counter[k] >= begin &&
                (int)counter[k] < end &&
                (self->condition->queue < 0 ||
                 queue_of(self->center, is.issue, is.channel) == self->condition->queue)) {
                sum[k] += record->pool[cell->place + (uint32_t)counter[k]];
            }
        }
    }
}

static bool
holds(const looker *self, double time)
{
    const viz_condition *it = self->condition;
    const cc_center *center = self->center;
    double n = 0, longest = -1, sum[4];
    switch (it->until) {
    case VIZ_UNTIL_QUEUE:
        for (uint32_t id = 0; id < center->now.n_fresh; id++) {
            n += waits(self, &center->contact[id]);
        }
        return n >= it->value;
    case VIZ_UNTIL_WAIT:
        for (uint32_t id = 0; id < center->now.n_fresh; id++) {
            const cc_contact *c = &center->contact[id];
            longest = waits(self, c) ? fmax(longest, time - c->queued) : longest;
        }
        return longest >= it->value - 1e-9;
    case VIZ_UNTIL_READY:
        for (uint32_t a = 0; a < center->n_agents; a++) {
            n += center->agent[a].on_duty && center->agent[a].barred == 0 &&
                 center->agent[a].mix == 0;
        }
        return n <= it->value;
    case VIZ_UNTIL_LEVEL: {
        const double first = floor((time - 1800) / 60);
        sum_up(self, sum);
        for (int k = 0; k < 4 && first > 0; k++) {
            sum[k] -= self->minute[k][(int)first];
        }
        return sum[0] + sum[2] - sum[3] > 0 && sum[1] / (sum[0] + sum[2] - sum[3]) < it->value;
    }
    default:
        return false;
    }
}

static void
hear(void *context, const sim_trace_record *record)
{
    looker *self = context;
    const uint32_t code = self->condition->until == VIZ_UNTIL_ABANDONMENT ? CC_JOURNAL_ABANDONS
                          : self->condition->until == VIZ_UNTIL_ANSWER    ? CC_JOURNAL_TAKEN
                                                                          : UINT32_MAX;
    self->happened |= record->code == code;
}

/* Whose wait passes what first behind `from`, if nothing happens. */
static double
next_wait(const looker *self, double from)
{
    const viz_condition *it = self->condition;
    double next = INFINITY;
    for (uint32_t id = 0; id < self->center->now.n_fresh; id++) {
        const cc_contact *c = &self->center->contact[id];
        if (!waits(self, c)) {
            continue;
        }
        const cc_service_level *level = cc_service_of(self->center, c)->level;
        const double at = c->queued + (it->until == VIZ_UNTIL_WAIT ? it->value
                                       : level->n_within > 0       ? level->within[0] - c->waited
                                                                   : INFINITY);
        next = at > from && at < next ? at : next;
    }
    return next;
}

static void
look(looker *self, double time)
{
    const bool is = holds(self, time);
    if ((is && !self->was) || self->happened) {
        add(self->found, time, self->center->now.n_events);
    }
    self->was = is;
    self->happened = false;
}

/* What time brings until the next event. */
static void
pass_time(looker *self, double from, double to)
{
    const viz_until until = self->condition->until;
    for (double minute = (floor(from / 60) + 1) * 60; minute <= to; minute += 60) {
        double sum[4];
        sum_up(self, sum);
        for (int k = 0; k < 4; k++) {
            self->minute[k][(int)(minute / 60)] = sum[k];
        }
        if (until == VIZ_UNTIL_LEVEL && minute < to) {
            look(self, minute);
        }
    }
    if (until == VIZ_UNTIL_WAIT && !self->was) {
        const double next = next_wait(self, from);
        if (next < to) {
            look(self, next);
        }
    } else if (until == VIZ_UNTIL_BREACH) {
        for (double next = next_wait(self, from); next < to; next = next_wait(self, next)) {
            add(self->found, next, self->center->now.n_events);
        }
    }
}

static void
find_by_looking(const cc_scenario *scenario, const viz_condition *condition, stops *found)
{
    cc_layout layout;
    cc_record record;
    cc_refusal refusal = {""};
    assert_int_equal(cc_layout_init(&layout, scenario, false), 0);
    assert_int_equal(cc_record_init(&record, &layout), 0);
    looker self = {.condition = condition, .found = found};
    self.center = cc_center_new(scenario, &layout, &refusal);
    assert_non_null(self.center);
    sim_trace trace = {hear, &self};
    cc_center_set_trace(self.center, &trace);
    const double horizon = cc_center_horizon(self.center);
    for (int k = 0; k < 4; k++) {
        self.minute[k] = calloc((size_t)(horizon / 60) + 2, sizeof(double));
    }
    assert_int_equal(cc_center_start(self.center, 2, 0, &record), 0);
    self.happened = false;
    self.was = holds(&self, 0);
    double now = 0;
    for (;;) {
        const sim_calendar *calendar = &self.center->now.calendar;
        double next = INFINITY;
        for (uint32_t slot = 0; slot < calendar->n_slots; slot++) {
            next = fmin(next, sim_calendar_time(calendar, slot));
        }
        for (uint32_t id = 0; id < self.center->now.n_fresh; id++) {
            next = fmin(next, sim_timer_time(calendar, id));
        }
        pass_time(&self, now, fmin(next, horizon));
        if (!(next <= horizon)) {
            break;
        }
        assert_true(cc_center_step(self.center));
        now = self.center->now.time;
        assert_true(now == next);
        look(&self, now);
    }
    for (int k = 0; k < 4; k++) {
        free(self.minute[k]);
    }
    cc_center_delete(self.center);
    cc_record_free(&record);
}

/* ---- by playing ---- */

static void
find_by_playing(const cc_scenario *scenario, const viz_condition *condition, stops *found)
{
    viz_player *player = players_new(scenario, 2, BUDGET, NULL);
    const double horizon = viz_player_horizon(player);
    viz_player_set_condition(player, condition);
    while (viz_player_time(player) < horizon) {
        /* by pieces, as somebody looks at it */
        const double time =
            viz_player_time(player) + 1000 + 3000 * players_uniform((uint64_t)found->n, 7);
        viz_player_seek(player, time);
        assert_true(viz_player_work(player, INFINITY));
        if (viz_player_stopped(player)) {
            add(found, viz_player_time(player), viz_player_events(player));
            assert_false(viz_player_stopped(player)); /* it is told once */
        } else {
            assert_true(viz_player_time(player) == fmin(time, horizon));
        }
    }
    viz_player_delete(player);
}

static void
compare(const cc_scenario *scenario, viz_condition condition, int at_least)
{
    stops *looked = calloc(1, sizeof(*looked)), *played = calloc(1, sizeof(*played));
    find_by_looking(scenario, &condition, looked);
    find_by_playing(scenario, &condition, played);
    for (int j = 0; j < looked->n && j < played->n; j++) {
        if (looked->at[j].events != played->at[j].events ||
            fabs(looked->at[j].time - played->at[j].time) > 1e-9) {
            fail_msg("condition %d, stop %d: at %.9g (event %llu), should be at %.9g (event %llu)",
                     (int)condition.until, j, played->at[j].time,
                     (unsigned long long)played->at[j].events, looked->at[j].time,
                     (unsigned long long)looked->at[j].events);
        }
    }
    if (looked->n != played->n || looked->n < at_least) {
        fail_msg("condition %d: %d stops, should be %d", (int)condition.until, played->n,
                 looked->n);
    }
    free(looked);
    free(played);
}

static void
conditions_stop_where_they_come_true(void **state)
{
    (void)state;
    const cc_override set[] = {{"run.warm_up", "0 h"},
                               {"run.observe", "1 d"},
                               {"run.follow_up", "0 h"},
                               {"center.staff_scale", "0.7"}};
    cc_scenario scenario;
    players_load(&scenario, "scenarios/bank/contact_center.cfg", set, 4);
    compare(&scenario, (viz_condition){VIZ_UNTIL_QUEUE, -1, 2}, 20);
    compare(&scenario, (viz_condition){VIZ_UNTIL_QUEUE, 0, 1}, 20);
    compare(&scenario, (viz_condition){VIZ_UNTIL_WAIT, -1, 30}, 5);
    compare(&scenario, (viz_condition){VIZ_UNTIL_READY, -1, 2}, 5);
    compare(&scenario, (viz_condition){VIZ_UNTIL_LEVEL, -1, 0.8}, 2);
    compare(&scenario, (viz_condition){VIZ_UNTIL_LEVEL, 0, 0.7}, 2);
    compare(&scenario, (viz_condition){VIZ_UNTIL_ABANDONMENT, -1, 0}, 10);
    compare(&scenario, (viz_condition){VIZ_UNTIL_BREACH, -1, 0}, 10);
    compare(&scenario, (viz_condition){VIZ_UNTIL_ANSWER, -1, 0}, 100);
    cc_scenario_free(&scenario);
}

static void
the_next_change_of_a_script_stops_it(void **state)
{
    (void)state;
    cc_scenario scenario;
    cc_script script = {NULL, 0, 0};
    players_load_day(&scenario, "scenarios/bank/contact_center.cfg");
    assert_int_equal(cc_script_add(&script, (cc_change){40000.5, CC_CONTROL_VOLUME, 0, 2}), 0);
    assert_int_equal(cc_script_add(&script, (cc_change){50000, CC_CONTROL_VOLUME, 0, 1}), 0);
    viz_player *player = players_new(&scenario, 2, BUDGET, &script);
    const viz_condition condition = {VIZ_UNTIL_INTERVENTION, -1, 0};
    viz_player_set_condition(player, &condition);
    for (int j = 0; j < 2; j++) {
        viz_player_seek(player, 86400);
        assert_true(viz_player_work(player, INFINITY));
        assert_true(viz_player_stopped(player));
        assert_true(viz_player_time(player) == script.change[j].time);
        assert_true(cc_center_control(viz_player_center(player), CC_CONTROL_VOLUME, 0) ==
                    script.change[j].value);
    }
    players_go_to(player, 86400);
    assert_false(viz_player_stopped(player));
    viz_player_delete(player);
    cc_script_free(&script);
    cc_scenario_free(&scenario);
}

/* On the way back, and up to where it has been before going back, it does not stop. */
static void
going_back_stops_nowhere(void **state)
{
    (void)state;
    cc_scenario scenario;
    players_load_day(&scenario, "scenarios/bank/contact_center.cfg");
    viz_player *player = players_new(&scenario, 2, BUDGET, NULL);
    players_go_to(player, 50000);
    const viz_condition condition = {VIZ_UNTIL_ANSWER, -1, 0};
    viz_player_set_condition(player, &condition);
    players_go_to(player, 40000);
    assert_false(viz_player_stopped(player));
    viz_player_seek(player, 86400);
    assert_true(viz_player_work(player, INFINITY));
    assert_true(viz_player_stopped(player));
    assert_true(viz_player_time(player) > 40000 && viz_player_time(player) < 50000);
    viz_player_set_condition(player, NULL);
    players_go_to(player, 86400);
    assert_false(viz_player_stopped(player));
    viz_player_delete(player);
    cc_scenario_free(&scenario);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(conditions_stop_where_they_come_true),
        cmocka_unit_test(the_next_change_of_a_script_stops_it),
        cmocka_unit_test(going_back_stops_nowhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* What may be changed while a center runs: a change to what already is changes no bit, and each change
 * has its effect, from its time on. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "models/center/center.h"
#include "models/center/state.h"
#include "tests/support/same_record.h"
#include "tests/support/scenarios.h"
#include <cmocka.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Queues that one group ranks equal; chats meet an assistant. */
static const char text[] =
    "run = { hours = [\"00:00\", \"24:00\"]; warm_up = \"1 h\"; observe = \"22 h\"; };\n"
    "demand = { every_issue = {\n"
    "  voice = { talk = { dist = \"exponential\"; mean = \"240 s\"; }; };\n"
    "  chat = { turns = 4; agent = \"40 s\"; customer = \"30 s\"; };\n"
    "  patience = { voice = \"10 min\"; chat = \"10 min\"; }; };\n"
    " issues = { sales = { per_hour = 60; wants = { voice = 1.0; }; };\n"
    "  help = { per_hour = 40; wants = { voice = 0.5; chat = 0.5; }; }; }; };\n"
    "center = { channels = { voice = { }; chat = { entry = \"bot\"; }; };\n"
    " automation = { words = { node = \"announcement\"; time = \"5 s\"; };\n"
    "  bot = { node = \"chatbot\"; time = \"60 s\"; contains = 0.3; solved = 1.0;\n"
    "  then = \"queue\"; }; };\n"
    " queues = { sales = { channel = \"voice\"; issues = ( \"sales\" ); };\n"
    "  help = { channel = \"voice\"; issues = ( \"help\" ); }; chats = { channel = \"chat\"; }; "
    "};\n"
    " groups = { desk = { serves = ( [ \"sales\", \"help\", \"chats\" ] ); staff = 7; }; }; };\n";

enum { PLAIN, CHANGED, N_CENTERS };

typedef struct fixture {
    cc_scenario scenario;
    cc_layout layout;
    cc_record record[N_CENTERS];
    cc_center *center[N_CENTERS];
} fixture;

static void
open_fixture(fixture *self)
{
    cc_refusal refusal = {""};
    scenario_from_text(&self->scenario, text);
    assert_int_equal(cc_layout_init(&self->layout, &self->scenario, true), 0);
    for (int j = 0; j < N_CENTERS; j++) {
        assert_int_equal(cc_record_init(&self->record[j], &self->layout), 0);
        self->center[j] = cc_center_new(&self->scenario, &self->layout, &refusal);
        assert_non_null(self->center[j]);
        assert_int_equal(cc_center_start(self->center[j], 1, 0, &self->record[j]), 0);
    }
}

static void
close_fixture(fixture *self)
{
    for (int j = 0; j < N_CENTERS; j++) {
        cc_center_delete(self->center[j]);
        cc_record_free(&self->record[j]);
    }
    cc_scenario_free(&self->scenario);
}

static void
change(fixture *self, double hour, cc_control what, int which, double value)
{
    assert_int_equal(
        cc_center_change(self->center[CHANGED], (cc_change){hour * 3600, what, which, value}), 0);
}

static void
advance(fixture *self, int j, double hour)
{
    assert_int_equal(cc_center_advance(self->center[j], hour * 3600), 0);
    assert_int_equal(cc_center_check(self->center[j]), 0);
}

static void
finish(fixture *self)
{
    for (int j = 0; j < N_CENTERS; j++) {
        cc_center *center = self->center[j];
        assert_int_equal(cc_center_advance(center, cc_center_horizon(center)), 0);
        assert_int_equal(cc_center_finish(center), 0);
    }
}

/* A counter of those who arrived in hours [from, to), of one kind (-1: all). */
static double
count(const fixture *self, int j, cc_counter counter, int issue, int from, int to)
{
    double sum = 0;
    for (size_t slice = 0; slice < self->layout.n_slices; slice++) {
        const double begin = cc_layout_slice_of(&self->layout, slice).begin;
        for (size_t cell = 0; cell < self->layout.n_cells; cell++) {
            double c[CC_N_COUNTERS] = {0};
            cc_record_add(&self->record[j], slice, cell, c);
            if (begin >= from * 3600. && begin < to * 3600. &&
                (issue < 0 || cc_layout_parts_of(&self->layout, cell).issue == issue)) {
                sum += c[counter];
            }
        }
    }
    return sum;
}

static double
both(const fixture *self, int j, cc_counter counter, int from, int to)
{
    return count(self, j, counter, -1, from, to);
}

/* ---- no change ---- */

static void
a_change_to_the_same_changes_no_bit(void **state)
{
    (void)state;
    fixture f;
    char difference[512];
    open_fixture(&f);
    for (int what = 0; what < CC_N_CONTROLS; what++) {
        for (int which = 0; which < 8; which++) {
            const double value = cc_center_control(f.center[CHANGED], (cc_control)what, which);
            const cc_change same = {(3 + what + 0.1 * which) * 3600 + 77.7, (cc_control)what, which,
                                    value};
            const bool is_there = which < cc_control_n(&f.scenario, same.what) &&
                                  cc_control_rule(&f.scenario, &same) == NULL;
            const int ret = cc_center_change(f.center[CHANGED], same);
            assert_int_equal(ret, is_there ? SIM_OK : SIM_ERR_PARAM);
        }
    }
    assert_true(f.center[CHANGED]->now.n_changes >= CC_N_CONTROLS);
    finish(&f);
    assert_true(f.center[CHANGED]->now.n_changes == 0);
    assert_true(f.record[CHANGED].n_events > f.record[PLAIN].n_events); /* those of the changes */
    f.record[CHANGED].n_events = f.record[PLAIN].n_events;
    if (!same_record(&f.scenario, &f.record[PLAIN], &f.record[CHANGED], difference,
                     sizeof(difference))) {
        fail_msg("%s", difference);
    }
    close_fixture(&f);
}

/* ---- each has its effect ---- */

static void
one_agent_more_is_there_and_paid_at_once(void **state)
{
    (void)state;
    fixture f;
    open_fixture(&f);
    change(&f, 10.25, CC_CONTROL_STAFF, 0, 8); /* within an interval */
    change(&f, 14.25, CC_CONTROL_STAFF, 0, 3);
    change(&f, 18.25, CC_CONTROL_STAFF, 0, NAN);
    const struct {
        double hour;
        int n;
    } at[] = {{10.2, 7}, {10.3, 8}, {14.2, 8}, {14.5, 3}, {17, 3}, {18.3, 7}, {22, 7}};
    for (size_t j = 0; j < sizeof(at) / sizeof(*at); j++) {
        advance(&f, CHANGED, at[j].hour);
        const cc_crew_now *now = f.center[CHANGED]->crew[0].now;
        assert_int_equal(now->n_duty - now->n_overtime, at[j].n);
    }
    finish(&f);
    const double paid = cc_record_agent(&f.record[CHANGED], CC_WHOLE_RUN, 0)[CC_A_paid] / 3600;
    assert_true(fabs(paid - (22 * 7 + 4 * 1 - 4 * 4)) < 1e-6);
    /* before it nothing is different; with three agents for four hours it is */
    assert_true(both(&f, CHANGED, CC_N_wait_answered, 1, 10) ==
                both(&f, PLAIN, CC_N_wait_answered, 1, 10));
    assert_true(both(&f, CHANGED, CC_N_abandoned, 14, 18) >
                both(&f, PLAIN, CC_N_abandoned, 14, 18) + 20);
    close_fixture(&f);
}

static void
a_closed_channel_takes_nobody_until_it_opens(void **state)
{
    (void)state;
    fixture f;
    open_fixture(&f);
    const int voice = cc_channel_find(&f.scenario, "voice");
    change(&f, 10, CC_CONTROL_OPEN, voice, 0);
    change(&f, 12, CC_CONTROL_OPEN, voice, 1);
    finish(&f);
    const double at_issue = both(&f, PLAIN, CC_N_issues, 10, 12);
    assert_true(both(&f, CHANGED, CC_N_closed, 1, 10) == 0);
    assert_true(both(&f, CHANGED, CC_N_closed, 12, 23) == 0);
    assert_true(both(&f, CHANGED, CC_N_issues, 10, 12) == at_issue); /* the same customers */
    assert_true(count(&f, CHANGED, CC_N_closed, 0, 10, 12) ==
                count(&f, PLAIN, CC_N_issues, 0, 10, 12));
    assert_true(both(&f, CHANGED, CC_N_closed, 10, 12) < at_issue); /* some chat */
    close_fixture(&f);
}

static void
a_queue_of_higher_priority_goes_first(void **state)
{
    (void)state;
    fixture f;
    open_fixture(&f);
    for (int j = 0; j < N_CENTERS; j++) { /* as it is now, and too few */
        assert_int_equal(
            cc_center_change(f.center[j], (cc_change){6 * 3600, CC_CONTROL_STAFF, 0, 5}), 0);
    }
    change(&f, 6, CC_CONTROL_PRIORITY, 1, 5);
    finish(&f);
    assert_true(count(&f, CHANGED, CC_N_wait_total, 0, 1, 6) ==
                count(&f, PLAIN, CC_N_wait_total, 0, 1, 6));
    assert_true(count(&f, CHANGED, CC_N_wait_total, 1, 6, 23) <
                0.7 * count(&f, PLAIN, CC_N_wait_total, 1, 6, 23));
    assert_true(count(&f, CHANGED, CC_N_abandoned, 0, 6, 23) >
                count(&f, PLAIN, CC_N_abandoned, 0, 6, 23));
    /* the next replication begins as the scenario says */
    assert_int_equal(cc_center_start(f.center[CHANGED], 1, 0, &f.record[CHANGED]), 0);
    assert_int_equal(cc_center_start(f.center[PLAIN], 1, 0, &f.record[PLAIN]), 0);
    finish(&f);
    char difference[512];
    assert_true(same_record(&f.scenario, &f.record[PLAIN], &f.record[CHANGED], difference,
                            sizeof(difference)));
    close_fixture(&f);
}

static void
a_node_contains_as_many_as_it_is_told(void **state)
{
    (void)state;
    fixture f;
    open_fixture(&f);
    change(&f, 8, CC_CONTROL_CONTAINS, 1, 1);
    change(&f, 15, CC_CONTROL_CONTAINS, 1, 0);
    change(&f, 20, CC_CONTROL_CONTAINS, 1, NAN);
    finish(&f);
    const double met = both(&f, CHANGED, CC_N_in_automation, 9, 14);
    assert_true(met > 50 && both(&f, CHANGED, CC_N_contained, 9, 14) == met);
    assert_true(both(&f, CHANGED, CC_N_contained, 16, 19) == 0);
    assert_true(both(&f, CHANGED, CC_N_contained, 1, 7) == both(&f, PLAIN, CC_N_contained, 1, 7));
    assert_true(both(&f, CHANGED, CC_N_contained, 21, 23) ==
                both(&f, PLAIN, CC_N_contained, 21, 23));
    close_fixture(&f);
}

static void
twice_the_volume_brings_twice_the_contacts(void **state)
{
    (void)state;
    fixture f;
    open_fixture(&f);
    change(&f, 9, CC_CONTROL_VOLUME, 0, 2);
    change(&f, 17, CC_CONTROL_VOLUME, 0, 0);
    change(&f, 18.5, CC_CONTROL_VOLUME, 0, 0);
    change(&f, 19, CC_CONTROL_VOLUME, 0, 1);
    finish(&f);
    assert_true(both(&f, CHANGED, CC_N_issues, 1, 9) == both(&f, PLAIN, CC_N_issues, 1, 9));
    const double n = both(&f, CHANGED, CC_N_issues, 9, 17), mean = 8 * 2 * 100.;
    assert_true(fabs(n - mean) < 5 * sqrt(mean));
    assert_true(both(&f, CHANGED, CC_N_issues, 17, 19) == 0);
    assert_true(fabs(both(&f, CHANGED, CC_N_issues, 19, 23) - 400) < 100);
    close_fixture(&f);
}

/* In units of cumulated rate a point's place does not depend on when the volume was what. */
static void
a_volume_there_and_back_leaves_the_points_where_they_were(void **state)
{
    (void)state;
    fixture f;
    open_fixture(&f);
    for (int k = 0; k < 200; k++) {
        change(&f, 5 + k * 0.01, CC_CONTROL_VOLUME, 0, k % 2 == 0 ? 1 + 1e-9 : 1);
    }
    advance(&f, PLAIN, 7.5);
    advance(&f, CHANGED, 7.5);
    for (int i = 0; i < 2; i++) {
        const cc_arrivals *x = &f.center[PLAIN]->arrivals[i], *y = &f.center[CHANGED]->arrivals[i];
        assert_true(x->k == y->k && x->k > 100);
        assert_true(fabs(x->time[x->k % SIM_WORDS] - y->time[y->k % SIM_WORDS]) < 0.01);
    }
    close_fixture(&f);
}

static void
changes_still_to_be_made_are_copied(void **state)
{
    (void)state;
    fixture f;
    char difference[512];
    open_fixture(&f);
    change(&f, 3, CC_CONTROL_PRIORITY, 1, 5);
    change(&f, 9, CC_CONTROL_VOLUME, 0, 1.5);
    change(&f, 9, CC_CONTROL_STAFF, 0, 9);
    change(&f, 4, CC_CONTROL_STAFF, 0, 6);
    advance(&f, CHANGED, 5);
    assert_int_equal(f.center[CHANGED]->now.n_changes, 2);
    assert_int_equal(cc_center_fork(f.center[PLAIN], &f.record[PLAIN], f.center[CHANGED]), 0);
    finish(&f);
    if (!same_record(&f.scenario, &f.record[PLAIN], &f.record[CHANGED], difference,
                     sizeof(difference))) {
        fail_msg("%s", difference);
    }
    close_fixture(&f);
}

static void
what_cannot_be_is_refused(void **state)
{
    (void)state;
    fixture f;
    open_fixture(&f);
    advance(&f, CHANGED, 2);
    const struct {
        cc_change change;
        int ret;
    } cases[] = {
        {{3600, CC_CONTROL_VOLUME, 0, 2}, SIM_ERR_PARAM}, /* over */
        {{9000, CC_CONTROL_VOLUME, 1, 2}, SIM_ERR_PARAM},
        {{9000, CC_CONTROL_VOLUME, 0, -1}, SIM_ERR_PARAM},
        {{9000, CC_CONTROL_VOLUME, 0, NAN}, SIM_ERR_PARAM},
        {{NAN, CC_CONTROL_VOLUME, 0, 1}, SIM_ERR_PARAM},
        {{9000, CC_CONTROL_STAFF, 1, 1}, SIM_ERR_PARAM},
        {{9000, CC_CONTROL_STAFF, -1, 1}, SIM_ERR_PARAM},
        {{9000, CC_CONTROL_STAFF, 0, 12}, SIM_OK}, /* seven, and five spare seats */
        {{9000, CC_CONTROL_STAFF, 0, 13}, SIM_ERR_PARAM},
        {{9000, CC_CONTROL_OPEN, 0, 0.5}, SIM_ERR_PARAM},
        {{9000, CC_CONTROL_PRIORITY, 3, 1}, SIM_ERR_PARAM},
        {{9000, CC_CONTROL_PRIORITY, 0, INFINITY}, SIM_ERR_PARAM},
        {{9000, CC_CONTROL_CONTAINS, 1, 1.1}, SIM_ERR_PARAM},
        {{9000, CC_CONTROL_CONTAINS, 0, 0.5}, SIM_ERR_PARAM}, /* an announcement */
        {{9000, CC_N_CONTROLS, 0, 1}, SIM_ERR_PARAM},
    };
    for (size_t j = 0; j < sizeof(cases) / sizeof(*cases); j++) {
        assert_int_equal(cc_center_change(f.center[CHANGED], cases[j].change), cases[j].ret);
    }
    advance(&f, CHANGED, 3);
    assert_int_equal(f.center[CHANGED]->crew[0].now->n_duty, 12);
    char name[80];
    cc_center_agent_name(f.center[CHANGED], 11, name, sizeof(name));
    assert_string_equal(name, "desk 12");
    close_fixture(&f);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_change_to_the_same_changes_no_bit),
        cmocka_unit_test(one_agent_more_is_there_and_paid_at_once),
        cmocka_unit_test(a_closed_channel_takes_nobody_until_it_opens),
        cmocka_unit_test(a_queue_of_higher_priority_goes_first),
        cmocka_unit_test(a_node_contains_as_many_as_it_is_told),
        cmocka_unit_test(twice_the_volume_brings_twice_the_contacts),
        cmocka_unit_test(a_volume_there_and_back_leaves_the_points_where_they_were),
        cmocka_unit_test(changes_still_to_be_made_are_copied),
        cmocka_unit_test(what_cannot_be_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

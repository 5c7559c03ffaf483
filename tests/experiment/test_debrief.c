/* A debrief against the obvious slow answer: each day run by hand, with changes made by hand, and summed up
 * without threads. All of it must be the same to the bit. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "experiment/debrief.h"
#include "report/debrief.h"
#include "tests/support/scenarios.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DAYS 12
#define DAY 3 /* replication of the day that is played, from 0 */

#define TOY                                                                                        \
    "run = { hours = [\"08:00\", \"12:00\"]; interval = \"30 min\"; };\n"                          \
    "demand = { busyness = { day_cv = 0.2; }; issues = { call = { per_hour = 60;\n"                \
    "  voice = { talk = { dist = \"exponential\"; mean = \"4 min\"; }; }; }; };\n"                 \
    "  customers = { patience = { voice = { dist = \"exponential\"; mean = \"3 min\"; }; }; }; "   \
    "};\n"                                                                                         \
    "center = { channels = { voice = { service_level = { target = 0.8; within = \"20 s\"; }; }; "  \
    "};\n"                                                                                         \
    "  groups = { desk = { staff = 4; spare = 0.5; wage_per_hour = 30.0; }; }; };\n"               \
    "lesson = { title = \"T <&> T\"; goal = \"G\"; score = \"service_level_g1 channel:voice\"; "   \
    "aim = 0.8; seed = 9; day = 4; };\n"

typedef struct fixture {
    cc_scenario scenario;
    xp_lesson lesson;
    cc_script script;
    xp_debrief_plan plan;
} fixture;

static const cc_change changes[] = {
    {9 * 3600.0, CC_CONTROL_STAFF, 0, 6},
    {9.5 * 3600, CC_CONTROL_VOLUME, 0, 1.5},
    {11 * 3600.0, CC_CONTROL_STAFF, 0, 3},
};
#define N_CHANGES (sizeof(changes) / sizeof(changes[0]))

static int
begin(void **state)
{
    fixture *self = calloc(1, sizeof(*self));
    cc_refusal refusal = {""};
    assert_non_null(self);
    scenario_from_text(&self->scenario, TOY);
    if (xp_lesson_init(&self->lesson, &self->scenario, &refusal) != SIM_OK) {
        fail_msg("%s", refusal.text);
    }
    for (size_t j = 0; j < N_CHANGES; j++) {
        assert_int_equal(cc_script_add(&self->script, changes[j]), SIM_OK);
    }
    xp_debrief_plan_default(&self->plan, &self->lesson);
    assert_int_equal(self->plan.replication, DAY);
    assert_int_equal(self->plan.seed, 9);
    self->plan.days = DAYS;
    self->plan.script = &self->script;
    *state = self;
    return 0;
}

static int
end(void **state)
{
    fixture *self = *state;
    cc_script_free(&self->script);
    xp_lesson_free(&self->lesson);
    cc_scenario_free(&self->scenario);
    free(self);
    return 0;
}

/* The score of one day with all changes but one (n: with all; n + 1: with none). */
static double
by_hand(const fixture *self, uint64_t replication, size_t but, xp_debrief_break *first)
{
    cc_refusal refusal = {""};
    cc_record record;
    cc_center *center = cc_center_new(&self->scenario, &self->lesson.layout, &refusal);
    assert_non_null(center);
    assert_int_equal(cc_record_init(&record, &self->lesson.layout), SIM_OK);
    assert_int_equal(cc_center_start(center, 9, replication, &record), SIM_OK);
    for (size_t j = 0; j < N_CHANGES && but <= N_CHANGES; j++) {
        if (j != but) {
            assert_int_equal(cc_center_change(center, changes[j]), SIM_OK);
        }
    }
    assert_int_equal(cc_center_advance(center, cc_center_horizon(center)), SIM_OK);
    assert_int_equal(cc_center_finish(center), SIM_OK);
    cc_measure measure;
    assert_int_equal(cc_measure_parse(&measure, &self->scenario, &self->lesson.layout,
                                      "service_level_g1", "channel:voice", &refusal),
                     SIM_OK);
    const cc_sample day = cc_measure_sample(&measure, &self->scenario, &record);
    for (int k = 0; k < 8 && first != NULL && !first->is_one; k++) {
        char scope[40];
        snprintf(scope, sizeof(scope), "channel:voice/@1 %02d:%02d", 8 + k / 2, k % 2 * 30);
        assert_int_equal(cc_measure_parse(&measure, &self->scenario, &self->lesson.layout,
                                          "service_level_g1", scope, &refusal),
                         SIM_OK);
        const cc_sample it = cc_measure_sample(&measure, &self->scenario, &record);
        if (it.den > 0 && it.num < 0.8 * it.den) {
            *first = (xp_debrief_break){
                .is_one = true, .begin = (8 + 0.5 * k) * 3600, .in_time = it.num, .held = it.den};
        }
    }
    cc_record_free(&record);
    cc_center_delete(center);
    return day.num / day.den;
}

static uint64_t
other(uint64_t j)
{
    return j < DAY ? j : j + 1;
}

static void
make(fixture *self, xp_debrief *debrief)
{
    cc_refusal refusal = {""};
    if (xp_debrief_make(debrief, &self->plan, &refusal) != SIM_OK) {
        fail_msg("%s", refusal.text);
    }
}

static void
each_figure_is_what_days_by_hand_say(void **state)
{
    fixture *self = *state;
    xp_debrief debrief;
    make(self, &debrief);
    const xp_debrief_way *yours = &debrief.way[XP_YOURS], *untouched = &debrief.way[XP_UNTOUCHED];
    xp_debrief_break first[2] = {{0}};
    const double day = by_hand(self, DAY, N_CHANGES, &first[0]);
    const double none = by_hand(self, DAY, N_CHANGES + 1, &first[1]);
    assert_true(yours->score == day && untouched->score == none && day != none);
    double sum = 0, gain = 0, squares = 0, worse = 0, met = 0, with[DAYS], without[DAYS];
    for (uint64_t j = 0; j < DAYS; j++) {
        with[j] = by_hand(self, other(j), N_CHANGES, NULL);
        without[j] = by_hand(self, other(j), N_CHANGES + 1, NULL);
        sum += with[j];
        gain += with[j] - without[j];
        worse += with[j] < day;
        met += with[j] >= 0.8;
    }
    for (uint64_t j = 0; j < DAYS; j++) {
        squares += pow(with[j] - without[j] - gain / DAYS, 2);
    }
    assert_true(fabs(yours->mean.mean - sum / DAYS) < 1e-12);
    assert_true(fabs(yours->luck - (day - sum / DAYS)) < 1e-12);
    assert_true(fabs(yours->gain.mean - gain / DAYS) < 1e-12);
    /* 2.201: Student's t of 11 degrees of freedom */
    assert_true(fabs(yours->gain.half_width - 2.2009851 * sqrt(squares / (DAYS - 1) / DAYS)) <
                1e-7);
    assert_true(fabs(yours->worse - worse / DAYS) < 1e-12);
    assert_true(fabs(yours->met - met / DAYS) < 1e-12);
    assert_int_equal(yours->gain.n, DAYS);
    assert_true(untouched->gain.mean == 0 && untouched->gain.half_width == 0);
    for (int j = 0; j < 2; j++) {
        const xp_debrief_break *it = &debrief.first[j == 0 ? XP_YOURS : XP_UNTOUCHED];
        assert_true(it->is_one && first[j].is_one);
        assert_true(it->begin == first[j].begin && it->in_time == first[j].in_time &&
                    it->held == first[j].held);
    }
    xp_debrief_free(&debrief);
}

static void
a_changes_own_effect_is_by_leaving_it_out(void **state)
{
    fixture *self = *state;
    xp_debrief debrief;
    make(self, &debrief);
    assert_int_equal(debrief.n_effects, N_CHANGES);
    for (size_t k = 0; k < N_CHANGES; k++) {
        double gain = 0;
        for (uint64_t j = 0; j < DAYS; j++) {
            gain += by_hand(self, other(j), N_CHANGES, NULL) - by_hand(self, other(j), k, NULL);
        }
        assert_true(debrief.effect[k].score ==
                    by_hand(self, DAY, N_CHANGES, NULL) - by_hand(self, DAY, k, NULL));
        assert_true(fabs(debrief.effect[k].gain.mean - gain / DAYS) < 1e-12);
    }
    assert_true(debrief.effect[0].gain.mean > 0); /* two agents more */
    assert_true(debrief.effect[1].gain.mean < 0); /* half as many calls again */
    assert_string_equal(debrief.effect[0].words, "staff desk 6");
    xp_debrief_free(&debrief);
}

static void
threads_change_no_bit(void **state)
{
    fixture *self = *state;
    xp_debrief one, three;
    make(self, &one);
    self->plan.threads = 3;
    make(self, &three);
    assert_memory_equal(one.way, three.way, sizeof(one.way));
    assert_memory_equal(one.first, three.first, sizeof(one.first));
    assert_memory_equal(one.worst, three.worst, sizeof(one.worst));
    for (int way = 0; way < XP_N_WAYS; way++) {
        assert_memory_equal(one.slice[way], three.slice[way],
                            one.n_slices * sizeof(*one.slice[way]));
        assert_int_equal(one.n_others[way], three.n_others[way]);
    }
    for (size_t k = 0; k < N_CHANGES; k++) {
        assert_true(one.effect[k].gain.mean == three.effect[k].gain.mean &&
                    one.effect[k].score == three.effect[k].score);
    }
    xp_debrief_free(&one);
    xp_debrief_free(&three);
}

static void
nothing_done_is_the_untouched_day(void **state)
{
    fixture *self = *state;
    xp_debrief debrief;
    self->plan.script = NULL;
    make(self, &debrief);
    assert_memory_equal(&debrief.way[XP_YOURS], &debrief.way[XP_UNTOUCHED], sizeof(xp_debrief_way));
    assert_false(debrief.way[XP_REFERENCE].is_run); /* the toy has none */
    assert_int_equal(debrief.n_effects, 0);
    xp_debrief_free(&debrief);
}

static void
it_can_be_stopped_and_says_what_cannot_be(void **state)
{
    fixture *self = *state;
    const atomic_bool stop = true;
    cc_refusal refusal = {""};
    xp_debrief debrief;
    self->plan.stop = &stop;
    assert_int_equal(xp_debrief_make(&debrief, &self->plan, &refusal), SIM_ERR_INTERRUPTED);
    self->plan.stop = NULL;
    self->plan.days = 1;
    assert_int_equal(xp_debrief_make(&debrief, &self->plan, &refusal), SIM_ERR_PARAM);
}

static uint64_t most_done, of_all;

static void
count(void *context, uint64_t done, uint64_t of)
{
    (void)context;
    assert_true(done >= most_done && done <= of);
    most_done = done;
    of_all = of;
}

static void
progress_comes_to_all_days(void **state)
{
    fixture *self = *state;
    xp_debrief debrief;
    self->plan.on_progress = count;
    most_done = 0;
    make(self, &debrief);
    assert_int_equal(of_all, (2 + N_CHANGES) * (DAYS + 1)); /* none, yours, yours less one */
    assert_int_equal(most_done, of_all);
    xp_debrief_free(&debrief);
}

static void
the_first_changes_are_told_apart_and_the_rest_is_said(void **state)
{
    fixture *self = *state;
    xp_debrief debrief;
    self->script.n = 0;
    for (int j = 0; j < XP_DEBRIEF_EFFECTS + 3; j++) {
        const cc_change change = {8 * 3600.0 + 60 * j, CC_CONTROL_STAFF, 0, 4 + j % 2};
        assert_int_equal(cc_script_add(&self->script, change), SIM_OK);
    }
    self->plan.days = 2;
    make(self, &debrief);
    assert_int_equal(debrief.n_effects, XP_DEBRIEF_EFFECTS);
    assert_int_equal(debrief.n_changes, XP_DEBRIEF_EFFECTS + 3);
    xp_debrief_line *line = calloc(XP_DEBRIEF_LINES, sizeof(*line));
    const size_t n = xp_debrief_lines(&debrief, line, XP_DEBRIEF_LINES);
    assert_true(n < XP_DEBRIEF_LINES); /* there was room for all */
    bool said = false;
    for (size_t j = 0; j < n; j++) {
        said |= strstr(line[j].text, "3 more changes") != NULL;
    }
    assert_true(said);
    assert_int_equal(xp_debrief_lines(&debrief, line, 5), 5);
    free(line);
    xp_debrief_free(&debrief);
}

static void
a_score_that_is_none_is_refused_by_line(void **state)
{
    (void)state;
    static const struct {
        const char *score, *rule;
    } bad[] = {
        {"asaa", "test.cfg:1: lesson: score: "},
        {"occupancy channel:voice", "test.cfg:1: lesson: score: "},
        {"contacts", "must be a figure of which more, or less, is better (is contacts)"},
        {"wait_p95 channel:voice", "must be a share, a mean or a number (is wait_p95)"},
        {" ", "must be \"KPI [SCOPE]\""},
    };
    for (size_t j = 0; j < sizeof(bad) / sizeof(bad[0]); j++) {
        char text[2000];
        cc_scenario scenario;
        xp_lesson lesson;
        cc_refusal refusal = {""};
        snprintf(
            text, sizeof(text),
            "lesson = { title = \"T\"; goal = \"G\"; score = \"%s\"; };\n"
            "run = { hours = [\"08:00\", \"12:00\"]; };\n"
            "demand = { issues = { call = { per_hour = 9; voice = { talk = \"3 min\"; }; }; }; };\n"
            "center = { channels = { voice = { }; }; groups = { desk = { staff = 2; }; }; };\n",
            bad[j].score);
        scenario_from_text(&scenario, text);
        assert_int_equal(xp_lesson_init(&lesson, &scenario, &refusal), SIM_ERR_REFUSED);
        if (strstr(refusal.text, bad[j].rule) == NULL) {
            fail_msg("%s: %s", bad[j].score, refusal.text);
        }
        cc_scenario_free(&scenario);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(each_figure_is_what_days_by_hand_say, begin, end),
        cmocka_unit_test_setup_teardown(a_changes_own_effect_is_by_leaving_it_out, begin, end),
        cmocka_unit_test_setup_teardown(threads_change_no_bit, begin, end),
        cmocka_unit_test_setup_teardown(nothing_done_is_the_untouched_day, begin, end),
        cmocka_unit_test_setup_teardown(it_can_be_stopped_and_says_what_cannot_be, begin, end),
        cmocka_unit_test_setup_teardown(progress_comes_to_all_days, begin, end),
        cmocka_unit_test_setup_teardown(the_first_changes_are_told_apart_and_the_rest_is_said,
                                        begin, end),
        cmocka_unit_test(a_score_that_is_none_is_refused_by_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Rare waits by splitting against Erlang C and A, against the same run without copies, and against many
 * runs where work has no exponential law. tests/long/rare.c has rarer ones. */
#include "tests/support/rare_models.h"
#include "tests/support/verify.h"

#include "experiment/rare/pilot.h"
#include "experiment/rare/rare.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

static void
waits_of_a_ten_thousandth_are_those_of_erlang(void **state)
{
    (void)state;
    for (size_t j = 0; j < n_rare_models; j++) {
        const rare_model *model = &rare_models[j];
        if (model->is_long) {
            continue;
        }
        const rare_outcome it = rare_model_run(model, 1, 0.5, 20);
        const double errors = (it.share.mean - it.exact) / it.error;
        if (!(fabs(errors) < 4) || !(it.error < 0.35 * it.exact)) {
            printf("%s: %g, exact %g, %.1f standard errors of %g\n", model->name, it.share.mean,
                   it.exact, errors, it.error);
        }
        assert_true(fabs(errors) < 4);
        assert_true(it.error < 0.35 * it.exact);
    }
}

static cc_scenario
load(const char *file, const cc_override *set, size_t n)
{
    char path[512];
    cc_scenario scenario;
    cc_refusal refusal = {""};
    snprintf(path, sizeof(path), "%s/%s", CCSIM_SOURCE_DIR, file);
    if (cc_scenario_load(&scenario, path, set, n, &refusal) != SIM_OK) {
        fail_msg("%s", refusal.text);
    }
    return scenario;
}

static void
is_the_run_itself(const char *file, const cc_override set[], size_t n)
{
    cc_scenario scenario = load(file, set, n);
    cc_refusal refusal = {""};
    xp_restart *restart = xp_restart_new(&scenario, 60, NULL, &refusal);
    assert_non_null(restart);
    const xp_levels none = {0};
    xp_rare_row row;
    assert_int_equal(xp_restart_run(restart, &none, 7, 3, &row, NULL, &refusal), SIM_OK);
    xp_restart_delete(restart);

    cc_layout layout;
    cc_record record;
    cc_measure measure;
    assert_int_equal(cc_layout_init(&layout, &scenario, false), SIM_OK);
    assert_int_equal(cc_record_init(&record, &layout), SIM_OK);
    assert_int_equal(
        cc_measure_parse(&measure, &scenario, &layout, "wait_over_60s", "center", &refusal),
        SIM_OK);
    cc_center *center = cc_center_new(&scenario, &layout, &refusal);
    assert_int_equal(cc_center_run(center, 7, 3, &record, &refusal), SIM_OK);
    const cc_sample sample = cc_measure_sample(&measure, &scenario, &record);
    assert_true(sample.num > 50 && row.passed == sample.num);
    assert_true(row.offered == sample.den);
    cc_center_delete(center);
    cc_record_free(&record);
    cc_scenario_free(&scenario);
}

static void
without_levels_it_is_the_run_itself(void **state)
{
    (void)state;
    is_the_run_itself("tests/verify/one_queue.cfg", NULL, 0);
    /* who is cut off is back at the head of the line, or its tail, and was counted before */
    const cc_override over[] = {{.path = "run.wait_over", .value = "[\"60 s\"]"},
                                {.path = "center.cut_off.then", .value = "requeue_tail"}};
    is_the_run_itself("scenarios/hybrid/week.cfg", over, 1);
    is_the_run_itself("scenarios/hybrid/week.cfg", over, 2);
}

/* Mean of those who passed, over the replications, and its standard error, with these levels. */
static double
mean_with(const cc_scenario *scenario, double threshold, const xp_levels *levels, uint64_t seed,
          int n, double *error)
{
    cc_refusal refusal = {""};
    xp_restart *restart = xp_restart_new(scenario, threshold, NULL, &refusal);
    assert_non_null(restart);
    double mean = 0, squares = 0;
    for (int r = 0; r < n; r++) {
        xp_rare_row row;
        assert_int_equal(xp_restart_run(restart, levels, seed, (uint64_t)r, &row, NULL, &refusal),
                         SIM_OK);
        const double was = mean;
        mean += (row.passed - was) / (r + 1);
        squares += (row.passed - was) * (row.passed - mean);
    }
    xp_restart_delete(restart);
    *error = sqrt(squares / (n - 1) / n);
    return mean;
}

/* What is drawn anew has the law that is left of it: of work that is short or very long, of patience, and
 * of arrivals. */
static void
copies_have_the_law_of_the_original(void **state)
{
    (void)state;
    const cc_override set[] = {
        {"run.warm_up", "\"1 h\""},
        {"run.observe", "\"3 h\""},
        {"run.follow_up", "\"1 h\""},
        {"demand.issues.call.voice.talk", "{ dist = \"lognormal\"; mean = \"180 s\"; cv = 2; }"},
        {"demand.customers.patience.voice", "{ dist = \"lognormal\"; mean = \"120 s\"; cv = 1; }"},
        {"center.channels.voice.wrap_up", "\"5 s\""},
    };
    cc_scenario scenario = load("tests/verify/one_queue.cfg", set, 6);
    const xp_levels none = {0}, levels = {3, {0, 0, 15, 40}, {0, 3, 2, 2}};
    double apart, copied;
    const double plain = mean_with(&scenario, 60, &none, 11, 400, &apart);
    const double split = mean_with(&scenario, 60, &levels, 12, 30, &copied);
    const double errors = (split - plain) / hypot(apart, copied);
    if (!(fabs(errors) < 4) || !(hypot(apart, copied) < 0.15 * plain)) {
        printf("%g +-%g without copies, %g +-%g with\n", plain, apart, split, copied);
    }
    assert_true(fabs(errors) < 4);
    assert_true(hypot(apart, copied) < 0.15 * plain);
    cc_scenario_free(&scenario);
}

static void
threads_change_nothing(void **state)
{
    (void)state;
    const cc_override set[] = {{"center.groups.agents.staff", "16"}, {"run.observe", "\"2 h\""}};
    cc_scenario scenario = load("tests/verify/one_queue.cfg", set, 2);
    cc_refusal refusal = {""};
    xp_rare found[2];
    for (int j = 0; j < 2; j++) {
        const xp_rare_plan plan = {.scenario = &scenario,
                                   .threshold = 60,
                                   .precision = 0.01,
                                   .replications = 22,
                                   .seed = 5,
                                   .threads = j == 0 ? 1 : 3,
                                   .confidence = 0.95};
        assert_int_equal(xp_rare_find(&found[j], &plan, &refusal), SIM_OK);
    }
    assert_true(found[0].share.mean == found[1].share.mean && found[0].share.mean > 0);
    assert_true(found[0].share.half_width == found[1].share.half_width);
    assert_true(found[0].events == found[1].events && found[0].n == 22);
    assert_false(found[0].is_precise);
    cc_scenario_free(&scenario);
}

static void
what_cannot_be_split_is_refused(void **state)
{
    (void)state;
    const char *const file[] = {"scenarios/chat.cfg", "scenarios/n_design.cfg",
                                "scenarios/bank/contact_center.cfg"};
    for (size_t j = 0; j < 3; j++) {
        cc_scenario scenario = load(file[j], NULL, 0);
        cc_refusal refusal = {""};
        assert_null(xp_restart_new(&scenario, 60, NULL, &refusal));
        assert_non_null(strstr(refusal.text, "for rare waits"));
        cc_scenario_free(&scenario);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(waits_of_a_ten_thousandth_are_those_of_erlang),
        cmocka_unit_test(without_levels_it_is_the_run_itself),
        cmocka_unit_test(copies_have_the_law_of_the_original),
        cmocka_unit_test(threads_change_nothing),
        cmocka_unit_test(what_cannot_be_split_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

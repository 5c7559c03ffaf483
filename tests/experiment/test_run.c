/* Replications on threads, with an engine that is scripted here: it takes the place of
 * models/center/center.c, so that figures are known, errors come when wanted and late replications
 * really are late. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "experiment/run.h"
#include "models/center/brought.h"
#include "models/center/center.h"
#include "sim/random.h"
#include "tests/support/near.h"
#include "tests/support/no_room.h"
#include "tests/support/toy.h"
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* ---- the engine ---- */

struct cc_center {
    const cc_scenario *scenario;
    const atomic_bool *stop;
};

static struct {
    uint64_t fails_at;      /* replication, UINT64_MAX: never */
    uint64_t interrupts_at; /* sets `finish` when it runs */
    atomic_bool finish, stop;
    bool dawdles; /* replications divisible by 3 take long */
    bool grows;
    atomic_int n_alive, n_made;
} script;

cc_center *
cc_center_new(const cc_scenario *scenario, const cc_layout *layout, cc_refusal *refusal)
{
    (void)layout;
    (void)refusal;
    cc_center *self = calloc(1, sizeof(*self));
    self->scenario = scenario;
    atomic_fetch_add(&script.n_alive, 1);
    atomic_fetch_add(&script.n_made, 1);
    return self;
}

void
cc_center_delete(cc_center *self)
{
    free(self);
    atomic_fetch_sub(&script.n_alive, 1);
}

void
cc_center_set_budget(cc_center *self, sim_budget *budget)
{
    (void)self;
    (void)budget;
}

void
cc_center_set_script(cc_center *self, const cc_script *its)
{
    (void)self;
    (void)its;
}

void
cc_center_set_stratum(cc_center *self, cc_stratum stratum)
{
    (void)self;
    (void)stratum;
}

/* The customers of this engine: the control is the uniform of those who are answered, less a half. */
cc_brought *
cc_brought_new(cc_center *center)
{
    return (cc_brought *)(void *)center;
}

void
cc_brought_delete(cc_brought *self)
{
    (void)self;
}

int
cc_brought_n(const cc_brought *self)
{
    (void)self;
    return 1;
}

const char *
cc_brought_name(const cc_brought *self, int j)
{
    (void)self;
    (void)j;
    return "answered";
}

static double draw(uint64_t seed, uint64_t replication, uint64_t purpose);

int
cc_brought_read(cc_brought *self, cc_center *center, uint64_t seed, uint64_t replication,
                double number[CC_BROUGHT])
{
    (void)self;
    (void)center;
    number[0] = draw(seed, replication, 1) - 0.5;
    return SIM_OK;
}

void
cc_center_set_stop(cc_center *self, const atomic_bool *stop)
{
    self->stop = stop;
}

static double
draw(uint64_t seed, uint64_t replication, uint64_t purpose)
{
    const sim_rounds rounds = sim_rounds_of((sim_key){seed, replication});
    return sim_uniform(sim_rounds_block(&rounds, (sim_name){purpose, 0, 0}, 0).word[0]);
}

int
cc_center_run(cc_center *self, uint64_t seed, uint64_t replication, cc_record *record,
              cc_refusal *refusal)
{
    if (replication == script.fails_at) {
        strcpy(refusal->text, "the scripted failure");
        return SIM_ERR_LIMIT;
    }
    if (replication == script.interrupts_at) {
        atomic_store(&script.finish, true);
    }
    if (self->stop != NULL && atomic_load(self->stop)) {
        return SIM_ERR_INTERRUPTED;
    }
    if (script.dawdles && replication % 3 == 0) {
        nanosleep(&(struct timespec){.tv_nsec = 2000000}, NULL);
    }
    cc_record_reset(record);
    const cc_layout *layout = &record->layout;
    const int voice = cc_channel_find(self->scenario, "voice");
    double *alone = cc_record_cell(record, 0, cc_layout_cell(layout, 0, voice, 0, -1));
    double *cell = cc_record_cell(record, 0, cc_layout_cell(layout, 0, voice, 0, 0));
    const double u = draw(seed, replication, 1);
    const double answered = floor(100 + 40 * u);
    const double wait = self->scenario->center.staff_scale * (10 + 4 * draw(seed, replication, 2));
    const double more = self->scenario->center.staff_scale == 1 ? 0 : draw(seed, replication, 3);
    cell[CC_N_offered] = cell[CC_N_contacts] = answered + 10;
    alone[CC_N_abandoned] = 10;
    cell[CC_N_answered] = answered;
    cell[CC_N_wait_answered] = answered * wait + more;
    cell[CC_N_wait_answered_sq] = answered * wait * wait * 1.25;
    cell[CC_N_in_time_1] = floor(answered * 0.8);
    alone[CC_N_issues] = 120;
    if (script.grows) {
        alone[CC_N_waiting_start] = 2;
        alone[CC_N_waiting_end] = 40 + floor(10 * u);
    }
    for (int j = 0; j < 20; j++) {
        sim_histogram_add(&record->wait[voice], wait * (j + 1));
    }
    record->n_events = 7;
    return SIM_OK;
}

/* ---- the tests ---- */

static toy first, second;

static int
reset(void **state)
{
    (void)state;
    toy_make(&first, "first");
    toy_make(&second, "second");
    second.scenario.center.staff_scale = 0.5;
    script.fails_at = script.interrupts_at = UINT64_MAX;
    script.dawdles = script.grows = false;
    atomic_store(&script.finish, false);
    atomic_store(&script.stop, false);
    atomic_store(&script.n_made, 0);
    return 0;
}

static xp_plan
plan_of(int n_scenarios)
{
    xp_plan plan = xp_plan_default();
    plan.scenario[0] = &first.scenario;
    plan.scenario[1] = &second.scenario;
    plan.n_scenarios = n_scenarios;
    plan.finish = &script.finish;
    plan.stop = &script.stop;
    return plan;
}

static xp_results
run(const xp_plan *plan)
{
    xp_results results;
    cc_refusal refusal;
    assert_int_equal(xp_run(&results, plan, &refusal), SIM_OK);
    assert_int_equal(atomic_load(&script.n_alive), 0);
    return results;
}

static void
same_bits(double a, double b)
{
    assert_memory_equal(&a, &b, sizeof(a));
}

static void
every_bit_is_the_same_on_any_number_of_threads(void **state)
{
    (void)state;
    script.dawdles = true;
    xp_plan plan = plan_of(2);
    plan.replications = 101;
    xp_results one = run(&plan);
    static const int threads[] = {2, 3, 5};
    for (size_t j = 0; j < sizeof(threads) / sizeof(*threads); j++) {
        plan.threads = threads[j];
        xp_results many = run(&plan);
        assert_int_equal(many.n, 101);
        assert_int_equal(many.events, 101 * 2 * 7);
        assert_int_equal(many.table->n, one.table->n);
        for (size_t m = 0; m < one.table->n; m++) {
            for (int s = 0; s < 2; s++) {
                const sim_interval a = xp_results_estimate(&one, s, m);
                const sim_interval b = xp_results_estimate(&many, s, m);
                same_bits(a.mean, b.mean);
                same_bits(a.half_width, b.half_width);
            }
            const xp_difference a = xp_results_difference(&one, 1, m);
            const xp_difference b = xp_results_difference(&many, 1, m);
            same_bits(a.interval.mean, b.interval.mean);
            same_bits(a.interval.half_width, b.interval.half_width);
            assert_int_equal(a.equal, b.equal);
        }
        xp_results_free(&many);
    }
    xp_results_free(&one);
}

static void
a_ratio_is_of_sums_not_the_mean_of_ratios(void **state)
{
    (void)state;
    xp_plan plan = plan_of(1);
    plan.replications = 50;
    xp_results results = run(&plan);
    double waits = 0, answered = 0;
    for (uint64_t r = 0; r < 50; r++) {
        const double n = floor(100 + 40 * draw(1, r, 1));
        answered += n;
        waits += n * (10 + 4 * draw(1, r, 2));
    }
    const sim_interval asa = xp_results_figure(&results, 0, "asa", "channel:voice");
    assert_near(asa.mean, waits / answered, 1e-9);
    assert_int_equal(asa.n, 50);
    assert_true(asa.half_width > 0.1 && asa.half_width < 1); /* sd 1.15, root of 50, t 2 */
    assert_true(isnan(xp_results_figure(&results, 0, "asa", "channel:email").mean));
    xp_results_free(&results);
}

static void
the_deviation_of_waits_has_an_interval(void **state)
{
    (void)state;
    xp_plan plan = plan_of(2);
    plan.replications = 400;
    xp_results results = run(&plan);
    /* 1.25 m^2 - mean^2 where m varies by replication: sqrt(1.25 E m^2 - (E m)^2), m ~ U(10, 14) */
    const double expected = sqrt(1.25 * (144 + 16.0 / 12) - 144);
    const sim_interval sd = xp_results_figure(&results, 0, "asa_sd", "channel:voice");
    assert_true(sd.half_width > 0 && sd.half_width < 0.5);
    assert_true(fabs(sd.mean - expected) < 2.5 * sd.half_width);
    const size_t m = xp_results_find(&results, "asa_sd", "channel:voice");
    const xp_difference d = xp_results_difference(&results, 1, m);
    const sim_interval other = xp_results_estimate(&results, 1, m);
    assert_near(d.interval.mean, other.mean - sd.mean, 1e-12);
    assert_true(d.interval.half_width < sd.half_width); /* paired: half of the same */
    xp_results_free(&results);
}

static void
pairs_are_closer_than_strangers(void **state)
{
    (void)state;
    xp_plan plan = plan_of(2);
    xp_results paired = run(&plan);
    plan.paired = false;
    xp_results unpaired = run(&plan);
    const size_t m = xp_results_find(&paired, "asa", "channel:voice");
    const xp_difference close = xp_results_difference(&paired, 1, m);
    const xp_difference far = xp_results_difference(&unpaired, 1, m);
    assert_true(close.interval.half_width < 0.7 * far.interval.half_width);
    assert_true(fabs(close.interval.mean + 6) < 5 * far.interval.half_width);
    const size_t issues = xp_results_find(&paired, "issues", "center");
    assert_true(xp_results_difference(&paired, 1, issues).equal);
    assert_true(xp_results_difference(&unpaired, 1, issues).equal); /* a constant */
    assert_false(close.equal);
    assert_false(far.equal);
    xp_results_free(&paired);
    xp_results_free(&unpaired);
}

static void
a_figure_is_found_by_its_name_and_scope_only(void **state)
{
    (void)state;
    xp_plan plan = plan_of(2);
    plan.replications = 2;
    xp_results results = run(&plan);
    const size_t m = xp_results_find(&results, "asa", "channel:voice");
    assert_true(m < results.table->n);
    assert_string_equal(results.table->measure[m].name, "asa");
    assert_string_equal(results.table->measure[m].scope, "channel:voice");
    assert_true(xp_results_find(&results, "no_such_figure", "channel:voice") == XP_LACKS);
    assert_true(xp_results_find(&results, "asa", "channel:fax") == XP_LACKS);
    assert_true(isnan(xp_results_figure(&results, 0, "no_such_figure", "channel:voice").mean));
    xp_results_free(&results);
}

static void
what_does_not_differ_differs_by_exactly_nothing(void **state)
{
    (void)state;
    second.scenario.center.staff_scale = 1;
    xp_plan plan = plan_of(2);
    plan.replications = 30;
    xp_results results = run(&plan);
    size_t n_defined = 0;
    for (size_t m = 0; m < results.table->n; m++) {
        const xp_difference d = xp_results_difference(&results, 1, m);
        if (isnan(d.interval.mean)) {
            continue;
        }
        n_defined++;
        assert_true(d.equal);
        assert_true(d.interval.mean == 0 && d.interval.half_width == 0);
    }
    assert_in_range(n_defined, 100, results.table->n);
    xp_results_free(&results);
}

static void
quantiles_are_pooled(void **state)
{
    (void)state;
    xp_plan plan = plan_of(2);
    plan.replications = 250;
    xp_results results = run(&plan);
    const sim_interval p50 = xp_results_figure(&results, 0, "wait_p50", "channel:voice");
    assert_true(fabs(p50.mean - 125) < 10);
    assert_true(p50.half_width > 0 && p50.half_width < 5);
    const size_t m = xp_results_find(&results, "wait_p50", "channel:voice");
    const xp_difference d = xp_results_difference(&results, 1, m);
    assert_true(fabs(d.interval.mean + p50.mean / 2) < 5);
    assert_true(d.interval.half_width > 0 && d.interval.half_width < 5);
    xp_results_free(&results);
}

static void
a_precision_stops_at_the_same_prefix_whatever_the_threads(void **state)
{
    (void)state;
    const xp_precision rule = {.kpi = "asa", .scope = "channel:voice", .value = 0.2};
    xp_plan plan = plan_of(1);
    plan.rule = &rule;
    plan.n_rules = 1;
    plan.replications = 100000;
    script.dawdles = true;
    plan.threads = 4;
    xp_results many = run(&plan);
    plan.threads = 1;
    xp_results one = run(&plan);
    assert_true(one.precise && many.precise && !many.partial);
    assert_int_equal(one.n, many.n);
    assert_in_range(one.n, 80, 300); /* (1.96 * 1.155 / 0.2)^2 = 128 */
    assert_true(xp_results_figure(&one, 0, "asa", "channel:voice").half_width <= 0.2);
    same_bits(xp_results_figure(&one, 0, "asa", "channel:voice").mean,
              xp_results_figure(&many, 0, "asa", "channel:voice").mean);
    xp_results_free(&one);
    xp_results_free(&many);
}

/* All of several rules have to hold, in whatever order they are given: the strictest decides. */
static void
several_precisions_wait_for_the_strictest(void **state)
{
    (void)state;
    static const xp_precision rough = {.kpi = "asa", .scope = "channel:voice", .value = 0.5},
                              fine = {.kpi = "asa", .scope = "channel:voice", .value = 0.15},
                              other = {
                                  .kpi = "abandonment", .scope = "channel:voice", .value = 0.1};
    const xp_precision rules[][3] = {{fine}, {rough, other, fine}, {fine, rough, other}, {rough}};
    uint64_t n[4];
    for (size_t j = 0; j < 4; j++) {
        xp_plan plan = plan_of(1);
        plan.rule = rules[j];
        plan.n_rules = j == 1 || j == 2 ? 3 : 1;
        plan.replications = 100000;
        plan.threads = 2;
        xp_results results = run(&plan);
        assert_true(results.precise && !results.partial);
        n[j] = results.n;
        xp_results_free(&results);
    }
    assert_int_equal(n[0], n[1]);
    assert_int_equal(n[0], n[2]);
    assert_true(n[3] < n[0]);
}

static void
a_precision_out_of_reach_ends_at_the_most(void **state)
{
    (void)state;
    const xp_precision rule = {
        .kpi = "asa", .scope = "channel:voice", .value = 1e-6, .relative = true};
    xp_plan plan = plan_of(1);
    plan.rule = &rule;
    plan.n_rules = 1;
    plan.replications = 60;
    xp_results results = run(&plan);
    assert_int_equal(results.n, 60);
    assert_false(results.precise);
    assert_false(results.partial);
    xp_results_free(&results);
}

static void
an_interruption_leaves_the_complete_prefix(void **state)
{
    (void)state;
    script.interrupts_at = 17;
    script.dawdles = true;
    xp_plan plan = plan_of(1);
    plan.threads = 3;
    xp_results results = run(&plan);
    assert_true(results.partial);
    /* it and those under way were finished; how many these are is the machine's affair */
    assert_in_range(results.n, 18, plan.replications - 1);
    const sim_interval partial = xp_results_figure(&results, 0, "asa", "channel:voice");
    reset(NULL);
    plan.replications = results.n;
    xp_results whole = run(&plan);
    same_bits(partial.mean, xp_results_figure(&whole, 0, "asa", "channel:voice").mean);
    xp_results_free(&results);
    xp_results_free(&whole);
}

/* Time passes: how many replications that takes is the machine's affair, but they are a prefix; and one is
 * done whatever the time. */
static void
a_budget_leaves_the_complete_prefix(void **state)
{
    (void)state;
    static const double budget[] = {1e-9, 0.03, 1000};
    script.dawdles = true;
    for (size_t j = 0; j < 3; j++) {
        xp_plan plan = plan_of(1);
        plan.threads = 3;
        plan.replications = j == 2 ? 50 : 1000000;
        plan.budget = budget[j];
        xp_results results = run(&plan);
        assert_true(results.partial == (j < 2));
        assert_true(results.spent == (j < 2));
        assert_in_range(results.n, 1, plan.replications);
        assert_true(j != 0 || results.n <= 3);
        const sim_interval partial = xp_results_figure(&results, 0, "asa", "channel:voice");
        plan.replications = results.n;
        plan.budget = 0;
        xp_results whole = run(&plan);
        assert_false(whole.spent);
        same_bits(partial.mean, xp_results_figure(&whole, 0, "asa", "channel:voice").mean);
        xp_results_free(&results);
        xp_results_free(&whole);
    }
}

static void
nothing_complete_is_no_answer(void **state)
{
    (void)state;
    atomic_store(&script.stop, true);
    xp_plan plan = plan_of(1);
    xp_results results;
    cc_refusal refusal;
    assert_int_equal(xp_run(&results, &plan, &refusal), SIM_ERR_INTERRUPTED);
    assert_int_equal(atomic_load(&script.n_alive), 0);
}

static void
an_error_stops_the_run_and_is_said(void **state)
{
    (void)state;
    script.fails_at = 23;
    xp_plan plan = plan_of(1);
    plan.threads = 3;
    xp_results results;
    cc_refusal refusal;
    assert_int_equal(xp_run(&results, &plan, &refusal), SIM_ERR_LIMIT);
    assert_string_equal(refusal.text, "the scripted failure");
    assert_int_equal(atomic_load(&script.n_alive), 0);
}

typedef struct seen {
    uint64_t next;
    double sum;
} seen;

static void
note(void *context, const xp_row *row, const xp_table *table)
{
    seen *self = context;
    assert_int_equal(row->replication, self->next++);
    self->sum += xp_row_value(row, table, 0, xp_table_find(table, "answered", "center"));
}

static void
rows_are_shown_in_order(void **state)
{
    (void)state;
    script.dawdles = true;
    seen them = {0};
    xp_plan plan = plan_of(1);
    plan.threads = 3;
    plan.replications = 40;
    plan.on_row = note;
    plan.context = &them;
    xp_results results = run(&plan);
    assert_int_equal(them.next, 40);
    assert_near(them.sum / 40, xp_results_figure(&results, 0, "answered", "center").mean, 1e-9);
    xp_results_free(&results);
}

/* Of one contact too; of none there is no value. Waits of 3 s and 5 s deviate by 1 s. */
static void
a_row_has_the_figure_of_its_replication(void **state)
{
    (void)state;
    xp_measure measure[] = {{.kpi = CC_KPI_asa, .local = {0, XP_LACKS}}};
    const xp_table table = {.n_scenarios = 2, .measure = measure, .n = 1};
    cc_sample sample = {.num = 30, .den = 2};
    const xp_row row = {.sample = {&sample}};
    assert_near(xp_row_value(&row, &table, 0, 0), 15, 0);
    sample.den = 1;
    assert_near(xp_row_value(&row, &table, 0, 0), 30, 0);
    sample.den = 0;
    assert_true(isnan(xp_row_value(&row, &table, 0, 0)));
    assert_true(isnan(xp_row_value(&row, &table, 1, 0)));
    measure[0].kpi = CC_KPI_asa_sd;
    sample = (cc_sample){.num = 9 + 25, .den = 2, .second = 3 + 5};
    assert_near(xp_row_value(&row, &table, 0, 0), 1, 1e-15);
}

static void
a_figure_asked_for_is_there_however_it_is_written(void **state)
{
    (void)state;
    const xp_wish wish[] = {{.kpi = "wait_p97", .scope = "channel:voice"},
                            {.kpi = "asa", .scope = "issue:loan/channel:voice"}};
    xp_plan plan = plan_of(2);
    plan.wish = wish;
    plan.n_wishes = 2;
    plan.replications = 20;
    xp_results results;
    for (int n = 1; n <= 2; n++) { /* centers: the figures of the first are known without another */
        plan.n_scenarios = n;
        results = run(&plan);
        assert_true(xp_results_figure(&results, n - 1, "wait_p97", "channel:voice").mean > 0);
        assert_true(xp_results_figure(&results, 0, "asa", "issue:loan/channel:voice").mean > 0);
        assert_true(xp_results_figure(&results, 0, "asa", "channel:voice/issue:loan").mean > 0);
        xp_results_free(&results);
    }

    const xp_wish bad = {.kpi = "asa", .scope = "channel:fax"};
    cc_refusal refusal;
    plan.wish = &bad;
    plan.n_wishes = 1;
    assert_int_equal(xp_run(&results, &plan, &refusal), SIM_ERR_REFUSED);
    assert_non_null(strstr(refusal.text, "fax"));
}

static void
a_queue_that_grows_is_noticed(void **state)
{
    (void)state;
    double start, end;
    xp_plan plan = plan_of(1);
    xp_results calm = run(&plan);
    assert_false(xp_estimate_grows(&calm.estimates, 0, TOY_LOANS, &start, &end));
    xp_results_free(&calm);
    script.grows = true;
    xp_results results = run(&plan);
    assert_true(xp_estimate_grows(&results.estimates, 0, TOY_LOANS, &start, &end));
    assert_near(start, 2, 1e-12);
    assert_true(end > 40 && end < 50);
    assert_false(xp_estimate_grows(&results.estimates, 0, TOY_CARDS, &start, &end));
    xp_results_free(&results);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(every_bit_is_the_same_on_any_number_of_threads, reset),
        cmocka_unit_test_setup(a_ratio_is_of_sums_not_the_mean_of_ratios, reset),
        cmocka_unit_test_setup(the_deviation_of_waits_has_an_interval, reset),
        cmocka_unit_test_setup(pairs_are_closer_than_strangers, reset),
        cmocka_unit_test_setup(a_figure_is_found_by_its_name_and_scope_only, reset),
        cmocka_unit_test_setup(what_does_not_differ_differs_by_exactly_nothing, reset),
        cmocka_unit_test_setup(quantiles_are_pooled, reset),
        cmocka_unit_test_setup(a_precision_stops_at_the_same_prefix_whatever_the_threads, reset),
        cmocka_unit_test_setup(several_precisions_wait_for_the_strictest, reset),
        cmocka_unit_test_setup(a_precision_out_of_reach_ends_at_the_most, reset),
        cmocka_unit_test_setup(an_interruption_leaves_the_complete_prefix, reset),
        cmocka_unit_test_setup(a_budget_leaves_the_complete_prefix, reset),
        cmocka_unit_test_setup(nothing_complete_is_no_answer, reset),
        cmocka_unit_test_setup(an_error_stops_the_run_and_is_said, reset),
        cmocka_unit_test_setup(rows_are_shown_in_order, reset),
        cmocka_unit_test_setup(a_row_has_the_figure_of_its_replication, reset),
        cmocka_unit_test_setup(a_figure_asked_for_is_there_however_it_is_written, reset),
        cmocka_unit_test_setup(a_queue_that_grows_is_noticed, reset),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Runs by the library: what stops them, what they keep, and that nothing is left behind. */
#include "library/include/ccsim.h"

#include <gsl/gsl_errno.h>
#include <malloc.h>
#include <math.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define SCENARIO(name) CCSIM_SOURCE_DIR "/scenarios/" name

static ccsim_scenario *
load(const char *file)
{
    ccsim_scenario *self;
    assert_int_equal(ccsim_scenario_load(&self, file, NULL), CCSIM_OK);
    return self;
}

/* An hour of two agents, so that thousands of runs take no time. */
static ccsim_scenario *
load_small(void)
{
    static const char text[] =
        "run = { hours = (\"00:00\", \"24:00\"); observe = \"10 min\"; };\n"
        "demand = { issues = { call = { per_hour = 60; wants = { voice = 1; };\n"
        "    voice = { talk = { dist = \"exponential\"; mean = \"3 min\"; }; }; }; }; };\n"
        "center = { channels = { voice = { }; }; queues = { voice = { takes = ((\"call\", "
        "\"voice\")); groups = ((\"agents\")); "
        "}; };\n"
        "    groups = { agents = { serves = ((\"voice\")); staff = 4; }; }; };\n";
    ccsim_scenario *self;
    ccsim_error error;
    if (ccsim_scenario_load_text(&self, "small.cfg", text, &error) != CCSIM_OK) {
        fail_msg("%s", error.text);
    }
    return self;
}

static void
definitions_are_checked(void **state)
{
    (void)state;
    ccsim_scenario *scenario = load_small();
    ccsim_results *results;
    ccsim_error error;
    for (int j = 0; j < 9; j++) {
        ccsim_run_def def = ccsim_run_default();
        static const char *const rule[] = {"asa 0.5 furlongs"}, *const other[] = {
                                                                    "difference asa 1 s"};
        switch (j) {
        case 0:
            def.size = 0;
            break;
        case 1:
            def.size += 8; /* of a version to come */
            break;
        case 2:
            def.confidence = 1;
            break;
        case 3:
            def.threads = -1;
            break;
        case 4:
            def.replications = 2000000000;
            break;
        case 5:
            def.seed = UINT64_MAX;
            break;
        case 6:
            def.budget = -1;
            break;
        case 7:
            def.precision = rule;
            def.n_precision = 1;
            break;
        default:
            def.precision = other;
            def.n_precision = 1;
        }
        assert_int_equal(ccsim_run(&results, scenario, &def, &error),
                         j < 7 ? CCSIM_ERR_PARAM : CCSIM_ERR_REFUSED);
        assert_null(results);
        assert_true(error.text[0] != '\0');
        assert_int_equal(ccsim_run(&results, scenario, &def, NULL), error.code);
    }
    assert_int_equal(ccsim_compare(&results, NULL, 0, NULL, &error), CCSIM_ERR_PARAM);
    ccsim_run_def def = ccsim_run_default();
    def.size =
        offsetof(ccsim_run_def, stop); /* of a version that was: what it lacks is as by default */
    assert_int_equal(ccsim_run(&results, scenario, &def, &error), CCSIM_OK);
    assert_true(ccsim_results_replications(results) == 100);
    ccsim_results_free(results);
    ccsim_scenario_free(scenario);
    unsigned char old[sizeof(def)]; /* of a program that knows less, and has no more room */
    memset(old, 0xab, sizeof(old));
    ccsim_run_def_init((ccsim_run_def *)(void *)old, 32);
    assert_true(old[31] == 0 && old[32] == 0xab);
    ccsim_run_def_init((ccsim_run_def *)(void *)old, 4); /* no struct at all */
    size_t size;
    memcpy(&size, old, sizeof(size));
    assert_true(size == 32);
}

static void
results_stand_for_themselves(void **state)
{
    (void)state;
    static const char *const precision[] = {"wait relative 50%"};
    static const char *const require[] = {"service_level_g1 >= 0.5", "2:asa > 1000 s"};
    ccsim_scenario *scenario = load(SCENARIO("erlang_a.cfg"));
    const ccsim_scenario *both[] = {scenario, scenario};
    ccsim_results *results;
    ccsim_error error;
    ccsim_estimate estimate, again;
    ccsim_run_def def = ccsim_run_default();
    def.replications = 40;
    def.precision = precision;
    def.n_precision = 1;
    def.require = require;
    def.n_require = 2;
    if (ccsim_compare(&results, both, 2, &def, &error) != CCSIM_OK) {
        fail_msg("%s", error.text);
    }
    ccsim_scenario_free(scenario); /* nothing of it is needed any more */
    assert_true(ccsim_results_is_precise(results));
    assert_false(ccsim_results_is_partial(results));
    assert_int_equal(ccsim_results_scenarios(results), 2);
    assert_non_null(strstr(ccsim_results_scenario(results, 1), " (2)"));
    assert_null(ccsim_results_scenario(results, 2));
    assert_int_equal(ccsim_results_is_met(results, 0, 0), 1);
    assert_int_equal(ccsim_results_is_met(results, 0, 1), -1);
    assert_int_equal(ccsim_results_is_met(results, 1, 1), 0);
    assert_int_equal(ccsim_results_is_met(results, 1, 2), -1);
    const size_t asa = ccsim_results_find(results, "asa", NULL);
    assert_true(asa != SIZE_MAX);
    assert_int_equal(ccsim_results_estimate(results, 0, asa, &estimate), CCSIM_OK);
    assert_int_equal(ccsim_results_estimate_of(results, 1, "asa", "center", &again), CCSIM_OK);
    assert_true(estimate.mean == again.mean && estimate.half_width == again.half_width);
    assert_true(estimate.lower < estimate.mean && estimate.mean < estimate.upper);
    assert_int_equal(ccsim_results_difference_of(results, 1, "asa", NULL, &estimate), CCSIM_OK);
    assert_true(estimate.mean == 0 && estimate.is_equal);
    assert_int_equal(ccsim_results_estimate_of(results, 0, "asaa", NULL, &estimate),
                     CCSIM_ERR_UNKNOWN);
    assert_true(isnan(estimate.mean));
    assert_non_null(strstr(ccsim_results_message(results), "asa"));
    assert_int_equal(ccsim_results_estimate(results, 2, asa, &estimate), CCSIM_ERR_PARAM);
    assert_true(isnan(ccsim_results_value(results, 0, asa, 0))); /* they were not to be kept */
    assert_memory_equal(ccsim_results_json(results), "{\n \"ccsim\": ", 12);
    assert_ptr_equal(ccsim_results_json(results), ccsim_results_json(results));
    ccsim_results_free(results);
}

static void
variance_is_reduced_in_groups(void **state)
{
    (void)state;
    ccsim_scenario *scenario = load(SCENARIO("minimal.cfg"));
    ccsim_results *results;
    ccsim_error error;
    ccsim_run_def def = ccsim_run_default();
    def.variance = "antithetic";
    def.replications = 7;
    assert_int_equal(ccsim_run(&results, scenario, &def, &error), CCSIM_ERR_REFUSED);
    assert_string_equal(error.text, "variance antithetic: replications are in groups of 2 (7)");
    def.replications = 8;
    def.keeps_values = 1;
    assert_int_equal(ccsim_run(&results, scenario, &def, &error), CCSIM_OK);
    assert_true(ccsim_results_replications(results) == 8);
    assert_non_null(strstr(ccsim_results_json(results), "antithetic"));
    ccsim_results_free(results);
    def.variance = "antithetical";
    assert_int_equal(ccsim_run(&results, scenario, &def, &error), CCSIM_ERR_REFUSED);
    ccsim_scenario_free(scenario);
}

static void
other_customers_are_not_compared(void **state)
{
    (void)state;
    ccsim_scenario *one = load_small(), *other = load_small();
    const ccsim_scenario *both[] = {one, other};
    ccsim_results *results;
    ccsim_error error;
    ccsim_run_def def = ccsim_run_default();
    def.replications = 2;
    assert_int_equal(ccsim_scenario_set(other, "demand.volume", "1.1"), CCSIM_OK);
    assert_int_equal(ccsim_compare(&results, both, 2, &def, &error), CCSIM_OK);
    ccsim_results_free(results);
    assert_int_equal(ccsim_scenario_set(other, "demand.issues.call.voice.talk.mean", "4 min"), 0);
    assert_int_equal(ccsim_compare(&results, both, 2, &def, &error), CCSIM_ERR_REFUSED);
    assert_non_null(strstr(error.text, "their customers are not the same"));
    def.is_unpaired = 1;
    assert_int_equal(ccsim_compare(&results, both, 2, &def, &error), CCSIM_OK);
    ccsim_results_free(results);
    ccsim_scenario_free(one);
    ccsim_scenario_free(other);
}

/* ---- stopped ---- */

typedef struct told {
    ccsim_stop *stop; /* NULL: by the value returned */
    ccsim_how how;
    uint64_t done, after;
} told;

static int
count(void *context, uint64_t done, uint64_t most)
{
    told *self = context;
    assert_true(done <= most);
    self->done = done;
    if (done >= self->after && self->stop != NULL) {
        ccsim_stop_set(self->stop, self->how);
    }
    return done >= self->after && self->stop == NULL;
}

static void
a_run_is_stopped_with_what_is_complete(void **state)
{
    (void)state;
    ccsim_scenario *scenario = load(SCENARIO("minimal.cfg"));
    ccsim_stop *stop = ccsim_stop_new();
    ccsim_results *results, *same;
    ccsim_error error;
    ccsim_estimate asa, again;
    for (int j = 0; j < 3; j++) {
        told to = {
            .stop = j == 0 ? NULL : stop, .how = j == 1 ? CCSIM_FINISH : CCSIM_NOW, .after = 5};
        ccsim_run_def def = ccsim_run_default();
        def.replications = 100000;
        def.threads = 2;
        def.stop = stop;
        def.progress = count;
        def.context = &to;
        ccsim_stop_set(stop, CCSIM_GO_ON);
        assert_int_equal(ccsim_run(&results, scenario, &def, &error), CCSIM_OK);
        const uint64_t n = ccsim_results_replications(results);
        assert_true(ccsim_results_is_partial(results));
        assert_in_range(n, 5, 40);
        assert_true(to.done == n);
        assert_int_equal(ccsim_results_estimate_of(results, 0, "asa", NULL, &asa), CCSIM_OK);
        def = ccsim_run_default(); /* the same number from the start: the same to the bit */
        def.replications = n;
        assert_int_equal(ccsim_run(&same, scenario, &def, &error), CCSIM_OK);
        assert_int_equal(ccsim_results_estimate_of(same, 0, "asa", NULL, &again), CCSIM_OK);
        assert_true(asa.mean == again.mean && asa.half_width == again.half_width);
        ccsim_results_free(same);
        ccsim_results_free(results);
    }
    ccsim_run_def def = ccsim_run_default();
    def.replications = 1000000000;
    def.budget = 0.05;
    assert_int_equal(ccsim_run(&results, scenario, &def, &error), CCSIM_OK);
    assert_false(ccsim_results_is_precise(results) && !ccsim_results_is_partial(results));
    assert_in_range(ccsim_results_replications(results), 1, 100000);
    ccsim_results_free(results);
    def = ccsim_run_default();
    def.stop = stop; /* is set */
    assert_int_equal(ccsim_run(&results, scenario, &def, &error), CCSIM_ERR_INTERRUPTED);
    assert_null(results);
    ccsim_stop_free(stop);
    ccsim_scenario_free(scenario);
}

/* ---- side by side ---- */

static void *
run_one(void *argument)
{
    const ccsim_scenario *scenario = argument;
    ccsim_results *results;
    ccsim_run_def def = ccsim_run_default();
    def.threads = 1;
    def.replications = 10;
    ccsim_estimate *asa = calloc(1, sizeof(*asa));
    if (asa != NULL && ccsim_run(&results, scenario, &def, NULL) == CCSIM_OK) {
        (void)ccsim_results_estimate_of(results, 0, "asa", NULL, asa);
        ccsim_results_free(results);
    }
    return asa;
}

static int n_handled;

static void
own_handler(const char *reason, const char *file, int line, int error)
{
    (void)reason;
    (void)file;
    (void)line;
    (void)error;
    n_handled++;
}

static void
threads_share_a_scenario_and_gsl_is_as_it_was(void **state)
{
    (void)state;
    ccsim_scenario *scenario = load(SCENARIO("minimal.cfg"));
    pthread_t thread[4];
    ccsim_estimate *asa[4];
    gsl_error_handler_t *before = gsl_set_error_handler(own_handler);
    for (int j = 0; j < 4; j++) {
        assert_int_equal(pthread_create(&thread[j], NULL, run_one, scenario), 0);
    }
    for (int j = 0; j < 4; j++) {
        void *found;
        assert_int_equal(pthread_join(thread[j], &found), 0);
        asa[j] = found;
        assert_true(asa[j]->mean > 0 && asa[j]->mean == asa[0]->mean);
    }
    for (int j = 0; j < 4; j++) {
        free(asa[j]);
    }
    assert_int_equal(n_handled, 0);
    assert_ptr_equal(gsl_set_error_handler(before), own_handler);
    ccsim_scenario_free(scenario);
}

/* ---- flat memory ---- */

#if defined(__SANITIZE_ADDRESS__)
#define ROUNDS 1000 /* what is lost it tells itself */
#else
#define ROUNDS 10000
#endif

static size_t
in_use(void)
{
#if defined(__SANITIZE_ADDRESS__)
    return 0;
#else
    return mallinfo2().uordblks;
#endif
}

static void
once(const ccsim_scenario *from, uint64_t replication)
{
    ccsim_scenario *scenario;
    ccsim_center *center;
    double value;
    assert_int_equal(ccsim_scenario_copy(&scenario, from, NULL), CCSIM_OK);
    assert_int_equal(ccsim_center_new(&center, scenario, NULL), CCSIM_OK);
    ccsim_scenario_free(scenario);
    assert_int_equal(ccsim_center_start(center, 1, replication), CCSIM_OK);
    if (replication % 10 == 0) {
        ccsim_center *fork;
        ccsim_snapshot *snapshot;
        assert_int_equal(ccsim_center_advance(center, 100), CCSIM_OK);
        assert_int_equal(ccsim_center_figure(center, "asa", NULL, &value), CCSIM_OK);
        assert_int_equal(ccsim_center_snapshot(center, &snapshot), CCSIM_OK);
        assert_int_equal(ccsim_center_fork(&fork, center, NULL), CCSIM_OK);
        assert_int_equal(ccsim_center_restore(fork, snapshot), CCSIM_OK);
        ccsim_snapshot_free(snapshot);
        ccsim_center_free(fork);
    }
    assert_int_equal(ccsim_center_finish(center), CCSIM_OK);
    assert_int_equal(ccsim_center_figure(center, "asa", NULL, &value), CCSIM_OK);
    ccsim_center_free(center);
}

static void
ten_thousand_leave_nothing_behind(void **state)
{
    (void)state;
    ccsim_scenario *scenario = load_small();
    for (uint64_t j = 0; j < 20; j++) {
        once(scenario, j);
    }
    const size_t before = in_use();
    for (uint64_t j = 0; j < ROUNDS; j++) {
        once(scenario, j);
    }
    assert_in_range(in_use(), 0, before + 100000); /* the least block is 32 bytes: 320,000 */
    size_t after = 0;
    for (int j = 0; j < 60; j++) { /* and of what reads, runs and says */
        ccsim_results *results;
        ccsim_run_def def = ccsim_run_default();
        const char *text;
        def.replications = 3;
        def.threads = 1;
        def.keeps_values = 1;
        assert_int_equal(
            ccsim_scenario_set_number(scenario, "center.groups.agents.staff", 3 + j % 2), 0);
        assert_int_equal(ccsim_scenario_get(scenario, "center.groups.agents.staff", &text),
                         CCSIM_OK);
        assert_int_equal(ccsim_scenario_set(scenario, "center.groups.agents.stuff", "1"),
                         CCSIM_ERR_REFUSED);
        assert_int_equal(ccsim_run(&results, scenario, &def, NULL), CCSIM_OK);
        assert_non_null(ccsim_results_json(results));
        ccsim_results_free(results);
        after = j == 9 ? in_use() : after;
    }
    assert_in_range(in_use(), 0, after + 20000); /* the sanitizer finds what is smaller */
    ccsim_scenario_free(scenario);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(definitions_are_checked),
        cmocka_unit_test(results_stand_for_themselves),
        cmocka_unit_test(variance_is_reduced_in_groups),
        cmocka_unit_test(other_customers_are_not_compared),
        cmocka_unit_test(a_run_is_stopped_with_what_is_complete),
        cmocka_unit_test(threads_share_a_scenario_and_gsl_is_as_it_was),
        cmocka_unit_test(ten_thousand_leave_nothing_behind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

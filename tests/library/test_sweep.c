/* Sweeps by the library: what a point says is what a run of its scenario says, and nothing is simulated twice. */
#include "library/include/ccsim.h"
#include "tests/support/german.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[] = "/tmp/ccsim_sweep_XXXXXX", plan[64], store[64];

static void
write_plan(void)
{
    FILE *file = fopen(plan, "w");
    assert_non_null(file);
    fprintf(file,
            "scenario = \"%s/scenarios/minimal.cfg\";\n"
            "set = [\"run.observe=2 h\"];\n"
            "factors = { agents = { set = \"center.groups.agents.staff\"; levels = [13, 14, 15]; "
            "baseline = 14; }; };\n"
            "outputs = [\"asa\", \"service_level_g1 channel:voice\"];\n"
            "replications = 20;\n",
            CCSIM_SOURCE_DIR);
    assert_int_equal(fclose(file), 0);
}

static int
set_up(void **state)
{
    (void)state;
    if (mkdtemp(folder) == NULL) {
        return -1;
    }
    snprintf(plan, sizeof(plan), "%s/plan.cfg", folder);
    snprintf(store, sizeof(store), "%s/store.db", folder);
    write_plan();
    return 0;
}

static int
clean_up(void **state)
{
    (void)state;
    static const char *const left[] = {"plan.cfg", "store.db", "store.db-wal", "store.db-shm",
                                       "store.db.lock"};
    for (size_t j = 0; j < sizeof(left) / sizeof(*left); j++) {
        char path[128];
        snprintf(path, sizeof(path), "%s/%s", folder, left[j]);
        (void)remove(path);
    }
    return rmdir(folder);
}

static ccsim_sweep *
sweep(const ccsim_sweep_def *def)
{
    ccsim_sweep *self;
    ccsim_error error;
    if (ccsim_sweep_run(&self, plan, def, &error) != CCSIM_OK) {
        fail_msg("%s", error.text);
    }
    return self;
}

/* Of a run of that point's scenario. */
static ccsim_estimate
asa_of(const char *staff, const char *other, ccsim_estimate *difference)
{
    static const char *const path[] = {"run.observe", "center.groups.agents.staff"};
    const char *const value[] = {"2 h", staff}, *const first[] = {"2 h", other};
    ccsim_scenario *scenario[2];
    ccsim_results *results;
    ccsim_estimate asa;
    ccsim_run_def def = ccsim_run_default();
    def.replications = 20;
    for (int j = 0; j < 2; j++) {
        assert_int_equal(
            ccsim_scenario_load(&scenario[j], CCSIM_SOURCE_DIR "/scenarios/minimal.cfg", NULL), 0);
        assert_int_equal(ccsim_scenario_set_all(scenario[j], path, j == 0 ? first : value, 2), 0);
    }
    const ccsim_scenario *both[] = {scenario[0], scenario[1]};
    assert_int_equal(ccsim_compare(&results, both, 2, &def, NULL), CCSIM_OK);
    assert_int_equal(ccsim_results_estimate_of(results, 1, "asa", NULL, &asa), CCSIM_OK);
    assert_int_equal(ccsim_results_difference_of(results, 1, "asa", NULL, difference), CCSIM_OK);
    ccsim_results_free(results);
    ccsim_scenario_free(scenario[0]);
    ccsim_scenario_free(scenario[1]);
    return asa;
}

static void
points_are_runs(void **state)
{
    (void)state;
    ccsim_sweep_def def = ccsim_sweep_default();
    ccsim_estimate asa, expected, difference;
    def.store = store;
    def.threads = 2;
    ccsim_sweep *self = sweep(&def);
    assert_false(ccsim_sweep_is_partial(self));
    assert_int_equal(ccsim_sweep_points(self), 3);
    assert_int_equal(ccsim_sweep_failed(self), 0);
    assert_true(ccsim_sweep_done(self) == 60 && ccsim_sweep_there(self) == 0);
    assert_int_equal(ccsim_sweep_outputs(self), 2);
    assert_string_equal(ccsim_sweep_output(self, 0), "asa");
    assert_null(ccsim_sweep_output(self, 2));
    assert_int_equal(ccsim_sweep_factors(self), 1);
    assert_string_equal(ccsim_sweep_factor(self, 0), "agents");
    assert_null(ccsim_sweep_factor(self, 1));
    const size_t baseline = ccsim_sweep_baseline(self);
    assert_string_equal(ccsim_sweep_level(self, baseline, 0), "14");
    for (size_t p = 0; p < 3; p++) {
        const char *staff = ccsim_sweep_level(self, p, 0);
        assert_float_equal(ccsim_sweep_level_number(self, p, 0), atof(staff), 0);
        assert_true(ccsim_sweep_replications(self, p) == 20);
        expected = asa_of(staff, "14", &difference);
        assert_int_equal(ccsim_sweep_estimate(self, p, 0, &asa), CCSIM_OK);
        assert_true(asa.mean == expected.mean && asa.half_width == expected.half_width);
        assert_int_equal(ccsim_sweep_difference(self, p, 0, &asa), CCSIM_OK);
        if (p != baseline) {
            assert_true(asa.mean == difference.mean && asa.half_width == difference.half_width);
        }
    }
    assert_null(ccsim_sweep_level(self, 3, 0));
    assert_int_equal(ccsim_sweep_estimate(self, 3, 0, &asa), CCSIM_ERR_PARAM);
    assert_true(isnan(asa.mean));
    assert_memory_equal(ccsim_sweep_json(self), "{\n \"ccsim\": ", 12);
    ccsim_sweep_free(self);
}

static void
nothing_is_simulated_twice(void **state)
{
    (void)state;
    ccsim_sweep_def def = ccsim_sweep_default();
    def.store = store;
    ccsim_sweep *self = sweep(&def);
    assert_true(ccsim_sweep_done(self) == 0 && ccsim_sweep_there(self) == 60);
    ccsim_sweep_free(self);
    def.replications = "25";
    self = sweep(&def);
    assert_true(ccsim_sweep_done(self) == 15 && ccsim_sweep_there(self) == 60);
    ccsim_sweep_free(self);
}

/* ... in a thread of a program with decimal commas, either. */
static void
decimal_commas_are_for_people(void **state)
{
    (void)state;
    ccsim_sweep_def def = ccsim_sweep_default();
    ccsim_estimate plain, asa;
    char other[64];
    static const char *const set[] = {"demand.volume=1.05", NULL};
    def.store = store;
    def.set = set;
    def.replications = "3";
    ccsim_sweep *self = sweep(&def);
    assert_int_equal(ccsim_sweep_estimate(self, 0, 0, &plain), CCSIM_OK);
    ccsim_sweep_free(self);
    if (!german_begin()) {
        skip();
    }
    snprintf(other, sizeof(other), "%s/other.db", folder);
    def.store = other;
    self = sweep(&def);
    assert_true(german_end());
    assert_int_equal(ccsim_sweep_failed(self), 0);
    assert_int_equal(ccsim_sweep_estimate(self, 0, 0, &asa), CCSIM_OK);
    assert_true(asa.mean == plain.mean && asa.half_width == plain.half_width);
    ccsim_sweep_free(self);
    (void)remove(other);
}

static int
enough(void *context, uint64_t done, uint64_t most)
{
    assert_true(done <= most);
    ++*(int *)context;
    return done >= 4;
}

static void
it_is_stopped_with_what_is_complete(void **state)
{
    (void)state;
    int n_told = 0;
    ccsim_sweep_def def = ccsim_sweep_default();
    def.store = store;
    def.seed = "2";
    def.replications = "2000";
    def.threads = 2;
    def.progress = enough;
    def.context = &n_told;
    ccsim_sweep *self = sweep(&def);
    assert_true(ccsim_sweep_is_partial(self));
    assert_in_range(ccsim_sweep_done(self), 4, 5999);
    assert_true(n_told > 0);
    ccsim_sweep_free(self);
}

static void
what_is_wrong_is_said(void **state)
{
    (void)state;
    ccsim_sweep *self;
    ccsim_error error;
    ccsim_sweep_def def = ccsim_sweep_default();
    assert_int_equal(ccsim_sweep_run(&self, plan, &def, &error), CCSIM_ERR_PARAM);
    assert_string_equal(error.text, "store: must name a file");
    def.store = store;
    def.shard = 1;
    assert_int_equal(ccsim_sweep_run(&self, plan, &def, &error), CCSIM_ERR_PARAM);
    def = ccsim_sweep_default();
    def.store = store;
    def.replications = "many";
    assert_int_equal(ccsim_sweep_run(&self, plan, &def, &error), CCSIM_ERR_REFUSED);
    assert_non_null(strstr(error.text, "replications"));
    assert_null(self);
    def.replications = NULL;
    assert_int_equal(ccsim_sweep_run(&self, "/nowhere.cfg", &def, &error), CCSIM_ERR_REFUSED);
    def.store = plan; /* is no store */
    assert_int_not_equal(ccsim_sweep_run(&self, plan, &def, &error), CCSIM_OK);
    assert_true(error.text[0] != '\0');
    ccsim_sweep_free(NULL);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(points_are_runs),
        cmocka_unit_test(nothing_is_simulated_twice),
        cmocka_unit_test(decimal_commas_are_for_people),
        cmocka_unit_test(it_is_stopped_with_what_is_complete),
        cmocka_unit_test(what_is_wrong_is_said),
    };
    return cmocka_run_group_tests(tests, set_up, clean_up);
}

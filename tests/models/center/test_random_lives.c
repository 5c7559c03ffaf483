/* Contacts have short cuts and a general life, and the whole record must be the same whichever they
 * take: in scenarios put together by chance, and in those of the source folder. The general life
 * is also the one that is told, so telling must not change a number either.
 *
 * test_random_lives FROM COUNT: more of them; --only K: that one, printed. On a
 * difference the scenario is left in the build folder. COVERAGE=1: how many had what. */
#include "models/scenario/load.h"
#include "models/scenario/scenario.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "models/center/center.h"
#include "tests/support/coverage.h"
#include "tests/support/each_scenario.h"
#include "tests/support/same_record.h"
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define COUNT 460 /* of scenarios, as a test */
#define LEAST 3   /* of which so many must have each feature */

static each_scenario which; /* set once, by main */

/* ---- one scenario both ways ---- */

/* One and the same center, with short cuts and in general. */
typedef struct pair {
    cc_scenario scenario;
    cc_layout layout;
    cc_record record[2];
    cc_center *center[2];
    char difference[400]; /* what was found, or "" */
} pair;

static void
pair_open(pair *self, const char *path, bool by_interval)
{
    cc_refusal refusal = {""};
    *self = (pair){.difference = ""};
    if (cc_scenario_load(&self->scenario, path, NULL, 0, &refusal) != SIM_OK) {
        fail_msg("%s", refusal.text);
    }
    assert_int_equal(cc_layout_init(&self->layout, &self->scenario, by_interval), SIM_OK);
    for (int j = 0; j < 2; j++) {
        assert_int_equal(cc_record_init(&self->record[j], &self->layout), SIM_OK);
        self->center[j] = cc_center_new(&self->scenario, &self->layout, &refusal);
        if (self->center[j] == NULL) {
            fail_msg("%s", refusal.text);
        }
        cc_center_set_general(self->center[j], j == 1);
    }
}

static void
pair_close(pair *self)
{
    for (int j = 0; j < 2; j++) {
        cc_center_delete(self->center[j]);
        cc_record_free(&self->record[j]);
    }
    cc_scenario_free(&self->scenario);
}

static void
run(pair *self, int j, uint64_t seed, uint64_t replication)
{
    cc_refusal refusal = {""};
    if (cc_center_run(self->center[j], seed, replication, &self->record[j], &refusal) != SIM_OK) {
        fail_msg("%s", refusal.text);
    }
}

/* The same in steps; the books are held against each other now and then. */
static bool
run_and_check(pair *self, int j, uint64_t seed, uint64_t replication)
{
    cc_center *center = self->center[j];
    assert_int_equal(cc_center_start(center, seed, replication, &self->record[j]), SIM_OK);
    for (uint64_t n = 1; cc_center_step(center); n++) {
        if (n % 97 == 0 && cc_center_check(center) != SIM_OK) {
            snprintf(self->difference, sizeof(self->difference),
                     "replication %d: the books do not agree after event %llu", (int)replication,
                     (unsigned long long)n);
            return false;
        }
    }
    assert_int_equal(cc_center_advance(center, cc_center_horizon(center)), SIM_OK);
    assert_int_equal(cc_center_finish(center), SIM_OK);
    return true;
}

static bool
compare(pair *self, const char *how, uint64_t replication)
{
    char difference[300];
    if (same_record(&self->scenario, &self->record[0], &self->record[1], difference,
                    sizeof(difference))) {
        return true;
    }
    snprintf(self->difference, sizeof(self->difference), "replication %d%s%s: %s, in general",
             (int)replication, how, self->layout.by_interval ? ", by interval" : "", difference);
    return false;
}

/* Two replications in the same memory; the first comes last, since it is looked at once more. */
static bool
same_both_ways(pair *self, uint64_t seed, bool is_checked)
{
    for (uint64_t replication = 2; replication-- > 0;) {
        run(self, 0, seed, replication);
        run(self, 1, seed, replication);
        if (!compare(self, "", replication)) {
            return false;
        }
    }
    return !is_checked || (run_and_check(self, 0, seed, 0) && compare(self, ", in steps", 0));
}

static bool
same_when_told(pair *self, uint64_t seed)
{
    sim_trace_hash hash;
    sim_trace_hash_init(&hash);
    sim_trace trace = sim_trace_to_hash(&hash);
    cc_center_set_trace(self->center[0], &trace);
    run(self, 0, seed, 0);
    cc_center_set_trace(self->center[0], NULL);
    return compare(self, ", told", 0);
}

/* ---- scenarios put together by chance ---- */

/* Leaves the scenario where a person finds it. */
static void
keep(const random_scenario *scenario, uint64_t k, const char *difference)
{
    char folder[400], path[500];
    snprintf(folder, sizeof(folder), "%s/random-%llu", CCSIM_BINARY_DIR, (unsigned long long)k);
    mkdir(folder, 0777);
    random_scenario_write(scenario, folder, path, sizeof(path));
    print_message("%s: seed %llu, %s\n", path, (unsigned long long)k, difference);
}

typedef struct trials {
    coverage seen;
    size_t n_different;
} trials;

static void
try_one(const random_scenario *scenario, const char *path, uint64_t k, void *context)
{
    trials *all = context;
    coverage_see_file(&all->seen, path);
    bool is_same = true;
    for (int by_interval = 0; by_interval < 2 && is_same; by_interval++) {
        pair both;
        pair_open(&both, path, by_interval == 1);
        is_same = same_both_ways(&both, k, k % 8 == (uint64_t)(4 * by_interval)) &&
                  (by_interval == 1 || same_when_told(&both, k));
        coverage_see_record(&all->seen, &both.record[1]);
        if (!is_same) {
            keep(scenario, k, both.difference);
        }
        pair_close(&both);
    }
    coverage_next(&all->seen);
    all->n_different += !is_same;
}

static void
the_record_is_the_same_whatever_the_scenario(void **state)
{
    (void)state;
    trials all = {.n_different = 0};
    coverage_init(&all.seen);
    each_scenario_do(&which, try_one, &all);
    if (getenv("COVERAGE") != NULL) {
        coverage_print_below(&all.seen, (size_t)which.count + 1);
    }
    const size_t n_missing = which.count >= COUNT ? coverage_print_below(&all.seen, LEAST) : 0;
    coverage_free(&all.seen);
    if (all.n_different > 0) {
        fail_msg("%zu of %llu scenarios differ", all.n_different, (unsigned long long)which.count);
    }
    if (n_missing > 0) {
        fail_msg("%zu features are in fewer than %d scenarios", n_missing, LEAST);
    }
}

/* ---- those of the source folder ---- */

static void
the_record_is_the_same_in_known_scenarios(void **state)
{
    (void)state;
    static const struct {
        const char *file;
        bool by_interval;
    } known[] = {
        {"scenarios/n_design.cfg", false},
        {"scenarios/n_design.cfg", true},
        {"scenarios/chat.cfg", false},
        {"scenarios/blend.cfg", false},
        {"scenarios/erlang_a.cfg", false},
        {"tests/verify/everything.cfg", false},
        {"tests/verify/everything.cfg", true},
        {"tests/verify/shifts.cfg", false},
        {"tests/verify/interrupted.cfg", false},
        {"tests/verify/redial.cfg", false},
        {"tests/verify/returns.cfg", false},
        {"tests/verify/preference.cfg", false},
        {"tests/verify/priority.cfg", false},
        {"tests/verify/w_design.cfg", false},
        {"tests/verify/menu_and_lines.cfg", false},
        {"tests/verify/from_empty.cfg", false},
    };
    for (size_t j = 0; j < sizeof(known) / sizeof(*known); j++) {
        char path[1024];
        pair both;
        snprintf(path, sizeof(path), "%s/%s", CCSIM_SOURCE_DIR, known[j].file);
        pair_open(&both, path, known[j].by_interval);
        run(&both, 0, 3, 1);
        run(&both, 1, 3, 1);
        if (!compare(&both, "", 1)) {
            fail_msg("%s: %s", known[j].file, both.difference);
        }
        assert_true(both.record[0].n_events > 0);
        pair_close(&both);
    }
}

int
main(int argc, char **argv)
{
    which = each_scenario_of(argc, argv, COUNT);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_record_is_the_same_whatever_the_scenario),
        cmocka_unit_test(the_record_is_the_same_in_known_scenarios),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* A result is a function of scenario, seed and replications: the same bits on 1, 2 and 5 threads,
 * and the same entries in every build. */
#include "models/scenario/load.h"
#include "sim/hash.h"
#include "tests/support/verify.h"

#include "experiment/run.h"
#include <string.h>

static uint64_t
hash_bits(uint64_t hash, double x)
{
    uint64_t word;
    memcpy(&word, &x, sizeof(word));
    return sim_hash_integer(hash, word);
}

typedef struct sums {
    uint64_t hash, n;
} sums;

static void
add_row(void *context, const xp_row *row, const xp_table *table)
{
    sums *self = context;
    assert_true(row->replication == self->n);
    self->n++;
    for (int s = 0; s < table->n_scenarios; s++) {
        for (size_t j = 0; j < table->n_list[s]; j++) {
            self->hash = hash_bits(self->hash, row->sample[s][j].num);
            self->hash = hash_bits(self->hash, row->sample[s][j].den);
        }
    }
}

static void
run(int threads, uint64_t replications, sums *rows, uint64_t *estimates)
{
    cc_scenario a, b;
    cc_refusal refusal = {""};
    const cc_override set[] = {{"center.groups.mixed.pace.fault", "1.1"}};
    static const char file[] = CCSIM_SOURCE_DIR "/tests/verify/everything.cfg";
    assert_int_equal(cc_scenario_load(&a, file, NULL, 0, &refusal), 0);
    assert_int_equal(cc_scenario_load(&b, file, set, 1, &refusal), 0);
    *rows = (sums){sim_hash_start(), 0};
    xp_plan plan = xp_plan_default();
    plan.scenario[0] = &a;
    plan.scenario[1] = &b;
    plan.n_scenarios = 2;
    plan.paired = true;
    plan.seed = 1901;
    plan.replications = replications;
    plan.threads = threads;
    plan.on_row = add_row;
    plan.context = rows;
    xp_results results;
    assert_int_equal(xp_run(&results, &plan, &refusal), 0);
    assert_true(results.n == replications && rows->n == replications);
    uint64_t hash = sim_hash_start();
    for (size_t j = 0; j < results.table->n; j++) {
        for (int s = 0; s < 2; s++) {
            const sim_interval i = xp_results_estimate(&results, s, j);
            hash = hash_bits(hash_bits(hash, i.mean), i.half_width);
        }
        const xp_difference d = xp_results_difference(&results, 1, j);
        hash = hash_bits(hash_bits(hash, d.interval.mean), d.interval.half_width);
    }
    *estimates = hash;
    xp_results_free(&results);
    cc_scenario_free(&a);
    cc_scenario_free(&b);
}

static void
one_two_and_five_threads_say_the_same(void **state)
{
    (void)state;
    sums first, other;
    uint64_t estimates, others;
    run(1, 23, &first, &estimates);
    static const int threads[] = {2, 5};
    for (int j = 0; j < 2; j++) {
        run(threads[j], 23, &other, &others);
        assert_true(other.hash == first.hash);
        assert_true(others == estimates);
    }
    run(2, 22, &other, &others); /* and another number of replications does not */
    assert_true(other.hash != first.hash && others != estimates);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_two_and_five_threads_say_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* A center as a machine: copies that run on alike, nothing allocated on the way, same bits again. */
#include "models/scenario/load.h"
#include "models/scenario/scenario.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "models/center/center.h"
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

/* ---- a count of allocations ---- */

static size_t n_allocations;

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define COUNTS_ALLOCATIONS 1
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *block, size_t size);

void *
malloc(size_t size)
{
    n_allocations++;
    return __libc_malloc(size);
}

void *
calloc(size_t n, size_t size)
{
    n_allocations++;
    return __libc_calloc(n, size);
}

void *
realloc(void *block, size_t size)
{
    n_allocations++;
    return __libc_realloc(block, size);
}
#else
#define COUNTS_ALLOCATIONS 0
#endif

/* ---- the bank, a week of it ---- */

typedef struct bank {
    cc_scenario scenario;
    cc_layout layout;
    cc_record record;
    cc_center *center;
} bank;

static void
open_bank(bank *self, bool by_interval)
{
    cc_refusal refusal = {""};
    const cc_override set[] = {
        {"run.warm_up", "1 d"}, {"run.observe", "3 d"}, {"run.follow_up", "1 d"}};
    const int ret = cc_scenario_load(
        &self->scenario, CCSIM_SOURCE_DIR "/scenarios/bank/contact_center.cfg", set, 3, &refusal);
    if (ret != SIM_OK) {
        fail_msg("refused: %s", refusal.text);
    }
    assert_int_equal(cc_layout_init(&self->layout, &self->scenario, by_interval), 0);
    assert_int_equal(cc_record_init(&self->record, &self->layout), 0);
    self->center = cc_center_new(&self->scenario, &self->layout, &refusal);
    assert_non_null(self->center);
}

static void
close_bank(bank *self)
{
    cc_center_delete(self->center);
    cc_record_free(&self->record);
    cc_scenario_free(&self->scenario);
}

static uint64_t
run(bank *self, uint64_t seed, uint64_t replication)
{
    sim_trace_hash hash;
    cc_refusal refusal = {""};
    sim_trace_hash_init(&hash);
    sim_trace trace = sim_trace_to_hash(&hash);
    cc_center_set_trace(self->center, &trace);
    assert_int_equal(cc_center_run(self->center, seed, replication, &self->record, &refusal), 0);
    cc_center_set_trace(self->center, NULL);
    assert_true(hash.n > 10000);
    return hash.hash;
}

static void
a_replication_is_a_function_of_seed_and_number(void **state)
{
    (void)state;
    bank b;
    open_bank(&b, false);
    const uint64_t first = run(&b, 1, 0), other = run(&b, 1, 1), seed = run(&b, 2, 0);
    assert_true(first != other && first != seed && other != seed);
    assert_true(run(&b, 1, 1) == other);
    assert_true(run(&b, 1, 0) == first);
    close_bank(&b);
}

static void
reports_by_interval_change_nothing(void **state)
{
    (void)state;
    bank whole, sliced;
    open_bank(&whole, false);
    open_bank(&sliced, true);
    assert_true(run(&whole, 1, 0) == run(&sliced, 1, 0));
    for (size_t cell = 0; cell < whole.layout.n_cells; cell++) {
        double a[CC_N_COUNTERS] = {0}, b[CC_N_COUNTERS] = {0};
        cc_record_add(&whole.record, CC_WHOLE_RUN, cell, a);
        cc_record_add(&sliced.record, CC_WHOLE_RUN, cell, b);
        for (int j = 0; j < CC_N_COUNTERS; j++) {
            assert_true(fabs(a[j] - b[j]) <= 1e-9 * (1 + fabs(a[j])));
        }
    }
    for (int j = 0; j < CC_A_COUNTERS; j++) {
        const double a = cc_record_agent(&whole.record, CC_WHOLE_RUN, 0)[j];
        const double b = cc_record_agent(&sliced.record, CC_WHOLE_RUN, 0)[j];
        assert_true(fabs(a - b) <= 1e-9 * (1 + fabs(a)));
    }
    close_bank(&whole);
    close_bank(&sliced);
}

/* Of all that is kept of a run, as one number. */
static uint64_t
sum_of(const bank *b)
{
    const cc_layout *layout = &b->layout;
    const size_t n_issues = (size_t)layout->n_issues, n_channels = (size_t)layout->n_channels;
    const struct {
        const void *block;
        size_t size;
    } parts[] = {
        {b->record.agent, (size_t)layout->n_groups * CC_A_COUNTERS * sizeof(double)},
        {b->record.wait, n_issues * n_channels * sizeof(sim_histogram)},
        {b->record.resolution, n_issues * sizeof(sim_histogram)},
        {b->record.day,
         (size_t)layout->n_queues * n_channels * (size_t)layout->n_days * sizeof(cc_day)},
        {&b->record.lost, sizeof(sim_histogram)},
        {&b->record.pending, sizeof(sim_histogram)},
    };
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t j = 0; j < sizeof(parts) / sizeof(parts[0]); j++) {
        const unsigned char *byte = parts[j].block;
        for (size_t k = 0; k < parts[j].size; k++) {
            hash = (hash ^ byte[k]) * 0x100000001b3u;
        }
    }
    for (size_t cell = 0; cell < layout->n_cells; cell++) {
        double of[CC_N_COUNTERS] = {0};
        cc_record_add(&b->record, CC_WHOLE_RUN, cell, of);
        for (int j = 0; j < CC_N_COUNTERS; j++) {
            uint64_t bits;
            memcpy(&bits, &of[j], sizeof(bits));
            hash = (hash ^ bits) * 0x100000001b3u;
        }
    }
    return hash;
}

static void
a_copy_runs_on_as_the_original_did(void **state)
{
    (void)state;
    bank b;
    open_bank(&b, false);
    sim_snapshot snapshot;
    sim_snapshot_init(&snapshot);
    assert_int_equal(cc_center_register(b.center, &b.record, &snapshot), 0);
    assert_int_equal(cc_center_start(b.center, 1, 0, &b.record), 0);
    assert_int_equal(cc_center_advance(b.center, 1.5 * CC_DAY), 0);
    assert_int_equal(sim_snapshot_take(&snapshot), 0);
    uint64_t hash[2], kept[2];
    double answered[2];
    for (int j = 0; j < 2; j++) {
        sim_trace_hash sum;
        sim_trace_hash_init(&sum);
        sim_trace trace = sim_trace_to_hash(&sum);
        cc_center_set_trace(b.center, &trace);
        assert_int_equal(cc_center_check(b.center), 0);
        assert_int_equal(cc_center_advance(b.center, cc_center_horizon(b.center)), 0);
        assert_int_equal(cc_center_finish(b.center), 0);
        hash[j] = sum.hash;
        answered[j] = 0;
        for (size_t cell = 0; cell < b.layout.n_cells; cell++) {
            double of[CC_N_COUNTERS] = {0};
            cc_record_add(&b.record, CC_WHOLE_RUN, cell, of);
            answered[j] += of[CC_N_answered];
        }
        kept[j] = sum_of(&b);
        assert_true(sum.n > 10000);
        cc_center_set_trace(b.center, NULL);
        assert_int_equal(sim_snapshot_restore(&snapshot, &snapshot), 0);
    }
    assert_true(hash[0] == hash[1] && kept[0] == kept[1]);
    assert_true(answered[0] == answered[1] && answered[0] > 1000);
    sim_snapshot_free(&snapshot);
    close_bank(&b);
}

static void
the_second_replication_allocates_nothing(void **state)
{
    (void)state;
    if (!COUNTS_ALLOCATIONS) {
        skip();
    }
    bank b;
    cc_refusal refusal = {""};
    open_bank(&b, false);
    assert_int_equal(cc_center_run(b.center, 1, 0, &b.record, &refusal), 0);
    const size_t before = n_allocations;
    assert_int_equal(cc_center_run(b.center, 1, 0, &b.record, &refusal), 0);
    assert_int_equal(n_allocations - before, 0);
    assert_true(before > 0);
    close_bank(&b);
}

static void
a_stop_ends_a_run_early(void **state)
{
    (void)state;
    bank b;
    cc_refusal refusal = {""};
    atomic_bool stop = true;
    open_bank(&b, false);
    cc_center_set_stop(b.center, &stop);
    assert_int_equal(cc_center_run(b.center, 1, 0, &b.record, &refusal), SIM_ERR_INTERRUPTED);
    close_bank(&b);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_replication_is_a_function_of_seed_and_number),
        cmocka_unit_test(reports_by_interval_change_nothing),
        cmocka_unit_test(a_copy_runs_on_as_the_original_did),
        cmocka_unit_test(the_second_replication_allocates_nothing),
        cmocka_unit_test(a_stop_ends_a_run_early),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

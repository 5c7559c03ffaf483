/* A running center copied into another, which may be of another thread and in the middle of something
 * else: both run on to the same bits as one that nobody copied; and a center taken back to an
 * earlier moment. Every bundled scenario, at random moments:
 *     models_test_fork FROM COUNT     as many moments from that one on; check has some of them */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "models/center/handle.h"
#include "models/center/state.h"
#include "models/scenario/load.h"
#include "tests/support/same_record.h"
#include "tests/support/scenarios.h"
#include <cmocka.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t first_moment = 0, n_moments = 63;

/* ---- centers of one scenario ---- */

enum { ONCE, ORIGINAL, COPY, N_CENTERS };

typedef struct house {
    cc_scenario scenario;
    cc_layout layout;
    cc_center *center[N_CENTERS];
    cc_record record[N_CENTERS];
} house;

static void
furnish(house *self, bool by_interval)
{
    cc_refusal refusal = {""};
    assert_int_equal(cc_layout_init(&self->layout, &self->scenario, by_interval), 0);
    for (int j = 0; j < N_CENTERS; j++) {
        assert_int_equal(cc_record_init(&self->record[j], &self->layout), 0);
        self->center[j] = cc_center_new(&self->scenario, &self->layout, &refusal);
        assert_non_null(self->center[j]);
    }
}

/* Three days of it, of which two are observed. */
static void
open_house(house *self, const char *file, bool by_interval)
{
    char path[1024];
    cc_refusal refusal = {""};
    const cc_override set[] = {
        {"run.warm_up", "12 h"}, {"run.observe", "2 d"}, {"run.follow_up", "12 h"}};
    snprintf(path, sizeof(path), "%s/%s", CCSIM_SOURCE_DIR, file);
    if (cc_scenario_load(&self->scenario, path, set, 3, &refusal) != SIM_OK) {
        fail_msg("refused: %s", refusal.text);
    }
    furnish(self, by_interval);
}

static void
close_house(house *self)
{
    for (int j = 0; j < N_CENTERS; j++) {
        cc_center_delete(self->center[j]);
        cc_record_free(&self->record[j]);
    }
    cc_scenario_free(&self->scenario);
}

static void
start(house *self, int j, uint64_t seed)
{
    assert_int_equal(cc_center_start(self->center[j], seed, 0, &self->record[j]), 0);
}

static void
advance(house *self, int j, double until)
{
    assert_int_equal(cc_center_advance(self->center[j], until), 0);
}

static void
run_on(house *self, int j)
{
    advance(self, j, cc_center_horizon(self->center[j]));
    assert_int_equal(cc_center_finish(self->center[j]), 0);
}

/* ---- what they do ---- */

typedef struct listener {
    sim_trace_hash hash;
    sim_trace trace;
} listener;

static void
listen(house *self, int j, listener *ear)
{
    sim_trace_hash_init(&ear->hash);
    ear->trace = sim_trace_to_hash(&ear->hash);
    cc_center_set_trace(self->center[j], &ear->trace);
}

static void
expect_same_record(const house *self, int x, int y, const char *what)
{
    char difference[512];
    if (!same_record(&self->scenario, &self->record[x], &self->record[y], difference,
                     sizeof(difference))) {
        fail_msg("%s: %s: %s", self->scenario.file, what, difference);
    }
}

/* Event by event: the same moment, of the same place in the calendar. */
static void
expect_same_steps(house *self, int n)
{
    cc_center *x = self->center[ORIGINAL], *y = self->center[COPY];
    for (int j = 0; j < n; j++) {
        const bool steps = cc_center_step(x);
        assert_true(cc_center_step(y) == steps);
        assert_true(x->now.time == y->now.time && x->now.n_events == y->now.n_events);
        assert_true(x->now.calendar.sequence == y->now.calendar.sequence);
        assert_true(x->now.calendar.hole == y->now.calendar.hole);
    }
}

static const struct {
    const char *file;
    bool by_interval;
} bundled[] = {
    {"scenarios/minimal.cfg", false},
    {"scenarios/n_design.cfg", true},
    {"scenarios/erlang_a.cfg", false},
    {"scenarios/assistant.cfg", true},
    {"scenarios/blend.cfg", false},
    {"scenarios/chat.cfg", true},
    {"scenarios/trace/center.cfg", false},
    {"scenarios/forecast/center.cfg", true},
    {"scenarios/bank/call_center.cfg", false},
    {"scenarios/bank/contact_center.cfg", false},
    {"scenarios/bank/contact_center.cfg", true},
};
enum { N_BUNDLED = sizeof(bundled) / sizeof(*bundled) };

static double
moment_of(uint64_t k, uint64_t what, double horizon)
{
    const sim_block u = sim_random_block((sim_key){7, k}, (sim_name){what, 0, 0}, 0);
    return sim_uniform(u.word[0]) * horizon;
}

/* One moment: the copy is made while the other center is somewhere else. */
static void
fork_at(house *self, uint64_t k)
{
    const double horizon = cc_center_horizon(self->center[ONCE]);
    const uint64_t seed = k + 1;
    listener ear[2];
    start(self, COPY, seed + 1000);
    advance(self, COPY, moment_of(k, 1, horizon));
    start(self, ORIGINAL, seed);
    if (k % 2 == 1) {
        listen(self, ORIGINAL, &ear[0]);
    }
    advance(self, ORIGINAL, moment_of(k, 2, horizon));

    assert_int_equal(
        cc_center_fork(self->center[COPY], &self->record[COPY], self->center[ORIGINAL]), 0);
    assert_int_equal(cc_center_check(self->center[COPY]), 0);
    listen(self, ORIGINAL, &ear[0]);
    listen(self, COPY, &ear[1]);
    expect_same_steps(self, 100);
    if (k % 3 == 0) { /* the original may go before its copy does */
        run_on(self, ORIGINAL);
        run_on(self, COPY);
    } else {
        run_on(self, COPY);
        run_on(self, ORIGINAL);
    }
    assert_true(ear[0].hash.hash == ear[1].hash.hash && ear[0].hash.n == ear[1].hash.n);
    expect_same_record(self, ORIGINAL, COPY, "original and copy");

    start(self, ONCE, seed);
    run_on(self, ONCE);
    expect_same_record(self, ONCE, COPY, "never copied, and copy");
    cc_center_set_trace(self->center[ORIGINAL], NULL);
    cc_center_set_trace(self->center[COPY], NULL);
}

/* Taken back twice: told, and in silence. */
static void
rewind_to(house *self, uint64_t k)
{
    const double horizon = cc_center_horizon(self->center[ONCE]);
    sim_snapshot snapshot;
    listener ear[2];
    sim_snapshot_init(&snapshot);
    assert_int_equal(cc_center_register(self->center[ORIGINAL], &self->record[ORIGINAL], &snapshot),
                     0);
    start(self, ORIGINAL, k + 1);
    advance(self, ORIGINAL, moment_of(k, 3, horizon));
    assert_int_equal(sim_snapshot_take(&snapshot), 0);
    listen(self, ORIGINAL, &ear[0]);
    run_on(self, ORIGINAL);
    cc_center_set_trace(self->center[ORIGINAL], NULL);

    assert_int_equal(sim_snapshot_restore(&snapshot, &snapshot), 0);
    assert_null(self->center[ORIGINAL]->trace); /* the old one does not come back */
    assert_int_equal(
        cc_center_fork(self->center[COPY], &self->record[COPY], self->center[ORIGINAL]), 0);
    run_on(self, ORIGINAL);

    start(self, ONCE, k + 1);
    run_on(self, ONCE);
    expect_same_record(self, ONCE, ORIGINAL, "taken back, in silence");

    listen(self, COPY, &ear[1]);
    run_on(self, COPY);
    cc_center_set_trace(self->center[COPY], NULL);
    expect_same_record(self, ONCE, COPY, "a copy of what was taken back, told");
    assert_true(ear[0].hash.hash == ear[1].hash.hash);
    sim_snapshot_free(&snapshot);
}

static void
copies_of_bundled_scenarios_run_on_alike(void **state)
{
    (void)state;
    for (int j = 0; j < N_BUNDLED; j++) {
        house h;
        open_house(&h, bundled[j].file, bundled[j].by_interval);
        for (uint64_t k = first_moment; k < first_moment + n_moments; k++) {
            if (k % N_BUNDLED != (uint64_t)j) {
                continue;
            }
            fork_at(&h, k);
            if (k % 4 == 0) {
                rewind_to(&h, k);
            }
        }
        close_house(&h);
    }
}

/* Taken back to an early moment with few counters, then on to a late one with many: the counters find
 * another place, and are there whether the center goes on by steps or at a stretch. */
static void
two_moments_of_one_center_are_kept_at_once(void **state)
{
    (void)state;
    for (int steps = 0; steps <= 100; steps += 100) {
        house h;
        sim_snapshot early, late;
        open_house(&h, "scenarios/bank/contact_center.cfg", true);
        sim_snapshot_init(&early);
        sim_snapshot_init(&late);
        cc_record *record = &h.record[ORIGINAL];
        assert_int_equal(cc_center_register(h.center[ORIGINAL], record, &early), 0);
        assert_int_equal(cc_center_register(h.center[ORIGINAL], record, &late), 0);
        start(&h, ORIGINAL, 1);
        assert_int_equal(sim_snapshot_take(&early), 0);
        const size_t few = record->pool_bytes;
        advance(&h, ORIGINAL, 1.5 * CC_DAY);
        assert_int_equal(sim_snapshot_take(&late), 0);
        assert_true(record->pool_bytes > few);
        assert_int_equal(sim_snapshot_restore(&early, &early), 0);
        assert_int_equal(sim_snapshot_restore(&late, &late), 0);
        for (int j = 0; j < steps; j++) {
            assert_true(cc_center_step(h.center[ORIGINAL]));
        }
        run_on(&h, ORIGINAL);
        start(&h, ONCE, 1);
        run_on(&h, ONCE);
        expect_same_record(&h, ONCE, ORIGINAL, "taken back, and on again");
        sim_snapshot_free(&early);
        sim_snapshot_free(&late);
        close_house(&h);
    }
}

/* ---- who owns what ---- */

static void
a_copy_outlives_its_original(void **state)
{
    (void)state;
    house h;
    open_house(&h, "scenarios/blend.cfg", false);
    start(&h, ORIGINAL, 1);
    advance(&h, ORIGINAL, 1.4 * CC_DAY);
    assert_int_equal(cc_center_fork(h.center[COPY], &h.record[COPY], h.center[ORIGINAL]), 0);
    cc_center_delete(h.center[ORIGINAL]);
    h.center[ORIGINAL] = NULL;
    run_on(&h, COPY);
    start(&h, ONCE, 1);
    run_on(&h, ONCE);
    expect_same_record(&h, ONCE, COPY, "a copy whose original is gone");
    close_house(&h);
}

/* By interval: the sums of its run before are not of this one. */
static void
a_copy_into_a_center_that_has_finished_counts_from_its_original(void **state)
{
    (void)state;
    house h;
    open_house(&h, "scenarios/bank/contact_center.cfg", true);
    start(&h, COPY, 2);
    run_on(&h, COPY);
    start(&h, ORIGINAL, 1);
    advance(&h, ORIGINAL, 1.4 * CC_DAY);
    assert_int_equal(cc_center_fork(h.center[COPY], &h.record[COPY], h.center[ORIGINAL]), 0);
    run_on(&h, COPY);
    start(&h, ONCE, 1);
    run_on(&h, ONCE);
    expect_same_record(&h, ONCE, COPY, "a copy into a center that had finished");
    close_house(&h);
}

static void *
run_in_thread(void *context)
{
    cc_center *center = context;
    return cc_center_advance(center, cc_center_horizon(center)) == 0 &&
                   cc_center_finish(center) == 0
               ? NULL
               : context;
}

static void
copies_run_on_at_once_in_threads(void **state)
{
    (void)state;
    house h;
    pthread_t thread[N_CENTERS];
    open_house(&h, "scenarios/bank/call_center.cfg", true);
    start(&h, ORIGINAL, 4);
    advance(&h, ORIGINAL, 1.4 * CC_DAY);
    for (int j = 0; j < N_CENTERS; j++) {
        if (j != ORIGINAL) {
            assert_int_equal(cc_center_fork(h.center[j], &h.record[j], h.center[ORIGINAL]), 0);
        }
    }
    for (int j = 0; j < N_CENTERS; j++) {
        assert_int_equal(pthread_create(&thread[j], NULL, run_in_thread, h.center[j]), 0);
    }
    for (int j = 0; j < N_CENTERS; j++) {
        void *failed;
        assert_int_equal(pthread_join(thread[j], &failed), 0);
        assert_null(failed);
    }
    expect_same_record(&h, ORIGINAL, COPY, "two threads");
    expect_same_record(&h, ORIGINAL, ONCE, "three threads");
    close_house(&h);
}

/* ---- what is refused ---- */

static void
a_copy_of_another_scenario_is_refused(void **state)
{
    (void)state;
    house h, other, sliced;
    open_house(&h, "scenarios/minimal.cfg", false);
    open_house(&sliced, "scenarios/minimal.cfg", true);
    scenario_from_file(&other.scenario, "minimal.cfg"); /* of another length */
    furnish(&other, false);
    start(&h, COPY, 1);
    advance(&h, COPY, CC_DAY);
    start(&other, ORIGINAL, 1);
    start(&sliced, ORIGINAL, 1);
    const int ret = cc_center_fork(h.center[COPY], &h.record[COPY], other.center[ORIGINAL]);
    assert_int_equal(ret, SIM_ERR_LAYOUT);
    assert_string_equal(sim_strerror(ret),
                        "a copy of another model, which is laid out in another way");
    assert_int_equal(cc_center_fork(h.center[COPY], &h.record[COPY], sliced.center[ORIGINAL]),
                     SIM_ERR_LAYOUT);
    /* nor of a center that has not started, nor into the record that is copied */
    assert_int_equal(cc_center_fork(h.center[COPY], &h.record[COPY], h.center[ONCE]),
                     SIM_ERR_PARAM);
    assert_int_equal(cc_center_fork(h.center[ONCE], &h.record[COPY], h.center[COPY]),
                     SIM_ERR_PARAM);
    run_on(&h, COPY); /* nothing has changed */
    start(&h, ONCE, 1);
    run_on(&h, ONCE);
    expect_same_record(&h, ONCE, COPY, "refused copies");
    close_house(&h);
    close_house(&other);
    close_house(&sliced);
}

/* ---- handles ---- */

static void
a_handle_dies_with_its_contact(void **state)
{
    (void)state;
    house h;
    open_house(&h, "scenarios/erlang_a.cfg", false);
    start(&h, ORIGINAL, 1);
    advance(&h, ORIGINAL, 36000);
    cc_center *center = h.center[ORIGINAL];
    cc_contact_handle held[64], is;
    size_t n = 0, reused = 0;
    for (uint32_t slot = 0; slot < cc_contact_slots(center) && n < 64; slot++) {
        if (cc_contact_in(center, slot, &held[n])) {
            assert_true(cc_contact_is_there(center, held[n]));
            n++;
        }
    }
    assert_true(n > 3);
    assert_int_equal(cc_center_fork(h.center[COPY], &h.record[COPY], center), 0);
    advance(&h, ORIGINAL, 36000 + 7200); /* calls of minutes: all are other ones */
    for (size_t j = 0; j < n; j++) {
        assert_false(cc_contact_is_there(center, held[j]));
        assert_true(cc_contact_is_there(h.center[COPY], held[j])); /* where it is still ten */
        reused += cc_contact_in(center, held[j].slot, &is);
    }
    assert_true(reused > 0);
    assert_false(cc_contact_in(center, cc_contact_slots(center), &is));
    close_house(&h);
}

static void
a_handle_dies_with_its_agents_shift(void **state)
{
    (void)state;
    house h;
    open_house(&h, "scenarios/bank/call_center.cfg", false);
    start(&h, ORIGINAL, 1);
    advance(&h, ORIGINAL, 12 * 3600.);
    cc_center *center = h.center[ORIGINAL];
    cc_agent_handle held[64], is;
    size_t n = 0, n_later = 0;
    for (uint32_t slot = 0; slot < cc_agent_slots(center) && n < 64; slot++) {
        n += cc_agent_in(center, slot, &held[n]);
    }
    assert_true(n > 3);
    advance(&h, ORIGINAL, 29 * 3600.); /* closed since 24:00 */
    for (size_t j = 0; j < n; j++) {
        assert_false(cc_agent_in(center, held[j].slot, &is));
        assert_false(cc_agent_is_there(center, held[j]));
    }
    advance(&h, ORIGINAL, 36 * 3600.);
    for (size_t j = 0; j < n; j++) { /* the seat may be taken, by a later shift */
        n_later += cc_agent_in(center, held[j].slot, &is);
        assert_false(cc_agent_is_there(center, held[j]));
    }
    assert_true(n_later > 0);
    assert_false(cc_agent_in(center, cc_agent_slots(center), &is));
    close_house(&h);
}

int
main(int argc, char **argv)
{
    if (argc == 3) {
        first_moment = strtoull(argv[1], NULL, 10);
        n_moments = strtoull(argv[2], NULL, 10);
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(copies_of_bundled_scenarios_run_on_alike),
        cmocka_unit_test(two_moments_of_one_center_are_kept_at_once),
        cmocka_unit_test(a_copy_outlives_its_original),
        cmocka_unit_test(a_copy_into_a_center_that_has_finished_counts_from_its_original),
        cmocka_unit_test(copies_run_on_at_once_in_threads),
        cmocka_unit_test(a_copy_of_another_scenario_is_refused),
        cmocka_unit_test(a_handle_dies_with_its_contact),
        cmocka_unit_test(a_handle_dies_with_its_agents_shift),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

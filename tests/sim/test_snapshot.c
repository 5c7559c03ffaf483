#include "sim/calendar.h"
#include "sim/snapshot.h"
#include "sim/trace.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

/* ---- a small model: customers come, wait for a timer, and go ---- */

typedef struct model {
    sim_calendar calendar;
    double *came; /* s, by place; NAN: free */
    size_t bytes; /* doubled where no place is free */
    sim_stream stream;
    sim_trace_hash hash; /* of every event since the start */
    uint64_t n_gone;
} model;

static size_t
n_places(const model *self)
{
    return self->bytes / sizeof(*self->came);
}

static uint32_t
free_place(model *self)
{
    const size_t n = n_places(self);
    size_t j = 0;
    while (j < n && !isnan(self->came[j])) {
        j++;
    }
    if (j == n) {
        self->bytes = 2 * n * sizeof(*self->came);
        self->came = realloc(self->came, self->bytes);
        assert_non_null(self->came);
        for (size_t k = n; k < 2 * n; k++) {
            self->came[k] = NAN;
        }
        assert_int_equal(sim_calendar_reserve_timers(&self->calendar, (uint32_t)(2 * n)), 0);
    }
    return (uint32_t)j;
}

static void
model_init(model *self, uint64_t seed)
{
    assert_int_equal(sim_calendar_init(&self->calendar, 1, 0.5), 0);
    assert_int_equal(sim_calendar_reserve_timers(&self->calendar, 1), 0);
    self->bytes = sizeof(*self->came);
    self->came = malloc(self->bytes);
    assert_non_null(self->came);
    self->came[0] = NAN;
    self->stream = sim_stream_make((sim_key){seed, 0}, (sim_name){0, 0, 0});
    sim_trace_hash_init(&self->hash);
    self->n_gone = 0;
    sim_calendar_set(&self->calendar, 0, 0, SIM_PRIORITY_ARRIVAL);
}

static void
model_free(model *self)
{
    sim_calendar_free(&self->calendar);
    free(self->came);
}

static void
model_register(model *self, sim_snapshot *snapshot)
{
    sim_snapshot_init(snapshot);
    assert_int_equal(sim_snapshot_add_struct(snapshot, self, sizeof(*self)), 0);
    assert_int_equal(sim_calendar_register(&self->calendar, snapshot), 0);
    assert_int_equal(sim_snapshot_add_block(snapshot, &self->came, &self->bytes), 0);
}

static double
exponential(model *self, double mean)
{
    return -mean * log(sim_uniform(sim_stream_next(&self->stream)));
}

static void
model_run(model *self, double until)
{
    sim_calendar *calendar = &self->calendar;
    sim_event event = {0};
    while (sim_calendar_next(calendar, until, &event)) {
        sim_trace_record record = {.time = event.time, .code = event.is_timer};
        if (event.is_timer) {
            record.subject = event.id;
            record.value = self->came[event.id];
            self->came[event.id] = NAN;
            self->n_gone++;
        } else { /* each stays longer than the last, so that their number grows */
            const uint32_t j = free_place(self);
            self->came[j] = event.time;
            sim_timer_set(calendar, j, event.time + exponential(self, event.time),
                          SIM_PRIORITY_ABANDON);
            sim_calendar_set(calendar, 0, event.time + exponential(self, 0.1),
                             SIM_PRIORITY_ARRIVAL);
        }
        sim_trace_hash_add(&self->hash, &record);
    }
}

/* ---- tests ---- */

static void
a_restored_model_runs_on_as_it_did(void **state)
{
    (void)state;
    model center;
    sim_snapshot snapshot;
    model_init(&center, 1);
    model_register(&center, &snapshot);
    model_run(&center, 5);
    assert_int_equal(sim_snapshot_take(&snapshot), 0);
    const sim_trace_hash early = center.hash;
    const size_t n = n_places(&center);
    uint64_t hash = 0;
    for (int round = 0; round < 3; round++) {
        model_run(&center, 300); /* blocks grow far beyond what was copied */
        assert_true(round == 0 || center.hash.hash == hash);
        assert_true(n_places(&center) > 4 * n);
        assert_true(center.n_gone > 500);
        hash = center.hash.hash;
        assert_int_equal(sim_snapshot_restore(&snapshot, &snapshot), 0);
        assert_true(center.hash.hash == early.hash && center.hash.n == early.n);
        assert_int_equal(n_places(&center), n);
    }
    sim_snapshot_free(&snapshot);
    model_free(&center);
}

static void
taking_again_replaces_the_copy(void **state)
{
    (void)state;
    model center;
    sim_snapshot snapshot;
    model_init(&center, 2);
    model_register(&center, &snapshot);
    uint64_t hash = 0;
    for (int k = 1; k <= 5; k++) {
        model_run(&center, 10 * k);
        assert_int_equal(sim_snapshot_take(&snapshot), 0);
        hash = center.hash.hash;
    }
    model_run(&center, 70);
    assert_true(center.hash.hash != hash);
    assert_int_equal(sim_snapshot_restore(&snapshot, &snapshot), 0);
    assert_true(center.hash.hash == hash);
    sim_snapshot_free(&snapshot);
    model_free(&center);
}

static void
a_fork_runs_on_like_its_origin(void **state)
{
    (void)state;
    model origin, fork;
    sim_snapshot from, to;
    model_init(&origin, 3);
    model_init(&fork, 4); /* small blocks, which have to grow */
    model_register(&origin, &from);
    model_register(&fork, &to);
    model_run(&origin, 100);
    assert_int_equal(sim_snapshot_take(&from), 0);
    assert_int_equal(sim_snapshot_restore(&to, &from), 0);
    assert_ptr_not_equal(origin.calendar.node, fork.calendar.node);
    for (int times = 2; times < 5; times++) {
        model_run(&origin, 100 * times);
        model_run(&fork, 100 * times);
        assert_true(origin.hash.hash == fork.hash.hash);
        assert_int_equal(origin.hash.n, fork.hash.n);
        model_run(&fork, 100 * times + 30);
        assert_int_equal(sim_snapshot_fork(&to, &from), 0); /* at once, without a copy between */
    }
    sim_snapshot_free(&from);
    sim_snapshot_free(&to);
    model_free(&origin);
    model_free(&fork);
}

static void
a_snapshot_that_does_not_fit_is_refused(void **state)
{
    (void)state;
    int a = 1, b = 2;
    char c = 3;
    size_t bytes = 0;
    char *block = NULL;
    sim_snapshot one, two;
    sim_snapshot_init(&one);
    sim_snapshot_init(&two);
    assert_int_equal(sim_snapshot_add_struct(&one, &a, sizeof(a)), 0);
    assert_int_equal(sim_snapshot_restore(&one, &one), SIM_ERR_PARAM); /* nothing taken */
    assert_int_equal(sim_snapshot_take(&one), 0);
    assert_int_equal(sim_snapshot_restore(&two, &one), SIM_ERR_LAYOUT); /* other parts */
    assert_int_equal(sim_snapshot_add_struct(&two, &c, sizeof(c)), 0);
    assert_int_equal(sim_snapshot_restore(&two, &one), SIM_ERR_LAYOUT); /* another size */
    sim_snapshot_free(&two);
    assert_int_equal(sim_snapshot_add_block(&two, &block, &bytes), 0);
    assert_int_equal(sim_snapshot_restore(&two, &one), SIM_ERR_LAYOUT); /* a block */
    sim_snapshot_free(&two);
    assert_int_equal(sim_snapshot_add_struct(&two, &b, sizeof(b)), 0);
    a = 5;
    two.layout = 7;
    assert_int_equal(sim_snapshot_restore(&two, &one), SIM_ERR_LAYOUT); /* the same parts */
    assert_int_equal(sim_snapshot_fork(&two, &one), SIM_ERR_LAYOUT);
    assert_int_equal(b, 2);
    two.layout = one.layout;
    assert_int_equal(sim_snapshot_restore(&two, &one), 0);
    assert_int_equal(b, 1);
    assert_int_equal(a, 5);
    assert_int_equal(c, 3);
    sim_snapshot_free(&one);
    sim_snapshot_free(&two);
}

static void
an_empty_block_is_no_trouble(void **state)
{
    (void)state;
    size_t bytes = 0;
    char *block = NULL;
    sim_snapshot snapshot;
    sim_snapshot_init(&snapshot);
    assert_int_equal(sim_snapshot_add_block(&snapshot, &block, &bytes), 0);
    assert_int_equal(sim_snapshot_take(&snapshot), 0);
    block = malloc(10);
    assert_non_null(block);
    bytes = 10;
    assert_int_equal(sim_snapshot_restore(&snapshot, &snapshot), 0);
    assert_int_equal(bytes, 0);
    assert_non_null(block); /* still owned, though nothing is in it */
    free(block);
    sim_snapshot_free(&snapshot);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_restored_model_runs_on_as_it_did),
        cmocka_unit_test(taking_again_replaces_the_copy),
        cmocka_unit_test(a_fork_runs_on_like_its_origin),
        cmocka_unit_test(a_snapshot_that_does_not_fit_is_refused),
        cmocka_unit_test(an_empty_block_is_no_trouble),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

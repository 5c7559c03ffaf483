/* The plain contact against the general life, which is what happens while somebody listens: the
 * same events, and every number of the record but for rounding. */
#include "tests/support/verify.h"

static void
compare(const double *x, const double *y, size_t n)
{
    for (size_t j = 0; j < n; j++) {
        assert_true(fabs(x[j] - y[j]) <= 1e-9 * fmax(1, fabs(y[j])));
    }
}

static void
check(const char *file, bool by_interval)
{
    verify_center plain, told;
    verify_center_open(&plain, file, NULL, 0, by_interval);
    verify_center_open(&told, file, NULL, 0, by_interval);
    sim_trace_hash hash;
    sim_trace_hash_init(&hash);
    sim_trace trace = sim_trace_to_hash(&hash);
    cc_center_set_trace(told.center, &trace);
    verify_center_run(&plain, 3, 1);
    verify_center_run(&told, 3, 1);
    const cc_record *x = &plain.record, *y = &told.record;
    const cc_layout *layout = &x->layout;
    assert_true(x->n_events == y->n_events && x->n_events > 0);
    for (size_t slice = 0; slice < layout->n_slices; slice++) {
        for (size_t cell = 0; cell < layout->n_cells; cell++) {
            double a[CC_N_COUNTERS] = {0}, b[CC_N_COUNTERS] = {0};
            cc_record_add(x, slice, cell, a);
            cc_record_add(y, slice, cell, b);
            compare(a, b, CC_N_COUNTERS);
        }
    }
    compare(x->agent, y->agent, layout->n_slices * (size_t)layout->n_groups * CC_A_COUNTERS);
    const size_t n_waits = (size_t)layout->n_issues * (size_t)layout->n_channels;
    assert_memory_equal(x->wait, y->wait, n_waits * sizeof(*x->wait));
    const size_t n_lines = (size_t)(layout->n_channels * layout->n_queues);
    compare(&x->day->in_time, &y->day->in_time, 2 * n_lines * (size_t)layout->n_days);
    verify_center_close(&plain);
    verify_center_close(&told);
}

static void
every_number_is_the_same(void **state)
{
    (void)state;
    static const char *const file[] = {
        "scenarios/n_design.cfg",
        "scenarios/chat.cfg",
        "scenarios/blend.cfg",
        "scenarios/erlang_a.cfg",
        "tests/verify/everything.cfg",
        "tests/verify/shifts.cfg",
        "tests/verify/interrupted.cfg",
        "tests/verify/redial.cfg",
        "tests/verify/returns.cfg",
        "tests/verify/preference.cfg",
        "tests/verify/priority.cfg",
        "tests/verify/w_design.cfg",
        "tests/verify/menu_and_lines.cfg",
        "tests/verify/from_empty.cfg",
    };
    for (size_t j = 0; j < sizeof(file) / sizeof(*file); j++) {
        check(file[j], false);
    }
    check("scenarios/n_design.cfg", true);
    check("tests/verify/everything.cfg", true);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_number_is_the_same)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

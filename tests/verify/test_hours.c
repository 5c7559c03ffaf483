/* A house that is open from 08:00 to 12:00, on Saturdays from 09:30 to 13:00, with a break on Mondays:
 * what is exact of it. */
#include "tests/support/near.h"
#include "tests/support/verify.h"

#include <string.h>

/* Friday, Saturday, a closed Sunday, Monday. */
#define HOUSE                                                                                      \
    {"run.hours", "[\"08:00\", \"12:00\"]"},                                                       \
        {"run.hours_by", "{ Sat = [\"09:30\", \"13:00\"]; "                                        \
                         "Mon = ([\"08:00\", \"09:00\"], [\"10:00\", \"12:00\"]); }"},             \
        {"run.weekdays", "(\"Mon\", \"Fri\", \"Sat\")"}, {"run.first_day", "Fri"},                 \
        {"run.observe", "4 d"}, {"run.warm_up", "0 s"},                                            \
    {                                                                                              \
        "run.follow_up", "0 s"                                                                     \
    }

static void
contacts_come_and_agents_are_paid_in_the_hours_of_each_day(void **state)
{
    (void)state;
    const verify_case center = {.file = "tests/verify/one_queue.cfg",
                                .set = {HOUSE, {"run.interval", "1 h"}},
                                .seed = 811,
                                .replications = 60,
                                .by_interval = true};
    const verify_claim claims[] = {
        {"contacts", "center", 200 * (4 + 3.5 + 3) / 3, .02}, /* an open day */
        {"contacts", "@1 08:00", 200, .06},
        {"contacts", "@2 09:00", 100, .09}, /* half of it */
        {"contacts", "@2 12:00", 200, .06},
        {"contacts", "@4 10:00", 200, .06},
        {"hours_paid", "center", 14 * (4 + 3.5 + 3) / 3, 1e-9},
        {"hours_paid", "@2 09:00", 7, 1e-9},
        {"hours_paid", "@2 12:00", 14, 1e-9},
        {"hours_paid", "@4 08:00", 14, 1e-9},
        {"hours_paid", "@4 11:00", 14, 1e-9},
    };
    VERIFY(&center, claims);
    static const char *const closed[] = {"@2 before", "@2 after", "@3 closed", "@4 09:00",
                                         "@4 after"};
    for (size_t j = 0; j < sizeof(closed) / sizeof(*closed); j++) {
        const verify_estimate contacts = verify_measure(&center, "contacts", closed[j]);
        const verify_estimate paid = verify_measure(&center, "hours_paid", closed[j]);
        assert_true(contacts.mean == 0 && contacts.error == 0);
        assert_true(paid.mean == 0 && paid.error == 0);
    }
}

/* Every contact is somewhere, and the slices add up to the whole, in a center with everything. */
static void
the_books_balance(void **state)
{
    (void)state;
    static const char *const closes[] = {"serve", "drop", "carry"};
    for (int j = 0; j < 3; j++) {
        const cc_override set[] = {{"run.hours_by",
                                    "{ Tue = ([\"08:10\", \"12:00\"], [\"13:10\", \"17:00\"]); "
                                    "Wed = [\"10:00\", \"15:20\"]; }"},
                                   {"run.close", closes[j]}};
        verify_center it;
        verify_center_open(&it, "tests/verify/everything.cfg", set, 2, true);
        for (uint64_t r = 0; r < 4; r++) {
            verify_center_run(&it, 812, r);
            double whole[CC_N_COUNTERS] = {0}, slices[CC_N_COUNTERS] = {0};
            for (size_t cell = 0; cell < it.layout.n_cells; cell++) {
                cc_record_add(&it.record, it.layout.n_slices, cell, whole);
                for (size_t slice = 0; slice < it.layout.n_slices; slice++) {
                    cc_record_add(&it.record, slice, cell, slices);
                }
            }
            assert_true(whole[CC_N_contacts] > 500);
            for (int n = 0; n < CC_N_COUNTERS; n++) {
                if (n != CC_N_wait_max) {
                    assert_near(slices[n], whole[n], 1e-6 * (1 + whole[n]));
                }
            }
            assert_true(whole[CC_N_offered] == whole[CC_N_answered] + whole[CC_N_abandoned] +
                                                   whole[CC_N_blocked] + whole[CC_N_balked] +
                                                   whole[CC_N_dropped] + whole[CC_N_in_queue_end]);
        }
        verify_center_close(&it);
    }
}

/* Hours that are written for a weekday and are those of all days change no bit; nor does a house that
 * has them only where it is closed anyway. */
static void
the_same_hours_change_nothing(void **state)
{
    (void)state;
    const cc_override set[] = {{"run.hours_by", "{ Tue = [\"08:00\", \"18:00\"]; }"}};
    verify_center with, without;
    verify_center_open(&with, "tests/verify/everything.cfg", set, 1, true);
    verify_center_open(&without, "tests/verify/everything.cfg", NULL, 0, true);
    assert_true(with.scenario.hash == without.scenario.hash);
    verify_center_run(&with, 813, 0);
    verify_center_run(&without, 813, 0);
    for (size_t cell = 0; cell < with.layout.n_cells; cell++) {
        for (size_t slice = 0; slice <= with.layout.n_slices; slice++) {
            double a[CC_N_COUNTERS] = {0}, b[CC_N_COUNTERS] = {0};
            cc_record_add(&with.record, slice, cell, a);
            cc_record_add(&without.record, slice, cell, b);
            assert_memory_equal(a, b, sizeof(a));
        }
    }
    verify_center_close(&with);
    verify_center_close(&without);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(contacts_come_and_agents_are_paid_in_the_hours_of_each_day),
        cmocka_unit_test(the_books_balance),
        cmocka_unit_test(the_same_hours_change_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

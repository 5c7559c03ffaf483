#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "models/scenario/opening.h"
#include "tests/support/near.h"
#include <cmocka.h>
#include <stdlib.h>

/* Monday to Friday from 9 to 17, from a Wednesday on. */
static cc_run office = {.weekday_open = {true, true, true, true, true}, .first_day = 2};

static int
make_office(void **state)
{
    (void)state;
    office.hours = cc_hours_alike(9 * 3600, 17 * 3600);
    return 0;
}

static void
open_time_leaves_out_nights_and_weekends(void **state)
{
    (void)state;
    const double from = 16 * 3600, friday = 2 * CC_DAY, monday = 5 * CC_DAY;
    assert_near(cc_opening_between(&office, &office.hours, from, CC_DAY), 3600, 0);
    assert_near(cc_opening_between(&office, &office.hours, friday + from, monday + 10 * 3600),
                2 * 3600, 1e-6);
    assert_near(cc_opening_after(&office, friday + from, 5400), monday + 9.5 * 3600, 1e-6);
    assert_true(cc_opening_open_at(&office, &office.hours, monday + 9 * 3600));
    assert_false(cc_opening_open_at(&office, &office.hours, monday + 17 * 3600));
    assert_false(cc_opening_open_at(&office, &office.hours, 3 * CC_DAY + 10 * 3600));
}

static void
after_is_the_inverse_of_between(void **state)
{
    (void)state;
    srand(1);
    for (int j = 0; j < 20000; j++) {
        const double from = 60.0 * (rand() % 60000), span = 60.0 * (rand() % 40000) + 1;
        const double to = cc_opening_after(&office, from, span);
        assert_near(cc_opening_between(&office, &office.hours, from, to), span, 1e-4);
        const double day = floor(to / CC_DAY);
        assert_true(cc_day_is_open(&office, (long)day));
        const double last = cc_opening_before(&office, to, span);
        assert_true(last >= from - 1e-4);
        assert_near(cc_opening_between(&office, &office.hours, last, to), span, 1e-4);
    }
}

static void
a_closed_house_is_next_open_on_another_day(void **state)
{
    (void)state;
    const double open = 9 * 3600, close = 17 * 3600, friday = 2 * CC_DAY, monday = 5 * CC_DAY;
    assert_near(cc_opening_next(&office, friday + close), monday + open, 0);
    assert_near(cc_opening_next(&office, friday + close - 1), friday + close - 1, 0);
    assert_near(cc_opening_next(&office, friday + 100), friday + open, 0);
    assert_near(cc_opening_next(&office, 4.5 * CC_DAY), monday + open, 0);
    assert_true(cc_opening_before(&office, open + 10, 11) < 0);
    assert_near(cc_opening_before(&office, monday + open + 10, 30), friday + close - 20, 0);
}

static void
a_house_open_round_the_clock_has_the_wall_clock(void **state)
{
    (void)state;
    const cc_run run = {.weekday_open = {true, true, true, true, true, true, true},
                        .hours = cc_hours_alike(0, CC_DAY)};
    assert_true(cc_opening_after(&run, 0.1, 0.2) == 0.1 + 0.2);
    assert_true(cc_opening_between(&run, &run.hours, 0.1, 0.3) == 0.3 - 0.1);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(open_time_leaves_out_nights_and_weekends),
        cmocka_unit_test(after_is_the_inverse_of_between),
        cmocka_unit_test(a_closed_house_is_next_open_on_another_day),
        cmocka_unit_test(a_house_open_round_the_clock_has_the_wall_clock),
    };
    return cmocka_run_group_tests(tests, make_office, NULL);
}

/* What clocks of time zones say. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "models/language/moment.h"
#include "models/language/source.h"
#include "models/language/units.h"
#include "models/language/zone.h"
#include <cmocka.h>

/* s since 1970 of an hour of a date. */
static double
of(int year, int month, int day, double hour)
{
    return (double)cc_day_of(year, month, day) * CC_DAY + hour * 3600;
}

static void
clocks_are_ahead_as_their_zones_say(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int year, month, day;
        double hour, ahead; /* hours; in UTC */
    } cases[] = {
        {"UTC", 2024, 7, 1, 12, 0},
        {"+01:00", 2024, 7, 1, 12, 1},
        {"-0530", 2024, 7, 1, 12, -5.5},
        {"Europe/Berlin", 2024, 1, 15, 12, 1},
        {"Europe/Berlin", 2024, 7, 15, 12, 2},
        {"Europe/Berlin", 2024, 3, 31, 0.99, 1},
        {"Europe/Berlin", 2024, 3, 31, 1, 2},
        {"Europe/Berlin", 2024, 10, 27, 0.99, 2},
        {"Europe/Berlin", 2024, 10, 27, 1, 1},
        {"America/New_York", 2030, 7, 1, 12, -4},
        {"Asia/Kolkata", 2024, 7, 1, 12, 5.5},
        {"Europe/Berlin", 1850, 1, 1, 12, 53.0 / 60 + 28.0 / 3600}, /* by the sun */
    };
    for (size_t j = 0; j < sizeof(cases) / sizeof(cases[0]); j++) {
        cc_zone zone;
        char reason[CC_REASON_MAX];
        assert_int_equal(cc_zone_init(&zone, cases[j].name, reason), SIM_OK);
        const double ahead =
            cc_zone_ahead(&zone, of(cases[j].year, cases[j].month, cases[j].day, cases[j].hour));
        if (ahead < cases[j].ahead * 3600 - 0.5 || ahead > cases[j].ahead * 3600 + 0.5) {
            fail_msg("%s, case %zu: %g", cases[j].name, j, ahead);
        }
        cc_zone_free(&zone);
    }
}

static void
an_hour_is_skipped_and_one_comes_twice(void **state)
{
    (void)state;
    cc_zone zone;
    char reason[CC_REASON_MAX];
    assert_int_equal(cc_zone_init(&zone, "Europe/Berlin", reason), SIM_OK);
    assert_int_equal(cc_zone_times(&zone, of(2024, 3, 31, 1.9)), 1);
    assert_int_equal(cc_zone_times(&zone, of(2024, 3, 31, 2)), 0);
    assert_int_equal(cc_zone_times(&zone, of(2024, 3, 31, 2.9)), 0);
    assert_int_equal(cc_zone_times(&zone, of(2024, 3, 31, 3)), 1);
    assert_int_equal(cc_zone_times(&zone, of(2024, 10, 27, 1.9)), 1);
    assert_int_equal(cc_zone_times(&zone, of(2024, 10, 27, 2)), 2);
    assert_int_equal(cc_zone_times(&zone, of(2024, 10, 27, 2.9)), 2);
    assert_int_equal(cc_zone_times(&zone, of(2024, 10, 27, 3)), 1);
    cc_zone_free(&zone);
}

static void
what_is_no_zone_is_refused(void **state)
{
    (void)state;
    static const char *const names[] = {
        "",       "Berlin", "/etc/passwd", "../../../etc/passwd", "+1:00",  "+25:00",
        "+01:60", "Europe", "zone.tab",    "tzdata.zi",           "+01:00 "};
    for (size_t j = 0; j < sizeof(names) / sizeof(names[0]); j++) {
        cc_zone zone;
        char reason[CC_REASON_MAX];
        if (cc_zone_init(&zone, names[j], reason) != SIM_ERR_REFUSED) {
            fail_msg("\"%s\" is taken", names[j]);
        }
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clocks_are_ahead_as_their_zones_say),
        cmocka_unit_test(an_hour_is_skipped_and_one_comes_twice),
        cmocka_unit_test(what_is_no_zone_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

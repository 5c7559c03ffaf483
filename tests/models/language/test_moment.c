/* Dates and times as exports write them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "models/language/moment.h"
#include <cmocka.h>
#include <math.h>
#include <string.h>

#define NONE (-1000000)

static void
moments_are_read_in_all_their_forms(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        cc_date_order order;
        const char *day; /* NULL: it has none */
        double time;     /* -1: it has none */
        double zone;     /* NONE: it has none */
    } cases[] = {
        {"7:00:20", 0, NULL, 25220, NONE},
        {"07:00", 0, NULL, 25200, NONE},
        {"24:00", 0, NULL, 86400, NONE},
        {"09:00:00.750", 0, NULL, 32400.75, NONE},
        {"12:00 AM", 0, NULL, 0, NONE},
        {"12:30pm", 0, NULL, 45000, NONE},
        {"11:59:45 PM", 0, NULL, 86385, NONE},
        {"08:00-08:30", 0, NULL, 28800, NONE},
        {"08:00 - 08:30", 0, NULL, 28800, NONE},
        {"08:00\xE2\x80\x93"
         "08:30",
         0, NULL, 28800, NONE},
        {"8:00 to 8:30", 0, NULL, 28800, NONE},
        {"8:00- 8:30AM", 0, NULL, 28800, NONE},
        {"11:30-12:00PM", 0, NULL, 41400, NONE},
        {"12:30- 1:00PM", 0, NULL, 45000, NONE},
        {"11:30 - 12:00 AM", 0, NULL, 84600, NONE},
        {"8 AM", 0, NULL, 28800, NONE},
        {"8:30 p. m.", 0, NULL, 73800, NONE},
        {"8h", 0, NULL, 28800, NONE},
        {"8h30", 0, NULL, 30600, NONE},
        {"8H30-9H", 0, NULL, 30600, NONE},
        {"8:30 Uhr", 0, NULL, 30600, NONE},
        {"25.03.2024 8.30", 0, "2024-03-25", 30600, NONE},
        {"20240325T083000Z", 0, "2024-03-25", 30600, 0},
        {"2024-03-25 0830", 0, "2024-03-25", 30600, NONE},
        {"2024-03-25 08:00 - 08:30", 0, "2024-03-25", 28800, NONE},
        {"2024-03-25T08:00:00Z/2024-03-25T08:30:00Z", 0, "2024-03-25", 28800, 0},
        {"lun. 25/03/2024", CC_ORDER_DMY, "2024-03-25", -1, NONE},
        {"mar 26/03/2024", CC_ORDER_DMY, "2024-03-26", -1, NONE},
        {"2024-03-25", 0, "2024-03-25", -1, NONE},
        {"2024/3/5", 0, "2024-03-05", -1, NONE},
        {"20240229", 0, "2024-02-29", -1, NONE},
        {"25.3.2024", 0, "2024-03-25", -1, NONE},
        {"25.03.24 08:30", 0, "2024-03-25", 30600, NONE},
        {"03/04/2024", CC_ORDER_DMY, "2024-04-03", -1, NONE},
        {"03/04/2024", CC_ORDER_MDY, "2024-03-04", -1, NONE},
        {"01/02/2015 11:59:45 PM", CC_ORDER_MDY, "2015-01-02", 86385, NONE},
        {"25-Mar-2024", 0, "2024-03-25", -1, NONE},
        {"25 March 2024 7:05", 0, "2024-03-25", 25500, NONE},
        {"Mar 25, 2024", 0, "2024-03-25", -1, NONE},
        {"Mon 2024-03-25", 0, "2024-03-25", -1, NONE},
        {"2015-12-10 17:40:00", 0, "2015-12-10", 63600, NONE},
        {"2024-10-27T00:59:59.500Z", 0, "2024-10-27", 3599.5, 0},
        {"2024-10-27T01:30:00.000+01:00", 0, "2024-10-27", 5400, 3600},
        {"2024-10-27 01:30:00 -0530", 0, "2024-10-27", 5400, -19800},
        {"1366720340", 0, "2013-04-23", 45140, 0},
        {"1366720340303", 0, "2013-04-23", 45140.303, 0},
        {"1366720340.25", 0, "2013-04-23", 45140.25, 0},
    };
    for (size_t j = 0; j < sizeof(cases) / sizeof(cases[0]); j++) {
        cc_moment at;
        char day[16] = "";
        if (!cc_moment_parse(cases[j].text, cases[j].order, &at)) {
            fail_msg("\"%s\" is not read", cases[j].text);
        }
        if (at.has_day) {
            cc_day_format(at.day, day, sizeof(day));
        }
        if (strcmp(day, cases[j].day == NULL ? "" : cases[j].day) != 0 ||
            fabs((at.has_time ? at.time : -1) - cases[j].time) > 1e-3 ||
            fabs((at.has_zone ? at.zone : NONE) - cases[j].zone) > 1e-9) {
            fail_msg("\"%s\": %s %g %g", cases[j].text, day, at.time, at.zone);
        }
    }
}

static void
what_is_no_moment_is_none(void **state)
{
    (void)state;
    static const char *const texts[] = {"",
                                        "Total",
                                        "25:00",
                                        "8",
                                        "08:60",
                                        "13:00 PM",
                                        "2024-02-30",
                                        "2024-13-01",
                                        "20241301",
                                        "03/04/2024",
                                        "day1",
                                        "2024-03-25x",
                                        "08:00x",
                                        "8:5",
                                        "990103",
                                        "2024-03-25 08:00 noon",
                                        "1/2/3/4",
                                        "24:01",
                                        "8.30",
                                        "0830",
                                        "8h3",
                                        "8:00-",
                                        "8:00-Total",
                                        "13 AM",
                                        "2024-03-25 8"};
    for (size_t j = 0; j < sizeof(texts) / sizeof(texts[0]); j++) {
        cc_moment at;
        if (cc_moment_parse(texts[j], CC_ORDER_UNKNOWN, &at)) {
            fail_msg("\"%s\" is read", texts[j]);
        }
    }
}

static void
days_count_through_leap_years_and_have_weekdays(void **state)
{
    (void)state;
    assert_int_equal(cc_day_of(1970, 1, 1), 0);
    assert_int_equal(cc_day_weekday(0), 3);
    assert_int_equal(cc_day_weekday(cc_day_of(2024, 3, 25)), 0);
    assert_int_equal(cc_day_weekday(cc_day_of(1969, 12, 28)), 6);
    long before = cc_day_of(1899, 12, 31);
    for (int year = 1900; year <= 2101; year++) {
        for (int month = 1; month <= 12; month++) {
            for (int day = 1; day <= 28; day++) {
                const long n = cc_day_of(year, month, day);
                char text[16];
                cc_moment at;
                assert_true(n == before + 1 || day == 1);
                assert_true(cc_moment_parse(cc_day_format(n, text, sizeof(text)), 0, &at));
                assert_int_equal(at.day, n);
                before = n;
            }
        }
    }
    assert_int_equal(cc_day_of(2000, 3, 1) - cc_day_of(2000, 2, 28), 2);
    assert_int_equal(cc_day_of(1900, 3, 1) - cc_day_of(1900, 2, 28), 1);
}

static cc_date_order
order_of(const char *a, const char *b, bool *refused)
{
    char *field[2] = {(char *)a, (char *)b}, *header[1] = {"date"};
    int line[2] = {2, 3};
    const cc_sheet sheet = {.file = "f.csv",
                            .n_columns = 1,
                            .n_rows = 2,
                            .field = field,
                            .line = line,
                            .header = header};
    cc_date_order order;
    cc_refusal refusal;
    *refused = cc_moment_order(&sheet, 0, &order, &refusal) != SIM_OK;
    return order;
}

static void
the_order_of_day_and_month_is_proved_or_asked_for(void **state)
{
    (void)state;
    bool refused;
    assert_int_equal(order_of("03/04/2024", "25/03/2024", &refused), CC_ORDER_DMY);
    assert_false(refused);
    assert_int_equal(order_of("03/25/2024 08:00", "03/04/2024 08:00", &refused), CC_ORDER_MDY);
    assert_false(refused);
    assert_int_equal(order_of("2024-03-25", "Total", &refused), CC_ORDER_UNKNOWN);
    assert_false(refused);
    (void)order_of("03/04/2024", "04/04/2024", &refused);
    assert_true(refused);
    (void)order_of("25/03/2024", "03/25/2024", &refused);
    assert_true(refused);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(moments_are_read_in_all_their_forms),
        cmocka_unit_test(what_is_no_moment_is_none),
        cmocka_unit_test(days_count_through_leap_years_and_have_weekdays),
        cmocka_unit_test(the_order_of_day_and_month_is_proved_or_asked_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

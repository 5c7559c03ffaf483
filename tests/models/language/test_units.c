#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "models/language/units.h"
#include <math.h>
#include <string.h>

static void
a_duration_is_a_number_and_a_unit(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double seconds;
    } cases[] = {
        {"20 s", 20},       {"180s", 180},     {"4 min", 240},      {"1.5 h", 5400},
        {"2 d", 172800},    {" 30min ", 1800}, {"200 ms", 0.2},     {"1 h 30 min", 5400},
        {"1h30min", 5400},  {"-20 s", -20},    {"1e3 s", 1000},     {".5 min", 30},
        {"2 minutes", 120}, {"0 s", 0},        {"24 hours", 86400},
    };
    for (size_t j = 0; j < sizeof(cases) / sizeof(cases[0]); j++) {
        double seconds = -1;
        assert_true(cc_duration_parse(cases[j].text, &seconds));
        assert_true(fabs(seconds - cases[j].seconds) < 1e-12);
    }
}

static void
what_is_not_a_duration_is_refused_and_writes_nothing(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "",       " ",        "20",    "s",           "20 x",    "20 ss",
        "1,5 h",  "0x10 s",   "inf s", "nan s",       "1e999 s", "20 s -",
        "20 s 5", "5 s -3 s", "- 3 s", "-1 h 30 min", "1.5.2 s",
    };
    for (size_t j = 0; j < sizeof(cases) / sizeof(cases[0]); j++) {
        double seconds = 77;
        assert_false(cc_duration_parse(cases[j], &seconds));
        assert_true(seconds == 77);
    }
}

static void
a_percentage_is_a_number_and_a_sign_of_any_length(void **state)
{
    (void)state;
    char longer[200] = "";
    memset(longer, '0', 150);
    strcpy(longer + 150, "95%");
    static const char *const good[] = {"95%", "95 %", " 95% ", "9.5e1%"};
    static const char *const bad[] = {"95", "%", "95%%", "95% x", "x95%", "0x5f%", "inf%", ""};
    double share = 77;
    for (size_t j = 0; j < sizeof(bad) / sizeof(bad[0]); j++) {
        assert_false(cc_percent_parse(bad[j], &share));
        assert_true(share == 77);
    }
    for (size_t j = 0; j < sizeof(good) / sizeof(good[0]); j++) {
        share = 0;
        assert_true(cc_percent_parse(good[j], &share));
        assert_true(share == 0.95);
    }
    share = 0;
    assert_true(cc_percent_parse(longer, &share));
    assert_true(share == 0.95);
    strcpy(longer + 150, "95garbage%");
    assert_false(cc_percent_parse(longer, &share));
}

static void
a_share_is_a_number_or_a_percentage(void **state)
{
    (void)state;
    double share = 0;
    assert_true(cc_share_parse("0.25", &share) && share == 0.25);
    assert_true(cc_share_parse("80 %", &share) && share == 0.8);
    assert_false(cc_share_parse("20 s", &share));
    assert_true(share == 0.8);
}

static void
a_whole_number_is_digits_within_its_range(void **state)
{
    (void)state;
    uint64_t number = 77;
    static const char *const bad[] = {"",
                                      "-1",
                                      "+1",
                                      " 1",
                                      "1 ",
                                      "1.0",
                                      "1e3",
                                      "0x1",
                                      "4",
                                      "11",
                                      "18446744073709551621",
                                      "99999999999999999999999"};
    for (size_t j = 0; j < sizeof(bad) / sizeof(bad[0]); j++) {
        assert_false(cc_whole_parse(bad[j], 5, 10, &number));
        assert_true(number == 77);
    }
    assert_true(cc_whole_parse("0005", 5, 10, &number) && number == 5);
    assert_true(cc_whole_parse("10", 5, 10, &number) && number == 10);
    assert_true(cc_whole_parse("18446744073709551615", 0, UINT64_MAX, &number));
    assert_true(number == UINT64_MAX);
    assert_false(cc_whole_parse("18446744073709551616", 0, UINT64_MAX, &number));
    static const char text[] = "12 09:30";
    assert_ptr_equal(cc_whole_read(text, 100, &number), text + 2);
    assert_true(number == 12);
    assert_null(cc_whole_read("-2 09:30", 100, &number));
    assert_null(cc_whole_read("4294967297 09:30", 1000000, &number));
}

static void
a_time_of_day_is_hours_and_minutes_up_to_24(void **state)
{
    (void)state;
    double seconds = -1;
    assert_true(cc_time_of_day_parse("00:00", &seconds));
    assert_true(seconds == 0);
    assert_true(cc_time_of_day_parse("07:30", &seconds));
    assert_true(seconds == 27000);
    assert_true(cc_time_of_day_parse("7:30", &seconds));
    assert_true(seconds == 27000);
    assert_true(cc_time_of_day_parse("24:00", &seconds));
    assert_true(seconds == 86400);
    assert_true(cc_time_of_day_parse("23:59:59", &seconds));
    assert_true(seconds == 86399);
    static const char *const bad[] = {"",      "7:3",  "07:60", "24:01",  "25:00",
                                      "07-30", "07:3", "0730",  "07:30x", "-7:30"};
    for (size_t j = 0; j < sizeof(bad) / sizeof(bad[0]); j++) {
        assert_false(cc_time_of_day_parse(bad[j], &seconds));
    }
}

static void
a_number_is_decimal_and_finite(void **state)
{
    (void)state;
    double value = 0;
    assert_true(cc_number_parse("-0", &value));
    assert_false(signbit(value));
    assert_true(cc_number_parse("-2.5e-3 ", &value));
    assert_true(value == -2.5e-3);
    static const char *const bad[] = {"",    "0x10", "inf", "nan", "1e999",
                                      "1 2", "3a",   "--3", "1e",  "."};
    for (size_t j = 0; j < sizeof(bad) / sizeof(bad[0]); j++) {
        assert_false(cc_number_parse(bad[j], &value));
    }
}

static void
a_written_duration_reads_back(void **state)
{
    (void)state;
    static const double cases[] = {0,      1,   20,           90,  240,    5400,
                                   172800, 0.1, 1234.5678901, 100, 1e9 + 1};
    char buffer[64];
    for (size_t j = 0; j < sizeof(cases) / sizeof(cases[0]); j++) {
        double seconds = -1;
        assert_true(
            cc_duration_parse(cc_duration_format(cases[j], buffer, sizeof(buffer)), &seconds));
        assert_true(seconds == cases[j]);
    }
    assert_string_equal(cc_duration_format(240, buffer, sizeof(buffer)), "4 min");
    assert_string_equal(cc_duration_format(20, buffer, sizeof(buffer)), "20 s");
    assert_string_equal(cc_time_of_day_format(27000, buffer, sizeof(buffer)), "07:30");
    assert_string_equal(cc_time_of_day_format(86400 + 3661, buffer, sizeof(buffer)), "01:01:01");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_duration_is_a_number_and_a_unit),
        cmocka_unit_test(what_is_not_a_duration_is_refused_and_writes_nothing),
        cmocka_unit_test(a_share_is_a_number_or_a_percentage),
        cmocka_unit_test(a_percentage_is_a_number_and_a_sign_of_any_length),
        cmocka_unit_test(a_whole_number_is_digits_within_its_range),
        cmocka_unit_test(a_time_of_day_is_hours_and_minutes_up_to_24),
        cmocka_unit_test(a_number_is_decimal_and_finite),
        cmocka_unit_test(a_written_duration_reads_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

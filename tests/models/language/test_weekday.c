/* Weekdays by their names in many languages. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "models/language/weekday.h"
#include <cmocka.h>

static void
names_are_read_however_they_are_shortened(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int day;
    } cases[] = {
        {"Mon", 0},
        {"thursday", 3},
        {"Tues", 1},
        {"SUN.", 6},
        {"Lun", 0},
        {"mar.", 1},
        {"MERCOLEDÌ", 2},
        {"Çarşamba", 2},
        {"ŚRODA", 2},
        {"PONIEDZIAŁEK", 0},
        {"Čtvrtek", 3},
        {"NEDEĽA", 6},
        {"Lördag", 5},
        {"Terça-feira", 1},
        {"sunnuntai", 6},
        {"Sonnabend", 5},
        {"csütörtök", 3},
        {"marți", 1},
        {"dissabte", 5},
        {"vrijdag", 4},
        {"", CC_WEEKDAY_NONE},
        {"M", CC_WEEKDAY_NONE},
        {"Monday morning", CC_WEEKDAY_NONE},
        {"Montagx", CC_WEEKDAY_NONE},
        {"Total", CC_WEEKDAY_NONE},
        {".", CC_WEEKDAY_NONE},
    };
    for (size_t j = 0; j < sizeof(cases) / sizeof(cases[0]); j++) {
        if (cc_weekday_of(cases[j].text, CC_WEEKDAY_ANY) != cases[j].day) {
            fail_msg("\"%s\": %d", cases[j].text, cc_weekday_of(cases[j].text, CC_WEEKDAY_ANY));
        }
    }
}

static void
what_languages_disagree_on_is_told_by_other_names(void **state)
{
    (void)state;
    assert_int_equal(cc_weekday_of("di", CC_WEEKDAY_ANY), CC_WEEKDAY_UNCLEAR);
    assert_int_equal(cc_weekday_of("di", cc_weekday_narrow("mi", CC_WEEKDAY_ANY)), 1);
    assert_int_equal(cc_weekday_of("di", cc_weekday_narrow("jeu", CC_WEEKDAY_ANY)), 6);
    assert_int_equal(cc_weekday_of("ma", cc_weekday_narrow("woe", CC_WEEKDAY_ANY)), 0);
    assert_int_equal(cc_weekday_of("ma", cc_weekday_narrow("gio", CC_WEEKDAY_ANY)), 1);
    assert_int_equal(cc_weekday_of("so", cc_weekday_narrow("čt", CC_WEEKDAY_ANY)), 5);
    assert_int_equal(cc_weekday_narrow("Total", CC_WEEKDAY_ANY), 0);
    assert_int_equal(cc_weekday_of("di", cc_weekday_narrow("wt", CC_WEEKDAY_ANY)), CC_WEEKDAY_NONE);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_read_however_they_are_shortened),
        cmocka_unit_test(what_languages_disagree_on_is_told_by_other_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

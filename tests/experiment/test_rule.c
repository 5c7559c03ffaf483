/* Conditions as people write them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "experiment/rule.h"
#include "tests/support/near.h"
#include <string.h>

static void
a_precision_is_relative_or_in_the_unit(void **state)
{
    (void)state;
    xp_precision rule;
    cc_refusal refusal;
    assert_int_equal(xp_precision_parse(&rule, "asa channel:voice relative 2%", &refusal), 0);
    assert_string_equal(rule.kpi, "asa");
    assert_string_equal(rule.scope, "channel:voice");
    assert_true(rule.relative);
    assert_int_equal(rule.notation, XP_NUMBER_ALONE); /* of a figure in any unit */
    assert_near(rule.value, 0.02, 1e-15);
    assert_int_equal(xp_precision_parse(&rule, "asa relative 0.02", &refusal), 0);
    assert_string_equal(rule.scope, "center");
    assert_true(rule.relative);
    assert_int_equal(xp_precision_parse(&rule, "blocking 2%", &refusal), 0);
    assert_false(rule.relative); /* as in a requirement: 0.02 */
    assert_int_equal(rule.notation, XP_SHARE);
    assert_near(rule.value, 0.02, 1e-15);
    assert_int_equal(xp_precision_parse(&rule, "contacts channel:voice/@2 after 5", &refusal), 0);
    assert_string_equal(rule.scope, "channel:voice/@2 after");
    assert_near(rule.value, 5, 0);
    assert_int_equal(xp_precision_parse(&rule, "asa channel:voice/@2 09:30", &refusal),
                     SIM_ERR_REFUSED); /* without a value */
    assert_int_equal(xp_precision_parse(&rule, "asa 0.5 s", &refusal), 0);
    assert_string_equal(rule.scope, "center");
    assert_false(rule.relative);
    assert_int_equal(rule.notation, XP_DURATION);
    assert_near(rule.value, 0.5, 1e-15);
    assert_int_equal(xp_precision_parse(&rule, "hours_paid 90 min", &refusal), 0);
    assert_int_equal(rule.notation, XP_NUMBER_ALONE); /* in the figure's unit, h */
    assert_near(rule.value, 1.5, 1e-12);
    assert_int_equal(xp_precision_parse(&rule, "difference asa center 1", &refusal), 0);
    assert_true(rule.difference);
}

static void
what_is_no_precision_is_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "",        "asa",         "asa center",   "asa center x%",    "asa 0 s",
        "asa -1%", "asa 2% more", "asa relative", "asa relative 2 s", "asa 2% relative"};
    for (size_t j = 0; j < sizeof(bad) / sizeof(*bad); j++) {
        xp_precision rule;
        cc_refusal refusal;
        assert_int_equal(xp_precision_parse(&rule, bad[j], &refusal), SIM_ERR_REFUSED);
        assert_non_null(strstr(refusal.text, "precision"));
    }
}

static void
a_requirement_has_a_bound_a_comparison_and_a_value(void **state)
{
    (void)state;
    xp_require it;
    cc_refusal refusal;
    assert_int_equal(xp_require_parse(&it, "service_level_g1 channel:voice >= 0.8", &refusal), 0);
    assert_int_equal(it.bound, XP_MEAN);
    assert_string_equal(it.comparison, ">=");
    assert_int_equal(it.notation, XP_NUMBER_ALONE);
    assert_near(it.value, 0.8, 1e-15);
    assert_int_equal(xp_require_parse(&it, "service_level_g1 channel:voice lower>80%", &refusal),
                     0);
    assert_int_equal(it.bound, XP_LOWER);
    assert_string_equal(it.comparison, ">");
    assert_string_equal(it.scope, "channel:voice");
    assert_near(it.value, 0.8, 1e-15);
    assert_int_equal(xp_require_parse(&it, "upper asa channel:voice <= 1 min", &refusal), 0);
    assert_int_equal(it.bound, XP_UPPER);
    assert_string_equal(it.kpi, "asa");
    assert_int_equal(it.notation, XP_DURATION);
    assert_near(it.value, 60, 1e-12);
    assert_int_equal(xp_require_parse(&it, "hours_paid <= 90 h", &refusal), 0);
    assert_int_equal(it.notation, XP_NUMBER_ALONE);
    assert_near(it.value, 90, 1e-12);
    assert_int_equal(xp_require_parse(&it, "occupancy < 0.9", &refusal), 0);
    assert_string_equal(it.scope, "center");
    assert_int_equal(xp_require_parse(&it, "asa channel:voice/@2 09:30 < 20", &refusal), 0);
    assert_string_equal(it.scope, "channel:voice/@2 09:30");
}

static void
what_is_no_requirement_is_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {"", "asa", "asa >= ", ">= 3", "asa = 3", "asa >= three"};
    for (size_t j = 0; j < sizeof(bad) / sizeof(*bad); j++) {
        xp_require it;
        cc_refusal refusal;
        assert_int_equal(xp_require_parse(&it, bad[j], &refusal), SIM_ERR_REFUSED);
        assert_non_null(strstr(refusal.text, "require"));
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_precision_is_relative_or_in_the_unit),
        cmocka_unit_test(what_is_no_precision_is_refused),
        cmocka_unit_test(a_requirement_has_a_bound_a_comparison_and_a_value),
        cmocka_unit_test(what_is_no_requirement_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

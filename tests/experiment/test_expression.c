/* Values against the same in C, gradients against differences, and texts that are refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "experiment/expression.h"
#include "sim/random.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static double
value_of(const char *text, const double *value, double *gradient)
{
    xp_expression it;
    cc_refusal refusal = {""};
    if (xp_expression_parse(&it, text, &refusal) != SIM_OK) {
        fail_msg("%s: %s", text, refusal.text);
    }
    const double x = xp_expression_value(&it, value, gradient);
    xp_expression_free(&it);
    return x;
}

static void
precedence_is_that_of_arithmetic(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double value;
    } cases[] = {
        {"1 + 2 * 3", 7},         {"(1 + 2) * 3", 9},  {"8 - 3 - 2", 3},
        {"8 / 4 / 2", 1},         {"2 ^ 3 ^ 2", 512},  {"-2 ^ 2", -4},
        {"2 ^ -1", 0.5},          {"2 * -3", -6},      {"--2", 2},
        {"1.5e2 + .5", 150.5},    {"min(3, 1, 2)", 1}, {"max(1, 2) - abs(-4)", -2},
        {"sqrt(16) + exp(0)", 5}, {"log(exp(2))", 2},  {"sin(0) + cos(0)", 1},
    };
    for (size_t j = 0; j < sizeof(cases) / sizeof(cases[0]); j++) {
        if (fabs(value_of(cases[j].text, NULL, NULL) - cases[j].value) > 1e-12) {
            fail_msg("%s is %.17g", cases[j].text, value_of(cases[j].text, NULL, NULL));
        }
    }
}

static void
names_are_numbered_as_they_come_and_may_have_a_scope(void **state)
{
    (void)state;
    xp_expression it;
    cc_refusal refusal = {""};
    assert_int_equal(xp_expression_parse(&it,
                                         "cost / answered[ channel:voice/@2 09:30 ] + cost"
                                         " - c(answered)[center] + answered",
                                         &refusal),
                     SIM_OK);
    assert_int_equal(it.n_names, 4);
    assert_string_equal(it.name[0].name, "cost");
    assert_string_equal(it.name[0].scope, "");
    assert_string_equal(it.name[1].name, "answered");
    assert_string_equal(it.name[1].scope, "channel:voice/@2 09:30");
    assert_string_equal(it.name[2].name, "c(answered)");
    assert_string_equal(it.name[2].scope, "center");
    assert_string_equal(it.name[3].scope, "");
    const double v[] = {10, 4, 3, 100};
    assert_true(xp_expression_value(&it, v, NULL) == 10.0 / 4 + 10 - 3 + 100);
    xp_expression_free(&it);
}

static void
what_is_undefined_is_nan_and_stays_so(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "0 / 0",     "1 / 0",         "sqrt(-1)",      "log(0)",     "1 / (1 / 0)",  "exp(1000)",
        "0 * (1/0)", "min(1, 0 / 0)", "max(0 / 0, 1)", "(-1) ^ 0.5", "1 / exp(1000)"};
    for (size_t j = 0; j < sizeof(texts) / sizeof(texts[0]); j++) {
        if (!isnan(value_of(texts[j], NULL, NULL))) {
            fail_msg("%s is %g", texts[j], value_of(texts[j], NULL, NULL));
        }
    }
    const double infinite[] = {INFINITY};
    assert_true(isnan(value_of("1 / a", infinite, NULL)));
}

/* Against central differences at random places. */
static void
gradients_are_the_slopes(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "a / b",
        "a * b - b / a + 3",
        "sin(a) * cos(b) ^ 2 + exp(-a)",
        "log(a + b) ^ 3",
        "a ^ b",
        "sqrt(a * b) / (1 + abs(a - 2 * b))",
        "min(a, b) * max(a, 2) - -a",
        "2 ^ a + b ^ 2",
        "sin(a) + 7 * sin(b)^2 + 0.1 * c^4 * sin(a)",
    };
    sim_stream stream = sim_stream_make((sim_key){1, 0}, (sim_name){0, 0, 0});
    for (size_t j = 0; j < sizeof(texts) / sizeof(texts[0]); j++) {
        for (int k = 0; k < 20; k++) {
            double v[3], gradient[XP_EXPRESSION_NAMES];
            for (int i = 0; i < 3; i++) {
                v[i] = 0.5 + 2 * sim_uniform(sim_stream_next(&stream));
            }
            (void)value_of(texts[j], v, gradient);
            for (int i = 0; i < (j == 8 ? 3 : 2); i++) {
                const double h = 1e-6, at = v[i];
                v[i] = at + h;
                const double above = value_of(texts[j], v, NULL);
                v[i] = at - h;
                const double slope = (above - value_of(texts[j], v, NULL)) / (2 * h);
                v[i] = at;
                if (fabs(slope - gradient[i]) > 1e-6 * (1 + fabs(slope))) {
                    fail_msg("%s: slope %d is %g, not %g", texts[j], i, gradient[i], slope);
                }
            }
        }
    }
}

static void
what_does_not_depend_on_a_name_has_slope_0(void **state)
{
    (void)state;
    const double v[] = {-3, 0};
    double gradient[XP_EXPRESSION_NAMES];
    assert_true(value_of("a ^ 2 + 0 * b", v, gradient) == 9);
    assert_true(gradient[0] == -6 && gradient[1] == 0);
    assert_true(value_of("a ^ 0 + abs(b)", v, gradient) == 1);
}

static void
no_expression_is_refused(const char *text, const char *words)
{
    xp_expression it;
    cc_refusal refusal = {""};
    if (xp_expression_parse(&it, text, &refusal) != SIM_ERR_REFUSED ||
        strstr(refusal.text, words) == NULL) {
        fail_msg("%.60s: %s", text, refusal.text);
    }
}

static void
bad_texts_are_refused_with_the_place(void **state)
{
    (void)state;
    static const struct {
        const char *text, *words;
    } cases[] = {
        {"", "must have a number, a name or ( here (at its end)"},
        {"a +", "at its end"},
        {"a b", "must end here or go on with + - * / ^ (at \"b\")"},
        {"(a", "misses a )"},
        {"a)", "must end here"},
        {"a[", "misses a ]"},
        {"a[]", "must have a scope"},
        {"squrt(2)", "unknown function; did you mean sqrt?"},
        {"foo(2)", "unknown function (at \"foo(2)\")"},
        {"sqrt(1, 2)", "too many arguments"},
        {"min(1)", "two arguments"},
        {"c(1)", "name of a counter"},
        {"c(answered", "misses a )"},
        {"1.2.3", "no number here"},
        {"a % b", "must end here"},
        {"1e999", "no number here"},
        {"a+b+c+d+e+f+g+h+i+j+k+l+m+n+o+p+q", "too many different names"},
    };
    for (size_t j = 0; j < sizeof(cases) / sizeof(cases[0]); j++) {
        no_expression_is_refused(cases[j].text, cases[j].words);
    }
}

/* A million of each sign, and nests of any kind just above the bound. */
static void
no_text_is_too_much(void **state)
{
    (void)state;
    static const char *const signs[] = {"(", "-", "1+", "2^", "sin(", "a[", "a*", "((("};
    for (size_t j = 0; j < sizeof(signs) / sizeof(signs[0]); j++) {
        const size_t n = strlen(signs[j]);
        for (size_t count = 100; count <= 1000000; count *= 100) {
            char *text = malloc(count * n + 1);
            assert_non_null(text);
            for (size_t k = 0; k < count; k++) {
                memcpy(text + k * n, signs[j], n + 1);
            }
            xp_expression it;
            cc_refusal refusal;
            assert_int_equal(xp_expression_parse(&it, text, &refusal), SIM_ERR_REFUSED);
            free(text);
        }
    }
    /* random texts: refused, or with a value */
    static const char *const pieces[] = {"a", "b",    "1", "+",   "-", "*",    "/",  "^",  "(",
                                         ")", "min(", ",", "[x]", " ", "sin(", "c(", ".5", "e"};
    sim_stream stream = sim_stream_make((sim_key){2, 0}, (sim_name){0, 0, 0});
    int good = 0;
    for (int k = 0; k < 20000; k++) {
        char text[200] = "";
        for (uint64_t j = sim_stream_next(&stream) % 12; j > 0; j--) {
            strcat(text, pieces[sim_stream_next(&stream) % (sizeof(pieces) / sizeof(pieces[0]))]);
        }
        xp_expression it;
        cc_refusal refusal;
        const double v[XP_EXPRESSION_NAMES] = {1, 2, 3};
        double gradient[XP_EXPRESSION_NAMES];
        if (xp_expression_parse(&it, text, &refusal) == SIM_OK) {
            (void)xp_expression_value(&it, v, gradient);
            xp_expression_free(&it);
            good++;
        }
    }
    assert_true(good > 500);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(precedence_is_that_of_arithmetic),
        cmocka_unit_test(names_are_numbered_as_they_come_and_may_have_a_scope),
        cmocka_unit_test(what_is_undefined_is_nan_and_stays_so),
        cmocka_unit_test(gradients_are_the_slopes),
        cmocka_unit_test(what_does_not_depend_on_a_name_has_slope_0),
        cmocka_unit_test(bad_texts_are_refused_with_the_place),
        cmocka_unit_test(no_text_is_too_much),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Numbers and lines as people read them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/lines.h"
#include "report/text.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static char buffer[128];

static const char *
value(xp_style style, double x, double half_width)
{
    const xp_format format = xp_format_for(style, x, half_width);
    return xp_text_value(&format, x, buffer, sizeof(buffer));
}

static const char *
difference(xp_style style, double largest, double x, double half_width, bool equal)
{
    const xp_format format = xp_format_for(style, largest, half_width);
    const sim_interval it = sim_interval_around(x, half_width, 30);
    return xp_text_difference(&format, &it, equal, "+-", buffer, sizeof(buffer));
}

static const char *
half_width(const xp_format *format, double lower, double mean, double upper)
{
    const sim_interval it = {
        .mean = mean, .half_width = (upper - lower) / 2, .lower = lower, .upper = upper};
    return xp_text_half_width(format, &it, buffer, sizeof(buffer));
}

static void
figures_are_written_as_their_size_asks(void **state)
{
    (void)state;
    assert_string_equal(value(XP_COUNT, 1199.2, 3), "1,199");
    assert_string_equal(value(XP_COUNT, 96.5, 3), "96.5");
    assert_string_equal(value(XP_COUNT, 1234567.8, 3), "1,234,568");
    assert_string_equal(value(XP_COUNT, 0.123, 3), "0.12");
    assert_string_equal(value(XP_COUNT, 0, 0), "0");
    assert_string_equal(value(XP_NUMBER, 1.4512, 0.01), "1.45");
    assert_string_equal(value(XP_PERCENT, 0.8312, 0.01), "83.1 %");
    assert_string_equal(value(XP_MONEY, 3214.7, 3), "3,215");
    assert_string_equal(value(XP_MONEY, 2.234, 0.01), "2.23");
    assert_string_equal(value(XP_COUNT, NAN, NAN), "-");
    assert_string_equal(value(XP_PERCENT, NAN, NAN), "-");
}

static void
times_take_a_unit_and_are_no_finer_than_known(void **state)
{
    (void)state;
    assert_string_equal(value(XP_TIME, 57.3, 2), "57 s");
    assert_string_equal(value(XP_TIME, 57.3, 0.2), "57.3 s");
    assert_string_equal(value(XP_TIME, 238, 5), "238 s");
    assert_string_equal(value(XP_TIME, 540, 60), "9 min");
    assert_string_equal(value(XP_TIME, 12 * 3600, 3600), "12 h");
    assert_string_equal(value(XP_TIME, 3 * 86400, 86400), "3 d");
    assert_string_equal(value(XP_TIME, 5.871, NAN), "5.87 s");
    assert_string_equal(value(XP_TIME, 110.5, 0), "110.5 s"); /* exactly */
    assert_string_equal(value(XP_TIME, 110.5, 2), "110 s");
    assert_string_equal(value(XP_TIME, 120, 0), "120 s");
}

static void
differences_carry_sign_and_half_width(void **state)
{
    (void)state;
    assert_string_equal(difference(XP_PERCENT, 0.88, 0.054, 0.003, false), "+5.4 +-0.3");
    assert_string_equal(difference(XP_TIME, 720, 180, 60, false), "+3 +-1 min");
    assert_string_equal(difference(XP_COUNT, 1444, -361, 5, false), "-361 +-5");
    assert_string_equal(difference(XP_COUNT, 1444, 0, 0, true), "0");
    assert_string_equal(difference(XP_COUNT, 1444, NAN, NAN, false), "");
    assert_string_equal(difference(XP_COUNT, 1444, -361, NAN, false), "-361");
    assert_string_equal(difference(XP_NUMBER, 1.45, -0.02, 0.01, false), "-0.02 +-0.01");
}

/* The difference as it is written beside two figures as they are. */
static const char *
beside(double a, double b, double half_width, char columns[64])
{
    const sim_interval it = sim_interval_around(b - a, half_width, 30);
    const xp_format base = xp_format_for(XP_COUNT, fmax(a, b), half_width);
    const xp_format format = xp_format_fit_difference(base, a, b, &it);
    char first[32], second[32];
    snprintf(columns, 64, "%s %s", xp_text_value(&format, a, first, sizeof(first)),
             xp_text_value(&format, b, second, sizeof(second)));
    const sim_interval read = xp_format_read_off(&format, a, b, &it);
    return xp_text_difference(&format, &read, false, "+-", buffer, sizeof(buffer));
}

static void
a_difference_is_that_of_the_figures_as_they_are_written(void **state)
{
    (void)state;
    char columns[64];
    assert_string_equal(beside(107.6, 107.4, 0, columns), "-0.2 +-0"); /* rounded alone: 108, 107 */
    assert_string_equal(columns, "107.6 107.4");
    assert_string_equal(beside(1444.4, 1083.6, 5, columns), "-360 +-5"); /* alone: -361 */
    assert_string_equal(columns, "1,444 1,084");
    assert_string_equal(beside(200.4, 201.6, 0.7, columns),
                        "+1.2 +-0.7"); /* alone: +1, as 200, 202 */
    assert_string_equal(columns, "200.4 201.6");
    assert_string_equal(beside(500, 500 + 1e-6, 1e-7, columns), "~0");
    assert_string_equal(columns, "500 500");
    const sim_interval it = sim_interval_around(0.5, 1e-4, 30);
    const xp_format format = xp_format_fit(xp_format_for(XP_PERCENT, 0.5, 1e-4), &it);
    assert_string_equal(xp_text_value(&format, 0.5, buffer, sizeof(buffer)), "50.00 %");
}

static void
a_half_width_is_not_written_as_0_unless_it_is_known_to_be(void **state)
{
    (void)state;
    assert_string_equal(difference(XP_MONEY, 3332, 117.04, 0.2, false), "+117.0 +-0.2");
    assert_string_equal(difference(XP_NUMBER, 1.45, -0.0652, 0.003, false), "-0.065 +-0.003");
    assert_string_equal(difference(XP_COUNT, 96, -9.6, 1e-14, false), "-9.6 +-0");
    const xp_format format = xp_format_for(XP_PERCENT, 0.5, 1e-4);
    assert_string_equal(half_width(&format, 0.5 - 1e-4, 0.5, 0.5 + 1e-4), "0.01");
    assert_string_equal(half_width(&format, 0.5, 0.5, 0.5), "0");
    assert_string_equal(half_width(&format, 0, 0, 0), "");
    assert_string_equal(half_width(&format, 0.5 - NAN, 0.5, 0.5 + NAN), "");
}

static void
an_interval_with_one_longer_side_is_written_by_its_ends(void **state)
{
    (void)state;
    const xp_format format = xp_format_for(XP_PERCENT, 0.5, 0.01);
    assert_string_equal(half_width(&format, 0.48, 0.5, 0.528), "2.4"); /* two fifths longer */
    assert_string_equal(half_width(&format, 0.48, 0.5, 0.531), "48.0..53.1");
    assert_string_equal(half_width(&format, 0, 0, 0.03), "0..3.0");
    assert_string_equal(half_width(&format, 0, 0, 2e-4), "0..0.02");
    const sim_interval fewer = {.mean = -5, .half_width = 2, .lower = -8, .upper = -4};
    const xp_format minutes = xp_format_for(XP_TIME, 1000, 120);
    const sim_interval longer = {.mean = 120, .half_width = 120, .lower = 60, .upper = 300};
    xp_format count = xp_format_for(XP_COUNT, 1000, 2);
    assert_string_equal(xp_text_difference(&count, &fewer, false, "+-", buffer, sizeof(buffer)),
                        "-8..-4");
    assert_string_equal(xp_text_difference(&minutes, &longer, false, "+-", buffer, sizeof(buffer)),
                        "+1..+5 min");
    assert_string_equal(xp_text_amount(&count, &fewer, "+-", buffer, sizeof(buffer)), "4 to 8");
    assert_string_equal(half_width(&format, 0.48, 0.5, INFINITY), "48.0..?");
    const sim_interval worse = {
        .mean = -0.008, .half_width = 0.018, .lower = -0.036, .upper = -1e-4};
    assert_string_equal(xp_text_difference(&format, &worse, false, "+-", buffer, sizeof(buffer)),
                        "-3.60..-0.01"); /* 0 is not in it */
}

static void
spans_take_the_unit_people_use(void **state)
{
    (void)state;
    assert_string_equal(xp_text_span(20, buffer, sizeof(buffer)), "20 s");
    assert_string_equal(xp_text_span(60, buffer, sizeof(buffer)), "60 s");
    assert_string_equal(xp_text_span(300, buffer, sizeof(buffer)), "5 min");
    assert_string_equal(xp_text_span(120, buffer, sizeof(buffer)), "120 s");
    assert_string_equal(xp_text_span(180, buffer, sizeof(buffer)), "3 min");
    assert_string_equal(xp_text_span(3600, buffer, sizeof(buffer)), "60 min");
    assert_string_equal(xp_text_span(5400, buffer, sizeof(buffer)), "90 min");
    assert_string_equal(xp_text_span(7200, buffer, sizeof(buffer)), "2 h");
    assert_string_equal(xp_text_span(9000, buffer, sizeof(buffer)), "150 min");
    assert_string_equal(xp_text_span(86400, buffer, sizeof(buffer)), "24 h");
    assert_string_equal(xp_text_span(2 * 86400, buffer, sizeof(buffer)), "48 h");
    assert_string_equal(xp_text_span(49 * 3600, buffer, sizeof(buffer)), "49 h");
    assert_string_equal(xp_text_span(7 * 86400, buffer, sizeof(buffer)), "7 d");
    assert_string_equal(xp_text_span(90.5, buffer, sizeof(buffer)), "90.5 s");
}

static void
columns_count_characters(void **state)
{
    (void)state;
    assert_int_equal(xp_text_width("±2 für"), 6);
    xp_text_cut(buffer, sizeof(buffer), "Größencenter", 6);
    assert_string_equal(buffer, "Größ..");
    xp_text_cut(buffer, sizeof(buffer), "Größen", 6);
    assert_string_equal(buffer, "Größen");
    char *text = NULL;
    size_t size = 0;
    FILE *file = open_memstream(&text, &size);
    xp_text_right(file, "±2", 5);
    fclose(file);
    assert_string_equal(text, "   ±2");
    free(text);
}

static void
paragraphs_break_before_the_edge(void **state)
{
    (void)state;
    char paragraph[1200] = "";
    for (int j = 0; j < 150; j++) {
        strcat(paragraph, j % 7 == 0 ? "±long " : "word ");
    }
    char *text = NULL;
    size_t size = 0;
    FILE *file = open_memstream(&text, &size);
    xp_text_wrap(file, paragraph);
    fclose(file);
    int n_lines = 0;
    char *rest = NULL;
    for (char *line = strtok_r(text, "\n", &rest); line != NULL;
         line = strtok_r(NULL, "\n", &rest)) {
        assert_in_range(xp_text_width(line), 1, 79);
        assert_true(line[strlen(line) - 1] != ' ');
        n_lines++;
    }
    assert_in_range(n_lines, 9, 12);
    free(text);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_are_written_as_their_size_asks),
        cmocka_unit_test(times_take_a_unit_and_are_no_finer_than_known),
        cmocka_unit_test(differences_carry_sign_and_half_width),
        cmocka_unit_test(a_difference_is_that_of_the_figures_as_they_are_written),
        cmocka_unit_test(a_half_width_is_not_written_as_0_unless_it_is_known_to_be),
        cmocka_unit_test(an_interval_with_one_longer_side_is_written_by_its_ends),
        cmocka_unit_test(spans_take_the_unit_people_use),
        cmocka_unit_test(columns_count_characters),
        cmocka_unit_test(paragraphs_break_before_the_edge),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

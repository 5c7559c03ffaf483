/* CSV files as people and programs write them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "models/language/csv.h"
#include "tests/support/scenarios.h"
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

static void
quotes_blanks_and_line_ends_are_understood(void **state)
{
    (void)state;
    const char *path = file_of_test("good.csv", "\xEF\xBB\xBF time , \"calls, all\" ,note\r\n"
                                                "08:00, 10 ,\"he said \"\"no\"\"\"\r\n\r\n"
                                                "09:00,\"20\",\"two\nlines\"\n10:00,,last");
    cc_csv csv;
    cc_refusal refusal = {""};
    assert_int_equal(cc_csv_read(&csv, path, &refusal), SIM_OK);
    assert_int_equal(csv.n_columns, 3);
    assert_int_equal(csv.n_rows, 3);
    const int calls = cc_csv_column(&csv, "calls, all");
    assert_int_equal(calls, 1);
    assert_int_equal(cc_csv_column(&csv, "time"), 0);
    assert_int_equal(cc_csv_column(&csv, "calls"), -1);
    assert_string_equal(cc_csv_field(&csv, 0, 1), "10");
    assert_string_equal(cc_csv_field(&csv, 0, 2), "he said \"no\"");
    assert_string_equal(cc_csv_field(&csv, 1, 1), "20");
    assert_string_equal(cc_csv_field(&csv, 1, 2), "two\nlines");
    assert_string_equal(cc_csv_field(&csv, 2, 1), "");
    assert_string_equal(cc_csv_field(&csv, 2, 2), "last");
    /* Lines of the file, not numbers of rows. */
    assert_int_equal(csv.line[0], 2);
    assert_int_equal(csv.line[1], 4);
    assert_int_equal(csv.line[2], 6);
    assert_int_equal(cc_csv_refuse(&csv, 1, 1, "must be odd", &refusal), SIM_ERR_REFUSED);
    assert_non_null(
        strstr(refusal.text, "good.csv:4: row 2: column \"calls, all\": must be odd (is \"20\")"));
    cc_csv_free(&csv);
}

static void
what_is_no_table_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *text, *message;
    } cases[] = {
        {"", "bad.csv:1: a line of column names is missing"},
        {"\n\n", "a line of column names is missing"},
        {"a,b,a\n", "bad.csv:1: two columns have the same name (\"a\")"},
        {"a,b\n1\n", "bad.csv:2: the row must have as many fields as the header: 2 (is 1)"},
        {"a,b\n1,2,3\n", "bad.csv:2: the row must have as many fields as the header: 2 (is 3)"},
        {"a,b\n1,\"2\n", "bad.csv:2: a quote is not closed"},
        {"a,b\n1,\"2\"3\n", "bad.csv:2: a quoted field must end at a comma"},
    };
    for (size_t j = 0; j < sizeof(cases) / sizeof(cases[0]); j++) {
        cc_csv csv;
        cc_refusal refusal = {""};
        const char *path = file_of_test("bad.csv", cases[j].text);
        assert_int_equal(cc_csv_read(&csv, path, &refusal), SIM_ERR_REFUSED);
        if (strstr(refusal.text, cases[j].message) == NULL) {
            fail_msg("wanted %s, got %s", cases[j].message, refusal.text);
        }
    }
}

/* Scenarios keep the names of the files that they were made of, so that no answer goes over one. */
static void
the_name_of_what_was_read_outlives_the_callers(void **state)
{
    (void)state;
    char path[512];
    snprintf(path, sizeof(path), "%s", file_of_test("kept.csv", "a\n1\n"));
    cc_csv csv;
    cc_refusal refusal = {""};
    assert_int_equal(cc_csv_read(&csv, path, &refusal), SIM_OK);
    memset(path, 'x', strlen(path));
    assert_non_null(strstr(csv.input.name, "kept.csv"));
    cc_csv_free(&csv);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quotes_blanks_and_line_ends_are_understood),
        cmocka_unit_test(what_is_no_table_is_refused),
        cmocka_unit_test(the_name_of_what_was_read_outlives_the_callers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* CSV files as people and programs write them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "models/language/sheet_read.h"
#include "models/language/sheet_value.h"
#include "tests/support/scenarios.h"
#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
quotes_blanks_and_line_ends_are_understood(void **state)
{
    (void)state;
    const char *path = file_of_test("good.csv", "\xEF\xBB\xBF time , \"calls, all\" ,note\r\n"
                                                "08:00, 10 ,\"he said \"\"no\"\"\"\r\n\r\n"
                                                "09:00,\"20\",\"two\nlines\"\n10:00,,last");
    cc_sheet sheet;
    cc_refusal refusal = {""};
    assert_int_equal(cc_sheet_read(&sheet, path, &(cc_sheet_form){0}, &refusal), SIM_OK);
    assert_int_equal(sheet.n_columns, 3);
    assert_int_equal(sheet.n_rows, 3);
    const int calls = cc_sheet_column(&sheet, "calls, all");
    assert_int_equal(calls, 1);
    assert_int_equal(cc_sheet_column(&sheet, "time"), 0);
    assert_int_equal(cc_sheet_column(&sheet, "calls"), -1);
    assert_string_equal(cc_sheet_field(&sheet, 0, 1), "10");
    assert_string_equal(cc_sheet_field(&sheet, 0, 2), "he said \"no\"");
    assert_string_equal(cc_sheet_field(&sheet, 1, 1), "20");
    assert_string_equal(cc_sheet_field(&sheet, 1, 2), "two\nlines");
    assert_string_equal(cc_sheet_field(&sheet, 2, 1), "");
    assert_string_equal(cc_sheet_field(&sheet, 2, 2), "last");
    /* Lines of the file, not numbers of rows. */
    assert_int_equal(sheet.line[0], 2);
    assert_int_equal(sheet.line[1], 4);
    assert_int_equal(sheet.line[2], 6);
    assert_int_equal(cc_sheet_refuse(&sheet, 1, 1, "must be odd", &refusal), SIM_ERR_REFUSED);
    assert_non_null(
        strstr(refusal.text, "good.csv:4: row 2: column \"calls, all\": must be odd (is \"20\")"));
    cc_sheet_free(&sheet);
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
        {"a,b\n1\n", "bad.csv:2: the row must have as many fields as the header: 2 (is 1)"},
        {"a,b\n1,2,3\n", "bad.csv:2: the row must have as many fields as the header: 2 (is 3)"},
        {"a,b\n1,\"2\n", "bad.csv:2: a quote is not closed"},
        {"a,b\n1,\"2\"3\n", "bad.csv:2: a quoted field must end at a comma"},
    };
    for (size_t j = 0; j < sizeof(cases) / sizeof(cases[0]); j++) {
        cc_sheet sheet;
        cc_refusal refusal = {""};
        const char *path = file_of_test("bad.csv", cases[j].text);
        assert_int_equal(cc_sheet_read(&sheet, path, &(cc_sheet_form){0}, &refusal),
                         SIM_ERR_REFUSED);
        if (strstr(refusal.text, cases[j].message) == NULL) {
            fail_msg("wanted %s, got %s", cases[j].message, refusal.text);
        }
    }
}

/* Writes the bytes, NUL bytes too, and reads them. */
static int
read_bytes(cc_sheet *sheet, const char *bytes, size_t n, const cc_sheet_form *form,
           cc_refusal *refusal)
{
    const char *path = file_of_test("bytes.csv", "");
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, n, file), n);
    assert_int_equal(fclose(file), 0);
    refusal->text[0] = '\0';
    return cc_sheet_read(sheet, path, form, refusal);
}

#define BYTES(text) text, sizeof(text) - 1

static const char *const names[] = {"a", "b", NULL};

static void
however_it_is_written_it_is_the_same_table(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t n;
        cc_sheet_form form;
    } cases[] = {
        {BYTES("a,b\n1,x y\n"), {0}},
        {BYTES("a;b\n1;x y\n"), {0}},
        {BYTES("a\tb\n1\tx y\n"), {0}},
        {BYTES("a|b\n1|x y\n"), {0}},
        {BYTES("a,b\r1,x y\r"), {0}},
        {BYTES("sep=;\r\na;b\r\n1;x y\r\n"), {0}},
        {BYTES("sep=,\na,b\n1,x y"), {0}},
        {BYTES("\n\na;b\n1;x y\n"), {0}},
        {BYTES("\xEF\xBB\xBF"
               "a,b\n1,x y\n"),
         {0}},
        {BYTES("\xFF\xFE"
               "a\0,\0b\0\n\0"
               "1\0,\0x\0 \0y\0\n\0"),
         {0}},
        {BYTES("a\0,\0b\0\n\0"
               "1\0,\0x\0 \0y\0\n\0"),
         {0}},
        {BYTES("\xFE\xFF"
               "\0a\0,\0b\0\n\0"
               "1\0,\0x\0 \0y\0\n"),
         {0}},
        {BYTES("1;x y\n"), {.separator = ';', .names = names}},
        {BYTES("1|x y|more|yet\n"), {.names = names}},
        {BYTES("a,b\n\"1\",\"x y\"\n"), {.encoding = "latin-1"}},
    };
    for (size_t j = 0; j < sizeof(cases) / sizeof(cases[0]); j++) {
        cc_sheet sheet;
        cc_refusal refusal;
        if (read_bytes(&sheet, cases[j].bytes, cases[j].n, &cases[j].form, &refusal) != SIM_OK) {
            fail_msg("case %zu: %s", j, refusal.text);
        }
        assert_int_equal(sheet.n_columns, 2);
        assert_int_equal(sheet.n_rows, 1);
        assert_int_equal(cc_sheet_column(&sheet, "a"), 0);
        assert_int_equal(cc_sheet_column(&sheet, "b"), 1);
        assert_string_equal(cc_sheet_field(&sheet, 0, 0), "1");
        assert_string_equal(cc_sheet_field(&sheet, 0, 1), "x y");
        cc_sheet_free(&sheet);
    }
}

static void
what_is_no_text_is_named_as_what_it_is(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t n;
        const char *encoding, *message;
    } cases[] = {
        {BYTES("PK\3\4..........xl/workbook.xml"), NULL,
         "is a workbook (.xlsx): save its sheet as CSV"},
        {BYTES("PK\3\4....mimetypeapplication/vnd.oasis.opendocument.spreadsheet"), NULL,
         "is a workbook (.ods): save its sheet as CSV"},
        {BYTES("PK\3\4....a.csv"), NULL, "is a ZIP archive"},
        {BYTES(" [\n {\"a\": 1}]"), NULL, "is JSON, not a table: write it as CSV"},
        {BYTES("{ \"a\": 1}\n{\"a\": 2}"), NULL, "is JSON, not a table: write it as CSV"},
        {BYTES("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), NULL, "is a workbook of the old kind (.xls)"},
        {BYTES("\x1F\x8B\x08"), NULL, "is compressed (gzip)"},
        {BYTES("%PDF-1.4"), NULL, "is a PDF"},
        {BYTES(" <!DOCTYPE html>"), NULL, "is a page (HTML or XML)"},
        {BYTES("a,b\n1,2\n3,f\xFCr\n"), NULL,
         "bytes.csv:3: is not UTF-8: save it so, or set encoding"},
        {BYTES("a,b\n1,2\n"), "klingon", "no such encoding (is \"klingon\")"},
        {BYTES("\xFF\xFE"
               "a\0\n\0\x00\xD8x\0"),
         NULL, "bytes.csv:2: is not UTF-16LE here"},
        {BYTES("a,b\n1,\0\n"), NULL, "has a NUL byte"},
    };
    for (size_t j = 0; j < sizeof(cases) / sizeof(cases[0]); j++) {
        cc_sheet sheet;
        cc_refusal refusal;
        const cc_sheet_form form = {.encoding = cases[j].encoding};
        assert_int_equal(read_bytes(&sheet, cases[j].bytes, cases[j].n, &form, &refusal),
                         SIM_ERR_REFUSED);
        if (strstr(refusal.text, cases[j].message) == NULL) {
            fail_msg("wanted %s, got %s", cases[j].message, refusal.text);
        }
    }
}

static void
spare_columns_matter_only_if_asked_for(void **state)
{
    (void)state;
    cc_sheet sheet;
    cc_refusal refusal = {""};
    char text[200];
    const char *path = file_of_test("spare.csv", "time,work,work,,\n1,2,3\n4,5,6,,,,\n");
    assert_int_equal(cc_sheet_read(&sheet, path, &(cc_sheet_form){0}, &refusal), SIM_OK);
    assert_int_equal(sheet.n_rows, 2);
    assert_int_equal(cc_sheet_column(&sheet, "work"), CC_TWO_COLUMNS);
    assert_int_equal(cc_sheet_column(&sheet, ""), CC_NO_COLUMN);
    assert_string_equal(cc_sheet_no_column(&sheet, "work", text, sizeof(text)),
                        "has several columns \"work\"");
    assert_string_equal(cc_sheet_no_column(&sheet, "calls", text, sizeof(text)),
                        "has no column \"calls\": it has \"time\", \"work\", \"work\"");
    cc_sheet_free(&sheet);
}

/* One field under each mark: what it is, or part of why not. */
static void
numbers_have_the_marks_of_their_file(void **state)
{
    (void)state;
    static const struct {
        char separator, decimal;
        const char *field;
        double value;
        const char *rule;
    } cases[] = {
        {',', 0, "182.5", 182.5, NULL},
        {',', 0, "1.041", 1.041, NULL},
        {',', 0, "1,041", 0, "may be meant in thousands"},
        {',', 0, "1,041,200", 1041200, NULL},
        {',', 0, "1,041.5", 1041.5, NULL},
        {',', 0, "182,5", 0, "decimal comma"},
        {',', ',', "182,5", 182.5, NULL},
        {',', '.', "1,041", 1041, NULL},
        {';', 0, "182,5", 182.5, NULL},
        {';', 0, "1,041", 1.041, NULL},
        {';', 0, "1.041", 0, "may be meant in thousands"},
        {';', 0, "0.125", 0.125, NULL},
        {';', 0, "182.5", 182.5, NULL},
        {';', 0, "1.041,5", 1041.5, NULL},
        {';', 0, "1.041.200", 1041200, NULL},
        {';', '.', "1.041", 1.041, NULL},
        {';', ',', "1.041", 1041, NULL},
        {';', ',', "182.5", 0, "must be a number"},
        {'\t', 0, "1,5", 1.5, NULL},
        {'\t', 0, "1,041", 0, "may be meant in thousands"},
        {';', 0, "1 041,5", 1041.5, NULL},
        {';', 0, "1'041", 1041, NULL},
        {',', 0,
         "1\xC2\xA0"
         "041",
         1041, NULL},
        {',', 0, "10 41", 0, "must be a number"},
        {';', 0, "1,2,3", 0, "must be a number"},
        {',', 0, "-1e3", -1000, NULL},
        {',', 0, "", 0, "must be a number"},
        {',', 0, "1e999", 0, "must be a number"},
        {',', 0, "nan", 0, "must be a number"},
        {',', 0, "0x10", 0, "must be a number"},
    };
    for (size_t j = 0; j < sizeof(cases) / sizeof(cases[0]); j++) {
        char *field[1] = {(char *)cases[j].field};
        const cc_sheet sheet = {
            .form = {.separator = cases[j].separator, .decimal = cases[j].decimal},
            .n_columns = 1,
            .n_rows = 1,
            .field = field};
        double x = 0;
        const char *rule = cc_sheet_number(&sheet, 0, 0, &x);
        if ((rule == NULL) != (cases[j].rule == NULL) ||
            (rule != NULL && strstr(rule, cases[j].rule) == NULL) ||
            (rule == NULL && fabs(x - cases[j].value) > 1e-9)) {
            fail_msg("\"%s\" at '%c': %g, %s", cases[j].field, cases[j].separator, x,
                     rule == NULL ? "read" : rule);
        }
    }
}

static void
durations_are_read_as_phone_systems_write_them(void **state)
{
    (void)state;
    static const struct {
        const char *field;
        double unit, value; /* -1: refused */
    } cases[] = {
        {"185", 1, 185},          {"185", 0, -1},      {"185 s", 0, 185},
        {"3:05", 0, 185},         {"0:03:05", 0, 185}, {"0:03:05.5", 1, 185.5},
        {"185000", 0.001, 185},   {"1:05", 60, 65},    {"3 min 5 s", 60, 185},
        {"100:00:00", 0, 360000}, {"3:5", 1, -1},      {"3:65", 1, -1},
        {"1:2:3:4", 1, -1},       {"185,5", 1, 185.5}, {"", 1, -1},
        {"soon", 1, -1},
    };
    for (size_t j = 0; j < sizeof(cases) / sizeof(cases[0]); j++) {
        char *field[1] = {(char *)cases[j].field};
        const cc_sheet sheet = {
            .form = {.separator = ';'}, .n_columns = 1, .n_rows = 1, .field = field};
        double x = -1;
        const char *rule = cc_sheet_duration(&sheet, 0, 0, cases[j].unit, &x);
        if ((rule == NULL) != (cases[j].value >= 0) ||
            (rule == NULL && fabs(x - cases[j].value) > 1e-9)) {
            fail_msg("\"%s\" with unit %g: %g, %s", cases[j].field, cases[j].unit, x,
                     rule == NULL ? "read" : rule);
        }
    }
}

static void
what_no_table_can_be_is_refused_in_bounded_memory(void **state)
{
    (void)state;
    const size_t n = 1000001;
    char *text = malloc(n + 1);
    assert_non_null(text);
    memset(text, ',', n);
    text[n] = '\0';
    cc_sheet sheet;
    cc_refusal refusal = {""};
    const char *path = file_of_test("wide.csv", text);
    assert_int_equal(cc_sheet_read(&sheet, path, &(cc_sheet_form){0}, &refusal), SIM_ERR_REFUSED);
    assert_non_null(strstr(refusal.text, "wide.csv:1: too many columns: 1000002 (1024 at most)"));
    free(text);
    assert_int_equal(cc_sheet_read(&sheet, "/", &(cc_sheet_form){0}, &refusal), SIM_ERR_REFUSED);
    assert_int_equal(cc_sheet_read(&sheet, "/dev/zero", &(cc_sheet_form){0}, &refusal),
                     SIM_ERR_REFUSED);
}

/* Scenarios keep the names of the files that they were made of, so that no answer goes over one. */
static void
the_name_of_what_was_read_outlives_the_callers(void **state)
{
    (void)state;
    char path[512];
    snprintf(path, sizeof(path), "%s", file_of_test("kept.csv", "a\n1\n"));
    cc_sheet sheet;
    cc_refusal refusal = {""};
    assert_int_equal(cc_sheet_read(&sheet, path, &(cc_sheet_form){0}, &refusal), SIM_OK);
    memset(path, 'x', strlen(path));
    assert_non_null(strstr(sheet.input.name, "kept.csv"));
    cc_sheet_free(&sheet);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quotes_blanks_and_line_ends_are_understood),
        cmocka_unit_test(what_is_no_table_is_refused),
        cmocka_unit_test(however_it_is_written_it_is_the_same_table),
        cmocka_unit_test(what_is_no_text_is_named_as_what_it_is),
        cmocka_unit_test(spare_columns_matter_only_if_asked_for),
        cmocka_unit_test(numbers_have_the_marks_of_their_file),
        cmocka_unit_test(durations_are_read_as_phone_systems_write_them),
        cmocka_unit_test(what_no_table_can_be_is_refused_in_bounded_memory),
        cmocka_unit_test(the_name_of_what_was_read_outlives_the_callers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

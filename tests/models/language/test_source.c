/* Includes, the line map, and what the scan lets through. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "models/language/source.h"
#include "tests/support/scenarios.h"
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
read_file(cc_source *source, const char *file)
{
    cc_refusal refusal = {""};
    if (cc_source_read(source, file, &refusal) != SIM_OK ||
        cc_source_scan(source, &refusal) != SIM_OK) {
        fail_msg("%s", refusal.text);
    }
}

/* The place of the first text line that holds `text`. */
static void
expect_place(const cc_source *source, const char *text, const char *file, int line)
{
    const char *at = strstr(source->text, text);
    assert_non_null(at);
    int n = 1, got;
    for (const char *c = source->text; c < at; c++) {
        n += *c == '\n';
    }
    const char *name = cc_source_where(source, n, &got);
    const char *slash = strrchr(name, '/');
    assert_string_equal(slash != NULL ? slash + 1 : name, file);
    assert_int_equal(got, line);
}

static void
each_line_is_known_by_its_file_and_line(void **state)
{
    (void)state;
    file_of_test("inner.inc", "i1 = 1;\r\ni2 = 2;");
    file_of_test("outer.inc", "o1 = 1;\n  @include \"inner.inc\" o2 = 2;\no3 = 3;\n");
    const char *path =
        file_of_test("main.cfg", "\xEF\xBB\xBF# @include \"no\"\nm2 = \"@include\";\n"
                                 "@include \"outer.inc\"\nm4 = 4; # the end, without a newline");
    cc_source source;
    read_file(&source, path);
    expect_place(&source, "m2", "main.cfg", 2);
    expect_place(&source, "o1", "outer.inc", 1);
    expect_place(&source, "i1", "inner.inc", 1);
    expect_place(&source, "i2", "inner.inc", 2);
    expect_place(&source, "o2", "outer.inc", 2);
    expect_place(&source, "o3", "outer.inc", 3);
    expect_place(&source, "m4", "main.cfg", 4);
    assert_int_equal(source.text[source.n - 1], '\n');
    /* As many lines in the map as in the text. */
    size_t lines = 0;
    for (size_t j = 0; j < source.n; j++) {
        lines += source.text[j] == '\n';
    }
    assert_int_equal(source.n_lines, lines);
    cc_source_free(&source);
}

static void
an_absolute_include_is_taken_as_it_is(void **state)
{
    (void)state;
    char text[700];
    snprintf(text, sizeof(text), "@include \"%s\"\n", file_of_test("far.inc", "far = 1;\n"));
    cc_source source;
    read_file(&source, file_of_test("main.cfg", text));
    expect_place(&source, "far", "far.inc", 1);
    cc_source_free(&source);
}

static void
the_same_file_may_be_included_twice_but_not_in_itself(void **state)
{
    (void)state;
    file_of_test("part.inc", "1,\n");
    const char *path =
        file_of_test("main.cfg", "a = (\n@include \"part.inc\"\n@include \"part.inc\"\n2 );\n");
    cc_source source;
    read_file(&source, path);
    cc_source_free(&source);
    file_of_test("ping.inc", "@include \"pong.inc\"\n");
    path = file_of_test("pong.inc", "@include \"ping.inc\"\n");
    cc_refusal refusal = {""};
    assert_int_equal(cc_source_read(&source, path, &refusal), SIM_ERR_REFUSED);
    assert_non_null(strstr(refusal.text, "ping.inc:1: include: "));
    assert_non_null(strstr(refusal.text, "pong.inc\": includes itself"));
    cc_source_free(&source);
}

/* Each includes the next ten times: 10^16 files if nobody stops it. */
static void
includes_that_multiply_are_stopped(void **state)
{
    (void)state;
    const char *path = NULL;
    for (int j = 0; j < 17; j++) {
        char name[32], text[512] = "";
        for (int k = 0; k < 10; k++) {
            const size_t n = strlen(text);
            snprintf(text + n, sizeof(text) - n, "@include \"m%d.inc\"\n", j + 1);
        }
        snprintf(name, sizeof(name), "m%d.inc", j);
        const char *at = file_of_test(name, j == 16 ? "" : text);
        path = j == 0 ? at : path;
        if (j == 0) {
            path = strdup(at);
        }
    }
    cc_source source;
    cc_refusal refusal = {""};
    assert_int_equal(cc_source_read(&source, path, &refusal), SIM_ERR_REFUSED);
    assert_non_null(strstr(refusal.text, "too many"));
    cc_source_free(&source);
    free((char *)path);
}

static void
what_the_parser_may_read_the_scan_lets_through(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",
        "# only a comment",
        "a = 1; b = 2, c = 3 d = 4;",
        "a : { b = -1.5e-3; c = +2; d = .5; };",
        "a = ( 1, (2, 3), { x = \"y\"; } ); b = [ 1, 2 ]; c = ( );",
        "a = TRUE; b = False; c = \"a\\\"b # /* \";",
        "a-b_c = 1L; // end",
        "a /* x */ = /* y \n */ 1;",
    };
    for (size_t j = 0; j < sizeof(texts) / sizeof(texts[0]); j++) {
        cc_source source;
        cc_refusal refusal = {""};
        assert_int_equal(cc_source_from_text(&source, "t", texts[j], &refusal), SIM_OK);
        if (cc_source_scan(&source, &refusal) != SIM_OK) {
            fail_msg("%s: %s", texts[j], refusal.text);
        }
        cc_source_free(&source);
    }
}

/* 1024 settings are one group; the next is refused, in a group and in the file itself. */
static void
a_group_has_1024_settings_at_most(void **state)
{
    (void)state;
    static char text[32 * 1024];
    for (int inside = 0; inside < 2; inside++) {
        for (int n = 1024; n <= 1025; n++) {
            size_t at = (size_t)sprintf(text, "%s", inside ? "g = {" : "");
            for (int j = 0; j < n; j++) {
                at += (size_t)sprintf(text + at, " a%d = 1;", j);
            }
            strcpy(text + at, inside ? " };" : "");
            cc_source source;
            cc_refusal refusal = {""};
            assert_int_equal(cc_source_from_text(&source, "t", text, &refusal), SIM_OK);
            assert_int_equal(cc_source_scan(&source, &refusal),
                             n == 1024 ? SIM_OK : SIM_ERR_REFUSED);
            assert_string_equal(
                refusal.text,
                n == 1024 ? "" : "t:1: syntax: too many settings in one group (1024 at most)");
            cc_source_free(&source);
        }
    }
}

static void
an_include_without_a_quoted_name_is_refused(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "@include",         "@include  ",       "@include a.inc",       "@include a\"b.inc\"",
        "@include a.inc\"", "@include \"a.inc", "@include \"a.inc\n\"", "@include \"\"",
    };
    for (size_t j = 0; j < sizeof(texts) / sizeof(texts[0]); j++) {
        char text[64];
        cc_source source;
        cc_refusal refusal = {""};
        snprintf(text, sizeof(text), "a = 1;\n%s", texts[j]);
        if (cc_source_from_text(&source, "t", text, &refusal) != SIM_ERR_REFUSED) {
            fail_msg("%s: not refused", texts[j]);
        }
        assert_string_equal(refusal.text,
                            "t:2: include: must be followed by a file name in quotes");
        cc_source_free(&source);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_line_is_known_by_its_file_and_line),
        cmocka_unit_test(an_absolute_include_is_taken_as_it_is),
        cmocka_unit_test(the_same_file_may_be_included_twice_but_not_in_itself),
        cmocka_unit_test(a_group_has_1024_settings_at_most),
        cmocka_unit_test(an_include_without_a_quoted_name_is_refused),
        cmocka_unit_test(includes_that_multiply_are_stopped),
        cmocka_unit_test(what_the_parser_may_read_the_scan_lets_through),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

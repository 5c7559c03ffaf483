/* The lesson of a scenario: what is refused, by line, and that it changes nothing of what is simulated. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "models/scenario/canonical.h"
#include "models/scenario/load.h"
#include "tests/support/scenarios.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BARE                                                                                       \
    "run = { hours = [\"22:00\", \"06:00\"]; };\n"                                                 \
    "demand = { issues = { call = { per_hour = 9; voice = { talk = \"3 min\"; }; }; }; };\n"       \
    "center = { channels = { voice = { }; }; groups = { desk = { staff = 2; }; }; };\n"
#define NEEDED "title = \"T\"; goal = \"G\"; score = \"asa channel:voice\";"
#define LESSON(more) BARE "lesson = {\n" NEEDED "\n" more "\n};\n"

static void
a_lesson_is_read_whole(void **state)
{
    (void)state;
    cc_scenario scenario;
    scenario_from_text(&scenario,
                       LESSON("hint = (\"one\", \"two\"); question = \"Why?\"; answers = "
                              "(\"a\", \"b\", \"é\"); right = 3;\n"
                              "because = \"c\"; reference = \"x.script\"; aim = 20.0; "
                              "seed = 7; day = 4; begin = \"01:30\"; watch = \"desk\";"));
    const cc_lesson *lesson = &scenario.lesson;
    assert_true(lesson->is_given);
    assert_string_equal(lesson->title, "T");
    assert_string_equal(lesson->hint, "one two"); /* lines of one text */
    assert_int_equal(lesson->n_answers, 3);
    assert_string_equal(lesson->answer[2], "é");
    assert_int_equal(lesson->right, 3);
    assert_true(lesson->aim == 20);
    assert_int_equal(lesson->seed, 7);
    assert_int_equal(lesson->day, 4);
    /* by the time of the run, whose days do not begin at midnight */
    assert_true(lesson->begin == fmod(25.5 * 3600 - scenario.run.day_begin, 86400));
    assert_int_equal(lesson->n_watch, 1);
    assert_string_equal(lesson->watch[0], "desk");
    assert_int_equal(lesson->at_score.line, 5);
    cc_scenario_free(&scenario);
    scenario_from_text(&scenario, BARE);
    assert_false(scenario.lesson.is_given);
    cc_scenario_free(&scenario);
}

static void
it_changes_no_hash_and_is_printed(void **state)
{
    (void)state;
    cc_scenario with, without, again;
    char *text, *twice;
    scenario_from_text(&without, BARE);
    scenario_from_text(&with,
                       LESSON("question = \"q\"; answers = (\"a\", \"b\"); right = 2; begin = "
                              "\"23:00\"; watch = (\"voice\", \"desk\");"));
    assert_true(with.hash == without.hash && with.demand_hash == without.demand_hash);
    assert_int_equal(cc_canonical_print(&with, &text), SIM_OK);
    assert_non_null(strstr(text, "lesson = {"));
    scenario_from_text(&again, text);
    assert_int_equal(again.lesson.right, 2);
    assert_true(again.lesson.begin == with.lesson.begin);
    assert_int_equal(cc_canonical_print(&again, &twice), SIM_OK);
    assert_string_equal(text, twice);
    free(text);
    free(twice);
    assert_int_equal(cc_canonical_print(&without, &text), SIM_OK);
    assert_null(strstr(text, "lesson"));
    free(text);
    cc_scenario_free(&with);
    cc_scenario_free(&without);
    cc_scenario_free(&again);
}

static void
what_is_wrong_is_refused_by_line(void **state)
{
    (void)state;
    char line[800], text[4000];
    memset(line, 'x', 601);
    line[601] = '\0';
    snprintf(text, sizeof(text), "%slesson = {\n" NEEDED "\nhint = \"%s\";\n};\n", BARE, line);
    assert_non_null(strstr(refusal_of_text(text),
                           ":6: lesson: hint: must have at most 600 characters (has 601)"));
    static const struct {
        const char *text, *rule;
    } bad[] = {
        {BARE "lesson = { goal = \"G\"; score = \"asa\"; };", ":4: lesson: title: is missing"},
        {BARE "lesson = { title = \"T\"; goal = \"G\"; };", ":4: lesson: score: is missing"},
        {BARE "lesson = { title = \"\"; goal = \"G\"; score = \"asa\"; };",
         ":4: lesson: title: must not be empty"},
        {BARE "lesson = 5;", ":4: lesson: must be a group { } (is 5)"},
        {LESSON("hnt = \"x\";"), ":6: lesson: hnt: unknown setting; did you mean \"hint\"?"},
        {LESSON("hint = \"\xff\";"), ":6: "},
        {LESSON("question = \"q\";"), ":6: lesson: question: a question needs 2 to 6 answers"},
        {LESSON("question = \"q\"; answers = \"a\";\nright = 1;"),
         ":6: lesson: answers: a question needs 2 to 6 answers (has 1)"},
        {LESSON("question = \"q\"; answers = (\"a\", \"b\");"), "lesson: right: is missing"},
        {LESSON("question = \"q\"; answers = (\"a\", \"b\");\nright = 3;"),
         ":7: lesson: right: must be the number of an answer, 1 to 2 (is 3)"},
        {LESSON("answers = (\"a\", \"b\"); right = 1;"), ":6: lesson: answers: needs a question"},
        {LESSON("question = \"q\"; answers = (\"a\", \"b\", \"c\", \"d\", \"e\", \"f\", \"g\"); "
                "right = "
                "1;"),
         "lesson: answers: must be at most 6 texts (are 7)"},
        {LESSON("watch = (\"voice\", \"dsk\");"),
         ":6: lesson: watch[1]: is no queue, group, channel or node (is \"dsk\")"},
        {LESSON("begin = \"25:00\";"), ":6: lesson: begin: must be a time of day"},
        {LESSON("seed = -1;"), ":6: lesson: seed: must be >= 0 (is -1)"},
        {LESSON("day = 0;"), ":6: lesson: day: must be >= 1 (is 0)"},
        {LESSON("aim = \"high\";"), ":6: lesson: aim: must be a number"},
    };
    for (size_t j = 0; j < sizeof(bad) / sizeof(bad[0]); j++) {
        const char *said = refusal_of_text(bad[j].text);
        if (strstr(said, bad[j].rule) == NULL) {
            fail_msg("case %zu: wanted %s, got %s", j, bad[j].rule, said);
        }
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_lesson_is_read_whole),
        cmocka_unit_test(it_changes_no_hash_and_is_printed),
        cmocka_unit_test(what_is_wrong_is_refused_by_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

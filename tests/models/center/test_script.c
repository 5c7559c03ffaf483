/* Scripts as files: what their lines mean, what is refused and how that is said; and their place among
 * what happens at the same moment. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "models/center/script.h"
#include "tests/support/same_record.h"
#include "tests/support/scenarios.h"
#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A night shop: its days begin at noon. Names with blanks: its agents at home are a group of their own. */
static const char text[] =
    "run = { hours = [\"18:00\", \"02:00\"]; observe = \"36 h\"; };\n"
    "demand = { every_issue = { voice = { talk = \"240 s\"; };\n"
    "  chat = { turns = 4; agent = \"40 s\"; customer = \"30 s\"; };\n"
    "  patience = { voice = \"10 min\"; chat = \"10 min\"; }; };\n"
    " issues = { sales = { per_hour = 80; wants = { voice = 0.9; chat = 0.1; }; }; }; };\n"
    "center = { channels = { voice = { service_level = { target = 0.8; within = \"20 s\"; }; };\n"
    "  chat = { entry = \"bot\"; }; };\n"
    " automation = { words = { node = \"announcement\"; time = \"5 s\"; };\n"
    "  bot = { node = \"chatbot\"; time = \"60 s\"; contains = 0.3; solved = 1.0; }; };\n"
    " providers = { telco = { }; }; sites = { telco = { }; home = { remote = true; }; };\n"
    " queues = { calls = { channel = \"voice\"; }; chats = { channel = \"chat\"; }; };\n"
    " groups = { desk = { serves = ( \"calls\" ); staff = 3; providers = \"telco\";\n"
    "   home = { site = \"home\"; share = 0.5; days = [ \"Mon\", \"Tue\" ]; }; };\n"
    "  chatters = { serves = ( \"chats\" ); staff = 2; shrinkage = 0.5; }; }; };\n";

static cc_scenario scenario;

static int
open_scenario(void **state)
{
    (void)state;
    scenario_from_text(&scenario, text);
    return 0;
}

static int
close_scenario(void **state)
{
    (void)state;
    cc_scenario_free(&scenario);
    return 0;
}

/* What is written of what was read. */
static const char *
read_and_write(const char *lines)
{
    static char written[4096];
    cc_script script = {0};
    cc_refusal refusal = {""};
    const char *path = file_of_test("script.txt", lines);
    if (cc_script_read(&script, &scenario, path, &refusal) != SIM_OK) {
        assert_int_equal(script.n, 0);
        const char *colon = strstr(refusal.text, "script.txt");
        snprintf(written, sizeof(written), "%s", colon != NULL ? colon : refusal.text);
        return written;
    }
    FILE *file = fmemopen(written, sizeof(written) - 1, "w");
    cc_script_write(&script, &scenario, file);
    fclose(file);
    cc_script_free(&script);
    return written;
}

static void
lines_are_read_in_any_order(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"", ""},
        {"\n  # nothing\n\r\n", ""},
        {"\xef\xbb\xbf"
         "18:00 volume 2 # twice\r\n",
         "18:00 volume 2\n"},
        {"20:00 staff desk 2.5\n18:30:05.25 open chat no\n",
         "18:30:05.25 open chat no\n20:00 staff desk 2.5\n"},
        {"2 00:30 staff desk as planned", "2 00:30 staff desk as planned\n"},
        {"1 24:00\tcontains bot 30%", "2 00:00 contains bot 0.3\n"},
        {"18:00 staff desk: home 1", "18:00 staff desk: home 1\n"},
        {"18:00 staff desk 1", "18:00 staff desk 1\n"},
        {"18:00 connected site telco no\n18:00 connected provider telco no",
         "18:00 connected site telco no\n18:00 connected provider telco no\n"},
        {"18:00 routing desk: home calls no", "18:00 routing desk: home calls no\n"},
        {"18:00 routing desk calls 3", "18:00 routing desk calls 3\n"},
        {"18:00 routing desk calls as planned", "18:00 routing desk calls as planned\n"},
        {"18:00 target calls 1 min", "18:00 target calls 60 s\n"},
        {"18:00 works bot no\n19:00 works bot yes", "18:00 works bot no\n19:00 works bot yes\n"},
        {"18:00 priority chats -0.1", "18:00 priority chats -0.1\n"},
        /* for a time: back to what it was */
        {"18:00 volume 2 for 30 min", "18:00 volume 2\n18:30 volume 1\n"},
        {"18:00 staff desk 2\n19:00 staff desk 3 for 1 h 30 min",
         "18:00 staff desk 2\n19:00 staff desk 3\n20:30 staff desk 2\n"},
        {"18:00 volume 2 for 1 h\n19:00 volume 3 for 1 h",
         "18:00 volume 2\n19:00 volume 1\n19:00 volume 3\n20:00 volume 1\n"},
        {"19:00 volume 3\n18:00 volume 2 for 2 h",
         "18:00 volume 2\n19:00 volume 3\n20:00 volume 1\n"},
        {"2 23:59 volume 2 for 1 h", "2 23:59 volume 2\n"}, /* the run ends before */
        {"18:00 routing desk calls no for 1 h",
         "18:00 routing desk calls no\n19:00 routing desk calls as planned\n"},
    };
    for (size_t j = 0; j < sizeof(cases) / sizeof(cases[0]); j++) {
        assert_string_equal(read_and_write(cases[j][0]), cases[j][1]);
    }
}

static void
what_is_wrong_is_said_with_its_line(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"\n#\nvolume 2", "script.txt:3: time: must be HH:MM, HH:MM:SS or HH:MM:SS.fff, or a day "
                          "before it (volume 2)"},
        {"25:00 volume 2", "script.txt:1: time: must be HH:MM"},
        {"18:00.5 volume 2", "script.txt:1: time: must be HH:MM"},
        {"18:00:00.5x volume 2", "script.txt:1: time: must be HH:MM"},
        {"0 18:00 volume 2", "script.txt:1: time: must be HH:MM"},
        {"24:00:00.1 volume 2", "script.txt:1: time: must be HH:MM"},
        {"11:59 volume 2", "script.txt:1: time: must not be before the run begins, on day 1 at "
                           "12:00 (11:59 volume 2)"},
        {"3 00:00 volume 2",
         "script.txt:1: time: must be before the run ends, on day 3 at 00:00 (3 00:00 volume 2)"},
        {"18:00", "script.txt:1: control: must follow the time: 'staff GROUP NUMBER'"},
        {"18:00 volme 2",
         "script.txt:1: control: there is no such control; did you mean \"volume\"? (volme)"},
        {"18:00 xyzzy 2",
         "script.txt:1: control: there is no such control: 'ccsim list controls' has them (xyzzy)"},
        {"18:00 staff", "script.txt:1: staff: must be followed by the name of a group"},
        {"18:00 staff dsk 2",
         "script.txt:1: staff: there is no such group; did you mean \"desk\"? (dsk)"},
        {"18:00 staff deskx 2",
         "script.txt:1: staff: there is no such group; did you mean \"desk\"? (deskx)"},
        {"18:00 routing desk call no",
         "script.txt:1: routing: there is no such queue; did you mean \"calls\"? (call)"},
        {"18:00 routing desk chats no", "script.txt:1: routing: desk chats: must be of a queue "
                                        "that the group serves, or whose channels it does (no)"},
        {"18:00 connected telco no", "script.txt:1: connected: there is no such provider or site"},
        {"18:00 staff desk", "script.txt:1: staff: desk: must be a number, or 'as planned' ()"},
        {"18:00 staff desk two",
         "script.txt:1: staff: desk: must be a number, or 'as planned' (two)"},
        {"18:00 staff desk -1", "script.txt:1: staff: desk: must be from 0 to 4000000 (-1)"},
        {"18:00 staff desk 9", "script.txt:1: staff: desk: must be at most the group's seats, 7: "
                               "its most agents and `spare` (9)"},
        {"18:00 staff chatters 13",
         "script.txt:1: staff: chatters: must be at most the group's seats, 6"},
        {"18:00 open voice perhaps", "script.txt:1: open: voice: must be yes or no (perhaps)"},
        {"18:00 open voice as planned",
         "script.txt:1: open: voice: must be yes or no (as planned)"},
        {"18:00 contains words 0.5",
         "script.txt:1: contains: words: must be of a node that contains (0.5)"},
        {"18:00 contains bot 1.5", "script.txt:1: contains: bot: must be from 0 to 1 (1.5)"},
        {"18:00 contains bot nan",
         "script.txt:1: contains: bot: must be a share, or 'as planned' (nan)"},
        {"18:00 volume 1001", "script.txt:1: volume: must be from 0 to 1000 (1001)"},
        {"18:00 volume 1e999", "script.txt:1: volume: must be a number (1e999)"},
        {"18:00 target calls 20",
         "script.txt:1: target: calls: must be a duration such as 20 s, or 'as planned' (20)"},
        {"18:00 messages voice 20 s",
         "script.txt:1: messages: voice: must be of a channel with message_every (20 s)"},
        {"18:00 announces words no",
         "script.txt:1: announces: words: must be of an announcement with expected_wait (no)"},
        {"18:00 break desk 1.5",
         "script.txt:1: break: desk: must be a whole number from 0 to 4000000 (1.5)"},
        {"18:00 routing desk calls 201",
         "script.txt:1: routing: desk calls: must be no, or a rank from 1 to 200 (201)"},
        {"18:00 volume 2 for ever",
         "script.txt:1: for: must be a duration above 0, such as 30 min (ever)"},
        {"18:00 volume 2 for 0 s",
         "script.txt:1: for: must be a duration above 0, such as 30 min (0 s)"},
        {"18:00 volume 2 for 1e-30 s",
         "script.txt:1: for: must be a duration above 0, such as 30 min"},
        {"\xff\xfe\x31", "script.txt: must be UTF-8"},
    };
    for (size_t j = 0; j < sizeof(cases) / sizeof(cases[0]); j++) {
        const char *said = read_and_write(cases[j][0]);
        if (strncmp(said, cases[j][1], strlen(cases[j][1])) != 0) {
            fail_msg("%s\nsaid:   %s\nwanted: %s", cases[j][0], said, cases[j][1]);
        }
    }
}

static void
what_is_no_file_or_too_long_is_refused(void **state)
{
    (void)state;
    cc_script script = {0};
    cc_refusal refusal = {""};
    assert_int_equal(cc_script_read(&script, &scenario, "/tmp", &refusal), SIM_ERR_PARAM);
    assert_string_equal(refusal.text, "/tmp: is a directory");
    assert_int_equal(cc_script_read(&script, &scenario, "/dev/zero", &refusal), SIM_ERR_PARAM);
    assert_string_equal(refusal.text, "/dev/zero: is not a regular file");
    assert_int_equal(cc_script_read(&script, &scenario, "/no/such", &refusal), SIM_ERR_PARAM);
    assert_non_null(strstr(refusal.text, "No such file"));
    const size_t n = 100001 * 15;
    char *many = malloc(n + 1);
    for (size_t j = 0; j < n; j += 15) {
        memcpy(many + j, "18:00 volume 2\n", 15);
    }
    many[n] = '\0';
    const char *path = file_of_test("many.txt", many);
    assert_int_equal(cc_script_read(&script, &scenario, path, &refusal), SIM_ERR_PARAM);
    assert_non_null(strstr(refusal.text, "many.txt:100001: changes: must be at most 100000"));
    memset(many, 'x', 5000);
    many[5000] = '\0';
    path = file_of_test("long.txt", many);
    assert_int_equal(cc_script_read(&script, &scenario, path, &refusal), SIM_ERR_PARAM);
    assert_non_null(strstr(refusal.text, "long.txt:1: line: must be at most 4096 bytes"));
    free(many);
    path = file_of_test("nul.txt", "18:00 volume 2\n");
    FILE *file = fopen(path, "ab");
    assert_int_equal(fwrite("\0x", 1, 2, file), 2);
    fclose(file);
    assert_int_equal(cc_script_read(&script, &scenario, path, &refusal), SIM_ERR_PARAM);
    assert_non_null(strstr(refusal.text, "has a NUL byte: it is no text"));
}

static void
any_time_is_written_to_the_bit(void **state)
{
    (void)state;
    cc_script script = {0}, read = {0};
    cc_refusal refusal = {""};
    static const double times[] = {
        0,        0x1p-1074,          1e-300,           1e-9,
        0.1,      1 - 0x1p-53,        1 + 0x1p-52,      59.999999999,
        3600.001, 86399.999999999985, 100000.123456789, 129599.99999999999};
    for (size_t j = 0; j < sizeof(times) / sizeof(*times); j++) {
        const cc_change change = {times[j], CC_CONTROL_VOLUME, 0, 1 / 3. + (double)j};
        assert_int_equal(cc_script_add(&script, change), 0);
    }
    const char *path = file_of_test("times.txt", "");
    FILE *file = fopen(path, "w");
    cc_script_write(&script, &scenario, file);
    fclose(file);
    if (cc_script_read(&read, &scenario, path, &refusal) != SIM_OK) {
        fail_msg("%s", refusal.text);
    }
    assert_int_equal(read.n, script.n);
    for (size_t j = 0; j < read.n; j++) {
        assert_memory_equal(&read.change[j].time, &script.change[j].time, sizeof(double));
        assert_memory_equal(&read.change[j].value, &script.change[j].value, sizeof(double));
    }
    assert_true(cc_script_hash(&read, &scenario) == cc_script_hash(&script, &scenario));
    cc_script_free(&read);
    cc_script_free(&script);
}

static void
a_script_is_kept_in_order_cut_and_copied(void **state)
{
    (void)state;
    cc_script script = {0}, copy = {0};
    static const double times[] = {30, 10, 20, 10, 40};
    for (int j = 0; j < 5; j++) {
        assert_int_equal(cc_script_add(&script, (cc_change){times[j], CC_CONTROL_VOLUME, 0, j}), 0);
    }
    assert_int_equal(cc_script_copy(&copy, &script), 0);
    static const double order[] = {1, 3, 2, 0, 4};
    for (int j = 0; j < 5; j++) {
        assert_true(copy.change[j].value == order[j]);
    }
    const uint64_t hash = cc_script_hash(&copy, &scenario);
    copy.n = 2;
    assert_true(cc_script_hash(&copy, &scenario) != hash);
    assert_int_equal(cc_script_copy(&copy, &(cc_script){NULL, 0, 0}), 0);
    assert_int_equal(copy.n, 0);
    cc_script_free(&copy);
    cc_script_free(&script);
}

/* ---- among what happens at the same moment ---- */

/* The table brings four more at noon, when many wait. */
static const char noon[] =
    "run = { hours = [\"08:00\", \"16:00\"]; observe = \"24 h\"; };\n"
    "demand = { issues = { call = { per_hour = 100; voice = { talk = \"240 s\"; }; }; }; };\n"
    "center = { channels = { voice = { }; };\n"
    " groups = { desk = { staff = ( 4, 4, 4, 4, 4, 4, 4, 4, 8, 8, 8, 8, 8, 8, 8, 8 ); }; }; };\n";

static void
a_change_is_behind_all_else_of_its_moment(void **state)
{
    (void)state;
    cc_scenario busy;
    cc_layout layout;
    cc_record record[2];
    cc_center *center[2];
    cc_refusal refusal = {""};
    char difference[400];
    const cc_change change = {12 * 3600, CC_CONTROL_STAFF, 0, 2},
                    ever = {13 * 3600, CC_CONTROL_VOLUME, 0, 2};
    cc_script script = {0};
    scenario_from_text(&busy, noon);
    assert_int_equal(cc_script_add(&script, change), 0);
    assert_int_equal(cc_script_add(&script, ever), 0);
    assert_int_equal(cc_layout_init(&layout, &busy, true), 0);
    for (int j = 0; j < 2; j++) {
        assert_int_equal(cc_record_init(&record[j], &layout), 0);
        center[j] = cc_center_new(&busy, &layout, &refusal);
        assert_non_null(center[j]);
    }
    cc_center_set_script(center[0], &script);
    assert_int_equal(cc_center_run(center[0], 1, 0, &record[0], &refusal), 0);
    assert_int_equal(cc_center_start(center[1], 1, 0, &record[1]), 0);
    for (size_t j = 0; j < script.n; j++) { /* when all else of that moment has happened */
        assert_int_equal(cc_center_advance(center[1], script.change[j].time), 0);
        assert_int_equal(cc_center_change(center[1], script.change[j]), 0);
    }
    assert_int_equal(cc_center_advance(center[1], cc_center_horizon(center[1])), 0);
    assert_int_equal(cc_center_finish(center[1]), 0);
    if (!same_record(&busy, &record[0], &record[1], difference, sizeof(difference))) {
        fail_msg("%s", difference);
    }
    /* a script without a line is none */
    cc_script nothing = {0};
    cc_center_set_script(center[0], &nothing);
    cc_center_set_script(center[1], NULL);
    for (int j = 0; j < 2; j++) {
        assert_int_equal(cc_center_run(center[j], 1, 0, &record[j], &refusal), 0);
    }
    assert_true(same_record(&busy, &record[0], &record[1], difference, sizeof(difference)));
    for (int j = 0; j < 2; j++) {
        cc_center_delete(center[j]);
        cc_record_free(&record[j]);
    }
    cc_script_free(&script);
    cc_scenario_free(&busy);
}

/* One that reads none, but is given one. */
static void
a_change_that_may_not_be_stops_the_run(void **state)
{
    (void)state;
    cc_layout layout;
    cc_record record;
    cc_refusal refusal = {""};
    cc_change wrong = {0, CC_CONTROL_STAFF, 0, 1000};
    const cc_script script = {&wrong, 1, 1};
    assert_int_equal(cc_layout_init(&layout, &scenario, false), 0);
    assert_int_equal(cc_record_init(&record, &layout), 0);
    cc_center *center = cc_center_new(&scenario, &layout, &refusal);
    assert_non_null(center);
    cc_center_set_script(center, &script);
    assert_int_equal(cc_center_run(center, 1, 0, &record, &refusal), SIM_ERR_PARAM);
    assert_true(refusal.text[0] != '\0');
    cc_center_set_script(center, NULL);
    assert_int_equal(cc_center_run(center, 1, 0, &record, &refusal), SIM_OK);
    cc_center_delete(center);
    cc_record_free(&record);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_read_in_any_order),
        cmocka_unit_test(what_is_wrong_is_said_with_its_line),
        cmocka_unit_test(what_is_no_file_or_too_long_is_refused),
        cmocka_unit_test(any_time_is_written_to_the_bit),
        cmocka_unit_test(a_script_is_kept_in_order_cut_and_copied),
        cmocka_unit_test(a_change_is_behind_all_else_of_its_moment),
        cmocka_unit_test(a_change_that_may_not_be_stops_the_run),
    };
    return cmocka_run_group_tests(tests, open_scenario, close_scenario);
}

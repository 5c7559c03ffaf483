/* What a running center says of itself: whatever there is, and nothing changes by asking. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "models/center/center.h"
#include "models/center/state.h"
#include "tests/support/same_record.h"
#include "tests/support/scenarios.h"
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Three letters from before, each an hour of work. */
static const char letters[] =
    "run = { hours = [\"00:00\", \"24:00\"]; observe = \"5 h\"; };\n"
    "demand = { issues = { a = { per_hour = 0; email = { handle = \"1 h\"; };\n"
    "  backlog = { email = 3; }; }; }; };\n"
    "center = { channels = { email = { }; };\n"
    " groups = { g = { staff = 1; }; h = { staff = 0; spare = 0; }; }; };\n";

/* Chats of a few turns beside calls that interrupt, with an assistant and redials. */
static const char busy[] =
    "run = { hours = [\"00:00\", \"24:00\"]; observe = \"20 h\"; };\n"
    "demand = { every_issue = {\n"
    "  voice = { talk = { dist = \"exponential\"; mean = \"240 s\"; }; };\n"
    "  chat = { turns = 4; agent = \"40 s\"; customer = \"30 s\"; };\n"
    "  email = { handle = \"5 min\"; };\n"
    "  patience = { voice = { dist = \"exponential\"; mean = \"2 min\"; }; chat = \"10 min\"; }; "
    "};\n"
    " issues = { a = { per_hour = 120; wants = { voice = 0.5; chat = 0.3; email = 0.2; }; }; };\n"
    " customers = { redial = { after_abandon = 0.5; delay = \"10 min\"; }; }; };\n"
    "center = { channels = { voice = { }; chat = { entry = \"bot\"; };\n"
    "  email = { interruptible = true; }; };\n"
    " automation = { bot = { node = \"chatbot\"; time = \"60 s\"; contains = 0.3; }; };\n"
    " groups = { desk = { staff = 7; at_once = { chat = 3; }; }; }; };\n";

typedef struct house {
    cc_scenario scenario;
    cc_layout layout;
    cc_record record;
    cc_center *center;
} house;

static void
open_house(house *self, const char *text)
{
    cc_refusal refusal = {""};
    scenario_from_text(&self->scenario, text);
    assert_int_equal(cc_layout_init(&self->layout, &self->scenario, false), 0);
    assert_int_equal(cc_record_init(&self->record, &self->layout), 0);
    self->center = cc_center_new(&self->scenario, &self->layout, &refusal);
    assert_non_null(self->center);
    assert_int_equal(cc_center_start(self->center, 1, 0, &self->record), 0);
}

static void
close_house(house *self)
{
    cc_center_delete(self->center);
    cc_record_free(&self->record);
    cc_scenario_free(&self->scenario);
}

/* To be freed. */
static char *
dump_of(const cc_center *center)
{
    char *text = NULL;
    size_t size = 0;
    FILE *file = open_memstream(&text, &size);
    assert_non_null(file);
    cc_center_dump(center, file);
    assert_int_equal(fclose(file), 0);
    return text;
}

static void
all_that_there_is_is_told(void **state)
{
    (void)state;
    house h;
    open_house(&h, letters);
    assert_int_equal(cc_center_advance(h.center, 5400), 0);
    char *text = dump_of(h.center);
    /* The second letter is half done, at a change of intervals; h has nobody, g five spare seats. */
    const char *const events = strstr(text, "events pending\n");
    assert_non_null(events);
    assert_non_null(strstr(events, "\n  contacts: 0 of 3\n"));
    assert_non_null(strstr(events, "\n  clock: 1 of 1, the first Mon 02:00:00 (7200.000000 s)\n"));
    assert_non_null(strstr(events, "\n  streams: 0 of 1\n"));
    assert_non_null(strstr(events, "\n  agents: 1 of 6, the first Mon 02:00:00 (7200.000000 s)\n"));
    text[events - text] = '\0';
    assert_string_equal(text, "last event Mon 01:30:00 (5400.000000 s), 6 so far\n"
                              "waiting\n"
                              "  email, email: 1, the first since Mon 00:00:00\n"
                              "agents\n"
                              "  g: 1 scheduled, 1 on duty, 0 of them leaving, 0 idle\n"
                              "  g 1: 1 open, attention on work of a backlog.2 until Mon 02:00:00\n"
                              "  h: 0 scheduled, 0 on duty, 0 of them leaving, 0 idle\n"
                              "contacts: 2 open\n"
                              "  waiting: 1\n"
                              "  working: 1\n"
                              "  a backlog.2: email, working since Mon 01:00:00, g 1\n"
                              "  a backlog.3: email, waiting since Mon 00:00:00\n");
    free(text);
    close_house(&h);
}

/* The number behind the first line that begins so, or 0. */
static unsigned
number_after(const char *text, const char *begin)
{
    const char *at = strstr(text, begin);
    return at == NULL ? 0 : (unsigned)strtoul(at + strlen(begin), NULL, 10);
}

static unsigned
n_lines_with(const char *text, const char *words)
{
    unsigned n = 0;
    for (const char *at = strstr(text, words); at != NULL; at = strstr(at + 1, words)) {
        n++;
    }
    return n;
}

/* At every moment of a busy day the parts of what is told agree with each other, and with a day that
 * nobody asked about. */
static void
asking_changes_nothing(void **state)
{
    (void)state;
    house asked, left_alone;
    char difference[256];
    open_house(&asked, busy);
    open_house(&left_alone, busy);
    unsigned n_typing = 0, n_held = 0, n_ahead = 0, n_home = 0;
    for (double t = 600; t <= 72000; t += 600) {
        assert_int_equal(cc_center_advance(asked.center, t), 0);
        char *text = dump_of(asked.center);
        const unsigned home = number_after(text, "\n  redial: ");
        const unsigned open = number_after(text, "\ncontacts: ");
        assert_int_equal(open, asked.center->now.n_open);
        assert_int_equal(n_lines_with(text, " since ") - n_lines_with(text, "the first since "),
                         open - home);
        assert_int_equal(n_lines_with(text, ", waiting since "), number_after(text, "waiting: "));
        assert_int_equal(n_lines_with(text, ", typing since "), number_after(text, "typing: "));
        n_typing += number_after(text, "typing: ");
        n_held += number_after(text, "held: ");
        n_ahead += number_after(text, "automation: ");
        n_home += home;
        free(text);
    }
    assert_true(n_typing > 0 && n_held > 0 && n_ahead > 0 && n_home > 0);
    assert_int_equal(cc_center_advance(left_alone.center, 72000), 0);
    assert_int_equal(cc_center_finish(asked.center), 0);
    assert_int_equal(cc_center_finish(left_alone.center), 0);
    if (!same_record(&asked.scenario, &asked.record, &left_alone.record, difference,
                     sizeof(difference))) {
        fail_msg("%s", difference);
    }
    close_house(&asked);
    close_house(&left_alone);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_that_there_is_is_told),
        cmocka_unit_test(asking_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

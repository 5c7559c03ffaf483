/* Small helpers of the loader: the nearest name, the arena, the grades, figures to paste. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "models/language/arena.h"
#include "models/language/hint.h"
#include "models/language/override.h"
#include "models/scenario/evidence.h"
#include "models/scenario/load.h"
#include "models/scenario/typical.h"
#include "tests/support/scenarios.h"
#include <cmocka.h>
#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
#endif
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *
nearest(const char *wanted)
{
    static const char *const known[] = {"volume", "voice", "patience", "per_hour", "lines"};
    cc_hint hint;
    cc_hint_init(&hint, wanted);
    for (size_t j = 0; j < sizeof(known) / sizeof(known[0]); j++) {
        cc_hint_offer(&hint, known[j]);
    }
    return hint.nearest != NULL ? hint.nearest : "";
}

static void
the_nearest_name_is_near(void **state)
{
    (void)state;
    assert_string_equal(nearest("vioce"), "voice"); /* neighbours swapped */
    assert_string_equal(nearest("volum"), "volume");
    assert_string_equal(nearest("Voice"), "voice");
    assert_string_equal(nearest("patients"), "patience");
    assert_string_equal(nearest("per-hour"), "per_hour");
    assert_string_equal(nearest("completely"), "");
    assert_string_equal(nearest(""), "");
    char longer[300];
    memset(longer, 'v', sizeof(longer) - 1);
    longer[sizeof(longer) - 1] = '\0';
    assert_string_equal(nearest(longer), "");
}

static void
an_arena_gives_zeroed_memory_that_does_not_overlap(void **state)
{
    (void)state;
    cc_arena *arena = cc_arena_new();
    unsigned char *piece[200];
    for (size_t j = 0; j < 200; j++) {
        const size_t n = j * j * 7;
        piece[j] = cc_arena_alloc(arena, n);
        assert_non_null(piece[j]);
        assert_int_equal((uintptr_t)piece[j] % sizeof(double), 0);
        for (size_t k = 0; k < n; k++) {
            assert_int_equal(piece[j][k], 0);
        }
        memset(piece[j], (int)j, n);
#if defined(__SANITIZE_ADDRESS__)
        assert_true(__asan_address_is_poisoned(piece[j] + n)); /* a step too far is found */
#endif
    }
    for (size_t j = 1; j < 200; j++) {
        assert_int_equal(piece[j][0], (unsigned char)j);
        assert_int_equal(piece[j][j * j * 7 - 1], (unsigned char)j);
    }
    assert_null(cc_arena_array(arena, SIZE_MAX / 4, 8));
    cc_arena_free(arena);
}

static void
a_pattern_covers_a_path_and_what_is_below_it(void **state)
{
    (void)state;
    assert_true(cc_evidence_covers("customers.redial", "customers.redial.delay"));
    assert_true(cc_evidence_covers("issues.*.arrivals", "issues.stock.arrivals"));
    assert_true(cc_evidence_covers("issues.*.arrivals", "issues.stock.arrivals[3]"));
    assert_true(cc_evidence_covers("issues.*.patience.voice", "issues.a.patience.voice"));
    assert_false(cc_evidence_covers("issues.*.patience.voice", "issues.a.patience.chat"));
    assert_false(cc_evidence_covers("issues.*.arrivals", "issues.stock"));
    assert_false(cc_evidence_covers("customers.red", "customers.redial.delay"));
    assert_false(cc_evidence_covers("every_issue", "issues.stock.wants"));
}

static void
figures_are_counted_once_with_the_grade_of_the_longest_pattern(void **state)
{
    (void)state;
    cc_scenario s;
    scenario_from_text(&s, "demand = {\n"
                           "  every_issue = { voice = { talk = \"3 min\"; }; };\n"
                           "  issues = { a = { per_hour = 5; }; b = { per_hour = 7; }; };\n"
                           "  evidence = { A = \"every_issue\"; C = (\"issues\");\n"
                           "               B = (\"issues.b.per_hour\"); };\n"
                           "};\n"
                           "center = { channels = { voice = { }; };\n"
                           "  groups = { g = { staff = 3; }; }; };\n");
    const cc_evidence_count count = cc_evidence_counted(&s.evidence);
    assert_int_equal(count.total, 4); /* talk, two per_hour, staff */
    assert_int_equal(count.by_grade[0], 1);
    assert_int_equal(count.by_grade[1], 1);
    assert_int_equal(count.by_grade[2], 1);
    assert_int_equal(count.by_grade[3], 0);
    assert_int_equal(count.not_sourced, 1);
    cc_scenario_free(&s);
}

/* Loads with that figure multiplied. */
static int
load_scaled(cc_scenario *s, const char *path, double factor, cc_scaling how)
{
    static const char text[] =
        "run = { interval = \"12 h\"; };"
        "demand = { first_attempts = 0.8; issues = { a = { arrivals = (10, 20);"
        "  wants = { voice = 0.7; chat = 0.2; email = 0.1; };"
        "  voice = { talk = { dist = \"lognormal\"; mean = \"3 min\"; cv = 0.5; }; };"
        "  chat = { turns = 3; agent = \"20 s\"; customer = \"30 s\"; }; email = { handle = \"5 "
        "min\"; };"
        "}; }; };"
        "center = { channels = { voice = { }; chat = { }; email = { }; };"
        "  groups = { g = { at_once = { chat = 3; }; staff = 5; }; }; };";
    const cc_override set = {.path = path, .factor = factor, .scaling = how};
    cc_refusal refusal;
    return cc_scenario_load_text(s, "text", text, &set, 1, &refusal);
}

#define SCALED(path, factor, how) assert_int_equal(load_scaled(&s, path, factor, how), SIM_OK)

static void
what_is_written_is_multiplied_where_that_can_be(void **state)
{
    (void)state;
    cc_scenario s;
    SCALED("demand.issues.a.voice.talk", 2, CC_SCALE_PLAIN);
    const sim_dist *talk = &s.demand.issue[0].content[cc_channel_find(&s, "voice")].work.dist;
    const double mean = sim_dist_mean(talk), variance = sim_dist_variance(talk);
    assert_true(fabs(mean - 360) < 1e-9 && fabs(sqrt(variance) / mean - 0.5) < 1e-9);
    cc_scenario_free(&s);
    SCALED("demand.issues.a.arrivals", 0.5, CC_SCALE_PLAIN);
    assert_true(cc_table_at(&s.demand.issue[0].arrivals, 0, 0) == 5 &&
                cc_table_at(&s.demand.issue[0].arrivals, 0, 1) == 10);
    cc_scenario_free(&s);
    assert_int_equal(load_scaled(&s, "demand.first_attempts", 2, CC_SCALE_PLAIN), SIM_ERR_REFUSED);
    SCALED("demand.first_attempts", 2, CC_SCALE_SHARES);
    assert_true(s.demand.first_attempts == 1);
    cc_scenario_free(&s);
    assert_int_equal(load_scaled(&s, "demand.issues.a.wants.chat", 2, CC_SCALE_PLAIN),
                     SIM_ERR_REFUSED);
    SCALED("demand.issues.a.wants.chat", 2, CC_SCALE_SHARES);
    static const struct {
        const char *channel;
        double share;
    } wants[] = {{"voice", 0.525}, {"chat", 0.4}, {"email", 0.075}};
    for (int j = 0; j < 3; j++) {
        const cc_table *table = &s.demand.issue[0].wants[cc_channel_find(&s, wants[j].channel)];
        assert_true(fabs(cc_table_at(table, 0, 0) - wants[j].share) < 1e-12);
    }
    cc_scenario_free(&s);
    SCALED("center.groups.g.at_once.chat", 0.5, CC_SCALE_WHOLE);
    cc_scenario_free(&s);
    assert_int_equal(load_scaled(&s, "demand.issues.a.nothing", 2, CC_SCALE_PLAIN),
                     SIM_ERR_REFUSED);
}

/* Every default can be pasted where it says. */
static void
every_default_can_be_pasted_where_it_says(void **state)
{
    (void)state;
    static const char *const objects[] = {"demand",
                                          "demand.every_issue",
                                          "demand.customers",
                                          "demand.issues.NAME",
                                          "center.channels.voice",
                                          "center.channels.email",
                                          "center.automation.NAME",
                                          "center.groups.NAME",
                                          "center.costs"};
    int n = 0;
    for (const cc_typical *d = cc_typicals; d->name != NULL; d++) {
        const char *in[9];
        int known = 0;
        for (int j = 0; j < 9; j++) {
            const bool here = strcmp(objects[j], d->object) == 0;
            in[j] = here ? d->paste : "";
            known += here;
        }
        assert_int_equal(known, 1);
        assert_true(d->grade >= 'A' && d->grade <= 'D');
        char text[4096];
        snprintf(text, sizeof(text),
                 "run = { hours = [\"08:00\", \"20:30\"]; };\n"
                 "demand = { %s every_issue = { %s }; customers = { %s };\n"
                 "  issues = { call = { %s %s wants = { voice = 1; }; %s }; }; };\n"
                 "center = { channels = { voice = { %s }; email = { %s }; };\n"
                 "  automation = { bot = { node = \"chatbot\"; %s }; };\n"
                 "  groups = { agents = { staff = 5; %s }; }; costs = { %s }; };\n",
                 in[0], in[1], in[2], in[3],
                 strstr(in[3], "arrivals") != NULL ? "" : "per_hour = 10;",
                 strncmp(in[1], "voice", 5) == 0 ? "" : "voice = { talk = \"3 min\"; };", in[4],
                 in[5], in[6], in[7], in[8]);
        const char *refusal = refusal_of_text(text);
        if (refusal[0] != '\0') {
            fail_msg("%s: %s", d->name, refusal);
        }
        n++;
    }
    assert_true(n >= 20);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_nearest_name_is_near),
        cmocka_unit_test(an_arena_gives_zeroed_memory_that_does_not_overlap),
        cmocka_unit_test(a_pattern_covers_a_path_and_what_is_below_it),
        cmocka_unit_test(figures_are_counted_once_with_the_grade_of_the_longest_pattern),
        cmocka_unit_test(what_is_written_is_multiplied_where_that_can_be),
        cmocka_unit_test(every_default_can_be_pasted_where_it_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

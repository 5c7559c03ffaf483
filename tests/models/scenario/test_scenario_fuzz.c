/* Scenarios with random damage are loaded or refused, never more; what loads prints as itself. */
#include "models/scenario/load.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "models/scenario/canonical.h"
#include "models/scenario/scenario.h"
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LONGEST 65536

static uint64_t state_of_test = 88172645463325252u;

/* xorshift64: the test must not depend on what it tests */
static size_t
below(size_t n)
{
    state_of_test ^= state_of_test << 13;
    state_of_test ^= state_of_test >> 7;
    state_of_test ^= state_of_test << 17;
    return (size_t)(state_of_test % n);
}

/* The canonical form of a bundled scenario: one text that has everything in it. */
static size_t
seed_text(const char *file, char *text)
{
    char path[512];
    snprintf(path, sizeof(path), "%s/scenarios/%s", CCSIM_SOURCE_DIR, file);
    cc_scenario scenario;
    cc_refusal refusal = {""};
    if (cc_scenario_load(&scenario, path, NULL, 0, &refusal) != SIM_OK) {
        fail_msg("%s", refusal.text);
    }
    char *printed;
    assert_int_equal(cc_canonical_print(&scenario, &printed), SIM_OK);
    const size_t n = strlen(printed);
    assert_true(n < LONGEST / 2);
    memcpy(text, printed, n + 1);
    free(printed);
    cc_scenario_free(&scenario);
    return n;
}

/* Pieces that mean something to some part of the loader. */
static const char *const pieces[] = {
    "{",       "}",         "(",       ")",        "[",    "]",         ";",
    ",",       "=",         "\"",      "#",        "/*",   "*/",        "@include \"x\"",
    "\n",      "-1",        "0",       "1e308",    "-0.0", "99999999",  "1e-300",
    "true",    "\"20 s\"",  "\"0 s\"", "0.5",      "2.5",  "\"never\"", "dist",
    "mean",    "\"voice\"", "\"x\"",   "( )",      "{ }",  "((1))",     "\"24:00\"",
    "\"1 d\"", "1000000",   "\\",      "\"chat\"",
};

/* Replaces, drops or doubles something; the text stays a text. */
static size_t
damage(char *text, size_t n)
{
    const size_t at = below(n);
    switch (below(5)) {
    case 0:
        text[at] = (char)(1 + below(255));
        return n;
    case 1: { /* drop a stretch */
        const size_t k = 1 + below(12);
        const size_t m = k < n - at ? k : n - at;
        memmove(text + at, text + at + m, n - at - m + 1);
        return n - m;
    }
    case 2: { /* double a line */
        const char *end = strchr(text + at, '\n');
        const size_t m = end == NULL ? n - at : (size_t)(end - text) - at + 1;
        if (n + m + 1 < LONGEST) {
            memmove(text + at + m, text + at, n - at + 1);
            return n + m;
        }
        return n;
    }
    default: { /* a piece in place of a word */
        const char *piece = pieces[below(sizeof(pieces) / sizeof(pieces[0]))];
        const size_t k = strlen(piece);
        const size_t word = strcspn(text + at, " ;,(){}\n");
        if (n + k + 1 < LONGEST) {
            memmove(text + at + k, text + at + word, n - at - word + 1);
            memcpy(text + at, piece, k);
            return n + k - word;
        }
        return n;
    }
    }
}

static void
load_damaged(const char *text, int *loaded)
{
    cc_scenario scenario, again;
    cc_refusal refusal = {""};
    const int ret = cc_scenario_load_text(&scenario, "fuzz.cfg", text, NULL, 0, &refusal);
    if (ret != SIM_OK) {
        assert_int_equal(ret, SIM_ERR_REFUSED);
        assert_int_equal(strncmp(refusal.text, "fuzz.cfg:", 9), 0);
        assert_null(scenario.arena);
        return;
    }
    (*loaded)++;
    char *printed, *printed_again;
    assert_int_equal(cc_canonical_print(&scenario, &printed), SIM_OK);
    if (cc_scenario_load_text(&again, "print.cfg", printed, NULL, 0, &refusal) != SIM_OK) {
        fail_msg("a print was refused: %s\n%s", refusal.text, printed);
    }
    assert_int_equal(cc_canonical_print(&again, &printed_again), SIM_OK);
    assert_string_equal(printed, printed_again);
    assert_true(scenario.hash == again.hash);
    free(printed);
    free(printed_again);
    cc_scenario_free(&scenario);
    cc_scenario_free(&again);
}

static void
damaged_scenarios_are_loaded_or_refused(void **state)
{
    (void)state;
    static const char *const files[] = {"minimal.cfg", "assistant.cfg", "n_design.cfg",
                                        "bank/contact_center.cfg"};
    static char whole[LONGEST], text[LONGEST];
    int loaded = 0, tried = 0;
    for (size_t f = 0; f < sizeof(files) / sizeof(files[0]); f++) {
        const size_t n = seed_text(files[f], whole);
        for (int j = 0; j < 400; j++) {
            memcpy(text, whole, n + 1);
            size_t length = n;
            const size_t times = 1 + below(3);
            for (size_t k = 0; k < times && length > 0; k++) {
                length = damage(text, length);
            }
            load_damaged(text, &loaded);
            tried++;
        }
    }
    /* The damage must be neither harmless nor always fatal. */
    assert_true(loaded > 20 && loaded < tried / 2);
}

static void
damaged_overrides_are_taken_or_refused(void **state)
{
    (void)state;
    static const char *const paths[] = {
        "demand.volume",
        "center.groups.agents",
        "demand.issues",
        "run",
        "run.days",
        "center.groups.agents.staff[3]",
        "",
        "[0]",
        ".",
        "demand.issues.stock.arrivals",
        "center",
        "demand.customers",
        "a.b.c.d.e.f",
        "demand.issues.stock.voice.talk.mean",
        "demand.issues[0]",
    };
    static char whole[LONGEST];
    seed_text("bank/call_center.cfg", whole);
    for (size_t j = 0; j < sizeof(paths) / sizeof(paths[0]); j++) {
        for (size_t k = 0; k < sizeof(pieces) / sizeof(pieces[0]); k++) {
            const cc_override set = {paths[j], pieces[k]};
            cc_scenario scenario;
            cc_refusal refusal = {""};
            const int ret = cc_scenario_load_text(&scenario, "fuzz.cfg", whole, &set, 1, &refusal);
            assert_true(ret == SIM_OK || ret == SIM_ERR_REFUSED);
            assert_true((ret == SIM_OK) == (refusal.text[0] == '\0'));
            cc_scenario_free(&scenario);
        }
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(damaged_scenarios_are_loaded_or_refused),
        cmocka_unit_test(damaged_overrides_are_taken_or_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Scenarios by the library: what the command line says to a setting, the library says too. */
#include "library/include/ccsim.h"
#include "models/scenario/load.h"
#include "models/scenario/scenario.h"
#include "tests/support/german.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define MINIMAL CCSIM_SOURCE_DIR "/scenarios/minimal.cfg"

static ccsim_scenario *
load(void)
{
    ccsim_scenario *self;
    ccsim_error error;
    assert_int_equal(ccsim_scenario_load(&self, MINIMAL, &error), CCSIM_OK);
    assert_string_equal(error.text, "");
    return self;
}

static void
a_setting_is_set_and_read_back(void **state)
{
    (void)state;
    ccsim_scenario *self = load();
    const char *text;
    double number;
    const uint64_t hash = ccsim_scenario_hash(self);
    assert_int_equal(ccsim_scenario_get_number(self, "center.groups.agents.staff", &number), 0);
    assert_int_equal(number, 14);
    assert_int_equal(ccsim_scenario_set(self, "center.groups.agents.staff", "13"), CCSIM_OK);
    assert_int_equal(ccsim_scenario_get(self, "center.groups.agents.staff", &text), CCSIM_OK);
    assert_string_equal(text, "13");
    assert_true(ccsim_scenario_hash(self) != hash);
    assert_int_equal(ccsim_scenario_set_number(self, "center.groups.agents.staff", 14), CCSIM_OK);
    assert_true(ccsim_scenario_hash(self) == hash);

    assert_int_equal(ccsim_scenario_set(self, "demand.issues.call.voice.talk.mean", "4 min"), 0);
    assert_int_equal(ccsim_scenario_get_number(self, "demand.issues.call.voice.talk.mean", &number),
                     0);
    assert_float_equal(number, 240, 0);
    assert_int_equal(ccsim_scenario_get(self, "demand.issues.call.voice.talk", &text), CCSIM_OK);
    assert_string_equal(text, "{ dist = \"exponential\"; mean = \"4 min\"; }");
    assert_int_equal(ccsim_scenario_get_number(self, "center.queues.voice.takes[0][1]", &number),
                     CCSIM_ERR_PARAM); /* a text that is no number */
    /* what has no effect is known as long as it was set */
    assert_int_equal(ccsim_scenario_get(self, "demand.volume", &text), CCSIM_ERR_UNKNOWN);
    assert_int_equal(ccsim_scenario_set(self, "demand.volume", "1"), CCSIM_OK);
    assert_int_equal(ccsim_scenario_get_number(self, "demand.volume", &number), CCSIM_OK);
    assert_float_equal(number, 1, 0);
    assert_int_equal(ccsim_scenario_get(self, "center.groups.agent.staff", &text),
                     CCSIM_ERR_UNKNOWN);
    assert_non_null(strstr(ccsim_scenario_message(self), "did you mean center.groups.agents?"));
    ccsim_scenario_free(self);
}

/* Each refusal is that of the command line, word by word, and changes nothing. */
static void
refusals_are_those_of_the_command_line(void **state)
{
    (void)state;
    static const char *const wrong[][2] = {
        {"center.groups.agents.staf", "13"},
        {"center.groups.agents.staff", "-3"},
        {"demand.issues.call.per_hour", "\"many\""},
        {"center.groups.agents.staff[3]", "1"},
        {"1.2", "3"},
        {"run.observe", "0 s"},
    };
    ccsim_scenario *self = load();
    const uint64_t hash = ccsim_scenario_hash(self);
    for (size_t j = 0; j < sizeof(wrong) / sizeof(*wrong); j++) {
        cc_scenario scenario;
        cc_refusal refusal;
        const cc_override set = {.path = wrong[j][0], .value = wrong[j][1]};
        assert_int_equal(cc_scenario_load(&scenario, MINIMAL, &set, 1, &refusal), SIM_ERR_REFUSED);
        assert_int_equal(ccsim_scenario_set(self, wrong[j][0], wrong[j][1]), CCSIM_ERR_REFUSED);
        assert_string_equal(ccsim_scenario_message(self), refusal.text);
        assert_true(ccsim_scenario_hash(self) == hash);
    }
    assert_int_equal(ccsim_scenario_set(self, "demand.volume", "1.1"), CCSIM_OK);
    assert_string_equal(ccsim_scenario_message(self), "");
    ccsim_scenario_free(self);
}

static void
several_are_right_only_together(void **state)
{
    (void)state;
    static const char *const path[] = {"run.hours", "run.observe", "run.observe"};
    static const char *const value[] = {"(\"08:00\", \"18:00\")", "3 h", "8 h"};
    ccsim_scenario *self = load(), *other;
    const char *text;
    assert_int_equal(ccsim_scenario_set_all(self, path, value, 3), CCSIM_OK);
    assert_int_equal(ccsim_scenario_get(self, "run.observe", &text), CCSIM_OK);
    assert_string_equal(text, "\"8 h\""); /* the last one */
    assert_int_equal(ccsim_scenario_copy(&other, self, NULL), CCSIM_OK);
    assert_true(ccsim_scenario_hash(other) == ccsim_scenario_hash(self));
    assert_int_equal(ccsim_scenario_set(other, "demand.volume", "2"), CCSIM_OK);
    assert_int_equal(ccsim_scenario_get(other, "run.observe", &text), CCSIM_OK);
    assert_string_equal(text, "\"8 h\"");
    assert_true(ccsim_scenario_hash(other) != ccsim_scenario_hash(self));
    ccsim_scenario_free(self);
    ccsim_scenario_free(other);
}

static void
the_canonical_text_is_the_scenario(void **state)
{
    (void)state;
    ccsim_scenario *self = load(), *again;
    ccsim_error error;
    assert_int_equal(ccsim_scenario_set(self, "center.groups.agents.staff", "15"), CCSIM_OK);
    assert_int_equal(ccsim_scenario_load_text(&again, "x", ccsim_scenario_text(self), &error), 0);
    assert_true(ccsim_scenario_hash(again) == ccsim_scenario_hash(self));
    ccsim_scenario_free(again);
    assert_int_equal(ccsim_scenario_load_text(&again, "x.cfg", "demand = {}; ;", &error),
                     CCSIM_ERR_REFUSED);
    assert_null(again);
    assert_int_equal(error.code, CCSIM_ERR_REFUSED);
    assert_memory_equal(error.text, "x.cfg:1: ", 9);
    assert_int_equal(ccsim_scenario_load(&again, "/nowhere.cfg", NULL), CCSIM_ERR_REFUSED);
    ccsim_scenario_free(self);
    ccsim_scenario_free(NULL);
}

static void
names_are_found(void **state)
{
    (void)state;
    ccsim_scenario *self = load();
    assert_int_equal(ccsim_scenario_count(self, CCSIM_GROUPS), 1);
    assert_string_equal(ccsim_scenario_name_of(self, CCSIM_GROUPS, 0), "agents");
    assert_null(ccsim_scenario_name_of(self, CCSIM_GROUPS, 1));
    assert_null(ccsim_scenario_name_of(self, CCSIM_GROUPS, -1));
    assert_int_equal(ccsim_scenario_count(self, (ccsim_kind)99), 0);
    assert_int_equal(ccsim_scenario_find(self, CCSIM_QUEUES, "voice"), 0);
    assert_int_equal(ccsim_scenario_find(self, CCSIM_QUEUES, "voise"), -1);
    assert_string_equal(ccsim_scenario_message(self),
                        "there is no such queue; did you mean \"voice\"? (voise)");
    ccsim_kpi kpi = {.size = sizeof(kpi)};
    size_t j = 0;
    while (ccsim_kpi_get(j, &kpi) == CCSIM_OK && strcmp(kpi.name, "asa") != 0) {
        j++;
    }
    assert_string_equal(kpi.unit, "s");
    assert_int_equal(kpi.better, -1);
    assert_int_equal(kpi.size, sizeof(kpi));
    assert_int_equal(ccsim_kpi_get(ccsim_kpi_count(), &kpi), CCSIM_ERR_PARAM);
    kpi.size = 3;
    assert_int_equal(ccsim_kpi_get(0, &kpi), CCSIM_ERR_PARAM);
    ccsim_scenario_free(self);
}

/* A program may have numbers with a comma: what a scenario says does not follow. */
static void
decimal_commas_are_for_people(void **state)
{
    (void)state;
    ccsim_scenario *plain = load();
    if (!german_begin()) {
        ccsim_scenario_free(plain);
        skip();
    }
    ccsim_scenario *self = load();
    assert_int_equal(ccsim_scenario_set(plain, "demand.volume", "1.25"), CCSIM_OK);
    assert_int_equal(ccsim_scenario_set_number(self, "demand.volume", 1.25), CCSIM_OK);
    double number;
    assert_int_equal(ccsim_scenario_get_number(self, "demand.volume", &number), CCSIM_OK);
    assert_float_equal(number, 1.25, 0);
    const bool is_same = ccsim_scenario_hash(self) == ccsim_scenario_hash(plain) &&
                         strcmp(ccsim_scenario_text(self), ccsim_scenario_text(plain)) == 0;
    assert_true(german_end());
    assert_true(is_same);
    ccsim_scenario_free(self);
    ccsim_scenario_free(plain);
}

static void
versions_agree(void **state)
{
    (void)state;
    assert_string_equal(ccsim_version(), CCSIM_VERSION_TEXT);
    assert_int_equal(ccsim_version_number(), CCSIM_VERSION_NUMBER);
    assert_string_equal(ccsim_code_text(CCSIM_OK), "no error");
    assert_string_equal(ccsim_code_text(-1234), "unknown error");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_setting_is_set_and_read_back),
        cmocka_unit_test(refusals_are_those_of_the_command_line),
        cmocka_unit_test(several_are_right_only_together),
        cmocka_unit_test(the_canonical_text_is_the_scenario),
        cmocka_unit_test(names_are_found),
        cmocka_unit_test(decimal_commas_are_for_people),
        cmocka_unit_test(versions_agree),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

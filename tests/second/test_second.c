/* The simulator against a second one, written from docs/semantics.md alone, on scenarios put
 * together by chance: every contact has the same life, and every counter the same number.
 *
 * second_test_second FROM COUNT: more of them; --only K: that one, and what it is; --file PATH: any
 * scenario. */
#include "models/load.h"
#include "tests/second/second_compare.h"

#include "models/center.h"
#include "tests/support/random_scenario.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define COUNT 200 /* of scenarios, as a test */
#define LEAST 20  /* times that all of them together must tell of each thing that may happen */

static uint64_t first = 0, count = COUNT; /* set once, by main */

static void
run(cc_center *center, uint64_t k, cc_record *record)
{
    cc_problem problem = {""};
    if (cc_center_run(center, k, k % 3, record, &problem) != SIM_OK) {
        fail_msg("%s", problem.text);
    }
}

/* told: how often, by tale. */
static bool
agree(const cc_scenario *scenario, uint64_t k, size_t told[CC_N_TALES])
{
    cc_problem problem = {""};
    cc_layout layout;
    cc_record record;
    assert_int_equal(cc_layout_init(&layout, scenario, k % 2 == 1), SIM_OK);
    assert_int_equal(cc_record_init(&record, &layout), SIM_OK);
    cc_center *center = cc_center_new(scenario, &layout, &problem);
    if (center == NULL) {
        fail_msg("%s", problem.text);
    }
    sim_trace_buffer journal;
    sim_trace_buffer_init(&journal);
    sim_trace trace = sim_trace_to_buffer(&journal);
    cc_center_set_trace(center, &trace);
    run(center, k, &record);
    cc_center_set_trace(center,
                        NULL); /* with the short cuts, which are not taken when it is told */
    run(center, k, &record);
    second other;
    second_run(&other, scenario, k, k % 3);
    const bool is_same = second_same_journal(scenario, &journal, &other.journal) &&
                         second_same_counts(&record, &other);
    for (size_t j = 0; j < other.journal.n; j++) {
        told[other.journal.record[j].code]++;
    }
    second_free(&other);
    sim_trace_buffer_free(&journal);
    cc_center_delete(center);
    cc_record_free(&record);
    return is_same;
}

static bool
try_one(const char *folder, uint64_t k, size_t told[CC_N_TALES])
{
    char path[500];
    random_scenario text;
    random_scenario_make(&text, k);
    random_scenario_write(&text, folder, path, sizeof(path));
    cc_scenario scenario;
    cc_problem problem = {""};
    if (cc_scenario_load(&scenario, path, NULL, 0, &problem) != SIM_OK) {
        fail_msg("%s", problem.text);
    }
    const bool is_same = agree(&scenario, k, told);
    if (!is_same) {
        print_message("random scenario %llu: second_test_second --only %llu\n",
                      (unsigned long long)k, (unsigned long long)k);
    }
    cc_scenario_free(&scenario);
    random_scenario_remove(&text, folder);
    random_scenario_free(&text);
    return is_same;
}

static void
both_simulators_agree_on_every_contact(void **state)
{
    (void)state;
    char folder[] = "/tmp/ccsim-second-XXXXXX"; /* on a crash it holds the scenario */
    assert_non_null(mkdtemp(folder));
    size_t told[CC_N_TALES] = {0};
    uint64_t n_different = 0;
    for (uint64_t k = first; k < first + count; k++) {
        n_different += !try_one(folder, k, told);
    }
    rmdir(folder);
    if (n_different > 0) {
        fail_msg("%llu of %llu scenarios differ", (unsigned long long)n_different,
                 (unsigned long long)count);
    }
    for (int tale = 0; tale < CC_N_TALES && count >= COUNT; tale++) {
        if (told[tale] < LEAST) {
            fail_msg("tale %d of models/tale.h is told %zu times", tale, told[tale]);
        }
    }
}

static void
agree_on_file(const char *path, uint64_t seed)
{
    size_t told[CC_N_TALES] = {0};
    cc_scenario scenario;
    cc_problem problem = {""};
    if (cc_scenario_load(&scenario, path, NULL, 0, &problem) != SIM_OK) {
        fail_msg("%s", problem.text);
    }
    if (!agree(&scenario, seed, told)) {
        fail_msg("%s: the simulators differ", path);
    }
    cc_scenario_free(&scenario);
}

/* Those are larger, and written by people. */
static void
both_simulators_agree_on_known_scenarios(void **state)
{
    (void)state;
    static const char *const known[] = {
        "scenarios/assistant.cfg",      "scenarios/bank/contact_center.cfg",
        "scenarios/chat.cfg",           "scenarios/forecast/center.cfg",
        "scenarios/minimal.cfg",        "scenarios/n_design.cfg",
        "scenarios/trace/center.cfg",   "tests/verify/everything.cfg",
        "tests/verify/interrupted.cfg", "tests/verify/menu_and_lines.cfg",
        "tests/verify/preference.cfg",  "tests/verify/priority.cfg",
        "tests/verify/redial.cfg",      "tests/verify/returns.cfg",
        "tests/verify/shifts.cfg",      "tests/verify/w_design.cfg",
        "tests/verify/windows.cfg",
    };
    for (size_t j = 0; j < sizeof(known) / sizeof(*known); j++) {
        char path[1024];
        snprintf(path, sizeof(path), "%s/%s", CCSIM_SOURCE_DIR, known[j]);
        agree_on_file(path, j);
    }
}

static void
both_simulators_agree_on_this_file(void **state)
{
    agree_on_file(*state, 1);
}

int
main(int argc, char **argv)
{
    if (argc == 3 && strcmp(argv[1], "--file") == 0) {
        const struct CMUnitTest test[] = {
            cmocka_unit_test_prestate(both_simulators_agree_on_this_file, argv[2]),
        };
        return cmocka_run_group_tests(test, NULL, NULL);
    }
    if (argc == 3 && strcmp(argv[1], "--only") == 0) {
        random_scenario text;
        first = strtoull(argv[2], NULL, 10);
        count = 1;
        random_scenario_make(&text, first);
        printf("%s", text.text);
        random_scenario_free(&text);
    } else if (argc == 3) {
        first = strtoull(argv[1], NULL, 10);
        count = strtoull(argv[2], NULL, 10);
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_simulators_agree_on_every_contact),
        cmocka_unit_test(both_simulators_agree_on_known_scenarios),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

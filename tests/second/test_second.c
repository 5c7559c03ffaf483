/* The simulator against a second one, written from docs/semantics.md alone, on scenarios put
 * together by chance: every contact has the same life, and every counter the same number.
 *
 * second_test_second FROM COUNT: more of them, from 1 on each with changes too; --only K: that one, and
 * what it is; --file PATH: any scenario. */
#include "models/scenario/load.h"
#include "tests/second/random_script.h"
#include "tests/second/second_compare.h"

#include "models/center/center.h"
#include "tests/support/each_scenario.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT 260 /* of scenarios, as a test */
#define EVERY 12  /* of so many scenarios one is tried with changes too, as a test */
#define LEAST 1   /* times that all of them together must tell of each thing that may happen */

static each_scenario which; /* set once, by main */

static void
run(cc_center *center, uint64_t k, cc_record *record)
{
    cc_refusal refusal = {""};
    if (cc_center_run(center, k, k % 3, record, &refusal) != SIM_OK) {
        fail_msg("%s", refusal.text);
    }
}

typedef struct trials {
    size_t told[CC_N_ENTRIES];
    size_t changed[CC_N_CONTROLS]; /* of which control */
    uint64_t n_different;
} trials;

static bool
agree(const cc_scenario *scenario, const cc_script *script, uint64_t k, trials *all)
{
    cc_refusal refusal = {""};
    cc_layout layout;
    cc_record record;
    assert_int_equal(cc_layout_init(&layout, scenario, k % 2 == 1), SIM_OK);
    assert_int_equal(cc_record_init(&record, &layout), SIM_OK);
    cc_center *center = cc_center_new(scenario, &layout, &refusal);
    if (center == NULL) {
        fail_msg("%s", refusal.text);
    }
    cc_center_set_script(center, script);
    sim_trace_buffer journal;
    sim_trace_buffer_init(&journal);
    sim_trace trace = sim_trace_to_buffer(&journal);
    cc_center_set_trace(center, &trace);
    run(center, k, &record);
    cc_center_set_trace(center,
                        NULL); /* with the short cuts, which are not taken when it is told */
    run(center, k, &record);
    second other;
    second_run(&other, scenario, script, k, k % 3);
    const bool is_same = second_same_journal(scenario, &journal, &other.journal) &&
                         second_same_counts(&record, &other);
    for (size_t j = 0; j < other.journal.n; j++) {
        const sim_trace_record *it = &other.journal.record[j];
        all->told[it->code]++;
        if (it->code == CC_JOURNAL_CHANGED) {
            all->changed[it->b]++;
        }
    }
    second_free(&other);
    sim_trace_buffer_free(&journal);
    cc_center_delete(center);
    cc_record_free(&record);
    return is_same;
}

static void
print_script(const cc_script *script, const cc_scenario *scenario)
{
    for (size_t j = 0; j < script->n; j++) {
        char words[512];
        cc_script_words(&script->change[j], scenario, words, sizeof(words));
        print_message("    %.9f  %s\n", script->change[j].time, words);
    }
}

static void
try_one(const random_scenario *text, const char *path, uint64_t k, void *context)
{
    (void)text;
    trials *all = context;
    cc_scenario scenario;
    cc_refusal refusal = {""};
    if (cc_scenario_load(&scenario, path, NULL, 0, &refusal) != SIM_OK) {
        fail_msg("%s", refusal.text);
    }
    bool is_same = agree(&scenario, NULL, k, all);
    if (k % EVERY == 3 || which.first > 0 ||
        random_script_may_have(&scenario, CC_CONTROL_ANNOUNCES) /* of few */) {
        cc_script script;
        random_script_make(&script, &scenario, k);
        if (!agree(&scenario, &script, k, all)) {
            is_same = false;
            print_message("with the script:\n");
            print_script(&script, &scenario);
        }
        cc_script_free(&script);
    }
    if (!is_same) {
        all->n_different++;
        print_message("random scenario %llu: second_test_second --only %llu\n",
                      (unsigned long long)k, (unsigned long long)k);
    }
    cc_scenario_free(&scenario);
}

static void
both_simulators_agree_on_every_contact(void **state)
{
    (void)state;
    trials all = {.n_different = 0};
    each_scenario_do(&which, try_one, &all);
    if (all.n_different > 0) {
        fail_msg("%llu of %llu scenarios differ", (unsigned long long)all.n_different,
                 (unsigned long long)which.count);
    }
    for (int entry = 0; entry < CC_N_ENTRIES && which.count >= COUNT; entry++) {
        const bool is_asked = entry < CC_N_JOURNAL || entry == CC_JOURNAL_FAILS ||
                              entry == CC_JOURNAL_BURST_BEGINS ||
                              entry == CC_JOURNAL_DISCONNECTED ||
                              (entry >= CC_JOURNAL_STAYS && entry <= CC_JOURNAL_IS_HIRED);
        if (is_asked && all.told[entry] < LEAST) {
            fail_msg("entry %d of models/center/entries.h is told %zu times", entry,
                     all.told[entry]);
        }
    }
    for (int what = 0; what < CC_N_CONTROLS && which.count >= COUNT; what++) {
        if (random_script_has(what) && all.changed[what] < LEAST) {
            fail_msg("control %s is changed %zu times", cc_control_types[what].name,
                     all.changed[what]);
        }
    }
}

static void
agree_on_file(const char *path, uint64_t seed)
{
    trials all = {.n_different = 0};
    cc_scenario scenario;
    cc_refusal refusal = {""};
    if (cc_scenario_load(&scenario, path, NULL, 0, &refusal) != SIM_OK) {
        fail_msg("%s", refusal.text);
    }
    if (!agree(&scenario, NULL, seed, &all)) {
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
        "scenarios/assistant.cfg",
        "scenarios/bank/contact_center.cfg",
        "scenarios/chat.cfg",
        "scenarios/forecast/center.cfg",
        "scenarios/minimal.cfg",
        "scenarios/n_design.cfg",
        "scenarios/trace/center.cfg",
        "scenarios/gallery/bot_intents.cfg",
        "scenarios/gallery/bot_outage.cfg",
        "scenarios/gallery/branches.cfg",
        "scenarios/gallery/expected_wait.cfg",
        "scenarios/gallery/full_node.cfg",
        "scenarios/gallery/knowledge_base.cfg",
        "scenarios/gallery/offer_callback.cfg",
        "scenarios/gallery/offer_channel.cfg",
        "scenarios/gallery/offer_page.cfg",
        "tests/verify/at_closing.cfg",
        "tests/verify/everything.cfg",
        "tests/verify/interrupted.cfg",
        "tests/verify/menu_and_lines.cfg",
        "tests/verify/predicted.cfg",
        "tests/verify/preference.cfg",
        "tests/verify/priority.cfg",
        "tests/verify/redial.cfg",
        "tests/verify/returns.cfg",
        "tests/verify/shifts.cfg",
        "tests/verify/sorted_and_merged.cfg",
        "tests/verify/w_design.cfg",
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
    which = each_scenario_of(argc, argv, COUNT);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_simulators_agree_on_every_contact),
        cmocka_unit_test(both_simulators_agree_on_known_scenarios),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

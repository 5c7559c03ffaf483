/* A chatbot turn by turn, against the chain of its turns: after f failed ones a customer asks for an
 * agent with a(f); else is understood with r, or answered with something else with c, which the
 * share m of customers takes for the answer; after the last turn that may fail it hands over. */
#include "tests/support/verify.h"

#include "models/center/entries.h"
#include "sim/trace.h"
#include "tests/support/scenarios.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BOT "tests/verify/bot.cfg"
#define TURNS 3

typedef struct session {
    double contained, solved, asks, failed, time;
} session;

static session
solve(double r, double c, double solved, int turns, int others_turns)
{
    static const double asks[] = {.05, .2, .4};
    session s = {.time = 0};
    double still = 1;
    for (int f = 0; f < TURNS; f++) {
        const double turn = still * (1 - asks[f]);
        s.asks += still * asks[f];
        s.contained += turn * (r + .3 * c);
        s.solved += turn * r * solved;
        s.failed += turn * (1 - r);
        s.time += turn * 20 * (r * turns + c * others_turns + 1 - r - c);
        still = turn * (1 - r - .3 * c);
    }
    return s;
}

static void
sessions_are_those_of_the_chain(void **state)
{
    (void)state;
    const session card = solve(.7, .1, .8, 2, 3), loan = solve(.4, .2, .5, 3, 2);
    const verify_case center = {.file = BOT, .seed = 1301, .replications = 10};
    const verify_case once = {.file = BOT,
                              .set = {{"demand.customers.unresolved.returns", "0"}},
                              .seed = 1302,
                              .replications = 10};
    const verify_claim claims[] = {
        {"containment", "issue:card", card.contained, .05},
        {"containment", "issue:loan", loan.contained, .06},
        {"containment_solved", "issue:card", card.solved, .06},
        {"containment_solved", "issue:loan", loan.solved, .09},
        /* net: half of the contained and not solved are back */
        {"containment_honest", "issue:card/attempt:first",
         card.contained - .5 * (card.contained - card.solved), .06},
        {"containment_honest", "issue:loan/attempt:first",
         loan.contained - .5 * (loan.contained - loan.solved), .08},
    };
    VERIFY(&center, claims);
    const verify_claim of_both[] = {
        {"node_failed", "node:bot", (card.failed + loan.failed) / 2, .03},
        {"node_time", "node:bot", (card.time + loan.time) / 2, .03},
        {"node_left_by_agent", "node:bot", 24 * 600 * .75 * (card.asks + loan.asks) / 2, .08},
        {"bypassed", "center", 24 * 600 * .25, .06},
        {"automated", "center", 24 * 600 * .75, .04},
    };
    VERIFY(&once, of_both);
}

/* ---- to the contact ---- */

static int
by_subject(const void *a, const void *b)
{
    const sim_trace_record *const *x = a, *const *y = b;
    return (*x)->subject != (*y)->subject ? ((*x)->subject < (*y)->subject ? -1 : 1)
           : *x < *y                      ? -1
                                          : *x > *y;
}

static void
net_containment_is_exact_to_the_contact(void **state)
{
    (void)state;
    verify_center center;
    sim_trace_buffer journal;
    sim_trace_buffer_init(&journal);
    const sim_trace trace = sim_trace_to_buffer(&journal);
    const cc_override set[] = {
        {"run.warm_up", "\"0 s\""},
        {"demand.issues.card.per_hour", "100"},
        {"demand.issues.loan.per_hour", "100"},
        {"demand.customers.unresolved.delay", "{ dist = \"exponential\"; mean = \"2 h\"; }"}};
    verify_center_open(&center, BOT, set, 4, false);
    sim_trace to = trace;
    cc_center_set_trace(center.center, &to);
    verify_center_run(&center, 1303, 0);
    const sim_trace_record **all = calloc(journal.n, sizeof(*all));
    assert_non_null(all);
    for (size_t j = 0; j < journal.n; j++) {
        all[j] = &journal.record[j];
    }
    qsort(all, journal.n, sizeof(*all), by_subject);
    const cc_run *run = &center.scenario.run;
    double contained = 0, back = 0, arrived = 0;
    for (size_t j = 0; j < journal.n; j++) {
        arrived = all[j]->code == CC_JOURNAL_GETS_IN_TOUCH ? all[j]->time : arrived;
        if (arrived >= run->observe || all[j]->code != CC_JOURNAL_CONTAINED ||
            all[j]->time > run->observe + run->follow_up - run->fcr_window) {
            continue;
        }
        contained++;
        for (size_t k = j + 1; k < journal.n && all[k]->subject == all[j]->subject; k++) {
            if (all[k]->code == CC_JOURNAL_GETS_IN_TOUCH) {
                back += all[k]->time - all[j]->time <= run->fcr_window;
                break;
            }
        }
    }
    assert_true(back > 100 && back < contained);
    assert_true(verify_counter(&center, -1, -1, CC_N_contained_followed) == contained);
    assert_true(verify_counter(&center, -1, -1, CC_N_contained_back) == back);
    free((void *)all);
    sim_trace_buffer_free(&journal);
    verify_center_close(&center);
}

/* ---- what has no effect ---- */

static bool
is_of_automation(int counter)
{
    return counter == CC_N_in_automation || counter == CC_N_automation_followed ||
           counter == CC_N_handed_over || counter == CC_N_into_automation ||
           counter == CC_N_bypassed;
}

static void
a_bot_that_understands_nothing_and_takes_no_time_is_no_bot(void **state)
{
    (void)state;
    const cc_override without[] = {
        {"center.channels.voice.entry", "none"},
        {"center.groups.agents.staff", "1"},
        {"demand.customers.patience", "{ voice = { dist = \"exponential\"; mean = \"1 s\"; }; }"}};
    const cc_override with[] = {{"center.automation.bot.turn", "\"0 s\""},
                                {"center.automation.bot.latency", "\"0 s\""},
                                {"center.automation.bot.intents.plastic.recognised", "0"},
                                {"center.automation.bot.intents.plastic.confused", "{ loan = 0; }"},
                                {"center.automation.bot.intents.loan.recognised", "0"},
                                {"center.automation.bot.intents.loan.confused", "{ plastic = 0; }"},
                                without[1],
                                without[2]};
    verify_center plain, bot;
    verify_center_open(&plain, BOT, without, 3, false);
    verify_center_open(&bot, BOT, with, 8, false);
    verify_center_run(&plain, 1304, 0);
    verify_center_run(&bot, 1304, 0);
    assert_true(verify_counter(&bot, -1, -1, CC_N_in_automation) > 1000);
    assert_true(verify_counter(&bot, -1, -1, CC_N_abandoned) > 100);
    for (int counter = 0; counter < CC_N_COUNTERS; counter++) {
        for (int issue = 0; issue < 2 && !is_of_automation(counter); issue++) {
            const double x = verify_counter(&plain, issue, -1, counter);
            const double y = verify_counter(&bot, issue, -1, counter);
            if (x != y) {
                fail_msg("counter %d of kind %d: %.17g, with the bot %.17g", counter, issue, x, y);
            }
        }
    }
    verify_center_close(&plain);
    verify_center_close(&bot);
}

/* ---- frustration, outages ---- */

static void
the_frustrated_wait_half_as_long(void **state)
{
    (void)state;
    const verify_case center = {
        .file = BOT,
        .set = {{"center.groups.agents.staff", "0"},
                {"center.automation.bot.retries", "0"},
                {"demand.customers.bots.frustration", "0.5"},
                {"demand.customers.patience", "{ voice = \"100 s\"; }"},
                {"center.automation.bot.intents",
                 "{ nothing = { kinds = ( \"card\", \"loan\" ); }; }"}},
        .seed = 1305,
        .replications = 10,
    };
    const verify_claim claims[] = {{"time_to_abandon", "center", .25 * 100 + .75 * 50, .04}};
    VERIFY(&center, claims);
}

static void
nobody_talks_to_a_bot_that_is_down(void **state)
{
    (void)state;
    const verify_case by_day = {
        .file = BOT,
        .set = {{"demand.customers.bots.bypass", "0"},
                {"demand.customers.unresolved.returns", "0"},
                {"center.automation.bot.outages", "{ at = [\"06:00\", \"11:00\"]; }"}},
        .seed = 1306,
        .replications = 10,
    };
    const verify_claim quarter[] = {{"automated", "center", 24 * 600 * .75, .04},
                                    {"node_full", "node:bot", 24 * 600 * .25, .06}};
    VERIFY(&by_day, quarter);
    const verify_case by_chance = {
        .file = BOT,
        .set = {{"demand.customers.bots.bypass", "0"},
                {"demand.customers.unresolved.returns", "0"},
                {"demand.issues.card.per_hour", "30"},
                {"demand.issues.loan.per_hour", "30"},
                {"center.automation.bot.outages",
                 "{ up = { dist = \"exponential\"; mean = \"6 min\"; };"
                 "  down = { dist = \"exponential\"; mean = \"2 min\"; }; }"}},
        .seed = 1307,
        .replications = 40,
    };
    const verify_claim always[] = {{"automated", "center", 24 * 60 * .75, .06},
                                   {"node_full", "node:bot", 24 * 60 * .25, .15}};
    VERIFY(&by_chance, always);
}

/* ---- what is refused ---- */

static void
refuses(const char *node, const char *customers, const char *message)
{
    char text[2048];
    snprintf(text, sizeof(text),
             "run = {}; demand = { issues = { call = { per_hour = 1;\n"
             "voice = { talk = \"1 s\"; }; wants = { voice = 1; }; }; };\n"
             "channels = { later = { kind = \"voice\"; }; }; customers = { %s }; };\n"
             "center = { channels = { voice = { entry = \"a\"; }; };\n"
             "groups = { agents = { staff = 1; }; };\n"
             "automation = { a = { %s }; }; };",
             customers, node);
    const char *found = refusal_of_text(text);
    if (strstr(found, message) == NULL) {
        fail_msg("wanted %s, got %s", message, found);
    }
}

#define BOT_WITH(intents) "node = \"chatbot\"; intents = { " intents " };"

static void
what_makes_no_sense_is_refused(void **state)
{
    (void)state;
    refuses(BOT_WITH("call = { recognised = 1.5; };"), "", "recognised");
    refuses(BOT_WITH("x = { recognised = 0.5; };"), "",
            "kinds: is missing: there is no kind of issue of the intent's name");
    refuses(BOT_WITH("call = { confused = { call = 0.5; }; };"), "",
            "confused.call: must be another intent");
    refuses(BOT_WITH("call = { recognised = 0.6; confused = { x = 0.5; }; };"
                     "x = { kinds = (); };"),
            "", "recognised and confused must sum to 1 at most (is 1.1)");
    refuses(BOT_WITH("call = {}; x = { kinds = ( \"call\" ); };"), "",
            "\"call\" is of another intent already");
    refuses(BOT_WITH("call = {};") " contains = 0.5;", "",
            "contains: must not be written beside intents, which say it");
    refuses("node = \"announcement\"; expected_wait = true;", "",
            "expected_wait: needs center.prediction, which says how it is found");
    refuses("node = \"offer\"; expected_wait = \"1 min\";", "",
            "expected_wait: needs center.prediction, which says how it is found");
    refuses("node = \"offer\"; to = \"later\";", "",
            "to: must be a channel that the center offers (is \"later\")");
    refuses(
        "node = \"offer\"; outages = { at = ([\"10:00\", \"11:00\"], [\"10:30\", \"12:00\"]); };",
        "", "must come after the one before it");
    refuses("node = \"offer\";", "announced = { from = ( \"2 min\", \"1 min\" ); };",
            "must be longer than the one before");
    refuses("node = \"offer\";", "announced = { from = \"1 min\"; hang_up = ( 0.1, 0.2 ); };",
            "must have a value for each of the 1 steps of `from` (has 2)");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sessions_are_those_of_the_chain),
        cmocka_unit_test(net_containment_is_exact_to_the_contact),
        cmocka_unit_test(a_bot_that_understands_nothing_and_takes_no_time_is_no_bot),
        cmocka_unit_test(the_frustrated_wait_half_as_long),
        cmocka_unit_test(nobody_talks_to_a_bot_that_is_down),
        cmocka_unit_test(what_makes_no_sense_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

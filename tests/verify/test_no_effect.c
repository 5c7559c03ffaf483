/* What is written and does nothing changes no event and no number: values that are neutral, and mechanisms that
 * are at work and that nobody meets. Some have tests of their own beside what they do (test_offers, test_bot,
 * test_silent, test_items, test_handing, test_ends, test_bursts, test_messaging). */
#include "tests/support/verify.h"

#include "models/center/entries.h"
#include "sim/trace.h"
#include "tests/support/same_record.h"

#define EVERYTHING "tests/verify/everything.cfg"
#define MESSAGING "tests/verify/messaging.cfg"
#define ONE_QUEUE "tests/verify/one_queue.cfg"

typedef struct case_of {
    const char *what, *file;
    cc_override base[3], more[4]; /* with these, nothing else may happen */
    bool
        others; /* the journal has more, but nothing of contacts; there are more events, and counters of what
                  * agents are asked for and of positions */
} case_of;

#define CHATS_END_LATE                                                                             \
    {                                                                                              \
        "center.channels.chat.silence",                                                            \
            "{ dormant = \"366 d\"; same_agent = \"1 h\"; patience = \"fresh\"; }"                 \
    }
/* calls that are told what to expect */
#define TOLD                                                                                       \
    {"center.automation", "{ say = { node = \"announcement\"; expected_wait = true; }; }"},        \
        {"center.channels.voice.entry", "say"},                                                    \
    {                                                                                              \
        "center.prediction.by", "queue"                                                            \
    }

static const case_of cases[] = {
    {"silence, chats that never are", EVERYTHING, {{0}}, {CHATS_END_LATE}},
    {"a caseload that is never met",
     EVERYTHING,
     {{0}},
     {{"center.groups.mixed.caseload", "1000000"}}},
    {"dormant behind closed",
     MESSAGING,
     {{"center.channels.messaging", "{ silence = { close = \"4 min\"; }; }"}},
     {{"center.channels.messaging",
       "{ silence = { close = \"4 min\"; dormant = \"5 min\"; same_agent = \"9 min\"; }; }"}}},
    {"an automatic reply at no time",
     MESSAGING,
     {{"center.channels.messaging.hours", "[\"00:00\", \"24:00\"]"},
      {"demand.customers.patience",
       "{ messaging = { dist = \"exponential\"; mean = \"2 min\"; }; }"}},
     {{"center.channels.messaging.auto_reply", "true"},
      {"demand.customers.auto_reply.patience", "0.2"}}},
    {"silent, none", EVERYTHING, {{0}}, {{"center.channels.chat.time_out", "\"5 min\""}}},
    {"the order of turns, one at a time",
     EVERYTHING,
     {{"center.groups.mixed.at_once.chat", "1"}},
     {{"center.groups.mixed.next_turn", "shortest"}}},
    {"round and round, one at a time",
     EVERYTHING,
     {{"center.groups.mixed.at_once.chat", "1"}},
     {{"center.groups.mixed.next_turn", "round-robin"}}},
    {"patience between turns, without end",
     EVERYTHING,
     {{0}},
     {{"demand.every_issue.chat.turn_patience", "\"366 d\""}}},
    {"knowledge that does nothing",
     EVERYTHING,
     {{0}},
     {{"center.knowledge", "{ work = 1; resolution = 1; ramp = 5; }"}}},
    {"... that no group uses",
     EVERYTHING,
     {{0}},
     {{"center.knowledge", "{ work = 0.5; resolution = 0.5; }"},
      {"center.groups.mixed.knowledge", "0"},
      {"center.groups.phone.knowledge", "0"}}},
    {"set-ups that never fail",
     EVERYTHING,
     {{0}},
     {{"center.channels.voice.set_up", "{ fails = 0; again = 2; }"}}},
    {"nothing to look up", EVERYTHING, {{0}}, {{"center.channels.voice.look_up", "\"0 s\""}}},
    {"messages that nobody minds",
     EVERYTHING,
     {{0}},
     {{"center.channels.voice.message_every", "\"30 s\""}}},
    {"outages at night",
     EVERYTHING,
     {{0}},
     {{"center.automation.assistant.outages.at", "[\"20:00\", \"21:00\"]"}},
     .others = true},
    {"customers who mind no bot",
     EVERYTHING,
     {{0}},
     {{"demand.customers.bots", "{ bypass = 0; agent_please = 0; misled = 0; frustration = 1; }"}}},
    {"duplicates, none",
     EVERYTHING,
     {{0}},
     {{"demand.customers.switch",
       "{ chat = { probability = 0; to = \"voice\"; first = \"duplicate\"; }; }"}}},
    {"transfers, none",
     EVERYTHING,
     {{0}},
     {{"center.transfers",
       "{ x = { share = 0; to = \"faults\"; how = \"warm\"; hand_over = \"1 min\"; }; }"}}},
    {"waits that are announced to no effect",
     ONE_QUEUE,
     {TOLD},
     {{"demand.customers.announced",
       "{ from = ( \"1 s\", \"1 min\" ); hang_up = ( 0, 0 ); patience = ( 1, 1 ); }"}}},
    {"pauses of no length",
     EVERYTHING,
     {{0}},
     {{"center.groups.mixed.pauses", "{ probability = 1; length = \"0 s\"; again = true; }"}}},
    {"pauses that nobody makes",
     EVERYTHING,
     {{0}},
     {{"center.groups.mixed.pauses", "{ probability = 1e-15; length = \"1 h\"; }"},
      {"center.groups.phone.pauses", "{ length = \"1 h\"; }"}}},
    {"agents who are all alike, each by a draw",
     EVERYTHING,
     {{0}},
     {{"center.groups.mixed.differ", "{ pace_cv = 1e-300; kind_cv = 0; }"},
      {"center.groups.phone.differ", "{ pace_cv = 0; kind_cv = 1e-300; }"}}},
    {"nothing to learn",
     EVERYTHING,
     {{0}},
     {{"center.groups.mixed.learning", "{ extra = 0; tenure = \"9 d\"; time = \"9 d\"; }"},
      {"center.groups.phone.learning", "{ extra = 1; tenure = \"3000 d\"; time = \"1 s\"; }"}}},
    {"who does not tire",
     EVERYTHING,
     {{0}},
     {{"center.groups.mixed.fatigue", "{ slower = 1e-300; errors = 1e-300; }"},
      {"center.groups.phone.fatigue", "{ slower = 0; errors = 0; most = \"1 h\"; }"}}},
    {"offers that nobody accepts, or that are never made",
     EVERYTHING,
     {{0}},
     {{"center.groups.mixed.overtime", "{ when = \"waiting >= 0\"; accept = 0; }"},
      {"center.groups.mixed.time_off", "{ when = \"waiting >= 0\"; at_most = 0; }"},
      {"center.groups.phone.overtime", "{ when = \"agents_free > 9999\"; }"},
      {"center.groups.phone.time_off", "{ when = \"agents_free > 9999\"; pay = 0.5; }"}},
     .others = true},
    {"offers that all decline",
     EVERYTHING,
     {{0}},
     {{"center.groups.mixed.overtime", "{ when = \"waiting >= 0\"; accept = 1e-300; }"},
      {"center.groups.phone.time_off", "{ when = \"waiting >= 0\"; accept = 1e-300; }"}},
     .others = true},
    {"agents who do not leave for good",
     EVERYTHING,
     {{0}},
     {{"center.groups.mixed.attrition", "{ per_year = 0; extra = 5; load = 5; }"},
      {"center.groups.mixed.hiring", "{ delay = \"1 d\"; training = \"3 d\"; cost = 9; }"}}},
    {"... in the run",
     EVERYTHING,
     {{0}},
     {{"center.groups.mixed.attrition", "{ per_year = 1e-300; extra = 5; load = 5; }"},
      {"center.groups.phone.attrition", "{ per_year = 1e-300; }"},
      {"center.groups.phone.hiring", "{ delay = \"1 d\"; training = \"3 d\"; cost = 9; }"}},
     .others = true},
    {"a home that is like any site",
     EVERYTHING,
     {{0}},
     {{"center.sites", "{ home = { remote = true; by_choice = true; }; }"},
      {"center.home", "{ treatment = { pace = 2.0; }; selection = { pace = 0.5; }; }"},
      {"center.groups.mixed.site", "\"home\""}}},
    {"overflow at once",
     EVERYTHING,
     {{0}},
     {{"center.queues.faults.overflow",
       "( { group = \"phone\"; }, { group = \"mixed\"; after = \"0 s\"; } )"}}},
    {"a date that is like any other",
     EVERYTHING,
     {{"run.first_date", "\"2026-03-02\""}},
     {{"demand.on_dates", "( (\"2026-03-02\", 1), (\"2027-03-02\", 7) )"}}},
    {"outsourced for nothing",
     EVERYTHING,
     {{"center.groups.phone.wage_per_hour", "0"}},
     {{"center.groups.phone.wage_per_hour", "0"}, {"center.groups.phone.outsourced", "{ }"}}},
    {"nobody at home on no day",
     EVERYTHING,
     {{0}},
     {{"center.sites", "{ home = { remote = true; allowance_per_agent_month = 0; }; }"},
      {"center.home", "{ treatment = { pace = 2.0; absence = 3.0; attrition = 0.5; }; }"},
      {"center.groups.mixed.home", "{ site = \"home\"; share = 0; days = (\"Mon\"); }"}}},
    {"lines that do not fail in the run",
     EVERYTHING,
     {{0}},
     {{"center.providers", "{ cable = { up = \"9000 d\"; down = \"1 h\"; }; }"},
      {"center.cut_off", "{ then = \"lost\"; rejoin = \"5 min\"; }"},
      {"center.groups.mixed.providers", "\"cable\""},
      {"center.groups.phone.line", "{ up = \"9000 d\"; down = \"1 h\"; }"}}},
    {"lines that never fail",
     EVERYTHING,
     {{0}},
     {{"center.providers", "{ cable = { down = \"1 h\"; }; }"},
      {"center.cut_off", "{ then = \"lost\"; rejoin = \"5 min\"; }"},
      {"center.groups.mixed.providers", "\"cable\""},
      {"center.groups.phone.line", "{ down = \"1 h\"; }"}}},
    {"bursts of nothing",
     EVERYTHING,
     {{0}},
     {{"demand.issues.billing.self_exciting", "{ mean = 0; after = \"5 min\"; }"}}},
};

typedef struct listener {
    sim_trace_hash hash;
    bool of_contacts; /* only */
} listener;

static void
hear(void *context, const sim_trace_record *record)
{
    listener *self = context;
    if (!self->of_contacts || cc_subject_of(record->a) == CC_OF_CONTACT) {
        sim_trace_hash_add(&self->hash, record);
    }
}

static listener
play(verify_center *center, const char *file, const cc_override *set, size_t room, bool of_contacts)
{
    size_t n = 0;
    while (n < room && set[n].path != NULL) {
        n++;
    }
    verify_center_open(center, file, set, n, true);
    listener self = {.of_contacts = of_contacts};
    sim_trace_hash_init(&self.hash);
    sim_trace to = {hear, &self};
    cc_center_set_trace(center->center, &to);
    verify_center_run(center, 2101, 3);
    cc_center_set_trace(center->center, NULL);
    verify_center_run(center, 2101, 4); /* by short cuts */
    return self;
}

/* Counters that only these mechanisms have, of which nothing follows. */
static void
forget_others(verify_center *changed, const verify_center *plain)
{
    static const cc_agent_counter counter[] = {CC_A_overtime_offers, CC_A_time_off_offers,
                                               CC_A_positions, CC_A_filled, CC_A_tenure};
    for (size_t slice = 0; slice < plain->layout.n_slices; slice++) {
        for (int g = 0; g < plain->scenario.center.n_groups; g++) {
            for (size_t j = 0; j < sizeof(counter) / sizeof(*counter); j++) {
                cc_record_agent(&changed->record, slice, (size_t)g)[counter[j]] =
                    cc_record_agent(&plain->record, slice, (size_t)g)[counter[j]];
            }
        }
    }
}

static void
what_does_nothing_changes_no_bit(void **state)
{
    (void)state;
    for (size_t j = 0; j < sizeof(cases) / sizeof(*cases); j++) {
        const case_of *it = &cases[j];
        cc_override more[7];
        size_t n = 0;
        for (; n < 3 && it->base[n].path != NULL; n++) {
            more[n] = it->base[n];
        }
        for (size_t k = 0; k < 4 && it->more[k].path != NULL; k++) {
            more[n++] = it->more[k];
        }
        verify_center plain, changed;
        const listener x = play(&plain, it->file, it->base, 3, it->others);
        const listener y = play(&changed, it->file, more, n, it->others);
        char difference[400] = "";
        assert_true(x.hash.n > 1000);
        if (x.hash.n != y.hash.n || x.hash.hash != y.hash.hash) {
            fail_msg("%s: other things happen", it->what);
        }
        if (it->others) {
            changed.record.n_events = plain.record.n_events;
            forget_others(&changed, &plain);
        }
        if (!same_record(&plain.scenario, &plain.record, &changed.record, difference,
                         sizeof(difference))) {
            fail_msg("%s: %s", it->what, difference);
        }
        verify_center_close(&plain);
        verify_center_close(&changed);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_does_nothing_changes_no_bit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

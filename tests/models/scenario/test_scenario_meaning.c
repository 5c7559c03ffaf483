/* What is written and what the simulator then sees: completion from general objects, tables,
 * windows, queues, traces, hashes. */
#include "models/scenario/level.h"
#include "models/scenario/load.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "models/scenario/canonical.h"
#include "models/scenario/workload.h"
#include "tests/support/scenarios.h"
#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CENTER "center = { channels = { voice = { }; }; groups = { agents = { staff = 3; }; }; };\n"

static bool
near(double a, double b)
{
    return fabs(a - b) <= 1e-9 * fmax(1, fabs(b));
}

static void
a_kind_takes_what_it_does_not_set_from_every_issue_and_customers(void **state)
{
    (void)state;
    cc_scenario s;
    scenario_from_text(
        &s, "demand = {\n"
            "  every_issue = { wants = { voice = 0.5; email = 0.5; }; per_hour = 10;\n"
            "    voice = { talk = { dist = \"lognormal\"; mean = \"3 min\"; cv = 1.2; }; };\n"
            "    email = { handle = \"7 min\"; };\n"
            "    resolution = { voice = 0.8; email = 0.7; };\n"
            "    redial = { maximum = 3; }; };\n"
            "  issues = { plain = { };\n"
            "    other = { arrivals = 4; wants = { voice = 1; };\n"
            "      voice = { talk = { mean = \"5 min\"; }; }; resolution = { voice = 0.9; };\n"
            "      redial = { after_abandon = (0.5, 0.2); }; }; };\n"
            "  customers = { redial = { after_abandon = 0.4; maximum = 9;\n"
            "      delay = { dist = \"exponential\"; mean = \"20 min\"; }; };\n"
            "    patience = { voice = \"2 min\"; }; };\n"
            "};\n" CENTER);
    const int voice = cc_channel_find(&s, "voice"), email = cc_channel_find(&s, "email");
    const cc_issue *plain = &s.demand.issue[0], *other = &s.demand.issue[1];
    /* The distribution without `dist` is completed: another mean, the same cv. */
    assert_true(near(sim_dist_mean(&plain->content[voice].work.dist), 180));
    assert_true(near(sim_dist_mean(&other->content[voice].work.dist), 300));
    assert_true(near(sqrt(sim_dist_variance(&other->content[voice].work.dist)), 360));
    /* Leaf by leaf, but wants as a whole and arrivals by the most special object. */
    assert_true(near(cc_table_at(&other->content[voice].resolution, 0, 0), 0.9));
    assert_true(near(cc_table_at(&other->content[email].resolution, 0, 0), 0.7));
    assert_true(near(cc_table_at(&other->wants[email], 0, 0), 0));
    assert_true(other->counts && !plain->counts);
    assert_true(near(cc_table_at(&plain->per_hour, 0, 0), 10));
    /* customers stands behind every_issue. */
    assert_int_equal(plain->redial.maximum, 3);
    assert_true(near(cc_by_number_at(&plain->redial.after_abandon, 5), 0.4));
    assert_true(near(cc_by_number_at(&other->redial.after_abandon, 0), 0.5));
    assert_true(near(cc_by_number_at(&other->redial.after_abandon, 7), 0.2));
    assert_true(near(sim_dist_mean(&other->redial.delay), 1200));
    assert_true(other->content[voice].has_patience && !other->content[email].has_patience);
    cc_scenario_free(&s);
}

static void
tables_are_numbers_lists_or_columns_of_files(void **state)
{
    (void)state;
    const char *path = file_of_test("day.csv", "from,calls,aht,agents\n00:00,10,2 min,1\n"
                                               "08:00,20,180 s,2\n16:00,30,4 min,3\n");
    char text[2048];
    snprintf(text, sizeof(text),
             "run = { interval = \"8 h\"; days = 2; };\n"
             "demand = { issues = {\n"
             "  a = { arrivals = { file = \"%s\"; column = \"calls\"; };\n"
             "    voice = { talk = { dist = \"lognormal\"; cv = 1.0;\n"
             "      mean = { file = \"%s\"; column = \"aht\"; }; }; }; };\n"
             "  b = { per_hour = (1, 2, 3, 4, 5, 6);\n"
             "    voice = { talk = { dist = \"exponential\";\n"
             "      mean = { file = \"%s\"; column = \"calls\"; unit = \"min\"; }; }; }; };\n"
             "}; };\n"
             "center = { channels = { voice = { }; };\n"
             "  groups = { g = { staff = { file = \"%s\"; column = \"agents\"; }; }; }; };\n",
             path, path, path, path);
    cc_scenario s;
    scenario_from_text(&s, text);
    const int voice = cc_channel_find(&s, "voice");
    const cc_issue *a = &s.demand.issue[0], *b = &s.demand.issue[1];
    assert_true(near(cc_table_at(&a->arrivals, 0, 1), 20));
    assert_true(near(cc_table_at(&a->arrivals, 1, 2), 30)); /* one day stands for all */
    assert_true(near(cc_table_at(&b->per_hour, 1, 0), 4));  /* two days are written */
    assert_true(near(cc_table_at(&a->content[voice].work.factor, 0, 2), 240));
    assert_true(near(sim_dist_mean(&a->content[voice].work.dist), 1));
    assert_true(near(cc_table_at(&b->content[voice].work.factor, 0, 0), 600));
    assert_true(near(cc_table_at(&s.center.group[0].staff, 0, 2), 3));
    cc_scenario_free(&s);
}

static void
a_rate_has_break_points_of_its_own(void **state)
{
    (void)state;
    cc_scenario s;
    scenario_from_text(
        &s, "run = { hours = (\"07:00\", \"20:00\"); };\n"
            "demand = { issues = {\n"
            "  steps = { rate = { at = (\"08:10\", \"09:25\"); per_hour = (36, 72); };\n"
            "    voice = { talk = \"1 min\"; }; };\n"
            "  lines = { rate = { at = (\"08:00\", \"10:00\", \"11:00\"); per_hour = (0, 72, 36);\n"
            "      shape = \"linear\"; }; voice = { talk = \"1 min\"; }; }; }; };\n" CENTER);
    const cc_issue *steps = &s.demand.issue[0], *lines = &s.demand.issue[1];
    assert_int_equal(steps->n_pieces, 2);
    assert_true(near(steps->piece[0].t0, 8 * 3600 + 600) && near(steps->piece[0].r1, 0.01));
    assert_true(near(steps->piece[1].t1, 20 * 3600) && near(steps->piece[1].r0, 0.02));
    assert_int_equal(lines->n_pieces, 2);
    assert_true(near(lines->piece[0].r0, 0) && near(lines->piece[0].r1, 0.02));
    assert_true(near(lines->piece[1].r1, 0.01) && near(lines->piece[1].t1, 11 * 3600));
    cc_scenario_free(&s);
}

static void
windows_and_days_follow_from_each_other(void **state)
{
    (void)state;
    static const struct {
        const char *run;
        int days;
        double observe; /* h */
    } cases[] = {
        {"", 1, 24},
        {"warm_up = \"2 h\";", 1, 22},
        {"days = 5;", 5, 120},
        {"days = 10; warm_up = \"2 d\"; follow_up = \"1 d\";", 10, 168},
        {"observe = \"25 h\";", 2, 25},
        {"observe = \"35 d\"; warm_up = \"7 d\"; follow_up = \"7 d\";", 49, 840},
        {"observe = \"47 h\"; days = 2;", 2, 47},
    };
    for (size_t j = 0; j < sizeof(cases) / sizeof(cases[0]); j++) {
        char text[1024];
        snprintf(text, sizeof(text),
                 "run = { %s };\ndemand = { issues = { a = { per_hour = 1; "
                 "voice = { talk = \"1 min\"; }; }; }; };\n" CENTER,
                 cases[j].run);
        cc_scenario s;
        scenario_from_text(&s, text);
        assert_int_equal(s.run.days, cases[j].days);
        assert_true(near(s.run.observe, cases[j].observe * 3600));
        cc_scenario_free(&s);
    }
}

static void
queues_take_pairs_and_a_channel_stands_for_all_its_queues(void **state)
{
    (void)state;
    cc_scenario s;
    scenario_from_text(
        &s,
        "demand = { every_issue = { per_hour = 1; voice = { talk = \"1 min\"; };\n"
        "      chat = { turns = 3; agent = \"30 s\"; }; wants = { voice = 0.5; chat = 0.5; }; };\n"
        "  issues = { a = { }; b = { }; c = { }; }; };\n"
        "center = { channels = { voice = { service_level = { within = \"20 s\"; target = 0.8; };\n"
        "      }; chat = { }; email = { }; };\n"
        "  queues = { vip = { takes = ((\"a\", \"voice\"), (\"a\", \"chat\"));\n"
        "      service_level = { within = (\"10 s\", \"30 s\"); }; priority = 2; };\n"
        "    calls = { channel = \"voice\"; issues = (\"b\", \"c\"); };\n"
        "    chats = { channel = (\"chat\"); issues = (\"b\", \"c\"); }; spare = { takes = ( ); }; "
        "};\n"
        "  groups = { g = { serves = (\"voice\", [\"chats\", \"email\"]); staff = 1; };\n"
        "    h = { staff = 2; }; };\n"
        "  routing = { reserve = { chat = 2; }; }; };\n");
    const cc_center_setup *center = &s.center;
    const int voice = cc_channel_find(&s, "voice"), chat = cc_channel_find(&s, "chat"),
              email = cc_channel_find(&s, "email");
    assert_int_equal(center->n_queues, 5);
    assert_string_equal(center->queue[4].name, "email"); /* nobody named it */
    assert_int_equal(center->queue_of[0 * s.n_channels + chat], 0);
    assert_int_equal(center->queue_of[2 * s.n_channels + voice], 1);
    assert_int_equal(center->queue_of[2 * s.n_channels + email], 4);
    /* Thresholds: its own, but the channel's target. */
    assert_int_equal(center->queue[0].service_level.n_within, 2);
    assert_true(near(center->queue[1].service_level.target, 0.8));
    assert_true(near(center->queue[0].service_level.target, 0.8) ||
                isnan(center->queue[0].service_level.target)); /* its first channel is chat */
    /* "voice" is vip and calls, in one rank; chats and email the next. */
    const cc_group *g = &center->group[0];
    assert_int_equal(g->n_serves, 4);
    assert_int_equal(g->serves[0].index, 0);
    assert_int_equal(g->serves[1].index, 1);
    assert_int_equal(g->serves[1].rank, 0);
    assert_int_equal(g->serves[2].rank, 1);
    assert_int_equal(g->serves[3].rank, 1);
    assert_int_equal(center->group[1].n_serves, 5);
    assert_int_equal(center->reserve[0], 2);
    assert_int_equal(center->reserve[1], 0);
    assert_int_equal(center->reserve[2], 2);
    cc_scenario_free(&s);
}

static void
channels_of_one_queue_keep_their_service_levels(void **state)
{
    (void)state;
    const char *const own[] = {"", "service_level = { target = 0.5; }; ",
                               "service_level = { within = \"1 min\"; }; "};
    for (size_t j = 0; j < 3; j++) {
        char text[1200];
        cc_scenario s;
        snprintf(
            text, sizeof(text),
            "demand = { issues = { a = { per_hour = 6; voice = { talk = \"3 min\"; };\n"
            "  email = { handle = \"5 min\"; }; wants = { voice = 0.4; email = 0.6; }; }; }; };\n"
            "center = { channels = { voice = { service_level = { target = 0.8; within = \"20 s\"; "
            "}; };\n"
            "  email = { service_level = { target = 0.9; within = \"4 h\"; }; }; };\n"
            "  queues = { all = { channel = (\"voice\", \"email\"); %s}; };\n"
            "  groups = { g = { staff = 4; }; }; };\n",
            own[j]);
        scenario_from_text(&s, text);
        const cc_service_level *voice = &s.center.level[cc_channel_find(&s, "voice")],
                               *email = &s.center.level[cc_channel_find(&s, "email")],
                               *queue = &s.center.queue[0].service_level;
        assert_true(near(voice->target, j == 1 ? 0.5 : 0.8));
        assert_true(near(email->target, j == 1 ? 0.5 : 0.9));
        assert_true(voice->within[0] == (j == 2 ? 60 : 20));
        assert_true(email->within[0] == (j == 2 ? 60 : 4 * 3600));
        assert_true(j == 1 ? near(queue->target, 0.5) : isnan(queue->target));
        assert_int_equal(queue->n_within, j == 2);
        assert_true(cc_level_of_channel(&s, cc_channel_find(&s, "voice"))->target == voice->target);
        assert_true(cc_level_of_channel(&s, cc_channel_find(&s, "email"))->within[0] ==
                    email->within[0]);
        cc_scenario_free(&s);
    }
}

static void
a_queue_has_the_service_level_of_the_channel_that_it_takes(void **state)
{
    (void)state;
    cc_scenario s;
    scenario_from_text(
        &s, "demand = { issues = { a = { per_hour = 6; voice = { talk = \"3 min\"; };\n"
            "  chat = { turns = 2; agent = \"1 min\"; }; email = { handle = \"5 min\"; };\n"
            "  wants = { voice = 0.4; chat = 0.3; email = 0.3; }; }; }; };\n"
            "center = { channels = { voice = { service_level = { within = \"20 s\"; }; };\n"
            "  chat = { service_level = { within = \"90 s\"; }; };\n"
            "  email = { service_level = { within = \"4 h\"; }; }; };\n"
            "  queues = { calls = { channel = \"voice\"; }; };\n"
            "  groups = { g = { staff = 4; }; }; };\n");
    const struct {
        const char *channel;
        double within;
    } level[] = {{"voice", 20}, {"chat", 90}, {"email", 4 * 3600}};
    assert_string_equal(s.center.queue[0].name, "calls");
    for (size_t j = 0; j < 3; j++) {
        const int q = s.center.queue_of[cc_channel_find(&s, level[j].channel)];
        assert_int_equal(s.center.queue[q].service_level.n_within, 1);
        assert_true(s.center.queue[q].service_level.within[0] == level[j].within);
    }
    cc_scenario_free(&s);
}

static void
a_trace_is_read_by_its_columns_in_order_of_time(void **state)
{
    (void)state;
    const char *path = file_of_test("trace.csv", "date,at,type,via,s,left\n"
                                                 "mon,36000,PS,phone,60,\n"
                                                 "tue,08:30:30,NW,chat,,90\n"
                                                 "mon,30000,PS,phone,,2 min\n"
                                                 "mon,31000,TT,phone,5,\n"
                                                 "tue,100,PS,phone,5,\n");
    char text[2048];
    snprintf(
        text, sizeof(text),
        "run = { hours = (\"08:00\", \"18:00\"); };\n"
        "demand = { every_issue = { voice = { talk = \"1 min\"; }; wants = { voice = 1; };\n"
        "      chat = { turns = 3; agent = \"30 s\"; }; };\n"
        "  issues = { regular = { }; new = { }; };\n"
        "  trace = { file = \"%s\"; columns = { day = \"date\"; time = \"at\"; kind = \"type\";\n"
        "      channel = \"via\"; work = \"s\"; patience = \"left\"; };\n"
        "    kinds = { PS = \"regular\"; NW = \"new\"; TT = \"\"; };\n"
        "    channels = { phone = \"voice\"; }; days = \"in-order\"; outside = \"leave_out\"; };\n"
        "};\n" CENTER,
        path);
    cc_scenario s;
    scenario_from_text(&s, text);
    const cc_recording *trace = &s.demand.trace;
    assert_int_equal(trace->n, 3);
    assert_int_equal(trace->n_days, 2);
    assert_int_equal(trace->days, CC_DAYS_IN_ORDER);
    assert_int_equal(trace->day_start[1], 2);
    assert_int_equal(trace->day_start[2], 3);
    assert_true(trace->row[0].time == 30000 && isnan(trace->row[0].work));
    assert_true(trace->row[0].patience == 120 && trace->row[1].work == 60);
    assert_true(isnan(trace->row[1].patience));
    assert_int_equal(trace->row[1].issue, 0);
    assert_int_equal(trace->row[1].channel, cc_channel_find(&s, "voice"));
    assert_true(trace->row[2].time == 8 * 3600 + 1830);
    assert_int_equal(trace->row[2].issue, 1);
    assert_int_equal(trace->row[2].channel, cc_channel_find(&s, "chat"));
    /* The print finds the file again, and the hash is of the rows. */
    char *printed;
    cc_scenario again;
    assert_int_equal(cc_canonical_print(&s, &printed), SIM_OK);
    scenario_from_text(&again, printed);
    assert_true(again.hash == s.hash && again.demand.trace.digest == trace->digest);
    free(printed);
    cc_scenario_free(&again);
    cc_scenario_free(&s);
}

static void
spelling_does_not_change_the_hash_and_meaning_does(void **state)
{
    (void)state;
    static const char *const same[] = {
        "demand = { issues = { a = { per_hour = 60; voice = { talk = \"180 s\"; }; }; }; "
        "};\n" CENTER,
        "name = \"other\"; demand = { name = \"label\"; volume = 1.0; issues = {\n"
        "  a = { per_hour = 60.0; wants = { voice = 1; }; voice = { talk = \"3 min\"; }; }; };\n"
        "  evidence = { A = \"issues\"; }; }; # a comment\n" CENTER,
        "run = { days = 1; };\n"
        "demand = { every_issue = { voice = { talk = { dist = \"constant\"; value = \"3 min\"; }; "
        "};\n"
        "  per_hour = 60; }; issues = { a = { }; }; };\n"
        "center = { channels = { voice = { service_level = { }; }; };\n"
        "  queues = { voice = { channel = \"voice\"; }; };\n"
        "  groups = { agents = { staff = 3; serves = \"voice\"; }; }; };\n",
    };
    uint64_t hash = 0, demand_hash = 0;
    for (size_t j = 0; j < sizeof(same) / sizeof(same[0]); j++) {
        cc_scenario s;
        scenario_from_text(&s, same[j]);
        assert_true(j == 0 || (s.hash == hash && s.demand_hash == demand_hash));
        hash = s.hash;
        demand_hash = s.demand_hash;
        cc_scenario_free(&s);
    }
    static const struct {
        cc_override set;
        bool of_demand;
    } changes[] = {
        {{.path = "demand.issues.a.per_hour", .value = "60.000000000000007"}, true},
        {{.path = "demand.issues.a.voice.talk", .value = "181 s"}, true},
        {{.path = "run.days", .value = "2"}, true},
        {{.path = "demand.customers.balking", .value = "0.5"}, true},
        {{.path = "center.groups.agents.staff", .value = "4"}, false},
        {{.path = "center.routing.shift_end", .value = "interrupt"}, false},
        {{.path = "center.costs.line_per_minute", .value = "0.01"}, false},
    };
    for (size_t j = 0; j < sizeof(changes) / sizeof(changes[0]); j++) {
        cc_scenario s;
        cc_refusal refusal = {""};
        assert_int_equal(
            cc_scenario_load_text(&s, "test.cfg", same[0], &changes[j].set, 1, &refusal), SIM_OK);
        assert_true(s.hash != hash);
        assert_true((s.demand_hash != demand_hash) == changes[j].of_demand);
        cc_scenario_free(&s);
    }
}

static void
amounts_are_those_of_a_hand_calculation(void **state)
{
    (void)state;
    cc_scenario s;
    scenario_from_text(
        &s,
        "run = { hours = (\"08:00\", \"18:00\"); weekdays = (\"Mon\", \"Tue\"); days = 7; };\n"
        "demand = { volume = 2; first_attempts = 0.5; weekday = { Tue = 3; };\n"
        "  issues = { a = { per_hour = 12; wants = { voice = 0.5; chat = 0.25; email = 0.25; };\n"
        "    voice = { talk = { dist = \"exponential\"; mean = \"5 min\"; }; };\n"
        "    chat = { turns = 2.5; agent = \"1 min\"; }; email = { handle = \"10 min\"; };\n"
        "    resolution = { voice = 0.8; }; unresolved = { returns = 0.5; delay = \"1 h\"; }; }; "
        "};\n"
        "  customers = { not_offered = { email = { voice = 0.6; }; }; }; };\n"
        "center = { channels = { voice = { wrap_up = \"1 min\"; }; chat = { entry = \"bot\"; }; "
        "};\n"
        "  automation = { bot = { node = \"chatbot\"; contains = 0.25; hand_over = \"30 s\"; }; "
        "};\n"
        "  groups = { g = { staff = 4; shrinkage = 0.25; }; }; };\n");
    cc_workload workload;
    assert_int_equal(cc_workload_init(&workload, &s), SIM_OK);
    const int voice = cc_channel_find(&s, "voice"), chat = cc_channel_find(&s, "chat");
    /* Open on Monday (120 contacts) and Tuesday (360): 240 an open day. */
    assert_true(near(workload.issues, 240));
    assert_true(near(workload.contacts[voice], 240 * 0.65));
    assert_true(near(workload.contacts[chat], 60));
    assert_true(near(workload.turned_away, 240 * 0.1));
    /* Returns: 1 / (1 - 0.2 x 0.5). Wrap-up a minute. */
    assert_true(near(workload.channel[voice].contacts, 156 / 0.9));
    assert_true(near(workload.channel[voice].hours, 156 / 0.9 * 360 / 3600));
    /* Turns are rounded up; a quarter ends in the assistant; handing over takes 30 s. */
    assert_true(near(workload.channel[chat].to_agents, 45));
    assert_true(near(workload.channel[chat].hours, 45 * (3 * 60 + 30) / 3600.0));
    assert_true(near(workload.scheduled, 40) && near(workload.present, 30));
    cc_workload_free(&workload);
    cc_scenario_free(&s);
}

/* "80 %" is 0.8 wherever a number has no unit, and "8:00" is "08:00". */
static void
a_number_without_a_unit_may_be_in_percent(void **state)
{
    (void)state;
    static const char *const text[] = {
        "run = { hours = (\"08:00\", \"18:00\"); };\n"
        "demand = { volume = 0.8; issues = { a = { per_hour = 12; voice = { talk = \"5 min\"; };\n"
        "  resolution = { voice = 0.85; }; }; }; };\n"
        "center = { channels = { voice = { }; }; groups = { g = { staff = 4; shrinkage = 0.25; }; "
        "}; };\n",
        "run = { hours = (\"8:00\", \"18:00\"); };\n"
        "demand = { volume = \"80 %\"; issues = { a = { per_hour = 12; voice = { talk = \"5 min\"; "
        "};\n"
        "  resolution = { voice = \"85%\"; }; }; }; };\n"
        "center = { channels = { voice = { }; }; groups = { g = { staff = 4; shrinkage = \"25 %\"; "
        "}; }; };\n",
    };
    uint64_t hash[2];
    for (int j = 0; j < 2; j++) {
        cc_scenario s;
        scenario_from_text(&s, text[j]);
        hash[j] = s.hash;
        cc_scenario_free(&s);
    }
    assert_true(hash[0] == hash[1]);
}

/* Both chat: 10 h x 6 x 2 min, and 10 h x 12 x 5 min. */
static void
each_kind_has_turns_of_its_own(void **state)
{
    (void)state;
    cc_scenario s;
    scenario_from_text(
        &s, "run = { hours = (\"08:00\", \"18:00\"); };\n"
            "demand = { issues = { short = { per_hour = 6; chat = { turns = 2; agent = \"1 min\"; "
            "}; };\n"
            "  long = { per_hour = 12; chat = { turns = 5; agent = \"1 min\"; }; }; }; };\n"
            "center = { channels = { email = { }; chat = { }; }; groups = { g = { staff = 4; }; }; "
            "};\n");
    cc_workload workload;
    assert_int_equal(cc_workload_init(&workload, &s), SIM_OK);
    const cc_workload_channel *chat = &workload.channel[cc_channel_find(&s, "chat")];
    assert_true(near(chat->to_agents, 180));
    assert_true(near(chat->hours, (60 * 2 + 120 * 5) / 60.0));
    cc_workload_free(&workload);
    cc_scenario_free(&s);
}

static void
the_bank_has_one_demand_and_two_centers(void **state)
{
    (void)state;
    cc_scenario call, contact;
    scenario_from_file(&call, "bank/call_center.cfg");
    scenario_from_file(&contact, "bank/contact_center.cfg");
    assert_true(call.demand_hash == contact.demand_hash && call.hash != contact.hash);
    const int voice = cc_channel_find(&contact, "voice"), chat = cc_channel_find(&contact, "chat"),
              email = cc_channel_find(&contact, "email");
    assert_int_equal(call.demand.n_issues, 4);
    assert_true(call.center.channel[voice].offered && !call.center.channel[chat].offered);
    assert_int_equal(call.center.channel[voice].trunks, contact.center.channel[voice].trunks);
    assert_int_equal(call.center.history, CC_HISTORY_NONE);
    assert_int_equal(contact.center.history, CC_HISTORY_CENTER);
    assert_int_equal(contact.center.channel[chat].entry, 0);
    assert_true(contact.center.channel[email].interruptible);
    assert_int_equal(contact.center.reserve[contact.center.queue_of[email]], 1);
    assert_true(near(contact.center.group[0].at_once[chat], 3));
    /* Equal payroll. */
    for (size_t k = 0; k < call.run.intervals_per_day; k++) {
        assert_true(cc_table_at(&call.center.group[0].staff, 0, k) ==
                    cc_table_at(&contact.center.group[0].staff, 0, k));
    }
    assert_true(call.center.group[0].wage_per_hour == contact.center.group[0].wage_per_hour);
    cc_scenario_free(&call);
    cc_scenario_free(&contact);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_kind_takes_what_it_does_not_set_from_every_issue_and_customers),
        cmocka_unit_test(tables_are_numbers_lists_or_columns_of_files),
        cmocka_unit_test(a_rate_has_break_points_of_its_own),
        cmocka_unit_test(windows_and_days_follow_from_each_other),
        cmocka_unit_test(queues_take_pairs_and_a_channel_stands_for_all_its_queues),
        cmocka_unit_test(channels_of_one_queue_keep_their_service_levels),
        cmocka_unit_test(a_queue_has_the_service_level_of_the_channel_that_it_takes),
        cmocka_unit_test(a_trace_is_read_by_its_columns_in_order_of_time),
        cmocka_unit_test(spelling_does_not_change_the_hash_and_meaning_does),
        cmocka_unit_test(amounts_are_those_of_a_hand_calculation),
        cmocka_unit_test(a_number_without_a_unit_may_be_in_percent),
        cmocka_unit_test(each_kind_has_turns_of_its_own),
        cmocka_unit_test(the_bank_has_one_demand_and_two_centers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

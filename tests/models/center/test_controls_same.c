/* A center in which a control says something and one whose scenario says the same are the same, bit by
 * bit; what a control says over that of the scenario counts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "models/center/script.h"
#include "models/center/view.h"
#include "models/scenario/load.h"
#include "tests/support/same_record.h"
#include "tests/support/scenarios.h"
#include <cmocka.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Two groups that share a queue; all that may be cut, broken or said. */
static const char text[] =
    "run = { hours = [\"08:00\", \"20:00\"]; warm_up = \"0 h\"; observe = \"24 h\"; };\n"
    "demand = { every_issue = { \n"
    "  voice = { talk = { dist = \"exponential\"; mean = \"240 s\"; }; };\n"
    "  chat = { turns = 4; agent = \"40 s\"; customer = \"30 s\"; };\n"
    "  email = { handle = \"6 min\"; };\n"
    "  patience = { voice = \"5 min\"; chat = \"10 min\"; };  };\n"
    " customers = { message = 0.2; announced = { from = ( \"0 s\", \"2 min\" ); hang_up = ( 0.0, "
    "0.2 ); patience = ( 1.0, 1.5 ); }; };\n"
    " issues = { sales = { per_hour = 60; wants = { voice = 0.8; email = 0.2; }; };\n"
    "  help = { per_hour = 40; wants = { voice = 0.5; chat = 0.5; }; }; }; };\n"
    "center = { channels = { voice = { entry = \"words\"; message_every = \"1 min\"; service_level "
    "= { target = 0.8; within = \"20 s\"; }; };\n"
    "   chat = { entry = \"bot\"; }; email = { }; };\n"
    " prediction = { by = \"queue\"; of = 20; };\n"
    " providers = { cable = { }; }; \n"
    " sites = { north = { }; home = { remote = true; }; };\n"
    " home = { treatment = { pace = 0.8; }; };\n"
    " automation = { words = { node = \"announcement\"; time = \"5 s\"; expected_wait = true; };\n"
    "  bot = { node = \"chatbot\"; time = \"60 s\"; contains = 0.3; solved = 1.0; then = "
    "\"queue\"; }; };\n"
    " queues = { sales = { channel = \"voice\"; issues = ( \"sales\" ); };\n"
    "  help = { channel = \"voice\"; issues = ( \"help\" ); }; chats = { channel = \"chat\"; }; "
    "mail = { channel = \"email\"; }; };\n"
    " groups = { desk = { serves = ( \"sales\", \"help\", \"mail\" ); staff = 5; providers = "
    "\"cable\"; };\n"
    "            chatters = { serves = ( \"chats\", \"help\" ); staff = 4; site = \"north\"; }; }; "
    "};\n";

/* One center: what is set, and what its script says. */
typedef struct side {
    cc_override set[3];
    const char *script;
} side;

typedef struct house {
    cc_scenario scenario;
    cc_layout layout;
    cc_record record;
    cc_script script;
} house;

static void
open_house(house *self, const side *it)
{
    cc_refusal refusal = {""};
    size_t n = 0;
    while (n < 3 && it->set[n].path != NULL) {
        n++;
    }
    *self = (house){.script = {0}};
    if (cc_scenario_load_text(&self->scenario, "same.cfg", text, it->set, n, &refusal) != SIM_OK ||
        (it->script != NULL &&
         cc_script_read(&self->script, &self->scenario, file_of_test("same.txt", it->script),
                        &refusal) != SIM_OK)) {
        fail_msg("%s", refusal.text);
    }
    assert_int_equal(cc_layout_init(&self->layout, &self->scenario, false), 0);
    assert_int_equal(cc_record_init(&self->record, &self->layout), 0);
    cc_center *center = cc_center_new(&self->scenario, &self->layout, &refusal);
    assert_non_null(center);
    cc_center_set_script(center, &self->script);
    for (int replication = 2; replication-- > 0;) { /* the first replication in used memory */
        if (cc_center_run(center, 1, (uint64_t)replication, &self->record, &refusal) != SIM_OK) {
            fail_msg("%s", refusal.text);
        }
    }
    cc_center_delete(center);
}

static void
close_house(house *self)
{
    cc_record_free(&self->record);
    cc_script_free(&self->script);
    cc_scenario_free(&self->scenario);
}

/* All that is counted of contacts. */
static bool
same_contacts(const house *x, const house *y)
{
    bool same = true;
    for (size_t cell = 0; cell < x->layout.n_cells; cell++) {
        double a[CC_N_COUNTERS] = {0}, b[CC_N_COUNTERS] = {0};
        cc_record_add(&x->record, CC_WHOLE_RUN, cell, a);
        cc_record_add(&y->record, CC_WHOLE_RUN, cell, b);
        same = same && memcmp(a, b, sizeof(a)) == 0;
    }
    return same;
}

static bool
are_same(const side *one, const side *other, bool also_agents)
{
    house x, y;
    char difference[400] = "contacts";
    open_house(&x, one);
    open_house(&y, other);
    y.record.n_events = x.record.n_events; /* changes are events too */
    const bool same =
        also_agents ? same_record(&x.scenario, &x.record, &y.record, difference, sizeof(difference))
                    : same_contacts(&x, &y);
    if (!same) {
        print_message("%s: %s\n", one->script, difference);
    }
    close_house(&x);
    close_house(&y);
    return same;
}

/* Does the script make any difference? */
static bool
does_nothing(const side *it)
{
    house x, y;
    char difference[400];
    side without = *it;
    without.script = NULL;
    open_house(&x, it);
    open_house(&y, &without);
    y.record.n_events = x.record.n_events;
    const bool same =
        same_record(&x.scenario, &x.record, &y.record, difference, sizeof(difference));
    close_house(&x);
    close_house(&y);
    return same;
}

#define BOT_OUT                                                                                    \
    {                                                                                              \
        "center.automation.bot.outages.at", "[\"10:00\", \"12:30\"]"                               \
    }
#define CABLE_OUT                                                                                  \
    {                                                                                              \
        "center.providers.cable.at", "[\"10:00\", \"12:30\"]"                                      \
    }
#define NORTH_OUT                                                                                  \
    {                                                                                              \
        "center.sites.north.fails.at", "[\"10:00\", \"12:30\"]"                                    \
    }

#define FAILOVER                                                                                   \
    {                                                                                              \
        "center.sites.north.failover", "{ to = \"home\"; after = \"20 min\"; share = 0.5; }"       \
    }
/* After closing nobody is on break. */
#define DROP                                                                                       \
    {                                                                                              \
        "run.close", "\"drop\""                                                                    \
    }

static const struct {
    side control, scenario;
    bool also_agents;
} pairs[] = {
    {{.script = "10:00 works bot no\n12:30 works bot yes\n"}, {{BOT_OUT}}, true},
    {{.script = "10:00 works bot no for 2.5 h"}, {{BOT_OUT}}, true},
    {{{BOT_OUT}, "09:00 works bot yes\n"}, {.script = ""}, true},
    {{{BOT_OUT}, "09:00 works bot no for 10 min\n11:00 works bot as planned"},
     {.script = "09:00 works bot no for 10 min\n10:00 works bot no for 2.5 h"},
     true},
    {{.script = "10:00 connected provider cable no\n12:30 connected provider cable yes"},
     {{CABLE_OUT}},
     true},
    {{.script = "10:00 connected site north no for 150 min"}, {{NORTH_OUT}}, true},
    {{{FAILOVER}, "10:00 connected site north no for 150 min"}, {{NORTH_OUT, FAILOVER}}, true},
    {{{NORTH_OUT, CABLE_OUT},
      "08:00 connected site north yes\n08:00 connected provider cable yes\n"},
     {.script = ""},
     true},
    {{.script = "00:00 messages voice 0 s"},
     {{{"center.channels.voice.message_every", "\"0 s\""}}},
     true},
    {{.script = "00:00 messages voice 25 s"},
     {{{"center.channels.voice.message_every", "\"25 s\""}}},
     true},
    {{.script = "00:00 announces words no"},
     {{{"center.automation.words.expected_wait", "false"}}},
     false},
    {{.script = "00:00 target sales 90 s"},
     {{{"center.queues.sales.service_level.within", "\"90 s\""}}},
     true},
    {{.script = "00:00 routing desk help no"},
     {{{"center.groups.desk.serves", "( \"sales\", \"mail\" )"}}},
     true},
    {{.script = "00:00 routing desk help 1\n00:00 routing desk sales 2"},
     {{{"center.groups.desk.serves", "( \"help\", \"sales\", \"mail\" )"}}},
     true},
    {{.script = "00:00 routing desk help 1\n00:00 routing desk sales 1"},
     {{{"center.groups.desk.serves", "( [ \"help\", \"sales\" ], \"mail\" )"}}},
     true},
    {{.script =
          "00:00 routing chatters sales 3"}, /* which they do not serve, but are on the telephone */
     {{{"center.groups.chatters.serves", "( \"chats\", \"help\", \"sales\" )"}}},
     true},
    {{.script = "00:00 routing chatters sales 1\n00:00 routing chatters chats 2"},
     {{{"center.groups.chatters.serves", "( \"sales\", [ \"chats\", \"help\" ] )"}}},
     true},
    {{{{"center.queues.help.groups", "( \"desk\", \"chatters\" )"},
       {"center.queues.sales.groups", "( \"desk\" )"}},
      "00:00 routing chatters sales 3"},
     {{{"center.groups.chatters.serves", "( \"chats\", \"help\", \"sales\" )"},
       {"center.queues.help.groups", "( \"desk\", \"chatters\" )"}}},
     true},
    {{.script = "00:00 staff desk 4"}, {{{"center.groups.desk.staff", "4"}}}, false},
    {{{DROP}, "00:00 break desk 2"}, {{{"center.groups.desk.staff", "3"}, DROP}}, false},
    {{.script = "09:10 arrivals sales 2\n09:10 arrivals help 2\n11:00 arrivals sales 0.5\n"
                "11:00 arrivals help 0.5\n12:00 arrivals help 1\n12:00 arrivals sales 1"},
     {.script = "09:10 volume 2\n11:00 volume 0.5\n12:00 volume 1"},
     true},
    {{.script = "09:00 open chat no for 1 h"},
     {.script = "09:00 open chat no\n10:00 open chat yes\n"},
     true},
};

static void
a_control_and_a_scenario_that_say_the_same_are_the_same(void **state)
{
    (void)state;
    bool all = true;
    for (size_t j = 0; j < sizeof(pairs) / sizeof(*pairs); j++) {
        all = are_same(&pairs[j].control, &pairs[j].scenario, pairs[j].also_agents) && all;
        if (does_nothing(&pairs[j].control)) {
            print_message("%s: changes nothing\n", pairs[j].control.script);
            all = false;
        }
    }
    assert_true(all);
}

/* ---- breaks ---- */

static double
of_agents(const house *self, int group, cc_agent_counter which)
{
    return cc_record_agent(&self->record, CC_WHOLE_RUN, (size_t)group)[which] / 3600;
}

static void
who_is_sent_on_break_is_paid_and_not_ready(void **state)
{
    (void)state;
    house plain, with;
    open_house(&plain, &(side){.script = NULL});
    open_house(&with, &(side){.script = "10:00 break desk 2 for 90 min\n19:00 break desk 1"});
    assert_true(of_agents(&with, 0, CC_A_paid) == of_agents(&plain, 0, CC_A_paid));
    assert_true(of_agents(&with, 0, CC_A_on_duty) >= 5 * 12 - 1e-6);
    /* but for what they had in hand when they were sent */
    assert_true(of_agents(&plain, 0, CC_A_paused) == 0);
    assert_in_range((uint64_t)(100 * of_agents(&with, 0, CC_A_paused)), 360, 400);
    close_house(&plain);
    close_house(&with);
}

static void
what_controls_say_is_seen(void **state)
{
    (void)state;
    house it;
    cc_view view = {0};
    cc_refusal refusal = {""};
    open_house(&it, &(side){.script = "10:00 break desk 2\n10:00 target sales 90 s\n"
                                      "10:00 works bot no"});
    cc_center *center = cc_center_new(&it.scenario, &it.layout, &refusal);
    cc_center_set_script(center, &it.script);
    assert_int_equal(cc_center_start(center, 1, 0, &it.record), 0);
    for (int hour = 9; hour <= 11; hour += 2) {
        assert_int_equal(cc_center_advance(center, hour * 3600), 0);
        assert_int_equal(cc_view_take(&view, center, hour * 3600), 0);
        assert_int_equal(view.group[0].count[CC_SEAT_BREAK], hour == 11 ? 2 : 0);
        assert_int_equal(view.group[0].staffed, 5);
        const int lane = 0 * view.n_channels + cc_channel_find(&it.scenario, "voice");
        assert_true(view.lane[lane].target == (hour == 11 ? 90 : 20));
        assert_int_equal(view.node[1].is_broken, hour == 11);
    }
    cc_view_free(&view);
    cc_center_delete(center);
    close_house(&it);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_control_and_a_scenario_that_say_the_same_are_the_same),
        cmocka_unit_test(who_is_sent_on_break_is_paid_and_not_ready),
        cmocka_unit_test(what_controls_say_is_seen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

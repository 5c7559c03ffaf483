/* What `check` says before a run, against runs: exact where nothing is left out, and where waits decide
 * at the end of their range, where they do so for everybody. */
#include "models/scenario/workload.h"
#include "tests/support/verify.h"

#include <math.h>

typedef struct beforehand {
    cc_scenario scenario;
    cc_workload workload;
} beforehand;

static void
open_beforehand(beforehand *self, const verify_case *of)
{
    char path[1024];
    cc_refusal refusal = {""};
    size_t n = 0;
    while (n < VERIFY_SETS && of->set[n].path != NULL) {
        n++;
    }
    snprintf(path, sizeof(path), "%s/%s", CCSIM_SOURCE_DIR, of->file);
    if (cc_scenario_load(&self->scenario, path, of->set, n, &refusal) != SIM_OK) {
        fail_msg("%s", refusal.text);
    }
    assert_int_equal(cc_workload_init(&self->workload, &self->scenario), SIM_OK);
}

static void
close_beforehand(beforehand *self)
{
    cc_workload_free(&self->workload);
    cc_scenario_free(&self->scenario);
}

static int
channel_of(const beforehand *self, const char *name)
{
    return cc_channel_find(&self->scenario, name);
}

/* Two groups that gain from it unalike, on days on which it does nothing yet to half of all; so many
 * agents that each group has half of the calls. */
static void
a_knowledge_base_on_its_ramp(void **state)
{
    (void)state;
    const verify_case center = {
        .file = "scenarios/gallery/knowledge_base.cfg",
        .set = {{"run.warm_up", "\"0 d\""},
                {"run.observe", "\"5 d\""},
                {"center.knowledge.ramp", "8"},
                {"run.follow_up", "\"0 d\""},
                {"demand.customers.unresolved.delay", "\"1 s\""},
                {"center.groups.new.staff", "200"},
                {"center.groups.long.staff", "200"}},
        .seed = 41,
        .replications = 40,
    };
    verify_case without = center;
    without.set[2].value = "1000";
    beforehand is, plain;
    open_beforehand(&is, &center);
    open_beforehand(&plain, &without);
    const int voice = channel_of(&is, "voice");
    const cc_workload_channel *gains = &is.workload.channel[voice];
    assert_true(gains->work < 0.97 * plain.workload.channel[voice].work);
    assert_true(gains->contacts < 0.995 * plain.workload.channel[voice].contacts);
    const verify_claim claims[] = {{"handle_time", "center", gains->work, .02},
                                   {"contacts", "center", gains->contacts, .01}};
    VERIFY(&center, claims);
    close_beforehand(&plain);
    close_beforehand(&is);
}

/* Work follows a contact that a machine sends to another queue: what its agents hand back is worked twice. */
static void
work_goes_where_nodes_transfer_it(void **state)
{
    (void)state;
    const verify_case center = {
        .file = "scenarios/gallery/transfer_node.cfg",
        .set = {{"demand.customers.patience.voice", "{ dist = \"never\"; }"},
                {"center.channels.voice.lines", "100000"},
                {"center.groups.agents.staff", "200"},
                {"center.groups.desk.staff", "200"},
                {"center.transfers",
                 "{ back = { share = 0.5; from = \"desk\"; to = \"phones\"; }; }"}},
        .seed = 44,
        .replications = 40,
    };
    beforehand is;
    open_beforehand(&is, &center);
    const cc_workload_channel *voice = &is.workload.channel[channel_of(&is, "voice")];
    const double stays = 1 - .1 * .85; /* not with the partner */
    assert_true(fabs(voice->to_agents - stays * voice->contacts) < 1e-6);
    assert_true(fabs(voice->work - 240 * (1 + .2 / stays * .5)) < 1e-6);
    const verify_claim claims[] = {{"handle_time", "center", voice->work, .02},
                                   {"answered", "center", voice->to_agents, .02}};
    VERIFY(&center, claims);
    close_beforehand(&is);
}

/* Nobody is there: whose patience ends goes on, and from there back. */
static void
customers_switch_where_nobody_answers(void **state)
{
    (void)state;
    verify_case center = {
        .file = "scenarios/gallery/switch.cfg",
        .set = {{"center.groups.writers.staff", "0"},
                {"center.groups.talkers.staff", "0"},
                {"demand.customers.patience.chat", "\"1 s\""},
                {"demand.customers.patience.voice", "\"1 s\""},
                {"demand.customers.switch.chat.delay", "\"0 s\""},
                {"demand.customers.switch.voice", "{ probability = 0.5; to = \"chat\"; }"}},
        .seed = 42,
        .replications = 100,
    };
    beforehand is;
    open_beforehand(&is, &center);
    assert_true(is.workload.waits.duplicates == 0);
    const verify_claim switches[] = {{"switched", "center", is.workload.waits.switches, .02}};
    VERIFY(&center, switches);
    close_beforehand(&is);
    center.set[6] =
        (cc_override){.path = "demand.customers.switch.chat.first", .value = "\"duplicate\""};
    open_beforehand(&is, &center);
    const verify_claim both[] = {{"switched", "center", is.workload.waits.switches, .02},
                                 {"duplicates", "center", is.workload.waits.duplicates, .02}};
    VERIFY(&center, both);
    close_beforehand(&is);
}

/* All leave before anybody is there, half of them unseen; then agents find out. */
static void
ghosts_hold_places(void **state)
{
    (void)state;
    const verify_case center = {
        .file = "scenarios/gallery/silent_abandonment.cfg",
        .set = {{"run.interval", "\"12 h\""},
                {"run.warm_up", "\"0 s\""},
                {"run.follow_up", "\"0 s\""},
                {"demand.issues.question.per_hour", "( 50, 0 )"},
                {"demand.customers.patience.chat", "\"1 s\""},
                {"demand.customers.redial.after_abandon", "0"},
                {"center.groups.agents.staff", "( 0, 40 )"}},
        .seed = 43,
        .replications = 60,
    };
    beforehand is;
    open_beforehand(&is, &center);
    const cc_workload_waits *waits = &is.workload.waits;
    const verify_claim claims[] = {{"ghosts", "center", waits->ghosts, .04},
                                   {"hours_ghosts", "center", waits->ghost_hours, .04}};
    VERIFY(&center, claims);
    close_beforehand(&is);
    /* as it is written fewer leave, though some come again */
    const verify_case written = {
        .file = center.file, .set = {{"run.follow_up", "\"0 s\""}}, .seed = 44, .replications = 20};
    open_beforehand(&is, &written);
    const verify_estimate ghosts = verify_measure(&written, "ghosts", "center"),
                          hours = verify_measure(&written, "hours_ghosts", "center");
    assert_true(ghosts.mean > 20 && ghosts.mean + 5 * ghosts.error < waits->ghosts);
    assert_true(hours.mean > 0.5 && hours.mean + 5 * hours.error < waits->ghost_hours);
    close_beforehand(&is);
}

/* Nobody is there, nobody gives up: all but the first few hear of the longest wait, or have an offer. */
static void
waits_decide_at_nodes(void **state)
{
    (void)state;
    const verify_case told = {
        .file = "scenarios/gallery/expected_wait.cfg",
        .set = {{"center.groups.agents.staff", "0"},
                {"center.prediction.by", "\"head\""},
                {"demand.customers.announced",
                 "{ from = ( \"0 s\", \"1 s\" ); hang_up = ( 0.1, 0.4 ); }"},
                {"demand.customers.message", "0"},
                {"demand.customers.patience.voice", "\"30 d\""},
                {"demand.issues.call.per_hour", "1000"}},
        .seed = 45,
        .replications = 20,
    };
    const verify_case offered = {
        .file = "scenarios/gallery/offer_callback.cfg",
        .set = {{"center.groups.agents.staff", "0"},
                {"center.automation.offer.waiting", "1"},
                {"demand.customers.patience.voice", "\"30 d\""},
                {"demand.volume", "10"}},
        .seed = 46,
        .replications = 20,
    };
    beforehand is;
    open_beforehand(&is, &told);
    const verify_claim hung_up[] = {
        {"node_hung_up", "node:welcome", is.workload.waits.by_node[0], .02}};
    VERIFY(&told, hung_up);
    assert_true(is.workload.channel[channel_of(&is, "voice")].to_agents == 10000);
    close_beforehand(&is);
    open_beforehand(&is, &offered);
    const verify_claim diverted[] = {
        {"node_diverted", "node:offer", is.workload.waits.by_node[0], .02}};
    VERIFY(&offered, diverted);
    close_beforehand(&is);
}

/* Of those for whom it fails at last some telephone, and nobody waits. */
static void
set_ups_fail(void **state)
{
    (void)state;
    const verify_case center = {
        .file = "scenarios/gallery/video.cfg",
        .set = {{"center.channels.video.set_up.fails", "0.6"},
                {"center.groups.advisers.staff", "50"}},
        .seed = 48,
        .replications = 40,
    };
    beforehand is;
    open_beforehand(&is, &center);
    const cc_workload_channel *video = &is.workload.channel[channel_of(&is, "video")],
                              *voice = &is.workload.channel[channel_of(&is, "voice")];
    assert_true(video->contacts < 0.7 * 144 && is.workload.turned_away > 1);
    const verify_claim claims[] = {{"contacts", "channel:video", video->contacts, .05},
                                   {"contacts", "channel:voice", voice->contacts, .03},
                                   {"lost_no_channel", "center", is.workload.turned_away, .2}};
    VERIFY(&center, claims);
    close_beforehand(&is);
}

/* A chatbot that talks turn by turn, to those who do not go round it and come once. */
static void
visits_take_time(void **state)
{
    (void)state;
    const verify_case center = {
        .file = "scenarios/gallery/bot_intents.cfg",
        .set = {{"demand.customers.unresolved.returns", "0"},
                {"demand.customers.bots.bypass", "0.4"},
                {"center.automation.assistant.time", "\"10 s\""},
                {"center.groups.agents.staff", "50"}},
        .seed = 49,
        .replications = 40,
    };
    beforehand is;
    open_beforehand(&is, &center);
    const cc_workload_node *bot = &is.workload.node[0];
    assert_true(fabs(bot->fullest * 12 - bot->hours) < 1e-9); /* all hours are alike */
    const verify_claim claims[] = {
        {"node_entered", "node:assistant", bot->visits, .02},
        {"node_time", "node:assistant", bot->hours * 3600 / bot->visits, .02}};
    VERIFY(&center, claims);
    close_beforehand(&is);
}

/* So many agents that nobody waits: what is kept is what is worked on, and what is silent. */
static void
conversations_are_kept(void **state)
{
    (void)state;
    const verify_case center = {
        .file = "scenarios/gallery/dormant.cfg",
        .set = {{"run.warm_up", "\"2 d\""},
                {"run.observe", "\"3 d\""},
                {"run.follow_up", "\"0 d\""},
                {"demand.issues.question.messaging.customer",
                 "{ dist = \"exponential\"; mean = \"45 min\"; }"},
                {"center.channels.messaging.resume", "\"0 s\""},
                {"center.groups.agents.staff", "300"},
                {"center.groups.agents.caseload", "400"},
                {"center.queues.team", "{ channel = \"messaging\"; slots = 5000; }"}},
        .seed = 47,
        .replications = 40,
    };
    beforehand is;
    open_beforehand(&is, &center);
    const cc_workload *w = &is.workload;
    const cc_workload_channel *it = &w->channel[channel_of(&is, "messaging")];
    assert_true(it->cases == 400 * 300 * 24.);
    assert_true(it->kept == w->inside[0] && it->open < 0.5 * it->kept);
    const verify_claim claims[] = {{"level_content", "center", (it->kept - it->hours) / 24, .04},
                                   {"level_working", "center", it->hours / 24, .04}};
    VERIFY(&center, claims);
    close_beforehand(&is);
}

/* What automation contains without a solution, what is misled, and what agents raise comes again, by its own
 * channels; a chatbot that is down and one that keeps no context add to it. So many agents that nobody
 * waits. */
static void
what_is_not_resolved_returns(void **state)
{
    (void)state;
    static const struct {
        const char *path, *value;
    } kinds[][2] = {
        {{"center.automation.look.solved", "0"}, {NULL, NULL}},
        {{"demand.issues.q.bots", "{ misled = 1.0; bypass = 0.2; }"}, {NULL, NULL}},
        {{"center.channels.voice.raises", "{ to = \"bo\"; by_agent = 0.4; by_automation = 0.5; }"},
         {NULL, NULL}},
        {{"center.automation.bot.outages", "{ at = ( \"06:00\", \"12:00\" ); }"},
         {"center.automation.look.outages", "{ up = \"30 min\"; down = \"15 min\"; }"}},
        {{"center.history", "\"none\""}, {"center.automation.bot.keeps_context", "false"}},
        {{"center.history", "\"channel\""}, {"center.automation.bot.keeps_context", "false"}},
        {{"center.automation.look.then", "\"box\""}, {NULL, NULL}},
        {{"center.automation.look.then", "\"page\""}, {NULL, NULL}},
        {{"center.transfers", "{ t = { share = 0.3; to = \"other\"; how = \"conference\"; "
                              "hand_over = \"40 s\"; }; }"},
         {NULL, NULL}},
    };
    for (size_t j = 0; j < sizeof(kinds) / sizeof(*kinds); j++) {
        const verify_case center = {
            .file = "tests/verify/workload.cfg",
            .set = {{kinds[j][0].path, kinds[j][0].value}, {kinds[j][1].path, kinds[j][1].value}},
            .seed = 50 + j,
            .replications = 30,
        };
        beforehand is;
        open_beforehand(&is, &center);
        const cc_workload *w = &is.workload;
        double all = 0, agents = 0;
        for (int c = 0; c < is.scenario.n_channels; c++) {
            all += w->channel[c].contacts;
            agents += w->channel[c].to_agents;
        }
        const verify_claim claims[] = {
            {"contacts", "center", all, .02},
            {"contacts", "channel:chat", w->channel[channel_of(&is, "chat")].contacts, .02},
            {"contacts", "channel:voice", w->channel[channel_of(&is, "voice")].contacts, .02},
            {"offered", "center", agents, .02},
            {"attention", "center", w->hours / w->present, .02}};
        VERIFY(&center, claims);
        close_beforehand(&is);
    }
}

/* All are handed on, to where they came from. */
static void
endless_transfers_are_told(void **state)
{
    (void)state;
    verify_case center = {
        .file = "tests/verify/workload.cfg",
        .set = {{"center.transfers", "{ t = { share = 0.5; to = \"calls\"; }; }"}},
    };
    beforehand is;
    open_beforehand(&is, &center);
    assert_false(is.workload.is_cut);
    close_beforehand(&is);
    center.set[0].value = "{ t = { share = 1.0; to = \"calls\"; }; }";
    open_beforehand(&is, &center);
    assert_true(is.workload.is_cut);
    close_beforehand(&is);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_knowledge_base_on_its_ramp),
        cmocka_unit_test(work_goes_where_nodes_transfer_it),
        cmocka_unit_test(customers_switch_where_nobody_answers),
        cmocka_unit_test(ghosts_hold_places),
        cmocka_unit_test(waits_decide_at_nodes),
        cmocka_unit_test(set_ups_fail),
        cmocka_unit_test(visits_take_time),
        cmocka_unit_test(conversations_are_kept),
        cmocka_unit_test(what_is_not_resolved_returns),
        cmocka_unit_test(endless_transfers_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

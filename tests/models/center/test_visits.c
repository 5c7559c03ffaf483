/* What is counted of each visit of a node of automation, against the journal, contact by contact: a
 * graph with a circle, full nodes that are passed by, that block and that are waited for, and visits under way at the
 * end. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "models/measure/measure.h"
#include "models/scenario/graph.h"
#include "tests/support/near.h"
#include "tests/support/play.h"
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#define NEAR(a, b) assert_near(a, b, 1e-6)

static const char text[] =
    "run = { hours = [\"00:00\", \"24:00\"]; };\n"
    "demand = { every_issue = {\n"
    "  voice = { talk = { dist = \"exponential\"; mean = \"240 s\"; }; };\n"
    "  chat = { turns = 2; agent = \"40 s\"; customer = \"30 s\"; };\n"
    "  email = { handle = \"30 s\"; };\n"
    "  patience = { voice = { dist = \"exponential\"; mean = \"3 min\"; }; }; redial = { "
    "after_block = 0.5; delay = \"9 min\"; }; };\n"
    " issues = { sales = { per_hour = 60; wants = { voice = 1.0; }; };\n"
    "  help = { per_hour = 60; wants = { voice = 0.3; chat = 0.7; }; }; };\n"
    " customers = { bots = { agent_please = 0.2; misled = 0.5; };\n"
    "  offers = { accepts = { chat = 0.3; }; }; }; };\n"
    "center = { channels = { voice = { entry = \"welcome\"; lines = 16; after = \"asks\"; };\n"
    "  chat = { entry = \"bot\"; }; email = { }; };\n"
    " automation = {\n"
    "  welcome = { node = \"menu\"; time = \"20 s\"; capacity = 2; when_full = \"skip\"; then = "
    "\"bot\";\n"
    "   choices = { bot = 0.5; lookup = 0.3; offer = 0.1; hang_up = 0.1; }; };\n"
    "  offer = { node = \"offer\"; time = \"5 s\"; to = \"chat\"; };\n"
    "  lookup = { node = \"menu\"; time = { dist = \"exponential\"; mean = \"60 s\"; };\n"
    "   capacity = 1; when_full = \"block\"; choices = { contained = 0.3; again = 0.4; box = 0.2; "
    "police = 0.1; };\n"
    "   next = { again = \"welcome\"; }; };\n"
    "  bot = { node = \"chatbot\"; time = { dist = \"exponential\"; mean = \"10 min\"; };\n"
    "   intents = { all = { kinds = ( \"sales\", \"help\" ); recognised = 0.5; solved = 0.5; }; "
    "};\n"
    "   capacity = 14; when_full = \"skip\"; then = \"words\"; };\n"
    "  police = { node = \"transfer\"; to = \"police\"; time = \"8 s\"; fails = 0.5; };\n"
    "  box = { node = \"voicemail\"; channel = \"email\"; time = \"15 s\"; leaves = 0.8; };\n"
    "  asks = { node = \"survey\"; time = \"40 s\"; answers = 0.5; scores = [ 0.2, 0.8 ]; };\n"
    "  words = { node = \"announcement\"; time = \"25 s\"; capacity = 1;\n"
    "   when_full = \"wait\"; then = \"queue\"; };\n"
    "  unused = { node = \"announcement\"; time = \"5 s\"; then = \"queue\"; }; };\n"
    " partners = { police = { time = \"2 min\"; }; };\n"
    " groups = { desk = { staff = 7; }; }; };\n";

enum { N_NODES = 9, N_CHANNELS = 3 };

typedef struct told {
    double count[N_CHANNELS][N_NODES][CC_V_COUNTERS];
    double contacts[N_CHANNELS], without[N_CHANNELS]; /* that met no node */
} told;

/* A contact so far. */
typedef struct follower {
    int channel, node; /* -1: met none yet */
    bool is_there, is_in_line, is_through;
    int survey;   /* -1: not in one */
    double since; /* s: of the last visit, or of the wait for it */
} follower;

static void
finish(told *self, const follower *f)
{
    if (f->channel >= 0 && f->node >= 0 && (f->is_there || f->is_in_line)) {
        self->count[f->channel][f->node][CC_V_unfinished]++;
    }
    if (f->channel >= 0 && f->survey >= 0) {
        self->count[f->channel][f->survey][CC_V_unfinished]++;
    }
    self->without[f->channel < 0 ? 0 : f->channel] += f->channel >= 0 && f->node < 0;
}

/* Behind the agent. */
static void
follow_survey(told *self, follower *f, const sim_trace_record *r)
{
    if (r->code == CC_JOURNAL_MEETS_ASSISTANT) {
        f->survey = (int)r->b;
        f->since = r->time;
        self->count[f->channel][f->survey][CC_V_entered]++;
    } else if (r->code == CC_JOURNAL_SURVEYED) {
        self->count[f->channel][f->survey][CC_V_over]++;
        self->count[f->channel][f->survey][CC_V_stay] += r->time - f->since;
        f->survey = -1;
    }
}

static void
follow(told *self, follower *f, const sim_trace_record *r)
{
    if (f->is_through) {
        follow_survey(self, f, r);
        return;
    }
    double *count = f->node >= 0 ? self->count[f->channel][f->node] : NULL;
    if (f->is_there) { /* whatever comes next, the visit is over */
        count[CC_V_stay] += r->time - f->since;
        f->is_there = false;
    }
    if (f->is_in_line) {
        count[CC_V_wait] += r->time - f->since;
        count[CC_V_waited]++;
    }
    const bool has_waited = f->is_in_line;
    f->is_in_line = false;
    int how = -1;
    switch ((cc_entry)r->code) {
    case CC_JOURNAL_WAITS_FOR_NODE:
    case CC_JOURNAL_MEETS_ASSISTANT:
        if (count != NULL && !has_waited) {
            count[CC_V_onward]++;
        }
        f->node = (int)r->b;
        f->since = r->time;
        f->is_there = r->code == CC_JOURNAL_MEETS_ASSISTANT;
        f->is_in_line = !f->is_there;
        self->count[f->channel][f->node][CC_V_entered] += !has_waited;
        return;
    case CC_JOURNAL_NOT_UNDERSTOOD:
        count[CC_V_failed] += r->value;
        return;
    case CC_JOURNAL_HANDED_OVER:
    case CC_JOURNAL_WORK:
    case CC_JOURNAL_PATIENCE:
        return; /* and where to is told next */
    case CC_JOURNAL_CONTAINED:
        how = CC_V_contained;
        break;
    case CC_JOURNAL_DIVERTED:
        how = CC_V_diverted;
        break;
    case CC_JOURNAL_LEAVES_MESSAGE:
        how = CC_V_became_item;
        break;
    case CC_JOURNAL_SENT_ON: /* in this graph to nobody but a partner */
        how = CC_V_sent_out;
        break;
    case CC_JOURNAL_LEAVES_LINE:
        how = CC_V_gave_up;
        break;
    case CC_JOURNAL_HANGS_UP:
        how = CC_V_hung_up;
        break;
    case CC_JOURNAL_BLOCKED:
        how = CC_V_turned_away;
        break;
    default:
        how = CC_V_handed_over;
    }
    f->is_through = true;
    if (count != NULL) {
        count[how]++;
    }
}

static const sim_trace_record *
record_of(const void *a)
{
    return *(const sim_trace_record *const *)a;
}

/* By contact, each in the order of its journal. */
static int
by_subject(const void *a, const void *b)
{
    const sim_trace_record *x = record_of(a), *y = record_of(b);
    return x->subject != y->subject ? (x->subject > y->subject) - (x->subject < y->subject)
                                    : (x > y) - (x < y);
}

static void
read_journal(const play *p, told *self)
{
    memset(self, 0, sizeof(*self));
    const size_t n = p->buffer.n;
    const sim_trace_record **list = malloc(n * sizeof(*list));
    assert_non_null(list);
    for (size_t j = 0; j < n; j++) {
        list[j] = &p->buffer.record[j];
    }
    qsort(list, n, sizeof(*list), by_subject);
    follower f = {.channel = -1, .node = -1, .is_through = true, .survey = -1};
    for (size_t j = 0; j < n; j++) {
        if (list[j]->code != CC_JOURNAL_GETS_IN_TOUCH) {
            follow(self, &f, list[j]);
            continue;
        }
        finish(self, &f);
        const int id = cc_told_unpack(list[j]->a).channel;
        f = (follower){.node = -1, .survey = -1};
        while (id != (int)p->scenario.channel[f.channel].id) {
            f.channel++;
        }
        self->contacts[f.channel]++;
    }
    finish(self, &f);
    free(list);
}

static int
node_named(const play *p, const char *name)
{
    int j = 0;
    while (strcmp(p->scenario.center.node[j].name, name) != 0) {
        j++;
    }
    return j;
}

static void
visits_are_those_of_the_journal(void **state)
{
    (void)state;
    play p;
    told by;
    play_text(&p, "", text); /* which holds the books after each event */
    read_journal(&p, &by);
    assert_int_equal(p.layout.n_nodes, N_NODES);
    double all[CC_V_COUNTERS] = {0}, by_edge = 0, time = 0, wait = 0, in_survey = 0;
    for (int channel = 0; channel < N_CHANNELS; channel++) {
        double met = 0;
        for (int node = 0; node < N_NODES; node++) {
            const double *count = cc_record_node(&p.record, channel, node);
            const double *expected = by.count[channel][node];
            for (int j = 0; j < CC_V_COUNTERS; j++) {
                if (j != CC_V_full && j != CC_V_time) {
                    NEAR(count[j], expected[j]);
                }
                all[j] += count[j];
            }
            for (int j = 0; j < p.layout.n_edges; j++) {
                by_edge += count[CC_V_COUNTERS + j];
            }
            const bool is_before = node != node_named(&p, "asks");
            in_survey += is_before ? 0 : count[CC_V_unfinished];
            met += !is_before
                       ? 0
                       : count[CC_V_became_item] + count[CC_V_contained] + count[CC_V_handed_over] +
                             count[CC_V_hung_up] + count[CC_V_diverted] + count[CC_V_turned_away] +
                             count[CC_V_sent_out] + count[CC_V_gave_up] + count[CC_V_unfinished];
            wait += count[CC_V_wait];
            time += count[CC_V_time];
        }
        /* channel -> last node -> outcome: every contact is in one place of the table */
        assert_true(by.contacts[channel] > 20);
        NEAR(met + by.without[channel], by.contacts[channel]);
    }
    for (int j = 0; j < CC_V_COUNTERS; j++) {
        assert_true(all[j] > 0); /* the graph has it all */
    }
    assert_true(by.without[cc_channel_find(&p.scenario, "voice")] > 0);
    NEAR(all[CC_V_entered], by_edge + all[CC_V_gave_up] + all[CC_V_unfinished]);
    NEAR(all[CC_V_contained], play_counter(&p, CC_N_contained));
    NEAR(all[CC_V_handed_over], play_counter(&p, CC_N_handed_over));
    NEAR(all[CC_V_hung_up] + all[CC_V_gave_up], play_counter(&p, CC_N_hung_up));
    NEAR(all[CC_V_unfinished] - in_survey, play_counter(&p, CC_N_in_automation_end));
    NEAR(all[CC_V_became_item], play_counter(&p, CC_N_became_item));
    NEAR(all[CC_V_sent_out], play_counter(&p, CC_N_sent_out));
    NEAR(time + wait, play_counter(&p, CC_N_time_automation));
    play_free(&p);
}

/* The second node is nearly always full: the first was the last that such a contact has met. */
static void
past_a_full_node_they_are_handed_over_by_the_one_before(void **state)
{
    (void)state;
    play p;
    play_text(
        &p, "",
        "run = { hours = [\"00:00\", \"24:00\"]; };\n"
        "demand = { issues = { call = { per_hour = 60; voice = { talk = \"10 s\"; }; }; }; };\n"
        "center = { channels = { voice = { entry = \"first\"; }; }; automation = {\n"
        " first = { node = \"announcement\"; time = \"20 s\"; then = \"second\"; };\n"
        " second = { node = \"announcement\"; time = \"10 min\"; capacity = 1;\n"
        "  when_full = \"skip\"; then = \"queue\"; }; };\n"
        " groups = { desk = { staff = 7; }; }; };\n");
    const double by_first = cc_record_node(&p.record, 0, node_named(&p, "first"))[CC_V_handed_over];
    const double by_second =
        cc_record_node(&p.record, 0, node_named(&p, "second"))[CC_V_handed_over];
    assert_true(by_first > 1000 && by_second > 100);
    NEAR(by_first + by_second, play_counter(&p, CC_N_handed_over));
    play_free(&p);
}

static void
figures_of_a_node_are_by_channel_and_by_port(void **state)
{
    (void)state;
    play p;
    told by;
    play_text(&p, "", text);
    read_journal(&p, &by);
    const int bot = node_named(&p, "bot"), lookup = node_named(&p, "lookup");
    const int voice = cc_channel_find(&p.scenario, "voice");
    NEAR(play_figure(&p, "node_entered", "channel:voice/node:bot"),
         by.count[voice][bot][CC_V_entered]);
    NEAR(play_figure(&p, "node_entered", "node:bot"), by.count[0][bot][CC_V_entered] +
                                                          by.count[1][bot][CC_V_entered] +
                                                          by.count[2][bot][CC_V_entered]);
    NEAR(play_figure(&p, "node_left_by_contained", "node:bot"),
         play_figure(&p, "node_contained", "node:bot"));
    NEAR(play_figure(&p, "node_left_by_contained", "node:lookup") +
             play_figure(&p, "node_left_by_again", "node:lookup") +
             play_figure(&p, "node_left_by_box", "node:lookup") +
             play_figure(&p, "node_left_by_police", "node:lookup") +
             play_figure(&p, "node_unfinished", "node:lookup"),
         by.count[voice][lookup][CC_V_entered]);
    NEAR(play_figure(&p, "node_time", "node:welcome"), 20);
    cc_measure measure;
    cc_refusal refusal;
    static const char *const refused[][3] = {
        {"node_entered", "center", "KPI \"node_entered\" has no meaning in scope \"center\""},
        {"asa", "node:bot", "KPI \"asa\" has no meaning in scope \"node:bot\""},
        {"node_left_by_again", "node:bot",
         "KPI \"node_left_by_again\" node:bot: unknown; it must name a port of the scope's node; "
         "'ccsim list kpis' has them all"},
        {"node_entered", "node:unused",
         "scope \"node:unused\": no such contact can come to the node"},
        {"node_entered", "channel:chat/node:lookup",
         "scope \"channel:chat/node:lookup\": no such contact can come to the node"},
    };
    for (size_t j = 0; j < sizeof(refused) / sizeof(*refused); j++) {
        assert_int_not_equal(cc_measure_parse(&measure, &p.scenario, &p.layout, refused[j][0],
                                              refused[j][1], &refusal),
                             0);
        assert_string_equal(refusal.text, refused[j][2]);
    }
    play_free(&p);
}

static void
each_figure_of_a_node_is_listed_once_and_found_by_its_name(void **state)
{
    (void)state;
    play p;
    cc_measure *list, found;
    cc_refusal refusal;
    size_t n, n_of_nodes = 0;
    play_text(&p, "", text);
    assert_int_equal(cc_measures_all(&p.scenario, &p.layout, &list, &n), 0);
    for (size_t j = 0; j < n; j++) {
        if (list[j].scope.node < 0) {
            continue;
        }
        n_of_nodes++;
        assert_int_equal(cc_measure_parse(&found, &p.scenario, &p.layout, list[j].name,
                                          list[j].scope_name, &refusal),
                         0);
        assert_true(found.kpi == list[j].kpi && found.threshold == list[j].threshold);
        assert_true(cc_scope_equal(&found.scope, &list[j].scope));
    }
    /* welcome, lookup, offer, box, police and asks are met by calls only; bot and words are split by channel too */
    const size_t of_lines = 3; /* which words has alone */
    /* the offer is accepted, the bot fails to understand, the box makes items, the police has some */
    const size_t of_types = 4;
    const size_t plain = CC_KPI_node_level - CC_KPI_node_entered + 1 - of_lines - of_types;
    const size_t ways = 5 + 5 + 3 + 3 + 3 + 4 + 3 * 4 + 3 * 1;
    assert_int_equal(n_of_nodes, (6 + 2 * 3) * plain + 3 * of_lines + 1 + 1 + 1 + 3 * 1 + ways);
    free(list);
    play_free(&p);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(visits_are_those_of_the_journal),
        cmocka_unit_test(past_a_full_node_they_are_handed_over_by_the_one_before),
        cmocka_unit_test(figures_of_a_node_are_by_channel_and_by_port),
        cmocka_unit_test(each_figure_of_a_node_is_listed_once_and_found_by_its_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

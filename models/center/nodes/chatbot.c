/* An assistant that talks for a time and then contains the contact or hands it over: by a share, or
 * turn by turn, by what it understands. */
#include "models/center/nodes/chatbot.h"

#include "models/center/count.h"
#include "models/center/journal.h"
#include "models/scenario/scenario.h"
#include "models/scenario/settings_sections.h"
#include <math.h>

static bool
has_intents(const void *whole, const void *object)
{
    (void)whole;
    return ((const cc_chatbot *)object)->intents.n > 0;
}

#define OWN(member) offsetof(cc_chatbot, member)
static const cc_setting settings[] = {
    CC_CONTAINED_SETTINGS(OWN(contained)),
    {.name = "intents",
     .kind = CC_SET_SPECIAL,
     .is_group = true,
     .type = "intents by name: kinds, recognised, confused, solved, turns",
     .normal = "none: as contains and solved say",
     .offset = OWN(intents),
     .read = cc_intents_read,
     .write = cc_intents_write,
     .doc = "What it understands; it contains whom it has given an answer that they take."},
    {.name = "turn",
     .kind = CC_SET_DIST,
     .unit = "s",
     .offset = OWN(intents.turn),
     .matters = has_intents,
     .doc = "How long a turn takes: question and answer."},
    {.name = "latency",
     .kind = CC_SET_DIST,
     .unit = "s",
     .offset = OWN(intents.latency),
     .matters = has_intents,
     .doc = "What it takes the bot to reply, added to each turn."},
    {.name = "retries",
     .kind = CC_SET_INT,
     .unit = "",
     .min = 0,
     .max = 100,
     .fallback = 1,
     .offset = OWN(intents.retries),
     .matters = has_intents,
     .doc = "How often it tries again after a turn that failed, before it hands over."},
    {.name = "keeps_context",
     .kind = CC_SET_BOOL,
     .fallback = 1,
     .offset = OWN(keeps_context),
     .is_policy = true,
     .doc = "The agent who takes over knows what was said."},
    {.name = "hand_over",
     .kind = CC_SET_DIST,
     .unit = "s",
     .offset = OWN(hand_over),
     .doc = "The agent's time for taking over."},
    {.name = NULL},
};

enum { AGENT = CC_PORT_CONTAINED + 1, N_PORTS };

static bool
understands(const cc_node *node)
{
    return has_intents(NULL, node->settings);
}

static void
set_up(cc_reader *reader, const cc_layers *in, cc_node *node)
{
    static const char *const others[] = {"contains", "solved"};
    cc_chatbot *self = node->settings;
    self->customer = cc_scenario_of(reader)->demand.issue;
    for (int j = 0; understands(node) && j < 2; j++) {
        const cc_value *value = cc_layers_get(in, others[j]);
        if (value != NULL && reader->error == SIM_OK) {
            cc_read_refuse(reader, value, "must not be written beside intents, which say it");
        }
    }
}

static cc_port
port(const cc_node *node, int j)
{
    static const cc_port ports[] = {
        {"not", CC_TO_THEN}, {"contained", CC_TO_CONTAINED}, {"agent", CC_TO_THEN}, {NULL, 0}};
    return ports[j == AGENT && !understands(node) ? N_PORTS : j];
}

/* Whoever asks for an agent at once has taken no time for turns. */
static bool
takes_time(const cc_node *node)
{
    const cc_chatbot *self = node->settings;
    return cc_node_time_is_sure(&self->contained.time);
}

static double
stay(const cc_node *node, int issue, size_t day, size_t interval)
{
    (void)day, (void)interval;
    const cc_chatbot *self = node->settings;
    const double talk =
        understands(node) ? cc_intents_time(&self->intents, &self->customer[issue].reactions, issue)
                          : 0;
    return sim_dist_mean(&self->contained.time) + talk;
}

static sim_block
draw(const void *of, uint32_t k)
{
    return cc_node_draw(of, k);
}

/* The numbers kept: how the session ends, with the uniform that says whether the issue is solved; and
 * how many turns failed. */
static double
enter(const cc_visit *visit)
{
    const cc_chatbot *self = visit->node->settings;
    const double time = cc_contained_enter(&self->contained, visit);
    if (self->intents.n == 0) {
        return time;
    }
    const cc_session session = cc_intents_talk(
        &self->intents, &self->customer[visit->issue].reactions, visit->issue, draw, visit);
    const bool solved = session.end == CC_RECOGNISED && visit->kept[1] < session.p_solved;
    visit->kept[0] += (double)session.end;
    visit->kept[1] = 2 * session.failed + solved;
    return time + session.time;
}

static void
tell_failed(const cc_visit *visit, int failed)
{
    const cc_contact *c = &visit->center->contact[visit->contact];
    if (failed > 0) {
        cc_journal(visit->center, CC_JOURNAL_NOT_UNDERSTOOD, c, (uint64_t)c->node, failed);
        if (c->counts) {
            cc_record_node(visit->center->record, c->channel, c->node)[CC_V_failed] += failed;
        }
    }
}

/* A share that a control says stands in place of what was understood. */
static cc_leave
leave_session(const cc_visit *visit)
{
    const cc_session_end end = (cc_session_end)visit->kept[0];
    const double u = visit->kept[0] - (double)end;
    const int failed = (int)visit->kept[1] / 2;
    const bool solved = (int)visit->kept[1] % 2 == 1;
    tell_failed(visit, failed);
    const bool contained =
        isnan(visit->control) ? end == CC_RECOGNISED || end == CC_MISLED : u < visit->control;
    if (contained) {
        return (cc_leave){CC_PORT_CONTAINED, solved ? CC_SOLVED : CC_UNSOLVED};
    }
    return (cc_leave){end == CC_ASKED_FOR_AGENT ? AGENT : CC_PORT_NOT, CC_UNSOLVED};
}

static cc_leave
leave(const cc_visit *visit)
{
    const cc_chatbot *self = visit->node->settings;
    return self->intents.n > 0 ? leave_session(visit) : cc_contained_leave(&self->contained, visit);
}

static void
shares(const cc_node *node, int issue, size_t day, size_t interval, double *share)
{
    const cc_chatbot *self = node->settings;
    if (self->intents.n > 0) {
        double end[CC_RECOGNISED + 1];
        cc_intents_shares(&self->intents, &self->customer[issue].reactions, issue, end);
        share[CC_PORT_CONTAINED] = end[CC_RECOGNISED] + end[CC_MISLED];
        share[AGENT] = end[CC_ASKED_FOR_AGENT];
        share[CC_PORT_NOT] = end[CC_GIVES_UP];
        share[node->n_ports] = 0;
        return;
    }
    cc_contained_shares(&self->contained, issue, day, interval, share);
    share[node->n_ports] = 0;
}

static double
unsolved(const cc_node *node, int issue, size_t day, size_t interval, int port)
{
    const cc_chatbot *self = node->settings;
    if (self->intents.n == 0 || port != CC_PORT_CONTAINED) {
        return cc_contained_unsolved(&self->contained, day, interval, port);
    }
    return cc_intents_unsolved(&self->intents, &self->customer[issue].reactions, issue);
}

static const sim_dist *
hand_over(const cc_node *node)
{
    const cc_chatbot *self = node->settings;
    return &self->hand_over;
}

static bool
keeps_context(const cc_node *node)
{
    const cc_chatbot *self = node->settings;
    return self->keeps_context;
}

const cc_node_type cc_node_chatbot = {
    .name = "chatbot",
    .doc = "Talks for a time, contains a share by kind of issue, hands the rest over.",
    .meets = "talks to",
    .leaves = "is handed over by",
    .settings = settings,
    .settings_size = sizeof(cc_chatbot),
    .set_up = set_up,
    .port = port,
    .takes_time = takes_time,
    .stay = stay,
    .is_bot = true,
    .fails = understands,
    .contains = true,
    .enter = enter,
    .leave = leave,
    .shares = shares,
    .unsolved = unsolved,
    .hand_over = hand_over,
    .keeps_context = keeps_context,
};

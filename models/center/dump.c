/* What a running center is now, in words: for whoever looks for a fault, in a debugger or by
 * `ccsim story --state`. Idle agents and customers at home are counted, not listed. */
#include "models/center/center.h"
#include "models/center/journal_text.h"
#include "models/center/process.h"
#include "models/center/state.h"

#include <math.h>
#include <stdio.h>

#define CC_STATE_NAME(X, STATE, name, where) [CC_##STATE] = #name,
static const char *const state_name[CC_N_STATES] = {[CC_FREE] = "between two states",
                                                    CC_STATES_ALONE(CC_STATE_NAME, )
                                                        CC_STATES_SERVED(CC_STATE_NAME, )};

static const char *const phase_name[] = {
    [CC_PHASE_PAUSE] = "a pause",
    [CC_PHASE_NONE] = "nothing",
    [CC_PHASE_ANSWER] = "answering",
    [CC_PHASE_WORK] = "work",
    [CC_PHASE_WRAP] = "wrap-up",
    [CC_PHASE_STAY] = "a transfer",
    [CC_PHASE_SHARED] = "all that is open",
};

static const char *
moment(const cc_center *self, double time, char *text, size_t size)
{
    if (isfinite(time)) {
        cc_journal_text_time(self->scenario, time, text, size);
    } else {
        snprintf(text, size, "never");
    }
    return text;
}

static const char *
name_of(const cc_center *self, uint32_t id, char *text, size_t size)
{
    const cc_contact *c = &self->contact[id];
    const sim_trace_record record = {
        .subject = c->owner,
        .a = cc_told_pack((cc_told){.issue = c->issue}),
    };
    cc_journal_text_name(self->scenario, &record, text, size);
    return text;
}

static uint32_t
length_of(const cc_center *self, uint32_t id)
{
    uint32_t n = 0;
    for (; id != CC_NONE; id = self->contact[id].next) {
        n++;
    }
    return n;
}

static void
dump_queues(const cc_center *self, FILE *file)
{
    char time[40];
    fprintf(file, "waiting\n");
    for (int l = 0; l < self->n_lanes; l++) {
        const cc_lane *lane = &self->lane[l];
        if (lane->n > 0) {
            fprintf(file, "  %s, %s: %u, the first since %s\n",
                    self->scenario->center.queue[l / self->n_channels].name,
                    self->scenario->channel[l % self->n_channels].name, lane->n,
                    moment(self, self->contact[lane->first].since, time, sizeof(time)));
        }
    }
}

/* Why it takes nothing new. */
static const char *
why(const cc_agent *agent)
{
    return (agent->barred & CC_CUT_OFF) != 0   ? " without a connection,"
           : (agent->barred & CC_LEAVING) != 0 ? " leaving,"
           : (agent->barred & CC_SENT) != 0    ? " sent on break,"
           : (agent->barred & CC_PAUSED) != 0  ? " not ready,"
                                               : "";
}

static void
dump_agent(const cc_center *self, uint32_t a, FILE *file)
{
    const cc_agent *agent = &self->agent[a];
    char name[80];
    cc_center_agent_name(self, a, name, sizeof(name));
    fprintf(file, "  %s:%s %d open, attention on %s", name, why(agent),
            self->crew[agent->group].mixes.mix[agent->mix].n_open, phase_name[agent->phase]);
    if (agent->contact != CC_NONE) {
        fprintf(file, " of %s", name_of(self, agent->contact, name, sizeof(name)));
    }
    const double until = sim_calendar_time(&self->now.calendar, CC_SLOT_AGENT(self, a));
    if (isfinite(until)) {
        fprintf(file, " until %s", moment(self, until, name, sizeof(name)));
    }
    const struct {
        const char *what;
        uint32_t n;
    } other[] = {{"ready", length_of(self, agent->ready)},
                 {"held", length_of(self, agent->held)},
                 {"typing", length_of(self, agent->open)}};
    for (size_t j = 0; j < sizeof(other) / sizeof(other[0]); j++) {
        if (other[j].n > 0) {
            fprintf(file, ", %u %s", other[j].n, other[j].what);
        }
    }
    fprintf(file, "\n");
}

static void
dump_agents(const cc_center *self, FILE *file)
{
    fprintf(file, "agents\n");
    for (int g = 0; g < self->n_crews; g++) {
        const cc_crew *crew = &self->crew[g];
        const cc_crew_now *now = crew->now;
        fprintf(file, "  %s: %.6g scheduled, %d on duty, %d of them leaving, %d idle\n",
                crew->group->name, now->roster.paid, now->n_duty, now->n_overtime, now->n_idle);
        for (uint32_t j = 0; j < crew->n_agents; j++) {
            const cc_agent *agent = &self->agent[cc_crew_seat(crew, j)];
            if (agent->on_duty && (agent->mix != 0 || agent->barred != 0)) {
                dump_agent(self, cc_crew_seat(crew, j), file);
            }
        }
    }
}

static void
dump_contacts(const cc_center *self, FILE *file)
{
    uint32_t n_in[CC_N_STATES] = {0};
    for (uint32_t id = 0; id < self->now.n_fresh; id++) {
        n_in[self->contact[id].state]++;
    }
    fprintf(file, "contacts: %u open\n", self->now.n_open - self->now.n_to_come);
    for (int state = CC_FREE + 1; state < CC_N_STATES; state++) {
        if (n_in[state] > 0) {
            fprintf(file, "  %s: %u\n", state_name[state], n_in[state]);
        }
    }
    for (uint32_t id = 0; id < self->now.n_fresh; id++) {
        const cc_contact *c = &self->contact[id];
        if (c->state == CC_FREE || cc_contact_is_at_home(c)) {
            continue;
        }
        char text[80];
        fprintf(file, "  %s: %s, %s since ", name_of(self, id, text, sizeof(text)),
                self->scenario->channel[c->channel].name, state_name[c->state]);
        fprintf(file, "%s", moment(self, c->since, text, sizeof(text)));
        if (c->agent != CC_NONE) {
            cc_center_agent_name(self, c->agent, text, sizeof(text));
            fprintf(file, ", %s", text);
        }
        const double due = sim_timer_time(&self->now.calendar, id);
        if (isfinite(due)) {
            fprintf(file, ", due %s", moment(self, due, text, sizeof(text)));
        }
        fprintf(file, "\n");
    }
}

/* By row of the table of events: how many are pending, and when the first of them is due. */
static void
dump_events(const cc_center *self, FILE *file)
{
    char time[40];
    fprintf(file, "events pending\n");
    for (const cc_row *row = self->row; row < self->row + self->n_rows; row++) {
        const bool is_timer = row == self->row; /* of contacts */
        const uint32_t n = is_timer ? self->now.n_fresh : row->n;
        uint32_t n_pending = 0;
        double first = INFINITY;
        for (uint32_t j = 0; j < n; j++) {
            const double due = is_timer ? sim_timer_time(&self->now.calendar, j)
                                        : sim_calendar_time(&self->now.calendar, row->first + j);
            n_pending += due < INFINITY;
            first = fmin(first, due);
        }
        fprintf(file, "  %s: %u of %u", row->type->name, n_pending, n);
        if (n_pending > 0) {
            fprintf(file, ", the first %s (%.6f s)", moment(self, first, time, sizeof(time)),
                    first);
        }
        fprintf(file, "\n");
    }
}

void
cc_center_dump(const cc_center *self, FILE *file)
{
    char time[40];
    fprintf(file, "last event %s (%.6f s), %llu so far",
            moment(self, self->now.time, time, sizeof(time)), self->now.time,
            (unsigned long long)self->now.n_events);
    fprintf(file, "%s%s\n", self->now.error != SIM_OK ? ": " : "",
            self->now.error != SIM_OK ? sim_strerror(self->now.error) : "");
    dump_queues(self, file);
    dump_agents(self, file);
    dump_contacts(self, file);
    dump_events(self, file);
}

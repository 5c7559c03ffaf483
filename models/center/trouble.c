/* Why a center cannot be built, or has stopped: each limit in words of its own. */
#include "models/center/center.h"
#include "models/center/process.h"
#include "models/center/state.h"
#include "models/language/refusal.h"

#include <stdio.h>

/* ---- building ---- */

/* Where a setting of the center is written; line 0: nowhere. */
static const char *
place_of(const cc_center *self, const char *group, const char *setting, int *line)
{
    const cc_evidence *evidence = &self->scenario->evidence;
    char path[160];
    snprintf(path, sizeof(path), "groups.%.120s.%s", group, setting);
    for (int j = 0; j < evidence->n_figures; j++) {
        const cc_figure *figure = &evidence->figure[j];
        if (figure->of_center && cc_evidence_covers(path, figure->path)) {
            *line = figure->line;
            return figure->file;
        }
    }
    *line = 0;
    return self->scenario->file;
}

/* The first group whose mixes could not be made, if it has too many of them; or NULL. */
static const cc_group *
mixes_of_group(const cc_center *self)
{
    const cc_crew *crew = self->crew;
    while (crew != NULL && crew < self->crew + self->n_crews && crew->takes != NULL) {
        crew++;
    }
    const bool found = crew != NULL && crew < self->crew + self->n_crews;
    return found && crew->mixes.n >= CC_MAX_MIXES ? crew->group : NULL;
}

static void
say_agents(const cc_center *self, cc_refusal *refusal)
{
    const cc_crew *most = self->crew;
    for (const cc_crew *crew = self->crew; crew < self->crew + self->n_crews; crew++) {
        most = crew->n_needed > most->n_needed ? crew : most;
    }
    int line;
    const char *file = place_of(self, most->group->name, "staff", &line);
    (void)cc_refuse(refusal, file, line,
                    "group \"%s\": staff: must make at most %d agents at once in all groups (are "
                    "%u, %u of them here)",
                    most->group->name, CC_MAX_AGENTS, self->n_agents, most->n_needed);
}

void
cc_trouble_building(const cc_center *self, int error, cc_refusal *refusal)
{
    const char *file = self->scenario->file;
    const cc_group *group = error == SIM_ERR_LIMIT ? mixes_of_group(self) : NULL;
    int line;
    if (error != SIM_ERR_LIMIT) {
        (void)cc_refuse(refusal, file, 0, "run: %s", sim_strerror(error));
    } else if (self->n_agents > CC_MAX_AGENTS) {
        say_agents(self, refusal);
    } else if (group != NULL) {
        file = place_of(self, group->name, "at_once", &line);
        (void)cc_refuse(refusal, file, line,
                        "group \"%s\": at_once: must make at most %d mixes of conversations, "
                        "counted over channels of equal at_once",
                        group->name, CC_MAX_MIXES);
    } else {
        (void)cc_refuse(refusal, file, 0,
                        "run: processes: must have at most %u events pending at once (have %u)",
                        SIM_CALENDAR_SLOT_MAX, cc_processes_slots(self));
    }
}

/* ---- running ---- */

/* "10:15:00 of day 3 (209700 s)" */
static void
say_moment(const cc_center *self, char *text, size_t size)
{
    const long s = (long)self->now.time;
    snprintf(text, size, "%02ld:%02ld:%02ld of day %ld (%.17g s)", s / 3600 % 24, s / 60 % 60,
             s % 60, s / 86400 + 1, self->now.time);
}

static void
say_event(const cc_center *self, char *text, size_t size)
{
    sim_event event;
    if (!sim_calendar_in_hand(&self->now.calendar, &event)) {
        event = (sim_event){.id = CC_NONE};
    }
    if (event.is_timer) {
        const cc_contact *c = &self->contact[event.id];
        snprintf(text, size, "timer of contact %u of \"%.64s\", in state %u", event.id,
                 self->scenario->demand.issue[c->issue].name, c->state);
        return;
    }
    for (const cc_row *row = self->row; row < self->row + self->n_rows; row++) {
        if (event.id - row->first >= row->n) {
            continue;
        }
        if (event.id >= self->agent_slot) {
            const uint32_t a = event.id - self->agent_slot;
            char name[100];
            cc_center_agent_name(self, a, name, sizeof(name));
            snprintf(text, size, "of agent \"%.90s\", in phase %u", name, self->agent[a].phase);
        } else {
            snprintf(text, size, "%.64s %u", row->type->name, event.id - row->first);
        }
        return;
    }
    snprintf(text, size, "none");
}

void
cc_center_explain(const cc_center *self, int error, cc_refusal *refusal)
{
    const cc_trouble *trouble = &self->trouble;
    const char *file = self->scenario->file;
    const unsigned long long seed = self->now.rounds.k0[0],
                             replication = self->now.rounds.k1[0] + 1;
    char moment[96], event[240];
    say_moment(self, moment, sizeof(moment));
    if (error == SIM_ERR_BUG && trouble->what != NULL) {
        say_event(self, event, sizeof(event));
        (void)cc_refuse(refusal, file, 0,
                        "run: a bug: \"%.200s\" (%s:%d) does not hold at %s; event: %s; seed %llu, "
                        "replication %llu",
                        trouble->what, trouble->file, trouble->line, moment, event, seed,
                        replication);
    } else if (error == SIM_ERR_MEMORY || error == SIM_ERR_NOMEM) {
        (void)cc_refuse(refusal, file, 0,
                        "run: %u contacts are open at %s of replication %llu: there is no memory "
                        "for more",
                        self->now.n_open, moment, replication);
    } else if (error == SIM_ERR_LIMIT && trouble->what != NULL) {
        (void)cc_refuse(refusal, file, 0, "run: %s at %s of replication %llu: there are no more",
                        trouble->what, moment, replication);
    } else if (error == SIM_ERR_LIMIT) { /* of the calendar */
        const bool is_sequence =
            self->now.calendar.sequence >> (SIM_CALENDAR_SEQUENCE_BITS + SIM_CALENDAR_SLOT_BITS) !=
            0;
        (void)cc_refuse(refusal, file, 0,
                        "run: %llu events %s at %s of replication %llu: there is no "
                        "number for more",
                        is_sequence ? 1ull << SIM_CALENDAR_SEQUENCE_BITS
                                    : (unsigned long long)SIM_CALENDAR_SLOT_MAX,
                        is_sequence ? "have been scheduled" : "are due at once", moment,
                        replication);
    } else {
        (void)cc_refuse(refusal, file, 0, "run: %s", sim_strerror(error));
    }
}

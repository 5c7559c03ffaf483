/* Where a contact goes on to that leaves a node of automation. */
#include "tests/second/second.h"

#include <math.h>

/* Who asks: a contact, or a group. */
typedef struct asker {
    const second_contact *c; /* NULL: */
    const cc_group *group;
} asker;

static bool
is_about(const second *self, asker who, const cc_term *term, int queue)
{
    if (term->name != NULL) {
        return (term->queues[queue / 64] >> queue % 64 & 1) != 0;
    }
    bool serves = who.c != NULL && queue == second_queue_of(self, who.c);
    for (int j = 0; who.c == NULL && j < who.group->n_serves; j++) {
        serves |= who.group->serves[j].index == queue;
    }
    return serves;
}

/* Of those who wait in the queues asked for: how many, or for how long the first of a line has. */
static double
of_waiting(const second *self, asker who, const cc_term *term)
{
    int n = 0;
    double longest = 0;
    for (int j = 0; j < self->n_contacts; j++) {
        const second_contact *other = &self->contact[j];
        if (!second_is_in_line(other) || !is_about(self, who, term, second_queue_of(self, other))) {
            continue;
        }
        bool is_first = true;
        for (int k = 0; k < self->n_contacts; k++) {
            const second_contact *third = &self->contact[k];
            is_first &= !second_is_in_line(third) || third->channel != other->channel ||
                        second_queue_of(self, third) != second_queue_of(self, other) ||
                        third->in_line >= other->in_line;
        }
        n++;
        longest = is_first ? fmax(longest, self->now - other->queued) : longest;
    }
    return term->what == CC_ASKED_WAITING ? n : longest;
}

static double
n_agents(const second *self, asker who, const cc_term *term)
{
    int n = 0;
    for (int a = 0; a < self->n_agents; a++) {
        const int g = self->agent[a].group;
        const cc_group *group = &self->scenario->center.group[g];
        bool is_meant = (term->groups[g / 64] >> g % 64 & 1) != 0;
        for (int j = 0; j < group->n_serves; j++) {
            const int queue = group->serves[j].index;
            is_meant |= is_about(self, who, term, queue) && !second_has_rule(self, queue, g);
        }
        const bool counts = term->what == CC_ASKED_ON_DUTY
                                ? second_is_here(self, a)
                                : second_is_available(self, a) && second_n_open(self, a, -1) == 0;
        n += is_meant && counts;
    }
    return n;
}

static double
answer(const second *self, const second_contact *c, const cc_term *term)
{
    switch (term->what) {
    case CC_ASKED_OPEN:
        return second_is_open_for(self, c, term->name != NULL ? term->channel : c->channel);
    case CC_ASKED_PREDICTED: {
        const second_contact joins = *c; /* behind it, if it is in line itself */
        return second_predicted(self, &joins);
    }
    case CC_ASKED_FREE:
    case CC_ASKED_ON_DUTY:
        return n_agents(self, (asker){c, NULL}, term);
    default:
        return of_waiting(self, (asker){c, NULL}, term);
    }
}

double
second_asked_of_group(const second *self, int group, const cc_term *term)
{
    const asker who = {NULL, &self->scenario->center.group[group]};
    if (term->what == CC_ASKED_OPEN) {
        const second_contact anybody = {.kind = 0};
        return second_is_open_for(self, &anybody, term->channel);
    }
    return term->what == CC_ASKED_FREE || term->what == CC_ASKED_ON_DUTY
               ? n_agents(self, who, term)
               : of_waiting(self, who, term);
}

bool
second_holds(const second *self, const second_contact *c, const cc_term *term)
{
    return cc_term_holds(term, answer(self, c, term));
}

int
second_way_leads(const second *self, const second_contact *c, const cc_way *way, uint64_t at)
{
    const sim_block drawn =
        second_draw_for(self, CC_DRAW_NODE, c, UINT64_C(1) << 63 | at << 32 | (uint64_t)c->n_nodes);
    double u = sim_uniform(drawn.word[0]);
    for (int b = 0; b < way->n; b++) {
        const cc_branch *branch = &way->branch[b];
        bool holds = true;
        for (int j = 0; branch->when != NULL && j < branch->when->n; j++) {
            holds &= second_holds(self, c, &branch->when->term[j]);
        }
        const double share =
            branch->share != NULL ? second_at_arrival(c, &branch->share[c->kind]) : 1;
        if (holds && u < share) {
            return branch->to;
        }
        u -= holds ? share : 0;
    }
    fail_msg("the last branch is for all");
    return CC_TO_QUEUE;
}

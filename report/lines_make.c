/* All lines of a report: its sections but for those of channels, queues and nodes. */
#include "report/lines.h"

#include "experiment/channels.h"
#include "models/scenario/scenario.h"
#include "report/maker.h"
#include <string.h>

static void
customers(xp_maker *self)
{
    char label[64], window[24];
    const cc_run *run = &self->results->plan->scenario[0]->run;
    xp_text_span(run->fcr_window, window, sizeof(window));
    strcpy(self->section, "WHAT CUSTOMERS GET");
    strcpy(self->scope, "center");
    xp_maker_add(self, "issues a day", "issues", XP_COUNT, false);
    xp_maker_add(self, "waiting at the start", "issues_backlog", XP_COUNT, true);
    xp_maker_add(self, "resolved", "resolution", XP_PERCENT, false);
    xp_maker_add(self, "customers lost a day", "lost_customers", XP_COUNT, false);
    xp_maker_add(self, "... no channel they would take", "lost_no_channel", XP_COUNT, true);
    xp_maker_add(self,
                 xp_maker_calls_back(self, NULL) ? "... gave up unanswered, or not reached"
                                                 : "... gave up unanswered",
                 "lost_waiting", XP_COUNT, true);
    xp_maker_add(self, "... cut off", "lost_cut_off", XP_COUNT, true);
    xp_maker_add(self, "... not resolved, no return", "lost_unresolved", XP_COUNT, true);
    xp_maker_add(self, "... contained, not solved", "lost_contained", XP_COUNT, true);
    xp_maker_add(self, "... wrote where nobody reads", "lost_ignored", XP_COUNT, true);
    xp_maker_add(self, "went to another channel a day", "switched", XP_COUNT, true);
    xp_maker_add(self, "... and left a duplicate in line", "duplicates", XP_COUNT, true);
    xp_maker_add(self, "... closed without work", "merged", XP_COUNT, true);
    xp_maker_add(self, "... worked on as well", "duplicates_handled", XP_COUNT, true);
    xp_maker_add(self, "hours of agents on duplicates a day", "duplicate_hours", XP_NUMBER, true);
    xp_maker_add(self, "complained in public a day", "complaints", XP_COUNT, true);
    xp_maker_add(self, "transferred a day", "transferred", XP_COUNT, true);
    xp_maker_add(self, "agents who stay with transfers", "level_transfer", XP_NUMBER, true);
    xp_maker_add(self, "still open at the end", "pending_share", XP_PERCENT, true);
    xp_maker_add(self, "contacts per resolved issue", "contacts_per_resolved", XP_NUMBER, false);
    xp_maker_add(self, "solved at first contact", "resolution_first", XP_PERCENT, false);
    snprintf(label, sizeof(label), "not in touch again within %s%s", window,
             run->fcr_open ? " open" : "");
    xp_maker_add(self, label, "fcr", XP_PERCENT, false);
    xp_maker_add(self, "time to resolution, median", "time_to_resolution_p50", XP_TIME, false);
}

/* Is there no other kind of issue in its queue, so that the queue's lines are the kind's? */
static bool
is_alone(const cc_scenario *scenario, int issue)
{
    for (int c = 0; c < scenario->n_channels; c++) {
        const int queue = scenario->center.queue_of[issue * scenario->n_channels + c];
        for (int other = 0; queue >= 0 && other < scenario->demand.n_issues; other++) {
            for (int d = 0; other != issue && d < scenario->n_channels; d++) {
                if (scenario->center.queue_of[other * scenario->n_channels + d] == queue) {
                    return false;
                }
            }
        }
    }
    return true;
}

/* Kinds of issue that fare otherwise than the center, in a comparison. */
static void
issues(xp_maker *self)
{
    const cc_scenario *scenario = self->results->plan->scenario[0];
    strcpy(self->section, "KINDS OF ISSUE");
    strcpy(self->whole, "center");
    for (int i = 0;
         !self->detailed && scenario->demand.n_issues > 1 && i < scenario->demand.n_issues; i++) {
        char label[64];
        const char *name = scenario->demand.issue[i].name;
        snprintf(self->part, sizeof(self->part), "%s", name);
        snprintf(self->scope, sizeof(self->scope), "issue:%s", name);
        snprintf(label, sizeof(label), "%.18s: resolved", name);
        xp_maker_add(self, label, "resolution", XP_PERCENT, false);
        if (!is_alone(scenario, i)) {
            snprintf(label, sizeof(label), "%.18s: service level", name);
            xp_maker_add(self, label, "service_level", XP_PERCENT, false);
            snprintf(label, sizeof(label), "%.18s: abandoned", name);
            xp_maker_add(self, label, "abandonment", XP_PERCENT, true);
        }
    }
    self->part[0] = '\0';
}

/* Else a mean over nights and Sundays says little. */
static bool
never_closes(const cc_run *run)
{
    bool open = run->hours.is_same && run->close - run->open >= CC_DAY && run->day_closed == NULL;
    for (int day = 0; day < 7; day++) {
        open = open && run->weekday_open[day];
    }
    return open;
}

/* Is the mean number of conversations of who has one anywhere other than 1, as printed? */
static bool
holds_several(const xp_maker *self)
{
    const size_t m = xp_table_find(self->results->table, "conversations", "center");
    bool several = false;
    for (int s = 0; m != XP_LACKS && s < self->results->plan->n_scenarios; s++) {
        several = several || xp_results_estimate(self->results, s, m).mean >= 1.005;
    }
    return several;
}

/* Where the paid time of a roster goes. */
static void
of_persons(xp_maker *self)
{
    xp_maker_add(self, "paid breaks, hours a day", "hours_breaks", XP_COUNT, true);
    xp_maker_add(self, "meetings, hours a day", "hours_meetings", XP_COUNT, true);
    xp_maker_add(self, "training, hours a day", "hours_training", XP_COUNT, true);
    xp_maker_add(self, "absent, hours a day", "hours_absent", XP_COUNT, true);
    xp_maker_add(self, "adherence", "adherence", XP_PERCENT, true);
}

/* What is offered, and who leaves for good, where any group has that. */
static void
of_changes(xp_maker *self)
{
    const cc_center_setup *center = &self->results->plan->scenario[0]->center;
    bool stay = false, go = false, wear = false;
    for (int g = 0; g < center->n_groups; g++) {
        stay = stay || cc_overtime_may_be(&center->group[g].overtime);
        go = go || cc_time_off_may_be(&center->group[g].time_off);
        wear = wear || center->group[g].attrition.per_year > 0;
    }
    if (stay) {
        xp_maker_add(self, "asked to stay, a day", "overtime_offers", XP_COUNT, true);
        xp_maker_add(self, "... who accepted", "overtime_accepted", XP_COUNT, true);
    }
    if (go) {
        xp_maker_add(self, "time off, hours a day", "hours_time_off", XP_COUNT, true);
        xp_maker_add(self, "asked to go, a day", "time_off_offers", XP_COUNT, true);
        xp_maker_add(self, "... who accepted", "time_off_accepted", XP_COUNT, true);
    }
    if (wear) {
        xp_maker_add(self, "positions filled", "filled", XP_PERCENT, false);
        xp_maker_add(self, "tenure, days", "tenure_days", XP_COUNT, false);
        xp_maker_add(self, "left for good", "leavers", XP_COUNT, false);
        xp_maker_add(self, "hired", "hires", XP_COUNT, false);
        if (center->roster.n_persons == 0) {
            xp_maker_add(self, "training, hours a day", "hours_training", XP_COUNT, true);
        }
    }
}

static void
agents(xp_maker *self)
{
    strcpy(self->section, "AGENTS");
    strcpy(self->scope, "center");
    xp_maker_add(self, "hours paid a day", "hours_paid", XP_COUNT, false);
    if (self->detailed) {
        xp_maker_add(self, "overtime hours a day", "hours_overtime", XP_COUNT, true);
        if (self->results->plan->scenario[0]->center.roster.n_persons > 0) {
            of_persons(self);
        }
        of_changes(self);
        if (never_closes(&self->results->plan->scenario[0]->run)) {
            xp_maker_add(self, "agents on duty", "agents", XP_COUNT, false);
        }
    }
    xp_maker_add(self, "in conversation", "occupancy", XP_PERCENT, false);
    xp_maker_add(self, "working", "attention", XP_PERCENT, false);
    xp_maker_add(self, "not ready", "not_ready", XP_PERCENT, true);
    if (holds_several(self)) {
        xp_maker_add(self, "chats held at once", "conversations", XP_NUMBER, false);
    }
    const cc_center_setup *center = &self->results->plan->scenario[0]->center;
    strcpy(self->whole, "center");
    for (int g = 0; center->n_groups > 1 && g < center->n_groups; g++) {
        char label[64];
        snprintf(self->scope, sizeof(self->scope), "group:%s", center->group[g].name);
        if (self->detailed) {
            snprintf(label, sizeof(label), "%.18s: in conversation", center->group[g].name);
            xp_maker_add(self, label, "occupancy", XP_PERCENT, false);
            snprintf(label, sizeof(label), "%.18s: working", center->group[g].name);
            xp_maker_add(self, label, "attention", XP_PERCENT, false);
            if (center->group[g].outsourced.within < INFINITY) {
                snprintf(label, sizeof(label), "%.18s: as promised", center->group[g].name);
                xp_maker_add(self, label, "service_level_outsourced", XP_PERCENT, false);
            }
        } else {
            snprintf(self->part, sizeof(self->part), "%s", center->group[g].name);
            snprintf(label, sizeof(label), "%.18s: service level", center->group[g].name);
            xp_maker_add(self, label, "service_level", XP_PERCENT, false);
            snprintf(label, sizeof(label), "%.18s: speed of answer", center->group[g].name);
            xp_maker_add(self, label, "asa", XP_TIME, false);
        }
    }
    self->part[0] = '\0';
}

static void
money(xp_maker *self)
{
    const char *currency = self->results->plan->scenario[0]->center.costs.currency;
    strcpy(self->scope, "center");
    if (currency == NULL || currency[0] == '\0') {
        strcpy(self->section, "MONEY");
    } else {
        snprintf(self->section, sizeof(self->section), "MONEY, %.32s", currency);
    }
    const size_t m = xp_table_find(self->results->table, "cost", "center");
    double largest = 0;
    if (m != XP_LACKS && xp_has_figure(self->results, m, &largest) && largest > 0) {
        xp_maker_add(self, "cost a day", "cost", XP_MONEY, false);
        xp_maker_add(self, "... of this: outsourced", "outsourced_cost", XP_MONEY, true);
        xp_maker_add(self, "... of this: for partners", "partner_cost", XP_MONEY, true);
        xp_maker_add(self, "... of this: for hiring", "hiring_cost", XP_MONEY, true);
        xp_maker_add(self, "cost per contact", "cost_per_contact", XP_MONEY, false);
        xp_maker_add(self, "cost per resolved issue", "cost_per_resolved", XP_MONEY, false);
    }
}

int
xp_lines_make(xp_lines *self, const xp_results *results, bool detailed)
{
    xp_maker it = {.rows = self, .results = results, .detailed = detailed};
    *self = (xp_lines){0};
    xp_channels channels;
    xp_channels_of(&channels, results->plan);
    customers(&it);
    for (int j = 0; j < channels.n; j++) {
        xp_maker_channel(&it, channels.is[j]);
    }
    xp_maker_shared_queues(&it);
    xp_maker_transfers(&it);
    issues(&it);
    xp_maker_automation(&it);
    agents(&it);
    money(&it);
    if (it.error != SIM_OK) {
        xp_lines_free(self);
    }
    return it.error;
}

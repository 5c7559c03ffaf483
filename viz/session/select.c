/* What is looked at, and what becomes of it in each center. It is known by its name: through scrubbing,
 * forks and another scenario beside it stays what it is, or is not yet here, or gone. */
#include "models/center/journal_text.h"
#include "models/scenario/node.h"
#include "report/words.h"
#include "viz/session/fate.h"
#include "viz/session/state.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

#define MOST_CUSTOMERS 400 /* by Tab, of those who wait */

void
viz_select_forget(viz_session *self)
{
    for (int k = 0; k < 2; k++) {
        viz_fate_delete(self->fate[k]);
        self->fate[k] = NULL;
    }
}

static bool
is_customer(const viz_session *self)
{
    return self->selected == VIZ_SELECT_CUSTOMER;
}

static void
begin_fates(viz_session *self, const char *name)
{
    viz_select_forget(self);
    for (int k = 0; k < self->n_sides && is_customer(self); k++) {
        const viz_fate_def def = {
            .scenario = viz_scenario_of(self, k),
            .seed = self->def.seed,
            .replication = self->def.replication,
            .memory = self->def.memory,
            .script = viz_player_script(self->player[k]),
            .owner = self->selected_which,
            .name = name,
        };
        self->fate[k] = viz_fate_new(&def);
    }
}

void
viz_select_again(viz_session *self)
{
    char name[sizeof(self->selected_name)];
    memcpy(name, self->selected_name, sizeof(name));
    begin_fates(self, self->is_finding ? name : NULL);
}

/* The name of what is selected, where it is known at once. */
static void
name_it(viz_session *self)
{
    const cc_scenario *scenario = viz_scenario_of(self, self->selected_side);
    const int which = (int)self->selected_which;
    char *name = self->selected_name;
    const size_t size = sizeof(self->selected_name);
    name[0] = '\0';
    switch (self->selected) {
    case VIZ_SELECT_SEAT:
        cc_center_agent_name(viz_player_center(self->player[self->selected_side]),
                             (uint32_t)self->selected_which, name, size);
        break;
    case VIZ_SELECT_QUEUE:
        snprintf(name, size, "%s", scenario->center.queue[which].name);
        break;
    case VIZ_SELECT_GROUP:
        snprintf(name, size, "%s", scenario->center.group[which].name);
        break;
    case VIZ_SELECT_NODE:
        snprintf(name, size, "%s", scenario->center.node[which].name);
        break;
    case VIZ_SELECT_CUSTOMER:
    case VIZ_SELECT_NOTHING:
        break;
    }
}

static bool
is_there(const viz_session *self, viz_select_kind kind, int side, uint64_t which)
{
    const cc_center_setup *center = &viz_scenario_of(self, side)->center;
    switch (kind) {
    case VIZ_SELECT_QUEUE:
        return which < (uint64_t)center->n_queues;
    case VIZ_SELECT_GROUP:
        return which < (uint64_t)center->n_groups;
    case VIZ_SELECT_NODE:
        return which < (uint64_t)center->n_nodes;
    case VIZ_SELECT_SEAT:
    case VIZ_SELECT_CUSTOMER:
        return true;
    case VIZ_SELECT_NOTHING:
        break;
    }
    return false;
}

void
viz_select(viz_session *self, viz_select_kind kind, int side, uint64_t which)
{
    if (!is_there(self, kind, side, which)) {
        kind = VIZ_SELECT_NOTHING;
    }
    const bool is_same = kind == self->selected && which == self->selected_which && kind;
    self->is_stale = true;
    if (is_same && side == self->selected_side) { /* a second click asks for more */
        if (kind == VIZ_SELECT_CUSTOMER) {
            viz_ask(self, VIZ_ASK_STORY);
        } else if (kind != VIZ_SELECT_SEAT) {
            viz_change_ask(self);
        }
        return;
    }
    self->selected = kind;
    self->selected_side = side;
    self->selected_which = which;
    self->is_finding = false;
    name_it(self);
    if (kind != VIZ_SELECT_NOTHING && self->n_sides == 2 && !self->is_fork) {
        self->focus = side;
    }
    begin_fates(self, NULL);
}

/* ---- by keys ---- */

/* Queues, nodes, groups, who waits, seats: number j of them; false: there is no such. */
static bool
thing_at(const viz_session *self, int side, size_t j, viz_select_kind *kind, uint64_t *which)
{
    const cc_view *view = &self->view[side];
    const size_t n_waiting = view->n_waiting < MOST_CUSTOMERS ? view->n_waiting : MOST_CUSTOMERS;
    const struct {
        viz_select_kind kind;
        size_t n;
    } part[] = {{VIZ_SELECT_QUEUE, (size_t)view->n_queues},
                {VIZ_SELECT_NODE, (size_t)view->n_nodes},
                {VIZ_SELECT_GROUP, (size_t)view->n_groups},
                {VIZ_SELECT_CUSTOMER, n_waiting},
                {VIZ_SELECT_SEAT, view->n_seats}};
    for (size_t p = 0; p < sizeof(part) / sizeof(part[0]); p++) {
        if (j < part[p].n) {
            *kind = part[p].kind;
            *which = part[p].kind == VIZ_SELECT_CUSTOMER ? view->waiting[j].owner
                     : part[p].kind == VIZ_SELECT_SEAT   ? view->seat[j].agent
                                                         : j;
            return true;
        }
        j -= part[p].n;
    }
    return false;
}

void
viz_select_next(viz_session *self, int by)
{
    const int side = self->focus;
    if (cc_view_take(&self->view[side], viz_player_center(self->player[side]),
                     viz_player_time(self->player[side])) != SIM_OK) {
        return;
    }
    viz_select_kind kind;
    uint64_t which;
    size_t n = 0, at = SIZE_MAX;
    for (; thing_at(self, side, n, &kind, &which); n++) {
        if (kind == self->selected && which == self->selected_which) {
            at = n;
        }
    }
    if (n == 0) {
        return;
    }
    at = at == SIZE_MAX ? (by > 0 ? 0 : n - 1) : (at + (by > 0 ? 1 : n - 1)) % n;
    if (thing_at(self, side, at, &kind, &which)) {
        viz_select(self, kind, side, which);
    }
}

/* Who has just come to wait too long: whose wait is nearest to the target, and not below. */
static uint64_t
who_waits(viz_session *self, int side)
{
    const double now = viz_player_time(self->player[side]);
    cc_view *view = &self->view[side];
    uint64_t who = UINT64_MAX;
    double nearest = INFINITY;
    if (cc_view_take(view, viz_player_center(self->player[side]), now) != SIM_OK) {
        return who;
    }
    for (int l = 0; l < view->n_queues * view->n_channels; l++) {
        const cc_view_lane *lane = &view->lane[l];
        for (uint32_t j = 0; j < lane->n && lane->target >= 0; j++) {
            const cc_view_contact *contact = &view->waiting[lane->first + j];
            const double past = now - contact->since - lane->target;
            if (past > -1e-6 && past < nearest) {
                nearest = past;
                who = contact->owner;
            }
        }
    }
    return who;
}

/* Whom the last record of that kind is about. */
static uint64_t
who_did(const viz_session *self, int side, cc_entry entry)
{
    size_t n;
    const sim_trace_record *record = viz_player_recent(self->player[side], &n);
    while (n-- > 0) {
        if (record[n].code == (uint32_t)entry) {
            return record[n].subject;
        }
    }
    return UINT64_MAX;
}

void
viz_select_found(viz_session *self, int side, viz_until until)
{
    const uint64_t who = until == VIZ_UNTIL_ABANDONMENT ? who_did(self, side, CC_JOURNAL_ABANDONS)
                         : until == VIZ_UNTIL_ANSWER    ? who_did(self, side, CC_JOURNAL_TAKEN)
                         : until == VIZ_UNTIL_BREACH    ? who_waits(self, side)
                                                        : UINT64_MAX;
    if (who != UINT64_MAX && !(is_customer(self) && self->selected_which == who)) {
        viz_select(self, VIZ_SELECT_CUSTOMER, side, who);
    }
}

void
viz_select_find(viz_session *self, const char *name)
{
    self->selected = VIZ_SELECT_CUSTOMER;
    self->selected_side = self->focus;
    self->selected_which = UINT64_MAX;
    self->is_finding = true;
    snprintf(self->selected_name, sizeof(self->selected_name), "%.*s",
             (int)sizeof(self->selected_name) - 1, name);
    begin_fates(self, self->selected_name);
    self->is_stale = true;
}

/* ---- work ---- */

bool
viz_select_is_done(const viz_session *self)
{
    for (int k = 0; k < self->n_sides && is_customer(self); k++) {
        if (self->fate[k] != NULL &&
            !viz_fate_knows(self->fate[k], viz_player_time(self->player[k]))) {
            return false;
        }
    }
    return true;
}

/* One looked for by name is found in whichever center it comes first. */
static void
take_found(viz_session *self)
{
    for (int k = 0; k < self->n_sides && self->is_finding; k++) {
        uint64_t owner;
        if (self->fate[k] != NULL && viz_fate_found(self->fate[k], &owner)) {
            self->selected_which = owner;
            self->is_finding = false;
        }
    }
}

void
viz_select_work(viz_session *self, double most)
{
    for (int k = 0; k < self->n_sides && is_customer(self); k++) {
        const double time = viz_player_time(self->player[k]);
        if (self->fate[k] != NULL && !viz_fate_knows(self->fate[k], time)) {
            (void)viz_fate_work(self->fate[k], time, most / 2);
            self->is_stale = true;
        }
    }
    take_found(self);
}

/* ---- words ---- */

static size_t
add(char *text, size_t n, const char *more)
{
    const int written = snprintf(text + n, n < VIZ_WORDS ? VIZ_WORDS - n : 0, "%s", more);
    n += (size_t)written;
    return n < VIZ_WORDS ? n : VIZ_WORDS - 1;
}

static void
describe_place(const viz_session *self, int k, char *text, size_t size)
{
    const cc_center *center = viz_player_center(self->player[k]);
    const cc_scenario *scenario = viz_scenario_of(self, k);
    uint32_t which = 0;
    char name[96];
    text[0] = '\0';
    switch (cc_view_find(center, self->selected_which, &which)) {
    case CC_IN_NODE:
        snprintf(text, size, _("now in %s"), scenario->center.node[which].name);
        break;
    case CC_IN_QUEUE:
        snprintf(text, size, _("now waits for %s"),
                 scenario->center.queue[which / (uint32_t)scenario->n_channels].name);
        break;
    case CC_AT_AGENT:
        cc_center_agent_name(center, which, name, sizeof(name));
        snprintf(text, size, _("now with %s"), name);
        break;
    case CC_AWAY:
        snprintf(text, size, "%s", _("away for now"));
        break;
    case CC_NOT_YET:
        break;
    }
}

/* The records up to now; the last ones, where there is no room for all. */
static void
describe_customer(viz_session *self, int k, char *text)
{
    const viz_fate *fate = self->fate[k];
    const cc_scenario *scenario = viz_scenario_of(self, k);
    const double now = viz_player_time(self->player[k]);
    size_t n = 0, all = 0, used = 0;
    text[0] = '\0';
    if (fate == NULL) {
        return;
    }
    const sim_trace_record *record = viz_fate_records(fate, &all);
    while (n < all && record[n].time <= now) {
        n++;
    }
    if (n > 0 && !self->is_finding) {
        cc_journal_text_name(scenario, &record[0], self->selected_name,
                             sizeof(self->selected_name));
    }
    if (!viz_fate_knows(fate, now)) {
        (void)add(text, 0, _("looking for the story ..."));
        return;
    }
    if (n == 0) {
        (void)add(text, 0, _("not yet here"));
        return;
    }
    char place[160];
    describe_place(self, k, place, sizeof(place));
    used = add(text, used, place[0] != '\0' ? place : _("gone"));
    for (size_t j = n, told = 0; j-- > 0 && told < 3;) { /* the last first */
        char words[256], time[80], line[400];
        cc_journal_text_words(scenario, viz_fate_center(fate), &record[j], xp_words, words,
                              sizeof(words));
        if (words[0] == '\0') {
            continue;
        }
        viz_moment_near(scenario, now, record[j].time, time, sizeof(time));
        snprintf(line, sizeof(line), "; %s %s", time, words);
        used = add(text, used, line);
        told++;
    }
}

static int
same_named(const viz_session *self, int k)
{
    const cc_center_setup *center = &viz_scenario_of(self, k)->center;
    const viz_select_kind kind = self->selected;
    const int n = kind == VIZ_SELECT_QUEUE   ? center->n_queues
                  : kind == VIZ_SELECT_GROUP ? center->n_groups
                                             : center->n_nodes;
    for (int j = 0; j < n; j++) {
        const char *name = kind == VIZ_SELECT_QUEUE   ? center->queue[j].name
                           : kind == VIZ_SELECT_GROUP ? center->group[j].name
                                                      : center->node[j].name;
        if (strcmp(name, self->selected_name) == 0) {
            return j;
        }
    }
    return -1;
}

static void
describe_queue(const cc_view *view, int queue, char *text)
{
    uint32_t n = 0;
    double longest = 0;
    char wait[32];
    for (int c = 0; c < view->n_channels; c++) {
        const cc_view_lane *lane = &view->lane[queue * view->n_channels + c];
        n += lane->n_waiting;
        longest = fmax(longest, lane->longest);
    }
    viz_span_write(longest, wait, sizeof(wait));
    if (n == 0) {
        snprintf(text, VIZ_WORDS, "%s", _("nobody waits"));
    } else {
        snprintf(text, VIZ_WORDS, _("%u wait, the longest for %s"), (unsigned)n, wait);
    }
}

static void
describe_group(const cc_view *view, int group, char *text)
{
    const cc_view_group *g = &view->group[group];
    size_t n =
        (size_t)snprintf(text, VIZ_WORDS, _("%d on duty, %.0f planned"), g->staffed, g->planned);
    for (int s = 0; s < CC_N_SEAT_STATES; s++) {
        if (s != CC_SEAT_OFF && g->count[s] > 0) {
            char line[64];
            snprintf(line, sizeof(line), "; %u %s", (unsigned)g->count[s],
                     xp_words(cc_seat_word((cc_seat_state)s)));
            n = add(text, n, line);
        }
    }
}

static void
describe_seat(const cc_view *view, const cc_scenario *scenario, uint64_t agent, char *text)
{
    (void)scenario;
    for (uint32_t j = 0; j < view->n_seats; j++) {
        const cc_view_seat *seat = &view->seat[j];
        if (seat->agent != agent) {
            continue;
        }
        char since[32] = "";
        if (!isnan(seat->since)) {
            viz_span_write(view->time - seat->since, since, sizeof(since));
        }
        snprintf(text, VIZ_WORDS, since[0] != '\0' ? _("%s for %s, %u in hand") : _("%s"),
                 xp_words(cc_seat_word((cc_seat_state)seat->state)), since, (unsigned)seat->n_open);
        if (seat->is_leaving) {
            (void)add(text, strlen(text), _("; leaving: finishes what is in hand"));
        }
        return;
    }
    snprintf(text, VIZ_WORDS, "%s", _("not there"));
}

static void
describe_thing(viz_session *self, int k, char *text)
{
    const cc_view *view = &self->view[k];
    const int j = self->selected == VIZ_SELECT_SEAT ? 0 : same_named(self, k);
    text[0] = '\0';
    if (j < 0) {
        snprintf(text, VIZ_WORDS, "%s", _("there is none of that name"));
        return;
    }
    switch (self->selected) {
    case VIZ_SELECT_QUEUE:
        describe_queue(view, j, text);
        break;
    case VIZ_SELECT_GROUP:
        describe_group(view, j, text);
        break;
    case VIZ_SELECT_NODE:
        snprintf(text, VIZ_WORDS,
                 view->node[j].is_broken ? _("out of order; %u inside, %u in line")
                                         : _("%u inside, %u in line"),
                 (unsigned)view->node[j].n_inside, (unsigned)view->node[j].n_in_line);
        break;
    case VIZ_SELECT_SEAT:
        if (viz_scenario_of(self, k) == viz_scenario_of(self, self->selected_side)) {
            describe_seat(view, viz_scenario_of(self, k), self->selected_which, text);
        }
        break;
    case VIZ_SELECT_CUSTOMER:
    case VIZ_SELECT_NOTHING:
        break;
    }
}

void
viz_select_describe(viz_session *self)
{
    for (int k = 0; k < 2; k++) {
        self->fate_words[k][0] = '\0';
        if (k >= self->n_sides || self->selected == VIZ_SELECT_NOTHING) {
            continue;
        }
        if (is_customer(self)) {
            describe_customer(self, k, self->fate_words[k]);
        } else {
            describe_thing(self, k, self->fate_words[k]);
        }
    }
    if (is_customer(self) && self->selected_name[0] == '\0') {
        snprintf(self->selected_name, sizeof(self->selected_name), "%s", _("a customer"));
    }
}

/* ---- the whole story ---- */

void
viz_select_story(viz_session *self)
{
    viz_dialog *dialog = &self->dialog;
    char title[128];
    viz_select_describe(self);
    snprintf(title, sizeof(title), "%s", self->selected_name);
    viz_dialog_open(dialog, VIZ_ASK_STORY, title, "");
    dialog->is_wide = true;
    for (int k = 0; k < self->n_sides; k++) {
        const cc_scenario *scenario = viz_scenario_of(self, k);
        size_t n = 0, told = 0;
        if (self->n_sides == 2) {
            (void)viz_dialog_add(dialog, VIZ_ROW_HEAD, 0,
                                 !self->is_fork ? scenario->name
                                 : k == 0       ? _("as it was")
                                                : _("changed"));
        }
        const sim_trace_record *record =
            self->fate[k] != NULL ? viz_fate_records(self->fate[k], &n) : NULL;
        for (size_t j = 0; j < n && record[j].time <= viz_player_time(self->player[k]); j++) {
            char words[256], time[80], line[400];
            cc_journal_text_words(scenario, viz_fate_center(self->fate[k]), &record[j], xp_words,
                                  words, sizeof(words));
            if (words[0] != '\0') {
                viz_clock_write(scenario, record[j].time, time, sizeof(time));
                snprintf(line, sizeof(line), "%s  %s", time, words);
                (void)viz_dialog_add(dialog, VIZ_ROW_TEXT, 0, line);
                told++;
            }
        }
        if (told == 0) {
            (void)viz_dialog_add(dialog, VIZ_ROW_TEXT, 0, self->fate_words[k]);
        }
    }
    viz_dialog_begin(dialog);
}

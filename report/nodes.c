/* What came of the contacts of each channel, by the last node of automation that they met: adds up to
 * the contacts that there were. */
#include "models/scenario/graph.h"
#include "models/scenario/scenario.h"
#include "report/parts.h"

#include <math.h>
#include <stdio.h>

/* Outcomes of a contact's last visit; node_unfinished is of a replication. */
static const struct {
    const char *kpi, *head;
} outcome[] = {
    {"node_handed_over", "queue"},   {"node_contained", "contained"}, {"node_hung_up", "hung up"},
    {"node_diverted", "diverted"},   {"node_became_item", "message"}, {"node_gave_up", "gave up"},
    {"node_turned_away", "blocked"}, {"node_sent_out", "partner"},    {"node_unfinished", "open"},
};
enum { N_OUTCOMES = sizeof(outcome) / sizeof(*outcome), UNFINISHED = N_OUTCOMES - 1 };
enum { HUNG_UP = 2, GAVE_UP = 5 }; /* of these */

#define WIDTH 80
#define NUMBER 8 /* of a column */

typedef struct view {
    FILE *file;
    const xp_results *results;
    const cc_scenario *scenario;
    bool shows[N_OUTCOMES];
    bool joins;   /* who gave up with who hung up: there is no room for all columns */
    size_t label; /* width of the names */
} view;

static int
n_channels_that_meet(const view *self, int node)
{
    int n = 0;
    for (int c = 0; c < self->scenario->n_channels; c++) {
        n += cc_graph_is_met(&self->scenario->center, c, node);
    }
    return n;
}

/* Of that channel's contacts, a day; figures of one channel's node have no channel in their scope. */
static double
figure_of(const view *self, int channel, int node, int j)
{
    char scope[160];
    const char *name = self->scenario->center.node[node].name;
    if (n_channels_that_meet(self, node) > 1) {
        snprintf(scope, sizeof(scope), "channel:%s/node:%s", self->scenario->channel[channel].name,
                 name);
    } else {
        snprintf(scope, sizeof(scope), "node:%s", name);
    }
    const double x = xp_results_figure(self->results, 0, outcome[j].kpi, scope).mean;
    return isnan(x) ? 0 : j == UNFINISHED ? x / self->results->layout[0].days : x;
}

/* In its column. */
static double
shown(const view *self, int channel, int node, int j)
{
    if (self->joins && j == GAVE_UP) {
        return 0;
    }
    return figure_of(self, channel, node, j) +
           (self->joins && j == HUNG_UP ? figure_of(self, channel, node, GAVE_UP) : 0);
}

static double
of_channel(const view *self, int channel, const char *kpi)
{
    char scope[80];
    snprintf(scope, sizeof(scope), "channel:%s", self->scenario->channel[channel].name);
    const double x = xp_results_figure(self->results, 0, kpi, scope).mean;
    return isnan(x) ? 0 : x;
}

/* Is it before the agent, and can contacts of the channel come to it? */
static bool
is_of(const view *self, int channel, int node)
{
    const cc_center_setup *center = &self->scenario->center;
    return cc_graph_is_met(center, channel, node) && center->channel[channel].after != node;
}

static void
print_number(const view *self, double x, size_t width)
{
    char text[32];
    snprintf(text, sizeof(text), "%.1f", x);
    xp_text_right(self->file, text, width);
}

static void
print_label(const view *self, const char *indent, const char *label)
{
    char text[80];
    snprintf(text, sizeof(text), "%s%.*s", indent, (int)self->label - 3, label);
    const size_t width = xp_text_width(text);
    fprintf(self->file, "%s%*s", text, (int)(width < self->label ? self->label - width : 0), "");
}

static size_t
width_of(int j)
{
    const size_t n = xp_text_width(outcome[j].head) + 1;
    return n > NUMBER ? n : NUMBER;
}

static void
print_channel(view *self, int channel)
{
    double rest = of_channel(self, channel, "contacts");
    print_label(self, "", self->scenario->channel[channel].name);
    for (int j = 0; j < N_OUTCOMES; j++) {
        xp_text_right(self->file, "", self->shows[j] ? width_of(j) : 0);
    }
    print_number(self, rest, NUMBER);
    fputc('\n', self->file);
    for (int node = 0; node < self->scenario->center.n_nodes; node++) {
        double all = 0;
        if (!is_of(self, channel, node)) {
            continue;
        }
        print_label(self, "  ", self->scenario->center.node[node].name);
        for (int j = 0; j < N_OUTCOMES; j++) {
            const double x = shown(self, channel, node, j);
            all += x;
            if (self->shows[j]) {
                print_number(self, x, width_of(j));
            }
        }
        print_number(self, all, NUMBER);
        fputc('\n', self->file);
        rest -= all;
    }
    if (rest > 0.05) {
        print_label(self, "  ", "met none");
        for (int j = 0; j < N_OUTCOMES; j++) {
            xp_text_right(self->file, "", self->shows[j] ? width_of(j) : 0);
        }
        print_number(self, rest, NUMBER);
        fputc('\n', self->file);
    }
}

void
xp_report_nodes(FILE *file, const xp_results *results)
{
    view self = {.file = file, .results = results, .scenario = results->plan->scenario[0]};
    const int n_channels = self.scenario->n_channels, n_nodes = self.scenario->center.n_nodes;
    bool any = false;
    for (int c = 0; c < n_channels; c++) {
        for (int node = 0; node < n_nodes; node++) {
            for (int j = 0; is_of(&self, c, node) && j < N_OUTCOMES; j++) {
                any = true;
                self.shows[j] |= figure_of(&self, c, node, j) >= 0.05;
            }
        }
    }
    fputc('\n', file);
    if (!any) {
        fprintf(file, "No contact meets automation before an agent.\n");
        return;
    }
    size_t used = NUMBER;
    int n_shown = 0;
    for (int j = 0; j < N_OUTCOMES; j++) {
        n_shown += self.shows[j];
    }
    self.joins = n_shown == N_OUTCOMES;
    self.shows[GAVE_UP] = self.shows[GAVE_UP] && !self.joins;
    for (int j = 0; j < N_OUTCOMES; j++) {
        used += self.shows[j] ? width_of(j) : 0;
    }
    self.label = used + 26 < WIDTH ? 26 : WIDTH - used;
    fprintf(file, "CONTACTS A DAY BY THE LAST NODE THAT THEY MET\n%*s", (int)self.label, "");
    for (int j = 0; j < N_OUTCOMES; j++) {
        if (self.shows[j]) {
            xp_text_right(file, outcome[j].head, width_of(j));
        }
    }
    xp_text_right(file, "all", NUMBER);
    fputc('\n', file);
    for (int c = 0; c < n_channels; c++) {
        if (self.scenario->center.channel[c].offered &&
            self.scenario->center.channel[c].entry >= 0) {
            print_channel(&self, c);
        }
    }
}

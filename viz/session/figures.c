/* The running difference: figures of both centers as if their runs ended now, second less first. They
 * are found a few times a second at most, and less often where that takes long. */
#include "models/measure/measure.h"
#include "report/words.h"
#include "viz/session/state.h"
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#define EVERY 0.25 /* s of real time */
#define N_OF_ALL 2
#define SHARE 10.0 /* of it they may take one part in so many */

static void
add_figure(viz_session *self, const char *kpi, const char *scope, const char *words)
{
    const cc_scenario *scenario = viz_scenario_of(self, 0);
    cc_layout layout;
    cc_measure measure;
    cc_refusal refusal;
    if (self->n_figures == VIZ_MOST_FIGURES || cc_layout_init(&layout, scenario, false) != SIM_OK ||
        cc_measure_parse(&measure, scenario, &layout, kpi, scope, &refusal) != SIM_OK) {
        return;
    }
    viz_figure *figure = &self->figure[self->n_figures++];
    *figure = (viz_figure){.better = cc_kpis[measure.kpi].better,
                           .unit = cc_kpis[measure.kpi].unit,
                           .value = {NAN, NAN}};
    snprintf(figure->kpi, sizeof(figure->kpi), "%s", kpi);
    snprintf(figure->scope, sizeof(figure->scope), "%s", scope);
    snprintf(figure->words, sizeof(figure->words), "%s", words);
    self->difference[self->n_figures - 1] =
        (viz_difference){.words = figure->words, .value = NAN, .text = figure->text};
}

static bool
is_call(const cc_channel_name *channel)
{
    return strcmp(channel->kind->name, "voice") == 0;
}

/* The level of a channel that has one; of a telephone the mean wait, and who gave up. */
static void
add_channel(viz_session *self, int c)
{
    const cc_scenario *scenario = viz_scenario_of(self, 0);
    const char *name = scenario->channel[c].name;
    char scope[160], words[96];
    if (scenario->center.channel[c].service_level.n_within < 1) {
        return;
    }
    snprintf(scope, sizeof(scope), "channel:%s", name);
    snprintf(words, sizeof(words), _("service level, %s"), name);
    add_figure(self, "service_level_g1", scope, words);
    if (is_call(&scenario->channel[c])) {
        snprintf(words, sizeof(words), _("mean wait, %s"), name);
        add_figure(self, "asa", scope, words);
        snprintf(words, sizeof(words), _("gave up, %s"), name);
        add_figure(self, "abandonment", scope, words);
    }
}

/* What holds of all, and the money. */
static void
add_all(viz_session *self)
{
    char words[96];
    const char *currency = viz_scenario_of(self, 0)->center.costs.currency;
    add_figure(self, "resolution", "center", _("resolved"));
    snprintf(words, sizeof(words), "%s%s%.8s", _("cost a day"),
             currency != NULL && currency[0] != '\0' ? ", " : "", currency != NULL ? currency : "");
    add_figure(self, "cost", "center", words);
}

/* Of the scenario: of a lesson its score; of its channels those that have a level, telephones first. A
 * narrow window has the first ones: behind the first channel comes what holds of all. */
void
viz_figures_choose(viz_session *self)
{
    const cc_scenario *scenario = viz_scenario_of(self, 0);
    self->n_figures = 0;
    if (scenario->lesson.is_given) {
        char kpi[80] = "", scope[160] = "center";
        if (sscanf(scenario->lesson.score, "%79s %159[^\n]", kpi, scope) >= 1) {
            add_figure(self, kpi, scope, _("the score"));
        }
    }
    bool has_all = false;
    for (int pass = 0; pass < 2; pass++) {
        for (int c = 0; c < scenario->n_channels; c++) {
            if (is_call(&scenario->channel[c]) == (pass == 0) &&
                self->n_figures < VIZ_MOST_FIGURES - (has_all ? 0 : N_OF_ALL)) {
                const int n = self->n_figures;
                add_channel(self, c);
                if (!has_all && self->n_figures > n) {
                    add_all(self);
                    has_all = true;
                }
            }
        }
    }
    if (!has_all) {
        add_all(self);
    }
}

/* ---- words ---- */

/* With a sign, unless all its digits are 0. */
static void
write_signed(char *text, size_t size, int digits, double value)
{
    snprintf(text, size, "%+.*f", digits, value);
    if (strpbrk(text, "123456789") == NULL) {
        snprintf(text, size, "%.*f", digits, 0.0);
    }
}

/* With its unit; `points` are of a fraction. */
static void
write_number(cc_unit unit, double value, bool is_change, char *text, size_t size)
{
    char number[48];
    int digits = 1;
    const char *words = "";
    if (!isfinite(value)) {
        snprintf(text, size, "-");
        return;
    }
    switch (unit) {
    case CC_UNIT_FRACTION:
        value *= 100;
        words = is_change ? _(" points") : " %";
        break;
    case CC_UNIT_SECONDS:
        words = _(" s");
        break;
    case CC_UNIT_HOURS:
        words = _(" h");
        break;
    case CC_UNIT_COUNT:
    case CC_UNIT_PER_DAY:
        digits = 0;
        break;
    case CC_UNIT_MONEY:
        digits = fabs(value) < 100 ? 2 : 0;
        break;
    }
    if (is_change) {
        write_signed(number, sizeof(number), digits, value);
    } else {
        snprintf(number, sizeof(number), "%.*f", digits, value);
    }
    snprintf(text, size, "%s%s", number, words);
}

void
viz_figure_write(cc_unit unit, double value, char *text, size_t size)
{
    write_number(unit, value, false, text, size);
}

void
viz_figure_write_change(cc_unit unit, double by, char *text, size_t size)
{
    write_number(unit, by, true, text, size);
}

static void
tell(viz_session *self, int j)
{
    viz_figure *figure = &self->figure[j];
    viz_difference *difference = &self->difference[j];
    const double by = figure->value[1] - figure->value[0];
    viz_figure_write_change(figure->unit, by, figure->text, sizeof(figure->text));
    const double shown = figure->unit == CC_UNIT_FRACTION ? 0.0005 : 0.05;
    const double good = by * (int)figure->better;
    difference->value = by;
    difference->is_good = good > shown;
    difference->is_bad = good < -shown;
}

/* ---- work ---- */

static double
seconds_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static bool
is_known(const viz_session *self)
{
    return self->n_sides < 2 || (self->has_figures && self->figures_at == viz_now(self) &&
                                 self->figures_events[0] == viz_player_events(self->player[0]) &&
                                 self->figures_events[1] == viz_player_events(self->player[1]));
}

void
viz_figures_work(viz_session *self, bool at_once)
{
    if (is_known(self)) {
        self->has_figures = true;
        return;
    }
    self->has_figures = false;
    const bool is_due = self->since_figures >= fmax(EVERY, SHARE * self->figures_cost);
    if (!at_once && !is_due) {
        return;
    }
    const double begun = seconds_now();
    for (int j = 0; j < self->n_figures; j++) {
        for (int k = 0; k < 2; k++) {
            if (viz_player_figure(self->player[k], self->figure[j].kpi, self->figure[j].scope,
                                  &self->figure[j].value[k]) != SIM_OK) {
                self->figure[j].value[k] = NAN;
            }
        }
        tell(self, j);
    }
    for (int k = 0; k < 2; k++) {
        self->figures_events[k] = viz_player_events(self->player[k]);
    }
    self->figures_at = viz_now(self);
    self->figures_cost = seconds_now() - begun;
    self->since_figures = 0;
    self->has_figures = true;
    self->is_stale = true;
}

/* What was changed, and what it cost: the day as it was, as it is with all that was done, and without each
 * change in turn, on the same random numbers until the same moment. It is played beside, in a thread. */
#include "experiment/background.h"
#include "report/words.h"
#include "viz/session/state.h"
#include <math.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PATIENT 1e6    /* s: who gives so much time for a slice waits */
#define SLICE 0.05     /* s of real time between two looks whether it is to stop */
#define BUDGET 1048576 /* bytes of keyframes: nobody goes back */
#define MOST_EFFECTS 8
#define N_WAYS (2 + MOST_EFFECTS) /* as it was; as it is; without each of the last changes */

struct viz_price {
    viz_player_def def;
    double time;            /* s of the run: until there */
    cc_script way[N_WAYS];  /* what is played */
    char words[N_WAYS][96]; /* the change that is left out */
    int n_ways;
    size_t n_changes; /* of which the last are told one by one */
    viz_figure figure[VIZ_MOST_FIGURES];
    int n_figures;
    double value[N_WAYS][VIZ_MOST_FIGURES];
    atomic_bool stop;
    atomic_int done; /* ways */
    int ret;
    cc_refusal refusal;
    xp_background *background;
    int shown; /* ways that were done when it was shown */
};

/* ---- in the thread ---- */

static int
play(viz_price *self, int way)
{
    self->def.script = &self->way[way];
    viz_player *player = viz_player_new(&self->def, &self->refusal);
    if (player == NULL) {
        return SIM_ERR_PARAM;
    }
    viz_player_seek(player, self->time);
    while (!atomic_load(&self->stop) && !viz_player_work(player, SLICE)) {
    }
    int ret = viz_player_error(player, &self->refusal);
    for (int j = 0; j < self->n_figures && ret == SIM_OK && !atomic_load(&self->stop); j++) {
        ret = viz_player_figure(player, self->figure[j].kpi, self->figure[j].scope,
                                &self->value[way][j]);
    }
    viz_player_delete(player);
    return ret;
}

static void
make(void *context)
{
    viz_price *self = context;
    for (int w = 0; w < self->n_ways && self->ret == SIM_OK && !atomic_load(&self->stop); w++) {
        self->ret = play(self, w);
        atomic_store(&self->done, w + 1);
    }
}

/* ---- what is to be played ---- */

static bool
is_same_change(const cc_change *a, const cc_change *b)
{
    return a->time == b->time && a->what == b->what && a->which == b->which &&
           (a->value == b->value || (isnan(a->value) && isnan(b->value)));
}

static bool
has(const cc_script *script, const cc_change *change)
{
    for (size_t j = 0; script != NULL && j < script->n; j++) {
        if (is_same_change(&script->change[j], change)) {
            return true;
        }
    }
    return false;
}

static int
leave_out(cc_script *into, const cc_script *from, size_t which)
{
    int ret = SIM_OK;
    for (size_t j = 0; j < from->n && ret == SIM_OK; j++) {
        ret = j != which ? cc_script_add(into, from->change[j]) : SIM_OK;
    }
    return ret;
}

/* Whose changes are told. */
static int
side_of(const viz_session *self)
{
    return self->is_fork ? 1 : self->focus;
}

/* What its script was before anything was changed; NULL: empty. */
static const cc_script *
untouched(const viz_session *self, int side)
{
    return self->is_fork ? viz_player_script(self->player[0]) : self->def.script[side];
}

static int
prepare(viz_price *price, const viz_session *self)
{
    const int side = side_of(self);
    const cc_scenario *scenario = viz_scenario_of(self, side);
    const cc_script *was = untouched(self, side), *is = viz_player_script(self->player[side]);
    price->def = viz_player_default();
    price->def.scenario = scenario;
    price->def.seed = self->def.seed;
    price->def.replication = self->def.replication;
    price->def.budget = BUDGET;
    price->def.memory = self->def.memory;
    price->time = viz_now(self);
    price->n_figures = self->n_figures;
    memcpy(price->figure, self->figure, sizeof(price->figure));
    int ret = was != NULL ? cc_script_copy(&price->way[0], was) : SIM_OK;
    ret = ret == SIM_OK ? cc_script_copy(&price->way[1], is) : ret;
    price->n_ways = 2;
    for (size_t j = 0; j < is->n; j++) {
        price->n_changes += is->change[j].time <= price->time && !has(was, &is->change[j]);
    }
    size_t skip = price->n_changes > MOST_EFFECTS ? price->n_changes - MOST_EFFECTS : 0;
    for (size_t j = 0; j < is->n && ret == SIM_OK; j++) {
        const cc_change *change = &is->change[j];
        if (change->time > price->time || has(was, change)) {
            continue;
        }
        if (skip > 0) {
            skip--;
            continue;
        }
        char at[48], what[160];
        const int w = price->n_ways++;
        viz_moment_near(scenario, price->time, change->time, at, sizeof(at));
        at[strcspn(at, ":") + 3 < sizeof(at) ? strcspn(at, ":") + 3 : 0] = '\0'; /* no seconds */
        cc_script_words(change, scenario, what, sizeof(what));
        snprintf(price->words[w], sizeof(price->words[w]), "%s %.46s", at, what);
        ret = leave_out(&price->way[w], is, j);
    }
    return ret;
}

static void
forget(viz_price *price)
{
    if (price == NULL) {
        return;
    }
    atomic_store(&price->stop, true);
    xp_background_end(price->background);
    for (int w = 0; w < N_WAYS; w++) {
        cc_script_free(&price->way[w]);
    }
    free(price);
}

void
viz_price_end(viz_session *self)
{
    forget(self->price);
    self->price = NULL;
}

bool
viz_price_is_busy(const viz_session *self)
{
    return self->price != NULL && self->price->background != NULL;
}

/* ---- the dialog ---- */

static void
set_columns(viz_row *row, const char *a, const char *b, const char *c)
{
    if (row != NULL) {
        snprintf(row->column[0], sizeof(row->column[0]), "%s", a);
        snprintf(row->column[1], sizeof(row->column[1]), "%s", b);
        snprintf(row->column[2], sizeof(row->column[2]), "%s", c);
    }
}

static void
add_figures(viz_dialog *dialog, const viz_price *price)
{
    set_columns(viz_dialog_add(dialog, VIZ_ROW_COLUMNS, 1, ""), _("as it was"), _("changed"),
                _("difference"));
    for (int j = 0; j < price->n_figures; j++) {
        const viz_figure *figure = &price->figure[j];
        char text[3][48];
        for (int k = 0; k < 2; k++) {
            viz_figure_write(figure->unit, price->value[k][j], text[k], sizeof(text[k]));
        }
        viz_figure_write_change(figure->unit, price->value[1][j] - price->value[0][j], text[2],
                                sizeof(text[2]));
        set_columns(viz_dialog_add(dialog, VIZ_ROW_COLUMNS, 0, figure->words), text[0], text[1],
                    text[2]);
    }
}

static int
figure_of(const viz_price *price, const char *kpi)
{
    int j = 0;
    while (j < price->n_figures && strcmp(price->figure[j].kpi, kpi) != 0) {
        j++;
    }
    return j;
}

/* Level or score, what is resolved, the money. */
static void
add_effects(viz_dialog *dialog, const viz_price *price)
{
    const int column[3] = {0, figure_of(price, "resolution"), figure_of(price, "cost")};
    if (column[1] == price->n_figures || column[2] == price->n_figures) {
        return;
    }
    (void)viz_dialog_add(dialog, VIZ_ROW_HEAD, 0, _("What each change did"));
    const viz_figure *first = &price->figure[column[0]]; /* of which channel, is said above */
    const bool is_level = strcmp(first->kpi, "service_level_g1") == 0;
    set_columns(viz_dialog_add(dialog, VIZ_ROW_COLUMNS, 1, ""),
                is_level ? _("service level") : first->words, price->figure[column[1]].words,
                price->figure[column[2]].words);
    for (int w = 2; w < price->n_ways; w++) {
        char text[3][48];
        for (int k = 0; k < 3; k++) {
            const int j = column[k];
            viz_figure_write_change(price->figure[j].unit, price->value[1][j] - price->value[w][j],
                                    text[k], sizeof(text[k]));
        }
        set_columns(viz_dialog_add(dialog, VIZ_ROW_COLUMNS, 0, price->words[w]), text[0], text[1],
                    text[2]);
    }
    (void)viz_dialog_add(dialog, VIZ_ROW_TEXT, 0,
                         _("All that was done, less all but that one change: on the same random "
                           "numbers."));
    if (price->n_changes > MOST_EFFECTS) {
        (void)viz_dialog_add(dialog, VIZ_ROW_TEXT, 0,
                             _("Earlier changes are not told one by one."));
    }
}

static void
fill(viz_session *self)
{
    viz_dialog *dialog = &self->dialog;
    viz_price *price = self->price;
    char words[200], at[64];
    viz_dialog_open(dialog, VIZ_ASK_PRICE, _("What it cost"), "");
    dialog->is_wide = true;
    price->shown = atomic_load(&price->done);
    if (price->background != NULL) {
        snprintf(words, sizeof(words), _("The day is played again: %d of %d"), price->shown,
                 price->n_ways);
        (void)viz_dialog_add(dialog, VIZ_ROW_TEXT, 0, words);
    } else if (price->ret != SIM_OK) {
        (void)viz_dialog_add(dialog, VIZ_ROW_TEXT, 0,
                             price->refusal.text[0] != '\0' ? price->refusal.text
                                                            : sim_strerror(price->ret));
    } else {
        viz_clock_write(price->def.scenario, price->time, at, sizeof(at));
        snprintf(words, sizeof(words), _("Until %s, on the same customers."), at);
        (void)viz_dialog_add(dialog, VIZ_ROW_TEXT, 0, words);
        if (self->n_sides == 2 && !self->is_fork) { /* of which of the two */
            (void)viz_dialog_add(dialog, VIZ_ROW_HEAD, 0, price->def.scenario->name);
        }
        add_figures(dialog, price);
        add_effects(dialog, price);
    }
    viz_dialog_begin(dialog);
    self->is_stale = true;
}

/* Of these changes, at this moment? */
static bool
is_current(const viz_session *self)
{
    const viz_price *price = self->price;
    const int side = side_of(self);
    const cc_script *was = untouched(self, side), *is = viz_player_script(self->player[side]);
    if (price == NULL || price->time != viz_now(self) ||
        price->def.scenario != viz_scenario_of(self, side) || price->way[1].n != is->n ||
        price->way[0].n != (was != NULL ? was->n : 0)) {
        return false;
    }
    for (size_t j = 0; j < is->n; j++) {
        if (!is_same_change(&price->way[1].change[j], &is->change[j])) {
            return false;
        }
    }
    return true;
}

void
viz_price_ask(viz_session *self)
{
    viz_move_run(self, false);
    viz_move_settle(self);
    if (!is_current(self)) {
        viz_price_end(self);
        viz_price *price = calloc(1, sizeof(*price));
        self->price = price;
        if (price == NULL || prepare(price, self) != SIM_OK) {
            viz_price_end(self);
            viz_say(self, "%s", sim_strerror(SIM_ERR_NOMEM));
            return;
        }
        if (price->n_changes == 0) {
            viz_price_end(self);
            viz_say(self, "%s", _("Nothing has been changed so far: I changes something."));
            return;
        }
        price->background = xp_background_begin(make, price);
        if (price->background == NULL) {
            viz_price_end(self);
            viz_say(self, "%s", sim_strerror(SIM_ERR_NOMEM));
            return;
        }
    }
    fill(self);
}

/* Who has changed something is told where the price is. A lesson has its debrief. */
static void
tell_at_closing(viz_session *self)
{
    const int side = side_of(self);
    const cc_run *run = &viz_scenario_of(self, side)->run;
    const cc_script *was = untouched(self, side);
    const double now = viz_now(self), before = self->price_seen;
    /* midnight is of the day that ends */
    const double day = floor((now - 1 + run->day_begin) / CC_DAY) * CC_DAY - run->day_begin;
    const double close = day + run->close - 1;
    self->price_seen = now;
    if (before < close && now >= close && !viz_lesson_is(self) &&
        viz_player_script(self->player[side])->n > (was != NULL ? was->n : 0)) {
        viz_say(self, "%s", _("The day is over: W shows what the changes did, and cost."));
    }
}

void
viz_price_work(viz_session *self, double most)
{
    viz_price *price = self->price;
    if (viz_is_there(self)) {
        tell_at_closing(self);
    }
    if (price == NULL || price->background == NULL) {
        return;
    }
    const bool is_done = most >= PATIENT || xp_background_is_done(price->background);
    if (is_done) {
        xp_background_end(price->background);
        price->background = NULL;
    }
    if (self->dialog.kind == VIZ_ASK_PRICE &&
        (is_done || atomic_load(&price->done) != price->shown)) {
        fill(self);
    }
}

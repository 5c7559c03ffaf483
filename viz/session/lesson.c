/* Lessons on the screen: goal and question before the start, a hint, and the debrief, which plays some
 * hundred other days in threads of its own while the window goes on. */
#include "experiment/background.h"
#include "report/debrief.h"
#include "report/words.h"
#include "viz/session/state.h"
#include <math.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PATIENT 1e6 /* s: who gives so much time for a slice waits */
#define MOST_THREADS 8

enum { ROW_ANSWER = 1, ROW_PLAY = 100 };

struct viz_studio {
    xp_lesson lesson;
    xp_debrief_plan plan;
    xp_debrief debrief;
    cc_script script; /* that it is of */
    atomic_bool stop;
    atomic_ulong done, of; /* days */
    xp_background *background;
    int ret;
    cc_refusal refusal;
    bool is_made;          /* debrief is of script */
    unsigned long percent; /* that is shown */
};

static const cc_lesson *
lesson_of(const viz_session *self)
{
    return &self->def.scenario[0]->lesson;
}

bool
viz_lesson_is(const viz_session *self)
{
    return lesson_of(self)->is_given;
}

/* Who changes it: of a fork the second. */
static const cc_script *
script_of(const viz_session *self)
{
    return viz_player_script(self->player[self->is_fork ? 1 : 0]);
}

/* ---- the debrief, in the background ---- */

static void
on_progress(void *context, uint64_t done, uint64_t of)
{
    viz_studio *studio = context;
    atomic_store(&studio->done, (unsigned long)done);
    atomic_store(&studio->of, (unsigned long)of);
}

static void
make(void *context)
{
    viz_studio *studio = context;
    studio->ret = xp_debrief_make(&studio->debrief, &studio->plan, &studio->refusal);
}

static void
free_debrief(viz_studio *studio)
{
    atomic_store(&studio->stop, true);
    xp_background_end(studio->background);
    studio->background = NULL;
    xp_debrief_free(&studio->debrief);
    studio->debrief = (xp_debrief){0};
    cc_script_free(&studio->script);
    studio->is_made = false;
}

static bool
is_same_script(const cc_script *a, const cc_script *b)
{
    if (a->n != b->n) {
        return false;
    }
    for (size_t j = 0; j < a->n; j++) {
        const cc_change *x = &a->change[j], *y = &b->change[j];
        if (x->time != y->time || x->what != y->what || x->which != y->which ||
            (x->value != y->value && !(isnan(x->value) && isnan(y->value)))) {
            return false;
        }
    }
    return true;
}

static bool
begin_studio(viz_session *self)
{
    if (self->studio != NULL) {
        return true;
    }
    cc_refusal refusal = {""};
    viz_studio *studio = calloc(1, sizeof(*studio));
    const int ret = studio != NULL
                        ? xp_lesson_init(&studio->lesson, self->def.scenario[0], &refusal)
                        : SIM_ERR_NOMEM;
    if (ret != SIM_OK) {
        viz_say(self, "%s", refusal.text[0] != '\0' ? refusal.text : sim_strerror(ret));
        free(studio);
        return false;
    }
    self->studio = studio;
    return true;
}

static int
n_threads(void)
{
    const long n = sysconf(_SC_NPROCESSORS_ONLN);
    return n < 1 ? 1 : n > MOST_THREADS ? MOST_THREADS : (int)n;
}

/* Begins one of the script as it is now, if there is none. */
static bool
begin_debrief(viz_session *self)
{
    if (!begin_studio(self)) {
        return false;
    }
    viz_studio *studio = self->studio;
    const bool is_there = studio->background != NULL || studio->is_made;
    if (is_there && is_same_script(&studio->script, script_of(self))) {
        return true;
    }
    free_debrief(studio);
    if (cc_script_copy(&studio->script, script_of(self)) != SIM_OK) {
        viz_say(self, "%s", sim_strerror(SIM_ERR_NOMEM));
        return false;
    }
    xp_debrief_plan_default(&studio->plan, &studio->lesson);
    studio->plan.script = &studio->script;
    studio->plan.seed = self->def.seed;
    studio->plan.replication = self->def.replication;
    studio->plan.threads = n_threads();
    studio->plan.memory = self->def.memory;
    studio->plan.stop = &studio->stop;
    studio->plan.on_progress = on_progress;
    studio->plan.context = studio;
    atomic_store(&studio->stop, false);
    atomic_store(&studio->done, 0);
    atomic_store(&studio->of, 1);
    studio->refusal.text[0] = '\0';
    studio->percent = 0;
    studio->background = xp_background_begin(make, studio);
    if (studio->background == NULL) {
        viz_say(self, "%s", sim_strerror(SIM_ERR_NOMEM));
        return false;
    }
    return true;
}

bool
viz_lesson_is_busy(const viz_session *self)
{
    return self->studio != NULL && self->studio->background != NULL;
}

void
viz_lesson_end(viz_session *self)
{
    if (self->studio != NULL) {
        free_debrief(self->studio);
        xp_lesson_free(&self->studio->lesson);
        free(self->studio);
        self->studio = NULL;
    }
}

bool
viz_session_score(const viz_session *self, double *score, double *luck)
{
    if (self->studio == NULL || !self->studio->is_made) {
        return false;
    }
    const xp_debrief_way *way = &self->studio->debrief.way[XP_YOURS];
    *score = way->score;
    *luck = way->luck;
    return true;
}

/* ---- dialogs ---- */

/* What to look at, in one line. */
static void
add_watch(viz_dialog *dialog, const cc_lesson *lesson)
{
    char words[600] = "";
    size_t n = 0;
    for (int j = 0; j < lesson->n_watch && n < sizeof(words); j++) {
        n += (size_t)snprintf(words + n, sizeof(words) - n, "%s%s", j > 0 ? ", " : _("Look at: "),
                              lesson->watch[j]);
    }
    if (words[0] != '\0') {
        (void)viz_dialog_add(dialog, VIZ_ROW_TEXT, 0, words);
    }
}

static void
open_lesson(viz_session *self)
{
    const cc_lesson *lesson = lesson_of(self);
    viz_dialog *dialog = &self->dialog;
    viz_dialog_open(dialog, VIZ_ASK_LESSON, lesson->title, "");
    dialog->is_wide = true;
    (void)viz_dialog_add(dialog, VIZ_ROW_TEXT, 0, lesson->goal);
    add_watch(dialog, lesson);
    if (lesson->n_answers > 0) {
        (void)viz_dialog_add(dialog, VIZ_ROW_HEAD, 0,
                             self->predicted > 0 ? _("Your prediction")
                                                 : _("Before it begins: what do you think?"));
        (void)viz_dialog_add(dialog, VIZ_ROW_TEXT, 0, lesson->question);
        for (int j = 0; j < lesson->n_answers; j++) {
            viz_row *row =
                viz_dialog_add(dialog, VIZ_ROW_CHOICE, ROW_ANSWER + j, lesson->answer[j]);
            if (row != NULL) {
                snprintf(row->note, sizeof(row->note), "%d", j + 1);
                row->is_marked = self->predicted == j + 1;
            }
        }
    } else {
        (void)viz_dialog_add(dialog, VIZ_ROW_CHOICE, ROW_PLAY, _("Begin"));
    }
    viz_dialog_begin(dialog);
    if (lesson->n_answers > 0 && self->predicted == 0) {
        dialog->focus = -1; /* whoever presses space has not answered */
    }
}

static void
open_hint(viz_session *self)
{
    viz_dialog *dialog = &self->dialog;
    viz_dialog_open(dialog, VIZ_ASK_HINT, _("A hint"), "");
    (void)viz_dialog_add(dialog, VIZ_ROW_TEXT, 0, lesson_of(self)->hint);
    viz_dialog_begin(dialog);
}

/* The answer to the question, and why. */
static void
add_prediction(viz_session *self)
{
    const cc_lesson *lesson = lesson_of(self);
    viz_dialog *dialog = &self->dialog;
    char words[1024];
    if (lesson->n_answers == 0) {
        return;
    }
    (void)viz_dialog_add(dialog, VIZ_ROW_HEAD, 0, _("The prediction"));
    (void)viz_dialog_add(dialog, VIZ_ROW_TEXT, 0, lesson->question);
    if (self->predicted == lesson->right) {
        snprintf(words, sizeof(words), _("You said: %s. That is right."),
                 lesson->answer[self->predicted - 1]);
    } else if (self->predicted > 0) {
        snprintf(words, sizeof(words), _("You said: %s. Right is: %s."),
                 lesson->answer[self->predicted - 1], lesson->answer[lesson->right - 1]);
    } else {
        snprintf(words, sizeof(words), _("Right is: %s."), lesson->answer[lesson->right - 1]);
    }
    (void)viz_dialog_add(dialog, VIZ_ROW_TEXT, 0, words);
    (void)viz_dialog_add(dialog, VIZ_ROW_TEXT, 0, lesson->because);
}

static void
add_line(viz_dialog *dialog, const xp_debrief_line *line)
{
    viz_row *row;
    switch (line->kind) {
    case XP_DEBRIEF_HEADING:
        (void)viz_dialog_add(dialog, VIZ_ROW_HEAD, 0, line->text);
        break;
    case XP_DEBRIEF_TEXT:
        (void)viz_dialog_add(dialog, VIZ_ROW_TEXT, 0, line->text);
        break;
    case XP_DEBRIEF_HEAD:
    case XP_DEBRIEF_ROW:
        row = viz_dialog_add(dialog, VIZ_ROW_COLUMNS, line->kind == XP_DEBRIEF_HEAD, line->label);
        for (int j = 0; row != NULL && j < XP_N_WAYS && j < VIZ_COLUMNS; j++) {
            snprintf(row->column[j], sizeof(row->column[j]), "%s", line->value[j]);
        }
        break;
    }
}

static void
fill_debrief(viz_session *self)
{
    viz_dialog *dialog = &self->dialog;
    const viz_studio *studio = self->studio;
    viz_dialog_open(dialog, VIZ_ASK_DEBRIEF, _("Debrief"), "");
    dialog->is_wide = true;
    if (studio->background != NULL) {
        char words[128];
        snprintf(words, sizeof(words), _("Your changes are played on other days: %lu %%"),
                 studio->percent);
        (void)viz_dialog_add(dialog, VIZ_ROW_TEXT, 0, words);
    } else if (studio->ret != SIM_OK) {
        (void)viz_dialog_add(dialog, VIZ_ROW_TEXT, 0,
                             studio->refusal.text[0] != '\0' ? studio->refusal.text
                                                             : sim_strerror(studio->ret));
    } else {
        xp_debrief_line *line = malloc(XP_DEBRIEF_LINES * sizeof(*line));
        const size_t n =
            line != NULL ? xp_debrief_lines(&studio->debrief, line, XP_DEBRIEF_LINES) : 0;
        for (size_t j = 0; j < n; j++) {
            add_line(dialog, &line[j]);
        }
        free(line);
        add_prediction(self);
    }
    viz_dialog_begin(dialog);
    self->is_stale = true;
}

void
viz_lesson_ask(viz_session *self, viz_asked ask)
{
    if (!viz_lesson_is(self)) {
        viz_say(self, "%s", _("This scenario is no lesson."));
    } else if (ask == VIZ_ASK_LESSON) {
        open_lesson(self);
    } else if (ask == VIZ_ASK_HINT) {
        open_hint(self);
    } else if (begin_debrief(self)) {
        fill_debrief(self);
    }
}

void
viz_lesson_answer(viz_session *self, viz_answer answer)
{
    viz_dialog *dialog = &self->dialog;
    const viz_row *row = dialog->focus >= 0 ? &dialog->row[dialog->focus] : NULL;
    const int id = row != NULL ? row->id : 0;
    if (answer == VIZ_ANSWER_CHANGED) {
        return;
    }
    const int kind = dialog->kind;
    viz_dialog_close(dialog);
    if (kind != VIZ_ASK_LESSON || answer != VIZ_ANSWER_DONE) {
        return;
    }
    if (id == ROW_PLAY) {
        viz_move_run(self, true);
    } else if (id >= ROW_ANSWER && id < ROW_ANSWER + lesson_of(self)->n_answers) {
        if (self->predicted > 0) {
            return; /* it stays as it was said */
        }
        self->predicted = id - ROW_ANSWER + 1;
        viz_say(self, "%s", _("That is kept until the debrief. Space begins."));
    }
}

/* ---- work ---- */

void
viz_lesson_work(viz_session *self, double most)
{
    viz_studio *studio = self->studio;
    /* at closing time it comes by itself */
    if (viz_lesson_is(self) && self->is_at_end && self->dialog.kind == VIZ_ASK_NOTHING) {
        self->is_at_end = false;
        viz_lesson_ask(self, VIZ_ASK_DEBRIEF);
        studio = self->studio;
    }
    /* who has jumped there is told */
    const bool is_over = viz_is_there(self) && viz_now(self) >= self->horizon;
    if (viz_lesson_is(self) && is_over && !self->knows_end && studio == NULL) {
        viz_say(self, "%s", _("The day is over: D shows the debrief."));
    }
    self->knows_end = is_over;
    if (studio == NULL || studio->background == NULL) {
        return;
    }
    if (most >= PATIENT || xp_background_is_done(studio->background)) {
        xp_background_end(studio->background);
        studio->background = NULL;
        studio->is_made = studio->ret == SIM_OK;
        if (self->dialog.kind == VIZ_ASK_DEBRIEF) {
            fill_debrief(self);
        } else {
            viz_say(self, "%s", _("The debrief is ready: D shows it."));
        }
        return;
    }
    const unsigned long of = atomic_load(&studio->of);
    const unsigned long percent = of > 0 ? 100 * atomic_load(&studio->done) / of : 0;
    if (percent != studio->percent) {
        studio->percent = percent;
        if (self->dialog.kind == VIZ_ASK_DEBRIEF) {
            fill_debrief(self);
        }
    }
}

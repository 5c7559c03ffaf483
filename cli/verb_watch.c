/* ccsim watch: one or two centers on a screen, as a picture, as a film, or as a session from a file. */
#include "cli/class_file.h"
#include "cli/load.h"
#include "cli/memory.h"
#include "cli/options.h"
#include "cli/signals.h"
#include "cli/verb.h"
#include "cli/watch.h"
#include "cli/window_module.h"
#include "models/language/units.h"
#include "report/words.h"
#include "viz/session/moment.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define VERB "watch"
#define MOST_SIDES 2

typedef struct watch_options {
    const char *record, *play, *size, *theme, *scale, *seed, *replication, *speed, *from, *to, *fps,
        *memory, *language, *scores, *name;
    char **set, **screenshot, **script;
    int is_large, is_full, is_shown, is_running;
} watch_options;

typedef struct shot {
    const char *at, *path;
} shot;

typedef struct watching {
    const watch_options *o;
    cc_scenario scenario[MOST_SIDES];
    cc_script script[MOST_SIDES];
    int n;
    const char *file[MOST_SIDES];
    shot *shot;
    size_t n_shots;
    cli_film film;
    viz_session_def def;
    cli_watch watch;
} watching;

/* ---- what is asked for ---- */

static bool
is_picture(const char *path)
{
    const size_t n = strlen(path);
    return n > 4 && strcmp(path + n - 4, ".png") == 0;
}

/* "at=10:30" with the next of the pictures among the arguments, or "at=10:30,file.png". */
static int
read_shots(watching *self, const char *const *pictures, size_t n_pictures)
{
    size_t n = 0, n_taken = 0;
    while (self->o->screenshot != NULL && self->o->screenshot[n] != NULL) {
        n++;
    }
    self->shot = calloc(n + 1, sizeof(*self->shot));
    if (self->shot == NULL) {
        return cli_failed(VERB, "out of memory");
    }
    for (size_t j = 0; j < n; j++) {
        char *given = self->o->screenshot[j]; /* popt's own copy */
        char *comma = strchr(given, ',');
        if (strncmp(given, "at=", 3) != 0 || given[3] == '\0') {
            return cli_usage(VERB, "--screenshot: must be at=TIME FILE.png (%s)", given);
        }
        if (comma != NULL) {
            *comma = '\0';
        } else if (n_taken == n_pictures) {
            return cli_usage(VERB, "--screenshot %s: a FILE.png is needed", given);
        }
        self->shot[j] = (shot){given + 3, comma != NULL ? comma + 1 : pictures[n_taken++]};
        if (!is_picture(self->shot[j].path)) {
            return cli_usage(VERB, "--screenshot: the file must end in .png (%s)",
                             self->shot[j].path);
        }
        for (size_t k = 0; k < j; k++) {
            if (strcmp(self->shot[k].path, self->shot[j].path) == 0) {
                return cli_usage(VERB, "--screenshot: two of them are for %s", self->shot[j].path);
            }
        }
    }
    self->n_shots = n;
    return n_taken == n_pictures
               ? -1
               : cli_usage(VERB, "%s: no --screenshot belongs to it", pictures[n_taken]);
}

/* A number within bounds; -1 to carry on. */
static int
read_number(const char *option, const char *text, double least, double most, double *value)
{
    return cc_number_parse(text, value) && *value >= least && *value <= most
               ? -1
               : cli_usage(VERB, "%s: must be a number from %g to %g (%s)", option, least, most,
                           text);
}

static int
read_look(watching *self)
{
    const watch_options *o = self->o;
    viz_session_def *def = &self->def;
    const int theme = viz_theme_find(o->theme);
    double scale = 1;
    if (theme < 0) {
        return cli_usage(VERB, "--theme: must be dark or light (%s)", o->theme);
    }
    if (!cli_watch_read_size(o->size, &def->width, &def->height)) {
        return cli_usage(VERB, "--size: must be like 1280x720, from 320x240 to 7680x4320 (%s)",
                         o->size);
    }
    def->theme = (viz_theme)theme;
    const int ret = read_number("--scale", o->scale, .5, 4, &scale);
    def->scale = (float)scale;
    def->is_large = o->is_large != 0;
    def->is_full_screen = o->is_full != 0;
    if (o->language != NULL && strcmp(o->language, "en") != 0 && strcmp(o->language, "es") != 0 &&
        strcmp(o->language, "it") != 0) {
        return cli_usage(VERB, "--language: must be en, es or it (%s)", o->language);
    }
    return ret;
}

static int
read_run(watching *self)
{
    const watch_options *o = self->o;
    viz_session_def *def = &self->def;
    uint64_t replication = 1;
    if (!cc_whole_parse(o->seed != NULL ? o->seed : "1", 0, INT64_MAX, &def->seed)) {
        return cli_usage(VERB, "--seed: must be a whole number from 0 to %lld (%s)",
                         (long long)INT64_MAX, o->seed);
    }
    if (!cc_whole_parse(o->replication != NULL ? o->replication : "1", 1, 1000000000,
                        &replication)) {
        return cli_usage(VERB, "--replication: must be a whole number from 1 to 10^9 (%s)",
                         o->replication);
    }
    def->replication = replication - 1;
    int ret = -1;
    if (o->speed != NULL && strcmp(o->speed, "max") != 0) {
        ret = read_number("--speed", o->speed, .1, 1e6, &def->speed);
    } else if (o->speed != NULL) {
        def->speed = 0;
    } else if (o->record != NULL) {
        def->speed = 600; /* half a day in a minute or so */
    }
    ret = ret >= 0 ? ret : read_number("--fps", o->fps, 1, 120, &self->film.fps);
    if (ret < 0 && o->record != NULL && def->speed == 0) {
        return cli_usage(VERB, "--record: needs a --speed that is a number");
    }
    def->keeps_at_once =
        o->record == NULL && o->screenshot == NULL && (o->play == NULL || o->is_shown);
    def->greets = o->record == NULL && o->screenshot == NULL && o->play == NULL;
    def->is_running = o->record != NULL || o->is_running;
    if ((o->name == NULL) != (o->scores == NULL)) {
        return cli_usage(VERB, "--class and --name go together");
    }
    const char *rule = o->name != NULL ? cli_class_rule(o->name) : NULL;
    if (rule != NULL) {
        return cli_usage(VERB, "--name: %s (%s)", rule, o->name);
    }
    const int status = o->scores != NULL ? cli_class_check(VERB, o->scores) : CLI_OK;
    if (status != CLI_OK) {
        return status;
    }
    if ((o->record != NULL) + (o->play != NULL) + (o->screenshot != NULL) > 1) {
        return cli_usage(VERB, "one of --screenshot, --record and --play, please");
    }
    if (o->is_shown && o->play == NULL) {
        return cli_usage(VERB, "--show: needs --play");
    }
    if (o->to != NULL && o->record == NULL) {
        return cli_usage(VERB, "--to: needs --record");
    }
    return ret >= 0 ? ret : cli_memory_read(VERB, o->memory, &def->memory);
}

/* ---- scenarios, scripts, session ---- */

static double
horizon_of(const watching *self)
{
    const cc_run *run = &self->scenario[0].run;
    return run->warm_up + run->observe + run->follow_up;
}

/* A moment at which there is a center, of the day that the view opens with where no day is said; -1 to
 * carry on. */
static int
read_moment(const watching *self, const char *option, const char *text, double *time)
{
    const double begin = viz_first_opening(&self->scenario[0], horizon_of(self));
    if (!viz_moment_read(&self->scenario[0], begin, text, time)) {
        return cli_usage(VERB,
                         "%s: must be 'HH:MM', 'HH:MM:SS' or a day before it, 'DAY HH:MM' (%s)",
                         option, text);
    }
    if (!(*time >= 0 && *time <= horizon_of(self))) {
        return cli_usage(VERB, "%s: must be within the run (%s)", option, text);
    }
    return -1;
}

static int
load(watching *self)
{
    viz_session_def *def = &self->def;
    for (int j = 0; j < self->n; j++) {
        /* a value for both: its text is cut as it is read */
        char **set = self->o->set;
        char *copy[256] = {NULL};
        size_t k = 0;
        for (; set != NULL && set[k] != NULL && k + 1 < sizeof(copy) / sizeof(copy[0]); k++) {
            copy[k] = strdup(set[k]);
        }
        const int ret =
            cli_load(&self->scenario[j], VERB, self->file[j], set != NULL ? copy : NULL);
        for (size_t m = 0; m < k; m++) {
            free(copy[m]);
        }
        if (ret >= 0) {
            self->n = j; /* the rest is not there to be freed */
            return ret;
        }
        def->scenario[j] = &self->scenario[j];
        def->file[j] = self->file[j];
    }
    def->n = self->n;
    for (int j = 0; self->o->script != NULL && self->o->script[j] != NULL; j++) {
        cc_refusal refusal = {""};
        if (j == self->n) {
            return cli_usage(VERB, "--script: one for each center, in their order");
        }
        const int ret =
            cc_script_read(&self->script[j], &self->scenario[j], self->o->script[j], &refusal);
        if (ret != SIM_OK) {
            return cli_refused(VERB, "%s",
                               refusal.text[0] != '\0' ? refusal.text : sim_strerror(ret));
        }
        def->script[j] = &self->script[j];
    }
    if (self->o->record != NULL) { /* a day of a film is a whole one */
        def->start = viz_first_opening(&self->scenario[0], horizon_of(self));
    }
    return self->o->from != NULL ? read_moment(self, "--from", self->o->from, &def->start) : -1;
}

static int
take_shots(watching *self)
{
    /* all that is wrong is said before the first is made */
    int status = -1;
    double time = 0;
    for (size_t j = 0; j < self->n_shots && status < 0; j++) {
        status = read_moment(self, "--screenshot at", self->shot[j].at, &time);
    }
    if (status >= 0) {
        return status;
    }
    status = CLI_OK;
    for (size_t j = 0; j < self->n_shots && status == CLI_OK; j++) {
        if (atomic_load(self->watch.stop)) {
            return CLI_INTERRUPTED;
        }
        (void)read_moment(self, "--screenshot at", self->shot[j].at, &time);
        viz_session_seek(self->watch.session, time);
        viz_session_settle(self->watch.session);
        bool is_new = false;
        status = cli_watch_draw(&self->watch, &is_new);
        status = status == CLI_OK ? cli_watch_save(&self->watch, "--screenshot", self->shot[j].path)
                                  : status;
    }
    return status;
}

static int
record(watching *self)
{
    self->film.path = self->o->record;
    self->film.speed = self->def.speed;
    self->film.to = fmin(viz_session_time(self->watch.session) + CC_DAY, horizon_of(self));
    const int status =
        self->o->to != NULL ? read_moment(self, "--to", self->o->to, &self->film.to) : -1;
    if (status >= 0) {
        return status;
    }
    if (!(self->film.to > viz_session_time(self->watch.session))) {
        return cli_usage(VERB, "--to: must be after --from (%s)",
                         self->o->to != NULL ? self->o->to : "the end");
    }
    return cli_watch_record(&self->watch, &self->film);
}

static int
show(watching *self)
{
    cli_watch *watch = &self->watch;
    char title[256];
    snprintf(title, sizeof(title), "%s%s%s - ccsim", self->scenario[0].name,
             self->n > 1 ? " | " : "", self->n > 1 ? self->scenario[1].name : "");
    if (self->n_shots > 0) {
        return take_shots(self);
    }
    if (self->o->record != NULL || self->o->play != NULL) {
        viz_session_settle(watch->session);
    }
    if (self->o->record != NULL) {
        return record(self);
    }
    return self->o->play != NULL ? cli_watch_play(watch, self->o->play, title, self->o->is_shown)
                                 : cli_watch_window(watch, title);
}

/* What it ends with, once the session is over. */
static int
conclude(cli_watch *watch, int status)
{
    cc_refusal refusal = {""};
    for (int k = 0; k < 2; k++) {
        const char *kept = viz_session_kept(watch->session, k);
        const int lost = viz_session_lost(watch->session, k, stderr);
        if (lost != 0) {
            (void)cli_failed(VERB, "cannot write %s: %s: what was changed stands above", kept,
                             strerror(lost));
            status = status == CLI_OK ? CLI_FAILED : status;
        } else if (kept != NULL) {
            cli_warn(VERB, "what was changed and not saved is in %s", kept);
        }
    }
    if (status != CLI_OK) {
        return status;
    }
    if (atomic_load(watch->stop)) {
        return CLI_INTERRUPTED;
    }
    status = viz_session_status(watch->session, &refusal);
    return status == SIM_OK ? CLI_OK : cli_failed(VERB, "%s", refusal.text);
}

/* A line of the class, of the last debrief that was made. */
static int
append_score(const watching *self)
{
    const watch_options *o = self->o;
    double score, luck;
    if (o->scores == NULL) {
        return CLI_OK;
    }
    if (!viz_session_score(self->watch.session, &score, &luck)) {
        cli_warn(VERB, "no debrief was made: nothing is appended to %s", o->scores);
        return CLI_OK;
    }
    return cli_class_append(VERB, o->scores, o->name, score, luck);
}

static int
watch_with(watching *self, const viz_device *device)
{
    cli_watch *watch = &self->watch;
    const atomic_bool *finish, *stop;
    char why[512] = "";
    cc_refusal refusal = {""};
    *watch = (cli_watch){.verb = VERB, .device = device};
    for (int j = 0; j < self->n; j++) {
        watch->scenario[j] = &self->scenario[j];
    }
    if (!viz_painter_init(&watch->painter, device, why, sizeof(why))) {
        return cli_failed(VERB, "%s", why);
    }
    watch->session = viz_session_new(&self->def, &refusal);
    int status;
    if (watch->session == NULL) {
        status = cli_refused(VERB, "%s", refusal.text);
    } else {
        cli_signals_begin_run(&finish, &stop);
        watch->stop = finish;
        status = conclude(watch, show(self));
        cli_signals_end_run();
        status = status == CLI_OK ? append_score(self) : status;
        viz_session_delete(watch->session);
    }
    viz_painter_free(&watch->painter);
    return status;
}

/* All trainees have the same customers, unless another day is asked for. */
static void
play_the_lessons_day(watching *self)
{
    const cc_lesson *lesson = &self->scenario[0].lesson;
    if (lesson->is_given && self->o->seed == NULL) {
        self->def.seed = (uint64_t)lesson->seed;
    }
    if (lesson->is_given && self->o->replication == NULL) {
        self->def.replication = (uint64_t)lesson->day - 1;
    }
}

static int
run_with(const watch_options *o, const char *const *arguments, size_t n_arguments)
{
    watching self = {.o = o, .def = viz_session_default()};
    const char *pictures[64];
    size_t n_pictures = 0;
    for (size_t j = 0; j < n_arguments; j++) {
        if (is_picture(arguments[j])) {
            if (n_pictures == sizeof(pictures) / sizeof(pictures[0])) {
                return cli_usage(VERB, "at most %zu pictures", n_pictures);
            }
            pictures[n_pictures++] = arguments[j];
        } else if (self.n < MOST_SIDES) {
            self.file[self.n++] = arguments[j];
        } else {
            return cli_usage(VERB, "one or two scenario files, please");
        }
    }
    if (self.n == 0) {
        return cli_usage(VERB, "a scenario file is needed");
    }
    int status = read_shots(&self, pictures, n_pictures);
    status = status >= 0 ? status : read_look(&self);
    status = status >= 0 ? status : read_run(&self);
    if (status >= 0) {
        free(self.shot);
        return status;
    }
    xp_words_begin(o->language);
    status = load(&self);
    if (status < 0) {
        play_the_lessons_day(&self);
    }
    if (status < 0) {
        const viz_device *device = cli_window_module(VERB);
        status = device == NULL ? CLI_USAGE : watch_with(&self, device);
    }
    for (int j = 0; j < self.n; j++) {
        cc_scenario_free(&self.scenario[j]);
        cc_script_free(&self.script[j]);
    }
    free(self.shot);
    return status;
}

static int
run(int argc, const char **argv)
{
    watch_options o = {.size = "1280x720", .theme = "dark", .scale = "1", .fps = "30"};
    const struct poptOption table[] = {
        CLI_LIST("screenshot", o.screenshot,
                 "A picture of that moment, FILE.png among the arguments, and no window "
                 "(repeatable)",
                 "at='[DAY ]HH:MM[:SS]'"),
        CLI_STRING("record", o.record,
                   "A film, and no window: mp4, mkv, webm, mov or gif by ffmpeg; without it, or "
                   "for another name, a folder of pictures",
                   "FILE"),
        CLI_STRING("from", o.from,
                   "Begin there (default: a usual day when it is busy; of a film its opening)",
                   "'[DAY ]HH:MM'"),
        CLI_STRING("to", o.to, "End the film there (default: a day later)", "'[DAY ]HH:MM'"),
        CLI_STRING("fps", o.fps, "Pictures a second of the film", "N"),
        CLI_STRING("speed", o.speed,
                   "Simulated seconds a second, or max (default: 60; of a film 600)", "N"),
        CLI_SWITCH("run", o.is_running, "It runs from the start, not at a key"),
        CLI_STRING("play", o.play,
                   "Play the keys and clicks of that file, without a window and without waiting",
                   "FILE"),
        CLI_SWITCH("show", o.is_shown, "... in a window, as time goes by"),
        CLI_LIST("script", o.script, "Changes by time; a second one is of the second center",
                 "FILE"),
        CLI_STRING("size", o.size, "Of window, picture or film, px", "WxH"),
        CLI_SWITCH("full-screen", o.is_full, "On the whole screen"),
        CLI_STRING("theme", o.theme, "dark, or light for a bright room", "NAME"),
        CLI_STRING("scale", o.scale, "All so many times as large", "N"),
        CLI_SWITCH("large-text", o.is_large, "Text that the back row can read"),
        CLI_STRING("language", o.language, "Of the words: en, es, it (default: the machine's)",
                   "NAME"),
        CLI_STRING("seed", o.seed, "Seed of all randomness (1, or the lesson's)", "N"),
        CLI_STRING("replication", o.replication,
                   "Which replication, from 1 (1, or the lesson's day)", "N"),
        CLI_STRING("class", o.scores, "Append each lesson's score to that file", "FILE.csv"),
        CLI_STRING("name", o.name, "Under that name", "NAME"),
        CLI_MEMORY_OPTION(o.memory),
        CLI_LIST("set", o.set, "Another value for a setting, in all centers (repeatable)",
                 "PATH=VALUE"),
        POPT_TABLEEND,
    };
    cli_options options;
    int ret = cli_options_read(&options, table, "[OPTION...] SCENARIO [SCENARIO2] [FILE.png...]",
                               argc, argv);
    if (ret < 0) {
        ret = run_with(&o, options.arguments, options.n_arguments);
    }
    cli_options_free(&options);
    return ret;
}

const cli_verb_type cli_verb_watch = {
    .name = "watch",
    .summary = "a center on a screen: look on, break it, mend it",
    .run = run,
};

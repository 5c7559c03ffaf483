/* The live view's player: a run that is moved in time. The note of a seek says the median and the worst of
 * single ones, which is what a hand on the strip of the day feels. */
#include "viz/player/player.h"
#include "bench/bench.h"
#include "models/scenario/load.h"
#include "sim/random.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { MOST = 4096 }; /* seeks by themselves */

typedef struct origin {
    const char *file; /* below the source folder, or */
    const char *text; /* the scenario itself */
    const cc_override set[5];
} origin;

typedef struct watched {
    cc_scenario scenario;
    viz_player *player;
    uint64_t n;        /* seeks, or whatever, so far */
    double took[MOST]; /* s */
    size_t n_took;
    bool is_loaded;
} watched;

static double
clock_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void
discard(void *state)
{
    watched *self = state;
    viz_player_delete(self->player);
    if (self->is_loaded) {
        cc_scenario_free(&self->scenario);
    }
    free(self);
}

/* A player whose run has been played once, unless the parameter says not. */
static void *
set_up(const bench_case *is, char *why)
{
    const origin *from = is->argument;
    watched *self = calloc(1, sizeof(*self));
    if (self == NULL) {
        snprintf(why, BENCH_NOTE, "out of memory");
        return NULL;
    }
    cc_refusal refusal = {""};
    char path[1024];
    size_t n = 0;
    while (n < 5 && from->set[n].path != NULL) {
        n++;
    }
    snprintf(path, sizeof(path), "%s/%s", CCSIM_SOURCE_DIR, from->file != NULL ? from->file : "");
    self->is_loaded =
        (from->file != NULL ? cc_scenario_load(&self->scenario, path, from->set, n, &refusal)
                            : cc_scenario_load_text(&self->scenario, "bench", from->text, from->set,
                                                    n, &refusal)) == SIM_OK;
    viz_player_def def = viz_player_default();
    def.scenario = &self->scenario;
    self->player = self->is_loaded ? viz_player_new(&def, &refusal) : NULL;
    if (self->player == NULL) {
        snprintf(why, BENCH_NOTE, "%.*s", BENCH_NOTE - 1, refusal.text);
        discard(self);
        return NULL;
    }
    viz_player_seek(self->player, is->parameter[0] == 0 ? INFINITY : 0);
    (void)viz_player_work(self->player, INFINITY);
    return self;
}

static double
uniform(watched *self)
{
    return sim_uniform(sim_random_block((sim_key){1, 0}, (sim_name){0, self->n++, 0}, 0).word[0]);
}

static double
seeks(void *state, double items)
{
    watched *self = state;
    const double horizon = viz_player_horizon(self->player);
    for (double j = 0; j < items; j++) {
        const double begin = clock_now();
        viz_player_seek(self->player, uniform(self) * horizon);
        (void)viz_player_work(self->player, INFINITY);
        if (self->n_took < MOST) {
            self->took[self->n_took++] = clock_now() - begin;
        }
        bench_sink = viz_player_time(self->player);
    }
    return items;
}

/* Forward for the first time, in slices of 5 ms: what a frame waits for. */
static double
slices(void *state, double items)
{
    watched *self = state;
    double n = 0;
    while (n < items) {
        cc_refusal refusal;
        viz_player_def def = viz_player_default();
        def.scenario = &self->scenario;
        def.replication = ++self->n;
        viz_player *player = viz_player_new(&def, &refusal);
        if (player == NULL) {
            return NAN;
        }
        viz_player_seek(player, INFINITY);
        bool is_there = false;
        while (!is_there && n < items) {
            const double begin = clock_now();
            is_there = viz_player_work(player, 0.005);
            if (self->n_took < MOST) {
                self->took[self->n_took++] = clock_now() - begin;
            }
            n++;
        }
        viz_player_delete(player);
    }
    return n;
}

static double
backs(void *state, double items)
{
    watched *self = state;
    for (double j = 0; j < items; j++) {
        if (fmod(j, 50) == 0) {
            viz_player_seek(self->player, uniform(self) * viz_player_horizon(self->player));
            (void)viz_player_work(self->player, INFINITY);
        }
        (void)viz_player_back(self->player);
        bench_sink = viz_player_time(self->player);
    }
    return items;
}

/* Each time the figure of another moment, which ends a copy of the run there. */
static double
figures(void *state, double items)
{
    watched *self = state;
    double value = 0;
    for (double j = 0; j < items; j++) {
        if (!viz_player_step(self->player)) {
            viz_player_seek(self->player, viz_player_horizon(self->player) / 3);
            (void)viz_player_work(self->player, INFINITY);
        }
        if (viz_player_figure(self->player, "service_level_g1", "center", &value) != SIM_OK) {
            return NAN;
        }
        bench_sink = value;
    }
    return items;
}

static double
forks(void *state, double items)
{
    watched *self = state;
    cc_refusal refusal;
    for (double j = 0; j < items; j++) {
        viz_player *fork = viz_player_fork(self->player, &refusal);
        if (fork == NULL) {
            return NAN;
        }
        bench_sink = viz_player_time(fork);
        viz_player_delete(fork);
    }
    return items;
}

/* From the beginning, for the first time: keyframes are made, and the tape. */
static double
plays(void *state, double items)
{
    watched *self = state;
    double n = 0;
    while (n < items) {
        cc_refusal refusal;
        viz_player_def def = viz_player_default();
        def.scenario = &self->scenario;
        def.replication = ++self->n;
        viz_player *player = viz_player_new(&def, &refusal);
        if (player == NULL) {
            return NAN;
        }
        viz_player_seek(player, INFINITY);
        (void)viz_player_work(player, INFINITY);
        n += (double)viz_player_events(player);
        viz_player_delete(player);
    }
    return n;
}

static int
by_size(const void *a, const void *b)
{
    const double *x = a, *y = b;
    return *x < *y ? -1 : *x > *y;
}

static bool
say(void *state, char *note, size_t size)
{
    watched *self = state;
    double when = 0;
    if (viz_player_diverged(self->player, &when)) {
        snprintf(note, size, "diverged at %.0f s", when);
        return false;
    }
    if (self->n_took > 0) {
        qsort(self->took, self->n_took, sizeof(*self->took), by_size);
        snprintf(note, size, "median %.2f ms, worst %.2f ms", 1e3 * self->took[self->n_took / 2],
                 1e3 * self->took[self->n_took - 1]);
    }
    return true;
}

/* As it opens: behind a week in which mail and repeats build up. */
static const origin bank = {
    .file = "scenarios/bank/contact_center.cfg",
    .set = {{.path = "run.warm_up", .value = "7 d"},
            {.path = "run.observe", .value = "1 d"},
            {.path = "run.follow_up", .value = "0 h"}},
};
static const origin many = {
    .text = "run = { hours = [\"00:00\", \"24:00\"]; warm_up = \"0 h\"; observe = \"1 h\"; };\n"
            "demand = { issues = { call = { per_hour = 1000000.0;\n"
            "  voice = { talk = { dist = \"exponential\"; mean = \"5 min\"; }; };\n"
            "  patience = { voice = { dist = \"exponential\"; mean = \"2 min\"; }; }; }; }; };\n"
            "center = { channels = { voice = { service_level = { target = 0.8;\n"
            "  within = \"20 s\"; }; }; };\n"
            "  groups = { agents = { staff = 100000; }; }; };\n",
};

const bench_case bench_player[] = {
    {"player/seek/bank-day", "seek", 200, set_up, seeks, discard, say, .argument = &bank},
    {"player/back/bank-day", "event", 500, set_up, backs, discard, say, .argument = &bank},
    {"player/figure/bank-day", "figure", 200, set_up, figures, discard, say, .argument = &bank},
    {"player/fork/bank-day", "fork", 20, set_up, forks, discard, say, .argument = &bank},
    {"player/play/bank-day", "event", 1e5, set_up, plays, discard, say, .argument = &bank,
     .parameter = {1}},
    {"player/seek/100000-agents", "seek", 4, set_up, seeks, discard, say, .argument = &many},
    {"player/slice/100000-agents", "slice", 400, set_up, slices, discard, say, .argument = &many,
     .parameter = {1}},
    {.name = NULL},
};

/* How long a frame of the live view takes, at 1280 x 720 with SDL's dummy driver. First by hand: a picture
 * of so many agents, every contact moving, every seat's ring turning, every line of text new ten times
 * a second, made, drawn and shown. Then in earnest: a center that runs at a minute a second, with its
 * view taken, its scene made, drawn and shown; without what the simulation takes, whose time is cut.
 * Ends with 1 if a frame takes longer than it may. */
#include "models/center/view.h"
#include "models/scenario/load.h"
#include "viz/paint/painter.h"
#include "viz/sdl/fonts.h"
#include "viz/sdl/window.h"
#include "viz/session/session.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

extern const viz_device ccsim_window_device;

#define WIDTH 1280
#define HEIGHT 720
#define N_DOTS 300
#define N_LINES 45
#define FRAMES_A_TEXT 6 /* 10 Hz of 60 */

static const struct {
    int n_agents;
    double median, most; /* ms: what a frame may take, and 99 of 100 */
} cases[] = {
    {500, 8, 16.6},
    {2000, 14, 16.6},
    {100000, 16.6, 16.6},
};

static double
now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time); /* others may be at work on the machine */
    return 1e3 * (double)time.tv_sec + 1e-6 * (double)time.tv_nsec;
}

static uint32_t
spread(uint32_t x)
{
    x = (x ^ x >> 16) * 0x7feb352dU;
    x = (x ^ x >> 15) * 0x846ca68bU;
    return x ^ x >> 16;
}

static void
add_seats(viz_picture *picture, int n, int frame)
{
    const int n_columns = (int)ceil(sqrt(n * 860. / 560)), n_rows = (n + n_columns - 1) / n_columns;
    const float side = fminf(860.F / (float)n_columns, 560.F / (float)n_rows);
    for (int j = 0; j < n; j++) {
        const uint32_t random = spread((uint32_t)j + 1000003U * (uint32_t)((frame + j % 97) / 97));
        const viz_box box = {400 + side * (float)(j % n_columns),
                             100 + side * (float)(j / n_columns), side - 2, side - 2};
        viz_shape *seat = viz_picture_add(picture, VIZ_SEAT, box, VIZ_INK);
        seat->state = (uint8_t)(random % CC_N_SEAT_STATES);
        seat->ring = (uint8_t)((random >> 8) % 33);
        seat->count = seat->state == CC_SEAT_CHATTING ? (uint8_t)(1 + random % 4) : 0;
    }
}

static void
add_cells(viz_picture *picture, int n, int frame)
{
    const int n_columns = (int)ceil(sqrt(n * 860. / 560)), n_rows = (n + n_columns - 1) / n_columns;
    viz_shape *map = viz_picture_add(picture, VIZ_CELLS, (viz_box){400, 100, 860, 560}, VIZ_INK);
    uint8_t *cell = viz_picture_cells(picture, map, n_columns, n_rows);
    for (int j = 0; cell != NULL && j < n_columns * n_rows; j++) {
        cell[j] =
            (uint8_t)(VIZ_SEAT_FIRST + spread((uint32_t)(j + frame / 7 * 31)) % CC_N_SEAT_STATES);
    }
}

static void
make(viz_picture *picture, viz_painter *painter, int n_agents, int frame)
{
    viz_picture_begin(picture, WIDTH, HEIGHT, 1, VIZ_DARK, viz_painter_measure(painter));
    for (int j = 0; j < 12; j++) {
        viz_picture_add(picture, VIZ_RECT,
                        (viz_box){8 + 320.F * (float)(j % 4), 8 + 240.F * (float)(j / 4), 304, 224},
                        VIZ_PANEL);
    }
    (n_agents <= 5000 ? add_seats : add_cells)(picture, n_agents, frame);
    for (int j = 0; j < N_DOTS; j++) {
        const float along = fmodf((float)frame * 1.7F + (float)(j * 13), 380);
        viz_picture_add(
            picture, VIZ_DOT,
            (viz_box){8 + along, 100 + 18 * (float)(j % 30) + .37F * (float)(j % 7), 9, 9},
            (viz_role)(VIZ_GOOD + j % 3));
    }
    for (int j = 0; j < N_LINES; j++) {
        const int tick = frame / FRAMES_A_TEXT;
        viz_picture_format(
            picture, (viz_box){20 + 400.F * (float)(j % 3), 16 + 46.F * (float)(j / 3), 380, 40},
            j % 9 == 0 ? VIZ_NUMBER : VIZ_BODY, 0, VIZ_INK, VIZ_PANEL,
            "line %d: %d waiting, longest %d:%02d", j, (tick * 7 + j + n_agents) % 10000,
            (tick + j) / 60 % 60, (tick + j) % 60);
    }
}

static int
by_size(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static bool
measure(viz_painter *painter, viz_window *window, size_t j, int n_frames, double *took)
{
    viz_picture picture = {0};
    uint64_t n_most = 0;
    for (int frame = 0; frame < n_frames; frame++) {
        const uint64_t before = painter->texts.n_rendered;
        const double begin = now();
        make(&picture, painter, cases[j].n_agents, frame);
        const int ret = viz_painter_draw(painter, &picture);
        if (ret != SIM_OK || !viz_window_show(window, painter->canvas.pixel, WIDTH, HEIGHT)) {
            fprintf(stderr, "a frame failed: %d\n", ret);
            return false;
        }
        took[frame] = now() - begin;
        const uint64_t n = painter->texts.n_rendered - before;
        n_most = n > n_most ? n : n_most;
        if (frame % FRAMES_A_TEXT != 0 && n > 4) { /* numbers in seats, once */
            fprintf(stderr, "texts were rendered that had not changed: %lu\n", (unsigned long)n);
            return false;
        }
    }
    viz_picture_free(&picture);
    qsort(took, (size_t)n_frames, sizeof(*took), by_size);
    const double median = took[n_frames / 2], most = took[n_frames * 99 / 100];
    printf(
        "%6d agents, %d waiting, %d lines at 10 Hz: median %5.2f ms (at most %g), 99 %% %5.2f ms "
        "(%g), longest %.1f; texts rendered in a frame: at most %lu\n",
        cases[j].n_agents, N_DOTS, N_LINES, median, cases[j].median, most, cases[j].most,
        took[n_frames - 1], (unsigned long)n_most);
    return median <= cases[j].median && most <= cases[j].most && n_most <= N_LINES + 4;
}

/* ---- a center that runs ---- */

/* So many agents in five groups, and a hundred or more calls than they can take. */
static bool
write_scenario(const char *path, int n_agents)
{
    FILE *file = fopen(path, "w");
    if (file == NULL) {
        return false;
    }
    fprintf(file,
            "name = \"Bench\";\nrun = { observe = \"1 d\"; hours = [\"08:00\", \"20:00\"]; };\n"
            "demand = { every_issue = {\n"
            "  voice = { talk = { dist = \"exponential\"; mean = \"3 min\"; }; };\n"
            "  patience = { voice = { dist = \"exponential\"; mean = \"3 min\"; }; }; };\n"
            "  issues = { call = { per_hour = %d; wants = { voice = 1.0; }; }; }; };\n"
            "center = { channels = { voice = { service_level = { target = 0.8; within = \"20 s\"; "
            "}; }; };"
            "\n  groups = {\n",
            20 * n_agents + 6000);
    for (int j = 0; j < 5; j++) {
        fprintf(file,
                "    team_%d = { serves = ( \"voice\" ); staff = %d; wage_per_hour = 20; };\n", j,
                n_agents / 5);
    }
    fprintf(file, "  };\n};\n");
    return fclose(file) == 0;
}

static bool
run_center(viz_painter *painter, viz_window *window, viz_session *session, size_t j, int n_frames,
           double *took)
{
    uint64_t n_most = 0;
    size_t n_shapes = 0;
    for (int frame = 0; frame < n_frames; frame++) {
        viz_session_work(session, 1. / 60, .05);
        const uint64_t before = painter->texts.n_rendered;
        const double begin = now();
        bool is_new;
        const viz_measure measure = viz_painter_measure(painter);
        const viz_picture *picture = viz_session_picture(session, &measure, &is_new);
        if (viz_painter_draw(painter, picture) != SIM_OK ||
            !viz_window_show(window, painter->canvas.pixel, WIDTH, HEIGHT)) {
            return false;
        }
        took[frame] = now() - begin;
        n_shapes = picture->n;
        const uint64_t n = painter->texts.n_rendered - before;
        n_most = frame > 0 && n > n_most ? n : n_most;
    }
    qsort(took, (size_t)n_frames, sizeof(*took), by_size);
    const double median = took[n_frames / 2], most = took[n_frames * 99 / 100];
    printf("%6d agents at work, %zu shapes: median %5.2f ms (at most %g), 99 %% %5.2f ms (%g), "
           "longest %.1f; texts rendered in a frame: at most %lu\n",
           cases[j].n_agents, n_shapes, median, cases[j].median, most, cases[j].most,
           took[n_frames - 1], (unsigned long)n_most);
    return median <= cases[j].median && most <= cases[j].most;
}

static bool
measure_center(viz_painter *painter, viz_window *window, size_t j, int n_frames, double *took)
{
    static const char path[] = "bench_frames.cfg";
    cc_scenario scenario;
    cc_refusal refusal = {""};
    char why[512] = "";
    if (!write_scenario(path, cases[j].n_agents) ||
        cc_scenario_load(&scenario, path, NULL, 0, &refusal) != SIM_OK) {
        fprintf(stderr, "%s\n", refusal.text);
        return false;
    }
    viz_session_def def = viz_session_default();
    def.scenario[0] = &scenario;
    def.file[0] = path;
    def.n = 1;
    def.start = 29400; /* 10 minutes after opening */
    def.is_running = true;
    viz_session *session = viz_session_new(&def, &refusal);
    bool is_good = session != NULL;
    if (is_good) {
        viz_session_settle(session);
        is_good =
            viz_painter_fit(painter, viz_session_unit(session), HEIGHT, false, why, sizeof(why)) &&
            run_center(painter, window, session, j, n_frames, took);
        viz_session_delete(session);
    } else {
        fprintf(stderr, "%s\n", refusal.text);
    }
    cc_scenario_free(&scenario);
    (void)remove(path);
    return is_good;
}

int
main(int argc, char **argv)
{
    const bool is_png = argc > 2 && strcmp(argv[1], "--png") == 0; /* 500 agents, to be looked at */
    const bool is_smoke = argc > 1 && strcmp(argv[1], "--smoke") == 0;
    const int n_frames = is_smoke ? 12 : 600;
    char why[512] = "";
    viz_painter painter;
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    if (!viz_painter_init(&painter, &ccsim_window_device, why, sizeof(why))) {
        fprintf(stderr, "%s\n", why);
        return 1;
    }
    viz_window *window = viz_window_open("bench", WIDTH, HEIGHT, false, why, sizeof(why));
    double *took = calloc((size_t)n_frames, sizeof(*took));
    bool is_good = window != NULL && took != NULL;
    for (size_t j = 0; is_good && j < sizeof(cases) / sizeof(cases[0]); j++) {
        if (is_png && j > 0) {
            break;
        }
        is_good = measure(&painter, window, j, n_frames, took) || is_smoke;
    }
    const size_t n_centers = is_smoke || is_png ? 1 : sizeof(cases) / sizeof(cases[0]);
    for (size_t j = 0; is_good && j < n_centers; j++) {
        is_good = measure_center(&painter, window, j, n_frames, took) || is_smoke;
    }
    if (window == NULL) {
        fprintf(stderr, "%s\n", why);
    } else {
        viz_window_close(window);
    }
    if (is_png) {
        FILE *file = fopen(argv[2], "wb");
        is_good = file != NULL &&
                  ccsim_window_device.write_png(file, painter.canvas.pixel, WIDTH, HEIGHT) &&
                  fclose(file) == 0;
    }
    viz_painter_free(&painter);
    free(took);
    return is_good ? 0 : 1;
}

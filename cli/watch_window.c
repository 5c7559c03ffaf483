/* Sixty times a second at most: what has happened to the window goes to the session, the session
 * works for a part of the time, and what is new is drawn. Where nothing moves it waits. */
#include "cli/watch.h"

#include "cli/options.h"
#include "cli/verb.h"
#include <string.h>
#include <time.h>

#define FRAME (1. / 60)
#define LEAST_WORK .004 /* s a frame, however long drawing takes */
#define MOST_WORK .012
#define IDLE .1 /* s: how soon a signal is seen where nothing moves */

static double
now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

/* Draws and shows what is new; how long it took, s. */
static int
show(cli_watch *self, viz_window *window, double *took)
{
    const double begin = now();
    bool is_new = false;
    int status = cli_watch_draw(self, &is_new);
    const viz_canvas *canvas = &self->painter.canvas;
    if (status == CLI_OK && is_new &&
        !self->device->show(window, canvas->pixel, canvas->width, canvas->height)) {
        status = cli_failed(self->verb, "the window cannot be drawn on any more");
    }
    *took = is_new ? now() - begin : 0;
    return status == CLI_OK ? cli_watch_save_asked(self) : status;
}

static int
loop(cli_watch *self, viz_window *window)
{
    bool is_full = viz_session_is_full_screen(self->session);
    double last = now(), drawing = 0;
    int status = CLI_OK;
    viz_input input = {.kind = VIZ_INPUT_RESIZE};
    int width = 0, height = 0;
    self->device->size(window, &width, &height);
    input.x = (float)width;
    input.y = (float)height;
    viz_session_input(self->session, &input);
    while (status == CLI_OK && !viz_session_is_over(self->session) && !atomic_load(self->stop)) {
        const double begin = now();
        while (self->device->event(window, &input, 0)) {
            viz_session_input(self->session, &input);
        }
        if (viz_session_is_full_screen(self->session) != is_full) {
            is_full = !is_full;
            self->device->set_full(window, is_full);
        }
        const double left = FRAME - drawing - .002;
        viz_session_work(self->session, begin - last,
                         left < LEAST_WORK  ? LEAST_WORK
                         : left > MOST_WORK ? MOST_WORK
                                            : left);
        last = begin;
        status = show(self, window, &drawing);
        const double rest = viz_session_is_still(self->session) ? IDLE : begin + FRAME - now();
        if (status == CLI_OK && rest > 0 && self->device->event(window, &input, rest)) {
            viz_session_input(self->session, &input);
        }
    }
    return status;
}

int
cli_watch_window(cli_watch *self, const char *title)
{
    char why[512] = "";
    int width, height;
    viz_session_size(self->session, &width, &height);
    viz_window *window = self->device->open(
        title, width, height, viz_session_is_full_screen(self->session), why, sizeof(why));
    if (window == NULL) {
        return cli_failed(self->verb, "%s\n--screenshot, --record and --play need none", why);
    }
    const int status = loop(self, window);
    self->device->close(window);
    return status;
}

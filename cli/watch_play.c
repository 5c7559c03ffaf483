/* A session from a file, without a window, or in one and as time goes by. */
#include "cli/watch.h"

#include "cli/options.h"
#include "cli/verb.h"
#include "viz/session/play.h"
#include <errno.h>
#include <time.h>

typedef struct playing {
    cli_watch *watch;
    viz_window *window; /* NULL: none */
    int status;         /* of what has had its message */
} playing;

static viz_measure
measure(void *context, const viz_session *session)
{
    (void)session;
    playing *self = context;
    (void)cli_watch_fit(self->watch);
    return viz_painter_measure(&self->watch->painter);
}

static int
shot(void *context, const viz_session *session, const viz_picture *picture, const char *path,
     cc_refusal *refusal)
{
    (void)session;
    playing *self = context;
    const int ret = viz_painter_draw(&self->watch->painter, picture);
    if (ret != SIM_OK) {
        return cc_refuse(refusal, path, 0, "%s", sim_strerror(ret));
    }
    self->status = cli_watch_save(self->watch, "shot", path);
    return self->status == CLI_OK ? SIM_OK : SIM_ERR_REFUSED;
}

static void
sleep_for(double seconds)
{
    struct timespec time = {(time_t)seconds, (long)((seconds - (double)(time_t)seconds) * 1e9)};
    while (nanosleep(&time, &time) != 0 && errno == EINTR) {
    }
}

static int
frame(void *context, viz_session *session, double seconds, cc_refusal *refusal)
{
    (void)refusal;
    playing *self = context;
    cli_watch *watch = self->watch;
    if (atomic_load(watch->stop)) {
        self->status = CLI_INTERRUPTED;
    } else if (self->window != NULL) {
        viz_input input;
        while (watch->device->event(self->window, &input, 0)) {
            viz_session_input(session, &input);
        }
        bool is_new = false;
        watch->is_drawn = false; /* whoever plays has looked at it before */
        self->status = cli_watch_draw(watch, &is_new);
        const viz_canvas *canvas = &watch->painter.canvas;
        if (self->status == CLI_OK &&
            !watch->device->show(self->window, canvas->pixel, canvas->width, canvas->height)) {
            self->status = cli_failed(watch->verb, "the window cannot be drawn on any more");
        }
        sleep_for(seconds);
    }
    return self->status == CLI_OK ? SIM_OK : SIM_ERR_REFUSED;
}

static int
play_read(const viz_play *play, playing *self, const char *title, bool is_shown)
{
    cli_watch *watch = self->watch;
    char why[512] = "";
    cc_refusal refusal = {""};
    if (is_shown) {
        int width, height;
        viz_session_size(watch->session, &width, &height);
        self->window = watch->device->open(
            title, width, height, viz_session_is_full_screen(watch->session), why, sizeof(why));
        if (self->window == NULL) {
            return cli_failed(watch->verb, "%s", why);
        }
    }
    const viz_play_host host = {.measure = measure, .shot = shot, .frame = frame, .context = self};
    const int ret = viz_play_run(play, watch->session, &host, &refusal);
    if (self->window != NULL) {
        watch->device->close(self->window);
    }
    return ret == SIM_OK            ? CLI_OK
           : self->status != CLI_OK ? self->status
                                    : cli_failed(watch->verb, "%s", refusal.text);
}

int
cli_watch_play(cli_watch *watch, const char *file, const char *title, bool is_shown)
{
    viz_play play = {0};
    cc_refusal refusal = {""};
    playing self = {.watch = watch, .status = CLI_OK};
    if (viz_play_read(&play, file, &refusal) != SIM_OK) {
        return cli_refused(watch->verb, "%s", refusal.text);
    }
    const int status = play_read(&play, &self, title, is_shown);
    viz_play_free(&play);
    return status;
}

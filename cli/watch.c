#include "cli/watch.h"

#include "cli/options.h"
#include "cli/output.h"
#include "cli/verb.h"
#include "models/language/units.h"
#include "sim/error.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>

bool
cli_watch_fit(cli_watch *self)
{
    char why[512] = "";
    int width, height;
    viz_session_size(self->session, &width, &height);
    if (!viz_painter_fit(&self->painter, viz_session_unit(self->session), height,
                         viz_session_is_large(self->session), why, sizeof(why))) {
        (void)cli_failed(self->verb, "%s", why);
        return false;
    }
    return true;
}

const viz_picture *
cli_watch_look(cli_watch *self)
{
    if (!cli_watch_fit(self)) {
        return NULL;
    }
    bool is_new = false;
    const viz_measure measure = viz_painter_measure(&self->painter);
    const viz_picture *picture = viz_session_picture(self->session, &measure, &is_new);
    self->is_drawn = self->is_drawn && !is_new;
    if (picture->error != SIM_OK) {
        (void)cli_failed(self->verb, "%s", sim_strerror(picture->error));
        return NULL;
    }
    return picture;
}

int
cli_watch_draw(cli_watch *self, bool *is_new)
{
    const viz_picture *picture = cli_watch_look(self);
    *is_new = !self->is_drawn;
    if (picture == NULL || self->is_drawn) {
        return picture == NULL ? CLI_FAILED : CLI_OK;
    }
    const int ret = viz_painter_draw(&self->painter, picture);
    self->is_drawn = ret == SIM_OK;
    return ret == SIM_OK ? CLI_OK : cli_failed(self->verb, "%s", sim_strerror(ret));
}

int
cli_watch_save(cli_watch *self, const char *option, const char *path)
{
    cli_output output;
    int status = cli_output_open(&output, self->verb, option, path);
    if (status != CLI_OK) {
        return status;
    }
    for (int j = 0; j < 2 && self->scenario[j] != NULL && status == CLI_OK; j++) {
        status = cli_output_spares(&output, self->verb, self->scenario[j]->input,
                                   self->scenario[j]->n_inputs);
    }
    const viz_canvas *canvas = &self->painter.canvas;
    if (status != CLI_OK) {
        cli_output_abort(&output);
        return status;
    }
    errno = 0;
    if (!self->device->write_png(output.file, canvas->pixel, canvas->width, canvas->height)) {
        status = cli_failed(self->verb, "cannot write %s%s%s", path, errno != 0 ? ": " : "",
                            errno != 0 ? strerror(errno) : "");
    } else {
        status = cli_output_commit_one(&output, self->verb);
    }
    cli_output_abort(&output);
    return status;
}

int
cli_watch_save_asked(cli_watch *self)
{
    const char *path = viz_session_shot(self->session);
    return path != NULL ? cli_watch_save(self, "picture", path) : CLI_OK;
}

bool
cli_watch_read_size(const char *text, int *width, int *height)
{
    uint64_t w, h;
    const char *end = cc_whole_read(text, 7680, &w);
    if (end == NULL || *end != 'x' || !cc_whole_parse(end + 1, 240, 4320, &h) || w < 320) {
        return false;
    }
    *width = (int)w;
    *height = (int)h;
    return true;
}

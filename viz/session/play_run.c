/* Playing: the clock is simulated and the simulation has all the time it needs, so that the same file
 * gives the same pictures on any machine. */
#include "viz/session/play.h"
#include "viz/session/play_line.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

#define FRAME (1.0 / 30)   /* s */
#define MOST_FRAMES 200000 /* of a rest */

typedef struct playing {
    const viz_play *play;
    const viz_play_line *line;
    viz_session *session;
    const viz_play_host *host;
    const viz_picture *picture;
    cc_refusal *refusal;
} playing;

static void
look(playing *self)
{
    bool is_new;
    const viz_measure measure = self->host->measure(self->host->context, self->session);
    self->picture = viz_session_picture(self->session, &measure, &is_new);
}

static void
send(const playing *self, const viz_input *input)
{
    viz_session_input(self->session, input);
}

/* As a keyboard does: the key, and the character that it types. */
static void
press_keys(playing *self)
{
    char copy[256], *at;
    snprintf(copy, sizeof(copy), "%s", self->line->words);
    for (char *key = strtok_r(copy, " \t", &at); key != NULL; key = strtok_r(NULL, " \t", &at)) {
        viz_input input;
        if (!viz_key_read(key, &input)) {
            continue;
        }
        look(self);
        send(self, &input);
        if (!input.control && input.key < VIZ_KEY_LEFT) {
            viz_input typed = {.kind = VIZ_INPUT_TEXT};
            viz_key_name(&(viz_input){.kind = VIZ_INPUT_KEY, .key = input.key}, typed.text,
                         sizeof(typed.text));
            if (input.key == ' ') {
                snprintf(typed.text, sizeof(typed.text), " ");
            }
            send(self, &typed);
        }
    }
}

/* A character at a time. */
static void
type(playing *self)
{
    for (const char *s = self->line->words; *s != '\0';) {
        viz_input input = {.kind = VIZ_INPUT_TEXT};
        size_t n = 1;
        while (((unsigned char)s[n] & 0xc0) == 0x80 && n < 4) {
            n++;
        }
        memcpy(input.text, s, n);
        send(self, &input);
        s += n;
    }
}

static void
at(const playing *self, int j, float *x, float *y)
{
    const viz_play_place *px = &self->line->place[j], *py = &self->line->place[j + 1];
    *x = (float)(px->is_share ? px->value * self->picture->width : px->value);
    *y = (float)(py->is_share ? py->value * self->picture->height : py->value);
}

static void
click_at(const playing *self, float x, float y)
{
    send(self, &(viz_input){.kind = VIZ_INPUT_PRESS, .x = x, .y = y});
    send(self, &(viz_input){.kind = VIZ_INPUT_LOOSE, .x = x, .y = y});
}

/* The uppermost text that is, or else holds, the words and means something when clicked at. */
static bool
find(const playing *self, float *x, float *y)
{
    for (int whole = 1; whole >= 0; whole--) {
        for (size_t j = self->picture->n; j-- > 0;) {
            const viz_shape *shape = &self->picture->shape[j];
            if (shape->kind != VIZ_TEXT) {
                continue;
            }
            const char *words = viz_picture_words(self->picture, shape);
            if (whole ? strcmp(words, self->line->words) != 0
                      : strstr(words, self->line->words) == NULL) {
                continue;
            }
            *x = shape->box.x + shape->box.w / 2;
            *y = shape->box.y + shape->box.h / 2;
            if (viz_picture_hit(self->picture, *x, *y) != NULL) {
                return true;
            }
        }
    }
    return false;
}

static int
click(playing *self)
{
    float x, y;
    look(self);
    if (self->line->words == NULL) {
        at(self, 0, &x, &y);
    } else if (!find(self, &x, &y)) {
        return cc_refuse(self->refusal, self->play->file, self->line->number,
                         "click: there is nothing to click at that says so (%.80s)",
                         self->line->words);
    }
    click_at(self, x, y);
    return SIM_OK;
}

static void
drag(playing *self)
{
    float x0, y0, x1, y1;
    look(self);
    at(self, 0, &x0, &y0);
    at(self, 2, &x1, &y1);
    send(self, &(viz_input){.kind = VIZ_INPUT_PRESS, .x = x0, .y = y0});
    for (int j = 1; j <= 8; j++) {
        const float part = (float)j / 8;
        send(self, &(viz_input){.kind = VIZ_INPUT_MOVE,
                                .x = x0 + (x1 - x0) * part,
                                .y = y0 + (y1 - y0) * part});
        viz_session_work(self->session, FRAME, INFINITY);
    }
    send(self, &(viz_input){.kind = VIZ_INPUT_LOOSE, .x = x1, .y = y1});
}

/* Somebody may look on. */
static int
pass(playing *self, double seconds)
{
    look(self);
    return self->host->frame != NULL
               ? self->host->frame(self->host->context, self->session, seconds, self->refusal)
               : SIM_OK;
}

static int
wait(playing *self)
{
    const long n = lround(self->line->place[0].value / FRAME);
    int ret = SIM_OK;
    for (long j = 0; j < n && ret == SIM_OK && !viz_session_is_over(self->session); j++) {
        viz_session_work(self->session, FRAME, INFINITY);
        ret = pass(self, FRAME);
    }
    return ret;
}

static int
rest(playing *self)
{
    for (long j = 0; j < MOST_FRAMES && !viz_session_is_still(self->session); j++) {
        viz_session_work(self->session, FRAME, INFINITY);
        if (viz_session_is_over(self->session)) {
            return SIM_OK;
        }
        const int ret = self->host->frame != NULL ? pass(self, FRAME) : SIM_OK;
        if (ret != SIM_OK) {
            return ret;
        }
    }
    return viz_session_is_still(self->session)
               ? SIM_OK
               : cc_refuse(self->refusal, self->play->file, self->line->number,
                           "rest: it does not come to rest");
}

static int
expect(playing *self)
{
    bool is_there = false;
    viz_session_work(self->session, 0, INFINITY); /* what is asked for has come */
    look(self);
    for (size_t j = 0; j < self->picture->n && !is_there; j++) {
        const viz_shape *shape = &self->picture->shape[j];
        is_there = shape->kind == VIZ_TEXT &&
                   strstr(viz_picture_words(self->picture, shape), self->line->words) != NULL;
    }
    if (is_there != self->line->is_not) {
        return SIM_OK;
    }
    return cc_refuse(self->refusal, self->play->file, self->line->number,
                     is_there ? "expect: the screen does say so (%.80s)"
                              : "expect: nothing on the screen says so (%.80s)",
                     self->line->words);
}

static int
shoot(playing *self, const char *path)
{
    if (self->host->shot == NULL) {
        return cc_refuse(self->refusal, self->play->file, self->line->number,
                         "shot: no pictures can be kept here (%.80s)", path);
    }
    viz_session_work(self->session, 0, INFINITY);
    look(self);
    return self->host->shot(self->host->context, self->session, self->picture, path, self->refusal);
}

static int
play_line(playing *self)
{
    float x, y;
    viz_input input;
    switch (self->line->kind) {
    case VIZ_PLAY_KEY:
        press_keys(self);
        break;
    case VIZ_PLAY_TYPE:
        type(self);
        break;
    case VIZ_PLAY_CLICK:
        return click(self);
    case VIZ_PLAY_DRAG:
        drag(self);
        break;
    case VIZ_PLAY_WHEEL:
        look(self);
        at(self, 0, &x, &y);
        input = (viz_input){
            .kind = VIZ_INPUT_WHEEL, .x = x, .y = y, .value = (float)self->line->place[2].value};
        send(self, &input);
        break;
    case VIZ_PLAY_WAIT:
        return wait(self);
    case VIZ_PLAY_REST:
        return rest(self);
    case VIZ_PLAY_EXPECT:
        return expect(self);
    case VIZ_PLAY_SHOT:
        return shoot(self, self->line->words);
    case VIZ_PLAY_RESIZE:
        input = (viz_input){.kind = VIZ_INPUT_RESIZE,
                            .x = (float)self->line->place[0].value,
                            .y = (float)self->line->place[1].value};
        send(self, &input);
        break;
    case VIZ_PLAY_CLOSE:
        send(self, &(viz_input){.kind = VIZ_INPUT_CLOSE});
        break;
    }
    return SIM_OK;
}

int
viz_play_run(const viz_play *self, viz_session *session, const viz_play_host *host,
             cc_refusal *refusal)
{
    playing it = {.play = self, .session = session, .host = host, .refusal = refusal};
    int ret = SIM_OK;
    for (size_t j = 0; j < self->n && ret == SIM_OK && !viz_session_is_over(session); j++) {
        it.line = &self->line[j];
        ret = play_line(&it);
        if (ret == SIM_OK && host->frame != NULL) {
            ret = pass(&it, 0);
        }
        /* the key for a picture */
        const char *path = ret == SIM_OK ? viz_session_shot(session) : NULL;
        if (path != NULL && host->shot != NULL) {
            ret = shoot(&it, path);
        }
    }
    return ret;
}

/* A session as a text file, a line for what a person does. Time passes as the file says, not as the
 * clock does, unless it is shown in a window; so that a session comes out the same each time. */
#include "cli/watch.h"

#include "cli/options.h"
#include "cli/verb.h"
#include "models/language/units.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#define FRAME (1. / 30) /* s */
#define MOST_WAIT 86400.
#define MOST_LINES 100000

typedef enum step_kind {
    KEY,
    CLICK,
    CLICK_WORDS,
    PRESS,
    MOVE,
    LOOSE,
    DRAG,
    WHEEL,
    TYPE,
    WAIT,
    SETTLE,
    SHOT,
    RESIZE,
    SEE,
    UNSEE,
    CLOSE
} step_kind;

/* X in `form` is a number, W the rest of the line. */
static const struct {
    const char *word, *form, *example;
    step_kind kind;
} forms[] = {
    {"key", "W", "key space", KEY},
    {"click", "XX", "click 100 200", CLICK},
    {"click", "W", "click Run", CLICK_WORDS},
    {"press", "XX", "press 100 200", PRESS},
    {"move", "XX", "move 100 200", MOVE},
    {"loose", "XX", "loose 100 200", LOOSE},
    {"drag", "XXXX", "drag 100 200 300 200", DRAG},
    {"wheel", "XXX", "wheel 100 200 -3", WHEEL},
    {"type", "W", "type 10:30", TYPE},
    {"wait", "X", "wait 2.5", WAIT},
    {"settle", "", "settle", SETTLE},
    {"shot", "W", "shot picture.png", SHOT},
    {"resize", "XX", "resize 800 600", RESIZE},
    {"see", "W", "see Queues", SEE},
    {"unseen", "W", "unseen Help", UNSEE},
    {"close", "", "close", CLOSE},
};
#define N_FORMS (sizeof(forms) / sizeof(forms[0]))

typedef struct step {
    step_kind kind;
    int line;
    double x[4];
    char *words; /* in the text */
    viz_input key;
} step;

typedef struct play {
    cli_watch *watch;
    const char *file;
    char *text;
    step *step;
    size_t n, room;
    viz_window *window; /* NULL: none */
} play;

/* ---- reading ---- */

/* Numbers and rest of a line by its form. */
static bool
read_form(const char *form, char *rest, step *out)
{
    int n = 0;
    for (; *form == 'X'; form++) {
        char number[32];
        const size_t length = strcspn(rest, " \t");
        if (length == 0 || length >= sizeof(number)) {
            return false;
        }
        memcpy(number, rest, length);
        number[length] = '\0';
        const bool is_below = number[0] == '-';
        if (!cc_number_parse(number + is_below, &out->x[n]) || out->x[n] > 1e6) {
            return false;
        }
        out->x[n] = is_below ? -out->x[n] : out->x[n];
        n++;
        rest += length;
        rest += strspn(rest, " \t");
    }
    out->words = rest;
    return *form == 'W' ? rest[0] != '\0' : rest[0] == '\0';
}

static int
refuse(const play *self, int line, const char *rule, const char *what)
{
    return cli_refused(self->watch->verb, "%s:%d: %s (%.60s)", self->file, line, rule, what);
}

static int
read_line(play *self, char *line, int number)
{
    line += strspn(line, " \t");
    for (size_t n = strlen(line); n > 0 && strchr(" \t\r", line[n - 1]) != NULL; n--) {
        line[n - 1] = '\0';
    }
    if (line[0] == '\0' || line[0] == '#') {
        return CLI_OK;
    }
    const size_t length = strcspn(line, " \t");
    char *rest = line + length + strspn(line + length, " \t");
    const char *example = NULL;
    step is = {.line = number};
    for (size_t j = 0; j < N_FORMS; j++) {
        if (strlen(forms[j].word) == length && strncmp(forms[j].word, line, length) == 0) {
            example = example == NULL ? forms[j].example : example;
            is.kind = forms[j].kind;
            if (read_form(forms[j].form, rest, &is)) {
                example = "";
                break;
            }
        }
    }
    if (example == NULL) {
        return refuse(self, number,
                      "must be key, click, press, move, loose, drag, wheel, type, wait, settle, "
                      "shot, resize, see, unseen or close",
                      line);
    }
    if (example[0] != '\0') {
        char rule[80];
        snprintf(rule, sizeof(rule), "must be like '%s'", example);
        return refuse(self, number, rule, line);
    }
    if (is.kind == KEY && !viz_key_read(is.words, &is.key)) {
        return refuse(self, number, "there is no key of that name", is.words);
    }
    if (is.kind == WAIT && !(is.x[0] >= 0 && is.x[0] <= MOST_WAIT)) {
        return refuse(self, number, "must be from 0 to 86400 s", line);
    }
    if (is.kind == RESIZE && (is.x[0] < 320 || is.x[1] < 240 || is.x[0] > 7680 || is.x[1] > 4320)) {
        return refuse(self, number, "must be from 320 240 to 7680 4320 px", line);
    }
    self->step[self->n++] = is;
    return CLI_OK;
}

/* The whole of a file that is not too long; NULL after a message. */
static char *
read_file(const char *verb, const char *path)
{
    enum { MOST = 1 << 22 };
    FILE *file = fopen(path, "rb");
    char *text = file != NULL ? malloc(MOST + 1) : NULL;
    size_t n = 0;
    if (text != NULL) {
        n = fread(text, 1, MOST + 1, file);
    }
    if (text == NULL || ferror(file) || n > MOST || memchr(text, '\0', n) != NULL) {
        (void)cli_refused(verb, "cannot read %s: %s", path,
                          text == NULL || ferror(file) ? strerror(errno)
                          : n > MOST                   ? "too long"
                                                       : "not a text");
        free(text);
        text = NULL;
    } else {
        text[n] = '\0';
    }
    if (file != NULL) {
        (void)fclose(file);
    }
    return text;
}

static int
read_all(play *self)
{
    self->text = read_file(self->watch->verb, self->file);
    if (self->text == NULL) {
        return CLI_USAGE;
    }
    size_t n_lines = 1;
    for (const char *c = self->text; *c != '\0'; c++) {
        n_lines += *c == '\n';
    }
    if (n_lines > MOST_LINES) {
        return cli_refused(self->watch->verb, "%s: more than %d lines", self->file, MOST_LINES);
    }
    self->step = calloc(n_lines, sizeof(*self->step));
    if (self->step == NULL) {
        return cli_failed(self->watch->verb, "out of memory");
    }
    int number = 1, status = CLI_OK;
    for (char *line = self->text; line != NULL && status == CLI_OK; number++) {
        char *end = strchr(line, '\n');
        if (end != NULL) {
            *end++ = '\0';
        }
        status = read_line(self, line, number);
        line = end;
    }
    return status;
}

/* ---- playing ---- */

static void
sleep_for(double seconds)
{
    struct timespec time = {(time_t)seconds, (long)((seconds - (double)(time_t)seconds) * 1e9)};
    while (nanosleep(&time, &time) != 0 && errno == EINTR) {
    }
}

/* What is on the screen now is made, and shown in the window. */
static int
refresh(play *self)
{
    cli_watch *watch = self->watch;
    if (self->window == NULL) {
        return cli_watch_look(watch) != NULL ? CLI_OK : CLI_FAILED;
    }
    viz_input input;
    while (watch->device->event(self->window, &input, 0)) {
        cli_watch_input(watch, &input);
    }
    bool is_new = false;
    const int status = cli_watch_draw(watch, &is_new);
    const viz_canvas *canvas = &watch->painter.canvas;
    if (status == CLI_OK && is_new &&
        !watch->device->show(self->window, canvas->pixel, canvas->width, canvas->height)) {
        return cli_failed(watch->verb, "the window cannot be drawn on any more");
    }
    return status;
}

static int
pass(play *self, double seconds)
{
    int status = refresh(self);
    while (status == CLI_OK && seconds > 1e-9 && !viz_session_is_over(self->watch->session)) {
        if (atomic_load(self->watch->stop)) {
            return CLI_INTERRUPTED;
        }
        const double slice = seconds < FRAME ? seconds : FRAME;
        viz_session_work(self->watch->session, slice, 1e9);
        status = refresh(self);
        if (self->window != NULL) {
            sleep_for(slice);
        }
        seconds -= slice;
    }
    return status;
}

static void
send(play *self, viz_input_kind kind, double x, double y, double value)
{
    const viz_input input = {.kind = kind, .x = (float)x, .y = (float)y, .value = (float)value};
    cli_watch_input(self->watch, &input);
}

/* As a window has it: the key, then its character. */
static void
send_key(play *self, const step *is)
{
    cli_watch_input(self->watch, &is->key);
    viz_input typed = {.kind = VIZ_INPUT_TEXT};
    const char *character = strcasecmp(is->words, "space") == 0 ? " " : is->words;
    if (is->key.key < VIZ_KEY_LEFT && !is->key.control && strlen(character) < sizeof(typed.text) &&
        strchr(character, '+') == strrchr(character, '+') && strncmp(character, "shift+", 6) != 0) {
        snprintf(typed.text, sizeof(typed.text), "%s", character);
        cli_watch_input(self->watch, &typed);
    }
}

/* Character by character. */
static void
send_text(play *self, const char *text)
{
    while (*text != '\0') {
        viz_input typed = {.kind = VIZ_INPUT_TEXT};
        size_t n = 1;
        while (((unsigned char)text[n] & 0xc0) == 0x80 && n < 4) {
            n++;
        }
        memcpy(typed.text, text, n);
        cli_watch_input(self->watch, &typed);
        text += n;
    }
}

/* A text that says it, the uppermost; just it before one that has more. NULL: none. */
static const viz_shape *
find_words(const viz_picture *picture, const char *words)
{
    for (int whole = 1; whole >= 0; whole--) {
        for (size_t j = picture->n; j > 0; j--) {
            const viz_shape *shape = &picture->shape[j - 1];
            const char *said = viz_picture_words(picture, shape);
            if (shape->kind == VIZ_TEXT &&
                (whole ? strcmp(said, words) == 0 : strstr(said, words) != NULL)) {
                return shape;
            }
        }
    }
    return NULL;
}

static int
do_words(play *self, const step *is)
{
    const viz_picture *picture = cli_watch_look(self->watch);
    if (picture == NULL) {
        return CLI_FAILED;
    }
    const viz_shape *found = find_words(picture, is->words);
    if ((found != NULL) == (is->kind == UNSEE)) {
        return cli_failed(self->watch->verb, "%s:%d: %s on the screen says '%s'", self->file,
                          is->line, is->kind == UNSEE ? "something" : "nothing", is->words);
    }
    if (is->kind == CLICK_WORDS) {
        const double x = found->box.x + found->box.w / 2, y = found->box.y + found->box.h / 2;
        send(self, VIZ_INPUT_PRESS, x, y, 0);
        send(self, VIZ_INPUT_LOOSE, x, y, 0);
    }
    return CLI_OK;
}

static void
drag(play *self, const step *is)
{
    send(self, VIZ_INPUT_MOVE, is->x[0], is->x[1], 0);
    send(self, VIZ_INPUT_PRESS, is->x[0], is->x[1], 0);
    for (int j = 1; j <= 8; j++) {
        send(self, VIZ_INPUT_MOVE, is->x[0] + (is->x[2] - is->x[0]) * j / 8,
             is->x[1] + (is->x[3] - is->x[1]) * j / 8, 0);
    }
    send(self, VIZ_INPUT_LOOSE, is->x[2], is->x[3], 0);
}

static int
do_step(play *self, const step *is)
{
    cli_watch *watch = self->watch;
    bool is_new = false;
    int status = CLI_OK;
    switch (is->kind) {
    case KEY:
        send_key(self, is);
        break;
    case CLICK:
        send(self, VIZ_INPUT_MOVE, is->x[0], is->x[1], 0);
        send(self, VIZ_INPUT_PRESS, is->x[0], is->x[1], 0);
        send(self, VIZ_INPUT_LOOSE, is->x[0], is->x[1], 0);
        break;
    case PRESS:
    case MOVE:
    case LOOSE:
        send(self,
             is->kind == PRESS  ? VIZ_INPUT_PRESS
             : is->kind == MOVE ? VIZ_INPUT_MOVE
                                : VIZ_INPUT_LOOSE,
             is->x[0], is->x[1], 0);
        break;
    case DRAG:
        drag(self, is);
        break;
    case WHEEL:
        send(self, VIZ_INPUT_WHEEL, is->x[0], is->x[1], is->x[2]);
        break;
    case TYPE:
        send_text(self, is->words);
        break;
    case WAIT:
        return pass(self, is->x[0]);
    case SETTLE:
        viz_session_settle(watch->session);
        break;
    case SHOT:
        status = cli_watch_draw(watch, &is_new);
        return status == CLI_OK ? cli_watch_save(watch, "shot", is->words) : status;
    case RESIZE:
        send(self, VIZ_INPUT_RESIZE, is->x[0], is->x[1], 0);
        break;
    case CLICK_WORDS:
    case SEE:
    case UNSEE:
        status = do_words(self, is);
        break;
    case CLOSE:
        send(self, VIZ_INPUT_CLOSE, 0, 0, 0);
        return CLI_OK;
    }
    status = status == CLI_OK ? refresh(self) : status;
    return status == CLI_OK ? cli_watch_save_asked(watch) : status;
}

int
cli_watch_play(cli_watch *watch, const char *file, const char *title, bool is_shown)
{
    play self = {.watch = watch, .file = file};
    int status = read_all(&self);
    char why[512] = "";
    if (status == CLI_OK && is_shown) {
        self.window =
            watch->device->open(title, watch->width, watch->height,
                                viz_session_is_full_screen(watch->session), why, sizeof(why));
        status = self.window != NULL ? CLI_OK : cli_failed(watch->verb, "%s", why);
    }
    status = status == CLI_OK ? refresh(&self) : status;
    for (size_t j = 0; j < self.n && status == CLI_OK && !viz_session_is_over(watch->session);
         j++) {
        status = atomic_load(watch->stop) ? CLI_INTERRUPTED : do_step(&self, &self.step[j]);
    }
    if (self.window != NULL) {
        watch->device->close(self.window);
    }
    free(self.step);
    free(self.text);
    return status;
}

/* Reading: all lines before the first is played, so that a mistake costs no wait. Playing is in
 * play_run.c. */
#include "models/language/hint.h"
#include "models/language/source.h"
#include "models/language/units.h"
#include "viz/session/play.h"
#include "viz/session/play_line.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_BYTES ((size_t)4 << 20)
#define MOST_WAIT 1e6 /* s */

void
viz_play_free(viz_play *self)
{
    for (size_t j = 0; j < self->n; j++) {
        free(self->line[j].words);
    }
    free(self->line);
    free(self->file);
    *self = (viz_play){0};
}

static const struct {
    const char *name;
    viz_play_kind kind;
    int n_places; /* numbers or shares behind it */
} verbs[] = {
    {"key", VIZ_PLAY_KEY, 0},       {"type", VIZ_PLAY_TYPE, 0},     {"click", VIZ_PLAY_CLICK, 2},
    {"drag", VIZ_PLAY_DRAG, 4},     {"wheel", VIZ_PLAY_WHEEL, 3},   {"wait", VIZ_PLAY_WAIT, 1},
    {"rest", VIZ_PLAY_REST, 0},     {"expect", VIZ_PLAY_EXPECT, 0}, {"shot", VIZ_PLAY_SHOT, 0},
    {"resize", VIZ_PLAY_RESIZE, 2}, {"close", VIZ_PLAY_CLOSE, 0},
};
#define N_VERBS (sizeof(verbs) / sizeof(verbs[0]))

typedef struct reading {
    viz_play *play;
    int number; /* of the line */
    cc_refusal *refusal;
} reading;

static int
refuse(const reading *self, const char *rule, const char *value)
{
    return cc_refuse(self->refusal, self->play->file, self->number, "%s (%.80s)", rule, value);
}

/* "120", "50%" */
static bool
read_place(const char *text, viz_play_place *place)
{
    place->is_share = cc_percent_parse(text, &place->value);
    return (place->is_share || cc_number_parse(text, &place->value)) && place->value > -1e6 &&
           place->value < 1e6;
}

/* "..." to the end: without the quotation marks, in place; NULL: it is not so. */
static char *
unquote(char *text)
{
    const size_t n = strlen(text);
    if (n < 3 || text[0] != '"' || text[n - 1] != '"') {
        return NULL;
    }
    text[n - 1] = '\0';
    return text + 1;
}

static int
read_places(const reading *self, viz_play_line *line, int n, char *rest)
{
    char *at;
    int j = 0;
    for (char *word = strtok_r(rest, " \t", &at); word != NULL; word = strtok_r(NULL, " \t", &at)) {
        if (j == n || !read_place(word, &line->place[j])) {
            return refuse(self, j == n ? "there are too many numbers" : "must be a number", word);
        }
        j++;
    }
    if (j < n) {
        return cc_refuse(self->refusal, self->play->file, self->number, "needs %d numbers (%d)", n,
                         j);
    }
    if ((line->kind == VIZ_PLAY_WAIT || line->kind == VIZ_PLAY_RESIZE) &&
        (line->place[0].is_share || line->place[0].value < 0 || line->place[0].value > MOST_WAIT)) {
        return refuse(self, "must be a number from 0 to 10^6", "it is not");
    }
    if (line->kind == VIZ_PLAY_RESIZE &&
        (line->place[1].is_share || line->place[0].value < 320 || line->place[1].value < 240 ||
         line->place[0].value > 7680 || line->place[1].value > 4320)) {
        return refuse(self, "must be from 320 240 to 7680 4320 px", "it is not");
    }
    return SIM_OK;
}

static int
take_words(viz_play_line *line, const char *words)
{
    line->words = strdup(words);
    return line->words != NULL ? SIM_OK : SIM_ERR_NOMEM;
}

static int
read_keys(const reading *self, viz_play_line *line, char *rest)
{
    char copy[256], *at;
    snprintf(copy, sizeof(copy), "%s", rest);
    if (strlen(rest) >= sizeof(copy)) {
        return refuse(self, "there are too many keys", rest);
    }
    viz_input input;
    int n = 0;
    for (char *key = strtok_r(copy, " \t", &at); key != NULL; key = strtok_r(NULL, " \t", &at)) {
        if (!viz_key_read(key, &input)) {
            return refuse(self, "must be a key as the help names it", key);
        }
        n++;
    }
    return n > 0 ? take_words(line, rest) : refuse(self, "key: needs the name of a key", "");
}

/* What stands behind the verb. */
static int
read_rest(const reading *self, viz_play_line *line, int n_places, char *rest)
{
    char *words;
    switch (line->kind) {
    case VIZ_PLAY_KEY:
        return read_keys(self, line, rest);
    case VIZ_PLAY_TYPE:
    case VIZ_PLAY_SHOT:
        return rest[0] != '\0' ? take_words(line, rest) : refuse(self, "needs words", "");
    case VIZ_PLAY_EXPECT:
        if (strncmp(rest, "no ", 3) == 0) {
            line->is_not = true;
            rest += 3 + strspn(rest + 3, " \t");
        }
        words = unquote(rest);
        return words != NULL ? take_words(line, words)
                             : refuse(self, "expect: needs words in quotation marks", rest);
    case VIZ_PLAY_CLICK:
        if (rest[0] == '"') {
            words = unquote(rest);
            return words != NULL ? take_words(line, words)
                                 : refuse(self, "click: a quotation mark is missing", rest);
        }
        break;
    case VIZ_PLAY_REST:
    case VIZ_PLAY_CLOSE:
    case VIZ_PLAY_DRAG:
    case VIZ_PLAY_WHEEL:
    case VIZ_PLAY_WAIT:
    case VIZ_PLAY_RESIZE:
        break;
    }
    return read_places(self, line, n_places, rest);
}

static viz_play_line *
add_line(viz_play *self)
{
    if (self->n == self->room) {
        const size_t room = 2 * self->room + 64;
        viz_play_line *grown = realloc(self->line, room * sizeof(*grown));
        if (grown == NULL) {
            return NULL;
        }
        self->line = grown;
        self->room = room;
    }
    self->line[self->n] = (viz_play_line){0};
    return &self->line[self->n++];
}

static int
read_line(reading *self, char *text)
{
    text += strspn(text, " \t");
    size_t n = strlen(text);
    while (n > 0 && strchr(" \t\r", text[n - 1]) != NULL) {
        text[--n] = '\0';
    }
    if (n == 0 || text[0] == '#') {
        return SIM_OK;
    }
    char *rest = text + strcspn(text, " \t");
    if (*rest != '\0') {
        *rest++ = '\0';
        rest += strspn(rest, " \t");
    }
    cc_hint hint;
    cc_hint_init(&hint, text);
    for (size_t j = 0; j < N_VERBS; j++) {
        cc_hint_offer(&hint, verbs[j].name);
        if (strcmp(text, verbs[j].name) == 0) {
            viz_play_line *line = add_line(self->play);
            if (line == NULL) {
                return SIM_ERR_NOMEM;
            }
            line->kind = verbs[j].kind;
            line->number = self->number;
            return read_rest(self, line, verbs[j].n_places, rest);
        }
    }
    if (hint.nearest != NULL) {
        return cc_refuse(self->refusal, self->play->file, self->number,
                         "\"%.40s\" is nothing that one can do: did you mean %s?", text,
                         hint.nearest);
    }
    return refuse(self,
                  "must begin with key, type, click, drag, wheel, wait, rest, expect, shot, "
                  "resize or close",
                  text);
}

/* All of it, ended by 0; NULL: the refusal says why. */
static char *
read_whole(const char *name, size_t *n, cc_refusal *refusal)
{
    char reason[CC_REASON_MAX] = "";
    cc_input input;
    char *text = cc_file_read(name, MOST_BYTES, n, &input, reason);
    if (text == NULL) {
        (void)cc_refuse(refusal, name, 0, "%s", reason);
    }
    return text;
}

int
viz_play_read(viz_play *self, const char *file, cc_refusal *refusal)
{
    size_t n;
    *self = (viz_play){0};
    char *text = read_whole(file, &n, refusal);
    if (text == NULL) {
        return SIM_ERR_REFUSED;
    }
    reading it = {.play = self, .refusal = refusal};
    self->file = strdup(file);
    int ret = self->file != NULL ? SIM_OK : SIM_ERR_NOMEM;
    if (ret == SIM_OK && strlen(text) < n) {
        ret = cc_refuse(refusal, file, 0, "is no text: there is a zero in it");
    }
    for (char *line = text; ret == SIM_OK && line != NULL && *line != '\0';) {
        char *end = strchr(line, '\n');
        if (end != NULL) {
            *end++ = '\0';
        }
        it.number++;
        ret = read_line(&it, line);
        line = end;
    }
    free(text);
    if (ret != SIM_OK) {
        if (ret == SIM_ERR_NOMEM) {
            (void)cc_refuse(refusal, file, 0, "%s", sim_strerror(ret));
        }
        viz_play_free(self);
    }
    return ret;
}

/* lesson: what the live view says and asks, and how the day is scored. Nothing of it is in a hash: a
 * scenario with a lesson is the same scenario. */
#include "models/language/source.h"
#include "models/scenario/scenario.h"
#include "models/scenario/settings_common.h"
#include "models/scenario/settings_sections.h"
#include <limits.h>
#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LESSON(member) offsetof(cc_lesson, member)
#define MOST 600 /* characters of a text: what fits on a page of the view */

static size_t
characters(const char *text)
{
    size_t n = 0;
    for (; *text != '\0'; text++) {
        n += ((unsigned char)*text & 0xC0) != 0x80;
    }
    return n;
}

/* A text, or its lines, which a blank joins. */
static const char *
read_lines(cc_reader *reader, const cc_value *value)
{
    if (value->kind != CC_VALUE_LIST) {
        return cc_read_text(reader, value);
    }
    size_t n = 1;
    for (size_t j = 0; j < value->n && reader->error == SIM_OK; j++) {
        n += strlen(cc_read_text(reader, value->child[j])) + 1;
    }
    char *text = reader->error == SIM_OK ? cc_read_alloc(reader, n, 1) : NULL;
    if (text == NULL) {
        return "";
    }
    text[0] = '\0';
    for (size_t j = 0, at = 0; j < value->n; j++) {
        at += (size_t)snprintf(text + at, n - at, "%s%s", j > 0 ? " " : "", value->child[j]->text);
    }
    return text;
}

/* "" if it is not written. */
static char *
read_bounded(cc_reader *reader, const cc_value *value, double most)
{
    const char *text = value != NULL ? read_lines(reader, value) : "";
    const size_t n = characters(text);
    if (value != NULL && (double)n > most) {
        cc_read_refuse(reader, value, "must have at most %.0f characters (has %zu)", most, n);
    } else if (value != NULL && n == 0 && reader->error == SIM_OK) {
        cc_read_refuse(reader, value, "must not be empty");
    }
    return cc_read_keep(reader, reader->error == SIM_OK ? text : "");
}

static void
read_words(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    *(char **)((char *)object + self->offset) =
        read_bounded(reader, cc_layers_get(in, self->name), self->max);
}

static void
note_place(cc_lesson_place *at, const cc_value *value)
{
    if (value != NULL) {
        *at = (cc_lesson_place){value->file, value->line};
    }
}

static void
read_score(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    cc_lesson *lesson = object;
    read_words(reader, in, self, object);
    note_place(&lesson->at_score, cc_layers_get(in, self->name));
}

/* Kept, and printed, as a path by which it is found from where the program runs. */
static void
read_reference(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    cc_lesson *lesson = object;
    const cc_value *value = cc_layers_get(in, self->name);
    read_words(reader, in, self, object);
    if (value == NULL || reader->error != SIM_OK) {
        return;
    }
    char *path = cc_file_beside(value->line > 0 && value->file != NULL ? value->file : "",
                                lesson->reference);
    lesson->reference = cc_read_keep(reader, path != NULL ? path : "");
    if (path == NULL) {
        cc_read_no_memory(reader);
    }
    free(path);
}

/* A list of texts, or one alone. */
static void
read_list(cc_reader *reader, const cc_layers *in, const cc_setting *self, const char **out,
          int most, int *n)
{
    const cc_value *value = cc_layers_get(in, self->name);
    *n = 0;
    if (value == NULL) {
        return;
    }
    const bool is_list = value->kind == CC_VALUE_LIST;
    const size_t count = is_list ? value->n : 1;
    if (count > (size_t)most) {
        cc_read_refuse(reader, value, "must be at most %d texts (are %zu)", most, count);
        return;
    }
    for (size_t j = 0; j < count && reader->error == SIM_OK; j++) {
        out[(*n)++] = read_bounded(reader, is_list ? value->child[j] : value, self->max);
    }
}

static void
write_list(cc_writer *writer, const cc_setting *self, const char *const *text, int n)
{
    if (n == 0) {
        return;
    }
    cc_write_name(writer, self->name);
    for (int j = 0; j < n; j++) {
        cc_write_raw(writer, j == 0 ? "(" : ", ");
        cc_write_text(writer, text[j]);
    }
    cc_write_raw(writer, ")");
    cc_write_end(writer);
}

/* A question has answers, of which one is right. */
static void
read_answers(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    cc_lesson *lesson = object;
    const cc_value *question = cc_layers_get(in, "question");
    const cc_value *answers = cc_layers_get(in, self->name), *right = cc_layers_get(in, "right");
    read_list(reader, in, self, lesson->answer, CC_LESSON_ANSWERS, &lesson->n_answers);
    if (reader->error != SIM_OK) {
        return;
    }
    if (question != NULL && lesson->n_answers < 2) {
        cc_read_refuse(reader, answers != NULL ? answers : question,
                       "a question needs 2 to %d answers (has %d)", CC_LESSON_ANSWERS,
                       lesson->n_answers);
    } else if (question == NULL && (answers != NULL || right != NULL)) {
        cc_read_refuse(reader, answers != NULL ? answers : right, "needs a question");
    } else if (question != NULL && right == NULL) {
        cc_read_missing(reader, in, "right", "is missing: the number of the right answer");
    }
}

static void
write_answers(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_lesson *lesson = object;
    write_list(writer, self, lesson->answer, lesson->n_answers);
}

static void
read_right(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    cc_lesson *lesson = object;
    cc_value *value = cc_layers_get(in, self->name);
    lesson->right = value != NULL ? cc_read_int(reader, self, value) : 0;
    if (value != NULL && reader->error == SIM_OK && lesson->right > lesson->n_answers) {
        cc_read_refuse(reader, value, "must be the number of an answer, 1 to %d (is %d)",
                       lesson->n_answers, lesson->right);
    }
}

static bool
is_there(const cc_scenario *scenario, const char *name)
{
    const cc_center_setup *center = &scenario->center;
    bool found = cc_channel_find(scenario, name) >= 0;
    for (int j = 0; j < center->n_queues; j++) {
        found |= strcmp(center->queue[j].name, name) == 0;
    }
    for (int j = 0; j < center->n_groups; j++) {
        found |= strcmp(center->group[j].name, name) == 0;
    }
    for (int j = 0; j < center->n_nodes; j++) {
        found |= strcmp(center->node[j].name, name) == 0;
    }
    return found;
}

static void
read_watch(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    cc_lesson *lesson = object;
    read_list(reader, in, self, lesson->watch, CC_LESSON_WATCH, &lesson->n_watch);
    const cc_value *value = cc_layers_get(in, self->name);
    for (int j = 0; j < lesson->n_watch && reader->error == SIM_OK; j++) {
        if (!is_there(cc_scenario_of(reader), lesson->watch[j])) {
            cc_read_refuse(reader, value->kind == CC_VALUE_LIST ? value->child[j] : value,
                           "is no queue, group, channel or node (is \"%s\")", lesson->watch[j]);
        }
    }
}

static void
write_watch(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_lesson *lesson = object;
    write_list(writer, self, lesson->watch, lesson->n_watch);
}

/* Within the opening hours, by the clock of the run. */
static void
read_begin(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    cc_lesson *lesson = object;
    const cc_run *run = &cc_scenario_of(reader)->run;
    cc_value *value = cc_layers_get(in, self->name);
    lesson->begin = NAN;
    if (value == NULL) {
        return;
    }
    const double time = cc_read_time(reader, self, value) - run->day_begin;
    lesson->begin = time < 0 ? time + CC_DAY : time;
    if (reader->error == SIM_OK && !(lesson->begin < run->warm_up + run->observe)) {
        cc_read_refuse(reader, value, "must be a time of the run's first day");
    }
}

static void
write_begin(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_lesson *lesson = object;
    if (!isnan(lesson->begin)) {
        const double time = lesson->begin + cc_scenario_in(writer)->run.day_begin;
        cc_write_name(writer, self->name);
        cc_write_time(writer, time >= CC_DAY ? time - CC_DAY : time);
        cc_write_end(writer);
    }
}

static void
read_aim(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    cc_lesson *lesson = object;
    cc_value *value = cc_layers_get(in, self->name);
    lesson->aim = value != NULL ? cc_read_number(reader, self, value) : NAN;
    note_place(&lesson->at_aim, value);
}

const cc_setting cc_settings_lesson[] = {
    {.name = "title",
     .kind = CC_SET_TEXT,
     .offset = LESSON(title),
     .max = 60,
     .read = read_words,
     .normal = "must be given",
     .doc = "What it is about, in a few words; at most 60 characters."},
    {.name = "goal",
     .kind = CC_SET_TEXT,
     .offset = LESSON(goal),
     .max = MOST,
     .type = "text, or list of its lines",
     .read = read_words,
     .normal = "must be given",
     .doc = "What the trainee is to reach; at most 600 characters, as all that follow."},
    {.name = "hint",
     .kind = CC_SET_TEXT,
     .offset = LESSON(hint),
     .max = MOST,
     .type = "text, or list of its lines",
     .read = read_words,
     .normal = "none",
     .doc = "Shown when asked for."},
    {.name = "question",
     .kind = CC_SET_TEXT,
     .offset = LESSON(question),
     .max = MOST,
     .type = "text, or list of its lines",
     .read = read_words,
     .normal = "none",
     .doc = "A prediction, asked for before the day begins."},
    {.name = "answers",
     .kind = CC_SET_SPECIAL,
     .max = 120,
     .type = "list of 2 to 6 texts",
     .normal = "none",
     .read = read_answers,
     .write = write_answers,
     .doc = "To choose from; at most 120 characters each."},
    {.name = "right",
     .kind = CC_SET_INT,
     .unit = "",
     .min = 1,
     .max = CC_LESSON_ANSWERS,
     .fallback = 0,
     .offset = LESSON(right),
     .read = read_right,
     .is_policy = true,
     .normal = "must be given with a question",
     .doc = "Number of the right answer."},
    {.name = "because",
     .kind = CC_SET_TEXT,
     .offset = LESSON(because),
     .max = MOST,
     .type = "text, or list of its lines",
     .read = read_words,
     .normal = "none",
     .doc = "Why it is right; shown with it."},
    {.name = "reference",
     .kind = CC_SET_TEXT,
     .offset = LESSON(reference),
     .max = 200,
     .read = read_reference,
     .normal = "none",
     .doc = "File of changes that mend the day, from the folder of this file."},
    {.name = "score",
     .kind = CC_SET_TEXT,
     .offset = LESSON(score),
     .max = 200,
     .read = read_score,
     .normal = "must be given",
     .doc = "Figure and scope by which the day is judged, \"service_level_g1 channel:voice\": see "
            "ccsim list kpis."},
    {.name = "aim",
     .kind = CC_SET_NUMBER,
     .unit = "",
     .min = -1e12,
     .max = 1e12,
     .fallback = NAN,
     .offset = LESSON(aim),
     .read = read_aim,
     .is_policy = true,
     .normal = "none",
     .doc = "Score that is asked for, in the figure's unit."},
    {.name = "seed",
     .kind = CC_SET_INT,
     .unit = "",
     .min = 0,
     .max = INT_MAX - 1,
     .fallback = 1,
     .offset = LESSON(seed),
     .is_policy = true,
     .doc = "Of the day that is played: all trainees have the same customers."},
    {.name = "day",
     .kind = CC_SET_INT,
     .unit = "",
     .min = 1,
     .max = 1000000000,
     .fallback = 1,
     .offset = LESSON(day),
     .is_policy = true,
     .doc = "Which day of that seed: the replication."},
    {.name = "begin",
     .kind = CC_SET_TIME,
     .unit = "time",
     .min = 0,
     .max = CC_DAY,
     .offset = LESSON(begin),
     .read = read_begin,
     .write = write_begin,
     .is_policy = true,
     .normal = "the beginning of the run",
     .doc = "Where the view begins."},
    {.name = "watch",
     .kind = CC_SET_SPECIAL,
     .max = 120,
     .type = "list of up to 6 names",
     .normal = "none",
     .read = read_watch,
     .write = write_watch,
     .doc = "Queues, groups, channels and nodes to look at."},
    {.name = NULL},
};

void
cc_lesson_read(cc_reader *reader, const cc_layers *root)
{
    cc_lesson *lesson = &cc_scenario_of(reader)->lesson;
    const cc_layers in = cc_layers_sub(root, "lesson");
    static const char *const needed[] = {"title", "goal", "score", NULL};
    lesson->is_given = in.n > 0;
    for (int j = 0; in.n > 0 && needed[j] != NULL && reader->error == SIM_OK; j++) {
        if (cc_layers_get(&in, needed[j]) == NULL) {
            cc_read_missing(reader, &in, needed[j], "is missing");
        }
    }
    if (reader->error == SIM_OK) {
        cc_settings_read(reader, &in, cc_settings_lesson, lesson);
    }
}

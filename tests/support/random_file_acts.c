/* The acts of random_grammar.h that write files beside the scenario. */
#include "tests/support/random_scenario.h"
#include "tests/support/random_writer.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A file with that header and n lines. */
static void
write_file(random_writer *self, const char *header, random_part row, size_t n)
{
    random_scenario *into = self->into;
    assert_in_range(into->n_files, 0, RANDOM_SCENARIO_FILES - 1);
    random_text content = {0}, *out = self->out;
    const int number_of_it = into->n_files++;
    self->out = &content;
    random_say(self, "%s%s", header, header[0] != '\0' ? "\n" : "");
    random_repeat(self, row, n, "\n");
    random_say(self, "\n");
    self->out = out;
    into->file[number_of_it] = content.at;
    random_say(self, "t%d.csv", number_of_it);
}

static void
file(random_writer *self, random_part arguments)
{
    char header[80];
    random_word(&arguments, header, sizeof(header));
    const int low = (int)random_number(&arguments), high = (int)random_number(&arguments);
    write_file(self, header, arguments, (size_t)(low + random_below(&self->frame, high - low)));
}

/* The same with fields separated by what a letter stands for. */
static void
file_in(random_writer *self, random_part arguments)
{
    char letter[4];
    random_word(&arguments, letter, sizeof(letter));
    file(self, arguments);
    for (char *c = self->into->file[self->into->n_files - 1]; *c != '\0'; c++) {
        *c = *c != ',' ? *c : letter[0] == 's' ? ';' : letter[0] == 't' ? '\t' : '|';
    }
}

/* The last file again, its rows from last to first, each with the time of its interval and, of several
 * days, a word for its day. */
static void
label_rows(random_writer *self)
{
    const random_frame *frame = &self->frame;
    char **file = &self->into->file[self->into->n_files - 1];
    random_text content = {0}, *out = self->out;
    size_t n = 0;
    for (const char *c = *file; *c != '\0'; c++) {
        n += *c == '\n';
    }
    n--; /* the header */
    self->out = &content;
    random_say(self, "day,start,x\n");
    for (size_t j = n; j-- > 0;) {
        const char *row = *file;
        for (size_t k = 0; k <= j; k++) {
            row = strchr(row, '\n') + 1;
        }
        char clock[16];
        const double time = frame->open + (double)(j % frame->per_day) * frame->interval;
        random_say(self, "d%zu,%s,%.*s\n", j / frame->per_day, random_clock(frame, time, clock),
                   (int)strcspn(row, "\n"), row);
    }
    self->out = out;
    free(*file);
    *file = content.at;
}

/* A column of a file: every other file has labels. Days as words are in the order in which they come. */
static void
csv(random_writer *self, random_part arguments)
{
    const bool labelled = self->into->n_files % 2 == 1;
    random_say(self, "file = \"");
    write_file(self, "x", arguments, random_slots(self));
    random_say(self, "\"; column = \"x\";");
    if (labelled) {
        label_rows(self);
        random_say(self, " outside = \"leave_out\";");
    }
}

/* What Asterisk writes of one call, of a week from 4 March 2024 on. */
static void
log_of_call(random_writer *self, random_part arguments)
{
    (void)arguments;
    random_frame *frame = &self->frame;
    const random_list *issues = &frame->list[RANDOM_ISSUES];
    const int day = random_below(frame, 7), call = random_below(frame, 1000000000);
    const char *queue = issues->name[random_below(frame, issues->n)];
    const double enters = 1709510400 + 86400.0 * day + frame->begin +
                          floor(random_between(frame, frame->open, frame->close - 1));
    const double wait = floor(random_between(frame, 0, frame->work)),
                 talk = floor(random_between(frame, 0, 2 * frame->work));
    random_say(self, "%.0f|c%d|%s|NONE|ENTERQUEUE||5", enters, call, queue);
    switch (random_below(frame, 6)) {
    case 0:
        random_say(self, "\n%.0f|c%d|%s|NONE|ABANDON|1|1|%.0f", enters + wait, call, queue, wait);
        break;
    case 1:
        random_say(self, "\n%.0f|c%d|%s|NONE|EXITWITHTIMEOUT|1|1|%.0f", enters + wait, call, queue,
                   wait);
        break;
    default:
        random_say(self, "\n%.0f|c%d|%s|A1|CONNECT|%.0f", enters + wait, call, queue, wait);
        random_say(self, "\n%.0f|c%d|%s|A1|COMPLETECALLER|%.0f|%.0f", enters + wait + talk, call,
                   queue, wait, talk);
    }
}

/* Without a header. */
static void
log_file(random_writer *self, random_part arguments)
{
    const int low = (int)random_number(&arguments), high = (int)random_number(&arguments);
    write_file(self, "", arguments, (size_t)(low + random_below(&self->frame, high - low)));
}

/* ---- all of them ---- */

const random_act random_file_acts[] = {
    {"file", file},         {"file_in", file_in}, {"csv", csv}, {"log_of_call", log_of_call},
    {"log_file", log_file}, {NULL, NULL},
};

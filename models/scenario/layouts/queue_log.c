/* Asterisk's queue_log: a line for each event of a call, time|call|queue|agent|event|data.. . A call that
 * enters a queue is a contact. How long it waited is in its CONNECT, ABANDON or EXIT.., how long
 * it was talked to in its COMPLETE..; of one that was transferred it is the time since CONNECT. */
#include "models/scenario/recording_layout.h"

#include "models/language/units.h"
#include "models/scenario/settings_sections.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { TIME, CALL, QUEUE, AGENT, EVENT, DATA };

static const char *const names[] = {"time",  "call",  "queue", "agent", "event", "data1",
                                    "data2", "data3", "data4", "data5", NULL};

/* Which of the data fields are the wait and the talk, from 1; 0: none. */
typedef enum effect { ENTERS, CONNECTS, ENDS, GIVES_UP, IS_SENT_AWAY } effect;

static const struct {
    const char *event;
    effect effect;
    int wait, talk;
} events[] = {
    {"ENTERQUEUE", ENTERS, 0, 0},
    {"CONNECT", CONNECTS, 1, 0},
    {"COMPLETEAGENT", ENDS, 1, 2},
    {"COMPLETECALLER", ENDS, 1, 2},
    {"TRANSFER", ENDS, 0, 0},
    {"BLINDTRANSFER", ENDS, 0, 0},
    {"ATTENDEDTRANSFER", ENDS, 0, 0},
    {"ABANDON", GIVES_UP, 3, 0},
    {"EXITWITHTIMEOUT", IS_SENT_AWAY, 3, 0},
    {"EXITEMPTY", IS_SENT_AWAY, 3, 0},
    {"EXITWITHKEY", GIVES_UP, 4, 0},
};
#define N_EVENTS (sizeof(events) / sizeof(events[0]))

/* A call in a queue. */
typedef struct call {
    cc_heard heard;
    double entered, connected; /* s since 1970; NAN: not yet */
    bool is_open;
} call;

typedef struct reading {
    cc_recorder *recorder;
    cc_words words; /* of calls; the number is its place in */
    call *last;     /* the last time that each entered a queue */
    size_t capacity, n_open, n_unknown;
} reading;

static const char *
field(const reading *self, size_t row, int which)
{
    return cc_sheet_field(self->recorder->rows.sheet, row, (size_t)which);
}

static void
refuse(reading *self, size_t row, int which, const char *rule)
{
    cc_read_refuse_field(self->recorder->reader, &self->recorder->rows, row, (size_t)which, rule);
}

/* The call of a row; NULL: no memory, latched. */
static call *
call_of(reading *self, size_t row)
{
    const size_t before = self->words.n, n = cc_words_number(&self->words, field(self, row, CALL));
    if (n != CC_NO_WORD && n == self->capacity) {
        const size_t capacity = n == 0 ? 256 : 2 * n;
        call *last = realloc(self->last, capacity * sizeof(*last));
        self->last = last != NULL ? last : self->last;
        self->capacity = last != NULL ? capacity : self->capacity;
    }
    if (n == CC_NO_WORD || n >= self->capacity) {
        cc_read_no_memory(self->recorder->reader);
        return NULL;
    }
    if (self->words.n > before) {
        self->last[n] = (call){.is_open = false};
    }
    return &self->last[n];
}

/* Seconds in a data field; NAN where it is empty. */
static double
data_of(reading *self, size_t row, int which)
{
    double x = NAN;
    const char *text = which == 0 ? "" : field(self, row, DATA + which - 1);
    if (text[0] != '\0' && !(cc_number_parse(text, &x) && x >= 0 && x <= 1e9)) {
        refuse(self, row, DATA + which - 1, "must be a number of seconds from 0 to 1e9");
    }
    return x;
}

static void
close_call(reading *self, call *of)
{
    of->is_open = false;
    self->n_open--;
    cc_recorder_add(self->recorder, &of->heard);
}

static void
enter(reading *self, size_t row, call *of, double now)
{
    if (of->is_open) { /* its end is not in the file */
        close_call(self, of);
    }
    *of = (call){.heard = {.row = row,
                           .day = "",
                           .kind = cc_recorder_text(self->recorder, row, CC_COLUMN_KIND),
                           .channel = cc_recorder_text(self->recorder, row, CC_COLUMN_CHANNEL),
                           .work = NAN,
                           .patience = NAN,
                           .waited = NAN},
                 .entered = now,
                 .connected = NAN,
                 .is_open = true};
    const char *rule =
        cc_read_moment(&self->recorder->rows, row, TIME, CC_ORDER_UNKNOWN, &of->heard.at);
    if (rule != NULL) {
        refuse(self, row, TIME, rule);
    }
    self->n_open++;
}

static void
happen(reading *self, size_t row, size_t event)
{
    double now;
    call *of = call_of(self, row);
    if (of == NULL) {
        return;
    }
    if (!cc_number_parse(field(self, row, TIME), &now) || !(now >= 1e8 && now < 1e10)) {
        refuse(self, row, TIME, "must be seconds since 1970");
        return;
    }
    if (events[event].effect == ENTERS) {
        enter(self, row, of, now);
        return;
    }
    if (!of->is_open) { /* it entered before the file begins */
        self->n_unknown++;
        return;
    }
    const double wait = data_of(self, row, events[event].wait),
                 talk = data_of(self, row, events[event].talk);
    const double waited = isnan(wait) ? fmax(now - of->entered, 0) : wait;
    cc_heard *heard = &of->heard;
    switch (events[event].effect) {
    case CONNECTS:
        heard->waited = waited;
        of->connected = now;
        return;
    case ENDS:
        heard->work = isnan(talk) ? now - of->connected : talk;
        break;
    case GIVES_UP:
        heard->patience = waited;
        break;
    case IS_SENT_AWAY:
    case ENTERS:
        heard->waited = waited;
        break;
    }
    close_call(self, of);
}

static void
read(cc_recorder *recorder)
{
    reading self = {.recorder = recorder};
    const cc_read_rows *rows = &recorder->rows;
    size_t n_known = 0;
    for (size_t j = 0; j < rows->n && recorder->reader->error == SIM_OK; j++) {
        const char *text = field(&self, rows->row[j], EVENT);
        for (size_t k = 0; k < N_EVENTS; k++) {
            if (strcmp(text, events[k].event) == 0) {
                happen(&self, rows->row[j], k);
                n_known++;
                break;
            }
        }
    }
    if (n_known == 0 && rows->n > 0) {
        cc_read_refuse_file(recorder->reader, rows,
                            "is no queue_log: none of its %zu row%s an event of a call, such as "
                            "ENTERQUEUE, in its fifth field",
                            rows->n, rows->n == 1 ? " has" : "s has");
    }
    const size_t n_open = self.n_open;
    for (size_t j = 0; j < self.words.n && recorder->reader->error == SIM_OK; j++) {
        if (self.last[j].is_open) {
            close_call(&self, &self.last[j]);
        }
    }
    if (n_open + self.n_unknown > 0) {
        cc_read_remark(recorder->reader, true,
                       "trace: %.300s: %zu call%s no end in it, what is not known of them is "
                       "drawn; %zu event%s of calls that do not enter a queue in it",
                       rows->path, n_open, n_open == 1 ? " has" : "s have", self.n_unknown,
                       self.n_unknown == 1 ? " is" : "s are");
    }
    cc_words_free(&self.words);
    free(self.last);
}

const cc_recording_layout cc_recording_layout_queue_log = {
    .name = "queue_log",
    .doc = "Asterisk's queue_log",
    .names = names,
    .read = read,
};

/* Contact records of Amazon Connect as a table, with the names of its fields however they are written:
 * AgentInteractionDuration, agent_interaction_duration, "Agent interaction duration". Durations are in s,
 * or in ms where the name says so. The time is that of coming into the queue where there is one,
 * and contacts that never came into one are left out; the work is talk and hold, without after-contact
 * work, which is wrap-up. */
#include "models/scenario/recording_layout.h"

#include "models/scenario/settings_sections.h"
#include <ctype.h>
#include <math.h>
#include <string.h>

enum { INITIATED, ENQUEUED, CONNECTED, TALK, HOLD, QUEUED, REASON, N_FIELDS };

/* Names without marks, in small letters; behind some "ms" may stand. */
static const char *const fields[N_FIELDS][3] = {
    [INITIATED] = {"initiationtimestamp", NULL},
    [ENQUEUED] = {"enqueuetimestamp", "queueenqueuetimestamp", NULL},
    [CONNECTED] = {"connectedtoagenttimestamp", "agentconnectedtoagenttimestamp", NULL},
    [TALK] = {"agentinteractionduration", "agentagentinteractionduration", NULL},
    [HOLD] = {"customerholdduration", "agentcustomerholdduration", NULL},
    [QUEUED] = {"queueduration", NULL},
    [REASON] = {"disconnectreason", NULL},
};

typedef struct reading {
    cc_recorder *recorder;
    int column[N_FIELDS];
    double unit[N_FIELDS]; /* s */
    cc_date_order order;
    size_t n_elsewhere;
} reading;

static bool
is_field(const char *header, const char *field, double *unit)
{
    char name[64];
    size_t n = 0;
    for (; *header != '\0' && n + 1 < sizeof(name); header++) {
        if (isalnum((unsigned char)*header)) {
            name[n++] = (char)tolower((unsigned char)*header);
        }
    }
    name[n] = '\0';
    const size_t length = strlen(field);
    *unit = strcmp(name + (n >= length ? length : n), "ms") == 0 ? 0.001 : 1;
    return strncmp(name, field, length) == 0 && (name[length] == '\0' || *unit != 1);
}

static void
find_fields(reading *self)
{
    const cc_sheet *sheet = self->recorder->rows.sheet;
    for (int f = 0; f < N_FIELDS; f++) {
        self->column[f] = -1;
        for (size_t j = 0; j < sheet->n_columns && self->column[f] < 0; j++) {
            for (int k = 0; fields[f][k] != NULL && self->column[f] < 0; k++) {
                self->column[f] =
                    is_field(sheet->header[j], fields[f][k], &self->unit[f]) ? (int)j : -1;
            }
        }
    }
}

static const char *
text_of(const reading *self, size_t row, int f)
{
    return self->column[f] < 0
               ? ""
               : cc_sheet_field(self->recorder->rows.sheet, row, (size_t)self->column[f]);
}

static double
seconds_of(reading *self, size_t row, int f)
{
    return text_of(self, row, f)[0] == '\0'
               ? NAN
               : cc_recorder_duration(self->recorder, row, (size_t)self->column[f], self->unit[f]);
}

static void
read_row(reading *self, size_t row)
{
    const int at = self->column[ENQUEUED] >= 0 ? ENQUEUED : INITIATED;
    if (text_of(self, row, at)[0] == '\0') {
        self->n_elsewhere++;
        return;
    }
    cc_heard heard = {.row = row,
                      .day = "",
                      .kind = cc_recorder_text(self->recorder, row, CC_COLUMN_KIND),
                      .channel = cc_recorder_text(self->recorder, row, CC_COLUMN_CHANNEL),
                      .patience = NAN};
    const size_t column = (size_t)self->column[at];
    const char *rule = cc_read_moment(&self->recorder->rows, row, column, self->order, &heard.at);
    rule = rule == NULL && !(heard.at.has_day && heard.at.has_time) ? "must be a date and a time"
                                                                    : rule;
    if (rule != NULL) {
        cc_read_refuse_field(self->recorder->reader, &self->recorder->rows, row, column, rule);
        return;
    }
    const double talk = seconds_of(self, row, TALK), hold = seconds_of(self, row, HOLD),
                 wait = seconds_of(self, row, QUEUED);
    const bool served =
        self->column[CONNECTED] >= 0 ? text_of(self, row, CONNECTED)[0] != '\0' : !isnan(talk);
    const char *reason = text_of(self, row, REASON);
    const bool gave_up =
        !served && (reason[0] == '\0' || strcmp(reason, "CUSTOMER_DISCONNECT") == 0);
    heard.work = served ? talk + (isnan(hold) ? 0 : hold) : NAN;
    heard.patience = gave_up ? wait : NAN;
    heard.waited = gave_up ? NAN : wait;
    cc_recorder_add(self->recorder, &heard);
}

static void
read(cc_recorder *recorder)
{
    reading self = {.recorder = recorder};
    const cc_read_rows *rows = &recorder->rows;
    find_fields(&self);
    const int at = self.column[ENQUEUED] >= 0 ? self.column[ENQUEUED] : self.column[INITIATED];
    if (at < 0) {
        cc_read_refuse_file(recorder->reader, rows,
                            "has no column EnqueueTimestamp or InitiationTimestamp");
        return;
    }
    self.order = cc_read_order(recorder->reader, rows, (size_t)at);
    for (size_t j = 0; j < rows->n && recorder->reader->error == SIM_OK; j++) {
        read_row(&self, rows->row[j]);
    }
    if (self.n_elsewhere > 0) {
        cc_read_remark(recorder->reader, false,
                       "trace: %.300s: %zu contact%s that came into no queue %s left out",
                       rows->path, self.n_elsewhere, self.n_elsewhere == 1 ? "" : "s",
                       self.n_elsewhere == 1 ? "is" : "are");
    }
}

const cc_recording_layout cc_recording_layout_connect = {
    .name = "connect",
    .doc = "contact records of Amazon Connect",
    .read = read,
};

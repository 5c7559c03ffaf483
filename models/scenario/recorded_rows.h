/* Rows of a file become recorded contacts, whatever the file's layout. */
#ifndef CC_RECORDED_ROWS_H
#define CC_RECORDED_ROWS_H

#include "models/language/words.h"
#include "models/scenario/recording.h"

/* The columns of a table with a row for each contact. */
enum {
    CC_COLUMN_DAY,
    CC_COLUMN_TIME,
    CC_COLUMN_KIND,
    CC_COLUMN_CHANNEL,
    CC_COLUMN_WORK,
    CC_COLUMN_PATIENCE,
    CC_COLUMN_WAIT,
    CC_COLUMN_OUTCOME,
};

/* A contact as a file tells it. */
typedef struct cc_heard {
    size_t row;                    /* of the sheet, for messages */
    cc_moment at;                  /* by the clock of the house */
    const char *day;               /* where that has none: any text, the same for one day */
    const char *kind, *channel;    /* words of the file; "": not said */
    double work, patience, waited; /* as in cc_recorded */
} cc_heard;

/* Words of a column, and what each means: looked up when it is first seen. */
typedef struct cc_column_words {
    cc_words words;
    int *meaning;
    size_t capacity;
} cc_column_words;

/* Of texts, one of which a field must be. */
typedef struct cc_outcomes {
    const char *const *word;
    size_t *found; /* how often */
    int n;
} cc_outcomes;

typedef struct cc_heard_row cc_heard_row;

typedef struct cc_recorder {
    cc_reader *reader;
    cc_read_rows rows;
    int column[CC_RECORDING_COLUMNS];  /* of the sheet; -1: none */
    double unit;                       /* s, of durations without one */
    const cc_value *kinds, *channels;  /* the maps of words */
    cc_outcomes not_served, sent_away; /* of the customer's, of the center's will */
    bool leave_out;                    /* rows outside run.hours or without a time */
    bool asks_for_time, asks_for_day;  /* the column was named, not found */
    bool runs_back;                    /* it has been told that times do, of one day */
    bool has_layout;                   /* which knows the columns, but of kind and channel */
    cc_words days;
    cc_column_words kind, channel;
    cc_heard_row *heard;
    size_t n, capacity, n_dated;
    size_t n_outside, n_unwanted; /* left out: by time, by kind or channel */
} cc_recorder;

/* The column of times or days that nobody named, by its usual names; -1: none. Times come first. */
int cc_recorder_find(cc_recorder *self, int which);
/* Notes which columns were found so. */
void cc_recorder_say_columns(cc_recorder *self);
/* Notes a row that is much earlier than the one before, where all are taken for one day. */
void cc_recorder_warn_of_one_day(cc_recorder *self, double before, double time, size_t row);

/* A row for each contact. */
void cc_recorder_read_table(cc_recorder *self);
/* One more contact, unless it is refused or left out. */
void cc_recorder_add(cc_recorder *self, cc_heard *heard);
/* All are there: they become the scenario's recording. */
void cc_recorder_keep(cc_recorder *self);
void cc_recorder_free(cc_recorder *self);

/* Text of a column, "" if there is none. */
const char *cc_recorder_text(const cc_recorder *self, size_t row, int which);
/* s; NAN where there is no column, or nothing in it. */
double cc_recorder_seconds(cc_recorder *self, size_t row, int which);
/* s in a column of the sheet; a bare number is in `unit` s. */
double cc_recorder_duration(cc_recorder *self, size_t row, size_t column, double unit);
void cc_recorder_refuse(cc_recorder *self, size_t row, int which, const char *rule);

#endif

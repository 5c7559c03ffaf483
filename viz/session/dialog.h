/* A dialog: a title and rows that are looked at, chosen, typed into or pushed. Keys and clicks in, what was
 * wanted out; whoever opens it knows what its rows mean. */
#ifndef VIZ_DIALOG_H
#define VIZ_DIALOG_H

#include "viz/scene/picture.h"
#include "viz/session/input.h"

typedef enum viz_row_kind {
    VIZ_ROW_TEXT,    /* words, in as many lines as they need */
    VIZ_ROW_HEAD,    /* of the rows below */
    VIZ_ROW_SEAT,    /* a seat in the state `id`, and words */
    VIZ_ROW_DOT,     /* a dot of the role `id`, and words */
    VIZ_ROW_COLUMNS, /* words and figures right of them; id 1: their heads */
    VIZ_ROW_CHOICE,  /* chosen by Enter or a click: that answers the dialog */
    VIZ_ROW_FIELD,   /* typed into; with a step, + and - change its number */
    VIZ_ROW_PICK     /* one of several: Left, Right or a click on its arrows */
} viz_row_kind;

#define VIZ_FIELD_SIZE 256
#define VIZ_COLUMNS 3

typedef struct viz_row {
    viz_row_kind kind;
    int id;      /* of whoever opened it */
    char *words; /* its own copy */
    char column[VIZ_COLUMNS][48];
    char note[64];              /* of a choice, right: its keys */
    char field[VIZ_FIELD_SIZE]; /* UTF-8 */
    bool is_whole_taken;        /* what is typed first takes the place of all */
    double step;                /* of a field that is a number; 0: it is text */
    int pick, n_picks;
    const char *(*pick_words)(void *context, int id, int pick);
    float x, y, width, height; /* px, as drawn last: from the first row, not scrolled */
    bool is_marked;            /* a choice that is the case now */
} viz_row;

typedef enum viz_answer {
    VIZ_ANSWER_NONE,    /* it goes on */
    VIZ_ANSWER_CHANGED, /* a field or pick is another */
    VIZ_ANSWER_DONE,    /* Enter, or its button; focus: the row that was chosen */
    VIZ_ANSWER_CLOSED   /* Escape, or a click beside it */
} viz_answer;

typedef struct viz_dialog {
    int kind; /* of whoever opened it; 0: none is open */
    char title[128];
    char note[256];  /* what is wrong */
    char button[64]; /* of the one that does it; "": there is none */
    viz_row *row;
    int n, room;
    int focus;    /* row; -1: none can have it */
    float scroll; /* px of its rows that are above */
    bool is_wide;
    bool has_columns;    /* two, where there is room */
    void *context;       /* of pick_words */
    viz_box box;         /* where it was drawn last, */
    float height, shown; /* px of all rows, and of those seen */
    bool follows;        /* the focus is to be scrolled to */
} viz_dialog;

void viz_dialog_free(viz_dialog *self);
/* Empty, of that kind. */
void viz_dialog_open(viz_dialog *self, int kind, const char *title, const char *button);
void viz_dialog_close(viz_dialog *self);
/* NULL: no memory. The row is good until the next is added. */
viz_row *viz_dialog_add(viz_dialog *self, viz_row_kind kind, int id, const char *words);
/* The first row of that id; NULL. */
viz_row *viz_dialog_row(const viz_dialog *self, int id);
/* The first that can have it has the focus. */
void viz_dialog_begin(viz_dialog *self);
void viz_dialog_focus(viz_dialog *self, int id);
void viz_dialog_says(viz_dialog *self, const char *note);

viz_answer viz_dialog_input(viz_dialog *self, const viz_input *input, const viz_picture *picture);
/* On top of the picture, in the middle of the window. */
void viz_dialog_draw(viz_dialog *self, viz_picture *picture);

#endif

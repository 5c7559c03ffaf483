/* A picture as a list of shapes, in pixels of the output: what a renderer draws, a test reads and a
 * click hits. No word of how it is drawn. */
#ifndef VIZ_PICTURE_H
#define VIZ_PICTURE_H

#include "viz/scene/theme.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct viz_box {
    float x, y, w, h; /* px */
} viz_box;

typedef enum viz_text_size {
    VIZ_SMALL, /* notes */
    VIZ_BODY,
    VIZ_HEAD,
    VIZ_NUMBER, /* of the wallboard */
    VIZ_N_TEXT_SIZES
} viz_text_size;

/* How wide a text is, in px, and how high its lines: of whoever has the font. */
typedef struct viz_measure {
    float (*width)(void *context, viz_text_size size, const char *text);
    float (*height)(void *context, viz_text_size size);
    void *context;
} viz_measure;

typedef enum viz_shape_kind {
    VIZ_RECT,  /* filled */
    VIZ_FRAME, /* its outline, `line` px inside the box; of 0 px nothing is seen: for clicks */
    VIZ_DOT,   /* a filled circle in the box; round < 1: a part of it, from the top, clockwise */
    VIZ_LINE,  /* from (x, y) to (x + w, y + h), `line` px wide */
    VIZ_SEAT,  /* a sprite: state, ring, count: see viz/scene/seat_shape.h */
    VIZ_CELLS, /* a density map: n_columns x n_rows of colour roles, see cells */
    VIZ_TEXT,
    VIZ_CLIP /* from here on nothing is drawn outside the box; one of no size: no clip */
} viz_shape_kind;

/* What a click at a shape means. */
typedef enum viz_hit {
    VIZ_HIT_NONE,
    VIZ_HIT_SEAT,     /* a: side, b: agent */
    VIZ_HIT_CUSTOMER, /* a: side, b: the name */
    VIZ_HIT_QUEUE,    /* a: side, b: queue */
    VIZ_HIT_NODE,     /* a: side, b: node */
    VIZ_HIT_GROUP,    /* a: side, b: group */
    VIZ_HIT_STRIP,    /* of its width; b: the time at its left end, in ms of the run: see
                       * viz_scene_time_at */
    VIZ_HIT_COMMAND,  /* b: viz_command */
    VIZ_HIT_CHOICE    /* b: line of the dialog */
} viz_hit;

#define VIZ_NO_RING 255

typedef struct viz_shape {
    viz_box box;
    uint8_t kind;      /* viz_shape_kind */
    uint8_t colour;    /* viz_role */
    uint8_t text_size; /* viz_text_size */
    uint8_t hit;       /* viz_hit */
    uint8_t state;     /* of a seat: cc_seat_state */
    uint8_t ring;      /* of a seat: 0-32 thirty-seconds of its round are past; VIZ_NO_RING: none */
    uint8_t count;     /* of a seat: conversations, 0: not said; above 9 as 9+ */
    uint8_t align;     /* of a text: 0 left, 1 middle, 2 right of the box */
    bool is_selected;
    uint8_t ground; /* of a text or seat: viz_role that it stands on, for contrast */
    float line;     /* px */
    float round;
    uint32_t text; /* offset in words; of cells: offset in cells */
    uint32_t a;
    uint64_t b;
    uint16_t n_columns, n_rows;
} viz_shape;

typedef struct viz_picture {
    int width, height; /* px */
    float unit;        /* px of a unit of layout: 1 at 1280 x 720 and scale 1 */
    viz_theme theme;
    viz_measure measure;
    viz_shape *shape;
    size_t n, room;
    char *words; /* texts, each ended by 0 */
    size_t n_words, words_room;
    uint8_t *cells; /* viz_role each */
    size_t n_cells, cells_room;
    int error;      /* latched: out of memory, the picture lacks shapes */
    viz_shape sink; /* takes what nobody will see */
} viz_picture;

/* All zeros is an empty picture. */
void viz_picture_free(viz_picture *self);
/* Empty, of that size; keeps memory. */
void viz_picture_begin(viz_picture *self, int width, int height, float unit, viz_theme theme,
                       viz_measure measure);
/* The shape is the last until the next call; a sink when out of memory, never NULL. */
viz_shape *viz_picture_add(viz_picture *self, viz_shape_kind kind, viz_box box, viz_role colour);
/* Room for the colours of VIZ_CELLS, row by row, until the next call; NULL: no memory. */
uint8_t *viz_picture_cells(viz_picture *self, viz_shape *shape, int n_columns, int n_rows);
/* In one line, in the middle of the box's height; what does not fit ends in an ellipsis, and where not
 * even that fits, or the box is lower than a line, there is none. Returns the shape, whose box is as
 * large as the text. */
viz_shape *viz_picture_text(viz_picture *self, viz_box box, viz_text_size size, int align,
                            viz_role colour, viz_role ground, const char *text);
viz_shape *viz_picture_format(viz_picture *self, viz_box box, viz_text_size size, int align,
                              viz_role colour, viz_role ground, const char *format, ...)
    __attribute__((format(printf, 7, 8)));
/* Words in as many lines as fit the box; returns the height used, px. */
float viz_picture_paragraph(viz_picture *self, viz_box box, viz_text_size size, viz_role colour,
                            viz_role ground, const char *text);
float viz_picture_width(const viz_picture *self, viz_text_size size, const char *text);
float viz_picture_height(const viz_picture *self, viz_text_size size);
static inline const char *
viz_picture_words(const viz_picture *self, const viz_shape *shape)
{
    return self->words + shape->text;
}

/* The uppermost shape that means something there; NULL: none. */
const viz_shape *viz_picture_hit(const viz_picture *self, float x, float y);

#endif

/* Shapes and words are kept in three blocks that only grow. A text's box is made as large as the text
 * itself, so that what overlaps can be seen in the list alone. */
#include "viz/scene/picture.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_WORDS 1024 /* bytes of a line */

void
viz_picture_free(viz_picture *self)
{
    free(self->shape);
    free(self->words);
    free(self->cells);
    *self = (viz_picture){0};
}

void
viz_picture_begin(viz_picture *self, int width, int height, float unit, viz_theme theme,
                  viz_measure measure)
{
    self->width = width;
    self->height = height;
    self->unit = unit;
    self->theme = theme;
    self->measure = measure;
    self->n = self->n_words = self->n_cells = 0;
    self->error = SIM_OK;
}

/* At least that many elements; NULL, and the error is latched: no memory. */
static void *
grow(viz_picture *self, void *block, size_t *room, size_t n, size_t bytes)
{
    if (n <= *room) {
        return block;
    }
    const size_t more = n > 2 * *room ? n : 2 * *room;
    void *larger = realloc(block, more * bytes);
    if (larger == NULL) {
        self->error = SIM_ERR_NOMEM;
        return NULL;
    }
    *room = more;
    return larger;
}

static viz_shape *
nothing(viz_picture *self)
{
    self->sink = (viz_shape){0};
    return &self->sink;
}

viz_shape *
viz_picture_add(viz_picture *self, viz_shape_kind kind, viz_box box, viz_role colour)
{
    viz_shape *shape =
        grow(self, self->shape, &self->room, self->n + 1 > 256 ? self->n + 1 : 256, sizeof(*shape));
    if (shape == NULL) {
        return nothing(self);
    }
    self->shape = shape;
    shape += self->n++;
    *shape = (viz_shape){.box = box,
                         .kind = (uint8_t)kind,
                         .colour = (uint8_t)colour,
                         .round = 1,
                         .line = self->unit};
    return shape;
}

uint8_t *
viz_picture_cells(viz_picture *self, viz_shape *shape, int n_columns, int n_rows)
{
    const size_t n = (size_t)n_columns * (size_t)n_rows;
    uint8_t *cells = grow(self, self->cells, &self->cells_room, self->n_cells + n, 1);
    if (cells == NULL) {
        return NULL;
    }
    self->cells = cells;
    cells += self->n_cells;
    shape->text = (uint32_t)self->n_cells;
    shape->n_columns = (uint16_t)n_columns;
    shape->n_rows = (uint16_t)n_rows;
    self->n_cells += n;
    return cells;
}

/* ---- text ---- */

float
viz_picture_width(const viz_picture *self, viz_text_size size, const char *text)
{
    return text[0] != '\0' ? self->measure.width(self->measure.context, size, text) : 0;
}

float
viz_picture_height(const viz_picture *self, viz_text_size size)
{
    return self->measure.height(self->measure.context, size);
}

static bool
is_start(char c) /* of a character, in UTF-8 */
{
    return ((unsigned char)c & 0xc0) != 0x80;
}

/* Shortens it, in place, to what fits with an ellipsis; false: not even one character does. */
static bool
shorten(const viz_picture *self, viz_text_size size, char *text, float width)
{
    static const char ellipsis[] = "\xe2\x80\xa6";
    uint16_t start[MOST_WORDS]; /* of each character */
    size_t n = 0;
    for (size_t j = 0; text[j] != '\0'; j++) {
        if (is_start(text[j])) {
            start[n++] = (uint16_t)j;
        }
    }
    char try[MOST_WORDS + sizeof(ellipsis)];
    size_t least = 0, most = n; /* characters: `least` fit, `most` do not */
    while (most - least > 1) {
        const size_t middle = (least + most) / 2;
        size_t end = start[middle];
        while (end > 0 && text[end - 1] == ' ') {
            end--;
        }
        memcpy(try, text, end);
        memcpy(try + end, ellipsis, sizeof(ellipsis));
        *(viz_picture_width(self, size, try) <= width ? &least : &most) = middle;
    }
    if (least == 0) {
        return false;
    }
    size_t end = start[least];
    while (end > 0 && text[end - 1] == ' ') {
        end--;
    }
    if (end + sizeof(ellipsis) > MOST_WORDS) {
        return false;
    }
    memcpy(text + end, ellipsis, sizeof(ellipsis));
    return true;
}

viz_shape *
viz_picture_text(viz_picture *self, viz_box box, viz_text_size size, int align, viz_role colour,
                 viz_role ground, const char *text)
{
    char line[MOST_WORDS];
    const float height = viz_picture_height(self, size);
    size_t n = strlen(text);
    if (n == 0 || box.h < height - 0.5f) {
        return nothing(self);
    }
    if (n >= sizeof(line)) { /* at the start of a character */
        for (n = sizeof(line) - 1; n > 0 && !is_start(text[n]); n--) {
        }
    }
    memcpy(line, text, n);
    line[n] = '\0';
    float width = viz_picture_width(self, size, line);
    if (width > box.w + 0.01f) {
        if (!shorten(self, size, line, box.w)) {
            return nothing(self);
        }
        width = viz_picture_width(self, size, line);
    }
    n = strlen(line) + 1;
    char *words = grow(self, self->words, &self->words_room, self->n_words + n, 1);
    if (words == NULL) {
        return nothing(self);
    }
    self->words = words;
    const float left = floorf(box.x + (box.w - width) * (float)align / 2 + 0.5f);
    const viz_box tight = {fmaxf(fminf(left, box.x + box.w - width), box.x),
                           floorf(box.y + (box.h - height) / 2 + 0.5f), width, height};
    viz_shape *shape = viz_picture_add(self, VIZ_TEXT, tight, colour);
    if (shape == &self->sink) {
        return shape;
    }
    shape->text_size = (uint8_t)size;
    shape->align = (uint8_t)align;
    shape->ground = (uint8_t)ground;
    shape->text = (uint32_t)self->n_words;
    memcpy(self->words + self->n_words, line, n);
    self->n_words += n;
    return shape;
}

viz_shape *
viz_picture_format(viz_picture *self, viz_box box, viz_text_size size, int align, viz_role colour,
                   viz_role ground, const char *format, ...)
{
    char text[MOST_WORDS];
    va_list list;
    va_start(list, format);
    vsnprintf(text, sizeof(text), format, list);
    va_end(list);
    return viz_picture_text(self, box, size, align, colour, ground, text);
}

/* How many bytes of it go into one line; at least one character. */
static size_t
line_of(const viz_picture *self, viz_text_size size, float width, const char *text)
{
    char try[MOST_WORDS];
    size_t fits = 0;
    for (size_t j = 0;; j++) {
        if (text[j] != ' ' && text[j] != '\n' && text[j] != '\0') {
            continue;
        }
        if (j < sizeof(try)) {
            memcpy(try, text, j);
            try[j] = '\0';
        }
        if (j >= sizeof(try) || (fits > 0 && viz_picture_width(self, size, try) > width)) {
            return fits;
        }
        fits = j;
        if (text[j] != ' ') {
            return fits;
        }
    }
}

float
viz_picture_paragraph(viz_picture *self, viz_box box, viz_text_size size, viz_role colour,
                      viz_role ground, const char *text)
{
    const float height = viz_picture_height(self, size);
    float y = 0;
    while (*text != '\0' && y + height <= box.h + 0.5f) {
        const bool is_last = y + 2 * height > box.h + 0.5f;
        char line[MOST_WORDS];
        size_t n = is_last ? strcspn(text, "\n") : line_of(self, size, box.w, text);
        n = n < sizeof(line) ? n : sizeof(line) - 1;
        memcpy(line, text, n);
        line[n] = '\0';
        viz_picture_text(self, (viz_box){box.x, box.y + y, box.w, height}, size, 0, colour, ground,
                         line);
        y += height;
        text += n;
        text += *text == ' ' || *text == '\n';
    }
    return y;
}

/* ---- clicks ---- */

static bool
is_inside(viz_box box, float x, float y)
{
    return x >= box.x && x < box.x + box.w && y >= box.y && y < box.y + box.h;
}

const viz_shape *
viz_picture_hit(const viz_picture *self, float x, float y)
{
    const float slack = 2 * self->unit; /* so that what is small can be met */
    const viz_shape *found = NULL;
    bool is_visible = true;
    for (size_t j = 0; j < self->n; j++) {
        const viz_shape *shape = &self->shape[j];
        if (shape->kind == VIZ_CLIP) {
            is_visible = shape->box.w <= 0 || is_inside(shape->box, x, y);
        }
        const float more = shape->kind == VIZ_DOT ? slack : 0;
        const viz_box box = {shape->box.x - more, shape->box.y - more, shape->box.w + 2 * more,
                             shape->box.h + 2 * more};
        if (is_visible && shape->kind != VIZ_CLIP && is_inside(box, x, y)) {
            if (shape->hit != VIZ_HIT_NONE) {
                found = shape;
            } else if (shape->kind == VIZ_RECT) {
                found = NULL; /* covered */
            }
        }
    }
    return found;
}

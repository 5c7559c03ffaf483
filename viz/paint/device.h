/* What has the fonts, the window and the files of pictures: a module of its own, loaded when it is
 * needed, because the libraries behind it take longer to load than most runs of ccsim to start. */
#ifndef VIZ_DEVICE_H
#define VIZ_DEVICE_H

#include "viz/scene/picture.h"
#include "viz/session/input.h"
#include <stdio.h>

/* How much of each pixel is covered, 0 to 255, row by row. */
typedef struct viz_mask {
    uint8_t *cover; /* malloc'd */
    int width, height;
} viz_mask;

typedef struct viz_fonts viz_fonts;
typedef struct viz_window viz_window;

/* Pixels are 0xRRGGBB, row by row without gaps. Functions that return bool or NULL say in `why` what
 * failed. */
typedef struct viz_device {
    const char *version; /* of the ccsim that it belongs to */

    viz_fonts *(*fonts_new)(char *why, size_t room);
    void (*fonts_delete)(viz_fonts *self);
    /* px of an em. */
    bool (*fonts_fit)(viz_fonts *self, viz_text_size size, int px, char *why, size_t room);
    int (*text_width)(viz_fonts *self, viz_text_size size, const char *text);
    int (*text_height)(viz_fonts *self, viz_text_size size);
    /* False: no memory. A text without ink has no size. */
    bool (*text_render)(viz_fonts *self, viz_text_size size, const char *text, viz_mask *mask);

    viz_window *(*open)(const char *title, int width, int height, bool is_full, char *why,
                        size_t room);
    void (*close)(viz_window *self);
    void (*set_full)(viz_window *self, bool is_full);
    void (*size)(const viz_window *self, int *width, int *height); /* px of the output */
    /* The next event; waits for one for at most so long (s). False: none came. */
    bool (*event)(viz_window *self, viz_input *input, double wait);
    bool (*show)(viz_window *self, const uint32_t *pixel, int width, int height);

    bool (*write_png)(FILE *file, const uint32_t *pixel, int width, int height);
} viz_device;

/* The module's one symbol, a const viz_device. */
#define VIZ_DEVICE_SYMBOL "ccsim_window_device"

#endif

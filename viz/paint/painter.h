/* Draws pictures, shape by shape, on a canvas, with the fonts of a device. */
#ifndef VIZ_PAINTER_H
#define VIZ_PAINTER_H

#include "viz/paint/canvas.h"
#include "viz/paint/sprites.h"
#include "viz/paint/texts.h"

typedef struct viz_painter {
    const viz_device *device;
    viz_fonts *fonts;
    viz_canvas canvas;
    viz_texts texts;
    viz_sprites sprites;
    int em[VIZ_N_TEXT_SIZES]; /* px, as fitted */
} viz_painter;

/* False: why says what is missing. */
bool viz_painter_init(viz_painter *self, const viz_device *device, char *why, size_t room);
void viz_painter_free(viz_painter *self);
/* The fonts for pictures of that unit and height. False: why. */
bool viz_painter_fit(viz_painter *self, float unit, int height, bool is_large, char *why,
                     size_t room);
/* With the fonts as they are; valid as long as the painter. */
viz_measure viz_painter_measure(viz_painter *self);
/* Draws it on the canvas, all anew. SIM_ERR_NOMEM, SIM_ERR_PARAM: too large. */
int viz_painter_draw(viz_painter *self, const viz_picture *picture) SIM_MUST_CHECK;

#endif

#ifndef VIZ_SDL_PNG_H
#define VIZ_SDL_PNG_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

/* The same pixels, the same bytes. False: could not be written, or no memory. */
bool viz_png_write(FILE *file, const uint32_t *pixel, int width, int height);

#endif

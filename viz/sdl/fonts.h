/* Fonts, found by fontconfig and rendered by SDL_ttf. */
#ifndef VIZ_SDL_FONTS_H
#define VIZ_SDL_FONTS_H

#include "viz/paint/device.h"

viz_fonts *viz_fonts_new(char *why, size_t room);
void viz_fonts_delete(viz_fonts *self);
bool viz_fonts_fit(viz_fonts *self, viz_text_size size, int px, char *why, size_t room);
int viz_fonts_width(viz_fonts *self, viz_text_size size, const char *text);
int viz_fonts_height(viz_fonts *self, viz_text_size size);
bool viz_fonts_render(viz_fonts *self, viz_text_size size, const char *text, viz_mask *mask);

#endif

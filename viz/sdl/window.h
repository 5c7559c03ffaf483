/* A window by SDL: what happens to it, and pixels on it. */
#ifndef VIZ_SDL_WINDOW_H
#define VIZ_SDL_WINDOW_H

#include "viz/paint/device.h"

viz_window *viz_window_open(const char *title, int width, int height, bool is_full, char *why,
                            size_t room);
void viz_window_close(viz_window *self);
void viz_window_set_full(viz_window *self, bool is_full);
void viz_window_size(const viz_window *self, int *width, int *height);
bool viz_window_event(viz_window *self, viz_input *input, double wait);
bool viz_window_show(viz_window *self, const uint32_t *pixel, int width, int height);

#endif

/* The module's table. */
#include "viz/paint/device.h"
#include "viz/sdl/fonts.h"
#include "viz/sdl/png.h"
#include "viz/sdl/window.h"

extern const viz_device __attribute__((visibility("default"))) ccsim_window_device;

const viz_device ccsim_window_device = {
    .version = CCSIM_VERSION,
    .fonts_new = viz_fonts_new,
    .fonts_delete = viz_fonts_delete,
    .fonts_fit = viz_fonts_fit,
    .text_width = viz_fonts_width,
    .text_height = viz_fonts_height,
    .text_render = viz_fonts_render,
    .open = viz_window_open,
    .close = viz_window_close,
    .set_full = viz_window_set_full,
    .size = viz_window_size,
    .event = viz_window_event,
    .show = viz_window_show,
    .write_png = viz_png_write,
};

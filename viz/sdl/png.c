/* By libpng, which jumps when it fails. */
#include "viz/sdl/png.h"

#include <png.h>
#include <setjmp.h>
#include <stdlib.h>

static void
leave(png_structp png, png_const_charp text)
{
    (void)text;
    png_longjmp(png, 1);
}

static void
be_silent(png_structp png, png_const_charp text)
{
    (void)png;
    (void)text;
}

/* What must outlive the jump is the caller's. */
static bool
write_rows(png_structp png, png_infop info, FILE *file, const uint32_t *pixel, int width,
           int height, png_bytep row)
{
    if (setjmp(png_jmpbuf(png)) != 0) {
        return false;
    }
    png_init_io(png, file);
    png_set_compression_level(png, 6);
    png_set_IHDR(png, info, (png_uint_32)width, (png_uint_32)height, 8, PNG_COLOR_TYPE_RGB,
                 PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_write_info(png, info);
    for (int y = 0; y < height; y++) {
        const uint32_t *from = pixel + (size_t)y * (size_t)width;
        for (int x = 0; x < width; x++) {
            row[3 * x] = (png_byte)(from[x] >> 16);
            row[3 * x + 1] = (png_byte)(from[x] >> 8);
            row[3 * x + 2] = (png_byte)from[x];
        }
        png_write_row(png, row);
    }
    png_write_end(png, info);
    return true;
}

bool
viz_png_write(FILE *file, const uint32_t *pixel, int width, int height)
{
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, leave, be_silent);
    png_infop info = png != NULL ? png_create_info_struct(png) : NULL;
    png_bytep row = malloc(3 * (size_t)width);
    const bool is_written =
        info != NULL && row != NULL && write_rows(png, info, file, pixel, width, height, row);
    free(row);
    png_destroy_write_struct(png != NULL ? &png : NULL, info != NULL ? &info : NULL);
    return is_written && fflush(file) == 0;
}

/* Pixels by hand: where edges lie, what is clipped, how much of a circle is covered. */
#include "viz/paint/canvas.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define WHITE 0xffffffU

static void
begin(viz_canvas *canvas, int width, int height)
{
    assert_int_equal(viz_canvas_begin(canvas, width, height), SIM_OK);
    viz_canvas_rect(canvas, (viz_box){0, 0, (float)width, (float)height}, 0);
}

static uint32_t
at(const viz_canvas *canvas, int x, int y)
{
    return canvas->pixel[y * canvas->width + x];
}

/* Sum of the red of all pixels, in whole pixels. */
static double
inked(const viz_canvas *canvas)
{
    double sum = 0;
    for (int j = 0; j < canvas->width * canvas->height; j++) {
        sum += canvas->pixel[j] >> 16;
    }
    return sum / 255;
}

static void
edges_lie_between_pixels_and_what_has_a_size_is_seen(void **state)
{
    (void)state;
    viz_canvas canvas = {0};
    begin(&canvas, 20, 10);
    viz_canvas_rect(&canvas, (viz_box){2.4F, 3.6F, 5, 2}, WHITE); /* 2 to 7, 4 to 6 */
    assert_float_equal(inked(&canvas), 10, 0);
    assert_int_equal(at(&canvas, 2, 4), WHITE);
    assert_int_equal(at(&canvas, 6, 5), WHITE);
    assert_int_equal(at(&canvas, 7, 5), 0);
    viz_canvas_rect(&canvas, (viz_box){10, 0, .1F, 10}, WHITE);
    assert_float_equal(inked(&canvas), 20, 0);
    viz_canvas_rect(&canvas, (viz_box){15, 0, 0, 10}, WHITE);
    viz_canvas_rect(&canvas, (viz_box){15, 0, NAN, 10}, WHITE);
    assert_float_equal(inked(&canvas), 20, 0);
    viz_canvas_free(&canvas);
}

static void
a_frame_lies_inside_its_box(void **state)
{
    (void)state;
    viz_canvas canvas = {0};
    begin(&canvas, 20, 20);
    viz_canvas_frame(&canvas, (viz_box){2, 2, 10, 8}, 2, WHITE);
    assert_float_equal(inked(&canvas), 10 * 8 - 6 * 4, 0);
    assert_int_equal(at(&canvas, 2, 2), WHITE);
    assert_int_equal(at(&canvas, 4, 4), 0);
    assert_int_equal(at(&canvas, 12, 4), 0);
    viz_canvas_free(&canvas);
}

static void
nothing_is_drawn_outside_the_clip_or_the_picture(void **state)
{
    (void)state;
    viz_canvas canvas = {0};
    const viz_box all = {-50, -50, 200, 200}, clip = {3, 4, 5, 6};
    uint8_t cover[64], cell[4] = {1, 1, 1, 1};
    uint32_t pixel[64];
    const uint32_t palette[2] = {0, WHITE};
    memset(cover, 255, sizeof(cover));
    memset(pixel, 255, sizeof(pixel));
    for (int is_clipped = 0; is_clipped < 2; is_clipped++) {
        for (int kind = 0; kind < 7; kind++) {
            begin(&canvas, 16, 16);
            if (is_clipped) {
                viz_canvas_clip(&canvas, clip);
            }
            for (int x = -20; x < 40; x += 4) {
                const viz_box box = {(float)x, (float)x, 8, 8};
                switch (kind) {
                case 0:
                    viz_canvas_rect(&canvas, all, WHITE);
                    break;
                case 1:
                    viz_canvas_frame(&canvas, box, 1, WHITE);
                    break;
                case 2:
                    viz_canvas_disc(&canvas, box, 1, WHITE);
                    break;
                case 3:
                    viz_canvas_line(&canvas, (viz_box){-30, (float)x, 90, 41}, 3, WHITE);
                    break;
                case 4:
                    viz_canvas_mask(&canvas, x, x, &(viz_mask){cover, 8, 8}, WHITE);
                    break;
                case 5:
                    viz_canvas_sprite(&canvas, x, x, &(viz_sprite){pixel, 8, 8});
                    break;
                default:
                    viz_canvas_cells(&canvas, all, cell, 2, 2, palette);
                }
            }
            assert_true(inked(&canvas) > 0);
            for (int j = 0; is_clipped && j < 16 * 16; j++) {
                const int x = j % 16, y = j / 16;
                if (x < 3 || x >= 8 || y < 4 || y >= 10) {
                    assert_int_equal(canvas.pixel[j], 0);
                }
            }
        }
    }
    viz_canvas_free(&canvas);
}

static void
a_disc_and_its_parts_have_their_areas(void **state)
{
    (void)state;
    viz_canvas canvas = {0};
    for (int d = 3; d <= 61; d += 2) {
        for (int part = 1; part <= 8; part++) {
            begin(&canvas, 64, 64);
            viz_canvas_disc(&canvas, (viz_box){1.3F, 1.6F, (float)d, (float)d}, (float)part / 8,
                            WHITE);
            const double area = 3.14159265 * d * d / 4 * part / 8;
            assert_true(fabs(inked(&canvas) - area) < 1 + .02 * area);
        }
    }
    begin(&canvas, 64, 64); /* the first quarter is upper right */
    viz_canvas_disc(&canvas, (viz_box){0, 0, 64, 64}, .25F, WHITE);
    assert_int_equal(at(&canvas, 45, 20), WHITE);
    assert_int_equal(at(&canvas, 20, 20), 0);
    assert_int_equal(at(&canvas, 45, 45), 0);
    viz_canvas_free(&canvas);
}

static void
lines_have_their_width_in_every_direction(void **state)
{
    (void)state;
    viz_canvas canvas = {0};
    for (int degrees = 0; degrees < 360; degrees += 7) {
        const float w = 40 * cosf((float)degrees / 57.29578F),
                    h = 40 * sinf((float)degrees / 57.29578F);
        begin(&canvas, 100, 100);
        viz_canvas_line(&canvas, (viz_box){50, 50, w, h}, 3, WHITE);
        assert_true(fabs(inked(&canvas) - 120) < 7);
    }
    viz_canvas_free(&canvas);
}

static void
a_sprite_lets_through_what_is_behind_it(void **state)
{
    (void)state;
    viz_canvas canvas = {0};
    for (uint32_t alpha = 0; alpha < 256; alpha++) {
        for (uint32_t ground = 0; ground < 256; ground += 5) {
            begin(&canvas, 1, 1);
            viz_canvas_rect(&canvas, (viz_box){0, 0, 1, 1}, ground * 0x010101U);
            uint32_t pixel = alpha << 24 | alpha << 16; /* red, times its cover */
            viz_canvas_sprite(&canvas, 0, 0, &(viz_sprite){&pixel, 1, 1});
            const double left = ground * (255 - alpha) / 255.;
            assert_true(fabs((at(&canvas, 0, 0) >> 16) - (left + alpha)) < 2);
            assert_true(fabs((at(&canvas, 0, 0) & 255) - left) < 2);
        }
    }
    viz_canvas_free(&canvas);
}

static void
blending_comes_to_both_ends(void **state)
{
    (void)state;
    for (uint32_t j = 0; j < 256; j++) {
        assert_int_equal(viz_blend(0x123456U, j * 0x010101U, 0), 0x123456U);
        assert_int_equal(viz_blend(0x123456U, j * 0x010101U, 255), j * 0x010101U);
        const uint32_t half = viz_blend(0, WHITE, j);
        assert_true(abs((int)(half & 255) - (int)j) <= 1 && half >> 16 == (half & 255));
    }
}

static void
too_large_a_picture_is_refused(void **state)
{
    (void)state;
    viz_canvas canvas = {0};
    assert_int_equal(viz_canvas_begin(&canvas, 0, 5), SIM_ERR_PARAM);
    assert_int_equal(viz_canvas_begin(&canvas, VIZ_CANVAS_MAX + 1, 5), SIM_ERR_PARAM);
    viz_canvas_free(&canvas);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(edges_lie_between_pixels_and_what_has_a_size_is_seen),
        cmocka_unit_test(a_frame_lies_inside_its_box),
        cmocka_unit_test(nothing_is_drawn_outside_the_clip_or_the_picture),
        cmocka_unit_test(a_disc_and_its_parts_have_their_areas),
        cmocka_unit_test(lines_have_their_width_in_every_direction),
        cmocka_unit_test(a_sprite_lets_through_what_is_behind_it),
        cmocka_unit_test(blending_comes_to_both_ends),
        cmocka_unit_test(too_large_a_picture_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* What is drawn and what is kept, with fonts by hand: a character is a solid block. */
#include "viz/paint/painter.h"

#include "viz/scene/seat_shape.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct viz_fonts {
    int em[VIZ_N_TEXT_SIZES];
    int n_rendered;
    bool has_memory;
};

static viz_fonts *
fonts_new(char *why, size_t room)
{
    (void)why;
    (void)room;
    viz_fonts *self = calloc(1, sizeof(*self));
    assert_non_null(self);
    self->has_memory = true;
    return self;
}

static void
fonts_delete(viz_fonts *self)
{
    free(self);
}

static bool
fonts_fit(viz_fonts *self, viz_text_size size, int px, char *why, size_t room)
{
    (void)why;
    (void)room;
    self->em[size] = px;
    return true;
}

static int
text_width(viz_fonts *self, viz_text_size size, const char *text)
{
    return (int)strlen(text) * self->em[size] / 2;
}

static int
text_height(viz_fonts *self, viz_text_size size)
{
    return self->em[size];
}

static bool
text_render(viz_fonts *self, viz_text_size size, const char *text, viz_mask *mask)
{
    *mask = (viz_mask){0};
    if (!self->has_memory) {
        return false;
    }
    mask->width = text_width(self, size, text);
    mask->height = self->em[size];
    mask->cover = malloc((size_t)mask->width * (size_t)mask->height);
    assert_non_null(mask->cover);
    memset(mask->cover, 255, (size_t)mask->width * (size_t)mask->height);
    self->n_rendered++;
    return true;
}

static const viz_device device = {.version = "test",
                                  .fonts_new = fonts_new,
                                  .fonts_delete = fonts_delete,
                                  .fonts_fit = fonts_fit,
                                  .text_width = text_width,
                                  .text_height = text_height,
                                  .text_render = text_render};

static void
open_painter(viz_painter *painter)
{
    char why[100];
    assert_true(viz_painter_init(painter, &device, why, sizeof(why)));
}

/* So many lines on a picture; the first `n_other` say something else. */
static void
draw_lines(viz_painter *painter, viz_picture *picture, int n, int n_other, int other)
{
    viz_picture_begin(picture, 640, 480, 1, VIZ_DARK, viz_painter_measure(painter));
    for (int j = 0; j < n; j++) {
        viz_picture_format(picture, (viz_box){0, (float)j * 10, 600, 20}, VIZ_BODY, 0, VIZ_INK,
                           VIZ_GROUND, "line %d: %d", j, j < n_other ? other : 0);
    }
    assert_int_equal(viz_painter_draw(painter, picture), SIM_OK);
}

static void
a_line_is_rendered_only_when_its_words_change(void **state)
{
    (void)state;
    viz_painter painter;
    viz_picture picture = {0};
    open_painter(&painter);
    draw_lines(&painter, &picture, 40, 0, 0);
    assert_int_equal(painter.fonts->n_rendered, 40);
    draw_lines(&painter, &picture, 40, 0, 0);
    assert_int_equal(painter.fonts->n_rendered, 40);
    for (int j = 1; j <= 1000; j++) {
        draw_lines(&painter, &picture, 40, 7, j);
        assert_int_equal(painter.fonts->n_rendered, 40 + 7 * j);
    }
    assert_int_equal(painter.texts.n_rendered, painter.fonts->n_rendered);
    viz_picture_free(&picture);
    viz_painter_free(&painter);
}

static void
what_is_kept_is_bounded_and_what_is_used_stays(void **state)
{
    (void)state;
    viz_painter painter;
    open_painter(&painter);
    viz_texts *texts = &painter.texts;
    char words[32];
    assert_non_null(viz_texts_mask(texts, VIZ_BODY, "always"));
    for (int j = 0; j < 3 * VIZ_TEXTS_MAX; j++) {
        snprintf(words, sizeof(words), "once %d", j);
        assert_non_null(viz_texts_mask(texts, VIZ_BODY, words));
        if (j % 100 == 0) {
            const int before = painter.fonts->n_rendered;
            assert_non_null(viz_texts_mask(texts, VIZ_BODY, "always"));
            assert_int_equal(painter.fonts->n_rendered, before);
        }
        assert_true(texts->n <= VIZ_TEXTS_MAX && texts->bytes <= VIZ_TEXTS_BYTES);
    }
    const int before = painter.fonts->n_rendered; /* the first of them is long gone */
    assert_non_null(viz_texts_mask(texts, VIZ_BODY, "once 0"));
    assert_int_equal(painter.fonts->n_rendered, before + 1);
    viz_painter_free(&painter);
}

static void
masks_are_bounded_by_bytes(void **state)
{
    (void)state;
    viz_painter painter;
    char why[100], words[64];
    open_painter(&painter);
    assert_true(viz_painter_fit(&painter, 30, 4320, true, why, sizeof(why)));
    for (int j = 0; j < 100; j++) {
        snprintf(words, sizeof(words), "a line that takes much room, %d", j);
        assert_non_null(viz_texts_mask(&painter.texts, VIZ_NUMBER, words));
        assert_true(painter.texts.bytes <= VIZ_TEXTS_BYTES);
    }
    viz_painter_free(&painter);
}

static void
other_fonts_forget_what_was_rendered(void **state)
{
    (void)state;
    viz_painter painter;
    char why[100];
    open_painter(&painter);
    const float before = viz_texts_width(&painter.texts, VIZ_BODY, "words");
    assert_true(viz_painter_fit(&painter, 2, 1440, false, why, sizeof(why)));
    assert_float_equal(viz_texts_width(&painter.texts, VIZ_BODY, "words"), 2 * before, 1);
    viz_painter_free(&painter);
}

static void
no_memory_for_a_text_leaves_it_out(void **state)
{
    (void)state;
    viz_painter painter;
    viz_picture picture = {0};
    open_painter(&painter);
    painter.fonts->has_memory = false;
    draw_lines(&painter, &picture, 3, 0, 0);
    painter.fonts->has_memory = true;
    draw_lines(&painter, &picture, 3, 0, 0);
    assert_int_equal(painter.fonts->n_rendered, 3);
    viz_picture_free(&picture);
    viz_painter_free(&painter);
}

static viz_shape
seat_of(int state, int ring, int count, bool is_selected, float side)
{
    return (viz_shape){.kind = VIZ_SEAT,
                       .box = {0, 0, side, side},
                       .state = (uint8_t)state,
                       .ring = (uint8_t)ring,
                       .count = (uint8_t)count,
                       .is_selected = is_selected};
}

static void
every_look_of_a_seat_is_a_picture_of_its_own_made_once(void **state)
{
    (void)state;
    viz_painter painter;
    open_painter(&painter);
    enum { SIDE = 24, MOST = CC_N_SEAT_STATES * 2 * 2 * 2 };
    static uint32_t seen[MOST][SIDE * SIDE];
    int n = 0;
    for (int again = 0; again < 2; again++) {
        for (int look = 0; look < MOST; look++) {
            const viz_shape seat =
                seat_of(look / 8, 8 + 16 * (look / 4 % 2), look / 2 % 2 * 3, look % 2 != 0, SIDE);
            const viz_sprite *sprite =
                viz_sprites_get(&painter.sprites, &seat, VIZ_DARK, &painter.texts);
            assert_non_null(sprite);
            assert_int_equal(sprite->width, SIDE);
            if (again) {
                assert_memory_equal(sprite->pixel, seen[look], sizeof(seen[look]));
            } else {
                memcpy(seen[n++], sprite->pixel, sizeof(seen[0]));
            }
        }
        assert_int_equal(painter.sprites.n_made, MOST);
    }
    for (int j = 0; j < n; j++) { /* but a ring of nobody, or of whom is chosen, is not told */
        for (int k = 0; k < j; k++) {
            const bool has_no_ring = j / 8 == CC_SEAT_OFF || j % 2 != 0;
            if (!(has_no_ring && j / 8 == k / 8 && j % 4 == k % 4)) {
                assert_memory_not_equal(seen[j], seen[k], sizeof(seen[j]));
            }
        }
    }
    viz_painter_free(&painter);
}

/* The renderer draws its ring by distances; the scene's points say where it is. */
static void
a_seat_is_where_the_scene_has_its_points(void **state)
{
    (void)state;
    viz_painter painter;
    open_painter(&painter);
    enum { SIDE = 60 };
    for (int s = 0; s < CC_N_SEAT_STATES; s++) {
        for (int ring = 0; ring <= 32; ring += 8) {
            const viz_shape seat = seat_of(s, ring, 0, false, SIDE);
            const viz_sprite *sprite =
                viz_sprites_get(&painter.sprites, &seat, VIZ_DARK, &painter.texts);
            assert_non_null(sprite);
            double wrong = 0;
            for (int j = 0; j < SIDE * SIDE; j++) {
                float cover[3];
                viz_seat_pixel((cc_seat_state)s, true, s == CC_SEAT_OFF ? -1 : ring, SIDE, j % SIDE,
                               j / SIDE, 4, cover);
                const float all = s == CC_SEAT_OFF ? cover[0] : cover[0] + cover[1] + cover[2];
                wrong += abs((int)(255 * all) - (int)(sprite->pixel[j] >> 24)) / 255.;
            }
            assert_true(wrong < .02 * SIDE * SIDE);
        }
    }
    viz_painter_free(&painter);
}

static void
sprites_are_bounded_by_bytes(void **state)
{
    (void)state;
    viz_painter painter;
    open_painter(&painter);
    for (int j = 0; j < 40; j++) {
        const viz_shape seat = seat_of(1 + j % 8, j % 33, 0, false, 400 + (float)j);
        assert_non_null(viz_sprites_get(&painter.sprites, &seat, VIZ_DARK, &painter.texts));
        assert_true(painter.sprites.bytes < VIZ_SPRITES_BYTES + 4 * 500 * 500);
    }
    viz_shape none = seat_of(CC_N_SEAT_STATES, 0, 0, false, 20);
    assert_null(viz_sprites_get(&painter.sprites, &none, VIZ_DARK, &painter.texts));
    viz_painter_free(&painter);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_is_rendered_only_when_its_words_change),
        cmocka_unit_test(what_is_kept_is_bounded_and_what_is_used_stays),
        cmocka_unit_test(masks_are_bounded_by_bytes),
        cmocka_unit_test(other_fonts_forget_what_was_rendered),
        cmocka_unit_test(no_memory_for_a_text_leaves_it_out),
        cmocka_unit_test(every_look_of_a_seat_is_a_picture_of_its_own_made_once),
        cmocka_unit_test(a_seat_is_where_the_scene_has_its_points),
        cmocka_unit_test(sprites_are_bounded_by_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

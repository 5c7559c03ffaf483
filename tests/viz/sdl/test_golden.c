/* What a picture looks like, at four sizes, in both themes, with one and two centers, against thumbnails
 * of 32 x 18 in golden.txt, which forgive another smoothing of an edge, but no part that is gone, moved,
 * or of another colour. Letters of another font have other heights, and all lies elsewhere: then it is
 * not looked at. With any font no text is cut or lies over another, at any scale. CCSIM_GOLDEN=1
 * writes golden.txt anew. */
#include "report/words.h"
#include "tests/support/sessions.h"
#include "viz/paint/painter.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

extern const viz_device ccsim_window_device;

#define COLUMNS 32
#define ROWS 18
#define N_SHADES (3 * COLUMNS * ROWS)
#define MEAN 1. /* shades of 256: what another version of the same font may do */
#define MOST 10.

#define GOLDEN CCSIM_SOURCE_DIR "/tests/viz/sdl/golden.txt"

static const struct {
    int width, height;
} sizes[] = {{640, 480}, {1280, 720}, {1920, 1080}, {3840, 2160}};
#define N_SIZES (sizeof(sizes) / sizeof(sizes[0]))

typedef struct on_canvas {
    session_on_screen screen;
    viz_painter painter;
} on_canvas;

static const viz_picture *
open_at(on_canvas *self, int width, int height, viz_theme theme, float scale, bool is_large,
        int n_sides)
{
    char why[512] = "";
    viz_session_def def = viz_session_default();
    def.width = width;
    def.height = height;
    def.theme = theme;
    def.scale = scale;
    def.is_large = is_large;
    def.start = 10.5 * 3600; /* half past ten */
    session_open_def(&self->screen, &def, session_scenario, n_sides > 1 ? session_scenario : NULL);
    viz_session *session = self->screen.session;
    viz_session_settle(session);
    assert_true(viz_painter_init(&self->painter, &ccsim_window_device, why, sizeof(why)));
    assert_true(viz_painter_fit(&self->painter, viz_session_unit(session), height, is_large, why,
                                sizeof(why)));
    const viz_measure measure = viz_painter_measure(&self->painter);
    bool is_new;
    return viz_session_picture(session, &measure, &is_new);
}

static void
close_it(on_canvas *self)
{
    session_close(&self->screen);
    viz_painter_free(&self->painter);
}

/* ---- thumbnails ---- */

static void
shrink(const viz_canvas *canvas, double *shade)
{
    memset(shade, 0, N_SHADES * sizeof(*shade));
    double n[COLUMNS * ROWS] = {0};
    for (int y = 0; y < canvas->height; y++) {
        for (int x = 0; x < canvas->width; x++) {
            const int j = y * ROWS / canvas->height * COLUMNS + x * COLUMNS / canvas->width;
            const uint32_t pixel = canvas->pixel[(size_t)y * (size_t)canvas->width + (size_t)x];
            n[j]++;
            for (int k = 0; k < 3; k++) {
                shade[3 * j + k] += pixel >> (16 - 8 * k) & 255;
            }
        }
    }
    for (int j = 0; j < N_SHADES; j++) {
        shade[j] /= n[j / 3];
    }
}

/* Is the machine's font another than that of golden.txt? By the widths of a text. */
static bool
is_other_font(FILE *golden, bool writes)
{
    char why[512] = "", line[256] = "", known[256];
    viz_painter painter;
    assert_true(viz_painter_init(&painter, &ccsim_window_device, why, sizeof(why)));
    for (int j = 0; j < VIZ_N_TEXT_SIZES; j++) {
        const size_t n = strlen(line);
        snprintf(line + n, sizeof(line) - n, " %g",
                 (double)viz_texts_width(&painter.texts, (viz_text_size)j,
                                         "The quick brown fox, 0123456789"));
    }
    viz_painter_free(&painter);
    if (writes) {
        fprintf(golden, "font%s\n", line);
        return false;
    }
    assert_non_null(fgets(known, sizeof(known), golden));
    known[strcspn(known, "\n")] = '\0';
    return strcmp(known + 4, line) != 0;
}

static void
compare(FILE *golden, bool writes, const char *name, const double *shade)
{
    char line[2 * N_SHADES + 64], known[64];
    if (writes) {
        fprintf(golden, "%s ", name);
        for (int j = 0; j < N_SHADES; j++) {
            fprintf(golden, "%02x", (unsigned)(shade[j] + .5));
        }
        fputc('\n', golden);
        return;
    }
    assert_non_null(fgets(line, sizeof(line), golden));
    int at = 0;
    assert_int_equal(sscanf(line, "%63s %n", known, &at), 1);
    assert_string_equal(known, name);
    double sum = 0, most = 0;
    for (int j = 0; j < N_SHADES; j++) {
        unsigned shade_of = 0;
        assert_int_equal(sscanf(line + at + 2 * j, "%2x", &shade_of), 1);
        const double off = fabs(shade[j] - shade_of);
        sum += off;
        most = fmax(most, off);
    }
    if (sum / N_SHADES > MEAN || most > MOST) {
        fail_msg(
            "%s is off by %.1f on average, %.1f at most; look at it, and if it is as it should "
            "be write golden.txt anew with CCSIM_GOLDEN=1",
            name, sum / N_SHADES, most);
    }
}

static void
pictures_look_as_they_did(void **state)
{
    (void)state;
    const bool writes = getenv("CCSIM_GOLDEN") != NULL;
    FILE *golden = fopen(GOLDEN, writes ? "w" : "r");
    assert_non_null(golden);
    if (is_other_font(golden, writes)) {
        assert_int_equal(fclose(golden), 0);
        skip();
    }
    for (size_t j = 0; j < N_SIZES; j++) {
        for (int look = 0; look < 4; look++) {
            const int n_sides = 1 + look / 2;
            if (n_sides > 1 && j != 1) {
                continue;
            }
            on_canvas it = {0};
            const viz_picture *picture = open_at(&it, sizes[j].width, sizes[j].height,
                                                 (viz_theme)(look % 2), 1, false, n_sides);
            assert_int_equal(viz_painter_draw(&it.painter, picture), SIM_OK);
            char name[64];
            double shade[N_SHADES];
            snprintf(name, sizeof(name), "%dx%d-%s-%d", sizes[j].width, sizes[j].height,
                     viz_theme_name((viz_theme)(look % 2)), n_sides);
            shrink(&it.painter.canvas, shade);
            compare(golden, writes, name, shade);
            close_it(&it);
        }
    }
    assert_int_equal(fclose(golden), 0);
}

/* ---- texts ---- */

static bool
is_over(viz_box a, viz_box b)
{
    const float slack = .6F; /* rounding to whole px */
    return a.x + slack < b.x + b.w && b.x + slack < a.x + a.w && a.y + slack < b.y + b.h &&
           b.y + slack < a.y + a.h;
}

static bool
is_within(viz_box a, viz_box b)
{
    const float slack = .6F;
    return a.x >= b.x - slack && a.y >= b.y - slack && a.x + a.w <= b.x + b.w + slack &&
           a.y + a.h <= b.y + b.h + slack;
}

static void
check_texts(const viz_picture *picture, const char *name)
{
    enum { MOST_TEXTS = 2000 };
    static const viz_shape *text[MOST_TEXTS];
    size_t n = 0;
    const viz_box all = {0, 0, (float)picture->width, (float)picture->height};
    viz_box clip = all;
    for (size_t j = 0; j < picture->n; j++) {
        const viz_shape *shape = &picture->shape[j];
        if (shape->kind == VIZ_CLIP) {
            clip = shape->box.w > 0 ? shape->box : all;
        }
        if (shape->kind != VIZ_TEXT) {
            continue;
        }
        const char *words = viz_picture_words(picture, shape);
        if (!is_within(shape->box, clip)) {
            fail_msg("%s: \"%s\" is cut", name, words);
        }
        for (size_t k = 0; k < n; k++) {
            if (is_over(shape->box, text[k]->box)) {
                fail_msg("%s: \"%s\" lies over \"%s\"", name, words,
                         viz_picture_words(picture, text[k]));
            }
        }
        assert_true(n < MOST_TEXTS);
        text[n++] = shape;
    }
    assert_true(n > 10);
}

static void
check_language(const char *language)
{
    static const float scales[] = {.75F, 1, 1.5F, 3};
    xp_words_begin(language);
    for (size_t j = 0; j < N_SIZES; j++) {
        for (size_t k = 0; k < 8; k++) {
            on_canvas it = {0};
            char name[80];
            const bool is_large = k % 2 != 0;
            const int n_sides = 1 + (int)(j + k) % 2;
            snprintf(name, sizeof(name), "%s, %d x %d, scale %g%s, %d", language, sizes[j].width,
                     sizes[j].height, (double)scales[k / 2], is_large ? ", large" : "", n_sides);
            check_texts(open_at(&it, sizes[j].width, sizes[j].height, VIZ_DARK, scales[k / 2],
                                is_large, n_sides),
                        name);
            close_it(&it);
        }
    }
}

static void
no_text_is_cut_or_lies_over_another(void **state)
{
    (void)state;
    check_language("en");
    check_language("es");
    if (access(CCSIM_BINARY_DIR "/locale/es", F_OK) == 0) {
        assert_string_not_equal(_("Run"), "Run");
    }
    check_language("it");
    xp_words_begin("en");
}

static void
large_text_can_be_read_from_the_back_row(void **state)
{
    (void)state;
    for (size_t j = 0; j < N_SIZES; j++) {
        on_canvas it = {0};
        (void)open_at(&it, sizes[j].width, sizes[j].height, VIZ_LIGHT, 1, true, 1);
        for (int k = 0; k < VIZ_N_TEXT_SIZES; k++) {
            assert_true(it.painter.em[k] * 45 >= sizes[j].height);
        }
        close_it(&it);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pictures_look_as_they_did),
        cmocka_unit_test(no_text_is_cut_or_lies_over_another),
        cmocka_unit_test(large_text_can_be_read_from_the_back_row),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

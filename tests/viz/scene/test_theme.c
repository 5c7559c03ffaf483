/* What colours and figures owe to people who see them: all can be told apart, with few kinds of cones and
 * on a grey screen, and read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "tests/support/colour.h"
#include "viz/scene/seat_shape.h"
#include <cmocka.h>
#include <math.h>
#include <string.h>

#define LEAST_DIFFERENCE 20.0 /* CIEDE2000 */
#define LEAST_TEXT 4.5        /* contrast, WCAG 2 AA */
#define LEAST_SHAPE 3.0

static viz_colour
seat_colour(int theme, int state)
{
    return viz_theme_colour((viz_theme)theme, (viz_role)((int)VIZ_SEAT_FIRST + state));
}

/* Pairs 1, 4, 7, 9, 13, 17, 20, 21, 24, 25, 31 and 34 of table 1 of Sharma, Wu and Dalal 2005. */
static void
differences_are_those_published(void **state)
{
    (void)state;
    static const struct {
        lab x, y;
        double difference;
    } pairs[] = {
        {{50, 2.6772, -79.7751}, {50, 0, -82.7485}, 2.0425},
        {{50, -1.3802, -84.2814}, {50, 0, -82.7485}, 1.0000},
        {{50, 0, 0}, {50, -1, 2}, 2.3669},
        {{50, 2.4900, -0.0010}, {50, -2.4900, 0.0009}, 7.1792},
        {{50, -0.0010, 2.4900}, {50, 0.0009, -2.4900}, 4.8045},
        {{50, 2.5, 0}, {73, 25, -18}, 27.1492},
        {{50, 2.5, 0}, {58, 24, 15}, 19.4535},
        {{50, 2.5, 0}, {50, 3.1736, 0.5854}, 1.0000},
        {{50, 2.5, 0}, {50, 1.8634, 0.5757}, 1.0000},
        {{60.2574, -34.0099, 36.2677}, {60.4626, -34.1751, 39.4387}, 1.2644},
        {{22.7233, 20.0904, -46.6940}, {23.0331, 14.9730, -42.5619}, 2.0373},
        {{2.0776, 0.0795, -1.1350}, {0.9033, -0.0636, -0.5514}, 0.9082},
    };
    for (size_t j = 0; j < sizeof(pairs) / sizeof(pairs[0]); j++) {
        assert_true(fabs(colour_difference(pairs[j].x, pairs[j].y) - pairs[j].difference) < 5e-5);
        assert_true(fabs(colour_difference(pairs[j].y, pairs[j].x) - pairs[j].difference) < 5e-5);
    }
    /* black on white, and the red of sRGB in L*a*b* */
    assert_true(fabs(colour_contrast((viz_colour){0, 0, 0}, (viz_colour){255, 255, 255}) - 21) <
                1e-9);
    const lab red = colour_lab((viz_colour){255, 0, 0}, VISION_USUAL);
    assert_true(fabs(red.l - 53.24) < 0.02 && fabs(red.a - 80.09) < 0.02 &&
                fabs(red.b - 67.20) < 0.02);
}

static void
states_are_told_apart_by_colour_whatever_cones_one_has(void **state)
{
    (void)state;
    for (int theme = 0; theme < VIZ_N_THEMES; theme++) {
        for (int by = 0; by < N_VISIONS; by++) {
            for (int a = 0; a < CC_N_SEAT_STATES; a++) {
                for (int b = 0; b < a; b++) {
                    const double d =
                        colour_difference(colour_lab(seat_colour(theme, a), (vision)by),
                                          colour_lab(seat_colour(theme, b), (vision)by));
                    if (d < LEAST_DIFFERENCE) {
                        fail_msg("%s, vision %d: %s and %s differ by %.1f",
                                 viz_theme_name((viz_theme)theme), by,
                                 cc_seat_word((cc_seat_state)a), cc_seat_word((cc_seat_state)b), d);
                    }
                }
            }
        }
    }
}

static void
least_contrast(int theme, viz_role role, viz_role ground, double least)
{
    const double is = colour_contrast(viz_theme_colour((viz_theme)theme, role),
                                      viz_theme_colour((viz_theme)theme, ground));
    if (is < least) {
        fail_msg("%s: role %d on %d has contrast %.2f", viz_theme_name((viz_theme)theme), (int)role,
                 (int)ground, is);
    }
}

static void
text_and_shapes_can_be_read_on_what_they_stand_on(void **state)
{
    (void)state;
    static const viz_role text[] = {VIZ_INK, VIZ_FAINT, VIZ_ACCENT, VIZ_GOOD,   VIZ_WARN,
                                    VIZ_BAD, VIZ_PLAN,  VIZ_FLOW,   VIZ_SIDE_A, VIZ_SIDE_B};
    static const viz_role grounds[] = {VIZ_GROUND, VIZ_PANEL, VIZ_RAISED};
    for (int theme = 0; theme < VIZ_N_THEMES; theme++) {
        for (size_t j = 0; j < sizeof(text) / sizeof(text[0]); j++) {
            for (size_t k = 0; k < sizeof(grounds) / sizeof(grounds[0]); k++) {
                least_contrast(theme, text[j], grounds[k], LEAST_TEXT);
            }
        }
        for (int s = 0; s < CC_N_SEAT_STATES; s++) {
            least_contrast(theme, (viz_role)((int)VIZ_SEAT_FIRST + s), VIZ_PANEL, LEAST_SHAPE);
        }
    }
}

/* ---- figures ---- */

#define MOST_SIZE 64

/* A sprite without colour: how much of each pixel is covered. */
static void
sprite(cc_seat_state of, bool has_ring, int size, float *cover)
{
    for (int j = 0; j < size * size; j++) {
        float part[3];
        viz_seat_pixel(of, has_ring, 16, size, j % size, j / size, 4, part);
        cover[j] = part[0];
    }
}

/* Of what either covers, how much is not covered by both. */
static double
difference_of(const float *a, const float *b, int n)
{
    double differ = 0, all = 0;
    for (int j = 0; j < n; j++) {
        differ += fabs((double)a[j] - b[j]);
        all += fmax((double)a[j], (double)b[j]);
    }
    return differ / all;
}

static void
states_are_told_apart_without_colour(void **state)
{
    (void)state;
    static const int sizes[] = {6, 8, 12, 20, 48};
    static float a[MOST_SIZE * MOST_SIZE], b[MOST_SIZE * MOST_SIZE];
    for (size_t s = 0; s < sizeof(sizes) / sizeof(sizes[0]); s++) {
        for (int ring = 0; ring < 2; ring++) {
            for (int j = 0; j < CC_N_SEAT_STATES; j++) {
                for (int k = 0; k < j; k++) {
                    if (ring && sizes[s] < 12) {
                        continue; /* none is drawn then */
                    }
                    sprite((cc_seat_state)j, ring, sizes[s], a);
                    sprite((cc_seat_state)k, ring, sizes[s], b);
                    const double d = difference_of(a, b, sizes[s] * sizes[s]);
                    if (d < 0.2) {
                        fail_msg("%s and %s of %d px: %.2f", cc_seat_word((cc_seat_state)j),
                                 cc_seat_word((cc_seat_state)k), sizes[s], d);
                    }
                }
            }
        }
    }
}

static void
a_ring_tells_how_long(void **state)
{
    (void)state;
    assert_int_equal(viz_seat_ring(NAN), 0);
    assert_int_equal(viz_seat_ring(0), 0);
    assert_int_equal(viz_seat_ring(300), VIZ_RING_STEPS / 2);
    assert_int_equal(viz_seat_ring(1e9), VIZ_RING_STEPS);
    int last = 0; /* of points that are on the ring: more with each step */
    for (int ring = 1; ring <= VIZ_RING_STEPS; ring++) {
        int n = 0;
        for (int j = 0; j < 100 * 100; j++) {
            const float x = ((float)(j % 100) + 0.5f) / 100, y = ((float)(j / 100) + 0.5f) / 100;
            const bool is_past = viz_seat_ring_covers(ring, x, y);
            assert_false(is_past && viz_seat_ring_rest(ring, x, y));
            assert_false(is_past && viz_seat_covers(CC_SEAT_TALKING, true, x, y));
            n += is_past;
        }
        assert_true(n > last);
        last = n;
    }
    assert_true(viz_seat_ring_covers(1, 0.51f, 0.03f)); /* from the top, clockwise */
    assert_false(viz_seat_ring_covers(VIZ_RING_STEPS - 1, 0.49f, 0.03f));
}

static void
themes_are_found_by_name(void **state)
{
    (void)state;
    for (int theme = 0; theme < VIZ_N_THEMES; theme++) {
        assert_int_equal(viz_theme_find(viz_theme_name((viz_theme)theme)), theme);
    }
    assert_int_equal(viz_theme_find("solarized"), -1);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(differences_are_those_published),
        cmocka_unit_test(states_are_told_apart_by_colour_whatever_cones_one_has),
        cmocka_unit_test(text_and_shapes_can_be_read_on_what_they_stand_on),
        cmocka_unit_test(states_are_told_apart_without_colour),
        cmocka_unit_test(a_ring_tells_how_long),
        cmocka_unit_test(themes_are_found_by_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

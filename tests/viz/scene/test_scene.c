/* Pictures of centers of every size in windows of every size: what is in them fits, and nothing lies
 * over what has to be read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "tests/support/made_scene.h"
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_SHAPES 20000

static const made_def cases[] = {
    {.n_agents = 5, .n_waiting = 0, .n_groups = 1, .n_queues = 1, .n_sides = 1},
    {.n_agents = 13,
     .n_waiting = 9,
     .n_groups = 2,
     .n_queues = 2,
     .n_nodes = 1,
     .n_sides = 2,
     .is_selected = true},
    {.n_agents = 50,
     .n_waiting = 40,
     .n_groups = 3,
     .n_queues = 3,
     .n_nodes = 3,
     .n_sites = 2,
     .n_sides = 1,
     .is_selected = true},
    {.n_agents = 500,
     .n_waiting = 300,
     .n_groups = 8,
     .n_queues = 6,
     .n_nodes = 8,
     .n_sites = 3,
     .n_sides = 2,
     .is_long = true},
    {.n_agents = 2000,
     .n_waiting = 2000,
     .n_groups = 20,
     .n_queues = 10,
     .n_nodes = 12,
     .n_sites = 4,
     .n_sides = 1,
     .is_selected = true,
     .is_long = true},
    {.n_agents = 100000,
     .n_waiting = 20000,
     .n_groups = 64,
     .n_queues = 40,
     .n_nodes = 30,
     .n_sites = 6,
     .n_sides = 2,
     .is_long = true,
     .is_selected = true},
    {.n_agents = 3000,
     .n_waiting = 20000,
     .n_groups = 64,
     .n_queues = 40,
     .n_nodes = 64,
     .n_sides = 1},
};
#define N_CASES (sizeof(cases) / sizeof(cases[0]))

static const struct {
    int w, h;
} sizes[] = {{640, 480}, {1280, 720}, {1920, 1080}, {3840, 2160}, {1024, 1280}, {2560, 800}};
static const float scales[] = {0.75f, 1, 1.5f, 3};

typedef struct seen { /* what a picture is called, in a failure */
    const char *what;
    size_t which;
    int w, h;
    float scale;
    bool is_large;
} seen;

static void
fail_for(const seen *at, const char *problem, const char *text, const char *other)
{
    fail_msg("case %zu, %d x %d at scale %g%s: %s: \"%s\" \"%s\"", at->which, at->w, at->h,
             (double)at->scale, at->is_large ? ", large" : "", problem, text, other);
}

static bool
overlap(viz_box a, viz_box b)
{
    const float slack = 0.6f; /* rounding to whole px */
    return a.x + slack < b.x + b.w && b.x + slack < a.x + a.w && a.y + slack < b.y + b.h &&
           b.y + slack < a.y + a.h;
}

static bool
contains(viz_box outer, viz_box inner)
{
    const float slack = 0.6f;
    return inner.x >= outer.x - slack && inner.y >= outer.y - slack &&
           inner.x + inner.w <= outer.x + outer.w + slack &&
           inner.y + inner.h <= outer.y + outer.h + slack;
}

/* The part of the window that a text begins in; the window, if none. */
static viz_box
part_of(const viz_layout *layout, viz_box text)
{
    const viz_box parts[] = {layout->title,     layout->wallboard[0], layout->wallboard[1],
                             layout->queues[0], layout->queues[1],    layout->floor[0],
                             layout->floor[1],  layout->difference,   layout->selection,
                             layout->happened,  layout->strip};
    for (size_t j = 0; j < sizeof(parts) / sizeof(parts[0]); j++) {
        const viz_box *part = &parts[j];
        if (text.x >= part->x && text.x < part->x + part->w && text.y >= part->y - 1 &&
            text.y < part->y + part->h) {
            return *part;
        }
    }
    return layout->window;
}

static void
check_texts(const viz_picture *picture, const viz_layout *layout, const seen *at)
{
    static const viz_shape *text[4096];
    size_t n = 0;
    viz_box clip = {0};
    for (size_t j = 0; j < picture->n; j++) {
        const viz_shape *shape = &picture->shape[j];
        if (shape->kind == VIZ_CLIP) {
            clip = shape->box;
        }
        if (shape->kind != VIZ_TEXT) {
            continue;
        }
        const char *words = viz_picture_words(picture, shape);
        if (!contains(layout->window, shape->box)) {
            fail_for(at, "outside the window", words, "");
        }
        if (!contains(part_of(layout, shape->box), shape->box)) {
            fail_for(at, "outside its part", words, "");
        }
        if (clip.w > 0 && !contains(clip, shape->box)) {
            fail_for(at, "clipped", words, "");
        }
        assert_true(n < sizeof(text) / sizeof(text[0]));
        text[n++] = shape;
    }
    assert_true(n > 0);
    for (size_t j = 0; j < n; j++) {
        for (size_t k = 0; k < j; k++) {
            if (overlap(text[j]->box, text[k]->box)) {
                fail_for(at, "one lies over the other", viz_picture_words(picture, text[j]),
                         viz_picture_words(picture, text[k]));
            }
        }
    }
}

/* Nothing is drawn over a text, but who is under way. */
static void
check_covered(const viz_picture *picture, const seen *at)
{
    for (size_t j = 0; j < picture->n; j++) {
        const viz_shape *text = &picture->shape[j];
        for (size_t k = j + 1; text->kind == VIZ_TEXT && k < picture->n; k++) {
            const viz_shape *over = &picture->shape[k];
            const bool covers = over->kind == VIZ_RECT || over->kind == VIZ_SEAT ||
                                over->kind == VIZ_CELLS ||
                                (over->kind == VIZ_FRAME && over->line > 0);
            if (covers && overlap(text->box, over->box) && !contains(over->box, text->box)) {
                fail_for(at, "something lies over it", viz_picture_words(picture, text), "");
            }
            if (over->kind != VIZ_FRAME && covers && contains(over->box, text->box)) {
                fail_for(at, "it is hidden", viz_picture_words(picture, text), "");
            }
        }
    }
}

/* A text stands on what it says: the last rectangle under it that was drawn before it. */
static void
check_grounds(const viz_picture *picture, const seen *at)
{
    for (size_t j = 0; j < picture->n; j++) {
        const viz_shape *shape = &picture->shape[j];
        if (shape->kind != VIZ_TEXT && shape->kind != VIZ_SEAT) {
            continue;
        }
        const float x = shape->box.x + 1, y = shape->box.y + shape->box.h / 2;
        for (size_t k = j; k-- > 0;) {
            const viz_shape *under = &picture->shape[k];
            if (under->kind == VIZ_RECT && under->hit != VIZ_HIT_CUSTOMER && x >= under->box.x &&
                x < under->box.x + under->box.w && y >= under->box.y &&
                y < under->box.y + under->box.h && under->box.w > 3 && under->box.h > 3) {
                if (under->colour != shape->ground) {
                    fail_for(at, "not on the ground that it says",
                             shape->kind == VIZ_TEXT ? viz_picture_words(picture, shape) : "a seat",
                             "");
                }
                break;
            }
        }
    }
}

static void
check_picture(const viz_picture *picture, const viz_layout *layout, const seen *at)
{
    assert_int_equal(picture->error, 0);
    if (picture->n >= MOST_SHAPES) {
        fail_for(at, "too many shapes", "", "");
    }
    check_texts(picture, layout, at);
    if (at->scale == 1) {
        check_covered(picture, at);
    }
    if (at->which < 4 && at->scale == 1) {
        check_grounds(picture, at);
    }
}

static void
no_text_overlaps_or_is_cut(void **state)
{
    (void)state;
    viz_picture picture = {0};
    viz_layout layout;
    for (size_t c = 0; c < N_CASES; c++) {
        made_scene made;
        made_scene_make(&made, &cases[c]);
        for (size_t s = 0; s < sizeof(sizes) / sizeof(sizes[0]); s++) {
            for (size_t k = 0; k < sizeof(scales) / sizeof(scales[0]); k++) {
                const seen at = {"", c, sizes[s].w, sizes[s].h, scales[k], k == 1 && s % 2 == 1};
                made_picture(&made, at.w, at.h, at.scale, at.is_large, VIZ_DARK, &picture, &layout);
                check_picture(&picture, &layout, &at);
            }
        }
        made_scene_free(&made);
    }
    viz_picture_free(&picture);
}

static void
large_text_is_at_least_a_forty_fifth_of_the_height(void **state)
{
    (void)state;
    for (size_t s = 0; s < sizeof(sizes) / sizeof(sizes[0]); s++) {
        for (size_t k = 0; k < sizeof(scales) / sizeof(scales[0]); k++) {
            const float unit = viz_layout_unit(sizes[s].w, sizes[s].h, scales[k]);
            for (int j = 0; j < VIZ_N_TEXT_SIZES; j++) {
                const float em = viz_layout_text((viz_text_size)j, unit, sizes[s].h, true);
                assert_true(em >= (float)sizes[s].h / 45);
                assert_true(em > viz_layout_text((viz_text_size)j, unit, sizes[s].h, false));
            }
        }
    }
}

static void
parts_lie_beside_each_other_in_the_window(void **state)
{
    (void)state;
    for (size_t s = 0; s < sizeof(sizes) / sizeof(sizes[0]); s++) {
        for (size_t k = 0; k < sizeof(scales) / sizeof(scales[0]); k++) {
            for (int n_sides = 1; n_sides <= 2; n_sides++) {
                const float unit = viz_layout_unit(sizes[s].w, sizes[s].h, scales[k]);
                float em[VIZ_N_TEXT_SIZES];
                for (int j = 0; j < VIZ_N_TEXT_SIZES; j++) {
                    em[j] = viz_layout_text((viz_text_size)j, unit, sizes[s].h, k == 2);
                }
                const viz_measure measure = made_measure(em);
                const int n = (int)(s + k) % 4; /* little to show, or much */
                const viz_contents contents[2] = {
                    {1 + 3 * n, n > 1, 1 + n, n == 3 ? 500 : 5},
                    {1 + n % 2 * 6, n == 1, 1 + 2 * n, n == 0 ? 100000 : 20}};
                const viz_layout it =
                    viz_layout_make(sizes[s].w, sizes[s].h, unit, &measure, n_sides, contents);
                const viz_box parts[] = {
                    it.title,     it.wallboard[0], it.wallboard[1], it.queues[0], it.queues[1],
                    it.floor[0],  it.floor[1],     it.exits[0],     it.exits[1],  it.difference,
                    it.selection, it.happened,     it.strip,        it.bar};
                const size_t n_parts = sizeof(parts) / sizeof(parts[0]);
                for (size_t a = 0; a < n_parts; a++) {
                    assert_true(contains(it.window, parts[a]));
                    for (size_t b = 0; b < a; b++) {
                        assert_false(parts[a].w > 0 && parts[b].w > 0 &&
                                     overlap(parts[a], parts[b]));
                    }
                }
                /* what is always there, and what goes with two only */
                for (int side = 0; side < n_sides; side++) {
                    assert_true(it.wallboard[side].h > 0 && it.queues[side].h > 2 * em[VIZ_BODY] &&
                                it.floor[side].h > 2 * em[VIZ_BODY]);
                }
                assert_true(it.title.h > 0 && it.bar.h > 0);
                assert_true(n_sides == 2 || it.difference.h == 0);
            }
        }
    }
}

/* Above each other, in two centers: lanes with their dots below their names, as in one; lines that match. */
static void
queues_and_floor_share_the_height_by_need(void **state)
{
    (void)state;
    float em[VIZ_N_TEXT_SIZES];
    for (int j = 0; j < VIZ_N_TEXT_SIZES; j++) {
        em[j] = viz_layout_text((viz_text_size)j, 1, 720, false);
    }
    const viz_measure measure = made_measure(em);
    const viz_contents few = {1, false, 1, 13}, lanes = {3, true, 1, 13},
                       seats = {1, false, 5, 500};
    const viz_contents both[2] = {few, lanes}, crowds[2] = {few, seats};
    const viz_layout a = viz_layout_make(1280, 720, 1, &measure, 2, both);
    const viz_layout b = viz_layout_make(1280, 720, 1, &measure, 2, crowds);
    assert_true(a.queues[0].h == a.queues[1].h && a.floor[0].h == a.floor[1].h);
    assert_true(a.floor[0].y == a.floor[1].y);
    const float body = measure.height(em, VIZ_BODY), small = measure.height(em, VIZ_SMALL);
    const float nodes = small + body + 16, legend = small + 16;
    assert_true(a.queues[0].h >= nodes + legend + 3 * (body + 20));
    assert_true(b.queues[0].h < a.queues[0].h && b.floor[0].h > a.floor[0].h);
    /* one lane is above the floor, not beside it with nothing below */
    const viz_layout c = viz_layout_make(1280, 720, 1, &measure, 1, &few);
    const viz_layout d = viz_layout_make(1280, 720, 1, &measure, 1, &lanes);
    assert_true(c.floor[0].y > c.queues[0].y && d.floor[0].y == d.queues[0].y);
}

static bool
picture_says(const viz_picture *picture, const char *words)
{
    bool any = false;
    for (size_t j = 0; j < picture->n; j++) {
        const viz_shape *s = &picture->shape[j];
        any |= s->kind == VIZ_TEXT && strcmp(viz_picture_words(picture, s), words) == 0;
    }
    return any;
}

/* Half the width has no room for eight large numbers: the rest stands in a line below. */
static void
the_wallboard_of_two_says_all_that_one_says(void **state)
{
    (void)state;
    static const char *const words[] = {
        "waiting",         "longest wait", "service level now", "service level today",
        "abandoned today", "working",      "staffed / planned", "backlog"};
    for (int n_sides = 1; n_sides <= 2; n_sides++) {
        made_scene made;
        made_scene_make(
            &made,
            &(made_def){
                .n_agents = 50, .n_waiting = 20, .n_groups = 2, .n_queues = 2, .n_sides = n_sides});
        viz_picture picture = {0};
        viz_layout layout;
        made_picture(&made, 1280, 720, 1, false, VIZ_DARK, &picture, &layout);
        for (size_t j = 0; j < sizeof(words) / sizeof(*words); j++) {
            int n = 0;
            for (size_t k = 0; k < picture.n; k++) {
                const viz_shape *s = &picture.shape[k];
                n += s->kind == VIZ_TEXT && contains(layout.wallboard[0], s->box) &&
                     strcmp(viz_picture_words(&picture, s), words[j]) == 0;
            }
            assert_int_equal(n, 1);
        }
        viz_picture_free(&picture);
        made_scene_free(&made);
    }
}

static void
what_a_target_means_is_told_where_there_is_one(void **state)
{
    (void)state;
    made_scene made;
    made_scene_make(&made, &cases[2]);
    for (int j = 0; j < 2; j++) {
        viz_picture picture = {0};
        viz_layout layout;
        made_picture(&made, 1280, 720, 1, false, VIZ_DARK, &picture, &layout);
        assert_true(picture_says(&picture, "within target") == (j == 0));
        assert_true(picture_says(&picture, "below target") == (j == 0));
        viz_picture_free(&picture);
        for (int l = 0; l < made.view.n_queues * made.view.n_channels; l++) {
            made.view.lane[l].target = -1;
            made.scenario.center.level[l].n_within = 0;
        }
    }
    made_scene_free(&made);
}

/* Of everything but addresses. */
static uint64_t
hash_of(const viz_picture *picture)
{
    uint64_t hash = UINT64_C(1469598103934665603);
    for (size_t j = 0; j < picture->n; j++) {
        const viz_shape *s = &picture->shape[j];
        char text[160];
        const int n = snprintf(text, sizeof(text), "%d %.2f %.2f %.2f %.2f %d %d %d %d %s", s->kind,
                               (double)s->box.x, (double)s->box.y, (double)s->box.w,
                               (double)s->box.h, s->colour, s->state, s->ring, s->count,
                               s->kind == VIZ_TEXT ? viz_picture_words(picture, s) : "");
        for (int k = 0; k < n && k < (int)sizeof(text) - 1; k++) {
            hash = (hash ^ (unsigned char)text[k]) * UINT64_C(1099511628211);
        }
    }
    return hash;
}

static void
a_picture_follows_from_the_scene_alone(void **state)
{
    (void)state;
    viz_layout layout;
    made_scene made, again;
    made_scene_make(&made, &cases[3]);
    made_scene_make(&again, &cases[3]);
    viz_picture first = {0}, second = {0};
    made_picture(&made, 1280, 720, 1, false, VIZ_DARK, &first, &layout);
    made_picture(&made, 1920, 1080, 1, false, VIZ_LIGHT, &second, &layout); /* leaves nothing */
    made_picture(&again, 1280, 720, 1, false, VIZ_DARK, &second, &layout);
    assert_true(first.n == second.n && hash_of(&first) == hash_of(&second));
    viz_picture_free(&first);
    viz_picture_free(&second);
    made_scene_free(&made);
    made_scene_free(&again);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_text_overlaps_or_is_cut),
        cmocka_unit_test(parts_lie_beside_each_other_in_the_window),
        cmocka_unit_test(queues_and_floor_share_the_height_by_need),
        cmocka_unit_test(large_text_is_at_least_a_forty_fifth_of_the_height),
        cmocka_unit_test(the_wallboard_of_two_says_all_that_one_says),
        cmocka_unit_test(what_a_target_means_is_told_where_there_is_one),
        cmocka_unit_test(a_picture_follows_from_the_scene_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

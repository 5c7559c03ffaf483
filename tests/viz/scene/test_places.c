/* Where things are: what a click meets, what stays in sight, who is under way. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "models/center/entries.h"
#include "tests/support/made_scene.h"
#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

typedef struct shown {
    made_scene made;
    viz_picture picture;
    viz_layout layout;
} shown;

static void
show(shown *self, const made_def *def)
{
    *self = (shown){.picture = {0}};
    made_scene_make(&self->made, def);
    self->made.scene.n_interventions = 0;
}

static void
draw(shown *self)
{
    made_picture(&self->made, 1280, 720, 1, false, VIZ_DARK, &self->picture, &self->layout);
}

static void
hide(shown *self)
{
    viz_picture_free(&self->picture);
    made_scene_free(&self->made);
}

static bool
is_in(viz_box box, float x, float y)
{
    return x >= box.x && x < box.x + box.w && y >= box.y && y < box.y + box.h;
}

/* ---- clicks ---- */

static void
a_click_meets_what_is_there(void **state)
{
    (void)state;
    shown it;
    show(&it, &(made_def){.n_agents = 50,
                          .n_waiting = 20,
                          .n_groups = 3,
                          .n_queues = 2,
                          .n_nodes = 2,
                          .n_sites = 2,
                          .n_sides = 2});
    it.made.n_recent = 0;
    it.made.scene.side[0].n_recent = it.made.scene.side[1].n_recent = 0;
    draw(&it);
    int n_seats = 0, n_customers = 0, n_queues = 0, n_nodes = 0, n_groups = 0;
    for (size_t j = 0; j < it.picture.n; j++) {
        const viz_shape *shape = &it.picture.shape[j];
        const viz_shape *met = viz_picture_hit(&it.picture, shape->box.x + shape->box.w / 2,
                                               shape->box.y + shape->box.h / 2);
        if (shape->hit == VIZ_HIT_SEAT || shape->hit == VIZ_HIT_CUSTOMER) {
            assert_ptr_equal(met, shape);
            assert_int_equal(shape->a, shape->box.x > 640);
        }
        n_seats += shape->hit == VIZ_HIT_SEAT;
        n_customers += shape->hit == VIZ_HIT_CUSTOMER;
        n_queues += shape->hit == VIZ_HIT_QUEUE;
        n_nodes += shape->hit == VIZ_HIT_NODE;
        n_groups += shape->hit == VIZ_HIT_GROUP;
    }
    assert_int_equal(n_seats, 2 * 50);
    assert_int_equal(n_customers, 2 * 20);
    assert_int_equal(n_queues, 2 * 6);
    assert_int_equal(n_nodes, 2 * 2);
    assert_int_equal(n_groups, 2 * 3);
    assert_null(viz_picture_hit(&it.picture, 5, 719));
    hide(&it);
}

/* The same person in both centers; an agent in one. */
static void
who_is_selected_is_marked(void **state)
{
    (void)state;
    shown it;
    show(&it,
         &(made_def){.n_agents = 10, .n_waiting = 6, .n_groups = 1, .n_queues = 1, .n_sides = 2});
    const uint64_t waits = it.made.view.waiting[0].owner;
    it.made.view.seat[3].contact = 99;
    const struct {
        viz_select_kind kind;
        uint64_t which;
        int n;
    } cases[] = {{VIZ_SELECT_NOTHING, 0, 0},   {VIZ_SELECT_CUSTOMER, waits, 2},
                 {VIZ_SELECT_CUSTOMER, 99, 2}, {VIZ_SELECT_CUSTOMER, 98, 0},
                 {VIZ_SELECT_SEAT, 3, 1},      {VIZ_SELECT_QUEUE, 0, 3},
                 {VIZ_SELECT_GROUP, 0, 1}};
    for (size_t j = 0; j < sizeof(cases) / sizeof(cases[0]); j++) {
        it.made.scene.selection = (viz_selection){.kind = (uint8_t)cases[j].kind,
                                                  .side = 1,
                                                  .which = cases[j].which,
                                                  .name = "it",
                                                  .fate = {"here", "there"}};
        draw(&it);
        int n = 0;
        for (size_t k = 0; k < it.picture.n; k++) {
            n += it.picture.shape[k].is_selected;
        }
        assert_int_equal(n, cases[j].n);
    }
    hide(&it);
}

static void
a_place_on_the_strip_is_a_time(void **state)
{
    (void)state;
    shown it;
    show(&it, &(made_def){.n_agents = 5, .n_groups = 1, .n_queues = 1, .n_sides = 1});
    float em[VIZ_N_TEXT_SIZES];
    draw(&it);
    for (int j = 0; j < VIZ_N_TEXT_SIZES; j++) {
        em[j] = viz_layout_text((viz_text_size)j, it.picture.unit, 720, false);
    }
    it.picture.measure = made_measure(em);
    const viz_box strip = it.layout.strip;
    const viz_shape *met =
        viz_picture_hit(&it.picture, strip.x + strip.w / 2, strip.y + strip.h / 2);
    assert_non_null(met);
    assert_int_equal(met->hit, VIZ_HIT_STRIP);
    const struct {
        float x;
        double time;
    } places[] = {{met->box.x, 0},
                  {met->box.x + met->box.w / 2, 6 * 3600},
                  {met->box.x + met->box.w, 12 * 3600},
                  {-100, 0},
                  {5000, 12 * 3600}};
    for (size_t j = 0; j < sizeof(places) / sizeof(places[0]); j++) {
        const double time = viz_scene_time_at(&it.made.scene, &it.layout, &it.picture, places[j].x);
        assert_true(fabs(time - places[j].time) < 1);
    }
    hide(&it);
}

/* The highest of each track stands beside it. */
static void
the_strip_has_a_scale(void **state)
{
    (void)state;
    shown it;
    show(&it, &(made_def){.n_agents = 5, .n_groups = 1, .n_queues = 1, .n_sides = 1});
    for (size_t j = 0; j < it.made.tape.n; j++) {
        it.made.tape.cell[j] = (viz_cell){.staffed = 11, .planned = 12};
    }
    it.made.tape.cell[7].arrived = 77;
    it.made.tape.cell[7].longest = 200;
    draw(&it);
    static const char *const numbers[] = {"77", "3:20", "12"};
    for (size_t k = 0; k < sizeof(numbers) / sizeof(numbers[0]); k++) {
        int n = 0;
        for (size_t j = 0; j < it.picture.n; j++) {
            const viz_shape *shape = &it.picture.shape[j];
            n += shape->kind == VIZ_TEXT && is_in(it.layout.strip, shape->box.x, shape->box.y) &&
                 strcmp(viz_picture_words(&it.picture, shape), numbers[k]) == 0;
        }
        assert_int_equal(n, 1);
    }
    hide(&it);
}

/* ---- the floor ---- */

/* The words of a group's header, wherever it is. */
static bool
is_named(const shown *it, const char *name)
{
    for (size_t j = 0; j < it->picture.n; j++) {
        const viz_shape *shape = &it->picture.shape[j];
        if (shape->kind == VIZ_TEXT && is_in(it->layout.floor[0], shape->box.x, shape->box.y) &&
            strcmp(viz_picture_words(&it->picture, shape), name) == 0) {
            return true;
        }
    }
    return false;
}

static void
a_group_is_named_as_long_as_its_seats_are_seen(void **state)
{
    (void)state;
    shown it;
    show(&it, &(made_def){.n_agents = 1100, .n_groups = 4, .n_queues = 1, .n_sides = 2});
    it.made.scene.window = 0;
    made_picture(&it.made, 640, 480, 1, false, VIZ_DARK, &it.picture, &it.layout);
    float em[VIZ_N_TEXT_SIZES];
    for (int j = 0; j < VIZ_N_TEXT_SIZES; j++) {
        em[j] = viz_layout_text((viz_text_size)j, it.picture.unit, 480, false);
    }
    it.picture.measure = made_measure(em);
    const float most = viz_scene_most_scroll(&it.made.scene, &it.layout, &it.picture, 0);
    assert_true(most > 100);
    bool seen_scrolled = false;
    float bar = -1; /* that there is more, and where: in the margin */
    for (float scroll = 0; scroll <= most + 50; scroll += 37) {
        it.made.scene.scroll[0] = scroll;
        made_picture(&it.made, 640, 480, 1, false, VIZ_DARK, &it.picture, &it.layout);
        const viz_box floor = it.layout.floor[0];
        uint32_t seats[4] = {0};
        float at = -1;
        for (size_t j = 0; j < it.picture.n; j++) {
            const viz_shape *shape = &it.picture.shape[j];
            if (shape->kind == VIZ_RECT && shape->colour == VIZ_FAINT &&
                shape->box.x + shape->box.w == floor.x + floor.w &&
                is_in(floor, shape->box.x, shape->box.y)) {
                at = shape->box.y;
            }
            if (shape->hit == VIZ_HIT_SEAT && shape->a == 0 && shape->box.y > floor.y + 60 &&
                shape->box.y + 40 < floor.y + floor.h) {
                for (int g = 0; g < 4; g++) {
                    const cc_view_group *group = &it.made.view.group[g];
                    seats[g] +=
                        shape->b >= group->first && shape->b < group->first + group->n_seats;
                }
            }
        }
        assert_true(scroll > most ? at >= bar : at > bar);
        bar = at;
        for (int g = 0; g < 4; g++) {
            seen_scrolled |= scroll > 0 && seats[g] > 0;
            if (seats[g] > 0 && !is_named(&it, it.made.scenario.center.group[g].name)) {
                fail_msg("scrolled by %g: %u seats of group %d are seen, its name is not",
                         (double)scroll, seats[g], g + 1);
            }
        }
    }
    assert_true(seen_scrolled);
    hide(&it);
}

/* Are these words in the picture? */
static bool
says(const shown *it, const char *words)
{
    for (size_t j = 0; j < it->picture.n; j++) {
        const viz_shape *shape = &it->picture.shape[j];
        if (shape->kind == VIZ_TEXT && strcmp(viz_picture_words(&it->picture, shape), words) == 0) {
            return true;
        }
    }
    return false;
}

/* Every seat of a map has its share of it: within a column of cells. */
static void
a_map_shows_shares(void **state)
{
    (void)state;
    shown it;
    show(&it, &(made_def){.n_agents = 100000, .n_groups = 2, .n_queues = 1, .n_sides = 1});
    draw(&it);
    int n_maps = 0;
    for (size_t j = 0; j < it.picture.n; j++) {
        const viz_shape *shape = &it.picture.shape[j];
        if (shape->kind != VIZ_CELLS) {
            continue;
        }
        const cc_view_group *group = &it.made.view.group[shape->b];
        const uint32_t n = (uint32_t)shape->n_columns * shape->n_rows;
        assert_int_equal(shape->hit, VIZ_HIT_GROUP);
        n_maps++;
        for (int s = 0; s < CC_N_SEAT_STATES; s++) {
            uint32_t cells = 0;
            for (uint32_t k = 0; k < n; k++) {
                cells += it.picture.cells[shape->text + k] == (int)VIZ_SEAT_FIRST + s;
            }
            const double is = (double)cells / n, was = (double)group->count[s] / group->n_seats;
            assert_true(fabs(is - was) <= 1.5 / n);
        }
    }
    assert_int_equal(n_maps, 2);
    assert_true(says(&it, "a cell: 13 agents")); /* 50,000 in 4,000 cells or a few less */
    hide(&it);
}

/* An arrow at each seat of who leaves, where seats are large enough, and how many in the legend. */
static void
who_leaves_is_marked(void **state)
{
    (void)state;
    shown it;
    show(&it, &(made_def){.n_agents = 100, .n_groups = 2, .n_queues = 1, .n_sides = 1});
    draw(&it);
    char text[40];
    int n_leaving = 0, n_marked = 0;
    for (uint32_t j = 0; j < it.made.view.n_seats; j++) {
        n_leaving += it.made.view.seat[j].is_leaving;
    }
    for (size_t j = 0; j + 1 < it.picture.n; j++) {
        const viz_shape *seat = &it.picture.shape[j], *mark = seat + 1;
        if (seat->hit == VIZ_HIT_SEAT && mark->kind == VIZ_DOT) {
            assert_true(it.made.view.seat[seat->b].is_leaving);
            n_marked++;
        }
    }
    snprintf(text, sizeof(text), "leaving %d", n_leaving);
    assert_true(n_leaving > 0 && n_marked == n_leaving);
    assert_true(says(&it, text));
    hide(&it);
}

/* ---- who is under way ---- */

/* The dot of that customer on its way; NULL. */
static const viz_shape *
on_the_way(const shown *it, uint64_t owner)
{
    const viz_shape *found = NULL;
    for (size_t j = 0; j < it->picture.n; j++) {
        const viz_shape *shape = &it->picture.shape[j];
        if (shape->hit == VIZ_HIT_CUSTOMER && shape->b == owner) {
            found = shape;
        }
    }
    return found;
}

static void
who_is_taken_goes_from_lane_to_seat(void **state)
{
    (void)state;
    shown it;
    show(&it,
         &(made_def){.n_agents = 12, .n_waiting = 6, .n_groups = 1, .n_queues = 1, .n_sides = 1});
    const uint64_t owner = 4711;
    const double now = it.made.view.time;
    sim_trace_record record = {
        .time = now,
        .code = CC_JOURNAL_TAKEN,
        .subject = owner,
        .a = cc_told_pack((cc_told){.channel = (int)it.made.scenario.channel[2].id}),
        .b = 7};
    it.made.scene.side[0].recent = &record;
    it.made.scene.side[0].n_recent = 1;
    float last = 0;
    for (int step = 0; step < 10; step++) { /* of a tenth of the way, each */
        record.time = now - step * it.made.scene.window / 10;
        draw(&it);
        const viz_shape *dot = on_the_way(&it, owner);
        assert_non_null(dot);
        const float x = dot->box.x + dot->box.w / 2, y = dot->box.y + dot->box.h / 2;
        assert_true(x > last); /* agents are at the right */
        last = x;
        if (step == 0) {
            assert_true(is_in(it.layout.queues[0], x - 1, y));
        }
        if (step == 9) {
            const viz_shape *seat = NULL;
            for (size_t j = 0; j < it.picture.n; j++) {
                const viz_shape *shape = &it.picture.shape[j];
                seat = shape->hit == VIZ_HIT_SEAT && shape->b == 7 ? shape : seat;
            }
            assert_non_null(seat);
            assert_true(hypotf(x - seat->box.x - seat->box.w / 2,
                               y - seat->box.y - seat->box.h / 2) < seat->box.w);
        }
    }
    record.time = now - it.made.scene.window; /* has arrived */
    draw(&it);
    assert_null(on_the_way(&it, owner));
    record.time = now - 1;
    it.made.scene.window = 0; /* nobody moves */
    draw(&it);
    assert_null(on_the_way(&it, owner));
    hide(&it);
}

/* All that happens at one moment is one way: from the door to the seat, and not to the lane first. */
static void
who_is_answered_at_once_comes_by_one_way(void **state)
{
    (void)state;
    shown it;
    show(&it, &(made_def){.n_agents = 12, .n_groups = 1, .n_queues = 1, .n_sides = 1});
    const double now = it.made.view.time;
    const uint64_t a = cc_told_pack((cc_told){.channel = (int)it.made.scenario.channel[2].id});
    const sim_trace_record records[] = {
        {.time = now - 1, .code = CC_JOURNAL_GETS_IN_TOUCH, .subject = 5, .a = a},
        {.time = now - 1, .code = CC_JOURNAL_WAITS, .subject = 5, .a = a},
        {.time = now - 1, .code = CC_JOURNAL_TAKEN, .subject = 5, .a = a, .b = 0}};
    it.made.scene.side[0].recent = records;
    it.made.scene.side[0].n_recent = 3;
    draw(&it);
    int n = 0;
    for (size_t j = 0; j < it.picture.n; j++) {
        const viz_shape *shape = &it.picture.shape[j];
        n += shape->hit == VIZ_HIT_CUSTOMER && shape->b == 5;
    }
    assert_int_equal(n, 1);
    hide(&it);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_click_meets_what_is_there),
        cmocka_unit_test(who_is_selected_is_marked),
        cmocka_unit_test(a_place_on_the_strip_is_a_time),
        cmocka_unit_test(the_strip_has_a_scale),
        cmocka_unit_test(a_group_is_named_as_long_as_its_seats_are_seen),
        cmocka_unit_test(a_map_shows_shares),
        cmocka_unit_test(who_leaves_is_marked),
        cmocka_unit_test(who_is_taken_goes_from_lane_to_seat),
        cmocka_unit_test(who_is_answered_at_once_comes_by_one_way),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

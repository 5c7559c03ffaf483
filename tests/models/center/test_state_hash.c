/* The hash of a running center: the same however it has come to where it is, another as soon as anything is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "models/center/script.h"
#include "models/center/self.h"
#include "models/center/state.h"
#include "models/scenario/load.h"
#include <cmocka.h>
#include <stdio.h>

typedef struct house {
    cc_layout layout;
    cc_center *center;
    cc_record record;
} house;

static void
load(cc_scenario *scenario, const char *file)
{
    char path[1024];
    cc_refusal refusal = {""};
    const cc_override set[] = {{"run.warm_up", "0 h"}, {"run.observe", "1 d"}};
    snprintf(path, sizeof(path), "%s/%s", CCSIM_SOURCE_DIR, file);
    if (cc_scenario_load(scenario, path, set, 2, &refusal) != SIM_OK) {
        fail_msg("refused: %s", refusal.text);
    }
}

static void
open_house(house *self, const cc_scenario *scenario, uint64_t seed)
{
    cc_refusal refusal = {""};
    assert_int_equal(cc_layout_init(&self->layout, scenario, false), 0);
    assert_int_equal(cc_record_init(&self->record, &self->layout), 0);
    self->center = cc_center_new(scenario, &self->layout, &refusal);
    assert_non_null(self->center);
    assert_int_equal(cc_center_start(self->center, seed, 0, &self->record), 0);
}

static void
close_house(house *self)
{
    cc_center_delete(self->center);
    cc_record_free(&self->record);
}

/* Bytes of the stack that a padded struct would catch. */
static void
soil_the_stack(unsigned char with)
{
    volatile unsigned char dirt[4096];
    for (size_t j = 0; j < sizeof(dirt); j++) {
        dirt[j] = with;
    }
}

static void
the_way_makes_no_difference(void **state)
{
    (void)state;
    static const char *file[] = {"scenarios/bank/contact_center.cfg", "scenarios/chat.cfg",
                                 "scenarios/bank/omnichannel.cfg"};
    for (size_t f = 0; f < 3; f++) {
        cc_scenario scenario;
        house a, b, c;
        load(&scenario, file[f]);
        open_house(&a, &scenario, 1);
        open_house(&b, &scenario, 1);
        open_house(&c, &scenario, 2); /* is somewhere else before it becomes a copy */
        assert_int_equal(cc_center_advance(c.center, 30000), 0);
        assert_int_equal(cc_center_advance(a.center, 50000), 0);
        uint32_t n = 1;
        for (unsigned j = 0; n > 0 || cc_center_time(b.center) < 50000; j++) {
            soil_the_stack((unsigned char)j);
            assert_int_equal(cc_center_advance_by(b.center, 50000, 1 + j % 7, &n), 0);
            if (n == 0) {
                break;
            }
        }
        assert_int_equal(cc_center_events(a.center), cc_center_events(b.center));
        assert_true(cc_center_hash(a.center) == cc_center_hash(b.center));
        assert_int_equal(cc_center_fork(c.center, &c.record, a.center), 0);
        assert_true(cc_center_hash(a.center) == cc_center_hash(c.center));
        assert_int_equal(cc_center_advance(a.center, 70000), 0);
        assert_true(cc_center_hash(a.center) != cc_center_hash(c.center));
        assert_int_equal(cc_center_advance(c.center, 60000), 0);
        assert_int_equal(cc_center_advance(c.center, 70000), 0);
        assert_true(cc_center_hash(a.center) == cc_center_hash(c.center));
        close_house(&a);
        close_house(&b);
        close_house(&c);
        cc_scenario_free(&scenario);
    }
}

static void
changes_that_are_still_to_be_made_are_no_part_of_it(void **state)
{
    (void)state;
    cc_scenario scenario;
    house a, b;
    cc_script script = {NULL, 0, 0};
    load(&scenario, "scenarios/bank/contact_center.cfg");
    assert_int_equal(cc_script_add(&script, (cc_change){40000, CC_CONTROL_VOLUME, 0, 2}), 0);
    open_house(&a, &scenario, 1);
    open_house(&b, &scenario, 1);
    assert_int_equal(cc_center_set_changes(a.center, &script, -1), 0);
    assert_int_equal(cc_center_advance(a.center, 39000), 0);
    assert_int_equal(cc_center_advance(b.center, 39000), 0);
    assert_true(cc_center_hash(a.center) == cc_center_hash(b.center));
    assert_int_equal(cc_center_change(b.center, script.change[0]), 0);
    assert_int_equal(cc_center_advance(a.center, 50000), 0);
    assert_int_equal(cc_center_advance(b.center, 50000), 0);
    assert_true(cc_center_hash(a.center) == cc_center_hash(b.center)); /* early or late */
    cc_script_free(&script);
    close_house(&a);
    close_house(&b);
    cc_scenario_free(&scenario);
}

static uint64_t hash; /* before a stray write */

/* Writes there, and back. */
#define EXPECT_SEEN(center, what)                                                                  \
    do {                                                                                           \
        const __typeof__(what) was_ = what;                                                        \
        what = (__typeof__(what))(was_ + 1);                                                       \
        if (cc_center_hash(center) == hash) {                                                      \
            fail_msg("a write to %s is not seen", #what);                                          \
        }                                                                                          \
        what = was_;                                                                               \
        assert_true(cc_center_hash(center) == hash);                                               \
    } while (0)

static void
any_stray_write_is_seen(void **state)
{
    (void)state;
    cc_scenario scenario;
    house h;
    load(&scenario, "scenarios/bank/contact_center.cfg");
    open_house(&h, &scenario, 1);
    assert_int_equal(cc_center_advance(h.center, 43210), 0);
    cc_center *c = h.center;
    hash = cc_center_hash(c);
    uint32_t id = 0, timer = 0, agent = 0;
    while (c->contact[id].state == CC_FREE) {
        id++;
    }
    while (c->now.calendar.timer[timer].slot == SIM_CALENDAR_NONE) {
        timer++;
    }
    while (!c->agent[agent].on_duty) {
        agent++;
    }
    EXPECT_SEEN(c, c->contact[id].waited);
    EXPECT_SEEN(c, c->contact[id].owner);
    EXPECT_SEEN(c, c->contact[id].leg);
    EXPECT_SEEN(c, c->now.calendar.timer[timer].time);
    EXPECT_SEEN(c, c->agent[agent].since);
    EXPECT_SEEN(c, c->agent[agent].barred);
    EXPECT_SEEN(c, c->crew_now[0].n_idle);
    EXPECT_SEEN(c, c->crew_now[0].roster.paid);
    EXPECT_SEEN(c, c->lane[0].n);
    EXPECT_SEEN(c, c->level[0].within[0]);
    EXPECT_SEEN(c, c->routing[0]);
    EXPECT_SEEN(c, c->serving[0][0]);
    EXPECT_SEEN(c, c->arrivals[0].k);
    EXPECT_SEEN(c, c->now.controls.volume[0]);
    EXPECT_SEEN(c, c->now.time);
    EXPECT_SEEN(c, c->now.n_events);
    EXPECT_SEEN(c, c->now.free_contact);
    EXPECT_SEEN(c, h.record.pool[h.record.n_pool - 1]);
    EXPECT_SEEN(c, h.record.agent[0]);
    EXPECT_SEEN(c, h.record.day[0].offered);
    close_house(&h);
    cc_scenario_free(&scenario);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_way_makes_no_difference),
        cmocka_unit_test(changes_that_are_still_to_be_made_are_no_part_of_it),
        cmocka_unit_test(any_stray_write_is_seen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

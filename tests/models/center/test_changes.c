/* A change made while a center runs, in a copy of it that was made on the way, and the same change in a
 * script from the start: the same bits, whatever the scenario and whatever is changed; so has a center
 * that takes no short cuts. And what a script is as a file is the same script when it is read.
 *
 * test_changes FROM COUNT: more scenarios; --only K: that one, printed. */
#include "models/scenario/load.h"
#include "models/scenario/scenario.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "models/center/script.h"
#include "sim/random.h"
#include "tests/support/each_scenario.h"
#include "tests/support/same_record.h"
#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define COUNT 60
#define CHANGES 24

static each_scenario which; /* set once, by main */

enum { SCRIPTED, GENERAL, LIVE, COPY, N_CENTERS };

typedef struct house {
    cc_scenario scenario;
    cc_layout layout;
    cc_record record[N_CENTERS];
    cc_center *center[N_CENTERS];
    cc_script script;
    uint64_t state; /* of its own random numbers */
    size_t n_made[CC_N_CONTROLS];
} house;

static void
open_house(house *self, const char *path, uint64_t k)
{
    cc_refusal refusal = {""};
    *self = (house){.state = k * 7919 + 1};
    if (cc_scenario_load(&self->scenario, path, NULL, 0, &refusal) != SIM_OK) {
        fail_msg("%s", refusal.text);
    }
    assert_int_equal(cc_layout_init(&self->layout, &self->scenario, k % 3 == 0), 0);
    for (int j = 0; j < N_CENTERS; j++) {
        assert_int_equal(cc_record_init(&self->record[j], &self->layout), 0);
        self->center[j] = cc_center_new(&self->scenario, &self->layout, &refusal);
        assert_non_null(self->center[j]);
    }
    cc_center_set_general(self->center[GENERAL], true);
}

static void
close_house(house *self)
{
    for (int j = 0; j < N_CENTERS; j++) {
        cc_center_delete(self->center[j]);
        cc_record_free(&self->record[j]);
    }
    cc_script_free(&self->script);
    cc_scenario_free(&self->scenario);
}

/* Of the test: in [0, n). */
static double
any(house *self, double n)
{
    self->state = self->state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (double)(self->state >> 11) * 0x1p-53 * n;
}

static double
any_value(house *self, cc_control what)
{
    switch (what) {
    case CC_CONTROL_STAFF:
    case CC_CONTROL_BREAK:
        return floor(any(self, 4));
    case CC_CONTROL_PRIORITY:
        return floor(any(self, 5)) - 2;
    case CC_CONTROL_CONTAINS:
        return any(self, 1);
    case CC_CONTROL_VOLUME:
    case CC_CONTROL_ARRIVALS:
        return any(self, 3) < 1 ? 0 : any(self, 2);
    case CC_CONTROL_MESSAGES:
    case CC_CONTROL_TARGET:
        return any(self, 60);
    case CC_CONTROL_ROUTING:
        return floor(any(self, 4));
    default:
        return any(self, 1) < 0.6 ? 0 : 1;
    }
}

/* Many at boundaries of intervals, or at the moment of the last. */
static double
any_time(house *self, double last)
{
    const double horizon = cc_center_horizon(self->center[LIVE]), kind = any(self, 4);
    return kind < 1   ? fmin(floor(any(self, horizon) / 900) * 900, horizon - 1)
           : kind < 2 ? last
                      : any(self, horizon);
}

static void
make_script(house *self)
{
    double time = 0;
    for (int n = 0; n < CHANGES; n++) {
        cc_change change = {.what = (cc_control)any(self, CC_N_CONTROLS)};
        const int n_of = cc_control_n(&self->scenario, change.what);
        time = change.time = any_time(self, time);
        if (n_of == 0) {
            continue;
        }
        change.which = (int)any(self, n_of);
        change.value = any(self, 4) < 1 ? NAN : any_value(self, change.what);
        if (cc_control_rule(&self->scenario, &change) == NULL &&
            cc_center_change(self->center[COPY], change) == SIM_OK) { /* has it the seats? */
            assert_int_equal(cc_script_add(&self->script, change), 0);
            self->n_made[change.what]++;
        }
    }
}

static void
finish(cc_center *center)
{
    assert_int_equal(cc_center_advance(center, cc_center_horizon(center)), 0);
    assert_int_equal(cc_center_check(center), 0);
    assert_int_equal(cc_center_finish(center), 0);
}

/* Each change when its time has come, or is near; half of the way by a copy. */
static void
run_live(house *self, uint64_t k)
{
    int now = LIVE;
    assert_int_equal(cc_center_start(self->center[LIVE], k, 0, &self->record[LIVE]), 0);
    for (size_t j = 0; j < self->script.n; j++) {
        cc_center *center = self->center[now];
        const cc_change *change = &self->script.change[j];
        const double before = change->time - (any(self, 2) < 1 ? 0 : any(self, 300));
        assert_int_equal(cc_center_advance(center, fmax(before, 0)), 0);
        assert_int_equal(cc_center_check(center), 0);
        if (j == self->script.n / 2) {
            assert_int_equal(cc_center_fork(self->center[COPY], &self->record[COPY], center), 0);
            now = COPY;
        }
        assert_int_equal(cc_center_change(self->center[now], *change), 0);
    }
    finish(self->center[now]);
    if (now == LIVE) {
        assert_int_equal(
            cc_center_fork(self->center[COPY], &self->record[COPY], self->center[LIVE]), 0);
    }
}

static void
run_scripted(house *self, int j, uint64_t k)
{
    cc_center_set_script(self->center[j], &self->script);
    assert_int_equal(cc_center_start(self->center[j], k, 0, &self->record[j]), 0);
    finish(self->center[j]);
}

static bool
is_same(const house *self, int x, int y, const char *what)
{
    char difference[400];
    if (same_record(&self->scenario, &self->record[x], &self->record[y], difference,
                    sizeof(difference)) &&
        self->record[x].n_events == self->record[y].n_events) {
        return true;
    }
    print_message("%s: %s, events %llu and %llu\n", what, difference,
                  (unsigned long long)self->record[x].n_events,
                  (unsigned long long)self->record[y].n_events);
    cc_script_write(&self->script, &self->scenario, stdout);
    return false;
}

static bool
reads_as_written(const house *self)
{
    char path[64] = "/tmp/ccsim-script-XXXXXX";
    const int fd = mkstemp(path);
    FILE *file = fdopen(fd, "w");
    assert_non_null(file);
    cc_script_write(&self->script, &self->scenario, file);
    fclose(file);
    cc_script read = {0};
    cc_refusal refusal = {""};
    const int ret = cc_script_read(&read, &self->scenario, path, &refusal);
    unlink(path);
    if (ret != SIM_OK || read.n != self->script.n) {
        print_message("%s; %zu of %zu\n", refusal.text, read.n, self->script.n);
        cc_script_write(&self->script, &self->scenario, stdout);
        return false;
    }
    bool same = true;
    for (size_t j = 0; j < read.n; j++) {
        const cc_change *x = &read.change[j], *y = &self->script.change[j];
        same = same && memcmp(&x->time, &y->time, sizeof(x->time)) == 0 && x->what == y->what &&
               x->which == y->which &&
               (x->value == y->value || (isnan(x->value) && isnan(y->value)));
    }
    cc_script_free(&read);
    return same;
}

typedef struct trials {
    size_t n_wrong, n_made[CC_N_CONTROLS];
} trials;

static void
try_one(const random_scenario *scenario, const char *path, uint64_t k, void *context)
{
    (void)scenario;
    trials *all = context;
    house it;
    open_house(&it, path, k);
    assert_int_equal(cc_center_start(it.center[COPY], k, 0, &it.record[COPY]), 0);
    make_script(&it);
    run_live(&it, k);
    run_scripted(&it, SCRIPTED, k);
    run_scripted(&it, GENERAL, k);
    const bool right = is_same(&it, SCRIPTED, COPY, "live") &&
                       is_same(&it, SCRIPTED, GENERAL, "in general") && reads_as_written(&it);
    if (!right) {
        print_message("scenario %llu\n", (unsigned long long)k);
    }
    all->n_wrong += !right;
    for (int c = 0; c < CC_N_CONTROLS; c++) {
        all->n_made[c] += it.n_made[c];
    }
    close_house(&it);
}

static void
made_live_or_in_a_script_a_change_is_the_same(void **state)
{
    (void)state;
    trials all = {0};
    each_scenario_do(&which, try_one, &all);
    assert_int_equal(all.n_wrong, 0);
    for (int c = 0; c < CC_N_CONTROLS; c++) {
        if (which.count >= COUNT && all.n_made[c] < 3) {
            fail_msg("%s: changed %zu times", cc_control_types[c].name, all.n_made[c]);
        }
    }
}

int
main(int argc, char **argv)
{
    which = each_scenario_of(argc, argv, COUNT);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(made_live_or_in_a_script_a_change_is_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Centers by the library: whatever else is done beside them, and however they came to where they are, they
 * give the bits that they give alone. */
#include "library/include/ccsim.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define SCENARIO(name) CCSIM_SOURCE_DIR "/scenarios/" name

static ccsim_center *
make(const char *file)
{
    ccsim_scenario *scenario;
    ccsim_center *self;
    assert_int_equal(ccsim_scenario_load(&scenario, file, NULL), CCSIM_OK);
    assert_int_equal(ccsim_center_new(&self, scenario, NULL), CCSIM_OK);
    ccsim_scenario_free(scenario); /* the center keeps what it needs */
    return self;
}

static double
figure(ccsim_center *self, const char *kpi)
{
    double value;
    assert_int_equal(ccsim_center_figure(self, kpi, NULL, &value), CCSIM_OK);
    return value;
}

/* Hash and figures of a whole replication, at a stretch. */
static void
alone(const char *file, uint64_t seed, uint64_t replication, uint64_t *hash, double *asa)
{
    ccsim_center *self = make(file);
    assert_int_equal(ccsim_center_start(self, seed, replication), CCSIM_OK);
    assert_int_equal(ccsim_center_finish(self), CCSIM_OK);
    *hash = ccsim_center_hash(self);
    *asa = figure(self, "asa");
    ccsim_center_free(self);
}

static void
two_in_turn_are_as_each_alone(void **state)
{
    (void)state;
    static const char *const file[] = {SCENARIO("minimal.cfg"), SCENARIO("erlang_a.cfg"),
                                       SCENARIO("minimal.cfg")};
    ccsim_center *center[3];
    for (uint64_t j = 0; j < 3; j++) {
        center[j] = make(file[j]);
        assert_int_equal(ccsim_center_start(center[j], 7, j), CCSIM_OK);
    }
    for (bool is_over = false; !is_over;) { /* steps of odd lengths, by time and by number */
        uint64_t done;
        assert_int_equal(ccsim_center_step(center[0], 37, &done), CCSIM_OK);
        assert_int_equal(ccsim_center_advance(center[1], ccsim_center_time(center[1]) + 611), 0);
        assert_int_equal(ccsim_center_step(center[2], 101, NULL), CCSIM_OK);
        is_over = ccsim_center_is_over(center[0]) && ccsim_center_is_over(center[1]) &&
                  ccsim_center_is_over(center[2]);
    }
    for (uint64_t j = 0; j < 3; j++) {
        uint64_t hash;
        double asa;
        assert_int_equal(ccsim_center_finish(center[j]), CCSIM_OK);
        alone(file[j], 7, j, &hash, &asa);
        assert_true(ccsim_center_hash(center[j]) == hash);
        assert_true(figure(center[j], "asa") == asa);
        ccsim_center_free(center[j]);
    }
}

static void
a_replication_alone_is_that_of_many(void **state)
{
    (void)state;
    ccsim_scenario *scenario;
    ccsim_results *results;
    ccsim_center *center;
    ccsim_run_def def = ccsim_run_default();
    def.seed = 11;
    def.replications = 5;
    def.threads = 2;
    def.keeps_values = 1;
    assert_int_equal(ccsim_scenario_load(&scenario, SCENARIO("erlang_a.cfg"), NULL), CCSIM_OK);
    assert_int_equal(ccsim_run(&results, scenario, &def, NULL), CCSIM_OK);
    assert_int_equal(ccsim_center_new(&center, scenario, NULL), CCSIM_OK);
    for (uint64_t r = 4; r < 5; r--) { /* backwards: what was before makes no difference */
        assert_int_equal(ccsim_center_start(center, 11, r), CCSIM_OK);
        assert_int_equal(ccsim_center_finish(center), CCSIM_OK);
        size_t n = 0;
        for (size_t j = 0; j < ccsim_results_figures(results); j++) {
            ccsim_figure it = {.size = sizeof(it)};
            double value;
            assert_int_equal(ccsim_results_figure(results, j, &it), CCSIM_OK);
            assert_int_equal(ccsim_center_figure(center, it.kpi, it.scope, &value), CCSIM_OK);
            const double expected = ccsim_results_value(results, 0, j, r);
            const bool is_same = isnan(value) ? isnan(expected) : value == expected;
            if (!is_same) {
                print_error("%s %s: %.17g, not %.17g\n", it.kpi, it.scope, value, expected);
            }
            assert_true(is_same);
            n += isnan(value) ? 0 : 1;
        }
        assert_in_range(n, 100, 10000);
    }
    ccsim_center_free(center);
    ccsim_results_free(results);
    ccsim_scenario_free(scenario);
}

static void
copies_go_on_as_the_first_would(void **state)
{
    (void)state;
    uint64_t hash;
    double asa;
    ccsim_center *self = make(SCENARIO("minimal.cfg")), *fork, *late;
    ccsim_snapshot *snapshot;
    ccsim_error error;
    alone(SCENARIO("minimal.cfg"), 3, 1, &hash, &asa);
    assert_int_equal(ccsim_center_snapshot(self, &snapshot), CCSIM_ERR_STATE);
    assert_int_equal(ccsim_center_fork(&fork, self, &error), CCSIM_ERR_STATE);
    assert_null(fork);
    assert_string_equal(error.text, "the center has not started");
    assert_int_equal(ccsim_center_start(self, 3, 1), CCSIM_OK);
    assert_int_equal(ccsim_center_advance(self, 30000), CCSIM_OK);
    assert_int_equal(ccsim_center_snapshot(self, &snapshot), CCSIM_OK);
    assert_int_equal(ccsim_center_fork(&fork, self, NULL), CCSIM_OK);
    assert_float_equal(ccsim_center_time(fork), 30000, 0);
    /* the first one goes another way */
    assert_int_equal(ccsim_center_change(self, 0, "staff", "agents", 10), CCSIM_OK);
    assert_int_equal(ccsim_center_finish(self), CCSIM_OK);
    assert_true(figure(self, "asa") > asa);
    assert_int_equal(ccsim_center_advance(self, 1e9), CCSIM_ERR_STATE);
    ccsim_center_free(self);

    assert_int_equal(ccsim_center_finish(fork), CCSIM_OK);
    assert_true(ccsim_center_hash(fork) == hash);
    assert_true(figure(fork, "asa") == asa);
    for (int j = 0; j < 2; j++) { /* again, and in a center that has not started */
        late = j == 0 ? fork : make(SCENARIO("minimal.cfg"));
        assert_int_equal(ccsim_center_restore(late, snapshot), CCSIM_OK);
        assert_float_equal(ccsim_center_time(late), 30000, 0);
        assert_int_equal(ccsim_center_finish(late), CCSIM_OK);
        assert_true(ccsim_center_hash(late) == hash);
        assert_true(figure(late, "asa") == asa);
        ccsim_center_free(late);
    }
    late = make(SCENARIO("erlang_a.cfg"));
    assert_int_equal(ccsim_center_restore(late, snapshot), CCSIM_ERR_LAYOUT);
    ccsim_center_free(late);
    ccsim_snapshot_free(snapshot);
}

static int
is_sixth_event(void *context, const ccsim_center *center)
{
    return ccsim_center_events(center) - *(uint64_t *)context >= 6;
}

/* So many are ready, and so many talk. */
static void
look_at_agents(ccsim_center *self, uint32_t ready, uint32_t talking)
{
    ccsim_group_now group = {.size = sizeof(group)};
    uint32_t n_ready = 0, n_talking = 0;
    assert_int_equal(ccsim_center_group(self, 0, &group), CCSIM_OK);
    for (uint32_t j = 0; j < group.seats; j++) {
        ccsim_agent_now agent = {.size = sizeof(agent)};
        assert_int_equal(ccsim_center_agent(self, 0, j, &agent), CCSIM_OK);
        n_ready += agent.state == CCSIM_AGENT_READY && agent.contacts == 0;
        n_talking += agent.state == CCSIM_AGENT_TALKING && agent.contacts == 1;
    }
    assert_int_equal(n_ready, ready);
    assert_int_equal(n_talking, talking);
    ccsim_agent_now agent = {.size = sizeof(agent)};
    assert_int_equal(ccsim_center_agent(self, 0, group.seats, &agent), CCSIM_ERR_PARAM);
}

static void
it_stops_when_a_condition_holds(void **state)
{
    (void)state;
    ccsim_center *self = make(SCENARIO("minimal.cfg"));
    ccsim_queue_now queue = {.size = sizeof(queue)};
    ccsim_group_now group = {.size = sizeof(group)};
    ccsim_condition until = ccsim_condition_default();
    int reached;
    assert_int_equal(ccsim_center_queue(self, -1, &queue), CCSIM_ERR_STATE);
    assert_int_equal(ccsim_center_start(self, 1, 0), CCSIM_OK);
    until.until = CCSIM_UNTIL_WAITING;
    until.queue = 0;
    until.value = 3;
    assert_int_equal(ccsim_center_advance_until(self, &until, INFINITY, &reached), CCSIM_OK);
    assert_true(reached);
    assert_int_equal(ccsim_center_queue(self, 0, &queue), CCSIM_OK);
    assert_int_equal(queue.waiting, 3);

    until.until = CCSIM_UNTIL_WAIT;
    until.value = 100;
    assert_int_equal(ccsim_center_advance_until(self, &until, INFINITY, &reached), CCSIM_OK);
    assert_true(reached);
    assert_int_equal(ccsim_center_queue(self, 0, &queue), CCSIM_OK);
    assert_float_equal(queue.oldest_wait, 100, 1e-9);

    until.until = CCSIM_UNTIL_READY;
    until.group = 0;
    until.value = 2;
    assert_int_equal(ccsim_center_advance_until(self, &until, INFINITY, &reached), CCSIM_OK);
    assert_true(reached);
    assert_int_equal(ccsim_center_group(self, 0, &group), CCSIM_OK);
    assert_int_equal(group.ready, 2);
    assert_int_equal(group.working, 12);
    assert_int_equal(group.seats, 19); /* 14 and `spare` */
    ccsim_center_queue(self, -1, &queue);
    assert_int_equal(queue.waiting, 0);
    look_at_agents(self, 2, 12);
    until.value = 4; /* and once more, when it has moved */
    assert_int_equal(ccsim_center_advance_until(self, &until, INFINITY, &reached), CCSIM_OK);
    look_at_agents(self, 4, 10);

    uint64_t events = ccsim_center_events(self);
    until.until = CCSIM_UNTIL_TRUE;
    until.is_true = is_sixth_event;
    until.context = &events;
    assert_int_equal(ccsim_center_advance_until(self, &until, INFINITY, &reached), CCSIM_OK);
    assert_true(reached);
    assert_true(ccsim_center_events(self) == events + 6);

    until.until = CCSIM_UNTIL_LEVEL;
    until.value = 0.01; /* never */
    const double time = ccsim_center_time(self) + 1000;
    assert_int_equal(ccsim_center_advance_until(self, &until, time, &reached), CCSIM_OK);
    assert_false(reached);
    assert_float_equal(ccsim_center_time(self), time, 0);
    until.queue = 9;
    assert_int_equal(ccsim_center_advance_until(self, &until, 1e9, NULL), CCSIM_ERR_PARAM);
    ccsim_center_free(self);
}

static int
stop_at_the_hundredth(void *context, const ccsim_center *center)
{
    if (ccsim_center_events(center) == 100) {
        ccsim_stop_set(context, CCSIM_NOW);
    }
    return 0;
}

static void
it_stops_and_goes_on(void **state)
{
    (void)state;
    uint64_t hash, done;
    double asa;
    ccsim_center *self = make(SCENARIO("minimal.cfg"));
    ccsim_stop *stop = ccsim_stop_new();
    ccsim_condition never = ccsim_condition_default();
    never.until = CCSIM_UNTIL_TRUE;
    never.is_true = stop_at_the_hundredth;
    never.context = stop;
    alone(SCENARIO("minimal.cfg"), 3, 0, &hash, &asa);
    ccsim_center_set_stop(self, stop);
    assert_int_equal(ccsim_center_start(self, 3, 0), CCSIM_OK);
    assert_int_equal(ccsim_center_advance_until(self, &never, INFINITY, NULL),
                     CCSIM_ERR_INTERRUPTED);
    assert_true(ccsim_center_events(self) == 101); /* the wish is seen behind the next */
    assert_int_equal(ccsim_center_advance(self, 80000), CCSIM_ERR_INTERRUPTED);
    assert_int_equal(ccsim_center_step(self, 5, &done), CCSIM_ERR_INTERRUPTED);
    assert_int_equal(ccsim_center_finish(self), CCSIM_ERR_INTERRUPTED);
    assert_true(ccsim_center_events(self) == 101 && done == 0);
    ccsim_stop_set(stop, CCSIM_GO_ON);
    assert_int_equal(ccsim_center_finish(self), CCSIM_OK);
    assert_true(ccsim_center_hash(self) == hash);
    ccsim_center_free(self);
    ccsim_stop_free(stop);
}

static void
changes_are_those_of_a_script(void **state)
{
    (void)state;
    ccsim_center *self = make(SCENARIO("minimal.cfg"));
    double value;
    assert_int_equal(ccsim_center_start(self, 1, 0), CCSIM_OK);
    assert_int_equal(ccsim_center_control(self, "staff", "agents", &value), CCSIM_OK);
    assert_true(isnan(value));
    assert_int_equal(ccsim_center_change(self, 500, "staff", "agents", 12), CCSIM_OK);
    assert_int_equal(ccsim_center_change_text(self, 0, "volume", "", "1.5"), CCSIM_OK);
    assert_int_equal(ccsim_center_advance(self, 499), CCSIM_OK);
    assert_int_equal(ccsim_center_control(self, "volume", NULL, &value), CCSIM_OK);
    assert_float_equal(value, 1.5, 0);
    assert_int_equal(ccsim_center_control(self, "staff", "agents", &value), CCSIM_OK);
    assert_true(isnan(value));
    assert_int_equal(ccsim_center_advance(self, 500), CCSIM_OK);
    assert_int_equal(ccsim_center_control(self, "staff", "agents", &value), CCSIM_OK);
    assert_float_equal(value, 12, 0);
    assert_int_equal(ccsim_center_change(self, 0, "staff", "agents", NAN), CCSIM_OK);

    assert_int_equal(ccsim_center_change(self, 0, "stuff", "agents", 1), CCSIM_ERR_UNKNOWN);
    assert_string_equal(ccsim_center_message(self),
                        "control: there is no such control; did you mean \"staff\"? (stuff)");
    assert_int_equal(ccsim_center_change(self, 0, "staff", "agent", 1), CCSIM_ERR_UNKNOWN);
    assert_string_equal(ccsim_center_message(self),
                        "staff: there is no such group; did you mean \"agents\"? (agent)");
    assert_int_equal(ccsim_center_change(self, 0, "staff", "agents", 1000), CCSIM_ERR_PARAM);
    assert_int_equal(ccsim_center_change(self, 0, "volume", "", -1), CCSIM_ERR_PARAM);
    assert_string_equal(ccsim_center_message(self), "volume: must be from 0 to 1000 (-1)");
    ccsim_center_free(self);
}

static void
a_panel_is_the_center(void **state)
{
    (void)state;
    static const char *const sensor[] = {"time",
                                         "waiting",
                                         "waiting queue:voice",
                                         "oldest_wait queue:voice",
                                         "ready group:agents",
                                         "staffed",
                                         "answered queue:voice",
                                         "control staff agents"};
    static const char *const control[] = {"staff agents"};
    ccsim_center *self = make(SCENARIO("minimal.cfg")), *other = make(SCENARIO("minimal.cfg"));
    ccsim_panel *panel;
    ccsim_error error;
    double seen[8], action[1] = {14};
    assert_int_equal(ccsim_panel_new(&panel, self, sensor, 8, control, 1, &error), CCSIM_OK);
    assert_int_equal(ccsim_panel_turn(panel, action, 60, seen), CCSIM_ERR_STATE);
    assert_int_equal(ccsim_center_start(self, 5, 0), CCSIM_OK);
    assert_int_equal(ccsim_center_start(other, 5, 0), CCSIM_OK);
    int ret = 0, n = 0;
    while (ret == 0) {
        action[0] = n % 40 < 20 ? 14 : 12;
        if (n % 20 == 0) { /* the panel says it again and again, which is no event */
            assert_int_equal(ccsim_center_change(other, 0, "staff", "agents", action[0]), 0);
        }
        n++;
        ret = ccsim_panel_turn(panel, action, 60, seen);
        assert_int_equal(ccsim_center_advance(other, 60 * n), CCSIM_OK);
        ccsim_queue_now queue = {.size = sizeof(queue)};
        ccsim_group_now group = {.size = sizeof(group)};
        assert_int_equal(ccsim_center_queue(other, 0, &queue), CCSIM_OK);
        assert_int_equal(ccsim_center_group(other, 0, &group), CCSIM_OK);
        assert_true(seen[0] == ccsim_center_time(other) && seen[1] == queue.waiting &&
                    seen[2] == queue.waiting && seen[3] == queue.oldest_wait &&
                    seen[4] == group.ready && seen[5] == group.staffed && seen[7] == action[0]);
    }
    assert_int_equal(ret, 1);
    assert_int_equal(n, 24 * 60);
    assert_true(ccsim_center_hash(self) == ccsim_center_hash(other));
    assert_in_range(seen[6], 4000, 6000); /* 200 an hour for 24 h */
    action[0] = -1;
    assert_int_equal(ccsim_center_start(self, 5, 0), CCSIM_OK);
    assert_int_equal(ccsim_panel_turn(panel, action, 60, seen), CCSIM_ERR_PARAM);
    ccsim_panel_free(panel);
    static const char *const wrong[] = {"wating", "waiting queue:voise", "ready queue:voice",
                                        "time queue:voice", "control stuff agents"};
    for (size_t j = 0; j < 5; j++) {
        assert_int_equal(ccsim_panel_new(&panel, self, &wrong[j], 1, NULL, 0, &error),
                         CCSIM_ERR_UNKNOWN);
        assert_null(panel);
        assert_true(error.text[0] != '\0');
    }
    ccsim_center_free(self);
    ccsim_center_free(other);
}

typedef struct meddler {
    ccsim_snapshot *then;
    ccsim_center *copy;
    int n_refused;
    double asa, time;
} meddler;

/* Tries all that would move or change the center, and reads it. */
static int
meddle(void *context, const ccsim_center *center)
{
    meddler *it = context;
    ccsim_center *self = (ccsim_center *)(uintptr_t)center;
    ccsim_panel *panel;
    static const char *const sensor[] = {"time"};
    const int got[] = {
        ccsim_center_advance(self, 1e9),
        ccsim_center_step(self, 1, NULL),
        ccsim_center_finish(self),
        ccsim_center_start(self, 9, 9),
        ccsim_center_restore(self, it->then),
        ccsim_center_change(self, 0, "staff", "agents", 3),
        ccsim_center_change_text(self, 0, "staff", "agents", "3"),
        ccsim_center_advance_until(self, &(ccsim_condition){.size = sizeof(ccsim_condition)}, 9,
                                   NULL),
    };
    for (size_t j = 0; j < sizeof(got) / sizeof(*got); j++) {
        it->n_refused += got[j] == CCSIM_ERR_STATE && ccsim_center_message(self)[0] != '\0';
    }
    assert_int_equal(ccsim_panel_new(&panel, self, sensor, 1, NULL, 0, NULL), CCSIM_OK);
    it->n_refused += ccsim_panel_turn(panel, NULL, 60, &it->time) == CCSIM_ERR_STATE;
    assert_int_equal(ccsim_panel_read(panel, &it->time), CCSIM_OK);
    ccsim_panel_free(panel);
    assert_int_equal(ccsim_center_figure(self, "asa", NULL, &it->asa), CCSIM_OK);
    assert_int_equal(ccsim_center_control(self, "staff", "agents", &(double){0}), CCSIM_OK);
    return ccsim_center_events(center) >= 2500 &&
           ccsim_center_fork(&it->copy, self, NULL) == CCSIM_OK;
}

static void
what_a_condition_asks_leaves_the_center_as_it_is(void **state)
{
    (void)state;
    ccsim_center *self = make(SCENARIO("minimal.cfg")), *other = make(SCENARIO("minimal.cfg"));
    ccsim_condition until = ccsim_condition_default();
    meddler it = {NULL, NULL, 0, 0, 0};
    assert_int_equal(ccsim_center_start(self, 3, 0), CCSIM_OK);
    assert_int_equal(ccsim_center_start(other, 3, 0), CCSIM_OK);
    assert_int_equal(ccsim_center_snapshot(self, &it.then), CCSIM_OK);
    until.until = CCSIM_UNTIL_TRUE;
    until.is_true = meddle;
    until.context = &it;
    assert_int_equal(ccsim_center_advance_until(self, &until, INFINITY, NULL), CCSIM_OK);
    assert_string_equal(ccsim_center_message(self), "");
    assert_int_equal(it.n_refused, 2501 * 9); /* it is asked before the first, too */
    assert_int_equal(ccsim_center_step(other, 2500, NULL), CCSIM_OK);
    assert_true(ccsim_center_hash(self) == ccsim_center_hash(other));
    assert_true(it.asa == figure(other, "asa") && it.time == ccsim_center_time(other));
    assert_int_equal(ccsim_center_advance(it.copy, 9000), CCSIM_OK); /* the copy is free */
    assert_int_equal(ccsim_center_advance(self, 9000), CCSIM_OK);
    assert_true(ccsim_center_hash(self) == ccsim_center_hash(it.copy));
    assert_int_equal(ccsim_center_advance_until(self, NULL, 1, NULL), CCSIM_ERR_PARAM);
    assert_int_equal(ccsim_center_queue(self, 0, NULL), CCSIM_ERR_PARAM);
    ccsim_snapshot_free(it.then);
    ccsim_center_free(it.copy);
    ccsim_center_free(self);
    ccsim_center_free(other);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_in_turn_are_as_each_alone),
        cmocka_unit_test(a_replication_alone_is_that_of_many),
        cmocka_unit_test(copies_go_on_as_the_first_would),
        cmocka_unit_test(it_stops_when_a_condition_holds),
        cmocka_unit_test(it_stops_and_goes_on),
        cmocka_unit_test(what_a_condition_asks_leaves_the_center_as_it_is),
        cmocka_unit_test(changes_are_those_of_a_script),
        cmocka_unit_test(a_panel_is_the_center),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* A sweep on threads: whatever their number, and however often it is stopped, the store has the same in the end;
 * nothing is simulated twice; and with precision a point ends where a run of it ends. */
#include "tests/experiment/store/made_store.h"

#include "experiment/run.h"
#include "experiment/sweep/crew.h"
#include "experiment/sweep/hand.h"
#include "models/scenario/scenario.h"
#include <time.h>
#include <unistd.h>

static const char *const level[] = {"2", "3", "4", "-1", "3", "5", "03", "6"};

/* For a link, in place of ranks: what there is to be done, is done in a thread of its own. */
typedef struct rank {
    const xp_sweep *sweep;
    int n_lost; /* chunks, each the first of some worker that is gone then */
} rank;

static void
act_as_rank(void *link, xp_crew *crew)
{
    rank *self = link;
    xp_hand *hand = xp_hand_new(self->sweep, NULL, NULL, NULL);
    xp_bundle bundle = {0};
    xp_chunk chunk;
    for (int k = 0; !xp_crew_is_over(crew); k++) {
        if (xp_crew_take(crew, 8, &chunk) != XP_AGENDA_CHUNK) {
            nanosleep(&(struct timespec){.tv_nsec = 100000}, NULL);
            continue;
        }
        if (k % 4 == 1 && self->n_lost > 0) {
            self->n_lost--;
            xp_crew_give(crew, 8, &chunk, NULL, 0, 0);
            continue;
        }
        assert_int_equal(xp_hand_do(hand, &chunk, &bundle), SIM_OK);
        xp_crew_give(crew, 8, &chunk, bundle.bytes.byte, bundle.bytes.n, .001);
    }
    xp_bundle_free(&bundle);
    xp_hand_delete(hand);
}

/* How many replications were simulated. */
static uint64_t
run_into(const char *name, const xp_sweep *sweep, xp_crew_plan plan, xp_crew_result *result)
{
    cc_refusal refusal = {""};
    plan.sweep = sweep;
    plan.store = open_store(name, XP_STORE_WRITE);
    plan.n_shards = plan.n_shards == 0 ? 1 : plan.n_shards;
    const int ret = xp_crew_run(result, &plan, &refusal);
    if (ret != SIM_OK) {
        fail_msg("%s", refusal.text);
    }
    xp_store_close(plan.store);
    return result->count.replications_done - result->count.replications_there;
}

static void
test_threads_and_links(void **state)
{
    (void)state;
    made_sweep made;
    xp_crew_result result;
    made_sweep_init(&made, level, 8, 40);
    assert_int_equal(run_into("one", &made.sweep, (xp_crew_plan){.threads = 1}, &result), 200);
    assert_false(result.partial);
    assert_int_equal(result.count.points, 8);
    assert_int_equal(result.count.points_done, 8);
    assert_int_equal(result.count.points_failed, 1);
    for (int threads = 2; threads <= 8; threads += 3) {
        char name[20];
        snprintf(name, sizeof(name), "threads%d", threads);
        assert_int_equal(run_into(name, &made.sweep, (xp_crew_plan){.threads = threads}, &result),
                         200);
        assert_same_dump("one", name);
    }
    rank link = {&made.sweep, 3};
    for (int threads = 0; threads <= 2; threads += 2) {
        char name[20];
        snprintf(name, sizeof(name), "link%d", threads);
        link.n_lost = threads == 0 ? 3 : 0;
        assert_int_equal(
            run_into(name, &made.sweep,
                     (xp_crew_plan){.threads = threads, .remote = act_as_rank, .link = &link},
                     &result),
            200);
        assert_int_equal(link.n_lost, 0);
        assert_same_dump("one", name);
    }
}

/* One level more, more replications, another plan that asks for the same: only what is new. */
static void
test_only_what_is_new(void **state)
{
    (void)state;
    made_sweep made;
    xp_crew_result result;
    const xp_crew_plan plan = {.threads = 2};
    made_sweep_init(&made, level, 3, 20);
    assert_int_equal(run_into("new", &made.sweep, plan, &result), 60);
    assert_int_equal(run_into("new", &made.sweep, plan, &result), 0);
    assert_int_equal(result.count.replications_there, 60);
    made.sweep.replications = 25;
    assert_int_equal(run_into("new", &made.sweep, plan, &result), 15);
    made.sweep.replications = 10; /* fewer do no harm */
    assert_int_equal(run_into("new", &made.sweep, plan, &result), 0);
    made.sweep.replications = 25;
    made.sweep.hash = 17;
    made.sweep.n_points = 8;
    assert_int_equal(run_into("new", &made.sweep, plan, &result), 50); /* 5 and 6 */
    made.sweep.seed = 8;
    made.sweep.hash = 18;
    assert_int_equal(run_into("new", &made.sweep, plan, &result), 125);
    made.sweep.seed = 7;
    made.sweep.common = false; /* every point has a seed of its own, so also 3, 3 and 03 */
    made.sweep.hash = 19;
    assert_int_equal(run_into("new", &made.sweep, plan, &result), 175);
}

typedef struct stopper {
    atomic_bool flag;
    uint64_t after;
} stopper;

static void
stop_after(void *context, const xp_crew_progress *progress)
{
    stopper *self = context;
    if (progress->count.replications_done >= progress->count.replications_there + self->after) {
        atomic_store(&self->flag, true);
    }
}

static void
test_stopped_and_resumed(void **state)
{
    (void)state;
    made_sweep made;
    xp_crew_result result;
    made_sweep_init(&made, level, 8, 500);
    uint64_t n = run_into("whole", &made.sweep, (xp_crew_plan){.threads = 2}, &result);
    assert_int_equal(n, 2500);
    uint64_t all = 0;
    int n_partial = 0;
    for (int k = 0; k < 20 && (k == 0 || result.partial); k++) {
        stopper it = {false, 300};
        xp_crew_plan plan = {.threads = 2, .on_progress = stop_after, .context = &it};
        *(k % 2 == 0 ? &plan.finish : &plan.stop) = &it.flag;
        n = run_into("pieces", &made.sweep, plan, &result);
        all += n;
        n_partial += result.partial;
        if (result.partial) { /* the count is what is there */
            xp_store *store = open_store("pieces", XP_STORE_READ);
            char *text = NULL;
            size_t size = 0;
            FILE *file = open_memstream(&text, &size);
            assert_int_equal(xp_store_dump(store, file), SIM_OK);
            fclose(file);
            uint64_t rows = 0;
            for (const char *at = text; (at = strstr(at, "INSERT INTO result")) != NULL; at++) {
                rows++;
            }
            assert_int_equal(rows, all);
            free(text);
            xp_store_close(store);
        }
    }
    assert_false(result.partial);
    assert_int_equal(all, 2500);
    assert_true(n_partial >= 1);
    assert_same_dump("whole", "pieces");
}

static void
test_budget(void **state)
{
    (void)state;
    made_sweep made;
    xp_crew_result result;
    made_sweep_init(&made, level, 1, 1000000000);
    made.sweep.budget = .3;
    const uint64_t n = run_into("budget", &made.sweep, (xp_crew_plan){.threads = 1}, &result);
    assert_true(n > 10 && result.partial);
    assert_true(result.seconds > .25 && result.seconds < 5);
}

static void
test_precision_as_of_a_run(void **state)
{
    (void)state;
    made_sweep made;
    xp_crew_result result;
    made_sweep_init(&made, level, 8, 700);
    made.rule[0] = (xp_precision){"service_level", "center", .04, .text = "service_level 0.04"};
    made.rule[1] = (xp_precision){"asa", "center", 10, .text = "asa 10"};
    made.sweep.n_rules = 2;
    for (int threads = 1; threads <= 3; threads += 2) {
        const char *name = threads == 1 ? "precise" : "precise3";
        (void)run_into(name, &made.sweep, (xp_crew_plan){.threads = threads}, &result);
        assert_false(result.partial);
        xp_store *store = open_store(name, XP_STORE_READ);
        size_t n_short = 0;
        for (size_t p = 0; p < 8; p++) {
            xp_store_known known;
            uint64_t scenario, *list, failed;
            size_t n;
            cc_refusal refusal;
            assert_int_equal(xp_store_find_point(store, &made.sweep, p, &known, &scenario), SIM_OK);
            if (known == XP_STORE_REFUSED) {
                continue;
            }
            assert_int_equal(xp_store_replications(store, scenario, 7, &list, &n, &failed), SIM_OK);
            xp_sweep_point point;
            cc_scenario loaded;
            assert_int_equal(xp_sweep_point_make(&point, &made.sweep, p, &refusal), SIM_OK);
            assert_int_equal(xp_sweep_point_load(&point, &loaded, &refusal), SIM_OK);
            xp_plan plan = xp_plan_default();
            plan.scenario[0] = &loaded;
            plan.n_scenarios = 1;
            plan.seed = 7;
            plan.replications = 700;
            plan.rule = made.rule;
            plan.n_rules = 2;
            plan.threads = 2;
            xp_results results;
            assert_int_equal(xp_run(&results, &plan, &refusal), SIM_OK);
            assert_int_equal(n, results.n);
            n_short += results.n < 700;
            xp_results_free(&results);
            cc_scenario_free(&loaded);
            free(list);
        }
        assert_true(n_short >= 3); /* it does stop */
        xp_store_close(store);
    }
    assert_same_dump("precise", "precise3");
}

/* A rule on a figure that the scenario has not is not waited for. */
static void
test_precision_in_vain(void **state)
{
    (void)state;
    made_sweep made;
    xp_crew_result result;
    made_sweep_init(&made, level, 2, 100000);
    made.rule[0] = (xp_precision){"asa", "queue:nobody", 4, .text = "asa queue:nobody 4"};
    made.sweep.n_rules = 1;
    assert_int_equal(run_into("vain", &made.sweep, (xp_crew_plan){.threads = 1}, &result), 60);
}

static void
test_failures(void **state)
{
    (void)state;
    static const char *const bursting[] = {"30", "100000", "40"};
    const char *usual = made_text;
    made_text = MADE_TEXT("@", "2");
    made_sweep made;
    xp_crew_result result;
    made_sweep_init(&made, bursting, 3, 10);
    const xp_crew_plan plan = {.threads = 2, .memory = 100000};
    assert_int_equal(run_into("failing", &made.sweep, plan, &result), 20);
    assert_int_equal(result.count.points_failed, 1);
    assert_false(result.partial);
    /* it is not tried again, unless that is asked for */
    assert_int_equal(run_into("failing", &made.sweep, (xp_crew_plan){.threads = 2}, &result), 0);
    assert_int_equal(result.count.points_failed, 1);
    assert_int_equal(run_into("failing", &made.sweep,
                              (xp_crew_plan){.threads = 2, .retry_failed = true}, &result),
                     10);
    assert_int_equal(result.count.points_failed, 0);
    assert_int_equal(run_into("well", &made.sweep, (xp_crew_plan){.threads = 1}, &result), 30);
    assert_same_dump("failing", "well");
    made_text = usual;
}

int
main(void)
{
    make_folder();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_threads_and_links),
        cmocka_unit_test(test_only_what_is_new),
        cmocka_unit_test(test_stopped_and_resumed),
        cmocka_unit_test(test_budget),
        cmocka_unit_test(test_precision_as_of_a_run),
        cmocka_unit_test(test_precision_in_vain),
        cmocka_unit_test(test_failures),
    };
    return cmocka_run_group_tests(tests, NULL, remove_folder);
}

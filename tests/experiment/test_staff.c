/* The fewest agents against all tables there are: a small center of four intervals whose staff from 1 to 6
 * is enumerated on the same replications. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "experiment/run.h"
#include "experiment/staff_estimate.h"
#include "experiment/staffing.h"
#include "tests/support/near.h"
#include "tests/support/scenarios.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { INTERVALS = 4, MOST = 6, N = 12 };

#define CENTER(staff, more)                                                                        \
    "run = { hours = [\"08:00\", \"10:00\"]; interval = \"30 min\"; observe = \"1 d\"; };\n"       \
    "demand = { issues = { call = { arrivals = ( 4, 11, 7, 2 );\n"                                 \
    "  voice = { talk = { dist = \"exponential\"; mean = \"4 min\"; }; }; }; };\n"                 \
    "  customers = { patience = { voice = { dist = \"exponential\"; mean = \"2 min\"; }; };\n"     \
    "    redial = { after_abandon = 0.5; delay = { dist = \"exponential\"; mean = \"10 min\"; }; " \
    "}; }; };\n"                                                                                   \
    "center = { channels = { voice = { service_level = { target = 0.8; within = \"20 s\"; }; }; "  \
    "};\n"                                                                                         \
    "  groups = { desk = { staff = " staff "; wage_per_hour = 30.0; }; " more " }; };\n"

static xp_staffing_plan
plan_of(const cc_scenario *scenario, const xp_require *target, double chance)
{
    return (xp_staffing_plan){.scenario = scenario,
                              .target = target,
                              .chance = chance,
                              .least = 1,
                              .seed = 1,
                              .replications = N,
                              .threads = 1,
                              .confidence = 0.8};
}

static xp_require
target_of(const char *text)
{
    xp_require target;
    cc_refusal refusal;
    assert_int_equal(xp_require_parse(&target, text, &refusal), SIM_OK);
    return target;
}

static void
find(xp_staffing *staffing, const xp_staffing_plan *plan)
{
    cc_refusal refusal = {""};
    assert_int_equal(xp_staffing_init(staffing, plan, &refusal), SIM_OK);
    assert_int_equal(xp_staffing_find(staffing, &refusal), SIM_OK);
}

/* ---- all tables ---- */

enum { TABLES = MOST * MOST * MOST * MOST };

static void
make_table(int number, int table[INTERVALS])
{
    for (int k = 0; k < INTERVALS; k++, number /= MOST) {
        table[k] = 1 + number % MOST;
    }
}

static int
sum(const int *table)
{
    return table[0] + table[1] + table[2] + table[3];
}

typedef struct all_tables {
    cc_scenario scenario;
    xp_staff_row *row; /* [table][N] */
} all_tables;

static int
simulate_all(void **state)
{
    static all_tables all;
    scenario_from_text(&all.scenario, CENTER("3", ""));
    const xp_require target = target_of("service_level channel:voice >= 80%");
    const xp_staffing_plan plan = plan_of(&all.scenario, &target, 0.5);
    xp_staffing staffing;
    cc_refusal refusal = {""};
    assert_int_equal(xp_staffing_init(&staffing, &plan, &refusal), SIM_OK);
    assert_int_equal(staffing.n_cells, INTERVALS);
    static int table[TABLES * INTERVALS];
    for (int t = 0; t < TABLES; t++) {
        make_table(t, table + t * INTERVALS);
    }
    all.row = calloc((size_t)TABLES * N, sizeof(*all.row));
    assert_int_equal(xp_staff_try(&staffing.trial, table, TABLES, 0, N, all.row, NULL, &refusal),
                     SIM_OK);
    xp_staffing_free(&staffing);
    *state = &all;
    return 0;
}

static int
forget_all(void **state)
{
    all_tables *all = *state;
    free(all->row);
    cc_scenario_free(&all->scenario);
    return 0;
}

/* The fewest agents of a table whose interval is beyond the level; 0: none. */
static int
fewest(const all_tables *all, double level)
{
    int best = 0;
    for (int t = 0; t < TABLES; t++) {
        int table[INTERVALS];
        make_table(t, table);
        const sim_interval it =
            xp_staff_estimate(all->row + (size_t)t * N, N, XP_STAFF_TARGET, 0.8);
        if (it.lower >= level && (best == 0 || sum(table) < best)) {
            best = sum(table);
        }
    }
    return best;
}

static void
no_other_table_has_fewer_agents(void **state)
{
    const all_tables *all = *state;
    static const char *const text[] = {
        "service_level channel:voice >= 50%", "service_level channel:voice >= 65%",
        "service_level channel:voice >= 80%", "service_level channel:voice >= 90%"};
    for (size_t j = 0; j < 4; j++) {
        const xp_require target = target_of(text[j]);
        const xp_staffing_plan plan = plan_of(&all->scenario, &target, NAN);
        xp_staffing staffing;
        find(&staffing, &plan);
        assert_int_equal(staffing.end, XP_STAFF_FOUND);
        assert_true(staffing.is_kept);
        assert_true(staffing.answer.target.lower >= target.value);
        assert_int_equal(sum(staffing.table), fewest(all, target.value));
        assert_near(staffing.answer.hours.mean, 0.5 * sum(staffing.table), 1e-9);
        for (int k = 0; k < INTERVALS; k++) {
            assert_false(staffing.less[k].is_kept && staffing.table[k] > 1);
            assert_near(staffing.more[k].cost.mean, 15, 1e-9);
        }
        xp_staffing_free(&staffing);
    }
}

/* ---- one table ---- */

/* A trial is what a run says of the scenario with that table. */
static void
a_table_is_what_a_run_says_of_it(void **state)
{
    (void)state;
    cc_scenario plain, written;
    scenario_from_text(&plain, CENTER("3", ""));
    scenario_from_text(&written, CENTER("( 2, 4, 3, 1 )", ""));
    const xp_require target = target_of("service_level channel:voice >= 80%");
    const xp_staffing_plan plan = plan_of(&plain, &target, 0.5);
    xp_staffing staffing;
    cc_refusal refusal = {""};
    assert_int_equal(xp_staffing_init(&staffing, &plan, &refusal), SIM_OK);
    xp_staff_row row[N];
    assert_int_equal(
        xp_staff_try(&staffing.trial, (const int[]){2, 4, 3, 1}, 1, 0, N, row, NULL, &refusal),
        SIM_OK);
    xp_plan run = xp_plan_default();
    run.scenario[0] = &written;
    run.n_scenarios = 1;
    run.replications = N;
    run.confidence = 0.8;
    xp_results results;
    assert_int_equal(xp_run(&results, &run, &refusal), SIM_OK);
    static const struct {
        xp_staff_figure figure;
        const char *kpi, *scope;
    } same[] = {{XP_STAFF_TARGET, "service_level", "channel:voice"},
                {XP_STAFF_ABANDONMENT, "abandonment", "channel:voice"},
                {XP_STAFF_COST, "cost", "center"},
                {XP_STAFF_HOURS, "hours_paid", "center"},
                {XP_STAFF_DAYS, "days_on_target", "channel:voice"}};
    for (size_t j = 0; j < sizeof(same) / sizeof(*same); j++) {
        const sim_interval a = xp_staff_estimate(row, N, same[j].figure, 0.8);
        const sim_interval b = xp_results_figure(&results, 0, same[j].kpi, same[j].scope);
        assert_near(a.mean, b.mean, 1e-12);
        assert_near(a.half_width, b.half_width, 1e-9);
    }
    xp_results_free(&results);
    xp_staffing_free(&staffing);
    cc_scenario_free(&plain);
    cc_scenario_free(&written);
}

/* Ten replications of 25 days: who meets the target on all of them is no worse than who fails on one. */
static void
days_that_all_meet_it_are_more_than_all_but_one(void **state)
{
    (void)state;
    xp_staff_row row[10];
    for (int j = 0; j < 10; j++) {
        row[j] = (xp_staff_row){.days = 25, .met = 25};
    }
    const sim_interval all = xp_staff_estimate(row, 10, XP_STAFF_DAYS, 0.95);
    row[3].met = 24;
    const sim_interval fewer = xp_staff_estimate(row, 10, XP_STAFF_DAYS, 0.95);
    assert_near(all.mean, 1, 0);
    assert_near(fewer.mean, 249 / 250., 1e-12);
    assert_near(all.lower, fewer.lower, 1e-12);
    assert_true(all.lower > 0.9 && all.upper == 1);
}

static void
assert_same(const xp_staffing *a, const xp_staffing *b)
{
    assert_memory_equal(a->table, b->table, a->n_cells * sizeof(*a->table));
    for (size_t j = 0; j < a->n_cells; j++) {
        assert_true(a->more[j].target.lower == b->more[j].target.lower);
        assert_true(a->less[j].abandonment.mean == b->less[j].abandonment.mean);
    }
    assert_int_equal(a->trial.runs, b->trial.runs);
    assert_true(a->fresh.target.mean == b->fresh.target.mean);
}

static void
threads_change_nothing(void **state)
{
    const all_tables *all = *state;
    const xp_require target = target_of("abandonment channel:voice <= 10%");
    xp_staffing_plan plan = plan_of(&all->scenario, &target, 0.6);
    xp_staffing one, three;
    find(&one, &plan);
    xp_staffing_plan other = plan;
    other.threads = 3;
    find(&three, &other);
    assert_int_equal(one.end, XP_STAFF_FOUND);
    assert_true(one.answer.days.lower >= 0.6);
    assert_same(&one, &three);
    xp_staffing_free(&one);
    xp_staffing_free(&three);
}

/* ---- how it ends ---- */

static void
the_runs_are_kept_to(void **state)
{
    const all_tables *all = *state;
    const xp_require target = target_of("service_level channel:voice >= 80%");
    xp_staffing_plan plan = plan_of(&all->scenario, &target, NAN);
    plan.runs = 5 * N;
    xp_staffing staffing;
    find(&staffing, &plan);
    assert_int_equal(staffing.end, XP_STAFF_RUNS);
    /* the table again, one fewer and one more in each interval, and the others */
    assert_true((int)staffing.trial.runs <= 5 * N + (2 * INTERVALS + 2) * N);
    assert_true(!isnan(staffing.less[1].target.mean));
    xp_staffing_free(&staffing);
}

static void
who_interrupts_is_told_what_is_there(void **state)
{
    const all_tables *all = *state;
    const xp_require target = target_of("service_level channel:voice >= 80%");
    const atomic_bool finish = true;
    xp_staffing_plan plan = plan_of(&all->scenario, &target, NAN);
    plan.finish = &finish;
    xp_staffing staffing;
    find(&staffing, &plan);
    assert_int_equal(staffing.end, XP_STAFF_INTERRUPTED);
    assert_false(staffing.is_kept);
    assert_true(isnan(staffing.answer.target.mean) && isnan(staffing.less[0].cost.mean));
    assert_true(staffing.table[1] > 1); /* what Erlang A says */
    xp_staffing_free(&staffing);
}

static void
what_no_staff_can_do_is_said(void **state)
{
    (void)state;
    cc_scenario scenario;
    scenario_from_text(&scenario, CENTER("3", ""));
    scenario.center.channel[cc_channel_find(&scenario, "voice")].trunks = 1;
    const xp_require target = target_of("service_level_offered center >= 90%");
    const xp_staffing_plan plan = plan_of(&scenario, &target, NAN);
    xp_staffing staffing;
    find(&staffing, &plan);
    assert_int_equal(staffing.end, XP_STAFF_NEVER);
    assert_false(staffing.is_kept);
    xp_staffing_free(&staffing);
    cc_scenario_free(&scenario);
}

/* ---- what is refused, and whose numbers are sought ---- */

static const char *
refusal_of(const cc_scenario *scenario, const char *text, const char *const *group)
{
    static cc_refusal refusal;
    const xp_require target = target_of(text);
    xp_staffing_plan plan = plan_of(scenario, &target, NAN);
    plan.group = group;
    xp_staffing staffing;
    refusal.text[0] = '\0';
    if (xp_staffing_init(&staffing, &plan, &refusal) == SIM_OK) {
        xp_staffing_free(&staffing);
    }
    return refusal.text;
}

#define RATE                                                                                       \
    "\": must be a rate that is better the higher, with >=, or the lower, with <=, as "            \
    "service_level_g1 and abandonment are"

static void
what_is_no_target_is_refused(void **state)
{
    const all_tables *all = *state;
    const cc_scenario *it = &all->scenario;
    assert_string_equal(refusal_of(it, "asa <= 20 s", NULL), "target \"asa <= 20 s" RATE);
    assert_string_equal(refusal_of(it, "abandonment >= 0.1", NULL),
                        "target \"abandonment >= 0.1" RATE);
    assert_string_equal(refusal_of(it, "occupancy <= 0.8", NULL), "target \"occupancy <= 0.8" RATE);
    assert_string_equal(refusal_of(it, "abandonment <= 100%", NULL),
                        "target \"abandonment <= 100%\": must be above 0 and below 1 (100 %)");
    assert_string_equal(refusal_of(it, "service_level lower >= 0.8", NULL),
                        "target \"service_level lower >= 0.8\": must be without lower: the "
                        "confidence is an option");
    assert_non_null(
        strstr(refusal_of(it, "quality >= 0.8", NULL), "KPI \"quality\" center: unknown"));
    assert_string_equal(refusal_of(it, "service_level >= 0.8", (const char *[]){"nobody", NULL}),
                        "group \"nobody\": there is no such group");
}

static void
agents_are_whole(void **state)
{
    (void)state;
    cc_scenario scenario;
    scenario_from_text(&scenario, CENTER("3", ""));
    assert_string_equal(
        refusal_of(&scenario, "service_level >= 0.8", (const char *[]){"desk", NULL}), "");
    scenario.center.staff_scale = 0.9;
    assert_non_null(
        strstr(refusal_of(&scenario, "service_level >= 0.8", (const char *[]){"desk", NULL}),
               "center.staff_scale: must be 1 for that: agents are whole (is 0.9)"));
    cc_scenario_free(&scenario);
}

static void
the_cheapest_group_is_changed_and_the_others_stay(void **state)
{
    (void)state;
    cc_scenario scenario;
    scenario_from_text(&scenario, CENTER("1", "cheap = { staff = 1; wage_per_hour = 20.0; };"));
    const xp_require target = target_of("service_level channel:voice >= 70%");
    xp_staffing_plan plan = plan_of(&scenario, &target, NAN);
    xp_staffing staffing;
    cc_refusal refusal = {""};
    assert_int_equal(xp_staffing_init(&staffing, &plan, &refusal), SIM_OK);
    assert_int_equal(staffing.n_cells, INTERVALS);
    assert_string_equal(scenario.center.group[staffing.cell[0].group].name, "cheap");
    for (int g = 0; g < 2; g++) {
        assert_int_equal(staffing.beside[g], g != staffing.cell[0].group);
    }
    xp_staffing_free(&staffing);
    plan.group = (const char *[]){"desk", "cheap", NULL};
    assert_int_equal(xp_staffing_init(&staffing, &plan, &refusal), SIM_OK);
    assert_int_equal(staffing.n_cells, 2 * INTERVALS);
    assert_false(staffing.beside[0] || staffing.beside[1]);
    xp_staffing_free(&staffing);
    cc_scenario_free(&scenario);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_other_table_has_fewer_agents),
        cmocka_unit_test(a_table_is_what_a_run_says_of_it),
        cmocka_unit_test(days_that_all_meet_it_are_more_than_all_but_one),
        cmocka_unit_test(threads_change_nothing),
        cmocka_unit_test(the_runs_are_kept_to),
        cmocka_unit_test(who_interrupts_is_told_what_is_there),
        cmocka_unit_test(what_no_staff_can_do_is_said),
        cmocka_unit_test(what_is_no_target_is_refused),
        cmocka_unit_test(agents_are_whole),
        cmocka_unit_test(the_cheapest_group_is_changed_and_the_others_stay),
    };
    return cmocka_run_group_tests(tests, simulate_all, forget_all);
}

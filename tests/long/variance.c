/* What each way of reducing the variance brings on bundled scenarios, and how often its intervals hold the
 * truth: the tables of docs/variance.md. */
#include "experiment/run.h"
#include "models/scenario/load.h"
#include "tests/support/exact_mmn.h"
#include "tests/support/long_study.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct bundled {
    const char *name, *file;
    int replications; /* a multiple of 40 */
} bundled;

static const bundled scenarios[] = {
    {"erlang_a", "scenarios/erlang_a.cfg", 2000},
    {"forecast", "scenarios/forecast/center.cfg", 2000},
    {"n_design", "scenarios/n_design.cfg", 1000},
    {"chat", "scenarios/chat.cfg", 1000},
    {"bank, calls", "scenarios/bank/call_center.cfg", 200},
    {"bank, contacts", "scenarios/bank/contact_center.cfg", 200},
    {"insurer", "scenarios/insurer/contact_center.cfg", 400},
    {"hybrid", "scenarios/hybrid/week.cfg", 400},
};

static const char *const ways[] = {"antithetic",         "control",           "stratified", "quasi",
                                   "antithetic+control", "stratified+control"};
enum { N_WAYS = sizeof(ways) / sizeof(*ways) };

static const char *const figures[] = {"service_level", "asa", "abandonment"};
enum { N_FIGURES = sizeof(figures) / sizeof(*figures) };

static void
load(cc_scenario *scenario, const char *file, const cc_override *set, size_t n_set)
{
    char path[512];
    cc_refusal refusal = {""};
    snprintf(path, sizeof(path), "%s/%s", CCSIM_SOURCE_DIR, file);
    if (cc_scenario_load(scenario, path, set, n_set, &refusal) != SIM_OK) {
        fprintf(stderr, "%s\n", refusal.text);
        exit(EXIT_FAILURE);
    }
}

static xp_plan
plan_of(const cc_scenario *scenario, const char *how, uint64_t seed, int replications)
{
    cc_refusal refusal;
    xp_plan plan = xp_plan_default();
    plan.scenario[0] = scenario;
    plan.n_scenarios = 1;
    plan.seed = seed;
    plan.replications = (uint64_t)replications;
    if (how[0] != '\0' && xp_variance_parse(&plan.variance, how, &refusal) != SIM_OK) {
        fprintf(stderr, "%s\n", refusal.text);
        exit(EXIT_FAILURE);
    }
    return plan;
}

/* ---- factors ---- */

static void
print_factors(const bundled *it)
{
    cc_scenario scenario;
    load(&scenario, it->file, NULL, 0);
    printf("| %s |", it->name);
    for (int w = 0; w < N_WAYS; w++) {
        cc_refusal refusal;
        xp_results results;
        const xp_plan plan = plan_of(&scenario, ways[w], 1, it->replications);
        if (xp_run(&results, &plan, &refusal) != SIM_OK) {
            printf(" - |");
            continue;
        }
        for (int j = 0; j < N_FIGURES; j++) {
            const double factor =
                xp_reduction_of(&results.reduction, 0, figures[j], "center", false);
            printf("%s%.*f", j == 0 ? " " : ", ", factor < 10 ? 1 : 0, factor);
        }
        printf(" |");
        fflush(stdout);
        xp_results_free(&results);
    }
    putchar('\n');
    cc_scenario_free(&scenario);
}

static void
print_all_factors(void)
{
    printf("| scenario |");
    for (int w = 0; w < N_WAYS; w++) {
        printf(" %s |", ways[w]);
    }
    printf("\n|---|---|---|---|---|---|---|\n");
    for (size_t j = 0; j < sizeof(scenarios) / sizeof(*scenarios); j++) {
        print_factors(&scenarios[j]);
    }
}

/* ---- coverage ---- */

typedef struct coverage {
    const char *figure;
    double truth; /* NAN: found by all runs without any way */
    int held, none;
    double half_width;
} coverage;

static void
cover(const cc_scenario *scenario, const char *how, int n, int runs, coverage *of, int n_of)
{
    for (int j = 0; j < n_of; j++) {
        of[j].held = of[j].none = 0;
        of[j].half_width = 0;
    }
    for (int r = 0; r < runs; r++) {
        cc_refusal refusal;
        xp_results results;
        const xp_plan plan = plan_of(scenario, how, 5000 + (uint64_t)r, n);
        if (xp_run(&results, &plan, &refusal) != SIM_OK) {
            fprintf(stderr, "%s\n", refusal.text);
            exit(EXIT_FAILURE);
        }
        for (int j = 0; j < n_of; j++) {
            const sim_interval is = xp_results_figure(&results, 0, of[j].figure, "center");
            of[j].held += sim_interval_holds(&is, of[j].truth);
            of[j].none += isnan(is.half_width);
            of[j].half_width += is.half_width / runs;
        }
        xp_results_free(&results);
    }
}

static void
print_coverage(const char *name, const cc_scenario *scenario, const char *const way[],
               size_t n_ways, int runs, coverage *of, int n_of)
{
    static const int sizes[] = {40, 120};
    for (size_t w = 0; w < n_ways; w++) {
        printf("| %s, %s |", name, way[w][0] == '\0' ? "plain" : way[w]);
        for (size_t k = 0; k < sizeof(sizes) / sizeof(*sizes); k++) {
            cover(scenario, way[w], sizes[k], runs, of, n_of);
            for (int j = 0; j < n_of; j++) {
                printf("%s%.1f", j == 0 ? " " : ", ", 100. * of[j].held / runs);
            }
            printf(" |");
            fflush(stdout);
        }
        putchar('\n');
    }
}

static void
cover_erlang_a(int runs)
{
    static const cc_override set[] = {{"run.observe", "4 h"}};
    static const char *const way[] = {"", "antithetic", "control", "antithetic+control"};
    cc_scenario scenario;
    load(&scenario, "scenarios/erlang_a.cfg", set, 1);
    exact_mmn exact = exact_mmn_solve((exact_mmn_def){
        .lambda = 200. / 3600, .mu = 1. / 180, .theta = 1. / 300, .n = 14, .room = -1});
    coverage of[] = {
        {.figure = "service_level_g1",
         .truth = exact_mmn_in_time(&exact, 20) / (1 - exact_mmn_left_in_time(&exact, 20))},
        {.figure = "asa", .truth = exact.wait_served},
        {.figure = "abandonment", .truth = exact.abandoned},
        {.figure = "occupancy", .truth = exact.occupancy}};
    print_coverage("erlang_a, 4 h", &scenario, way, sizeof(way) / sizeof(*way), runs, of, 4);
    exact_mmn_free(&exact);
    cc_scenario_free(&scenario);
}

static void
cover_forecast(int runs)
{
    static const char *const way[] = {
        "",      "antithetic",         "control",           "stratified",
        "quasi", "stratified+control", "antithetic+control"};
    cc_scenario scenario;
    load(&scenario, "scenarios/forecast/center.cfg", NULL, 0);
    coverage of[] = {{.figure = "service_level_g1"},
                     {.figure = "asa"},
                     {.figure = "abandonment"},
                     {.figure = "occupancy"}};
    cc_refusal refusal;
    xp_results all; /* its error is a fortieth of that of 120 replications, or less */
    const xp_plan plan = plan_of(&scenario, "antithetic+control", 1, 200 * runs);
    if (xp_run(&all, &plan, &refusal) != SIM_OK) {
        exit(EXIT_FAILURE);
    }
    for (int j = 0; j < 4; j++) {
        of[j].truth = xp_results_figure(&all, 0, of[j].figure, "center").mean;
    }
    xp_results_free(&all);
    print_coverage("forecast", &scenario, way, sizeof(way) / sizeof(*way), runs, of, 4);
    cc_scenario_free(&scenario);
}

int
main(int argc, char **argv)
{
    const long_study asked = long_study_read(argc, argv);
    if (asked.only != NULL && strcmp(asked.only, "factors") != 0 &&
        strcmp(asked.only, "coverage") != 0) {
        fprintf(stderr, "usage: long_variance [RUNS] [factors|coverage]\n");
        return 2;
    }
    if (asked.only == NULL || strcmp(asked.only, "factors") == 0) {
        print_all_factors();
    }
    if (asked.only == NULL || strcmp(asked.only, "coverage") == 0) {
        printf("\n| level, wait, abandoned, occupancy | n = 40 | n = 120 |\n|---|---|---|\n");
        cover_erlang_a(asked.runs);
        cover_forecast(asked.runs);
    }
    return 0;
}

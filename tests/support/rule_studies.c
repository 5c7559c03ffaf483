#include "tests/support/rule_studies.h"

#include "experiment/best.h"
#include "experiment/run.h"
#include "models/scenario/load.h"
#include "report/report.h"
#include "tests/support/exact_mmn.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_CENTERS 3
#define FIRST_SEED 70000

static double
loss_of_21(void)
{
    return exact_erlang_b(21, 10);
}

/* Two hours from empty: by 40,000 of them, +-0.00002. */
static double
loss_of_a_morning(void)
{
    return 0.000834;
}

static double
asa_of_9(void)
{
    exact_mmn q = exact_mmn_solve((exact_mmn_def){
        .lambda = 252 / 3600., .mu = 1 / 120., .n = 9, .room = -1, .horizon = 28800});
    const double wait = q.wait;
    exact_mmn_free(&q);
    return wait;
}

static double
level_of_14(void)
{
    exact_mmn q = exact_mmn_solve((exact_mmn_def){
        .lambda = 200 / 3600., .mu = 1 / 180., .theta = 1 / 300., .n = 14, .room = -1});
    const double level = exact_mmn_in_time(&q, 20) / (1 - exact_mmn_left_in_time(&q, 20));
    exact_mmn_free(&q);
    return level;
}

#define MORNING                                                                                    \
    {"run.hours", "[\"08:00\", \"12:00\"]"},                                                       \
    {                                                                                              \
        "run.warm_up", "\"0 h\""                                                                   \
    }
#define LOSS                                                                                       \
    {"center.groups.agents.staff", "21"},                                                          \
    {                                                                                              \
        "center.channels.voice.lines", "21"                                                        \
    }

const rule_study rule_studies[] = {
    {.name = "match-day",
     .what = "the level of 14 agents with 16, a day of 4,800 calls",
     .kind = RULE_MATCH,
     .rule = "service_level_g1 channel:voice",
     .file = "scenarios/erlang_a.cfg",
     .other = {{"center.staff_scale", "1.142857142857143"}},
     .look = {10, 30, 100},
     .bound = 0.05},
    {.name = "match-morning",
     .what = "the wait of 14 agents with 16, four hours in 8 intervals",
     .kind = RULE_MATCH,
     .rule = "asa channel:voice",
     .file = "scenarios/erlang_a.cfg",
     .set = {MORNING},
     .other = {{"center.staff_scale", "1.142857142857143"}},
     .look = {10, 30, 100},
     .bound = 0.05},
    {.name = "match-delay",
     .what = "... with an answer delay of 2 s, four hours; truth by 20,000 mornings",
     .kind = RULE_MATCH,
     .rule = "abandonment channel:voice",
     .file = "scenarios/erlang_a.cfg",
     .set = {MORNING},
     .other = {{"center.channels.voice.answer_delay", "\"2 s\""}},
     .long_run = 20000,
     .look = {10, 30, 100},
     .bound = 0.05},
    {.name = "match-plan",
     .what = "abandonment of the forecast day with 0.9 of the plan",
     .kind = RULE_MATCH,
     .rule = "abandonment channel:voice",
     .file = "scenarios/forecast/center.cfg",
     .other = {{"center.staff_scale", "0.9"}},
     .look = {10, 30, 100},
     .bound = 0.05},
    {.name = "precision-rare",
     .what = "0.089 % blocked to 0.02 points",
     .kind = RULE_PRECISION,
     .rule = "blocking channel:voice 0.02%",
     .file = "tests/verify/one_queue.cfg",
     .set = {LOSS},
     .truth = loss_of_21,
     .look = {100000},
     .bound = 0.05},
    {.name = "precision-rough",
     .what = "0.089 % blocked to 0.05 points",
     .kind = RULE_PRECISION,
     .rule = "blocking channel:voice 0.05%",
     .file = "tests/verify/one_queue.cfg",
     .set = {LOSS},
     .truth = loss_of_21,
     .look = {100000},
     .bound = 0.05},
    {.name = "precision-level",
     .what = "a service level of 92 % to 2 % of it",
     .kind = RULE_PRECISION,
     .rule = "service_level_g1 channel:voice relative 2%",
     .file = "scenarios/erlang_a.cfg",
     .truth = level_of_14,
     .look = {100000},
     .bound = 0.05},
    {.name = "precision-half",
     .what = "... to half a point",
     .kind = RULE_PRECISION,
     .rule = "service_level_g1 channel:voice 0.5%",
     .file = "scenarios/erlang_a.cfg",
     .truth = level_of_14,
     .look = {100000},
     .bound = 0.05},
    {.name = "precision-heavy",
     .what = "the wait at 93 % load, from empty, to 10 % of it",
     .kind = RULE_PRECISION,
     .rule = "asa channel:voice relative 10%",
     .file = "tests/verify/from_empty.cfg",
     .set = {{"center.groups.agents.staff", "9"}},
     .truth = asa_of_9,
     .look = {100000},
     .bound = 0.05},
    {.name = "precision-few",
     .what = "0.083 % blocked, of 400 calls a day, to 0.05 points; truth by 40,000 days",
     .kind = RULE_PRECISION,
     .rule = "blocking channel:voice 0.05%",
     .file = "tests/verify/one_queue.cfg",
     .set = {{"run.hours", "[\"08:00\", \"10:00\"]"}, {"run.warm_up", "\"0 h\""}, LOSS},
     .truth = loss_of_a_morning,
     .look = {100000},
     .bound = 0.05},
    {.name = "require-rare",
     .what = "0.089 % blocked",
     .kind = RULE_REQUIRE,
     .rule = "blocking channel:voice upper < 0.05%",
     .file = "tests/verify/one_queue.cfg",
     .set = {LOSS},
     .look = {5, 10, 30},
     .bound = 0.025},
    {.name = "require-few",
     .what = "0.085 % blocked, of 400 calls a day",
     .kind = RULE_REQUIRE,
     .rule = "blocking channel:voice upper < 0.05%",
     .file = "tests/verify/one_queue.cfg",
     .set = {{"run.hours", "[\"08:00\", \"10:00\"]"}, {"run.warm_up", "\"0 h\""}, LOSS},
     .look = {5, 20, 60},
     .bound = 0.025},
    {.name = "sentences",
     .what = "two contact centers that are the same, other customers, a day",
     .kind = RULE_SENTENCES,
     .file = "scenarios/bank/contact_center.cfg",
     .set = {{"run.warm_up", "\"0 h\""}, {"run.observe", "\"1 d\""}, {"run.follow_up", "\"2 d\""}},
     .look = {20},
     .bound = 0.05},
    {.name = "sentences-short",
     .what = "two that are the same, other customers, four hours",
     .kind = RULE_SENTENCES,
     .file = "scenarios/assistant.cfg",
     .set = {MORNING, {"run.observe", "\"1 d\""}, {"run.follow_up", "\"2 d\""}},
     .look = {10, 30},
     .bound = 0.05},
    {.name = "best",
     .what = "three that are the same: is the first called worse than the best?",
     .kind = RULE_BEST,
     .file = "scenarios/bank/contact_center.cfg",
     .set = {{"run.warm_up", "\"0 h\""}, {"run.observe", "\"1 d\""}, {"run.follow_up", "\"2 d\""}},
     .look = {20},
     .bound = 0.05},
};
const size_t n_rule_studies = sizeof(rule_studies) / sizeof(*rule_studies);

static void
give_up(const char *name, const char *text)
{
    fprintf(stderr, "%s: %s\n", name, text);
    exit(EXIT_FAILURE);
}

typedef struct trial {
    const rule_study *study;
    cc_scenario scenario[MAX_CENTERS];
    xp_plan plan;
    xp_precision precision;
    xp_require require;
    xp_match match;
    xp_wish wish;
    double truth;
    bool wrong;
    double width;
} trial;

static void
load(trial *self)
{
    const rule_study *study = self->study;
    char path[512];
    cc_override both[2 * RULE_SETS];
    size_t n = 0, n_first = 0;
    for (int j = 0; j < RULE_SETS && study->set[j].path != NULL; j++) {
        both[n++] = study->set[j];
    }
    n_first = n;
    for (int j = 0; j < RULE_SETS && study->other[j].path != NULL; j++) {
        both[n++] = study->other[j];
    }
    static const int centers[] = {[RULE_MATCH] = 2,
                                  [RULE_PRECISION] = 1,
                                  [RULE_REQUIRE] = 1,
                                  [RULE_SENTENCES] = 2,
                                  [RULE_BEST] = 3};
    self->plan.n_scenarios = centers[study->kind];
    snprintf(path, sizeof(path), "%s/%s", CCSIM_SOURCE_DIR, study->file);
    for (int s = 0; s < self->plan.n_scenarios; s++) {
        cc_refusal refusal = {""};
        if (cc_scenario_load(&self->scenario[s], path, both, s == 0 ? n_first : n, &refusal) !=
            SIM_OK) {
            give_up(study->name, refusal.text);
        }
        self->plan.scenario[s] = &self->scenario[s];
    }
}

static void
read_rule(trial *self)
{
    const rule_study *study = self->study;
    cc_refusal refusal = {""};
    int ret = SIM_OK;
    if (study->kind == RULE_PRECISION) {
        ret = xp_precision_parse(&self->precision, study->rule, &refusal);
        self->plan.rule = &self->precision;
        self->plan.n_rules = 1;
    } else if (study->kind == RULE_REQUIRE) {
        ret = xp_require_parse(&self->require, study->rule, &refusal);
        self->wish = (xp_wish){.kpi = self->require.kpi, .scope = self->require.scope};
    } else if (study->kind == RULE_MATCH) {
        sscanf(study->rule, "%47s %159s", self->match.kpi, self->match.scope);
        self->wish = (xp_wish){.kpi = self->match.kpi, .scope = self->match.scope};
    }
    if (ret != SIM_OK) {
        give_up(study->name, refusal.text);
    }
    self->plan.wish = &self->wish;
    self->plan.n_wishes = self->wish.kpi != NULL;
}

/* Says the paragraph anything but that nothing can be said? */
static bool
claims_something(const char *text)
{
    static const char *const words[] = {" more ", " fewer", " less ", "longer", "shorter"};
    for (size_t j = 0; j < sizeof(words) / sizeof(*words); j++) {
        if (strstr(text, words[j]) != NULL) {
            return true;
        }
    }
    return false;
}

static void
judge(trial *self, const xp_results *results)
{
    char text[4096] = "";
    sim_interval it;
    xp_best best[XP_SPOKEN];
    size_t n;
    FILE *file;
    switch (self->study->kind) {
    case RULE_PRECISION:
        it = xp_results_figure(results, 0, self->precision.kpi, self->precision.scope);
        self->wrong = !results->precise || !sim_interval_holds(&it, self->truth);
        self->width = it.half_width;
        break;
    case RULE_REQUIRE:
        self->wrong = xp_require_met(&self->require, results, 0);
        break;
    case RULE_BEST:
        n = xp_best_find(results, best);
        self->wrong = false;
        for (size_t j = 0; j < n; j++) {
            self->wrong = self->wrong || !best[j].may_be[0];
        }
        break;
    default:
        file = fmemopen(text, sizeof(text), "w");
        if (file == NULL) {
            give_up(self->study->name, "no memory");
        }
        xp_report_sentences(file, results);
        fclose(file);
        self->wrong = claims_something(text);
    }
}

static void
run_once(trial *self, rule_outcome *outcome)
{
    cc_refusal refusal = {""};
    xp_results results;
    int ret;
    self->wrong = true;
    self->width = 0;
    if (self->study->kind == RULE_MATCH) {
        ret = xp_match_find(&self->match, &self->plan, 1, &refusal);
        self->wrong =
            !self->match.reached || self->match.low > self->truth || self->match.high < self->truth;
        self->width = self->match.reached ? self->match.high - self->match.low : 0;
        outcome->replications += (double)self->plan.replications;
    } else {
        ret = xp_run(&results, &self->plan, &refusal);
        if (ret == SIM_OK) {
            judge(self, &results);
            outcome->replications += (double)results.n;
            xp_results_free(&results);
        }
    }
    if (ret != SIM_OK) {
        give_up(self->study->name, refusal.text);
    }
    outcome->wrong += self->wrong;
    outcome->width += self->width;
}

rule_outcome
rule_study_run(const rule_study *study, uint64_t replications, int runs, int threads)
{
    trial it = {.study = study, .plan = xp_plan_default()};
    rule_outcome outcome = {.runs = runs};
    load(&it);
    read_rule(&it);
    it.truth = study->truth == NULL ? 1 : study->truth();
    /* pairs would be equal to the last bit */
    it.plan.paired = study->kind != RULE_SENTENCES && study->kind != RULE_BEST;
    it.plan.best = true;
    it.plan.replications = replications;
    it.plan.threads = threads;
    if (study->long_run > 0) { /* of another seed */
        it.plan.replications = study->long_run;
        rule_outcome ignored = {0};
        run_once(&it, &ignored);
        it.truth = it.match.scale;
        it.plan.replications = replications;
    }
    for (int run = 0; run < runs; run++) {
        it.plan.seed = FIRST_SEED + (uint64_t)run;
        run_once(&it, &outcome);
    }
    outcome.replications /= runs;
    outcome.width /= runs;
    for (int s = 0; s < it.plan.n_scenarios; s++) {
        cc_scenario_free(&it.scenario[s]);
    }
    return outcome;
}

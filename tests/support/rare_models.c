#include "tests/support/rare_models.h"

#include "experiment/rare/rare.h"
#include "models/scenario/load.h"
#include "models/scenario/scenario.h"
#include "models/theory/erlang.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

const rare_model rare_models[] = {
    {"20 agents, 60 s", 200, 180, 0, 20, 60, "3 h", false},
    {"6 agents, short calls, 30 s", 180, 40, 0, 6, 30, "4 h", true},
    {"impatient, 16 agents, 60 s", 200, 180, 120, 16, 60, "2 h", false},
    {"24 agents, 60 s", 200, 180, 0, 24, 60, "1 d", true},
    {"2 agents, 60 s", 60, 15, 0, 2, 60, "1 d", true},
    {"60 agents, 30 s", 800, 180, 0, 60, 30, "1 d", true},
    {"impatient, 19 agents, 60 s", 200, 180, 120, 19, 60, "1 d", true},
};
const size_t n_rare_models = sizeof(rare_models) / sizeof(*rare_models);

static void
check(int ret, const char *text)
{
    if (ret != SIM_OK) {
        fprintf(stderr, "%s\n", text[0] == '\0' ? sim_strerror(ret) : text);
        exit(1);
    }
}

rare_outcome
rare_model_run(const rare_model *self, uint64_t seed, double precision, uint64_t replications)
{
    char rate[32], talk[32], agents[32], patience[96], observe[32], path[512];
    snprintf(rate, sizeof(rate), "%g", self->per_hour);
    snprintf(talk, sizeof(talk), "\"%g s\"", self->talk);
    snprintf(agents, sizeof(agents), "%d", self->agents);
    snprintf(observe, sizeof(observe), "\"%s\"", self->observe);
    snprintf(patience, sizeof(patience), "{ dist = \"exponential\"; mean = \"%g s\"; }",
             self->patience);
    snprintf(path, sizeof(path), "%s/tests/verify/one_queue.cfg", CCSIM_SOURCE_DIR);
    const cc_override set[] = {{"demand.issues.call.per_hour", rate},
                               {"demand.issues.call.voice.talk.mean", talk},
                               {"center.groups.agents.staff", agents},
                               {"run.observe", observe},
                               {"demand.customers.patience.voice", patience}};
    cc_scenario scenario;
    cc_refusal refusal = {""};
    check(cc_scenario_load(&scenario, path, set, self->patience > 0 ? 5 : 4, &refusal),
          refusal.text);
    const xp_rare_plan plan = {.scenario = &scenario,
                               .threshold = self->threshold,
                               .precision = precision,
                               .replications = replications,
                               .seed = seed,
                               .threads = 2,
                               .confidence = 0.95};
    xp_rare found;
    check(xp_rare_find(&found, &plan, &refusal), refusal.text);
    const cc_erlang input = {.calls = self->per_hour,
                             .period = 3600,
                             .service_time = self->talk,
                             .agents = self->agents,
                             .patience = self->patience > 0 ? self->patience : INFINITY,
                             .threshold = self->threshold};
    cc_erlang_figures figures;
    check(cc_erlang_solve(self->patience > 0 ? CC_ERLANG_A : CC_ERLANG_C, &input, &figures), "");
    const rare_outcome it = {.share = found.share,
                             .exact = figures.p_wait_over_threshold,
                             .error =
                                 found.share.half_width / sim_confidence_of(0.95, found.n).student,
                             .copies = (double)found.copies,
                             .events = (double)(found.events + found.pilot_events),
                             .contacts = found.offered * (double)found.n};
    cc_scenario_free(&scenario);
    return it;
}

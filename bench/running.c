/* Whole centers through the whole engine. Where the exact share that abandons is known, the runs
 * must agree with it within five standard errors: what is fast must also be right. */
#include "bench/running.h"
#include "experiment/run.h"
#include "models/center/center.h"
#include "models/scenario/load.h"
#include "models/theory/erlang.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct running {
    const origin *from;
    cc_scenario scenario;
    cc_layout layout;
    cc_record record;
    cc_center *center;
    uint64_t replication;
    int threads;
    double contacts_a_day;
    double until;          /* s: of one that goes on and on */
    bench_share abandoned; /* of whole replications */
} running;

void
running_free(void *state)
{
    running *self = state;
    cc_center_delete(self->center);
    cc_record_free(&self->record);
    cc_scenario_free(&self->scenario);
    free(self);
}

static bool
load(running *self, cc_refusal *refusal)
{
    size_t n_set = 0;
    while (self->from->set[n_set].path != NULL) {
        n_set++;
    }
    if (self->from->write != NULL) {
        char *text = self->from->write(self->from->argument);
        const int ret = text == NULL ? SIM_ERR_NOMEM
                                     : cc_scenario_load_text(&self->scenario, "bench", text,
                                                             self->from->set, n_set, refusal);
        free(text);
        return ret == SIM_OK;
    }
    char path[1024];
    snprintf(path, sizeof(path), "%s/%s", CCSIM_SOURCE_DIR, self->from->file);
    return cc_scenario_load(&self->scenario, path, self->from->set, n_set, refusal) == SIM_OK;
}

void *
running_setup(const bench_case *is, char *why)
{
    running *self = calloc(1, sizeof(*self));
    if (self == NULL) {
        return NULL;
    }
    self->from = is->argument;
    self->threads = (int)is->parameter[0];
    cc_refusal refusal = {""};
    int ret = SIM_OK;
    if (!load(self, &refusal) ||
        (ret = cc_layout_init(&self->layout, &self->scenario, self->from->by_interval)) != SIM_OK ||
        (ret = cc_record_init(&self->record, &self->layout)) != SIM_OK ||
        (self->center = cc_center_new(&self->scenario, &self->layout, &refusal)) == NULL) {
        snprintf(why, BENCH_NOTE, "%.*s", BENCH_NOTE - 1,
                 ret != SIM_OK             ? sim_strerror(ret)
                 : refusal.text[0] != '\0' ? refusal.text
                                           : "out of memory");
        running_free(self);
        return NULL;
    }
    return self;
}

/* Of that counter over all cells of a closed record, of those of what does not count too if
 * `all`. The only place that knows where counters are. */
static double
sum(const running *self, int counter, bool all)
{
    const cc_record *record = &self->record;
    const size_t rest = cc_record_rest(&self->layout);
    const size_t whole = cc_record_index(record, CC_WHOLE_RUN, 0);
    double counters[CC_N_COUNTERS] = {0};
    for (uint32_t j = 0; j < record->n_touched; j++) {
        const size_t index = record->touched[j].index;
        if (index >= whole && (all || index < rest)) {
            cc_record_add_index(record, index, counters);
        }
    }
    return counters[counter];
}

static void
check(int ret)
{
    if (ret != SIM_OK) {
        fprintf(stderr, "ccsim_bench: %s\n", sim_strerror(ret));
        exit(EXIT_FAILURE);
    }
}

/* A replication up to that share of its horizon. */
static void
replicate(running *self, double share)
{
    check(cc_center_start(self->center, 1, self->replication++, &self->record));
    check(cc_center_advance(self->center, share * cc_center_horizon(self->center)));
    if (share >= 1) {
        check(cc_center_finish(self->center));
    } else {
        check(cc_record_close(&self->record));
    }
}

/* The same; returns the contacts made, or what else is an item. */
static double
contacts(running *self, double share)
{
    replicate(self, share);
    if (share >= 1) {
        bench_share_add(&self->abandoned, sum(self, CC_N_abandoned, false),
                        sum(self, CC_N_contacts, false));
    }
    return sum(self, self->from->item > 0 ? self->from->item : CC_N_issue_contacts, true);
}

double
running_contacts(void *state, double items)
{
    running *self = state;
    if (self->contacts_a_day == 0) {
        self->contacts_a_day = 64 * contacts(self, 1. / 64);
    }
    double done = 0;
    while (done < items) {
        done += contacts(self, fmin(1, (items - done) / self->contacts_a_day));
        if (items - done < .02 * items) {
            break;
        }
    }
    return done;
}

double
running_further(void *state, double items)
{
    running *self = state;
    const double per_second = self->scenario.demand.issue[0].per_hour.constant / 3600;
    if (self->until == 0) {
        self->until = self->scenario.run.warm_up;
        check(cc_center_start(self->center, 1, 0, &self->record));
        check(cc_center_advance(self->center, self->until));
    }
    self->until += items / per_second;
    if (self->until > cc_center_horizon(self->center)) {
        fprintf(stderr, "ccsim_bench: the replication is too short for so many\n");
        exit(EXIT_FAILURE);
    }
    check(cc_center_advance(self->center, self->until));
    return items;
}

double
running_whole(void *state, double replications)
{
    double done = 0;
    for (double left = replications; left > 0; left--) {
        done += contacts(state, fmin(1, left));
    }
    return done;
}

double
running_replications(void *state, double items)
{
    const double n = fmax(1, floor(items));
    for (double j = 0; j < n; j++) {
        replicate(state, 1);
    }
    return n;
}

/* All that changes in a replication, in KB. */
static double
kilobytes(running *self)
{
    sim_snapshot snapshot;
    sim_snapshot_init(&snapshot);
    double bytes = NAN;
    if (cc_center_register(self->center, &self->record, &snapshot) == SIM_OK &&
        sim_snapshot_take(&snapshot) == SIM_OK) {
        bytes = (double)snapshot.copy_bytes;
    }
    sim_snapshot_free(&snapshot);
    return bytes / 1024;
}

static double
exact_of(const running *self)
{
    if (!isnan(self->from->abandoned)) {
        return self->from->abandoned;
    }
    const cc_issue *issue = &self->scenario.demand.issue[0];
    const int voice = cc_channel_find(&self->scenario, "voice");
    cc_erlang_figures figures;
    check(cc_erlang_solve(
        CC_ERLANG_A,
        &(cc_erlang){.calls = issue->per_hour.constant,
                     .period = 3600,
                     .service_time = sim_dist_mean(&issue->content[voice].work.dist) *
                                     issue->content[voice].work.factor.constant,
                     .agents = self->scenario.center.group[0].staff.constant,
                     .patience = sim_dist_mean(&issue->content[voice].patience),
                     .brief = true},
        &figures));
    return figures.abandonment;
}

bool
running_check(void *state, char *note, size_t size)
{
    running *self = state;
    if (self->abandoned.n == 0) {
        return true;
    }
    const bool good = bench_share_check(&self->abandoned, exact_of(self), note, size);
    const size_t n = strlen(note);
    snprintf(note + n, size - n, "; %.0f KB", kilobytes(self));
    return good;
}

bool
running_size(void *state, char *note, size_t size)
{
    snprintf(note, size, "%.0f KB", kilobytes(state));
    return true;
}

double
running_threads(void *state, double items)
{
    running *self = state;
    xp_plan plan = xp_plan_default();
    plan.scenario[0] = &self->scenario;
    plan.n_scenarios = 1;
    plan.threads = self->threads;
    plan.replications = (uint64_t)fmax(2, items);
    xp_results results;
    cc_refusal refusal = {""};
    check(xp_run(&results, &plan, &refusal));
    const double n = (double)results.n;
    bench_sink = (double)results.events;
    xp_results_free(&results);
    return n;
}

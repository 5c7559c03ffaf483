/* Whole centers through the whole engine. Where the exact share that abandons is known, the runs
 * must agree with it within five standard errors: what is fast must also be right. */
#include "bench/bench.h"
#include "experiment/run.h"
#include "models/center.h"
#include "models/erlang.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct from {
    const char *file;     /* in the source folder, or */
    char *(*write)(void); /* malloc'ed text */
    const cc_override set[5];
    bool by_interval;
    double abandoned; /* exact; 0: not known; NAN: by Erlang A */
} from;

typedef struct running {
    const from *from;
    cc_scenario scenario;
    cc_layout layout;
    cc_record record;
    cc_center *center;
    uint64_t replication;
    int threads;
    double contacts_a_day;
    /* sums over whole replications */
    double n, abandoned, contacts, abandoned_sq, contacts_sq, product;
} running;

static void
running_free(void *state)
{
    running *self = state;
    cc_center_delete(self->center);
    cc_record_free(&self->record);
    cc_scenario_free(&self->scenario);
    free(self);
}

static bool
load(running *self, cc_problem *problem)
{
    size_t n_set = 0;
    while (self->from->set[n_set].path != NULL) {
        n_set++;
    }
    if (self->from->write != NULL) {
        char *text = self->from->write();
        const int ret = text == NULL ? SIM_ERR_NOMEM
                                     : cc_scenario_load_text(&self->scenario, "bench", text,
                                                             self->from->set, n_set, problem);
        free(text);
        return ret == SIM_OK;
    }
    char path[1024];
    snprintf(path, sizeof(path), "%s/%s", CCSIM_SOURCE_DIR, self->from->file);
    return cc_scenario_load(&self->scenario, path, self->from->set, n_set, problem) == SIM_OK;
}

static void *
running_setup(const bench_case *is)
{
    running *self = calloc(1, sizeof(*self));
    if (self == NULL) {
        return NULL;
    }
    self->from = is->argument;
    self->threads = (int)is->parameter[0];
    cc_problem problem = {""};
    if (!load(self, &problem) ||
        cc_layout_init(&self->layout, &self->scenario, self->from->by_interval) != SIM_OK ||
        cc_record_init(&self->record, &self->layout) != SIM_OK ||
        (self->center = cc_center_new(&self->scenario, &self->layout, &problem)) == NULL) {
        fprintf(stderr, "ccsim_bench: %s: %s\n", is->name, problem.text);
        running_free(self);
        return NULL;
    }
    return self;
}

/* Of that counter over all cells, those of what does not count as well. */
static double
sum(const running *self, int counter)
{
    const cc_record *record = &self->record;
    const size_t whole = record->layout.n_slices * record->layout.n_cells;
    double total = 0;
    for (uint32_t j = 0; j < record->n_touched; j++) {
        const cc_touched *cell = &record->touched[j];
        int begin, end;
        cc_layout_counters(&record->layout, cell->index, &begin, &end);
        const bool is_sum = cell->index >= whole && cell->index < cc_record_rest(&record->layout);
        if (counter >= begin && counter < end && !is_sum) {
            total += record->pool[cell->place + (uint32_t)counter];
        }
    }
    return total;
}

static void
add_replication(running *self)
{
    double abandoned = 0, contacts = 0;
    for (size_t cell = 0; cell < self->layout.n_cells; cell++) {
        double count[CC_N_COUNTERS] = {0};
        cc_record_add(&self->record, CC_WHOLE_RUN, cell, count);
        abandoned += count[CC_N_abandoned];
        contacts += count[CC_N_contacts];
    }
    self->n++;
    self->abandoned += abandoned;
    self->contacts += contacts;
    self->abandoned_sq += abandoned * abandoned;
    self->contacts_sq += contacts * contacts;
    self->product += abandoned * contacts;
}

static void
check(int ret)
{
    if (ret != SIM_OK) {
        fprintf(stderr, "ccsim_bench: %s\n", sim_strerror(ret));
        exit(EXIT_FAILURE);
    }
}

/* A replication up to that share of its horizon; returns the contacts made. */
static double
replicate(running *self, double share)
{
    const double horizon = cc_center_horizon(self->center);
    check(cc_center_start(self->center, 1, self->replication++, &self->record));
    check(cc_center_advance(self->center, share * horizon));
    if (share >= 1) {
        check(cc_center_finish(self->center));
        add_replication(self);
    }
    return sum(self, CC_N_issue_contacts);
}

/* Items are contacts: whole replications, and what is left in a part of one. */
static double
contacts_body(void *state, double items)
{
    running *self = state;
    if (self->contacts_a_day == 0) {
        self->contacts_a_day = 64 * replicate(self, 1. / 64);
    }
    double done = 0;
    while (done < items) {
        done += replicate(self, fmin(1, (items - done) / self->contacts_a_day));
        if (items - done < .02 * items) {
            break;
        }
    }
    return done;
}

static double
replications_body(void *state, double items)
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
    const int voice = cc_channel_find("voice");
    cc_erlang_figures figures;
    check(cc_erlang_solve(
        CC_ERLANG_A,
        &(cc_erlang){.arrival_rate = issue->per_hour.constant / 3600,
                     .service_time = sim_dist_mean(&issue->content[voice].work.dist) *
                                     issue->content[voice].work.factor.constant,
                     .agents = self->scenario.center.group[0].staff.constant,
                     .patience = sim_dist_mean(&issue->content[voice].patience),
                     .brief = true},
        &figures));
    return figures.abandonment;
}

static bool
abandonment_is_right(void *state, char *note, size_t size)
{
    running *self = state;
    const double n = self->n, p = self->abandoned / self->contacts;
    if (n == 0) {
        return true;
    }
    const double m2 =
        self->abandoned_sq - 2 * p * self->product + p * p * self->contacts_sq; /* of a - p c */
    const double error = sqrt(fmax(0, m2) * n / (n - 1)) / self->contacts;
    const double exact = exact_of(self), memory = kilobytes(self);
    if (n < 3 || exact == 0) {
        snprintf(note, size, "P(ab) %.6f; %.0f KB", p, memory);
        return true;
    }
    snprintf(note, size, "P(ab) %.6f +- %.6f; exact %.6f; %.0f KB", p, error, exact, memory);
    return fabs(p - exact) <= 5 * error;
}

/* ---- a large one: 10 skills, 30 groups ---- */

/* Group g serves 1 to 4 kinds, whoever has waited longest first; a kind goes first to the groups
 * named after it. Lognormal work, rates by half-hours, all figures by half-hour. */
static char *
write_skills(void)
{
    enum { SKILLS = 10, GROUPS = 30, SIZE = 65536 };
    char *text = malloc(SIZE);
    if (text == NULL) {
        return NULL;
    }
    FILE *file = fmemopen(text, SIZE, "w");
    int skill[GROUPS][4], n[GROUPS];
    for (int g = 0; g < GROUPS; g++) {
        n[g] = 1 + g / SKILLS + g % 2;
        for (int j = 0; j < n[g]; j++) {
            skill[g][j] = (g + j * (1 + g / SKILLS)) % SKILLS;
        }
    }
    fputs("name = \"10 skills, 30 groups\";\n"
          "run = { hours = [\"00:00\", \"24:00\"]; interval = \"30 min\"; warm_up = \"30 min\";\n"
          "observe = \"23.5 h\"; };\n"
          "demand = { every_issue = {\n"
          "voice = { talk = { dist = \"lognormal\"; mean = \"1 min\"; cv = 1.3108; }; };\n"
          "patience = { voice = { dist = \"exponential\"; mean = \"2 min\"; }; }; };\n"
          "issues = {\n",
          file);
    for (int k = 0; k < SKILLS; k++) {
        fprintf(file, "kind%d = { per_hour = [", k);
        for (int i = 0; i < 48; i++) {
            fprintf(file, "%s%.1f", i > 0 ? ", " : "", 600 * (.9 + .02 * ((i * 7 + k) % 11)));
        }
        fputs("]; };\n", file);
    }
    fputs("}; };\ncenter = { channels = { voice = { service_level = { target = 0.80;\n"
          "within = [\"20 s\", \"60 s\", \"120 s\"]; }; }; };\nqueues = {\n",
          file);
    for (int k = 0; k < SKILLS; k++) {
        fprintf(file, "for%d = { channel = \"voice\"; issues = (\"kind%d\"); groups = (", k, k);
        bool has[GROUPS] = {false};
        const char *comma = "";
        for (int r = 0; r < 4; r++) {
            for (int g = 0; g < GROUPS; g++) {
                if (r < n[g] && skill[g][r] == k && !has[g]) {
                    fprintf(file, "%s\"group%d\"", comma, g);
                    comma = ", ";
                    has[g] = true;
                }
            }
        }
        fputs("); };\n", file);
    }
    fputs("};\ngroups = {\n", file);
    for (int g = 0; g < GROUPS; g++) {
        fprintf(file, "group%d = { staff = %d; serves = ([", g, 3 + (g < 10));
        bool has[SKILLS] = {false};
        const char *comma = "";
        for (int j = 0; j < n[g]; j++) {
            if (!has[skill[g][j]]) {
                fprintf(file, "%s\"for%d\"", comma, skill[g][j]);
                comma = ", ";
                has[skill[g][j]] = true;
            }
        }
        fputs("]); };\n", file);
    }
    fputs("}; };\n", file);
    fclose(file);
    return text;
}

/* ---- threads ---- */

static double
threads_body(void *state, double items)
{
    running *self = state;
    xp_plan plan = xp_plan_default();
    plan.scenario[0] = &self->scenario;
    plan.n_scenarios = 1;
    plan.threads = self->threads;
    plan.replications = (uint64_t)fmax(2, items);
    xp_results results;
    cc_problem problem = {""};
    check(xp_run(&results, &plan, &problem));
    const double n = (double)results.n;
    bench_sink = (double)results.events;
    xp_results_free(&results);
    return n;
}

/* ---- the table ---- */

static const from erlang_a = {.file = "bench/erlang_a.cfg", .abandoned = NAN};
static const from erlang_a_by_interval = {
    .file = "bench/erlang_a.cfg", .abandoned = NAN, .by_interval = true};
static const from erlang_a_1e3 = {.file = "bench/erlang_a.cfg",
                                  .set = {{"center.groups.agents.staff", "1000"},
                                          {"demand.issues.call.per_hour", "63000"},
                                          {"run.observe", "7.5 h"}},
                                  .abandoned = NAN};
static const from erlang_a_1e4 = {.file = "bench/erlang_a.cfg",
                                  .set = {{"center.groups.agents.staff", "10000"},
                                          {"demand.issues.call.per_hour", "630000"},
                                          {"run.observe", "1 h"}},
                                  .abandoned = NAN};
static const from n_design = {.file = "bench/n_design.cfg", .abandoned = .061954466};
static const from skills = {.write = write_skills};
static const from skills_by_interval = {.write = write_skills, .by_interval = true};
static const from call_center = {.file = "scenarios/bank/call_center.cfg"};
static const from contact_center = {.file = "scenarios/bank/contact_center.cfg"};
static const from short_day = {.file = "bench/erlang_a.cfg", .set = {{"run.observe", "17 min"}}};

#define CENTER(label, where, how_many)                                                             \
    {                                                                                              \
        .name = "center/" label, .unit = "contact", .items = how_many, .setup = running_setup,     \
        .body = contacts_body, .free = running_free, .check = abandonment_is_right,                \
        .argument = &(where)                                                                       \
    }
#define REPLICATIONS(label, where, how_many, of)                                                   \
    {                                                                                              \
        .name = label, .unit = "replication", .items = how_many, .setup = running_setup,           \
        .body = of, .free = running_free, .argument = &(where)                                     \
    }
#define THREADS(label, where, n)                                                                   \
    {                                                                                              \
        .name = label, .unit = "replication", .items = 8, .setup = running_setup,                  \
        .body = threads_body, .free = running_free, .of_process = true, .argument = &(where),      \
        .parameter = {                                                                             \
            n                                                                                      \
        }                                                                                          \
    }

const bench_case bench_centers[] = {
    CENTER("erlang-a", erlang_a, 1e6),
    CENTER("erlang-a/by-interval", erlang_a_by_interval, 1e6),
    CENTER("erlang-a/1e3-agents", erlang_a_1e3, 1e6),
    CENTER("erlang-a/1e4-agents", erlang_a_1e4, 2e6),
    CENTER("n-design", n_design, 1e6),
    CENTER("10-skills-30-groups", skills, 1e6),
    CENTER("10-skills-30-groups/by-interval", skills_by_interval, 1e6),
    REPLICATIONS("day/5000-contacts", short_day, 200, replications_body),
    REPLICATIONS("bank/call-center", call_center, 4, replications_body),
    REPLICATIONS("bank/contact-center", contact_center, 4, replications_body),
    THREADS("threads/1", erlang_a, 1),
    THREADS("threads/2", erlang_a, 2),
    {0},
};

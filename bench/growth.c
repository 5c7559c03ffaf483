/* Cost as it grows: one number of a center at a time, all else equal, at constant utilisation. */
#include "bench/running.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* Kinds of equal rates, spread over queues; group g serves queues g, g + 1, ... */
typedef struct shape {
    int kinds, queues, groups, serves; /* queues that a group serves; 0: all, as do all groups */
    int staff;                         /* of a group */
    double load;                       /* of all agents */
    const char *run;                   /* settings */
    bool ranked;                       /* the only queue prefers groups in order */
} shape;

#define A_DAY "warm_up = \"30 min\"; observe = \"23.5 h\";"

static void
write_queues(FILE *file, const shape *self)
{
    fputs("queues = {\n", file);
    for (int q = 0; q < self->queues; q++) {
        fprintf(file, "queue%d = { channel = \"voice\"; issues = (", q);
        for (int k = q; k < self->kinds; k += self->queues) {
            fprintf(file, "%s\"kind%d\"", k > q ? ", " : "", k);
        }
        fputs(");", file);
        for (int g = 0; self->ranked && g < self->groups; g++) {
            fprintf(file, "%s\"group%d\"", g == 0 ? " groups = (" : ", ", g);
        }
        fputs(self->ranked ? "); };\n" : " };\n", file);
    }
    fputs("};\n", file);
}

static void
write_groups(FILE *file, const shape *self)
{
    fputs("groups = {\n", file);
    for (int g = 0; g < self->groups; g++) {
        fprintf(file, "group%d = { staff = %d;", g, self->staff);
        for (int j = 0; j < self->serves; j++) {
            fprintf(file, "%s\"queue%d\"", j == 0 ? " serves = (" : ", ", (g + j) % self->queues);
        }
        fputs(self->serves > 0 ? "); };\n" : " };\n", file);
    }
    fputs("};\n", file);
}

/* Talks of 1 min, patience of 2 min, exponential. */
static char *
write_shape(const void *argument)
{
    const shape *self = argument;
    char *text = NULL;
    size_t size;
    FILE *file = open_memstream(&text, &size);
    if (file == NULL) {
        return NULL;
    }
    fprintf(file, "run = { %s };\n", self->run);
    fputs("demand = { every_issue = {\n"
          "voice = { talk = { dist = \"exponential\"; mean = \"1 min\"; }; };\n"
          "patience = { voice = { dist = \"exponential\"; mean = \"2 min\"; }; }; };\n"
          "issues = {\n",
          file);
    const double per_hour = 60 * self->load * self->staff * self->groups;
    for (int k = 0; k < self->kinds; k++) {
        fprintf(file, "kind%d = { per_hour = %.6f; };\n", k, per_hour / self->kinds);
    }
    fputs("}; };\ncenter = {\n"
          "channels = { voice = { service_level = { target = 0.80; within = \"20 s\"; }; }; };\n",
          file);
    write_queues(file, self);
    write_groups(file, self);
    fputs("};\n", file);
    return fclose(file) == 0 ? text : NULL;
}

/* ---- the table ---- */

#define SHAPE(...)                                                                                 \
    &(const origin)                                                                                \
    {                                                                                              \
        .write = write_shape, .argument = &(const shape)                                           \
        {                                                                                          \
            __VA_ARGS__                                                                            \
        }                                                                                          \
    }
/* 400 agents in groups for one queue, then one group of 400 for several. */
#define GROUPS(number, each, in_order)                                                             \
    SHAPE(.kinds = 1, .queues = 1, .groups = number, .staff = each, .load = .95, .run = A_DAY,     \
          .ranked = in_order)
#define QUEUES(number, of_kinds)                                                                   \
    SHAPE(.kinds = of_kinds, .queues = number, .groups = 1, .staff = 400, .load = 1.05,            \
          .run = A_DAY)
/* An offered load of 1.05, as in bench/erlang_a.cfg. */
#define AGENTS(number, calls_an_hour, warm_up, observe, exact)                                     \
    &(const origin)                                                                                \
    {                                                                                              \
        .file = "bench/erlang_a.cfg",                                                              \
        .set = {{.path = "center.groups.agents.staff", .value = number},                           \
                {.path = "demand.issues.call.per_hour", .value = calls_an_hour},                   \
                {.path = "run.warm_up", .value = warm_up},                                         \
                {.path = "run.observe", .value = observe}},                                        \
        .abandoned = exact                                                                         \
    }

static const shape a_week = {.kinds = 10,
                             .queues = 10,
                             .groups = 20,
                             .serves = 2,
                             .staff = 10,
                             .load = .95,
                             .run = "interval = \"15 min\"; days = 7;"};
static const origin week = {.write = write_shape, .argument = &a_week};
static const origin week_by_interval = {
    .write = write_shape, .argument = &a_week, .by_interval = true};
static const origin one_minute = {.file = "bench/erlang_a.cfg",
                                  .set = {{.path = "run.interval", .value = "1 min"},
                                          {.path = "run.warm_up", .value = "0 s"},
                                          {.path = "run.observe", .value = "720 h"}},
                                  .by_interval = true};
static const origin bank = {.file = "scenarios/bank/call_center.cfg"};
static const origin bank_by_interval = {.file = "scenarios/bank/call_center.cfg",
                                        .by_interval = true};

#define GROWTH                                                                                     \
    .unit = "contact", .setup = running_setup, .body = running_whole, .free = running_free,        \
    .check = running_check, .whole = true
#define START                                                                                      \
    .unit = "replication", .setup = running_setup, .body = running_replications,                   \
    .free = running_free

const bench_case bench_growth[] = {
    {"growth/groups/1", GROWTH, .items = 2, .argument = GROUPS(1, 400, false)},
    {"growth/groups/10", GROWTH, .items = 2, .argument = GROUPS(10, 40, false)},
    {"growth/groups/50", GROWTH, .items = 2, .argument = GROUPS(50, 8, false)},
    {"growth/groups/200", GROWTH, .items = 2, .argument = GROUPS(200, 2, false)},
    {"growth/groups/200-ranked", GROWTH, .items = 2, .argument = GROUPS(200, 2, true)},
    {"growth/queues/1", GROWTH, .items = 2, .argument = QUEUES(1, 100)},
    {"growth/queues/10", GROWTH, .items = 2, .argument = QUEUES(10, 100)},
    {"growth/queues/100", GROWTH, .items = 2, .argument = QUEUES(100, 100)},
    {"growth/kinds/1", GROWTH, .items = 2, .argument = QUEUES(1, 1)},
    {"growth/kinds/10", GROWTH, .items = 2, .argument = QUEUES(1, 10)},
    {"growth/kinds/200", GROWTH, .items = 2, .argument = QUEUES(1, 200)},
    {"growth/agents/1e2", GROWTH, .items = 6,
     .argument = AGENTS("100", "6300", "30 min", "23.5 h", NAN)},
    {"growth/agents/1e3", GROWTH, .items = 2,
     .argument = AGENTS("1000", "63000", "30 min", "7.5 h", NAN)},
    {"growth/agents/1e4", GROWTH, .items = 1,
     .argument = AGENTS("10000", "630000", "30 min", "1 h", NAN)},
    {"growth/agents/1e5", GROWTH, .items = 1,
     .argument = AGENTS("100000", "6300000", "4 min", "6 min", 0)},
    {"growth/agents/1e6", GROWTH, .items = 1,
     .argument = AGENTS("1000000", "63000000", "1 min", "1 min", 0), .may_be_refused = true},
    {"interval/10-kinds-20-groups-week", GROWTH, .items = 1, .argument = &week},
    {"interval/10-kinds-20-groups-week/by-interval", GROWTH, .items = 1,
     .argument = &week_by_interval, .may_be_refused = true},
    {"interval/1-minute-30-days", GROWTH, .items = 1, .argument = &one_minute,
     .may_be_refused = true},
    {"interval/bank", GROWTH, .items = 4, .argument = &bank_by_interval},
    {"ratio/interval-bank", GROWTH, .items = 4, .argument = &bank, .beside = "interval/bank"},
    {"start/100-kinds-200-groups", START, .items = 20,
     .argument = SHAPE(.kinds = 100, .queues = 100, .groups = 200, .serves = 2, .staff = 1,
                       .load = 1e-4, .run = "observe = \"1 h\";")},
    {0},
};

/* The centers that are measured: textbook ones, the bank's, and their ratios to bench/roofline.c. */
#include "bench/running.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* Group g serves 1 to 4 kinds, whoever has waited longest first; a kind goes first to the groups
 * named after it. Lognormal work, rates by half-hours, all figures by half-hour. */
static char *
write_skills(const void *none)
{
    (void)none;
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

/* ---- the table ---- */

static const origin erlang_a = {.file = "bench/erlang_a.cfg", .abandoned = NAN};
static const origin erlang_a_by_interval = {
    .file = "bench/erlang_a.cfg", .abandoned = NAN, .by_interval = true};
static const origin n_design = {.file = "bench/n_design.cfg", .abandoned = .061954466};
static const origin skills = {.write = write_skills, .abandoned = BENCH_SKILLS_ABANDONED};
static const origin skills_by_interval = {
    .write = write_skills, .by_interval = true, .abandoned = BENCH_SKILLS_ABANDONED};
static const origin call_center = {.file = "scenarios/bank/call_center.cfg"};
static const origin contact_center = {.file = "scenarios/bank/contact_center.cfg"};
static const origin short_day = {.file = "bench/erlang_a.cfg",
                                 .set = {{.path = "run.observe", .value = "17 min"}}};

/* What each kind of case has in common; then where from, and how many. */
#define CONTACTS                                                                                   \
    .unit = "contact", .setup = running_setup, .body = running_contacts, .free = running_free,     \
    .check = running_check
#define WHOLE                                                                                      \
    .unit = "contact", .setup = running_setup, .body = running_whole, .free = running_free,        \
    .check = running_check, .whole = true
#define REPLICATIONS                                                                               \
    .unit = "replication", .setup = running_setup, .body = running_replications,                   \
    .free = running_free
#define THREADS                                                                                    \
    .unit = "replication", .setup = running_setup, .body = running_threads, .free = running_free,  \
    .of_process = true

const bench_case bench_centers[] = {
    {"center/erlang-a", CONTACTS, .argument = &erlang_a, .items = 1e6},
    {"center/erlang-a/by-interval", CONTACTS, .argument = &erlang_a_by_interval, .items = 1e6},
    {"center/n-design", CONTACTS, .argument = &n_design, .items = 1e6},
    {"center/10-skills-30-groups", CONTACTS, .argument = &skills, .items = 1e6},
    {"center/10-skills-30-groups/by-interval", CONTACTS, .argument = &skills_by_interval,
     .items = 1e6},
    {"day/5000-contacts", REPLICATIONS, .argument = &short_day, .items = 200},
    {"bank/call-center", WHOLE, .argument = &call_center, .items = 4},
    {"bank/contact-center", WHOLE, .argument = &contact_center, .items = 4},
    {"threads/1", THREADS, .argument = &erlang_a, .parameter = {1}, .items = 16},
    {"threads/2", THREADS, .argument = &erlang_a, .parameter = {2}, .items = 16},
    {"ratio/erlang-a", CONTACTS, .argument = &erlang_a, .items = 1e6, .beside = "roofline/erlang-a",
     .at_least = .5},
    {"ratio/10-skills-30-groups", CONTACTS, .argument = &skills, .items = 1e6,
     .beside = "roofline/10-skills-30-groups", .at_least = .5},
    {"ratio/2-threads", THREADS, .argument = &erlang_a, .parameter = {1}, .items = 16,
     .beside = "threads/2", .at_most = 1.03},
    {0},
};

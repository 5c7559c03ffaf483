#include "tests/support/coverage.h"

#include "models/language/parse.h"
#include "models/language/settings_list.h"
#include "models/scenario/settings_scenario.h"
#include "sim/dist.h"
#include "tests/support/same_record.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
add(coverage *self, const char *name, const char *word)
{
    if (self->n == self->room) {
        self->room = 2 * self->room + 100;
        self->feature = realloc(self->feature, self->room * sizeof(*self->feature));
        assert_non_null(self->feature);
    }
    coverage_feature *feature = &self->feature[self->n++];
    *feature = (coverage_feature){0};
    snprintf(feature->name, sizeof(feature->name), "%s%s%s", name, *word != '\0' ? " = " : "",
             word);
}

static void
add_setting(const char *path, const cc_setting *setting, const char *kind, void *self)
{
    (void)kind;
    if (strncmp(path, "lesson", 6) == 0) { /* of whom it teaches, no part of a run */
        return;
    }
    if (setting->kind == CC_SET_BOOL) {
        add(self, path, "true");
        add(self, path, "false");
    } else if (setting->words != NULL) {
        for (int j = 0; setting->words[j] != NULL; j++) {
            add(self, path, setting->words[j]);
        }
    } else {
        add(self, path, "");
    }
}

#define N_COUNTERS ((size_t)CC_N_COUNTERS)

void
coverage_init(coverage *self)
{
    *self = (coverage){0};
    cc_settings_visit_all(cc_settings_scenario, add_setting, self);
    for (int j = 0; sim_dist_types[j] != NULL; j++) {
        add(self, "dist", sim_dist_types[j]->name);
    }
    char name[40];
    for (size_t j = 0; j < N_COUNTERS; j++) {
        add(self, "counter", same_record_counter((int)j, name, sizeof(name)));
    }
    for (int j = 0; j < CC_A_COUNTERS; j++) {
        add(self, "counter of agents", same_record_agent_counter(j));
    }
}

void
coverage_free(coverage *self)
{
    free(self->feature);
    *self = (coverage){0};
}

/* ---- what is written ---- */

static bool
says(const cc_value *value, const char *word)
{
    const char *text = value->kind == CC_VALUE_BOOL   ? value->number != 0 ? "true" : "false"
                       : value->kind == CC_VALUE_TEXT ? value->text
                                                      : "";
    return *word == '\0' || strcmp(text, word) == 0;
}

/* Is the setting with that path written below the value? CHANNEL and the like stand for any. */
static bool
is_written(const cc_value *value, const char *path, const char *word)
{
    if (*path == '\0') {
        return says(value, word);
    }
    const size_t n = strcspn(path, ".");
    const char *rest = path[n] == '.' ? path + n + 1 : path + n;
    const bool any = isupper((unsigned char)path[0]) && n > 1; /* the grades of evidence are not */
    for (size_t j = 0; value->kind == CC_VALUE_LIST && j < value->n; j++) {
        if (is_written(value->child[j], path, word)) {
            return true;
        }
    }
    for (size_t j = 0; value->kind == CC_VALUE_GROUP && j < value->n; j++) {
        const cc_value *child = value->child[j];
        const bool fits = strncmp(child->name, path, n) == 0 && child->name[n] == '\0';
        if ((any || fits) && is_written(child, rest, word)) {
            return true;
        }
    }
    return false;
}

/* Is a distribution of that kind written anywhere below the value? */
static bool
has_dist(const cc_value *value, const char *name)
{
    bool has = value->name != NULL && strcmp(value->name, "dist") == 0 && says(value, name);
    for (size_t j = 0; !has && j < value->n; j++) {
        has = has_dist(value->child[j], name);
    }
    return has;
}

void
coverage_see_file(coverage *self, const char *path)
{
    cc_source source;
    cc_refusal refusal = {""};
    cc_value *root;
    cc_arena *arena = cc_arena_new();
    if (arena == NULL || cc_source_read(&source, path, &refusal) != SIM_OK ||
        cc_source_scan(&source, &refusal) != SIM_OK ||
        cc_tree_parse(&root, arena, &source, &refusal) != SIM_OK) {
        fail_msg("%s", refusal.text);
    }
    for (size_t j = 0; j < self->n; j++) {
        coverage_feature *feature = &self->feature[j];
        char name[sizeof(feature->name)];
        strcpy(name, feature->name);
        char *equals = strstr(name, " = ");
        const char *word = equals == NULL ? "" : equals + 3;
        if (equals != NULL) {
            *equals = '\0';
        }
        feature->is_seen =
            strcmp(name, "dist") == 0 ? has_dist(root, word) : is_written(root, name, word);
    }
    cc_source_free(&source);
    cc_arena_free(arena);
}

/* ---- what happened ---- */

/* Of counters by run.wait_over scenarios ask for three. */
static bool
is_over(size_t counter)
{
    return counter < CC_N_ALONE_OVER(2) || counter > CC_N_SERVED_OVER(2);
}

void
coverage_see_record(coverage *self, const cc_record *record)
{
    coverage_feature *agent = &self->feature[self->n - CC_A_COUNTERS],
                     *feature = agent - N_COUNTERS;
    for (size_t cell = 0; cell < record->layout.n_cells; cell++) {
        double counters[CC_N_COUNTERS] = {0};
        cc_record_add(record, CC_WHOLE_RUN, cell, counters);
        for (size_t j = 0; j < N_COUNTERS; j++) {
            feature[j].is_seen |= counters[j] > 0 || is_over(j);
        }
    }
    for (int g = 0; g < record->layout.n_groups; g++) {
        const double *counters = cc_record_agent(record, CC_WHOLE_RUN, (size_t)g);
        for (int j = 0; j < CC_A_COUNTERS; j++) {
            agent[j].is_seen |= counters[j] > 0;
        }
    }
}

void
coverage_next(coverage *self)
{
    for (size_t j = 0; j < self->n; j++) {
        self->feature[j].n += self->feature[j].is_seen;
        self->feature[j].is_seen = false;
    }
}

size_t
coverage_print_below(const coverage *self, size_t most)
{
    size_t n = 0;
    for (size_t j = 0; j < self->n; j++) {
        if (self->feature[j].n < most) {
            print_message("%6zu scenarios: %s\n", self->feature[j].n, self->feature[j].name);
            n++;
        }
    }
    return n;
}

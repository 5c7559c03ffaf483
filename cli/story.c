#include "cli/story.h"

#include "cli/listing.h"
#include "cli/options.h"
#include "cli/verb.h"
#include "models/center/journal_text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MAX_RECORDS 4000000 /* kept for a story by contact: 220 MB */

/* What is longer than the line goes on below, under the words. */
static void
write_line(FILE *file, int at, const char *words)
{
    char margin[41];
    if (at > 40) { /* of a long name there are no words in the same line */
        at = 16;
        fprintf(file, "\n%*s", at, "");
    }
    snprintf(margin, sizeof(margin), "%*s", at < 40 ? at : 40, "");
    cli_write_wrapped(file, at < 0 ? 0 : (size_t)at, margin, words);
}

/* False: there is nothing to say. */
static bool
words_of(const cli_story *self, const sim_trace_record *record, char *words, size_t size)
{
    cc_journal_text_words(self->scenario, self->center, record, NULL, words, size);
    return words[0] != '\0';
}

static void
print_line(cli_story *self, const sim_trace_record *record, bool with_name)
{
    char time[40], name[80], words[256];
    if (!words_of(self, record, words, sizeof(words))) {
        return;
    }
    cc_journal_text_time(self->scenario, record->time, time, sizeof(time));
    if (with_name) {
        if (cc_subject_of(record->a) == CC_OF_AGENT) {
            cc_center_agent_name(self->center, (uint32_t)record->subject, name, sizeof(name));
        } else {
            cc_journal_text_name(self->scenario, record, name, sizeof(name));
        }
        write_line(self->file, fprintf(self->file, "%s  %-14s ", time, name), words);
    } else {
        write_line(self->file, fprintf(self->file, "  %s  ", time), words);
    }
    self->n_lines++;
}

static bool
is_asked_for(const cli_story *self, const sim_trace_record *record)
{
    char name[80];
    if (self->only == NULL) {
        return true;
    }
    cc_journal_text_name(self->scenario, record, name, sizeof(name));
    return strcmp(name, self->only) == 0;
}

static void
keep(cli_story *self, const sim_trace_record *record)
{
    if (self->n == self->capacity) {
        const size_t capacity = self->capacity == 0 ? 4096 : 2 * self->capacity;
        sim_trace_record *more =
            capacity > MAX_RECORDS ? NULL : realloc(self->record, capacity * sizeof(*more));
        if (more == NULL) {
            self->error = capacity > MAX_RECORDS ? SIM_ERR_LIMIT : SIM_ERR_NOMEM;
            return;
        }
        self->record = more;
        self->capacity = capacity;
    }
    self->record[self->n++] = *record;
}

static void
put_around(cli_story *self, const sim_trace_record *record)
{
    char words[256];
    if (self->nearest.is_past && self->n_lines < self->nearest.most_after) {
        print_line(self, record, true);
    } else if (!self->nearest.is_past && words_of(self, record, words, sizeof(words)) &&
               !cli_around_keep(&self->nearest, record)) {
        self->error = SIM_ERR_NOMEM;
    }
}

static void
put(void *context, const sim_trace_record *record)
{
    cli_story *self = context;
    const bool of_contact = cc_subject_of(record->a) == CC_OF_CONTACT;
    if (self->error != SIM_OK ||
        (of_contact ? !is_asked_for(self, record) : self->only != NULL || self->by_contact)) {
        return; /* what happens to others is told in order of time, beside all contacts */
    }
    self->any |= of_contact;
    if (self->by_contact) {
        keep(self, record);
    } else if (!isnan(self->around)) {
        put_around(self, record);
    } else if (record->time >= self->from && record->time < self->to) {
        if (self->n_lines >= self->limit) {
            self->is_cut = true;
        } else {
            print_line(self, record, true);
        }
    }
}

/* In lines that go on below where they are too long. */
static void
print_state(cli_story *self)
{
    char *text = NULL, *rest;
    size_t size = 0;
    FILE *memory = open_memstream(&text, &size);
    if (memory != NULL) {
        cc_center_dump(self->center, memory);
    }
    if (memory == NULL || fclose(memory) != 0) {
        self->error = SIM_ERR_NOMEM;
        free(text);
        return;
    }
    for (char *line = strtok_r(text, "\n", &rest); line != NULL;
         line = strtok_r(NULL, "\n", &rest)) {
        const size_t indent = strspn(line, " ");
        fprintf(self->file, "%.*s", (int)indent, line);
        cli_write_wrapped(self->file, indent, "      ", line + indent);
    }
    fprintf(self->file, "--\n");
    free(text);
}

/* The moment has come: what was kept of before, and how things stand. */
static void
print_moment(cli_story *self)
{
    char time[40];
    for (size_t j = 0; j < cli_around_kept(&self->nearest); j++) {
        print_line(self, cli_around_at(&self->nearest, j), true);
    }
    cc_journal_text_time(self->scenario, self->around, time, sizeof(time));
    fprintf(self->file, "-- %s --\n", time);
    if (self->with_state) {
        print_state(self);
    }
    self->nearest.is_past = true;
    self->n_lines = 0;
}

/* By issue, each in order of time; issues in order of their beginning. */
typedef struct place {
    double begun;
    uint64_t subject;
    size_t first; /* record */
} place;

static int
compare_places(const void *a, const void *b)
{
    const place *x = a, *y = b;
    if (x->begun != y->begun) {
        return x->begun < y->begun ? -1 : 1;
    }
    return x->first < y->first ? -1 : x->first > y->first;
}

typedef struct entry {
    uint64_t subject;
    size_t j; /* record */
} entry;

static int
compare_entries(const void *a, const void *b)
{
    const entry *x = a, *y = b;
    if (x->subject != y->subject) {
        return x->subject < y->subject ? -1 : 1;
    }
    return x->j < y->j ? -1 : x->j > y->j;
}

static void
print_issues(cli_story *self, const entry *by_issue, place *issue, size_t n_issues)
{
    unsigned long n = 0;
    qsort(issue, n_issues, sizeof(*issue), compare_places);
    for (size_t i = 0; i < n_issues; i++) {
        if (issue[i].begun < self->from || issue[i].begun >= self->to) {
            continue;
        }
        if (n++ == self->limit) {
            self->is_cut = true;
            break;
        }
        char name[80];
        size_t j = issue[i].first;
        cc_journal_text_name(self->scenario, &self->record[by_issue[j].j], name, sizeof(name));
        fprintf(self->file, "%s\n", name);
        for (; j < self->n && by_issue[j].subject == issue[i].subject; j++) {
            print_line(self, &self->record[by_issue[j].j], false);
        }
    }
}

static void
print_by_contact(cli_story *self)
{
    entry *by_issue = calloc(self->n + 1, sizeof(*by_issue));
    place *issue = calloc(self->n + 1, sizeof(*issue));
    if (by_issue == NULL || issue == NULL) {
        self->error = SIM_ERR_NOMEM;
    } else {
        for (size_t j = 0; j < self->n; j++) {
            by_issue[j] = (entry){self->record[j].subject, j};
        }
        qsort(by_issue, self->n, sizeof(*by_issue), compare_entries);
        size_t n_issues = 0;
        for (size_t j = 0; j < self->n; j++) {
            if (j == 0 || by_issue[j].subject != by_issue[j - 1].subject) {
                issue[n_issues++] =
                    (place){self->record[by_issue[j].j].time, by_issue[j].subject, j};
            }
        }
        print_issues(self, by_issue, issue, n_issues);
    }
    free(by_issue);
    free(issue);
}

/* In steps: in order of time nothing after the end of the story is needed. */
#define STEP 600 /* s */

static int
advance(cli_story *self)
{
    const double horizon = cc_center_horizon(self->center);
    int ret = SIM_OK;
    for (double t = 0; ret == SIM_OK && t < horizon && self->error == SIM_OK && !self->is_cut;
         t += STEP) {
        if (!self->by_contact && t >= self->to) {
            break;
        }
        ret = cc_center_advance(self->center, fmin(t + STEP, horizon));
    }
    return ret;
}

static int
advance_around(cli_story *self)
{
    const double horizon = cc_center_horizon(self->center);
    int ret = cc_center_advance(self->center, self->around);
    print_moment(self);
    for (double t = self->around; ret == SIM_OK && t < horizon && self->error == SIM_OK &&
                                  self->n_lines < self->nearest.most_after;
         t += STEP) {
        ret = cc_center_advance(self->center, fmin(t + STEP, horizon));
    }
    return ret;
}

int
cli_story_tell(cli_story *self, const char *verb, uint64_t seed, uint64_t replication)
{
    cc_layout layout;
    cc_record record = {0};
    cc_refusal refusal = {{0}};
    int ret = cc_layout_init(&layout, self->scenario, false);
    ret = ret == SIM_OK ? cc_record_init(&record, &layout) : ret;
    self->center = ret == SIM_OK ? cc_center_new(self->scenario, &layout, &refusal) : NULL;
    if (self->center == NULL) {
        cc_record_free(&record);
        return cli_failed(verb, "%s", ret != SIM_OK ? sim_strerror(ret) : refusal.text);
    }
    sim_trace trace = {.put = put, .context = self};
    sim_budget budget = {.most = self->memory};
    cc_center_set_trace(self->center, &trace);
    cc_center_set_budget(self->center, &budget);
    cc_center_set_script(self->center, self->script);
    ret = cc_center_start(self->center, seed, replication, &record);
    ret = ret == SIM_OK && !isnan(self->around) ? advance_around(self) : ret;
    ret = ret == SIM_OK && isnan(self->around) ? advance(self) : ret;
    if (ret == SIM_OK && self->error == SIM_OK && self->by_contact) {
        print_by_contact(self);
    }
    if (ret != SIM_OK) {
        cc_center_explain(self->center, ret, &refusal);
    }
    cc_center_delete(self->center);
    cc_record_free(&record);
    if (ret == SIM_OK && self->error == SIM_OK && self->only != NULL && !self->any) {
        return cli_failed(verb,
                          "there is no contact \"%s\" in this replication; names are as "
                          "printed: KIND DAY.NUMBER",
                          self->only);
    }
    if (ret != SIM_OK) {
        return cli_stopped(verb, &self->command, ret, refusal.text);
    }
    if (self->error == SIM_ERR_LIMIT) {
        return cli_failed(verb, "too long a story by contact: ask for --order time, or fewer days");
    }
    return self->error == SIM_OK ? CLI_OK : cli_failed(verb, "%s", sim_strerror(self->error));
}

void
cli_story_free(cli_story *self)
{
    cli_around_free(&self->nearest);
    free(self->record);
    self->record = NULL;
}

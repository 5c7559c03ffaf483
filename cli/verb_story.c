/* ccsim story: one replication in words, in order of time or contact by contact. */
#include "cli/listing.h"
#include "cli/load.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/verb.h"
#include "models/center/center.h"
#include "models/center/journal_text.h"
#include "models/language/units.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define VERB "story"
#define MAX_RECORDS 4000000 /* kept for a story by contact: 220 MB */

typedef struct story {
    const cc_scenario *scenario;
    cc_center *center;
    FILE *file;
    bool by_contact;
    double from, to;     /* s: in order of time: what happens; by contact: issues that begin */
    const char *only;    /* "regular 1.17", or NULL */
    unsigned long limit; /* lines, or issues */
    unsigned long n_lines;
    bool any; /* of what was asked for */
    bool is_cut;
    sim_trace_record *record;
    size_t n, capacity;
    int error;
} story;

/* What is longer than the line goes on below, under the words. */
static void
write_line(FILE *file, int at, const char *words)
{
    char margin[41];
    snprintf(margin, sizeof(margin), "%*s", at < 40 ? at : 40, "");
    cli_write_wrapped(file, at < 0 ? 0 : (size_t)at, margin, words);
}

static void
print_line(story *self, const sim_trace_record *record, bool with_name)
{
    char time[40], name[80], words[256];
    cc_journal_text_words(self->scenario, self->center, record, words, sizeof(words));
    if (words[0] == '\0') {
        return;
    }
    cc_journal_text_time(self->scenario, record->time, time, sizeof(time));
    if (with_name) {
        cc_journal_text_name(self->scenario, record, name, sizeof(name));
        write_line(self->file, fprintf(self->file, "%s  %-14s ", time, name), words);
    } else {
        write_line(self->file, fprintf(self->file, "  %s  ", time), words);
    }
    self->n_lines++;
}

static bool
is_asked_for(const story *self, const sim_trace_record *record)
{
    char name[80];
    if (self->only == NULL) {
        return true;
    }
    cc_journal_text_name(self->scenario, record, name, sizeof(name));
    return strcmp(name, self->only) == 0;
}

static void
keep(story *self, const sim_trace_record *record)
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
put(void *context, const sim_trace_record *record)
{
    story *self = context;
    if (self->error != 0 || cc_subject_of(record->a) != CC_OF_CONTACT ||
        !is_asked_for(self, record)) {
        return;
    }
    self->any = true;
    if (self->by_contact) {
        keep(self, record);
    } else if (record->time >= self->from && record->time < self->to) {
        if (self->n_lines >= self->limit) {
            self->is_cut = true;
        } else {
            print_line(self, record, true);
        }
    }
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
print_issues(story *self, const entry *by_issue, place *issue, size_t n_issues)
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
print_by_contact(story *self)
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

static int
tell(story *self, uint64_t seed, uint64_t replication)
{
    cc_layout layout;
    cc_record record = {0};
    cc_refusal refusal = {{0}};
    int ret = cc_layout_init(&layout, self->scenario, false);
    ret = ret == SIM_OK ? cc_record_init(&record, &layout) : ret;
    self->center = ret == SIM_OK ? cc_center_new(self->scenario, &layout, &refusal) : NULL;
    if (self->center == NULL) {
        cc_record_free(&record);
        return cli_failed(VERB, "%s", ret != SIM_OK ? sim_strerror(ret) : refusal.text);
    }
    sim_trace trace = {.put = put, .context = self};
    cc_center_set_trace(self->center, &trace);
    ret = cc_center_start(self->center, seed, replication, &record);
    /* In order of time nothing after the end of the story is needed. */
    const double horizon = cc_center_horizon(self->center);
    const double step = 600;
    for (double t = 0; ret == SIM_OK && t < horizon && self->error == SIM_OK && !self->is_cut;
         t += step) {
        if (!self->by_contact && t >= self->to) {
            break;
        }
        ret = cc_center_advance(self->center, fmin(t + step, horizon));
    }
    if (ret == SIM_OK && self->error == SIM_OK && self->by_contact) {
        print_by_contact(self);
    }
    ret = ret != SIM_OK ? ret : self->error;
    cc_center_delete(self->center);
    cc_record_free(&record);
    if (ret == SIM_OK && self->only != NULL && !self->any) {
        return cli_failed(VERB,
                          "there is no contact \"%s\" in this replication; names are as "
                          "printed: KIND DAY.NUMBER",
                          self->only);
    }
    if (ret == SIM_ERR_LIMIT) {
        return cli_failed(VERB, "too long a story by contact: ask for --order time, or fewer days");
    }
    return ret == SIM_OK ? CLI_OK : cli_failed(VERB, "%s", sim_strerror(ret));
}

/* "2 09:30": day (from 1) and time of day; "09:30" is of day 1. */
static bool
parse_moment(const char *text, double *time)
{
    uint64_t day;
    double s;
    const char *end = cc_whole_read(text, 100000, &day);
    if (end != NULL && *end == ' ' && day >= 1 && cc_time_of_day_parse(end + 1, &s)) {
        *time = (double)(day - 1) * CC_DAY + s;
        return true;
    }
    if (cc_time_of_day_parse(text, &s)) {
        *time = s;
        return true;
    }
    return false;
}

typedef struct story_options {
    const char *from, *to, *order, *contact, *limit, *seed, *replication, *out;
    char **set;
} story_options;

static int
run_with(const story_options *o, const char *file)
{
    story self = {.to = INFINITY, .only = o->contact};
    uint64_t seed, replication, limit;
    if (!cc_whole_parse(o->seed, 0, INT64_MAX, &seed)) {
        return cli_usage(VERB, "--seed: must be a whole number from 0 to %lld (%s)",
                         (long long)INT64_MAX, o->seed);
    }
    if (!cc_whole_parse(o->replication, 1, 1000000000, &replication)) {
        return cli_usage(VERB, "--replication: must be a whole number from 1 to 10^9 (%s)",
                         o->replication);
    }
    if (!cc_whole_parse(o->limit, 1, 1000000000, &limit)) {
        return cli_usage(VERB, "--limit: must be a whole number from 1 to 10^9 (%s)", o->limit);
    }
    if (o->from != NULL && !parse_moment(o->from, &self.from)) {
        return cli_usage(VERB, "--from: must be 'HH:MM' or 'DAY HH:MM' (%s)", o->from);
    }
    if (o->to != NULL && !parse_moment(o->to, &self.to)) {
        return cli_usage(VERB, "--to: must be 'HH:MM' or 'DAY HH:MM' (%s)", o->to);
    }
    if (!(self.from < self.to)) {
        return cli_usage(VERB, "--to: must be after --from (%s, %s)", o->to,
                         o->from == NULL ? "00:00" : o->from);
    }
    if (strcmp(o->order, "time") != 0 && strcmp(o->order, "contact") != 0) {
        return cli_usage(VERB, "--order: must be time or contact (%s)", o->order);
    }
    self.by_contact = strcmp(o->order, "contact") == 0;
    self.limit = (unsigned long)limit;
    cc_scenario scenario;
    int ret = cli_load(&scenario, VERB, file, o->set);
    if (ret >= 0) {
        return ret;
    }
    cli_output output;
    ret = cli_output_open(&output, VERB, "--out", o->out);
    if (ret == CLI_OK) {
        ret = cli_output_spares(&output, VERB, scenario.input, scenario.n_inputs);
        self.scenario = &scenario;
        self.file = output.file;
        if (ret == CLI_OK) {
            ret = tell(&self, seed, replication - 1);
        }
        if (ret == CLI_OK) {
            ret = cli_output_commit((cli_output *const[]){&output}, 1, VERB);
        }
        cli_output_abort(&output);
        if (ret == CLI_OK && self.is_cut) {
            fprintf(stderr, "ccsim story: cut after %lu %s; see --limit, --from, --to\n",
                    self.limit, self.by_contact ? "contacts" : "lines");
        }
    }
    free(self.record);
    cc_scenario_free(&scenario);
    return ret;
}

static int
run(int argc, const char **argv)
{
    story_options o = {.order = "time", .limit = "200", .seed = "1", .replication = "1"};
    const struct poptOption table[] = {
        CLI_STRING("from", o.from, "Begin there (default: the beginning)", "'[DAY ]HH:MM'"),
        CLI_STRING("to", o.to, "End there (default: the end)", "'[DAY ]HH:MM'"),
        CLI_STRING("order", o.order, "In order of time, or contact by contact", "time|contact"),
        CLI_STRING("contact", o.contact, "That one alone, as printed: 'regular 1.17'", "NAME"),
        CLI_STRING("limit", o.limit, "Lines, or contacts, at most", "N"),
        CLI_STRING("seed", o.seed, "Seed of all randomness", "N"),
        CLI_STRING("replication", o.replication, "Which replication, from 1", "N"),
        CLI_LIST("set", o.set, "Another value for a setting (repeatable)", "PATH=VALUE"),
        CLI_STRING("out", o.out, "Write there instead of stdout", "FILE"),
        POPT_TABLEEND,
    };
    cli_options options;
    int ret = cli_options_read(&options, table, "[OPTION...] FILE", argc, argv);
    if (ret < 0) {
        ret = options.n_arguments == 1 ? run_with(&o, options.arguments[0])
                                       : cli_usage(VERB, "one scenario file is needed");
    }
    cli_options_free(&options);
    return ret;
}

const cli_verb_type cli_verb_story = {
    .name = "story",
    .summary = "tells one replication in words",
    .run = run,
};

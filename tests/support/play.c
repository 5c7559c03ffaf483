#include "models/scenario/load.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "models/measure/measure.h"
#include "tests/support/play.h"
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char frame[] =
    "run = { interval = \"30 min\"; %s };\n"
    "demand = {\n"
    "  trace = { file = \"rows.csv\"; days = \"in-order\"; beyond = \"nobody\";\n"
    "    columns = { day = \"day\"; time = \"time\"; kind = \"kind\"; channel = \"channel\";\n"
    "                work = \"work\"; patience = \"patience\"; }; };\n"
    "  every_issue = { per_hour = 0; voice = { talk = \"100 s\"; };\n"
    "    chat = { turns = 3; agent = \"10 s\"; customer = \"20 s\"; };\n"
    "    email = { handle = \"100 s\"; }; %s };\n"
    "  issues = { call = { wants = { voice = 1.0; }; };\n"
    "             chat = { wants = { chat = 1.0; }; };\n"
    "             mail = { wants = { email = 1.0; }; };\n"
    "             first = { wants = { chat = 1.0; };\n"
    "                       chat = { starts = \"customer\"; }; }; };\n"
    "  customers = { %s };\n"
    "};\n"
    "center = { %s };\n";

static void
write_rows(const char *folder, const char *rows)
{
    char path[96];
    snprintf(path, sizeof(path), "%s/rows.csv", folder);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fprintf(file, "day,time,kind,channel,work,patience\n%s", rows);
    assert_int_equal(fclose(file), 0);
}

static void
load(play *self, const char *rows, const char *text)
{
    char folder[] = "/tmp/ccsim-play-XXXXXX", name[64], path[96];
    cc_refusal refusal = {""};
    assert_non_null(mkdtemp(folder));
    write_rows(folder, rows);
    snprintf(name, sizeof(name), "%s/play.cfg", folder);
    const int ret = cc_scenario_load_text(&self->scenario, name, text, NULL, 0, &refusal);
    snprintf(path, sizeof(path), "%s/rows.csv", folder);
    unlink(path);
    rmdir(folder);
    if (ret != SIM_OK) {
        fail_msg("refused: %s", refusal.text);
    }
}

void
play_text(play *self, const char *rows, const char *text)
{
    play_with_router(self, rows, text, NULL);
}

void
play_with_router(play *self, const char *rows, const char *text, const cc_router_type *router)
{
    cc_refusal refusal = {""};
    memset(self, 0, sizeof(*self));
    load(self, rows, text);
    self->scenario.center.router = router != NULL ? router : self->scenario.center.router;
    assert_int_equal(cc_layout_init(&self->layout, &self->scenario, false), 0);
    assert_int_equal(cc_record_init(&self->record, &self->layout), 0);
    self->center = cc_center_new(&self->scenario, &self->layout, &refusal);
    assert_non_null(self->center);
    sim_trace_buffer_init(&self->buffer);
    self->trace = sim_trace_to_buffer(&self->buffer);
    cc_center_set_trace(self->center, &self->trace);
    assert_int_equal(cc_center_start(self->center, 1, 0, &self->record), 0);
    while (cc_center_step(self->center)) {
        assert_int_equal(cc_center_check(self->center), 0);
    }
    assert_int_equal(cc_center_finish(self->center), 0);
}

void
play_run(play *self, const char *rows, const char *run, const char *every_issue,
         const char *customers, const char *center)
{
    char text[8192];
    const int n = snprintf(text, sizeof(text), frame, run, every_issue, customers, center);
    assert_true(n > 0 && (size_t)n < sizeof(text));
    play_text(self, rows, text);
}

void
play_free(play *self)
{
    cc_center_delete(self->center);
    cc_record_free(&self->record);
    sim_trace_buffer_free(&self->buffer);
    cc_scenario_free(&self->scenario);
}

static const sim_trace_record *
find(const play *self, cc_entry entry, int nth)
{
    for (size_t j = 0; j < self->buffer.n; j++) {
        if (self->buffer.record[j].code == (uint32_t)entry && --nth == 0) {
            return &self->buffer.record[j];
        }
    }
    return NULL;
}

double
play_when(const play *self, cc_entry entry, int nth)
{
    const sim_trace_record *record = find(self, entry, nth);
    return record == NULL ? -1 : record->time;
}

double
play_value(const play *self, cc_entry entry, int nth)
{
    const sim_trace_record *record = find(self, entry, nth);
    return record == NULL ? -1 : record->value;
}

uint64_t
play_b(const play *self, cc_entry entry, int nth)
{
    const sim_trace_record *record = find(self, entry, nth);
    return record == NULL ? UINT64_MAX : record->b;
}

int
play_who(const play *self, cc_entry entry, int nth)
{
    const sim_trace_record *record = find(self, entry, nth);
    return record == NULL ? -1 : (int)(record->subject & 0xffffffff);
}

int
play_count(const play *self, cc_entry entry)
{
    int n = 0;
    for (size_t j = 0; j < self->buffer.n; j++) {
        n += self->buffer.record[j].code == (uint32_t)entry;
    }
    return n;
}

double
play_counter(const play *self, cc_counter counter)
{
    double c[CC_N_COUNTERS] = {0};
    for (size_t j = 0; j < self->layout.n_cells; j++) {
        cc_record_add(&self->record, CC_WHOLE_RUN, j, c);
    }
    return c[counter];
}

double
play_figure(const play *self, const char *kpi, const char *scope)
{
    cc_measure measure;
    cc_refusal refusal = {""};
    if (cc_measure_parse(&measure, &self->scenario, &self->layout, kpi, scope, &refusal) != 0) {
        fail_msg("%s", refusal.text);
    }
    const cc_sample x = cc_measure_sample(&measure, &self->scenario, &self->record);
    return x.num / x.den;
}

double
play_agents(const play *self, cc_agent_counter counter)
{
    double sum = 0;
    for (int g = 0; g < self->layout.n_groups; g++) {
        sum += cc_record_agent(&self->record, CC_WHOLE_RUN, (size_t)g)[counter];
    }
    return sum;
}

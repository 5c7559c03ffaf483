#include "tests/support/verify.h"

#include "models/scenario/load.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
make(verify_center *self, bool by_interval)
{
    cc_refusal refusal = {""};
    if (cc_layout_init(&self->layout, &self->scenario, by_interval) != SIM_OK ||
        cc_record_init(&self->record, &self->layout) != SIM_OK) {
        fail_msg("out of memory");
    }
    self->center = cc_center_new(&self->scenario, &self->layout, &refusal);
    if (self->center == NULL) {
        fail_msg("%s", refusal.text);
    }
}

void
verify_center_open(verify_center *self, const char *file, const cc_override *set, size_t n_set,
                   bool by_interval)
{
    char path[1024];
    const bool is_whole = file[0] == '/';
    snprintf(path, sizeof(path), "%s/%s", is_whole ? "" : CCSIM_SOURCE_DIR, file);
    cc_refusal refusal = {""};
    memset(self, 0, sizeof(*self));
    if (cc_scenario_load(&self->scenario, path, set, n_set, &refusal) != SIM_OK) {
        fail_msg("%s", refusal.text);
    }
    make(self, by_interval);
}

void
verify_center_open_changed(verify_center *self, const char *file, const verify_insert *insert,
                           size_t n)
{
    char path[1024], text[16384];
    snprintf(path, sizeof(path), "%s/%s", CCSIM_SOURCE_DIR, file);
    FILE *stream = fopen(path, "r");
    assert_non_null(stream);
    text[fread(text, 1, sizeof(text) / 2, stream)] = 0;
    fclose(stream);
    for (size_t j = 0; j < n; j++) {
        char *at = strstr(text, insert[j].after);
        const size_t length = strlen(insert[j].more);
        assert_true(at != NULL && strlen(text) + length < sizeof(text));
        at += strlen(insert[j].after);
        memmove(at + length, at, strlen(at) + 1);
        memcpy(at, insert[j].more, length);
    }
    cc_refusal refusal = {""};
    memset(self, 0, sizeof(*self));
    if (cc_scenario_load_text(&self->scenario, path, text, NULL, 0, &refusal) != SIM_OK) {
        fail_msg("%s", refusal.text);
    }
    make(self, false);
}

void
verify_center_run(verify_center *self, uint64_t seed, uint64_t replication)
{
    cc_refusal refusal = {""};
    if (cc_center_run(self->center, seed, replication, &self->record, &refusal) != SIM_OK) {
        fail_msg("%s", refusal.text);
    }
}

void
verify_center_close(verify_center *self)
{
    cc_center_delete(self->center);
    cc_record_free(&self->record);
    cc_scenario_free(&self->scenario);
}

double
verify_counter(const verify_center *self, int issue, int channel, int counter)
{
    const cc_layout *layout = &self->layout;
    double sum[CC_N_COUNTERS] = {0};
    for (int j = 0; j < layout->n_issues; j++) {
        for (int k = 0; k < layout->n_channels; k++) {
            for (int more = 0; more < 2 * (layout->n_groups + 1); more++) {
                if ((issue < 0 || issue == j) && (channel < 0 || channel == k)) {
                    const size_t cell = cc_layout_cell(layout, j, k, more % 2, more / 2 - 1);
                    cc_record_add(&self->record, CC_WHOLE_RUN, cell, sum);
                }
            }
        }
    }
    return sum[counter];
}

/* ---- estimates ---- */

/* What one claim has seen. */
typedef struct sight {
    cc_measure measure;
    cc_sample *sample; /* by replication */
    cc_sample sum;
} sight;

static double
value(const sight *self, cc_sample s)
{
    if (cc_kpis[self->measure.kpi].estimator == CC_SD) {
        const double mean = s.second / s.den;
        return sqrt(fmax(0, s.num / s.den - mean * mean));
    }
    return s.num / s.den;
}

static verify_estimate
estimate(const sight *self, int n)
{
    const verify_estimate none = {NAN, NAN};
    if (n < 2 || self->sum.den == 0) {
        return none;
    }
    double mean = 0, m2 = 0;
    for (int j = 0; j < n; j++) {
        const cc_sample left = {self->sum.num - self->sample[j].num,
                                self->sum.den - self->sample[j].den,
                                self->sum.second - self->sample[j].second};
        const double x = value(self, left), d = x - mean;
        mean += d / (j + 1);
        m2 += d * (x - mean);
    }
    return (verify_estimate){value(self, self->sum), sqrt(m2 * (n - 1) / n)};
}

typedef struct looking {
    verify_center center;
    const verify_case *def;
    sight *sight;
    size_t n;
    int done, room; /* replications */
} looking;

static void
look(looking *self, int until)
{
    if (until > self->room) {
        self->room = until;
        for (size_t c = 0; c < self->n; c++) {
            self->sight[c].sample =
                realloc(self->sight[c].sample, (size_t)until * sizeof(cc_sample));
            assert_non_null(self->sight[c].sample);
        }
    }
    for (; self->done < until; self->done++) {
        verify_center_run(&self->center, self->def->seed, (uint64_t)self->done);
        for (size_t c = 0; c < self->n; c++) {
            sight *s = &self->sight[c];
            const cc_sample x =
                cc_measure_sample(&s->measure, &self->center.scenario, &self->center.record);
            s->sample[self->done] = x;
            s->sum.num += x.num;
            s->sum.den += x.den;
            s->sum.second += x.second;
        }
    }
}

static void
open_eyes(looking *self, const verify_case *def, const verify_claim *claims, size_t n)
{
    size_t n_set = 0;
    while (n_set < VERIFY_SETS && def->set[n_set].path != NULL) {
        n_set++;
    }
    *self = (looking){.def = def, .n = n};
    verify_center_open(&self->center, def->file, def->set, n_set, def->by_interval);
    self->sight = calloc(n, sizeof(*self->sight));
    assert_non_null(self->sight);
    for (size_t c = 0; c < n; c++) {
        cc_refusal refusal = {""};
        if (cc_measure_parse(&self->sight[c].measure, &self->center.scenario, &self->center.layout,
                             claims[c].kpi, claims[c].scope, &refusal) != SIM_OK) {
            fail_msg("%s", refusal.text);
        }
    }
}

static void
close_eyes(looking *self)
{
    for (size_t c = 0; c < self->n; c++) {
        free(self->sight[c].sample);
    }
    free(self->sight);
    verify_center_close(&self->center);
}

void
verify_claims(const verify_case *self, const verify_claim *claims, size_t n)
{
    looking eyes;
    open_eyes(&eyes, self, claims, n);
    bool good = false, weak = true, hopeless = false;
    int until = self->replications;
    for (int size = 0; size < 3 && (!good || weak) && !hopeless; size++, until *= 4) {
        look(&eyes, until);
        good = true;
        weak = false;
        for (size_t c = 0; c < n; c++) {
            const verify_estimate e = estimate(&eyes.sight[c], eyes.done);
            const double off = fabs(e.mean - claims[c].exact);
            const bool holds = off <= 5 * e.error + 1e-9 * fabs(claims[c].exact);
            const bool sharp = 5 * e.error <= claims[c].within * fabs(claims[c].exact);
            const bool show = getenv("VERIFY_SHOW") != NULL;
            if (!holds || !sharp || show) {
                print_message("%s %s: %.8g, five standard errors %.3g; exact %.8g, off by %.1f "
                              "standard errors after %d replications%s\n",
                              claims[c].kpi, claims[c].scope, e.mean, 5 * e.error, claims[c].exact,
                              off / e.error, eyes.done, sharp ? "" : ": too uncertain");
            }
            hopeless = hopeless || (off > 12 * e.error && !holds); /* that is no fluke */
            good = good && holds;
            weak = weak || !sharp;
        }
    }
    close_eyes(&eyes);
    if (!good) {
        fail_msg("the simulation is not what theory says"); /* tests/mutants.cmake expects this */
    }
    if (weak) {
        fail_msg("the sample is too small to tell");
    }
}

verify_estimate
verify_measure(const verify_case *self, const char *kpi, const char *scope)
{
    looking eyes;
    const verify_claim claim = {kpi, scope, 0, 0};
    open_eyes(&eyes, self, &claim, 1);
    look(&eyes, self->replications);
    const verify_estimate e = estimate(&eyes.sight[0], eyes.done);
    close_eyes(&eyes);
    return e;
}

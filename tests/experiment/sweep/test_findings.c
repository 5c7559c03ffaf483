/* What is found off a store is what a run says of the same scenario, seed and replications, bit for bit; and
 * nothing of it needs the files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "experiment/run.h"
#include "experiment/sweep/findings.h"
#include "experiment/sweep/hand.h"
#include "experiment/sweep/tornado.h"
#include "models/scenario/load.h"
#include "tests/support/near.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { REPLICATIONS = 12 };

static char folder[400]; /* of this program's files */

/* A short day of few calls. */
static const char scenario_text[] =
    "name = \"small\";\n"
    "run = { hours = [\"09:00\", \"11:00\"]; };\n"
    "demand = { issues = { call = { per_hour = 60;\n"
    "  voice = { talk = { dist = \"exponential\"; mean = \"180 s\"; }; }; }; };\n"
    "  customers = { patience = { voice = { dist = \"exponential\"; mean = \"2 min\"; }; }; };\n"
    "  evidence = { B = [\"customers.patience\"]; source = \"made up\"; }; };\n"
    "center = { channels = { voice = { service_level = { within = \"20 s\"; target = 0.8; }; }; "
    "};\n"
    "  groups = { agents = { staff = 4; }; }; };\n";

static const char *
write_file(const char *name, const char *text)
{
    static char path[500];
    snprintf(path, sizeof(path), "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
    return path;
}

static int
setup(void **state)
{
    (void)state;
    snprintf(folder, sizeof(folder), "/tmp/ccsim-findings-XXXXXX");
    assert_non_null(mkdtemp(folder));
    (void)write_file("small.cfg", scenario_text);
    return 0;
}

static int
teardown(void **state)
{
    (void)state;
    char command[500];
    snprintf(command, sizeof(command), "rm -r '%s'", folder);
    return system(command);
}

typedef struct swept {
    xp_sweep sweep;
    xp_store *store;
    char path[500];
} swept;

static void
put(swept *self, xp_hand *hand, size_t point, uint64_t first, uint32_t n)
{
    const xp_chunk chunk = {point, first, n, true};
    xp_bundle bundle = {0};
    xp_bundle_reader reader;
    assert_int_equal(xp_hand_do(hand, &chunk, &bundle), SIM_OK);
    assert_int_equal(xp_bundle_read(&reader, bundle.bytes.byte, bundle.bytes.n), SIM_OK);
    assert_int_equal(xp_store_put_bundle(self->store, &self->sweep, &reader), SIM_OK);
    xp_bundle_free(&bundle);
}

/* Runs the plan into a new store, of each point so many replications. */
static void
sweep_some(swept *self, const char *name, const char *plan, const uint32_t n[])
{
    cc_refusal refusal = {""};
    char file[64];
    const xp_sweep_asked asked = {0};
    snprintf(file, sizeof(file), "%s.cfg", name);
    snprintf(self->path, sizeof(self->path), "%s/%s.ccsim", folder, name);
    if (xp_sweep_read(&self->sweep, write_file(file, plan), &asked, &refusal) != SIM_OK ||
        xp_store_open(&self->store, self->path, XP_STORE_WRITE, &refusal) != SIM_OK) {
        fail_msg("%s", refusal.text);
    }
    assert_int_equal(xp_store_put_plan(self->store, &self->sweep), SIM_OK);
    xp_hand *hand = xp_hand_new(&self->sweep, NULL, NULL, NULL);
    for (size_t p = 0; p < self->sweep.n_points; p++) {
        const uint32_t most = (uint32_t)self->sweep.replications;
        put(self, hand, p, 0, n != NULL ? n[p] : most);
        if (n != NULL && n[p] > 0 && n[p] + 3 <= most) { /* some more, beyond one that is missing */
            put(self, hand, p, n[p] + 1, 2);
        }
    }
    xp_hand_delete(hand);
    assert_int_equal(xp_store_commit(self->store), SIM_OK);
}

static void
sweep_make(swept *self, const char *name, const char *plan)
{
    sweep_some(self, name, plan, NULL);
}

static void
sweep_free(swept *self)
{
    xp_store_close(self->store);
    xp_sweep_free(&self->sweep);
}

static void
find(xp_findings *findings, const xp_sweep *sweep, xp_store *store)
{
    cc_refusal refusal = {""};
    const int ret = xp_findings_make(findings, sweep, store, &refusal);
    if (ret != SIM_OK) {
        fail_msg("%d: %s%s", ret, refusal.text, xp_store_problem(store));
    }
}

static void
assert_bits(double a, double b)
{
    assert_true(isnan(a) ? isnan(b) : memcmp(&a, &b, sizeof(a)) == 0);
}

static void
assert_equal_interval(const sim_interval *a, const sim_interval *b)
{
    assert_bits(a->mean, b->mean);
    assert_bits(a->lower, b->lower);
    assert_bits(a->upper, b->upper);
    assert_bits(a->half_width, b->half_width);
    assert_int_equal(a->n, b->n);
    assert_int_equal(a->few, b->few);
}

/* The same two points by run and compare. */
static void
compare_runs(const swept *of, const xp_findings *findings, size_t point)
{
    cc_scenario scenario[2];
    cc_refusal refusal = {""};
    const size_t number[2] = {of->sweep.baseline, point};
    for (int s = 0; s < 2; s++) {
        xp_sweep_point it;
        assert_int_equal(xp_sweep_point_make(&it, &of->sweep, number[s], &refusal), SIM_OK);
        assert_int_equal(xp_sweep_point_load(&it, &scenario[s], &refusal), SIM_OK);
        xp_sweep_point_free(&it);
    }
    const xp_wish wish = {"wait_p90", "center", XP_NUMBER_ALONE, "test", "", NULL, 0};
    xp_plan plan = xp_plan_default();
    xp_results results;
    plan.scenario[0] = &scenario[0];
    plan.scenario[1] = &scenario[1];
    plan.n_scenarios = 2;
    plan.paired = true;
    plan.seed = of->sweep.seed;
    plan.replications = of->sweep.replications;
    plan.confidence = of->sweep.confidence;
    plan.wish = &wish;
    plan.n_wishes = 1;
    assert_int_equal(xp_run(&results, &plan, &refusal), SIM_OK);
    for (size_t o = 0; o < of->sweep.n_outputs; o++) {
        const xp_output *output = &of->sweep.output[o];
        const xp_finding *it = xp_findings_at(findings, point, o);
        if (output->is_own) {
            continue;
        }
        const size_t m = xp_results_find(&results, output->kpi, output->scope);
        assert_true(m != XP_LACKS);
        const sim_interval want = xp_results_estimate(&results, 1, m);
        const xp_difference difference = xp_results_difference(&results, 1, m);
        assert_equal_interval(&it->interval, &want);
        assert_equal_interval(&it->difference, &difference.interval);
        assert_int_equal(it->equal, difference.equal);
        assert_true(it->paired);
    }
    xp_results_free(&results);
    cc_scenario_free(&scenario[0]);
    cc_scenario_free(&scenario[1]);
}

static const char grid_plan[] =
    "scenario = \"small.cfg\";\n"
    "replications = 12;\n"
    "factors = { staff = { set = \"center.groups.agents.staff\"; levels = [3, 4, 5]; baseline = 4; "
    "};\n"
    "  patience = { set = \"demand.customers.patience.voice.mean\"; levels = [\"1 min\", \"4 "
    "min\"];\n"
    "    baseline = \"1 min\"; }; };\n"
    "outputs = [\"service_level_g1\", \"asa\", \"asa_sd\", \"wait_p90\", \"abandoned\",\n"
    "  \"days_on_target channel:voice\"];\n"
    "kpis = { of_waits = \"wait_answered / answered\"; };\n";

static void
figures_are_those_of_run(void **state)
{
    (void)state;
    swept it;
    xp_findings findings;
    sweep_make(&it, "grid", grid_plan);
    find(&findings, &it.sweep, it.store);
    assert_int_equal(findings.n_complete, 6);
    for (size_t p = 0; p < 6; p++) {
        assert_int_equal(findings.recalled.point[p].n, REPLICATIONS);
        if (p != it.sweep.baseline) {
            compare_runs(&it, &findings, p);
        }
    }
    xp_findings_free(&findings);
    sweep_free(&it);
}

/* Waits over calls is the mean wait, here where a run has one day; so with the differences. */
static void
an_own_kpi_is_what_it_says(void **state)
{
    (void)state;
    swept it;
    xp_findings findings;
    sweep_make(&it, "own", grid_plan);
    find(&findings, &it.sweep, it.store);
    enum { ASA = 1, OWN = 6 };
    assert_true(it.sweep.output[OWN].is_own);
    for (size_t p = 0; p < 6; p++) {
        const xp_finding *asa = xp_findings_at(&findings, p, ASA);
        const xp_finding *own = xp_findings_at(&findings, p, OWN);
        assert_near(own->interval.mean, asa->interval.mean, 1e-9);
        assert_near(own->interval.lower, asa->interval.lower, 1e-9);
        assert_near(own->difference.upper, asa->difference.upper, 1e-9);
        assert_int_equal(own->interval.n, asa->interval.n);
        assert_int_equal(own->paired, asa->paired);
    }
    xp_findings_free(&findings);
    sweep_free(&it);
}

static void
nothing_of_it_needs_the_files(void **state)
{
    (void)state;
    swept it;
    xp_findings here, there;
    xp_sweep recalled;
    xp_store *store;
    cc_refusal refusal = {""};
    sweep_make(&it, "files", grid_plan);
    find(&here, &it.sweep, it.store);
    xp_store_close(it.store);
    (void)write_file("small.cfg", "nothing");
    assert_int_equal(xp_store_open(&store, it.path, XP_STORE_READ, &refusal), SIM_OK);
    if (xp_recall_plan(&recalled, store, NULL, &refusal) != SIM_OK) {
        fail_msg("%s", refusal.text);
    }
    find(&there, &recalled, store);
    assert_int_equal(recalled.n_outputs, it.sweep.n_outputs);
    for (size_t p = 0; p < 6; p++) {
        for (size_t o = 0; o < recalled.n_outputs; o++) {
            const xp_finding *a = xp_findings_at(&here, p, o), *b = xp_findings_at(&there, p, o);
            assert_equal_interval(&a->interval, &b->interval);
            assert_equal_interval(&a->difference, &b->difference);
        }
    }
    assert_int_equal(here.n_effects, there.n_effects);
    for (size_t j = 0; j < here.n_effects; j++) {
        assert_string_equal(here.effect[j].level, there.effect[j].level);
        assert_equal_interval(&here.effect[j].interval, &there.effect[j].interval);
    }
    (void)write_file("small.cfg", scenario_text);
    xp_findings_free(&here);
    xp_findings_free(&there);
    xp_sweep_free(&recalled);
    xp_store_close(store);
    it.store = NULL;
    sweep_free(&it);
}

/* Another plan has run it all, for other outputs: nothing is missing. */
static void
results_of_another_plan_do(void **state)
{
    (void)state;
    swept first, second;
    xp_findings here, there;
    cc_refusal refusal = {""};
    const xp_sweep_asked asked = {0};
    char text[2000];
    sweep_make(&first, "first", grid_plan);
    /* the same points under another name, in the store of the other */
    snprintf(text, sizeof(text), "name = \"second\"; outputs = [\"asa\"];\n%s", grid_plan);
    char *outputs = strstr(text, "outputs = [\"service_level_g1\"");
    snprintf(outputs, 60, "kpis = { x = \"answered * asa + occupancy\"; };\n");
    if (xp_sweep_read(&second.sweep, write_file("second.cfg", text), &asked, &refusal) != SIM_OK) {
        fail_msg("%s", refusal.text);
    }
    assert_int_equal(xp_store_put_plan(first.store, &second.sweep), SIM_OK);
    xp_hand *hand = xp_hand_new(&second.sweep, NULL, NULL, NULL);
    second.store = first.store;
    for (size_t p = 0; p < 6; p++) { /* only the points are made */
        put(&second, hand, p, 0, 0);
    }
    xp_hand_delete(hand);
    find(&here, &first.sweep, first.store);
    find(&there, &second.sweep, first.store);
    for (size_t p = 0; p < 6; p++) {
        const xp_finding *asa = xp_findings_at(&here, p, 1);
        const xp_finding *again = xp_findings_at(&there, p, 0);
        assert_equal_interval(&asa->interval, &again->interval);
        assert_equal_interval(&asa->difference, &again->difference);
        assert_true(xp_findings_at(&there, p, 1)->interval.half_width > 0);
    }
    xp_findings_free(&here);
    xp_findings_free(&there);
    xp_sweep_free(&second.sweep);
    sweep_free(&first);
}

/* Streams of their own: as intervals of two that have nothing to do with each other. */
static void
other_seeds_are_not_paired(void **state)
{
    (void)state;
    swept it;
    xp_findings findings;
    sweep_make(&it, "unpaired",
               "scenario = \"small.cfg\"; replications = 12; common = false;\n"
               "factors = { staff = { set = \"center.groups.agents.staff\"; levels = [3, 4];\n"
               "  baseline = 4; }; };\n"
               "outputs = [\"asa\"]; kpis = { twice = \"2 * asa\"; };\n");
    find(&findings, &it.sweep, it.store);
    const xp_finding *asa = xp_findings_at(&findings, 0, 0), *own = xp_findings_at(&findings, 0, 1);
    const xp_finding *base = xp_findings_at(&findings, 1, 0);
    assert_false(asa->paired || own->paired);
    assert_near(asa->difference.mean, asa->interval.mean - base->interval.mean, 1e-12);
    /* Zou and Donner 2008 without correlation */
    const double down = asa->interval.mean - asa->interval.lower;
    const double up = base->interval.upper - base->interval.mean;
    assert_near(asa->difference.lower, asa->difference.mean - sqrt(down * down + up * up), 1e-9);
    assert_near(own->difference.lower, 2 * asa->difference.lower, 1e-6);
    xp_findings_free(&findings);
    sweep_free(&it);
}

static void
a_tornado_has_the_longest_bar_first(void **state)
{
    (void)state;
    swept it;
    xp_findings findings;
    sweep_make(&it, "tornado",
               "scenario = \"small.cfg\"; replications = 12;\n"
               "design = { kind = \"one_at_a_time\"; };\n"
               "factors = { patience = { set = \"demand.customers.patience.voice.mean\";\n"
               "    from = \"110 s\"; to = \"130 s\"; };\n"
               "  volume = { set = \"demand.volume\"; from = 0.5; to = 1.5; }; };\n"
               "outputs = [\"asa\"];\n");
    find(&findings, &it.sweep, it.store);
    assert_int_equal(findings.n_bars, 2);
    const xp_tornado_bar *bar = findings.bar;
    assert_string_equal(it.sweep.factor[bar[0].factor].name, "volume");
    assert_true(xp_tornado_swing(&bar[0]) > xp_tornado_swing(&bar[1]));
    assert_true(bar[0].low.mean < 0 && bar[0].high.mean > 0);
    assert_true(bar[1].low.n == REPLICATIONS && bar[1].low.half_width > 0);
    assert_int_equal(bar[1].grade, 'B');
    assert_int_equal(bar[0].grade, ' '); /* a volume is no figure */
    assert_string_equal(bar[1].low_text, "110 s");
    /* the ends are points of the plan, and so are the effects */
    assert_int_equal(findings.n_effects, 4);
    xp_findings_free(&findings);
    sweep_free(&it);
}

/* A point that cannot be is no end of the others. */
static void
a_failed_point_says_why(void **state)
{
    (void)state;
    swept it;
    xp_findings findings;
    sweep_make(&it, "failed",
               "scenario = \"small.cfg\"; replications = 3;\n"
               "factors = { share = { set = \"center.channels.voice.service_level.target\";\n"
               "  levels = [0.5, 0.8, 1.2]; baseline = 0.8; }; };\n"
               "outputs = [\"asa\"];\n");
    find(&findings, &it.sweep, it.store);
    assert_int_equal(findings.n_failed, 1);
    assert_int_equal(findings.n_complete, 2);
    const xp_recalled *point = &findings.recalled.point[2];
    assert_non_null(strstr(point->failure, "target"));
    assert_non_null(strstr(point->command, "ccsim check"));
    assert_non_null(strstr(point->command, "target=1.2"));
    assert_int_equal(xp_findings_at(&findings, 2, 0)->interval.n, 0);
    assert_true(xp_findings_at(&findings, 0, 0)->equal); /* what is promised changes no wait */
    assert_true(xp_findings_at(&findings, 0, 0)->interval.few);
    xp_findings_free(&findings);
    sweep_free(&it);
}

static void
ishigami_has_its_indices(void **state)
{
    static const double first[] = {.3139, .4424, 0}, total[] = {.5576, .4424, .2437};
    (void)state;
    swept it;
    xp_findings findings;
    sweep_make(&it, "ishigami",
               "scenario = \"small.cfg\"; replications = 1;\n"
               "factors = { x1 = { from = -3.141592653589793; to = 3.141592653589793; };\n"
               "  x2 = { from = -3.141592653589793; to = 3.141592653589793; };\n"
               "  x3 = { from = -3.141592653589793; to = 3.141592653589793; }; };\n"
               "design = { kind = \"indices\"; points = 64; };\n"
               "kpis = { y = \"sin(x1) + 7 * sin(x2)^2 + 0.1 * x3^4 * sin(x1)\"; };\n");
    find(&findings, &it.sweep, it.store);
    assert_int_equal(findings.n_indices, 3);
    for (int j = 0; j < 3; j++) {
        const xp_index *index = &findings.index[j];
        assert_int_equal(index->factor, j);
        assert_near(index->first.mean, first[j], 4 * index->first.half_width / 2);
        assert_near(index->total.mean, total[j], 4 * index->total.half_width / 2);
    }
    xp_findings_free(&findings);
    sweep_free(&it);
}

/* What is there counts, without a gap and with its true number; pairs are of what both have. */
static void
figures_are_of_what_is_there(void **state)
{
    static const uint32_t n[] = {5, 0, 7, 3, 12, 1}; /* the third is the baseline */
    (void)state;
    swept some, all;
    xp_findings here, there;
    sweep_some(&some, "some", grid_plan, n);
    find(&here, &some.sweep, some.store);
    for (size_t p = 0; p < 6; p++) {
        const xp_finding *it = xp_findings_at(&here, p, 1);
        assert_int_equal(it->interval.n, n[p]);
        const uint32_t both = n[p] < n[2] ? n[p] : n[2];
        assert_int_equal(it->difference.n, p == 2 ? 0 : both);
        assert_int_equal(xp_findings_at(&here, p, 6)->difference.n, p == 2 ? 0 : both);
        assert_int_equal(here.recalled.point[p].is_complete, n[p] == REPLICATIONS);
    }
    assert_int_equal(here.n_complete, 1);
    assert_int_equal(here.least, 1);
    assert_true(isnan(xp_findings_at(&here, 5, 1)->interval.half_width)); /* of one */
    assert_true(isfinite(xp_findings_at(&here, 5, 1)->difference.mean));
    /* five of twelve are as if there were no more */
    char five[2000];
    snprintf(five, sizeof(five), "%s", grid_plan);
    memcpy(strstr(five, "= 12;"), "=  5;", 5);
    sweep_make(&all, "five", five);
    find(&there, &all.sweep, all.store);
    for (size_t o = 0; o < all.sweep.n_outputs; o++) {
        const xp_finding *a = xp_findings_at(&here, 0, o), *b = xp_findings_at(&there, 0, o);
        assert_equal_interval(&a->interval, &b->interval);
        assert_equal_interval(&a->difference, &b->difference);
    }
    xp_findings_free(&here);
    xp_findings_free(&there);
    sweep_free(&some);
    sweep_free(&all);
}

static void
of_nothing_nothing_is_known(void **state)
{
    static const uint32_t n[] = {0, 0, 0, 0, 0, 0};
    (void)state;
    swept it;
    xp_findings findings;
    sweep_some(&it, "nothing", grid_plan, n);
    find(&findings, &it.sweep, it.store);
    assert_int_equal(findings.n_complete + findings.n_effects, 0);
    assert_int_equal(xp_findings_at(&findings, 0, 0)->interval.n, 0);
    xp_findings_free(&findings);
    sweep_free(&it);
}

/* Nobody calls: 0/0 of nothing, 0 of what is counted, and no interval that is made up. */
static void
what_is_undefined_is_not_a_number(void **state)
{
    (void)state;
    swept it;
    xp_findings findings;
    sweep_make(
        &it, "undefined",
        "scenario = \"small.cfg\"; replications = 4;\n"
        "factors = { volume = { set = \"demand.volume\"; levels = [0, 1]; baseline = 1; };\n"
        "  big = { levels = [\"1e300\"]; }; };\n"
        "outputs = [\"asa\", \"wait_p90\", \"offered\"];\n"
        "kpis = { none = \"answered / (answered - answered)\"; huge = \"big * big * answered\";\n"
        "  flat = \"big\"; };\n");
    find(&findings, &it.sweep, it.store);
    const sim_interval *asa = &xp_findings_at(&findings, 0, 0)->interval;
    assert_true(isnan(asa->mean) && isnan(asa->half_width) && asa->n == 4);
    assert_true(isnan(xp_findings_at(&findings, 0, 1)->interval.mean));
    assert_true(isnan(xp_findings_at(&findings, 0, 0)->difference.mean));
    assert_near(xp_findings_at(&findings, 0, 2)->interval.mean, 0, 0);
    assert_true(xp_findings_at(&findings, 0, 2)->difference.mean < 0);
    for (size_t p = 0; p < 2; p++) {
        const sim_interval *none = &xp_findings_at(&findings, p, 3)->interval;
        const sim_interval *huge = &xp_findings_at(&findings, p, 4)->interval;
        const sim_interval *flat = &xp_findings_at(&findings, p, 5)->interval;
        assert_true(isnan(none->mean) && isnan(none->half_width));
        assert_true(!isfinite(huge->mean) && !isfinite(huge->half_width));
        assert_near(flat->mean, 1e300, 0);
        assert_near(flat->half_width, 0, 0);
    }
    assert_true(xp_findings_at(&findings, 0, 5)->equal);
    xp_findings_free(&findings);
    sweep_free(&it);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_are_those_of_run),
        cmocka_unit_test(an_own_kpi_is_what_it_says),
        cmocka_unit_test(nothing_of_it_needs_the_files),
        cmocka_unit_test(results_of_another_plan_do),
        cmocka_unit_test(other_seeds_are_not_paired),
        cmocka_unit_test(figures_are_of_what_is_there),
        cmocka_unit_test(of_nothing_nothing_is_known),
        cmocka_unit_test(what_is_undefined_is_not_a_number),
        cmocka_unit_test(a_tornado_has_the_longest_bar_first),
        cmocka_unit_test(a_failed_point_says_why),
        cmocka_unit_test(ishigami_has_its_indices),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}

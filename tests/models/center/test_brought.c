/* What customers bring, against what the center counts of them, and against its own expectation. */
#include "tests/support/verify.h"

#include "models/center/brought.h"
#include "models/center/margin.h"
#include "models/center/state.h"
#include "sim/elementary.h"
#include "tests/support/near.h"
#include <math.h>
#include <string.h>

static double
named(const cc_brought *self, const double number[], const char *name)
{
    for (int j = 0; j < cc_brought_n(self); j++) {
        if (strcmp(cc_brought_name(self, j), name) == 0) {
            return number[j];
        }
    }
    fail_msg("no number \"%s\"", name);
    return NAN;
}

static double
counted(verify_center *it, int counter)
{
    cc_sums sums;
    const cc_scope center = CC_SCOPE_CENTER;
    cc_scope_sums(&center, &it->scenario, &it->record, &sums);
    return sums.counter[counter];
}

/* With nobody impatient and agents enough all work is seen to end. */
static void
they_are_those_whom_the_center_counts(void **state)
{
    (void)state;
    static const cc_override set[] = {{"demand.customers.patience.voice", "100 h"},
                                      {"center.groups.agents.staff", "60"},
                                      {"run.follow_up", "3 h"}};
    verify_center it;
    verify_center_open(&it, "scenarios/erlang_a.cfg", set, 3, false);
    cc_brought *brought = cc_brought_new(it.center);
    assert_non_null(brought);
    assert_int_equal(cc_brought_n(brought), 3);
    for (uint64_t r = 0; r < 4; r++) {
        const uint64_t key = r < 2 ? r : (r - 2) | SIM_MIRRORED;
        double number[CC_BROUGHT];
        cc_refusal refusal;
        assert_int_equal(cc_brought_read(brought, it.center, 5, key, number), SIM_OK);
        assert_int_equal(cc_center_run(it.center, 5, key, &it.record, &refusal), SIM_OK);
        assert_near(named(brought, number, "calls") + 4800, counted(&it, CC_N_issues), 1e-6);
        assert_near(named(brought, number, "work of calls") + 4800 * 180, counted(&it, CC_N_talk),
                    1e-3);
    }
    cc_brought_delete(brought);
    verify_center_close(&it);
}

/* A run after a reading is what it is without. */
static void
reading_changes_no_run(void **state)
{
    (void)state;
    verify_center it;
    verify_center_open(&it, "scenarios/bank/contact_center.cfg",
                       (const cc_override[]){{"run.observe", "3 d"}, {"run.follow_up", "1 d"}}, 2,
                       false);
    cc_refusal refusal;
    assert_int_equal(cc_center_run(it.center, 1, 2, &it.record, &refusal), SIM_OK);
    const uint64_t hash = cc_center_hash(it.center);
    cc_brought *brought = cc_brought_new(it.center);
    double number[CC_BROUGHT];
    assert_int_equal(cc_brought_read(brought, it.center, 1, 2, number), SIM_OK);
    assert_int_equal(cc_center_run(it.center, 1, 2, &it.record, &refusal), SIM_OK);
    assert_int_equal(cc_center_hash(it.center), hash);
    cc_brought_delete(brought);
    verify_center_close(&it);
}

/* Every number has mean 0, where rates vary by day and interval, work by interval, volume is no whole
 * number, channels are drawn and observe begins within an interval. */
static void
their_expectations_are_exact(void **state)
{
    (void)state;
    static const struct {
        const char *file;
        cc_override set[4];
        int n;
    } cases[] = {
        {"scenarios/erlang_a.cfg", {{"run.observe", "2 h"}, {"run.warm_up", "0 s"}}, 3000},
        {"scenarios/forecast/center.cfg",
         {{"demand.volume", "1.7"},
          {"demand.busyness.interval_cv", "0.3"},
          {"demand.busyness.correlation", "0.6"}},
         200},
        {"scenarios/bank/contact_center.cfg",
         {{"run.observe", "1 d"},
          {"run.follow_up", "0 s"},
          {"run.warm_up", "33400 s"},
          {"demand.volume", "0.4"}},
         120},
        {"scenarios/insurer/contact_center.cfg",
         {{"run.observe", "2 d"}, {"run.follow_up", "0 s"}, {"demand.busyness.per", "replication"}},
         60},
        {"scenarios/chat.cfg", {{"demand.busyness.day_cv", "0.4"}}, 200},
    };
    for (size_t c = 0; c < sizeof(cases) / sizeof(*cases); c++) {
        verify_center it;
        size_t n_set = 0;
        while (n_set < 4 && cases[c].set[n_set].path != NULL) {
            n_set++;
        }
        verify_center_open(&it, cases[c].file, cases[c].set, n_set, false);
        cc_brought *brought = cc_brought_new(it.center);
        double sum[CC_BROUGHT] = {0}, squares[CC_BROUGHT] = {0};
        const double n = cases[c].n;
        for (int r = 0; r < cases[c].n; r++) {
            double number[CC_BROUGHT];
            assert_int_equal(cc_brought_read(brought, it.center, 11, (uint64_t)r, number), SIM_OK);
            for (int j = 0; j < cc_brought_n(brought); j++) {
                sum[j] += number[j];
                squares[j] += number[j] * number[j];
            }
        }
        for (int j = 0; j < cc_brought_n(brought); j++) {
            const double error = sqrt(squares[j] / n / n);
            if (!(error > 0) || fabs(sum[j] / n) > 4 * error) {
                fail_msg("%s: %s is %g +- %g", cases[c].file, cc_brought_name(brought, j),
                         sum[j] / n, error);
            }
        }
        cc_brought_delete(brought);
        verify_center_close(&it);
    }
}

static void
what_is_recorded_has_none(void **state)
{
    (void)state;
    verify_center it;
    verify_center_open(&it, "scenarios/trace/center.cfg", NULL, 0, false);
    cc_brought *brought = cc_brought_new(it.center);
    assert_int_equal(cc_brought_n(brought), 0);
    cc_brought_delete(brought);
    verify_center_close(&it);
}

/* ---- strata of day factors ---- */

enum { GROUP = 16 };

/* The uniform behind the shared day factor of the last day, by its gamma distribution. */
static double
uniform_of(verify_center *it, double cv)
{
    double low = 1e-12, high = 1 - 1e-12;
    for (int j = 0; j < 60; j++) {
        const double u = (low + high) / 2;
        const double factor = cc_margin_exact(&(cc_margin){.cv = cv}, sim_normal_quantile(u));
        *(factor < it->center->now.shared_day ? &low : &high) = u;
    }
    return low;
}

static void
each_part_has_one_of_a_group(void **state)
{
    (void)state;
    verify_center it;
    verify_center_open(&it, "scenarios/forecast/center.cfg", NULL, 0, false);
    sim_sobol net;
    assert_int_equal(sim_sobol_init(&net, SIM_SOBOL_DIMENSIONS, GROUP), SIM_OK);
    uint32_t first[2][2] = {{0}};
    for (uint64_t trial = 0; trial < 4; trial++) {
        const uint64_t group = trial / 2;
        bool has[GROUP] = {false};
        for (uint32_t j = 0; j < GROUP; j++) {
            cc_center_set_stratum(it.center, (cc_stratum){.group = group,
                                                          .index = j,
                                                          .size = GROUP,
                                                          .net = trial % 2 == 0 ? NULL : &net});
            assert_int_equal(cc_center_start(it.center, 1, group * GROUP + j, &it.record), SIM_OK);
            assert_int_equal(cc_center_advance(it.center, 9 * 3600), SIM_OK);
            const uint32_t part = (uint32_t)(uniform_of(&it, 0.1) * GROUP);
            assert_false(has[part]);
            has[part] = true;
            first[trial % 2][group] = j == 0 ? part : first[trial % 2][group];
        }
    }
    /* each group has an order of its own */
    assert_true(first[0][0] != first[0][1] || first[1][0] != first[1][1]);
    verify_center_close(&it);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(they_are_those_whom_the_center_counts),
        cmocka_unit_test(reading_changes_no_run),
        cmocka_unit_test(their_expectations_are_exact),
        cmocka_unit_test(what_is_recorded_has_none),
        cmocka_unit_test(each_part_has_one_of_a_group),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

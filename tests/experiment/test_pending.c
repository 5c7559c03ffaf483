/* Nothing is claimed that issues still open at the end of a run could turn. */
#include "models/scenario/load.h"
#include "models/scenario/scenario.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "experiment/best.h"
#include "experiment/pending.h"
#include "experiment/rule.h"
#include "experiment/run.h"
#include "report/parts.h"
#include "tests/support/near.h"
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

/* ---- how long issues last ---- */

/* Weeks of remission of 21 patients (Freireich et al. 1963), the textbook example of Kaplan and
 * Meier's estimate: 9 ended, 12 did not (+). */
static void
ages_of_what_has_not_ended_count_up_to_where_they_were_seen(void **state)
{
    (void)state;
    static const double ended[] = {6, 6, 6, 7, 10, 13, 16, 22, 23};
    static const double open[] = {6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35};
    xp_ages ages = {0};
    for (size_t j = 0; j < sizeof(ended) / sizeof(*ended); j++) {
        sim_histogram_add(&ages.ended, ended[j]);
    }
    for (size_t j = 0; j < sizeof(open) / sizeof(*open); j++) {
        sim_histogram_add(&ages.pending, open[j]);
    }
    /* open at 6: .857, 7: .807, 10: .753, 13: .690, 16: .627, 22: .538, 23: .448; bins end later */
    static const struct {
        double p, age, ended;
    } cases[] = {{0.14, 6.25, 0.14286}, {0.15, 7.25, 0.19328}, {0.24, 10.5, 0.24706},
                 {0.30, 13.5, 0.30980}, {0.37, 17, 0.37255},   {0.46, 23, 0.46218},
                 {0.55, 24, 0.55182}};
    double share, oldest;
    for (size_t j = 0; j < sizeof(cases) / sizeof(*cases); j++) {
        assert_near(xp_ages_quantile(&ages, cases[j].p, &share, &oldest), cases[j].age, 1e-12);
        assert_near(share, cases[j].ended, 5e-6);
    }
    assert_true(isnan(xp_ages_quantile(&ages, 0.56, &share, &oldest)));
    assert_near(share, 0.55182, 5e-6);
    assert_near(oldest, 36, 1e-12);
    const xp_ages none = {0};
    assert_true(isnan(xp_ages_quantile(&none, 0.5, &share, &oldest)));
    xp_ages twice = ages;
    xp_ages_merge(&twice, &ages);
    assert_near(xp_ages_quantile(&twice, 0.55, &share, &oldest), 24, 1e-12);
}

/* ---- runs ---- */

/* E-mails are lost because they are not resolved and their customers do not return, whatever the
 * staff: with fewer agents they are only lost later. */
typedef struct mail {
    cc_scenario scenario[3];
    xp_plan plan;
    xp_results results;
} mail;

static void
mail_run(mail *self, const char *const staff[3], const char *follow_up, const char *resolution)
{
    cc_refusal refusal = {""};
    memset(self, 0, sizeof(*self));
    self->plan = xp_plan_default();
    self->plan.replications = 20;
    self->plan.n_scenarios = staff[2] == NULL ? 2 : 3;
    self->plan.best = self->plan.n_scenarios > 2;
    for (int s = 0; s < self->plan.n_scenarios; s++) {
        char text[1024];
        snprintf(text, sizeof(text),
                 "name = \"with %s\";"
                 "run = { hours = (\"08:00\", \"18:00\"); observe = \"5 d\"; close = \"carry\";"
                 "  follow_up = \"%s\"; };"
                 "demand = { issues = { question = { per_hour = 30;"
                 "    email = { handle = \"15 min\"; }; resolution = { email = %s; }; }; };"
                 "  customers = { unresolved = { returns = 0.5; delay = \"2 h\"; }; }; };"
                 "center = { channels = { email = { }; };"
                 "  groups = { g = { staff = %s; wage_per_hour = 20.0; }; }; };",
                 staff[s], follow_up, resolution, staff[s]);
        if (cc_scenario_load_text(&self->scenario[s], "mail.cfg", text, NULL, 0, &refusal) != 0) {
            fail_msg("%s", refusal.text);
        }
        self->plan.scenario[s] = &self->scenario[s];
    }
    if (xp_run(&self->results, &self->plan, &refusal) != SIM_OK) {
        fail_msg("%s", refusal.text);
    }
}

static void
mail_free(mail *self)
{
    const int n = self->plan.n_scenarios;
    xp_results_free(&self->results);
    for (int s = 0; s < n; s++) {
        cc_scenario_free(&self->scenario[s]);
    }
}

static size_t
find(const mail *self, const char *kpi)
{
    const size_t m = xp_results_find(&self->results, kpi, "center");
    assert_true(m != XP_LACKS);
    return m;
}

static xp_verdict
verdict(const mail *self, const char *kpi)
{
    return xp_verdict_of(&self->results, 1, find(self, kpi));
}

static bool
prints(const mail *self, const char *words)
{
    char *text = NULL;
    size_t size = 0;
    FILE *file = open_memstream(&text, &size);
    assert_non_null(file);
    const xp_report report = {.results = &self->results};
    assert_int_equal(xp_report_compare(file, &report), SIM_OK);
    fclose(file);
    for (char *at = text; *at != '\0'; at++) { /* lines are broken anywhere */
        *at = *at == '\n' ? ' ' : *at;
    }
    const bool found = strstr(text, words) != NULL;
    free(text);
    return found;
}

static bool
warns(const mail *self, const char *words)
{
    char text[1024];
    for (size_t j = 0; xp_warning(&self->results, j, text, sizeof(text)); j++) {
        if (strstr(text, words) != NULL) {
            return true;
        }
    }
    return false;
}

static const char *const open_kpis[] = {"resolution",         "resolved",
                                        "lost_customers",     "contacts_per_resolved",
                                        "time_to_resolution", "time_to_resolution_p50",
                                        "cost_per_resolved"};

static void
fewer_agents_lose_no_fewer_customers(void **state)
{
    (void)state;
    mail it;
    mail_run(&it, (const char *const[3]){"8", "6"}, "0 s", "0.8");
    const xp_difference lost = xp_results_difference(&it.results, 1, find(&it, "lost_customers"));
    assert_true(lost.interval.upper < -5); /* what was claimed: some seven fewer a day */
    for (size_t j = 0; j < sizeof(open_kpis) / sizeof(*open_kpis); j++) {
        assert_int_equal(verdict(&it, open_kpis[j]), XP_OPEN);
    }
    assert_int_equal(verdict(&it, "cost"), XP_OPEN); /* the queue grows */
    assert_int_equal(verdict(&it, "pending_share"), XP_WORSE);
    assert_false(prints(&it, "loses"));
    assert_true(prints(&it, "Issues still open at the end could turn what was seen of issues "
                            "resolved, customers lost or the median time to resolution."));
    assert_true(prints(&it, "Nothing is said of cost: the queue email grows."));
    assert_true(prints(&it, "\"open\": issues still open, or a queue that grows, could turn it"));
    assert_true(warns(&it, "with 8: ") && warns(&it, "with 6: "));
    assert_true(warns(&it, "% of the issues were still open when the run ended"));
    mail_free(&it);

    mail_run(&it, (const char *const[3]){"8", "6"}, "30 d", "0.8");
    assert_true(xp_results_difference(&it.results, 1, find(&it, "lost_customers")).equal);
    assert_int_equal(verdict(&it, "lost_customers"), XP_EQUAL);
    assert_int_equal(verdict(&it, "resolution"), XP_EQUAL);
    assert_int_equal(verdict(&it, "time_to_resolution_p50"), XP_WORSE);
    assert_near(xp_pending_share(&it.results, 0), 0, 0);
    assert_near(xp_pending_share(&it.results, 1), 0, 0);
    assert_false(warns(&it, "still open") || prints(&it, "Issues still open"));
    mail_free(&it);
}

static void
nobody_at_work_loses_no_fewer_customers(void **state)
{
    (void)state;
    mail it;
    mail_run(&it, (const char *const[3]){"8", "0"}, "0 s", "0.8");
    assert_int_equal(verdict(&it, "lost_customers"), XP_OPEN);
    assert_int_equal(verdict(&it, "resolved"), XP_OPEN);
    assert_false(prints(&it, "loses") || prints(&it, "resolves"));
    assert_near(xp_pending_share(&it.results, 1), 1, 0);
    assert_true(isnan(xp_pending_follow_up(&it.results, 1)));
    assert_true(warns(&it, "Of the oldest that this run saw only 0 % were over"));
    mail_free(&it);
}

/* What issues still open could do at most: each is resolved, or each is lost. */
static void
the_reach_of_a_figure_is_what_issues_still_open_could_do(void **state)
{
    (void)state;
    mail it;
    mail_run(&it, (const char *const[3]){"8", "6"}, "0 s", "0.8");
    const xp_results *results = &it.results;
    for (int s = 0; s < 2; s++) {
        const double pending = xp_results_figure(results, s, "pending", "center").mean;
        const double issues = 5 * xp_results_figure(results, s, "issues", "center").mean;
        const double resolved = 5 * xp_results_figure(results, s, "resolved", "center").mean;
        const double cost = 5 * xp_results_figure(results, s, "cost", "center").mean;
        assert_near(xp_pending_share(results, s), pending / issues, 1e-12);
        const xp_reach lost = xp_pending_reach(results, s, find(&it, "lost_customers"));
        assert_true(lost.down == 0);
        assert_near(lost.up, pending / 5, 1e-9);
        assert_near(xp_pending_reach(results, s, find(&it, "resolution")).up, pending / issues,
                    1e-9);
        const xp_reach dear = xp_pending_reach(results, s, find(&it, "cost_per_resolved"));
        assert_true(dear.up == 0);
        assert_near(dear.down, cost / resolved - cost / (resolved + pending), 1e-9);
        assert_true(isinf(xp_pending_reach(results, s, find(&it, "time_to_resolution")).up));
        assert_true(xp_pending_reach(results, s, find(&it, "cost")).up == 0);
    }
    mail_free(&it);
}

/* All issues of the first are open, 6 % of the second: far fewer resolved in the second is so. */
static void
what_they_cannot_turn_is_claimed(void **state)
{
    (void)state;
    mail it;
    mail_run(&it, (const char *const[3]){"0", "8"}, "0 s", "0.8");
    static const struct {
        double difference;
        bool turns;
    } cases[] = {{-0.9, false}, {-0.08, false}, {-0.06, true}, {0.06, true}, {0.9, true}};
    for (size_t j = 0; j < sizeof(cases) / sizeof(*cases); j++) {
        const xp_difference seen = {.interval = sim_interval_around(cases[j].difference, 0.01, 20)};
        assert_true(xp_pending_turns(&it.results, 1, 0, find(&it, "resolution"), &seen) ==
                    cases[j].turns);
        assert_false(xp_pending_turns(&it.results, 1, 0, find(&it, "cost"), &seen));
    }
    mail_free(&it);
}

/* A center against itself is equal, with as many open on both sides. */
static void
what_is_equal_with_equal_ends_stays_equal(void **state)
{
    (void)state;
    mail it;
    mail_run(&it, (const char *const[3]){"8", "8"}, "0 s", "0.8");
    assert_int_equal(verdict(&it, "lost_customers"), XP_EQUAL);
    mail_free(&it);
    /* None lost in either, but since none has come to an end in one of them. */
    mail_run(&it, (const char *const[3]){"9", "0"}, "0 s", "1.0");
    assert_true(xp_results_difference(&it.results, 1, find(&it, "lost_customers")).equal);
    assert_int_equal(verdict(&it, "lost_customers"), XP_OPEN);
    mail_free(&it);
}

/* Whoever keeps them waiting is not the best at losing few. */
static void
the_best_is_not_who_has_most_still_open(void **state)
{
    (void)state;
    mail it;
    xp_best best[XP_SPOKEN];
    mail_run(&it, (const char *const[3]){"8", "6", "0"}, "0 s", "0.8");
    const size_t n = xp_best_find(&it.results, best);
    int n_seen = 0;
    for (size_t j = 0; j < n; j++) {
        const bool is_cost = strcmp(best[j].kpi, "cost") == 0;
        const bool is_lost = strcmp(best[j].kpi, "lost_customers") == 0;
        n_seen += is_cost || is_lost;
        assert_true(!is_lost || best[j].n == 3);
        assert_true(!is_cost || (best[j].n == 1 && best[j].may_be[2]));
    }
    assert_int_equal(n_seen, 2);
    mail_free(&it);
}

static void
the_follow_up_that_is_named_leaves_few_open(void **state)
{
    (void)state;
    mail it;
    mail_run(&it, (const char *const[3]){"8", "6"}, "0 s", "0.8");
    const double follow_up = xp_pending_follow_up(&it.results, 1);
    assert_near(follow_up, 4 * CC_DAY, 0);
    assert_true(warns(&it, "By the issues of this run 99 % are over within 4 d"));
    mail_free(&it);
    mail_run(&it, (const char *const[3]){"8", "6"}, "4 d", "0.8");
    const double share = xp_pending_share(&it.results, 1);
    assert_true(share > 0 && share < 0.015);
    mail_free(&it);
}

static void
a_requirement_is_not_met_by_what_is_still_open(void **state)
{
    (void)state;
    mail it;
    mail_run(&it, (const char *const[3]){"8", "6"}, "0 s", "0.8");
    static const struct {
        const char *text;
        bool met, open;
    } cases[] = {
        {"lost_customers < 40", false, true},  /* 24, and at most 111 */
        {"lost_customers < 20", false, false}, /* more are lost already */
        {"lost_customers < 200", true, false}, /* whatever comes */
        {"lost_customers > 20", true, false},  /* none comes back from there */
        {"resolution >= 60%", true, false},    /* 63 % already */
        {"resolution <= 70%", false, true},    /* 63 %, and at most 92 % */
        {"time_to_resolution < 30 d", false, true},
        {"cost_per_resolved < 7", true, false}, /* 6.25, and falls */
        {"cost_per_resolved > 6", false, true},
        {"wait < 30 d", false, true}, /* of those still waiting it is the wait so far */
        {"wait > 1 min", true, false},
    };
    for (size_t j = 0; j < sizeof(cases) / sizeof(*cases); j++) {
        xp_require rule;
        cc_refusal refusal;
        assert_int_equal(xp_require_parse(&rule, cases[j].text, &refusal), 0);
        if (xp_require_met(&rule, &it.results, 1) != cases[j].met ||
            xp_require_is_open(&rule, &it.results, 1) != cases[j].open) {
            fail_msg("%s", cases[j].text);
        }
    }
    mail_free(&it);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ages_of_what_has_not_ended_count_up_to_where_they_were_seen),
        cmocka_unit_test(fewer_agents_lose_no_fewer_customers),
        cmocka_unit_test(nobody_at_work_loses_no_fewer_customers),
        cmocka_unit_test(the_reach_of_a_figure_is_what_issues_still_open_could_do),
        cmocka_unit_test(what_they_cannot_turn_is_claimed),
        cmocka_unit_test(what_is_equal_with_equal_ends_stays_equal),
        cmocka_unit_test(the_best_is_not_who_has_most_still_open),
        cmocka_unit_test(the_follow_up_that_is_named_leaves_few_open),
        cmocka_unit_test(a_requirement_is_not_met_by_what_is_still_open),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

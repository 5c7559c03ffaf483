/* Contacts that the end of a run finds waiting: what is seen of waits and of first contact resolution
 * is not how it ends, and nothing is claimed of it. A hundred e-mails lie there at the start, of two
 * kinds, and each takes a minute, so that the truth is known. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "experiment/pending.h"
#include "experiment/rule.h"
#include "experiment/run.h"
#include "models/scenario/load.h"
#include "models/scenario/scenario.h"
#include "report/parts.h"
#include "tests/support/near.h"
#include <cmocka.h>
#include <string.h>

typedef struct pile {
    cc_scenario scenario[2]; /* 2 agents, 1 agent */
    xp_plan plan;
    xp_results results;
} pile;

/* Seen for 49.5 minutes, and then for as long as follow_up says. Of the later kind that share is
 * resolved, and who is not comes back after a minute. */
static void
pile_run(pile *self, const char *follow_up, const char *resolution)
{
    cc_refusal refusal = {""};
    memset(self, 0, sizeof(*self));
    self->plan = xp_plan_default();
    self->plan.replications = 4;
    self->plan.n_scenarios = 2;
    for (int s = 0; s < 2; s++) {
        char text[1024];
        snprintf(text, sizeof(text),
                 "run = { observe = \"2970 s\"; follow_up = \"%s\"; fcr_window = \"5 min\"; };"
                 "demand = {"
                 "  every_issue = { per_hour = 0; email = { handle = \"1 min\"; };"
                 "    backlog = { email = 50; }; };"
                 "  issues = { early = { }; late = { resolution = { email = %s; }; }; };"
                 "  customers = { unresolved = { returns = 1.0; delay = \"1 min\"; }; }; };"
                 "center = { channels = { email = {"
                 "    service_level = { within = \"40 min\"; }; }; };"
                 "  groups = { g = { staff = %d; }; }; };",
                 follow_up, resolution, 2 - s);
        if (cc_scenario_load_text(&self->scenario[s], "pile.cfg", text, NULL, 0, &refusal) != 0) {
            fail_msg("%s", refusal.text);
        }
        self->plan.scenario[s] = &self->scenario[s];
    }
    if (xp_run(&self->results, &self->plan, &refusal) != SIM_OK) {
        fail_msg("%s", refusal.text);
    }
}

static void
pile_free(pile *self)
{
    xp_results_free(&self->results);
    for (int s = 0; s < 2; s++) {
        cc_scenario_free(&self->scenario[s]);
    }
}

static double
figure(const pile *self, int s, const char *kpi)
{
    return xp_results_figure(&self->results, s, kpi, "center").mean;
}

/* Of one agent against two. */
static xp_verdict
verdict(const pile *self, const char *kpi)
{
    return xp_verdict_of(&self->results, 1, xp_results_find(&self->results, kpi, "center"));
}

static bool
warns(const pile *self, const char *words)
{
    char text[1024];
    bool found = false;
    for (size_t j = 0; xp_warning(&self->results, j, text, sizeof(text)); j++) {
        found = found || strstr(text, words) != NULL;
    }
    return found;
}

static void
half_the_agents_do_not_answer_as_fast(void **state)
{
    (void)state;
    pile it;
    pile_run(&it, "0 s", "1.0");
    /* one agent has answered the first 50, two all 100, in as many minutes */
    assert_near(figure(&it, 0, "asa"), 24.5 * 60, 1e-6);
    assert_near(figure(&it, 1, "asa"), 24.5 * 60, 1e-6);
    static const char *const open[] = {
        "asa", "asa_sd", "handle_time", "answered", "service_level_g1", "contact_time", "wait_sd"};
    for (size_t j = 0; j < sizeof(open) / sizeof(*open); j++) {
        if (verdict(&it, open[j]) != XP_OPEN) {
            fail_msg("%s", open[j]);
        }
    }
    assert_near(figure(&it, 1, "wait"), 37 * 60, 1e-6); /* so far; 49.5 in the end */
    assert_int_equal(verdict(&it, "wait"), XP_WORSE);   /* which it may only become more */
    assert_true(warns(&it, "nor have the waits or the work of 51 % of the contacts ended"));
    pile_free(&it);

    pile_run(&it, "2 h", "1.0");
    assert_near(figure(&it, 0, "asa"), 24.5 * 60, 1e-6);
    assert_near(figure(&it, 1, "asa"), 49.5 * 60, 1e-6);
    assert_int_equal(verdict(&it, "asa"), XP_WORSE);
    assert_int_equal(verdict(&it, "wait_p80"), XP_WORSE);
    assert_int_equal(verdict(&it, "handle_time"), XP_EQUAL);
    assert_int_equal(verdict(&it, "service_level_g1"), XP_WORSE);
    assert_false(warns(&it, "nor have the waits"));
    pile_free(&it);
}

static void
a_wait_so_far_may_only_grow(void **state)
{
    (void)state;
    pile it;
    pile_run(&it, "0 s", "1.0");
    const size_t wait = xp_results_find(&it.results, "wait", "center");
    const xp_difference shorter = {.interval = sim_interval_around(-90, 10, 4)};
    const xp_difference longer = {.interval = sim_interval_around(90, 10, 4)};
    assert_true(xp_pending_turns(&it.results, 1, 0, wait, &shorter));
    assert_false(xp_pending_turns(&it.results, 1, 0, wait, &longer));
    static const struct {
        const char *text;
        bool met, open;
    } cases[] = {{"wait > 30 min", true, false},
                 {"wait < 2 h", false, true},
                 {"asa < 2 h", false, true},
                 {"abandonment < 10 %", false, true}, /* 50 of 100 still may */
                 {"abandonment < 60 %", true, false}};
    for (size_t j = 0; j < sizeof(cases) / sizeof(*cases); j++) {
        xp_require rule;
        cc_refusal refusal;
        assert_int_equal(xp_require_parse(&rule, cases[j].text, &refusal), 0);
        if (xp_require_met(&rule, &it.results, 1) != cases[j].met ||
            xp_require_is_open(&rule, &it.results, 1) != cases[j].open) {
            fail_msg("%s", cases[j].text);
        }
    }
    pile_free(&it);
}

/* One agent never comes to the kind that is not resolved. */
static void
who_leaves_the_hard_ones_waiting_resolves_no_more(void **state)
{
    (void)state;
    pile it;
    pile_run(&it, "0 s", "0.0");
    assert_near(figure(&it, 1, "fcr"), 1, 0);
    assert_true(figure(&it, 0, "fcr") < 0.6);
    assert_int_equal(verdict(&it, "fcr"), XP_OPEN);
    pile_free(&it);
    pile_run(&it, "5 h", "0.0");
    assert_near(figure(&it, 0, "fcr"), 0.5, 0);
    assert_near(figure(&it, 1, "fcr"), 0.5, 0);
    assert_int_equal(verdict(&it, "fcr"), XP_EQUAL);
    pile_free(&it);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(half_the_agents_do_not_answer_as_fast),
        cmocka_unit_test(a_wait_so_far_may_only_grow),
        cmocka_unit_test(who_leaves_the_hard_ones_waiting_resolves_no_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Figures that are shares are shares, in every scope of scenarios put together by chance: numerator
 * and denominator are of the same contacts.
 *
 * test_shares FROM COUNT: more of them. */
#include "tests/support/verify.h"

#include "tests/support/each_scenario.h"
#include "tests/support/near.h"
#include "tests/support/play.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define COUNT 200 /* of scenarios, as a test */

static each_scenario which; /* set once, by main */

/* Fractions of seats make whole agents at other times than they are paid; who works overtime is on
 * duty longer than scheduled. */
static bool
may_exceed_1(cc_kpi_id kpi)
{
    return kpi == CC_KPI_utilisation || kpi == CC_KPI_conformance;
}

/* How many shares there were to look at. */
static size_t
check(const cc_scenario *scenario, const cc_layout *layout, const cc_record *record, uint64_t k)
{
    cc_measure *list;
    size_t n, n_shares = 0;
    assert_int_equal(cc_measures_all(scenario, layout, &list, &n), SIM_OK);
    for (size_t j = 0; j < n; j++) {
        const cc_measure *measure = &list[j];
        if (cc_kpis[measure->kpi].unit != CC_UNIT_FRACTION) {
            continue;
        }
        const cc_sample x = cc_measure_sample(measure, scenario, record);
        const double most = may_exceed_1(measure->kpi) ? INFINITY : x.den * (1 + 1e-9);
        if (!(x.num >= -1e-9 && x.den >= 0 && x.num <= most)) {
            fail_msg("scenario %d: %s %s is %g / %g", (int)k, measure->scope_name, measure->name,
                     x.num, x.den);
        }
        n_shares += x.den > 0;
    }
    free(list);
    return n_shares;
}

static void
check_random(const random_scenario *scenario, const char *path, uint64_t k, void *context)
{
    (void)scenario;
    size_t *n_shares = context;
    verify_center it;
    verify_center_open(&it, path, NULL, 0, k % 4 == 0);
    verify_center_run(&it, k, 0);
    *n_shares += check(&it.scenario, &it.layout, &it.record, k);
    verify_center_close(&it);
}

static void
a_share_is_between_0_and_1_in_every_scope(void **state)
{
    (void)state;
    size_t n_shares = 0;
    each_scenario_do(&which, check_random, &n_shares);
    assert_true(n_shares > 50 * which.count);
}

/* An e-mail that the first group answers, loses, and the second group ends: its reply counts, in
 * time or late, where it was answered. Chance seldom makes this case. */
static void
a_reply_is_of_the_group_that_answered_whoever_ends_it(void **state)
{
    (void)state;
    static const char both[] =
        "channels = { voice = { }; email = { service_level = { within = \"%s\"; };"
        "  interruptible = %s; interrupted = { then = \"requeue_tail\"; }; }; };"
        "queues = { calls = { channel = \"voice\"; };"
        "           mails = { channel = \"email\"; groups = ( \"first\", \"second\" ); }; };"
        "routing = { shift_end = \"interrupt\"; };"
        "groups = { first = { serves = ( \"calls\", \"mails\" ); staff = %s; };"
        "           second = { serves = ( \"mails\" ); staff = 1; }; };";
    static const char mail[] = "0,33900,mail,email,600,\n", call[] = "0,34200,call,voice,1800,\n";
    static const struct {
        bool by_call;       /* or by the end of the shift at 09:30, 34200 s */
        const char *within; /* the reply is out after 300 s with the one and 300 s with the other */
        double in_time;
    } cases[] = {{true, "600 s", 1}, {true, "599 s", 0}, {false, "600 s", 1}, {false, "599 s", 0}};
    for (size_t j = 0; j < sizeof(cases) / sizeof(cases[0]); j++) {
        char center[1000], rows[200];
        play p;
        snprintf(center, sizeof(center), both, cases[j].within, cases[j].by_call ? "true" : "false",
                 cases[j].by_call ? "1" : "(1, 0)");
        snprintf(rows, sizeof(rows), "%s%s", mail, cases[j].by_call ? call : "");
        play_run(&p, rows, "hours = (\"09:00\", \"10:00\");", "", "", center);
        assert_near(play_counter(&p, CC_N_requeued), 1, 0);
        assert_int_equal(play_b(&p, CC_JOURNAL_TAKEN, 1), 0);
        assert_int_equal(play_b(&p, CC_JOURNAL_TAKEN, play_count(&p, CC_JOURNAL_TAKEN)), 1);
        const char *const kpi = "service_level_answered", *scope = "channel:email/group:first";
        assert_near(play_figure(&p, kpi, scope), cases[j].in_time, 0);
        assert_near(play_figure(&p, kpi, "channel:email"), cases[j].in_time, 0);
        assert_true(
            isnan(play_figure(&p, kpi, "channel:email/group:second"))); /* it answered nobody */
        assert_true(check(&p.scenario, &p.layout, &p.record, j) > 10);
        play_free(&p);
    }
}

int
main(int argc, char **argv)
{
    which = each_scenario_of(argc, argv, COUNT);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_reply_is_of_the_group_that_answered_whoever_ends_it),
        cmocka_unit_test(a_share_is_between_0_and_1_in_every_scope),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

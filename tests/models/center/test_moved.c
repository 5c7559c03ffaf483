/* What a queue has by transfers, call by call: who came, was taken, how long each waited there, who gave up. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "models/measure/measure.h"
#include "tests/support/near.h"
#include "tests/support/play.h"
#include <cmocka.h>
#include <math.h>
#include <string.h>

#define NEAR(a, b) assert_near(a, b, 1e-6)

/* An agent in front, who hands all on, and one behind, who needs 100 s for each. */
static const char center[] =
    "channels = { voice = { service_level = { within = \"20 s\"; }; }; };"
    " queues = { front = { channel = \"voice\"; }; back = { takes = (); }; };"
    " groups = { first = { serves = (\"front\"); staff = 1; };"
    " second = { serves = (\"back\"); staff = 1; }; };"
    " transfers = { on = { share = 1; from = (\"first\"); to = \"back\"; }; };";

/* Handed on at 150, 200, 220 and 310. The second waits there from 200 to 250; the third gives up at 280, after
 * 60 s; the fourth is taken at 350. */
#define THREE "0,100,call,voice,50,\n0,110,call,voice,50,\n0,190,call,voice,20,\n"

static const char rows[] = THREE "0,300,call,voice,10,\n";

static void
each_stay_is_counted(void **state)
{
    (void)state;
    play p;
    play_run(&p, rows, "", "", "patience = { voice = \"60 s\"; };", center);
    const double days = p.layout.days;
    NEAR(play_figure(&p, "transfers_in", "queue:back") * days, 4);
    NEAR(play_figure(&p, "transfers_answered", "queue:back") * days, 3);
    NEAR(play_figure(&p, "transfers_abandoned", "queue:back") * days, 1);
    NEAR(play_figure(&p, "transfers_dropped", "queue:back"), 0);
    NEAR(play_figure(&p, "transfers_merged", "queue:back"), 0);
    NEAR(play_figure(&p, "transfers_unfinished", "queue:back"), 0);
    NEAR(play_figure(&p, "transfers_abandonment", "queue:back"), .25);
    NEAR(play_figure(&p, "transfers_asa", "queue:back"), (0 + 50 + 40) / 3.);
    NEAR(play_figure(&p, "transfers_service_level", "queue:back"), .25);
    NEAR(play_figure(&p, "transfers_in", "queue:back/channel:voice") * days, 4);
    /* all else is of the first queue */
    NEAR(play_figure(&p, "answered", "queue:front") * days, 4);
    NEAR(play_figure(&p, "cut_off", "queue:front") * days, 1);
    play_free(&p);
}

/* The house closes at 240, while the second and the third wait there. */
static void
who_is_sent_away_is_counted(void **state)
{
    (void)state;
    play p;
    play_run(&p, THREE, "hours = [\"00:00\", \"00:04\"]; close = \"drop\";", "", "", center);
    NEAR(play_figure(&p, "transfers_in", "queue:back") * p.layout.days, 3);
    NEAR(play_figure(&p, "transfers_answered", "queue:back") * p.layout.days, 1);
    NEAR(play_figure(&p, "transfers_dropped", "queue:back") * p.layout.days, 2);
    NEAR(play_figure(&p, "transfers_service_level", "queue:back"), 1 / 3.);
    play_free(&p);
}

static void
they_are_of_queues_that_transfers_lead_to(void **state)
{
    (void)state;
    static const struct {
        const char *kpi, *scope, *words;
    } wrong[] = {
        {"transfers_in", "center", "no meaning"},
        {"transfers_in", "queue:back/issue:call", "no queue of the center takes"},
        {"transfers_in", "queue:front", "no transfer leads to that queue"},
        {"asa", "queue:back", "by transfers only"},
    };
    play p;
    play_run(&p, rows, "", "", "", center);
    for (size_t j = 0; j < sizeof(wrong) / sizeof(*wrong); j++) {
        cc_measure measure;
        cc_refusal refusal = {""};
        assert_int_equal(cc_measure_parse(&measure, &p.scenario, &p.layout, wrong[j].kpi,
                                          wrong[j].scope, &refusal),
                         SIM_ERR_REFUSED);
        assert_non_null(strstr(refusal.text, wrong[j].words));
    }
    play_free(&p);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_stay_is_counted),
        cmocka_unit_test(who_is_sent_away_is_counted),
        cmocka_unit_test(they_are_of_queues_that_transfers_lead_to),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

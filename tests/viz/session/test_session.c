/* What a person does with keys and clicks, and what is on the screen then. */
#include "tests/support/scenarios.h"
#include "tests/support/sessions.h"
#include "viz/session/commands.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <string.h>

static void
opens_runs_pauses_and_goes_to_a_time(void **state)
{
    (void)state;
    session_on_screen screen;
    session_open(&screen, session_scenario, NULL);
    session_play(&screen, "expect \"Shop\"\n"
                          "expect \"paused\"\n"
                          "key g\n"
                          "type 10:30\n"
                          "key Enter\n"
                          "rest\n"
                          "expect \"10:30:00\"\n"
                          "key space\n"
                          "wait 1\n"
                          "key space\n"
                          "expect \"10:31:00\"\n");
    assert_true(fabs(viz_session_time(screen.session) - 37860) < 3);
    session_close(&screen);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(opens_runs_pauses_and_goes_to_a_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

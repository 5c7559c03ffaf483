/* A knowledge base: work and resolution by kind, a ramp over days, and more or less of it by group.
 * Calls take a minute without it, and agents are many. */
#include "tests/support/verify.h"

#include <stdio.h>

#define BASE "{ work = { call = 0.5; }; resolution = 1.2; ramp = 2; }"

/* Of the calls of day d, of which the second is the only one observed: half of the effect. */
static void
the_effect_grows_by_the_day(void **state)
{
    (void)state;
    static const struct {
        const char *day, *knowledge, *group;
        double handle_time, resolution;
    } cases[] = {
        {"0 d", BASE, "1.0", 60, .6},  {"1 d", BASE, "1.0", 45, .66},
        {"2 d", BASE, "1.0", 30, .72}, {"2 d", BASE, "0.5", 45, .66},
        {"2 d", BASE, "0.0", 60, .6},  {"2 d", "{ work = 2.0; resolution = 5.0; }", "1.0", 120, 1},
    };
    for (size_t j = 0; j < sizeof(cases) / sizeof(*cases); j++) {
        char warm_up[16];
        snprintf(warm_up, sizeof(warm_up), "\"%s\"", cases[j].day);
        const verify_case center = {
            .file = "tests/verify/one_queue.cfg",
            .set = {{"run", "{ hours = [\"08:00\", \"18:00\"]; observe = \"1 d\"; }"},
                    {"run.warm_up", warm_up},
                    {"center.groups.agents.staff", "100"},
                    {"demand.issues.call.voice.talk", "\"1 min\""},
                    {"demand.issues.call.resolution", "{ voice = 0.6; }"},
                    {"center.knowledge", cases[j].knowledge},
                    {"center.groups.agents.knowledge", cases[j].group}},
            .seed = 1501,
            .replications = 4,
        };
        const verify_claim claims[] = {
            {"handle_time", "center", cases[j].handle_time, .001},
            {"resolution_first", "center", cases[j].resolution, .06},
        };
        VERIFY(&center, claims);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_effect_grows_by_the_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "tests/second/random_script.h"

#include "sim/random.h"
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define MOST 20 /* changes */

typedef struct draws {
    sim_key key;
    uint64_t n;
} draws;

static double
uniform(draws *self)
{
    const sim_name name = {0, 0, 0};
    return sim_uniform(sim_random_block(self->key, name, self->n++).word[0]);
}

static int
below(draws *self, int n)
{
    return (int)(uniform(self) * n);
}

static double
one_of(draws *self, const double *value, int n)
{
    return value[below(self, n)];
}
#define ONE_OF(self, ...)                                                                          \
    one_of(self, (const double[]){__VA_ARGS__},                                                    \
           (int)(sizeof((const double[]){__VA_ARGS__}) / sizeof(double)))

static const cc_control known[] = {
    CC_CONTROL_VOLUME,   CC_CONTROL_ARRIVALS,  CC_CONTROL_OPEN,  CC_CONTROL_PRIORITY,
    CC_CONTROL_CONTAINS, CC_CONTROL_TARGET,    CC_CONTROL_WORKS, CC_CONTROL_ANNOUNCES,
    CC_CONTROL_MESSAGES, CC_CONTROL_CONNECTED,
};
#define N_KNOWN ((int)(sizeof(known) / sizeof(*known)))

bool
random_script_has(cc_control what)
{
    bool has = false;
    for (int j = 0; j < N_KNOWN; j++) {
        has |= known[j] == what;
    }
    return has;
}

static double
draw_value(draws *u, cc_control what)
{
    switch (what) {
    case CC_CONTROL_VOLUME:
    case CC_CONTROL_ARRIVALS:
        return ONE_OF(u, 0, 0.5, 1, 1.3, 2);
    case CC_CONTROL_OPEN:
        return ONE_OF(u, 0, 0, 1);
    case CC_CONTROL_PRIORITY:
        return ONE_OF(u, -1, 0, 1, 2.5, 7);
    case CC_CONTROL_TARGET:
        return ONE_OF(u, 0, 15, 90.5, 4000, NAN);
    case CC_CONTROL_WORKS:
    case CC_CONTROL_CONNECTED:
        return ONE_OF(u, 0, 0, 1, NAN);
    case CC_CONTROL_ANNOUNCES:
        return ONE_OF(u, 0, 0, 1);
    case CC_CONTROL_MESSAGES:
        return ONE_OF(u, 0, 17, 140, NAN);
    case CC_CONTROL_CONTAINS:
        return ONE_OF(u, 0, 0.3, 0.9, 1, NAN);
    default:
        return NAN;
    }
}

/* At any moment, or at one at which much else happens. */
static double
draw_time(draws *u, const cc_run *run)
{
    const double time = uniform(u) * (run->warm_up + run->observe + run->follow_up);
    return below(u, 4) == 0 ? floor(time / run->interval) * run->interval : time;
}

bool
random_script_may_have(const cc_scenario *scenario, cc_control what)
{
    bool any = false;
    for (int which = 0; which < cc_control_n(scenario, what) && !any; which++) {
        any = cc_control_rule(scenario, &(cc_change){0, what, which, 1}) == NULL;
    }
    return any;
}

static cc_change
draw_change(draws *u, const cc_scenario *scenario, double time)
{
    cc_change change = {.time = time};
    do {
        change.what = known[below(u, N_KNOWN)];
    } while (!random_script_may_have(scenario, change.what));
    do {
        change.which = below(u, cc_control_n(scenario, change.what));
        change.value = draw_value(u, change.what);
    } while (cc_control_rule(scenario, &change) != NULL);
    return change;
}

void
random_script_make(cc_script *self, const cc_scenario *scenario, uint64_t k)
{
    draws u = {.key = {k, 4711}, .n = 0};
    *self = (cc_script){NULL, 0, 0};
    double time = 0;
    for (int n = 1 + below(&u, MOST); n > 0; n--) {
        time = below(&u, 8) == 0 ? time : draw_time(&u, &scenario->run);
        assert_int_equal(cc_script_add(self, draw_change(&u, scenario, time)), SIM_OK);
    }
}

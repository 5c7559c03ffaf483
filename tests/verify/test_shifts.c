/* Staff that rises and falls while callers come and go: the state is the number in talk with an
 * agent on shift or waiting, and the number in talk with one whose shift has ended. Its transient
 * distribution by Runge-Kutta steps, from an empty center at opening. */
#include "tests/support/verify.h"

#include <stdlib.h>
#include <string.h>

#define MOST 90 /* on shift or waiting: more have a probability below 1e-12 */
#define LATE 13 /* with an agent whose shift has ended; at most 12 */
#define N_STATES (MOST * LATE)

static const double arrival = 4, service = .5, leaving = .5; /* a minute */
static const int shift[] = {12, 6, 10, 4};

static double *
at(double *p, int n, int late)
{
    return &p[n * LATE + late];
}

static void
change(double *rate, double *p, int staff)
{
    memset(rate, 0, N_STATES * sizeof(*rate));
    for (int n = 0; n < MOST; n++) {
        for (int late = 0; late < LATE; late++) {
            const double x = *at(p, n, late);
            const double down = (n < staff ? n * service : staff * service + (n - staff) * leaving);
            if (n + 1 < MOST) {
                *at(rate, n, late) -= arrival * x;
                *at(rate, n + 1, late) += arrival * x;
            }
            if (n > 0) {
                *at(rate, n, late) -= down * x;
                *at(rate, n - 1, late) += down * x;
            }
            if (late > 0) {
                *at(rate, n, late) -= late * service * x;
                *at(rate, n, late - 1) += late * service * x;
            }
        }
    }
}

/* More agents: those about to go stay, with their calls. Fewer: busy ones finish and go. */
static void
change_shift(double *p, int before, int after)
{
    double *next = calloc(N_STATES, sizeof(*next));
    assert_non_null(next);
    for (int n = 0; n < MOST; n++) {
        for (int late = 0; late < LATE; late++) {
            const int busy = n < before ? n : before, more = after - before;
            const int stay = more > 0       ? (late < more ? late : more)
                             : busy > after ? after - busy
                                            : 0;
            const int m = n + stay < MOST ? n + stay : MOST - 1;
            *at(next, m, late - stay) += *at(p, n, late);
        }
    }
    memcpy(p, next, N_STATES * sizeof(*p));
    free(next);
}

typedef struct areas {
    double waiting, busy, late; /* minutes */
} areas;

static areas
exact(void)
{
    const double dt = .02; /* min */
    double *p = calloc(6 * N_STATES, sizeof(*p));
    assert_non_null(p);
    double *k[4] = {p + N_STATES, p + 2 * N_STATES, p + 3 * N_STATES, p + 4 * N_STATES};
    double *trial = p + 5 * N_STATES;
    areas sum = {0};
    *at(p, 0, 0) = 1;
    for (int j = 0; j < 4; j++) {
        const int staff = shift[j];
        change_shift(p, j == 0 ? 0 : shift[j - 1], staff);
        for (int step = 0; step < 1500; step++) {
            const double part[4] = {0, dt / 2, dt / 2, dt};
            for (int stage = 0; stage < 4; stage++) {
                for (int s = 0; s < N_STATES; s++) {
                    trial[s] = p[s] + (stage > 0 ? part[stage] * k[stage - 1][s] : 0);
                }
                change(k[stage], trial, staff);
            }
            for (int n = 0; n < MOST; n++) {
                for (int late = 0; late < LATE; late++) {
                    const int s = n * LATE + late;
                    const double middle = p[s] + dt / 2 * k[0][s],
                                 waiting = n > staff ? n - staff : 0;
                    sum.waiting += dt * waiting * middle;
                    sum.busy += dt * (n - waiting + late) * middle;
                    sum.late += dt * late * middle;
                    p[s] += dt / 6 * (k[0][s] + 2 * k[1][s] + 2 * k[2][s] + k[3][s]);
                }
            }
        }
    }
    free(p);
    return sum;
}

static void
staff_changes_while_callers_wait_and_talk(void **state)
{
    (void)state;
    const verify_case center = {
        .file = "tests/verify/shifts.cfg", .seed = 1801, .replications = 20000};
    const areas sum = exact();
    const double span = 600; /* observed from midnight to closing, min */
    const verify_claim claims[] = {
        {"level_waiting", "center", sum.waiting / span, .01},
        {"agents_busy", "center", sum.busy / span, .01},
        {"hours_overtime", "center", sum.late / 60, .03},
    };
    VERIFY(&center, claims);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(staff_changes_while_callers_wait_and_talk),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

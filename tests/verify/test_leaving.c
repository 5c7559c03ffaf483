/* Who leaves when fewer are needed. Three agents in a queue's service: the state is the idle ones in
 * the order in which they became idle, or how many callers wait. Its transient distribution by
 * Runge-Kutta steps: half an hour with one agent, ten minutes with three, of whom one then goes. */
#include "tests/support/verify.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define N_SEATS 3
#define N_LISTS 64 /* digits of base 4, first idle first: seat + 1, 0: no more */
#define MOST 40    /* waiting */
#define N_STATES (N_LISTS + MOST)

static const double arrival = 3. / 60, service = 1. / 20; /* a minute */

static int
length(int list)
{
    return list == 0 ? 0 : 1 + length(list / 4);
}

static bool
holds(int list, int seat)
{
    return list != 0 && (list % 4 == seat + 1 || holds(list / 4, seat));
}

static int
with_last(int list, int seat)
{
    int place = 1;
    for (int j = 0; j < length(list); j++) {
        place *= 4;
    }
    return list + place * (seat + 1);
}

/* A list, or nobody is idle and so many wait. */
static int
state_of(int list, int n_waiting)
{
    return n_waiting > 0 ? N_LISTS + n_waiting - 1 : list;
}

/* An agent has nothing in hand: it takes who waits first, or is idle. */
static int
after_freeing(int state, int seat)
{
    return state >= N_LISTS ? state_of(0, state - N_LISTS)
           : state == 0     ? with_last(0, seat)
                            : with_last(state, seat);
}

static bool
is_possible(int state, int n_seats)
{
    if (state >= N_LISTS) {
        return true;
    }
    bool seen[4] = {false};
    for (int list = state; list != 0; list /= 4) {
        const int digit = list % 4;
        if (digit == 0 || digit > n_seats || seen[digit]) {
            return false;
        }
        seen[digit] = true;
    }
    return true;
}

static void
change(double *rate, const double *p, int n_seats)
{
    memset(rate, 0, N_STATES * sizeof(*rate));
    for (int s = 0; s < N_STATES; s++) {
        if (!is_possible(s, n_seats) || p[s] == 0) {
            continue;
        }
        const int n_waiting = s < N_LISTS ? 0 : s - N_LISTS + 1;
        const int list = s < N_LISTS ? s : 0;
        if (n_waiting + 1 < MOST) {
            rate[s] -= arrival * p[s];
            rate[list == 0 ? state_of(0, n_waiting + 1) : list / 4] += arrival * p[s];
        }
        for (int seat = 0; seat < n_seats; seat++) {
            if (!holds(list, seat)) {
                rate[s] -= service * p[s];
                rate[after_freeing(s, seat)] += service * p[s];
            }
        }
    }
}

static void
pass(double *p, int n_seats, double minutes)
{
    const double dt = .02;
    double k[4][N_STATES], trial[N_STATES];
    for (int step = 0; step < (int)(minutes / dt + .5); step++) {
        const double part[4] = {0, dt / 2, dt / 2, dt};
        for (int stage = 0; stage < 4; stage++) {
            for (int s = 0; s < N_STATES; s++) {
                trial[s] = p[s] + (stage > 0 ? part[stage] * k[stage - 1][s] : 0);
            }
            change(k[stage], trial, n_seats);
        }
        for (int s = 0; s < N_STATES; s++) {
            p[s] += dt / 6 * (k[0][s] + 2 * k[1][s] + 2 * k[2][s] + k[3][s]);
        }
    }
}

static void
come(double *p, int seat)
{
    double next[N_STATES] = {0};
    for (int s = 0; s < N_STATES; s++) {
        if (p[s] > 0) {
            next[after_freeing(s, seat)] += p[s];
        }
    }
    memcpy(p, next, sizeof(next));
}

/* P(seat is busy) as one of the three goes; of seat 3: that all are. */
static void
busy_at_the_fall(double *busy)
{
    double p[N_STATES] = {0};
    p[with_last(0, 0)] = 1;
    pass(p, 1, 30);
    come(p, 1);
    come(p, 2);
    pass(p, N_SEATS, 10);
    for (int s = 0; s < N_STATES; s++) {
        for (int seat = 0; seat < N_SEATS; seat++) {
            busy[seat] += s < N_LISTS && holds(s, seat) ? 0 : p[s];
        }
        busy[N_SEATS] += s == 0 || s >= N_LISTS ? p[s] : 0;
    }
}

static void
who_goes_has_work_in_hand_as_often_as_the_chain_says(void **state)
{
    (void)state;
    double busy[N_SEATS + 1] = {0};
    busy_at_the_fall(busy);
    const struct {
        const char *leaves;
        double p;
    } rule[] = {
        {"idle-first", busy[N_SEATS]},
        {"random", (busy[0] + busy[1] + busy[2]) / 3},
        {"longest-on-duty", busy[0]},
        {"roster", busy[2]},
    };
    for (size_t j = 0; j < sizeof(rule) / sizeof(*rule); j++) {
        const verify_case finish = {.file = "tests/verify/leaving.cfg",
                                    .set = {{"center.groups.agents.leaves", rule[j].leaves}},
                                    .seed = 9001 + j,
                                    .replications = 4000};
        const double late = (1 - exp(-140 * service)) / service / 60; /* h, until observe ends */
        const verify_claim overtime[] = {{"hours_overtime", "center", rule[j].p * late, .5},
                                         {"interrupted", "center", 0, 0}};
        VERIFY(&finish, overtime);
        const verify_case interrupt = {.file = "tests/verify/leaving.cfg",
                                       .set = {{"center.groups.agents.leaves", rule[j].leaves},
                                               {"center.routing.shift_end", "interrupt"}},
                                       .seed = 9011 + j,
                                       .replications = 4000};
        const verify_claim interrupted[] = {{"interrupted", "center", rule[j].p, .3},
                                            {"hours_overtime", "center", 0, 0}};
        VERIFY(&interrupt, interrupted);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_goes_has_work_in_hand_as_often_as_the_chain_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

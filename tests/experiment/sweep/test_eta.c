/* What is left of sweeps whose points cost differently, on a made-up clock with several workers. */
#include "experiment/sweep/eta.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#define MAX_WORKERS 64

typedef struct stream {
    const char *name;
    size_t points;
    uint64_t replications; /* of each */
    uint64_t chunk;        /* the most of a chunk */
    int workers;
    double (*cost)(size_t point, size_t n); /* s of a replication */
} stream;

static double
equal(size_t point, size_t n)
{
    (void)point;
    (void)n;
    return 0.01;
}

/* Tenfold from the first to the last: volume is the slowest factor of a grid. */
static double
rising(size_t point, size_t n)
{
    return 0.001 * (1 + 9 * (double)point / (double)n);
}

static double
falling(size_t point, size_t n)
{
    return rising(n - 1 - point, n);
}

/* A grid of ten by many: the fastest factor matters most. */
static double
saw(size_t point, size_t n)
{
    (void)n;
    return 0.001 * pow(1.5, (double)(point % 10));
}

/* Two scenarios in turn: a small center and one of forty times its size. */
static double
in_turn(size_t point, size_t n)
{
    (void)n;
    return point % 2 == 0 ? 0.001 : 0.04;
}

/* The last fifth is overloaded. */
static double
jump(size_t point, size_t n)
{
    return point * 5 < n * 4 ? 0.002 : 0.03;
}

/* Without any order: lognormal-like, by a hash. */
static double
wild(size_t point, size_t n)
{
    (void)n;
    uint64_t x = (point + 1) * 0x9E3779B97F4A7C15U;
    x ^= x >> 31;
    x *= 0xBF58476D1CE4E5B9U;
    x ^= x >> 29;
    return 0.001 * exp(2 * (double)(x >> 11) * 0x1p-53);
}

/* Runs it; `said`: what was said would be left when a share of the time had passed; `truth`: what was. */
static void
play(const stream *self, double share, double *said, double *truth)
{
    double total = 0;
    *said = NAN;
    for (int pass = 0; pass < 2; pass++) { /* the first finds how long it takes */
        xp_eta eta = {0};
        uint64_t left = self->points * self->replications;
        double free_at[MAX_WORKERS] = {0}, end = 0;
        struct {
            size_t point;
            uint64_t n;
            double seconds;
        } hand[MAX_WORKERS] = {0};
        size_t next = 0;
        uint64_t done = 0;
        bool asked = false;
        for (;;) {
            int w = -1;
            for (int j = 0; j < self->workers; j++) {
                if ((hand[j].n > 0 || next < self->points) && (w < 0 || free_at[j] < free_at[w])) {
                    w = j;
                }
            }
            if (w < 0) {
                break;
            }
            const double now = free_at[w];
            if (pass == 1 && !asked && now >= share * total) {
                asked = true;
                *said = xp_eta_seconds(&eta, self->workers, (double)left, now);
                *truth = total - now;
            }
            if (hand[w].n > 0) {
                xp_eta_add(&eta, hand[w].n, hand[w].seconds);
                left -= hand[w].n;
                hand[w].n = 0;
                end = now;
            }
            if (next < self->points) {
                const size_t point = xp_eta_order(next, self->points);
                const uint64_t n = self->replications - done < self->chunk
                                       ? self->replications - done
                                       : self->chunk;
                hand[w].point = point;
                hand[w].n = n;
                hand[w].seconds = (double)n * self->cost(point, self->points);
                free_at[w] = now + hand[w].seconds;
                done += n;
                if (done == self->replications) {
                    next++;
                    done = 0;
                }
            }
        }
        assert_true(xp_eta_seconds(&eta, self->workers, (double)left, end) == 0);
        total = end;
    }
}

/* s of a chunk */
static double
longest(const stream *self)
{
    double most = 0;
    for (size_t p = 0; p < self->points; p++) {
        most = fmax(most, self->cost(p, self->points));
    }
    return most * (double)self->chunk;
}

static void
a_tenth_of_the_work_tells_the_rest_within_a_fifth(void **state)
{
    (void)state;
    static const stream streams[] = {
        {"equal", 100, 20, 20, 1, equal},
        {"equal, 8", 100, 20, 20, 8, equal},
        {"equal, one point", 1, 1000, 10, 2, equal},
        {"rising", 100, 20, 20, 1, rising},
        {"rising, 2", 400, 10, 10, 2, rising},
        {"rising, 16", 1000, 10, 10, 16, rising},
        {"falling", 100, 20, 20, 1, falling},
        {"falling, 8", 1000, 10, 10, 8, falling},
        {"saw", 400, 20, 20, 1, saw},
        {"saw, 8", 1000, 10, 10, 8, saw},
        {"in turn", 100, 20, 20, 2, in_turn},
        {"in turn, 64", 10000, 10, 10, 64, in_turn},
        {"jump", 200, 20, 20, 2, jump},
        {"jump, 8", 2000, 20, 20, 8, jump},
        {"wild", 500, 10, 10, 2, wild},
        {"wild, 8", 10000, 2, 2, 8, wild},
    };
    for (size_t j = 0; j < sizeof(streams) / sizeof(streams[0]); j++) {
        double said = NAN, truth = NAN;
        for (double share = 0.1; share < 0.95; share += 0.1) {
            play(&streams[j], share, &said, &truth);
            /* who ends last may have begun just now */
            const double chunk = share > 0.15 ? longest(&streams[j]) : 0;
            if (!(fabs(said - truth) <= 0.2 * truth + chunk)) {
                fail_msg("%s: after %.0f %%: %.3f s said, %.3f s true", streams[j].name,
                         100 * share, said, truth);
            }
        }
    }
}

static void
what_is_done_tells_what_is_left(void **state)
{
    (void)state;
    xp_eta eta = {0};
    assert_true(xp_eta_seconds(&eta, 1, 0, 0) == 0);
    assert_true(isnan(xp_eta_seconds(&eta, 1, 100, 1)));
    xp_eta_add(&eta, 0, 0.01); /* a scenario was loaded */
    assert_true(isnan(xp_eta_seconds(&eta, 1, 100, 1)));
    eta = (xp_eta){0};
    xp_eta_add(&eta, 50, 5);
    assert_float_equal(xp_eta_seconds(&eta, 1, 50, 5), 5, 1e-9);
    assert_float_equal(xp_eta_seconds(&eta, 1, 150, 5), 15, 1e-9);
    assert_true(xp_eta_seconds(&eta, 1, 50, 7) < 5); /* 2 s of the next chunk are done */
    assert_true(xp_eta_seconds(&eta, 1, 0, 7) == 0);
}

static void
every_point_has_its_turn(void **state)
{
    (void)state;
    static const size_t sizes[] = {1,  2,  3,  4,   5,   6,    7,    8,    10,
                                   12, 30, 97, 100, 360, 1000, 9999, 10000};
    for (size_t k = 0; k < sizeof(sizes) / sizeof(sizes[0]); k++) {
        bool *seen = calloc(sizes[k], sizeof(*seen));
        assert_non_null(seen);
        for (size_t j = 0; j < sizes[k]; j++) {
            const size_t point = xp_eta_order(j, sizes[k]);
            assert_in_range(point, 0, sizes[k] - 1);
            assert_false(seen[point]);
            seen[point] = true;
        }
        free(seen);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_tenth_of_the_work_tells_the_rest_within_a_fifth),
        cmocka_unit_test(what_is_done_tells_what_is_left),
        cmocka_unit_test(every_point_has_its_turn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

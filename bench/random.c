/* The named generator by blocks and as a stream, and the inversion of a rate. */
#include "sim/random.h"
#include "bench/bench.h"
#include "sim/rate.h"

#include <math.h>
#include <stdlib.h>

/* Nothing to make ready. */
static void *
no_setup(const bench_case *is, char *why)
{
    (void)why;
    (void)is;
    return calloc(1, 1);
}

static double
block_body(void *state, double items)
{
    (void)state;
    uint64_t sum = 0;
    for (uint64_t k = 0; k < (uint64_t)items; k++) {
        const sim_block u = sim_random_block((sim_key){1, 2}, (sim_name){3, k, 0}, 0);
        sum += u.word[0] ^ u.word[1] ^ u.word[2] ^ u.word[3];
    }
    bench_sink = (double)sum;
    return (double)(uint64_t)items;
}

/* Each named by what the last one gave, so that they cannot overlap. */
static double
chained_body(void *state, double items)
{
    (void)state;
    uint64_t word = 0;
    for (uint64_t k = 0; k < (uint64_t)items; k++) {
        word = sim_random_block((sim_key){1, 2}, (sim_name){3, word, 0}, 0).word[0];
    }
    bench_sink = (double)word;
    return (double)(uint64_t)items;
}

static double
stream_body(void *state, double items)
{
    (void)state;
    sim_stream stream = sim_stream_make((sim_key){1, 2}, (sim_name){3, 4, 5});
    double sum = 0;
    for (uint64_t k = 0; k < (uint64_t)items; k++) {
        sum += sim_uniform(sim_stream_next(&stream));
    }
    bench_sink = sum;
    return (double)(uint64_t)items;
}

#define PIECES 48

static void *
rate_setup(const bench_case *is, char *why)
{
    (void)why;
    sim_rate_piece *piece = calloc(PIECES, sizeof(*piece));
    for (int j = 0; piece != NULL && j < PIECES; j++) {
        const double level = .2 + .1 * (j * 7 % 11);
        piece[j] = (sim_rate_piece){1800. * j, 1800. * (j + 1), level, level * is->parameter[0]};
    }
    return piece;
}

static double
rate_body(void *state, double items)
{
    const sim_rate rate = {state, PIECES};
    const double total = sim_rate_cumulative(&rate, INFINITY);
    sim_rate_cursor cursor = {0, 0};
    double sum = 0, level = 0;
    for (uint64_t k = 0; k < (uint64_t)items; k++) {
        level += .7;
        if (level > total) { /* the next day */
            level -= total;
            cursor = (sim_rate_cursor){0, 0};
        }
        sum += sim_rate_invert(&rate, NULL, &cursor, level);
    }
    bench_sink = sum;
    return (double)(uint64_t)items;
}

#define RANDOM(label, of, how_many, ready, does, number)                                           \
    {                                                                                              \
        .name = label, .unit = of, .items = how_many, .setup = ready, .body = does, .free = free,  \
        .parameter = {                                                                             \
            number                                                                                 \
        }                                                                                          \
    }

const bench_case bench_random[] = {
    RANDOM("random/block", "block", 4e6, no_setup, block_body, 0),
    RANDOM("random/block/chained", "block", 4e6, no_setup, chained_body, 0),
    RANDOM("random/stream", "uniform", 1e7, no_setup, stream_body, 0),
    RANDOM("rate/constant", "point", 4e6, rate_setup, rate_body, 1),
    RANDOM("rate/linear", "point", 4e6, rate_setup, rate_body, 2),
    {0},
};

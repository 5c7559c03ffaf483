#include "sim/random.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_statistics.h>
#include <math.h>
#include <string.h>

/* kat_vectors of Random123 1.09, lines "philox4x64 10": counter, key, answer. */
static void
the_published_vectors_are_reproduced(void **state)
{
    (void)state;
    static const struct {
        uint64_t counter[4], key[2], answer[4];
    } vectors[] = {
        {{0, 0, 0, 0},
         {0, 0},
         {0x16554d9eca36314c, 0xdb20fe9d672d0fdc, 0xd7e772cee186176b, 0x7e68b68aec7ba23b}},
        {{UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX},
         {UINT64_MAX, UINT64_MAX},
         {0x87b092c3013fe90b, 0x438c3c67be8d0224, 0x9cc7d7c69cd777b6, 0xa09caebf594f0ba0}},
        {{0x243f6a8885a308d3, 0x13198a2e03707344, 0xa4093822299f31d0, 0x082efa98ec4e6c89},
         {0x452821e638d01377, 0xbe5466cf34e90c6c},
         {0xa528f45403e61d95, 0x38c72dbd566e9788, 0xa5a1610e72fd18b5, 0x57bd43b5e52b7fe6}},
    };
    for (size_t j = 0; j < sizeof(vectors) / sizeof(vectors[0]); j++) {
        const uint64_t *c = vectors[j].counter, *k = vectors[j].key;
        const sim_block block = sim_random_block((sim_key){.seed = k[0], .replication = k[1]},
                                                 (sim_name){c[0], c[1], c[2]}, c[3]);
        assert_memory_equal(block.word, vectors[j].answer, sizeof(block.word));
    }
}

static void
uniforms_never_reach_0_or_1(void **state)
{
    (void)state;
    assert_true(sim_uniform(0) == 0x1p-53);
    assert_true(sim_uniform(UINT64_MAX) == 1 - 0x1p-53);
    assert_true(sim_uniform(UINT64_C(1) << 63) > 0.5);
    assert_true(sim_uniform((UINT64_C(1) << 63) - 1) < 0.5);
}

static void
a_stream_gives_the_words_of_its_blocks_in_order(void **state)
{
    (void)state;
    const sim_key key = {7, 11};
    const sim_name name = {1, 2, 3};
    sim_stream stream = sim_stream_make(key, name);
    for (uint64_t j = 0; j < 40; j++) {
        assert_true(sim_stream_next(&stream) == sim_random_block(key, name, j / 4).word[j % 4]);
    }
}

/* Walks of names as a simulation makes them: one field counts, the others stay. */
typedef sim_block walk(uint64_t j);

static sim_block
by_owner(uint64_t j)
{
    return sim_random_block((sim_key){1, 0}, (sim_name){1, j, 0}, 0);
}

static sim_block
by_purpose(uint64_t j)
{
    return sim_random_block((sim_key){1, 0}, (sim_name){j, 0, 0}, 0);
}

static sim_block
by_ordinal(uint64_t j)
{
    return sim_random_block((sim_key){1, 0}, (sim_name){1, 0, j}, 0);
}

static sim_block
by_block(uint64_t j)
{
    return sim_random_block((sim_key){1, 0}, (sim_name){1, 0, 0}, j);
}

static sim_block
by_seed(uint64_t j)
{
    return sim_random_block((sim_key){j, 0}, (sim_name){1, 0, 0}, 0);
}

static sim_block
by_replication(uint64_t j)
{
    return sim_random_block((sim_key){1, j}, (sim_name){1, 0, 0}, 0);
}

static walk *const walks[] = {by_owner, by_purpose, by_ordinal, by_block, by_seed, by_replication};
enum { N_WALKS = sizeof(walks) / sizeof(walks[0]), N_STEPS = 50000, CELLS = 100 };

static void
each_walk_of_names_is_uniform(void **state)
{
    (void)state;
    for (size_t k = 0; k < N_WALKS; k++) {
        for (size_t w = 0; w < 4; w++) {
            static double u[N_STEPS];
            double count[CELLS] = {0}, chi_square = 0;
            for (uint64_t j = 0; j < N_STEPS; j++) {
                u[j] = sim_uniform(walks[k](j).word[w]);
                count[(size_t)(u[j] * CELLS)]++;
            }
            for (size_t c = 0; c < CELLS; c++) {
                const double expected = (double)N_STEPS / CELLS, apart = count[c] - expected;
                chi_square += apart * apart / expected;
            }
            assert_true(fabs(gsl_stats_mean(u, 1, N_STEPS) - 0.5) < 5 * sqrt(1.0 / 12 / N_STEPS));
            /* The fourth central moment of a uniform is 1/80. */
            assert_true(fabs(gsl_stats_variance(u, 1, N_STEPS) - 1.0 / 12) <
                        5 * sqrt((1.0 / 80 - 1.0 / 144) / N_STEPS));
            const double p = gsl_cdf_chisq_Q(chi_square, CELLS - 1);
            assert_true(p > 1e-6 && p < 1 - 1e-6);
        }
    }
}

/* Each word against its neighbours in the block and against the next name's. */
static void
neighbours_are_uncorrelated(void **state)
{
    (void)state;
    for (size_t k = 0; k < N_WALKS; k++) {
        for (size_t w = 0; w < 4; w++) {
            double within = 0, next = 0;
            for (uint64_t j = 0; j < N_STEPS; j++) {
                const sim_block a = walks[k](j), b = walks[k](j + 1);
                const double u = sim_uniform(a.word[w]) - 0.5;
                within += u * (sim_uniform(a.word[(w + 1) % 4]) - 0.5);
                next += u * (sim_uniform(b.word[w]) - 0.5);
            }
            const double bound = 5 / 12.0 * sqrt(N_STEPS);
            assert_true(fabs(within) < bound);
            assert_true(fabs(next) < bound);
        }
    }
}

static void
each_bit_of_a_name_changes_half_of_the_words_bits(void **state)
{
    (void)state;
    for (unsigned field = 0; field < 6; field++) {
        double changed = 0;
        const unsigned n_names = 50;
        for (uint64_t j = 0; j < n_names; j++) {
            for (unsigned bit = 0; bit < 64; bit++) {
                uint64_t f[6] = {1, 2, 3, j, 4, 5};
                const sim_block a =
                    sim_random_block((sim_key){f[0], f[1]}, (sim_name){f[2], f[3], f[4]}, f[5]);
                f[field] ^= UINT64_C(1) << bit;
                const sim_block b =
                    sim_random_block((sim_key){f[0], f[1]}, (sim_name){f[2], f[3], f[4]}, f[5]);
                for (size_t w = 0; w < 4; w++) {
                    for (uint64_t x = a.word[w] ^ b.word[w]; x != 0; x &= x - 1) {
                        changed++;
                    }
                }
            }
        }
        const double n = 64.0 * 256 * n_names;
        assert_true(fabs(changed - 0.5 * n) < 5 * sqrt(0.25 * n));
    }
}

static void
a_mirrored_key_has_the_complement_of_every_word(void **state)
{
    (void)state;
    const sim_key key = {7, 123456};
    const sim_rounds plain = sim_rounds_of(key);
    const sim_rounds mirrored = sim_rounds_of((sim_key){key.seed, key.replication | SIM_MIRRORED});
    for (uint64_t owner = 0; owner < 1000; owner++) {
        const sim_name name = {3, owner, owner % 7};
        const sim_block one = sim_random_block(key, name, owner % 5);
        const sim_block same = sim_rounds_block(&plain, name, owner % 5);
        const sim_block other = sim_rounds_block(&mirrored, name, owner % 5);
        for (int w = 0; w < 4; w++) {
            assert_int_equal(same.word[w], one.word[w]);
            assert_int_equal(other.word[w], ~one.word[w]);
            const double sum = sim_uniform(one.word[w]) + sim_uniform(other.word[w]);
            assert_memory_equal(&sum, &(double){1}, sizeof(sum));
        }
    }
    uint64_t a[4 * SIM_WORDS], b[4 * SIM_WORDS];
    sim_rounds_owners(&plain, (sim_name){3, 0, 0}, a, SIM_WORDS);
    sim_rounds_owners(&mirrored, (sim_name){3, 0, 0}, b, SIM_WORDS);
    for (int j = 0; j < 4 * SIM_WORDS; j++) {
        assert_int_equal(a[j], ~b[j]);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_published_vectors_are_reproduced),
        cmocka_unit_test(uniforms_never_reach_0_or_1),
        cmocka_unit_test(a_stream_gives_the_words_of_its_blocks_in_order),
        cmocka_unit_test(each_walk_of_names_is_uniform),
        cmocka_unit_test(neighbours_are_uncorrelated),
        cmocka_unit_test(a_mirrored_key_has_the_complement_of_every_word),
        cmocka_unit_test(each_bit_of_a_name_changes_half_of_the_words_bits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "sim/pool.h"
#include "sim/random.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static void
records_are_taken_from_zero_up_and_lately_given_first(void **state)
{
    (void)state;
    sim_pool pool;
    assert_int_equal(sim_pool_init(&pool, 12, 4), 0);
    for (uint32_t j = 0; j < 4; j++) {
        assert_int_equal(sim_pool_take(&pool), j);
    }
    sim_pool_give(&pool, 1);
    sim_pool_give(&pool, 3);
    assert_int_equal(sim_pool_take(&pool), 3);
    assert_int_equal(sim_pool_take(&pool), 1);
    assert_int_equal(sim_pool_take(&pool), 4); /* grows */
    assert_int_equal(pool.n_taken, 5);
    assert_int_equal(pool.capacity, 8);
    sim_pool_free(&pool);
}

/* Each record holds a value that only its owner writes. */
static void
records_keep_their_contents_while_others_come_and_go(void **state)
{
    (void)state;
    enum { N = 3000 };
    typedef struct record {
        uint64_t value[3];
    } record;
    static uint32_t held[N];
    static uint64_t value[N];
    sim_pool pool;
    assert_int_equal(sim_pool_init(&pool, sizeof(record), 1), 0);
    sim_stream stream = sim_stream_make((sim_key){1, 0}, (sim_name){0, 0, 0});
    uint32_t n = 0, most = 0;
    for (int step = 0; step < 50000; step++) {
        const uint64_t word = sim_stream_next(&stream);
        if (n == 0 || (n < N && word % 100 < 53)) {
            const uint32_t j = sim_pool_take(&pool);
            assert_true(j != SIM_POOL_NONE);
            record *r = sim_pool_at(&pool, j);
            *r = (record){{word, word + 1, word + 2}};
            held[n] = j;
            value[n++] = word;
            most = n > most ? n : most;
        } else {
            const uint32_t k = (uint32_t)(word >> 32) % n;
            const record *r = sim_pool_at(&pool, held[k]);
            for (uint32_t i = 0; i < 3; i++) {
                assert_true(r->value[i] == value[k] + i);
            }
            sim_pool_give(&pool, held[k]);
            held[k] = held[--n];
            value[k] = value[n];
        }
        assert_int_equal(pool.n_taken, n);
    }
    assert_int_equal(pool.n_touched, most); /* no more than were held at once */
    assert_true(most > 1000);
    sim_pool_free(&pool);
}

static void
a_reset_pool_begins_again_in_the_same_memory(void **state)
{
    (void)state;
    sim_pool pool;
    assert_int_equal(sim_pool_init(&pool, 64, 0), 0);
    for (uint32_t j = 0; j < 100; j++) {
        assert_int_equal(sim_pool_take(&pool), j);
    }
    sim_pool_give(&pool, 50);
    const unsigned char *memory = pool.memory;
    sim_pool_reset(&pool);
    for (uint32_t j = 0; j < 100; j++) {
        assert_int_equal(sim_pool_take(&pool), j);
    }
    assert_ptr_equal(pool.memory, memory);
    assert_int_equal((uintptr_t)memory % 64, 0);
    sim_pool_free(&pool);
    sim_pool_free(&pool); /* again does no harm */
}

static void
no_memory_is_no_record(void **state)
{
    (void)state;
    sim_pool pool;
    assert_int_equal(sim_pool_init(&pool, 0, 1), SIM_ERR_PARAM);
    assert_int_equal(sim_pool_init(&pool, 8, UINT32_MAX), SIM_ERR_PARAM);
    assert_int_equal(sim_pool_init(&pool, SIZE_MAX / 4, 3), SIM_ERR_NOMEM);
    sim_pool_free(&pool);
    assert_int_equal(sim_pool_init(&pool, 8, 1), 0);
    assert_int_equal(sim_pool_take(&pool), 0);
    pool.record_size = SIZE_MAX / 2; /* so that two of them are too many */
    assert_int_equal(sim_pool_take(&pool), SIM_POOL_NONE);
    pool.capacity = SIM_POOL_NONE - 1; /* the last that has an index */
    assert_int_equal(sim_pool_grow(&pool), SIM_ERR_LIMIT);
    sim_pool_free(&pool);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(records_are_taken_from_zero_up_and_lately_given_first),
        cmocka_unit_test(records_keep_their_contents_while_others_come_and_go),
        cmocka_unit_test(a_reset_pool_begins_again_in_the_same_memory),
        cmocka_unit_test(no_memory_is_no_record),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "sim/hash.h"
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* The eight bytes of "foobar" and two zeros. */
static void
the_hash_is_fnv_1a(void **state)
{
    (void)state;
    uint64_t expected = UINT64_C(0x85944171f73967e8); /* published: of "foobar" */
    for (int j = 0; j < 2; j++) {
        expected *= UINT64_C(0x100000001b3); /* a zero byte */
    }
    assert_true(sim_hash_bytes(sim_hash_start(), "foobar\0", 8) == expected);
    assert_true(sim_hash_integer(sim_hash_start(), UINT64_C(0x00007261626f6f66)) == expected);
}

static void
numbers_without_millionths_have_hashes_of_their_own(void **state)
{
    (void)state;
    const double x[] = {0, NAN, INFINITY, -INFINITY, 4e12, -4e12};
    for (int j = 0; j < 6; j++) {
        for (int k = 0; k < j; k++) {
            assert_true(sim_hash_number(1, x[j]) != sim_hash_number(1, x[k]));
        }
    }
    assert_true(sim_hash_number(1, 1e300) == sim_hash_number(1, INFINITY));
    assert_true(sim_hash_number(1, -0.0) == sim_hash_number(1, 0));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_hash_is_fnv_1a),
        cmocka_unit_test(numbers_without_millionths_have_hashes_of_their_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

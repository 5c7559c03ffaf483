/* cmocka compares floats only. */
#ifndef TESTS_NEAR_H
#define TESTS_NEAR_H

#include <math.h>

#define assert_near(actual, expected, bound)                                                       \
    assert_true(fabs((double)(actual) - (double)(expected)) <= (bound))

#endif

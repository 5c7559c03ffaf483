/* A function in a thread of its own: done when it is, and not before. */
#include "experiment/background.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdatomic.h>
#include <time.h>

typedef struct work {
    atomic_bool may_end;
    int answer;
} work;

static void
a_moment(void)
{
    nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
}

static void
run(void *context)
{
    work *self = context;
    while (!atomic_load(&self->may_end)) {
        a_moment();
    }
    self->answer = 42;
}

static void
it_is_done_when_the_function_is(void **state)
{
    (void)state;
    work it = {.answer = 0};
    xp_background *background = xp_background_begin(run, &it);
    assert_non_null(background);
    a_moment();
    assert_false(xp_background_is_done(background));
    atomic_store(&it.may_end, true);
    for (int j = 0; j < 5000 && !xp_background_is_done(background); j++) {
        a_moment();
    }
    assert_true(xp_background_is_done(background));
    xp_background_end(background);
    assert_int_equal(it.answer, 42);
}

static void
its_end_waits_for_it(void **state)
{
    (void)state;
    work it = {.may_end = true};
    xp_background_end(xp_background_begin(run, &it));
    assert_int_equal(it.answer, 42);
    xp_background_end(NULL);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_done_when_the_function_is),
        cmocka_unit_test(its_end_waits_for_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

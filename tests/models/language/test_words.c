#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "models/language/words.h"
#include <stdio.h>
#include <string.h>

enum { N = 5000 };
static char text[N][16];

static void
words_are_numbered_as_they_are_first_seen(void **state)
{
    (void)state;
    cc_words words = {0};
    for (size_t j = 0; j < N; j++) {
        snprintf(text[j], sizeof(text[j]), "day %zu", j * 7919 % N);
        assert_int_equal(cc_words_number(&words, text[j]), j);
        assert_int_equal(cc_words_number(&words, text[j / 3]), j / 3);
    }
    assert_int_equal(words.n, N);
    for (size_t j = 0; j < N; j++) {
        char copy[16];
        memcpy(copy, text[j], sizeof(copy)); /* elsewhere in memory */
        assert_int_equal(cc_words_number(&words, copy), j);
        assert_ptr_equal(words.word[j], text[j]);
    }
    assert_int_equal(cc_words_number(&words, ""), N);
    assert_int_equal(cc_words_number(&words, ""), N);
    cc_words_free(&words);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_numbered_as_they_are_first_seen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Hints, against the plain way: the whole distance to every name. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "models/language/hint.h"
#include "sim/random.h"
#include <stdbool.h>
#include <string.h>

#define MOST 12 /* letters */

static size_t
least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Optimal string alignment, by its recurrence on suffixes. */
static size_t
distance(const char *a, const char *b)
{
    const size_t n = strlen(a), m = strlen(b);
    size_t d[MOST + 1][MOST + 1];
    for (size_t j = 0; j <= n; j++) {
        for (size_t k = 0; k <= m; k++) {
            if (j == 0 || k == 0) {
                d[j][k] = j + k;
                continue;
            }
            d[j][k] = least(least(d[j - 1][k], d[j][k - 1]) + 1,
                            d[j - 1][k - 1] + (a[j - 1] != b[k - 1]));
            if (j > 1 && k > 1 && a[j - 1] == b[k - 2] && a[j - 2] == b[k - 1]) {
                d[j][k] = least(d[j][k], d[j - 2][k - 2] + 1);
            }
        }
    }
    return d[n][m];
}

static uint64_t
draw(uint64_t trial, uint64_t word)
{
    return sim_random_block((sim_key){7, trial}, (sim_name){1, word, 0}, 0).word[0];
}

static void
word_of(uint64_t trial, uint64_t word, char text[MOST + 1])
{
    const size_t n = (size_t)(draw(trial, word * 100) % (MOST + 1));
    for (size_t j = 0; j < n; j++) {
        text[j] = "abc_1"[draw(trial, word * 100 + 1 + j) % 5];
    }
    text[n] = '\0';
}

static void
the_first_of_the_nearest_is_hinted(void **state)
{
    (void)state;
    int n_near = 0;
    for (uint64_t trial = 0; trial < 3000; trial++) {
        char word[6][MOST + 1];
        for (uint64_t j = 0; j < 6; j++) {
            word_of(trial, j, word[j]);
        }
        const char *nearest = NULL;
        size_t smallest = 0;
        cc_hint hint;
        cc_hint_init(&hint, word[0]);
        for (int j = 1; j < 6; j++) {
            const size_t n = strlen(word[0]), m = strlen(word[j]), longer = n > m ? n : m;
            const size_t shorter = n > m ? m : n;
            const bool begins_alike =
                shorter >= 3 && n != m && strncmp(word[0], word[j], shorter) == 0;
            const size_t d = begins_alike ? 1 : distance(word[0], word[j]);
            if (n > 0 && m > 0 && d <= (longer < 3 ? 1 : longer / 3) &&
                (longer > 3 || word[0][0] == word[j][0]) && (nearest == NULL || d < smallest)) {
                nearest = word[j];
                smallest = d;
            }
            cc_hint_offer(&hint, word[j]);
        }
        assert_ptr_equal(hint.nearest, nearest);
        n_near += nearest != NULL;
    }
    assert_in_range(n_near, 100, 2900);
}

/* What people write for names that there are. */
static void
beginnings_are_near_and_other_first_letters_are_not(void **state)
{
    (void)state;
    static const struct {
        const char *wanted, *name;
        bool is_near;
    } cases[] = {
        {"Lun", "Sun", false},
        {"Mno", "Mon", true},
        {"mon", "Mon", true},
        {"Monday", "Mon", true},
        {"service_level", "service_level_g1", true},
        {"se", "service_level_g1", false},
    };
    for (size_t j = 0; j < sizeof(cases) / sizeof(cases[0]); j++) {
        cc_hint hint;
        cc_hint_init(&hint, cases[j].wanted);
        cc_hint_offer(&hint, cases[j].name);
        if ((hint.nearest != NULL) != cases[j].is_near) {
            fail_msg("%s, %s", cases[j].wanted, cases[j].name);
        }
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_of_the_nearest_is_hinted),
        cmocka_unit_test(beginnings_are_near_and_other_first_letters_are_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

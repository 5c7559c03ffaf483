/* Optimal string alignment distance (insert, delete, replace, swap neighbours), without regard
 * to case; a name is near if at most a third of its letters, and at least one, are wrong. */
#include "models/hint.h"

#include <ctype.h>
#include <string.h>

#define LONGEST 128

static size_t
least(size_t a, size_t b)
{
    return a < b ? a : b;
}

static int
lower(char c)
{
    return tolower((unsigned char)c);
}

static size_t
distance(const char *a, size_t n_a, const char *b, size_t n_b)
{
    size_t row[3][LONGEST + 1];
    size_t *before = row[0], *above = row[1], *now = row[2];
    for (size_t k = 0; k <= n_b; k++) {
        above[k] = k;
    }
    for (size_t j = 1; j <= n_a; j++) {
        now[0] = j;
        for (size_t k = 1; k <= n_b; k++) {
            const size_t wrong = lower(a[j - 1]) != lower(b[k - 1]);
            now[k] = least(above[k - 1] + wrong, least(above[k], now[k - 1]) + 1);
            if (j > 1 && k > 1 && lower(a[j - 1]) == lower(b[k - 2]) &&
                lower(a[j - 2]) == lower(b[k - 1])) {
                now[k] = least(now[k], before[k - 2] + 1);
            }
        }
        size_t *oldest = before;
        before = above;
        above = now;
        now = oldest;
    }
    return above[n_b];
}

void
cc_hint_init(cc_hint *self, const char *wanted)
{
    *self = (cc_hint){.wanted = wanted};
}

void
cc_hint_offer(cc_hint *self, const char *name)
{
    const size_t n = strlen(self->wanted), m = strlen(name);
    if (n == 0 || m == 0 || n > LONGEST || m > LONGEST) {
        return;
    }
    const size_t d = distance(self->wanted, n, name, m);
    const size_t longer = n > m ? n : m;
    if (d > (longer < 3 ? 1 : longer / 3)) {
        return;
    }
    if (self->nearest == NULL || d < self->distance) {
        self->nearest = name;
        self->distance = d;
    }
}

/* Optimal string alignment distance (insert, delete, replace, swap neighbours), without regard
 * to case; a name is near if at most a third of its letters, and at least one, are wrong. Of three
 * letters the first must be right: "Lun" is no "Sun". What begins alike to the end of the shorter
 * ("Monday", "Mon") counts as one letter. */
#include "models/language/hint.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

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

/* Something above limit where it is above: the rows to come are made of the last two, and do not
 * get smaller. */
static size_t
distance(const char *a, size_t n_a, const char *b, size_t n_b, size_t limit)
{
    size_t row[3][LONGEST + 1];
    size_t *before = row[0], *above = row[1], *now = row[2];
    for (size_t k = 0; k <= n_b; k++) {
        above[k] = k;
    }
    size_t smallest_above = 0;
    for (size_t j = 1; j <= n_a; j++) {
        size_t smallest = now[0] = j;
        for (size_t k = 1; k <= n_b; k++) {
            const size_t wrong = lower(a[j - 1]) != lower(b[k - 1]);
            now[k] = least(above[k - 1] + wrong, least(above[k], now[k - 1]) + 1);
            if (j > 1 && k > 1 && lower(a[j - 1]) == lower(b[k - 2]) &&
                lower(a[j - 2]) == lower(b[k - 1])) {
                now[k] = least(now[k], before[k - 2] + 1);
            }
            smallest = least(smallest, now[k]);
        }
        if (least(smallest, smallest_above) > limit) {
            return limit + 1;
        }
        smallest_above = smallest;
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
    const size_t longer = n > m ? n : m, shorter = n > m ? m : n;
    if (longer <= 3 && lower(self->wanted[0]) != lower(name[0])) {
        return;
    }
    size_t limit = longer < 3 ? 1 : longer / 3;
    if (self->nearest != NULL && self->distance <= limit) { /* only a nearer one counts */
        if (self->distance == 0) {
            return;
        }
        limit = self->distance - 1;
    }
    const bool begins_alike = shorter >= 3 && shorter < longer && limit > 0 &&
                              strncasecmp(self->wanted, name, shorter) == 0;
    if (longer - shorter > limit && !begins_alike) {
        return;
    }
    const size_t d = begins_alike ? 1 : distance(self->wanted, n, name, m, limit);
    if (d <= limit) {
        self->nearest = name;
        self->distance = d;
    }
}

#include "models/language/zone.h"

#include "models/language/input.h"
#include "models/language/source.h"
#include "models/language/units.h"
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FOLDER "/usr/share/zoneinfo/"
#define MOST_BYTES ((size_t)1 << 20)
#define HEADER 44 /* bytes */

/* +01:00, -05:30, +0100 */
static bool
parse_offset(const char *name, double *ahead)
{
    const size_t n = strlen(name);
    char digits[5] = "";
    if ((name[0] != '+' && name[0] != '-') || (n != 6 && n != 5) || (n == 6 && name[3] != ':')) {
        return false;
    }
    memcpy(digits, name + 1, 2);
    memcpy(digits + 2, name + n - 2, 2);
    uint64_t value;
    if (!cc_whole_parse(digits, 0, 9999, &value) || value / 100 > 18 || value % 100 > 59) {
        return false;
    }
    *ahead = (double)(value / 100 * 3600 + value % 100 * 60) * (name[0] == '-' ? -1 : 1);
    return true;
}

/* ---- files ---- */

static int64_t
big_endian(const char *bytes, size_t n)
{
    uint64_t value = (bytes[0] & 0x80) != 0 ? UINT64_MAX : 0;
    for (size_t j = 0; j < n; j++) {
        value = value << 8 | (unsigned char)bytes[j];
    }
    return (int64_t)value;
}

typedef struct counts {
    size_t utc, standard, leaps, changes, types, letters;
} counts;

/* Of the header at that place; false: there is none, or not of a size that files have. */
static bool
read_counts(const char *bytes, size_t n, size_t at, counts *out)
{
    if (at + HEADER > n || memcmp(bytes + at, "TZif", 4) != 0) {
        return false;
    }
    size_t v[6];
    for (size_t j = 0; j < 6; j++) {
        v[j] = (size_t)(uint32_t)big_endian(bytes + at + 20 + 4 * j, 4);
        if (v[j] > MOST_BYTES) {
            return false;
        }
    }
    *out = (counts){v[0], v[1], v[2], v[3], v[4], v[5]};
    return out->types > 0;
}

static size_t
length_of(const counts *c, size_t of_time)
{
    return c->changes * (of_time + 1) + c->types * 6 + c->letters + c->leaps * (of_time + 4) +
           c->standard + c->utc;
}

static int
read_changes(cc_zone *self, const char *bytes, size_t n)
{
    counts c;
    if (!read_counts(bytes, n, 0, &c)) {
        return SIM_ERR_REFUSED;
    }
    /* Behind a block with times of four bytes comes one with times of eight, in all files of today. */
    const size_t second = HEADER + length_of(&c, 4);
    if (!read_counts(bytes, n, second, &c) || second + HEADER + length_of(&c, 8) > n) {
        return SIM_ERR_REFUSED;
    }
    const char *times = bytes + second + HEADER, *which = times + 8 * c.changes,
               *types = which + c.changes;
    self->from = malloc((c.changes + 1) * sizeof(*self->from));
    self->ahead = malloc((c.changes + 1) * sizeof(*self->ahead));
    if (self->from == NULL || self->ahead == NULL) {
        return SIM_ERR_NOMEM;
    }
    self->fixed = (double)big_endian(types, 4);
    for (size_t j = 0; j < c.changes; j++) {
        const size_t type = (unsigned char)which[j];
        if (type >= c.types) {
            return SIM_ERR_REFUSED;
        }
        self->from[j] = big_endian(times + 8 * j, 8);
        self->ahead[j] = (double)big_endian(types + 6 * type, 4);
    }
    self->n = c.changes;
    return SIM_OK;
}

int
cc_zone_init(cc_zone *self, const char *name, char *reason)
{
    *self = (cc_zone){0};
    if (strcmp(name, "UTC") == 0 || parse_offset(name, &self->fixed)) {
        return SIM_OK;
    }
    char path[128];
    const size_t letters =
        strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_+-/");
    char *bytes = NULL;
    size_t n = 0;
    cc_input input;
    if (name[letters] == '\0' && letters > 0 && letters < 64 && name[0] != '/') {
        snprintf(path, sizeof(path), FOLDER "%s", name);
        bytes = cc_file_read(path, MOST_BYTES, &n, &input, reason);
    }
    const int ret = bytes == NULL ? SIM_ERR_REFUSED : read_changes(self, bytes, n);
    free(bytes);
    if (ret != SIM_OK) {
        cc_zone_free(self);
        snprintf(reason, CC_REASON_MAX,
                 "must be \"UTC\", \"+01:00\" or a zone in " FOLDER ", like \"Europe/Berlin\"");
    }
    return ret;
}

void
cc_zone_free(cc_zone *self)
{
    free(self->from);
    free(self->ahead);
    *self = (cc_zone){0};
}

double
cc_zone_ahead(const cc_zone *self, double utc)
{
    size_t low = 0, high = self->n; /* the first change behind it */
    while (low < high) {
        const size_t mid = low + (high - low) / 2;
        if ((double)self->from[mid] <= utc) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    return low == 0 ? self->fixed : self->ahead[low - 1];
}

int
cc_zone_times(const cc_zone *self, double local)
{
    /* The clock is changed at most once in two days. */
    const double before = cc_zone_ahead(self, local - CC_DAY),
                 after = cc_zone_ahead(self, local + CC_DAY);
    int n = cc_zone_ahead(self, local - before) == before;
    n += before != after && cc_zone_ahead(self, local - after) == after;
    return n;
}

bool
cc_zone_next_change(const cc_zone *self, double local, cc_zone_change *out)
{
    for (size_t j = 0; j < self->n; j++) {
        const double before = j == 0 ? self->fixed : self->ahead[j - 1], after = self->ahead[j];
        const double utc = (double)self->from[j];
        *out = (cc_zone_change){.from = utc + (after > before ? before : after),
                                .until = utc + (after > before ? after : before),
                                .is_repeated = after < before};
        if (after != before && out->until > local) {
            return true;
        }
    }
    return false;
}

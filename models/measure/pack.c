/* Counters that are 0 and bins that are empty are left out: a day of one queue takes two to four kilobytes. Cells
 * come in the order of their first touch, since sums of scopes add in that order and are rounded by it; it is a
 * function of scenario, seed and replication as all else is. Cells of what does not count are no
 * part of it. */
#include "models/measure/pack.h"

#include <stdlib.h>
#include <string.h>

#define PACK_VERSION 1

/* Lowest byte first; written out, since then compilers make one store or load of it. */
static inline void
store(unsigned char *to, uint64_t x)
{
    to[0] = (unsigned char)x;
    to[1] = (unsigned char)(x >> 8);
    to[2] = (unsigned char)(x >> 16);
    to[3] = (unsigned char)(x >> 24);
    to[4] = (unsigned char)(x >> 32);
    to[5] = (unsigned char)(x >> 40);
    to[6] = (unsigned char)(x >> 48);
    to[7] = (unsigned char)(x >> 56);
}

static inline uint64_t
load(const unsigned char *from)
{
    return (uint64_t)from[0] | (uint64_t)from[1] << 8 | (uint64_t)from[2] << 16 |
           (uint64_t)from[3] << 24 | (uint64_t)from[4] << 32 | (uint64_t)from[5] << 40 |
           (uint64_t)from[6] << 48 | (uint64_t)from[7] << 56;
}

/* Against damage, not against forgery, and eight times as fast as byte by byte: words are multiplied in, from
 * the top down and back. */
uint64_t
cc_pack_sum(const unsigned char *byte, size_t n)
{
    uint64_t sum = 0x9e3779b97f4a7c15u ^ n;
    for (; n >= 8; byte += 8, n -= 8) {
        sum = (sum ^ load(byte)) * 0xff51afd7ed558ccdu;
        sum ^= sum >> 32;
    }
    for (; n > 0; byte++, n--) {
        sum = (sum ^ *byte) * 0xff51afd7ed558ccdu;
        sum ^= sum >> 32;
    }
    return sum;
}

void
cc_pack_free(cc_pack *self)
{
    free(self->byte);
    *self = (cc_pack){0};
}

int
cc_pack_room(cc_pack *self, size_t more)
{
    if (self->capacity - self->n >= more) {
        return SIM_OK;
    }
    size_t capacity = self->capacity > 0 ? self->capacity : 1024;
    while (capacity - self->n < more) {
        if (capacity > SIZE_MAX / 2) {
            return SIM_ERR_NOMEM;
        }
        capacity *= 2;
    }
    unsigned char *byte = realloc(self->byte, capacity);
    if (byte == NULL) {
        return SIM_ERR_NOMEM;
    }
    self->byte = byte;
    self->capacity = capacity;
    return SIM_OK;
}

/* ---- writing: there is room for what is written ---- */

#define MOST_OF_VARINT 10 /* bytes */

static inline unsigned char *
varint(unsigned char *to, uint64_t x)
{
    for (; x >= 0x80; x >>= 7) {
        *to++ = (unsigned char)(x | 0x80);
    }
    *to++ = (unsigned char)x;
    return to;
}

void
cc_pack_put(cc_pack *self, uint64_t x)
{
    self->n = (size_t)(varint(self->byte + self->n, x) - self->byte);
}

/* All eight are written: what is too much is written over. */
static inline unsigned char *
fixed(unsigned char *to, uint64_t x, int n_bytes)
{
    store(to, x);
    return to + n_bytes;
}

static uint64_t
bits_of(double x)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof(bits));
    return bits;
}

/* Number of those whose bits are not all 0, then each: twice the gap before it, and 1 if it is no whole number. */
static int
put_numbers(cc_pack *self, const double *x, size_t n)
{
    size_t n_put = 0, gap = 0;
    for (size_t j = 0; j < n; j++) {
        n_put += bits_of(x[j]) != 0;
    }
    const int ret = cc_pack_room(self, MOST_OF_VARINT + n_put * (MOST_OF_VARINT + 8));
    if (ret != SIM_OK) {
        return ret;
    }
    unsigned char *to = varint(self->byte + self->n, n_put);
    for (size_t j = 0; j < n && n_put > 0; j++) {
        const uint64_t bits = bits_of(x[j]);
        if (bits == 0) {
            gap++;
            continue;
        }
        /* false of NAN, and of -0, which is less than the least double above 0 */
        const bool is_whole = x[j] >= 1 && x[j] < 0x1p49 && x[j] == (double)(uint64_t)x[j];
        to = varint(to, 2 * gap + !is_whole);
        to = is_whole ? varint(to, (uint64_t)x[j]) : fixed(to, bits, 8);
        gap = 0;
        n_put--;
    }
    self->n = (size_t)(to - self->byte);
    return SIM_OK;
}

/* How the value that many share is told of, and what is left out of a bin. */
enum {
    VALUE_LEAST = 0, /* it is the least, */
    VALUE_MOST = 1,  /* or the greatest, */
    VALUE_APART = 2, /* or told apart */
    HAS_SPAN = 4,
    HAS_REPEATS = 8,
    IS_WIDE = 16, /* all eight bytes of each number, of bins at the ends */
};

/* The bits above 48 of all values of a bin, but the first and the last: they are the bin's number. */
static uint64_t
top_of(size_t bin)
{
    return (uint64_t)(bin - 1) + ((1023 - 7) << 4);
}

static inline unsigned char *
put_bin(unsigned char *to, const sim_bin *bin, size_t j)
{
    const uint64_t most = bin->least + bin->span;
    const int value = bin->value == bin->least ? VALUE_LEAST
                      : bin->value == most     ? VALUE_MOST
                                               : VALUE_APART;
    const bool is_wide = j == 0 || bin->least >> 48 != top_of(j) || most >> 48 != top_of(j) ||
                         (value == VALUE_APART && bin->value >> 48 != top_of(j));
    const int n_bytes = is_wide ? 8 : 6;
    *to++ = (unsigned char)(value | (bin->span > 0 ? HAS_SPAN : 0) |
                            (bin->repeats > 0 ? HAS_REPEATS : 0) | (is_wide ? IS_WIDE : 0));
    to = varint(to, bin->n);
    if (bin->repeats > 0) {
        to = varint(to, bin->repeats);
    }
    to = fixed(to, bin->least, n_bytes);
    if (bin->span > 0) {
        to = fixed(to, bin->span, n_bytes);
    }
    return value == VALUE_APART ? fixed(to, bin->value, n_bytes) : to;
}

/* Its number is of the tables' histograms, in which those without an observation are left out. */
static int
put_histogram(cc_pack *self, const sim_histogram *it, size_t number)
{
    size_t n_bins = 0, gap = 0;
    if (it->n == 0) {
        return SIM_OK;
    }
    for (size_t j = 0; j < SIM_HISTOGRAM_BINS; j++) {
        n_bins += it->bin[j].n > 0;
    }
    const int ret =
        cc_pack_room(self, 4 * MOST_OF_VARINT + 8 + n_bins * (3 * MOST_OF_VARINT + 1 + 3 * 8));
    if (ret != SIM_OK) {
        return ret;
    }
    unsigned char *to = varint(self->byte + self->n, number + 1);
    to = varint(varint(varint(to, it->n), it->n_zero), n_bins);
    for (size_t j = 0; j < SIM_HISTOGRAM_BINS && n_bins > 0; j++) {
        if (it->bin[j].n == 0) {
            gap++;
        } else {
            to = put_bin(varint(to, gap), &it->bin[j], j);
            gap = 0;
            n_bins--;
        }
    }
    self->n = (size_t)(to - self->byte);
    return SIM_OK;
}

/* ---- what a record has ---- */

enum { N_SHAPE = 14 };

/* What both sides must agree on. */
static void
shape_of(const cc_layout *layout, uint64_t shape[N_SHAPE])
{
    const uint64_t is[N_SHAPE] = {
        PACK_VERSION,
        CC_N_COUNTERS,
        CC_A_COUNTERS,
        CC_V_COUNTERS,
        CC_T_COUNTERS,
        (uint64_t)layout->n_issues,
        (uint64_t)layout->n_channels,
        (uint64_t)layout->n_groups,
        (uint64_t)layout->n_queues,
        (uint64_t)layout->n_fed,
        (uint64_t)layout->n_nodes,
        (uint64_t)layout->n_edges,
        (uint64_t)layout->n_days,
        (uint64_t)layout->n_wait_over,
    };
    memcpy(shape, is, sizeof(is));
}

typedef struct table {
    double *x;
    size_t n;
} table;

enum { N_TABLES = 4 };

static void
tables_of(const cc_record *record, table it[N_TABLES])
{
    const cc_layout *layout = &record->layout;
    const size_t n_channels = (size_t)layout->n_channels;
    const size_t n_lines = (size_t)layout->n_queues * n_channels;
    it[0] = (table){record->agent, (size_t)layout->n_groups * CC_A_COUNTERS};
    it[1] =
        (table){record->node, n_channels * (size_t)layout->n_nodes * cc_record_node_width(layout)};
    it[2] = (table){record->transfer, (size_t)layout->n_fed * n_channels * CC_T_COUNTERS};
    it[3] = (table){&record->day->in_time, 2 * n_lines * (size_t)layout->n_days};
}

_Static_assert(sizeof(cc_day) == 2 * sizeof(double), "a day is two numbers");

/* Waits, times to resolution, ages of the lost and of the pending. NULL: there are no more. */
static sim_histogram *
histogram_of(cc_record *record, size_t number)
{
    const size_t n_issues = (size_t)record->layout.n_issues;
    const size_t n_waits = n_issues * (size_t)record->layout.n_channels;
    if (number < n_waits) {
        return &record->wait[number];
    }
    number -= n_waits;
    return number < n_issues        ? &record->resolution[number]
           : number == n_issues     ? &record->lost
           : number == n_issues + 1 ? &record->pending
                                    : NULL;
}

static int
put_cells(cc_pack *self, const cc_record *record)
{
    size_t n = 0;
    int ret = SIM_OK;
    for (uint32_t j = 0; j < record->n_touched; j++) {
        n += record->touched[j].index < record->layout.n_cells;
    }
    ret = cc_pack_room(self, MOST_OF_VARINT);
    if (ret == SIM_OK) {
        cc_pack_put(self, n);
    }
    for (uint32_t j = 0; j < record->n_touched && ret == SIM_OK; j++) {
        const cc_touched *cell = &record->touched[j];
        if (cell->index < record->layout.n_cells) {
            int begin, end;
            cc_layout_counters(&record->layout, cell->index, &begin, &end);
            ret = cc_pack_room(self, MOST_OF_VARINT);
            if (ret == SIM_OK) {
                cc_pack_put(self, cell->index);
                ret = put_numbers(self, record->pool + cell->place + begin, (size_t)(end - begin));
            }
        }
    }
    return ret;
}

int
cc_pack_record(cc_pack *self, const cc_record *record)
{
    const size_t begin = self->n;
    uint64_t shape[N_SHAPE];
    table of[N_TABLES];
    cc_record *reading = (cc_record *)record;
    sim_histogram *it;
    if (record->layout.by_interval || record->layout.n_slices != 1) {
        return SIM_ERR_PARAM;
    }
    shape_of(&record->layout, shape);
    int ret = cc_pack_room(self, (N_SHAPE + 1) * MOST_OF_VARINT);
    for (int j = 0; j < N_SHAPE && ret == SIM_OK; j++) {
        cc_pack_put(self, shape[j]);
    }
    if (ret == SIM_OK) {
        cc_pack_put(self, record->n_events);
        ret = put_cells(self, record);
    }
    tables_of(record, of);
    for (int j = 0; j < N_TABLES && ret == SIM_OK; j++) {
        ret = put_numbers(self, of[j].x, of[j].n);
    }
    for (size_t j = 0; ret == SIM_OK && (it = histogram_of(reading, j)) != NULL; j++) {
        ret = put_histogram(self, it, j);
    }
    if (ret == SIM_OK) {
        ret = cc_pack_room(self, 1 + 8);
    }
    if (ret != SIM_OK) {
        self->n = begin;
        return ret;
    }
    cc_pack_put(self, 0);
    (void)fixed(self->byte + self->n, cc_pack_sum(self->byte + begin, self->n - begin), 8);
    self->n += 8;
    return SIM_OK;
}

/* ---- reading ---- */

uint64_t
cc_unpack_fixed(cc_unpack *self, int n_bytes)
{
    uint64_t x = 0;
    if (self->end - self->byte < n_bytes) {
        self->is_bad = true;
        self->byte = self->end;
        return 0;
    }
    if (self->end - self->byte >= 8) {
        x = load(self->byte) & UINT64_MAX >> (64 - 8 * n_bytes);
    } else {
        for (int j = n_bytes - 1; j >= 0; j--) {
            x = x << 8 | self->byte[j];
        }
    }
    self->byte += n_bytes;
    return x;
}

uint64_t
cc_unpack_take(cc_unpack *self)
{
    uint64_t x = 0;
    for (int shift = 0; shift < 64; shift += 7) {
        if (self->byte == self->end) {
            break;
        }
        const unsigned char byte = *self->byte++;
        x |= (uint64_t)(byte & 0x7f) << shift;
        if (byte < 0x80) {
            return x;
        }
    }
    self->is_bad = true;
    self->byte = self->end;
    return 0;
}

/* Into numbers that are 0. */
static void
take_numbers(cc_unpack *self, double *x, size_t n)
{
    size_t j = 0;
    for (uint64_t left = cc_unpack_take(self); left > 0 && !self->is_bad; left--, j++) {
        const uint64_t token = cc_unpack_take(self);
        if (j >= n || token / 2 >= n - j) {
            self->is_bad = true;
            return;
        }
        j += token / 2;
        if (token % 2 == 0) {
            x[j] = (double)cc_unpack_take(self);
        } else {
            const uint64_t bits = cc_unpack_fixed(self, 8);
            memcpy(&x[j], &bits, sizeof(bits));
        }
    }
}

static void
take_bin(cc_unpack *self, sim_bin *bin, size_t j)
{
    const int flags = (int)cc_unpack_fixed(self, 1);
    const int n_bytes = (flags & IS_WIDE) != 0 ? 8 : 6;
    const uint64_t top = n_bytes == 8 ? 0 : top_of(j) << 48;
    bin->n = (uint32_t)cc_unpack_take(self);
    bin->repeats = (flags & HAS_REPEATS) != 0 ? (uint32_t)cc_unpack_take(self) : 0;
    bin->least = top | cc_unpack_fixed(self, n_bytes);
    bin->span = (flags & HAS_SPAN) != 0 ? cc_unpack_fixed(self, n_bytes) : 0;
    bin->value = (flags & VALUE_APART) != 0  ? top | cc_unpack_fixed(self, n_bytes)
                 : (flags & VALUE_MOST) != 0 ? bin->least + bin->span
                                             : bin->least;
}

static void
take_histogram(cc_unpack *self, sim_histogram *it)
{
    size_t j = 0;
    it->n = cc_unpack_take(self);
    it->n_zero = cc_unpack_take(self);
    for (uint64_t left = cc_unpack_take(self); left > 0 && !self->is_bad; left--, j++) {
        const uint64_t gap = cc_unpack_take(self);
        if (j >= SIM_HISTOGRAM_BINS || gap >= SIM_HISTOGRAM_BINS - j) {
            self->is_bad = true;
            return;
        }
        j += gap;
        take_bin(self, &it->bin[j], j);
    }
}

static int
take_cells(cc_unpack *self, cc_record *record)
{
    for (uint64_t left = cc_unpack_take(self); left > 0 && !self->is_bad; left--) {
        const uint64_t index = cc_unpack_take(self);
        if (self->is_bad || index >= record->layout.n_cells || record->place[index] != 0) {
            self->is_bad = true;
            break;
        }
        if (!cc_record_touch(record, index)) {
            return SIM_ERR_NOMEM;
        }
        int begin, end;
        cc_layout_counters(&record->layout, index, &begin, &end);
        take_numbers(self, record->pool + record->place[index] + begin, (size_t)(end - begin));
    }
    return SIM_OK;
}

int
cc_unpack_record(cc_record *record, const unsigned char *byte, size_t n)
{
    uint64_t shape[N_SHAPE];
    table of[N_TABLES];
    cc_record_reset(record);
    if (n < 8 || record->layout.by_interval || record->layout.n_slices != 1) {
        return SIM_ERR_LAYOUT;
    }
    cc_unpack hash = {byte + n - 8, byte + n, false}, all = {byte, byte + n - 8, false};
    if (cc_unpack_fixed(&hash, 8) != cc_pack_sum(byte, n - 8)) {
        return SIM_ERR_LAYOUT;
    }
    shape_of(&record->layout, shape);
    for (int j = 0; j < N_SHAPE; j++) {
        if (cc_unpack_take(&all) != shape[j]) {
            return SIM_ERR_LAYOUT;
        }
    }
    record->n_events = cc_unpack_take(&all);
    const int ret = take_cells(&all, record);
    if (ret != SIM_OK) {
        return ret;
    }
    tables_of(record, of);
    for (int j = 0; j < N_TABLES && !all.is_bad; j++) {
        take_numbers(&all, of[j].x, of[j].n);
    }
    uint64_t number = 0;
    for (uint64_t next; !all.is_bad && (next = cc_unpack_take(&all)) != 0; number = next) {
        sim_histogram *it = next > number ? histogram_of(record, next - 1) : NULL;
        if (it == NULL) {
            return SIM_ERR_LAYOUT;
        }
        take_histogram(&all, it);
    }
    return all.is_bad || all.byte != all.end ? SIM_ERR_LAYOUT : SIM_OK;
}

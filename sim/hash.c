#include "sim/hash.h"

#include <math.h>

uint64_t
sim_hash_start(void)
{
    return UINT64_C(0xcbf29ce484222325);
}

static uint64_t
byte(uint64_t hash, uint64_t x)
{
    return (hash ^ (x & 0xff)) * UINT64_C(0x100000001b3);
}

uint64_t
sim_hash_bytes(uint64_t hash, const void *bytes, size_t n)
{
    const unsigned char *each = bytes;
    for (size_t j = 0; j < n; j++) {
        hash = byte(hash, each[j]);
    }
    return hash;
}

uint64_t
sim_hash_integer(uint64_t hash, uint64_t x)
{
    for (int shift = 0; shift < 64; shift += 8) {
        hash = byte(hash, x >> shift);
    }
    return hash;
}

uint64_t
sim_hash_number(uint64_t hash, double x)
{
    const double millionths = x * 1e6;
    int64_t rounded;
    if (isnan(x)) {
        rounded = INT64_MIN;
    } else if (!(fabs(millionths) < 0x1p62)) { /* too large for its last digits to matter */
        rounded = millionths > 0 ? INT64_MAX : -INT64_MAX;
    } else {
        rounded = llround(millionths);
    }
    return sim_hash_integer(hash, (uint64_t)rounded);
}

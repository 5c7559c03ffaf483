/* A record as bytes: all that figures not by interval are made of, and nothing that is 0. What the same
 * scenario, seed and replication give packs to the same bytes, in whatever order cells were touched in runs
 * before. */
#ifndef CC_PACK_H
#define CC_PACK_H

#include "models/measure/record.h"

typedef struct cc_pack {
    unsigned char *byte; /* malloc'ed, grows, is used again */
    size_t n, capacity;
} cc_pack;

void cc_pack_free(cc_pack *self);
/* Appends the packed record, of a layout that is not by interval and a closed record. Whole numbers are
 * varints, others eight bytes, little endian; a version first and a sum of all behind. */
int cc_pack_record(cc_pack *self, const cc_record *record) SIM_MUST_CHECK;
/* Makes the record (which has its layout) what was packed: reading any measure off it gives the bits that the
 * first gave. SIM_ERR_LAYOUT: damaged, of another version or of another layout. */
int cc_unpack_record(cc_record *record, const unsigned char *byte, size_t n) SIM_MUST_CHECK;

/* The last eight bytes, of those before them. */
uint64_t cc_pack_sum(const unsigned char *byte, size_t n);

/* For what is packed beside records. Room for so many bytes more; SIM_ERR_NOMEM. */
int cc_pack_room(cc_pack *self, size_t more) SIM_MUST_CHECK;
/* A varint, of at most ten bytes; there is room. */
void cc_pack_put(cc_pack *self, uint64_t x);

/* Reads on; beyond the end, or a varint that is none, is_bad is set and all that follows is 0. */
typedef struct cc_unpack {
    const unsigned char *byte, *end;
    bool is_bad;
} cc_unpack;

uint64_t cc_unpack_take(cc_unpack *self);
uint64_t cc_unpack_fixed(cc_unpack *self, int n_bytes);

#endif

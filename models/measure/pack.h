/* A record as bytes: all that figures not by interval are made of, and nothing that is 0. The same record
 * packs to the same bytes however it came about (order of the first touch is no part of it). */
#ifndef CC_PACK_H
#define CC_PACK_H

#include "models/measure/record.h"

typedef struct cc_pack {
    unsigned char *byte; /* malloc'ed, grows, is used again */
    size_t n, capacity;
} cc_pack;

void cc_pack_free(cc_pack *self);
/* Appends the packed record, of a layout that is not by interval and a closed record. Whole numbers are
 * varints, others eight bytes, little endian; a version first and a hash of all behind. */
int cc_pack_record(cc_pack *self, const cc_record *record) SIM_MUST_CHECK;
/* Makes the record (which has its layout) what was packed: reading any measure off it gives the bits that the
 * first gave. SIM_ERR_LAYOUT: damaged, of another version or of another layout. */
int cc_unpack_record(cc_record *record, const unsigned char *byte, size_t n) SIM_MUST_CHECK;

#endif

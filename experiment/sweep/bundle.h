/* What one piece of work has brought: bytes that can be sent, and are read by who writes the store. It
 * begins with the point (scenario hash, demand hash, name, canonical text if asked for), or why there is none;
 * then replications, each with its packed record, or the error that ended it. */
#ifndef XP_BUNDLE_H
#define XP_BUNDLE_H

#include "experiment/sweep/gauge.h"
#include "models/language/refusal.h"
#include "models/measure/pack.h"

typedef struct xp_chunk {
    size_t point;
    uint64_t first;  /* replication */
    uint32_t n;      /* 0: only load the scenario and say its hash */
    bool wants_text; /* the canonical scenario too */
} xp_chunk;

typedef struct xp_bundle {
    cc_pack bytes;
} xp_bundle;

void xp_bundle_free(xp_bundle *self);

/* A head: of a point that could be loaded, or (message not NULL) could not. */
typedef struct xp_bundle_head {
    xp_chunk chunk;
    const char *message; /* NULL: it was loaded */
    uint64_t scenario, demand;
    const char *name, *text; /* "" where not asked for */
} xp_bundle_head;

typedef struct xp_bundle_item {
    uint64_t replication;
    int error; /* SIM_OK, or that of a failed replication: */
    const char *message;
    uint64_t events;
    double contacts;
    const unsigned char *record; /* packed */
    size_t n_record;
    /* What it says of the outputs of the plan: n_samples of them, to add; read by xp_bundle_sample. */
    const xp_sample *sample;
    size_t n_samples;
    cc_unpack samples;
} xp_bundle_item;

int xp_bundle_begin(xp_bundle *self, const xp_bundle_head *head) SIM_MUST_CHECK;
int xp_bundle_add(xp_bundle *self, const xp_bundle_item *item) SIM_MUST_CHECK;

/* Reads bytes from anywhere. Texts and records point into them. SIM_ERR_LAYOUT: they are no bundle. */
typedef struct xp_bundle_reader {
    cc_unpack rest;
    xp_bundle_head head;
} xp_bundle_reader;

int xp_bundle_read(xp_bundle_reader *self, const unsigned char *byte, size_t n) SIM_MUST_CHECK;
/* false: there are no more, or *error says what is wrong. */
bool xp_bundle_next(xp_bundle_reader *self, xp_bundle_item *item, int *error);
/* false: there are no more, or they are damaged. */
bool xp_bundle_sample(xp_bundle_item *self, xp_sample *sample);

#endif

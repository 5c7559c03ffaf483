/* Time zones: what a clock on the wall says at a moment. The C library knows one zone at a time, for the
 * whole process (TZ, tzset), so the system's own files are read here: RFC 8536, from /usr/share/zoneinfo. */
#ifndef CC_ZONE_H
#define CC_ZONE_H

#include "models/language/refusal.h"
#include "sim/error.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct cc_zone {
    double fixed;  /* s ahead of UTC before the first change, or always */
    size_t n;      /* changes: */
    int64_t *from; /* from this moment on, in s since 1970 in UTC, */
    double *ahead; /* the clock is so many s ahead of UTC */
} cc_zone;

/* "UTC", "+01:00", or a name like "Europe/Berlin". On SIM_ERR_REFUSED `reason` (CC_REASON_MAX bytes) says
 * why. */
int cc_zone_init(cc_zone *self, const char *name, char *reason) SIM_MUST_CHECK;
void cc_zone_free(cc_zone *self);

/* s that the clock is ahead of UTC at a moment, in s since 1970 in UTC. */
double cc_zone_ahead(const cc_zone *self, double utc);
/* How often the clock shows that local time, in s since 1970 by the clock: 1, or 0 of an hour that it
 * skips, or 2 of one that it repeats. */
int cc_zone_times(const cc_zone *self, double local);

/* Local time that clocks skip or repeat, s since 1970 by the clock: [from, until). */
typedef struct cc_zone_change {
    double from, until;
    bool is_repeated; /* else skipped */
} cc_zone_change;

/* The first such time that ends behind that local moment; false: there is none. */
bool cc_zone_next_change(const cc_zone *self, double local, cc_zone_change *out);

#endif

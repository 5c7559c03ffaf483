/* Waits of the replications, pooled, and in sections of equal numbers of them: the interval of a
 * quantile asks how the share below it varies from section to section. */
#ifndef XP_SECTIONS_H
#define XP_SECTIONS_H

#include "sim/error.h"
#include "sim/histogram.h"
#include "sim/interval.h"

#define XP_SECTIONS 40
/* Up to XP_SECTIONS histograms of `width` replications each; when full, neighbours merge. */
typedef struct xp_sections {
    sim_histogram *section; /* one more, the last: of all */
    int n;                  /* the last may hold fewer */
    uint64_t width;         /* replications of a full one */
    uint64_t filled;        /* replications in the last */
} xp_sections;

int xp_sections_init(xp_sections *self) SIM_MUST_CHECK;
void xp_sections_free(xp_sections *self);
void xp_sections_add(xp_sections *self, const sim_histogram *histogram);

double xp_sections_waits(const xp_sections *self); /* all of them */
/* Sections that are full: replications, as far as the interval is concerned. */
uint64_t xp_sections_full(const xp_sections *self);
/* The p-quantile. confidence: for xp_sections_full. The upper end is INFINITY where too few waits
 * are known. */
sim_interval xp_sections_quantile(const xp_sections *self, double p,
                                  const sim_confidence *confidence);
/* Less that of other, over the same replications. */
sim_interval xp_sections_difference(const xp_sections *self, const xp_sections *other, double p,
                                    const sim_confidence *confidence);

#endif

/* What splitting has found of a rare wait, as text and JSON. */
#ifndef XP_REPORT_RARITY_H
#define XP_REPORT_RARITY_H

#include "experiment/rare/rare.h"
#include <stdio.h>

typedef struct xp_rarity {
    const xp_rare *found;
    const char *event; /* as given */
} xp_rarity;

void xp_report_rarity(FILE *file, const xp_rarity *self);
int xp_report_rarity_json(FILE *file, const xp_rarity *self) SIM_MUST_CHECK;

#endif

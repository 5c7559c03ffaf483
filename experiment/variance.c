#include "experiment/variance.h"

#include "models/language/hint.h"
#include "models/language/units.h"
#include <stdio.h>
#include <string.h>

#define STRATIFIED                                                                                 \
    5 /* replications of a group, if not said: many groups of few, for their intervals */
#define QUASI 8

static const char *const names[] = {"antithetic", "control", "stratified", "quasi"};
enum { ANTITHETIC, CONTROL, STRATA, NET, N_NAMES };

static int
refuse(cc_refusal *refusal, const char *text, const char *rule)
{
    return cc_refuse(refusal, NULL, 0, "variance %s: %s", text, rule);
}

static int
read_size(xp_variance *self, const char *text, const char *size, cc_refusal *refusal)
{
    uint64_t value;
    if (size == NULL) {
        self->size = self->spread == XP_SPREAD_QUASI ? QUASI : STRATIFIED;
        return SIM_OK;
    }
    if (!cc_whole_parse(size, 2, CC_STRATA, &value)) {
        return cc_refuse(refusal, NULL, 0,
                         "variance %s: replications of a group must be from 2 to %d", text,
                         CC_STRATA);
    }
    if (self->spread == XP_SPREAD_QUASI && (value & (value - 1)) != 0) {
        return refuse(refusal, text, "replications of a group must be a power of 2");
    }
    self->size = (uint32_t)value;
    return SIM_OK;
}

static int
read_part(xp_variance *self, const char *text, char *part, cc_refusal *refusal)
{
    char *size = strchr(part, ':');
    if (size != NULL) {
        *size++ = '\0';
    }
    cc_hint hint;
    int which = N_NAMES;
    cc_hint_init(&hint, part);
    for (int j = 0; j < N_NAMES; j++) {
        which = strcmp(part, names[j]) == 0 ? j : which;
        cc_hint_offer(&hint, names[j]);
    }
    if (which == N_NAMES) {
        return cc_refuse(refusal, NULL, 0,
                         "variance %s: must be antithetic, control, stratified or quasi%s%s%s",
                         text, hint.nearest != NULL ? "; did you mean " : "",
                         hint.nearest != NULL ? hint.nearest : "", hint.nearest != NULL ? "?" : "");
    }
    const bool pairs = self->antithetic || self->spread != XP_SPREAD_NONE;
    if ((which == CONTROL && self->control) || (which != CONTROL && pairs)) {
        return refuse(refusal, text,
                      "one of antithetic, stratified and quasi, with control or without, once");
    }
    if (which == CONTROL || which == ANTITHETIC) {
        *(which == CONTROL ? &self->control : &self->antithetic) = true;
        return size == NULL ? SIM_OK : refuse(refusal, text, "has no groups to say the size of");
    }
    self->spread = which == NET ? XP_SPREAD_QUASI : XP_SPREAD_STRATIFIED;
    return read_size(self, text, size, refusal);
}

int
xp_variance_parse(xp_variance *self, const char *text, cc_refusal *refusal)
{
    char copy[80];
    *self = (xp_variance){0};
    if (strlen(text) >= sizeof(copy)) {
        return refuse(refusal, "", "is too long");
    }
    snprintf(copy, sizeof(copy), "%s", text);
    int ret = SIM_OK;
    for (char *part = copy, *next; part != NULL && ret == SIM_OK; part = next) {
        next = strchr(part, '+');
        if (next != NULL) {
            *next++ = '\0';
        }
        ret = read_part(self, text, part, refusal);
    }
    return ret;
}

const char *
xp_variance_name(const xp_variance *self, char *text, size_t size)
{
    char spread[80] = "";
    if (self->spread != XP_SPREAD_NONE) {
        snprintf(spread, sizeof(spread), "%s day factors in groups of %u",
                 self->spread == XP_SPREAD_QUASI ? "quasi-random" : "stratified",
                 (unsigned)self->size);
    }
    snprintf(text, size, "%s%s%s", self->antithetic ? "antithetic pairs" : spread,
             self->control && (self->antithetic || spread[0] != '\0') ? ", " : "",
             self->control ? "control variates" : "");
    return text;
}

const char *
xp_variance_text(const xp_variance *self, char *text, size_t size)
{
    char spread[40] = "";
    if (self->spread != XP_SPREAD_NONE) {
        snprintf(spread, sizeof(spread), "%s:%u",
                 names[self->spread == XP_SPREAD_QUASI ? NET : STRATA], (unsigned)self->size);
    }
    const char *first = self->antithetic ? names[ANTITHETIC] : spread;
    snprintf(text, size, "%s%s%s", first, self->control && first[0] != '\0' ? "+" : "",
             self->control ? names[CONTROL] : "");
    return text;
}

uint32_t
xp_variance_unit(const xp_variance *self)
{
    return self->antithetic ? 2 : self->spread != XP_SPREAD_NONE ? self->size : 1;
}

int
xp_variance_check(const xp_variance *self, const cc_scenario *scenario, cc_refusal *refusal)
{
    const cc_demand *demand = &scenario->demand;
    bool has_day = demand->busyness.day_cv > 0;
    for (int i = 0; i < demand->n_issues; i++) {
        has_day |= demand->issue[i].busyness.day_cv > 0;
    }
    if (self->spread != XP_SPREAD_NONE && !has_day) {
        return cc_refuse(refusal, scenario->file, 0,
                         "demand: busyness: day_cv is 0: there is no day factor that could be "
                         "stratified or quasi-random");
    }
    return SIM_OK;
}

uint64_t
xp_variance_key(const xp_variance *self, uint64_t replication, uint64_t stream)
{
    if (!self->antithetic) {
        return replication + stream;
    }
    return (replication & ~UINT64_C(1)) + stream +
           ((replication & 1) != 0 ? SIM_MIRRORED : UINT64_C(0));
}

cc_stratum
xp_variance_stratum(const xp_variance *self, uint64_t replication, uint64_t stream,
                    const sim_sobol *net)
{
    if (self->spread == XP_SPREAD_NONE) {
        return (cc_stratum){0};
    }
    return (cc_stratum){.group = replication / self->size + stream,
                        .index = (uint32_t)(replication % self->size),
                        .size = self->size,
                        .net = self->spread == XP_SPREAD_QUASI ? net : NULL};
}

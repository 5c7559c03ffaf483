#include "experiment/ages.h"

void
xp_ages_of(xp_ages *self, const cc_record *record)
{
    *self = (xp_ages){.ended = record->lost, .pending = record->pending};
    for (int j = 0; j < record->layout.n_issues; j++) {
        sim_histogram_merge(&self->ended, &record->resolution[j]);
    }
}

void
xp_ages_merge(xp_ages *self, const xp_ages *other)
{
    sim_histogram_merge(&self->ended, &other->ended);
    sim_histogram_merge(&self->pending, &other->pending);
}

double
xp_ages_quantile(const xp_ages *self, double p, double *ended, double *oldest)
{
    /* issues of an age or more, and the share that is open at it; within a bin, ends come first */
    double left = (double)(self->ended.n + self->pending.n), open = 1;
    *ended = *oldest = 0;
    if (left == 0) {
        return NAN;
    }
    open -= (double)self->ended.n_zero / left;
    left -= (double)(self->ended.n_zero + self->pending.n_zero);
    for (int j = 0; j < SIM_HISTOGRAM_BINS && open > 1 - p; j++) {
        const double end = self->ended.bin[j].n, pending = self->pending.bin[j].n;
        if (end + pending > 0) {
            *oldest = sim_histogram_end(j);
            open *= 1 - end / left;
            left -= end + pending;
        }
    }
    *ended = 1 - open;
    return open <= 1 - p ? *oldest : NAN;
}

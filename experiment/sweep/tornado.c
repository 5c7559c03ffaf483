#include "experiment/sweep/tornado.h"

#include "sim/memory.h"
#include <stdlib.h>
#include <string.h>

/* ---- bars ---- */

double
xp_tornado_swing(const xp_tornado_bar *bar)
{
    const double low = bar->low.n > 0 && isfinite(bar->low.mean) ? bar->low.mean : 0;
    const double high = bar->high.n > 0 && isfinite(bar->high.mean) ? bar->high.mean : 0;
    return fmax(fmax(low, high), 0) - fmin(fmin(low, high), 0);
}

static int
compare_bars(const void *left, const void *right)
{
    const xp_tornado_bar *a = left, *b = right;
    const double x = xp_tornado_swing(a), y = xp_tornado_swing(b);
    return x != y ? (x < y) - (x > y) : (a->factor > b->factor) - (a->factor < b->factor);
}

/* The points at which the factor is lowest and highest, of those at which it alone is moved and the baseline. */
static void
find_ends(const xp_sweep *sweep, const xp_recalled point[], size_t factor, size_t *low,
          size_t *high)
{
    const size_t base = sweep->baseline;
    *low = *high = SIZE_MAX;
    for (size_t p = 0; p < sweep->n_points; p++) {
        const char *mine = point[p].text[factor], *other = point[base].text[factor];
        const bool moved = mine != NULL && (other == NULL || strcmp(mine, other) != 0);
        const double value = point[p].value[factor];
        if (!moved && (p != base || isnan(value))) {
            continue;
        }
        *low = *low == SIZE_MAX || value < point[*low].value[factor] ? p : *low;
        *high = *high == SIZE_MAX || value > point[*high].value[factor] ? p : *high;
    }
}

int
xp_tornado_make(xp_tornado_bar **bar, size_t *n, const xp_sweep *sweep, const xp_recalled point[],
                const xp_finding finding[])
{
    const size_t n_outputs = sweep->n_outputs;
    *n = 0;
    *bar = sim_memory_zeros(sweep->n_factors * n_outputs, sizeof(**bar));
    if (*bar == NULL) {
        return SIM_ERR_NOMEM;
    }
    for (size_t o = 0; o < n_outputs; o++) {
        const size_t begin = *n;
        for (size_t j = 0; j < sweep->n_factors; j++) {
            const xp_factor *factor = &sweep->factor[j];
            size_t low, high;
            find_ends(sweep, point, j, &low, &high);
            if (factor->tied_to >= 0 || factor->kind == XP_FACTOR_COMPUTED || low == SIZE_MAX) {
                continue;
            }
            /* the baseline has no difference to itself: n 0 */
            (*bar)[(*n)++] = (xp_tornado_bar){.factor = j,
                                              .output = o,
                                              .low_text = point[low].text[j],
                                              .high_text = point[high].text[j],
                                              .low = finding[low * n_outputs + o].difference,
                                              .high = finding[high * n_outputs + o].difference,
                                              .grade = factor->grade};
        }
        qsort(*bar + begin, *n - begin, sizeof(**bar), compare_bars);
    }
    return SIM_OK;
}

/* The first level is where a replication rises above it about RISES times: common enough to be met in each,
 * rare enough that copies are worth their while. Then, with the levels found so far, passages above the highest are watched: the next is as high as the highest
 * fifth of them come. (One in five to one in eight is near the best for RESTART and for fixed
 * splitting: Garvels 2000, Villen-Altamirano 2010.) A level is chosen by chance to some degree, which costs
 * some speed and is no error: any levels give an estimate without bias. */
#include "experiment/rare/pilot.h"

#include "models/scenario/scenario.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define RISES 30
#define SHARE 0.2
#define MOST_COPIES 20
#define PASSAGES 500              /* watched above a level, */
#define FEW 50                    /* at the least, */
#define REPLICATIONS 64           /* of so many replications at the most */
#define MOST_EVENTS 20000000      /* and so many events */
#define MOST_OF_ALL 20000000      /* events of a pilot */
#define SEEN 5                    /* steps between waits, before their number is told */
#define FIRST (UINT64_C(1) << 31) /* number of the first of these, away from those that count */

static int
ascending(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static int
watch(xp_restart *restart, const xp_levels *levels, uint64_t seed, uint64_t *next,
      xp_heights *heights, uint64_t *events, cc_refusal *refusal)
{
    const uint64_t before = *events;
    int ret = SIM_OK;
    heights->n = 0;
    for (int r = 0; r < (levels->n == 0 ? 1 : REPLICATIONS) && heights->n < PASSAGES &&
                    ret == SIM_OK && *events - before < MOST_EVENTS;
         r++) {
        xp_rare_row row;
        ret = xp_restart_run(restart, levels, seed, FIRST + (*next)++, &row, heights, refusal);
        *events += row.events;
    }
    return ret;
}

static size_t
count_rises(const xp_heights *of, double level)
{
    size_t n = 0;
    for (size_t j = 1; j < of->n; j++) {
        n += of->height[j - 1] < level && of->height[j] >= level;
    }
    return n;
}

/* From heights in their order, which are sorted after that. Above half of them, rises are the rarer the
 * higher. */
static double
first_level(xp_heights *heights)
{
    const size_t n = heights->n;
    double *sorted = malloc((n + 1) * sizeof(*sorted));
    if (sorted == NULL) {
        return NAN;
    }
    memcpy(sorted, heights->height, n * sizeof(*sorted));
    qsort(sorted, n, sizeof(*sorted), ascending);
    size_t low = n / 2, high = n - 1; /* too often at low; not at high */
    while (high - low > 1) {
        const size_t middle = low + (high - low) / 2;
        if (count_rises(heights, sorted[middle]) > RISES) {
            low = middle;
        } else {
            high = middle;
        }
    }
    const double level = sorted[high];
    free(sorted);
    return level;
}

static void
put_level(xp_levels *levels, double at, double copies)
{
    levels->n++;
    levels->at[levels->n] = at;
    levels->copies[levels->n] = copies < 2 ? 2 : copies > MOST_COPIES ? MOST_COPIES : (int)copies;
}

/* Adds a level to which some of the sorted heights come; false: none is needed, the threshold is reached often
 * enough. */
static bool
add_level(xp_levels *levels, const xp_heights *heights, double threshold)
{
    const size_t n = heights->n;
    const double last = levels->at[levels->n];
    size_t j = (size_t)((1 - SHARE) * (double)n);
    while (j < n && heights->height[j] <= last) { /* where most get no higher at all */
        j++;
    }
    while (j > 0 && heights->height[j - 1] == heights->height[j]) {
        j--; /* all that are as high reach it */
    }
    size_t above = j; /* heights that are numbers of agents are few: the nearer of two */
    while (above < n && heights->height[above] == heights->height[j]) {
        above++;
    }
    const double aim = SHARE * (double)n;
    if (above < n && (double)(n - j) / aim > aim / (double)(n - above)) {
        j = above;
    }
    if (heights->height[j] >= threshold) {
        return false;
    }
    put_level(levels, heights->height[j], round((double)n / (double)(n - j)));
    return true;
}

/* Waits of levels go up by much the same step. Half as much again as the largest does not do: no more is tried. */
static bool
is_out_of_reach(const xp_levels *levels, double threshold)
{
    double largest = 0;
    int n = 0;
    for (int j = 2; j <= levels->n; j++) {
        if (levels->at[j - 1] > 0) {
            largest = fmax(largest, levels->at[j] - levels->at[j - 1]);
            n++;
        }
    }
    return n >= SEEN &&
           levels->at[levels->n] + 1.5 * largest * (XP_MAX_LEVELS - levels->n) < threshold;
}

static int
refuse_rare(const xp_levels *levels, double threshold, const char *why, cc_refusal *refusal)
{
    return cc_refuse(
        refusal, NULL, 0,
        "a wait of %g s is too rare: %s (%d levels of at most %d, the last at %.3g s); "
        "ask for a shorter one",
        threshold, why, levels->n, XP_MAX_LEVELS, levels->at[levels->n]);
}

int
xp_pilot_find(xp_restart *restart, double threshold, uint64_t seed, xp_levels *levels,
              uint64_t *events, cc_refusal *refusal)
{
    xp_heights heights = {0};
    uint64_t next = 0;
    *levels = (xp_levels){0};
    *events = 0;
    int ret = watch(restart, levels, seed, &next, &heights, events, refusal);
    bool goes_on = ret == SIM_OK && heights.n >= FEW;
    if (goes_on) {
        const double level = first_level(&heights);
        goes_on = !(level >= threshold);
        if (goes_on && !isnan(level)) {
            put_level(levels, level, 1 / SHARE);
        }
    }
    while (ret == SIM_OK && goes_on) {
        if (is_out_of_reach(levels, threshold)) {
            ret = refuse_rare(levels, threshold, "steps on the way are too small", refusal);
        } else if (*events >= MOST_OF_ALL) {
            ret = refuse_rare(levels, threshold, "the way is too long", refusal);
        } else {
            ret = watch(restart, levels, seed, &next, &heights, events, refusal);
        }
        if (ret == SIM_OK && (heights.n < FEW || levels->n == XP_MAX_LEVELS)) {
            ret = cc_refuse(refusal, NULL, 0,
                            "a wait of %g s is too rare: no way to it was found (level %d of %d)",
                            threshold, levels->n, XP_MAX_LEVELS);
        }
        if (ret != SIM_OK) {
            break;
        }
        qsort(heights.height, heights.n, sizeof(*heights.height), ascending);
        int *copies = &levels->copies[levels->n];
        if (heights.height[heights.n - 1] > levels->at[levels->n]) {
            goes_on = add_level(levels, &heights, threshold);
        } else if (*copies < MOST_COPIES) {
            *copies = *copies * 2 < MOST_COPIES ? *copies * 2 : MOST_COPIES; /* nobody got higher */
        } else {
            ret = cc_refuse(refusal, NULL, 0,
                            "a wait of %g s is too rare: nobody was seen to come closer than %s %g",
                            threshold,
                            levels->at[levels->n] > 0 ? "a wait, in s, of" : "agents idle:",
                            fabs(levels->at[levels->n]));
        }
    }
    free(heights.height);
    return ret;
}

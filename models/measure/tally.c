#include "models/measure/tally.h"

#include <math.h>
#include <string.h>

const char *
cc_tally_name(int tally)
{
#define CC_TALLY_NAME(name, counter) #name,
    static const char *const names[] = {CC_TALLY(CC_TALLY_NAME)};
#undef CC_TALLY_NAME
    return tally >= 0 && tally < CC_TALLY_aimed ? names[tally] : NULL;
}

static bool
has_threshold(const cc_scenario *scenario, int queue, int channel)
{
    return queue >= 0 &&
           scenario->center.level[queue * scenario->n_channels + channel].n_within > 0;
}

/* In the row of all, and in its own. */
static void
add(double (*sum)[CC_N_TALLY], int queue, int k, double x)
{
    sum[0][k] += x;
    if (queue >= 0) {
        sum[1 + queue][k] += x;
    }
}

void
cc_tally_take(double (*sum)[CC_N_TALLY], const cc_scenario *scenario, const cc_record *record)
{
    static const int counter[] = {
#define CC_TALLY_COUNTER(name, counter) CC_N_##counter,
        CC_TALLY(CC_TALLY_COUNTER)
#undef CC_TALLY_COUNTER
    };
    memset(sum, 0, (size_t)(1 + scenario->center.n_queues) * sizeof(*sum));
    for (uint32_t j = 0; j < record->n_touched; j++) { /* also of what does not count */
        const cc_touched *cell = &record->touched[j];
        const cc_layout_parts is = cc_layout_parts_of(&record->layout, cell->index);
        const int queue = scenario->center.queue_of[is.issue * scenario->n_channels + is.channel];
        const bool is_aimed = has_threshold(scenario, queue, is.channel);
        int begin, end;
        cc_layout_counters(&record->layout, cell->index, &begin, &end);
        for (int k = 0; k < CC_TALLY_aimed; k++) {
            if (counter[k] < begin || counter[k] >= end) {
                continue;
            }
            const double x = record->pool[cell->place + (uint32_t)counter[k]];
            add(sum, queue, k, x);
            if (is_aimed && (k == CC_TALLY_answered || k == CC_TALLY_abandoned)) {
                add(sum, queue, CC_TALLY_aimed, x);
            }
        }
    }
}

double
cc_tally_level(const double *sum)
{
    const double of = sum[CC_TALLY_aimed] - sum[CC_TALLY_abandoned_in_time];
    return of > 0 ? sum[CC_TALLY_in_time] / of : NAN;
}

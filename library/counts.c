#include "library/counts.h"

#include <math.h>
#include <string.h>

const char *
lib_count_name(int count)
{
#define LIB_COUNT_NAME(name, counter) #name,
    static const char *const names[] = {LIB_COUNTS(LIB_COUNT_NAME)};
#undef LIB_COUNT_NAME
    return count >= 0 && count < LIB_COUNT_aimed ? names[count] : NULL;
}

static bool
has_threshold(const cc_scenario *scenario, int queue, int channel)
{
    return queue >= 0 &&
           scenario->center.level[queue * scenario->n_channels + channel].n_within > 0;
}

void
lib_counts_take(double (*sum)[LIB_N_COUNTS], const cc_scenario *scenario, const cc_record *record)
{
    static const int counter[] = {
#define LIB_COUNT_COUNTER(name, counter) CC_N_##counter,
        LIB_COUNTS(LIB_COUNT_COUNTER)
#undef LIB_COUNT_COUNTER
    };
    memset(sum, 0, (size_t)(1 + scenario->center.n_queues) * sizeof(*sum));
    for (uint32_t j = 0; j < record->n_touched; j++) {
        const cc_touched *cell = &record->touched[j];
        const cc_layout_parts is = cc_layout_parts_of(&record->layout, cell->index);
        const int queue = scenario->center.queue_of[is.issue * scenario->n_channels + is.channel];
        const bool is_aimed = has_threshold(scenario, queue, is.channel);
        int begin, end;
        cc_layout_counters(&record->layout, cell->index, &begin, &end);
        for (int k = 0; k < LIB_COUNT_aimed; k++) {
            if (counter[k] < begin || counter[k] >= end) {
                continue;
            }
            const double x = record->pool[cell->place + (uint32_t)counter[k]];
            const bool aims = is_aimed && (k == LIB_COUNT_answered || k == LIB_COUNT_abandoned);
            sum[0][k] += x;
            sum[0][LIB_COUNT_aimed] += aims ? x : 0;
            if (queue >= 0) {
                sum[1 + queue][k] += x;
                sum[1 + queue][LIB_COUNT_aimed] += aims ? x : 0;
            }
        }
    }
}

double
lib_counts_level(const double *count)
{
    const double of = count[LIB_COUNT_aimed] - count[LIB_COUNT_abandoned_in_time];
    return of > 0 ? count[LIB_COUNT_in_time] / of : NAN;
}

#include "report/lines.h"

#include "models/scenario/scenario.h"
#include <math.h>
#include <stdlib.h>

char *
xp_text_span(double seconds, char *buffer, size_t size)
{
    const bool minutes = fmod(seconds, 60) == 0, hours = fmod(seconds, 3600) == 0;
    if (seconds <= 120 || !minutes) {
        snprintf(buffer, size, "%.6g s", seconds);
    } else if (seconds < 7200 || !hours) {
        snprintf(buffer, size, "%.6g min", seconds / 60);
    } else if (seconds <= 172800 || fmod(seconds, 86400) != 0) {
        snprintf(buffer, size, "%.6g h", seconds / 3600);
    } else {
        snprintf(buffer, size, "%.6g d", seconds / 86400);
    }
    return buffer;
}

bool
xp_levels_are_short(const xp_results *results)
{
    bool any = false;
    for (int s = 0; s < results->plan->n_scenarios; s++) {
        const cc_center_setup *center = &results->plan->scenario[s]->center;
        const int n = center->n_queues * results->plan->scenario[s]->n_channels;
        for (int j = 0; j < n; j++) {
            any = any || center->level[j].short_abandon >= 0;
        }
    }
    return any;
}

void
xp_lines_free(xp_lines *self)
{
    free(self->line);
    *self = (xp_lines){0};
}

xp_style
xp_style_of_unit(cc_unit unit)
{
    static const xp_style styles[] = {
        [CC_UNIT_FRACTION] = XP_PERCENT, [CC_UNIT_SECONDS] = XP_TIME, [CC_UNIT_COUNT] = XP_NUMBER,
        [CC_UNIT_PER_DAY] = XP_COUNT,    [CC_UNIT_HOURS] = XP_NUMBER, [CC_UNIT_MONEY] = XP_MONEY,
    };
    return styles[unit];
}

/* What each kind of issue meets on each channel, found when the center is built. */
#include "models/plain.h"

#include <limits.h>
#include <stdlib.h>

static cc_way
make(const cc_center *self, const cc_issue *issue, int queue, int channel)
{
    const cc_scenario *scenario = self->scenario;
    const cc_channel *setup = &scenario->center.channel[channel];
    const cc_channel_type *type = cc_channel_types[channel];
    const cc_content *content = &issue->content[channel];
    return (cc_way){
        .content = content,
        .channel = setup,
        .type = type,
        .redial = &issue->redial,
        .cell = (uint32_t)cc_layout_cell(&self->layout, (int)(issue - scenario->demand.issue),
                                         channel, 0, -1),
        .channel_index = (uint8_t)channel,
        .wanted = (uint8_t)channel,
        .issue_index = (uint16_t)(issue - scenario->demand.issue),
        .index = (uint16_t)((issue - scenario->demand.issue) * self->n_channels + channel),
        .resolves = content->resolution.n == 0 && content->resolution.constant >= 1,
        .is_deferred = type->deferred,
        .may_balk = issue->balking.n > 0 || issue->balking.constant > 0,
        .first_day = (size_t)(queue < 0 ? 0 : queue * self->n_channels + channel) *
                     (size_t)self->layout.n_days,
        .level = queue < 0 ? NULL : &scenario->center.queue[queue].service_level,
        .queue = queue < 0 ? 0 : (uint16_t)queue,
        .line = queue < 0 ? 0 : (uint32_t)(queue * cc_channel_count() + channel),
        .is_offered = setup->offered && queue >= 0,
        .never_closes = type->deferred || !setup->has_hours,
        .counts_lines = type->holds_line || setup->lines < INT_MAX,
        .answers_plainly =
            sim_dist_is_zero(&setup->answer_delay) && sim_dist_is_zero(&setup->wrap_up),
    };
}

/* The channel that all customers want first whenever it is; CC_DRAWN: that is drawn, or varies. */
static int
wanted_by_all(const cc_issue *issue, int n_channels)
{
    for (int c = 0; c < n_channels; c++) {
        const cc_table *wants = &issue->wants[c];
        if (wants->n > 0) {
            return CC_DRAWN;
        }
        if (wants->constant >= 1) {
            return c;
        }
    }
    return CC_DRAWN;
}

int
cc_ways_init(cc_center *self)
{
    const cc_scenario *scenario = self->scenario;
    const int n = scenario->demand.n_issues;
    self->again_cell = (uint32_t)(self->layout.n_groups + 1);
    self->rest_cell = (uint32_t)cc_record_rest(&self->layout);
    self->way = calloc((size_t)(n * self->n_channels), sizeof(*self->way));
    self->wanted_by_all = calloc((size_t)n, sizeof(*self->wanted_by_all));
    self->plain = calloc((size_t)n, sizeof(const cc_way *));
    if (self->way == NULL || self->wanted_by_all == NULL || self->plain == NULL) {
        return SIM_ERR_NOMEM;
    }
    for (int i = 0; i < n; i++) {
        const cc_issue *issue = &scenario->demand.issue[i];
        const int wanted = wanted_by_all(issue, self->n_channels);
        self->wanted_by_all[i] = wanted;
        for (int c = 0; c < self->n_channels; c++) {
            self->way[i * self->n_channels + c] =
                make(self, issue, scenario->center.queue_of[i * CC_MAX_CHANNELS + c], c);
        }
        self->plain[i] = cc_plain_way(self, i);
    }
    return 0;
}

void
cc_ways_free(cc_center *self)
{
    free(self->way);
    free(self->wanted_by_all);
    free((void *)self->plain);
}

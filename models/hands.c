/* Breadth first from empty hands, so that combinations come in order of conversations open. */
#include "models/hands.h"

#include "models/scenario.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define HELD(key, c) ((int)((key) >> (8 * (c)) & 0xff))

/* Work is offered while the weights open sum to at most 1. */
static bool
may_take(const cc_scenario *scenario, const cc_group *group, uint64_t key, int channel,
         bool interrupting)
{
    double load = 1 / group->at_once[channel];
    for (int c = 0; c < CC_MAX_CHANNELS; c++) {
        if (!(interrupting && scenario->center.channel[c].interruptible)) {
            load += HELD(key, c) > 0 ? HELD(key, c) / group->at_once[c] : 0;
        }
    }
    return load <= 1 + 1e-9 && HELD(key, channel) < 255;
}

static int
find(const cc_hands *self, uint64_t key)
{
    for (int j = 0; j < self->n; j++) {
        if (self->hand[j].key == key) {
            return j;
        }
    }
    return -1;
}

int
cc_hands_init(cc_hands *self, const cc_scenario *scenario, int group)
{
    const cc_group *g = &scenario->center.group[group];
    const int n_channels = cc_channel_count();
    *self = (cc_hands){.hand = calloc(CC_MAX_HANDS, sizeof(cc_hand)), .n = 1};
    if (self->hand == NULL) {
        return SIM_ERR_NOMEM;
    }
    bool serves[CC_MAX_CHANNELS] = {false};
    for (int j = 0; j < g->n_serves; j++) {
        for (int i = 0; i < scenario->demand.n_issues; i++) {
            for (int c = 0; c < n_channels; c++) {
                serves[c] |=
                    scenario->center.channel[c].offered &&
                    scenario->center.queue_of[i * CC_MAX_CHANNELS + c] == g->serves[j].index;
            }
        }
    }
    for (int j = 0; j < self->n; j++) {
        cc_hand *hand = &self->hand[j];
        for (int c = 0; c < n_channels; c++) {
            const bool plain = serves[c] && may_take(scenario, g, hand->key, c, false);
            const bool interrupting = serves[c] && cc_channel_types[c]->interrupts &&
                                      may_take(scenario, g, hand->key, c, true);
            if (!plain && !interrupting) {
                continue;
            }
            const uint64_t key = hand->key + (UINT64_C(1) << (8 * c));
            int next = find(self, key);
            if (next < 0) {
                if (self->n == CC_MAX_HANDS) {
                    return SIM_ERR_LIMIT;
                }
                next = self->n++;
                self->hand[next] = (cc_hand){.key = key, .n_open = hand->n_open + 1};
            }
            hand->next[c] = (uint16_t)next;
            hand->takes |= (uint8_t)(plain ? 1u << c : 0);
            hand->takes_interrupting |= (uint8_t)(1u << c);
        }
    }
    for (int j = 0; j < self->n; j++) {
        for (int c = 0; c < n_channels; c++) {
            if (HELD(self->hand[j].key, c) == 0) {
                continue;
            }
            const int back = find(self, self->hand[j].key - (UINT64_C(1) << (8 * c)));
            if (back < 0) {
                return SIM_ERR_BUG; /* weights only fall by giving back: always reachable */
            }
            self->hand[j].back[c] = (uint16_t)back;
        }
    }
    return 0;
}

void
cc_hands_free(cc_hands *self)
{
    free(self->hand);
    *self = (cc_hands){0};
}

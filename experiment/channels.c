#include "experiment/channels.h"

#include "models/scenario/scenario.h"
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int
place_of(const cc_channel_name *channel)
{
    return channel->kind->holds_trunk ? 0 : channel->kind->medium->deferred ? 2 : 1;
}

static int
by_place(const void *a, const void *b)
{
    const cc_channel_name *x = *(const cc_channel_name *const *)a,
                          *y = *(const cc_channel_name *const *)b;
    if (place_of(x) != place_of(y)) {
        return place_of(x) - place_of(y);
    }
    const int kinds = strcmp(x->kind->name, y->kind->name);
    return kinds != 0 ? kinds : strcmp(x->name, y->name);
}

void
xp_channels_of(xp_channels *self, const xp_plan *plan)
{
    self->n = 0;
    for (int s = 0; s < plan->n_scenarios; s++) {
        for (int c = 0; c < plan->scenario[s]->n_channels; c++) {
            const cc_channel_name *channel = &plan->scenario[s]->channel[c];
            bool known = false;
            for (int j = 0; j < self->n && !known; j++) {
                known = strcmp(self->is[j]->name, channel->name) == 0;
            }
            if (!known) {
                self->is[self->n++] = channel;
            }
        }
    }
    qsort(self->is, (size_t)self->n, sizeof(self->is[0]), by_place);
}

const char *
xp_channel_word(const cc_channel_name *channel, char *buffer, size_t size)
{
    if (strcmp(channel->name, channel->kind->name) != 0) {
        snprintf(buffer, size, "%s", channel->name);
        return buffer;
    }
    snprintf(buffer, size, "%s", channel->title);
    for (char *p = buffer; *p != '\0'; p++) {
        *p = (char)tolower((unsigned char)*p);
    }
    return buffer;
}

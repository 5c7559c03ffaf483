/* Where a node of automation leads on to: one target, or branches with conditions and shares. */
#ifndef CC_SETTINGS_WAY_H
#define CC_SETTINGS_WAY_H

#include "models/language/read.h"
#include "models/language/write.h"
#include "models/scenario/setup.h"

typedef struct cc_scenario cc_scenario;

/* Nodes, then the ends that no node has the name of: the j-th target's name, NULL: no more. */
const char *cc_target_name(const void *whole, int j);
/* Node or CC_TO_*. */
int cc_target(const cc_scenario *scenario, int j);

/* One that leads there whatever happens. */
cc_way cc_way_to(cc_reader *reader, int to);
cc_way cc_way_read(cc_reader *reader, cc_value *value);
void cc_way_write(cc_writer *writer, const char *name, const cc_way *self);
/* Does it lead there and nowhere else? */
static inline bool
cc_way_is(const cc_way *self, int to)
{
    return self->n == 1 && self->branch[0].to == to;
}

#endif

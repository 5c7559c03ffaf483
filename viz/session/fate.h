/* What one customer goes through in a run: by another center that runs the same customers and script, from the
 * beginning, and keeps the records of that one alone. In slices. */
#ifndef VIZ_FATE_H
#define VIZ_FATE_H

#include "models/center/script.h"

typedef struct viz_fate viz_fate;

typedef struct viz_fate_def {
    const cc_scenario *scenario;
    uint64_t seed, replication;
    size_t memory;           /* bytes of open contacts; 0: no bounds */
    const cc_script *script; /* copied; NULL: none */
    uint64_t owner;          /* the name, or: */
    const char *name;        /* as printed, "regular 1.17"; NULL: the owner is known */
} viz_fate_def;

/* NULL: no memory. */
viz_fate *viz_fate_new(const viz_fate_def *def);
void viz_fate_delete(viz_fate *self);
/* Goes on until it knows all up to that moment, for at most `seconds` of real time: does it? */
bool viz_fate_work(viz_fate *self, double time, double seconds);
bool viz_fate_knows(const viz_fate *self, double time);
/* Has the one looked for by name begun by now? Its owner. */
bool viz_fate_found(const viz_fate *self, uint64_t *owner);
/* The records so far, in order of time. */
const sim_trace_record *viz_fate_records(const viz_fate *self, size_t *n);
/* For the names of agents. */
const cc_center *viz_fate_center(const viz_fate *self);

#endif

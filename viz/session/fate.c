#include "viz/session/fate.h"
#include "models/center/journal_text.h"
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MOST_RECORDS 20000 /* of one issue */

struct viz_fate {
    viz_fate_def def;
    char name[96]; /* "": the owner is known */
    cc_script script;
    cc_layout layout;
    cc_record record;
    cc_center *center;
    sim_trace trace;
    sim_budget budget;
    bool is_over;
    bool is_found;
    double known; /* s: all before is */
    sim_trace_record *kept;
    size_t n, room;
};

static void
put(void *context, const sim_trace_record *record)
{
    viz_fate *self = context;
    if (cc_subject_of(record->a) != CC_OF_CONTACT) {
        return;
    }
    if (!self->is_found && self->name[0] != '\0') {
        char name[96];
        if (record->code != CC_JOURNAL_GETS_IN_TOUCH && record->code != CC_JOURNAL_WAITS) {
            return;
        }
        cc_journal_text_name(self->def.scenario, record, name, sizeof(name));
        if (strcmp(name, self->name) != 0) {
            return;
        }
        self->is_found = true;
        self->def.owner = record->subject;
    }
    if (record->subject != self->def.owner || self->n >= MOST_RECORDS) {
        return;
    }
    if (self->n == self->room) {
        const size_t room = 2 * self->room + 64;
        sim_trace_record *grown = realloc(self->kept, room * sizeof(*grown));
        if (grown == NULL) {
            return;
        }
        self->kept = grown;
        self->room = room;
    }
    self->kept[self->n++] = *record;
}

viz_fate *
viz_fate_new(const viz_fate_def *def)
{
    viz_fate *self = calloc(1, sizeof(*self));
    cc_refusal refusal;
    if (self == NULL) {
        return NULL;
    }
    self->def = *def;
    self->is_found = def->name == NULL;
    if (def->name != NULL) {
        strncpy(self->name, def->name, sizeof(self->name) - 1);
    }
    int ret = def->script != NULL ? cc_script_copy(&self->script, def->script) : SIM_OK;
    ret = ret == SIM_OK ? cc_layout_init(&self->layout, def->scenario, false) : ret;
    ret = ret == SIM_OK ? cc_record_init(&self->record, &self->layout) : ret;
    self->center = ret == SIM_OK ? cc_center_new(def->scenario, &self->layout, &refusal) : NULL;
    if (self->center == NULL) {
        viz_fate_delete(self);
        return NULL;
    }
    self->trace = (sim_trace){.put = put, .context = self};
    self->budget = (sim_budget){.most = def->memory};
    cc_center_set_trace(self->center, &self->trace);
    cc_center_set_budget(self->center, &self->budget);
    cc_center_set_script(self->center, &self->script);
    if (cc_center_start(self->center, def->seed, def->replication, &self->record) != SIM_OK) {
        viz_fate_delete(self);
        return NULL;
    }
    return self;
}

void
viz_fate_delete(viz_fate *self)
{
    if (self == NULL) {
        return;
    }
    cc_center_delete(self->center);
    cc_record_free(&self->record);
    cc_script_free(&self->script);
    free(self->kept);
    free(self);
}

static double
seconds_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

#define STEP 30.0 /* s of simulated time */

bool
viz_fate_knows(const viz_fate *self, double time)
{
    return self->is_over || self->known >= time;
}

bool
viz_fate_work(viz_fate *self, double time, double seconds)
{
    const double until = seconds_now() + seconds, horizon = cc_center_horizon(self->center);
    time = time < horizon ? time : horizon;
    while (!viz_fate_knows(self, time)) {
        double next = self->known + STEP;
        next = next < time ? next : time;
        if (cc_center_advance(self->center, next) != SIM_OK) {
            self->is_over = true; /* the player tells why */
        }
        self->known = next;
        self->is_over |= next >= horizon;
        if (seconds_now() >= until) {
            break;
        }
    }
    return viz_fate_knows(self, time);
}

bool
viz_fate_found(const viz_fate *self, uint64_t *owner)
{
    *owner = self->def.owner;
    return self->is_found;
}

const sim_trace_record *
viz_fate_records(const viz_fate *self, size_t *n)
{
    *n = self->n;
    return self->kept;
}

const cc_center *
viz_fate_center(const viz_fate *self)
{
    return self->center;
}

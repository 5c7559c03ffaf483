/* Players: made, copied, deleted; and what changes the run that they play. */
#include "viz/player/inside.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

viz_player_def
viz_player_default(void)
{
    return (viz_player_def){
        .seed = 1, .budget = (size_t)256 << 20, .bytes_an_event = 1024, .recall = 120};
}

void
viz_player_delete(viz_player *self)
{
    if (self == NULL) {
        return;
    }
    cc_so_far_free(&self->so_far);
    viz_keyframes_free(&self->keyframes);
    viz_counting_free(&self->counting);
    viz_recent_free(&self->recent);
    viz_recent_free(&self->at_start);
    sim_snapshot_free(&self->here);
    cc_script_free(&self->script);
    if (self->center != NULL) {
        cc_center_delete(self->center);
        cc_record_free(&self->record);
    }
    free(self);
}

/* A center of that scenario, and what it counts into. */
static int
make_center(const viz_player_def *def, const cc_layout *layout, cc_center **center,
            cc_record *record, cc_refusal *refusal)
{
    const int ret = cc_record_init(record, layout);
    *center = ret == SIM_OK ? cc_center_new(def->scenario, layout, refusal) : NULL;
    if (*center == NULL) {
        cc_record_free(record);
        return ret != SIM_OK ? ret : SIM_ERR_LIMIT; /* and the refusal says why */
    }
    return SIM_OK;
}

/* Everything but the moment. */
static int
build(viz_player *self, const viz_player_def *def, cc_refusal *refusal)
{
    self->def = *def;
    self->def.script = NULL;
    self->def.recall = def->recall > 0 ? def->recall : 0;
    self->recent.span = self->at_start.span = self->def.recall;
    self->keyframes =
        (viz_keyframes){.budget = def->budget, .bytes_an_event = def->bytes_an_event, .spacing = 1};
    self->was_at = -1;
    self->memory.most = def->memory;
    sim_snapshot_init(&self->here);
    int ret = cc_layout_init(&self->layout, def->scenario, false);
    ret = ret == SIM_OK ? make_center(def, &self->layout, &self->center, &self->record, refusal)
                        : ret;
    if (ret != SIM_OK) {
        return ret;
    }
    self->trace = (sim_trace){viz_player_see, self};
    cc_center_set_trace(self->center, &self->trace);
    if (def->memory > 0) {
        cc_center_set_budget(self->center, &self->memory);
    }
    self->horizon = cc_center_horizon(self->center);
    ret = viz_counting_init(&self->counting, def->scenario, self->horizon);
    ret = ret == SIM_OK ? cc_center_register(self->center, &self->record, &self->here) : ret;
    return ret == SIM_OK && def->script != NULL ? cc_script_copy(&self->script, def->script) : ret;
}

/* The beginning of the run, which is the first keyframe. */
static int
begin(viz_player *self, cc_refusal *refusal)
{
    viz_recent_clear(&self->recent, -INFINITY);
    int ret = cc_center_start(self->center, self->def.seed, self->def.replication, &self->record);
    ret = ret == SIM_OK ? viz_counting_begin(&self->counting, 0, &self->record) : ret;
    ret = ret == SIM_OK ? viz_recent_copy(&self->at_start, &self->recent) : ret;
    if (ret == SIM_OK) {
        ret = viz_keyframes_add(&self->keyframes, self->center, &self->record, 0, 0,
                                cc_center_hash(self->center));
    }
    if (ret != SIM_OK) {
        cc_center_explain(self->center, ret, refusal);
        return ret;
    }
    ret = cc_center_set_changes(self->center, &self->script, -1);
    if (ret == SIM_ERR_PARAM) {
        (void)cc_refuse(refusal, self->def.scenario->file, 0,
                        "script: has a change that the center cannot make");
    }
    return ret;
}

/* Gives up, with words for it. */
static viz_player *
refuse(viz_player *self, int error, cc_refusal *refusal)
{
    if (refusal->text[0] == '\0') {
        (void)cc_refuse(refusal, NULL, 0, "%s", sim_strerror(error));
    }
    viz_player_delete(self);
    return NULL;
}

viz_player *
viz_player_new(const viz_player_def *def, cc_refusal *refusal)
{
    refusal->text[0] = '\0';
    viz_player *self = calloc(1, sizeof(*self));
    int ret = self != NULL ? build(self, def, refusal) : SIM_ERR_NOMEM;
    ret = ret == SIM_OK ? begin(self, refusal) : ret;
    if (ret != SIM_OK) {
        return refuse(self, ret, refusal);
    }
    self->is_there = true;
    (void)viz_player_work(self, 0); /* counts what is at the beginning */
    return self;
}

viz_player *
viz_player_fork(viz_player *self, cc_refusal *refusal)
{
    refusal->text[0] = '\0';
    (void)viz_player_work(self, INFINITY);
    viz_player_def def = self->def;
    def.script = &self->script;
    viz_player *other = calloc(1, sizeof(*other));
    int ret = self->error != SIM_OK ? self->error : SIM_OK;
    ret = ret == SIM_OK && other == NULL ? SIM_ERR_NOMEM : ret;
    ret = ret == SIM_OK ? build(other, &def, refusal) : ret;
    ret = ret == SIM_OK ? cc_center_fork(other->center, &other->record, self->center) : ret;
    ret = ret == SIM_OK ? viz_keyframes_copy(&other->keyframes, &self->keyframes) : ret;
    ret = ret == SIM_OK ? viz_counting_copy(&other->counting, &self->counting) : ret;
    ret = ret == SIM_OK ? viz_recent_copy(&other->recent, &self->recent) : ret;
    ret = ret == SIM_OK ? viz_recent_copy(&other->at_start, &self->at_start) : ret;
    if (ret != SIM_OK) {
        return refuse(other, ret, refusal);
    }
    other->time = self->time;
    other->target = self->target;
    other->step = self->step;
    other->is_counted = self->is_counted;
    other->has_diverged = self->has_diverged;
    other->diverged = self->diverged;
    other->is_there = true;
    return other;
}

/* ---- changes ---- */

/* The first millisecond of which no event has been. */
static double
next_millisecond(double now)
{
    double k = floor(now * 1000);
    while (k / 1000 <= now) {
        k++;
    }
    return k / 1000;
}

int
viz_player_change(viz_player *self, cc_change change)
{
    if (self->was_at >= 0) { /* is still on its way back to where somebody sees it */
        self->target = fmin(self->target, self->was_at);
        (void)viz_player_work(self, INFINITY);
    }
    if (self->error != SIM_OK) {
        return self->error;
    }
    const double soonest = next_millisecond(self->time);
    change.time = change.time > soonest ? change.time : soonest;
    int ret = change.time <= self->horizon ? cc_center_change(self->center, change) : SIM_ERR_PARAM;
    if (ret != SIM_OK) {
        return ret;
    }
    ret = cc_script_add(&self->script, change);
    viz_player_fail(self, ret);
    viz_keyframes_forget(&self->keyframes, self->time);
    viz_counting_forget(&self->counting, self->time);
    cc_so_far_forget(&self->so_far);
    self->is_on_watch = false;
    self->target = self->time;
    self->is_there = true;
    return ret;
}

/* When two scripts first differ, s; INFINITY: they do not. */
static double
first_difference(const cc_script *a, const cc_script *b)
{
    for (size_t j = 0; j < a->n || j < b->n; j++) {
        const cc_change *x = j < a->n ? &a->change[j] : NULL;
        const cc_change *y = j < b->n ? &b->change[j] : NULL;
        if (x == NULL || y == NULL) {
            return x != NULL ? x->time : y->time;
        }
        const bool is_same = x->time == y->time && x->what == y->what && x->which == y->which &&
                             (x->value == y->value || (isnan(x->value) && isnan(y->value)));
        if (!is_same) {
            return fmin(x->time, y->time);
        }
    }
    return INFINITY;
}

int
viz_player_set_script(viz_player *self, const cc_script *script)
{
    static const cc_script none = {NULL, 0, 0};
    script = script != NULL ? script : &none;
    (void)viz_player_work(self, INFINITY);
    if (self->error != SIM_OK) {
        return self->error;
    }
    const double from = first_difference(&self->script, script);
    cc_script copy = {NULL, 0, 0};
    int ret = cc_script_copy(&copy, script);
    ret = ret == SIM_OK ? cc_center_set_changes(self->center, &copy, self->time) : ret;
    if (ret != SIM_OK) { /* nothing has changed */
        cc_script_free(&copy);
        return ret;
    }
    cc_script_free(&self->script);
    self->script = copy;
    /* a copy holds what has been changed up to its time */
    viz_keyframes_forget(&self->keyframes, nextafter(from, -INFINITY));
    viz_counting_forget(&self->counting, fmin(nextafter(from, -INFINITY), self->horizon));
    cc_so_far_forget(&self->so_far);
    viz_player_return(self);
    return self->error;
}

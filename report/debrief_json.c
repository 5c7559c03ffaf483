/* The debrief for programs; the format is documented in docs/json.md: names are added, never changed. */
#include "report/debrief.h"

#include "models/center/journal_text.h"
#include "report/json_value.h"

static json_t *
interval_of(const sim_interval *it)
{
    json_t *object = json_object();
    xp_json_put_bounds(object, it);
    json_object_set_new(object, "n", json_integer((json_int_t)it->n));
    return object;
}

static json_t *
break_of(const xp_debrief *self, const xp_debrief_break *it)
{
    const cc_scenario *scenario = self->plan->lesson->scenario;
    if (!it->is_one) {
        return json_null();
    }
    json_t *object = json_object();
    json_object_set_new(object, "queue", json_string(scenario->center.queue[it->queue].name));
    json_object_set_new(object, "begin", xp_json_number(it->begin));
    json_object_set_new(object, "end", xp_json_number(it->end));
    json_object_set_new(object, "in_time", xp_json_number(it->in_time));
    json_object_set_new(object, "of", xp_json_number(it->held));
    json_object_set_new(object, "target", xp_json_number(it->target));
    return object;
}

static json_t *
slices_of(const xp_debrief *self, int way)
{
    json_t *list = json_array();
    for (size_t j = 0; j < self->n_slices; j++) {
        const xp_debrief_slice *it = &self->slice[way][j];
        json_t *object = json_object();
        json_object_set_new(object, "begin", xp_json_number(it->begin));
        json_object_set_new(object, "end", xp_json_number(it->end));
        json_object_set_new(object, "offered", xp_json_number(it->offered));
        json_object_set_new(object, "in_time", xp_json_number(it->in_time));
        json_object_set_new(object, "of", xp_json_number(it->held));
        json_object_set_new(object, "abandoned", xp_json_number(it->abandoned));
        json_object_set_new(object, "asa", xp_json_number(it->wait / it->answered));
        json_object_set_new(object, "agents", xp_json_number(it->on_duty));
        json_array_append_new(list, object);
    }
    return list;
}

static json_t *
way_of(const xp_debrief *self, int way)
{
    const xp_debrief_way *it = &self->way[way];
    if (!it->is_run) {
        return json_null();
    }
    json_t *object = json_object();
    json_object_set_new(object, "score", xp_json_number(it->score));
    json_object_set_new(object, "luck", xp_json_number(it->luck));
    json_object_set_new(object, "worse_days", xp_json_number(it->worse));
    json_object_set_new(object, "days_on_aim", xp_json_number(it->met));
    json_object_set_new(object, "other_days", interval_of(&it->mean));
    json_object_set_new(object, "gain", interval_of(&it->gain));
    json_object_set_new(object, "hours", interval_of(&it->hours_mean));
    json_object_set_new(object, "cost", interval_of(&it->cost_mean));
    json_object_set_new(object, "first_break", break_of(self, &self->first[way]));
    json_object_set_new(object, "worst_break", break_of(self, &self->worst[way]));
    json_object_set_new(object, "intervals", slices_of(self, way));
    return object;
}

int
xp_debrief_json(FILE *file, const xp_debrief *self)
{
    const xp_lesson *lesson = self->plan->lesson;
    json_t *root = json_object(), *effects = json_array();
    json_object_set_new(root, "ccsim", json_string(CCSIM_VERSION));
    json_object_set_new(root, "kind", json_string("debrief"));
    json_object_set_new(root, "lesson", json_string(lesson->scenario->lesson.title));
    json_object_set_new(root, "file", json_string(lesson->scenario->file));
    json_object_set_new(root, "hash", xp_json_hash(lesson->scenario->hash));
    json_object_set_new(root, "kpi", json_string(lesson->score.name));
    json_object_set_new(root, "scope", json_string(lesson->score.scope_name));
    json_object_set_new(root, "aim", xp_json_number(lesson->scenario->lesson.aim));
    json_object_set_new(root, "seed", json_integer((json_int_t)self->plan->seed));
    json_object_set_new(root, "replication", json_integer((json_int_t)self->plan->replication + 1));
    json_object_set_new(root, "days", json_integer((json_int_t)self->days));
    json_object_set_new(root, "untouched", way_of(self, XP_UNTOUCHED));
    json_object_set_new(root, "yours", way_of(self, XP_YOURS));
    json_object_set_new(root, "reference", way_of(self, XP_REFERENCE));
    for (size_t j = 0; j < self->n_effects; j++) {
        json_t *object = json_object();
        json_object_set_new(object, "time", xp_json_number(self->effect[j].change.time));
        json_object_set_new(object, "change", json_string(self->effect[j].words));
        json_object_set_new(object, "this_day", xp_json_number(self->effect[j].score));
        json_object_set_new(object, "other_days", interval_of(&self->effect[j].gain));
        json_array_append_new(effects, object);
    }
    json_object_set_new(root, "changes", effects);
    return xp_json_write(root, file);
}

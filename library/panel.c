/* A center as vectors: what is observed and what may be done are found by name once, so that a step is a
 * walk over two short lists. */
#include "library/center.h"
#include "library/failure.h"
#include "library/guard.h"
#include "models/center/levels.h"
#include "models/language/hint.h"
#include "models/measure/tally.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef enum sensor_kind {
    SENSOR_TIME,
    SENSOR_WAITING,
    SENSOR_BACKLOG,
    SENSOR_OLDEST,
    SENSOR_PLANNED,
    SENSOR_STAFFED,
    SENSOR_WORKING,
    SENSOR_READY,
    SENSOR_COUNT,
    SENSOR_CONTROL
} sensor_kind;

typedef struct sensor {
    sensor_kind kind;
    int which; /* queue or group; -1: all. Of a control, whose */
    int of;    /* cc_tally; cc_control */
} sensor;

struct ccsim_panel {
    ccsim_error problem;
    ccsim_center *center;
    sensor *sensor;
    cc_change *control;
    size_t n_sensors, n_controls;
    double (*count)[CC_N_TALLY]; /* NULL: none is observed */
};

/* ---- names ---- */

static const struct {
    const char *name;
    sensor_kind kind;
} words[] = {
    {"time", SENSOR_TIME},          {"waiting", SENSOR_WAITING}, {"backlog", SENSOR_BACKLOG},
    {"oldest_wait", SENSOR_OLDEST}, {"planned", SENSOR_PLANNED}, {"staffed", SENSOR_STAFFED},
    {"working", SENSOR_WORKING},    {"ready", SENSOR_READY},
};

static bool
is_of_groups(sensor_kind kind)
{
    return kind >= SENSOR_PLANNED && kind <= SENSOR_READY;
}

static int
find_word(ccsim_panel *self, sensor *it, const char *name)
{
    cc_hint hint;
    cc_hint_init(&hint, name);
    for (size_t j = 0; j < sizeof(words) / sizeof(*words); j++) {
        if (strcmp(words[j].name, name) == 0) {
            it->kind = words[j].kind;
            return CCSIM_OK;
        }
        cc_hint_offer(&hint, words[j].name);
    }
    for (int j = 0; cc_tally_name(j) != NULL; j++) {
        if (strcmp(cc_tally_name(j), name) == 0) {
            it->kind = SENSOR_COUNT;
            it->of = j;
            return CCSIM_OK;
        }
        cc_hint_offer(&hint, cc_tally_name(j));
    }
    if (hint.nearest != NULL) {
        return lib_fail(&self->problem, CCSIM_ERR_UNKNOWN,
                        "there is no such sensor; did you mean \"%s\"? (%.60s)", hint.nearest,
                        name);
    }
    return lib_fail(&self->problem, CCSIM_ERR_UNKNOWN, "there is no such sensor (%.60s)", name);
}

/* "queue:NAME", "group:NAME". */
static int
find_scope(ccsim_panel *self, sensor *it, const char *name, const char *scope)
{
    const cc_center_setup *center = &self->center->scenario->center;
    const bool of_groups = is_of_groups(it->kind);
    const char *kind = of_groups ? "group" : "queue";
    const int n = of_groups ? center->n_groups : center->n_queues;
    it->which = -1;
    if (scope[0] == '\0' || strcmp(scope, "center") == 0) {
        return CCSIM_OK;
    }
    if (strncmp(scope, kind, 5) != 0 || scope[5] != ':' || it->kind == SENSOR_TIME) {
        return lib_fail(&self->problem, CCSIM_ERR_UNKNOWN, "%s: must be of the center%s%s (%.60s)",
                        name, it->kind == SENSOR_TIME ? "" : " or of a ",
                        it->kind == SENSOR_TIME ? "" : kind, scope);
    }
    cc_hint hint;
    cc_hint_init(&hint, scope + 6);
    for (int j = 0; j < n; j++) {
        const char *known = of_groups ? center->group[j].name : center->queue[j].name;
        if (strcmp(known, scope + 6) == 0) {
            it->which = j;
            return CCSIM_OK;
        }
        cc_hint_offer(&hint, known);
    }
    if (hint.nearest != NULL) {
        return lib_fail(&self->problem, CCSIM_ERR_UNKNOWN,
                        "%s: there is no such %s; did you mean \"%s\"? (%.60s)", name, kind,
                        hint.nearest, scope + 6);
    }
    return lib_fail(&self->problem, CCSIM_ERR_UNKNOWN, "%s: there is no such %s (%.60s)", name,
                    kind, scope + 6);
}

static int
find_control(ccsim_panel *self, cc_change *change, const char *text)
{
    cc_refusal refusal = {""};
    const int ret = cc_change_read(change, self->center->scenario, text, false, &refusal);
    return ret == SIM_OK ? CCSIM_OK
                         : lib_fail_as(&self->problem,
                                       ret == SIM_ERR_REFUSED ? CCSIM_ERR_UNKNOWN : ret, &refusal);
}

static int
find_sensor(ccsim_panel *self, sensor *it, const char *text)
{
    if (strncmp(text, "control ", 8) == 0) {
        cc_change change = {.time = 0};
        const int ret = find_control(self, &change, text + 8);
        *it = (sensor){SENSOR_CONTROL, change.which, (int)change.what};
        return ret;
    }
    char name[64];
    const size_t n = strcspn(text, " ");
    snprintf(name, sizeof(name), "%.*s", (int)(n < 60 ? n : 60), text);
    const int ret = find_word(self, it, name);
    return ret == CCSIM_OK ? find_scope(self, it, name, text + n + strspn(text + n, " ")) : ret;
}

/* ---- made and freed ---- */

void
ccsim_panel_free(ccsim_panel *self)
{
    if (self != NULL) {
        free(self->sensor);
        free(self->control);
        free(self->count);
        free(self);
    }
}

static int
build(ccsim_panel *self, const char *const *sensor_text, const char *const *control_text)
{
    int ret = CCSIM_OK;
    bool counts = false;
    for (size_t j = 0; j < self->n_sensors && ret == CCSIM_OK; j++) {
        ret = find_sensor(self, &self->sensor[j], sensor_text[j]);
        counts = counts || self->sensor[j].kind == SENSOR_COUNT;
    }
    for (size_t j = 0; j < self->n_controls && ret == CCSIM_OK; j++) {
        ret = find_control(self, &self->control[j], control_text[j]);
    }
    if (ret == CCSIM_OK && counts) {
        const size_t n_rows = 1 + (size_t)self->center->scenario->center.n_queues;
        self->count = calloc(n_rows, sizeof(*self->count));
        ret = self->count == NULL ? lib_fail_as(&self->problem, SIM_ERR_NOMEM, NULL) : CCSIM_OK;
    }
    return ret;
}

int
ccsim_panel_new(ccsim_panel **self, ccsim_center *center, const char *const *sensor_text,
                size_t n_sensors, const char *const *control_text, size_t n_controls,
                ccsim_error *error)
{
    ccsim_panel *it = calloc(1, sizeof(*it));
    *self = NULL;
    if (it == NULL) {
        return lib_fail_as(error, SIM_ERR_NOMEM, NULL);
    }
    it->center = center;
    it->n_sensors = n_sensors;
    it->n_controls = n_controls;
    it->sensor = calloc(n_sensors + 1, sizeof(*it->sensor));
    it->control = calloc(n_controls + 1, sizeof(*it->control));
    const lib_guard guard = lib_enter();
    const int ret = it->sensor == NULL || it->control == NULL
                        ? lib_fail_as(&it->problem, SIM_ERR_NOMEM, NULL)
                        : build(it, sensor_text, control_text);
    lib_leave(&guard);
    if (ret != CCSIM_OK) {
        if (error != NULL) {
            *error = it->problem;
        }
        ccsim_panel_free(it);
        return ret;
    }
    *self = it;
    return lib_succeed(error);
}

const char *
ccsim_panel_message(const ccsim_panel *self)
{
    return self->problem.text;
}

/* ---- a step ---- */

static double
of_line(const ccsim_center *center, const sensor *it)
{
    if (it->kind == SENSOR_WAITING) {
        return cc_center_n_waiting(center->center, it->which);
    }
    const cc_line_now line = cc_center_line(center->center, it->which);
    return it->kind == SENSOR_BACKLOG ? line.backlog
           : line.waiting > 0         ? fmax(center->now - line.since, 0)
                                      : 0;
}

static double
of_crew(const ccsim_center *center, const sensor *it)
{
    const cc_crews_now now = it->which >= 0 ? cc_center_crew(center->center, it->which)
                                            : cc_center_crews(center->center, -1);
    return it->kind == SENSOR_PLANNED   ? now.planned
           : it->kind == SENSOR_STAFFED ? now.staffed
           : it->kind == SENSOR_WORKING ? now.working
                                        : now.ready;
}

static void
fill(ccsim_panel *self, double *observation)
{
    const ccsim_center *center = self->center;
    if (self->count != NULL) {
        cc_tally_take(self->count, center->scenario, &center->record);
    }
    for (size_t j = 0; j < self->n_sensors; j++) {
        const sensor *it = &self->sensor[j];
        switch (it->kind) {
        case SENSOR_TIME:
            observation[j] = center->now;
            break;
        case SENSOR_COUNT:
            observation[j] = self->count[1 + it->which][it->of];
            break;
        case SENSOR_CONTROL:
            observation[j] = cc_center_control(center->center, (cc_control)it->of, it->which);
            break;
        default:
            observation[j] = is_of_groups(it->kind) ? of_crew(center, it) : of_line(center, it);
        }
    }
}

static int
say_as_center(ccsim_panel *self, int ret)
{
    self->problem = self->center->problem;
    return ret;
}

int
ccsim_panel_read(ccsim_panel *self, double *observation)
{
    if (self->center->phase == LIB_NEW) {
        return say_as_center(self, lib_center_check(self->center));
    }
    fill(self, observation);
    return CCSIM_OK;
}

/* Sets what is not yet so. Those before the one that is refused are set. */
static int
act(ccsim_panel *self, const double *action)
{
    ccsim_center *center = self->center;
    for (size_t j = 0; j < self->n_controls; j++) {
        cc_change change = self->control[j];
        const double was = cc_center_control(center->center, change.what, change.which);
        if (action[j] == was || (isnan(action[j]) && isnan(was))) {
            continue;
        }
        change.time = center->now;
        change.value = action[j];
        const char *rule = cc_control_rule(center->scenario, &change);
        const int error = rule != NULL ? SIM_ERR_PARAM : cc_center_change(center->center, change);
        if (error != SIM_OK) {
            const lib_guard guard = lib_enter();
            (void)lib_fail(&self->problem, error, "control %zu, %s: %s (%.6g)", j,
                           cc_control_types[change.what].name,
                           rule != NULL ? rule : "is more than the group has seats", action[j]);
            lib_leave(&guard);
            return error;
        }
    }
    return CCSIM_OK;
}

int
ccsim_panel_turn(ccsim_panel *self, const double *action, double seconds, double *observation)
{
    ccsim_center *center = self->center;
    if (center->phase != LIB_RUNNING || !(seconds >= 0)) {
        const int ret = lib_center_check(center);
        return ret != CCSIM_OK ? say_as_center(self, ret)
                               : lib_fail(&self->problem, CCSIM_ERR_PARAM,
                                          "seconds: must be at least 0 (%.6g)", seconds);
    }
    if (action != NULL && self->n_controls > 0 && center->now < center->horizon) {
        const int ret = act(self, action);
        if (ret != CCSIM_OK) {
            return ret;
        }
    }
    const double until = fmin(center->now + seconds, center->horizon);
    const int ret = lib_center_arrive(center, cc_center_advance(center->center, until), until);
    if (ret != CCSIM_OK) {
        return say_as_center(self, ret);
    }
    fill(self, observation);
    if (center->stop != NULL && lib_center_is_stopped(center) != CCSIM_OK) {
        return say_as_center(self, CCSIM_ERR_INTERRUPTED);
    }
    return until >= center->horizon;
}

/* What a program changes while a center runs: a line of a script, made now. */
#include "library/center.h"
#include "library/failure.h"
#include "library/guard.h"

#include <math.h>
#include <stdio.h>

const char *
ccsim_control_name(size_t j)
{
    return j < CC_N_CONTROLS ? cc_control_types[j].name : NULL;
}

const char *
ccsim_control_whose(size_t j)
{
    return j < CC_N_CONTROLS ? cc_control_types[j].of_whom : NULL;
}

const char *
ccsim_control_doc(size_t j)
{
    return j < CC_N_CONTROLS ? cc_control_types[j].doc : NULL;
}

static int
refuse(ccsim_center *self, int error, const cc_refusal *refusal)
{
    return lib_fail_as(&self->problem, error == SIM_ERR_REFUSED ? CCSIM_ERR_UNKNOWN : error,
                       refusal);
}

/* Whose control it is; value NULL: that alone. */
static int
read(ccsim_center *self, cc_change *change, const char *control, const char *whose,
     const char *value)
{
    char text[512];
    cc_refusal refusal = {""};
    whose = whose != NULL ? whose : "";
    const int n = snprintf(text, sizeof(text), "%s%s%s%s%s", control, whose[0] != '\0' ? " " : "",
                           whose, value != NULL ? " " : "", value != NULL ? value : "");
    if (n < 0 || (size_t)n >= sizeof(text)) {
        return lib_fail(&self->problem, CCSIM_ERR_PARAM, "control: is too long");
    }
    const int ret = cc_change_read(change, self->scenario, text, value != NULL, &refusal);
    return ret == SIM_OK ? CCSIM_OK : refuse(self, ret, &refusal);
}

int
ccsim_center_change_text(ccsim_center *self, double time, const char *control, const char *whose,
                         const char *value)
{
    int ret = lib_center_check(self);
    if (ret != CCSIM_OK) {
        return ret;
    }
    if (isnan(time) || time > self->horizon || self->now >= self->horizon) {
        return lib_fail(&self->problem, CCSIM_ERR_PARAM,
                        "time: must be before the run ends, at %.0f s (%.6g)", self->horizon, time);
    }
    cc_change change = {.time = fmax(time, self->now)};
    const lib_guard guard = lib_enter();
    ret = read(self, &change, control, whose, NULL);
    if (ret == CCSIM_OK) { /* else it is the name that is wrong; here the value */
        ret = read(self, &change, control, whose, value);
        ret = ret == CCSIM_ERR_UNKNOWN ? self->problem.code = CCSIM_ERR_PARAM : ret;
    }
    lib_leave(&guard);
    if (ret == CCSIM_OK) {
        const int error = cc_center_change(self->center, change);
        ret = error == SIM_OK ? CCSIM_OK : lib_fail_as(&self->problem, error, NULL);
    }
    lib_center_turn(self, self->now);
    return ret;
}

int
ccsim_center_change(ccsim_center *self, double time, const char *control, const char *whose,
                    double value)
{
    cc_change change = {.time = 0};
    char text[64];
    int ret = lib_center_check(self);
    if (ret != CCSIM_OK) {
        return ret;
    }
    const lib_guard guard = lib_enter();
    ret = read(self, &change, control, whose, NULL);
    if (ret == CCSIM_OK) {
        cc_control_value_write(change.what, value, text, sizeof(text));
    }
    lib_leave(&guard);
    return ret == CCSIM_OK ? ccsim_center_change_text(self, time, control, whose, text) : ret;
}

int
ccsim_center_control(ccsim_center *self, const char *control, const char *whose, double *value)
{
    cc_change change = {.time = 0};
    *value = NAN;
    int ret = lib_center_check_read(self);
    if (ret != CCSIM_OK) {
        return ret;
    }
    const lib_guard guard = lib_enter();
    ret = read(self, &change, control, whose, NULL);
    lib_leave(&guard);
    if (ret == CCSIM_OK) {
        *value = cc_center_control(self->center, change.what, change.which);
    }
    return ret;
}

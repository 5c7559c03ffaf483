#include "models/language/scale.h"

#include "models/language/units.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

typedef struct scaler {
    double factor;
    cc_scaling how;
    cc_arena *arena;
    int n; /* numbers changed */
} scaler;

static double
scaled(const scaler *self, double x)
{
    const double y = x * self->factor;
    if (self->how == CC_SCALE_SHARES && fabs(x) <= 1) {
        return fmax(fmin(y, 1), -1);
    }
    if (self->how == CC_SCALE_WHOLE && x == round(x) && x > 0) {
        return fmax(round(y), 1);
    }
    return y;
}

static void
scale_text(scaler *self, cc_value *value)
{
    double seconds;
    char text[48];
    if (cc_duration_parse(value->text, &seconds)) {
        snprintf(text, sizeof(text), "%.17g s", seconds * self->factor);
        const char *kept = cc_arena_text(self->arena, text);
        if (kept != NULL) {
            value->text = kept;
            self->n++;
        }
    }
}

/* Members of a distribution, a rate or a table that are in the unit of the thing itself. */
static bool
is_size(const char *name)
{
    static const char *const sizes[] = {"mean",  "means", "value",   "values",    "min",
                                        "max",   "mode",  "t_s",     "tail_mean", "by",
                                        "parts", "of",    "per_hour"};
    for (size_t j = 0; j < sizeof(sizes) / sizeof(*sizes); j++) {
        if (strcmp(name, sizes[j]) == 0) {
            return true;
        }
    }
    return false;
}

static void
scale(scaler *self, cc_value *value)
{
    switch (value->kind) {
    case CC_VALUE_NUMBER:
        value->number = scaled(self, value->number);
        value->whole = value->whole && value->number == round(value->number);
        self->n++;
        break;
    case CC_VALUE_TEXT:
        scale_text(self, value);
        break;
    case CC_VALUE_LIST:
    case CC_VALUE_GROUP:
        for (size_t j = 0; j < value->n; j++) {
            if (value->kind == CC_VALUE_LIST || is_size(value->child[j]->name)) {
                scale(self, value->child[j]);
            }
        }
        break;
    default:
        break;
    }
}

/* Is it one of several shares that sum to 1? */
static bool
is_part_of_1(const cc_value *value)
{
    const cc_value *group = value->parent;
    double sum = 0;
    if (value->kind != CC_VALUE_NUMBER || group == NULL || group->kind != CC_VALUE_GROUP ||
        group->n < 2) {
        return false;
    }
    for (size_t j = 0; j < group->n; j++) {
        if (group->child[j]->kind != CC_VALUE_NUMBER) {
            return false;
        }
        sum += group->child[j]->number;
    }
    return fabs(sum - 1) < 1e-6;
}

bool
cc_value_scale(cc_value *self, double factor, cc_scaling how, cc_arena *arena)
{
    scaler it = {.factor = factor, .how = how, .arena = arena};
    const bool part = how == CC_SCALE_SHARES && is_part_of_1(self);
    const double before = self->number;
    scale(&it, self);
    for (size_t j = 0; part && before < 1 && j < self->parent->n; j++) {
        cc_value *other = self->parent->child[j];
        if (other != self) {
            other->number *= (1 - self->number) / (1 - before);
            other->whole = false;
        }
    }
    return it.n > 0;
}

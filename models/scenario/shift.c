#include "models/scenario/shift.h"

#include "models/language/units.h"
#include <stddef.h>

const char *const cc_activities[] = {"work", "break", "lunch", "meeting", "training", "off", NULL};

bool
cc_activity_is_paid(int activity)
{
    return activity != CC_LUNCH && activity != CC_OFF;
}

double
cc_shift_length(const cc_shift *self)
{
    return self->end > self->start ? self->end - self->start : self->end + CC_DAY - self->start;
}

double
cc_shift_pause(const cc_shift *self, int pause, int nth)
{
    const cc_shift_break *it = &self->pause[pause];
    const double room = it->to - it->from - it->length;
    return it->from + (nth + 0.5) / self->there * room;
}

#include "models/language/frame.h"

#include <math.h>

cc_day_hours
cc_frame_hours(const cc_frame *self, int weekday)
{
    if (self->hours == NULL || weekday < 0 || !self->weekday_open[weekday]) {
        return self->any;
    }
    return (cc_day_hours){self->hours->of[weekday].at, self->hours->of[weekday].n};
}

double
cc_day_hours_within(cc_day_hours self, double from, double to)
{
    double sum = 0;
    for (int j = 0; j < self.n; j++) {
        sum += fmax(fmin(to, self.at[j].close) - fmax(from, self.at[j].open), 0);
    }
    return sum;
}

double
cc_frame_begin(const cc_frame *self, size_t k)
{
    return self->open + (double)k * self->interval;
}

double
cc_frame_end(const cc_frame *self, size_t k)
{
    return fmin(cc_frame_begin(self, k) + self->interval, self->close);
}

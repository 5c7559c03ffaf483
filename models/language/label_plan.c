/* How the days of a file become those of the run. */
#include "models/language/label_fit.h"

static void
refuse_days(cc_label_fit *self, const char *more)
{
    const cc_frame *frame = self->frame;
    cc_read_refuse_file(self->reader, self->rows,
                        "has %zu days where the run has %zu%s: it must have one day, seven or as "
                        "many as are open%s",
                        self->labels->n_days, frame->n_open,
                        frame->n_open < frame->n_days ? " open days" : "", more);
}

/* The file's first date is the first day of the run, or its first open day. */
static void
anchor(cc_label_fit *self)
{
    const cc_frame *frame = self->frame;
    const cc_labels *labels = self->labels;
    const long first = labels->label[0].day, last = labels->label[labels->n - 1].day;
    if (frame->has_date) {
        self->first_date = frame->first_date;
        return;
    }
    size_t skip = 0;
    while (skip < frame->n_days && !frame->is_open[skip]) {
        skip++;
    }
    const int weekday = cc_day_weekday(first);
    if (weekday != frame->first_weekday &&
        weekday != (frame->first_weekday + (int)(skip % 7)) % 7) {
        char day[64], text[16];
        static const char *const names[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
        cc_read_refuse_file(self->reader, self->rows,
                            "begins on %s, and the run on a %s: set run.first_date = \"%s\"",
                            cc_labels_day(labels, self->rows, first, day, sizeof(day)),
                            names[frame->first_weekday], cc_day_format(first, text, sizeof(text)));
        return;
    }
    self->first_date = first - (weekday == frame->first_weekday ? 0 : (long)skip);
    if (last - self->first_date >= (long)frame->n_days) {
        char day[64], until[64];
        cc_read_refuse_file(self->reader, self->rows,
                            "has days from %s to %s, and the run has %zu: set run.first_date, or "
                            "run.days",
                            cc_labels_day(labels, self->rows, first, day, sizeof(day)),
                            cc_labels_day(labels, self->rows, last, until, sizeof(until)),
                            frame->n_days);
    }
}

static bool
is_one_of_each_weekday(const cc_labels *labels)
{
    bool seen[7] = {false};
    int n = 0;
    for (size_t j = 0; j < labels->n; j++) {
        const int weekday = cc_day_weekday(labels->label[j].day);
        n += !seen[weekday];
        seen[weekday] = true;
    }
    return n == 7;
}

void
cc_label_fit_plan(cc_label_fit *self)
{
    const cc_labels *labels = self->labels;
    const cc_frame *frame = self->frame;
    const size_t n = labels->n_days;
    self->plan = CC_EVERY_DAY;
    if (labels->kind == CC_DAY_NONE || (n == 1 && labels->kind != CC_DAY_WEEKDAY)) {
        return;
    }
    self->by_weekday = labels->kind == CC_DAY_WEEKDAY ||
                       (labels->kind == CC_DAY_DATE && n == 7 && is_one_of_each_weekday(labels));
    if (labels->kind == CC_DAY_WORD && n != 7 && n != frame->n_open) {
        refuse_days(self, "");
    } else if (labels->kind == CC_DAY_DATE && !self->by_weekday) {
        anchor(self);
    }
    /* Written as a list, seven open days are just these: so a week is written day by day there. */
    const bool is_week = self->by_weekday || (labels->kind == CC_DAY_WORD && n == 7);
    self->plan = is_week && frame->n_open != 7 ? CC_EACH_WEEK : CC_EACH_OPEN_DAY;
}

size_t
cc_label_fit_days(const cc_label_fit *self)
{
    return self->plan == CC_EVERY_DAY ? 1 : self->plan == CC_EACH_WEEK ? 7 : self->frame->n_open;
}

long
cc_label_fit_day(const cc_label_fit *self, size_t day, size_t nth)
{
    const cc_labels *labels = self->labels;
    if (self->plan == CC_EVERY_DAY) {
        return labels->label[0].day;
    }
    if (self->by_weekday) { /* rows of a week are counted from the run's first day */
        const long of_week = self->plan == CC_EACH_WEEK ? (long)day : self->frame->week_row[day];
        const long weekday = (self->frame->first_weekday + of_week) % 7;
        if (labels->kind == CC_DAY_WEEKDAY) {
            return weekday;
        }
        const long first = labels->label[0].day;
        for (size_t j = 0; j < labels->n; j++) {
            if (cc_day_weekday(labels->label[j].day) == weekday) {
                return labels->label[j].day;
            }
        }
        return first;
    }
    if (labels->kind == CC_DAY_WORD) {
        return labels->n_days == self->frame->n_open
                   ? (long)nth
                   : (long)(self->plan == CC_EACH_WEEK ? day : self->frame->week_row[day]);
    }
    return self->first_date + (long)day;
}

int
cc_label_fit_weekday(const cc_label_fit *self, const cc_label *label)
{
    const cc_frame *frame = self->frame;
    const cc_labels *labels = self->labels;
    if (self->plan == CC_EVERY_DAY) {
        return -1;
    }
    if (self->by_weekday) {
        return (int)(labels->kind == CC_DAY_WEEKDAY ? label->day : cc_day_weekday(label->day));
    }
    if (labels->kind == CC_DAY_WORD && labels->n_days != frame->n_open) {
        return (frame->first_weekday + (int)label->day) % 7;
    }
    for (size_t day = 0; day < frame->n_days; day++) {
        const bool is_it = labels->kind == CC_DAY_WORD
                               ? frame->is_open[day] && (long)frame->open_row[day] == label->day
                               : self->first_date + (long)day == label->day;
        if (is_it) {
            return frame->weekday[day];
        }
    }
    return -1;
}

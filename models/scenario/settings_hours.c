#include "models/scenario/settings_hours.h"

#include "models/language/units.h"
#include "models/scenario/settings_sections.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

#define TIMES "two times, like [\"08:00\", \"22:00\"]"

static const cc_setting a_time = {.name = "hours", .unit = "time", .min = 0, .max = CC_DAY};

/* ---- as written ---- */

static bool
is_pair(const cc_value *value)
{
    return value->kind == CC_VALUE_LIST && value->n == 2 &&
           value->child[0]->kind != CC_VALUE_LIST && value->child[1]->kind != CC_VALUE_LIST;
}

cc_opening
cc_hours_read_pair(cc_reader *reader, const cc_value *value, double begin)
{
    cc_opening ret = {0, 0};
    if (!is_pair(value)) {
        char shown[96];
        cc_read_refuse(reader, value, "must be " TIMES ", or a list of such pairs (is %s)",
                       cc_value_show(value, shown, sizeof(shown)));
        return ret;
    }
    ret.open = cc_clock_since(begin, cc_read_time(reader, &a_time, value->child[0]));
    ret.close = cc_clock_since(begin, cc_read_time(reader, &a_time, value->child[1]));
    ret.close = ret.close == 0 && begin > 0 ? CC_DAY : ret.close;
    if (reader->error == SIM_OK && ret.close <= ret.open) {
        cc_read_refuse(reader, value, "must end after the start (is \"%.10s\" to \"%.10s\")",
                       value->child[0]->text, value->child[1]->text);
    }
    return ret;
}

static void
read_one_more(cc_reader *reader, const cc_value *value, double begin, cc_openings *out)
{
    if (out->n == CC_MAX_OPENINGS) {
        cc_read_refuse(reader, value, "must be at most %d openings a day", CC_MAX_OPENINGS);
        return;
    }
    out->at[out->n] = cc_hours_read_pair(reader, value, begin);
    out->n++;
    const cc_opening *opening = &out->at[out->n - 1];
    if (reader->error == SIM_OK && out->n > 1 && opening->open <= opening[-1].close) {
        cc_read_refuse(reader, value, "must begin after the one before has ended (is \"%.10s\")",
                       value->child[0]->text);
    }
}

static void
read_openings(cc_reader *reader, const cc_value *value, double begin, cc_openings *out)
{
    *out = (cc_openings){0};
    if (value->kind != CC_VALUE_LIST || value->n == 0 || value->child[0]->kind != CC_VALUE_LIST) {
        read_one_more(reader, value, begin, out);
        return;
    }
    for (size_t j = 0; j < value->n && reader->error == SIM_OK; j++) {
        read_one_more(reader, value->child[j], begin, out);
    }
}

void
cc_hours_read(cc_reader *reader, const cc_layers *in, double begin, cc_hours_written *out)
{
    static const cc_setting by = {.name = "hours_by", .each = &cc_each_weekday};
    const cc_value *all = cc_layers_get(in, "hours");
    const cc_layers sub = cc_layers_sub(in, "hours_by");
    *out = (cc_hours_written){0};
    if (all != NULL) {
        read_openings(reader, all, begin, &out->all);
    }
    for (int j = 0; j < sub.n; j++) {
        cc_settings_check_each(reader, sub.layer[j], &by);
    }
    for (int j = 0; j < 7 && reader->error == SIM_OK; j++) {
        const cc_value *value = cc_layers_get(&sub, cc_weekdays[j]);
        if (value != NULL && value->kind == CC_VALUE_LIST && value->n == 0) {
            out->shut[j] = true;
        } else if (value != NULL) {
            read_openings(reader, value, begin, &out->by[j]);
        }
    }
}

/* ---- written again ---- */

void
cc_hours_write_pair(cc_writer *writer, double begin, const cc_opening *opening)
{
    cc_write_raw(writer, "(");
    cc_write_time(writer, cc_clock_at(begin, opening->open));
    cc_write_raw(writer, ", ");
    cc_write_time(writer, cc_clock_at(begin, opening->close));
    cc_write_raw(writer, ")");
}

static void
write_openings(cc_writer *writer, double begin, const cc_openings *of)
{
    cc_write_raw(writer, of->n == 1 ? "" : "(");
    for (int j = 0; j < of->n; j++) {
        cc_write_raw(writer, j == 0 ? "" : ", ");
        cc_hours_write_pair(writer, begin, &of->at[j]);
    }
    cc_write_raw(writer, of->n == 1 ? "" : ")");
}

void
cc_hours_write(cc_writer *writer, const char *name, double begin, const cc_openings *of)
{
    cc_write_name(writer, name);
    write_openings(writer, begin, of);
    cc_write_end(writer);
}

static bool
are_equal(const cc_openings *a, const cc_openings *b)
{
    bool equal = a->n == b->n;
    for (int j = 0; equal && j < a->n; j++) {
        equal = a->at[j].open == b->at[j].open && a->at[j].close == b->at[j].close;
    }
    return equal;
}

void
cc_hours_write_by(cc_writer *writer, const char *name, double begin,
                  const cc_hours_written *written)
{
    cc_write_open(writer, name);
    for (int j = 0; j < 7; j++) {
        if (written->by[j].n > 0 && !are_equal(&written->by[j], &written->all)) {
            cc_hours_write(writer, cc_weekdays[j], begin, &written->by[j]);
        } else if (written->shut[j]) {
            cc_hours_write(writer, cc_weekdays[j], begin, &(cc_openings){0});
        }
    }
    cc_write_close(writer);
}

/* ---- when days begin ---- */

/* Minutes of the clock's day at which it is open, of those that are written so. */
typedef struct dial {
    bool open[1440];
    bool goes_over; /* midnight */
} dial;

static void
mark_pair(dial *self, const cc_value *value)
{
    double open, close;
    if (!is_pair(value) || value->child[0]->kind != CC_VALUE_TEXT ||
        value->child[1]->kind != CC_VALUE_TEXT ||
        !cc_time_of_day_parse(value->child[0]->text, &open) ||
        !cc_time_of_day_parse(value->child[1]->text, &close)) {
        return; /* refused when it is read */
    }
    const bool goes_over = close < open && close != 0;
    self->goes_over = self->goes_over || goes_over;
    for (int m = 0; m < 1440; m++) {
        const bool is_behind = 60 * m > open, is_before = 60 * m < (close == 0 ? CC_DAY : close);
        self->open[m] =
            self->open[m] || (goes_over ? is_behind || is_before : is_behind && is_before);
    }
}

static void
mark(dial *self, const cc_value *value)
{
    for (int m = 1; value == NULL && m < 1440; m++) {
        self->open[m] = true; /* all day */
    }
    if (value == NULL || value->kind != CC_VALUE_LIST) {
        return;
    }
    mark_pair(self, value);
    for (size_t j = 0; j < value->n; j++) {
        mark_pair(self, value->child[j]);
    }
}

/* The middle of the longest time without a break at which it is closed; 0: there is none. */
static int
middle_of_closed(const dial *self)
{
    int best = 0, middle = 0;
    for (int m = 0, n = 0; m < 2 * 1440; m++) {
        n = self->open[m % 1440] ? 0 : n + 1;
        if (n > best && n <= 1440) {
            best = n;
            middle = m - n / 2;
        }
    }
    return middle % 1440;
}

/* Of one opening over midnight: noon, if it is closed before and after it, else half the time between. */
static double
begin_of(const cc_value *hours)
{
    double open, close;
    if (!cc_time_of_day_parse(hours->child[0]->text, &open) ||
        !cc_time_of_day_parse(hours->child[1]->text, &close) || close >= open || close == 0) {
        return 0;
    }
    const double noon = CC_DAY / 2;
    return close < noon && noon < open ? noon : 60 * floor((open + close) / 2 / 60);
}

double
cc_hours_begin(cc_reader *reader, const cc_layers *in, const bool *weekday_open)
{
    dial it = {{false}, false};
    const cc_value *all = cc_layers_get(in, "hours"), *at = all;
    const cc_layers sub = cc_layers_sub(in, "hours_by");
    if (sub.n == 0 && all != NULL && is_pair(all) && all->child[0]->kind == CC_VALUE_TEXT &&
        all->child[1]->kind == CC_VALUE_TEXT) {
        return begin_of(all);
    }
    for (int j = 0; j < 7; j++) {
        const cc_value *own = cc_layers_get(&sub, cc_weekdays[j]);
        if (weekday_open[j]) {
            mark(&it, own != NULL ? own : all);
            at = own != NULL ? own : at;
        }
    }
    if (!it.goes_over) {
        return 0;
    }
    const int noon = 720, minute = it.open[noon] ? middle_of_closed(&it) : noon;
    if (it.open[minute]) {
        cc_read_refuse(reader, at,
                       "must leave a time of day at which it is closed on all days, where hours go "
                       "over midnight: days begin then");
    }
    return 60.0 * minute;
}

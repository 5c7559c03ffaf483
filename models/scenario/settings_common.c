#include "models/scenario/settings_common.h"

#include "models/language/hint.h"
#include "models/language/units.h"
#include <stdio.h>

void
cc_read_hours(cc_reader *reader, const cc_setting *setting, const cc_value *value, double begin,
              double *open, double *close)
{
    char shown[96];
    if (value->kind != CC_VALUE_LIST || value->n != 2) {
        cc_read_refuse(reader, value, "must be two times, like [\"08:00\", \"22:00\"] (is %s)",
                       cc_value_show(value, shown, sizeof(shown)));
        return;
    }
    *open = cc_read_time(reader, setting, value->child[0]);
    *close = cc_read_time(reader, setting, value->child[1]);
    *open = cc_clock_since(begin, *open);
    *close = cc_clock_since(begin, *close);
    *close = *close == 0 && begin > 0 ? CC_DAY : *close;
    if (reader->error == SIM_OK && *close <= *open) {
        cc_read_refuse(reader, value, "must end after the start (is \"%.10s\" to \"%.10s\")",
                       value->child[0]->text, value->child[1]->text);
    }
}

void
cc_write_hours(cc_writer *writer, double begin, double open, double close)
{
    cc_write_raw(writer, "(");
    cc_write_time(writer, cc_clock_at(begin, open));
    cc_write_raw(writer, ", ");
    cc_write_time(writer, cc_clock_at(begin, close));
    cc_write_raw(writer, ")");
}

void
cc_read_durations(cc_reader *reader, const cc_setting *setting, cc_value *value, double *out,
                  int max, int *n)
{
    if (value->kind != CC_VALUE_LIST) {
        out[0] = cc_read_duration(reader, setting, value);
        *n = 1;
        return;
    }
    if (value->n == 0 || value->n > (size_t)max) {
        cc_read_refuse(reader, value, "must have from 1 to %d durations (has %zu)", max, value->n);
        return;
    }
    for (size_t j = 0; j < value->n; j++) {
        out[j] = cc_read_duration(reader, setting, value->child[j]);
        for (size_t k = 0; k < j && reader->error == SIM_OK; k++) {
            if (out[k] == out[j]) {
                cc_read_refuse(reader, value->child[j], "is there twice (is \"%.40s\")",
                               value->child[j]->text);
            }
        }
    }
    *n = (int)value->n;
}

void
cc_write_durations(cc_writer *writer, const double *v, int n)
{
    cc_write_raw(writer, "(");
    for (int j = 0; j < n; j++) {
        cc_write_raw(writer, "%s", j == 0 ? "" : ", ");
        cc_write_duration(writer, v[j]);
    }
    cc_write_raw(writer, ")");
}

void
cc_read_names(cc_reader *reader, const cc_value *value, bool nested, void *arg,
              void (*each)(cc_reader *reader, const cc_value *value, int rank, void *arg))
{
    if (value->kind == CC_VALUE_TEXT) {
        each(reader, value, 0, arg);
        return;
    }
    char shown[96];
    if (value->kind != CC_VALUE_LIST) {
        cc_read_refuse(reader, value, "must be a name or a list of names (is %s)",
                       cc_value_show(value, shown, sizeof(shown)));
        return;
    }
    for (size_t j = 0; j < value->n && reader->error == SIM_OK; j++) {
        const cc_value *member = value->child[j];
        if (member->kind == CC_VALUE_LIST && nested) {
            for (size_t k = 0; k < member->n && reader->error == SIM_OK; k++) {
                if (member->child[k]->kind != CC_VALUE_TEXT) {
                    cc_read_refuse(reader, member->child[k], "must be a name in quotes (is %s)",
                                   cc_value_show(member->child[k], shown, sizeof(shown)));
                } else {
                    each(reader, member->child[k], (int)j, arg);
                }
            }
        } else if (member->kind == CC_VALUE_TEXT) {
            each(reader, member, (int)j, arg);
        } else {
            cc_read_refuse(reader, member, "must be a name in quotes (is %s)",
                           cc_value_show(member, shown, sizeof(shown)));
        }
    }
}

void
cc_refuse_made(cc_reader *reader, const cc_value *objects, size_t j, const char *what)
{
    const cc_value *made = objects->child[j];
    if (!made->made) {
        return;
    }
    cc_hint hint;
    cc_hint_init(&hint, made->name);
    for (size_t k = 0; k < j; k++) {
        if (!objects->child[k]->made) {
            cc_hint_offer(&hint, objects->child[k]->name);
        }
    }
    char near[96] = "", path[256], shown[96] = "...";
    if (hint.nearest != NULL) {
        snprintf(near, sizeof(near), "; did you mean \"%.60s\"?", hint.nearest);
    }
    const cc_value *member = made->n > 0 ? made->child[0] : NULL;
    if (member != NULL && member->kind != CC_VALUE_GROUP && member->kind != CC_VALUE_LIST) {
        cc_value_show(member, shown, sizeof(shown));
    }
    cc_read_refuse(reader, made,
                   "there is no %s of that name%s%s a new one is written whole: --set "
                   "'%.200s={%.60s=%s;}'",
                   what, near, hint.nearest != NULL ? "" : ";",
                   cc_value_path(made, path, sizeof(path)), member != NULL ? member->name : "...",
                   shown);
}

void
cc_read_elsewhere(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    (void)reader;
    (void)in;
    (void)self;
    (void)object;
}

void
cc_write_elsewhere(cc_writer *writer, const cc_setting *self, const void *object)
{
    (void)writer;
    (void)self;
    (void)object;
}

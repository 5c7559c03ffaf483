#include "models/language/read.h"

#include "models/language/hint.h"
#include "models/language/units.h"
#include "models/language/utf8.h"
#include <ctype.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

/* ---- layers ---- */

cc_layers
cc_layers_of(cc_value *group)
{
    return group == NULL ? (cc_layers){.n = 0} : (cc_layers){.layer = {group}, .n = 1};
}

cc_value *
cc_layers_get(const cc_layers *self, const char *name)
{
    for (int j = 0; j < self->n; j++) {
        cc_value *value = cc_value_get(self->layer[j], name);
        if (value != NULL) {
            return value;
        }
    }
    return NULL;
}

cc_layers
cc_layers_sub(const cc_layers *self, const char *name)
{
    cc_layers sub = {.n = 0};
    for (int j = 0; j < self->n; j++) {
        cc_value *value = cc_value_get(self->layer[j], name);
        if (value == NULL) {
            continue;
        }
        if (value->kind != CC_VALUE_GROUP) {
            break;
        }
        sub.layer[sub.n++] = value;
    }
    return sub;
}

/* ---- refusing ---- */

static void
refuse_path(cc_reader *self, const cc_value *at, const char *path, const char *rule)
{
    char object[128];
    const char *setting = cc_path_object(self->root->objects, path, object, sizeof(object));
    self->error = cc_refuse(self->refusal, at->file, at->line, "%s: %s%s%s", object, setting,
                            *setting != '\0' ? ": " : "", rule);
}

void
cc_read_refuse(cc_reader *self, const cc_value *at, const char *format, ...)
{
    if (self->error != SIM_OK) {
        return;
    }
    char rule[900], path[256];
    va_list list;
    va_start(list, format);
    vsnprintf(rule, sizeof(rule), format, list);
    va_end(list);
    refuse_path(self, at, cc_value_path(at, path, sizeof(path)), rule);
}

void
cc_read_missing(cc_reader *self, const cc_layers *in, const char *name, const char *format, ...)
{
    if (self->error != SIM_OK) {
        return;
    }
    char rule[512], path[256], whole[384];
    va_list list;
    va_start(list, format);
    vsnprintf(rule, sizeof(rule), format, list);
    va_end(list);
    const cc_value *at = in->n > 0 ? in->layer[0] : self->root;
    cc_value_path(at, path, sizeof(path));
    snprintf(whole, sizeof(whole), "%s%s%s", path, *path != '\0' ? "." : "", name);
    refuse_path(self, at, whole, rule);
}

void
cc_read_remark(cc_reader *self, bool is_warning, const char *format, ...)
{
    char text[1024];
    va_list list;
    va_start(list, format);
    vsnprintf(text, sizeof(text), format, list);
    va_end(list);
    for (const cc_remark *said = self->first_remark; said != NULL; said = said->next) {
        if (strcmp(said->text, text) == 0) {
            return; /* what several objects take from a more general one */
        }
    }
    cc_remark *remark = cc_read_alloc(self, 1, sizeof(*remark));
    if (remark == NULL) {
        return;
    }
    *remark = (cc_remark){.text = cc_read_keep(self, text), .is_warning = is_warning};
    if (self->last_remark == NULL) {
        self->first_remark = remark;
    } else {
        self->last_remark->next = remark;
    }
    self->last_remark = remark;
}

void
cc_read_no_memory(cc_reader *self)
{
    if (self->error == SIM_OK) {
        self->error = SIM_ERR_NOMEM;
    }
}

char *
cc_read_keep(cc_reader *self, const char *text)
{
    char *copy = cc_arena_text(self->arena, text);
    if (copy == NULL) {
        cc_read_no_memory(self);
    }
    return copy;
}

void *
cc_read_alloc(cc_reader *self, size_t n, size_t size)
{
    void *piece = cc_arena_array(self->arena, n, size);
    if (piece == NULL) {
        cc_read_no_memory(self);
    }
    return piece;
}

void
cc_read_figure(cc_reader *self, const cc_setting *setting, cc_value *value)
{
    if (self->error != SIM_OK || setting->is_policy || value->counted) {
        return;
    }
    value->counted = true;
    char path[256];
    if (self->figure != NULL) {
        self->figure(self, value, cc_value_path(value, path, sizeof(path)));
    }
}

/* ---- numbers ---- */

const char *
cc_setting_rule(const cc_setting *setting, double x, char *rule, size_t size)
{
    const char *unit = setting->unit != NULL ? setting->unit : "";
    const char *blank = *unit != '\0' ? " " : "";
    if (!setting->above && setting->min == 0 && setting->max == 1) {
        snprintf(rule, size, "must be from 0 to 1%s%s", blank, unit);
    } else if (x > setting->max || isnan(x)) {
        snprintf(rule, size, "must be at most %.15g%s%s", setting->max, blank, unit);
    } else {
        snprintf(rule, size, "must be %s %.15g%s%s", setting->above ? ">" : ">=", setting->min,
                 blank, unit);
    }
    return rule;
}

static bool
within(const cc_setting *setting, double x)
{
    return isfinite(x) && x <= setting->max &&
           (setting->above ? x > setting->min : x >= setting->min);
}

static void
refuse_value(cc_reader *self, const cc_value *value, const char *rule)
{
    char shown[96];
    cc_read_refuse(self, value, "%s (is %s)", rule, cc_value_show(value, shown, sizeof(shown)));
}

static void
check_bounds(cc_reader *self, const cc_setting *setting, const cc_value *value, double x)
{
    char rule[128];
    if (!within(setting, x)) {
        refuse_value(self, value, cc_setting_rule(setting, x, rule, sizeof(rule)));
    }
}

/* A number, or a text like "80 %" where the setting has no unit. */
static bool
number_of(const cc_setting *setting, const cc_value *value, double *x)
{
    if (value->kind == CC_VALUE_NUMBER) {
        *x = value->number;
        return true;
    }
    return value->kind == CC_VALUE_TEXT && (setting->unit == NULL || *setting->unit == '\0') &&
           cc_percent_parse(value->text, x);
}

bool
cc_read_is_number(const cc_setting *setting, const cc_value *value)
{
    double x;
    return number_of(setting, value, &x);
}

/* What is wrong with a text that should be a number. */
const char *
cc_read_not_a_number(const cc_value *value, const char *rule, char *text, size_t size)
{
    const char *comma = value->kind == CC_VALUE_TEXT ? strchr(value->text, ',') : NULL;
    const bool is_decimal = comma != NULL && comma > value->text &&
                            isdigit((unsigned char)comma[-1]) && isdigit((unsigned char)comma[1]);
    snprintf(text, size, "%s%s", rule, is_decimal ? "; decimals take a point: 0.8" : "");
    return text;
}

double
cc_read_number(cc_reader *self, const cc_setting *setting, cc_value *value)
{
    double x = 0;
    if (!number_of(setting, value, &x)) {
        char rule[128];
        refuse_value(self, value,
                     cc_read_not_a_number(value, "must be a number", rule, sizeof(rule)));
        return 0;
    }
    check_bounds(self, setting, value, x);
    return x;
}

double
cc_read_duration(cc_reader *self, const cc_setting *setting, cc_value *value)
{
    double seconds = 0;
    if (value->kind == CC_VALUE_NUMBER) {
        refuse_value(self, value, "must be a duration with its unit, like \"20 s\" or \"4 min\"");
    } else if (value->kind != CC_VALUE_TEXT || !cc_duration_parse(value->text, &seconds)) {
        char rule[128];
        refuse_value(self, value,
                     cc_read_not_a_number(value, "must be a duration, like \"20 s\" or \"4 min\"",
                                          rule, sizeof(rule)));
    } else {
        check_bounds(self, setting, value, seconds);
    }
    return seconds;
}

double
cc_read_time(cc_reader *self, const cc_setting *setting, cc_value *value)
{
    double seconds = 0;
    if (value->kind != CC_VALUE_TEXT || !cc_time_of_day_parse(value->text, &seconds)) {
        refuse_value(self, value, "must be a time of day, like \"07:30\" or \"24:00\"");
    } else {
        check_bounds(self, setting, value, seconds);
    }
    return seconds;
}

int
cc_read_int(cc_reader *self, const cc_setting *setting, cc_value *value)
{
    if (value->kind != CC_VALUE_NUMBER || value->number != floor(value->number)) {
        refuse_value(self, value, "must be a whole number");
        return 0;
    }
    check_bounds(self, setting, value, value->number);
    return self->error == SIM_OK ? (int)value->number : 0;
}

bool
cc_read_bool(cc_reader *self, const cc_value *value)
{
    if (value->kind != CC_VALUE_BOOL) {
        refuse_value(self, value, "must be true or false");
        return false;
    }
    return value->number != 0;
}

const char *
cc_read_text(cc_reader *self, const cc_value *value)
{
    if (value->kind != CC_VALUE_TEXT) {
        refuse_value(self, value, "must be a text in quotes");
        return "";
    }
    for (const char *c = value->text; *c != '\0'; c++) {
        if ((unsigned char)*c < ' ' || *c == 127) {
            refuse_value(self, value, "must not have control characters");
        }
    }
    if (!cc_is_utf8(value->text)) {
        cc_read_refuse(self, value, "must be UTF-8");
    }
    return value->text;
}

int
cc_read_word(cc_reader *self, const cc_value *value, const char *const *words)
{
    char all[256] = "must be one of";
    cc_hint hint;
    cc_hint_init(&hint, value->kind == CC_VALUE_TEXT ? value->text : "");
    for (int j = 0; words[j] != NULL; j++) {
        if (value->kind == CC_VALUE_TEXT && strcmp(value->text, words[j]) == 0) {
            return j;
        }
        const size_t n = strlen(all);
        snprintf(all + n, sizeof(all) - n, "%s%s", j > 0 ? ", " : " ", words[j]);
        cc_hint_offer(&hint, words[j]);
    }
    if (hint.nearest != NULL) {
        const size_t n = strlen(all);
        snprintf(all + n, sizeof(all) - n, "; did you mean \"%s\"?", hint.nearest);
    }
    refuse_value(self, value, all);
    return 0;
}

void
cc_read_by_number(cc_reader *self, const cc_setting *setting, cc_value *value, cc_by_number *out)
{
    *out = (cc_by_number){.constant = setting->fallback};
    if (cc_read_is_number(setting, value)) {
        out->constant = cc_read_number(self, setting, value);
    } else if (value->kind == CC_VALUE_LIST) {
        out->v = cc_read_numbers(self, setting, value, &out->n);
    } else {
        refuse_value(self, value, "must be a number or a list of numbers, from 0 on");
    }
}

int
cc_read_name(cc_reader *self, const cc_value *value, const cc_each *each)
{
    if (value->kind != CC_VALUE_TEXT) {
        char rule[96];
        snprintf(rule, sizeof(rule), "must be the name of a %s", each->what);
        refuse_value(self, value, rule);
        return -1;
    }
    cc_hint hint;
    cc_hint_init(&hint, value->text);
    const char *name;
    for (int j = 0; (name = each->name(self->whole, j)) != NULL; j++) {
        if (strcmp(name, value->text) == 0) {
            return j;
        }
        cc_hint_offer(&hint, name);
    }
    for (int j = 0; each->possible != NULL && (name = each->possible(j)) != NULL; j++) {
        cc_hint_offer(&hint, name);
    }
    if (hint.nearest != NULL) {
        cc_read_refuse(self, value,
                       "there is no %s of that name; did you mean \"%s\"? (is \"%.60s\")",
                       each->what, hint.nearest, value->text);
    } else {
        cc_read_refuse(self, value, "there is no %s of that name (is \"%.60s\")", each->what,
                       value->text);
    }
    return -1;
}

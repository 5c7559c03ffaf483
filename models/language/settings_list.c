#include "models/language/settings_list.h"

#include "models/language/units.h"
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static void visit_table(const char *prefix, const cc_setting *table, const char *kind,
                        cc_settings_visit *visit, void *arg);

/* Any name of each: one table for all of them, or one for each. */
static void
visit_any(const char *prefix, const cc_setting *any, const char *kind, cc_settings_visit *visit,
          void *arg)
{
    const char *name;
    const cc_setting *first = any->sub_of(NULL, any->each->name(NULL, 0));
    bool same = true;
    for (int k = 0; (name = any->each->name(NULL, k)) != NULL; k++) {
        same = same && any->sub_of(NULL, name) == first;
    }
    for (int k = 0; (k == 0 || !same) && (name = any->each->name(NULL, k)) != NULL; k++) {
        char path[160];
        snprintf(path, sizeof(path), "%s%s%s", prefix, *prefix != '\0' ? "." : "",
                 same ? any->each->title : name);
        visit(path, any, kind, arg);
        visit_table(path, any->sub_of(NULL, name), kind, visit, arg);
    }
}

static void
visit_own(const char *prefix, const cc_own_settings *own, cc_settings_visit *visit, void *arg)
{
    for (int j = 0; own->kind(j) != NULL; j++) {
        if (own->settings(j) != NULL) {
            visit_table(prefix, own->settings(j), own->kind(j), visit, arg);
        }
    }
}

static void
visit_table(const char *prefix, const cc_setting *table, const char *kind, cc_settings_visit *visit,
            void *arg)
{
    for (const cc_setting *s = table; s->name != NULL; s++) {
        char path[160];
        const char *dot = *prefix != '\0' ? "." : "";
        if (s->kind == CC_SET_INLINE) {
            if (!s->listed_before) {
                visit_table(prefix, s->sub, kind, visit, arg);
            }
            continue;
        }
        if (s->kind == CC_SET_OWN) {
            visit_own(prefix, s->own, visit, arg);
            continue;
        }
        if (strcmp(s->name, "*") == 0) {
            visit_any(prefix, s, kind, visit, arg);
            continue;
        }
        snprintf(path, sizeof(path), "%s%s%s%s%s", prefix, dot, s->name, s->each != NULL ? "." : "",
                 s->each != NULL ? s->each->title : "");
        visit(path, s, kind, arg);
        if (s->kind == CC_SET_NAMED) {
            snprintf(path, sizeof(path), "%s%s%s.NAME", prefix, dot, s->name);
        }
        if (s->own != NULL) {
            visit_own(path, s->own, visit, arg);
        }
        if (s->sub != NULL && !s->listed_before) {
            visit_table(path, s->sub, kind, visit, arg);
        }
    }
}

void
cc_settings_visit_all(const cc_setting *table, cc_settings_visit *visit, void *arg)
{
    visit_table("", table, "", visit, arg);
}

const char *
cc_setting_type(const cc_setting *setting, char *buffer, size_t size)
{
    if (setting->type != NULL) {
        snprintf(buffer, size, "%s", setting->type);
        return buffer;
    }
    if (setting->words != NULL) {
        buffer[0] = '\0';
        for (int j = 0; setting->words[j] != NULL; j++) {
            const char *comma = j == 0 ? "" : setting->words[j + 1] == NULL ? " or " : ", ";
            const size_t n = strlen(buffer);
            snprintf(buffer + n, size - n, "%s\"%s\"", comma, setting->words[j]);
        }
        return buffer;
    }
    switch (setting->kind) {
    case CC_SET_GROUP:
        return "group";
    case CC_SET_NAMED:
        return "groups by name";
    case CC_SET_BOOL:
        return "true or false";
    case CC_SET_INT:
        return "whole number";
    case CC_SET_NUMBER:
        return "number";
    case CC_SET_DURATION:
        return "duration";
    case CC_SET_TIME:
        return "time of day";
    case CC_SET_TEXT:
        return "text";
    case CC_SET_TABLE:
        return "table";
    case CC_SET_BY_NUMBER:
        return "number or list";
    case CC_SET_DIST:
        return "distribution";
    case CC_SET_PLAIN_DIST:
        return "number or distribution";
    case CC_SET_WORK:
        return "distribution, mean by interval";
    default:
        return "special";
    }
}

const char *
cc_setting_range(const cc_setting *setting, char *buffer, size_t size)
{
    buffer[0] = '\0';
    if (setting->unit != NULL && strcmp(setting->unit, "time") == 0) {
        return "00:00 to 24:00";
    }
    const char *unit = setting->unit != NULL ? setting->unit : "";
    const char *blank = *unit != '\0' ? " " : "";
    switch (setting->kind) {
    case CC_SET_DIST:
    case CC_SET_WORK:
        snprintf(buffer, size, ">= 0%s%s", blank, unit);
        break;
    case CC_SET_PLAIN_DIST:
        snprintf(buffer, size, ">= 0, mean at most %.15g%s%s", setting->max, blank, unit);
        break;
    case CC_SET_INT:
    case CC_SET_NUMBER:
    case CC_SET_DURATION:
    case CC_SET_TABLE:
    case CC_SET_BY_NUMBER:
    case CC_SET_SPECIAL:
        if (setting->min == 0 && setting->max == 0) {
            break;
        }
        if (setting->above) {
            snprintf(buffer, size, "> %.15g to %.15g%s%s", setting->min, setting->max, blank, unit);
        } else {
            snprintf(buffer, size, "%.15g to %.15g%s%s", setting->min, setting->max, blank, unit);
        }
        break;
    default:
        break;
    }
    return buffer;
}

const char *
cc_setting_default(const cc_setting *setting, char *buffer, size_t size)
{
    char duration[64];
    if (setting->normal != NULL) {
        return setting->normal;
    }
    switch (setting->kind) {
    case CC_SET_BOOL:
        return setting->fallback != 0 ? "true" : "false";
    case CC_SET_EITHER:
    case CC_SET_CHOICE:
        return setting->words[(int)setting->fallback];
    case CC_SET_INT:
        if (setting->fallback == INT_MAX) {
            return "unlimited";
        }
        snprintf(buffer, size, "%.15g", setting->fallback);
        return buffer;
    case CC_SET_DURATION:
        snprintf(buffer, size, "%s",
                 cc_duration_format(setting->fallback, duration, sizeof(duration)));
        return buffer;
    case CC_SET_NUMBER:
    case CC_SET_TABLE:
    case CC_SET_BY_NUMBER:
        if (isnan(setting->fallback)) {
            return "none";
        }
        snprintf(buffer, size, "%.15g", setting->fallback);
        return buffer;
    case CC_SET_DIST:
    case CC_SET_WORK:
        return "0 s";
    case CC_SET_PLAIN_DIST:
        return "0";
    default:
        return "";
    }
}

/* What a setting is: looked up in the canonical form, which has all that has an effect. */
#include "library/failure.h"
#include "library/guard.h"
#include "library/scenario.h"
#include "models/language/hint.h"
#include "models/language/parse.h"
#include "models/language/source.h"
#include "models/language/units.h"
#include "models/scenario/canonical.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void
lib_settings_forget(ccsim_scenario *self)
{
    free(self->canonical);
    free(self->shown);
    if (self->arena != NULL) {
        cc_arena_free(self->arena);
    }
    self->canonical = self->shown = NULL;
    self->arena = NULL;
    self->tree = NULL;
}

const char *
ccsim_scenario_text(ccsim_scenario *self)
{
    const lib_guard guard = lib_enter();
    const int ret = self->canonical != NULL
                        ? SIM_OK
                        : cc_canonical_print(&self->loaded->scenario, &self->canonical);
    lib_leave(&guard);
    if (ret != SIM_OK) {
        self->canonical = NULL;
        (void)lib_fail_as(&self->problem, ret, NULL);
        return NULL;
    }
    (void)lib_succeed(&self->problem);
    return self->canonical;
}

static int
grow_tree(ccsim_scenario *self)
{
    if (self->tree != NULL) {
        return SIM_OK;
    }
    const char *text = ccsim_scenario_text(self);
    cc_source source;
    cc_refusal refusal = {""};
    cc_value *root = NULL;
    self->arena = text != NULL ? cc_arena_new() : NULL;
    if (self->arena == NULL) {
        return SIM_ERR_NOMEM;
    }
    int ret = cc_source_from_text(&source, self->file, text, &refusal);
    ret = ret == SIM_OK ? cc_source_scan(&source, &refusal) : ret;
    ret = ret == SIM_OK ? cc_tree_parse(&root, self->arena, &source, &refusal) : ret;
    cc_source_free(&source);
    if (ret != SIM_OK) {
        cc_arena_free(self->arena);
        self->arena = NULL;
    }
    self->tree = root;
    return ret == SIM_ERR_REFUSED ? SIM_ERR_BUG : ret;
}

/* ---- a path ---- */

/* NULL: there is none; the longest part of the path that is there is `deepest`. */
static const cc_value *
find(const cc_value *root, const char *path, const cc_value **deepest, const char **rest)
{
    const cc_value *at = root;
    while (*path != '\0') {
        *deepest = at;
        *rest = path;
        if (*path == '[') {
            uint64_t index;
            const char *end = cc_whole_read(path + 1, SIZE_MAX, &index);
            const bool is_there =
                end != NULL && *end == ']' && at->kind == CC_VALUE_LIST && index < at->n;
            if (!is_there) {
                return NULL;
            }
            at = at->child[index];
            path = end + 1;
        } else {
            char name[CC_SOURCE_MAX_NAME + 1];
            const size_t n = strcspn(path, ".[");
            if (n == 0 || n >= sizeof(name) || at->kind != CC_VALUE_GROUP) {
                return NULL;
            }
            memcpy(name, path, n);
            name[n] = '\0';
            at = cc_value_get(at, name);
            if (at == NULL) {
                return NULL;
            }
            path += n;
        }
        path += *path == '.' && path[1] != '\0';
    }
    return at;
}

/* ---- a value as it is written ---- */

static void
write_text(FILE *file, const char *text)
{
    fputc('"', file);
    for (; *text != '\0'; text++) {
        if (*text == '"' || *text == '\\') {
            fputc('\\', file);
        }
        fputs(*text == '\n' ? "\\n" : *text == '\t' ? "\\t" : (char[]){*text, '\0'}, file);
    }
    fputc('"', file);
}

/* The shortest decimal number that is read as this one. */
static void
write_number(FILE *file, double x)
{
    char text[40];
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(text, sizeof(text), "%.*g", digits, x);
        if (strtod(text, NULL) == x) {
            break;
        }
    }
    fputs(text, file);
}

static void
write_value(FILE *file, const cc_value *it)
{
    switch (it->kind) {
    case CC_VALUE_NUMBER:
        write_number(file, it->number);
        break;
    case CC_VALUE_BOOL:
        fputs(it->number != 0 ? "true" : "false", file);
        break;
    case CC_VALUE_TEXT:
        write_text(file, it->text);
        break;
    case CC_VALUE_GROUP:
        fputc('{', file);
        for (size_t j = 0; j < it->n; j++) {
            fprintf(file, " %s = ", it->child[j]->name);
            write_value(file, it->child[j]);
            fputc(';', file);
        }
        fputs(" }", file);
        break;
    case CC_VALUE_LIST:
        fputc('(', file);
        for (size_t j = 0; j < it->n; j++) {
            fputs(j > 0 ? ", " : "", file);
            write_value(file, it->child[j]);
        }
        fputc(')', file);
        break;
    }
}

static int
show(ccsim_scenario *self, const cc_value *it)
{
    size_t n = 0;
    free(self->shown);
    self->shown = NULL;
    FILE *file = open_memstream(&self->shown, &n);
    if (file == NULL) {
        return SIM_ERR_NOMEM;
    }
    write_value(file, it);
    const bool is_whole = ferror(file) == 0;
    return fclose(file) == 0 && is_whole ? SIM_OK : SIM_ERR_NOMEM;
}

/* ---- what is asked ---- */

/* What was set last, of what has no effect and so is not in the canonical form. */
static const char *
set_as(const ccsim_scenario *self, const char *path)
{
    for (size_t j = 0; j < self->n_set; j++) {
        if (strcmp(self->path[j], path) == 0) {
            return self->value[j];
        }
    }
    return NULL;
}

static int
refuse_unknown(ccsim_scenario *self, const char *path, const cc_value *at, const char *rest)
{
    char name[CC_SOURCE_MAX_NAME + 1];
    snprintf(name, sizeof(name), "%.*s", (int)strcspn(rest, ".["), rest);
    cc_hint hint;
    cc_hint_init(&hint, name);
    for (size_t j = 0; at->kind == CC_VALUE_GROUP && j < at->n; j++) {
        cc_hint_offer(&hint, at->child[j]->name);
    }
    if (hint.nearest != NULL) {
        return lib_fail(&self->problem, CCSIM_ERR_UNKNOWN,
                        "%s: is not written in this scenario; did you mean %.*s%s?", path,
                        (int)(rest - path), path, hint.nearest);
    }
    return lib_fail(&self->problem, CCSIM_ERR_UNKNOWN,
                    "%s: is not written in this scenario, and has no effect", path);
}

static int
look_up(ccsim_scenario *self, const char *path, const cc_value **it, const char **given)
{
    const cc_value *deepest = NULL;
    const char *rest = path;
    *given = NULL;
    *it = NULL;
    const int ret = grow_tree(self);
    if (ret != SIM_OK) {
        return lib_fail_as(&self->problem, ret, NULL);
    }
    *it = find(self->tree, path, &deepest, &rest);
    if (*it == NULL) {
        *given = set_as(self, path);
    }
    if (*it == NULL && *given == NULL) {
        return refuse_unknown(self, path, deepest != NULL ? deepest : self->tree, rest);
    }
    return lib_succeed(&self->problem);
}

int
ccsim_scenario_get(ccsim_scenario *self, const char *path, const char **text)
{
    const cc_value *it;
    const lib_guard guard = lib_enter();
    int ret = look_up(self, path, &it, text);
    if (ret == CCSIM_OK && it != NULL) {
        const int shown = show(self, it);
        ret = shown == SIM_OK ? CCSIM_OK : lib_fail_as(&self->problem, shown, NULL);
        *text = self->shown;
    }
    lib_leave(&guard);
    return ret;
}

static bool
read_number(const char *text, double *value)
{
    static const char *const words[] = {"false", "true", "no", "yes"};
    for (int j = 0; j < 4; j++) {
        if (strcmp(words[j], text) == 0) {
            *value = j % 2;
            return true;
        }
    }
    return cc_share_parse(text, value) || cc_duration_parse(text, value) ||
           cc_time_of_day_parse(text, value);
}

int
ccsim_scenario_get_number(ccsim_scenario *self, const char *path, double *value)
{
    const cc_value *it;
    const char *given;
    *value = NAN;
    const lib_guard guard = lib_enter();
    int ret = look_up(self, path, &it, &given);
    if (ret == CCSIM_OK) {
        const bool is_plain =
            it != NULL && (it->kind == CC_VALUE_NUMBER || it->kind == CC_VALUE_BOOL);
        const char *text = it == NULL ? given : it->kind == CC_VALUE_TEXT ? it->text : NULL;
        if (is_plain) {
            *value = it->number;
        } else if (text == NULL || !read_number(text, value)) {
            ret = lib_fail(&self->problem, CCSIM_ERR_PARAM, "%s: is no number", path);
        }
    }
    lib_leave(&guard);
    return ret;
}

#include "models/language/override.h"

#include "models/language/parse.h"
#include "models/language/refusal.h"
#include "models/language/source.h"
#include "models/language/units.h"
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool
cc_override_split(cc_override *self, char *text)
{
    char *equals = strchr(text, '=');
    if (equals == NULL || equals == text) {
        return false;
    }
    *equals = '\0';
    *self = (cc_override){.path = text, .value = equals + 1};
    return true;
}

/* One step of a path: a name, or an index in brackets. */
typedef struct step {
    char name[CC_SOURCE_MAX_NAME + 1]; /* empty: an index */
    size_t index;
} step;

/* NULL: not a step; else what follows it. */
static const char *
read_step(const char *path, bool first, step *out)
{
    if (*path == '[') {
        uint64_t index;
        const char *end = first ? NULL : cc_whole_read(path + 1, SIZE_MAX, &index);
        if (end == NULL || *end != ']') {
            return NULL;
        }
        out->name[0] = '\0';
        out->index = (size_t)index;
        return end + 1;
    }
    if (!first && *path++ != '.') {
        return NULL;
    }
    size_t n = 0;
    if (!isalpha((unsigned char)*path)) {
        return NULL;
    }
    while (isalnum((unsigned char)path[n]) || path[n] == '-' || path[n] == '_') {
        if (n == CC_SOURCE_MAX_NAME) {
            return NULL;
        }
        out->name[n] = path[n];
        n++;
    }
    out->name[n] = '\0';
    return path + n;
}

/* The value that a step leads to, made if it is a member that is not there. */
static int
follow(cc_value **at, const step *to, const char *origin, cc_arena *arena, cc_refusal *refusal)
{
    char path[256], shown[96];
    cc_value *from = *at;
    if (to->name[0] == '\0') {
        if (from->kind != CC_VALUE_LIST || to->index >= from->n) {
            return cc_refuse(refusal, origin, 0, "there is no [%zu] in %s, it is %s", to->index,
                             cc_value_path(from, path, sizeof(path)),
                             cc_value_show(from, shown, sizeof(shown)));
        }
        *at = from->child[to->index];
        return SIM_OK;
    }
    if (from->kind != CC_VALUE_GROUP) {
        return cc_refuse(refusal, origin, 0, "there is no %s in %s, it is %s", to->name,
                         cc_value_path(from, path, sizeof(path)),
                         cc_value_show(from, shown, sizeof(shown)));
    }
    *at = cc_value_get(from, to->name);
    if (*at == NULL) {
        if (from->n >= CC_SOURCE_MAX_MEMBERS) {
            return cc_refuse(refusal, origin, 0, "too many settings in one group");
        }
        *at = cc_value_new(arena, from, CC_VALUE_GROUP, to->name);
        if (*at == NULL) {
            return SIM_ERR_NOMEM;
        }
        (*at)->made = true;
        (*at)->file = origin;
    }
    return SIM_OK;
}

int
cc_override_apply(const cc_override *self, cc_value *root, cc_arena *arena, cc_refusal *refusal)
{
    char origin[160];
    const char *value = self->value == NULL ? "" : self->value;
    snprintf(origin, sizeof(origin), "--set %.80s=%.40s%s", self->path, value,
             strlen(value) > 40 ? "..." : "");
    const char *kept = cc_arena_text(arena, origin);
    if (kept == NULL) {
        return SIM_ERR_NOMEM;
    }
    cc_value *at = root;
    const char *rest = self->path;
    int depth = 0;
    do {
        step to;
        rest = read_step(rest, at == root, &to);
        if (rest == NULL || ++depth > CC_SOURCE_MAX_NESTING) {
            return cc_refuse(refusal, kept, 0,
                             "must be a path like demand.issues.regular.arrivals[3] before the =");
        }
        const int ret = follow(&at, &to, kept, arena, refusal);
        if (ret != SIM_OK) {
            return ret;
        }
    } while (*rest != '\0');
    if (self->value == NULL) {
        return cc_value_scale(at, self->factor, self->scaling, arena)
                   ? SIM_OK
                   : cc_refuse(refusal, kept, 0, "there is no number to multiply");
    }
    at->made = false;
    at->file = kept;
    at->line = 0;
    at->whole = false;
    return cc_tree_parse_value(at, arena, self->value, refusal);
}

#include "models/language/value.h"

#include <stdio.h>
#include <string.h>

cc_value *
cc_value_new(cc_arena *arena, cc_value *parent, cc_value_kind kind, const char *name)
{
    cc_value *self = cc_arena_alloc(arena, sizeof(*self));
    if (self == NULL) {
        return NULL;
    }
    self->kind = kind;
    self->parent = parent;
    if (name != NULL && (self->name = cc_arena_text(arena, name)) == NULL) {
        return NULL;
    }
    if (parent == NULL) {
        return self;
    }
    if (parent->n == parent->capacity) {
        const size_t capacity = parent->capacity == 0 ? 4 : 2 * parent->capacity;
        cc_value **child = cc_arena_array(arena, capacity, sizeof(*child));
        if (child == NULL) {
            return NULL;
        }
        if (parent->n > 0) {
            memcpy(child, parent->child, parent->n * sizeof(*child));
        }
        parent->child = child;
        parent->capacity = capacity;
    }
    self->index = parent->n;
    parent->child[parent->n++] = self;
    return self;
}

cc_value *
cc_value_get(const cc_value *self, const char *name)
{
    if (self == NULL || self->kind != CC_VALUE_GROUP) {
        return NULL;
    }
    for (size_t j = 0; j < self->n; j++) {
        if (strcmp(self->child[j]->name, name) == 0) {
            return self->child[j];
        }
    }
    return NULL;
}

char *
cc_value_path(const cc_value *self, char *buffer, size_t size)
{
    /* From the end backwards, then moved to the front. */
    size_t at = size - 1;
    buffer[at] = '\0';
    for (const cc_value *v = self; v->parent != NULL; v = v->parent) {
        char part[96];
        if (v->name != NULL) {
            snprintf(part, sizeof(part), "%s%.80s", v->parent->parent != NULL ? "." : "", v->name);
        } else {
            snprintf(part, sizeof(part), "[%zu]", v->index);
        }
        const size_t n = strlen(part);
        if (n > at) {
            break;
        }
        at -= n;
        memcpy(buffer + at, part, n);
    }
    memmove(buffer, buffer + at, size - at);
    return buffer;
}

char *
cc_value_show(const cc_value *self, char *buffer, size_t size)
{
    switch (self->kind) {
    case CC_VALUE_NUMBER:
        snprintf(buffer, size, "%.15g", self->number);
        break;
    case CC_VALUE_BOOL:
        snprintf(buffer, size, "%s", self->number != 0 ? "true" : "false");
        break;
    case CC_VALUE_TEXT:
        snprintf(buffer, size, "\"%.40s%s\"", self->text, strlen(self->text) > 40 ? "..." : "");
        break;
    case CC_VALUE_LIST:
        snprintf(buffer, size, "a list of %zu", self->n);
        break;
    case CC_VALUE_GROUP:
        snprintf(buffer, size, "a group");
        break;
    }
    return buffer;
}

const cc_value *
cc_value_root(const cc_value *self)
{
    while (self->parent != NULL) {
        self = self->parent;
    }
    return self;
}

const char *
cc_path_object(const cc_object *objects, const char *path, char *object, size_t size)
{
    const cc_object *at = objects;
    for (; at->path != NULL; at++) {
        const char *pattern = at->path;
        const char *star = strchr(pattern, '*');
        const size_t n = star != NULL ? (size_t)(star - pattern) : strlen(pattern);
        if (strncmp(path, pattern, n) != 0) {
            continue;
        }
        const char *rest = path + n;
        if (star != NULL) {
            const size_t length = strcspn(rest, ".[");
            if (length == 0) {
                continue;
            }
            snprintf(object, size, "%s \"%.*s\"", at->word, (int)length, rest);
            rest += length;
        } else if (*rest != '\0' && *rest != '.') {
            continue;
        } else {
            snprintf(object, size, "%s", at->word);
        }
        return *rest == '.' ? rest + 1 : rest;
    }
    snprintf(object, size, "%s", at->word);
    return path;
}

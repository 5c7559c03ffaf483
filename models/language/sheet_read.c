/* The file is read whole and cut in place: a field is a pointer into the bytes. */
#include "models/language/sheet_read.h"

#include "models/language/encoding.h"
#include "models/language/sheet_cut.h"
#include "models/language/source.h"
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

int
cc_sheet_read(cc_sheet *self, const char *file, const cc_sheet_form *form, cc_refusal *refusal)
{
    *self = (cc_sheet){.asked = *form, .form = *form};
    char reason[CC_REASON_MAX] = "";
    size_t n = 0;
    self->file = strdup(file);
    self->bytes = cc_file_read(file, CC_SHEET_MAX, &n, &self->input, reason);
    self->input.name = self->file; /* the caller's may be gone sooner */
    int ret = self->file == NULL ? SIM_ERR_NOMEM : SIM_OK;
    if (ret == SIM_OK && self->bytes == NULL) {
        ret = cc_refuse(refusal, file, 0, "%s", reason);
    }
    if (ret == SIM_OK) {
        ret = cc_encoding_to_utf8(form->encoding, file, &self->bytes, &n, refusal);
    }
    if (ret == SIM_OK) {
        ret = cc_sheet_cut(self, self->bytes, n, refusal);
    }
    if (ret != SIM_OK) {
        cc_sheet_free(self);
    }
    return ret;
}

static bool
is_same(const cc_sheet_form *a, const cc_sheet_form *b)
{
    return a->separator == b->separator && a->decimal == b->decimal && a->names == b->names &&
           (a->encoding == b->encoding ||
            (a->encoding != NULL && b->encoding != NULL && strcmp(a->encoding, b->encoding) == 0));
}

int
cc_sheet_cache_get(cc_sheet_cache *self, const char *file, const cc_sheet_form *form,
                   const cc_sheet **sheet, cc_refusal *refusal)
{
    for (size_t j = 0; j < self->n; j++) {
        if (strcmp(self->sheet[j]->file, file) == 0 && is_same(form, &self->sheet[j]->asked)) {
            *sheet = self->sheet[j];
            return SIM_OK;
        }
    }
    cc_sheet **list = realloc(self->sheet, (self->n + 1) * sizeof(*list));
    if (list == NULL) {
        return SIM_ERR_NOMEM;
    }
    self->sheet = list;
    cc_sheet *one = calloc(1, sizeof(*one));
    if (one == NULL) {
        return SIM_ERR_NOMEM;
    }
    const int ret = cc_sheet_read(one, file, form, refusal);
    if (ret != SIM_OK) {
        free(one);
        return ret;
    }
    list[self->n++] = one;
    *sheet = one;
    return SIM_OK;
}

void
cc_sheet_cache_free(cc_sheet_cache *self)
{
    for (size_t j = 0; j < self->n; j++) {
        cc_sheet_free(self->sheet[j]);
        free(self->sheet[j]);
    }
    free(self->sheet);
    *self = (cc_sheet_cache){0};
}

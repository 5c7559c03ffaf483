/* Reads tables in files, and keeps what was read. */
#ifndef CC_SHEET_READ_H
#define CC_SHEET_READ_H

#include "models/language/sheet.h"

/* `names` and `encoding` of the form must outlive the sheet. */
int cc_sheet_read(cc_sheet *self, const char *file, const cc_sheet_form *form,
                  cc_refusal *refusal) SIM_MUST_CHECK;

/* Files read so far, so that each is read once for each form. */
typedef struct cc_sheet_cache {
    cc_sheet **sheet;
    size_t n;
} cc_sheet_cache;

int cc_sheet_cache_get(cc_sheet_cache *self, const char *file, const cc_sheet_form *form,
                       const cc_sheet **sheet, cc_refusal *refusal) SIM_MUST_CHECK;
void cc_sheet_cache_free(cc_sheet_cache *self);

#endif

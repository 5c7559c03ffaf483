/* The grammar of tables in files: which separator, where fields and rows end. */
#ifndef CC_SHEET_CUT_H
#define CC_SHEET_CUT_H

#include "models/language/sheet.h"

/* Cuts the text, of n bytes with a NUL behind, into the header and the fields of a sheet whose `file`
 * and `form` are set. Works in place: fields are pointers into the text. */
int cc_sheet_cut(cc_sheet *self, char *text, size_t n, cc_refusal *refusal) SIM_MUST_CHECK;

#endif

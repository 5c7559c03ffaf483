/* Bytes of a file as UTF-8 text: how they are encoded is recognised, or declared. */
#ifndef CC_ENCODING_H
#define CC_ENCODING_H

#include "models/language/refusal.h"
#include "sim/error.h"
#include <stddef.h>

/* Turns the `n` bytes of `file`, which have a NUL behind them, into UTF-8 without byte order mark, in
 * the same memory or in new memory, with a NUL behind. `encoding`: a name that iconv knows, as
 * "latin-1" or "windows-1252"; NULL: UTF-8, or UTF-16 and UTF-32 as their first bytes say. What is no
 * text is refused as what it is: a workbook, an archive, a page. */
int cc_encoding_to_utf8(const char *encoding, const char *file, char **bytes, size_t *n,
                        cc_refusal *refusal) SIM_MUST_CHECK;

/* What it is, as a rule that it breaks ("is a workbook (.xlsx): ..."), if it is plainly no text; NULL: it
 * may be one. */
const char *cc_encoding_no_text(const char *bytes, size_t n);

#endif

/* From text to a tree, by libconfig. */
#ifndef CC_LANGUAGE_PARSE_H
#define CC_LANGUAGE_PARSE_H

#include "models/language/arena.h"
#include "models/language/refusal.h"
#include "models/language/source.h"
#include "models/language/value.h"

int cc_tree_parse(cc_value **root, cc_arena *arena, const cc_source *source,
                  cc_refusal *refusal) SIM_MUST_CHECK;
/* What `--set` says behind the =: a value as in a file, or else the text itself, unless it
 * begins like a value: that is refused as in a file. Fills kind, content and children of `into`,
 * which keep its file and line. */
int cc_tree_parse_value(cc_value *into, cc_arena *arena, const char *text,
                        cc_refusal *refusal) SIM_MUST_CHECK;

#endif

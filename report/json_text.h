/* Text from files, which may be in any encoding, in JSON, which is UTF-8. */
#ifndef XP_REPORT_JSON_TEXT_H
#define XP_REPORT_JSON_TEXT_H

#include <jansson.h>

/* NULL: null. What is no UTF-8 has ? for all but ASCII. */
json_t *xp_json_text(const char *text);

#endif

/* Texts are UTF-8, as JSON is: reports of any format show them as they are. */
#ifndef CC_UTF8_H
#define CC_UTF8_H

#include <stdbool.h>

bool cc_is_utf8(const char *text);

#endif

#include "report/json_text.h"

#include <stdlib.h>
#include <string.h>

json_t *
xp_json_text(const char *text)
{
    if (text == NULL) {
        return json_null();
    }
    json_t *value = json_string(text);
    char *ascii = value == NULL ? strdup(text) : NULL;
    for (char *at = ascii; at != NULL && *at != '\0'; at++) {
        *at = (unsigned char)*at < 128 ? *at : '?';
    }
    if (ascii != NULL) {
        value = json_string(ascii);
    }
    free(ascii);
    return value;
}

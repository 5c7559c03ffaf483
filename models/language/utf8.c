/* RFC 3629: no longer than need be, no surrogates, nothing above U+10FFFF. */
#include "models/language/utf8.h"

/* Bytes that follow the first of a character; -1: none begins so. */
static int
n_following(unsigned char first)
{
    return first < 0x80                     ? 0
           : first >= 0xC2 && first <= 0xDF ? 1
           : first >= 0xE0 && first <= 0xEF ? 2
           : first >= 0xF0 && first <= 0xF4 ? 3
                                            : -1;
}

bool
cc_is_utf8(const char *text)
{
    const unsigned char *at = (const unsigned char *)text;
    while (*at != '\0') {
        const unsigned char first = *at++;
        const int n = n_following(first);
        if (n < 0 || (first == 0xE0 && *at < 0xA0) || (first == 0xED && *at > 0x9F) ||
            (first == 0xF0 && *at < 0x90) || (first == 0xF4 && *at > 0x8F)) {
            return false;
        }
        for (int j = 0; j < n; j++, at++) {
            if ((*at & 0xC0) != 0x80) {
                return false;
            }
        }
    }
    return true;
}

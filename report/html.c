#include "report/html.h"

#include "models/language/utf8.h"

void
xp_html_text(FILE *file, const char *text)
{
    const int is_utf8 = cc_is_utf8(text);
    for (const unsigned char *c = (const unsigned char *)text; *c != '\0'; c++) {
        if (*c == '<') {
            fputs("&lt;", file);
        } else if (*c == '>') {
            fputs("&gt;", file);
        } else if (*c == '&') {
            fputs("&amp;", file);
        } else if (*c == '"') {
            fputs("&quot;", file);
        } else if (*c < ' ' || (*c >= 127 && !is_utf8)) {
            fputc('?', file);
        } else {
            fputc(*c, file);
        }
    }
}

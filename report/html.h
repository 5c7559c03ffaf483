/* Text in a page, which is XML too. */
#ifndef XP_REPORT_HTML_H
#define XP_REPORT_HTML_H

#include <stdio.h>

/* As it is read: <, >, & and quotes stand for themselves; what XML cannot have is a question mark. */
void xp_html_text(FILE *file, const char *text);

#endif

/* gettext in two lines. The program's locale stays "C" but for messages, so that numbers are written
 * as they are read. */
#include "report/words.h"
#include <libintl.h>
#include <locale.h>
#include <stdlib.h>

#define DOMAIN "ccsim"

const char *
xp_words(const char *text)
{
    return text[0] != '\0' ? dgettext(DOMAIN, text) : text; /* the empty one is the catalogue's head */
}

void
xp_words_begin(const char *language)
{
    const char *folder = getenv("CCSIM_LOCALE");
    if (language != NULL) {
        (void)setenv("LANGUAGE", language, 1);
    }
    if (setlocale(LC_MESSAGES, "") == NULL || setlocale(LC_MESSAGES, NULL)[0] == 'C') {
        (void)setlocale(LC_MESSAGES, "C.UTF-8"); /* of "C" gettext translates nothing */
    }
    (void)bindtextdomain(DOMAIN, folder != NULL ? folder : CCSIM_LOCALE_DIR);
    (void)bind_textdomain_codeset(DOMAIN, "UTF-8");
}

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

/* "es_ES.UTF-8" of the environment, also where that locale is not installed; NULL. */
static const char *
wanted(void)
{
    static const char *const name[] = {"LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t j = 0; j < sizeof(name) / sizeof(*name); j++) {
        const char *value = getenv(name[j]);
        if (value != NULL && value[0] != '\0') {
            return value;
        }
    }
    return NULL;
}

void
xp_words_begin(const char *language)
{
    const char *folder = getenv("CCSIM_LOCALE");
    language = language != NULL ? language : wanted();
    if (language == NULL || setlocale(LC_MESSAGES, "C.UTF-8") == NULL) {
        return; /* in locale "C" gettext translates nothing */
    }
    (void)setenv("LANGUAGE", language, 1);
    (void)bindtextdomain(DOMAIN, folder != NULL ? folder : CCSIM_LOCALE_DIR);
    (void)bind_textdomain_codeset(DOMAIN, "UTF-8");
}

/* gettext in two lines. The program's locale stays "C" but for messages, so that numbers are written
 * as they are read. */
#include "report/words.h"
#include <libintl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define DOMAIN "ccsim"

const char *
xp_words(const char *text)
{
    return text[0] != '\0' ? dgettext(DOMAIN, text)
                           : text; /* the empty one is the catalogue's head */
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

/* Catalogues of the build for what runs in its folder, else where they are installed beside the
 * program. */
static void
find_folder(char *folder, size_t room)
{
    char program[2048];
    const ssize_t n = readlink("/proc/self/exe", program, sizeof(program) - 1);
    program[n > 0 ? n : 0] = '\0';
    char *end = strrchr(program, '/');
    const size_t build = strlen(CCSIM_BINARY_DIR);
    if (end == NULL || (strncmp(program, CCSIM_BINARY_DIR, build) == 0 && program[build] == '/')) {
        snprintf(folder, room, "%s/locale", CCSIM_BINARY_DIR);
    } else {
        *end = '\0';
        snprintf(folder, room, "%s/../share/locale", program);
    }
}

void
xp_words_begin(const char *language)
{
    char folder[2100];
    find_folder(folder, sizeof(folder));
    (void)setlocale(LC_MESSAGES, "C"); /* a change: words that were looked up are forgotten */
    language = language != NULL ? language : wanted();
    if (language == NULL || setlocale(LC_MESSAGES, "C.UTF-8") == NULL) {
        return; /* in locale "C" gettext translates nothing */
    }
    (void)setenv("LANGUAGE", language, 1);
    (void)bindtextdomain(DOMAIN, folder);
    (void)bind_textdomain_codeset(DOMAIN, "UTF-8");
}

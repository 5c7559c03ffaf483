#include "tests/support/german.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool
make(void)
{
    char folder[] = "/tmp/ccsim_locale_XXXXXX", command[160];
    if (mkdtemp(folder) == NULL) {
        return false;
    }
    snprintf(command, sizeof(command), "localedef -i de_DE -f UTF-8 %s/de_DE.UTF-8 >%s/log 2>&1",
             folder, folder);
    const bool is_there = system(command) == 0 && setenv("LOCPATH", folder, 1) == 0 &&
                          setlocale(LC_NUMERIC, "de_DE.UTF-8") != NULL;
    snprintf(command, sizeof(command), "rm -rf %s", folder);
    return system(command) == 0 && is_there;
}

static bool
has_commas(void)
{
    char comma[8];
    snprintf(comma, sizeof(comma), "%.1f", 1.5);
    return strcmp(comma, "1,5") == 0;
}

bool
german_begin(void)
{
    return (setlocale(LC_NUMERIC, "de_DE.UTF-8") != NULL || make()) && has_commas();
}

bool
german_end(void)
{
    const bool had_commas = has_commas();
    (void)setlocale(LC_NUMERIC, "C");
    return had_commas;
}

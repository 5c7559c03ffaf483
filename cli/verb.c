#include "cli/verb.h"

#include <string.h>

const cli_verb_type *
cli_verb_find(const char *name)
{
    for (size_t j = 0; cli_verb_types[j] != NULL; j++) {
        if (strcmp(cli_verb_types[j]->name, name) == 0) {
            return cli_verb_types[j];
        }
    }
    return NULL;
}

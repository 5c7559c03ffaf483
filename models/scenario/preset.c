#include "models/scenario/preset.h"

#include <stddef.h>
#include <string.h>

const cc_preset *
cc_preset_find(const char *name)
{
    for (int j = 0; cc_preset_types[j] != NULL; j++) {
        if (strcmp(cc_preset_types[j]->name, name) == 0) {
            return cc_preset_types[j];
        }
    }
    return NULL;
}

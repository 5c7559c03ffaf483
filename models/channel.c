#include "models/channel.h"

#include <string.h>

int
cc_channel_find(const char *name)
{
    for (int j = 0; cc_channel_types[j] != NULL; j++) {
        if (strcmp(cc_channel_types[j]->name, name) == 0) {
            return j;
        }
    }
    return -1;
}

int
cc_channel_count(void)
{
    int n = 0;
    while (cc_channel_types[n] != NULL) {
        n++;
    }
    return n;
}

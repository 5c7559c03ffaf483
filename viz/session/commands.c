/* The table of commands, and what a key means. */
#include "viz/session/commands.h"
#include <stdio.h>
#include <string.h>

const viz_command_type viz_command_types[VIZ_N_COMMANDS] = {
#define ROW(COMMAND, keys, section, button, help)                                                  \
    [VIZ_COMMAND_##COMMAND] = {#COMMAND, keys, section, button, help},
    VIZ_COMMANDS(ROW)
#undef ROW
};

/* Is it one of the keys written? */
static bool
is_one_of(const char *keys, const viz_input *input, int *digit)
{
    char written[64], *rest;
    snprintf(written, sizeof(written), "%s", keys);
    for (char *name = strtok_r(written, " ", &rest); name != NULL;
         name = strtok_r(NULL, " ", &rest)) {
        char *range = strstr(name, "1..9");
        if (range != NULL) {
            range[1] = '\0';
        }
        viz_input key;
        if (!viz_key_read(name, &key) || key.control != input->control ||
            key.shift != input->shift) {
            continue;
        }
        if (range != NULL && input->key >= '1' && input->key <= '9') {
            *digit = (int)(input->key - '0');
            return true;
        }
        if (key.key == input->key) {
            return true;
        }
    }
    return false;
}

viz_command
viz_command_of_key(const viz_input *input, int *digit)
{
    const viz_input plain = viz_key_plain(input);
    *digit = 0;
    for (int j = 0; j < VIZ_N_COMMANDS; j++) {
        if (is_one_of(viz_command_types[j].keys, &plain, digit)) {
            return (viz_command)j;
        }
    }
    return VIZ_NO_COMMAND;
}

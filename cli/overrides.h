/* The values of --set PATH=VALUE. */
#ifndef CLI_OVERRIDES_H
#define CLI_OVERRIDES_H

#include "models/scenario.h"

/* From a list ended by NULL, or NULL. CLI_OK, or a status after a message. Free it in either case. */
int cli_overrides_read(const char *verb, char *const *list, cc_override **set, size_t *n);
void cli_overrides_free(cc_override *set, size_t n);

#endif

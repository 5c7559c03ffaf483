/* How much memory the contacts that are open at once may have, of all threads together. */
#ifndef CLI_MEMORY_H
#define CLI_MEMORY_H

#include <stddef.h>

#define CLI_MEMORY_OPTION(variable)                                                                \
    CLI_STRING("memory", variable,                                                                 \
               "Memory for contacts that are open at once, of all threads: 4GB, 500 MB, 2 GiB "    \
               "(half of the machine's)",                                                          \
               "SIZE")

/* What --memory says, NULL: half of the machine's. -1 to carry on, else the status of a usage
 * error. */
int cli_memory_read(const char *verb, const char *text, size_t *bytes);

#endif

/* Parts of ccsim that are files of their own, loaded when they are wanted: the libraries behind them take
 * longer to load than most runs to start. */
#ifndef CLI_MODULE_H
#define CLI_MODULE_H

typedef struct cli_module {
    const char *file; /* "ccsim_window.so" */
    const char
        *symbol; /* a const struct that begins with the version of the ccsim that it belongs to */
    const char *lacks; /* "this ccsim was built without what draws" */
    const char *needs; /* packages */
} cli_module;

/* The module's struct, or NULL after a message; the status to end with then is CLI_USAGE. It stays loaded. */
const void *cli_module_load(const char *verb, const cli_module *which);

#endif

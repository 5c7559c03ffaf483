/* A module lies beside the program as it is built, and in lib/ccsim as it is installed. It is never
 * unloaded: some of the libraries behind it cannot be. */
#include "cli/module.h"

#include "cli/options.h"
#include <dlfcn.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* The module's path; false: it is nowhere. */
static bool
find(const char *file, char *path, size_t room)
{
    char program[2048];
    const ssize_t n = readlink("/proc/self/exe", program, sizeof(program) - 1);
    if (n <= 0) {
        return false;
    }
    program[n] = '\0';
    *strrchr(program, '/') = '\0';
    static const char *const places[] = {"", "/../lib/ccsim"};
    for (size_t j = 0; j < sizeof(places) / sizeof(places[0]); j++) {
        if ((size_t)snprintf(path, room, "%s%s/%s", program, places[j], file) < room &&
            access(path, R_OK) == 0) {
            return true;
        }
    }
    return false;
}

const void *
cli_module_load(const char *verb, const cli_module *which)
{
    char path[4096];
    if (!find(which->file, path, sizeof(path))) {
        (void)cli_refused(verb, "%s; install\n  %s\nand build it again; ./quickstart does both",
                          which->lacks, which->needs);
        return NULL;
    }
    void *module = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    const char *const *version = module != NULL ? dlsym(module, which->symbol) : NULL;
    if (version == NULL) {
        const char *said = dlerror();
        (void)cli_refused(verb, "cannot load %s: %s\nIt needs the libraries of\n  %s", path,
                          said != NULL ? said : "it is not ccsim's", which->needs);
        return NULL;
    }
    if (strcmp(*version, CCSIM_VERSION) != 0) {
        (void)cli_refused(verb, "%s is of ccsim %s, and this is ccsim " CCSIM_VERSION, path,
                          *version);
        return NULL;
    }
    return version;
}

/* It lies beside the program as it is built, and in lib/ccsim as it is installed. It is never
 * unloaded: some of the libraries behind it cannot be. */
#include "cli/window_module.h"

#include "cli/options.h"
#include <dlfcn.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define NEEDS "libsdl2-dev libsdl2-ttf-dev libfontconfig-dev libpng-dev fonts-dejavu-core"

/* The module's path; false: it is nowhere. */
static bool
find(char *path, size_t room)
{
    char program[2048];
    const ssize_t n = readlink("/proc/self/exe", program, sizeof(program) - 1);
    if (n <= 0) {
        return false;
    }
    program[n] = '\0';
    *strrchr(program, '/') = '\0';
    static const char *const places[] = {"%s/ccsim_window.so", "%s/../lib/ccsim/ccsim_window.so"};
    for (size_t j = 0; j < sizeof(places) / sizeof(places[0]); j++) {
        const char *rest = places[j] + 2;
        if ((size_t)snprintf(path, room, "%s%s", program, rest) < room && access(path, R_OK) == 0) {
            return true;
        }
    }
    return false;
}

const viz_device *
cli_window_module(const char *verb)
{
    char path[4096];
    if (!find(path, sizeof(path))) {
        (void)cli_refused(verb, "this ccsim was built without what draws; install\n"
                                "  " NEEDS "\nand build it again; ./quickstart does both");
        return NULL;
    }
    void *module = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    const viz_device *device = module != NULL ? dlsym(module, VIZ_DEVICE_SYMBOL) : NULL;
    if (device == NULL) {
        const char *said = dlerror();
        (void)cli_refused(verb, "cannot load %s: %s\nIt needs the libraries of\n  " NEEDS, path,
                          said != NULL ? said : "it is not ccsim's");
        return NULL;
    }
    if (strcmp(device->version, CCSIM_VERSION) != 0) {
        (void)cli_refused(verb, "%s is of ccsim %s, and this is ccsim " CCSIM_VERSION, path,
                          device->version);
        return NULL;
    }
    return device;
}

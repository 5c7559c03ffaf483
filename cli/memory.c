#include "cli/memory.h"

#include "cli/options.h"
#include "models/language/units.h"
#include <ctype.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

/* What people write; a bare letter is a power of 1000 too. */
static const struct {
    const char *name;
    double bytes;
} units[] = {
    {"kB", 1e3}, {"MB", 1e6}, {"GB", 1e9},     {"TB", 1e12},    {"k", 1e3},      {"M", 1e6},
    {"G", 1e9},  {"T", 1e12}, {"KiB", 0x1p10}, {"MiB", 0x1p20}, {"GiB", 0x1p30}, {"TiB", 0x1p40},
};

static bool
parse(const char *text, double *bytes)
{
    char number[32];
    const size_t n = strspn(text, "0123456789.");
    if (n == 0 || n >= sizeof(number)) {
        return false;
    }
    memcpy(number, text, n);
    number[n] = '\0';
    const char *unit = text + n + strspn(text + n, " ");
    for (size_t j = 0; j < sizeof(units) / sizeof(units[0]); j++) {
        if (strcasecmp(units[j].name, unit) == 0) {
            double value;
            const bool is_number = cc_number_parse(number, &value);
            *bytes = is_number ? value * units[j].bytes : 0;
            return is_number;
        }
    }
    return false;
}

/* Half of the machine's; 4 GB if it does not tell. */
static double
usual(void)
{
    const long pages = sysconf(_SC_PHYS_PAGES), size = sysconf(_SC_PAGESIZE);
    return pages < 1 || size < 1 ? 4e9 : (double)pages * (double)size / 2;
}

int
cli_memory_read(const char *verb, const char *text, size_t *bytes)
{
    double value = usual();
    if (text != NULL && !parse(text, &value)) {
        return cli_usage(verb, "--memory %s: must be a number and a unit: 4GB, 500 MB, 2 GiB",
                         text);
    }
    if (!(value >= 1e6 && value < (double)(SIZE_MAX / 2))) {
        return cli_usage(verb, "--memory %s: must be from 1 MB to %.3g GB", text,
                         (double)(SIZE_MAX / 2) / 1e9);
    }
    *bytes = (size_t)value;
    return -1;
}

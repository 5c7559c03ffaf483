#include "cli/script.h"

#include "cli/options.h"
#include <sys/stat.h>

int
cli_script_read(cc_script *self, const char *verb, const cc_scenario *scenario, const char *file,
                cc_input *input)
{
    struct stat there;
    cc_refusal refusal = {""};
    *input = (cc_input){.name = file};
    const int ret = cc_script_read(self, scenario, file, &refusal);
    if (ret == SIM_OK && stat(file, &there) == 0) {
        input->device = (uint64_t)there.st_dev;
        input->inode = (uint64_t)there.st_ino;
    }
    return ret == SIM_OK          ? -1
           : ret == SIM_ERR_PARAM ? cli_refused(verb, "%s", refusal.text)
                                  : cli_failed(verb, "%s: %s", file, sim_strerror(ret));
}

/* Lines PATH=VALUE, as --set gives them, over a scenario that the first byte picks. */
#include "models/scenario/load.h"
#include "tests/fuzz/fuzz.h"

#include <string.h>

static const char *const files[] = {"scenarios/minimal.cfg",       "scenarios/blend.cfg",
                                    "scenarios/chat.cfg",          "scenarios/assistant.cfg",
                                    "tests/verify/everything.cfg", "tests/verify/shifts.cfg"};
enum { FILES = sizeof(files) / sizeof(*files), SETS = 8, RUN_ONE_OF = 16 };

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = size < 2 ? NULL : fuzz_string(data + 1, size - 1);
    if (text == NULL) {
        return 0;
    }
    cc_override set[SETS];
    size_t n = 0;
    char *rest = NULL;
    for (char *line = strtok_r(text, "\n", &rest); line != NULL && n < SETS;
         line = strtok_r(NULL, "\n", &rest)) {
        n += cc_override_split(&set[n], line);
    }
    char path[512];
    snprintf(path, sizeof(path), "%s/%s", CCSIM_SOURCE_DIR, files[data[0] % FILES]);
    cc_scenario scenario;
    cc_refusal refusal = {""};
    const int ret = cc_scenario_load(&scenario, path, set, n, &refusal);
    if (ret == SIM_OK) {
        fuzz_print_and_read(&scenario);
        if (scenario.hash % RUN_ONE_OF == 0) { /* to make a center takes longer than to read */
            fuzz_run(&scenario, 100);
        }
        cc_scenario_free(&scenario);
    } else {
        fuzz_check_refusal(ret, &refusal);
    }
    free(text);
    return 0;
}

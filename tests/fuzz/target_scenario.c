/* Scenario text that is accepted is run for a while. */
#include "models/scenario/load.h"
#include "tests/fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = fuzz_string(data, size);
    if (text == NULL) {
        return 0;
    }
    cc_scenario scenario;
    cc_refusal refusal = {""};
    if (cc_scenario_load_text(&scenario, "fuzz.cfg", text, NULL, 0, &refusal) == SIM_OK) {
        fuzz_run(&scenario, 400);
        cc_scenario_free(&scenario);
    }
    free(text);
    return 0;
}

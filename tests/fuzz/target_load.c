/* Scenario text: read, printed, read again. */
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
    const int ret = cc_scenario_load_text(&scenario, "fuzz.cfg", text, NULL, 0, &refusal);
    if (ret == SIM_OK) {
        fuzz_print_and_read(&scenario);
        cc_scenario_free(&scenario);
    } else {
        fuzz_check_refusal(ret, &refusal);
    }
    free(text);
    return 0;
}

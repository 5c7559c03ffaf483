/* Rules, names of figures and scopes, numbers, durations, times of day. */
#include "experiment/precision.h"
#include "experiment/rule.h"
#include "experiment/run.h"
#include "models/language/units.h"
#include "models/scenario/load.h"
#include "tests/fuzz/fuzz.h"

#include <math.h>
#include <string.h>

static cc_scenario scenario[2];
static xp_plan plan;
static xp_results results;
static bool is_ready;

static void
set_up(void)
{
    static const char *const files[] = {"/scenarios/chat.cfg", "/tests/verify/everything.cfg"};
    cc_refusal refusal = {""};
    plan = xp_plan_default();
    for (int s = 0; s < 2; s++) {
        char path[512];
        snprintf(path, sizeof(path), "%s%s", CCSIM_SOURCE_DIR, files[s]);
        FUZZ_CHECK(cc_scenario_load(&scenario[s], path, NULL, 0, &refusal) == SIM_OK, "%s",
                   refusal.text);
        plan.scenario[s] = &scenario[s];
    }
    plan.n_scenarios = 2;
    plan.replications = 3;
    FUZZ_CHECK(xp_run(&results, &plan, &refusal) == SIM_OK, "%s", refusal.text);
    is_ready = true;
}

static void
try_rules(const char *text)
{
    cc_refusal refusal = {""};
    xp_precision precision;
    xp_require require;
    int ret = xp_precision_parse(&precision, text, &refusal);
    if (ret == SIM_OK) {
        FUZZ_CHECK(precision.kpi[0] != '\0' && precision.value > 0, "a precision of nothing");
        (void)xp_precision_progress(&precision, &results);
    } else {
        fuzz_check_refusal(ret, &refusal);
    }
    ret = xp_require_parse(&require, text, &refusal);
    if (ret == SIM_OK) {
        for (int s = 0; s < 2; s++) {
            FUZZ_CHECK(!isnan(xp_require_value(&require, &results, s)) ||
                           !xp_require_met(&require, &results, s),
                       "met by what is undefined");
        }
    } else {
        fuzz_check_refusal(ret, &refusal);
    }
}

static void
try_units(const char *text)
{
    double value, again;
    char buffer[64];
    if (cc_number_parse(text, &value)) {
        FUZZ_CHECK(isfinite(value), "a number that is not finite");
    }
    if (cc_duration_parse(text, &value)) {
        FUZZ_CHECK(isfinite(value), "a duration that is not finite");
        cc_duration_format(value, buffer, sizeof(buffer));
        FUZZ_CHECK(value < 0 || (cc_duration_parse(buffer, &again) && again == value),
                   "%s is printed as %s", text, buffer);
    }
    if (cc_time_of_day_parse(text, &value)) {
        FUZZ_CHECK(value >= 0 && value <= CC_DAY, "%g s of a day", value);
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!is_ready) {
        set_up();
    }
    char *text = fuzz_string(data, size);
    if (text == NULL) {
        return 0;
    }
    try_rules(text);
    try_units(text);
    char *blank = strchr(text, ' ');
    if (blank != NULL) {
        *blank = '\0';
        (void)xp_results_find(&results, text, blank + 1);
    }
    free(text);
    return 0;
}

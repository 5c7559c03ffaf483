/* Plans of sweeps and expressions: read or refused; points are texts that a scenario can be given. */
#include "experiment/sweep/sweep.h"
#include "tests/fuzz/fuzz.h"

#include <math.h>
#include <string.h>

static void
try_expression(const char *text)
{
    xp_expression it;
    cc_refusal refusal = {""};
    const int ret = xp_expression_parse(&it, text, &refusal);
    if (ret != SIM_OK) {
        fuzz_check_refusal(ret, &refusal);
        return;
    }
    double value[XP_EXPRESSION_NAMES], gradient[XP_EXPRESSION_NAMES];
    for (size_t j = 0; j < XP_EXPRESSION_NAMES; j++) {
        value[j] = 1.5 * (double)j - 2;
    }
    const double x = xp_expression_value(&it, value, gradient);
    FUZZ_CHECK(isfinite(x) || isnan(x), "%g", x);
    FUZZ_CHECK(isnan(x) || x == xp_expression_value(&it, value, NULL), "two values");
    xp_expression_free(&it);
}

static void
try_points(const xp_sweep *sweep)
{
    for (size_t k = 0; k < 5; k++) {
        const size_t number = (sweep->n_points - 1) * k / 4;
        xp_sweep_point point;
        cc_refusal refusal = {""};
        const int ret = xp_sweep_point_make(&point, sweep, number, &refusal);
        if (ret != SIM_OK) {
            fuzz_check_refusal(ret, &refusal);
            continue;
        }
        for (size_t f = 0; f < sweep->n_factors; f++) {
            FUZZ_CHECK(point.text[f] != NULL, "factor %zu has no text", f);
        }
        cc_scenario scenario;
        if (xp_sweep_point_load(&point, &scenario, &refusal) == SIM_OK) {
            cc_scenario_free(&scenario);
        }
        free(xp_sweep_point_command(&point));
        xp_sweep_point_free(&point);
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = fuzz_string(data, size);
    FILE *file = text != NULL ? fopen("plan.cfg", "w") : NULL;
    if (file == NULL) {
        free(text);
        return 0;
    }
    fputs(text, file);
    fclose(file);
    try_expression(text);
    xp_sweep sweep;
    cc_refusal refusal = {""};
    const int ret = xp_sweep_read(&sweep, "plan.cfg", NULL, &refusal);
    if (ret == SIM_OK) {
        try_points(&sweep);
        xp_sweep_free(&sweep);
    } else {
        fuzz_check_refusal(ret, &refusal);
    }
    free(text);
    return 0;
}

#include "tests/support/scenarios.h"

#include "models/scenario/load.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void
scenario_from_text(cc_scenario *scenario, const char *text)
{
    cc_refusal refusal = {""};
    if (cc_scenario_load_text(scenario, "test.cfg", text, NULL, 0, &refusal) != SIM_OK) {
        fail_msg("refused: %s", refusal.text);
    }
}

void
scenario_from_file(cc_scenario *scenario, const char *file)
{
    char path[512];
    cc_refusal refusal = {""};
    snprintf(path, sizeof(path), "%s/scenarios/%s", CCSIM_SOURCE_DIR, file);
    if (cc_scenario_load(scenario, path, NULL, 0, &refusal) != SIM_OK) {
        fail_msg("refused: %s", refusal.text);
    }
}

const char *
refusal_of_text(const char *text)
{
    static cc_refusal refusal;
    cc_scenario scenario;
    refusal.text[0] = '\0';
    if (cc_scenario_load_text(&scenario, "test.cfg", text, NULL, 0, &refusal) == SIM_OK) {
        cc_scenario_free(&scenario);
        return "";
    }
    return refusal.text;
}

const char *
file_of_test(const char *name, const char *content)
{
    static char path[8][512];
    static int next;
    char *at = path[next++ % 8];
    char folder[400];
    snprintf(folder, sizeof(folder), "%s/test-files-%ld", CCSIM_BINARY_DIR, (long)getpid());
    mkdir(folder, 0777);
    snprintf(at, 512, "%s/%s", folder, name);
    FILE *file = fopen(at, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(content, 1, strlen(content), file), strlen(content));
    assert_int_equal(fclose(file), 0);
    return at;
}

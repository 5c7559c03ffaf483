/* A script of changes: what is read is read the same when it is written, and a center lives with it. */
#include "models/center/script.h"
#include "models/scenario/load.h"
#include "tests/fuzz/fuzz.h"

#include <string.h>
#include <unistd.h>

static const char text[] =
    "run = { hours = [\"08:00\", \"12:00\"]; };"
    "demand = { every_issue = { voice = { talk = \"60 s\"; }; chat = { turns = 2; agent = \"9 s\"; "
    "};"
    "  patience = { voice = \"99 s\"; chat = \"99 s\"; }; };"
    " issues = { a = { per_hour = 60; wants = { voice = 0.5; chat = 0.5; }; };"
    "            b = { per_hour = 60; wants = { voice = 1.0; }; }; }; };"
    "center = { channels = { voice = { entry = \"w\"; message_every = \"9 s\"; }; chat = { entry = "
    "\"n\"; }; };"
    " automation = { w = { node = \"announcement\"; time = \"5 s\"; expected_wait = true; };"
    "  n = { node = \"chatbot\"; time = \"9 s\"; contains = 0.3; solved = 1.0; }; };"
    " prediction = { by = \"queue\"; of = 5; }; providers = { p = { }; }; sites = { s = { }; };"
    " queues = { x = { channel = \"voice\"; issues = ( \"a\" ); }; y = { channel = \"voice\"; "
    "issues = ( \"b\" ); }; c = { channel = \"chat\"; }; };"
    " groups = { g = { serves = ( \"x\", \"c\" ); staff = 3; providers = \"p\"; };"
    "  h = { serves = ( \"y\" ); staff = 2; site = \"s\"; }; }; };";

static cc_scenario scenario;
static cc_layout layout;
static cc_center *center;
static cc_record record;

static void
set_up(void)
{
    cc_refusal refusal = {""};
    FUZZ_CHECK(cc_scenario_load_text(&scenario, "fuzz.cfg", text, NULL, 0, &refusal) == SIM_OK &&
                   cc_layout_init(&layout, &scenario, false) == SIM_OK &&
                   cc_record_init(&record, &layout) == SIM_OK,
               "%s", refusal.text);
    center = cc_center_new(&scenario, &layout, &refusal);
    FUZZ_CHECK(center != NULL, "%s", refusal.text);
}

static void
write_file(const char *path, const void *bytes, size_t size)
{
    FILE *file = fopen(path, "w");
    FUZZ_CHECK(file != NULL && fwrite(bytes, 1, size, file) == size, "cannot write");
    fclose(file);
}

static void
read_again(const cc_script *script, const char *path)
{
    cc_refusal refusal = {""};
    cc_script again = {0};
    FILE *file = fopen(path, "w");
    FUZZ_CHECK(file != NULL, "cannot write");
    cc_script_write(script, &scenario, file);
    fclose(file);
    FUZZ_CHECK(cc_script_read(&again, &scenario, path, &refusal) == SIM_OK, "%s", refusal.text);
    FUZZ_CHECK(again.n == script->n &&
                   cc_script_hash(&again, &scenario) == cc_script_hash(script, &scenario),
               "read again it is another script");
    for (size_t j = 0; j < again.n; j++) {
        FUZZ_CHECK(again.change[j].time == script->change[j].time, "another time");
    }
    cc_script_free(&again);
}

static void
run(const cc_script *script)
{
    cc_refusal refusal = {""};
    cc_center_set_script(center, script);
    int ret = cc_center_start(center, 1, 0, &record);
    for (int n = 0; ret == SIM_OK && n < 1000 && cc_center_step(center); n++) {
        ret = n % 50 == 0 ? cc_center_check(center) : SIM_OK;
    }
    if (ret != SIM_OK) {
        cc_center_explain(center, ret, &refusal);
    }
    FUZZ_CHECK(ret == SIM_OK, "%s", refusal.text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static char path[64];
    cc_refusal refusal = {""};
    cc_script script = {0};
    if (center == NULL) {
        set_up();
        snprintf(path, sizeof(path), "/tmp/ccsim-fuzz-script-%ld", (long)getpid());
    }
    write_file(path, data, size);
    if (cc_script_read(&script, &scenario, path, &refusal) == SIM_OK) {
        read_again(&script, path);
        run(&script);
    } else {
        FUZZ_CHECK(refusal.text[0] != '\0' && script.n == 0, "refused without a reason");
    }
    cc_script_free(&script);
    unlink(path);
    return 0;
}

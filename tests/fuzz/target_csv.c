/* A CSV file as a forecast, a trace and the tables of a scenario; the first byte picks how. */
#include "cli/erlang_table.h"
#include "models/language/sheet_read.h"
#include "models/scenario/load.h"
#include "tests/fuzz/fuzz.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static const char *const trace =
    "run = { hours = [\"08:00\", \"12:00\"]; days = 3; };"
    "demand = {"
    "  issues = { a = { arrivals = 0; wants = { voice = 0.5; chat = 0.5; };"
    "                   voice = { talk = \"60 s\"; }; chat = { turns = 2; agent = \"9 s\"; };"
    "                   patience = { voice = \"99 s\"; }; };"
    "             b = { arrivals = 1; wants = { voice = 1; }; voice = { talk = \"60 s\"; }; }; };"
    "  trace = { file = \"%s\"; %s }; };"
    "center = { channels = { voice = {}; chat = {}; };"
    "           groups = { g = { staff = 2; at_once = { chat = 2; }; }; }; };";

static const char *const columns[] = {
    "",
    "columns = { time = \"t\"; kind = \"k\"; channel = \"c\"; work = \"w\"; patience = \"p\";"
    "            day = \"d\"; };",
    "columns = { time = \"t\"; }; kinds = { x = \"a\"; y = \"\"; }; outside = \"leave_out\";",
    "columns = { time = \"time\"; channel = \"c\"; work = \"w\"; }; days = \"in-order\";"
    "outside = \"leave_out\"; kinds = {}; channels = { v = \"voice\"; z = \"\"; };"};

static const char *const tables =
    "run = { hours = [\"08:00\", \"12:00\"]; interval = \"1 h\"; days = 3; };"
    "demand = { issues = { a = { arrivals = { file = \"%s\"; %s };"
    "  voice = { talk = { dist = \"exponential\";"
    "                     mean = { file = \"%s\"; column = \"t\"; unit = \"s\"; }; }; }; }; }; };"
    "center = { channels = { voice = {}; };"
    "           groups = { g = { staff = { file = \"%s\"; column = \"a\"; }; }; }; };";

static const char *const ways[] = {
    "column = \"calls\";", "column = \"calls\"; outside = \"leave_out\"; decimal = \",\";",
    "columns = \"days\"; date_order = \"dmy\"; zone = \"Europe/Berlin\";",
    "column = \"calls\"; time = \"t\"; date = \"d\"; where = { k = \"x\"; }; separator = \";\";"};

static void
try_scenario(const char *text)
{
    cc_scenario scenario;
    cc_refusal refusal = {""};
    const int ret = cc_scenario_load_text(&scenario, "fuzz.cfg", text, NULL, 0, &refusal);
    if (ret == SIM_OK) {
        fuzz_print_and_read(&scenario);
        fuzz_run(&scenario, 200);
        cc_scenario_free(&scenario);
    } else {
        fuzz_check_refusal(ret, &refusal);
    }
}

static void
try_csv(const char *path)
{
    cc_sheet sheet;
    cc_refusal refusal = {""};
    const int ret = cc_sheet_read(&sheet, path, &(cc_sheet_form){0}, &refusal);
    if (ret != SIM_OK) {
        fuzz_check_refusal(ret, &refusal);
        return;
    }
    for (size_t r = 0; r < sheet.n_rows; r++) {
        for (size_t c = 0; c < sheet.n_columns; c++) {
            FUZZ_CHECK(cc_sheet_field(&sheet, r, c) != NULL, "no field");
        }
    }
    cc_sheet_free(&sheet);
}

static void
try_forecast(const char *path, const char *spec)
{
    cli_erlang_columns wanted;
    char storage[256];
    cli_erlang_table forecast = {0};
    if (cli_erlang_columns_read(&wanted, "erlang", spec, storage, sizeof(storage))) {
        (void)cli_erlang_table_read(&forecast, "erlang", path, &wanted);
        cli_erlang_table_free(&forecast);
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const specs[] = {NULL, "calls=c", "interval=t,calls=w,aht=p,agents=d",
                                        "aht=time"};
    static char path[64];
    if (size < 2) {
        return 0;
    }
    if (path[0] == '\0') {
        snprintf(path, sizeof(path), "fuzz-%ld.csv", (long)getpid());
    }
    const int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    FUZZ_CHECK(file >= 0 && write(file, data + 1, size - 1) == (ssize_t)(size - 1) &&
                   close(file) == 0,
               "%s cannot be written", path);
    const unsigned how = data[0];
    char text[4096];
    try_csv(path);
    try_forecast(path, specs[how & 3]);
    if ((how & 16) == 0) {
        snprintf(text, sizeof(text), trace, path, columns[how >> 2 & 3]);
    } else {
        snprintf(text, sizeof(text), tables, path, ways[how >> 2 & 3], path, path);
    }
    try_scenario(text);
    return 0;
}

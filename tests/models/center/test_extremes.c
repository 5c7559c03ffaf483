/* Every numeric setting at its smallest and its largest legal value in a small center: loaded, or
 * refused because it does not fit the rest, then some thousand events with the books held against
 * each other. Nothing that may be written may end the program. */
#include "models/scenario/load.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "models/center/center.h"
#include "models/language/settings_list.h"
#include "models/scenario/settings_scenario.h"
#include "tests/support/scenarios.h"
#include <cmocka.h>
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define MAX_EVENTS 10000

static const char *const small =
    "run = { hours = [\"08:00\", \"12:00\"]; };\n"
    "demand = { issues = { call = { per_hour = 20;\n"
    "    voice = { talk = { dist = \"exponential\"; mean = \"3 min\"; }; };\n"
    "    chat = { turns = 3; agent = \"30 s\"; customer = \"40 s\"; };\n"
    "    email = { handle = \"5 min\"; }; form = { handle = \"5 min\"; };\n"
    "    case = { handle = \"5 min\"; }; social = { handle = \"5 min\"; };\n"
    "    messaging = { turns = 3; agent = \"30 s\"; customer = \"40 s\"; };\n"
    "    emergency_text = { turns = 3; agent = \"30 s\"; customer = \"40 s\"; };\n"
    "    wants = { voice = 0.5; chat = 0.3; email = 0.2; };\n"
    "    resolution = { voice = 0.8; };\n"
    "    unresolved = { returns = 0.5; delay = \"30 min\"; }; }; };\n"
    "  every_issue = { patience = { voice = { dist = \"exponential\"; mean = \"2 min\"; }; }; };\n"
    "  customers = { redial = { after_abandon = 0.5; after_block = 0.5; delay = \"5 min\"; }; };\n"
    "  bursts = { b = { per_day = 1; issues = { call = { per_hour = 60; duration = \"5 min\"; }; "
    "}; "
    "}; };\n"
    "  busyness = { day_cv = 0.2; }; };\n"
    "center = { channels = { voice = { entry = \"bot\"; }; chat = { }; email = { }; };\n"
    "  automation = { bot = { node = \"chatbot\"; }; };\n"
    "  queues = { calls = { channel = \"voice\"; }; };\n"
    "  partners = { p = { time = \"2 min\"; }; };\n"
    "  transfers = { t = { share = 0.1; to = \"p\"; }; };\n"
    "  providers = { cable = { up = \"2 h\"; down = \"9 min\"; }; };\n"
    "  sites = { home = { remote = true; providers = \"cable\"; }; office = { fails = { up = \"1 "
    "h\"; "
    "down = \"9 min\"; }; failover = { to = \"home\"; }; }; };\n"
    "  groups = { away = { site = \"office\"; staff = 1; }; agents = { staff = 3; at_once = { chat "
    "= 2; }; }; }; };\n";

typedef struct count {
    int ran, refused;
} count;

static void
play(const char *path, const char *value, const cc_override *first, count *counted)
{
    const cc_override set[] = {*first, {path, value}};
    cc_scenario scenario;
    cc_layout layout;
    cc_record record;
    cc_refusal refusal = {""};
    print_message("%s = %s\n", path, value); /* known if the program ends here */
    const int ret = cc_scenario_load_text(&scenario, "small.cfg", small, set, 2, &refusal);
    if (ret == SIM_ERR_REFUSED) {
        print_message("  %s\n", refusal.text);
        counted->refused++;
        return;
    }
    assert_int_equal(ret, SIM_OK);
    assert_int_equal(cc_layout_init(&layout, &scenario, false), SIM_OK);
    assert_int_equal(cc_record_init(&record, &layout), SIM_OK);
    cc_center *center = cc_center_new(&scenario, &layout, &refusal);
    if (center == NULL) {
        print_message("  %s\n", refusal.text);
        assert_true(refusal.text[0] != '\0');
        counted->refused++;
    } else {
        assert_int_equal(cc_center_start(center, 1, 0, &record), SIM_OK);
        int n = 0;
        while (n < MAX_EVENTS && cc_center_step(center)) {
            n++;
        }
        assert_int_equal(cc_center_check(center), SIM_OK);
        if (n < MAX_EVENTS) {
            assert_int_equal(cc_center_finish(center), SIM_OK);
        }
        counted->ran++;
    }
    cc_center_delete(center);
    cc_record_free(&record);
    cc_scenario_free(&scenario);
}

static void
replace(char *text, size_t size, const char *what, const char *with)
{
    char *at = strstr(text, what);
    if (at != NULL) {
        char rest[160];
        snprintf(rest, sizeof(rest), "%s", at + strlen(what));
        snprintf(at, size - (size_t)(at - text), "%s%s", with, rest);
    }
}

/* One whose contacts have what the setting is about. */
static const char *
channel_of(const char *path)
{
    static const struct {
        const char *part, *channel;
    } of[] = {{".silence.", "chat"},
              {".rates", "chat"},
              {".time_out", "chat"},
              {".acknowledge.", "email"},
              {".classifier.", "email"}};
    const char *channel = "voice";
    for (size_t j = 0; j < sizeof(of) / sizeof(*of); j++) {
        channel = strstr(path, of[j].part) != NULL ? of[j].channel : channel;
    }
    return channel;
}

static void
try_setting(const char *path, const cc_setting *s, const char *kind, void *arg)
{
    const bool is_number = s->kind == CC_SET_INT || s->kind == CC_SET_NUMBER ||
                           s->kind == CC_SET_DURATION || s->kind == CC_SET_TABLE ||
                           s->kind == CC_SET_BY_NUMBER;
    const bool is_time = s->kind == CC_SET_DIST || s->kind == CC_SET_WORK;
    if (!(is_time || (is_number && s->min < s->max)) || strstr(path, ".rate.") != NULL ||
        strncmp(path, "lesson.", 7) == 0) { /* of these nothing runs */
        return;
    }
    char concrete[160], value[64];
    snprintf(concrete, sizeof(concrete), "%s", path);
    replace(concrete, sizeof(concrete), "issues.NAME", "issues.call");
    replace(concrete, sizeof(concrete), "queues.NAME", "queues.calls");
    replace(concrete, sizeof(concrete), "groups.NAME", "groups.agents");
    replace(concrete, sizeof(concrete), "automation.NAME", "automation.bot");
    replace(concrete, sizeof(concrete), "bursts.NAME", "bursts.b");
    replace(concrete, sizeof(concrete), "partners.NAME", "partners.p");
    replace(concrete, sizeof(concrete), "transfers.NAME", "transfers.t");
    replace(concrete, sizeof(concrete), "sites.NAME", "sites.office");
    replace(concrete, sizeof(concrete), "providers.NAME", "providers.cable");
    replace(concrete, sizeof(concrete), "CHANNEL", channel_of(path));
    replace(concrete, sizeof(concrete), "CHANNEL", channel_of(path));
    replace(concrete, sizeof(concrete), "KIND", "call");
    replace(concrete, sizeof(concrete), "WEEKDAY", "Tue");
    cc_override first = {"demand.name", "small"};
    if (*kind != '\0') {
        first.path = strstr(path, "automation") != NULL ? "center.automation.bot.node"
                                                        : "center.routing.select_agent.router";
        first.value = kind;
    }
    for (int k = 0; k < 2; k++) {
        const double x = k == 1 ? s->max : s->above && s->min == 0 ? DBL_MIN : s->min;
        if (is_time) {
            snprintf(value, sizeof(value), "%s", k == 1 ? "1e9 s" : "0 s");
        } else if (s->kind == CC_SET_INT) {
            snprintf(value, sizeof(value), "%.0f", fmin(x, 2147483647.0));
        } else if (s->kind == CC_SET_DURATION) {
            snprintf(value, sizeof(value), "\"%.17g s\"", x);
        } else {
            snprintf(value, sizeof(value), fabs(x) < 2e9 && x == floor(x) ? "%.0f" : "%.16e", x);
        }
        play(concrete, value, &first, arg);
    }
}

static void
no_legal_number_ends_the_program(void **state)
{
    (void)state;
    count counted = {0};
    cc_settings_visit_all(cc_settings_scenario, try_setting, &counted);
    print_message("%d ran, %d were refused\n", counted.ran, counted.refused);
    assert_true(counted.ran >= 110);
    assert_true(counted.refused <= counted.ran / 8);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_legal_number_ends_the_program),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

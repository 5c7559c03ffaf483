/* Channels are names: as many as a scenario declares, in any order, and one that nobody uses changes
 * nothing. */
#include "tests/support/verify.h"

#include "models/center/state.h"
#include "sim/trace.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EVERYTHING "tests/verify/everything.cfg"

/* What happened in one replication, as one number. */
static sim_trace_hash
hash_of(verify_center *it)
{
    sim_trace_hash hash;
    sim_trace_hash_init(&hash);
    sim_trace trace = sim_trace_to_hash(&hash);
    cc_center_set_trace(it->center, &trace);
    verify_center_run(it, 5, 0);
    cc_center_set_trace(it->center, NULL);
    assert_true(hash.n > 1000);
    return hash;
}

/* Two centers where the same happens: with the same hash, events and figures. */
static void
check_same(verify_center *x, verify_center *y)
{
    assert_true(x->scenario.hash == y->scenario.hash);
    assert_true(x->scenario.demand_hash == y->scenario.demand_hash);
    const sim_trace_hash a = hash_of(x), b = hash_of(y);
    assert_true(a.n == b.n && a.hash == b.hash);
    cc_measure *list;
    size_t n;
    assert_int_equal(cc_measures_all(&x->scenario, &x->layout, &list, &n), 0);
    assert_true(n > 100);
    for (size_t j = 0; j < n; j++) {
        cc_measure other;
        cc_refusal refusal;
        assert_int_equal(cc_measure_parse(&other, &y->scenario, &y->layout, list[j].name,
                                          list[j].scope_name, &refusal),
                         0);
        const cc_sample p = cc_measure_sample(&list[j], &x->scenario, &x->record);
        const cc_sample q = cc_measure_sample(&other, &y->scenario, &y->record);
        if (memcmp(&p, &q, sizeof(p)) != 0) {
            fail_msg("%s %s: %.17g / %.17g, %.17g / %.17g", list[j].name, list[j].scope_name, p.num,
                     p.den, q.num, q.den);
        }
    }
    free(list);
    verify_center_close(x);
    verify_center_close(y);
}

/* "NAME0 = { kind = "KIND"; }; ..." */
static void
declare(char *text, size_t size, const char *name, const char *kind, int n)
{
    for (int j = 0; j < n; j++) {
        const size_t at = strlen(text);
        snprintf(text + at, size - at, " %s%d = { kind = \"%s\"; };", name, j, kind);
    }
}

static void
channels_that_nobody_uses_change_no_bit(void **state)
{
    (void)state;
    static const struct {
        const char *name, *kind;
        int n;
    } spare[] = {{"a", "chat", 1}, {"zz", "voice", 1}, {"m", "email", 7}, {"a", "voice", 60}};
    for (size_t j = 0; j < sizeof(spare) / sizeof(spare[0]); j++) {
        char more[4096] = " channels = {";
        declare(more, sizeof(more), spare[j].name, spare[j].kind, spare[j].n);
        strcat(more, " };");
        const verify_insert insert = {"demand = {", more};
        verify_center plain, changed;
        verify_center_open(&plain, EVERYTHING, NULL, 0, false);
        verify_center_open_changed(&changed, EVERYTHING, &insert, 1);
        assert_int_equal(changed.scenario.n_channels, plain.scenario.n_channels + spare[j].n);
        check_same(&plain, &changed);
    }
}

/* Offered, with a queue and agents for it, but nobody ever comes. */
static void
a_channel_on_which_nobody_comes_changes_no_event(void **state)
{
    (void)state;
    const verify_insert insert[] = {
        {"demand = {", " channels = { app = { kind = \"chat\"; }; };"},
        {"history = \"channel\";\n  channels = {", " app = { wrap_up = \"20 s\"; };"},
    };
    verify_center plain, changed;
    verify_center_open(&plain, EVERYTHING, NULL, 0, false);
    verify_center_open_changed(&changed, EVERYTHING, insert, 2);
    const sim_trace_hash a = hash_of(&plain), b = hash_of(&changed);
    assert_true(a.n == b.n && a.hash == b.hash);
    verify_center_close(&plain);
    verify_center_close(&changed);
}

static const char text_of_two[] =
    "run = { days = 2; hours = [\"08:00\", \"18:00\"]; };\n"
    "demand = { channels = { %s };\n"
    "  every_issue = { per_hour = 40; resolution = { sales = 0.6; app = 0.7; };\n"
    "    sales = { talk = { dist = \"exponential\"; mean = \"3 min\"; }; };\n"
    "    support = { talk = { dist = \"exponential\"; mean = \"5 min\"; }; };\n"
    "    app = { turns = 3; agent = { dist = \"exponential\"; mean = \"40 s\"; };\n"
    "            customer = \"1 min\"; };\n"
    "    backlog = { app = 4; sales = 2; }; };\n"
    "  issues = { order = { wants = { sales = 0.7; app = 0.3; }; };\n"
    "             help = { wants = { support = 0.8; app = 0.2; }; }; };\n"
    "  customers = { not_offered = { app = { sales = 0.5; }; };\n"
    "    unresolved = { returns = 0.5; delay = \"1 h\"; on = { same = 0.5; support = 0.5; }; };\n"
    "    patience = { sales = { dist = \"exponential\"; mean = \"2 min\"; }; }; }; };\n"
    "center = { channels = { support = { lines = 6; }; sales = { }; app = { }; };\n"
    "  queues = { all = { channel = ( \"sales\", \"app\" ); }; };\n"
    "  groups = { a = { serves = ( \"all\" ); staff = 4; at_once = { app = 3; }; };\n"
    "             b = { serves = ( \"support\", \"all\" ); staff = 4; speed = { app = 1.2; };\n"
    "                   at_once = { app = 2; }; }; }; };\n";

static void
open_text(verify_center *self, const char *text)
{
    *self = (verify_center){0};
    cc_refusal refusal;
    if (cc_scenario_load_text(&self->scenario, "it.cfg", text, NULL, 0, &refusal) != 0) {
        fail_msg("%s", refusal.text);
    }
    assert_int_equal(cc_layout_init(&self->layout, &self->scenario, false), 0);
    assert_int_equal(cc_record_init(&self->record, &self->layout), 0);
    self->center = cc_center_new(&self->scenario, &self->layout, &refusal);
    if (self->center == NULL) {
        fail_msg("%s", refusal.text);
    }
}

static void
the_order_of_declarations_changes_no_bit(void **state)
{
    (void)state;
    static const char *const declared[] = {
        "sales = { kind = \"voice\"; }; support = { kind = \"voice\"; }; app = { kind = \"chat\"; "
        "};",
        "app = { kind = \"chat\"; }; support = { kind = \"voice\"; }; sales = { kind = \"voice\"; "
        "};",
    };
    verify_center it[2];
    for (int j = 0; j < 2; j++) {
        char text[4096];
        snprintf(text, sizeof(text), text_of_two, declared[j]);
        open_text(&it[j], text);
    }
    check_same(&it[0], &it[1]);
}

/* Both wait in queues of their own, with service levels and figures of their own. */
static void
two_telephone_numbers_have_figures_of_their_own(void **state)
{
    (void)state;
    const verify_case center = {
        .file = "tests/verify/two_numbers.cfg", .seed = 4001, .replications = 40};
    /* M/M/4 at 60 an hour of 3 min; M/M/2 at 10 an hour of 6 min */
    const verify_claim claims[] = {
        {"asa", "channel:sales", 180 * 0.5094339622641509 / (4 - 3), .08},
        {"asa", "channel:support", 360 * (1. / 3) / (2 - 1), .08},
        {"answered", "channel:sales", 60 * 24, .02},
        {"answered", "channel:support", 10 * 24, .03},
        {"occupancy", "group:sellers", 3. / 4, .02},
        {"occupancy", "group:helpers", 1. / 2, .03},
    };
    VERIFY(&center, claims);
}

/* Six turns and five times typing; the agent's part is M/M/1 at 48 turns an hour. */
static void
chats_of_two_names_are_chats_of_the_summed_rate(void **state)
{
    (void)state;
    const verify_case center = {
        .file = "tests/verify/named_chats.cfg", .seed = 1110, .replications = 60};
    const double rho = 8 * 6 * 45 / 3600.;
    const double turn = 45 / (1 - rho);
    const verify_claim claims[] = {
        {"contact_time", "center", 6 * turn + 5 * 75, .08},
        {"contact_time", "channel:whatsapp", 6 * turn + 5 * 75, .09},
        {"contact_time", "channel:app", 6 * turn + 5 * 75, .08},
        {"level_typing", "channel:whatsapp", 2 * 5 * 75 / 3600., .06},
        {"level_working", "channel:app", .75 * rho, .05},
        {"attention", "group:agents", rho, .04},
    };
    VERIFY(&center, claims);
}

/* n channels of a kind, a tenth of an hour's calls each, all at one group. */
static void
write_many(char *text, size_t size, int n, bool on_same)
{
    static const char *const kinds[] = {"voice", "chat", "email"};
    static const char *const work[] = {"talk = \"1 min\";", "turns = 2; agent = \"30 s\";",
                                       "handle = \"2 min\";"};
    char last[16];
    snprintf(last, sizeof(last), "c%d", n - 1);
    int at = snprintf(text, size, "demand = { channels = {");
    for (int j = 0; j < n; j++) {
        at += snprintf(text + at, size - (size_t)at, " c%d = { kind = \"%s\"; };", j, kinds[j % 3]);
    }
    at += snprintf(text + at, size - (size_t)at, " };\n issues = { a = { per_hour = %d; wants = {",
                   10 * n);
    for (int j = 0; j < n; j++) {
        at += snprintf(text + at, size - (size_t)at, " c%d = %.17g;", j, 1. / n);
    }
    at += snprintf(text + at, size - (size_t)at, " };\n");
    for (int j = 0; j < n; j++) {
        at += snprintf(text + at, size - (size_t)at, " c%d = { %s };", j, work[j % 3]);
    }
    at +=
        snprintf(text + at, size - (size_t)at,
                 " }; }; customers = { no_context = { explain = \"10 s\"; };\n"
                 "   unresolved = { returns = 0.3; delay = \"1 h\"; on = { %s = 1.0; }; }; }; };\n"
                 "center = { history = \"channel\"; channels = {",
                 on_same ? "same" : last);
    for (int j = 0; j < n; j++) {
        at += snprintf(text + at, size - (size_t)at, " c%d = { };", j);
    }
    at += snprintf(text + at, size - (size_t)at, " };\n groups = { g = { staff = %d; at_once = {",
                   2 + n / 2);
    for (int j = 0; j < n; j++) {
        at += snprintf(text + at, size - (size_t)at, " c%d = %d;", j, j % 3 == 1 ? 3 : 1);
    }
    at += snprintf(text + at, size - (size_t)at, " }; }; }; };\n");
    assert_true((size_t)at < size);
}

static void
nine_and_sixty_four_channels_run(void **state)
{
    (void)state;
    static char text[32768];
    static const int counts[] = {9, 17, 64};
    for (int k = 0; k < 3; k++) {
        write_many(text, sizeof(text), counts[k], false);
        verify_center it;
        open_text(&it, text);
        assert_int_equal(it.scenario.n_channels, counts[k]);
        cc_record *record = &it.record;
        assert_int_equal(cc_center_start(it.center, 9, 0, record), 0);
        int steps = 0;
        while (cc_center_step(it.center)) {
            assert_true(steps++ % 20 != 0 || cc_center_check(it.center) == 0);
        }
        assert_int_equal(cc_center_finish(it.center), 0);
        for (int c = 0; c < counts[k]; c++) {
            assert_true(verify_counter(&it, -1, c, CC_N_answered) > 100);
        }
        verify_center_close(&it);
    }
}

/* Nobody is satisfied on the first channel. On the last one, where the story was not told, it is told
 * again; on the same one it is known. */
static void
the_story_is_known_on_each_of_many_channels(void **state)
{
    (void)state;
    static const char insert[] = " }; resolution = { c0 = 0.0; }";
    static const int counts[] = {9, 64};
    static char text[32768];
    for (int k = 0; k < 4; k++) {
        const bool on_same = k >= 2;
        write_many(text, sizeof(text) - sizeof(insert), counts[k % 2], on_same);
        char *at = strstr(text, " };\n c0 = {");
        assert_non_null(at);
        memmove(at + strlen(insert), at + 2, strlen(at + 2) + 1);
        memcpy(at, insert, strlen(insert));
        verify_center it;
        open_text(&it, text);
        verify_center_run(&it, 9, 0);
        const int last = cc_channel_find(&it.scenario, counts[k % 2] == 9 ? "c8" : "c63");
        const double returns = verify_counter(&it, -1, -1, CC_N_returns),
                     explained = verify_counter(&it, -1, last, CC_N_explained);
        assert_true(returns > 40);
        assert_true(on_same ? explained == 0 : explained <= returns && explained >= returns - 12);
        verify_center_close(&it);
    }
}

/* ---- mixes ---- */

static void
channels_that_are_alike_count_once(void **state)
{
    (void)state;
    verify_center it;
    open_text(&it,
              "demand = { channels = { a = { kind = \"chat\"; }; b = { kind = \"chat\"; }; };\n"
              "  every_issue = { a = { turns = 2; agent = \"1 s\"; };\n"
              "    b = { turns = 2; agent = \"1 s\"; }; chat = { turns = 2; agent = \"1 s\"; };\n"
              "    voice = { talk = \"1 s\"; }; email = { handle = \"1 s\"; }; };\n"
              "  issues = { x = { per_hour = 1; wants = { voice = 1.0; }; }; }; };\n"
              "center = { channels = { a = {}; b = {}; chat = {}; voice = {};\n"
              "    email = { interruptible = true; }; };\n"
              "  groups = { g = { staff = 1; at_once = { a = 20; b = 20; chat = 10; }; }; }; };\n");
    /* i chats of a or b and j of the other fill up to i + 2 j = 20; a mail, a call, both */
    int n = 3;
    for (int i = 0; i <= 20; i++) {
        for (int j = 0; i + 2 * j <= 20; j++) {
            n++;
        }
    }
    const cc_mixes *mixes = &it.center->crew[0].mixes;
    assert_int_equal(mixes->n, n);
    assert_int_equal(mixes->n_classes, 4);
    verify_center_close(&it);
}

static void
too_many_mixes_are_refused_by_group_and_setting(void **state)
{
    (void)state;
    static const char text[] =
        "demand = { channels = { a = { kind = \"chat\"; }; b = { kind = \"chat\"; }; };\n"
        "  every_issue = { a = { turns = 2; agent = \"1 s\"; };\n"
        "    b = { turns = 2; agent = \"1 s\"; }; chat = { turns = 2; agent = \"1 s\"; }; };\n"
        "  issues = { x = { per_hour = 1; wants = { a = 1.0; }; }; }; };\n"
        "center = { channels = { a = {}; b = {}; chat = {}; };\n"
        "  groups = { few = { staff = 1; };\n"
        "    busy = { staff = 1;\n"
        "      at_once = { a = 255; b = 254; chat = 253; }; }; }; };\n";
    cc_scenario scenario;
    cc_layout layout;
    cc_refusal refusal;
    assert_int_equal(cc_scenario_load_text(&scenario, "it.cfg", text, NULL, 0, &refusal), 0);
    assert_int_equal(cc_layout_init(&layout, &scenario, false), 0);
    assert_null(cc_center_new(&scenario, &layout, &refusal));
    assert_string_equal(refusal.text,
                        "it.cfg:8: group \"busy\": at_once: must make at most 100000 mixes of "
                        "conversations, counted over channels of equal at_once");
    cc_scenario_free(&scenario);
}

/* ---- what is refused ---- */

static void
refused(const char *channels, const char *more, const char *rule)
{
    static char text[8192];
    snprintf(text, sizeof(text),
             "demand = { channels = {%s };\n"
             "  issues = { x = { per_hour = 1; voice = { talk = \"1 min\"; }; %s }; }; };\n"
             "center = { channels = { voice = {}; }; groups = { g = { staff = 1; }; }; };\n",
             channels, more);
    cc_scenario scenario;
    cc_refusal refusal;
    assert_int_equal(cc_scenario_load_text(&scenario, "it.cfg", text, NULL, 0, &refusal),
                     SIM_ERR_REFUSED);
    assert_string_equal(refusal.text, rule);
}

static void
what_is_no_channel_is_refused(void **state)
{
    (void)state;
    char kinds[300] = "", rule[500];
    for (int j = 0; cc_preset_types[j] != NULL; j++) {
        const size_t n = strlen(kinds);
        snprintf(kinds + n, sizeof(kinds) - n, "%s%s", j > 0 ? ", " : "", cc_preset_types[j]->name);
    }
    snprintf(rule, sizeof(rule),
             "it.cfg:1: channel \"app\": kind: must be one of %s; did you mean \"chat\"? "
             "(is \"caht\")",
             kinds);
    refused(" app = { kind = \"caht\"; };", "", rule);
    refused(" app = { };", "", "it.cfg:1: channel \"app\": kind: is missing");
    refused(" app = 3;", "",
            "it.cfg:1: channel \"app\": must be a group like { kind = \"voice\"; } (is 3)");
    refused(" app = { kind = \"chat\"; sort = 1; };", "",
            "it.cfg:1: channel \"app\": sort: unknown setting");
    refused(" wants = { kind = \"chat\"; };", "",
            "it.cfg:1: channel \"wants\": must not have the name of a setting beside channels");
    refused(" same = { kind = \"chat\"; };", "",
            "it.cfg:1: channel \"same\": must not have the name of a setting beside channels");
    refused(
        " whatsapp = { kind = \"chat\"; };", "whatsap = { turns = 2; };",
        "it.cfg:2: issue \"x\": whatsap: unknown setting or channel; did you mean \"whatsapp\"?");
    refused(" whatsapp = { kind = \"chat\"; };", "wants = { voice = 0.5; emial = 0.5; };",
            "it.cfg:2: issue \"x\": wants.emial: unknown channel; did you mean \"email\"?");
    char others[300] = "";
    for (int j = 0; cc_preset_types[j] != NULL; j++) {
        const size_t n = strlen(others);
        if (strcmp(cc_preset_types[j]->name, "voice") != 0) {
            snprintf(others + n, sizeof(others) - n, ", %s", cc_preset_types[j]->name);
        }
    }
    snprintf(rule, sizeof(rule),
             "it.cfg:2: issue \"x\": wants.telepathy: unknown channel; there are whatsapp, "
             "voice%s; another is declared: demand.channels = { NAME = { kind = \"voice\"; }; };",
             others);
    refused(" whatsapp = { kind = \"chat\"; };", "wants = { voice = 0.5; telepathy = 0.5; };",
            rule);
    char many[4096] = "";
    declare(many, sizeof(many), "c", "voice", 65);
    refused(many, "", "it.cfg:1: channel \"c64\": too many channels (64 at most)");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(channels_that_nobody_uses_change_no_bit),
        cmocka_unit_test(a_channel_on_which_nobody_comes_changes_no_event),
        cmocka_unit_test(the_order_of_declarations_changes_no_bit),
        cmocka_unit_test(two_telephone_numbers_have_figures_of_their_own),
        cmocka_unit_test(chats_of_two_names_are_chats_of_the_summed_rate),
        cmocka_unit_test(nine_and_sixty_four_channels_run),
        cmocka_unit_test(the_story_is_known_on_each_of_many_channels),
        cmocka_unit_test(channels_that_are_alike_count_once),
        cmocka_unit_test(too_many_mixes_are_refused_by_group_and_setting),
        cmocka_unit_test(what_is_no_channel_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

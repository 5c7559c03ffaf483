/* Plans: what they mean at each point, and what is refused, where. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "experiment/sweep/sweep.h"
#include "models/language/units.h"
#include "sim/random.h"
#include "tests/support/scenarios.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FILES CCSIM_SOURCE_DIR "/scenarios/"
#define ERLANG "scenario = \"" FILES "erlang_a.cfg\"; outputs = [\"asa\"]; "
#define STAFF "set = \"center.groups.agents.staff\"; "
#define PATIENCE "set = \"demand.customers.patience.voice.mean\"; "

static int
read_text(xp_sweep *sweep, const char *text, const xp_sweep_asked *asked, cc_refusal *refusal)
{
    return xp_sweep_read(sweep, file_of_test("plan", text), asked, refusal);
}

static void
read_good(xp_sweep *sweep, const char *text, const xp_sweep_asked *asked)
{
    cc_refusal refusal = {""};
    const int ret = read_text(sweep, text, asked, &refusal);
    if (ret != SIM_OK) {
        fail_msg("%d: %s", ret, refusal.text);
    }
}

static void
make(xp_sweep_point *point, const xp_sweep *sweep, size_t number)
{
    cc_refusal refusal = {""};
    if (xp_sweep_point_make(point, sweep, number, &refusal) != SIM_OK) {
        fail_msg("%s", refusal.text);
    }
}

static void
tied_and_computed_factors_follow_the_others(void **state)
{
    (void)state;
    xp_sweep sweep;
    read_good(
        &sweep,
        ERLANG
        "factors = {"
        "  agents = { " STAFF "levels = [10, 12, 14]; };"
        "  volume = { set = \"demand.volume\"; tied = \"agents\"; levels = [0.8, 1.0, 1.2]; };"
        "  half = { " PATIENCE "value = \"agents * 15 + other\"; unit = \"s\"; };"
        "  other = { value = \"volume * 10\"; };"
        "  wrap = { value = \"half / 60 + 0.5\"; unit = \"min\"; };"
        "};",
        NULL);
    assert_int_equal(sweep.n_points, 3);
    xp_sweep_point point;
    make(&point, &sweep, 2);
    assert_string_equal(point.text[0], "14");
    assert_string_equal(point.text[1], "1.2");
    assert_string_equal(point.text[2], "222 s");
    assert_true(point.value[2] == 222 && point.value[3] == 12);
    assert_string_equal(point.text[4], "4.2 min"); /* the number is in the unit, the value in s */
    assert_true(point.value[4] == 252);
    char *command = xp_sweep_point_command(&point);
    assert_string_equal(command, "--set 'center.groups.agents.staff=14' --set 'demand.volume=1.2' "
                                 "--set 'demand.customers.patience.voice.mean=222 s'");
    free(command);
    cc_scenario scenario;
    cc_refusal refusal;
    assert_int_equal(xp_sweep_point_load(&point, &scenario, &refusal), SIM_OK);
    assert_true(scenario.demand.volume == 1.2);
    cc_scenario_free(&scenario);
    xp_sweep_point_free(&point);
    xp_sweep_free(&sweep);
}

static void
ranges_are_linear_or_logarithmic_and_may_be_whole(void **state)
{
    (void)state;
    xp_sweep sweep;
    read_good(&sweep,
              ERLANG "design = { kind = \"latin_hypercube\"; points = 400; };"
                     "factors = {"
                     "  agents = { " STAFF "from = 10; to = 13; whole = true; };"
                     "  patience = { " PATIENCE
                     "from = \"1 min\"; to = \"16 min\"; scale = \"log\"; };"
                     "  share = { from = \"5%\"; to = \"25 %\"; };"
                     "};",
              NULL);
    int agents[4] = {0}, below = 0;
    for (size_t n = 0; n < 400; n++) {
        xp_sweep_point point;
        make(&point, &sweep, n);
        assert_true(point.value[0] >= 10 && point.value[0] <= 13);
        agents[(int)point.value[0] - 10]++;
        below += point.value[1] < 240; /* the middle of 1 and 16 min */
        assert_true(point.value[1] >= 60 && point.value[1] <= 960);
        double x, y;
        assert_true(cc_duration_parse(point.text[1], &x) && x == point.value[1]);
        assert_true(cc_percent_parse(point.text[2], &y) && y == point.value[2]);
        assert_true(y >= 0.05 && y <= 0.25);
        xp_sweep_point_free(&point);
    }
    assert_int_equal(below, 200);
    for (int j = 0; j < 4; j++) {
        assert_int_equal(agents[j], 100);
    }
    xp_sweep_free(&sweep);
}

static void
steps_make_levels_of_a_range(void **state)
{
    (void)state;
    xp_sweep sweep;
    read_good(&sweep,
              ERLANG "factors = { patience = { " PATIENCE
                     "from = \"60 s\"; to = \"960 s\"; steps = 5; scale = \"log\"; }; "
                     "agents = { " STAFF "from = 10; to = 14; steps = 3; whole = true; }; };",
              NULL);
    static const char *const texts[] = {"60 s", "120 s", "240 s", "480 s", "960 s"};
    assert_int_equal(sweep.n_points, 15);
    for (size_t j = 0; j < 5; j++) {
        assert_string_equal(sweep.factor[0].level[j], texts[j]);
    }
    assert_string_equal(sweep.factor[1].level[1], "12");
    xp_sweep_free(&sweep);
}

/* Any process must make the same point, whichever it makes first. */
static void
points_are_the_same_in_any_order(void **state)
{
    (void)state;
    static const char *const designs[] = {"latin_hypercube", "sobol", "halton", "random",
                                          "indices"};
    for (size_t d = 0; d < 5; d++) {
        char text[1024];
        snprintf(text, sizeof(text),
                 ERLANG "design = { kind = \"%s\"; points = 40; };"
                        "factors = { agents = { " STAFF "levels = [9, 10, 11]; };"
                        " patience = { " PATIENCE "from = \"1 min\"; to = \"9 min\"; };"
                        " twice = { value = \"patience * 2\"; }; };",
                 designs[d]);
        xp_sweep first, second;
        read_good(&first, text, NULL);
        read_good(&second, text, NULL);
        assert_true(first.hash == second.hash);
        for (size_t n = 0; n < first.n_points; n++) {
            xp_sweep_point a, b;
            const size_t other = first.n_points - 1 - n;
            make(&b, &second, n);
            xp_sweep_point_free(&b);
            make(&a, &first, other);
            make(&b, &second, other);
            for (size_t f = 0; f < 3; f++) {
                assert_string_equal(a.text[f], b.text[f]);
                assert_true(a.value[f] == b.value[f]);
            }
            xp_sweep_point_free(&a);
            xp_sweep_point_free(&b);
        }
        xp_sweep_free(&first);
        xp_sweep_free(&second);
    }
}

static void
one_at_a_time_leaves_the_others_as_the_scenario_says(void **state)
{
    (void)state;
    xp_sweep sweep;
    read_good(&sweep,
              ERLANG "design = { kind = \"one_at_a_time\"; };"
                     "factors = { agents = { " STAFF "levels = [13, 14, 15]; baseline = 14; };"
                     " patience = { " PATIENCE "from = \"4 min\"; to = \"6 min\"; }; };",
              NULL);
    assert_int_equal(sweep.n_points, 5);
    xp_sweep_point point;
    make(&point, &sweep, 0);
    assert_string_equal(point.text[0], "14");
    assert_string_equal(point.text[1], "as is");
    assert_true(isnan(point.value[1]));
    assert_int_equal(point.n_set, 1);
    xp_sweep_point_free(&point);
    make(&point, &sweep, 4);
    assert_string_equal(point.text[0], "14");
    assert_string_equal(point.text[1], "360 s");
    xp_sweep_point_free(&point);
    size_t first, n;
    xp_one_at_a_time_points(&sweep, 1, &first, &n);
    assert_true(first == 3 && n == 2);
    xp_sweep_free(&sweep);
}

static void
scenarios_are_a_factor_and_settings_may_be_of_one(void **state)
{
    (void)state;
    xp_sweep sweep;
    read_good(&sweep,
              "scenarios = [\"" FILES "minimal.cfg\", \"" FILES "erlang_a.cfg\"];"
              "outputs = [\"asa\"]; set = [\"run.observe=2 h\"];"
              "factors = { agents = { set = [\"1:center.groups.agents.staff\", "
              "\"erlang_a:center.groups.agents.staff\"]; levels = [15, 16]; baseline = 16; };"
              " patience = { set = \"2:demand.customers.patience.voice.mean\"; levels = [\"4 "
              "min\"]; }; };",
              NULL);
    assert_int_equal(sweep.n_points, 4);
    assert_int_equal(sweep.baseline, 1);
    xp_sweep_point point;
    make(&point, &sweep, 1);
    assert_string_equal(point.text[0], "minimal");
    assert_int_equal(point.n_set, 2);
    xp_sweep_point_free(&point);
    make(&point, &sweep, 3);
    assert_string_equal(point.file, FILES "erlang_a.cfg");
    assert_string_equal(point.text[0], "erlang_a");
    assert_string_equal(point.text[1], "16");
    assert_int_equal(point.n_set, 3);
    xp_sweep_point_free(&point);
    xp_sweep_free(&sweep);
}

static void
outputs_have_one_name_and_own_kpis_follow(void **state)
{
    (void)state;
    static const char *const kpi[] = {"per_agent = answered / agents", NULL};
    const xp_sweep_asked asked = {
        .kpi = kpi, .replications = "7", .seed = "5000000000", .budget = "10 min"};
    xp_sweep sweep;
    read_good(&sweep,
              "scenario = \"" FILES "erlang_a.cfg\";"
              "outputs = [\"served\", \"asa channel:voice\", \"service_level_g1\"];"
              "kpis = { served = \"c(answered) / c(contacts)\"; longer = \"(asa + 1)^2\"; };"
              "factors = { agents = { " STAFF "levels = [13, 14]; }; };",
              &asked);
    static const char *const names[] = {"served", "asa channel:voice", "service_level_g1", "longer",
                                        "per_agent"};
    assert_int_equal(sweep.n_outputs, 5);
    for (size_t j = 0; j < 5; j++) {
        assert_string_equal(sweep.output[j].name, names[j]);
    }
    assert_true(sweep.replications == 7 && sweep.seed == 5000000000 && sweep.budget == 600);
    xp_sweep_free(&sweep);
}

/* What decides points and outputs is in the hash; how much of it is done is not. */
static void
the_hash_is_of_points_and_outputs(void **state)
{
    (void)state;
    static const char plan[] = ERLANG "factors = { agents = { " STAFF "levels = [13, 14]; }; };";
    static const char *const set[] = {"demand.volume=1.1", NULL},
                             *const kpi[] = {"a = 2 * asa", NULL},
                             *const rule[] = {"asa 1 s", NULL};
    const xp_sweep_asked same[] = {{.replications = "9"},
                                   {.budget = "1 s"},
                                   {.precision = rule},
                                   {.confidence = "90%"}},
                         others[] = {{.seed = "2"}, {.set = set}, {.kpi = kpi}};
    xp_sweep sweep;
    read_good(&sweep, plan, NULL);
    const uint64_t hash = sweep.hash;
    xp_sweep_free(&sweep);
    for (size_t j = 0; j < sizeof(same) / sizeof(same[0]); j++) {
        read_good(&sweep, plan, &same[j]);
        assert_true(sweep.hash == hash);
        xp_sweep_free(&sweep);
    }
    for (size_t j = 0; j < sizeof(others) / sizeof(others[0]); j++) {
        read_good(&sweep, plan, &others[j]);
        assert_true(sweep.hash != hash);
        xp_sweep_free(&sweep);
    }
}

static void
seeds_are_common_or_each_points_own(void **state)
{
    (void)state;
    xp_sweep sweep;
    read_good(&sweep, ERLANG "seed = 3; factors = { a = { " STAFF "levels = [13, 14]; }; };", NULL);
    assert_true(xp_sweep_point_seed(&sweep, 0) == 3 && xp_sweep_point_seed(&sweep, 1) == 3);
    xp_sweep_free(&sweep);
    read_good(&sweep, ERLANG "common = false; factors = { a = { " STAFF "levels = [13, 14]; }; };",
              NULL);
    const uint64_t first = xp_sweep_point_seed(&sweep, 0);
    assert_true(first != xp_sweep_point_seed(&sweep, 1));
    assert_true(first <= INT64_MAX && first == xp_sweep_point_seed(&sweep, 0));
    xp_sweep_free(&sweep);
}

#define FACTOR(text) ERLANG "\nfactors = {\n a = { " text " }; };"

static void
what_is_wrong_is_refused_with_its_place(void **state)
{
    (void)state;
    static const struct {
        const char *text, *words;
    } cases[] = {
        {"", ": plan: scenario: is missing"},
        {ERLANG, ": plan: factors: is missing"},
        {"run = { }; demand = { };", "is of a scenario: a plan names scenarios"},
        {ERLANG "\nfactor = { };", ":2: plan: factor: unknown setting; did you mean \"factors\"?"},
        {FACTOR("sett = \"x\";"), ":3: factor \"a\": sett: unknown setting; did you mean \"set\"?"},
        {FACTOR(STAFF), ":3: factor \"a\": levels: is missing"},
        {FACTOR(STAFF "levels = [1]; from = 1;"), "must stand alone"},
        {FACTOR(STAFF "levels = [12, 13, 12];"), "levels[2]: is there twice"},
        {FACTOR(STAFF "levels = ();"), "must be a list of 1 to"},
        {FACTOR(STAFF "levels = (12, {});"), "must be a number, a text"},
        {FACTOR(STAFF "from = 3;"), "to: is missing"},
        {FACTOR(STAFF "from = 3; to = 2; steps = 2;"), "must be above `from`"},
        {FACTOR(PATIENCE "from = \"1 min\"; to = 2; steps = 2;"), "must have the unit of `from`"},
        {FACTOR(STAFF "from = 0; to = 2; steps = 2; scale = \"log\";"), "must be > 0 on a log"},
        {FACTOR(STAFF "from = 10; to = 12; steps = 9; whole = true;"),
         "as many as there are whole"},
        {FACTOR(STAFF "from = 1; to = 2;"), "must have levels, or steps"},
        {FACTOR(STAFF "tied = \"b\"; levels = [1];"), "there is no factor of that name"},
        {FACTOR("value = \"a + 1\";"), "must not depend on itself"},
        {FACTOR("value = \"b\"; }; b = { value = \"a\";"), "must not depend on itself"},
        {FACTOR("value = \"(1\";"), ":3: factor \"a\": value: misses a )"},
        {FACTOR("value = \"b\"; }; b = { levels = [\"x\"];"), "level \"x\" of \"b\" is no number"},
        {FACTOR(STAFF "levels = [1]; unit = \"s\";"), "is for a computed value"},
        {FACTOR(STAFF "levels = [12]; baseline = 13;"), "must be one of the levels"},
        {FACTOR(STAFF "levels = [12, 13]; }; b = { tied = \"a\"; levels = [1];"),
         "must have as many levels: 1 levels, and \"a\" has 2 levels"},
        {FACTOR(STAFF "levels = [12]; }; b = { set = \"center.groups.agents\"; levels = [1];"),
         "is set by \"a\" already"},
        {FACTOR("set = \"center.groups.agents.stafff\"; levels = [12];"),
         ":3: factor \"a\": set: --set center.groups.agents.stafff=12: group \"agents\": stafff: "
         "unknown "
         "setting; did you mean \"staff\"?"},
        {FACTOR(STAFF "levels = [-2, -1];"), "must be >= 0"},
        {FACTOR("set = \"3:demand.volume\"; levels = [1];"), "must be the number (1 to 1)"},
        {ERLANG "factors = { a-b = { " STAFF "levels = [12]; }; };",
         "name that expressions can use"},
        {ERLANG "design = { kind = \"gird\"; };"
                "factors = { a = { " STAFF "levels = [12]; }; };",
         "must be one of grid, halton, indices"},
        {ERLANG "design = { kind = \"gird\"; };"
                "factors = { a = { " STAFF "levels = [12]; }; };",
         "did you mean \"grid\"?"},
        {ERLANG "design = { points = 3; };"
                "factors = { a = { " STAFF "levels = [12]; }; };",
         "points: is not for grid"},
        {ERLANG "design = { kind = \"sobol\"; };"
                "factors = { a = { " STAFF "levels = [12]; }; };",
         "design: points: is missing"},
        {ERLANG "set = [\"center.groups.agents.staff=3\"];"
                "factors = { a = { " STAFF "levels = [12]; }; };",
         "is set at all points already"},
        {ERLANG "precision = \"asa 3%\";"
                "factors = { a = { " STAFF "levels = [12]; }; };",
         "not in %"},
        {ERLANG "precision = \"difference asa 3 s\";"
                "factors = { a = { " STAFF "levels = [12]; }; };",
         "points go on by themselves"},
        {ERLANG "kpis = { own = \"asa\"; }; precision = \"own 1 s\";"
                "factors = { a = { " STAFF "levels = [12]; }; };",
         "\"own\" is an own one"},
        {ERLANG "kpis = { asa = \"1\"; };"
                "factors = { a = { " STAFF "levels = [12]; }; };",
         "is a KPI already"},
        {ERLANG "kpis = { x = \"coast / answered\"; };"
                "factors = { a = { " STAFF "levels = [12]; }; };",
         "KPI \"x\": \"coast\" is no factor, KPI or counter; did you mean \"cost\"?"},
        {"scenario = \"" FILES "erlang_a.cfg\"; outputs = [\"assa\"];"
         "factors = { a = { " STAFF "levels = [12]; }; };",
         "outputs[0]: KPI \"assa\": unknown; did you mean \"asa\"?"},
        {"scenario = \"" FILES "erlang_a.cfg\"; "
         "factors = { a = { " STAFF "levels = [12]; }; };",
         "outputs: is missing"},
        {"scenario = \"nowhere.cfg\"; outputs = [\"asa\"]; factors = { a = { levels = [12]; }; };",
         "nowhere.cfg: "},
        {ERLANG "design = { kind = \"one_at_a_time\"; }; kpis = { x = \"asa / a\"; }; "
                "factors = { a = { " STAFF "levels = [12]; }; };",
         "needs a number for \"a\""},
        {ERLANG "seed = -1; "
                "factors = { a = { " STAFF "levels = [12]; }; };",
         "must be a whole number from 0"},
    };
    for (size_t j = 0; j < sizeof(cases) / sizeof(cases[0]); j++) {
        xp_sweep sweep;
        cc_refusal refusal = {""};
        const int ret = read_text(&sweep, cases[j].text, NULL, &refusal);
        if (ret != SIM_ERR_REFUSED || strstr(refusal.text, cases[j].words) == NULL) {
            fail_msg("%zu: %d, \"%s\" and not \"%s\"", j, ret, refusal.text, cases[j].words);
        }
        assert_null(sweep.arena);
    }
}

/* Sixty factors, each computed of the two before: each is computed once. */
static void
computed_factors_cost_no_more_than_they_are(void **state)
{
    (void)state;
    char text[8192] = ERLANG "factors = { x0 = { levels = [1]; }; x1 = { levels = [1]; }; ";
    for (int j = 2; j < 60; j++) {
        const size_t n = strlen(text);
        snprintf(text + n, sizeof(text) - n, "x%d = { value = \"x%d + x%d\"; }; ", j, j - 1, j - 2);
    }
    strcat(text, "};");
    xp_sweep sweep;
    xp_sweep_point point;
    read_good(&sweep, text, NULL);
    make(&point, &sweep, 0);
    assert_true(point.value[59] == 1548008755920.0); /* the 60th of Fibonacci */
    xp_sweep_point_free(&point);
    xp_sweep_free(&sweep);
}

/* Pieces of a plan in the wrong places: it is read, or refused with a sentence. */
static void
damaged_plans_are_read_or_refused(void **state)
{
    (void)state;
    static const char whole[] =
        ERLANG "design = { kind = \"latin_hypercube\"; points = 9; seed = 2; };\n"
               "factors = {\n a = { " STAFF "levels = [12, 13, 14]; baseline = 13; };\n"
               " b = { " PATIENCE "from = \"1 min\"; to = \"9 min\"; scale = \"log\"; };\n"
               " c = { tied = \"a\"; levels = (1, \"2 s\", true); };\n"
               " d = { value = \"a * 2 + b^2\"; unit = \"s\"; };\n};\n"
               "kpis = { x = \"asa / a + c(answered)[channel:voice]\"; };\n"
               "precision = [\"asa 1 s\"]; budget = \"1 min\"; common = false;\n";
    sim_stream stream = sim_stream_make((sim_key){4, 0}, (sim_name){0, 0, 0});
    int good = 0;
    for (int k = 0; k < 600; k++) {
        char text[2 * sizeof(whole)];
        strcpy(text, whole);
        for (int j = 0; j <= k % 2; j++) {
            const size_t n = strlen(text), at = sim_stream_next(&stream) % n;
            const size_t from = sim_stream_next(&stream) % sizeof(whole);
            const size_t room = sizeof(whole) - 1 - from, length = sim_stream_next(&stream) % 4;
            const size_t out = sim_stream_next(&stream) % (n - at) % 4;
            const size_t in = length < room ? length : room;
            memmove(text + at + in, text + at + out, n - at - out + 1);
            memcpy(text + at, whole + from, in);
        }
        xp_sweep sweep;
        cc_refusal refusal = {""};
        const int ret = read_text(&sweep, text, NULL, &refusal);
        if (ret == SIM_OK) {
            xp_sweep_point point;
            if (xp_sweep_point_make(&point, &sweep, sweep.n_points - 1, &refusal) == SIM_OK) {
                xp_sweep_point_free(&point);
            }
            xp_sweep_free(&sweep);
            good++;
        } else if (ret != SIM_ERR_REFUSED || refusal.text[0] == '\0') {
            fail_msg("%d: %s", ret, text);
        }
    }
    assert_true(good > 20);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tied_and_computed_factors_follow_the_others),
        cmocka_unit_test(ranges_are_linear_or_logarithmic_and_may_be_whole),
        cmocka_unit_test(steps_make_levels_of_a_range),
        cmocka_unit_test(points_are_the_same_in_any_order),
        cmocka_unit_test(one_at_a_time_leaves_the_others_as_the_scenario_says),
        cmocka_unit_test(scenarios_are_a_factor_and_settings_may_be_of_one),
        cmocka_unit_test(outputs_have_one_name_and_own_kpis_follow),
        cmocka_unit_test(the_hash_is_of_points_and_outputs),
        cmocka_unit_test(seeds_are_common_or_each_points_own),
        cmocka_unit_test(what_is_wrong_is_refused_with_its_place),
        cmocka_unit_test(damaged_plans_are_read_or_refused),
        cmocka_unit_test(computed_factors_cost_no_more_than_they_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

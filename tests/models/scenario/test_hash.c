/* The hash is of what has an effect. One way: a setting that is changed without changing the hash
 * changes no figure, of any scenario put together by chance. The other: what is known to have no
 * effect changes no hash, and each of some that have one does. What is hashed is what is printed: it
 * loads back to the same scenario. */
#include "models/scenario/load.h"
#include "models/scenario/node.h"
#include "models/scenario/scenario.h"
#include "sim/hash.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "experiment/run.h"
#include "models/language/parse.h"
#include "models/scenario/canonical.h"
#include "tests/support/each_scenario.h"
#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT 1 /* of scenarios, as a test */

static each_scenario which; /* set once, by main */

/* ---- figures ---- */

/* Every figure of a replication as one number. */
static uint64_t
figures_of(const cc_scenario *scenario)
{
    xp_plan plan = xp_plan_default();
    xp_results results = {0};
    cc_refusal refusal = {""};
    plan.scenario[0] = scenario;
    plan.n_scenarios = 1;
    plan.replications = 1;
    if (xp_run(&results, &plan, &refusal) != SIM_OK) {
        fail_msg("%s", refusal.text);
    }
    uint64_t hash = sim_hash_start();
    for (size_t m = 0; m < results.table->n; m++) {
        const double mean = xp_results_estimate(&results, 0, m).mean;
        uint64_t bits = 0;
        if (!isnan(mean)) {
            memcpy(&bits, &mean, sizeof(bits));
        }
        hash = sim_hash_integer(hash, bits);
    }
    hash = sim_hash_integer(hash, results.events);
    xp_results_free(&results);
    return hash;
}

/* ---- changes ---- */

typedef struct original {
    const char *path;
    cc_scenario scenario;
    uint64_t figures;
    size_t n_changed, n_same; /* settings; of these the hash stayed */
} original;

static void
try_change(original *self, const char *setting, const char *value)
{
    const cc_override set = {setting, value};
    cc_refusal refusal;
    cc_scenario changed;
    if (cc_scenario_load(&changed, self->path, &set, 1, &refusal) != SIM_OK) {
        return; /* not a value of this setting */
    }
    self->n_changed++;
    const bool is_same = changed.hash == self->scenario.hash;
    if (is_same) {
        self->n_same++;
        if (figures_of(&changed) != self->figures) {
            fail_msg("%s: %s = %s changes figures, but not the hash", self->path, setting, value);
        }
        assert_true(changed.demand_hash == self->scenario.demand_hash);
    }
    cc_scenario_free(&changed);
}

/* Words that may stand in for each other. */
static const char *const families[][5] = {
    {"keep", "requeue_head", "requeue_tail", "lost"},
    {"resume", "restart"},
    {"fresh", "remaining", "none"},
    {"none", "channel", "center"},
    {"finish", "interrupt"},
    {"day", "replication"},
    {"gamma", "lognormal"},
    {"apart", "abandoned"},
    {"queue", "blocked"},
    {"serve", "drop", "carry"},
    {"resample", "in-order"},
    {"agent", "customer"},
    {"longest-idle", "fewest-open"},
    {"true", "false"},
};
#define N_FAMILIES (sizeof(families) / sizeof(families[0]))

static void
change_word(original *self, const char *path, const char *word)
{
    bool any = false;
    for (size_t j = 0; j < N_FAMILIES; j++) {
        bool is = false;
        for (size_t k = 0; k < 5 && families[j][k] != NULL; k++) {
            is = is || strcmp(families[j][k], word) == 0;
        }
        for (size_t k = 0; is && k < 5 && families[j][k] != NULL; k++) {
            if (strcmp(families[j][k], word) != 0) {
                try_change(self, path, families[j][k]);
            }
        }
        any = any || is;
    }
    if (!any) {
        try_change(self, path, "another");
    }
}

/* Every leaf of the tree, by another value, or all others of a choice. */
static void
change_all(original *self, const cc_value *at)
{
    char path[512], value[64];
    for (size_t j = 0; j < at->n && !(at->kind == CC_VALUE_LIST && j == 2); j++) {
        change_all(self, at->child[j]);
    }
    if (at->parent == NULL || at->kind == CC_VALUE_LIST || at->kind == CC_VALUE_GROUP) {
        return;
    }
    cc_value_path(at, path, sizeof(path));
    if (strncmp(path, "name", 4) == 0 || strstr(path, "evidence") != NULL ||
        strstr(path, ".days") != NULL || strstr(path, ".file") != NULL) {
        return;
    }
    if (at->kind == CC_VALUE_NUMBER) {
        if (at->number <= 1 && !at->whole) { /* perhaps a probability */
            snprintf(value, sizeof(value), "%.17g", at->number * 0.75);
        } else {
            snprintf(value, sizeof(value), at->whole ? "%.0f" : "%.17g", at->number + 1);
        }
        try_change(self, path, value);
    } else if (at->kind == CC_VALUE_TEXT && strpbrk(at->text, "0123456789") == at->text) {
        snprintf(value, sizeof(value), "1 min %.20s", at->text);
        try_change(self, path, value);
    } else {
        change_word(self, path,
                    at->kind == CC_VALUE_TEXT ? at->text
                    : at->number != 0         ? "true"
                                              : "false");
    }
}

typedef struct changes {
    size_t n, n_same; /* of these the hash stayed */
} changes;

static void
change_file(const random_scenario *text, const char *path, uint64_t k, void *context)
{
    (void)text;
    (void)k;
    changes *all = context;
    cc_source source;
    cc_refusal refusal = {""};
    cc_value *root;
    cc_arena *arena = cc_arena_new();
    original self = {.path = path};
    if (arena == NULL || cc_source_read(&source, path, &refusal) != SIM_OK ||
        cc_source_scan(&source, &refusal) != SIM_OK ||
        cc_tree_parse(&root, arena, &source, &refusal) != SIM_OK ||
        cc_scenario_load(&self.scenario, path, NULL, 0, &refusal) != SIM_OK) {
        fail_msg("%s", refusal.text);
    }
    self.figures = figures_of(&self.scenario);
    change_all(&self, root);
    all->n += self.n_changed;
    all->n_same += self.n_same;
    cc_scenario_free(&self.scenario);
    cc_source_free(&source);
    cc_arena_free(arena);
}

static void
what_leaves_the_hash_leaves_every_figure(void **state)
{
    (void)state;
    changes all = {0, 0};
    each_scenario_do(&which, change_file, &all);
    print_message("%zu changes, %zu without another hash\n", all.n, all.n_same);
    assert_true(all.n > 20 * which.count);
    assert_true(all.n_same > which.count);
    assert_true(all.n_same < all.n / 3); /* a hash of little would pass the rest */
}

/* ---- what cannot have an effect, in any scenario ---- */

/* May customers ever get to that channel? Not: they do; but what is said here is simpler than in
 * the program, and so leaves out some. */
static bool
is_out_of_reach(const cc_scenario *scenario, int channel)
{
    const cc_demand *demand = &scenario->demand;
    for (int j = 0; j < demand->n_issues; j++) {
        const cc_issue *issue = &demand->issue[j];
        const cc_table *wants = &issue->wants[channel];
        bool any = wants->n == 0 && wants->constant > 0;
        for (size_t k = 0; k < wants->n; k++) {
            any = any || wants->v[k] > 0;
        }
        const cc_table *accepts = &issue->reactions.accepts[channel];
        if (any || issue->content[channel].backlog > 0 || issue->unresolved.on[channel] > 0 ||
            issue->ignored.elsewhere[channel] > 0 || issue->ignored.in_public[channel] > 0 ||
            accepts->n > 0 || accepts->constant > 0) {
            return false;
        }
        for (int k = 0; k < scenario->n_channels; k++) {
            if (issue->content[k].switches.to == channel) {
                return false;
            }
        }
    }
    for (int j = 0; j < scenario->center.n_nodes; j++) {
        const cc_node *node = &scenario->center.node[j];
        if (node->type->becomes != NULL && node->type->becomes(node) == channel) {
            return false;
        }
    }
    for (int j = 0; j < scenario->n_channels; j++) {
        if (scenario->center.channel[j].desk.raises == channel) {
            return false;
        }
        for (int k = 0; k < demand->n_not_offered[j]; k++) {
            if (demand->not_offered[j][k].channel == channel) {
                return false;
            }
        }
    }
    return demand->trace.n == 0;
}

static void
expect_same(const char *path, const cc_scenario *scenario, size_t *n, const char *value,
            const char *format, const char *name)
{
    char setting[200];
    cc_refusal refusal;
    cc_scenario changed;
    snprintf(setting, sizeof(setting), format, name);
    const cc_override set = {setting, value};
    if (cc_scenario_load(&changed, path, &set, 1, &refusal) != SIM_OK) {
        fail_msg("%s", refusal.text);
    }
    if (changed.hash != scenario->hash || changed.demand_hash != scenario->demand_hash) {
        fail_msg("%s: %s = %s changes the hash", path, setting, value);
    }
    cc_scenario_free(&changed);
    (*n)++;
}

enum { REACH, REQUEUE, LATER, N_RULES };

static void
change_what_cannot_matter(const random_scenario *text, const char *path, uint64_t k, void *context)
{
    (void)text;
    (void)k;
    size_t *n = context; /* by rule */
    cc_scenario scenario;
    cc_refusal refusal;
    if (cc_scenario_load(&scenario, path, NULL, 0, &refusal) != SIM_OK) {
        fail_msg("%s", refusal.text);
    }
    for (int j = 0; j < scenario.n_channels; j++) {
        const char *name = scenario.channel[j].name;
        const cc_channel *channel = &scenario.center.channel[j];
        if (is_out_of_reach(&scenario, j)) {
            const char *other = strcmp(name, "chat") == 0 ? "email" : "chat";
            char instead[40];
            snprintf(instead, sizeof(instead), "{ %s = 0.375; }", other);
            expect_same(path, &scenario, &n[REACH], "77 s", "demand.customers.patience.%s", name);
            expect_same(path, &scenario, &n[REACH], instead, "demand.customers.not_offered.%s",
                        name);
            expect_same(path, &scenario, &n[REACH], "0.375", "demand.every_issue.resolution.%s",
                        name);
        }
        if (channel->offered && channel->interrupted.then != CC_REQUEUE_HEAD &&
            channel->interrupted.then != CC_REQUEUE_TAIL) {
            const char *patience = channel->interrupted.patience == CC_FRESH ? "none" : "fresh";
            expect_same(path, &scenario, &n[REQUEUE], patience,
                        "center.channels.%s.interrupted.patience", name);
        }
        if (channel->offered && channel->interrupted.then == CC_LOST) {
            const char *work = channel->interrupted.restart ? "resume" : "restart";
            expect_same(path, &scenario, &n[LATER], work, "center.channels.%s.interrupted.work",
                        name);
            expect_same(path, &scenario, &n[LATER], "77 s", "center.channels.%s.resume", name);
        }
    }
    cc_scenario_free(&scenario);
}

static void
what_cannot_have_an_effect_leaves_the_hash_of_any_scenario(void **state)
{
    (void)state;
    const each_scenario many = {which.first, 15 * which.count}; /* nothing is run */
    size_t n[N_RULES] = {0};
    each_scenario_do(&many, change_what_cannot_matter, n);
    print_message("%zu, %zu and %zu changes\n", n[REACH], n[REQUEUE], n[LATER]);
    for (int j = 0; j < N_RULES; j++) {
        assert_true(n[j] >= 2 * which.count);
    }
}

/* ---- what has none, and what has one ---- */

static const char plain[] =
    "name = \"x\"; run = { hours = [\"08:00\", \"10:00\"]; };"
    "demand = { name = \"y\"; issues = { call = { per_hour = 60; voice = { talk = \"3 min\"; };"
    "  chat = { turns = 3; agent = \"20 s\"; customer = \"20 s\"; };"
    "  email = { handle = \"3 min\"; }; wants = { voice = 0.8; chat = 0.2; };"
    "  busyness = { day_cv = 0; interval_cv = 0; }; }; };"
    "  customers = { patience = { voice = \"3 min\"; }; }; };"
    "center = { channels = { voice = { entry = \"ivr\"; }; chat = {}; };"
    "  automation = { ivr = { node = \"chatbot\"; time = \"9 s\"; contains = 0.1; };"
    "    idle = { node = \"chatbot\"; time = \"9 s\"; }; };"
    "  groups = { agents = { staff = 4; }; }; };";

static uint64_t
hash_of(const cc_override *set, size_t n, uint64_t *demand)
{
    cc_refusal refusal = {""};
    cc_scenario scenario;
    if (cc_scenario_load_text(&scenario, "plain.cfg", plain, set, n, &refusal) != SIM_OK) {
        fail_msg("%s", refusal.text);
    }
    const uint64_t hash = scenario.hash;
    *demand = scenario.demand_hash;
    cc_scenario_free(&scenario);
    return hash;
}

static uint64_t
hash_with(const char *setting, const char *value, uint64_t *demand)
{
    const cc_override set = {setting, value};
    return hash_of(&set, setting == NULL ? 0 : 1, demand);
}

static void
what_has_no_effect_leaves_the_hash(void **state)
{
    (void)state;
    static const char *const none[][2] = {
        {"center.routing.select_agent", "{ router = \"longest-idle\"; }"},
        {"center.automation.ivr.next", "{ contained = \"contained\"; not = \"queue\"; }"},
        {"name", "another"},
        {"demand.name", "another"},
        {"center.groups.agents.where", "remote"},
        {"center.costs.currency", "EUR"},
        {"center.evidence.A", "(\"groups.*\")"},
        {"center.groups.agents.overtime_pay", "1.5"},
        {"center.groups.agents.at_once.email", "3"},
        {"center.groups.agents.speed.email", "0.5"},
        {"center.groups.agents.speed.voice", "1"},
        {"center.channels.voice.resume", "20 s"},
        {"center.channels.chat.interrupted.then", "lost"},
        {"center.channels.voice.work_factor", "1"},
        {"center.automation.ivr.when_full", "block"},
        {"center.automation.idle.time", "20 s"},
        {"center.staff_scale", "1"},
        {"center.history", "center"},
        {"demand.volume", "1"},
        {"demand.weekday.Mon", "1"},
        {"demand.busyness.per", "replication"},
        {"demand.busyness.correlation", "0.5"},
        {"demand.busyness.margin", "lognormal"},
        {"demand.customers.redial.delay", "1 min"},
        {"demand.customers.redial.maximum", "3"},
        {"demand.customers.unresolved.delay", "1 h"},
        {"demand.customers.unresolved.on", "{ voice = 1; }"},
        {"demand.customers.balking.counts", "abandoned"},
        {"demand.customers.patience.email", "1 h"},
        {"demand.customers.not_offered.email", "{ voice = 0.5; }"},
        {"demand.issues.call.patience.email", "1 h"},
        {"demand.issues.call.email.handle", "9 min"},
        {"demand.issues.call.resolution.email", "0.5"},
    };
    uint64_t demand, other;
    const uint64_t hash = hash_with(NULL, NULL, &demand);
    for (size_t j = 0; j < sizeof(none) / sizeof(none[0]); j++) {
        if (hash_with(none[j][0], none[j][1], &other) != hash || other != demand) {
            fail_msg("%s = %s changes the hash", none[j][0], none[j][1]);
        }
    }
}

static void
what_has_an_effect_changes_the_hash(void **state)
{
    (void)state;
    static const char *const some[][2] = {
        {"center.groups.agents.wage_per_hour", "20"},
        {"center.groups.agents.at_once.chat", "3"},
        {"center.groups.agents.speed.voice", "1.1"},
        {"center.groups.agents.shrinkage", "0.1"},
        {"center.channels.voice.work_factor", "1.1"},
        {"center.channels.chat.interruptible", "true"},
        {"center.channels.voice.service_level.target", "0.9"},
        {"center.automation.ivr.time", "20 s"},
        {"center.automation.ivr.then", "idle"},
        {"center.costs.bot_per_session", "0.1"},
        {"center.costs.line_per_minute", "0.1"},
        {"center.automation.ivr.next", "{ contained = \"queue\"; }"},
        {"center.routing.select_agent", "fewest-open"},
        {"center.routing.select_agent", "{ router = \"most-open\"; up_to = 2; }"},
        {"center.staff_scale", "1.1"},
        {"demand.volume", "1.1"},
        {"demand.busyness.day_cv", "0.1"},
        {"demand.customers.patience.voice", "4 min"},
        {"demand.customers.redial", "{ after_abandon = 0.5; delay = \"1 min\"; }"},
        {"demand.customers.unresolved", "{ returns = 0.5; delay = \"1 h\"; }"},
        {"demand.customers.balking", "0.5"},
        {"demand.customers.balking", "(0.5)"},
        {"demand.customers.patience.chat", "1 h"},
        {"demand.customers.not_offered.chat", "{ email = 0.5; }"},
        {"demand.issues.call.chat.agent", "21 s"},
        {"demand.issues.call.resolution.chat", "0.5"},
        {"run.observe", "1 h"},
    };
    uint64_t demand, other;
    const uint64_t hash = hash_with(NULL, NULL, &demand);
    for (size_t j = 0; j < sizeof(some) / sizeof(some[0]); j++) {
        const bool of_center = strncmp(some[j][0], "center", 6) == 0;
        if (hash_with(some[j][0], some[j][1], &other) == hash || (other == demand) != of_center) {
            fail_msg("%s = %s: hash or demand hash", some[j][0], some[j][1]);
        }
    }
}

/* The delay of returns, where they are possible in none or any of the two halves of a day; that of
 * redials, after none or any of the failures. */
static void
a_delay_matters_where_it_may_be_waited_for(void **state)
{
    (void)state;
    static const char *const probability[][2] = {
        {"demand.customers.unresolved.returns", "demand.customers.unresolved.delay"},
        {"demand.customers.redial.after_abandon", "demand.customers.redial.delay"},
        {"demand.customers.redial.after_block", "demand.customers.redial.delay"},
        {"demand.customers.redial.after_balk", "demand.customers.redial.delay"},
    };
    static const struct {
        const char *p;
        bool matters;
    } cases[] = {{"(0.0, 0.0)", false},
                 {"(0.5, 0.0)", true},
                 {"(0.0, 0.5)", true},
                 {"0.0", false},
                 {"0.5", true}};
    for (size_t i = 0; i < sizeof(probability) / sizeof(probability[0]); i++) {
        for (size_t j = 0; j < sizeof(cases) / sizeof(cases[0]); j++) {
            const cc_override set[] = {
                {"run.hours", "[\"00:00\", \"24:00\"]"},
                {"run.interval", "12 h"},
                {probability[i][0], cases[j].p},
                {probability[i][1], "1 h"},
                {probability[i][1], "2 h"},
            };
            uint64_t demand[2];
            const uint64_t one = hash_of(set, 4, &demand[0]), two = hash_of(set, 5, &demand[1]);
            if ((one != two) != cases[j].matters || (demand[0] != demand[1]) != cases[j].matters) {
                fail_msg("%s = %s: %d", probability[i][0], cases[j].p, one != two);
            }
        }
    }
}

/* ---- printed and read again ---- */

static void
print_and_read(const random_scenario *random, const char *path, uint64_t k, void *context)
{
    (void)random;
    size_t *n_run = context;
    cc_scenario first, again;
    cc_refusal refusal = {""};
    char *text, *text_again;
    assert_int_equal(cc_scenario_load(&first, path, NULL, 0, &refusal), SIM_OK);
    assert_int_equal(cc_canonical_print(&first, &text), SIM_OK);
    if (cc_scenario_load_text(&again, path, text, NULL, 0, &refusal) != SIM_OK) {
        fail_msg("scenario %d: a print was refused: %s", (int)k, refusal.text);
    }
    assert_int_equal(cc_canonical_print(&again, &text_again), SIM_OK);
    assert_string_equal(text, text_again);
    assert_true(first.hash == again.hash && first.demand_hash == again.demand_hash);
    if (k < which.first + which.count) { /* the others are only read */
        assert_true(figures_of(&first) == figures_of(&again));
        ++*n_run;
    }
    free(text);
    free(text_again);
    cc_scenario_free(&first);
    cc_scenario_free(&again);
}

static void
the_print_of_any_scenario_is_the_same_scenario(void **state)
{
    (void)state;
    const each_scenario many = {which.first, 40 * which.count};
    size_t n_run = 0;
    each_scenario_do(&many, print_and_read, &n_run);
    assert_int_equal(n_run, which.count);
}

int
main(int argc, char **argv)
{
    which = each_scenario_of(argc, argv, COUNT);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_has_no_effect_leaves_the_hash),
        cmocka_unit_test(what_has_an_effect_changes_the_hash),
        cmocka_unit_test(a_delay_matters_where_it_may_be_waited_for),
        cmocka_unit_test(the_print_of_any_scenario_is_the_same_scenario),
        cmocka_unit_test(what_cannot_have_an_effect_leaves_the_hash_of_any_scenario),
        cmocka_unit_test(what_leaves_the_hash_leaves_every_figure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Every setting of every table is written wrongly, one at a time: wrong type, below, above, and
 * an unknown name beside it. Each must be refused with its file and line, object, setting, rule
 * and value. A new setting is tested by being in its table. */
#include "models/scenario/load.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "models/language/settings_list.h"
#include "models/scenario/scenario.h"
#include "models/scenario/settings_scenario.h"
#include <cmocka.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A small scenario with every kind of object, as lines {object, setting, text}. A setting under
 * test replaces its own line, or comes in where its object is marked. */
static const struct {
    const char *object, *setting, *text;
} lines[] = {
    {"", "", NULL},
    {"", "run", "run = {"},
    {"run", "", NULL},
    {"", "", "};"},
    {"", "demand", "demand = {"},
    {"demand", "", NULL},
    {"", "demand.channels", "channels = { sales = {"},
    {"demand.channels.NAME", "", NULL},
    {"demand.channels.NAME", "kind", "kind = \"voice\";"},
    {"", "", "}; };"},
    {"", "demand.busyness", "busyness = {"},
    {"demand.busyness", "", NULL},
    {"", "", "};"},
    {"", "demand.customers", "customers = {"},
    {"demand.customers", "", NULL},
    {"", "", "};"},
    {"", "demand.issues", "issues = { call = {"},
    {"demand.issues.NAME", "", NULL},
    {"demand.issues.NAME", "per_hour", "per_hour = 20;"},
    {"demand.issues.NAME", "wants", "wants = { voice = 1; };"},
    {"demand.issues.NAME", "voice", "voice = { talk = \"3 min\"; };"},
    {"", "", "}; };"},
    {"", "", "};"},
    {"", "center", "center = {"},
    {"center", "", NULL},
    {"", "center.channels", "channels = { voice = {"},
    {"center.channels.CHANNEL", "", NULL},
    {"", "", "}; };"},
    {"", "center.automation", "automation = { bot = {"},
    {"center.automation.NAME", "", NULL},
    {"center.automation.NAME", "node", "node = \"chatbot\";"},
    {"", "", "}; };"},
    {"", "center.queues", "queues = { calls = {"},
    {"center.queues.NAME", "", NULL},
    {"center.queues.NAME", "channel", "channel = \"voice\";"},
    {"", "", "}; };"},
    {"", "center.groups", "groups = { agents = {"},
    {"center.groups.NAME", "", NULL},
    {"center.groups.NAME", "staff", "staff = 3;"},
    {"", "", "}; };"},
    {"", "center.routing", "routing = {"},
    {"center.routing", "", NULL},
    {"", "", "};"},
    {"", "center.costs", "costs = {"},
    {"center.costs", "", NULL},
    {"", "", "};"},
    {"", "", "};"},
    {"", "lesson", "lesson = {"},
    {"lesson", "", NULL},
    {"lesson", "title", "title = \"t\";"},
    {"lesson", "goal", "goal = \"g\";"},
    {"lesson", "score", "score = \"cost\";"},
    {"lesson", "question", "question = \"q\";"},
    {"lesson", "answers", "answers = (\"a\", \"b\");"},
    {"lesson", "right", "right = 1;"},
    {"", "", "};"},
};

/* How the objects are called in messages. */
static const struct {
    const char *path, *name;
} objects[] = {
    {"demand.issues.NAME", "issue \"call\""},
    {"demand.channels.NAME", "channel \"sales\""},
    {"demand.customers", "customers"},
    {"demand.busyness", "busyness"},
    {"demand.trace", "trace"},
    {"demand.every_issue", "every issue"},
    {"center.channels.CHANNEL", "channel \"voice\""},
    {"center.automation.NAME", "node \"bot\""},
    {"center.queues.NAME", "queue \"calls\""},
    {"center.groups.NAME", "group \"agents\""},
    {"center.routing", "routing"},
    {"center.costs", "costs"},
    {"run", "run"},
    {"demand", "demand"},
    {"center", "center"},
    {"lesson", "lesson"},
    {"", "scenario"},
};

static int n_cases;
static const char *of_kind = ""; /* of node or router, that alone has the setting */

static size_t
object_of(const char *path)
{
    for (size_t j = 0;; j++) {
        const size_t n = strlen(objects[j].path);
        if (n == 0 || (strncmp(path, objects[j].path, n) == 0 && path[n] == '.')) {
            return j;
        }
    }
}

static int
brackets(const char *text)
{
    int n = 0;
    for (const char *c = text; *c != '\0'; c++) {
        n += (*c == '{') - (*c == '}');
    }
    return n;
}

/* The file with `setting = value` in the object; the line of it. */
static int
compose(char *text, size_t size, const char *object, const char *setting, const char *value)
{
    char first[64];
    snprintf(first, sizeof(first), "%.*s", (int)strcspn(setting, "."), setting);
    char whole[128];
    snprintf(whole, sizeof(whole), "%s%s%s", object, *object != '\0' ? "." : "", first);
    int line = 0, at = 0;
    size_t n = 0;
    int skipping = 0; /* open brackets of what is left out */
    for (size_t j = 0; j < sizeof(lines) / sizeof(lines[0]); j++) {
        const bool marked = lines[j].text == NULL;
        /* A whole object under test takes the place of the one that is there. */
        if (lines[j].object[0] == '\0' && strcmp(lines[j].setting, whole) == 0) {
            skipping = brackets(lines[j].text);
            continue;
        }
        if (skipping > 0) {
            skipping += marked ? 0 : brackets(lines[j].text);
            continue;
        }
        if (marked && strcmp(lines[j].object, object) == 0) {
            /* a.b.c = v becomes a = { b = { c = v; }; }; */
            char close[64] = "";
            at = ++line;
            for (const char *s = setting; *s != '\0';) {
                const size_t length = strcspn(s, ".");
                n += (size_t)snprintf(text + n, size - n, "%.*s = ", (int)length, s);
                s += length;
                if (*s == '.') {
                    n += (size_t)snprintf(text + n, size - n, "{ ");
                    if (strncmp(setting, "select_agent.", 13) == 0) {
                        n += (size_t)snprintf(text + n, size - n, "router = \"%s\"; ", of_kind);
                    }
                    strcat(close, " };");
                    s++;
                }
            }
            n += (size_t)snprintf(text + n, size - n, "%s;%s\n", value, close);
        } else if (!marked && !(strcmp(lines[j].object, object) == 0 &&
                                strcmp(lines[j].setting, first) == 0)) {
            line++;
            if (strcmp(lines[j].setting, "node") == 0 && strstr(object, "automation") != NULL &&
                *of_kind != '\0') {
                const bool needs_to = strcmp(of_kind, "transfer") == 0 && strcmp(first, "to") != 0;
                n += (size_t)snprintf(text + n, size - n, "node = \"%s\";%s\n", of_kind,
                                      needs_to ? " to = \"calls\";" : "");
            } else {
                n += (size_t)snprintf(text + n, size - n, "%s\n", lines[j].text);
            }
        }
    }
    assert_true(at > 0 && n < size);
    return at;
}

/* Loads it; the message must have place, object, setting, rule and, if it has one, the value. */
static void
expect(const char *path, const char *value, const char *rule, const char *shown)
{
    char concrete[160] = "", text[4096], wanted[256], is[128];
    const size_t object = object_of(path);
    const char *rest = path + strlen(objects[object].path);
    rest += *rest == '.';
    /* Members that each: the first of each. */
    const char *each = strstr(rest, ".CHANNEL"), *kind = strstr(rest, ".KIND"),
               *weekday = strstr(rest, ".WEEKDAY");
    const char *tail = each != NULL ? each : kind != NULL ? kind : weekday;
    snprintf(concrete, sizeof(concrete), "%.*s%s%s",
             (int)(tail != NULL ? tail - rest : (long)strlen(rest)), rest,
             each != NULL      ? ".voice"
             : kind != NULL    ? ".call"
             : weekday != NULL ? ".Tue"
                               : "",
             tail != NULL ? tail + 1 + strcspn(tail + 1, ".") : "");
    const int line = compose(text, sizeof(text), objects[object].path, concrete, value);
    cc_scenario scenario;
    cc_refusal refusal = {""};
    const int ret = cc_scenario_load_text(&scenario, "bad.cfg", text, NULL, 0, &refusal);
    if (ret != SIM_ERR_REFUSED) {
        fail_msg("%s = %s was not refused (%d)", concrete, value, ret);
    }
    snprintf(wanted, sizeof(wanted), "bad.cfg:%d: %s: %s", line, objects[object].name, concrete);
    for (size_t j = 0; j < sizeof(objects) / sizeof(objects[0]); j++) {
        if (strcmp(objects[j].path, path) == 0) { /* an object itself */
            snprintf(wanted, sizeof(wanted), "bad.cfg:%d: %s: ", line, objects[j].name);
        }
    }
    if (strncmp(refusal.text, wanted, strlen(wanted)) != 0 || strstr(refusal.text, rule) == NULL) {
        fail_msg("%s = %s: wanted %s: ... %s, got %s", concrete, value, wanted, rule, refusal.text);
    }
    if (shown != NULL) {
        snprintf(is, sizeof(is), "(is %s)", shown);
        if (strstr(refusal.text, is) == NULL) {
            fail_msg("%s = %s: wanted %s, got %s", concrete, value, is, refusal.text);
        }
    }
    n_cases++;
}

static bool
is_duration(const cc_setting *s)
{
    return s->kind == CC_SET_DURATION;
}

static void
beyond(const char *path, const cc_setting *s, double x, const char *rule)
{
    char value[64], shown[64];
    if (is_duration(s)) {
        snprintf(value, sizeof(value), "\"%.15g s\"", x);
        snprintf(shown, sizeof(shown), "%s", value);
    } else {
        snprintf(shown, sizeof(shown), "%.15g", x);
        /* The parser reads whole numbers of 32 bits. */
        snprintf(value, sizeof(value), fabs(x) < 2e9 ? "%.15g" : "%.1f", x);
    }
    expect(path, value, rule, shown);
}

static void
try_bounds(const char *path, const cc_setting *s)
{
    char rule[96];
    const char *blank = s->unit[0] != '\0' ? " " : "";
    const bool share = s->min == 0 && s->max == 1 && !s->above;
    snprintf(rule, sizeof(rule), "must be %s %.15g%s%s", s->above ? ">" : ">=", s->min, blank,
             s->unit);
    beyond(path, s, s->min - 1, share ? "must be from 0 to 1" : rule);
    if (s->above) {
        beyond(path, s, s->min, rule);
    }
    snprintf(rule, sizeof(rule), "must be at most %.15g%s%s", s->max, blank, s->unit);
    beyond(path, s, s->max * 2 + 1, share ? "must be from 0 to 1" : rule);
}

static void
try_setting(const char *path, const cc_setting *s, const char *kind, void *arg)
{
    (void)arg;
    of_kind = kind;
    if (strncmp(path, "demand.trace", 12) == 0 || strncmp(path, "demand.evidence", 15) == 0 ||
        strncmp(path, "center.evidence", 15) == 0) {
        return; /* by hand in test_scenario_bad.c */
    }
    if (strncmp(path, "center.roster.", 14) == 0 || strstr(path, ".NAME.shifts.") != NULL) {
        return; /* by hand in test_roster.c */
    }
    if (strstr(path, ".NAME.overflow.") != NULL) {
        return; /* by hand in test_sourcing.c */
    }
    switch (s->kind) {
    case CC_SET_GROUP:
    case CC_SET_NAMED:
        if (strstr(path, "NAME") != NULL && strstr(path, ".rate") != NULL) {
            return; /* replaces per_hour */
        }
        if (strcmp(path, "center.channels.CHANNEL") != 0) {
            expect(path, "5", "must be a group", "5");
        }
        break;
    case CC_SET_BOOL:
        expect(path, "5", "must be true or false", "5");
        expect(path, "\"yes\"", "must be true or false", "\"yes\"");
        break;
    case CC_SET_EITHER:
    case CC_SET_CHOICE:
        if (strstr(path, ".rate.") != NULL) {
            return;
        }
        expect(path, "\"no-such-word\"", "must be one of", "\"no-such-word\"");
        expect(path, "5", "must be one of", "5");
        break;
    case CC_SET_INT:
        expect(path, "\"three\"", "must be a whole number", "\"three\"");
        expect(path, "2.5", "must be a whole number", "2.5");
        try_bounds(path, s);
        break;
    case CC_SET_NUMBER:
    case CC_SET_TABLE:
    case CC_SET_BY_NUMBER:
        if (strstr(path, ".rate.") != NULL || strcmp(path, "demand.issues.NAME.arrivals") == 0 ||
            strstr(path, ".per_day") != NULL || strstr(path, ".profile") != NULL) {
            return; /* only one of arrivals, per_hour, per_day and rate may be there */
        }
        expect(path, "\"three\"", "must be a number", "\"three\"");
        expect(path, "true", "must be a number", "true");
        if (strstr(path, "wants") == NULL) {
            try_bounds(path, s);
        }
        break;
    case CC_SET_DURATION:
        expect(path, "5", "must be a duration with its unit", "5");
        expect(path, "\"5\"", "must be a duration", "\"5\"");
        expect(path, "\"5 parsecs\"", "must be a duration", "\"5 parsecs\"");
        try_bounds(path, s);
        break;
    case CC_SET_TIME:
        expect(path, "5", "must be a time of day", "5");
        expect(path, "\"25:00\"", "must be a time of day", "\"25:00\"");
        break;
    case CC_SET_TEXT:
        expect(path, "5", "must be a text in quotes", "5");
        break;
    case CC_SET_DIST:
    case CC_SET_WORK:
        expect(path, "5", "must be a duration with its unit", "5");
        expect(path, "\"-5 s\"", "must be >= 0 s", "\"-5 s\"");
        expect(path, "{ dist = \"exponentiel\"; mean = \"5 s\"; }", "did you mean \"exponential\"?",
               "\"exponentiel\"");
        expect(path, "{ dist = \"exponential\"; mean = 5; }", "mean: must be a duration", "5");
        expect(path, "{ dist = \"exponential\"; men = \"5 s\"; }", "did you mean \"mean\"?", NULL);
        expect(path, "{ mean = \"5 s\"; }", "dist: is missing", NULL);
        break;
    case CC_SET_PLAIN_DIST:
        expect(path, "\"5 s\"", "must be a number", "\"5 s\"");
        expect(path, "-5", "must be >= 0", "-5");
        break;
    case CC_SET_SPECIAL:
        if (strstr(path, ".rate.") == NULL && strcmp(path, "center.queues.NAME.issues") != 0) {
            expect(path, "3.5", "", NULL);
        }
        break;
    default:
        fail_msg("%s has a kind that this test does not know", path);
    }
}

static void
every_setting_written_wrongly_is_refused_with_place_rule_and_value(void **state)
{
    (void)state;
    n_cases = 0;
    cc_settings_visit_all(cc_settings_scenario, try_setting, NULL);
    of_kind = "";
    if (n_cases < 250) {
        fail_msg("only %d cases were made", n_cases);
    }
}

static void
every_object_refuses_a_name_that_it_does_not_know(void **state)
{
    (void)state;
    static const char *const paths[] = {
        "no_such_setting",
        "run.no_such_setting",
        "demand.no_such_setting",
        "demand.busyness.no_such_setting",
        "demand.customers.no_such_setting",
        "demand.customers.redial.no_such_setting",
        "demand.customers.unresolved.no_such_setting",
        "demand.customers.no_context.no_such_setting",
        "demand.every_issue.no_such_setting",
        "demand.issues.NAME.no_such_setting",
        "demand.issues.NAME.chat.no_such_setting",
        "demand.issues.NAME.email.no_such_setting",
        "center.no_such_setting",
        "center.channels.CHANNEL.no_such_setting",
        "center.channels.CHANNEL.interrupted.no_such_setting",
        "center.channels.CHANNEL.service_level.no_such_setting",
        "center.automation.NAME.no_such_setting",
        "center.queues.NAME.no_such_setting",
        "center.groups.NAME.no_such_setting",
        "center.routing.no_such_setting",
        "center.costs.no_such_setting",
        "demand.evidence.no_such_setting",
    };
    for (size_t j = 0; j < sizeof(paths) / sizeof(paths[0]); j++) {
        if (strncmp(paths[j], "demand.every_issue", 18) != 0) {
            expect(paths[j], "1", "unknown setting", NULL);
        }
    }
}

/* ---- parameters of distributions ---- */

static const char *
good(const sim_param *p)
{
    switch (p->kind) {
    case SIM_PARAM_DURATION:
        return "\"60 s\"";
    case SIM_PARAM_NUMBER:
        return "1.5";
    case SIM_PARAM_LIST:
        return strcmp(p->unit, "s") == 0 && strcmp(p->name, "t_s") != 0 ? "(\"60 s\")" : "(0.5)";
    case SIM_PARAM_PART:
        return "\"60 s\"";
    default:
        return "(\"60 s\")";
    }
}

/* All parameters right but one. */
static void
try_parameter(const sim_dist_type *type, int wrong, const char *value, const char *rule,
              const char *shown)
{
    char dist[512];
    size_t n = (size_t)snprintf(dist, sizeof(dist), "{ dist = \"%s\";", type->name);
    for (int j = 0; type->params[j].name != NULL; j++) {
        const char *text = j == wrong ? value : good(&type->params[j]);
        if (j <= wrong && text != NULL) {
            n += (size_t)snprintf(dist + n, sizeof(dist) - n, " %s = %s;", type->params[j].name,
                                  text);
        }
    }
    snprintf(dist + n, sizeof(dist) - n, " }");
    expect("center.channels.CHANNEL.wrap_up", dist, rule, shown);
}

static void
every_parameter_of_every_distribution_is_checked(void **state)
{
    (void)state;
    n_cases = 0;
    for (int d = 0; sim_dist_types[d] != NULL; d++) {
        const sim_dist_type *type = sim_dist_types[d];
        for (int j = 0; type->params[j].name != NULL; j++) {
            const sim_param *p = &type->params[j];
            char value[64], rule[96];
            if (isnan(p->fallback)) {
                snprintf(rule, sizeof(rule), "%s: is missing", p->name);
                try_parameter(type, j, NULL, rule, NULL);
            }
            snprintf(rule, sizeof(rule), "%s: must be", p->name);
            try_parameter(type, j, "true", rule, "true");
            if (p->kind == SIM_PARAM_DURATION) {
                snprintf(value, sizeof(value), "\"%.15g s\"", p->min - 1);
                try_parameter(type, j, value, "must be >=", value);
            } else if (p->kind == SIM_PARAM_NUMBER) {
                const bool share = p->min == 0 && p->max == 1;
                snprintf(value, sizeof(value), "%.15g", p->min - 1);
                try_parameter(type, j, value, share ? "must be from" : "must be >=", value);
                snprintf(value, sizeof(value), "%.1f", p->max * 2 + 1);
                try_parameter(type, j, value, share ? "must be from" : "must be at most", NULL);
            }
        }
    }
    assert_true(n_cases > 50);
}

/* The scenario without a fault must load, or the tests above would prove nothing. */
static void
the_scenario_of_these_tests_is_right_without_the_fault(void **state)
{
    (void)state;
    char text[4096];
    compose(text, sizeof(text), "run", "days", "2");
    cc_scenario scenario;
    cc_refusal refusal = {""};
    if (cc_scenario_load_text(&scenario, "good.cfg", text, NULL, 0, &refusal) != SIM_OK) {
        fail_msg("%s", refusal.text);
    }
    cc_scenario_free(&scenario);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_scenario_of_these_tests_is_right_without_the_fault),
        cmocka_unit_test(every_setting_written_wrongly_is_refused_with_place_rule_and_value),
        cmocka_unit_test(every_object_refuses_a_name_that_it_does_not_know),
        cmocka_unit_test(every_parameter_of_every_distribution_is_checked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

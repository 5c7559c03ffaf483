/* Factors as they are written: levels, ranges, tied and computed ones. */
#include "experiment/sweep/sweep_reader.h"
#include "experiment/sweep/sweep_text.h"
#include "models/language/hint.h"
#include "models/language/units.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define NONE SIZE_MAX
#define MAX_LEVELS 100000

/* ---- values ---- */

/* As it would stand behind --set PATH=. */
static const char *
text_of(xp_sweep_reader *self, const cc_value *value)
{
    char buffer[XP_NUMBER_TEXT];
    switch (value->kind) {
    case CC_VALUE_NUMBER:
        return cc_read_keep(&self->reader,
                            xp_number_text(value->number, "", buffer, sizeof(buffer)));
    case CC_VALUE_BOOL:
        return value->number != 0 ? "true" : "false";
    case CC_VALUE_TEXT:
        return cc_read_keep(&self->reader, cc_read_text(&self->reader, value));
    default:
        cc_read_refuse(&self->reader, value,
                       "must be a number, a text, true or false; a list goes in quotes: \"(5, 6)\" "
                       "(is %s)",
                       value->kind == CC_VALUE_LIST ? "a list" : "a group");
        return "";
    }
}

/* A number in a unit that goes behind it: "", "s", "%". */
static double
number_of(xp_sweep_reader *self, const cc_value *value, const char **unit)
{
    double x = NAN;
    *unit = "";
    if (value->kind == CC_VALUE_NUMBER) {
        return value->number;
    }
    if (value->kind == CC_VALUE_TEXT && cc_duration_parse(value->text, &x)) {
        *unit = "s";
        return x;
    }
    if (value->kind == CC_VALUE_TEXT && cc_percent_parse(value->text, &x)) {
        char number[XP_NUMBER_TEXT];
        *unit = "%";
        snprintf(number, sizeof(number), "%.*s", (int)strcspn(value->text, "%"), value->text);
        (void)cc_number_parse(number, &x);
        return x;
    }
    char shown[96];
    cc_read_refuse(&self->reader, value, "must be a number, a duration or a share (is %s)",
                   cc_value_show(value, shown, sizeof(shown)));
    return NAN;
}

/* ---- settings ---- */

static void
read_paths(xp_sweep_reader *self, xp_factor *factor, const cc_value *value)
{
    if (value == NULL) {
        return;
    }
    const bool is_list = value->kind == CC_VALUE_LIST;
    const size_t n = is_list ? value->n : 1;
    const char **path = cc_read_alloc(&self->reader, n + 1, sizeof(*path));
    int *of = cc_read_alloc(&self->reader, n + 1, sizeof(*of));
    for (size_t j = 0; j < n && self->reader.error == SIM_OK; j++) {
        const cc_value *one = is_list ? value->child[j] : value;
        const char *text = cc_read_keep(&self->reader, cc_read_text(&self->reader, one));
        if (self->reader.error == SIM_OK && (*text == '\0' || strchr(text, '=') != NULL)) {
            cc_read_refuse(&self->reader, one, "must be a path without = (is \"%.60s\")", text);
        } else if (self->reader.error == SIM_OK) {
            of[j] = xp_sweep_which(self, one, text, &path[j]);
        }
    }
    factor->path = path;
    factor->path_of = of;
    factor->n_paths = n;
}

static void
read_levels(xp_sweep_reader *self, xp_factor *factor, const cc_value *value)
{
    if (value->kind != CC_VALUE_LIST || value->n == 0 || value->n > MAX_LEVELS) {
        char shown[96];
        cc_read_refuse(&self->reader, value, "must be a list of 1 to %d values (is %s)", MAX_LEVELS,
                       cc_value_show(value, shown, sizeof(shown)));
        return;
    }
    const char **level = cc_read_alloc(&self->reader, value->n, sizeof(*level));
    for (size_t j = 0; j < value->n && self->reader.error == SIM_OK; j++) {
        level[j] = text_of(self, value->child[j]);
        for (size_t k = 0; value->n <= 1000 && k < j && self->reader.error == SIM_OK; k++) {
            if (strcmp(level[j], level[k]) == 0) {
                cc_read_refuse(&self->reader, value->child[j], "is there twice (is %.60s)",
                               level[j]);
            }
        }
    }
    factor->level = level;
    factor->n_levels = value->n;
}

static void
check_range(xp_sweep_reader *self, const xp_factor *factor, const cc_value *from,
            const cc_value *to, const char *unit_to)
{
    if (strcmp(factor->unit, unit_to) != 0) {
        cc_read_refuse(&self->reader, to, "must have the unit of `from` (is \"%s\", not \"%s\")",
                       unit_to, factor->unit);
    } else if (!(factor->low < factor->high)) {
        cc_read_refuse(&self->reader, to, "must be above `from` (is %g, from is %g)", factor->high,
                       factor->low);
    } else if (factor->is_log && !(factor->low > 0)) {
        cc_read_refuse(&self->reader, from, "must be > 0 on a logarithmic scale (is %g)",
                       factor->low);
    } else if (factor->is_whole &&
               (factor->low != floor(factor->low) || factor->high != floor(factor->high))) {
        cc_read_refuse(&self->reader, factor->low != floor(factor->low) ? from : to,
                       "must be a whole number");
    } else if (!isfinite(factor->high - factor->low) || fabs(factor->high) > 1e15 ||
               fabs(factor->low) > 1e15) {
        cc_read_refuse(&self->reader, to, "must be a range within -1e15 to 1e15");
    }
}

/* Levels in equal steps, ends and all. */
static void
make_steps(xp_sweep_reader *self, xp_factor *factor, const cc_value *group, int steps)
{
    const char **level = cc_read_alloc(&self->reader, (size_t)steps, sizeof(*level));
    for (int j = 0; j < steps && self->reader.error == SIM_OK; j++) {
        char text[XP_NUMBER_TEXT];
        const double share = (double)j / (steps - 1);
        double x = factor->is_log
                       ? exp(log(factor->low) + share * (log(factor->high) - log(factor->low)))
                       : factor->low + share * (factor->high - factor->low);
        x = factor->is_whole ? round(x) : x;
        x = j == 0 ? factor->low : j == steps - 1 ? factor->high : x;
        level[j] = cc_read_keep(&self->reader,
                                xp_number_within(x, factor->low, factor->high, factor->is_log,
                                                 factor->unit, text, sizeof(text)));
        if (j > 0 && self->reader.error == SIM_OK && strcmp(level[j], level[j - 1]) == 0) {
            cc_read_refuse(&self->reader, cc_value_get(group, "steps"),
                           "must be at most as many as there are whole numbers (is %d)", steps);
        }
    }
    factor->level = level;
    factor->n_levels = (size_t)steps;
    factor->kind = XP_FACTOR_LEVELS;
}

static void
read_range(xp_sweep_reader *self, xp_factor *factor, const cc_value *group, int steps)
{
    const cc_value *from = cc_value_get(group, "from"), *to = cc_value_get(group, "to");
    const char *unit_to = "";
    const cc_layers in = cc_layers_of(self->factor[factor - self->sweep->factor]);
    if (from == NULL || to == NULL) {
        cc_read_missing(&self->reader, &in, from == NULL ? "from" : "to",
                        "is missing: a range has both ends");
        return;
    }
    factor->low = number_of(self, from, &factor->unit);
    factor->high = self->reader.error == SIM_OK ? number_of(self, to, &unit_to) : NAN;
    if (self->reader.error == SIM_OK) {
        check_range(self, factor, from, to, unit_to);
    }
    if (self->reader.error == SIM_OK && steps > 0) {
        make_steps(self, factor, group, steps);
    }
}

static void
read_computed(xp_sweep_reader *self, xp_factor *factor, const cc_value *value)
{
    cc_refusal said = {""};
    const int ret = xp_expression_parse(&factor->computed, value->text, &said);
    if (ret == SIM_ERR_REFUSED) {
        cc_read_refuse(&self->reader, value, "%s", said.text);
    } else if (ret != SIM_OK) {
        cc_read_no_memory(&self->reader);
    }
}

static void
read_baseline(xp_sweep_reader *self, xp_factor *factor, const cc_value *value)
{
    if (value == NULL) {
        return;
    }
    if (factor->kind == XP_FACTOR_COMPUTED) {
        cc_read_refuse(&self->reader, value, "is computed, as the factor is");
        return;
    }
    if (factor->kind == XP_FACTOR_LEVELS) {
        const char *text = text_of(self, value);
        double x, y;
        const bool is_number = xp_number_of(text, &x);
        for (size_t j = 0; j < factor->n_levels && isnan(factor->baseline); j++) {
            if (strcmp(factor->level[j], text) == 0 ||
                (is_number && xp_number_of(factor->level[j], &y) && x == y)) {
                factor->baseline = (double)j;
            }
        }
        if (isnan(factor->baseline)) {
            cc_read_refuse(&self->reader, value, "must be one of the levels (is %.60s)", text);
        }
        return;
    }
    const char *unit;
    const double x = number_of(self, value, &unit);
    if (self->reader.error == SIM_OK &&
        (strcmp(unit, factor->unit) != 0 || x < factor->low || x > factor->high)) {
        cc_read_refuse(&self->reader, value, "must be within the range, in its unit (is %g %s)", x,
                       unit);
    }
    factor->baseline = x;
}

/* A factor has one of these. */
static void
check_ways(xp_sweep_reader *self, const cc_value *group, const xp_factor_said *said)
{
    const cc_value *levels = cc_value_get(group, "levels"), *from = cc_value_get(group, "from"),
                   *to = cc_value_get(group, "to"), *value = cc_value_get(group, "value");
    const cc_value *range = from != NULL ? from : to;
    const int n = (levels != NULL) + (range != NULL) + (value != NULL);
    const cc_layers in = cc_layers_of((cc_value *)group);
    if (n == 0) {
        cc_read_missing(&self->reader, &in, "levels",
                        "is missing: a factor has levels, from and to, or a value");
    } else if (n > 1) {
        cc_read_refuse(&self->reader, value != NULL ? value : range,
                       "must stand alone: a factor has levels, from and to, or a value");
    } else if (value != NULL && *said->tied != '\0') {
        cc_read_refuse(&self->reader, cc_value_get(group, "tied"),
                       "is for levels and ranges: a value follows others by its expression");
    } else if (range == NULL) {
        static const char *const of_ranges[] = {"steps", "scale"};
        for (size_t j = 0; j < 2; j++) {
            const cc_value *it = cc_value_get(group, of_ranges[j]);
            if (it != NULL) {
                cc_read_refuse(&self->reader, it, "is for a range: from, to");
            }
        }
    }
    const cc_value *unit = cc_value_get(group, "unit"), *whole = cc_value_get(group, "whole");
    if (unit != NULL && value == NULL) {
        cc_read_refuse(&self->reader, unit, "is for a computed value: others are written with it");
    } else if (whole != NULL && levels != NULL) {
        cc_read_refuse(&self->reader, whole, "is for a range or a computed value");
    }
}

static void
read_factor(xp_sweep_reader *self, xp_factor *factor, cc_value *group)
{
    const cc_layers in = cc_layers_of(group);
    xp_factor_said said = {0};
    factor->name = group->name;
    factor->line = group->line;
    if (!xp_expression_is_name(group->name)) {
        cc_read_refuse(&self->reader, group,
                       "must have a name that expressions can use: letters, digits and _");
        return;
    }
    if (self->sweep->n_scenarios > 1 && strcmp(group->name, "scenario") == 0) {
        cc_read_refuse(&self->reader, group,
                       "is the name of the factor that several scenarios are");
        return;
    }
    cc_settings_read(&self->reader, &in, xp_settings_factor, &said);
    if (self->reader.error == SIM_OK) {
        check_ways(self, group, &said);
    }
    if (self->reader.error != SIM_OK) {
        return;
    }
    factor->is_log = said.scale == 1;
    factor->is_whole = said.is_whole;
    read_paths(self, factor, cc_value_get(group, "set"));
    const cc_value *levels = cc_value_get(group, "levels"), *value = cc_value_get(group, "value");
    if (self->reader.error != SIM_OK) {
        return;
    }
    if (levels != NULL) {
        factor->kind = XP_FACTOR_LEVELS;
        read_levels(self, factor, levels);
    } else if (value != NULL) {
        factor->kind = XP_FACTOR_COMPUTED;
        factor->unit = xp_factor_units[said.unit];
        read_computed(self, factor, value);
    } else {
        factor->kind = XP_FACTOR_RANGE;
        read_range(self, factor, group, said.steps);
    }
    if (self->reader.error == SIM_OK) {
        read_baseline(self, factor, cc_value_get(group, "baseline"));
    }
}

/* ---- of others ---- */

static size_t
find(const xp_sweep *sweep, const char *name)
{
    size_t f = 0;
    while (f < sweep->n_factors && strcmp(sweep->factor[f].name, name) != 0) {
        f++;
    }
    return f < sweep->n_factors ? f : NONE;
}

static void
refuse_unknown(xp_sweep_reader *self, const cc_value *at, const char *name)
{
    cc_hint hint;
    cc_hint_init(&hint, name);
    for (size_t f = 0; f < self->sweep->n_factors; f++) {
        cc_hint_offer(&hint, self->sweep->factor[f].name);
    }
    cc_read_refuse(&self->reader, at, "there is no factor of that name%s%s%s (is \"%.60s\")",
                   hint.nearest != NULL ? "; did you mean \"" : "",
                   hint.nearest != NULL ? hint.nearest : "", hint.nearest != NULL ? "\"?" : "",
                   name);
}

static void
tie(xp_sweep_reader *self, size_t f)
{
    xp_factor *factor = &self->sweep->factor[f];
    const cc_value *at = cc_value_get(self->factor[f], "tied");
    if (at == NULL || factor->kind == XP_FACTOR_SCENARIO) {
        return;
    }
    const size_t other = find(self->sweep, at->text);
    if (other == NONE || other == f) {
        refuse_unknown(self, at, at->text);
        return;
    }
    const xp_factor *to = &self->sweep->factor[other];
    if (to->kind == XP_FACTOR_COMPUTED ||
        (to->kind != XP_FACTOR_SCENARIO && cc_value_get(self->factor[other], "tied") != NULL)) {
        cc_read_refuse(&self->reader, at, "must be a factor that is not tied or computed itself");
    } else if (factor->n_levels != to->n_levels) {
        char own[32] = "a range", theirs[32] = "a range";
        if (factor->n_levels > 0) {
            snprintf(own, sizeof(own), "%zu levels", factor->n_levels);
        }
        if (to->n_levels > 0) {
            snprintf(theirs, sizeof(theirs), "%zu levels", to->n_levels);
        }
        cc_read_refuse(&self->reader, at, "must have as many levels: %s, and \"%s\" has %s", own,
                       to->name, theirs);
    }
    factor->tied_to = (int)other;
}

/* Names of an expression are numbers at every point. */
static void
check_names(xp_sweep_reader *self, size_t f)
{
    const xp_factor *factor = &self->sweep->factor[f];
    const cc_value *at = cc_value_get(self->factor[f], "value");
    for (size_t k = 0; k < factor->computed.n_names && self->reader.error == SIM_OK; k++) {
        const xp_expression_name *name = &factor->computed.name[k];
        const size_t other = find(self->sweep, name->name);
        if (name->scope[0] != '\0') {
            cc_read_refuse(&self->reader, at, "must be of factors, which have no scope [%.60s]",
                           name->scope);
        } else if (other == NONE) {
            refuse_unknown(self, at, name->name);
        } else if (self->sweep->factor[other].kind == XP_FACTOR_SCENARIO) {
            cc_read_refuse(&self->reader, at, "\"scenario\" is no number");
        }
        for (size_t j = 0; other != NONE && j < self->sweep->factor[other].n_levels &&
                           self->reader.error == SIM_OK;
             j++) {
            double x;
            if (!xp_number_of(self->sweep->factor[other].level[j], &x)) {
                cc_read_refuse(&self->reader, at, "level \"%.60s\" of \"%s\" is no number",
                               self->sweep->factor[other].level[j], name->name);
            }
        }
    }
}

/* Marks all that f is computed from. */
static void
mark(const xp_sweep *sweep, size_t f, bool marked[XP_MAX_FACTORS])
{
    const xp_expression *it = &sweep->factor[f].computed;
    for (size_t k = 0; k < it->n_names; k++) {
        const size_t other = find(sweep, it->name[k].name);
        if (other != NONE && !marked[other]) {
            marked[other] = true;
            mark(sweep, other, marked);
        }
    }
}

static void
check_circle(xp_sweep_reader *self, size_t f)
{
    bool marked[XP_MAX_FACTORS] = {false};
    mark(self->sweep, f, marked);
    if (marked[f]) {
        cc_read_refuse(&self->reader, cc_value_get(self->factor[f], "value"),
                       "must not depend on itself");
    }
}

/* Two factors, or a factor and `set`, that set the same. */
static bool
overlap(const char *a, int a_of, const char *b, int b_of)
{
    size_t n = 0;
    while (a[n] != '\0' && a[n] == b[n]) {
        n++;
    }
    const bool ends = (a[n] == '\0' && strchr(".[", b[n]) != NULL) ||
                      (b[n] == '\0' && strchr(".[", a[n]) != NULL);
    return ends && (a_of < 0 || b_of < 0 || a_of == b_of);
}

static void
check_paths(xp_sweep_reader *self, size_t f, size_t *n_paths)
{
    const xp_sweep *sweep = self->sweep;
    const xp_factor *factor = &sweep->factor[f];
    const cc_value *at =
        factor->n_paths > 0 ? cc_value_get(self->factor[f], "set") : self->factor[f];
    for (size_t j = 0; j < factor->n_paths && self->reader.error == SIM_OK; j++) {
        for (size_t k = 0; k < sweep->n_set; k++) {
            if (overlap(factor->path[j], factor->path_of[j], sweep->set[k].path,
                        sweep->set_of[k])) {
                cc_read_refuse(&self->reader, at, "is set at all points already (is \"%.80s\")",
                               factor->path[j]);
            }
        }
        for (size_t g = 0; g <= f; g++) {
            const xp_factor *other = &sweep->factor[g];
            for (size_t k = 0; k < (g == f ? j : other->n_paths); k++) {
                if (overlap(factor->path[j], factor->path_of[j], other->path[k],
                            other->path_of[k])) {
                    cc_read_refuse(&self->reader, at, "is set by \"%s\" already (is \"%.80s\")",
                                   other->name, factor->path[j]);
                }
            }
        }
        if (++*n_paths > XP_MAX_SETS) {
            cc_read_refuse(&self->reader, at, "are too many settings: at most %d in all",
                           XP_MAX_SETS);
        }
    }
}

void
xp_sweep_read_factors(xp_sweep_reader *self)
{
    xp_sweep *sweep = self->sweep;
    cc_value *factors = cc_value_get(self->root, "factors");
    const size_t first = sweep->n_scenarios > 1, n = factors != NULL ? factors->n : 0;
    const cc_layers in = cc_layers_of(self->root);
    if (n + first == 0) {
        cc_read_missing(&self->reader, &in, "factors", "is missing, or empty");
        return;
    }
    if (n + first > XP_MAX_FACTORS) {
        cc_read_refuse(&self->reader, factors, "must be at most %d (are %zu)", XP_MAX_FACTORS, n);
        return;
    }
    sweep->factor = cc_read_alloc(&self->reader, n + first, sizeof(*sweep->factor));
    self->factor = cc_read_alloc(&self->reader, n + first, sizeof(*self->factor));
    if (self->reader.error != SIM_OK) {
        return;
    }
    for (size_t f = 0; f < n + first && self->reader.error == SIM_OK; f++) {
        sweep->factor[f] = (xp_factor){
            .low = NAN, .high = NAN, .unit = "", .tied_to = -1, .baseline = NAN, .axis = NONE};
        sweep->n_factors = f + 1;
        if (f < first) {
            self->factor[f] = cc_value_get(self->root, "scenarios");
            sweep->factor[f].name = "scenario";
            sweep->factor[f].kind = XP_FACTOR_SCENARIO;
            sweep->factor[f].n_levels = sweep->n_scenarios;
            sweep->factor[f].baseline = 0;
            sweep->factor[f].line = self->factor[f]->line;
        } else {
            self->factor[f] = factors->child[f - first];
            read_factor(self, &sweep->factor[f], self->factor[f]);
        }
    }
    size_t n_paths = sweep->n_set;
    for (size_t f = 0; f < sweep->n_factors && self->reader.error == SIM_OK; f++) {
        tie(self, f);
        check_names(self, f);
        check_paths(self, f, &n_paths);
        check_circle(self, f);
    }
}

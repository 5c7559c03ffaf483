/* Words divided by blanks; whatever stands after the comparison is the value, unit and all. */
#include "experiment/rule.h"

#include "experiment/pending.h"
#include "models/language/refusal.h"
#include "models/language/units.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool
xp_rule_split(const char *text, char *kpi, size_t kpi_size, char *scope, size_t scope_size)
{
    const char *begin = text + strspn(text, " \t");
    const size_t n = strcspn(begin, " \t");
    const char *rest = begin + n + strspn(begin + n, " \t");
    if (n == 0 || n >= kpi_size || strlen(rest) >= scope_size) {
        return false;
    }
    memcpy(kpi, begin, n);
    kpi[n] = '\0';
    snprintf(scope, scope_size, "%s", *rest != '\0' ? rest : "center");
    return true;
}

#define MAX_WORDS 12

typedef struct words {
    char copy[512];
    char *word[MAX_WORDS];
    int n;
} words;

static bool
split(words *self, const char *text)
{
    self->n = 0;
    if (strlen(text) >= sizeof(self->copy)) {
        return false;
    }
    strcpy(self->copy, text);
    char *rest = NULL;
    for (char *word = strtok_r(self->copy, " \t", &rest); word != NULL;
         word = strtok_r(NULL, " \t", &rest)) {
        if (self->n == MAX_WORDS) {
            return false;
        }
        self->word[self->n++] = word;
    }
    return true;
}

/* "2%", "0.5 s", "4 min", "0.8": a share, a duration in s, a number. */
static bool
parse_value(const char *text, double *value, xp_notation *notation)
{
    *notation = cc_number_parse(text, value)    ? XP_NUMBER_ALONE
                : cc_percent_parse(text, value) ? XP_SHARE
                                                : XP_DURATION;
    return *notation != XP_DURATION || cc_duration_parse(text, value);
}

void
xp_rule_take_hours(const char *kpi, double *value, xp_notation *notation)
{
    for (int k = 0; k < CC_N_KPIS && *notation == XP_DURATION; k++) {
        if (strcmp(cc_kpis[k].name, kpi) == 0 && cc_kpis[k].unit == CC_UNIT_HOURS) {
            *value /= 3600;
            *notation = XP_NUMBER_ALONE;
        }
    }
}

static bool
copy(char *into, size_t size, const char *from)
{
    if (strlen(from) >= size) {
        return false;
    }
    strcpy(into, from);
    return true;
}

static void
join(char *into, size_t size, char *const *word, int n)
{
    into[0] = '\0';
    for (int j = 0; j < n; j++) {
        const size_t length = strlen(into);
        snprintf(into + length, size - length, "%s%s", j == 0 ? "" : " ", word[j]);
    }
}

/* KPI and scope from the first words; the scope may be missing, or two words ("@2 09:30"). */
static bool
take_names(char *const *word, int n, char *kpi, size_t kpi_size, char *scope, size_t scope_size)
{
    char both[512];
    join(both, sizeof(both), word + 1, n - 1);
    return n >= 1 && copy(kpi, kpi_size, word[0]) &&
           copy(scope, scope_size, n == 1 ? "center" : both);
}

static bool
is_scope(const char *word)
{
    return strcmp(word, "center") == 0 || strchr(word, ':') != NULL || word[0] == '@';
}

int
xp_precision_parse(xp_precision *self, const char *text, cc_refusal *refusal)
{
    *self = (xp_precision){.text = text};
    words all;
    bool good = split(&all, text);
    char **word = all.word;
    int n = all.n;
    if (good && n > 0 && strcmp(word[0], "difference") == 0) {
        self->difference = true;
        word++;
        n--;
    }
    int names = 1; /* words of KPI and scope */
    /* a day is followed by a time of day, or "before", "after", "closed" */
    while (names < n && (is_scope(word[names]) || strchr(word[names - 1], '@') != NULL)) {
        names++;
    }
    int before = names;
    if (before < n && strcmp(word[before], "relative") == 0) {
        self->relative = true;
        before++;
    }
    char value[512];
    good = good && n > before;
    if (good) {
        join(value, sizeof(value), word + before, n - before);
        good = take_names(word, names, self->kpi, sizeof(self->kpi), self->scope,
                          sizeof(self->scope)) &&
               parse_value(value, &self->value, &self->notation) &&
               !(self->relative && self->notation == XP_DURATION);
    }
    if (!good) {
        return cc_refuse(refusal, NULL, 0,
                         "precision \"%s\": must be \"[difference] KPI [SCOPE] [relative] "
                         "VALUE\", VALUE such as 0.5 s, 1%% (of a share: a point) or relative 2%%",
                         text);
    }
    xp_rule_take_hours(self->kpi, &self->value, &self->notation);
    if (self->relative) { /* to a figure of any unit */
        self->notation = XP_NUMBER_ALONE;
    }
    if (!(self->value > 0)) {
        return cc_refuse(refusal, NULL, 0, "precision \"%s\": must be greater than 0", text);
    }
    return SIM_OK;
}

int
xp_require_parse(xp_require *self, const char *text, cc_refusal *refusal)
{
    *self = (xp_require){.text = text, .scenario = -1};
    /* blanks around the comparison are not needed */
    const size_t at = strcspn(text, "<>");
    const size_t length = text[at] == '\0' ? 0 : text[at + 1] == '=' ? 2 : 1;
    char left[512];
    words all;
    bool good = length > 0 && at < sizeof(left);
    if (good) {
        memcpy(left, text, at);
        left[at] = '\0';
        memcpy(self->comparison, text + at, length);
        good = split(&all, left) && all.n >= 1 &&
               parse_value(text + at + length, &self->value, &self->notation);
    }
    if (good && all.n > 1) {
        const char *last = all.word[all.n - 1];
        self->bound = strcmp(last, "lower") == 0   ? XP_LOWER
                      : strcmp(last, "upper") == 0 ? XP_UPPER
                                                   : XP_MEAN;
        char **first = all.word;
        const bool before = strcmp(first[0], "lower") == 0 || strcmp(first[0], "upper") == 0;
        if (before) {
            self->bound = first[0][0] == 'l' ? XP_LOWER : XP_UPPER;
            memmove(all.word, all.word + 1, (size_t)(all.n - 1) * sizeof(*all.word));
        }
        all.n -= before || self->bound != XP_MEAN ? 1 : 0;
    }
    good = good && take_names(all.word, all.n, self->kpi, sizeof(self->kpi), self->scope,
                              sizeof(self->scope));
    if (!good) {
        return cc_refuse(refusal, NULL, 0,
                         "require \"%s\": must be \"KPI [SCOPE] [lower|upper] >= VALUE\" (or <=, "
                         ">, <)",
                         text);
    }
    xp_rule_take_hours(self->kpi, &self->value, &self->notation);
    return SIM_OK;
}

double
xp_require_value(const xp_require *self, const xp_results *results, int scenario)
{
    const sim_interval figure = xp_results_figure(results, scenario, self->kpi, self->scope);
    return self->bound == XP_LOWER   ? figure.lower
           : self->bound == XP_UPPER ? figure.upper
                                     : figure.mean;
}

bool
xp_require_has_bound(const xp_require *self, const xp_results *results, int scenario)
{
    const sim_interval figure = xp_results_figure(results, scenario, self->kpi, self->scope);
    return self->bound == XP_MEAN || !sim_interval_is_degenerate(&figure);
}

/* What differs by the rounding of long sums only is the value itself. */
static bool
is_met_by(const xp_require *self, double value)
{
    if (fabs(value - self->value) <= 1e-9 * fabs(self->value)) {
        return self->comparison[1] == '=';
    }
    return self->comparison[0] == '>' ? value > self->value : value < self->value;
}

/* As far against the rule as issues still open may move it. */
static double
at_worst(const xp_require *self, const xp_results *results, int scenario, double value)
{
    const size_t m = xp_results_find(results, self->kpi, self->scope);
    const xp_reach reach =
        m == XP_LACKS ? (xp_reach){0, 0} : xp_pending_reach(results, scenario, m);
    return self->comparison[0] == '>' ? value - reach.down : value + reach.up;
}

static bool
seems_met(const xp_require *self, const xp_results *results, int scenario, double *value)
{
    *value = xp_require_value(self, results, scenario);
    return !isnan(*value) && xp_require_has_bound(self, results, scenario) &&
           is_met_by(self, *value);
}

bool
xp_require_is_open(const xp_require *self, const xp_results *results, int scenario)
{
    double value;
    return seems_met(self, results, scenario, &value) &&
           !is_met_by(self, at_worst(self, results, scenario, value));
}

bool
xp_require_met(const xp_require *self, const xp_results *results, int scenario)
{
    double value;
    return seems_met(self, results, scenario, &value) &&
           is_met_by(self, at_worst(self, results, scenario, value));
}

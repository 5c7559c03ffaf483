/* Reads a script: a line each, `[DAY ]HH:MM[:SS[.fff]] CONTROL [OF WHOM] VALUE [for DURATION]`, what
 * follows a # is a comment. Names of the scenario may have blanks in them: the longest that fits is meant.
 * What holds for a time is a change and another one back to what held before. */
#include "models/center/script.h"

#include "models/center/state.h"
#include "models/language/hint.h"
#include "models/language/source.h"
#include "models/language/utf8.h"
#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MOST_BYTES ((size_t)4 * 1024 * 1024)
#define MOST_CHANGES 100000
#define MOST_LINE 4096

/* A line, or the end of one that holds for a time. */
typedef struct entry {
    cc_change change;
    double lasts; /* s; INFINITY: on and on */
    int line;
    bool is_back; /* to what was before */
} entry;

typedef struct reader {
    const cc_scenario *scenario;
    const char *file;
    int line;
    cc_refusal *refusal;
    entry *entry;
    size_t n, capacity;
    double *seats; /* by group; NAN: not asked yet */
} reader;

#define REFUSE(self, ...) cc_refuse((self)->refusal, (self)->file, (self)->line, __VA_ARGS__)

/* ---- words of a line ---- */

static char *
skip_blanks(char *p)
{
    return p + strspn(p, " \t");
}

/* Ends the word, and returns what follows its blanks. */
static char *
cut_word(char *p)
{
    p += strcspn(p, " \t");
    if (*p == '\0') {
        return p;
    }
    *p = '\0';
    return skip_blanks(p + 1);
}

/* "10:30", "10:30:05.25": s of the day. The decimals apart, so that no digit is lost. */
static bool
read_time_of_day(char *word, double *whole, double *fraction)
{
    char *point = strchr(word, '.');
    *fraction = 0;
    if (point != NULL) {
        char decimals[1200];
        const size_t n = strlen(point + 1);
        if (n == 0 || n > 1100 || strspn(point + 1, "0123456789") != n) {
            return false;
        }
        snprintf(decimals, sizeof(decimals), "0%s", point);
        *fraction = strtod(decimals, NULL);
        *point = '\0';
        const char *colon = strchr(word, ':');
        if (colon == NULL || strchr(colon + 1, ':') == NULL) {
            return false; /* of seconds only */
        }
    }
    return cc_time_of_day_parse(word, whole) && *whole + *fraction <= CC_DAY;
}

/* Its time; p goes on behind it. */
static int
read_time(reader *self, char **p, double *time)
{
    const cc_run *run = &self->scenario->run;
    uint64_t day = 1;
    char given[64];
    snprintf(given, sizeof(given), "%.60s", *p);
    char *word = *p, *rest = cut_word(word);
    if (strchr(word, ':') == NULL && cc_whole_parse(word, 1, 100000, &day)) {
        word = rest;
        rest = cut_word(word);
    }
    double whole, fraction;
    if (!read_time_of_day(word, &whole, &fraction)) {
        return REFUSE(
            self, "time: must be HH:MM, HH:MM:SS or HH:MM:SS.fff, or a day before it (%s)", given);
    }
    *time = (double)(day - 1) * CC_DAY + whole - run->day_begin + fraction;
    const double horizon = run->warm_up + run->observe + run->follow_up;
    if (*time < 0) {
        char begin[16];
        return REFUSE(self, "time: must not be before the run begins, on day 1 at %s (%s)",
                      cc_time_of_day_format(run->day_begin, begin, sizeof(begin)), given);
    }
    if (*time >= horizon) {
        const long s = (long)(horizon + run->day_begin);
        return REFUSE(self, "time: must be before the run ends, on day %ld at %02ld:%02ld (%s)",
                      s / 86400 + 1, s / 3600 % 24, s / 60 % 60, given);
    }
    *p = rest;
    return SIM_OK;
}

static int
read_control(reader *self, char **p, cc_control *what)
{
    char *word = *p;
    cc_hint hint;
    *p = cut_word(word);
    cc_hint_init(&hint, word);
    for (int c = 0; c < CC_N_CONTROLS; c++) {
        if (strcmp(cc_control_types[c].name, word) == 0) {
            *what = (cc_control)c;
            return SIM_OK;
        }
        cc_hint_offer(&hint, cc_control_types[c].name);
    }
    if (word[0] == '\0') {
        return REFUSE(self, "control: must follow the time: 'staff GROUP NUMBER'");
    }
    if (hint.nearest != NULL) {
        return REFUSE(self, "control: there is no such control; did you mean \"%s\"? (%.60s)",
                      hint.nearest, word);
    }
    return REFUSE(self, "control: there is no such control: 'ccsim list controls' has them (%.60s)",
                  word);
}

/* Some of those whom a control may be of. */
typedef struct names {
    cc_control what;
    const char *kind;    /* "queue" */
    const char *control; /* that is being read */
    int n;
} names;

/* The longest of these names that the text begins with. */
static int
read_name(reader *self, char **p, names of, int *which)
{
    char *text = *p, word[128], name[CC_CONTROL_WHOM], nearest[CC_CONTROL_WHOM];
    const size_t blank = strncmp(text, "site ", 5) == 0 || strncmp(text, "provider ", 9) == 0
                             ? strcspn(text, " ") + 1 /* of a link, the name with what it is */
                             : 0;
    snprintf(word, sizeof(word), "%.*s",
             (int)(of.what == CC_CONTROL_CONNECTED ? blank + strcspn(text + blank, " \t")
                                                   : strcspn(text, " \t")),
             text);
    size_t longest = 0;
    cc_hint hint;
    cc_hint_init(&hint, word);
    for (int j = 0; j < of.n; j++) {
        const size_t n = strlen(cc_control_whom(self->scenario, of.what, j, name));
        if (n > longest && strncmp(text, name, n) == 0 && strchr(" \t", text[n]) != NULL) {
            longest = n;
            *which = j;
        }
        const char *before = hint.nearest;
        const size_t distance = hint.distance;
        cc_hint_offer(&hint, name);
        if (hint.nearest != before || hint.distance != distance) {
            snprintf(nearest, sizeof(nearest), "%s", name);
            hint.nearest = nearest;
        }
    }
    if (longest > 0) {
        *p = skip_blanks(text + longest);
        return SIM_OK;
    }
    if (word[0] == '\0') {
        return REFUSE(self, "%s: must be followed by the name of a %s", of.control, of.kind);
    }
    if (hint.nearest != NULL) {
        return REFUSE(self, "%s: there is no such %s; did you mean \"%s\"? (%.60s)", of.control,
                      of.kind, hint.nearest, word);
    }
    return REFUSE(self, "%s: there is no such %s (%.60s)", of.control, of.kind, word);
}

static int
read_whom(reader *self, char **p, cc_control what, int *which)
{
    const cc_control_type *type = &cc_control_types[what];
    const int n = cc_control_n(self->scenario, what);
    *which = 0;
    if (type->of == CC_CONTROL_OF_HOUSE) {
        return SIM_OK;
    }
    if (type->of != CC_CONTROL_OF_GROUP_QUEUE) {
        return read_name(self, p, (names){what, type->of_whom, type->name, n}, which);
    }
    const cc_center_setup *center = &self->scenario->center;
    int group = 0;
    int ret = read_name(self, p, (names){CC_CONTROL_STAFF, "group", type->name, center->n_groups},
                        &group);
    if (ret == SIM_OK) {
        ret = read_name(self, p,
                        (names){CC_CONTROL_PRIORITY, "queue", type->name, center->n_queues}, which);
        *which += group * center->n_queues;
    }
    return ret;
}

/* ... of the group that has most. */
static int
check_seats(reader *self, const cc_change *change)
{
    double *seats = &self->seats[change->which];
    const cc_group *group = &self->scenario->center.group[change->which];
    if (isnan(*seats) && cc_staffing_seats(self->scenario, change->which, seats) != SIM_OK) {
        return SIM_ERR_NOMEM;
    }
    if (!isnan(change->value) && !cc_staffing_fits(group, change->value, *seats)) {
        return REFUSE(self,
                      "staff: %s: must be at most the group's seats, %.0f: its most agents and "
                      "`spare` (%.6g)",
                      group->name, *seats, change->value);
    }
    return SIM_OK;
}

/* "for 30 min" at the end of the line is cut off. */
static int
read_duration(reader *self, char *text, double *lasts)
{
    *lasts = INFINITY;
    char *found = strstr(text, " for ");
    if (found == NULL) {
        return SIM_OK;
    }
    char *duration = skip_blanks(found + 5);
    if (!cc_duration_parse(duration, lasts) || !(*lasts > 0)) {
        return REFUSE(self, "for: must be a duration above 0, such as 30 min (%.60s)", duration);
    }
    *found = '\0';
    return SIM_OK;
}

static void
trim(char *text)
{
    size_t n = strlen(text);
    while (n > 0 && isspace((unsigned char)text[n - 1])) {
        text[--n] = '\0';
    }
}

static int
read_value(reader *self, char *text, const entry *it, double *value)
{
    const cc_control_type *type = &cc_control_types[it->change.what];
    char whom[CC_CONTROL_WHOM];
    static const char *const must[] = {
        [CC_CONTROL_NUMBER] = "a number",
        [CC_CONTROL_NUMBER_OR_PLAN] = "a number, or 'as planned'",
        [CC_CONTROL_SHARE_OR_PLAN] = "a share, or 'as planned'",
        [CC_CONTROL_DURATION_OR_PLAN] = "a duration such as 20 s, or 'as planned'",
        [CC_CONTROL_SWITCH] = "yes or no",
        [CC_CONTROL_SWITCH_OR_PLAN] = "yes, no or 'as planned'",
        [CC_CONTROL_RANK] = "no, a rank such as 1, or 'as planned'",
    };
    cc_control_whom(self->scenario, it->change.what, it->change.which, whom);
    const char *blank = whom[0] != '\0' ? ": " : "";
    cc_change change = it->change;
    trim(text);
    if (!cc_control_value_read(change.what, text, &change.value)) {
        return REFUSE(self, "%s%s%s: must be %s (%.60s)", type->name, blank, whom,
                      must[type->value], text);
    }
    const char *rule = cc_control_rule(self->scenario, &change);
    if (rule != NULL) {
        return REFUSE(self, "%s%s%s: %s (%.60s)", type->name, blank, whom, rule, text);
    }
    *value = change.value;
    return change.what == CC_CONTROL_STAFF ? check_seats(self, &change) : SIM_OK;
}

/* ---- lines ---- */

static int
add(reader *self, entry it)
{
    if (self->n == self->capacity) {
        const size_t capacity = 2 * self->capacity + 64;
        entry *grown = realloc(self->entry, capacity * sizeof(*grown));
        if (grown == NULL) {
            return SIM_ERR_NOMEM;
        }
        self->entry = grown;
        self->capacity = capacity;
    }
    self->entry[self->n++] = it;
    return SIM_OK;
}

static int
read_line(reader *self, char *text)
{
    entry it = {.line = self->line};
    char *hash = strchr(text, '#');
    if (hash != NULL) {
        *hash = '\0';
    }
    trim(text);
    char *p = skip_blanks(text);
    if (*p == '\0') {
        return SIM_OK;
    }
    if (self->n >= MOST_CHANGES) {
        return REFUSE(self, "changes: must be at most %d", MOST_CHANGES);
    }
    int ret = read_time(self, &p, &it.change.time);
    ret = ret == SIM_OK ? read_control(self, &p, &it.change.what) : ret;
    ret = ret == SIM_OK ? read_whom(self, &p, it.change.what, &it.change.which) : ret;
    ret = ret == SIM_OK ? read_duration(self, p, &it.lasts) : ret;
    ret = ret == SIM_OK ? read_value(self, p, &it, &it.change.value) : ret;
    if (ret == SIM_OK && !(it.change.time + it.lasts > it.change.time)) {
        return REFUSE(self, "for: must be a duration above 0, such as 30 min");
    }
    ret = ret == SIM_OK ? add(self, it) : ret;
    if (ret == SIM_OK && it.lasts < INFINITY) {
        it.change.time += it.lasts;
        it.is_back = true;
        ret = add(self, it);
    }
    return ret;
}

static int
read_lines(reader *self, char *text, size_t n)
{
    int ret = SIM_OK;
    if (strlen(text) != n) {
        return REFUSE(self, "has a NUL byte: it is no text");
    }
    if (!cc_is_utf8(text)) {
        return REFUSE(self, "must be UTF-8");
    }
    if (strncmp(text, "\xef\xbb\xbf", 3) == 0) {
        text += 3;
    }
    while (ret == SIM_OK && *text != '\0') {
        char *end = text + strcspn(text, "\n");
        char *next = *end == '\0' ? end : end + 1;
        *end = '\0';
        self->line++;
        ret = end - text > MOST_LINE ? REFUSE(self, "line: must be at most %d bytes", MOST_LINE)
                                     : read_line(self, text);
        text = next;
    }
    return ret;
}

/* ---- what was before ---- */

/* By time; what ends goes before what begins, and else as they were written. */
static int
compare(const void *a, const void *b)
{
    const entry *x = a, *y = b;
    if (x->change.time != y->change.time) {
        return x->change.time < y->change.time ? -1 : 1;
    }
    return x->is_back != y->is_back ? y->is_back - x->is_back : x->line - y->line;
}

static int
make(reader *self, cc_script *script)
{
    cc_controls *now = malloc(sizeof(*now));
    uint8_t *routing = cc_controls_routing(self->scenario);
    double *was = calloc((size_t)self->line + 1, sizeof(*was)); /* by line */
    int ret = now == NULL || routing == NULL || was == NULL ? SIM_ERR_NOMEM : SIM_OK;
    const cc_run *run = &self->scenario->run;
    const double horizon = run->warm_up + run->observe + run->follow_up;
    if (ret == SIM_OK && self->n > 0) {
        cc_controls_init(now, self->scenario);
        qsort(self->entry, self->n, sizeof(*self->entry), compare);
    }
    for (size_t j = 0; j < self->n && ret == SIM_OK; j++) {
        const entry *it = &self->entry[j];
        cc_change change = it->change;
        if (it->is_back) {
            change.value = was[it->line];
        } else {
            was[it->line] = cc_controls_at(now, routing, change.what, change.which);
        }
        cc_controls_set(now, routing, change.what, change.which, change.value);
        if (change.time < horizon) {
            ret = cc_script_add(script, change);
        }
    }
    free(now);
    free(routing);
    free(was);
    return ret;
}

int
cc_script_read(cc_script *self, const cc_scenario *scenario, const char *file, cc_refusal *refusal)
{
    char reason[CC_REASON_MAX] = "";
    cc_input input;
    size_t n = 0;
    reader it = {.scenario = scenario, .file = file, .refusal = refusal};
    cc_script_free(self);
    char *text = cc_file_read(file, MOST_BYTES, &n, &input, reason);
    if (text == NULL) {
        (void)cc_refuse(refusal, file, 0, "%s", reason);
        return SIM_ERR_PARAM;
    }
    it.seats = malloc(((size_t)scenario->center.n_groups + 1) * sizeof(*it.seats));
    int ret = it.seats == NULL ? SIM_ERR_NOMEM : SIM_OK;
    for (int g = 0; g < scenario->center.n_groups && ret == SIM_OK; g++) {
        it.seats[g] = NAN;
    }
    ret = ret == SIM_OK ? read_lines(&it, text, n) : ret;
    ret = ret == SIM_OK ? make(&it, self) : ret;
    if (ret != SIM_OK) {
        cc_script_free(self);
    }
    if (ret == SIM_ERR_NOMEM) {
        (void)cc_refuse(refusal, file, 0, "%s", sim_strerror(ret));
    }
    free(it.entry);
    free(it.seats);
    free(text);
    return ret == SIM_ERR_REFUSED ? SIM_ERR_PARAM : ret;
}

int
cc_change_read(cc_change *self, const cc_scenario *scenario, const char *text, bool has_value,
               cc_refusal *refusal)
{
    double *seats = malloc(((size_t)scenario->center.n_groups + 1) * sizeof(*seats));
    char *copy = strdup(text), *p = copy;
    reader it = {.scenario = scenario, .refusal = refusal, .seats = seats};
    entry read = {.change = {.time = self->time}};
    int ret = seats == NULL || copy == NULL ? SIM_ERR_NOMEM : SIM_OK;
    for (int g = 0; g < scenario->center.n_groups && ret == SIM_OK; g++) {
        seats[g] = NAN;
    }
    ret = ret == SIM_OK ? read_control(&it, &p, &read.change.what) : ret;
    ret = ret == SIM_OK ? read_whom(&it, &p, read.change.what, &read.change.which) : ret;
    if (ret == SIM_OK && !has_value && *p != '\0') {
        ret = REFUSE(&it, "%s: is too much (%.60s)", cc_control_types[read.change.what].name, p);
    }
    ret = ret == SIM_OK && has_value ? read_value(&it, p, &read, &read.change.value) : ret;
    if (ret == SIM_OK) {
        *self = read.change;
    }
    free(seats);
    free(copy);
    return ret;
}

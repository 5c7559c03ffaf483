#include "report/chosen.h"

#include "report/text.h"
#include "sim/memory.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { NAME = 26, WIDE = 38, VALUE = 12, COUNT = 14, MOST_LINES = 40 };

double
xp_chosen_mean(const xp_chosen *self, size_t alternative, size_t goal)
{
    const double mean =
        self->pareto != NULL
            ? self->pareto->done == 0 ? NAN : self->pareto->mean[alternative * self->n_goals + goal]
            : self->selection->standing[alternative].mean;
    return self->goal[goal].is_max ? mean : -mean;
}

const char *
xp_chosen_state(xp_pareto_state state)
{
    return state == XP_PARETO_DOMINATED       ? "dominated"
           : state == XP_PARETO_NOT_DOMINATED ? "not dominated"
                                              : "cannot be told";
}

/* ---- the order ---- */

/* Insertion would take the square of thousands: a heap of (rank, rounds, replications, mean, number). */
static bool
comes_before(const xp_chosen *self, size_t a, size_t b)
{
    if (self->pareto != NULL) {
        static const int rank[] = {
            [XP_PARETO_NOT_DOMINATED] = 0, [XP_PARETO_UNKNOWN] = 1, [XP_PARETO_DOMINATED] = 2};
        const int ra = rank[self->pareto->state[a]], rb = rank[self->pareto->state[b]];
        return ra != rb ? ra < rb : a < b;
    }
    const xp_selection *of = self->selection;
    const xp_standing *x = &of->standing[a], *y = &of->standing[b];
    if ((a == of->best) != (b == of->best)) {
        return a == of->best;
    }
    if (x->is_out != y->is_out) {
        return y->is_out;
    }
    if (x->round != y->round) {
        return x->round > y->round;
    }
    const bool together = strcmp(self->procedure, "ocba") == 0;
    if (x->n != y->n && !together) {
        return x->n > y->n;
    }
    return x->mean != y->mean && !isnan(x->mean) && !isnan(y->mean) ? x->mean > y->mean : a < b;
}

/* Down the heap, whose root comes last of all. */
static void
sift(const xp_chosen *self, size_t *list, size_t n, size_t at)
{
    for (;;) {
        size_t last = at;
        for (size_t child = 2 * at + 1; child <= 2 * at + 2 && child < n; child++) {
            last = comes_before(self, list[last], list[child]) ? child : last;
        }
        if (last == at) {
            return;
        }
        const size_t it = list[at];
        list[at] = list[last];
        list[last] = it;
        at = last;
    }
}

size_t *
xp_chosen_order(const xp_chosen *self)
{
    size_t *list = sim_memory_zeros(self->n, sizeof(*list));
    if (list == NULL) {
        return NULL;
    }
    for (size_t j = 0; j < self->n; j++) {
        list[j] = j;
    }
    for (size_t j = self->n; j-- > 0;) {
        sift(self, list, self->n, j);
    }
    for (size_t n = self->n; n > 1; n--) {
        const size_t it = list[0];
        list[0] = list[n - 1];
        list[n - 1] = it;
        sift(self, list, n - 1, 0);
    }
    return list;
}

/* ---- text ---- */

static xp_format
format_of(const xp_chosen *self, size_t goal)
{
    static const xp_style style[] = {
        [CC_UNIT_FRACTION] = XP_PERCENT, [CC_UNIT_SECONDS] = XP_TIME, [CC_UNIT_COUNT] = XP_NUMBER,
        [CC_UNIT_PER_DAY] = XP_COUNT,    [CC_UNIT_HOURS] = XP_COUNT,  [CC_UNIT_MONEY] = XP_MONEY};
    double largest = 0;
    for (size_t i = 0; i < self->n; i++) {
        const double mean = fabs(xp_chosen_mean(self, i, goal));
        largest = mean > largest ? mean : largest;
    }
    const cc_unit unit = cc_kpis[self->measure[goal].kpi].unit;
    xp_format format = xp_format_for(style[unit], largest, NAN);
    format.decimals += unit == CC_UNIT_FRACTION && self->goal[goal].indifference > 0 &&
                       self->goal[goal].indifference < 0.005;
    return format;
}

/* "1 point", "5 s", "10". */
static void
write_indifference(const xp_chosen *self, size_t goal, char *text, size_t size)
{
    const double value = self->goal[goal].indifference;
    const cc_unit unit = cc_kpis[self->measure[goal].kpi].unit;
    if (unit == CC_UNIT_FRACTION) {
        snprintf(text, size, "%.4g point%s", 100 * value, value == 0.01 ? "" : "s");
    } else {
        snprintf(text, size, "%.6g%s", value,
                 unit == CC_UNIT_SECONDS ? " s"
                 : unit == CC_UNIT_HOURS ? " h"
                                         : "");
    }
}

static void
print_head(FILE *file, const xp_chosen *self)
{
    char text[1024];
    int n = snprintf(text, sizeof(text),
                     self->pareto != NULL ? "Which of %zu nobody beats in all of"
                                          : "The best of %zu in",
                     self->n);
    for (size_t g = 0; g < self->n_goals && n < (int)sizeof(text); g++) {
        const bool is_center = strcmp(self->measure[g].scope_name, "center") == 0;
        n += snprintf(text + n, sizeof(text) - (size_t)n, "%s %s%s%s%s (%s)", g == 0 ? "" : ",",
                      self->measure[g].name, is_center ? "" : " of ",
                      is_center ? "" : self->measure[g].scope_name, "",
                      self->goal[g].is_max ? "more is better" : "less is better");
    }
    xp_text_wrap(file, text);
    xp_text_wrap(file, self->is_paired ? "the same customers for all, paired"
                                       : "different customers, not paired");
    fputc('\n', file);
}

static void
print_verdict(FILE *file, const xp_chosen *self)
{
    const xp_selection *it = self->selection;
    char text[1024], name[160], value[48], indifference[48];
    write_indifference(self, 0, indifference, sizeof(indifference));
    if (it->best == XP_NOBODY) {
        snprintf(text, sizeof(text),
                 "Interrupted: %zu of %zu are left, and none is selected. Nothing is "
                 "guaranteed of them yet; those who are out are.",
                 xp_selection_survivors(it), self->n);
        xp_text_wrap(file, text);
        return;
    }
    const xp_format format = format_of(self, 0);
    fprintf(file, "Selected: %s, %s\n", self->name(self->context, it->best, name, sizeof(name)),
            xp_text_value(&format, xp_chosen_mean(self, it->best, 0), value, sizeof(value)));
    if (it->is_decided) {
        snprintf(text, sizeof(text),
                 "With %g %% confidence: if it is not the best, it is less than %s from it. That "
                 "holds for values of replications that are normal, and nearly for means over "
                 "many contacts.",
                 100 * self->confidence, indifference);
    } else {
        snprintf(text, sizeof(text),
                 "%sNo guarantee goes with it: the probability that it is the best is "
                 "estimated at %s%.1f %%.",
                 self->is_interrupted ? "Interrupted. " : "",
                 self->correct > 0.999 ? "more than " : "", 100 * fmin(self->correct, 0.999));
    }
    xp_text_wrap(file, text);
}

static void
print_fate(FILE *file, const xp_chosen *self, size_t i)
{
    const xp_selection *it = self->selection;
    const xp_standing *of = &it->standing[i];
    char name[160], cut[64], round[32] = "";
    if (it->n_rounds > 1) {
        snprintf(round, sizeof(round), "round %u, ", (unsigned)of->round);
    }
    if (i == it->best) {
        fprintf(file, "  selected");
    } else if (!of->is_out) {
        fprintf(file, strcmp(self->procedure, "ocba") == 0 ? "" : "  still in");
    } else if (of->out_by == XP_NOBODY) {
        fprintf(file, "  %sbehind at the end", round);
    } else {
        self->name(self->context, of->out_by, name, sizeof(name));
        if (self->points != NULL) { /* points begin with their number, which tells all */
            name[strcspn(name, " ")] = '\0';
        }
        xp_text_cut(cut, sizeof(cut), name, it->n_rounds > 1 ? 10 : 20);
        fprintf(file, "  %sout: %s", round, cut);
    }
    fputc('\n', file);
}

/* "12,345" */
static const char *
count(uint64_t n, char *text, size_t size)
{
    const xp_format plain = {.unit = 1, .name = "", .name_of_difference = "", .decimals = 0};
    return xp_text_number(&plain, (double)n, text, size);
}

static void
print_table(FILE *file, const xp_chosen *self, const size_t *order)
{
    const xp_format format = format_of(self, 0);
    char name[160], cut[160], text[48];
    const int width = self->points != NULL && self->selection->n_rounds == 1 ? WIDE : NAME;
    fprintf(file, "%-*s%*s%*s\n", width, "", VALUE, "mean", COUNT, "replications");
    for (size_t j = 0; j < self->n && j < MOST_LINES; j++) {
        const xp_standing *of = &self->selection->standing[order[j]];
        xp_text_cut(cut, sizeof(cut), self->name(self->context, order[j], name, sizeof(name)),
                    (size_t)width);
        fprintf(file, "%s%*s", cut, width - (int)xp_text_width(cut), "");
        xp_text_right(file,
                      xp_text_value(&format, xp_chosen_mean(self, order[j], 0), text, sizeof(text)),
                      VALUE);
        xp_text_right(file, count(of->n, text, sizeof(text)), COUNT);
        print_fate(file, self, order[j]);
    }
    if (self->n > MOST_LINES) {
        fprintf(file, "... and %zu others, which --format json has\n", self->n - MOST_LINES);
    }
}

static void
print_effort(FILE *file, const xp_chosen *self)
{
    const xp_selection *it = self->selection;
    char text[512], total[48], equal[48];
    if (strcmp(self->procedure, "knockout") == 0) {
        snprintf(text, sizeof(text), "%s replications in %u round%s.",
                 count(it->total, total, sizeof(total)), (unsigned)it->n_rounds,
                 it->n_rounds == 1 ? "" : "s");
    } else {
        snprintf(text, sizeof(text),
                 "%s replications. As many of all as of the one that had most would be %s.",
                 count(it->total, total, sizeof(total)),
                 count(it->most * self->n, equal, sizeof(equal)));
    }
    xp_text_wrap(file, text);
}

static void
print_pareto(FILE *file, const xp_chosen *self, const size_t *order)
{
    char name[160], cut[160], text[64], by[64];
    enum { NARROW = 20, FIGURE = 10 };
    fprintf(file, "%-*s", NARROW, "");
    for (size_t g = 0; g < self->n_goals; g++) {
        xp_text_cut(cut, sizeof(cut), self->measure[g].name, FIGURE - 1);
        fprintf(file, "%*s", FIGURE, cut);
    }
    fputc('\n', file);
    for (size_t j = 0; j < self->n && j < 5 * MOST_LINES; j++) {
        const size_t i = order[j];
        xp_text_cut(cut, sizeof(cut), self->name(self->context, i, name, sizeof(name)), NARROW);
        fprintf(file, "%s%*s", cut, NARROW - (int)xp_text_width(cut), "");
        for (size_t g = 0; g < self->n_goals; g++) {
            const xp_format format = format_of(self, g);
            xp_text_right(file,
                          xp_text_value(&format, xp_chosen_mean(self, i, g), text, sizeof(text)),
                          FIGURE);
        }
        fprintf(file, "  %s", xp_chosen_state(self->pareto->state[i]));
        if (self->pareto->by[i] != XP_NOBODY && self->n_goals <= 3) {
            self->name(self->context, self->pareto->by[i], name, sizeof(name));
            xp_text_cut(by, sizeof(by), name, (size_t)(44 - (int)self->n_goals * FIGURE));
            fprintf(file, ": %s", by);
        }
        fputc('\n', file);
    }
    size_t n_unknown = 0;
    for (size_t i = 0; i < self->n; i++) {
        n_unknown += self->pareto->state[i] == XP_PARETO_UNKNOWN;
    }
    char paragraph[512], done[48];
    snprintf(paragraph, sizeof(paragraph),
             "%s%s replications of each. All verdicts are right together with %g %% "
             "confidence.%s",
             self->pareto->is_partial ? "Interrupted. " : "",
             count(self->pareto->done, done, sizeof(done)), 100 * self->confidence,
             n_unknown > 0 ? " Of those that cannot be told, more replications tell more, "
                             "or --indifference says what does not matter."
                           : "");
    fputc('\n', file);
    xp_text_wrap(file, paragraph);
}

/* The first replications of all are compared together: before that none counts. */
static bool
has_compared(const xp_chosen *self)
{
    return self->pareto != NULL ? self->pareto->done > 0
                                : self->selection->best != XP_NOBODY || self->selection->total > 0;
}

void
xp_report_chosen(FILE *file, const xp_chosen *self)
{
    size_t *order = xp_chosen_order(self);
    if (order == NULL) {
        fprintf(file, "%s\n", sim_strerror(SIM_ERR_NOMEM));
        return;
    }
    print_head(file, self);
    if (!has_compared(self)) {
        xp_text_wrap(file, "Interrupted before the first comparison: replications that were "
                           "complete are not counted, and nothing is found.");
    } else if (self->pareto != NULL) {
        print_pareto(file, self, order);
    } else {
        print_verdict(file, self);
        fputc('\n', file);
        print_table(file, self, order);
        fputc('\n', file);
        print_effort(file, self);
    }
    free(order);
}

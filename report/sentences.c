/* Sentences about the second center against the first. Each is a template filled from the sign of
 * a difference and its interval; what an interval that holds 0 would claim is not claimed. They
 * are read together, so their intervals hold together (Bonferroni; Dunn 1961, "Multiple
 * comparisons among means"): of k at 1 - (1 - confidence) / k, all hold at `confidence`. */
#include "experiment/best.h"
#include "experiment/pending.h"
#include "models/scenario/scenario.h"
#include "report/parts.h"

#include <ctype.h>
#include <stdarg.h>
#include <string.h>

typedef struct paragraph {
    const xp_results *results;
    double confidence; /* of each, so that all hold at the confidence of the report */
    char text[2048];
    char unclaimed[512]; /* what no difference can be claimed in */
    char open[512];      /* what issues still open could turn */
    char subject[128];   /* of the next sentence */
    const char *growing; /* a queue that grew, so that nothing is said of cost */
} paragraph;

typedef struct claim {
    sim_interval interval;
    bool known, equal, clear;  /* clear: the interval is on one side of 0 */
    bool open;                 /* else it were, but issues still open could turn it */
    double figure[2], largest; /* the two figures, and the larger */
    sim_interval in_table;     /* of the line by itself, which says how many digits there are */
} claim;

static claim
claim_of(const paragraph *self, const char *kpi)
{
    claim it = {0};
    const xp_results *results = self->results;
    const size_t m = xp_table_find(results->table, kpi, "center");
    if (m == XP_LACKS) {
        return it;
    }
    const xp_difference difference =
        xp_estimate_difference(&results->estimates, 1, m, self->confidence);
    it.interval = difference.interval;
    it.known = !isnan(it.interval.mean) && !isnan(it.interval.half_width);
    it.open = it.known && xp_pending_turns(results, 1, 0, m, &difference);
    it.equal = difference.equal && !it.open;
    it.clear = it.known && !it.open && !sim_interval_holds(&it.interval, 0);
    for (int s = 0; s < 2; s++) {
        it.figure[s] = xp_results_estimate(results, s, m).mean;
    }
    it.largest = fmax(fabs(it.figure[0]), fabs(it.figure[1]));
    it.in_table = xp_results_difference(results, 1, m).interval;
    return it;
}

/* Overtime is not in the hours paid. It is named beside them where it changes by a tenth as
 * much, and by a hundredth of them. */
static bool
has_overtime(const claim *hours, const claim *overtime)
{
    return overtime->known && !overtime->equal &&
           fabs(overtime->interval.mean) >
               fmax(0.1 * fabs(hours->interval.mean), 0.01 * hours->largest);
}

/* Those that chance could decide: neither equal nor planned, as hours paid are. */
static double
confidence_of_each(const paragraph *self)
{
    int n = 0;
    for (size_t j = 0; j <= XP_SPOKEN; j++) {
        const claim it = claim_of(self, j < XP_SPOKEN ? xp_spoken[j] : "hours_paid");
        n += it.known && !it.equal && it.interval.half_width > 0;
    }
    const claim hours = claim_of(self, "hours_paid"), overtime = claim_of(self, "hours_overtime");
    n += has_overtime(&hours, &overtime) && overtime.interval.half_width > 0;
    return 1 - (1 - self->confidence) / (n > 0 ? n : 1);
}

/* "64 ± 4" */
static char *
amount(const claim *it, xp_style style, bool with_unit, char *buffer, size_t size)
{
    const xp_format base = xp_format_for(style, it->largest, it->in_table.half_width);
    const xp_format format =
        xp_format_fit_difference(base, it->figure[0], it->figure[1], &it->in_table);
    const sim_interval read =
        xp_format_read_off(&format, it->figure[0], it->figure[1], &it->interval);
    xp_text_amount(&format, &read, xp_plus_minus(), buffer, size);
    if (with_unit) {
        const size_t n = strlen(buffer);
        snprintf(buffer + n, size - n, "%s", format.name_of_difference);
    }
    return buffer;
}

static void __attribute__((format(printf, 2, 3))) say(paragraph *self, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const size_t n = strlen(self->text);
    vsnprintf(self->text + n, sizeof(self->text) - n, format, arguments);
    va_end(arguments);
}

static void
say_subject(paragraph *self)
{
    char subject[128];
    strcpy(subject, self->subject);
    if (self->text[0] == '\0' || strcmp(self->text + strlen(self->text) - 2, ". ") == 0) {
        subject[0] = (char)toupper((unsigned char)subject[0]);
    }
    say(self, "%s ", subject);
    strcpy(self->subject, "it");
}

static void
leave_out(paragraph *self, const claim *it, const char *what)
{
    if (!it->known || it->equal) {
        return;
    }
    char *list = it->open ? self->open : self->unclaimed;
    const size_t n = strlen(list);
    snprintf(list + n, sizeof(self->open) - n, "%s%s", n == 0 ? "" : ", ", what);
}

static void
payroll(paragraph *self)
{
    const claim wages = claim_of(self, "wages");
    const claim hours = claim_of(self, "hours_paid");
    const claim overtime = claim_of(self, "hours_overtime");
    const bool named = has_overtime(&hours, &overtime) && overtime.clear;
    const char *sign = overtime.interval.mean > 0 ? "more" : "fewer";
    char text[64], late[64];
    if (named) {
        amount(&overtime, XP_COUNT, false, late, sizeof(late));
    }
    if ((wages.equal && wages.largest > 0) || (hours.equal && wages.equal)) {
        say(self, "On the same payroll ");
        if (named) {
            say(self, "and with %s %s hours of overtime a day ", late, sign);
        }
    } else if (hours.clear) {
        say(self, "With %s %s hours paid a day ",
            amount(&hours, XP_COUNT, false, text, sizeof(text)),
            hours.interval.mean > 0 ? "more" : "fewer");
        if (named) {
            say(self, "and %s %s of overtime ", late, sign);
        }
    }
}

static void
resolution(paragraph *self)
{
    const claim resolved = claim_of(self, "resolved");
    const claim lost = claim_of(self, "lost_customers");
    char text[64], other[64];
    if (resolved.clear) {
        say_subject(self);
        say(self, "resolves %s %s issues a day",
            amount(&resolved, XP_COUNT, false, text, sizeof(text)),
            resolved.interval.mean > 0 ? "more" : "fewer");
    } else {
        leave_out(self, &resolved, "issues resolved");
    }
    if (lost.clear) {
        amount(&lost, XP_COUNT, false, other, sizeof(other));
        const char *fewer = lost.interval.mean < 0 ? "fewer" : "more";
        if (!resolved.clear) {
            say_subject(self);
            say(self, "loses %s %s customers a day", other, fewer);
        } else if (strcmp(text, other) == 0) {
            say(self, " and loses as many customers %s", fewer);
        } else {
            say(self, " and loses %s %s customers", other, fewer);
        }
    } else {
        leave_out(self, &lost, "customers lost");
    }
    if (resolved.clear || lost.clear) {
        say(self, ". ");
    }
}

static void
cost(paragraph *self)
{
    const claim day = claim_of(self, "cost");
    const claim issue = claim_of(self, "cost_per_resolved");
    const char *money = self->results->plan->scenario[0]->center.costs.currency;
    char text[64], unit[48];
    if (!(day.largest > 0)) {
        return;
    }
    for (int s = 0; s < 2 && self->growing == NULL; s++) {
        self->growing = xp_growing_queue(self->results, s);
    }
    if (self->growing != NULL) { /* what is not done yet costs nothing yet */
        return;
    }
    snprintf(unit, sizeof(unit), "%s%.32s", money == NULL || money[0] == '\0' ? "" : " ",
             money == NULL ? "" : money);
    if (day.equal) {
        say_subject(self);
        say(self, "costs the same a day");
    } else if (day.clear) {
        say_subject(self);
        say(self, "costs %s%s %s a day", amount(&day, XP_MONEY, false, text, sizeof(text)), unit,
            day.interval.mean > 0 ? "more" : "less");
    } else {
        leave_out(self, &day, "cost a day");
    }
    const bool begun = day.equal || day.clear;
    if (issue.clear) {
        if (begun) {
            say(self, " and ");
        } else {
            say_subject(self);
            say(self, "costs ");
        }
        say(self, "%s%s %s per resolved issue", amount(&issue, XP_MONEY, false, text, sizeof(text)),
            unit, issue.interval.mean > 0 ? "more" : "less");
    } else {
        leave_out(self, &issue, "cost per resolved issue");
    }
    if (begun || issue.clear) {
        say(self, ". ");
    }
}

static void
time_to_resolution(paragraph *self)
{
    const claim median = claim_of(self, "time_to_resolution_p50");
    char text[64];
    if (median.clear) {
        strcpy(self->subject, "the");
        say_subject(self);
        say(self, "median time to resolution is %s %s. ",
            amount(&median, XP_TIME, true, text, sizeof(text)),
            median.interval.mean > 0 ? "longer" : "shorter");
    } else {
        leave_out(self, &median, "the median time to resolution");
    }
}

/* "No difference can be claimed in a, b or c. " */
static void
say_list(paragraph *self, const char *head, const char *list)
{
    const char *last = NULL;
    for (const char *at = strstr(list, ", "); at != NULL; at = strstr(at + 1, ", ")) {
        last = at;
    }
    if (list[0] == '\0') {
        return;
    }
    if (last == NULL) {
        say(self, "%s %s. ", head, list);
    } else {
        say(self, "%s %.*s or %s. ", head, (int)(last - list), list, last + 2);
    }
}

void
xp_report_sentences(FILE *file, const xp_results *results)
{
    paragraph it = {.results = results, .confidence = results->plan->confidence};
    it.confidence = confidence_of_each(&it);
    xp_text_name(results, 1, it.subject, sizeof(it.subject));
    payroll(&it);
    const size_t before = strlen(it.text);
    resolution(&it);
    cost(&it);
    time_to_resolution(&it);
    if (strlen(it.text) == before) { /* nothing to say that begins so */
        it.text[0] = '\0';
    }
    say_list(&it, "No difference can be claimed in", it.unclaimed);
    say_list(&it, "Issues still open at the end could turn what was seen of", it.open);
    if (it.growing != NULL) {
        say(&it, "Nothing is said of cost: the queue %.60s grows. ", it.growing);
    }
    if (it.text[0] != '\0') {
        xp_text_wrap(file, it.text);
        fputc('\n', file);
    }
}

#include "report/parts.h"

#include "experiment/channels.h"
#include "experiment/pending.h"
#include "models/scenario/evidence.h"
#include "models/scenario/scenario.h"
#include <ctype.h>
#include <math.h>
#include <string.h>

void
xp_text_name(const xp_results *results, int scenario, char *into, size_t size)
{
    const char *name = results->plan->scenario[scenario]->name;
    if (isupper((unsigned char)name[0]) && islower((unsigned char)name[1]) &&
        strstr(name, "center") != NULL && strchr(name, '(') == NULL) {
        snprintf(into, size, "the %c%.100s", tolower((unsigned char)name[0]), name + 1);
    } else {
        snprintf(into, size, "%.100s", name);
    }
}

/* Of each scenario that has one. */
static void
say_scripts(FILE *file, const xp_plan *plan)
{
    for (int s = 0; s < plan->n_scenarios; s++) {
        char text[1024];
        const cc_script *script = plan->script[s];
        if (script != NULL) {
            const uint64_t hash = plan->script_hash[s];
            snprintf(text, sizeof(text), "script %.500s (hash %08llx, %zu change%s)%s%.200s",
                     plan->script_file[s], (unsigned long long)(hash >> 32), script->n,
                     script->n == 1 ? "" : "s", plan->n_scenarios > 1 ? " in " : "",
                     plan->n_scenarios > 1 ? plan->scenario[s]->name : "");
            xp_text_wrap(file, text);
        }
    }
}

/* Of the whole center, or of the first channel that has the figure where centers do not both have it. */
static double
factor_of(const xp_results *results, int s, const char *kpi)
{
    const cc_scenario *scenario = results->plan->scenario[s];
    double factor = xp_reduction_of(&results->reduction, s, kpi, "center", s > 0);
    for (int c = 0; c < scenario->n_channels && isnan(factor); c++) {
        char scope[160];
        snprintf(scope, sizeof(scope), "channel:%.100s", scenario->channel[c].name);
        factor = xp_reduction_of(&results->reduction, s, kpi, scope, s > 0);
    }
    return factor;
}

/* How the variance was reduced, and by what factors; of several scenarios in pairs, those of the last one's
 * difference to the first, else of the first. */
static void
say_variance(FILE *file, const xp_results *results)
{
    static const char *const of[][2] = {
        {"service_level", "level"}, {"asa", "wait"}, {"abandonment", "abandoned"}};
    char text[400], factors[160] = "";
    const xp_variance *variance = &results->plan->variance;
    if (!variance->control && xp_variance_unit(variance) == 1) {
        return;
    }
    snprintf(text, sizeof(text), "variance reduction: ");
    xp_variance_name(variance, text + strlen(text), sizeof(text) - strlen(text));
    const int s = results->plan->paired ? results->plan->n_scenarios - 1 : 0;
    for (size_t j = 0; j < sizeof(of) / sizeof(*of); j++) {
        const double factor = factor_of(results, s, of[j][0]);
        const bool is_less = factor >= 1;
        const double value = is_less ? factor : 1 / factor;
        const size_t n = strlen(factors);
        if (isfinite(factor)) {
            snprintf(factors + n, sizeof(factors) - n, "%s%s x %s%.*f", n > 0 ? ", " : "", of[j][1],
                     is_less ? "1/" : "", value < 9.95 ? is_less ? 1 : 2 : 0, value);
        }
    }
    if (factors[0] != '\0') {
        const char *whose = s == 0   ? ""
                            : s == 1 ? "of the difference: "
                                     : "of the last difference: ";
        const size_t n = strlen(text), used = n + strlen(", ") + strlen(whose);
        char *last = strrchr(factors, ',');
        const bool fits = used + strlen(factors) < 80;
        const bool most_fit = last != NULL && used + (size_t)(last - factors) < 80;
        if (!fits && most_fit) {
            *last = '\0'; /* all of them are in JSON */
        }
        snprintf(text + n, sizeof(text) - n, "%s%s%s", most_fit || fits ? ", " : "\n", whose,
                 factors);
    }
    fprintf(file, "%s\n", text);
}

void
xp_text_origin(FILE *file, const xp_results *results)
{
    const xp_plan *plan = results->plan;
    const cc_scenario *scenario = plan->scenario[0];
    char text[640], demand[256] = "", length[48], replications[48];
    const xp_format whole = {.unit = 1, .name = "", .decimals = 0};
    const double days = results->layout[0].days;
    if (days >= 1 && fabs(days - round(days)) < 1e-9) {
        snprintf(length, sizeof(length), "%.0f day%s", days, days == 1 ? "" : "s");
    } else {
        xp_text_span(scenario->run.observe, length, sizeof(length));
    }
    if (scenario->demand.name != NULL && scenario->demand.name[0] != '\0') {
        snprintf(demand, sizeof(demand), "\"%.200s\" ", scenario->demand.name);
    }
    xp_text_number(&whole, (double)results->n, replications, sizeof(replications));
    snprintf(text, sizeof(text), "demand %s(hash %08llx), %s replication%s of %s, seed %llu%s",
             demand, (unsigned long long)(scenario->demand_hash >> 32), replications,
             results->n == 1 ? "" : "s", length, (unsigned long long)plan->seed,
             results->spent     ? ", BUDGET SPENT"
             : results->partial ? ", INTERRUPTED"
                                : "");
    xp_text_wrap(file, text);
    say_variance(file, results);
    say_scripts(file, plan);
}

char *
xp_text_confidence(const xp_results *results, char *buffer, size_t size)
{
    snprintf(buffer, size, "%.14g %%", results->plan->confidence * 100);
    return buffer;
}

/* Of two half-widths that are known and not 0. */
static double
least(double a, double b)
{
    return !(b > 0) ? a : isnan(a) || b < a ? b : a;
}

xp_format
xp_line_format(const xp_line *line, const xp_results *results)
{
    double largest = 0, own_half = NAN, half = NAN;
    for (int s = 0; s < results->plan->n_scenarios; s++) {
        const sim_interval own = xp_results_estimate(results, s, line->measure);
        largest = isnan(own.mean) ? largest : fmax(largest, fabs(own.mean));
        own_half = least(own_half, own.half_width);
        half = least(half, xp_results_difference(results, s, line->measure).interval.half_width);
    }
    const xp_format base = xp_format_for(line->style, largest, isnan(half) ? own_half : half);
    const sim_interval first = xp_results_estimate(results, 0, line->measure);
    xp_format format = results->plan->n_scenarios == 1 ? xp_format_fit(base, &first) : base;
    for (int s = 1; s < results->plan->n_scenarios; s++) {
        const sim_interval own = xp_results_estimate(results, s, line->measure);
        const xp_difference it = xp_results_difference(results, s, line->measure);
        if (!it.equal) {
            const xp_format finer =
                xp_format_fit_difference(base, first.mean, own.mean, &it.interval);
            format = finer.decimals > format.decimals ? finer : format;
        }
    }
    return format;
}

xp_difference
xp_line_difference(const xp_line *line, const xp_results *results, const xp_format *format, int s)
{
    xp_difference it = xp_results_difference(results, s, line->measure);
    if (!isnan(it.interval.mean) && !it.equal) {
        const double a = xp_results_estimate(results, 0, line->measure).mean;
        const double b = xp_results_estimate(results, s, line->measure).mean;
        it.interval = xp_format_read_off(format, a, b, &it.interval);
    }
    return it;
}

bool
xp_any_verdict(const xp_results *results, const xp_lines *lines, xp_verdict verdict)
{
    for (size_t j = 0; j < lines->n; j++) {
        for (int s = 1; s < results->plan->n_scenarios; s++) {
            if (xp_verdict_of(results, s, lines->line[j].measure) == verdict) {
                return true;
            }
        }
    }
    return false;
}

/* ---- the foot ---- */

typedef struct guesses {
    int total, guessed, not_sourced;
    int of_new; /* of the last two: about what a telephone-only center lacks */
    bool about[XP_MAX_SCENARIOS * CC_MAX_CHANNELS]; /* channels of reports */
    bool about_automation;
} guesses;

/* Is the next part of the path one that the author has named, of kinds of issue, queues and so on? */
static bool
is_before_name(const char *part, size_t length)
{
    static const char *const groups[] = {"issues", "queues", "groups", "automation", "transfers"};
    for (size_t j = 0; j < sizeof(groups) / sizeof(*groups); j++) {
        if (length == strlen(groups[j]) && memcmp(part, groups[j], length) == 0) {
            return true;
        }
    }
    return false;
}

/* Does a part of the path have this name, other than as the author's own? */
static bool
path_names(const char *path, const char *name)
{
    const size_t n = strlen(name);
    bool is_own = false;
    for (const char *at = path; *at != '\0';) {
        const size_t length = strcspn(at, ".");
        if (!is_own && length >= n && memcmp(at, name, n) == 0 && (length == n || at[n] == '[')) {
            return true;
        }
        is_own = is_before_name(at, length);
        at += length + (at[length] == '.' ? 1 : 0);
    }
    return false;
}

static bool
seen_before(const xp_plan *plan, int s, const cc_figure *figure)
{
    for (int earlier = 0; earlier < s; earlier++) {
        const cc_scenario *scenario = plan->scenario[earlier];
        for (int j = 0; j < scenario->evidence.n_figures; j++) {
            if (scenario->evidence.figure[j].of_center == figure->of_center &&
                strcmp(scenario->evidence.figure[j].path, figure->path) == 0) {
                return true;
            }
        }
    }
    return false;
}

static guesses
count_guesses(const xp_plan *plan, const xp_channels *channels)
{
    guesses all = {0};
    for (int s = 0; s < plan->n_scenarios; s++) {
        const cc_scenario *scenario = plan->scenario[s];
        for (int j = 0; j < scenario->evidence.n_figures; j++) {
            const cc_figure *figure = &scenario->evidence.figure[j];
            if (seen_before(plan, s, figure)) {
                continue;
            }
            all.total++;
            if (figure->grade != 'D') {
                continue;
            }
            all.guessed += figure->is_graded;
            all.not_sourced += !figure->is_graded;
            bool is_new = figure->of_center && path_names(figure->path, "automation");
            all.about_automation = all.about_automation || is_new;
            for (int c = 0; c < channels->n; c++) {
                if (!channels->is[c]->kind->holds_trunk &&
                    path_names(figure->path, channels->is[c]->name)) {
                    all.about[c] = is_new = true;
                }
            }
            all.of_new += is_new;
        }
    }
    return all;
}

#define MAX_SUBJECTS 4 /* channels that are named, else counted */

/* "chat, e-mail and the assistant" */
static void
name_subjects(const guesses *all, const xp_channels *channels, const xp_plan *plan, char *text,
              size_t size)
{
    const char *subject[MAX_SUBJECTS + 1];
    char word[MAX_SUBJECTS][48], node[80];
    int n = 0, n_about = 0;
    for (int c = 0; c < channels->n; c++) {
        n_about += all->about[c];
    }
    if (n_about > MAX_SUBJECTS) {
        snprintf(word[0], sizeof(word[0]), "%d channels", n_about);
        subject[n++] = word[0];
    }
    for (int c = 0; c < channels->n && n_about <= MAX_SUBJECTS; c++) {
        if (all->about[c]) {
            subject[n] = xp_channel_word(channels->is[c], word[n], sizeof(word[n]));
            n++;
        }
    }
    if (all->about_automation) {
        int n_nodes = 0;
        for (int s = 0; s < plan->n_scenarios; s++) {
            const cc_center_setup *center = &plan->scenario[s]->center;
            if (center->n_nodes > 0) {
                n_nodes = center->n_nodes > n_nodes ? center->n_nodes : n_nodes;
                snprintf(node, sizeof(node), "the %.60s", center->node[0].name);
            }
        }
        subject[n++] = n_nodes == 1 ? node : "automation";
    }
    text[0] = '\0';
    for (int j = 0; j < n; j++) {
        const size_t length = strlen(text);
        snprintf(text + length, size - length, "%s%s",
                 j == 0       ? ""
                 : j == n - 1 ? " and "
                              : ", ",
                 subject[j]);
    }
}

static void
say_guesses(FILE *file, const xp_plan *plan)
{
    xp_channels channels;
    xp_channels_of(&channels, plan);
    const guesses all = count_guesses(plan, &channels);
    if (all.total == 0) {
        return;
    }
    const int known_by_nobody = all.guessed + all.not_sourced;
    char text[640], kinds[128] = "", subjects[256], more[320] = "";
    if (all.of_new > 0) {
        name_subjects(&all, &channels, plan, subjects, sizeof(subjects));
        if (all.of_new < known_by_nobody) {
            snprintf(more, sizeof(more), ", %d of them about %s", all.of_new, subjects);
        } else {
            snprintf(more, sizeof(more), ", all of them about %s", subjects);
        }
    }
    if (all.guessed > 0 && all.not_sourced > 0) {
        snprintf(kinds, sizeof(kinds), "are guesses (grade D) or, %d of them, not yet sourced",
                 all.not_sourced);
    } else {
        snprintf(kinds, sizeof(kinds),
                 all.not_sourced > 0 ? "are not yet sourced" : "are guesses (grade D)");
    }
    snprintf(text, sizeof(text),
             "%d of %d figures behind this %s%s: \"ccsim check --evidence FILE\" lists them%s.",
             known_by_nobody, all.total, kinds, more,
             plan->n_scenarios == 2 && known_by_nobody > 0
                 ? "; what hangs on each, at half and at double: --doubt"
                 : "");
    xp_text_wrap(file, text);
}

/* What stands behind figures; its length. */
static int
explain_interval(char *text, size_t size, const xp_results *results, const xp_lines *lines)
{
    const int n_scenarios = results->plan->n_scenarios;
    const bool compared = n_scenarios > 1;
    const char *open = compared && xp_any_verdict(results, lines, XP_OPEN)
                           ? "; \"open\": issues still open, or a queue that grows, could turn it"
                           : "";
    if (results->n < 2) {
        return snprintf(text, size, "One replication has no interval%s.", open);
    }
    char confidence[24];
    xp_text_confidence(results, confidence, sizeof(confidence));
    return snprintf(text, size, "%s is a %s interval for each line by itself%s%s%s.",
                    xp_plus_minus(), confidence, compared ? "; \"unclear\": it holds 0" : "", open,
                    n_scenarios == 2 ? ". The sentences hold together" : "");
}

/* Is there anybody whose first contact came to nothing, and who tried again? */
static bool
some_redial(const xp_results *results)
{
    const size_t m = xp_results_find(results, "redials", "center");
    bool any = false;
    for (int s = 0; m != XP_LACKS && s < results->plan->n_scenarios; s++) {
        any = any || xp_results_estimate(results, s, m).mean > 0;
    }
    return any;
}

/* Words of lines that are not plain; their length. */
static int
explain_words(char *text, size_t size, const xp_results *results, const xp_lines *lines)
{
    int n = 0;
    for (size_t j = 0; j < lines->n; j++) {
        const xp_measure *measure = &results->table->measure[lines->line[j].measure];
        if (measure->kpi == CC_KPI_fcr && strcmp(measure->scope, "center") == 0) {
            char window[24];
            xp_text_span(results->plan->scenario[0]->run.fcr_window, window, sizeof(window));
            n += snprintf(text + n, size - (size_t)n,
                          "Not in touch again within %s is what the industry calls first contact "
                          "resolution: who was not helped and gives up is in it. ",
                          window);
        } else if (measure->kpi == CC_KPI_resolution_first && some_redial(results)) {
            n += snprintf(text + n, size - (size_t)n,
                          "Solved at first contact: by the first that was handled; calls given up "
                          "before it do not count. ");
        } else if (measure->kpi == CC_KPI_conversations) {
            n += snprintf(text + n, size - (size_t)n,
                          "Chats held at once: conversations of all kinds that an agent has open "
                          "who has one. ");
        }
    }
    return n;
}

void
xp_text_foot(FILE *file, const xp_report *report, const xp_lines *lines, bool noted)
{
    const xp_results *results = report->results;
    const xp_plan *plan = results->plan;
    char text[2048];
    for (size_t j = 0; xp_warning(results, j, text, sizeof(text)); j++) {
        char line[2100];
        snprintf(line, sizeof(line), "WARNING: %s", text);
        xp_text_wrap(file, line);
        fputc('\n', file);
    }
    xp_report_doubt(file, results, lines);
    say_guesses(file, plan);
    const bool compared = plan->n_scenarios > 1;
    int n =
        snprintf(text, sizeof(text), "%s",
                 !noted ? ""
                 : xp_levels_are_short(results)
                     ? "(a) Share answered in time of all who queued, but for those who hung up "
                       "within short_abandon. "
                     : "(a) Share answered in time of all who queued, but for those who hung up "
                       "in that time. ");
    n += explain_words(text + n, sizeof(text) - (size_t)n, results, lines);
    n += explain_interval(text + n, sizeof(text) - (size_t)n, results, lines);
    n += snprintf(text + n, sizeof(text) - (size_t)n, " Everything%s: --format csv|json. ccsim %s",
                  compared && results->n > 1 ? ", with the intervals of each center" : "",
                  CCSIM_VERSION);
    for (int s = 0; s < plan->n_scenarios && n < (int)sizeof(text) - 16; s++) {
        n += snprintf(text + n, sizeof(text) - (size_t)n, ", %08llx",
                      (unsigned long long)(plan->scenario[s]->hash >> 32));
    }
    snprintf(text + n, sizeof(text) - (size_t)n, ".");
    xp_text_wrap(file, text);
}

/* What a reader has to know of intervals that are missing, open or of few replications. */
#include "report/parts.h"

#include <math.h>
#include <string.h>

typedef enum doubt { NONE, ONE_SIDE, FEW } doubt;

/* Is there such an interval among what a line prints? */
static bool
is_so(const xp_results *results, size_t m, doubt what)
{
    for (int s = 0; s < results->plan->n_scenarios; s++) {
        const bool compared = s > 0;
        const sim_interval it = compared ? xp_results_difference(results, s, m).interval
                                         : xp_results_estimate(results, s, m);
        if (compared || results->plan->n_scenarios == 1) {
            const bool none = !isnan(it.mean) && isnan(it.half_width);
            const bool open = isinf(it.lower) || isinf(it.upper);
            const bool few = it.few && !sim_interval_is_degenerate(&it);
            if (what == NONE ? none : what == ONE_SIDE ? open : few && !open) {
                return true;
            }
        }
    }
    return false;
}

/* "wait, 95 % within (VOICE)", each but the first with a comma before it; false: none. */
static bool
name_lines(const xp_results *results, const xp_lines *rows, doubt what, char *text, size_t size)
{
    text[0] = '\0';
    for (size_t j = 0; j < rows->n; j++) {
        const xp_line *line = &rows->line[j];
        const size_t n = strlen(text);
        if (!is_so(results, line->measure, what)) {
            continue;
        }
        if (n + sizeof(line->label) + sizeof(line->section) + 16 > size) {
            snprintf(text + n, size - n, " and more");
            break;
        }
        snprintf(text + n, size - n, "%s%s (%s)", n == 0 ? "" : ", ", line->label, line->section);
    }
    return text[0] != '\0';
}

void
xp_report_doubt(FILE *file, const xp_results *results, const xp_lines *all)
{
    char lines[700], text[1024];
    if (results->n == 1) {
        xp_text_wrap(file, "One replication has no intervals.");
        return;
    }
    if (name_lines(results, all, NONE, lines, sizeof(lines))) {
        snprintf(text, sizeof(text),
                 "No interval where fewer than two replications have any of it: %s.", lines);
        xp_text_wrap(file, text);
    }
    if (name_lines(results, all, ONE_SIDE, lines, sizeof(lines))) {
        snprintf(text, sizeof(text), "\"?\": too few contacts to bound it on that side: %s.",
                 lines);
        xp_text_wrap(file, text);
    }
    if (results->n < XP_ENOUGH) {
        snprintf(text, sizeof(text),
                 "Few replications (%d): where days differ much, intervals hold the truth less "
                 "often than they say.",
                 (int)results->n);
        xp_text_wrap(file, text);
    } else if (name_lines(results, all, FEW, lines, sizeof(lines))) {
        snprintf(text, sizeof(text),
                 "Few replications (%d) for: %s. Where days differ much, these intervals hold the "
                 "truth less often than they say.",
                 (int)results->n, lines);
        xp_text_wrap(file, text);
    }
}

/* Asks the customer after the contact how it was; no agent is needed for that, but the line. Who has been
 * helped may answer otherwise than who has not. */
#include "models/center/nodes/survey.h"

#include "models/scenario/node.h"
#include "models/scenario/settings_sections.h"
#include <math.h>
#include <string.h>

enum { UNRESOLVED, RESOLVED };

static void
read_scores(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    cc_survey *survey = object;
    const int of = strcmp(self->name, "scores") == 0 ? RESOLVED : UNRESOLVED;
    const cc_setting share = {.name = self->name, .unit = "", .min = 0, .max = 1};
    cc_value *value = cc_layers_get(in, self->name);
    size_t n = 0;
    const double *v = value != NULL ? cc_read_numbers(reader, &share, value, &n) : NULL;
    double sum = 0;
    for (size_t j = 0; v != NULL && j < n; j++) {
        sum += v[j];
    }
    if (value == NULL || reader->error != SIM_OK) {
        return;
    }
    if (n < 1 || n > CC_MAX_SCORES) {
        cc_read_refuse(reader, value, "must have shares of from 1 to %d scores", CC_MAX_SCORES);
    } else if (fabs(sum - 1) > 1e-6) {
        cc_read_refuse(reader, value, "must have the sum 1 (is %.6g)", sum);
    } else {
        survey->n_scores[of] = (int)n;
        memcpy(survey->score[of], v, n * sizeof(*v));
    }
}

/* Where nothing is said of the unresolved, they answer as the others do. */
static void
set_up(cc_reader *reader, const cc_layers *in, cc_node *node)
{
    cc_survey *self = node->settings;
    int *n = self->n_scores;
    if (n[RESOLVED] == 0) {
        cc_read_missing(reader, in, "scores", "is missing: which scores are given?");
    } else if (n[UNRESOLVED] == 0) {
        n[UNRESOLVED] = n[RESOLVED];
        memcpy(self->score[UNRESOLVED], self->score[RESOLVED], sizeof(self->score[RESOLVED]));
    } else if (n[UNRESOLVED] != n[RESOLVED]) {
        cc_read_refuse(reader, cc_layers_get(in, "scores_unresolved"),
                       "must have as many shares as scores");
    }
}

static void
write_scores(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_survey *survey = object;
    cc_write_name(writer, self->name);
    cc_write_numbers(writer, survey->score[RESOLVED], (size_t)survey->n_scores[RESOLVED]);
    cc_write_end(writer);
}

static void
write_unresolved(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_survey *survey = object;
    bool differ = false;
    for (int j = 0; j < survey->n_scores[RESOLVED]; j++) {
        differ |= fabs(survey->score[UNRESOLVED][j] - survey->score[RESOLVED][j]) > 0;
    }
    if (differ) {
        cc_write_name(writer, self->name);
        cc_write_numbers(writer, survey->score[UNRESOLVED], (size_t)survey->n_scores[RESOLVED]);
        cc_write_end(writer);
    }
}

#define OWN(member) offsetof(cc_survey, member)
static const cc_setting settings[] = {
    {.name = "time",
     .kind = CC_SET_DIST,
     .unit = "s",
     .offset = OWN(time),
     .doc = "How long it takes who answers; who does not is gone at once."},
    {.name = "answers",
     .kind = CC_SET_TABLE,
     .unit = "",
     .min = 0,
     .max = 1,
     .fallback = 1,
     .each = &cc_each_issue,
     .stride = sizeof(cc_table),
     .pointed = true,
     .all_alike = true,
     .offset = OWN(answers),
     .doc = "Share that answers, for all kinds or by kind."},
    {.name = "scores",
     .kind = CC_SET_SPECIAL,
     .type = "list of shares",
     .normal = "must be given",
     .read = read_scores,
     .write = write_scores,
     .doc = "Shares of the scores 1, 2 and so on, with the sum 1."},
    {.name = "scores_unresolved",
     .kind = CC_SET_SPECIAL,
     .type = "list of shares",
     .normal = "as scores",
     .read = read_scores,
     .write = write_unresolved,
     .doc = "The same of customers whose issue was not resolved."},
    {.name = NULL},
};

static cc_port
port(const cc_node *node, int j)
{
    static const char *const names[] = {"silent",  "score_1", "score_2",  "score_3",
                                        "score_4", "score_5", "score_6",  "score_7",
                                        "score_8", "score_9", "score_10", "score_11"};
    const cc_survey *self = node->settings;
    return (cc_port){j <= self->n_scores[RESOLVED] ? names[j] : NULL, CC_TO_HANG_UP};
}

static bool
takes_time(const cc_node *node)
{
    (void)node;
    return false;
}

static bool
is_answered(const cc_visit *visit)
{
    const cc_survey *self = visit->node->settings;
    return visit->kept[0] < cc_table_at(&self->answers[visit->issue], visit->day, visit->interval);
}

static double
enter(const cc_visit *visit)
{
    const cc_survey *self = visit->node->settings;
    visit->kept[0] = sim_uniform(visit->u.word[1]);
    visit->kept[1] = sim_uniform(visit->u.word[2]);
    return is_answered(visit) ? sim_dist_quantile(&self->time, sim_uniform(visit->u.word[0])) : 0;
}

static cc_leave
leave(const cc_visit *visit)
{
    const cc_survey *self = visit->node->settings;
    const double *share = self->score[visit->is_resolved ? RESOLVED : UNRESOLVED];
    double u = visit->kept[1];
    int score = 0;
    for (int j = 0; is_answered(visit) && j < self->n_scores[RESOLVED] && u >= 0; j++) {
        score = share[j] > 0 ? j + 1 : score;
        u -= share[j];
    }
    return (cc_leave){score, CC_AS_BEFORE};
}

static void
shares(const cc_node *node, int issue, size_t day, size_t interval, double *share)
{
    const cc_survey *self = node->settings;
    const double answers = cc_table_at(&self->answers[issue], day, interval);
    share[0] = 1 - answers;
    for (int j = 0; j < self->n_scores[RESOLVED]; j++) {
        share[j + 1] = answers * self->score[RESOLVED][j];
    }
    share[self->n_scores[RESOLVED] + 1] = 0;
}

const cc_node_type cc_node_survey = {
    .name = "survey",
    .doc = "After the contact: asks how it was; `after` of a channel leads here.",
    .meets = "is asked by",
    .settings = settings,
    .settings_size = sizeof(cc_survey),
    .set_up = set_up,
    .port = port,
    .takes_time = takes_time,
    .is_after = true,
    .enter = enter,
    .leave = leave,
    .shares = shares,
};

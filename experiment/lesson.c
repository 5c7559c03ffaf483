#include "experiment/lesson.h"

#include "experiment/rule.h"
#include <math.h>
#include <stdio.h>

static int
refuse(const cc_lesson_place *at, cc_refusal *refusal, const char *setting, const char *rule)
{
    return cc_refuse(refusal, at->file, at->line, "lesson: %s: %s", setting, rule);
}

static int
read_score(xp_lesson *self, cc_refusal *refusal)
{
    const cc_lesson *lesson = &self->scenario->lesson;
    char kpi[CC_MEASURE_NAME], scope[160], rule[1100];
    cc_refusal why = {""};
    if (!xp_rule_split(lesson->score, kpi, sizeof(kpi), scope, sizeof(scope))) {
        return refuse(&lesson->at_score, refusal, "score", "must be \"KPI [SCOPE]\"");
    }
    const int ret = cc_measure_parse(&self->score, self->scenario, &self->layout, kpi, scope, &why);
    if (ret != SIM_OK) {
        snprintf(rule, sizeof(rule), "%.900s", why.text);
        return ret == SIM_ERR_REFUSED ? refuse(&lesson->at_score, refusal, "score", rule) : ret;
    }
    const cc_kpi *figure = &cc_kpis[self->score.kpi];
    self->better = figure->better;
    if (figure->better == CC_NEUTRAL) {
        snprintf(rule, sizeof(rule), "must be a figure of which more, or less, is better (is %s)",
                 self->score.name);
        return refuse(&lesson->at_score, refusal, "score", rule);
    }
    if (figure->estimator == CC_QUANTILE || figure->estimator == CC_SD) {
        snprintf(rule, sizeof(rule), "must be a share, a mean or a number (is %s)",
                 self->score.name);
        return refuse(&lesson->at_score, refusal, "score", rule);
    }
    double least, most;
    cc_kpi_bounds(self->score.kpi, &least, &most);
    if (!isnan(lesson->aim) && (lesson->aim < least || lesson->aim > most)) {
        snprintf(rule, sizeof(rule), "can never be: %s is from %g to %g (is %g)", self->score.name,
                 least, most, lesson->aim);
        return refuse(&lesson->at_aim, refusal, "aim", rule);
    }
    return SIM_OK;
}

static int
read_reference(xp_lesson *self, cc_refusal *refusal)
{
    const char *path = self->scenario->lesson.reference;
    const int ret =
        path[0] != '\0' ? cc_script_read(&self->reference, self->scenario, path, refusal) : SIM_OK;
    return ret == SIM_ERR_PARAM ? SIM_ERR_REFUSED : ret;
}

int
xp_lesson_init(xp_lesson *self, const cc_scenario *scenario, cc_refusal *refusal)
{
    *self = (xp_lesson){.scenario = scenario};
    if (!scenario->lesson.is_given) {
        return cc_refuse(refusal, scenario->file, 0, "scenario: lesson: is missing");
    }
    int ret = cc_layout_init(&self->layout, scenario, true);
    if (ret == SIM_ERR_LIMIT) {
        (void)cc_refuse(refusal, scenario->file, 0, "run: too much to count by interval");
    }
    ret = ret == SIM_OK ? read_score(self, refusal) : ret;
    ret = ret == SIM_OK ? read_reference(self, refusal) : ret;
    if (ret != SIM_OK) {
        xp_lesson_free(self);
    }
    return ret;
}

void
xp_lesson_free(xp_lesson *self)
{
    cc_script_free(&self->reference);
}

double
xp_lesson_score(const xp_lesson *self, const cc_record *record)
{
    const cc_sample it = cc_measure_sample(&self->score, self->scenario, record);
    return it.den == 0 ? NAN : it.num / it.den;
}

bool
xp_lesson_is_better(const xp_lesson *self, double a, double b)
{
    return self->better == CC_HIGHER ? a > b : a < b;
}

bool
xp_lesson_is_met(const xp_lesson *self, double score)
{
    const double aim = self->scenario->lesson.aim;
    return !isnan(aim) && (score == aim || xp_lesson_is_better(self, score, aim));
}

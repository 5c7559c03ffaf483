/* What was reached, what of it was skill, where it broke, and what each change did. Claims follow from
 * intervals only. */
#include "report/debrief.h"

#include "models/center/journal_text.h"
#include "models/language/units.h"
#include "report/text.h"
#include "report/words.h"
#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

typedef struct writer {
    const xp_debrief *of;
    xp_debrief_line *line;
    size_t n, most;
    xp_format format; /* of the score */
} writer;

static xp_style
style_of(const xp_debrief *self)
{
    static const xp_style styles[] = {
        [CC_UNIT_FRACTION] = XP_PERCENT, [CC_UNIT_SECONDS] = XP_TIME, [CC_UNIT_COUNT] = XP_NUMBER,
        [CC_UNIT_PER_DAY] = XP_COUNT,    [CC_UNIT_HOURS] = XP_COUNT,  [CC_UNIT_MONEY] = XP_MONEY};
    return styles[cc_kpis[self->plan->lesson->score.kpi].unit];
}

/* One for all scores of the debrief. */
static xp_format
format_of(const xp_debrief *self)
{
    double largest = 0;
    for (int way = 0; way < XP_N_WAYS; way++) {
        if (self->way[way].is_run) {
            largest = fmax(largest, fmax(self->way[way].score, self->way[way].mean.mean));
        }
    }
    return xp_format_for(style_of(self), largest, NAN);
}

char *
xp_debrief_score(const xp_debrief *self, double score, char *buffer, size_t size)
{
    const xp_format format = format_of(self);
    return xp_text_value(&format, score, buffer, size);
}

/* ---- lines ---- */

static xp_debrief_line *
add(writer *self, xp_debrief_kind kind, const char *label)
{
    static const xp_debrief_line nothing = {0};
    if (self->n >= self->most) {
        return NULL;
    }
    xp_debrief_line *line = &self->line[self->n++];
    *line = nothing;
    line->kind = kind;
    snprintf(line->label, sizeof(line->label), "%s", label);
    return line;
}

static void say(writer *self, xp_debrief_kind kind, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
static void
say(writer *self, xp_debrief_kind kind, const char *format, ...)
{
    xp_debrief_line *line = add(self, kind, "");
    if (line != NULL) {
        va_list list;
        va_start(list, format);
        vsnprintf(line->text, sizeof(line->text), format, list);
        va_end(list);
    }
}

/* "84.0 % ±0.9" */
static void
put_mean(char *into, size_t size, const xp_format *format, const sim_interval *it)
{
    char value[40], half[48];
    xp_text_value(format, it->mean, value, sizeof(value));
    xp_text_half_width(format, it, half, sizeof(half));
    snprintf(into, size, "%s%s%s%s", value, half[0] != '\0' ? " " : "",
             half[0] != '\0' && strstr(half, "..") == NULL ? xp_plus_minus() : "", half);
}

static bool
is_equal(const sim_interval *it)
{
    return it->mean == 0 && !(it->half_width > 0);
}

/* "+5.1 ±0.7" */
static void
put_difference(char *into, size_t size, const xp_format *format, const sim_interval *it)
{
    xp_text_difference(format, it, is_equal(it), xp_plus_minus(), into, size);
}

/* ---- what was reached ---- */

static bool
is_shown(const xp_debrief *self, int way)
{
    return self->way[way].is_run && (way != XP_YOURS || self->n_changes > 0);
}

typedef enum figure { SCORE, MEAN, GAIN, MET, HOURS, COST } figure;

static void
put_figure(const writer *self, const xp_debrief_way *way, figure which, bool is_base, char *into,
           size_t size)
{
    const xp_format percent = xp_format_for(XP_PERCENT, 1, NAN);
    const xp_format hours = xp_format_for(XP_COUNT, 1, NAN);
    const xp_format money = xp_format_for(XP_MONEY, way->cost_mean.mean, NAN);
    switch (which) {
    case SCORE:
        xp_text_value(&self->format, way->score, into, size);
        break;
    case MEAN:
        put_mean(into, size, &self->format, &way->mean);
        break;
    case GAIN:
        if (!is_base) {
            put_difference(into, size, &self->format, &way->gain);
        }
        break;
    case MET:
        xp_text_value(&percent, way->met, into, size);
        break;
    case HOURS:
        xp_text_number(&hours, way->hours_mean.mean, into, size);
        break;
    case COST:
        xp_text_number(&money, way->cost_mean.mean, into, size);
        break;
    }
}

static void
add_figures(writer *self, const char *label, figure which)
{
    xp_debrief_line *line = add(self, XP_DEBRIEF_ROW, label);
    for (int way = 0; line != NULL && way < XP_N_WAYS; way++) {
        if (is_shown(self->of, way)) {
            put_figure(self, &self->of->way[way], which, way == XP_UNTOUCHED, line->value[way],
                       sizeof(line->value[way]));
        }
    }
}

static const char *const names[XP_N_WAYS] = {N_("nothing done"), N_("yours"), N_("reference")};
static const char *const first_words[XP_N_WAYS] = {N_("Nothing done"), N_("Yours"),
                                                   N_("Reference")};

static void
say_reached(writer *self)
{
    const xp_debrief *of = self->of;
    const cc_lesson *said = &of->plan->lesson->scenario->lesson;
    char aim[48] = "", label[128];
    if (!isnan(said->aim)) {
        xp_text_value(&self->format, said->aim, aim, sizeof(aim));
    }
    say(self, XP_DEBRIEF_HEADING, "%s", said->title);
    say(self, XP_DEBRIEF_TEXT, "%s", said->goal);
    say(self, XP_DEBRIEF_TEXT, _("Score: %s, %s%s%s. Seed %llu, day %llu; %llu other days."),
        of->plan->lesson->score.name, of->plan->lesson->score.scope_name,
        aim[0] != '\0' ? _("; asked for: ") : "", aim, (unsigned long long)of->plan->seed,
        (unsigned long long)of->plan->replication + 1, (unsigned long long)of->days);
    xp_debrief_line *head = add(self, XP_DEBRIEF_HEAD, "");
    for (int way = 0; head != NULL && way < XP_N_WAYS; way++) {
        if (is_shown(of, way)) {
            snprintf(head->value[way], sizeof(head->value[way]), "%s", _(names[way]));
        }
    }
    add_figures(self, _("this day"), SCORE);
    add_figures(self, _("other days, mean"), MEAN);
    add_figures(self, _("... against nothing done"), GAIN);
    if (aim[0] != '\0') {
        snprintf(label, sizeof(label), "%s %s",
                 of->plan->lesson->better == CC_HIGHER ? _("other days of at least")
                                                       : _("other days of at most"),
                 aim);
        add_figures(self, label, MET);
    }
    add_figures(self, _("hours of agents a day"), HOURS);
    if (of->way[XP_UNTOUCHED].cost_mean.mean > 0) {
        add_figures(self, _("cost a day"), COST);
    }
}

/* ---- skill and luck ---- */

static void
say_luck(writer *self)
{
    const xp_debrief *of = self->of;
    const xp_lesson *lesson = of->plan->lesson;
    const xp_debrief_way *way = &of->way[XP_YOURS];
    char day[48], mean[64], luck[48], gain[64];
    say(self, XP_DEBRIEF_HEADING, "%s", _("Skill and luck"));
    if (isnan(way->luck)) {
        say(self, XP_DEBRIEF_TEXT, "%s", _("There is no score: nothing of what it counts came."));
        return;
    }
    xp_text_value(&self->format, way->score, day, sizeof(day));
    put_mean(mean, sizeof(mean), &self->format, &way->mean);
    const sim_interval apart = sim_interval_around(way->luck, NAN, 1);
    put_difference(luck, sizeof(luck), &self->format, &apart);
    say(self, XP_DEBRIEF_TEXT,
        of->n_changes > 0
            ? _("What you did gives %s on the mean of other days: that is skill. This day gave %s. "
                "The difference, %s, is luck: the day was better than %.0f %% of the others.")
            : _("The plan as it is gives %s on the mean of other days. This day gave %s. The "
                "difference, %s, is luck: the day was better than %.0f %% of the others."),
        mean, day, luck, 100 * way->worse);
    if (of->n_changes == 0) {
        return;
    }
    put_difference(gain, sizeof(gain), &self->format, &way->gain);
    const bool beyond_chance =
        !sim_interval_is_degenerate(&way->gain) && !sim_interval_holds(&way->gain, 0);
    const bool better = xp_lesson_is_better(lesson, way->gain.mean, 0);
    say(self, XP_DEBRIEF_TEXT, "%s (%s). %s",
        !beyond_chance ? _("On other days it makes no difference that could not be chance")
        : better       ? _("On other days it makes things better, beyond chance")
                       : _("On other days it makes things worse, beyond chance"),
        gain,
        way->score == of->way[XP_UNTOUCHED].score ? _("On this day it made none.")
        : xp_lesson_is_better(lesson, way->score, of->way[XP_UNTOUCHED].score)
            ? _("On this day it helped.")
            : _("On this day it did harm."));
}

/* ---- where it broke ---- */

/* "12:00"; of a run of several days with the day before it. */
static void
put_time(const xp_debrief *of, double time, char *text, size_t size)
{
    const cc_scenario *scenario = of->plan->lesson->scenario;
    if (scenario->run.days > 1) {
        cc_journal_text_time(scenario, time, text, size);
    } else {
        cc_time_of_day_format(fmod(time + scenario->run.day_begin, CC_DAY), text, size);
    }
}

static void
put_break(const xp_debrief *of, const xp_debrief_break *it, char *text, size_t size)
{
    const cc_scenario *scenario = of->plan->lesson->scenario;
    char begin[40], within[40];
    const cc_queue *queue = &scenario->center.queue[it->queue];
    put_time(of, it->begin, begin, sizeof(begin));
    cc_duration_format(queue->service_level.within[0], within, sizeof(within));
    snprintf(text, size, _("%s, queue %.60s: %.0f of %.0f within %s (%.0f %%; %.0f %% asked for)"),
             begin, queue->name, it->in_time, it->held, within, 100 * it->in_time / it->held,
             100 * it->target);
}

static void
say_breaks(writer *self)
{
    const xp_debrief *of = self->of;
    say(self, XP_DEBRIEF_HEADING, "%s", _("Where it first broke"));
    for (int way = 0; way < XP_N_WAYS; way++) {
        char first[320], worst[320];
        if (!is_shown(of, way)) {
            continue;
        }
        if (!of->first[way].is_one) {
            say(self, XP_DEBRIEF_TEXT, "%s: %s", _(first_words[way]),
                _("no queue was below its target in any interval."));
            continue;
        }
        put_break(of, &of->first[way], first, sizeof(first));
        put_break(of, &of->worst[way], worst, sizeof(worst));
        if (strcmp(first, worst) == 0) {
            say(self, XP_DEBRIEF_TEXT, _("%s: %s, and there it was worst."), _(first_words[way]),
                first);
        } else {
            say(self, XP_DEBRIEF_TEXT, _("%s: %s. Worst: %s."), _(first_words[way]), first, worst);
        }
    }
}

/* ---- what each change did ---- */

static void
say_effects(writer *self)
{
    const xp_debrief *of = self->of;
    if (of->n_effects == 0) {
        return;
    }
    say(self, XP_DEBRIEF_HEADING, "%s", _("What each change did: with it, less without it"));
    xp_debrief_line *head = add(self, XP_DEBRIEF_HEAD, "");
    if (head != NULL) {
        snprintf(head->value[0], sizeof(head->value[0]), "%s", _("this day"));
        snprintf(head->value[1], sizeof(head->value[1]), "%s", _("other days"));
    }
    for (size_t j = 0; j < of->n_effects; j++) {
        const xp_debrief_effect *effect = &of->effect[j];
        char time[40], label[sizeof(effect->words) + 48];
        put_time(of, effect->change.time, time, sizeof(time));
        snprintf(label, sizeof(label), "%s %s", time, effect->words);
        xp_debrief_line *line = add(self, XP_DEBRIEF_ROW, label);
        if (line != NULL) {
            const sim_interval day = sim_interval_around(effect->score, NAN, 1);
            put_difference(line->value[0], sizeof(line->value[0]), &self->format, &day);
            put_difference(line->value[1], sizeof(line->value[1]), &self->format, &effect->gain);
        }
    }
    if (of->n_changes > of->n_effects) {
        say(self, XP_DEBRIEF_TEXT, _("%zu more changes are in all figures, but not told apart."),
            of->n_changes - of->n_effects);
    }
    say(self, XP_DEBRIEF_TEXT, "%s",
        _("They need not add up: two changes may do the same, or need each other."));
}

size_t
xp_debrief_lines(const xp_debrief *self, xp_debrief_line *line, size_t most)
{
    writer it = {.of = self, .line = line, .most = most, .format = format_of(self)};
    say_reached(&it);
    say_luck(&it);
    say_breaks(&it);
    say_effects(&it);
    return it.n;
}

/* ---- text ---- */

static void
write_row(FILE *file, const xp_debrief_line *line)
{
    char label[40];
    const size_t width = xp_text_width(line->label);
    if (width > 31) { /* on a line of its own */
        fprintf(file, "  %s\n  %*s", line->label, 31, "");
    } else {
        xp_text_cut(label, sizeof(label), line->label, 31);
        fprintf(file, "  %s%*s", label, (int)(31 - width), "");
    }
    size_t last = 0;
    for (size_t way = 0; way < XP_N_WAYS; way++) {
        last = line->value[way][0] != '\0' ? way + 1 : last;
    }
    for (size_t way = 0; way < last; way++) {
        xp_text_right(file, line->value[way], 15);
    }
    fputc('\n', file);
}

int
xp_debrief_text(FILE *file, const xp_debrief *self)
{
    xp_debrief_line *line = malloc(XP_DEBRIEF_LINES * sizeof(*line));
    if (line == NULL) {
        return SIM_ERR_NOMEM;
    }
    const size_t n = xp_debrief_lines(self, line, XP_DEBRIEF_LINES);
    for (size_t j = 0; j < n; j++) {
        switch (line[j].kind) {
        case XP_DEBRIEF_HEADING:
            fputs(j > 0 ? "\n" : "", file);
            xp_text_wrap(file, line[j].text);
            break;
        case XP_DEBRIEF_HEAD:
            fputs(j > 0 && line[j - 1].kind == XP_DEBRIEF_TEXT ? "\n" : "", file);
            write_row(file, &line[j]);
            break;
        case XP_DEBRIEF_ROW:
            write_row(file, &line[j]);
            break;
        case XP_DEBRIEF_TEXT:
            xp_text_wrap(file, line[j].text);
            break;
        }
    }
    free(line);
    return SIM_OK;
}

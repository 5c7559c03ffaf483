#include "viz/session/moment.h"
#include "models/language/units.h"
#include "models/scenario/opening.h"
#include "models/scenario/workload.h"
#include "report/words.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_DAYS 100000

/* From 0; the end of the last day is of that day. */
static double
day_of(const cc_run *run, double time)
{
    const double horizon = run->warm_up + run->observe + run->follow_up;
    const double day = floor((time + run->day_begin) / CC_DAY);
    const bool is_end = time >= horizon && time > 0 && fmod(time + run->day_begin, CC_DAY) == 0;
    return is_end ? day - 1 : day;
}

/* A letter with or without its accent, a capital or not. */
static int
plain_letter(const char **text)
{
    const unsigned char *s = (const unsigned char *)*text;
    const bool is_accented = s[0] == 0xc3 && s[1] != 0; /* Latin letters */
    *text += is_accented ? 2 : 1;
    if (!is_accented) {
        return s[0] >= 'A' && s[0] <= 'Z' ? s[0] + 'a' - 'A' : s[0];
    }
    static const char plain[] = "aaaaaaaceeeeiiiidnooooo/ouuuuyts";
    return plain[s[1] & 0x1f];
}

/* Bytes of that word and the blank behind it; 0: it begins with another. */
static size_t
begins_with(const char *text, const char *word)
{
    const char *at = text;
    while (*word != '\0') {
        if (*at == '\0' || plain_letter(&at) != plain_letter(&word)) {
            return 0;
        }
    }
    return *at == ' ' ? (size_t)(at - text) + 1 : 0;
}

bool
viz_moment_read(const cc_scenario *scenario, double now, const char *text, double *time)
{
    const cc_run *run = &scenario->run;
    double s;
    text += strspn(text, " ");
    if (text[0] == '+' || text[0] == '-') {
        if (!cc_duration_parse(text + 1, &s)) {
            return false;
        }
        *time = now + (text[0] == '+' ? s : -s);
        return true;
    }
    double day = day_of(run, now);
    uint64_t number;
    const char *end = cc_whole_read(text, MOST_DAYS, &number);
    if (end != NULL && *end == ' ' && number >= 1) {
        day = (double)(number - 1);
        text = end + 1;
    } else {
        for (int w = 0; w < 7; w++) {
            size_t n = begins_with(text, cc_weekdays[w]);
            n = n > 0 ? n : begins_with(text, xp_words(cc_weekdays[w]));
            if (n > 0) {
                const int today = (int)fmod(day + run->first_day, 7);
                day += w - today;
                day += day < 0 ? 7 : 0;
                text += n;
                break;
            }
        }
    }
    if (!cc_time_of_day_parse(text + strspn(text, " "), &s)) {
        return false;
    }
    *time = day * CC_DAY + s - run->day_begin;
    return true;
}

void
viz_moment_write(const cc_scenario *scenario, double time, char *text, size_t size)
{
    const cc_run *run = &scenario->run;
    const long s = (long)floor(time + run->day_begin + 1e-6), day = s / 86400;
    const int h = (int)(s / 3600 % 24), m = (int)(s / 60 % 60), second = (int)(s % 60);
    char rest[8] = "";
    if (second != 0) {
        snprintf(rest, sizeof(rest), ":%02d", second);
    }
    if (run->days > 1) {
        snprintf(text, size, "%s %02d:%02d%s", xp_words(cc_weekdays[(run->first_day + day) % 7]), h,
                 m, rest);
    } else {
        snprintf(text, size, "%02d:%02d%s", h, m, rest);
    }
}

void
viz_moment_near(const cc_scenario *scenario, double now, double time, char *text, size_t size)
{
    viz_moment_write(scenario, time, text, size);
    const char *end = strchr(text, ' ');
    if (end != NULL && day_of(&scenario->run, now) == day_of(&scenario->run, time)) {
        memmove(text, end + 1, strlen(end + 1) + 1);
    }
}

void
viz_clock_write(const cc_scenario *scenario, double time, char *text, size_t size)
{
    const cc_run *run = &scenario->run;
    const long s = (long)floor(time + run->day_begin + 1e-6), day = s / 86400;
    const char *name = xp_words(cc_weekdays[(run->first_day + day) % 7]);
    if (run->days > 1) { /* the number is what one goes to */
        snprintf(text, size, _("day %ld, %s %02ld:%02ld:%02ld"), day + 1, name, s / 3600 % 24,
                 s / 60 % 60, s % 60);
    } else {
        snprintf(text, size, "%s %02ld:%02ld:%02ld", name, s / 3600 % 24, s / 60 % 60, s % 60);
    }
}

void
viz_span_write(double s, char *text, size_t size)
{
    if (!(s < 1e9)) {
        snprintf(text, size, "-");
    } else if (s < 99.5) {
        snprintf(text, size, _("%.0f s"), s);
    } else if (s < 5970) {
        snprintf(text, size, _("%.0f min"), s / 60);
    } else {
        const long m = lround(s / 60);
        snprintf(text, size, _("%ld:%02ld h"), m / 60, m % 60);
    }
}

/* How long before the house opens and after it closes the day is shown. */
#define BEFORE 1800.0
#define AFTER 5400.0

void
viz_day_of(const cc_scenario *scenario, double horizon, double time, double *from, double *to)
{
    const cc_run *run = &scenario->run;
    const double begin = run->day_begin;
    const double day = day_of(run, time);
    *from = fmax(0, day * CC_DAY - begin);
    *to = fmin(horizon, (day + 1) * CC_DAY - begin);
    const double first = fmax(*from, floor((*from + run->open - BEFORE) / 1800) * 1800);
    const double last = fmin(*to, *from + run->close + AFTER);
    if ((time >= first && time <= last) || time >= horizon) { /* at night, all of the day */
        *from = first;
        *to = last;
    }
    if (!(*to > *from)) {
        *to = *from + 1;
    }
}

/* Contacts that are expected on a day, and in its intervals where `by` is there. */
static double
expected(const cc_scenario *scenario, int day, double *by)
{
    double sum = 0;
    for (size_t k = 0; k < scenario->run.intervals_per_day; k++) {
        double n = 0;
        for (int i = 0; i < scenario->demand.n_issues; i++) {
            n += cc_workload_arrivals(scenario, i, day, k);
        }
        if (by != NULL) {
            by[k] = n;
        }
        sum += n;
    }
    return sum;
}

/* s of the run. */
static double
opening_of(const cc_run *run, int day)
{
    return day * CC_DAY + cc_day_span(run, day).open;
}

#define LEAST (1 - 1e-9) /* of a mean: of equal days it is the first */

/* From 0; -1: none counts. */
static int
first_usual_day(const cc_scenario *scenario, double horizon)
{
    const cc_run *run = &scenario->run;
    int open[7], n = 0;
    double contacts[7], mean = 0;
    for (int day = 0; day < run->days && (n == 0 || day < open[0] + 7); day++) {
        const double opens = opening_of(run, day);
        if (cc_day_is_open(run, day) && opens >= run->warm_up && opens < horizon) {
            open[n] = day;
            contacts[n] = expected(scenario, day, NULL);
            mean += contacts[n++];
        }
    }
    mean /= n > 0 ? n : 1;
    for (int j = 0; j < n; j++) {
        if (contacts[j] >= LEAST * mean) {
            return open[j];
        }
    }
    return n > 0 ? open[0] : -1;
}

double
viz_first_opening(const cc_scenario *scenario, double horizon)
{
    const cc_run *run = &scenario->run;
    const cc_lesson *lesson = &scenario->lesson;
    if (lesson->is_given && !isnan(lesson->begin)) {
        return fmin(fmax(lesson->begin, 0), horizon);
    }
    const int day = first_usual_day(scenario, horizon);
    return day < 0 ? fmin(run->warm_up, horizon) : opening_of(run, day);
}

double
viz_first_look(const cc_scenario *scenario, double horizon)
{
    const cc_run *run = &scenario->run;
    const double opens = viz_first_opening(scenario, horizon);
    const int day = first_usual_day(scenario, horizon);
    if (scenario->lesson.is_given || day < 0) {
        return opens;
    }
    double *by = calloc(run->intervals_per_day + 1, sizeof(*by));
    if (by == NULL) {
        return opens;
    }
    const double mean = expected(scenario, day, by) / (double)run->intervals_per_day;
    size_t k = 0;
    while (k < run->intervals_per_day && by[k] < LEAST * mean) {
        k++;
    }
    free(by);
    const double look = day * CC_DAY + run->open + (double)k * run->interval;
    return k < run->intervals_per_day && look > opens && look < horizon ? look : opens;
}

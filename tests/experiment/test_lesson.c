/* Every lesson of the folder: it loads, it has all that a trainer needs, it is quick, and its reference mends
 * the day beyond chance. One claim is of luck: the day that was chosen meets what the mean day does not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "experiment/debrief.h"
#include "models/scenario/load.h"
#include "tests/support/scenarios.h"
#include <dirent.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FOLDER CCSIM_SOURCE_DIR "/scenarios/lessons"
#define DAYS 30
#define LESSONS 12

typedef void visit(const char *name, const xp_lesson *lesson);

static int
each_lesson(visit *visitor)
{
    DIR *dir = opendir(FOLDER);
    assert_non_null(dir);
    int n = 0;
    for (const struct dirent *entry; (entry = readdir(dir)) != NULL;) {
        const size_t length = strlen(entry->d_name);
        if (length < 4 || strcmp(entry->d_name + length - 4, ".cfg") != 0) {
            continue;
        }
        char path[600];
        cc_scenario scenario;
        xp_lesson lesson;
        cc_refusal refusal = {""};
        snprintf(path, sizeof(path), FOLDER "/%s", entry->d_name);
        if (cc_scenario_load(&scenario, path, NULL, 0, &refusal) != SIM_OK ||
            xp_lesson_init(&lesson, &scenario, &refusal) != SIM_OK) {
            fail_msg("%s", refusal.text);
        }
        visitor(entry->d_name, &lesson);
        xp_lesson_free(&lesson);
        cc_scenario_free(&scenario);
        n++;
    }
    closedir(dir);
    return n;
}

static void
is_whole(const char *name, const xp_lesson *lesson)
{
    const cc_lesson *said = &lesson->scenario->lesson;
    if (said->title[0] == '\0' || said->goal[0] == '\0' || said->hint[0] == '\0' ||
        said->question[0] == '\0' || said->n_answers < 3 || said->n_answers > 4 ||
        said->because[0] == '\0' || lesson->reference.n == 0 || isnan(said->aim) ||
        said->n_watch == 0 || lesson->scenario->run.days != 1) {
        fail_msg("%s lacks something that a lesson has, or is longer than a day", name);
    }
}

static void
there_are_twelve_and_each_is_whole(void **state)
{
    (void)state;
    assert_int_equal(each_lesson(is_whole), LESSONS);
}

static void
is_mended(const char *name, const xp_lesson *lesson)
{
    xp_debrief_plan plan;
    xp_debrief debrief;
    cc_refusal refusal = {""};
    xp_debrief_plan_default(&plan, lesson);
    plan.days = DAYS;
    if (xp_debrief_make(&debrief, &plan, &refusal) != SIM_OK) {
        fail_msg("%s: %s", name, refusal.text);
    }
    const sim_interval *gain = &debrief.way[XP_REFERENCE].gain;
    const double sign = lesson->better == CC_HIGHER ? 1 : -1;
    /* the end of the interval that is nearer to no effect; a mean that is undefined fails */
    if (!(sign * gain->mean - gain->half_width > 0)) {
        fail_msg("%s: the reference gains %g +- %g", name, gain->mean, gain->half_width);
    }
    /* Left alone the day goes wrong, on most days and on the one that is played, but for luck. */
    const xp_debrief_way *untouched = &debrief.way[XP_UNTOUCHED];
    const bool is_luck = strcmp(name, "luck.cfg") == 0;
    if (!(untouched->met < 0.5) || !(debrief.way[XP_REFERENCE].met > fmax(0.5, untouched->met))) {
        fail_msg("%s: the aim is met on %g of the days untouched, on %g by the reference", name,
                 untouched->met, debrief.way[XP_REFERENCE].met);
    }
    if (xp_lesson_is_met(lesson, untouched->score) != is_luck ||
        xp_lesson_is_met(lesson, untouched->mean.mean)) {
        fail_msg("%s: the day has %g, the mean %g, the aim is %g", name, untouched->score,
                 untouched->mean.mean, lesson->scenario->lesson.aim);
    }
    if (!xp_lesson_is_better(lesson, debrief.way[XP_REFERENCE].score, untouched->score)) {
        fail_msg("%s: the reference is no help on the day itself", name);
    }
    xp_debrief_free(&debrief);
}

static void
each_reference_beats_the_untouched_day_beyond_chance(void **state)
{
    (void)state;
    each_lesson(is_mended);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(there_are_twelve_and_each_is_whole),
        cmocka_unit_test(each_reference_beats_the_untouched_day_beyond_chance),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

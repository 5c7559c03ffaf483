#include "cli/check_lesson.h"

#include "cli/options.h"
#include "experiment/lesson.h"
#include "report/text.h"

#include <math.h>

int
cli_check_lesson(const char *verb, const cc_scenario *scenario)
{
    xp_lesson lesson;
    cc_refusal refusal = {""};
    if (!scenario->lesson.is_given) {
        return -1;
    }
    const int ret = xp_lesson_init(&lesson, scenario, &refusal);
    xp_lesson_free(&lesson);
    return ret == SIM_OK            ? -1
           : ret == SIM_ERR_REFUSED ? cli_refused(verb, "%s", refusal.text)
                                    : cli_failed(verb, "%s: %s", scenario->file, sim_strerror(ret));
}

static void
print_row(FILE *out, const char *name, const char *text)
{
    if (text[0] != '\0') {
        fprintf(out, "  %-28s%s\n", name, text);
    }
}

void
cli_check_lesson_print(FILE *out, const cc_scenario *scenario)
{
    const cc_lesson *lesson = &scenario->lesson;
    char text[300];
    if (!lesson->is_given) {
        return;
    }
    fprintf(out, "\nLESSON\n");
    xp_text_cut(text, sizeof(text), lesson->title, 49);
    print_row(out, "title", text);
    xp_text_cut(text, sizeof(text), lesson->score, 49);
    print_row(out, "score", text);
    if (!isnan(lesson->aim)) {
        snprintf(text, sizeof(text), "%.10g", lesson->aim);
        print_row(out, "aim", text);
    }
    snprintf(text, sizeof(text), "seed %d, day %d", lesson->seed, lesson->day);
    print_row(out, "played", text);
    xp_text_cut(text, sizeof(text), lesson->reference, 49);
    print_row(out, "reference", text);
}

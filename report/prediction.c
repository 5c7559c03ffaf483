/* What one day may be like, beside the intervals of means: a line for each channel with service levels. */
#include "experiment/channels.h"
#include "models/scenario/scenario.h"
#include "report/parts.h"
#include <math.h>
#include <string.h>

#define ENOUGH 10 /* days: of fewer, one in ten is none */

enum { NAME = 22, LEVEL = 20, WAIT = 20, MET = 17 };

/* "79.0 to 97.3 %" */
static void
span(FILE *file, xp_style style, double from, double to, size_t width)
{
    char text[96] = "-";
    if (!isnan(from)) {
        const xp_format format = xp_format_for(style, to, NAN);
        char low[40], high[48];
        snprintf(text, sizeof(text), "%s to %s", xp_text_number(&format, from, low, sizeof(low)),
                 xp_text_value(&format, to, high, sizeof(high)));
    }
    xp_text_right(file, text, width);
}

static void
one_line(FILE *file, const cc_channel_name *channel, const xp_day *day)
{
    char name[64], met[24] = "-";
    fputs("  ", file);
    xp_text_cut(name, sizeof(name), channel->name, NAME - 2);
    fputs(name, file);
    const size_t width = xp_text_width(name);
    span(file, XP_PERCENT, day->level_p10, day->level_p90, LEVEL + NAME - 2 - width);
    span(file, XP_TIME, day->asa_p10, day->asa_p90, WAIT);
    if (!isnan(day->meets)) {
        snprintf(met, sizeof(met), "%.*f %%", day->meets > .99 && day->meets < 1 ? 1 : 0,
                 100 * day->meets);
    }
    xp_text_right(file, met, MET);
    fputc('\n', file);
}

void
xp_report_prediction(FILE *file, const xp_results *results)
{
    const cc_scenario *scenario = results->plan->scenario[0];
    xp_channels channels;
    bool headed = false;
    xp_channels_of(&channels, results->plan);
    for (int j = 0; j < channels.n; j++) {
        const int c = cc_channel_find(scenario, channels.is[j]->name);
        const xp_day day = xp_prediction_of(&results->prediction, 0, c);
        if (day.n < ENOUGH) {
            continue;
        }
        if (!headed) {
            fputs("ONE DAY, eight in ten", file);
            xp_text_right(file, "level", LEVEL + NAME - strlen("ONE DAY, eight in ten"));
            xp_text_right(file, "ASA", WAIT);
            xp_text_right(file, "P(target met)", MET);
            fputc('\n', file);
            headed = true;
        }
        one_line(file, channels.is[j], &day);
    }
}

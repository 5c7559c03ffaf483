/* The coverage of intervals, as a table: see docs/verification.md. */
#include "tests/support/long_study.h"
#include "tests/support/macro_runs.h"

#include <stdio.h>
#include <string.h>

static void
print(const macro_model *model, const macro_plan *plan)
{
    printf("\n%s (%s, %d runs)\n\n| figure | truth |", model->what, model->name, plan->runs);
    for (int k = 0; k < MACRO_LOOKS && plan->look[k] > 0; k++) {
        printf(" n = %llu |", (unsigned long long)plan->look[k]);
    }
    printf("\n|---|---|");
    for (int k = 0; k < MACRO_LOOKS && plan->look[k] > 0; k++) {
        printf("---|");
    }
    putchar('\n');
    for (int j = 0; j < MACRO_FIGURES && model->figure[j].kpi != NULL; j++) {
        const macro_figure *it = &model->figure[j];
        const bool queue = strncmp(it->scope, "queue", 5) == 0;
        printf("| %s%s%s | %.4g%s |", it->kpi, queue ? ", queue" : "",
               it->difference ? ", difference" : "", it->truth, it->is_exact ? "" : " *");
        for (int k = 0; k < MACRO_LOOKS && plan->look[k] > 0; k++) {
            const double percent = 100. / plan->runs;
            printf(" %.1f (%.1f, %.1f) %.3g", it->at[k].held * percent, it->at[k].below * percent,
                   it->at[k].above * percent, it->at[k].half_width);
            if (it->at[k].none > 0) {
                printf(", none %.1f", it->at[k].none * percent);
            }
            if (it->at[k].few > 0) {
                printf(", few %.1f", it->at[k].few * percent);
            }
            printf(" |");
        }
        putchar('\n');
    }
    fflush(stdout);
}

int
main(int argc, char **argv)
{
    const long_study asked = long_study_read(argc, argv);
    const macro_plan plan = {.runs = asked.runs, .threads = 1, .look = {10, 30, 100}};
    bool any = false;
    for (macro_model *model = macro_models(); model->name != NULL; model++) {
        if (asked.only == NULL || strcmp(asked.only, model->name) == 0) {
            model->seed += 1000000; /* the methods were chosen on runs of the first seeds */
            macro_run(model, &plan);
            print(model, &plan);
            any = true;
        }
    }
    if (!any) {
        fprintf(stderr, "usage: long_intervals [RUNS] [MODEL]\n");
        return 2;
    }
    return 0;
}

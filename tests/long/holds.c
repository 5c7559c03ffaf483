/* How often intervals of every kind hold what they are of, as a table: see docs/verification.md. */
#include "tests/support/hold_studies.h"
#include "tests/support/long_study.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static void
try(const hold_study *study, int runs)
{
    printf("| %s (`%s`) |", study->what, study->name);
    for (int k = 0; k < HOLD_SIZES && study->size[k] > 0; k++) {
        int held = 0, below = 0, above = 0, told = 0, held_told = 0;
        double width = 0;
        for (int run = 0; run < runs; run++) {
            const hold_result it = study->run(1000000 + (uint64_t)run, study->size[k]);
            held += it.held;
            below += it.below;
            above += it.above;
            told += it.told;
            held_told += it.told && it.held;
            width += it.half_width;
        }
        const double percent = 100. / runs;
        printf(" %zu: %.1f (%.1f, %.1f) %.3g", study->size[k], held * percent, below * percent,
               above * percent, width / runs);
        if (told > 0) {
            printf(", told %.0f", told * percent);
        }
        if (told > 0 && told < runs) { /* of those that say nothing */
            printf(", else %.1f", 100. * (held - held_told) / (runs - told));
        }
        printf(" |");
        fflush(stdout);
    }
    printf(" %s |\n", study->unit);
}

int
main(int argc, char **argv)
{
    const long_study asked = long_study_read(argc, argv);
    bool any = false;
    for (const hold_study *study = hold_studies; study->name != NULL; study++) {
        if (asked.only == NULL || strcmp(asked.only, study->name) == 0) {
            try(study, asked.runs);
            any = true;
        }
    }
    if (!any) {
        fprintf(stderr, "usage: long_holds [RUNS] [STUDY]\n");
        return 2;
    }
    return 0;
}

/* Rare waits by splitting, with as many seeds as runs are asked for (20): see docs/verification.md. */
#include "tests/support/long_study.h"
#include "tests/support/rare_models.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

static double
seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

int
main(int argc, char **argv)
{
    const long_study asked = long_study_read(argc, argv);
    const int runs = argc > 1 ? asked.runs : 20;
    printf("| model | exact | mean of %d runs | error of one | interval holds it | CPU s | without "
           "copies, contacts |\n|---|---|---|---|---|---|---|\n",
           runs);
    for (size_t j = 0; j < n_rare_models; j++) {
        const rare_model *model = &rare_models[j];
        if (asked.only != NULL && strncmp(asked.only, model->name, strlen(asked.only)) != 0) {
            continue;
        }
        double mean = 0, squares = 0, exact = 0;
        int held = 0;
        const double start = seconds();
        for (int r = 0; r < runs; r++) {
            const rare_outcome it = rare_model_run(model, (uint64_t)r + 1, 0.2, 1000);
            exact = it.exact;
            mean += it.share.mean / runs;
            squares += (it.share.mean - exact) * (it.share.mean - exact) / runs;
            held += sim_interval_holds(&it.share, exact);
        }
        const double error = sqrt(squares) / exact;
        printf("| %s | %.3g | %.3g | %.1f %% | %d of %d | %.1f | %.2g |\n", model->name, exact,
               mean, 100 * error, held, runs, (seconds() - start) / runs,
               (1 - exact) / exact / (error * error));
        fflush(stdout);
    }
    return 0;
}

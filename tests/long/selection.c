/* How often procedures of selection find the best, as a table: see docs/verification.md. */
#include "tests/support/long_study.h"
#include "tests/support/slippage.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

int
main(int argc, char **argv)
{
    const long_study asked = long_study_read(argc, argv);
    printf("| procedure | k | first | correlation | runs | right | replications of all |\n");
    printf("|---|---|---|---|---|---|---|\n");
    for (size_t j = 0; j < n_slippage_cases; j++) {
        const slippage *it = &slippage_cases[j];
        if (asked.only != NULL && strcmp(asked.only, it->procedure) != 0) {
            continue;
        }
        const slippage_outcome found =
            slippage_run(it, asked.runs * (it->times > 0 ? it->times : 1));
        printf("| %s | %zu | %llu | %g | %d | %.1f %%", it->procedure, it->k,
               (unsigned long long)it->first, it->correlation, found.runs,
               100. * found.right / found.runs);
        if (it->budget > 0) {
            printf(" (says %.1f %%)", 100 * found.estimated);
        }
        printf(" | %.0f |\n", found.replications);
        fflush(stdout);
    }
    return 0;
}

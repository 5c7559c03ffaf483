/* How often rules and verdicts are wrong, as a table: see docs/verification.md. */
#include "tests/support/long_study.h"
#include "tests/support/rule_studies.h"

#include <stdio.h>
#include <string.h>

int
main(int argc, char **argv)
{
    const long_study asked = long_study_read(argc, argv);
    bool any = false;
    for (size_t k = 0; k < n_rule_studies; k++) {
        const rule_study *study = &rule_studies[k];
        if (asked.only != NULL && strncmp(asked.only, study->name, strlen(asked.only)) != 0) {
            continue;
        }
        if (!any) {
            printf("| study | rule | replications | wrong, of %d runs | may be | width |\n",
                   asked.runs);
            printf("|---|---|---|---|---|---|\n");
        }
        any = true;
        for (int j = 0; j < 3 && study->look[j] > 0; j++) {
            const rule_outcome it = rule_study_run(study, study->look[j], asked.runs, 2);
            printf("| %s (%s) | %s | %.0f | %.1f %% | %.1f %% | %.3g |\n", study->what, study->name,
                   study->rule == NULL ? "" : study->rule, it.replications,
                   100. * it.wrong / it.runs, 100 * study->bound, it.width);
            fflush(stdout);
        }
    }
    if (!any) {
        fprintf(stderr, "usage: long_rules [RUNS] [STUDY]\n");
        return 2;
    }
    return 0;
}

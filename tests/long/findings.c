/* How often intervals of Sobol indices and of own KPIs hold the truth, as tables: see docs/verification.md. */
#include "experiment/sweep/indices.h"
#include "experiment/sweep/influence.h"
#include "sim/elementary.h"
#include "sim/random.h"
#include "tests/support/long_study.h"

#include <math.h>
#include <stdio.h>

#define PI 3.14159265358979323846

static double
uniform(uint64_t run, uint64_t what, uint64_t number)
{
    const sim_block block = sim_random_block((sim_key){run, 77}, (sim_name){8, what, 0}, number);
    return ((double)(block.word[0] >> 11) + .5) / 9007199254740992.;
}

/* ---- Sobol indices ---- */

enum { ROWS = 3000, LOOKS = 4, INPUTS = 3 };

static double
ishigami(const double x[INPUTS])
{
    return sin(x[0]) + 7 * sin(x[1]) * sin(x[1]) + .1 * pow(x[2], 4) * sin(x[0]);
}

static void
indices(int runs)
{
    static const size_t look[LOOKS] = {100, 300, 1000, ROWS};
    static double a[ROWS], b[ROWS], ab[INPUTS][ROWS];
    int held[INPUTS][2][LOOKS] = {0};
    double width[INPUTS][2][LOOKS] = {0};
    /* Ishigami and Homma 1990: D1 = 1/2 + b pi^4/5 + b^2 pi^8/50, D2 = a^2/8, D13 = b^2 pi^8 8/225 */
    const double p4 = pow(PI, 4), d1 = .5 + .1 * p4 / 5 + .01 * p4 * p4 / 50, d2 = 49 / 8.,
                 d13 = .01 * p4 * p4 * 8 / 225, v = d1 + d2 + d13;
    const double exact[INPUTS][2] = {{d1 / v, (d1 + d13) / v}, {d2 / v, d2 / v}, {0, d13 / v}};
    for (int run = 0; run < runs; run++) {
        for (uint64_t j = 0; j < ROWS; j++) {
            double x[INPUTS], y[INPUTS];
            for (uint64_t k = 0; k < INPUTS; k++) {
                x[k] = PI * (2 * uniform((uint64_t)run, k, j) - 1);
                y[k] = PI * (2 * uniform((uint64_t)run, 10 + k, j) - 1);
            }
            a[j] = ishigami(x);
            b[j] = ishigami(y);
            for (int k = 0; k < INPUTS; k++) {
                const double mine = x[k];
                x[k] = y[k];
                ab[k][j] = ishigami(x);
                x[k] = mine;
            }
        }
        for (int k = 0; k < INPUTS; k++) {
            for (int l = 0; l < LOOKS; l++) {
                sim_interval of[2];
                xp_indices_estimate(a, b, ab[k], look[l], .95, &of[0], &of[1]);
                for (int which = 0; which < 2; which++) {
                    held[k][which][l] += sim_interval_holds(&of[which], exact[k][which]);
                    width[k][which][l] += of[which].half_width / runs;
                }
            }
        }
    }
    printf("\nSobol indices of Ishigami's function, rows by chance (%d runs)\n\n| index | truth |",
           runs);
    for (int l = 0; l < LOOKS; l++) {
        printf(" %zu rows |", look[l]);
    }
    printf("\n|---|---|---|---|---|---|\n");
    for (int k = 0; k < INPUTS; k++) {
        for (int which = 0; which < 2; which++) {
            printf("| %s of x%d | %.4f |", which == 0 ? "first" : "total", k + 1, exact[k][which]);
            for (int l = 0; l < LOOKS; l++) {
                printf(" %.1f, %.3f |", 100. * held[k][which][l] / runs, width[k][which][l]);
            }
            putchar('\n');
        }
    }
}

/* ---- own KPIs ---- */

enum { N = 100, NAMES = 3, KPIS = 3 };

/* Days of which some are busy: calls Poisson-like, their waits skewed and larger on busy days, cost fixed and by call. */
static void
own(int runs)
{
    static const uint64_t look[] = {10, 30, N};
    static const char *const text[KPIS] = {"waits / calls", "cost / calls + 0.1 * waits / calls",
                                           "sqrt(waits) * cost / calls"};
    /* mean calls 100, waits 3000, cost 250: see below */
    static const double truth[KPIS] = {30, 5.5, 136.9306393762915};
    int held[KPIS][3] = {0};
    double width[KPIS][3] = {0};
    xp_expression expression[KPIS];
    xp_influence part[NAMES], whole;
    cc_refusal refusal;
    for (int k = 0; k < KPIS; k++) {
        if (xp_expression_parse(&expression[k], text[k], &refusal) != SIM_OK ||
            xp_influence_init(&part[k], N) != SIM_OK) {
            return;
        }
    }
    if (xp_influence_init(&whole, N) != SIM_OK) {
        return;
    }
    for (int run = 0; run < runs; run++) {
        double day[N][NAMES]; /* calls, waits, cost */
        for (uint64_t r = 0; r < N; r++) {
            const double busy = -sim_log(uniform((uint64_t)run, 20, r)); /* of mean 1 */
            const double calls = 80 + 20 * busy;
            day[r][0] = calls;
            /* mean of busy^2 is 2: 1500 busy^2 has the mean 3000 */
            day[r][1] = 1500 * busy * busy;
            day[r][2] = 50 + 2 * calls;
        }
        for (int l = 0; l < 3; l++) {
            for (int k = 0; k < KPIS; k++) {
                for (size_t j = 0; j < expression[k].n_names; j++) {
                    const char name = expression[k].name[j].name[0];
                    const int column = name == 'c' && expression[k].name[j].name[1] == 'a' ? 0
                                       : name == 'w'                                       ? 1
                                                                                           : 2;
                    xp_influence_mean(&part[j], &day[0][column], NAMES, look[l]);
                }
                xp_influence_expression(&whole, &expression[k], part, look[l]);
                const sim_interval it = xp_influence_interval(&whole, .95);
                held[k][l] += sim_interval_holds(&it, truth[k]);
                width[k][l] += it.half_width / runs;
            }
        }
    }
    printf("\nOwn KPIs of skewed days (%d runs)\n\n| KPI | truth | n = 10 | n = 30 | n = 100 |\n"
           "|---|---|---|---|---|\n",
           runs);
    for (int k = 0; k < KPIS; k++) {
        printf("| %s | %.4g |", text[k], truth[k]);
        for (int l = 0; l < 3; l++) {
            printf(" %.1f, %.3g |", 100. * held[k][l] / runs, width[k][l]);
        }
        putchar('\n');
    }
}

int
main(int argc, char **argv)
{
    const long_study asked = long_study_read(argc, argv);
    indices(asked.runs);
    own(asked.runs);
    return 0;
}

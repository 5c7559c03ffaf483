/* ccsim_bench: how long things take. Figures of one machine compare with each other only;
 * instructions an item compare over time. */
#include "bench/bench.h"

#include <math.h>
#include <popt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const bench_case *const tables[] = {bench_calendar, bench_random, bench_dists,
                                           bench_centers};

typedef struct options {
    int list, repeats, smoke, no_instructions;
    char *only, *csv;
    double once;
    const char *program;
    bool counts;
    FILE *table;
} options;

/* "erlang" is part of the name, "=erlang-a" is the name. */
static bool
is_meant(const options *self, const bench_case *is)
{
    if (self->only == NULL) {
        return true;
    }
    return self->only[0] == '=' ? strcmp(self->only + 1, is->name) == 0
                                : strstr(is->name, self->only) != NULL;
}

static void
print_number(double x, const char *format)
{
    if (isnan(x)) {
        printf(" %12s", "-");
    } else {
        printf(format, x);
    }
}

static bool
show(const options *self, const bench_case *is)
{
    const double share = self->smoke ? 1e-3 : 1;
    bench_result result;
    if (!bench_measure(is, self->smoke ? 1 : self->repeats, share, &result)) {
        return false;
    }
    if (self->counts) {
        result.instructions = bench_count_instructions(is, self->program);
    }
    printf("%-32s %-11s %12.1f %12.1f %14.0f", is->name, is->unit, 1e9 * result.median,
           1e9 * result.minimum, 1 / result.median);
    print_number(result.instructions, " %12.0f");
    printf("  %s\n", result.note);
    fflush(stdout);
    if (self->table != NULL) {
        fprintf(self->table, "%s,%s,%.2f,%.2f,%.0f,", is->name, is->unit, 1e9 * result.median,
                1e9 * result.minimum, 1 / result.median);
        fprintf(self->table, isnan(result.instructions) ? "" : "%.0f", result.instructions);
        fprintf(self->table, ",%s\n", result.note);
    }
    if (!result.correct) {
        fprintf(stderr, "ccsim_bench: %s: wrong: %s\n", is->name, result.note);
    }
    return result.correct;
}

static bool
handle(const options *self, const bench_case *is)
{
    if (self->list) {
        printf("%s\n", is->name);
        return true;
    }
    return self->once > 0 ? bench_run_once(is, self->once) : show(self, is);
}

static int
run(options *self)
{
    int n = 0;
    bool good = true;
    const bool is_table = !self->list && !(self->once > 0);
    self->counts = is_table && !self->smoke && !self->no_instructions && bench_can_count();
    if (self->csv != NULL) {
        self->table = fopen(self->csv, "w");
        if (self->table == NULL) {
            perror(self->csv);
            return EXIT_FAILURE;
        }
        fprintf(self->table, "name,unit,median_ns,minimum_ns,per_second,instructions,note\n");
    }
    if (is_table) {
        printf("%-32s %-11s %12s %12s %14s %12s\n", "case", "item", "median ns", "minimum ns",
               "items/s", "instructions");
    }
    for (size_t t = 0; t < sizeof(tables) / sizeof(*tables); t++) {
        for (const bench_case *is = tables[t]; is->name != NULL; is++) {
            if (is_meant(self, is)) {
                good = handle(self, is) && good;
                n++;
            }
        }
    }
    if (self->table != NULL && fclose(self->table) != 0) {
        perror(self->csv);
        good = false;
    }
    if (n == 0) {
        fprintf(stderr, "ccsim_bench: no case is called like '%s'; see --list\n", self->only);
    }
    return good && n > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

int
main(int argc, const char **argv)
{
    options self = {.repeats = 5, .program = argv[0]};
    const struct poptOption table[] = {
        {"list", 'l', POPT_ARG_NONE, &self.list, 0, "The names of all cases", NULL},
        {"bench", 'b', POPT_ARG_STRING, &self.only, 0,
         "Only cases with this in their name; =NAME: that one", "NAME"},
        {"repeats", 'r', POPT_ARG_INT | POPT_ARGFLAG_SHOW_DEFAULT, &self.repeats, 0,
         "After a warm-up", "N"},
        {"csv", 'c', POPT_ARG_STRING, &self.csv, 0, "The table, to a file too", "FILE"},
        {"no-instructions", 'n', POPT_ARG_NONE, &self.no_instructions, 0,
         "Do not count instructions, even if valgrind is there", NULL},
        {"smoke", 's', POPT_ARG_NONE, &self.smoke, 0, "A thousandth of everything: does it run?",
         NULL},
        {"once", 0, POPT_ARG_DOUBLE | POPT_ARGFLAG_DOC_HIDDEN, &self.once, 0, NULL, NULL},
        POPT_AUTOHELP POPT_TABLEEND,
    };
    poptContext context = poptGetContext("ccsim_bench", argc, argv, table, 0);
    const int ret = poptGetNextOpt(context);
    const char *more = poptGetArg(context);
    int status = EXIT_FAILURE;
    if (ret < -1) {
        fprintf(stderr, "ccsim_bench: %s: %s\n", poptBadOption(context, 0), poptStrerror(ret));
        status = 2;
    } else if (more != NULL || self.repeats < 1) {
        fprintf(stderr, "ccsim_bench: %s\n", more != NULL ? more : "--repeats must be >= 1");
        status = 2;
    } else {
        status = run(&self);
    }
    poptFreeContext(context);
    free(self.only);
    free(self.csv);
    return status;
}

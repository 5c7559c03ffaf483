/* ccsim_bench: how long things take. Figures of one machine compare with each other only;
 * instructions an item compare over time. */
#include "bench/bench.h"

#include <math.h>
#include <popt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *title;
    const bench_case *cases;
} tables[] = {
    {"The calendar", bench_calendar},   {"Random numbers", bench_random},
    {"Distributions", bench_dists},     {"By hand", bench_roofline},
    {"Centers", bench_centers},         {"Conversations", bench_messages},
    {"Cost as it grows", bench_growth}, {"The live view", bench_player},
    {"Sweeps", bench_sweeps},
};
#define N_TABLES (sizeof(tables) / sizeof(*tables))

typedef struct options {
    int list, repeats, smoke, no_instructions, markdown;
    char *only, *csv;
    double once; /* items; < 0: no */
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

static const bench_case *
find(const char *name)
{
    for (size_t t = 0; t < N_TABLES; t++) {
        for (const bench_case *is = tables[t].cases; is->name != NULL; is++) {
            if (strcmp(is->name, name) == 0) {
                return is;
            }
        }
    }
    return NULL;
}

static void
print_row(const bench_case *is, const bench_result *result)
{
    printf("%-40s %-11s %12.1f %12.1f %14.0f", is->name, is->unit, 1e9 * result->median,
           1e9 * result->minimum, 1 / result->median);
    print_number(result->instructions, " %12.0f");
    printf("  %s\n", result->note);
}

/* A cell, empty if there is nothing in it. */
static void
print_cell(double x, const char *format)
{
    printf(" |");
    if (!isnan(x)) {
        printf(format, x);
    }
}

static void
print_markdown(const bench_case *is, const bench_result *result)
{
    printf("| `%s` | %s", is->name, is->unit);
    const double ns = 1e9 * result->median;
    print_cell(ns < 1e5 ? ns : 1e-6 * ns, ns < 1e5 ? " %.1f ns" : " %.2f ms");
    print_cell(1 / result->median, " %.0f");
    print_cell(result->instructions, " %.0f");
    print_cell(result->ratio, " %.3f");
    printf(" | %s |\n", result->note);
}

static void
write_csv(FILE *table, const bench_case *is, const bench_result *result)
{
    fprintf(table, "%s,%s,%.2f,%.2f,%.0f,", is->name, is->unit, 1e9 * result->median,
            1e9 * result->minimum, 1 / result->median);
    if (!isnan(result->instructions)) {
        fprintf(table, "%.0f", result->instructions);
    }
    fprintf(table, isnan(result->ratio) ? "," : ",%.4f", result->ratio);
    fprintf(table, ",%s\n", result->note);
}

static bool
say_refused(const options *self, const bench_case *is, const char *why)
{
    if (!is->may_be_refused) {
        fprintf(stderr, "ccsim_bench: %s: %s\n", is->name, why);
        return false;
    }
    if (self->markdown) {
        printf("| `%s` | %s | | | | | refused: %s |\n", is->name, is->unit, why);
    } else {
        printf("%-40s %-11s refused: %s\n", is->name, is->unit, why);
    }
    if (self->table != NULL) {
        fprintf(self->table, "%s,%s,,,,,,refused\n", is->name, is->unit);
    }
    return true;
}

static bool
show(const options *self, const bench_case *is)
{
    const double share = self->smoke ? 1e-3 : 1;
    const bench_case *beside = is->beside != NULL ? find(is->beside) : NULL;
    /* A ratio is what may be compared between machines, noisy ones too. */
    const int repeats = self->smoke ? 1 : beside != NULL ? 3 * self->repeats : self->repeats;
    bench_result result;
    if (!bench_measure(is, beside, repeats, share, &result)) {
        return say_refused(self, is, result.note);
    }
    if (self->counts && beside == NULL) { /* cases measured in turns have rows of their own */
        result.instructions = bench_count_instructions(is, self->program);
    }
    (self->markdown ? print_markdown : print_row)(is, &result);
    if (self->table != NULL) {
        write_csv(self->table, is, &result);
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
    return self->once >= 0 ? bench_run_once(is, self->once) : show(self, is);
}

static void
print_heading(const options *self, const char *title)
{
    if (self->markdown) {
        printf(
            "\n### %s\n\n| case | item | time an item | items/s | instructions an item | ratio | "
            "what came out |\n|---|---|---|---|---|---|---|\n",
            title);
    } else {
        printf("%-40s %-11s %12s %12s %14s %12s\n", title, "item", "median ns", "minimum ns",
               "items/s", "instructions");
    }
}

static int
run(options *self)
{
    int n = 0;
    bool good = true;
    const bool is_table = !self->list && self->once < 0;
    self->counts = is_table && !self->smoke && !self->no_instructions && bench_can_count();
    if (self->csv != NULL) {
        self->table = fopen(self->csv, "w");
        if (self->table == NULL) {
            perror(self->csv);
            return EXIT_FAILURE;
        }
        fprintf(self->table, "name,unit,median_ns,minimum_ns,per_second,instructions,ratio,note\n");
    }
    for (size_t t = 0; t < N_TABLES; t++) {
        bool headed = !is_table;
        for (const bench_case *is = tables[t].cases; is->name != NULL; is++) {
            if (is_meant(self, is)) {
                if (!headed) {
                    print_heading(self, tables[t].title);
                    headed = true;
                }
                good = handle(self, is) && good;
                fflush(stdout);
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
    options self = {.repeats = 5, .once = -1, .program = argv[0]};
    const struct poptOption table[] = {
        {"list", 'l', POPT_ARG_NONE, &self.list, 0, "The names of all cases", NULL},
        {"bench", 'b', POPT_ARG_STRING, &self.only, 0,
         "Only cases with this in their name; =NAME: that one", "NAME"},
        {"repeats", 'r', POPT_ARG_INT | POPT_ARGFLAG_SHOW_DEFAULT, &self.repeats, 0,
         "After a warm-up", "N"},
        {"csv", 'c', POPT_ARG_STRING, &self.csv, 0, "The table, to a file too", "FILE"},
        {"markdown", 'm', POPT_ARG_NONE, &self.markdown, 0, "Print it for the documentation", NULL},
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

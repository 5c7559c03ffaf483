/* A warm-up, then repeats, each timed by itself: the minimum says what the code can do, the
 * median what it does beside its neighbours. */
#include "bench/bench.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

volatile double bench_sink;

static double
now(bool of_process)
{
    struct timespec t;
    clock_gettime(of_process ? CLOCK_PROCESS_CPUTIME_ID : CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static int
compare(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double
median(double *x, int n)
{
    qsort(x, (size_t)n, sizeof(*x), compare);
    return (x[(n - 1) / 2] + x[n / 2]) / 2;
}

/* s an item, of one repeat. */
static double
repeat(const bench_case *self, void *state, double share, double *items)
{
    const double begin = now(self->of_process);
    const double done = self->body(state, self->items * share);
    *items += done;
    return (now(self->of_process) - begin) / done;
}

static void
say_ratio(const bench_case *self, const double *sorted, int n, bench_result *result)
{
    char aim[32] = "";
    if (self->at_least > 0) {
        snprintf(aim, sizeof(aim), "; should be >= %.2f", self->at_least);
    } else if (self->at_most > 0) {
        snprintf(aim, sizeof(aim), "; should be <= %.2f", self->at_most);
    }
    snprintf(result->note, sizeof(result->note), "%s: %.3f of this (%.3f to %.3f)%s", self->beside,
             result->ratio, sorted[0], sorted[n - 1], aim);
}

bool
bench_measure(const bench_case *self, const bench_case *beside, int repeats, double share,
              bench_result *result)
{
    *result = (bench_result){.instructions = NAN, .ratio = NAN, .correct = true};
    double *each = calloc(2 * (size_t)repeats, sizeof(*each)), *ratio = each + repeats;
    double other_items = 0;
    void *state = NULL, *other = NULL;
    snprintf(result->note, sizeof(result->note), "out of memory");
    bool good = each != NULL && (state = self->setup(self, result->note)) != NULL &&
                (beside == NULL || (other = beside->setup(beside, result->note)) != NULL);
    if (!good) {
        goto out;
    }
    result->note[0] = '\0';
    self->body(state, self->items * share);
    if (beside != NULL) {
        beside->body(other, beside->items * share);
    }
    /* In turns: what the machine does to one it does to the other. */
    for (int j = 0; j < repeats; j++) {
        each[j] = repeat(self, state, share, &result->items);
        if (beside != NULL) {
            ratio[j] = repeat(beside, other, share, &other_items) / each[j];
        }
    }
    result->median = median(each, repeats);
    result->minimum = each[0];
    if (self->check != NULL) {
        result->correct = self->check(state, result->note, sizeof(result->note));
    }
    if (beside != NULL) {
        result->ratio = median(ratio, repeats);
        say_ratio(self, ratio, repeats, result);
    }
out:
    if (state != NULL) {
        self->free(state);
    }
    if (other != NULL) {
        beside->free(other);
    }
    free(each);
    return good;
}

bool
bench_run_once(const bench_case *self, double items)
{
    char why[BENCH_NOTE] = "out of memory";
    void *state = self->setup(self, why);
    if (state == NULL) {
        fprintf(stderr, "ccsim_bench: %s: %s\n", self->name, why);
        return false;
    }
    printf("items %.0f\n", self->body(state, items));
    self->free(state);
    return true;
}

/* ---- what came out ---- */

void
bench_share_add(bench_share *self, double part, double whole)
{
    self->n++;
    self->part += part;
    self->whole += whole;
    self->part_sq += part * part;
    self->whole_sq += whole * whole;
    self->product += part * whole;
}

double
bench_share_error(const bench_share *self)
{
    const double p = self->part / self->whole;
    const double squares = self->part_sq - 2 * p * self->product + p * p * self->whole_sq;
    return sqrt(fmax(0, squares) * self->n / (self->n - 1)) / self->whole;
}

bool
bench_share_check(const bench_share *self, double exact, char *note, size_t size)
{
    const double p = self->part / self->whole, error = bench_share_error(self);
    if (self->n < 3 || exact == 0) {
        snprintf(note, size, "P(ab) %.6f", p);
        return true;
    }
    snprintf(note, size, "P(ab) %.6f +- %.6f; exact %.6f", p, error, exact);
    return fabs(p - exact) <= 5 * error;
}

/* ---- valgrind ---- */

bool
bench_can_count(void)
{
    return system("valgrind --version >/dev/null 2>&1") == 0;
}

static bool
count(const bench_case *self, const char *program, double items, double *done, double *instructions)
{
    char command[1024], line[256];
    snprintf(command, sizeof(command),
             "valgrind --tool=callgrind --callgrind-out-file=/dev/null '%s' -b '=%s' --once=%.0f "
             "2>&1",
             program, self->name, items);
    FILE *pipe = popen(command, "r");
    if (pipe == NULL) {
        return false;
    }
    *done = *instructions = NAN;
    while (fgets(line, sizeof(line), pipe) != NULL) {
        const char *collected = strstr(line, "Collected : ");
        if (strncmp(line, "items ", 6) == 0) {
            *done = strtod(line + 6, NULL);
        } else if (collected != NULL) {
            *instructions = strtod(collected + 12, NULL);
        }
    }
    return pclose(pipe) == 0 && isfinite(*done) && isfinite(*instructions);
}

double
bench_count_instructions(const bench_case *self, const char *program)
{
    double n[2], i[2];
    const double less = self->whole ? 0 : fmax(1, self->items / 64);
    const double more = self->whole ? 1 : 4 * less;
    if (!count(self, program, less, &n[0], &i[0]) || !count(self, program, more, &n[1], &i[1])) {
        return NAN;
    }
    return (i[1] - i[0]) / (n[1] - n[0]);
}

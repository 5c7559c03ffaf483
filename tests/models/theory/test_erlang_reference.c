/* Every figure of `ccsim erlang` to 1e-9 of itself, against tests/models/theory/erlang_reference.csv,
 * which tests/models/theory/erlang_reference.py makes in 40 digits. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "models/language/dist_text.h"
#include "models/theory/erlang_patience.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define REFERENCE CCSIM_SOURCE_DIR "/tests/models/theory/erlang_reference.csv"
#define FIELDS 29
enum { MODEL, CALLS, PERIOD, SERVICE_TIME, AGENTS, PATIENCE, THRESHOLD, FIRST_FIGURE };

typedef struct row {
    char text[1024];
    char *field[FIELDS];
    cc_erlang_model model;
    cc_erlang input;
    sim_dist dist;
    double list[2][2];
    cc_erlang_patience patience;
} row;

static void *table[64]; /* of distributions; freed at the end */
static int n_tables;

static void *
allocate(size_t bytes, void *unused)
{
    (void)unused;
    assert_true(n_tables < (int)(sizeof(table) / sizeof(*table)));
    return table[n_tables++] = malloc(bytes);
}

/* "lognormal 180 1.3": parameters in order of declaration. */
static void
read_law(row *self)
{
    char name[32];
    double p[2] = {NAN, NAN};
    assert_true(sscanf(self->field[PATIENCE], "%31s %lf %lf", name, &p[0], &p[1]) >= 2);
    self->dist = (sim_dist){.type = sim_dist_find(name), .p = {p[0], p[1], NAN, NAN}};
    assert_non_null(self->dist.type);
    if (strcmp(name, "hyperexponential") == 0) {
        memcpy(self->list[0], p, sizeof(p));
        memcpy(self->list[1], (double[]){1, 3}, sizeof(p));
        self->dist.list[0] = self->list[0];
        self->dist.list[1] = self->list[1];
        self->dist.n_list[0] = self->dist.n_list[1] = 2;
    }
    assert_null(sim_dist_setup(&self->dist, allocate, NULL));
    assert_int_equal(cc_erlang_patience_init(&self->patience, &self->dist, &self->input), SIM_OK);
}

static bool
read_row(row *self, FILE *file)
{
    memset(self, 0, sizeof(*self));
    if (fgets(self->text, sizeof(self->text), file) == NULL) {
        return false;
    }
    self->text[strcspn(self->text, "\n")] = '\0';
    char *at = self->text;
    for (int j = 0; j < FIELDS; j++) {
        self->field[j] = at;
        at += strcspn(at, ",");
        assert_int_equal(*at, j + 1 < FIELDS ? ',' : '\0');
        *at++ = '\0';
    }
    self->model = self->field[MODEL][0] == 'b'   ? CC_ERLANG_B
                  : self->field[MODEL][0] == 'c' ? CC_ERLANG_C
                                                 : CC_ERLANG_A;
    self->input = (cc_erlang){.calls = strtod(self->field[CALLS], NULL),
                              .period = strtod(self->field[PERIOD], NULL),
                              .service_time = strtod(self->field[SERVICE_TIME], NULL),
                              .agents = strtod(self->field[AGENTS], NULL),
                              .threshold = strtod(self->field[THRESHOLD], NULL)};
    if (self->model == CC_ERLANG_A) {
        read_law(self);
    }
    return true;
}

/* The first row, its names being those of the table. */
static FILE *
open_reference(void)
{
    FILE *file = fopen(REFERENCE, "r");
    assert_non_null(file);
    char names[1024];
    assert_non_null(fgets(names, sizeof(names), file));
    const char *at = names;
    for (int j = 0; j < FIRST_FIGURE; j++) {
        at = strchr(at, ',') + 1;
    }
    for (const cc_erlang_figure *figure = cc_erlang_figure_table; figure->name != NULL; figure++) {
        size_t n = strlen(figure->name);
        assert_int_equal(strncmp(at, figure->name, n), 0);
        at += n + 1;
    }
    return file;
}

static bool
is_right(const row *self, const cc_erlang_figures *figures, int j)
{
    const cc_erlang_figure *figure = &cc_erlang_figure_table[j];
    const char *text = self->field[FIRST_FIGURE + j];
    double value = cc_erlang_figure_value(figure, figures);
    if (text[0] == '\0' || isnan(value)) {
        return isnan(value) == (text[0] == '\0');
    }
    double expected = strtod(text, NULL);
    double scale = fabs(expected);
    if (strncmp(figure->name, "wait_p", 6) == 0 && figures->mean_wait_delayed > scale) {
        scale = figures->mean_wait_delayed; /* a quantile is 0 up to where it starts to rise */
    }
    return fabs(value - expected) <= 1e-9 * scale + 1e-300;
}

static void
every_figure_is_right_to_nine_digits(void **state)
{
    (void)state;
    FILE *file = open_reference();
    static row r;
    int n_rows = 0;
    int n_wrong = 0;
    while (read_row(&r, file)) {
        cc_erlang_figures figures;
        int ret = cc_erlang_solve(r.model, &r.input, &figures);
        if (ret != SIM_OK) {
            fprintf(stderr, "%s calls %s period %s service %s agents %s patience %s: refused %d\n",
                    r.field[MODEL], r.field[CALLS], r.field[PERIOD], r.field[SERVICE_TIME],
                    r.field[AGENTS], r.field[PATIENCE], ret);
            n_wrong++;
        }
        for (int j = 0; ret == SIM_OK && cc_erlang_figure_table[j].name != NULL; j++) {
            if (!is_right(&r, &figures, j)) {
                n_wrong++;
                fprintf(stderr,
                        "%s calls %s period %s service %s agents %s patience %s t %s: "
                        "%s is %.17g, not %s\n",
                        r.field[MODEL], r.field[CALLS], r.field[PERIOD], r.field[SERVICE_TIME],
                        r.field[AGENTS], r.field[PATIENCE], r.field[THRESHOLD],
                        cc_erlang_figure_table[j].name,
                        cc_erlang_figure_value(&cc_erlang_figure_table[j], &figures),
                        r.field[FIRST_FIGURE + j]);
            }
        }
        cc_erlang_patience_free(&r.patience);
        n_rows++;
    }
    fclose(file);
    while (n_tables > 0) {
        free(table[--n_tables]);
    }
    assert_int_equal(n_wrong, 0);
    assert_true(n_rows >= 370);
}

/* A thousandth leaves at 4 s: a jump so small that it has to be looked for where it is. */
static double
wait_of_those_who_leave(const char *text)
{
    sim_dist dist;
    cc_refusal refusal;
    cc_arena *arena = cc_arena_new();
    cc_erlang_patience patience;
    cc_erlang_figures figures;
    cc_erlang input = {
        .calls = 20500, .period = 3600, .service_time = 180, .agents = 1000, .threshold = 20};
    assert_int_equal(cc_dist_parse(&dist, "patience", text, arena, &refusal), SIM_OK);
    assert_int_equal(cc_erlang_patience_init(&patience, &dist, &input), SIM_OK);
    assert_int_equal(cc_erlang_solve(CC_ERLANG_A, &input, &figures), SIM_OK);
    cc_erlang_patience_free(&patience);
    cc_arena_free(arena);
    return figures.mean_wait_abandoned;
}

static void
a_law_that_is_shifted_as_a_whole_or_in_its_parts_is_the_same(void **state)
{
    (void)state;
    const double whole = wait_of_those_who_leave(
        "{ dist = \"shifted\"; by = \"1 s\"; of = { dist = \"mixture\"; weights = (1, 1000);"
        " parts = (\"3 s\", { dist = \"exponential\"; mean = \"100 s\"; }); }; }");
    const double parts = wait_of_those_who_leave(
        "{ dist = \"mixture\"; weights = (1, 1000); parts = (\"4 s\", { dist = \"shifted\";"
        " by = \"1 s\"; of = { dist = \"exponential\"; mean = \"100 s\"; }; }); }");
    assert_true(fabs(whole - parts) <= 1e-10 * parts);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_figure_is_right_to_nine_digits),
        cmocka_unit_test(a_law_that_is_shifted_as_a_whole_or_in_its_parts_is_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* ccsim rerun STORE --point N --replication M: one row of a sweep once more, without the files of the plan. */
#include "cli/options.h"
#include "cli/output.h"
#include "cli/values.h"
#include "cli/verb.h"
#include "experiment/store/recall.h"
#include "experiment/sweep/rerun.h"
#include "models/language/units.h"
#include "report/tabular.h"

#include <inttypes.h>
#include <string.h>

#define VERB "rerun"

enum { TEXT, CSV, JSON };
static const char *const formats[] = {"text", "csv", "json", NULL};

typedef struct request {
    const char *plan, *point, *replication, *format, *out;
    /* what they mean */
    int n_format;
    uint64_t n_point, n_replication;
} request;

static int
read_request(request *self)
{
    if (!cli_read_choice(VERB, "--format", self->format, formats, &self->n_format)) {
        return CLI_USAGE;
    }
    if (self->point == NULL || !cc_whole_parse(self->point, 1, XP_MAX_POINTS, &self->n_point)) {
        return cli_usage(VERB, "--point %s: must be a whole number from 1 to %d",
                         self->point == NULL ? "is needed" : self->point, XP_MAX_POINTS);
    }
    if (self->replication == NULL ||
        !cc_whole_parse(self->replication, 1, 1000000000, &self->n_replication)) {
        return cli_usage(VERB, "--replication %s: must be a whole number from 1 to 10^9",
                         self->replication == NULL ? "is needed" : self->replication);
    }
    return -1;
}

/* ---- writing ---- */

static const char *
verdict_of(const xp_rerun *it)
{
    return it->verdict == XP_RERUN_SAME      ? "the same as in the store, bit for bit"
           : it->verdict == XP_RERUN_DIFFERS ? "NOT the same as in the store"
                                             : "not in the store: there is nothing to compare with";
}

static void
write_number(FILE *file, double x, const char *otherwise)
{
    if (isnan(x)) {
        fprintf(file, " %14s", otherwise);
    } else {
        fprintf(file, " %14.10g", x);
    }
}

static void
write_line(FILE *file, const char *name, const char *scope, double value, const cc_sample *sums)
{
    char text[400];
    snprintf(text, sizeof(text), "%s%s%s", name, scope[0] == '\0' ? "" : " ", scope);
    if (strlen(text) > 34) { /* it has a line of its own */
        fprintf(file, "%s\n%34s", text, "");
    } else {
        fprintf(file, "%-34s", text);
    }
    write_number(file, value, "-");
    write_number(file, sums->num, "");
    write_number(file, sums->den, "");
    putc('\n', file);
}

static int
write_text(FILE *file, const xp_rerun *it)
{
    const cc_sample none = {.num = NAN, .den = NAN};
    fprintf(file,
            "Point %zu, replication %" PRIu64 ": scenario %016" PRIx64 ", seed %" PRIu64
            ";\n%s.\n\n",
            it->point + 1, it->replication + 1, it->scenario, it->seed, verdict_of(it));
    fprintf(file, "%-34s %14s %14s %14s\n", "", "value", "numerator", "denominator");
    for (size_t j = 0; j < it->n; j++) {
        write_line(file, it->sampled[j].name, it->sampled[j].scope, it->sample[j].value,
                   &it->sample[j].sums);
    }
    for (size_t j = 0; j < it->sweep->n_outputs; j++) {
        if (it->sweep->output[j].is_own) {
            write_line(file, it->sweep->output[j].name, "", it->own[j], &none);
        }
    }
    return ferror(file) ? SIM_ERR_IO : SIM_OK;
}

static void
write_row(xp_tabular *table, const xp_rerun *it, const char *kpi, const char *scope,
          const char *unit, double value, const cc_sample *sums)
{
    xp_tabular_whole(table, it->point + 1);
    xp_tabular_whole(table, it->replication + 1);
    xp_tabular_text(table, kpi);
    xp_tabular_text(table, scope);
    xp_tabular_text(table, unit);
    xp_tabular_number(table, sums->num);
    xp_tabular_number(table, sums->den);
    xp_tabular_number(table, value);
    xp_tabular_text(table, it->verdict == XP_RERUN_SAME      ? "same"
                           : it->verdict == XP_RERUN_DIFFERS ? "differs"
                                                             : "new");
    xp_tabular_row(table);
}

static int
write_rows(FILE *file, const xp_rerun *it, xp_tabular_format format)
{
    static const char *const names[] = {"point",     "replication", "kpi",   "scope", "unit",
                                        "numerator", "denominator", "value", "stored"};
    const cc_sample none = {.num = NAN, .den = NAN};
    xp_tabular table;
    int ret = xp_tabular_begin(&table, format, file, NULL, names, 9);
    for (size_t j = 0; j < it->n && ret == SIM_OK; j++) {
        write_row(&table, it, it->sampled[j].name, it->sampled[j].scope,
                  xp_sampled_unit(&it->sampled[j]), it->sample[j].value, &it->sample[j].sums);
    }
    for (size_t j = 0; j < it->sweep->n_outputs && ret == SIM_OK; j++) {
        if (it->sweep->output[j].is_own) {
            write_row(&table, it, it->sweep->output[j].name, NULL, NULL, it->own[j], &none);
        }
    }
    const int end = xp_tabular_end(&table);
    return ret == SIM_OK ? end : ret;
}

static int
say(const request *self, const xp_rerun *it)
{
    cli_output output = {0};
    if (it->verdict == XP_RERUN_FAILED) {
        return cli_failed(VERB, "point %zu, replication %" PRIu64 " fails%s: %s", it->point + 1,
                          it->replication + 1, it->failed_before ? " once more" : "",
                          it->failure.text);
    }
    int status = cli_output_open(&output, VERB, "--out", self->out);
    if (status != CLI_OK) {
        return status;
    }
    const int ret =
        self->n_format == TEXT
            ? write_text(output.file, it)
            : write_rows(output.file, it, self->n_format == CSV ? XP_TABULAR_CSV : XP_TABULAR_JSON);
    status = ret == SIM_OK ? cli_output_commit_one(&output, VERB)
                           : cli_failed(VERB, "%s", sim_strerror(ret));
    cli_output_abort(&output);
    if (status == CLI_OK && (it->verdict == XP_RERUN_DIFFERS || it->failed_before)) {
        return cli_failed(VERB, "point %zu, replication %" PRIu64 ": %s", it->point + 1,
                          it->replication + 1,
                          it->failed_before ? "has failed before, and does not fail now"
                                            : "is not what the store has");
    }
    return status;
}

/* ---- the verb ---- */

static int
end_with(int ret, const cc_refusal *refusal)
{
    return ret == SIM_OK ? -1
           : ret == SIM_ERR_REFUSED
               ? cli_refused(VERB, "%s", refusal->text)
               : cli_failed(VERB, "%s",
                            refusal->text[0] != '\0' ? refusal->text : sim_strerror(ret));
}

static int
carry_out(request *self, const char *path)
{
    xp_store *store = NULL;
    xp_sweep sweep = {0};
    xp_rerun it = {0};
    cc_refusal refusal = {""};
    int status = read_request(self);
    if (status >= 0) {
        return status;
    }
    status = end_with(xp_store_open(&store, path, XP_STORE_READ, &refusal), &refusal);
    if (status < 0) {
        status = end_with(xp_recall_plan(&sweep, store, self->plan, &refusal), &refusal);
        if (status < 0) {
            status = end_with(xp_rerun_make(&it, store, &sweep, (size_t)self->n_point - 1,
                                            self->n_replication - 1, &refusal),
                              &refusal);
            status = status < 0 ? say(self, &it) : status;
            xp_rerun_free(&it);
            xp_sweep_free(&sweep);
        }
    }
    xp_store_close(store);
    return status;
}

static int
run(int argc, const char **argv)
{
    request typed = {.format = "text"};
    const struct poptOption table[] = {
        CLI_STRING("point", typed.point, "Which point of the plan, from 1", "N"),
        CLI_STRING("replication", typed.replication, "Which replication, from 1", "N"),
        CLI_STRING("plan", typed.plan, "Of which plan, by its hash (the only one there is)",
                   "HASH"),
        CLI_STRING("format", typed.format, "text, csv or json", "FORMAT"),
        CLI_STRING("out", typed.out, "Write there instead of stdout", "FILE"),
        POPT_TABLEEND,
    };
    cli_options options;
    int status = cli_options_read(&options, table, "[OPTION...] STORE", argc, argv);
    status = status < 0 ? cli_options_one(&options, VERB, "store") : status;
    if (status < 0) {
        status = carry_out(&typed, options.arguments[0]);
    }
    cli_options_free(&options);
    return status;
}

const cli_verb_type cli_verb_rerun = {
    .name = "rerun",
    .summary = "one replication of a sweep once more, held against the store",
    .run = run,
};

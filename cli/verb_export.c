/* ccsim export STORE: what a sweep has found, for people and for other programs; without the files of the plan. */
#include "cli/options.h"
#include "cli/output.h"
#include "cli/values.h"
#include "cli/verb.h"
#include "report/sweep.h"
#include "report/sweep_rows.h"

#include <string.h>

#define VERB "export"

enum { TEXT, CSV, JSON, XLSX, SQL, PARQUET };
static const char *const formats[] = {"text", "csv", "json", "xlsx", "sql", "parquet", NULL};
static const char *const shapes[] = {"long", "wide", NULL};

typedef struct request {
    const char *plan, *rows, *shape, *format, *style, *out;
    int all;
    /* what they mean */
    int n_rows, n_shape, n_format;
    const xp_csv_style *csv_style;
} request;

static int
refuse_parquet(void)
{
    return cli_usage(VERB,
                     "--format parquet: no library of Debian writes it; pandas and DuckDB make "
                     "it of the store or of CSV: see \"Parquet\" in docs/export.md");
}

static int
find_style(request *self)
{
    self->csv_style = xp_csv_styles;
    while (self->csv_style->name != NULL && strcmp(self->csv_style->name, self->style) != 0) {
        self->csv_style++;
    }
    if (self->csv_style->name == NULL) {
        return cli_usage(VERB, "--csv-style %s: must be plain, excel-de, excel-es or excel-it",
                         self->style);
    }
    if (self->csv_style != xp_csv_styles && self->n_format != CSV) {
        return cli_usage(VERB, "--csv-style: must be with --format csv");
    }
    return -1;
}

static int
read_request(request *self)
{
    const char *format = self->format != NULL ? self->format : self->rows == NULL ? "text" : "csv";
    if (!cli_read_choice(VERB, "--format", format, formats, &self->n_format) ||
        !cli_read_choice(VERB, "--rows", self->rows == NULL ? "estimates" : self->rows,
                         xp_sweep_rows_names, &self->n_rows) ||
        !cli_read_choice(VERB, "--shape", self->shape == NULL ? "long" : self->shape, shapes,
                         &self->n_shape)) {
        return CLI_USAGE;
    }
    if (self->n_format == PARQUET) {
        return refuse_parquet();
    }
    if (self->n_format == XLSX && self->out == NULL) {
        return cli_usage(VERB, "--format xlsx: needs --out FILE.xlsx");
    }
    if (self->rows != NULL && (self->n_format == TEXT || self->n_format == SQL)) {
        return cli_usage(VERB, "--rows: must be with --format csv, json or xlsx");
    }
    if (self->shape != NULL && self->rows == NULL && self->n_format != CSV &&
        self->n_format != XLSX) {
        return cli_usage(VERB, "--shape: is of rows: say which by --rows");
    }
    if (self->n_shape == 1 && self->n_rows > XP_ROWS_REPLICATIONS) {
        return cli_usage(VERB, "--shape wide: is of estimates, differences and replications");
    }
    if (self->plan != NULL && self->n_format == SQL) {
        return cli_usage(VERB, "--plan: --format sql is of the whole store");
    }
    return find_style(self);
}

/* ---- writing ---- */

static int
fail(const request *self, int ret, const xp_store *store, const cc_refusal *refusal)
{
    if (refusal->text[0] != '\0') {
        return ret == SIM_ERR_REFUSED ? cli_refused(VERB, "%s", refusal->text)
                                      : cli_failed(VERB, "%s", refusal->text);
    }
    if (ret == SIM_ERR_LIMIT) {
        return cli_failed(VERB,
                          "a sheet holds %d rows and %d columns, and these are more: take "
                          "--format csv",
                          XP_TABULAR_ROWS + 1, XP_TABULAR_COLUMNS);
    }
    if (ret == SIM_ERR_PARAM && self->n_format == XLSX) {
        return cli_failed(VERB, "this program makes no workbooks: build it where there is "
                                "libxlsxwriter");
    }
    const char *problem = xp_store_problem(store);
    return cli_failed(VERB, "%s", problem[0] != '\0' ? problem : sim_strerror(ret));
}

static int
write_findings(const request *self, FILE *file, const xp_findings *findings, const char *path,
               cc_refusal *refusal)
{
    static const xp_tabular_format tabular[] = {
        [CSV] = XP_TABULAR_CSV, [JSON] = XP_TABULAR_JSON, [XLSX] = XP_TABULAR_XLSX};
    const xp_sweep_report report = {
        .findings = findings, .store = path, .rows = self->all != 0 ? 0 : 20};
    if (self->n_format == TEXT) {
        return xp_report_sweep(file, &report);
    }
    if (self->n_format == JSON && self->rows == NULL) {
        return xp_report_sweep_json(file, &report);
    }
    return xp_sweep_rows_write(file, findings, (xp_sweep_rows)self->n_rows, self->n_shape == 1,
                               tabular[self->n_format], self->csv_style, refusal);
}

static int export(const request *self, xp_store *store, const char *path, FILE *file)
{
    cc_refusal refusal = {""};
    xp_sweep sweep;
    xp_findings findings;
    if (self->n_format == SQL) {
        const int ret = xp_store_dump(store, file);
        return ret == SIM_OK ? -1 : fail(self, ret, store, &refusal);
    }
    int ret = xp_recall_plan(&sweep, store, self->plan, &refusal);
    if (ret != SIM_OK) {
        return fail(self, ret, store, &refusal);
    }
    ret = xp_findings_make(&findings, &sweep, store, &refusal);
    if (ret == SIM_OK) {
        ret = write_findings(self, file, &findings, path, &refusal);
        xp_findings_free(&findings);
    }
    xp_sweep_free(&sweep);
    return ret == SIM_OK ? -1 : fail(self, ret, store, &refusal);
}

/* The store is a file that is read. */
static int
open_output(const request *self, const char *path, cli_output *output)
{
    int status = cli_output_open(output, VERB, "--out", self->out);
    if (status == CLI_OK) {
        status = cli_output_spares_file(output, VERB, path);
    }
    return status == CLI_OK ? -1 : status;
}

static int
carry_out(request *self, const char *path)
{
    cli_output output = {0};
    xp_store *store = NULL;
    cc_refusal refusal = {""};
    int status = read_request(self);
    if (status < 0) {
        const int ret = xp_store_open(&store, path, XP_STORE_READ, &refusal);
        status = ret == SIM_OK             ? -1
                 : ret == SIM_ERR_REFUSED  ? cli_refused(VERB, "%s", refusal.text)
                 : refusal.text[0] != '\0' ? cli_failed(VERB, "%s", refusal.text)
                                           : cli_failed(VERB, "%s: %s", path, sim_strerror(ret));
    }
    status = status < 0 ? open_output(self, path, &output) : status;
    status = status < 0 ? export(self, store, path, output.file) : status;
    if (status < 0) {
        status = cli_output_commit_one(&output, VERB);
    }
    cli_output_abort(&output);
    xp_store_close(store);
    return status;
}

static int
run(int argc, const char **argv)
{
    request typed = {.style = "plain"};
    const struct poptOption table[] = {
        CLI_STRING("plan", typed.plan, "Of which plan, by its hash (the only one there is)",
                   "HASH"),
        CLI_STRING("format", typed.format,
                   "text, csv, json, xlsx, or sql: all that is in the store (text; of rows csv)",
                   "FORMAT"),
        CLI_STRING("rows", typed.rows,
                   "Of csv, json, xlsx: estimates, differences, replications, points, effects",
                   "WHAT"),
        CLI_STRING("shape", typed.shape,
                   "long: a line for each output; wide: columns for each (long)", "SHAPE"),
        CLI_STRING("csv-style", typed.style,
                   "plain, or as a spreadsheet there reads it: excel-de, excel-es, excel-it",
                   "STYLE"),
        CLI_SWITCH("all", typed.all, "Of text: all points, not the highest and lowest"),
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

const cli_verb_type cli_verb_export = {
    .name = "export",
    .summary = "what a sweep has found, as text, CSV, JSON, a workbook or SQL",
    .run = run,
};

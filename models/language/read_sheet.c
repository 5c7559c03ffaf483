#include "models/language/read_sheet.h"

#include "models/language/hint.h"
#include "models/language/settings.h"
#include "models/language/source.h"
#include "models/language/units.h"
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const separators[] = {",", ";", "tab", "|", NULL};
static const char *const decimals[] = {".", ",", NULL};
static const char *const orders[] = {"dmy", "mdy", NULL};

const cc_setting cc_settings_sheet[] = {
    {.name = "file",
     .kind = CC_SET_TEXT,
     .normal = "must be given",
     .doc = "A CSV file with a header, relative to the file that names it."},
    {.name = "where",
     .kind = CC_SET_SPECIAL,
     .is_policy = true,
     .type = "texts by column",
     .normal = "all rows",
     .doc = "Only rows with that text in that column: { queue = \"Billing\"; }."},
    {.name = "separator",
     .kind = CC_SET_CHOICE,
     .words = separators,
     .is_policy = true,
     .normal = "recognised",
     .doc = "What separates its fields."},
    {.name = "decimal",
     .kind = CC_SET_CHOICE,
     .words = decimals,
     .is_policy = true,
     .normal = "comma where semicolons separate, else point",
     .doc = "The decimal mark of its numbers."},
    {.name = "encoding",
     .kind = CC_SET_TEXT,
     .is_policy = true,
     .normal = "UTF-8, or UTF-16 as its first bytes say",
     .doc = "As iconv knows it: \"latin-1\", \"windows-1252\"."},
    {.name = "date_order",
     .kind = CC_SET_CHOICE,
     .words = orders,
     .is_policy = true,
     .normal = "as its dates prove",
     .doc = "Whether day or month is first in dates like 03/04/2024."},
    {.name = "zone",
     .kind = CC_SET_TEXT,
     .is_policy = true,
     .normal = "run.zone",
     .doc = "To whose clock its times in UTC are brought, if another than the house's."},
    {.name = NULL},
};

/* Of the group that names the file, unless `--set` named it. */
static const cc_value *
place_of(const cc_value *file)
{
    return file->line > 0 && file->parent != NULL ? file->parent : file;
}

void
cc_read_refuse_field(cc_reader *self, const cc_read_rows *rows, size_t row, size_t column,
                     const char *rule)
{
    if (self->error == SIM_OK) {
        cc_refusal found;
        (void)cc_sheet_refuse(rows->sheet, row, column, rule, &found);
        cc_read_refuse(self, place_of(rows->file), "%s", found.text);
    }
}

void
cc_read_refuse_file(cc_reader *self, const cc_read_rows *rows, const char *format, ...)
{
    if (self->error == SIM_OK) {
        char text[768];
        va_list list;
        va_start(list, format);
        vsnprintf(text, sizeof(text), format, list);
        va_end(list);
        cc_read_refuse(self, place_of(rows->file), "%.300s: %s", rows->path, text);
    }
}

static void
read_form(cc_reader *self, const cc_layers *in, cc_sheet_said *said)
{
    const cc_value *separator = cc_layers_get(in, "separator"),
                   *decimal = cc_layers_get(in, "decimal"),
                   *encoding = cc_layers_get(in, "encoding"),
                   *date_order = cc_layers_get(in, "date_order");
    if (separator != NULL) {
        said->separator = ",;\t|"[cc_read_word(self, separator, separators)];
    }
    if (decimal != NULL) {
        said->decimal = ".,"[cc_read_word(self, decimal, decimals)];
    }
    if (encoding != NULL) {
        said->encoding = cc_read_keep(self, cc_read_text(self, encoding));
    }
    if (date_order != NULL) {
        said->order = cc_read_word(self, date_order, orders) == 0 ? CC_ORDER_DMY : CC_ORDER_MDY;
    }
}

static void
write_text(cc_writer *writer, const char *name, const char *text)
{
    cc_write_name(writer, name);
    cc_write_text(writer, text);
    cc_write_end(writer);
}

void
cc_write_sheet(cc_writer *writer, const cc_sheet_said *said)
{
    if (said->separator != '\0') {
        write_text(writer, "separator",
                   said->separator == '\t' ? "tab" : (char[2]){said->separator, '\0'});
    }
    if (said->decimal != '\0') {
        write_text(writer, "decimal", (char[2]){said->decimal, '\0'});
    }
    if (said->encoding != NULL) {
        write_text(writer, "encoding", said->encoding);
    }
    if (said->order != CC_ORDER_UNKNOWN) {
        write_text(writer, "date_order", orders[said->order == CC_ORDER_DMY ? 0 : 1]);
    }
    if (said->zone != NULL) {
        write_text(writer, "zone", said->zone);
    }
    if (said->n_where == 0) {
        return;
    }
    cc_write_name(writer, "where");
    for (size_t j = 0; j < said->n_where; j++) {
        const bool same = j > 0 && strcmp(said->where[2 * j], said->where[2 * j - 2]) == 0;
        if (!same) {
            cc_write_raw(writer, "%s", j == 0 ? "((" : "), (");
            cc_write_text(writer, said->where[2 * j]);
        }
        cc_write_raw(writer, ", ");
        cc_write_text(writer, said->where[2 * j + 1]);
    }
    cc_write_raw(writer, "))");
    cc_write_end(writer);
}

int
cc_read_column(cc_reader *self, const cc_value *at, const cc_sheet *sheet, const char *name)
{
    const int found = cc_sheet_column(sheet, name);
    if (found < 0 && self->error == SIM_OK) {
        char text[700];
        cc_read_refuse(self, at, "%.200s %s", sheet->file,
                       cc_sheet_no_column(sheet, name, text, sizeof(text)));
    }
    return found < 0 ? -1 : found;
}

cc_date_order
cc_read_order(cc_reader *self, const cc_read_rows *rows, size_t column)
{
    cc_date_order order = rows->said.order;
    if (order == CC_ORDER_UNKNOWN && self->error == SIM_OK) {
        cc_refusal found;
        if (cc_moment_order(rows->sheet, column, &order, &found) != SIM_OK) {
            cc_read_refuse(self, place_of(rows->file), "%s", found.text);
        }
    }
    return order;
}

/* ---- zones ---- */

const cc_zone *
cc_read_zone(cc_reader *self, const cc_value *value, const char **name)
{
    char reason[CC_REASON_MAX];
    cc_zone zone = {0};
    *name = cc_read_keep(self, cc_read_text(self, value));
    if (self->error != SIM_OK) {
        return NULL;
    }
    const int ret = cc_zone_init(&zone, *name, reason);
    if (ret != SIM_OK) {
        ret == SIM_ERR_REFUSED ? cc_read_refuse(self, value, "%s (is \"%.40s\")", reason, *name)
                               : cc_read_no_memory(self);
        return NULL;
    }
    cc_zone *kept = cc_read_alloc(self, 1, sizeof(*kept));
    int64_t *from = cc_read_alloc(self, zone.n + 1, sizeof(*from));
    double *ahead = cc_read_alloc(self, zone.n + 1, sizeof(*ahead));
    if (self->error == SIM_OK) {
        for (size_t j = 0; j < zone.n; j++) {
            from[j] = zone.from[j];
            ahead[j] = zone.ahead[j];
        }
        *kept = (cc_zone){.fixed = zone.fixed, .n = zone.n, .from = from, .ahead = ahead};
    }
    cc_zone_free(&zone);
    return self->error == SIM_OK ? kept : NULL;
}

const char *
cc_read_moment(const cc_read_rows *rows, size_t row, size_t column, cc_date_order order,
               cc_moment *out)
{
    if (!cc_moment_parse(cc_sheet_field(rows->sheet, row, column), order, out)) {
        return "must be a time of day, or a date and a time";
    }
    if (!out->has_zone) {
        return NULL;
    }
    if (rows->zone == NULL) {
        return "says when it is in UTC or another zone: set run.zone, e.g. \"Europe/Berlin\"";
    }
    const double utc = (double)out->day * CC_DAY + out->time - out->zone;
    const double local = utc + cc_zone_ahead(rows->zone, utc);
    out->day = (long)floor(local / CC_DAY);
    out->time = local - (double)out->day * CC_DAY;
    out->has_zone = false;
    return NULL;
}

/* ---- where ---- */

/* "a", "b", "c" ...: what a column says, each once. */
static void
list_words(const cc_read_rows *rows, const size_t *row, size_t column, char *text, size_t size)
{
    enum { MOST = 8 };
    const char *seen[MOST];
    int n_seen = 0;
    size_t n = 0;
    text[0] = '\0';
    for (size_t j = 0; j < rows->n; j++) {
        const char *field = cc_sheet_field(rows->sheet, row[j], column);
        bool is_new = true;
        for (int k = 0; k < n_seen; k++) {
            is_new = is_new && strcmp(field, seen[k]) != 0;
        }
        if (is_new && n_seen == MOST) {
            snprintf(text + n, size - n, " ...");
            return;
        }
        if (is_new) {
            seen[n_seen++] = field;
            n += (size_t)snprintf(text + n, size - n, "%s\"%.40s\"", n_seen > 1 ? ", " : "", field);
        }
    }
}

/* Leaves the rows whose field is the text, or one of the texts. */
static void
keep_where(cc_reader *self, const cc_value *at, cc_read_rows *rows, const char *const *pair,
           size_t n_texts, size_t *row)
{
    const int column = cc_read_column(self, at, rows->sheet, pair[0]);
    if (self->error != SIM_OK) {
        return;
    }
    char words[480], near[64] = "";
    list_words(rows, row, (size_t)column, words, sizeof(words));
    size_t kept = 0;
    for (size_t j = 0; j < rows->n; j++) {
        const char *field = cc_sheet_field(rows->sheet, row[j], (size_t)column);
        bool is_one = false;
        for (size_t k = 0; k < n_texts; k++) {
            is_one = is_one || strcmp(field, pair[2 * k + 1]) == 0;
        }
        if (is_one) {
            row[kept++] = row[j];
        }
    }
    if (kept == 0) {
        cc_hint hint;
        cc_hint_init(&hint, pair[1]);
        for (size_t j = 0; j < rows->n; j++) {
            cc_hint_offer(&hint, cc_sheet_field(rows->sheet, row[j], (size_t)column));
        }
        if (hint.nearest != NULL) {
            snprintf(near, sizeof(near), "; did you mean \"%.40s\"?", hint.nearest);
        }
        cc_read_refuse(self, at, "%.300s has no such row: it says %s there%s", rows->path, words,
                       near);
    }
    rows->n = kept;
}

/* One column and its texts: queue = "Billing", queue = ("Billing", "Sales"), or, as a column's name may
 * have blanks in it, ("Queue name", "Billing"). */
static void
read_column(cc_reader *self, const cc_value *at, bool named, cc_read_rows *rows, const char **pair,
            size_t *row)
{
    const bool list = at->kind == CC_VALUE_LIST;
    const size_t skip = named ? 0 : 1, n = list ? at->n - skip : 1, before = rows->said.n_where;
    const char *column = named ? at->name : cc_read_text(self, at->child[0]);
    for (size_t k = 0; k < n && self->error == SIM_OK; k++) {
        pair[2 * (before + k)] = cc_read_keep(self, column);
        pair[2 * (before + k) + 1] =
            cc_read_keep(self, cc_read_text(self, list ? at->child[k + skip] : at));
    }
    rows->said.n_where += n;
    if (self->error == SIM_OK) {
        keep_where(self, at, rows, pair + 2 * before, n, row);
    }
}

static void
read_where(cc_reader *self, const cc_value *where, cc_read_rows *rows, size_t *row)
{
    const bool named = where->kind == CC_VALUE_GROUP;
    bool good = named || where->kind == CC_VALUE_LIST;
    size_t n = 0;
    for (size_t j = 0; good && j < where->n; j++) {
        const cc_value *one = where->child[j];
        good = one->kind == CC_VALUE_LIST ? one->n >= (named ? 1 : 2) : named;
        n += one->kind == CC_VALUE_LIST ? one->n : 1;
    }
    if (!good) {
        cc_read_refuse(self, where,
                       "must be like { queue = \"Billing\"; } or ((\"Queue name\", \"Billing\"))");
        return;
    }
    const char **pair = cc_read_alloc(self, 2 * n, sizeof(*pair));
    for (size_t j = 0; j < where->n && self->error == SIM_OK; j++) {
        read_column(self, where->child[j], named, rows, pair, row);
    }
    rows->said.where = pair;
}

void
cc_read_sheet(cc_reader *self, const cc_layers *in, const char *const *names, cc_read_rows *out)
{
    *out = (cc_read_rows){.file = cc_layers_get(in, "file")};
    if (out->file == NULL) {
        cc_read_missing(self, in, "file", "is missing");
        return;
    }
    const char *name = cc_read_text(self, out->file);
    read_form(self, in, &out->said);
    const cc_sheet_form form = {.names = names,
                                .separator = out->said.separator,
                                .decimal = out->said.decimal,
                                .encoding = out->said.encoding};
    if (self->error != SIM_OK) {
        return;
    }
    const cc_value *file = out->file;
    char *path = cc_file_beside(file->line > 0 && file->file != NULL ? file->file : "", name);
    out->path = path != NULL ? cc_read_keep(self, path) : NULL;
    free(path);
    if (out->path == NULL) {
        cc_read_no_memory(self);
        return;
    }
    cc_refusal found;
    const int ret = cc_sheet_cache_get(&self->sheets, out->path, &form, &out->sheet, &found);
    if (ret == SIM_ERR_REFUSED) {
        cc_read_refuse(self, place_of(file), "%s", found.text);
    } else if (ret != SIM_OK) {
        self->error = ret;
    }
    size_t *row =
        self->error == SIM_OK ? cc_read_alloc(self, out->sheet->n_rows, sizeof(*row)) : NULL;
    if (self->error != SIM_OK) {
        return;
    }
    out->n = out->sheet->n_rows;
    for (size_t j = 0; j < out->n; j++) {
        row[j] = j;
    }
    const cc_value *where = cc_layers_get(in, "where"), *zone = cc_layers_get(in, "zone");
    out->zone = zone != NULL          ? cc_read_zone(self, zone, &out->said.zone)
                : self->frame != NULL ? self->frame->zone
                                      : NULL;
    if (where != NULL) {
        read_where(self, where, out, row);
    }
    out->row = row;
}

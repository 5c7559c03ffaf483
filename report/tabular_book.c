#include "report/tabular_book.h"

#include "sim/error.h"

#ifndef CCSIM_XLSX

xp_tabular_book *
xp_tabular_book_new(const char *const name[], size_t n_names, int *error)
{
    (void)name;
    (void)n_names;
    *error = SIM_ERR_PARAM;
    return NULL;
}

void
xp_tabular_book_text(xp_tabular_book *self, uint64_t row, size_t column, const char *text)
{
    (void)self;
    (void)row;
    (void)column;
    (void)text;
}

void
xp_tabular_book_number(xp_tabular_book *self, uint64_t row, size_t column, double value)
{
    (void)self;
    (void)row;
    (void)column;
    (void)value;
}

int
xp_tabular_book_close(xp_tabular_book *self, FILE *file)
{
    (void)self;
    (void)file;
    return SIM_OK;
}

#else

#include "sim/memory.h"
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

struct xp_tabular_book {
    lxw_workbook *book;
    lxw_worksheet *sheet;
    FILE *file; /* without a name: nothing leaves it behind */
};

static bool
begin(xp_tabular_book *self, const char *const name[], size_t n_names)
{
    /* rows go out as they come, for memory's sake */
    lxw_workbook_options options = {.constant_memory = LXW_TRUE};
    char path[40];
    self->file = tmpfile();
    if (self->file == NULL) {
        return false;
    }
    snprintf(path, sizeof(path), "/dev/fd/%d", fileno(self->file));
    self->book = workbook_new_opt(path, &options);
    if (self->book == NULL) {
        return false;
    }
    lxw_format *bold = workbook_add_format(self->book);
    format_set_bold(bold);
    self->sheet = workbook_add_worksheet(self->book, "Rows");
    worksheet_freeze_panes(self->sheet, 1, 0);
    for (size_t j = 0; j < n_names; j++) {
        worksheet_set_column(self->sheet, (lxw_col_t)j, (lxw_col_t)j,
                             (double)strlen(name[j]) * .9 + 4, NULL);
        worksheet_write_string(self->sheet, 0, (lxw_col_t)j, name[j], bold);
    }
    return true;
}

xp_tabular_book *
xp_tabular_book_new(const char *const name[], size_t n_names, int *error)
{
    xp_tabular_book *self = sim_memory_zeros(1, sizeof(*self));
    if (self == NULL || n_names > XP_TABULAR_COLUMNS) {
        *error = self == NULL ? SIM_ERR_NOMEM : SIM_ERR_LIMIT;
    } else if (!begin(self, name, n_names)) {
        *error = SIM_ERR_IO;
    } else {
        return self;
    }
    if (self != NULL && self->file != NULL) {
        fclose(self->file);
    }
    free(self);
    return NULL;
}

void
xp_tabular_book_text(xp_tabular_book *self, uint64_t row, size_t column, const char *text)
{
    if (self != NULL && text != NULL && text[0] != '\0' && row < XP_TABULAR_ROWS) {
        worksheet_write_string(self->sheet, (lxw_row_t)row + 1, (lxw_col_t)column, text, NULL);
    }
}

void
xp_tabular_book_number(xp_tabular_book *self, uint64_t row, size_t column, double value)
{
    if (self != NULL && isfinite(value) && row < XP_TABULAR_ROWS) {
        worksheet_write_number(self->sheet, (lxw_row_t)row + 1, (lxw_col_t)column, value, NULL);
    }
}

int
xp_tabular_book_close(xp_tabular_book *self, FILE *file)
{
    char block[8192];
    if (self == NULL) {
        return SIM_OK;
    }
    bool written = workbook_close(self->book) == LXW_NO_ERROR;
    rewind(self->file);
    for (size_t n; written && (n = fread(block, 1, sizeof(block), self->file)) > 0;) {
        written = fwrite(block, 1, n, file) == n;
    }
    written = written && ferror(self->file) == 0;
    fclose(self->file);
    free(self);
    return written ? SIM_OK : SIM_ERR_IO;
}

#endif

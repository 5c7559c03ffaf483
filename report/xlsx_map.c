#ifdef CCSIM_XLSX

#include "report/xlsx_map.h"

#include "models/language/units.h"
#include "models/scenario/scenario.h"
#include <math.h>

static lxw_format *
number_format(lxw_workbook *book, const char *format)
{
    lxw_format *it = workbook_add_format(book);
    format_set_num_format(it, format);
    return it;
}

static lxw_format *
colour(lxw_workbook *book, lxw_color_t background)
{
    lxw_format *it = workbook_add_format(book);
    format_set_bg_color(it, background);
    return it;
}

void
xp_xlsx_formats(xp_xlsx *self)
{
    self->bold = workbook_add_format(self->book);
    format_set_bold(self->bold);
    self->date = number_format(self->book, "yyyy-mm-dd");
    self->time = number_format(self->book, "[hh]:mm");
    self->number = number_format(self->book, "#,##0.0##");
    self->share = number_format(self->book, "0.0%");
    self->day = number_format(self->book, "yyyy-mm-dd");
    format_set_bold(self->day);
    self->red = colour(self->book, 0xF8B4AE);
    self->yellow = colour(self->book, 0xFFE699);
    self->green = colour(self->book, 0xC6E7C8);
    self->blue = colour(self->book, 0xBDD7EE);
}

void
xp_xlsx_sheet(xp_xlsx *self, const char *name)
{
    self->sheet = workbook_add_worksheet(self->book, name);
    worksheet_set_landscape(self->sheet); /* as printed: all columns on one page */
    worksheet_fit_to_pages(self->sheet, 1, 0);
}

static void
rule(xp_xlsx *self, const lxw_row_t rows[2], lxw_col_t last, uint8_t criteria, double value,
     lxw_format *format)
{
    lxw_conditional_format it = {.type = LXW_CONDITIONAL_TYPE_CELL,
                                 .criteria = criteria,
                                 .value = value,
                                 .format = format,
                                 .stop_if_true = LXW_TRUE};
    worksheet_conditional_format_range(self->sheet, rows[0], 1, rows[1], last, &it);
}

/* The classes of the map in a terminal. */
static void
colour_block(xp_xlsx *self, xp_heat_of of, const lxw_row_t rows[2], lxw_col_t last, double target)
{
    lxw_conditional_format empty = {.type = LXW_CONDITIONAL_TYPE_BLANKS, .stop_if_true = LXW_TRUE};
    worksheet_conditional_format_range(self->sheet, rows[0], 1, rows[1], last, &empty);
    const bool is_level = of == XP_HEAT_LEVEL;
    if (is_level) {
        rule(self, rows, last, LXW_CONDITIONAL_CRITERIA_LESS_THAN, target - .1, self->red);
        rule(self, rows, last, LXW_CONDITIONAL_CRITERIA_LESS_THAN, target, self->yellow);
    } else {
        rule(self, rows, last, LXW_CONDITIONAL_CRITERIA_LESS_THAN_OR_EQUAL_TO, -1.5, self->red);
        rule(self, rows, last, LXW_CONDITIONAL_CRITERIA_LESS_THAN, -.05, self->yellow);
        rule(self, rows, last, LXW_CONDITIONAL_CRITERIA_GREATER_THAN_OR_EQUAL_TO, 1.5, self->blue);
    }
    rule(self, rows, last, LXW_CONDITIONAL_CRITERIA_GREATER_THAN, -1e9, self->green);
}

static void
day_head(xp_xlsx *self, lxw_row_t row, lxw_col_t column, const xp_interval_row *it)
{
    if (it->has_date) {
        worksheet_write_number(self->sheet, row, column, (double)it->date + XP_XLSX_1970,
                               self->day);
    } else {
        worksheet_write_string(self->sheet, row, column, cc_weekdays[it->weekday], self->bold);
    }
}

/* Returns the row behind it; the same if there is nothing to be seen. */
static lxw_row_t
block(xp_xlsx *self, xp_heat_of of, int s, int queue, lxw_row_t top)
{
    const xp_intervals *all = &self->results->intervals;
    const cc_layout *layout = &self->results->layout[s];
    const cc_scenario *scenario = self->results->plan->scenario[s];
    const double target = scenario->center.queue[queue].service_level.target;
    lxw_col_t column = 0;
    bool any = false;
    if (of == XP_HEAT_LEVEL && isnan(target)) {
        return top;
    }
    for (int day = 0; day < all->n_days[s]; day++) {
        bool headed = false;
        for (size_t k = 0; k < layout->n_intervals; k++) {
            xp_interval_row it;
            if (!xp_intervals_row(all, s, queue, day, k, &it) || column + 1 >= LXW_COL_MAX) {
                continue;
            }
            const lxw_row_t row = top + 2 + (lxw_row_t)k;
            const double value = of == XP_HEAT_LEVEL ? it.level : it.net;
            if (!headed) {
                column++;
                day_head(self, top + 1, column, &it);
                headed = true;
            }
            worksheet_write_number(self->sheet, row, 0,
                                   cc_clock_at(scenario->run.day_begin, it.begin) / 86400,
                                   self->time);
            if (isfinite(value)) {
                worksheet_write_number(self->sheet, row, column, value,
                                       of == XP_HEAT_LEVEL ? self->share : self->number);
                any = true;
            }
        }
    }
    worksheet_write_string(self->sheet, top, 0, scenario->center.queue[queue].name, self->bold);
    if (self->results->plan->n_scenarios > 1) {
        worksheet_write_string(self->sheet, top, 1, scenario->name, self->bold);
    }
    const lxw_row_t rows[2] = {top + 2, top + 1 + (lxw_row_t)layout->n_intervals};
    if (any) {
        colour_block(self, of, rows, column, target);
    }
    return rows[1] + 2;
}

void
xp_xlsx_map(xp_xlsx *self, const char *name, xp_heat_of of)
{
    lxw_row_t row = 0;
    xp_xlsx_sheet(self, name);
    worksheet_freeze_panes(self->sheet, 0, 1);
    worksheet_set_column(self->sheet, 1, 60, 11, NULL);
    for (int s = 0; s < self->results->plan->n_scenarios; s++) {
        for (int queue = 0; queue < self->results->layout[s].n_queues; queue++) {
            row = block(self, of, s, queue, row);
        }
    }
}

#else

/* ISO C has no empty file. */
typedef int xp_no_xlsx;

#endif

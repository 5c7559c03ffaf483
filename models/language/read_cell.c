#include "models/language/read_cell.h"

#include "models/language/sheet_value.h"

double
cc_read_cell(cc_reader *self, const cc_setting *setting, const cc_read_rows *rows, size_t row,
             size_t column, double unit)
{
    double x = 0;
    char bounds[128];
    const char *rule = setting->kind == CC_SET_DURATION
                           ? cc_sheet_duration(rows->sheet, row, column, unit, &x)
                           : cc_sheet_number(rows->sheet, row, column, &x);
    if (rule == NULL &&
        !(x >= setting->min && x <= setting->max && (!setting->above || x > setting->min))) {
        rule = cc_setting_rule(setting, x, bounds, sizeof(bounds));
    }
    if (rule != NULL) {
        cc_read_refuse_field(self, rows, row, column, rule);
    }
    return x;
}

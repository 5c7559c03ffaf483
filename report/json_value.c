#include "report/json_value.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

json_t *
xp_json_number(double value)
{
    return isfinite(value) ? json_real(value) : json_null();
}

json_t *
xp_json_hash(uint64_t value)
{
    char text[24];
    snprintf(text, sizeof(text), "%016" PRIx64, value);
    return json_string(text);
}

json_t *
xp_json_text(const char *text)
{
    if (text == NULL) {
        return json_null();
    }
    json_t *value = json_string(text);
    char *ascii = value == NULL ? strdup(text) : NULL;
    for (char *at = ascii; at != NULL && *at != '\0'; at++) {
        *at = (unsigned char)*at < 128 ? *at : '?';
    }
    if (ascii != NULL) {
        value = json_string(ascii);
    }
    free(ascii);
    return value;
}

json_t *
xp_json_utf8(const char *text)
{
    json_t *value = json_string(text);
    return value != NULL ? value : json_null();
}

void
xp_json_put_bounds(json_t *object, const sim_interval *it)
{
    (void)json_object_set_new(object, "mean", xp_json_number(it->mean));
    (void)json_object_set_new(object, "half_width", xp_json_number(it->half_width));
    (void)json_object_set_new(object, "lower", xp_json_number(it->lower));
    (void)json_object_set_new(object, "upper", xp_json_number(it->upper));
}

void
xp_json_put_interval(json_t *object, const sim_interval *it)
{
    xp_json_put_bounds(object, it);
    (void)json_object_set_new(object, "few", json_boolean(it->few));
    (void)json_object_set_new(object, "n", json_integer((json_int_t)it->n));
}

int
xp_json_write(json_t *all, FILE *file)
{
    const bool is_out =
        all != NULL && json_dumpf(all, file, JSON_INDENT(1) | JSON_REAL_PRECISION(17)) == 0;
    fputc('\n', file);
    json_decref(all);
    return is_out ? SIM_OK : ferror(file) != 0 ? SIM_ERR_IO : SIM_ERR_NOMEM;
}

/* Kinds of settings that several kinds of object have. */
#ifndef CC_SETTINGS_COMMON_H
#define CC_SETTINGS_COMMON_H

#include "models/language/settings.h"

/* ["08:00", "22:00"], as s from when days begin. */
void cc_read_hours(cc_reader *reader, const cc_setting *setting, const cc_value *value,
                   double begin, double *open, double *close);
void cc_write_hours(cc_writer *writer, double begin, double open, double close);
/* One duration, or a list of up to `max`. */
void cc_read_durations(cc_reader *reader, const cc_setting *setting, cc_value *value, double *out,
                       int max, int *n);
void cc_write_durations(cc_writer *writer, const double *v, int n);

/* What may be written where one name, or a list of names, is wanted: calls `each` for every
 * text. Lists within lists are refused, or with `nested` give their members the same rank. */
void cc_read_names(cc_reader *reader, const cc_value *value, bool nested, void *arg,
                   void (*each)(cc_reader *reader, const cc_value *value, int rank, void *arg));

/* Refuses objects[j] if only `--set` of a member made it: `what` says the kind of object. */
void cc_refuse_made(cc_reader *reader, const cc_value *objects, size_t j, const char *what);

/* For settings that are read, or written, together with others. */
void cc_read_elsewhere(cc_reader *reader, const cc_layers *in, const cc_setting *self,
                       void *object);
void cc_write_elsewhere(cc_writer *writer, const cc_setting *self, const void *object);

#endif

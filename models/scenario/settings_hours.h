/* Opening hours as they are written: of the house, and of a channel. */
#ifndef CC_SETTINGS_HOURS_H
#define CC_SETTINGS_HOURS_H

#include "models/language/hours.h"
#include "models/language/settings.h"
#include "models/scenario/run.h"

/* One pair of times of day, as s from when days begin. */
cc_opening cc_hours_read_pair(cc_reader *reader, const cc_value *value, double begin);
void cc_hours_write_pair(cc_writer *writer, double begin, const cc_opening *opening);
/* hours and hours_by of a group, as s from when days begin. */
void cc_hours_read(cc_reader *reader, const cc_layers *in, double begin, cc_hours_written *out);
void cc_hours_write(cc_writer *writer, const char *name, double begin, const cc_openings *of);
/* What differs from that of all days. */
void cc_hours_write_by(cc_writer *writer, const char *name, double begin,
                       const cc_hours_written *written);

/* When days of the run begin: at midnight, or, where hours go over it, while the house is closed on
 * all days. */
double cc_hours_begin(cc_reader *reader, const cc_layers *in, const bool *weekday_open);

/* Rows of the settings of the house and of a channel. */
#define CC_HOURS_TYPE "two times of day, or a list of such pairs"

#endif

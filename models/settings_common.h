/* Settings that several kinds of object have. */
#ifndef CC_SETTINGS_COMMON_H
#define CC_SETTINGS_COMMON_H

#include "models/settings.h"

/* ["08:00", "22:00"] */
void cc_read_hours(cc_reader *reader, const cc_setting *setting, const cc_value *value,
                   double *open, double *close);
void cc_write_hours(cc_writer *writer, double open, double close);
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

/* Marks the queue of that name, or all queues of the channel of that name. */
bool cc_queues_named(const cc_scenario *scenario, const char *name, bool *is_named);

const char *cc_node_name(const cc_scenario *scenario, int j); /* NULL: no more */

/* Sections, in the order in which they need each other. */
void cc_channels_read(cc_reader *reader, const cc_layers *in);
void cc_queues_read(cc_reader *reader, const cc_layers *in);
void cc_groups_read(cc_reader *reader, const cc_layers *in);
void cc_preferences_read(cc_reader *reader, const cc_layers *in);
void cc_queues_write(cc_writer *writer, const cc_setting *self, const void *object);
void cc_groups_write(cc_writer *writer, const cc_setting *self, const void *object);
void cc_nodes_write(cc_writer *writer, const cc_setting *self, const void *object);
void cc_evidence_write(cc_writer *writer, const cc_setting *self, const void *object);
void cc_demand_read(cc_reader *reader, const cc_layers *in);
void cc_center_read(cc_reader *reader, const cc_layers *in);
void cc_trace_read(cc_reader *reader, const cc_layers *in);
void cc_evidence_read(cc_reader *reader);
void cc_trace_write(cc_writer *writer, const cc_setting *self, const void *object);
extern const cc_setting cc_settings_evidence[];

#endif

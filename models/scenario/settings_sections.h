/* The sections of a scenario and the objects in them, in the order in which they need each other. */
#ifndef CC_SETTINGS_SECTIONS_H
#define CC_SETTINGS_SECTIONS_H

#include "models/language/settings.h"

typedef struct cc_scenario cc_scenario;
typedef struct cc_group cc_group;
typedef struct cc_queue cc_queue;
typedef struct cc_run cc_run;

/* What is read, and what is written. */
static inline cc_scenario *
cc_scenario_of(const cc_reader *reader)
{
    return reader->whole;
}

static inline const cc_scenario *
cc_scenario_in(const cc_writer *writer)
{
    return writer->whole;
}

extern const cc_each cc_each_channel, cc_each_issue, cc_each_weekday, cc_each_node, cc_each_group,
    cc_each_site;

/* Which channels there are, before anything else is read. */
void cc_channels_declare(cc_reader *reader);
void cc_channel_names_write(cc_writer *writer, const cc_setting *self, const void *object);
/* The day of the run that a date is; -1: it is none, and that is all right. And back. */
int cc_run_day_read(cc_reader *reader, const cc_value *value, const cc_run *run);
void cc_run_day_write(cc_writer *writer, const cc_run *run, int day);
void cc_dates_read(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object);
void cc_dates_write(cc_writer *writer, const cc_setting *self, const void *object);
extern const cc_setting cc_settings_self_exciting[], cc_settings_burst[];
void cc_bursts_read(cc_reader *reader, const cc_layers *in);
void cc_bursts_write(cc_writer *writer, const cc_setting *self, const void *object);
/* The number of contacts per hour that reads back as this rate per second. */
void cc_write_per_hour(cc_writer *writer, double per_s);
extern const cc_setting cc_settings_channel_names[];

extern const cc_setting cc_settings_run[];
extern const cc_setting cc_settings_calendar[]; /* of run, behind all else */

void cc_demand_read(cc_reader *reader, const cc_layers *in);
extern const cc_setting cc_settings_demand[];
extern const cc_setting cc_settings_busyness[];
extern const cc_setting cc_settings_issue[];
extern const cc_setting cc_settings_ways[]; /* of customers, in an issue */
extern const cc_setting cc_settings_ends[]; /* of customers' ways: switch, ignored */
/* in those, the object is the cc_reactions: */
extern const cc_setting cc_settings_bots[], cc_settings_announced[], cc_settings_offers[];
extern const cc_setting cc_settings_customers[];
void cc_customers_write(cc_writer *writer, const cc_setting *self, const void *object);
extern const cc_setting cc_settings_trace[];
void cc_trace_read(cc_reader *reader, const cc_layers *in);
void cc_trace_write(cc_writer *writer, const cc_setting *self, const void *object);

/* After all else: it names what there is. */
void cc_lesson_read(cc_reader *reader, const cc_layers *root);
extern const cc_setting cc_settings_lesson[];

void cc_center_read(cc_reader *reader, const cc_layers *in);
extern const cc_setting cc_settings_center[];
extern const cc_setting cc_settings_node[];
extern const cc_setting cc_settings_outages[]; /* of a node, a line, a provider */
extern const cc_setting cc_settings_differ[], cc_settings_learning[], cc_settings_fatigue[];
extern const cc_setting cc_settings_pauses[]; /* of a group */
extern const cc_setting cc_settings_absence[];
extern const cc_setting cc_settings_adherence[];
extern const cc_setting cc_settings_overtime[], cc_settings_time_off[];
extern const cc_setting cc_settings_attrition[], cc_settings_hiring[];
void cc_nodes_read(cc_reader *reader, const cc_layers *in);
void cc_nodes_check(cc_reader *reader, const cc_layers *in);
void cc_nodes_write(cc_writer *writer, const cc_setting *self, const void *object);
/* Connections of agents. */
void cc_providers_read(cc_reader *reader, const cc_layers *in);
void cc_providers_write(cc_writer *writer, const cc_setting *self, const void *object);
void cc_needed_providers_read(cc_reader *reader, const cc_layers *in, const cc_setting *self,
                              void *object); /* of a group */
void cc_needed_providers_write(cc_writer *writer, const cc_setting *self, const void *object);
uint64_t cc_providers_read_names(cc_reader *reader, const cc_value *value);
void cc_providers_write_names(cc_writer *writer, const char *name, uint64_t providers);
extern const cc_setting cc_settings_cut_off[];
void cc_group_cut_off_read(cc_reader *reader, const cc_layers *in, const cc_setting *self,
                           void *object);
void cc_group_cut_off_write(cc_writer *writer, const cc_setting *self, const void *object);
extern const cc_setting cc_settings_line[]; /* outages of an agent's own line, with a clock */
extern const cc_setting cc_settings_failover[];
/* Sites, and being at home. */
void cc_sites_read(cc_reader *reader, const cc_layers *in);
void cc_sites_write(cc_writer *writer, const cc_setting *self, const void *object);
extern const cc_setting cc_settings_site[], cc_settings_home[];
bool cc_home_matters(const void *whole, const void *object);
extern const cc_setting cc_settings_days_at_home[];                 /* of a group */
bool cc_days_at_home_matter(const void *whole, const void *object); /* of the group */
/* Weekdays by name, Mon = 0; not written: all. */
void cc_weekdays_read(cc_reader *reader, const cc_value *value, bool *days);
bool cc_weekdays_are_all(const bool *days);
/* Of a group; and, when its table is known, as its site is open. */
void cc_group_site_read(cc_reader *reader, const cc_layers *in, const cc_setting *self,
                        void *object);
void cc_group_site_write(cc_writer *writer, const cc_setting *self, const void *object);
void cc_group_at_site(cc_reader *reader, cc_group *group);
bool cc_cut_off_matters(const void *whole, const void *object);
extern const cc_setting cc_settings_service_level[];
extern const cc_setting cc_settings_channels[];
void cc_channels_read(cc_reader *reader, const cc_layers *in);
void cc_channels_write(cc_writer *writer, const cc_setting *self, const void *object);
extern const cc_setting cc_settings_queue[];
void cc_queues_read(cc_reader *reader, const cc_layers *in);
void cc_queues_write(cc_writer *writer, const cc_setting *self, const void *object);
/* Marks the queue of that name, or all queues of the channel of that name. */
bool cc_queues_named(const cc_scenario *scenario, const char *name, bool *is_named);
/* Is the group one of the queue's `groups`, or of all where these are not written? */
bool cc_queue_lists(const cc_queue *queue, int group);
/* Rules of overflow of a queue, when its groups are known; NULL: none. */
extern const cc_setting cc_settings_overflow[];
void cc_overflow_read(cc_reader *reader, const cc_value *list, cc_queue *queue);
void cc_overflow_write(cc_writer *writer, const cc_queue *queue);
extern const cc_setting cc_settings_group[], cc_settings_outsourced[];
void cc_outsourced_read(cc_reader *reader, const cc_layers *in, const cc_setting *self,
                        void *object); /* of a group */
void cc_outsourced_write(cc_writer *writer, const cc_setting *self, const void *object);
extern const cc_setting cc_settings_roster[];
void cc_roster_read(cc_reader *reader, const cc_layers *in);
void cc_roster_write(cc_writer *writer, const cc_setting *self, const void *object);
extern const cc_setting cc_settings_people[]; /* of a group: shifts, headcount, scale, absent */
void cc_groups_read(cc_reader *reader, const cc_layers *in);
void cc_groups_write(cc_writer *writer, const cc_setting *self, const void *object);
extern const cc_setting cc_settings_partner[], cc_settings_transfer[];
void cc_transfers_read(cc_reader *reader, const cc_layers *in); /* and partners */
/* Whom a contact is handed on to, by name: a queue or a partner, -1: the other. */
void cc_receiver_read(cc_reader *reader, const cc_value *value, int *queue, int *partner);
void cc_receiver_write(cc_writer *writer, const char *name, int queue, int partner);
void cc_transfers_write(cc_writer *writer, const cc_setting *self, const void *object);
void cc_partners_write(cc_writer *writer, const cc_setting *self, const void *object);
void cc_preferences_read(cc_reader *reader, const cc_layers *in); /* of queues for groups */

extern const cc_setting cc_settings_evidence[];
void cc_evidence_note(cc_reader *reader, const cc_value *value, const char *path); /* a figure */
void cc_evidence_read(cc_reader *reader);
void cc_evidence_write(cc_writer *writer, const cc_setting *self, const void *object);

#endif

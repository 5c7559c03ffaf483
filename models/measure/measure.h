/* A measure is a KPI in a scope: what a user asks for, and how it is read off a record. */
#ifndef CC_MEASURE_H
#define CC_MEASURE_H

#include "models/language/refusal.h"
#include "models/measure/kpi.h"
#include "models/measure/record.h"
#include "sim/error.h"

/* -1 stands for "any". "channel:voice/attempt:first/@2 09:30" */
typedef struct cc_scope {
    int channel, queue, group, issue, attempt; /* attempt: 0 first, 1 again */
    int slice; /* index of a report interval; needs a layout by_interval. Days count from 1 */
    int node;  /* of automation */
} cc_scope;

#define CC_SCOPE_CENTER ((cc_scope){-1, -1, -1, -1, -1, -1, -1})

int cc_scope_parse(cc_scope *self, const cc_scenario *scenario, const cc_layout *layout,
                   const char *text, cc_refusal *refusal) SIM_MUST_CHECK;
void cc_scope_print(const cc_scope *self, const cc_scenario *scenario, const cc_layout *layout,
                    char *buffer, size_t size);
bool cc_scope_equal(const cc_scope *a, const cc_scope *b);
/* Are contacts of that kind on that channel part of it? */
bool cc_scope_holds(const cc_scope *self, const cc_scenario *scenario, int issue, int channel);

/* Are there contacts that come to its queue, or any queue, first: not only by transfers? */
bool cc_scope_has_contacts(const cc_scope *self, const cc_scenario *scenario);

/* Can contacts of it come to its node, or to any node if it has none? */
bool cc_scope_meets(const cc_scope *self, const cc_scenario *scenario);

#define CC_MEASURE_NAME 80 /* bytes: "node_left_by_" and any name */

typedef struct cc_measure {
    cc_kpi_id kpi;
    int threshold; /* 0 .. CC_MAX_WITHIN-1, of KPIs that have one; index in run.wait_over; edge */
    double number; /* s of the threshold or of wait_over, p of a quantile */
    cc_scope scope;
    char name
        [CC_MEASURE_NAME]; /* as printed: "service_level_g1", "service_level_g1_60s", "wait_p95" */
    char scope_name[160];  /* "center", "queue:loans/attempt:first", "channel:voice/@2 09:30" */
} cc_measure;

/* Has the KPI a meaning in such a scope, whatever the scenario? */
bool cc_kpi_suits(cc_kpi_id kpi, const cc_scope *scope);
/* Has every queue of the scope that threshold? *within is NAN where they differ. */
bool cc_scope_threshold(const cc_scope *self, const cc_scenario *scenario, int threshold,
                        double *within);
/* Fills name and scope_name from the rest. */
void cc_measure_name(cc_measure *self, const cc_scenario *scenario, const cc_layout *layout);

/* Reads a KPI name and a scope; refuses unknown ones with the nearest name, and pairs that have
 * no meaning (occupancy of a channel). */
int cc_measure_parse(cc_measure *self, const cc_scenario *scenario, const cc_layout *layout,
                     const char *kpi, const char *scope, cc_refusal *refusal) SIM_MUST_CHECK;

/* A figure takes about 1.4 kB from here to the report: 2 GB in all. */
#define CC_MAX_MEASURES 1500000

/* All measures that have a meaning for a scenario, in the order of reports: KPIs in table order
 * within center, each channel offered, queue (if more than one a channel), group, issue kind,
 * channel/attempt, node of automation; with layout->by_interval also channel x interval and center x interval.
 * *list is malloc'ed. More than CC_MAX_MEASURES: SIM_ERR_LIMIT, no list, and *n as many. */
int cc_measures_all(const cc_scenario *scenario, const cc_layout *layout, cc_measure **list,
                    size_t *n) SIM_MUST_CHECK;

/* Not for CC_QUANTILE. */
cc_sample cc_measure_sample(const cc_measure *self, const cc_scenario *scenario,
                            const cc_record *record);
/* The same in two steps, for many measures of one scope: sum once, then read off each. */
void cc_scope_sums(const cc_scope *self, const cc_scenario *scenario, const cc_record *record,
                   cc_sums *sums);
cc_sample cc_measure_read(const cc_measure *self, const cc_scenario *scenario,
                          const cc_record *record, const cc_sums *sums);
/* Adds the scope's histogram to *into (for CC_QUANTILE). */
void cc_measure_histogram(const cc_measure *self, const cc_scenario *scenario,
                          const cc_record *record, sim_histogram *into);

#endif

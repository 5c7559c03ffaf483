/* What makes the lines of a report, section by section. */
#ifndef XP_REPORT_MAKER_H
#define XP_REPORT_MAKER_H

#include "experiment/channels.h"
#include "report/lines.h"

typedef struct xp_maker {
    xp_lines *rows;
    const xp_results *results;
    bool detailed;
    char section[48];
    char scope[160];
    char part[64];   /* of which the lines are, or "" */
    char whole[160]; /* and the scope that it is a part of */
    int error;
} xp_maker;

/* A line of the section, of the scope; none where no center has the figure. if_any: left out, too,
 * where it would print as 0 everywhere. */
void xp_maker_add(xp_maker *self, const char *label, const char *kpi, xp_style style, bool if_any);
/* Do two figures of the scope differ anywhere? */
bool xp_maker_differs(const xp_maker *self, const char *kpi, const char *other);

/* Are there customers on that channel, of any if NULL, who may not answer when they are called back? */
bool xp_maker_calls_back(const xp_maker *self, const char *channel);
/* Has some center the figure? And the largest amount of it. */
bool xp_has_figure(const xp_results *results, size_t m, double *largest);

/* The section of a channel. */
void xp_maker_channel(xp_maker *self, const cc_channel_name *channel);
/* Queues whose contacts come by several channels, which are said once, behind the channels. */
void xp_maker_shared_queues(xp_maker *self);

/* Those to which contacts are transferred. */
void xp_maker_transfers(xp_maker *self);

/* Of a channel's section: those that are its own; and a line for each threshold of the scope,
 * "service level, 20 s". */
void xp_maker_queues(xp_maker *self, const cc_scenario *scenario, int channel, bool deferred);
void xp_maker_service_levels(xp_maker *self, const cc_scenario *scenario, const cc_scope *scope,
                             const char *before, bool deferred);
/* ... and who left unserved at nodes to which only its contacts come. */
void xp_maker_unserved(xp_maker *self, const char *channel);
/* Where there are several nodes, how much each is used; of one its channel's lines say that. And who
 * left unserved at nodes to which contacts of several channels come. */
void xp_maker_automation(xp_maker *self);

#endif

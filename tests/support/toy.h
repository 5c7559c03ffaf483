/* A small scenario made by hand, without a loader: issues "loan" and "card"; channels voice
 * (queues "loans" and "cards", thresholds 20 s and, for loans, 60 s), e-mail (one queue) and chat,
 * which is not offered; groups "front" and "back"; two days of 08:00-10:00 by half-hours after a
 * day of warm-up. */
#ifndef TESTS_TOY_H
#define TESTS_TOY_H

#include "models/scenario/scenario.h"

typedef struct toy {
    cc_scenario scenario;
    cc_issue issue[2];
    cc_queue queue[3];
    cc_service_level level[3 * 3];
    cc_group group[2];
    cc_channel_name name[3];
    cc_channel channel[3];
    cc_content content[2][3]; /* [issue][channel] */
    cc_table wants[2][3];
    double on[2][3], no_answer[2][3];
    double at_once[2][3]; /* [group][channel] */
    cc_table speed[2][3];
    double pace[2][2]; /* [group][issue] */
    cc_alternative *not_offered[3];
    int n_not_offered[3];
    int queue_of[2 * 3];
} toy;

enum { TOY_LOANS, TOY_CARDS, TOY_MAIL };

/* In place, since the scenario points into the toy. */
void toy_make(toy *self, const char *name);

#endif

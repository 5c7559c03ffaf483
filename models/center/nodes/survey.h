/* What a scenario says of a survey. */
#ifndef CC_SURVEY_H
#define CC_SURVEY_H

#include "models/scenario/setup.h"

#define CC_MAX_SCORES 11

typedef struct cc_survey {
    sim_dist time;
    cc_table *answers; /* P(answers) by issue kind */
    /* shares of scores 1, 2, ...: unresolved, resolved */
    double score[2][CC_MAX_SCORES];
    int n_scores[2]; /* the same number */
} cc_survey;

#endif

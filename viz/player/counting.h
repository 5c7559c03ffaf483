/* How a tape is counted: at the end of a step, from what the record has counted since its beginning. So a
 * tape costs nothing while events pass, and a step that begins at a keyframe is counted alike. */
#ifndef VIZ_COUNTING_H
#define VIZ_COUNTING_H

#include "models/center/center.h"
#include "models/measure/tally.h"
#include "viz/player/tape.h"

typedef struct viz_counting {
    viz_tape tape;
    const cc_scenario *scenario;
    double horizon;              /* s: who comes then is not of the run any more */
    double (*begun)[CC_N_TALLY]; /* by row, all and then queues: when the step began, */
    double (*now)[CC_N_TALLY];   /* and now */
    uint32_t *arrived;           /* by row: in this step */
    uint32_t *at_start;          /* by row: before the first event */
    bool has_started;
    size_t n_whole;  /* steps that have been counted to their end, once; */
    viz_cell *whole; /* by row: what they then said of the one that is played again */
    bool is_again;
} viz_counting;

int viz_counting_init(viz_counting *self, const cc_scenario *scenario,
                      double horizon) SIM_MUST_CHECK;
void viz_counting_free(viz_counting *self);
/* The same tape as that one's, of the same scenario. */
int viz_counting_copy(viz_counting *self, const viz_counting *from) SIM_MUST_CHECK;

/* Something has happened: it may be that somebody arrives. */
void viz_counting_see(viz_counting *self, const sim_trace_record *record);
/* Step k begins now, whatever was before. SIM_ERR_NOMEM. */
int viz_counting_begin(viz_counting *self, size_t k, const cc_record *record) SIM_MUST_CHECK;
/* It has ended: its last update was at its end. */
void viz_counting_end(viz_counting *self);
/* Brings the last cell up to now. */
void viz_counting_update(viz_counting *self, const cc_center *center, const cc_record *record,
                         double time);
/* What is known of the time behind that moment (s) is not true any more. */
void viz_counting_forget(viz_counting *self, double time);
/* In this step so far, without the levels; queue -1: all. */
viz_cell viz_counting_so_far(viz_counting *self, const cc_record *record, int queue);

#endif

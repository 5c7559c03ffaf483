/* What has happened in a run, counted by steps of time (a minute, or more in long runs): for the
 * strip of the day and levels of the last half hour. A step that is played again is counted anew, to
 * the same numbers. */
#ifndef VIZ_TAPE_H
#define VIZ_TAPE_H

#include "models/center/center.h"

/* Of contacts, in the step in which it happened; levels at the end of the step. They are counted by the
 * rules of the run's figures, each in the queue of its kind and channel, but all are, also those of the
 * warm-up, which no figure has. Without a warm-up their sums at the end are those figures. */
typedef struct viz_cell {
    uint32_t arrived, answered, in_time, abandoned, abandoned_in_time, blocked, contained, resolved,
        lost;
    uint32_t
        aimed; /* of the answered and abandoned: those of a queue and channel with a threshold */
    uint32_t waiting, backlog; /* at its end: contacts that wait for an answer, and items */
    float longest;             /* s: of those who wait */
    float waited;              /* s: of those answered, their sum */
    float planned; /* agents scheduled, at its end; of a queue: in groups that serve it */
    uint32_t staffed, working; /* on duty; with something in hand */
} viz_cell;

typedef struct viz_tape {
    double step;  /* s */
    size_t n;     /* steps up to now; the last of them may still be going on */
    size_t known; /* of a run that has been taken back: steps that have been played, behind n too */
    size_t room;
    int n_queues;
    viz_cell *cell; /* [step * (1 + n_queues)]: all, then by queue */
} viz_tape;

/* A cell of that step; queue -1: all. */
const viz_cell *viz_tape_at(const viz_tape *self, size_t step, int queue);
/* Sums of what happened from `from` to `to` (s, cut to whole steps and to now); levels are the
 * last. queue -1: all. */
viz_cell viz_tape_sum(const viz_tape *self, int queue, double from, double to);
/* In time / (answered + abandoned - abandoned in time), of those that have a threshold:
 * service_level_g1; NAN: 0 / 0. */
double viz_cell_level(const viz_cell *cell);

#endif

/* What a scenario says as a lesson of the live view: words for the trainee, and how the day is
 * scored. It changes no result. */
#ifndef CC_LESSON_H
#define CC_LESSON_H

#include <stdbool.h>
#include <stdint.h>

#define CC_LESSON_ANSWERS 6
#define CC_LESSON_WATCH 6

/* Where a setting was written, for who understands it later. */
typedef struct cc_lesson_place {
    const char *file; /* NULL: it was not */
    int line;
} cc_lesson_place;

typedef struct cc_lesson {
    bool is_given; /* else all is empty */
    char *title, *goal, *hint;
    char *question; /* a prediction, asked for before the start; "": none */
    const char *answer[CC_LESSON_ANSWERS];
    int n_answers;
    int right; /* answer, from 1 */
    char *because;
    char *reference; /* path of a script of changes; "": none */
    char *score;     /* KPI and scope */
    double aim;      /* the score that is asked for; NAN: none */
    double begin;    /* time of day, s as other times of the run, where the view begins; NAN */
    int seed, day;   /* the day that is played: replication, from 1 */
    const char *watch[CC_LESSON_WATCH]; /* queues, groups, channels, nodes to look at */
    int n_watch;
    cc_lesson_place at_score, at_aim;
} cc_lesson;

#endif

/* What is measured: a table of cases. Each does about so many items in a repeat and says how many
 * it did; time is CPU time, of the thread or of the whole process. */
#ifndef BENCH_H
#define BENCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define BENCH_NOTE 160

typedef struct bench_case bench_case;
struct bench_case {
    const char *name; /* "calendar/1e3/cancel-50" */
    const char *unit; /* of an item: "event" */
    double items;     /* a repeat */
    /* What is measured, ready to run; NULL and the reason in why[BENCH_NOTE] if there is none. */
    void *(*setup)(const bench_case *self, char *why);
    double (*body)(void *state, double items);
    void (*free)(void *state);
    /* A word on what came out, after all repeats; false: it is wrong. May be NULL. */
    bool (*check)(void *state, char *note, size_t size);
    bool of_process; /* has threads of its own */
    bool whole;      /* is given whole replications, not items, and says how many items they had */
    bool may_be_refused; /* at set-up, being more than the simulator may hold */
    /* Another case, run in turns with this one: the ratio is its time an item by this one's. */
    const char *beside;
    double at_least, at_most; /* what that should be; 0: no matter */
    double parameter[3];      /* for setup, */
    const void *argument;     /* likewise */
};

/* Each ended by a NULL name. */
extern const bench_case bench_calendar[], bench_random[], bench_dists[], bench_roofline[],
    bench_centers[], bench_messages[], bench_growth[], bench_player[], bench_sweeps[];

/* The share that abandons, as a ratio of sums over batches, with its standard error. */
typedef struct bench_share {
    double n, part, whole, part_sq, whole_sq, product;
} bench_share;

void bench_share_add(bench_share *self, double part, double whole);
double bench_share_error(const bench_share *self);
/* Says it in note; false: more than five standard errors from exact. 0: not known. */
bool bench_share_check(const bench_share *self, double exact, char *note, size_t size);

/* Of 10 skills x 30 groups: what the engine and bench/roofline.c, which share random numbers and no
 * more, both come to over 3e7 contacts. */
#define BENCH_SKILLS_ABANDONED .0477

/* What one case was measured to take. */
typedef struct bench_result {
    double items;           /* in all repeats */
    double median, minimum; /* s an item, of the repeats */
    double instructions;    /* an item; NAN: not counted */
    double ratio;           /* median over pairs of repeats; NAN: nothing beside it */
    char note[BENCH_NOTE];
    bool correct;
} bench_result;

/* `beside` may be NULL. False: one of them could not be set up; the note says why. */
bool bench_measure(const bench_case *self, const bench_case *beside, int repeats, double share,
                   bench_result *result);
/* Runs it once and prints the number of items: what valgrind counts. */
bool bench_run_once(const bench_case *self, double items);
/* Instructions an item, as the difference between two sizes, by running `program` under
 * valgrind; NAN if that cannot be had. */
double bench_count_instructions(const bench_case *self, const char *program);
bool bench_can_count(void);

/* Results flow into it, so that the compiler keeps what makes them. */
extern volatile double bench_sink;

#endif

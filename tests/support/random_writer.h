/* Follows the rules of random_grammar.c. What rules cannot say are acts: random_acts.c, those that write
 * files, random_file_acts.c, and those of shifts, random_roster_acts.c. */
#ifndef RANDOM_WRITER_H
#define RANDOM_WRITER_H

#include <setjmp.h>
#include <stdarg.h>

#include "tests/support/random_frame.h"
#include <cmocka.h>

typedef struct random_scenario random_scenario; /* random_scenario.h */

typedef struct random_text {
    char *at;
    size_t n, room;
} random_text;

typedef struct random_writer {
    random_frame frame;
    random_scenario *into;
    random_text *out;
    const char *name; /* at hand, and its place in its list */
    int item;
    double mean;     /* of distributions, s */
    unsigned led_to; /* of all channels, those to which who is not read goes on */
} random_writer;

/* A part of a rule. */
typedef struct random_part {
    const char *from, *to;
} random_part;

typedef struct random_act {
    const char *name;
    void (*write)(random_writer *self, random_part arguments);
} random_act;

/* All end with NULL. */
extern const random_act random_acts[];
extern const random_act random_file_acts[];
extern const random_act random_roster_acts[];

/* Writes, as printf. */
void random_say(random_writer *self, const char *format, ...);
/* Writes the part, with what stands in <> put in. */
void random_expand(random_writer *self, random_part what);
/* Writes what the part calls: a rule or an act, or one of several alternatives. */
void random_call(random_writer *self, random_part what);
/* The next word of the arguments, which is taken off them. */
const char *random_word(random_part *arguments, char *into, size_t size);
double random_number(random_part *arguments);
/* Calls the part so many times. */
void random_repeat(random_writer *self, random_part what, size_t n, const char *between);
/* Intervals of a table: those of one day, or of several. */
size_t random_slots(random_writer *self);

#endif

/* The acts of random_grammar.h that say who is scheduled when. */
#include "tests/support/random_scenario.h"
#include "tests/support/random_writer.h"

#include <math.h>
#include <string.h>

#define LONGEST (12 * 3600.0) /* s, of a shift */

/* Four moments of an opening, in order and apart, the last not too long after the first. */
static void
draw_times(random_writer *self, double time[4])
{
    random_frame *frame = &self->frame;
    const double whole = fmin(frame->close - frame->open, LONGEST);
    const double first = frame->open + random_between(frame, 0, frame->close - frame->open - whole);
    for (int j = 0; j < 4; j++) {
        time[j] = floor(first + whole / 4 * (j + random_between(frame, 0, 0.9)));
    }
    if (random_chance(frame, 0.3)) { /* on boundaries of intervals, as a table has it */
        time[0] = frame->open + floor((time[0] - frame->open) / frame->interval) * frame->interval;
    }
}

/* `start`, `end` and a break between. */
static void
shift(random_writer *self, random_part arguments)
{
    double time[4];
    char a[16], b[16], c[16], d[16];
    draw_times(self, time);
    const random_frame *frame = &self->frame;
    random_say(self, "start = \"%s\"; end = \"%s\"; breaks = ( { ", random_clock(frame, time[0], a),
               random_clock(frame, time[3], b));
    if (random_chance(&self->frame, 0.8)) {
        random_say(self, "within = [\"%s\", \"%s\"]; ", random_clock(frame, time[1], c),
                   random_clock(frame, time[2], d));
    }
    random_say(self, "length = \"%.0f s\"; ",
               fmax(floor(random_between(&self->frame, 0.1, 1) * (time[2] - time[1])), 1));
    random_expand(self, arguments);
    random_say(self, " } );");
}

/* A row of a list, or of a file. */
static void
say_row(random_writer *self, bool is_list, bool is_first, const char *const *field, int n)
{
    random_say(self, "%s", is_list ? ", (" : is_first ? "" : "\n");
    for (int j = 0; j < n; j++) {
        random_say(self, is_list ? "%s\"%s\"" : "%s%s", j > 0 ? "," : "", field[j]);
    }
    random_say(self, is_list ? ")" : "");
}

/* Rows of two agents, a1 and a2, on the weekdays: the same times on each. Where a day of the house goes over
 * midnight its rows are of two days by the calendar. */
static void
agent_rows(random_writer *self, random_part arguments)
{
    static const char *const days[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static const char *const activities[] = {"break", "lunch", "meeting", "training", "off"};
    random_frame *frame = &self->frame;
    char letter[4];
    random_word(&arguments, letter, sizeof(letter));
    for (int a = 1; a <= 2; a++) {
        double time[4];
        draw_times(self, time);
        for (int day = 0; day < 7; day++) {
            for (int k = 0; k < 3; k++) {
                char from[16], to[16];
                const char *const field[] = {
                    a == 1 ? "a1" : "a2",
                    days[(day + (frame->begin + time[k] >= 86400)) % 7],
                    random_clock(frame, time[k], from),
                    random_clock(frame, time[k + 1], to),
                    k == 1 ? activities[random_below(frame, 5)] : "work",
                    k == 1 ? random_chance(frame, 0.5) ? "yes" : "no" : "",
                };
                say_row(self, letter[0] == 'l', a == 1 && day + k == 0, field, 6);
            }
        }
    }
}

const random_act random_roster_acts[] = {
    {"shift", shift}, {"agent_rows", agent_rows}, {NULL, NULL}};

/* What everything else in a random scenario depends on: how long and how busy, and which names
 * there are. Drawn first. */
#ifndef RANDOM_FRAME_H
#define RANDOM_FRAME_H

#include "sim/random.h"
#include <stdbool.h>
#include <stddef.h>

typedef enum random_list_kind {
    RANDOM_ALL,      /* channels that there are */
    RANDOM_CHANNELS, /* those offered */
    RANDOM_WANTED,   /* those that customers may want */
    RANDOM_ISSUES,
    RANDOM_QUEUES,
    RANDOM_GROUPS,
    RANDOM_NODES,
    RANDOM_WEEKDAYS,
    RANDOM_DEFINED,   /* one name if queues are written */
    RANDOM_INHERITED, /* one name if the work is given for every issue */
    RANDOM_DECLARED,  /* channels of names other than their kinds' */
    RANDOM_ITEMS,     /* channels of items, offered */
    RANDOM_TIED,      /* one name if everything happens at whole moments */
    RANDOM_RATED, /* one name if all channels are chats, which may have rates in place of turns */
    RANDOM_PREDICTED, /* one name if waits are predicted */
    RANDOM_SLOTTED,   /* one name if queues may have slots, and items go to no wrong one */
    RANDOM_UNEVEN,    /* one name if days have hours of their own, */
    RANDOM_ALIKE,     /* and else, or beside them, open weekdays that have those of all days */
    RANDOM_SURVEYS,   /* nodes behind agents */
    RANDOM_BOXES,     /* channels offered whose contacts are items */
    RANDOM_APART,     /* a queue of what is transferred, if there is one */
    RANDOM_PARTNERED, /* one name if nodes transfer to partners, too */
    RANDOM_CONNECTED, /* the provider of some agents, if there is one */
    RANDOM_ZONED,     /* one name if the house has a zone and dates */
    RANDOM_SPILLED,   /* one name if written queues may have rules of overflow */
    RANDOM_OUTSIDE,   /* one name if groups may be outsourced */
    RANDOM_LISTS
} random_list_kind;

typedef struct random_list {
    char name[12][48];
    int n;
} random_list;

typedef struct random_frame {
    sim_stream stream;
    sim_stream hours; /* of what was drawn later than all else, and leaves it as it was */
    random_list list[RANDOM_LISTS];
    bool is_common;     /* mostly what most centers are: calls, and nothing odd */
    double rich;        /* factor of the chances of settings that a common center has */
    double begin;       /* when days begin, s of the clock's day */
    double open, close; /* run.hours, s from there */
    double interval;    /* s */
    size_t days, per_day;
    size_t n_open;       /* days of the run that are open; 0: it is not known before it is read */
    double work;         /* typical work of a contact, s */
    double step;         /* of moments that coincide, s */
    double rate;         /* contacts an hour, in all */
    double agents;       /* in all */
    unsigned serves[12]; /* queues of a group, bit by bit */
    char takes[12][400]; /* what a queue says that it takes */
    char clock[1600];    /* run.hours, run.interval, the days and the windows, as written */
} random_frame;

/* Scenario number k depends on k alone. */
void random_frame_draw(random_frame *self, uint64_t k);

/* In [low, high). */
double random_between(random_frame *self, double low, double high);
/* What the clock shows so many s after a day has begun: "07:30:00". Returns buffer. */
const char *random_clock(const random_frame *self, double time, char buffer[16]);
/* One of 0 to n - 1. */
int random_below(random_frame *self, int n);
bool random_chance(random_frame *self, double p);
void random_order(random_frame *self, int *order, int n);

#endif

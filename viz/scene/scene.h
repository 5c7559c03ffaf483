/* One or two centers at a moment as a picture. Reads plain values only, so that a picture follows from
 * them alone. */
#ifndef VIZ_SCENE_H
#define VIZ_SCENE_H

#include "viz/player/tape.h"
#include "viz/scene/layout.h"
#include "viz/scene/picture.h"

/* A center. */
typedef struct viz_side {
    const char *title; /* the scenario's name, or "as it was" */
    const cc_view *view;
    const viz_tape *tape;
    const sim_trace_record *recent; /* of the last `recall` s, for who moves and what happened */
    size_t n_recent;
    double level_now, level_today; /* service level; NAN: none */
    uint32_t abandoned_today, arrived_today;
    uint64_t diverged;    /* ms of the run; UINT64_MAX: never */
    const char *happened; /* the one line of what just happened */
} viz_side;

typedef struct viz_difference {
    const char *words; /* "service level, voice" */
    double value;      /* second less first, in the figure's unit; NAN: not known yet */
    const char *text;  /* "+3.4 points" */
    bool is_good, is_bad;
} viz_difference;

typedef struct viz_bookmark {
    double time; /* s */
    char key;    /* 1 to 9 */
} viz_bookmark;

typedef enum viz_select_kind {
    VIZ_SELECT_NOTHING,
    VIZ_SELECT_CUSTOMER,
    VIZ_SELECT_SEAT,
    VIZ_SELECT_QUEUE,
    VIZ_SELECT_GROUP,
    VIZ_SELECT_NODE
} viz_select_kind;

typedef struct viz_selection {
    uint8_t kind; /* viz_select_kind */
    int side;
    uint64_t which;      /* agent, queue, group, node; of a customer the name */
    const char *name;    /* "regular 1.17" */
    const char *fate[2]; /* in each center: where it is and how it went, "not yet here", "gone" */
} viz_selection;

/* All that the picture of the centers shows; what lies over it (buttons, dialogs, help, lessons) is
 * drawn by the session on top. */
typedef struct viz_scene {
    viz_side side[2];
    int n_sides;
    double window;     /* s of simulated time that a movement takes: 0: none is shown */
    double speed;      /* simulated s a second; 0: paused */
    const char *clock; /* "Mon 10:32:05" */
    double from, to;   /* s: of the day on the strip */
    double day_begin;  /* s: clock at time 0 of the run */
    const viz_bookmark *bookmark;
    size_t n_bookmarks;
    const double *intervention; /* s: times of the script */
    size_t n_interventions;
    const viz_difference *difference;
    size_t n_differences;
    viz_selection selection;
    float scroll[2]; /* of the floors, px */
} viz_scene;

/* What there is to show of a center, whoever waits or works: the layout is the same all day. */
viz_contents viz_scene_contents(const cc_view *view);
/* Draws the centers within the layout; begins no new picture. */
void viz_scene_draw(const viz_scene *self, const viz_layout *layout, viz_picture *picture);
/* An arrow out of the lower right corner of a seat: it finishes what is in hand, and goes. */
void viz_scene_mark_leaving(viz_picture *picture, viz_box seat, viz_role ground);
/* px that the floor of that side can be scrolled, at most; 0: all of it is seen. Of a picture that has
 * begun, for its measures. */
float viz_scene_most_scroll(const viz_scene *self, const viz_layout *layout,
                            const viz_picture *picture, int side);
/* s of the run at that place of the strip of the day, cut to its ends; NAN: there is no strip. */
double viz_scene_time_at(const viz_scene *self, const viz_layout *layout,
                         const viz_picture *picture, float x);

#endif

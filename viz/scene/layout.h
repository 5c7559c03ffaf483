/* Where the parts of the window are, for its size, scale and number of centers. */
#ifndef VIZ_LAYOUT_H
#define VIZ_LAYOUT_H

#include "viz/scene/picture.h"

/* A part without a size is left out, for want of room. */
typedef struct viz_layout {
    viz_box window;
    viz_box title;               /* clock, speed, scenario */
    viz_box wallboard[2];        /* by center */
    viz_box queues[2], floor[2]; /* lanes and nodes; seats */
    viz_box exits[2];            /* below both: how contacts end */
    viz_box difference;          /* between two centers; no size with one */
    viz_box selection;           /* the fate of what is selected */
    viz_box happened;            /* the line of what just happened */
    viz_box strip;               /* the day */
    viz_box bar;                 /* buttons */
} viz_layout;

/* How much there is to show of a center: what queues and floor need of the height. */
typedef struct viz_contents {
    int n_lanes; /* that contacts come to */
    bool has_nodes;
    int n_groups;
    uint32_t n_seats;
} viz_contents;

/* 640 x 480 is the least that it is made for. contents: of each side. */
viz_layout viz_layout_make(int width, int height, float unit, const viz_measure *measure,
                           int n_sides, const viz_contents *contents);
/* Units: the most height of a lane for its dots, of n lanes: few are higher. */
float viz_layout_lane(int n);
/* px of a unit: the window's height / 720 (or what its width allows), times scale; but so large that
 * text can be read, and so small that there is room for it. */
float viz_layout_unit(int width, int height, float scale);
/* px of a text's em: 12, 14, 18 and 30 units; with large text all more, the least 1/45 of the window's
 * height. */
float viz_layout_text(viz_text_size size, float unit, int height, bool is_large);

#endif

/* What the parts of a scene share: the picture being made, its measures, and where things are, for
 * whoever moves between them. */
#ifndef VIZ_DRAW_H
#define VIZ_DRAW_H

#include "report/words.h"
#include "viz/scene/scene.h"
#include "viz/scene/seat_shape.h"

#define VIZ_MOST_LANES 64   /* shown */
#define VIZ_MOST_SEATS 4000 /* shown one by one */

typedef struct viz_draw {
    const viz_scene *scene;
    const viz_layout *layout;
    viz_picture *picture;
    float unit;                   /* px */
    float text[VIZ_N_TEXT_SIZES]; /* px: heights of lines */
    float gap, pad;               /* px: between parts, within them */
} viz_draw;

/* ---- who moves ---- */
#define VIZ_MOST_MOVES 300 /* shown */

typedef enum viz_place_kind {
    VIZ_AT_DOOR,
    VIZ_AT_NODE, /* which: node */
    VIZ_AT_LANE, /* which: lane */
    VIZ_AT_SEAT, /* which: agent */
    VIZ_AT_EXIT, /* which: viz_exit */
} viz_place_kind;

typedef struct viz_place {
    uint8_t kind; /* viz_place_kind */
    uint32_t which;
} viz_place;

typedef struct viz_move {
    uint64_t owner; /* the name */
    double time;    /* s: when it happened */
    viz_place from, to;
} viz_move;

typedef struct viz_moves {
    int n;
    viz_move move[VIZ_MOST_MOVES];
} viz_moves;

/* ---- lanes and nodes ---- */
typedef enum viz_exit { /* from left to right: below the lanes, then below the agents */
                        VIZ_EXIT_AWAY, /* dormant, or to try again: they come back from here */
                        VIZ_EXIT_BLOCKED,
                        VIZ_EXIT_GAVE_UP,
                        VIZ_EXIT_LOST,
                        VIZ_EXIT_CONTAINED,
                        VIZ_EXIT_RESOLVED,
                        VIZ_N_EXITS
} viz_exit;

typedef struct viz_lane_place {
    int lane;      /* queue * n_channels + channel */
    viz_box track; /* where the dots are, the first at its right end, */
    float tail;    /* px: the last from there on */
} viz_lane_place;

/* ---- seats ---- */
typedef struct viz_block { /* a group's */
    int group;
    viz_box box;  /* px, as if not scrolled: header and seats */
    float header; /* px of height */
    float pitch;  /* px from seat to seat; of cells: their side */
    uint16_t n_columns, n_rows;
    bool is_map;         /* a density map, */
    bool is_row;         /* between name and numbers, in one line with them */
    viz_box map;         /* px, as box */
    const char *caption; /* above it: a site; NULL: none */
    bool begins;         /* another site */
    bool is_home;
} viz_block;

typedef struct viz_floor {
    viz_box view;    /* px: what is seen of the blocks */
    bool has_legend; /* above it */
    float scroll;    /* px */
    float height;    /* px: of all blocks */
    int n;
    viz_block block[CC_MAX_GROUPS];
    uint16_t block_of[CC_MAX_GROUPS]; /* by group */
} viz_floor;

/* Where things are of one center, as drawn. */
typedef struct viz_places {
    viz_box door;               /* where contacts come from */
    viz_box node[CC_MAX_NODES]; /* no size: not shown */
    viz_box exit[VIZ_N_EXITS];
    viz_lane_place lane[VIZ_MOST_LANES];
    int n_lanes;
    viz_box rest; /* for lanes that are not shown */
    viz_floor floor;
    viz_moves moves; /* and who is under way */
} viz_places;

/* ---- words ---- */
/* "0:20", "1:02:10", "2 d 4 h". */
void viz_draw_duration(char *text, size_t size, double seconds);
/* "1,234". */
void viz_draw_count(char *text, size_t size, uint64_t n);
/* Of the run's time: "10:30". */
void viz_draw_hour(const viz_scene *scene, double time, char *text, size_t size);

/* The mean target of the service levels of lanes that have one; NAN: none. */
double viz_draw_target(const cc_view *view);

/* ---- shapes ---- */
void viz_draw_rect(const viz_draw *self, viz_box box, viz_role colour);
/* A part of the window, on its own ground; what is within its edge. */
viz_box viz_draw_panel(const viz_draw *self, viz_box box);
/* A sprite without a ring. */
viz_shape *viz_draw_icon(const viz_draw *self, float x, float y, float size, cc_seat_state state,
                         viz_role ground);
/* Marks what is selected: a frame around it. */
void viz_draw_selected(const viz_draw *self, viz_box box);
float viz_draw_width(const viz_draw *self, viz_text_size size, const char *text);
static inline bool
viz_box_is_none(viz_box box)
{
    return !(box.w > 0 && box.h > 0);
}

/* ---- parts ---- */
void viz_draw_title(const viz_draw *self);
void viz_draw_wallboard(const viz_draw *self, int side);
void viz_draw_queues(const viz_draw *self, int side, viz_places *places);
void viz_draw_nodes(const viz_draw *self, int side, viz_box box, viz_places *places);
void viz_draw_exits(const viz_draw *self, int side, viz_places *places);
/* Where the seats are. */
void viz_floor_arrange(const viz_draw *self, int side, viz_floor *floor);
/* The middle of a seat, which may be out of sight; of a map, of its group. `seat` of the view. */
viz_box viz_floor_seat(const viz_floor *floor, const cc_view *view, uint32_t seat);
void viz_draw_floor(const viz_draw *self, int side, const viz_floor *floor);
/* Who went from one place to another just now, as the records tell it: those who have not arrived yet. */
void viz_moves_find(const viz_scene *scene, int side, viz_moves *moves);
/* Is that customer on the way there? */
bool viz_moves_has(const viz_moves *moves, uint64_t owner, viz_place_kind to);
void viz_draw_moves(const viz_draw *self, int side, const viz_places *places);
void viz_draw_strip(const viz_draw *self);
void viz_draw_difference(const viz_draw *self);
void viz_draw_happened(const viz_draw *self);

#endif

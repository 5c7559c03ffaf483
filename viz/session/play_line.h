/* A line of a session's file, understood. */
#ifndef VIZ_PLAY_LINE_H
#define VIZ_PLAY_LINE_H

#include "viz/session/play.h"

typedef enum viz_play_kind {
    VIZ_PLAY_KEY,
    VIZ_PLAY_TYPE,
    VIZ_PLAY_CLICK,
    VIZ_PLAY_DRAG,
    VIZ_PLAY_WHEEL,
    VIZ_PLAY_WAIT,
    VIZ_PLAY_REST,
    VIZ_PLAY_EXPECT,
    VIZ_PLAY_SHOT,
    VIZ_PLAY_RESIZE,
    VIZ_PLAY_CLOSE
} viz_play_kind;

typedef struct viz_play_place {
    double value; /* px, s, notches; or a share of the window */
    bool is_share;
} viz_play_place;

struct viz_play_line {
    viz_play_kind kind;
    int number;
    bool is_not;
    char *words; /* NULL: none */
    viz_play_place place[4];
};

#endif

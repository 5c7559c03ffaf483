/* Colours by what they mean. Every two states of a seat differ in shape too, and their colours can
 * be told apart by those who see few. */
#ifndef VIZ_THEME_H
#define VIZ_THEME_H

#include "models/center/view.h"

typedef enum viz_theme { VIZ_DARK, VIZ_LIGHT, VIZ_N_THEMES } viz_theme;

/* X(ROLE, dark, light): 0xRRGGBB. The values are theme.c's business; the order is not. */
typedef enum viz_role {
    VIZ_GROUND, /* behind everything */
    VIZ_PANEL,  /* behind a part */
    VIZ_RAISED, /* behind a button, a dialog */
    VIZ_LINES,  /* between parts */
    VIZ_INK,    /* text */
    VIZ_FAINT,  /* text of less weight */
    VIZ_ACCENT, /* chosen, focused */
    VIZ_GOOD,   /* within target */
    VIZ_WARN,   /* near it */
    VIZ_BAD,    /* past it */
    VIZ_PLAN,   /* what was planned */
    VIZ_FLOW,   /* who moves */
    VIZ_SIDE_A, /* of two centers, the first */
    VIZ_SIDE_B,
    VIZ_SEAT_FIRST, /* + cc_seat_state */
    VIZ_N_ROLES = VIZ_SEAT_FIRST + CC_N_SEAT_STATES
} viz_role;

typedef struct viz_colour {
    uint8_t r, g, b;
} viz_colour;

viz_colour viz_theme_colour(viz_theme theme, viz_role role);
const char *viz_theme_name(viz_theme theme);
/* -1: there is none of that name. */
int viz_theme_find(const char *name);

#endif

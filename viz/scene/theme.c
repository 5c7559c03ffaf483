/* The colours of both themes. tests/viz/scene/test_theme.c holds them against what they must be: told apart
 * by everybody, and readable on what they stand on. */
#include "viz/scene/theme.h"

#include <string.h>

#define COLOUR(rgb)                                                                                \
    {                                                                                              \
        (rgb) >> 16 & 0xff, (rgb) >> 8 & 0xff, (rgb)&0xff                                          \
    }

/* X(role, dark, light) */
#define COLOURS(X)                                                                                 \
    X(VIZ_GROUND, 0x05080c, 0xe9edf2)                                                              \
    X(VIZ_PANEL, 0x10151d, 0xffffff)                                                               \
    X(VIZ_RAISED, 0x1f2835, 0xe6ebf2)                                                              \
    X(VIZ_LINES, 0x37445a, 0xc3cbd8)                                                               \
    X(VIZ_INK, 0xf1f4f9, 0x131a26)                                                                 \
    X(VIZ_FAINT, 0xa3b0c4, 0x4d5a6d)                                                               \
    X(VIZ_ACCENT, 0x6cb6ff, 0x0b5cad)                                                              \
    X(VIZ_GOOD, 0x4fd39a, 0x077045)                                                                \
    X(VIZ_WARN, 0xffc44d, 0x8f5b00)                                                                \
    X(VIZ_BAD, 0xff7a6b, 0xc22a1e)                                                                 \
    X(VIZ_PLAN, 0xb9a6ff, 0x6a48c8)                                                                \
    X(VIZ_FLOW, 0xd9e6f7, 0x27405f)                                                                \
    X(VIZ_SIDE_A, 0x5cc8ff, 0x00639c)                                                              \
    X(VIZ_SIDE_B, 0xffb066, 0x9a4a00)                                                              \
    X(VIZ_SEAT_FIRST + CC_SEAT_OFF, 0x4b696c, 0x968eb9)                                            \
    X(VIZ_SEAT_FIRST + CC_SEAT_READY, 0x9ef9c9, 0x61a086)                                          \
    X(VIZ_SEAT_FIRST + CC_SEAT_TALKING, 0x7d57cd, 0x002e72)                                        \
    X(VIZ_SEAT_FIRST + CC_SEAT_CHATTING, 0xc296ff, 0x9000f1)                                       \
    X(VIZ_SEAT_FIRST + CC_SEAT_WRITING, 0xe5e6ff, 0x000015)                                        \
    X(VIZ_SEAT_FIRST + CC_SEAT_WRAP_UP, 0xffe900, 0xd27a00)                                        \
    X(VIZ_SEAT_FIRST + CC_SEAT_BREAK, 0x8f9fa0, 0x5e5e5a)                                          \
    X(VIZ_SEAT_FIRST + CC_SEAT_NOT_READY, 0xd7905b, 0x3d1200)                                      \
    X(VIZ_SEAT_FIRST + CC_SEAT_DISCONNECTED, 0xb33826, 0xa3370a)

#define DARK(role, dark, light) [role] = COLOUR(dark),
#define LIGHT(role, dark, light) [role] = COLOUR(light),
static const viz_colour colours[VIZ_N_THEMES][VIZ_N_ROLES] = {
    [VIZ_DARK] = {COLOURS(DARK)},
    [VIZ_LIGHT] = {COLOURS(LIGHT)},
};

static const char *const names[VIZ_N_THEMES] = {[VIZ_DARK] = "dark", [VIZ_LIGHT] = "light"};

viz_colour
viz_theme_colour(viz_theme theme, viz_role role)
{
    return colours[theme][role];
}

const char *
viz_theme_name(viz_theme theme)
{
    return names[theme];
}

int
viz_theme_find(const char *name)
{
    for (int j = 0; j < VIZ_N_THEMES; j++) {
        if (strcmp(names[j], name) == 0) {
            return j;
        }
    }
    return -1;
}

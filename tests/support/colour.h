/* How colours look to people: contrast, difference, and to those who lack one kind of cones. */
#ifndef SUPPORT_COLOUR_H
#define SUPPORT_COLOUR_H

#include "viz/scene/theme.h"

typedef struct lab {
    double l, a, b;
} lab;

typedef enum vision { VISION_USUAL, VISION_PROTAN, VISION_DEUTAN, VISION_TRITAN, N_VISIONS } vision;

/* CIE L*a*b* under D65, as it looks with that vision. */
lab colour_lab(viz_colour colour, vision by);
/* CIEDE2000. */
double colour_difference(lab x, lab y);
/* Contrast of WCAG 2: 1 to 21. */
double colour_contrast(viz_colour x, viz_colour y);

#endif

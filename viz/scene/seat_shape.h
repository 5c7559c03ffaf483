/* What a seat looks like in each state: the shapes of its sprite, in a square of side 1. Whoever draws
 * samples them; no two states have the same, so that they differ without colour too. */
#ifndef VIZ_SEAT_SHAPE_H
#define VIZ_SEAT_SHAPE_H

#include "models/center/view.h"

#define VIZ_RING_STEPS 32

/* Is (x, y), from the upper left corner, y down, on the figure of that state? With a ring it is smaller. */
bool viz_seat_covers(cc_seat_state state, bool has_ring, float x, float y);
/* Is it on the ring of which `ring` thirty-seconds are past, from the top, clockwise? */
bool viz_seat_ring_covers(int ring, float x, float y);
/* ... on the rest of it, which is drawn fainter? */
bool viz_seat_ring_rest(int ring, float x, float y);
/* How much of a pixel of a sprite `size` px wide the figure covers, and the ring, and its rest: 0 to 1
 * each; `samples` x `samples` points are looked at. */
void viz_seat_pixel(cc_seat_state state, bool has_ring, int ring, int size, int column, int row,
                    int samples, float cover[3]);
/* s in a state as thirty-seconds of a ring; a full one is 10 minutes. 0: not known. */
int viz_seat_ring(double seconds);

#endif

/* Figures that are still unlike each other when they are six pixels wide: solid, hollow, pointed, cut
 * across, cut down, crossed. Speech is a disc, chat a bubble, writing a sheet; a pause is what players show
 * for it. */
#include "viz/scene/seat_shape.h"

#include <math.h>

#define RING_OUTER 0.5f
#define RING_INNER 0.41f
#define FULL_RING 600.0 /* s */
#define TURN 6.2831853f

static bool
in_box(float x, float y, float half_w, float half_h, float corner)
{
    const float dx = fmaxf(fabsf(x) - half_w + corner, 0),
                dy = fmaxf(fabsf(y) - half_h + corner, 0);
    return dx * dx + dy * dy <= corner * corner;
}

static bool
in_disc(float x, float y, float radius)
{
    return x * x + y * y <= radius * radius;
}

/* x and y from the middle, in half sides: the figure reaches from -1 to 1. */
static bool
figure(cc_seat_state state, float x, float y)
{
    switch (state) {
    case CC_SEAT_OFF: /* a speck */
        return in_disc(x, y, 0.28f);
    case CC_SEAT_READY: /* hollow: room for somebody */
        return in_disc(x, y, 0.96f) && !in_disc(x, y, 0.56f);
    case CC_SEAT_TALKING: /* solid */
        return in_disc(x, y, 0.96f);
    case CC_SEAT_CHATTING: /* a bubble with its tail */
        return in_box(x, y + 0.22f, 0.96f, 0.70f, 0.3f) ||
               (y > 0.4f && y < 0.98f && x > -0.66f && x < -0.66f + (0.98f - y) * 1.1f);
    case CC_SEAT_WRITING: /* a sheet with two lines */
        return in_box(x, y, 0.74f, 0.96f, 0.08f) &&
               !(fabsf(x) < 0.46f && (fabsf(y + 0.34f) < 0.14f || fabsf(y - 0.28f) < 0.14f));
    case CC_SEAT_WRAP_UP: /* a diamond */
        return fabsf(x) + fabsf(y) <= 1;
    case CC_SEAT_BREAK: /* two bars */
        return fabsf(y) <= 0.8f && fabsf(x) >= 0.24f && fabsf(x) <= 0.74f;
    case CC_SEAT_NOT_READY: /* a disc cut across */
        return in_disc(x, y, 0.96f) && !(fabsf(y) < 0.3f && fabsf(x) < 0.8f);
    case CC_SEAT_DISCONNECTED: /* a cross */
        return (fabsf(x - y) < 0.4f || fabsf(x + y) < 0.4f) && fabsf(x) < 0.86f && fabsf(y) < 0.86f;
    case CC_N_SEAT_STATES:
        break;
    }
    return false;
}

bool
viz_seat_covers(cc_seat_state state, bool has_ring, float x, float y)
{
    const float half = has_ring ? 0.31f : 0.46f;
    return figure(state, (x - 0.5f) / half, (y - 0.5f) / half);
}

static bool
on_ring(float x, float y)
{
    x -= 0.5f;
    y -= 0.5f;
    return in_disc(x, y, RING_OUTER) && !in_disc(x, y, RING_INNER);
}

/* Of the round, from the top, clockwise: [0, 1). */
static float
angle(float x, float y)
{
    const float a = atan2f(x - 0.5f, 0.5f - y) / TURN;
    return a < 0 ? a + 1 : a;
}

bool
viz_seat_ring_covers(int ring, float x, float y)
{
    return on_ring(x, y) && angle(x, y) * VIZ_RING_STEPS < (float)ring;
}

bool
viz_seat_ring_rest(int ring, float x, float y)
{
    return on_ring(x, y) && angle(x, y) * VIZ_RING_STEPS >= (float)ring;
}

void
viz_seat_pixel(cc_seat_state state, bool has_ring, int ring, int size, int column, int row,
               int samples, float cover[3])
{
    int n[3] = {0};
    for (int j = 0; j < samples * samples; j++) {
        const float step = 1 / (float)(size * samples);
        const float x = (float)(column * samples + j % samples) * step + step / 2;
        const float y = (float)(row * samples + j / samples) * step + step / 2;
        n[0] += viz_seat_covers(state, has_ring, x, y);
        n[1] += has_ring && viz_seat_ring_covers(ring, x, y);
        n[2] += has_ring && viz_seat_ring_rest(ring, x, y);
    }
    for (int j = 0; j < 3; j++) {
        cover[j] = (float)n[j] / (float)(samples * samples);
    }
}

int
viz_seat_ring(double seconds)
{
    if (!(seconds > 0)) {
        return 0;
    }
    const double part = fmin(seconds / FULL_RING, 1);
    return (int)(part * VIZ_RING_STEPS);
}

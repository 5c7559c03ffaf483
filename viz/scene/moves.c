/* Who is under way, along a straight line, slow at both ends; with a tail that shows where from. */
#include "viz/scene/draw.h"

#include <math.h>

typedef struct point {
    float x, y;
} point;

static point
middle(viz_box box)
{
    return (point){box.x + box.w / 2, box.y + box.h / 2};
}

static point
into(point p, viz_box box)
{
    return (point){fminf(fmaxf(p.x, box.x), box.x + box.w),
                   fminf(fmaxf(p.y, box.y), box.y + box.h)};
}

static bool
seat_of(const cc_view *view, const viz_floor *floor, uint32_t agent, point *at)
{
    for (int g = 0; g < view->n_groups;
         g++) { /* a group's own seats follow each other, spare ones too */
        const cc_view_group *group = &view->group[g];
        for (uint32_t part = 0, from = 0; part < 2 && from < group->n_seats; part++) {
            const uint32_t first = view->seat[group->first + from].agent;
            const uint32_t j = from + (agent - first);
            if (agent >= first && j < group->n_seats &&
                view->seat[group->first + j].agent == agent) {
                *at = into(middle(viz_floor_seat(floor, view, group->first + j)), floor->view);
                return true;
            }
            /* where the spare ones begin */
            uint32_t low = from, high = group->n_seats;
            while (high - low > 1) {
                const uint32_t half = (low + high) / 2;
                const bool follows = view->seat[group->first + half].agent == first + (half - from);
                *(follows ? &low : &high) = half;
            }
            from = high;
        }
    }
    return false;
}

static bool
point_of(const viz_draw *self, int side, const viz_places *places, viz_place place, bool is_end,
         point *at)
{
    const cc_view *view = self->scene->side[side].view;
    switch ((viz_place_kind)place.kind) {
    case VIZ_AT_DOOR:
        *at = middle(places->door);
        return true;
    case VIZ_AT_NODE: /* at the lower edge */
        *at = middle(places->node[place.which]);
        at->y = places->node[place.which].y + places->node[place.which].h;
        return places->node[place.which].w > 0;
    case VIZ_AT_EXIT: /* at the upper edge, beside what is written there */
        *at = middle(places->exit[place.which]);
        at->y = places->exit[place.which].y;
        return places->exit[place.which].w > 0;
    case VIZ_AT_SEAT:
        return !viz_box_is_none(places->floor.view) &&
               seat_of(view, &places->floor, place.which, at);
    case VIZ_AT_LANE:
        for (int j = 0; j < places->n_lanes; j++) {
            const viz_lane_place *lane = &places->lane[j];
            if (lane->lane == (int)place.which) {
                const float x = is_end ? lane->tail : lane->track.x + lane->track.w;
                *at = (point){x, lane->track.y + lane->track.h / 2};
                return true;
            }
        }
        *at = middle(places->rest);
        return places->rest.w > 0;
    }
    return false;
}

static point
between(point a, point b, float part)
{
    const float f = part <= 0 ? 0 : part * part * (3 - 2 * part);
    return (point){a.x + (b.x - a.x) * f, a.y + (b.y - a.y) * f};
}

static viz_role
role_of(viz_place to)
{
    if (to.kind != VIZ_AT_EXIT) {
        return VIZ_FLOW;
    }
    return to.which == VIZ_EXIT_RESOLVED || to.which == VIZ_EXIT_CONTAINED ? VIZ_GOOD
           : to.which == VIZ_EXIT_AWAY                                     ? VIZ_PLAN
                                                                           : VIZ_BAD;
}

void
viz_draw_moves(const viz_draw *self, int side, const viz_places *places)
{
    const viz_scene *scene = self->scene;
    const float size = floorf(8 * self->unit), line = fmaxf(self->unit, 1);
    for (int j = 0; j < places->moves.n; j++) {
        const viz_move *move = &places->moves.move[j];
        point from, to;
        const float part = (float)((scene->side[side].view->time - move->time) / scene->window);
        if (part < 0 || part >= 1 || !point_of(self, side, places, move->from, false, &from) ||
            !point_of(self, side, places, move->to, true, &to)) {
            continue;
        }
        const point now = between(from, to, part), tail = between(from, to, part - 0.12f);
        const viz_role colour = role_of(move->to);
        viz_shape *shape =
            viz_picture_add(self->picture, VIZ_LINE,
                            (viz_box){tail.x, tail.y, now.x - tail.x, now.y - tail.y}, colour);
        shape->line = line;
        shape = viz_picture_add(self->picture, VIZ_DOT,
                                (viz_box){now.x - size / 2, now.y - size / 2, size, size}, colour);
        shape->hit = VIZ_HIT_CUSTOMER;
        shape->a = (uint32_t)side;
        shape->b = move->owner;
        shape->is_selected =
            scene->selection.kind == VIZ_SELECT_CUSTOMER && scene->selection.which == move->owner;
        if (shape->is_selected) {
            viz_draw_selected(self, shape->box);
        }
    }
}

/* Places that contacts pass through: nodes of automation above the lanes; below them the exits, and the
 * place of those who are away for a while. */
#include "viz/scene/draw.h"

#include <math.h>
#include <stdio.h>

static bool
is_flat(const viz_draw *self, float h)
{
    return h < self->text[VIZ_SMALL] + self->text[VIZ_BODY];
}

/* A card: words above a number, or before it. */
static void
draw_card(const viz_draw *self, viz_box box, const char *word, const char *number, viz_role colour,
          viz_role mark, viz_role ground)
{
    viz_draw_rect(self, box, ground);
    const float bar = floorf(fmaxf(3 * self->unit, 2));
    viz_draw_rect(self, (viz_box){box.x, box.y, bar, box.h}, mark);
    const float x = box.x + bar + floorf(self->pad / 2), w = box.x + box.w - x - 1;
    const float words = self->text[VIZ_SMALL];
    if (is_flat(self, box.h)) {
        const float number_w = fminf(viz_draw_width(self, VIZ_BODY, number), w);
        viz_picture_text(self->picture, (viz_box){x + w - number_w, box.y, number_w, box.h},
                         VIZ_BODY, 2, colour, ground, number);
        viz_picture_text(self->picture, (viz_box){x, box.y, w - number_w - self->pad, box.h},
                         VIZ_SMALL, 0, VIZ_FAINT, ground, word);
        return;
    }
    const float y = box.y + floorf((box.h - words - self->text[VIZ_BODY]) / 2);
    viz_picture_text(self->picture, (viz_box){x, y, w, words}, VIZ_SMALL, 0, VIZ_FAINT, ground,
                     word);
    viz_picture_text(self->picture, (viz_box){x, y + words, w, self->text[VIZ_BODY]}, VIZ_BODY, 0,
                     colour, ground, number);
}

void
viz_draw_nodes(const viz_draw *self, int side, viz_box box, viz_places *places)
{
    const cc_view *view = self->scene->side[side].view;
    const float between = self->pad;
    const float least = 6.2f * self->text[VIZ_BODY];
    int n = (int)((box.w + between) / (least + between));
    n = n < view->n_nodes ? n : view->n_nodes;
    if (n < 1) {
        return;
    }
    const bool has_more = n < view->n_nodes;
    const float w = fminf(floorf((box.w + between) / (float)n - between), 2 * least);
    for (int j = 0; j < n; j++) {
        const viz_box card = {box.x + (w + between) * (float)j, box.y, w, box.h};
        if (has_more && j == n - 1) {
            uint64_t inside = 0;
            for (int k = j; k < view->n_nodes; k++) {
                inside += view->node[k].n_inside + view->node[k].n_in_line;
                places->node[k] = card;
            }
            char word[64], number[32];
            snprintf(word, sizeof(word), _("%d more"), view->n_nodes - j);
            viz_draw_count(number, sizeof(number), inside);
            draw_card(self, card, word, number, VIZ_INK, VIZ_LINES, VIZ_RAISED);
            break;
        }
        const cc_view_node *node = &view->node[j];
        const char *name = view->scenario->center.node[j].name;
        char inside[32], line[32], text[120];
        viz_draw_count(inside, sizeof(inside), node->n_inside);
        viz_draw_count(line, sizeof(line), node->n_in_line);
        if (node->is_broken) {
            snprintf(text, sizeof(text), "%s", _("out of order"));
        } else if (node->n_in_line > 0) {
            snprintf(text, sizeof(text), _("%s, %s in line"), inside, line);
        } else {
            snprintf(text, sizeof(text), "%s", inside);
        }
        draw_card(self, card, name, text, node->is_broken ? VIZ_BAD : VIZ_INK,
                  node->is_broken ? VIZ_BAD : VIZ_ACCENT, VIZ_RAISED);
        places->node[j] = card;
        viz_shape *hit = viz_picture_add(self->picture, VIZ_FRAME, card, VIZ_ACCENT);
        const viz_selection *selected = &self->scene->selection;
        hit->is_selected = selected->kind == VIZ_SELECT_NODE && selected->side == side &&
                           selected->which == (uint64_t)j;
        hit->line = hit->is_selected ? fmaxf(self->unit, 1) : 0;
        hit->hit = VIZ_HIT_NODE;
        hit->a = (uint32_t)side;
        hit->b = (uint64_t)j;
    }
}

/* ---- exits ---- */

typedef struct way_out {
    const char *word;
    char number[40];
    viz_role mark;
    int rank;     /* 0 goes last where there is no room */
    bool is_none; /* nobody goes that way in this center */
} way_out;

static void
count_exits(const viz_draw *self, int side, way_out *out)
{
    const viz_side *it = &self->scene->side[side];
    const cc_view *view = it->view;
    const viz_cell sum = it->tape != NULL
                             ? viz_tape_sum(it->tape, -1, self->scene->from, view->time)
                             : (viz_cell){0};
    const uint64_t away = (uint64_t)view->n_dormant + view->n_redialling + view->n_returning;
    const struct {
        const char *word;
        uint64_t n;
        viz_role mark;
        int rank;
        bool is_none;
    } all[VIZ_N_EXITS] = {
        [VIZ_EXIT_AWAY] = {_("will be back"), away, VIZ_PLAN, 3, false},
        [VIZ_EXIT_BLOCKED] = {_("blocked"), sum.blocked, VIZ_BAD, 5, sum.blocked == 0},
        [VIZ_EXIT_GAVE_UP] = {_("gave up"), sum.abandoned, VIZ_WARN, 1, false},
        [VIZ_EXIT_LOST] = {_("lost"), sum.lost, VIZ_BAD, 2, false},
        [VIZ_EXIT_CONTAINED] = {_("contained"), sum.contained, VIZ_ACCENT, 4, view->n_nodes == 0},
        [VIZ_EXIT_RESOLVED] = {_("resolved"), sum.resolved, VIZ_GOOD, 0, false},
    };
    for (int j = 0; j < VIZ_N_EXITS; j++) {
        out[j] = (way_out){all[j].word, "", all[j].mark, all[j].rank, all[j].is_none};
        viz_draw_count(out[j].number, sizeof(out[j].number), all[j].n);
    }
}

void
viz_draw_exits(const viz_draw *self, int side, viz_places *places)
{
    const viz_box box = self->layout->exits[side];
    way_out out[VIZ_N_EXITS];
    if (viz_box_is_none(box)) { /* who leaves goes out at the lower end */
        const viz_box queues = self->layout->queues[side];
        for (int j = 0; j < VIZ_N_EXITS; j++) {
            places->exit[j] = (viz_box){queues.x, queues.y + queues.h, queues.w, 1};
        }
        return;
    }
    count_exits(self, side, out);
    const float between = self->pad, edge = floorf(fmaxf(3 * self->unit, 2)) + self->pad;
    float width[VIZ_N_EXITS], sum = 0;
    int n = 0, n_shown = 0;
    for (n = VIZ_N_EXITS; n > 0; n--) {
        sum = 0;
        n_shown = 0;
        for (int j = 0; j < VIZ_N_EXITS; j++) {
            const float word = viz_draw_width(self, VIZ_SMALL, out[j].word);
            const float number = fmaxf(viz_draw_width(self, VIZ_BODY, out[j].number),
                                       viz_draw_width(self, VIZ_BODY, "000"));
            width[j] = out[j].rank >= n || out[j].is_none ? 0
                       : is_flat(self, box.h)             ? word + number + self->pad + edge
                                                          : fmaxf(word, number) + edge;
            sum += width[j];
            n_shown += width[j] > 0;
        }
        sum += between * (float)(n_shown > 0 ? n_shown - 1 : 0);
        if (sum <= box.w) {
            break;
        }
    }
    if (n == 0) {
        return;
    }
    const float more = floorf((box.w - sum) / (float)n_shown);
    float x = box.x;
    for (int j = 0; j < VIZ_N_EXITS; j++) {
        if (width[j] > 0) {
            places->exit[j] = (viz_box){x, box.y, width[j] + more, box.h};
            draw_card(self, places->exit[j], out[j].word, out[j].number, VIZ_INK, out[j].mark,
                      VIZ_PANEL);
            x += width[j] + more + between;
        } else { /* who goes there leaves at the right end */
            places->exit[j] = (viz_box){box.x + box.w, box.y, 1, box.h};
        }
    }
}

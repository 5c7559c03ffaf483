/* Figures in large numbers, as on the wall of a center. What does not fit is left out, the least
 * important first; widths are those of the widest numbers, so that nothing jumps. */
#include "viz/scene/draw.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define N_TILES 8
#define ENOUGH 5        /* tiles; where numbers must be small for that, 3 will do */
#define NEAR_TARGET 0.1 /* below it, of a share */

typedef struct tile {
    const char *word;
    char value[40];
    const char *widest; /* that it is likely to be */
    viz_role colour;
    int rank; /* 0 goes last */
} tile;

static void
put_level(tile *it, double level, double target)
{
    if (isnan(level)) {
        snprintf(it->value, sizeof(it->value), "\xe2\x80\x93"); /* a dash */
        return;
    }
    snprintf(it->value, sizeof(it->value), "%.0f %%", 100 * level);
    if (!isnan(target)) {
        it->colour = level >= target                 ? VIZ_GOOD
                     : level >= target - NEAR_TARGET ? VIZ_WARN
                                                     : VIZ_BAD;
    }
}

static void
put_waiting(tile *number, tile *longest, const cc_view *view)
{
    uint64_t n = 0;
    double wait = 0, past = 0; /* past: of its target, the worst */
    for (int l = 0; l < view->n_queues * view->n_channels; l++) {
        const cc_view_lane *lane = &view->lane[l];
        if (cc_channel_survives(view->scenario, l % view->n_channels)) {
            continue; /* those are the backlog */
        }
        n += lane->n_waiting;
        wait = fmax(wait, lane->longest);
        past = lane->target > 0 ? fmax(past, lane->longest / lane->target) : past;
    }
    viz_draw_count(number->value, sizeof(number->value), n);
    viz_draw_duration(longest->value, sizeof(longest->value), wait);
    longest->colour = past > 1 ? VIZ_BAD : past > 0.5 ? VIZ_WARN : VIZ_INK;
}

static void
put_staff(tile *working, tile *staffed, const cc_view *view)
{
    uint64_t n_working = 0, n_staffed = 0;
    double planned = 0;
    for (int g = 0; g < view->n_groups; g++) {
        const uint32_t *count = view->group[g].count;
        n_working += count[CC_SEAT_TALKING] + count[CC_SEAT_CHATTING] + count[CC_SEAT_WRITING] +
                     count[CC_SEAT_WRAP_UP];
        n_staffed += (uint64_t)view->group[g].staffed;
        planned += view->group[g].planned;
    }
    char there[16], plan[16];
    viz_draw_count(working->value, sizeof(working->value), n_working);
    viz_draw_count(there, sizeof(there), n_staffed);
    viz_draw_count(plan, sizeof(plan), (uint64_t)llround(planned));
    snprintf(staffed->value, sizeof(staffed->value), "%s / %s", there, plan);
}

static void
fill(const viz_side *side, tile *it)
{
    const cc_view *view = side->view;
    const double target = viz_draw_target(view);
    const tile empty[N_TILES] = {
        {_("waiting"), "", "000", VIZ_INK, 0},
        {_("longest wait"), "", "00:00", VIZ_INK, 1},
        {_("service level now"), "", "100 %", VIZ_INK, 2},
        {_("service level today"), "", "100 %", VIZ_INK, 4},
        {_("abandoned today"), "", "000", VIZ_INK, 3},
        {_("working"), "", "00", VIZ_INK, 6},
        {_("staffed / planned"), "", "00 / 00", VIZ_INK, 5},
        {_("backlog"), "", "000", VIZ_INK, 7},
    };
    memcpy(it, empty, sizeof(empty));
    put_waiting(&it[0], &it[1], view);
    put_level(&it[2], side->level_now, target);
    put_level(&it[3], side->level_today, target);
    viz_draw_count(it[4].value, sizeof(it[4].value), side->abandoned_today);
    put_staff(&it[5], &it[6], view);
    viz_draw_count(it[7].value, sizeof(it[7].value), view->n_deferred);
}

/* A number as wide as any of so many digits. */
static float
width_of(const viz_draw *self, viz_text_size size, const tile *it)
{
    char widest[40];
    size_t j = 0;
    for (; it->value[j] != '\0' && j + 1 < sizeof(widest); j++) {
        const bool is_digit = it->value[j] >= '0' && it->value[j] <= '9';
        widest[j] = is_digit ? '0' : it->value[j];
    }
    widest[j] = '\0';
    return fmaxf(viz_draw_width(self, size, widest), viz_draw_width(self, size, it->widest));
}

/* Leaves out the last ranks until the rest fits; how many stay. */
static int
choose(const viz_draw *self, const tile *tiles, viz_text_size size, bool is_row, float width,
       bool *stays)
{
    int n = N_TILES;
    for (; n > 0; n--) {
        float sum = 0;
        for (int j = 0; j < N_TILES; j++) {
            stays[j] = tiles[j].rank < n;
            const float word = viz_draw_width(self, VIZ_SMALL, tiles[j].word);
            const float value = width_of(self, size, &tiles[j]);
            sum += stays[j]
                       ? (is_row ? word + value + self->pad : fmaxf(word, value)) + 2 * self->gap
                       : 0;
        }
        if (sum <= width) {
            break;
        }
    }
    return n;
}

/* Those that are left out, as words and small numbers in a line; of these too the last ranks are left
 * out until the rest fits. */
static void
draw_line(const viz_draw *self, const tile *tiles, const bool *is_said, viz_box box)
{
    const float space = 2 * self->pad;
    float width[N_TILES], sum = 0;
    int most = 0;
    for (int rank = 0; rank < N_TILES; rank++) {
        for (int j = 0; j < N_TILES; j++) {
            if (tiles[j].rank == rank && !is_said[j]) {
                width[j] = viz_draw_width(self, VIZ_SMALL, tiles[j].word) + self->pad +
                           width_of(self, VIZ_SMALL, &tiles[j]) + space;
                sum += width[j];
                most = sum <= box.w ? rank + 1 : most;
            }
        }
    }
    float x = box.x + space / 2;
    for (int j = 0; j < N_TILES; j++) {
        if (is_said[j] || tiles[j].rank >= most) {
            continue;
        }
        const float word = viz_draw_width(self, VIZ_SMALL, tiles[j].word);
        viz_picture_text(self->picture, (viz_box){x, box.y, word, box.h}, VIZ_SMALL, 0, VIZ_FAINT,
                         VIZ_PANEL, tiles[j].word);
        viz_picture_text(
            self->picture,
            (viz_box){x + word + self->pad, box.y, width[j] - word - self->pad - space / 2, box.h},
            VIZ_SMALL, 0, tiles[j].colour, VIZ_PANEL, tiles[j].value);
        x += width[j];
    }
}

void
viz_draw_wallboard(const viz_draw *self, int side)
{
    viz_box box = self->layout->wallboard[side];
    if (viz_box_is_none(box)) {
        return;
    }
    viz_draw_rect(self, box, VIZ_PANEL);
    float left = box.x;
    if (self->scene->n_sides > 1) { /* whose it is */
        const float bar = floorf(fmaxf(4 * self->unit, 2));
        viz_draw_rect(self, (viz_box){box.x, box.y, bar, box.h},
                      side == 0 ? VIZ_SIDE_A : VIZ_SIDE_B);
        left += bar;
    }
    const float width = box.x + box.w - left;
    tile tiles[N_TILES];
    fill(&self->scene->side[side], tiles);
    const float words = self->text[VIZ_SMALL];
    const bool has_line = box.h >= 2 * words + self->text[VIZ_NUMBER];
    box.h -= has_line ? words : 0;
    const bool is_row =
        box.h < words + self->text[VIZ_BODY]; /* word and number beside each other */
    bool stays[N_TILES];
    viz_text_size size = is_row ? VIZ_BODY : VIZ_NUMBER;
    int n = 0;
    for (int least = ENOUGH; least >= 1 && n == 0; least -= 2) { /* rather fewer than small */
        for (int k = is_row ? VIZ_BODY : VIZ_NUMBER; k >= VIZ_BODY && n < least; k--) {
            size = (viz_text_size)k;
            n = words + self->text[size] <= box.h || is_row
                    ? choose(self, tiles, size, is_row, width, stays)
                    : 0;
        }
        n = n < least ? 0 : n;
    }
    if (n == 0) {
        return;
    }
    float sum = 0;
    for (int j = 0; j < N_TILES; j++) {
        const float word = viz_draw_width(self, VIZ_SMALL, tiles[j].word);
        const float value = width_of(self, size, &tiles[j]);
        sum += stays[j] ? (is_row ? word + value + self->pad : fmaxf(word, value)) : 0;
    }
    const float between = (width - sum) / (float)n; /* shared among the tiles */
    const float y = box.y + floorf((box.h - words - self->text[size]) / 2);
    float x = left;
    for (int j = 0; j < N_TILES; j++) {
        if (!stays[j]) {
            continue;
        }
        const float word = viz_draw_width(self, VIZ_SMALL, tiles[j].word);
        const float value = width_of(self, size, &tiles[j]);
        const float w = (is_row ? word + value + self->pad : fmaxf(word, value)) + between;
        const float inner = w - self->gap;
        if (is_row) {
            const float start = x + between / 2;
            viz_picture_text(self->picture, (viz_box){start, box.y, word, box.h}, VIZ_SMALL, 0,
                             VIZ_FAINT, VIZ_PANEL, tiles[j].word);
            viz_picture_text(self->picture,
                             (viz_box){start + word + self->pad, box.y, value, box.h}, size, 0,
                             tiles[j].colour, VIZ_PANEL, tiles[j].value);
        } else {
            const float start = x + self->gap / 2;
            viz_picture_text(self->picture, (viz_box){start, y, inner, words}, VIZ_SMALL, 1,
                             VIZ_FAINT, VIZ_PANEL, tiles[j].word);
            viz_picture_text(self->picture, (viz_box){start, y + words, inner, self->text[size]},
                             size, 1, tiles[j].colour, VIZ_PANEL, tiles[j].value);
        }
        x += w;
    }
    if (has_line) {
        draw_line(self, tiles, stays, (viz_box){left, box.y + box.h, width, words});
    }
}

/* Lanes of queues and channels: who waits, the next to be taken at the right, where the agents are. A dot is
 * a disc while its wait is within the target, a square when it is past it. Lanes are lower where
 * there are many; where there are too many those in which somebody waits are shown. */
#include "viz/scene/draw.h"

#include <math.h>
#include <stdio.h>

#define NEAR 0.6 /* of the target */

/* ---- which ---- */

/* Lanes to which contacts may come, other than by a transfer: one bit each. */
typedef struct fed {
    uint64_t bit[CC_MAX_QUEUES * CC_MAX_CHANNELS / 64];
} fed;

static fed
find_fed(const cc_scenario *scenario)
{
    fed it = {{0}};
    const int n_channels = scenario->n_channels;
    for (int j = 0; j < scenario->demand.n_issues * n_channels; j++) {
        const int queue = scenario->center.queue_of[j], channel = j % n_channels;
        if (queue >= 0 && scenario->center.channel[channel].offered) {
            const int lane = queue * n_channels + channel;
            it.bit[lane / 64] |= UINT64_C(1) << lane % 64;
        }
    }
    return it;
}

static bool
is_fed(const fed *it, int lane)
{
    return it->bit[lane / 64] >> lane % 64 & 1;
}

typedef struct chosen {
    int lane[VIZ_MOST_LANES];
    int n;              /* shown */
    uint32_t n_more;    /* lanes that are not, */
    uint64_t n_waiting; /* and who waits there */
} chosen;

/* Those in which somebody waits, and with `all` those in which somebody may; up to `most`. */
static chosen
choose(const cc_view *view, const fed *lanes, int most, bool all)
{
    chosen it = {.n = 0};
    for (int l = 0; l < view->n_queues * view->n_channels; l++) {
        const uint32_t n = view->lane[l].n_waiting;
        if (n == 0 && !is_fed(lanes, l)) {
            continue;
        }
        if (it.n < most && it.n < VIZ_MOST_LANES && (n > 0 || all)) {
            it.lane[it.n++] = l;
        } else {
            it.n_more++;
            it.n_waiting += n;
        }
    }
    return it;
}

static int
count_lanes(const cc_view *view, const fed *lanes)
{
    const chosen all = choose(view, lanes, VIZ_MOST_LANES, true);
    return all.n + (all.n_more > 0);
}

/* ---- a lane ---- */

/* px of a lane in one line. */
static float
low_row(const viz_draw *self)
{
    return self->text[VIZ_SMALL] + floorf(4 * self->unit);
}

static viz_role
colour_of(double wait, double target)
{
    return target <= 0            ? VIZ_FLOW
           : wait > target        ? VIZ_BAD
           : wait > NEAR * target ? VIZ_WARN
                                  : VIZ_GOOD;
}

/* "queue" or "queue, channel" where it has several. */
static void
name_of(const cc_view *view, const fed *lanes, int lane, char *text, size_t size)
{
    const cc_scenario *scenario = view->scenario;
    const int queue = lane / view->n_channels, channel = lane % view->n_channels;
    int n = 0;
    for (int c = 0; c < view->n_channels; c++) {
        const int l = queue * view->n_channels + c;
        n += is_fed(lanes, l) || view->lane[l].n_waiting > 0;
    }
    const char *name = scenario->center.queue[queue].name;
    if (n > 1) {
        snprintf(text, size, "%.160s \xc2\xb7 %.80s", name, scenario->channel[channel].name);
    } else {
        snprintf(text, size, "%.160s", name);
    }
}

/* Who waits as dots, from the right end of the track on, in one or two rows. */
static void
draw_dots(const viz_draw *self, int side, const cc_view_lane *lane, const viz_moves *moves,
          viz_lane_place *place)
{
    const viz_box track = place->track;
    const cc_view *view = self->scene->side[side].view;
    const viz_selection *selected = &self->scene->selection;
    /* as large as there is room for those who wait, in up to three rows */
    const float most = floorf(fmaxf(fminf(0.42f * track.h, 40 * self->unit), 26 * self->unit)),
                least = floorf(11 * self->unit);
    int n_rows = 1;
    float pitch = fminf(floorf(track.h), most);
    while (n_rows < 3 && (float)lane->n_waiting * pitch > track.w * (float)n_rows &&
           track.h >= least * (float)(n_rows + 1)) {
        n_rows++;
        pitch = fminf(floorf(track.h / (float)n_rows), most);
    }
    const float fitting = track.w * (float)n_rows / fmaxf((float)lane->n_waiting, 1);
    pitch = fmaxf(fminf(pitch, fmaxf(floorf(fitting), fminf(least, pitch))), 3);
    const float size = pitch - fmaxf(floorf(pitch * 0.2f), 1);
    uint32_t most_shown = (uint32_t)(track.w / pitch) * (uint32_t)n_rows;
    char more[40] = "";
    float w = 0;
    if (lane->n_waiting > most_shown || lane->n < lane->n_waiting) { /* room for how many more */
        w = viz_draw_width(self, VIZ_SMALL, "+000 000") + self->pad;
        most_shown = (uint32_t)(fmaxf(track.w - w, 0) / pitch) * (uint32_t)n_rows;
    }
    const uint32_t n = lane->n < most_shown ? lane->n : most_shown;
    const float top = track.y + floorf((track.h - pitch * (float)n_rows) / 2);
    for (uint32_t j = 0; j < n; j++) {
        const cc_view_contact *contact = &view->waiting[lane->first + j];
        const double wait = view->time - contact->since;
        const float x = track.x + track.w - pitch * (float)(j / (uint32_t)n_rows) - size;
        place->tail = x;
        if (wait < self->scene->window && viz_moves_has(moves, contact->owner, VIZ_AT_LANE)) {
            continue; /* its place is kept */
        }
        const float y = top + pitch * (float)(j % (uint32_t)n_rows);
        const bool is_late = lane->target > 0 && wait > lane->target;
        viz_shape *shape =
            viz_picture_add(self->picture, is_late ? VIZ_RECT : VIZ_DOT,
                            (viz_box){x, y, size, size}, colour_of(wait, lane->target));
        shape->hit = VIZ_HIT_CUSTOMER;
        shape->a = (uint32_t)side;
        shape->b = contact->owner;
        shape->is_selected =
            selected->kind == VIZ_SELECT_CUSTOMER && selected->which == contact->owner;
        if (shape->is_selected) {
            viz_draw_selected(self, shape->box);
        }
    }
    if (lane->n_waiting > n) {
        char number[32];
        viz_draw_count(number, sizeof(number), lane->n_waiting - n);
        snprintf(more, sizeof(more), "+%s", number);
        const float text = self->text[VIZ_SMALL];
        if (track.h >= text) {
            viz_picture_text(self->picture,
                             (viz_box){track.x, track.y, fmaxf(w - self->pad, 0), track.h},
                             VIZ_SMALL, 0, VIZ_INK, VIZ_PANEL, more);
        }
    }
}

/* "12 waiting, longest 3:20", or shorter. */
static void
words_of(const cc_view_lane *lane, bool is_open, bool is_long, char *text, size_t size)
{
    char number[32], time[32];
    viz_draw_count(number, sizeof(number), lane->n_waiting);
    viz_draw_duration(time, sizeof(time), lane->longest);
    if (lane->n_waiting == 0) {
        snprintf(text, size, "%s", !is_open ? _("closed") : is_long ? _("nobody waits") : "");
    } else {
        snprintf(text, size, is_long ? _("%s waiting, longest %s") : "%s \xc2\xb7 %s", number,
                 time);
    }
}

static void
draw_lane(const viz_draw *self, int side, const fed *lanes, int l, viz_box box, bool has_two_lines,
          const viz_moves *moves, viz_lane_place *place)
{
    const cc_view *view = self->scene->side[side].view;
    const cc_view_lane *lane = &view->lane[l];
    const viz_selection *selected = &self->scene->selection;
    char name[256], words[96];
    name_of(view, lanes, l, name, sizeof(name));
    viz_shape *hit = viz_picture_add(self->picture, VIZ_FRAME, box, VIZ_ACCENT);
    hit->line = 0;
    hit->hit = VIZ_HIT_QUEUE;
    hit->a = (uint32_t)side;
    hit->b = (uint64_t)(l / view->n_channels);
    if (selected->kind == VIZ_SELECT_QUEUE && selected->side == side && selected->which == hit->b) {
        const float by = floorf(self->pad / 2); /* words begin at the lane's edges */
        hit->box.x -= by;
        hit->box.w += 2 * by;
        hit->line = fmaxf(self->unit, 1);
        hit->is_selected = true;
    }
    const viz_role colour = lane->n_waiting == 0 ? VIZ_FAINT
                            : lane->target <= 0  ? VIZ_INK
                                                 : colour_of(lane->longest, lane->target);
    const float text = self->text[VIZ_BODY];
    const bool is_open = view->is_open[l % view->n_channels];
    words_of(lane, is_open, true, words, sizeof(words));
    if (viz_draw_width(self, VIZ_BODY, words) > 0.5f * box.w) {
        words_of(lane, is_open, false, words, sizeof(words));
    }
    viz_box track = box;
    if (has_two_lines) {
        const float w = viz_draw_width(self, VIZ_BODY, words);
        viz_picture_text(self->picture, (viz_box){box.x + box.w - w, box.y, w, text}, VIZ_BODY, 2,
                         colour, VIZ_PANEL, words);
        viz_picture_text(self->picture, (viz_box){box.x, box.y, box.w - w - self->gap, text},
                         VIZ_BODY, 0, VIZ_INK, VIZ_PANEL, name);
        track.y += text + floorf(2 * self->unit);
        track.h -= text + floorf(2 * self->unit);
    } else { /* name, dots and words beside each other */
        const float named = floorf(box.w * 0.3f);
        words_of(lane, is_open, false, words, sizeof(words));
        const float w = fmaxf(viz_draw_width(self, VIZ_SMALL, "000 \xc2\xb7 00:00"),
                              viz_draw_width(self, VIZ_SMALL, words));
        viz_picture_text(self->picture, (viz_box){box.x, box.y, named, box.h}, VIZ_SMALL, 0,
                         VIZ_INK, VIZ_PANEL, name);
        viz_picture_text(self->picture, (viz_box){box.x + box.w - w, box.y, w, box.h}, VIZ_SMALL, 2,
                         colour, VIZ_PANEL, words);
        track.x += named + self->gap;
        track.w = fmaxf(track.w - named - w - 2 * self->gap, 0);
        track.y += floorf(self->unit);
        track.h -= 2 * floorf(self->unit);
    }
    viz_draw_rect(self,
                  (viz_box){track.x, track.y + track.h, track.w, fmaxf(floorf(self->unit), 1)},
                  VIZ_LINES);
    *place = (viz_lane_place){l, track, track.x + track.w};
    if (track.w > 0 && track.h > 0) {
        draw_dots(self, side, lane, moves, place);
    }
}

/* ---- all ---- */

static void
draw_lanes(const viz_draw *self, int side, const fed *lanes, viz_box box, viz_places *places)
{
    const cc_view *view = self->scene->side[side].view;
    const float low = low_row(self);
    const float high = self->text[VIZ_BODY] + floorf(16 * self->unit) + self->pad;
    const int n = count_lanes(view, lanes);
    const float most_high =
        self->text[VIZ_BODY] + floorf(viz_layout_lane(n) * self->unit) + self->pad;
    const float between = 2 * self->gap;
    const float least = 17 * self->text[VIZ_BODY]; /* of a column */
    const int in_column = (int)(box.h / low);
    int n_columns = 1;
    while (n > in_column * n_columns &&
           (box.w - between * (float)n_columns) / (float)(n_columns + 1) >= least) {
        n_columns++;
    }
    const int room = in_column * n_columns;
    if (room < 1) {
        return;
    }
    chosen shown = choose(view, lanes, room, true);
    if (shown.n_more > 0) { /* a line says so */
        const chosen busy = choose(view, lanes, room - 1, false);
        const chosen any = choose(view, lanes, room - 1, true);
        shown = any.n_waiting > 0 ? busy : any;
    }
    const int n_cells = shown.n + (shown.n_more > 0);
    const int n_rows = (n_cells + n_columns - 1) / n_columns;
    float h = n_rows > 0 ? floorf(box.h / (float)n_rows) : 0;
    h = fminf(h, most_high);
    const bool has_two_lines = h >= high;
    h = has_two_lines ? h : fminf(h, floorf(low * 1.5f));
    const float w = floorf((box.w - between * (float)(n_columns - 1)) / (float)n_columns);
    places->n_lanes = shown.n;
    for (int j = 0; j < n_cells; j++) { /* column by column */
        const viz_box row = {box.x + (w + between) * (float)(j / n_rows),
                             box.y + h * (float)(j % n_rows), w, h - floorf(self->pad / 2)};
        if (j < shown.n) {
            draw_lane(self, side, lanes, shown.lane[j], row, has_two_lines, &places->moves,
                      &places->lane[j]);
        } else {
            places->rest = row;
        }
    }
    if (shown.n_more > 0) {
        char text[120], number[32];
        viz_draw_count(number, sizeof(number), shown.n_waiting);
        if (shown.n_waiting > 0) {
            snprintf(text, sizeof(text), _("%u more queues, %s waiting there"), shown.n_more,
                     number);
        } else {
            snprintf(text, sizeof(text), _("%u more queues, nobody waits there"), shown.n_more);
        }
        viz_picture_text(self->picture, places->rest, VIZ_SMALL, 0, VIZ_FAINT, VIZ_PANEL, text);
    }
}

static bool
has_target(const cc_view *view)
{
    bool any = false;
    for (int l = 0; l < view->n_queues * view->n_channels; l++) {
        any |= view->lane[l].target > 0;
    }
    return any;
}

/* What the dots mean: where nobody has a target, they have one colour. */
static void
draw_legend(const viz_draw *self, const cc_view *view, viz_box box)
{
    static const struct {
        const char *word;
        viz_role colour;
        bool is_late;
    } item[] = {{N_("within target"), VIZ_GOOD, false},
                {N_("soon past it"), VIZ_WARN, false},
                {N_("past it"), VIZ_BAD, true}};
    const float size = floorf(9 * self->unit);
    const char *who = _("customers");
    float x = box.x;
    const float named = viz_draw_width(self, VIZ_SMALL, who);
    if (named < box.w) {
        viz_picture_text(self->picture, (viz_box){x, box.y, named, box.h}, VIZ_SMALL, 0, VIZ_INK,
                         VIZ_PANEL, who);
        x += named + 1.5f * self->gap;
    }
    for (size_t j = 0; j < sizeof(item) / sizeof(item[0]) && has_target(view); j++) {
        const char *word = _(item[j].word);
        const float w = viz_draw_width(self, VIZ_SMALL, word);
        if (x + size + self->pad + w > box.x + box.w) {
            return;
        }
        viz_picture_add(self->picture, item[j].is_late ? VIZ_RECT : VIZ_DOT,
                        (viz_box){x, box.y + floorf((box.h - size) / 2), size, size},
                        item[j].colour);
        x += size + floorf(self->pad / 2);
        viz_picture_text(self->picture, (viz_box){x, box.y, w, box.h}, VIZ_SMALL, 0, VIZ_FAINT,
                         VIZ_PANEL, word);
        x += w + 1.5f * self->gap;
    }
}

void
viz_draw_queues(const viz_draw *self, int side, viz_places *places)
{
    const viz_box box = self->layout->queues[side];
    if (viz_box_is_none(box)) {
        return;
    }
    viz_box rest = viz_draw_panel(self, box);
    const cc_view *view = self->scene->side[side].view;
    const fed lanes = find_fed(view->scenario);
    const int n = count_lanes(view, &lanes);
    const float low = low_row(self), line = self->text[VIZ_SMALL];
    const float card = line + self->text[VIZ_BODY] + floorf(4 * self->unit);
    const float flat = self->text[VIZ_BODY] + floorf(4 * self->unit); /* a card of one line */
    const bool has_nodes = view->n_nodes > 0;
    /* lanes need so much; of what is left first the nodes, high ones, then the legend */
    float left = rest.h - low * (float)(n < 3 ? n : 3) - self->pad;
    float nodes = 0, legend = 0;
    const float wanted = low * (float)(n < 6 ? n : 6) - low * (float)(n < 3 ? n : 3);
    nodes = has_nodes && left >= flat + self->pad ? flat : 0;
    left -= nodes > 0 ? nodes + self->pad : 0;
    left -= wanted;
    if (nodes > 0 && left >= card - flat) {
        nodes = card;
        left -= card - flat;
    }
    legend = left >= line + self->pad ? line : 0;
    if (legend > 0) {
        draw_legend(self, view, (viz_box){rest.x, rest.y, rest.w, line});
        rest.y += legend + self->pad;
        rest.h -= legend + self->pad;
    }
    if (nodes > 0) {
        viz_draw_nodes(self, side, (viz_box){rest.x, rest.y, rest.w, nodes}, places);
        rest.y += nodes + self->pad;
        rest.h -= nodes + self->pad;
    }
    /* they come in below the nodes, or in the middle of the lanes */
    const float y = nodes > 0 ? rest.y - self->pad : rest.y + rest.h / 2;
    places->door = (viz_box){box.x, y, self->gap, self->pad / 2};
    draw_lanes(self, side, &lanes, rest, places);
}

viz_contents
viz_scene_contents(const cc_view *view)
{
    if (view == NULL || view->scenario == NULL) { /* there was no memory for it */
        return (viz_contents){.n_lanes = 1, .n_groups = 1};
    }
    const fed lanes = find_fed(view->scenario);
    viz_contents it = {
        .has_nodes = view->n_nodes > 0, .n_groups = view->n_groups, .n_seats = view->n_seats};
    for (int l = 0; l < view->n_queues * view->n_channels; l++) {
        it.n_lanes += is_fed(&lanes, l);
    }
    it.n_lanes = it.n_lanes > 0 ? it.n_lanes : 1;
    return it;
}

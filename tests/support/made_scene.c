#include "tests/support/made_scene.h"

#include "models/center/entries.h"
#include "models/center/names.h"
#include "models/scenario/node.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NOW 9000.0 /* s of the run */
#define N_CHANNELS 3

static void *
more(made_scene *self, size_t n, size_t bytes)
{
    void *block = calloc(n > 0 ? n : 1, bytes);
    if (block == NULL || self->n_blocks == (int)(sizeof(self->block) / sizeof(self->block[0]))) {
        abort();
    }
    self->block[self->n_blocks++] = block;
    return block;
}

/* Numbers by chance, the same every time. */
static uint32_t
chance(uint64_t *state, uint32_t below)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)((*state >> 33) % below);
}

#define NAME_BYTES 96

static char *
name_of(char *names, int j, const made_def *def, const char *word)
{
    static const char *const longer[] = {
        "customers of long standing with several contracts",
        "\xc3\x9c"
        "berweisungen und Dauerauftr\xc3\xa4ge \xc3\xa4lterer Kunden",
        "\xd0\xba\xd1\x80\xd0\xb5\xd0\xb4\xd0\xb8\xd1\x82\xd1\x8b \xd0\xb8 "
        "\xd0\xb8\xd0\xbf\xd0\xbe\xd1\x82\xd0\xb5\xd0\xba\xd0\xb0",
        "atenci\xc3\xb3n"};
    char *name = names + (size_t)j * NAME_BYTES;
    snprintf(name, NAME_BYTES, "%s %d", def->is_long ? longer[j % 4] : word, j + 1);
    return name;
}

static void
make_channels(made_scene *self)
{
    static const char *const kinds[N_CHANNELS] = {"chat", "email", "voice"};
    cc_scenario *scenario = &self->scenario;
    scenario->channel = more(self, N_CHANNELS, sizeof(cc_channel_name));
    scenario->n_channels = N_CHANNELS;
    scenario->center.channel = more(self, N_CHANNELS, sizeof(cc_channel));
    for (int j = 0; j < N_CHANNELS; j++) {
        const cc_preset *kind = cc_preset_find(kinds[j]);
        scenario->channel[j] =
            (cc_channel_name){kind->name, kind->title, kind, (uint32_t)kind->number};
        scenario->center.channel[j].offered = true;
    }
}

/* Each queue has a kind of issue of its own, which comes by every channel but where that would be more lanes
 * than are usual. */
static void
make_queues(made_scene *self, const made_def *def)
{
    cc_scenario *scenario = &self->scenario;
    const int n = def->n_queues;
    char *names = more(self, (size_t)n, NAME_BYTES);
    scenario->center.queue = more(self, (size_t)n, sizeof(cc_queue));
    scenario->center.n_queues = n;
    scenario->center.level = more(self, (size_t)n * N_CHANNELS, sizeof(cc_service_level));
    scenario->center.queue_of = more(self, (size_t)n * N_CHANNELS, sizeof(int));
    scenario->demand.issue = more(self, (size_t)n, sizeof(cc_issue));
    scenario->demand.n_issues = n;
    for (int q = 0; q < n; q++) {
        scenario->center.queue[q].name = name_of(names, q, def, "queue");
        scenario->demand.issue[q].name = scenario->center.queue[q].name;
        for (int c = 0; c < N_CHANNELS; c++) {
            scenario->center.queue_of[q * N_CHANNELS + c] = n > 10 && c < 2 ? -1 : q;
            scenario->center.level[q * N_CHANNELS + c] = (cc_service_level){
                .target = c == 1 ? NAN : 0.8, .within = {20}, .n_within = c == 1 ? 0 : 1};
        }
    }
}

static void
make_groups(made_scene *self, const made_def *def)
{
    cc_center_setup *center = &self->scenario.center;
    char *names = more(self, (size_t)def->n_groups, NAME_BYTES);
    center->group = more(self, (size_t)def->n_groups, sizeof(cc_group));
    center->n_groups = def->n_groups;
    char *sites = more(self, (size_t)def->n_sites, NAME_BYTES);
    center->site = more(self, (size_t)def->n_sites, sizeof(cc_site));
    center->n_sites = def->n_sites;
    for (int j = 0; j < def->n_sites; j++) {
        center->site[j].name = name_of(sites, j, def, "site");
        center->site[j].remote = j % 2 == 1;
    }
    for (int j = 0; j < def->n_groups; j++) {
        center->group[j].name = name_of(names, j, def, "group");
        center->group[j].site = def->n_sites > 0 ? 1 + j % def->n_sites : 0;
    }
    char *nodes = more(self, (size_t)def->n_nodes, NAME_BYTES);
    center->node = more(self, (size_t)def->n_nodes, sizeof(cc_node));
    center->n_nodes = def->n_nodes;
    for (int j = 0; j < def->n_nodes; j++) {
        center->node[j].name = name_of(nodes, j, def, "node");
    }
}

static void
fill_seats(made_scene *self, const made_def *def)
{
    cc_view *view = &self->view;
    uint64_t state = 1;
    view->seat = more(self, def->n_agents, sizeof(cc_view_seat));
    view->group = more(self, (size_t)def->n_groups, sizeof(cc_view_group));
    view->n_groups = def->n_groups;
    for (int g = 0; g < def->n_groups; g++) {
        cc_view_group *group = &view->group[g];
        group->first = view->n_seats;
        group->n_seats = def->n_agents / (uint32_t)def->n_groups +
                         ((uint32_t)g < def->n_agents % (uint32_t)def->n_groups);
        for (uint32_t j = 0; j < group->n_seats; j++) {
            const uint32_t u = chance(&state, 100);
            const cc_seat_state what = u < 45   ? CC_SEAT_TALKING
                                       : u < 60 ? CC_SEAT_CHATTING
                                       : u < 68 ? CC_SEAT_WRITING
                                       : u < 76 ? CC_SEAT_WRAP_UP
                                       : u < 84 ? CC_SEAT_READY
                                       : u < 89 ? CC_SEAT_BREAK
                                       : u < 92 ? CC_SEAT_NOT_READY
                                       : u < 94 ? CC_SEAT_DISCONNECTED
                                                : CC_SEAT_OFF;
            view->seat[view->n_seats] = (cc_view_seat){
                .since = what == CC_SEAT_OFF ? NAN : NOW - chance(&state, 700),
                .contact = UINT64_MAX,
                .agent = view->n_seats,
                .n_open = (uint16_t)(what == CC_SEAT_CHATTING ? 1 + chance(&state, 12) : 0),
                .state = (uint8_t)what,
                .is_leaving = u < 3};
            group->count[what]++;
            group->staffed += what != CC_SEAT_OFF && what != CC_SEAT_BREAK;
            view->n_seats++;
        }
        group->planned = 0.97 * group->n_seats;
    }
}

static void
fill_lanes(made_scene *self, const made_def *def)
{
    cc_view *view = &self->view;
    const int n_lanes = def->n_queues * N_CHANNELS;
    uint64_t state = 2;
    view->n_queues = def->n_queues;
    view->n_channels = N_CHANNELS;
    view->lane = more(self, (size_t)n_lanes, sizeof(cc_view_lane));
    view->waiting = more(self, def->n_waiting, sizeof(cc_view_contact));
    int n_fed = 0;
    for (int l = 0; l < n_lanes; l++) {
        n_fed += self->scenario.center.queue_of[l] >= 0;
    }
    for (int l = 0, k = 0; l < n_lanes; l++) {
        cc_view_lane *lane = &view->lane[l];
        const cc_service_level *level = &self->scenario.center.level[l];
        lane->first = view->n_waiting;
        lane->target = level->n_within > 0 ? level->within[0] : -1;
        if (self->scenario.center.queue_of[l] < 0) {
            continue;
        }
        /* the last lane has what is left: most of them */
        const uint32_t part = def->n_waiting / (uint32_t)(2 * n_fed);
        lane->n = ++k < n_fed ? part : def->n_waiting - view->n_waiting;
        lane->n_waiting = lane->n;
        for (uint32_t j = 0; j < lane->n; j++) {
            const double wait = 40.0 * (lane->n - j) / lane->n;
            view->waiting[view->n_waiting] =
                (cc_view_contact){.owner = cc_owner((uint64_t)(l / N_CHANNELS), 0, view->n_waiting),
                                  .since = NOW - wait,
                                  .issue = (uint16_t)(l / N_CHANNELS),
                                  .channel = (uint16_t)(l % N_CHANNELS)};
            view->n_waiting++;
            lane->longest = fmax(lane->longest, wait);
        }
    }
    view->node = more(self, (size_t)def->n_nodes, sizeof(cc_view_node));
    view->n_nodes = def->n_nodes;
    for (int j = 0; j < def->n_nodes; j++) {
        view->node[j] =
            (cc_view_node){chance(&state, 100), j % 3 == 1 ? chance(&state, 30) : 0, j % 5 == 4};
    }
    view->is_open = more(self, CC_MAX_CHANNELS, 1);
    memset(view->is_open, 1, N_CHANNELS - 1); /* the last is closed */
}

static void
fill_tape(made_scene *self)
{
    uint64_t state = 3;
    viz_tape *tape = &self->tape;
    tape->step = 60;
    tape->n = tape->room = (size_t)(NOW / tape->step);
    tape->n_queues = 0;
    tape->cell = more(self, tape->n, sizeof(viz_cell));
    for (size_t j = 0; j < tape->n; j++) {
        const uint32_t n = 3 + chance(&state, 8);
        tape->cell[j] = (viz_cell){.arrived = n,
                                   .answered = n - 1,
                                   .in_time = chance(&state, n),
                                   .aimed = n,
                                   .abandoned = 1,
                                   .resolved = n - 2,
                                   .lost = j % 3 == 0,
                                   .contained = 1,
                                   .longest = (float)chance(&state, 90),
                                   .planned = 20 + (float)(j / 30),
                                   .staffed = 19 + (uint32_t)(j / 30)};
    }
}

/* The last minute: some come, some are taken, some leave. */
static void
fill_recent(made_scene *self)
{
    static const cc_entry entries[] = {CC_JOURNAL_GETS_IN_TOUCH, CC_JOURNAL_MEETS_ASSISTANT,
                                       CC_JOURNAL_HANDED_OVER,   CC_JOURNAL_WAITS,
                                       CC_JOURNAL_TAKEN,         CC_JOURNAL_ENDS,
                                       CC_JOURNAL_RESOLVED};
    const size_t n_kinds = sizeof(entries) / sizeof(entries[0]);
    const cc_view *view = &self->view;
    uint64_t state = 4;
    self->n_recent = 700;
    self->recent = more(self, self->n_recent, sizeof(sim_trace_record));
    for (size_t j = 0; j < self->n_recent; j++) {
        cc_entry entry = entries[j % n_kinds];
        const int issue = (int)(j / n_kinds) % view->n_queues;
        if (j % n_kinds == 4 && j % 3 == 0) {
            entry = CC_JOURNAL_ABANDONS;
        }
        if (view->n_nodes == 0 &&
            (entry == CC_JOURNAL_MEETS_ASSISTANT || entry == CC_JOURNAL_HANDED_OVER)) {
            entry = CC_JOURNAL_WORK;
        }
        const bool is_of_node =
            entry == CC_JOURNAL_MEETS_ASSISTANT || entry == CC_JOURNAL_HANDED_OVER;
        self->recent[j] =
            (sim_trace_record){.time = NOW - 60 + 60.0 * (double)j / (double)self->n_recent,
                               .code = (uint32_t)entry,
                               .subject = cc_owner((uint64_t)issue, 0, 1000000 + j / n_kinds),
                               .a = cc_told_pack((cc_told){
                                   .issue = issue, .channel = (int)self->scenario.channel[2].id}),
                               .b = is_of_node ? chance(&state, (uint32_t)view->n_nodes)
                                               : chance(&state, view->n_seats)};
    }
}

void
made_scene_make(made_scene *self, const made_def *def)
{
    static const viz_difference difference[] = {
        {"service level, voice", 0.034, "+3.4 points", true, false},
        {"abandoned", -12,
         "\xe2\x88\x92"
         "12",
         true, false},
        {"cost", 1200, "+1 200 EUR", false, true},
        {"customers resolved at the first contact", NAN, "\xe2\x80\x93", false, false}};
    static const viz_bookmark bookmark[] = {{3600, '1'}, {3700, '2'}, {7200, '9'}};
    static const double intervention[] = {4000, 8000};
    *self = (made_scene){.n_blocks = 0};
    self->scenario.name = def->is_long ? (char *)"A contact center with a name that is much longer "
                                                 "than anybody would ever want to read aloud"
                                       : (char *)"Contact center";
    make_channels(self);
    make_queues(self, def);
    make_groups(self, def);
    self->view.scenario = &self->scenario;
    self->view.time = NOW;
    self->view.horizon = 12 * 3600;
    fill_seats(self, def);
    fill_lanes(self, def);
    fill_tape(self);
    fill_recent(self);
    self->view.n_deferred = 12;
    self->view.n_redialling = 7;
    viz_scene *scene = &self->scene;
    *scene = (viz_scene){.n_sides = def->n_sides,
                         .window = 4,
                         .speed = 60,
                         .clock = "Mon 10:30:00",
                         .to = 12 * 3600,
                         .day_begin = 8 * 3600,
                         .bookmark = bookmark,
                         .n_bookmarks = 3,
                         .intervention = intervention,
                         .n_interventions = 2,
                         .difference = difference,
                         .n_differences = 4};
    if (def->is_selected) {
        scene->selection = (viz_selection){
            .kind = VIZ_SELECT_CUSTOMER,
            .which = self->view.n_waiting > 0 ? self->view.waiting[0].owner : 0,
            .name = def->is_long ? self->scenario.center.queue[0].name : "regular 1.17",
            .fate = {"waits in voice, 3:20 so far, 2 ahead", "was resolved at 10:12 by agents 3"}};
    }
    for (int side = 0; side < def->n_sides; side++) {
        scene->side[side] =
            (viz_side){.title = self->scenario.name,
                       .view = &self->view,
                       .tape = &self->tape,
                       .recent = self->recent,
                       .n_recent = self->n_recent,
                       .level_now = 0.76,
                       .level_today = 0.83,
                       .abandoned_today = 159,
                       .arrived_today = 1034,
                       .diverged = side == 1 && def->is_long ? 3600000 : UINT64_MAX,
                       .happened = "regular 1.232 gives up after waiting 3 min 20 s; it is the "
                                   "12th today, and the 3rd of its kind within the last half hour"};
    }
}

void
made_scene_free(made_scene *self)
{
    for (int j = 0; j < self->n_blocks; j++) {
        free(self->block[j]);
    }
    *self = (made_scene){.n_blocks = 0};
}

/* ---- pictures ---- */

static float
measure_width(void *context, viz_text_size size, const char *text)
{
    const float *em = context;
    size_t n = 0;
    for (; *text != '\0'; text++) {
        n += ((unsigned char)*text & 0xc0) != 0x80;
    }
    return 0.6f * em[size] * (float)n;
}

static float
measure_height(void *context, viz_text_size size)
{
    const float *em = context;
    return ceilf(1.2f * em[size]);
}

viz_measure
made_measure(float em[VIZ_N_TEXT_SIZES])
{
    return (viz_measure){measure_width, measure_height, em};
}

void
made_picture(const made_scene *self, int width, int height, float scale, bool is_large,
             viz_theme theme, viz_picture *picture, viz_layout *layout)
{
    float em[VIZ_N_TEXT_SIZES];
    const float unit = viz_layout_unit(width, height, scale);
    for (int j = 0; j < VIZ_N_TEXT_SIZES; j++) {
        em[j] = viz_layout_text((viz_text_size)j, unit, height, is_large);
    }
    const viz_measure measure = made_measure(em);
    viz_contents contents[2];
    for (int side = 0; side < self->scene.n_sides; side++) {
        contents[side] = viz_scene_contents(self->scene.side[side].view);
    }
    *layout = viz_layout_make(width, height, unit, &measure, self->scene.n_sides, contents);
    viz_picture_begin(picture, width, height, unit, theme, measure);
    viz_scene_draw(&self->scene, layout, picture);
    picture->measure.context = NULL; /* it was on the stack */
}

#include "tests/support/toy.h"

#include "models/scenario/opening.h"

#include <limits.h>
#include <math.h>
#include <string.h>

void
toy_make(toy *self, const char *name)
{
    memset(self, 0, sizeof(*self));
    cc_scenario *scenario = &self->scenario;
    scenario->name = (char *)name;
    scenario->file = (char *)"toy.cfg";
    scenario->run = (cc_run){.hours = cc_hours_alike(8 * 3600, 10 * 3600),
                             .open = 8 * 3600,
                             .close = 10 * 3600,
                             .interval = 1800,
                             .intervals_per_day = 4,
                             .weekday_open = {true, true, true, true, true, true, true},
                             .days = 3,
                             .warm_up = CC_DAY,
                             .observe = 2 * CC_DAY,
                             .fcr_window = CC_DAY,
                             .wait_over = {20, 90},
                             .n_wait_over = 2};
    self->issue[0].name = (char *)"loan";
    self->issue[1].name = (char *)"card";
    scenario->demand.name = (char *)"toys";
    scenario->demand.issue = self->issue;
    scenario->demand.n_issues = 2;
    scenario->demand.not_offered = self->not_offered;
    scenario->demand.n_not_offered = self->n_not_offered;
    for (int i = 0; i < 2; i++) {
        self->issue[i].content = self->content[i];
        self->issue[i].wants = self->wants[i];
        self->issue[i].unresolved.on = self->on[i];
        self->issue[i].reactions.no_answer = self->no_answer[i];
    }
    scenario->demand_hash = 0x1234567890abcdef;
    scenario->hash = 0xfedcba0987654321;

    static const char *const kinds[] = {"chat", "email", "voice"};
    for (int j = 0; j < 3; j++) {
        const cc_preset *kind = cc_preset_find(kinds[j]);
        self->name[j] = (cc_channel_name){kind->name, kind->title, kind, (uint32_t)kind->number};
    }
    scenario->channel = self->name;
    scenario->n_channels = 3;
    const int voice = cc_channel_find(scenario, "voice"),
              email = cc_channel_find(scenario, "email");
    cc_center_setup *center = &scenario->center;
    center->channel = self->channel;
    for (int j = 0; j < 3; j++) {
        center->channel[j].trunks = INT_MAX;
        center->channel[j].watched = true;
        center->channel[j].entry = -1;
        center->channel[j].service_level.target = NAN;
    }
    center->channel[voice].offered = true;
    center->channel[voice].service_level =
        (cc_service_level){.target = 0.8, .within = {20}, .n_within = 1, .short_abandon = -1};
    center->channel[email].offered = true;
    self->queue[TOY_LOANS] = (cc_queue){
        .name = (char *)"loans",
        .service_level = {.target = NAN, .within = {20, 60}, .n_within = 2, .short_abandon = -1},
    };
    self->queue[TOY_CARDS] = (cc_queue){.name = (char *)"cards"};
    self->queue[TOY_MAIL] = (cc_queue){.name = (char *)"email"};
    for (int j = 0; j < 3; j++) {
        if (j != TOY_LOANS) {
            self->queue[j].service_level.target = NAN;
        }
    }
    for (int j = 0; j < 2 * 3; j++) {
        self->queue_of[j] = -1;
    }
    self->queue_of[voice] = TOY_LOANS;
    self->queue_of[3 + voice] = TOY_CARDS;
    self->queue_of[email] = self->queue_of[3 + email] = TOY_MAIL;
    self->group[0] =
        (cc_group){.name = (char *)"front", .wage_per_hour = 20, .scale = 1, .made_from = -1};
    self->group[1] =
        (cc_group){.name = (char *)"back", .wage_per_hour = 30, .scale = 1, .made_from = -1};
    for (int g = 0; g < 2; g++) {
        self->group[g].at_once = self->at_once[g];
        self->group[g].speed = self->speed[g];
        self->group[g].pace = self->pace[g];
    }
    for (int j = 0; j < 3 * 3; j++) {
        const cc_service_level *own = &self->queue[j / 3].service_level;
        self->level[j] = own->n_within > 0 ? *own : center->channel[j % 3].service_level;
    }
    center->level = self->level;
    center->queue = self->queue;
    center->n_queues = 3;
    center->queue_of = self->queue_of;
    center->group = self->group;
    center->n_groups = 2;
    center->staff_scale = 1;
    center->costs =
        (cc_costs){.currency = (char *)"EUR", .line_per_minute = 0.1, .bot_per_session = 0.5};
}

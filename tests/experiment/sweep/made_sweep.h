/* A sweep that is made by hand: one scenario, in which `made_line` is put at the place of @, point by point. It
 * has the functions that make points of a plan, in their place: for one program, and included once. */
#ifndef MADE_SWEEP_H
#define MADE_SWEEP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "experiment/sweep/sweep.h"
#include "models/scenario/load.h"
#include "tests/support/near.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* About 60 contacts. */
#define MADE_TEXT(per_hour, staff)                                                                 \
    "name = \"made\";\n"                                                                           \
    "run = { hours = [\"00:00\", \"02:00\"]; };\n"                                                 \
    "demand = { issues = { call = { per_hour = " per_hour ";\n"                                    \
    "  voice = { talk = { dist = \"exponential\"; mean = \"180 s\"; }; }; }; };\n"                 \
    "  customers = { patience = { voice = { dist = \"exponential\"; mean = \"5 min\"; }; }; }; "   \
    "};\n"                                                                                         \
    "center = { channels = { voice = { service_level = { within = \"20 s\"; }; }; };\n"            \
    "  groups = { agents = { staff = " staff "; }; }; };\n"
static const char *made_text = MADE_TEXT("30", "@");

typedef struct made_sweep {
    xp_sweep sweep;
    const char *const *level; /* by point: what stands at @ */
    xp_output output[4];
    xp_precision rule[2];
} made_sweep;

static const made_sweep *
made_of(const xp_sweep *sweep)
{
    return (const made_sweep *)sweep;
}

static inline void
made_sweep_init(made_sweep *self, const char *const *level, size_t n_points, uint64_t replications)
{
    static const char *const file[] = {"made.cfg"};
    *self = (made_sweep){.level = level};
    self->output[0] = (xp_output){"service_level", "service_level", "center"};
    self->output[1] = (xp_output){"asa", "asa", "channel:voice"};
    self->output[2] = (xp_output){"wait_p90", "wait_p90", "center"};
    self->sweep = (xp_sweep){.file = "made.plan",
                             .name = "made",
                             .scenario = file,
                             .n_scenarios = 1,
                             .n_points = n_points,
                             .output = self->output,
                             .n_outputs = 3,
                             .rule = self->rule,
                             .seed = 7,
                             .replications = replications,
                             .common = true,
                             .confidence = .95,
                             .hash = 0xfeedfacecafebeefu};
}

/* In place of experiment/sweep/sweep.c. */

int
xp_sweep_point_make(xp_sweep_point *self, const xp_sweep *sweep, size_t number, cc_refusal *refusal)
{
    (void)refusal;
    memset(self, 0, sizeof(*self));
    self->number = number;
    self->file = sweep->scenario[0];
    self->text[0] = made_of(sweep)->level[number];
    self->n_set = 1;
    self->set[0] = (cc_override){.path = "center.groups.agents.staff", .value = self->text[0]};
    return SIM_OK;
}

void
xp_sweep_point_free(xp_sweep_point *self)
{
    (void)self;
}

int
xp_sweep_point_load(const xp_sweep_point *self, cc_scenario *scenario, cc_refusal *refusal)
{
    char text[2000];
    const char *at = strchr(made_text, '@');
    snprintf(text, sizeof(text), "%.*s%s%s", (int)(at - made_text), made_text, self->text[0],
             at + 1);
    return cc_scenario_load_text(scenario, self->file, text, NULL, 0, refusal);
}

uint64_t
xp_sweep_point_seed(const xp_sweep *sweep, size_t number)
{
    return sweep->common ? sweep->seed : sweep->seed + 1000 * (number + 1);
}

char *
xp_sweep_point_command(const xp_sweep_point *self)
{
    char *text = malloc(100);
    snprintf(text, 100, "--set 'center.groups.agents.staff=%s'", self->text[0]);
    return text;
}

#endif

#include "tests/support/sessions.h"
#include "tests/support/scenarios.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

const char session_scenario[] =
    "name = \"Shop\";\n"
    "run = { hours = [\"09:00\", \"12:00\"]; observe = \"1 d\"; };\n"
    "demand = {\n"
    "  every_issue = {\n"
    "    voice = { talk = { dist = \"exponential\"; mean = \"3 min\"; }; };\n"
    "    chat = { turns = 4; agent = { dist = \"exponential\"; mean = \"30 s\"; };\n"
    "             customer = { dist = \"exponential\"; mean = \"40 s\"; }; };\n"
    "    patience = { voice = { dist = \"exponential\"; mean = \"2 min\"; };\n"
    "                 chat = { dist = \"exponential\"; mean = \"3 min\"; }; };\n"
    "  };\n"
    "  issues = {\n"
    "    order = { per_hour = 110; wants = { voice = 0.7; chat = 0.3; }; };\n"
    "    complaint = { per_hour = 30; wants = { voice = 1.0; }; };\n"
    "  };\n"
    "};\n"
    "center = {\n"
    "  channels = {\n"
    "    voice = { service_level = { target = 0.80; within = \"20 s\"; }; };\n"
    "    chat = { entry = \"robot\"; service_level = { target = 0.80; within = \"60 s\"; }; };\n"
    "  };\n"
    "  automation = { robot = { node = \"chatbot\"; time = \"60 s\"; contains = 0.3;\n"
    "                           solved = 0.9; then = \"queue\"; }; };\n"
    "  groups = {\n"
    "    desk = { serves = ( \"voice\", \"chat\" ); at_once = { chat = 3; };\n"
    "             staff = 6; spare = 1.0; wage_per_hour = 20; };\n"
    "    back = { serves = ( \"voice\" ); staff = 2; spare = 1.0; wage_per_hour = 25; };\n"
    "  };\n"
    "};\n";

static float
width(void *context, viz_text_size size, const char *text)
{
    const float *em = context;
    size_t n = 0;
    for (const char *s = text; *s != '\0'; s++) {
        n += ((unsigned char)*s & 0xc0) != 0x80;
    }
    return 0.6f * em[size] * (float)n;
}

static float
height(void *context, viz_text_size size)
{
    const float *em = context;
    return ceilf(1.2f * em[size]);
}

viz_measure
session_measure(const viz_session *session)
{
    static float em[VIZ_N_TEXT_SIZES];
    for (int j = 0; j < VIZ_N_TEXT_SIZES; j++) {
        em[j] = viz_layout_text((viz_text_size)j, viz_session_unit(session), 720,
                                viz_session_is_large(session));
    }
    return (viz_measure){width, height, em};
}

void
session_open_def(session_on_screen *self, const viz_session_def *given, const char *one,
                 const char *two)
{
    static char save[512];
    viz_session_def def = *given;
    cc_refusal refusal = {""};
    memset(self, 0, sizeof(*self));
    scenario_from_text(&self->scenario[0], one);
    def.scenario[0] = &self->scenario[0];
    def.file[0] = "one.cfg";
    def.n = 1;
    if (two != NULL) {
        scenario_from_text(&self->scenario[1], two);
        def.scenario[1] = &self->scenario[1];
        def.file[1] = "two.cfg";
        def.n = 2;
    }
    if (def.save == NULL) {
        snprintf(save, sizeof(save), "%s", file_of_test("session.script", ""));
        unlink(save);
        def.save = save;
    }
    self->session = viz_session_new(&def, &refusal);
    if (self->session == NULL) {
        fail_msg("refused: %s", refusal.text);
    }
}

void
session_open(session_on_screen *self, const char *one, const char *two)
{
    viz_session_def def = viz_session_default();
    def.budget = (size_t)8 << 20; /* fewer copies, to be quick */
    session_open_def(self, &def, one, two);
}

void
session_close(session_on_screen *self)
{
    viz_session_delete(self->session);
    cc_scenario_free(&self->scenario[0]);
    cc_scenario_free(&self->scenario[1]);
}

const viz_picture *
session_look(session_on_screen *self)
{
    bool is_new;
    const viz_measure measure = session_measure(self->session);
    return viz_session_picture(self->session, &measure, &is_new);
}

static viz_measure
measure(void *context, const viz_session *session)
{
    (void)context;
    return session_measure(session);
}

const char *
session_refusal(session_on_screen *self, const char *lines)
{
    static cc_refusal refusal;
    viz_play play;
    const viz_play_host host = {.measure = measure};
    refusal.text[0] = '\0';
    const char *file = file_of_test("session.play", lines);
    if (viz_play_read(&play, file, &refusal) != SIM_OK) {
        return refusal.text;
    }
    if (viz_play_run(&play, self->session, &host, &refusal) == SIM_OK) {
        refusal.text[0] = '\0';
    }
    viz_play_free(&play);
    return refusal.text;
}

void
session_play(session_on_screen *self, const char *lines)
{
    const char *refusal = session_refusal(self, lines);
    if (refusal[0] != '\0') {
        const viz_picture *picture = session_look(self);
        for (size_t j = 0; j < picture->n; j++) {
            if (picture->shape[j].kind == VIZ_TEXT) {
                print_message("  %s\n", viz_picture_words(picture, &picture->shape[j]));
            }
        }
        fail_msg("%s", refusal);
    }
}

bool
session_says(session_on_screen *self, const char *words)
{
    const viz_picture *picture = session_look(self);
    for (size_t j = 0; j < picture->n; j++) {
        if (picture->shape[j].kind == VIZ_TEXT &&
            strstr(viz_picture_words(picture, &picture->shape[j]), words) != NULL) {
            return true;
        }
    }
    return false;
}

static uint64_t
add_bytes(uint64_t hash, const void *bytes, size_t n)
{
    const unsigned char *s = bytes;
    for (size_t j = 0; j < n; j++) {
        hash = (hash ^ s[j]) * UINT64_C(0x100000001b3);
    }
    return hash;
}

uint64_t
session_picture_hash(const viz_picture *picture)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (size_t j = 0; j < picture->n; j++) {
        const viz_shape *shape = &picture->shape[j];
        hash = add_bytes(hash, &shape->box, sizeof(shape->box));
        hash = add_bytes(hash, &shape->kind, 9);
        hash = add_bytes(hash, &shape->b, sizeof(shape->b));
    }
    hash = add_bytes(hash, picture->words, picture->n_words);
    return add_bytes(hash, picture->cells, picture->n_cells);
}

void
session_key(session_on_screen *self, const char *name)
{
    viz_input input;
    assert_true(viz_key_read(name, &input));
    (void)session_look(self);
    viz_session_input(self->session, &input);
}

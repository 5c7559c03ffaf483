/* Dialogs and buttons at all sizes: no words outside of them, none over others. */
#include "tests/support/scenarios.h"
#include "tests/support/sessions.h"
#include "viz/session/state.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static viz_box
common(viz_box a, viz_box b)
{
    const float x = fmaxf(a.x, b.x), y = fmaxf(a.y, b.y);
    return (viz_box){x, y, fminf(a.x + a.w, b.x + b.w) - x, fminf(a.y + a.h, b.y + b.h) - y};
}

static bool
is_seen(viz_box box)
{
    return box.w > 0.5f && box.h > 0.5f;
}

/* Where the words of the session itself are seen, as drawn: they come after the bar's ground. */
static size_t
texts_of(const viz_session *session, viz_box *box, size_t *shape, size_t most)
{
    const viz_picture *picture = &session->picture;
    const viz_box all = {0, 0, (float)picture->width, (float)picture->height};
    viz_box clip = all;
    size_t first = picture->n, n = 0;
    while (first > 0 && !(picture->shape[first - 1].hit == VIZ_HIT_COMMAND)) {
        first--; /* behind the last button come dialogs */
    }
    for (size_t j = first; j < picture->n; j++) {
        const viz_shape *it = &picture->shape[j];
        if (it->kind == VIZ_CLIP) {
            clip = it->box.w > 0 ? it->box : all;
        } else if (it->kind == VIZ_TEXT && n < most) {
            box[n] = common(it->box, clip);
            shape[n] = j;
            n += is_seen(box[n]);
        }
    }
    return n;
}

static void
assert_fits(const session_on_screen *screen, const char *what)
{
    static viz_box box[2000];
    static size_t shape[2000];
    const viz_session *session = screen->session;
    const viz_picture *picture = &session->picture;
    const viz_box dialog = session->dialog.box;
    const size_t n = texts_of(session, box, shape, 2000);
    assert_true(dialog.x >= 0 && dialog.y >= 0 &&
                dialog.x + dialog.w <= (float)picture->width + 1 &&
                dialog.y + dialog.h <= (float)picture->height + 1);
    for (size_t j = 1; j < n; j++) { /* 0 is the last button's own */
        const char *words = viz_picture_words(picture, &picture->shape[shape[j]]);
        const viz_box in = common(box[j], dialog);
        if (fabsf(in.w - box[j].w) > 1 || fabsf(in.h - box[j].h) > 1) {
            fail_msg("%s: outside: %s", what, words);
        }
        for (size_t k = 1; k < j; k++) {
            const viz_box both = common(box[j], box[k]);
            if (both.w > 1 && both.h > 1) {
                fail_msg("%s: %s over %s", what, words,
                         viz_picture_words(picture, &picture->shape[shape[k]]));
            }
        }
    }
    assert_true(n >= 2);
}

static void
dialogs_fit_any_window(void **state)
{
    (void)state;
    static const char *const keys[] = {"?", "y", "g", "p", "k", "i", "s", "/"};
    static const int size[][2] = {{640, 480}, {1280, 720}, {1920, 1080}, {3840, 2160}};
    static const float scale[] = {0.75f, 1, 1.5f, 3};
    for (size_t s = 0; s < 16; s++) {
        session_on_screen screen;
        viz_session_def def = viz_session_default();
        def.width = size[s % 4][0];
        def.height = size[s % 4][1];
        def.scale = scale[s / 4];
        def.is_large = s % 3 == 0;
        def.budget = (size_t)4 << 20;
        def.greets = true;
        session_open_def(&screen, &def, session_scenario, NULL);
        (void)session_look(&screen);
        assert_fits(&screen, "welcome");
        session_key(&screen, "Escape");
        for (size_t j = 0; j < sizeof(keys) / sizeof(keys[0]); j++) {
            char what[100];
            snprintf(what, sizeof(what), "%s at %d x %d x %g", keys[j], def.width, def.height,
                     (double)def.scale);
            session_key(&screen, keys[j]);
            (void)session_look(&screen);
            assert_fits(&screen, what);
            if (strcmp(keys[j], "i") == 0) {
                session_key(&screen, "Enter");
                (void)session_look(&screen);
                assert_fits(&screen, what);
                session_key(&screen, "Enter"); /* refused or not: a note may be there */
                (void)session_look(&screen);
            }
            session_key(&screen, "Escape");
        }
        (void)viz_session_kept(screen.session, 0);
        session_close(&screen);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dialogs_fit_any_window),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Somebody who presses and clicks at random: nothing breaks, time stays within the run, both centers at
 * one moment, and what was changed can be written and read again. */
#include "sim/random.h"
#include "tests/support/scenarios.h"
#include "tests/support/sessions.h"
#include "viz/session/state.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <dirent.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define N_INPUTS 10000

typedef struct chance {
    uint64_t seed, n;
} chance;

static uint32_t
draw(chance *self, uint32_t n)
{
    const sim_block block =
        sim_random_block((sim_key){self->seed, 0}, (sim_name){77, self->n++, 0}, 0);
    return (uint32_t)(block.word[0] % n);
}

static viz_input
random_key(chance *self)
{
    static const uint32_t often[] = {
        VIZ_KEY_ENTER, VIZ_KEY_ESCAPE, VIZ_KEY_TAB, VIZ_KEY_DOWN, VIZ_KEY_LEFT, ' ', 'i', 'f'};
    viz_input input = {
        .kind = VIZ_INPUT_KEY, .shift = draw(self, 8) == 0, .control = draw(self, 8) == 0};
    switch (draw(self, 3)) {
    case 0:
        input.key = often[draw(self, sizeof(often) / sizeof(often[0]))];
        break;
    case 1:
        input.key = VIZ_KEY_LEFT + draw(self, 40);
        break;
    default:
        input.key = ' ' + draw(self, 95);
        break;
    }
    if (input.key == 'q' && draw(self, 8) > 0) {
        input.key = 'i'; /* who quits does nothing else */
    }
    return input;
}

/* At something that means something, or anywhere. */
static void
aim(chance *self, const viz_picture *picture, viz_input *input)
{
    input->x = (float)draw(self, 1400) - 20;
    input->y = (float)draw(self, 800) - 20;
    for (int j = 0; j < 40 && picture->n > 0 && draw(self, 4) > 0; j++) {
        const viz_shape *shape = &picture->shape[draw(self, (uint32_t)picture->n)];
        if (shape->hit != VIZ_HIT_NONE) {
            input->x = shape->box.x + shape->box.w / 2;
            input->y = shape->box.y + shape->box.h / 2;
            break;
        }
    }
}

static viz_input
random_input(chance *self, const viz_picture *picture)
{
    static const char *const texts[] = {"1", "12",    "0",          "3.5",
                                        "x", "10:30", "as planned", "\xc3\xb1"};
    viz_input input = {.kind = VIZ_INPUT_KEY};
    switch (draw(self, 12)) {
    case 0:
    case 1:
    case 2:
        aim(self, picture, &input);
        input.kind = VIZ_INPUT_PRESS;
        break;
    case 3:
        aim(self, picture, &input);
        input.kind = draw(self, 2) ? VIZ_INPUT_MOVE : VIZ_INPUT_LOOSE;
        break;
    case 4:
        input.kind = VIZ_INPUT_TEXT;
        snprintf(input.text, sizeof(input.text), "%s", texts[draw(self, 8)]);
        break;
    case 5:
        aim(self, picture, &input);
        input.kind = VIZ_INPUT_WHEEL;
        input.value = (float)draw(self, 7) - 3;
        break;
    case 6:
        if (draw(self, 4) == 0) {
            input.kind = VIZ_INPUT_RESIZE;
            input.x = (float)(320 + draw(self, 1600));
            input.y = (float)(240 + draw(self, 1000));
            break;
        }
        input = random_key(self);
        break;
    default:
        input = random_key(self);
        break;
    }
    return input;
}

static void
check(const session_on_screen *screen)
{
    const viz_session *session = screen->session;
    const double time = viz_session_time(session);
    cc_refusal refusal;
    assert_true(time >= 0 && time <= session->horizon);
    assert_true(session->n_sides == 1 || session->n_sides == 2);
    assert_true(session->focus >= 0 && session->focus < session->n_sides);
    assert_true(session->selected_side < session->n_sides);
    if (viz_session_status(session, &refusal) != 0) {
        fail_msg("%s", refusal.text);
    }
}

/* What was changed is what is read again. */
static void
check_scripts(const session_on_screen *screen)
{
    for (int k = 0; k < screen->session->n_sides; k++) {
        const cc_script *script = viz_player_script(screen->session->player[k]);
        cc_script again = {0};
        cc_refusal refusal = {""};
        FILE *file = fopen("again", "w");
        assert_non_null(file);
        cc_script_write(script, &screen->scenario[0], file);
        assert_int_equal(fclose(file), 0);
        if (cc_script_read(&again, &screen->scenario[0], "again", &refusal) != SIM_OK) {
            fail_msg("%s", refusal.text);
        }
        assert_int_equal(again.n, script->n);
        for (size_t j = 0; j < again.n; j++) {
            const cc_change *a = &again.change[j], *b = &script->change[j];
            assert_true(a->time == b->time && a->what == b->what && a->which == b->which);
            assert_true(a->value == b->value || (isnan(a->value) && isnan(b->value)));
        }
        cc_script_free(&again);
    }
}

static void
open_one(session_on_screen *screen, uint64_t k)
{
    viz_session_def def = viz_session_default();
    def.budget = (size_t)4 << 20;
    def.greets = k % 2 == 0;
    def.is_running = k % 3 == 0;
    session_open_def(screen, &def, session_scenario, k % 4 == 3 ? session_scenario : NULL);
}

static void
leave(session_on_screen *screen)
{
    check_scripts(screen);
    (void)viz_session_kept(screen->session, 0);
    session_close(screen);
}

static size_t
n_changed(const session_on_screen *screen)
{
    const viz_session *session = screen->session;
    return viz_player_script(session->player[session->n_sides - 1])->n;
}

static void
whatever_somebody_presses_it_holds(void **state)
{
    (void)state;
    session_on_screen screen;
    chance by = {.seed = 5};
    uint64_t n_sessions = 0, n_forks = 0, n_changes = 0;
    open_one(&screen, n_sessions);
    for (int j = 0; j < N_INPUTS; j++) {
        const viz_picture *picture = j % 4 == 0 ? session_look(&screen) : &screen.session->picture;
        viz_input input = random_input(&by, picture);
        const int asked = screen.session->dialog.kind;
        if ((asked == VIZ_ASK_WHAT || asked == VIZ_ASK_CHANGE) && draw(&by, 3) == 0) {
            input = (viz_input){.kind = VIZ_INPUT_KEY, .key = VIZ_KEY_ENTER};
        }
        const size_t had = n_changed(&screen);
        viz_session_input(screen.session, &input);
        n_changes += n_changed(&screen) > had;
        viz_session_work(screen.session, 0.02, j % 16 == 0 ? 1 : 1e-4);
        check(&screen);
        n_forks += screen.session->is_fork;
        if (viz_session_is_over(screen.session) || j % 1000 == 999) {
            leave(&screen);
            open_one(&screen, ++n_sessions);
        }
    }
    leave(&screen);
    /* how far a run gets between two inputs is a matter of the clock, and of who else wants it */
    assert_true(n_sessions >= 10 && n_forks > 100 && n_changes > 10);
}

/* In a folder of its own: the names of files are typed at random too. */
static int
enter_folder(void **state)
{
    (void)state;
    char name[512];
    snprintf(name, sizeof(name), "%s/fuzz-%ld", CCSIM_BINARY_DIR, (long)getpid());
    return mkdir(name, 0777) == 0 && chdir(name) == 0 ? 0 : -1;
}

static int
leave_folder(void **state)
{
    (void)state;
    char name[512];
    DIR *folder = opendir(".");
    for (struct dirent *entry; folder != NULL && (entry = readdir(folder)) != NULL;) {
        (void)unlink(entry->d_name);
    }
    if (folder != NULL) {
        closedir(folder);
    }
    snprintf(name, sizeof(name), "%s/fuzz-%ld", CCSIM_BINARY_DIR, (long)getpid());
    return chdir("..") == 0 && rmdir(name) == 0 ? 0 : -1;
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whatever_somebody_presses_it_holds),
    };
    return cmocka_run_group_tests(tests, enter_folder, leave_folder);
}

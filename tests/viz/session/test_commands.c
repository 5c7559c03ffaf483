/* The table of commands: its keys, its buttons, its help; and each command at work. */
#include "tests/support/sessions.h"
#include "viz/session/commands.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* Calls `see` with each key of the table, nine for "1..9". */
static void
each_key(void (*see)(void *context, viz_command command, const char *name), void *context)
{
    for (int j = 0; j < VIZ_N_COMMANDS; j++) {
        char keys[64], *rest;
        snprintf(keys, sizeof(keys), "%s", viz_command_types[j].keys);
        for (char *key = strtok_r(keys, " ", &rest); key != NULL;
             key = strtok_r(NULL, " ", &rest)) {
            char *range = strstr(key, "1..9");
            if (range == NULL) {
                see(context, (viz_command)j, key);
                continue;
            }
            for (char digit = '1'; digit <= '9'; digit++) {
                range[0] = digit;
                range[1] = '\0';
                see(context, (viz_command)j, key);
            }
        }
    }
}

static void
is_its_own(void *context, viz_command command, const char *name)
{
    viz_input input;
    int digit;
    int *n = context;
    (*n)++;
    assert_true(viz_key_read(name, &input));
    if (viz_command_of_key(&input, &digit) != command) {
        fail_msg("%s is not %s", name, viz_command_types[command].name);
    }
    char again[32];
    viz_input plain = viz_key_plain(&input);
    plain.shift = input.shift;
    viz_key_name(&plain, again, sizeof(again));
    assert_string_equal(again, name);
}

static void
no_two_commands_share_a_key(void **state)
{
    (void)state;
    int n = 0;
    each_key(is_its_own, &n);
    assert_true(n > VIZ_N_COMMANDS);
}

static void
keys_are_told_from_capitals_and_shifts(void **state)
{
    (void)state;
    int digit;
    viz_input input = {.kind = VIZ_INPUT_KEY, .key = 'G', .shift = true};
    assert_int_equal(viz_command_of_key(&input, &digit), VIZ_COMMAND_GO_TO);
    input = (viz_input){.kind = VIZ_INPUT_KEY, .key = '/', .shift = true};
    assert_int_equal(viz_command_of_key(&input, &digit), VIZ_COMMAND_HELP);
    input = (viz_input){.kind = VIZ_INPUT_KEY, .key = '7', .control = true};
    assert_int_equal(viz_command_of_key(&input, &digit), VIZ_COMMAND_MARK);
    assert_int_equal(digit, 7);
    input = (viz_input){.kind = VIZ_INPUT_KEY, .key = 0x10ffff};
    assert_int_equal(viz_command_of_key(&input, &digit), VIZ_NO_COMMAND);
    assert_false(viz_key_read("Rigt", &input));
    assert_false(viz_key_read("", &input));
    assert_false(viz_key_read("ctrl+", &input));
    assert_false(viz_key_read("F99", &input));
    assert_true(viz_key_read("\xc3\xb1", &input));
    assert_int_equal(input.key, 0xf1);
}

static void
the_help_lists_every_command(void **state)
{
    (void)state;
    session_on_screen screen;
    session_open(&screen, session_scenario, NULL);
    session_play(&screen, "resize 1280 4000\nkey ?\n");
    for (int j = 0; j < VIZ_N_COMMANDS; j++) {
        const bool is_of_lesson = strcmp(viz_command_types[j].section, "Lesson") == 0;
        if (session_says(&screen, viz_command_types[j].help) == is_of_lesson) {
            fail_msg("%s", viz_command_types[j].help);
        }
    }
    session_play(&screen, "key ?\nexpect no \"What one can do\"\n");
    /* in a small window it is scrolled: by keys, by the wheel, with the focus */
    session_play(&screen, "resize 640 480\nkey ?\nexpect \"run, or pause\"\nexpect no \"quit\"\n");
    session_play(
        &screen,
        "key PageDown\nkey PageDown\nkey PageDown\nkey PageDown\nexpect no \"run, or pause\"\n"
        "wheel 50% 50% 100\nexpect \"run, or pause\"\n"
        "key Up\nexpect \"quit\"\nkey Escape\n");
    session_close(&screen);
}

/* However it is scrolled, in whatever window. */
static void
no_line_of_the_help_is_cut(void **state)
{
    (void)state;
    session_on_screen screen;
    char lines[64];
    int n_seen = 0;
    session_open(&screen, session_scenario, NULL);
    session_play(&screen, "key ?\n");
    for (int height = 430; height < 700; height += 17) {
        snprintf(lines, sizeof(lines), "resize %d %d\nwheel 50%% 50%% %d\n", 3 * height / 2, height,
                 height % 2 != 0 ? -1 : 1);
        session_play(&screen, lines);
        const viz_picture *picture = session_look(&screen);
        viz_box clip = {0};
        size_t last = 0; /* that begins one: of the dialog */
        for (size_t j = 0; j < picture->n; j++) {
            if (picture->shape[j].kind == VIZ_CLIP && picture->shape[j].box.h > 0) {
                last = j;
                clip = picture->shape[j].box;
            }
        }
        for (size_t j = last; j < picture->n && (j == last || picture->shape[j].kind != VIZ_CLIP);
             j++) {
            const viz_shape *shape = &picture->shape[j];
            if (shape->kind == VIZ_TEXT) {
                n_seen++;
                assert_true(shape->box.y >= clip.y - 1);
                assert_true(shape->box.y + shape->box.h <= clip.y + clip.h + 1);
            }
        }
    }
    assert_true(n_seen > 200);
    session_close(&screen);
}

/* Each command has its line in the table, and no other does. */
static void
the_documentation_has_every_key(void **state)
{
    (void)state;
    FILE *file = fopen(CCSIM_SOURCE_DIR "/docs/watching.md", "r");
    char line[1000];
    int n = 0;
    bool is_in = false;
    assert_non_null(file);
    while (fgets(line, sizeof(line), file) != NULL) {
        is_in |= strncmp(line, "| keys |", 8) == 0;
        if (!is_in || strncmp(line, "| `", 3) != 0) {
            is_in = is_in && line[0] == '|';
            continue;
        }
        assert_true(n < VIZ_N_COMMANDS);
        char keys[64], wanted[400] = "| ", *rest;
        snprintf(keys, sizeof(keys), "%s", viz_command_types[n].keys);
        for (char *key = strtok_r(keys, " ", &rest); key != NULL;
             key = strtok_r(NULL, " ", &rest)) {
            const size_t at = strlen(wanted);
            snprintf(wanted + at, sizeof(wanted) - at, "`%s` ", key);
        }
        const size_t at = strlen(wanted);
        snprintf(wanted + at, sizeof(wanted) - at, "| %s |\n", viz_command_types[n].help);
        assert_string_equal(line, wanted);
        n++;
    }
    fclose(file);
    assert_int_equal(n, VIZ_N_COMMANDS);
}

static const viz_shape *
button_of(const viz_picture *picture, viz_command command)
{
    for (size_t j = 0; j < picture->n; j++) {
        const viz_shape *shape = &picture->shape[j];
        if (shape->hit == VIZ_HIT_COMMAND && shape->b == command) {
            return shape;
        }
    }
    return NULL;
}

static void
every_button_hits_its_command(void **state)
{
    (void)state;
    session_on_screen screen;
    session_open(&screen, session_scenario, NULL);
    static const int size[][2] = {{640, 480}, {1280, 720}, {3840, 2160}};
    for (size_t s = 0; s < 3; s++) {
        viz_session_input(
            screen.session,
            &(viz_input){.kind = VIZ_INPUT_RESIZE, .x = (float)size[s][0], .y = (float)size[s][1]});
        const viz_picture *picture = session_look(&screen);
        int n = 0;
        for (int j = 0; j < VIZ_N_COMMANDS; j++) {
            const viz_shape *button = button_of(picture, (viz_command)j);
            if (button == NULL) {
                continue;
            }
            n++;
            const viz_box box = button->box;
            assert_true(box.x >= 0 && box.x + box.w <= (float)size[s][0]);
            const viz_shape *hit = viz_picture_hit(picture, box.x + box.w / 2, box.y + box.h / 2);
            assert_non_null(hit);
            assert_int_equal(hit->hit, VIZ_HIT_COMMAND);
            assert_int_equal(hit->b, j);
        }
        assert_non_null(button_of(picture, VIZ_COMMAND_RUN));
        assert_non_null(button_of(picture, VIZ_COMMAND_HELP));
        assert_true(n >= 6);
    }
    session_close(&screen);
}

/* What the words of a button do is what the key does: the pictures are the same. */
static void
a_button_does_what_its_key_does(void **state)
{
    (void)state;
    for (int j = 0; j < VIZ_N_COMMANDS; j++) {
        char lines[200], key[64];
        uint64_t hash[3] = {0};
        if (strcmp(viz_command_types[j].section, "Lesson") == 0) {
            continue;
        }
        snprintf(key, sizeof(key), "%s", viz_command_types[j].keys);
        key[strcspn(key, " ")] = '\0';
        char *range = strstr(key, "1..9");
        if (range != NULL) {
            range[1] = '\0';
        }
        for (int way = 0; way < 2; way++) {
            session_on_screen screen;
            session_open(&screen, session_scenario, NULL);
            session_play(&screen, "resize 1280 4000\nkey g\ntype 10:10\nkey Enter\nrest\n");
            if (way == 0) {
                snprintf(lines, sizeof(lines), "key %s\n", key);
            } else { /* the line of the help */
                snprintf(lines, sizeof(lines), "click \"?\"\nclick \"%s\"\n",
                         viz_command_types[j].help);
            }
            session_play(&screen, lines);
            session_play(&screen, j == VIZ_COMMAND_RUN || j == VIZ_COMMAND_REAL_TIME ? "wait 0.2\n"
                                                                                     : "rest\n");
            hash[way] = session_picture_hash(session_look(&screen));
            session_close(&screen);
            if (range != NULL) {
                break; /* of a digit the mouse has the list */
            }
        }
        if (range == NULL && j != VIZ_COMMAND_HELP && j != VIZ_COMMAND_REAL_TIME &&
            hash[0] != hash[1]) {
            fail_msg("%s", viz_command_types[j].name);
        }
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_two_commands_share_a_key),
        cmocka_unit_test(keys_are_told_from_capitals_and_shifts),
        cmocka_unit_test(the_help_lists_every_command),
        cmocka_unit_test(no_line_of_the_help_is_cut),
        cmocka_unit_test(the_documentation_has_every_key),
        cmocka_unit_test(every_button_hits_its_command),
        cmocka_unit_test(a_button_does_what_its_key_does),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

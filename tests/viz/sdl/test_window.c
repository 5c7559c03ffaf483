/* The window by SDL's dummy driver, fonts of the machine, and PNG files read back. */
#include "viz/sdl/fonts.h"
#include "viz/sdl/png.h"
#include "viz/sdl/window.h"

#include <png.h>
#include <SDL.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* SDL marks the end of what was there when it was asked, and then says once that there is nothing. */
static bool
event(viz_window *window, viz_input *input)
{
    return viz_window_event(window, input, 0) || viz_window_event(window, input, 0);
}

static viz_window *
open_window(void)
{
    char why[512] = "";
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    viz_window *window = viz_window_open("test", 640, 480, false, why, sizeof(why));
    assert_string_equal(why, "");
    assert_non_null(window);
    viz_input input;
    while (event(window, &input)) { /* of its opening */
    }
    return window;
}

/* The one input that the event means. */
static viz_input
input_of(viz_window *window, SDL_Event *given)
{
    viz_input input = {0};
    assert_int_equal(SDL_PushEvent(given), 1);
    assert_true(event(window, &input));
    return input;
}

static void
press(SDL_Keycode key, Uint16 mod)
{
    SDL_Event given = {.key = {.type = SDL_KEYDOWN, .keysym = {.sym = key, .mod = mod}}};
    assert_int_equal(SDL_PushEvent(&given), 1);
}

static void
events_become_inputs(void **state)
{
    (void)state;
    viz_window *window = open_window();
    viz_input input;

    press(SDLK_LEFT, KMOD_LSHIFT);
    assert_true(event(window, &input));
    assert_int_equal(input.kind, VIZ_INPUT_KEY);
    assert_int_equal(input.key, VIZ_KEY_LEFT);
    assert_true(input.shift && !input.control);
    press(SDLK_F11, 0);
    assert_true(event(window, &input));
    assert_int_equal(input.key, VIZ_KEY_F1 + 10);
    press(SDLK_s, KMOD_LCTRL);
    assert_true(event(window, &input));
    assert_true(input.key == 's' && input.control);

    /* a character comes by its text, whatever key made it: first as a key, then as a text */
    press(SDLK_s, 0);
    assert_false(event(window, &input));
    SDL_Event text = {.text = {.type = SDL_TEXTINPUT, .text = "\xc3\xb1"}};
    input = input_of(window, &text);
    assert_int_equal(input.kind, VIZ_INPUT_KEY);
    assert_int_equal(input.key, 0xf1);
    assert_true(event(window, &input));
    assert_int_equal(input.kind, VIZ_INPUT_TEXT);
    assert_string_equal(input.text, "\xc3\xb1");
    assert_false(event(window, &input));
    SDL_Event broken = {.text = {.type = SDL_TEXTINPUT, .text = "\xf0"}};
    input = input_of(window, &broken);
    assert_int_equal(input.kind, VIZ_INPUT_TEXT);

    SDL_Event button = {
        .button = {.type = SDL_MOUSEBUTTONDOWN, .button = SDL_BUTTON_LEFT, .x = 10, .y = 20}};
    input = input_of(window, &button);
    assert_true(input.kind == VIZ_INPUT_PRESS && input.x == 10 && input.y == 20);
    button.button.type = SDL_MOUSEBUTTONUP;
    assert_int_equal(input_of(window, &button).kind, VIZ_INPUT_LOOSE);
    button.button.button = SDL_BUTTON_RIGHT;
    assert_int_equal(SDL_PushEvent(&button), 1);
    assert_false(event(window, &input));
    SDL_Event wheel = {.wheel = {.type = SDL_MOUSEWHEEL, .preciseY = -2}};
    input = input_of(window, &wheel);
    assert_true(input.kind == VIZ_INPUT_WHEEL && input.value == -2);
    SDL_Event quit = {.type = SDL_QUIT};
    assert_int_equal(input_of(window, &quit).kind, VIZ_INPUT_CLOSE);
    viz_window_close(window);
}

static void
pixels_are_shown_whatever_the_sizes(void **state)
{
    (void)state;
    static uint32_t pixel[800 * 600];
    viz_window *window = open_window();
    assert_true(viz_window_show(window, pixel, 640, 480));
    assert_true(viz_window_show(window, pixel, 800, 600));
    assert_true(viz_window_show(window, pixel, 1, 1));
    viz_window_set_full(window, true);
    viz_window_set_full(window, false);
    assert_true(viz_window_show(window, pixel, 640, 480));
    viz_window_close(window);
}

static void
a_window_can_be_opened_again(void **state)
{
    (void)state;
    for (int j = 0; j < 3; j++) {
        viz_window_close(open_window());
    }
}

static void
without_a_display_it_says_so(void **state)
{
    (void)state;
    char why[512] = "";
    setenv("SDL_VIDEODRIVER", "nosuchdriver", 1);
    assert_null(viz_window_open("test", 640, 480, false, why, sizeof(why)));
    assert_non_null(strstr(why, "there is no display to open a window on"));
}

static void
texts_have_the_size_that_they_are_measured_with(void **state)
{
    (void)state;
    char why[512] = "";
    viz_fonts *fonts = viz_fonts_new(why, sizeof(why));
    assert_string_equal(why, "");
    assert_non_null(fonts);
    static const char *const texts[] = {
        "waiting", "Se\xc3\xb1or \xe2\x80\xa6", "00:11", "W", "", "\xff\xfe broken"};
    for (int px = 6; px <= 96; px += 18) {
        for (int size = 0; size < VIZ_N_TEXT_SIZES; size++) {
            assert_true(viz_fonts_fit(fonts, (viz_text_size)size, px, why, sizeof(why)));
            for (size_t j = 0; j < sizeof(texts) / sizeof(texts[0]); j++) {
                viz_mask mask;
                assert_true(viz_fonts_render(fonts, (viz_text_size)size, texts[j], &mask));
                if (mask.cover != NULL) {
                    assert_int_equal(mask.width,
                                     viz_fonts_width(fonts, (viz_text_size)size, texts[j]));
                    assert_true(mask.height <= viz_fonts_height(fonts, (viz_text_size)size) + 1);
                }
                free(mask.cover);
            }
        }
    }
    /* figures of one width: what counts does not tremble */
    for (char digit = '0'; digit <= '9'; digit++) {
        const char text[] = {digit, digit, digit, '\0'};
        assert_int_equal(viz_fonts_width(fonts, VIZ_NUMBER, text),
                         viz_fonts_width(fonts, VIZ_NUMBER, "000"));
    }
    viz_fonts_delete(fonts);
}

static void
a_png_file_holds_the_pixels(void **state)
{
    (void)state;
    enum { W = 7, H = 5 };
    uint32_t pixel[W * H];
    for (uint32_t j = 0; j < W * H; j++) {
        pixel[j] = j * 0x061a2fU & 0xffffffU;
    }
    char *bytes[2];
    size_t n[2];
    for (int j = 0; j < 2; j++) {
        FILE *file = open_memstream(&bytes[j], &n[j]);
        assert_non_null(file);
        assert_true(viz_png_write(file, pixel, W, H));
        assert_int_equal(fclose(file), 0);
    }
    assert_int_equal(n[0], n[1]);
    assert_memory_equal(bytes[0], bytes[1], n[0]);
    png_image image = {.version = PNG_IMAGE_VERSION};
    assert_true(png_image_begin_read_from_memory(&image, bytes[0], n[0]));
    image.format = PNG_FORMAT_RGB;
    uint8_t back[3 * W * H];
    assert_true(png_image_finish_read(&image, NULL, back, 0, NULL));
    assert_int_equal(image.width, W);
    assert_int_equal(image.height, H);
    for (size_t j = 0; j < W * H; j++) {
        assert_int_equal(back[3 * j] << 16 | back[3 * j + 1] << 8 | back[3 * j + 2], pixel[j]);
    }
    free(bytes[0]);
    free(bytes[1]);
}

static void
a_full_disk_is_told(void **state)
{
    (void)state;
    static uint32_t pixel[400 * 400];
    for (uint32_t j = 0; j < 400 * 400; j++) {
        pixel[j] = j * 2654435761U & 0xffffffU;
    }
    FILE *full = fopen("/dev/full", "wb");
    if (full != NULL) {
        assert_false(viz_png_write(full, pixel, 400, 400));
        (void)fclose(full);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(events_become_inputs),
        cmocka_unit_test(pixels_are_shown_whatever_the_sizes),
        cmocka_unit_test(a_window_can_be_opened_again),
        cmocka_unit_test(without_a_display_it_says_so),
        cmocka_unit_test(texts_have_the_size_that_they_are_measured_with),
        cmocka_unit_test(a_png_file_holds_the_pixels),
        cmocka_unit_test(a_full_disk_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

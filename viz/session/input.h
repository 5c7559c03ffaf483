/* What a person does to the window, without the window: so that sessions can be played from a file. */
#ifndef VIZ_INPUT_H
#define VIZ_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum viz_input_kind {
    VIZ_INPUT_KEY,    /* key: a Unicode point, or one of VIZ_KEY_* */
    VIZ_INPUT_TEXT,   /* text: typed into a field, UTF-8; without a field it does nothing */
    VIZ_INPUT_PRESS,  /* x, y: the left button */
    VIZ_INPUT_MOVE,   /* x, y: with the button down it drags */
    VIZ_INPUT_LOOSE,  /* x, y */
    VIZ_INPUT_WHEEL,  /* x, y; value: notches up */
    VIZ_INPUT_RESIZE, /* x, y: px of the output */
    VIZ_INPUT_CLOSE   /* the window */
} viz_input_kind;

/* Keys without a character. One with a character is that character, as it is typed: '?' rather than '/' with
 * shift; a digit with shift or control stays the digit. */
enum {
    VIZ_KEY_LEFT = 0x110000,
    VIZ_KEY_RIGHT,
    VIZ_KEY_UP,
    VIZ_KEY_DOWN,
    VIZ_KEY_PAGE_UP,
    VIZ_KEY_PAGE_DOWN,
    VIZ_KEY_HOME,
    VIZ_KEY_END,
    VIZ_KEY_ENTER,
    VIZ_KEY_ESCAPE,
    VIZ_KEY_TAB,
    VIZ_KEY_BACKSPACE,
    VIZ_KEY_DELETE,
    VIZ_KEY_F1 /* + n - 1 */
};

typedef struct viz_input {
    viz_input_kind kind;
    uint32_t key;
    bool shift, control;
    float x, y; /* px of the output */
    float value;
    char text[32];
} viz_input;

/* "space", "ctrl+s", "F1", "?": as written in a session's file and in the help. False: no key. */
bool viz_key_read(const char *name, viz_input *input);
void viz_key_name(const viz_input *input, char *text, size_t size);
/* The key as commands know it: letters small, without the shift that a character has had already. */
viz_input viz_key_plain(const viz_input *input);

#endif

/* Names of keys, some of which the help says in the language of the screen. */
#include "viz/session/input.h"
#include "report/words.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const struct {
    const char *name;
    uint32_t key;
} names[] = {
    {N_("space"), ' '},
    {N_("Left"), VIZ_KEY_LEFT},
    {N_("Right"), VIZ_KEY_RIGHT},
    {N_("Up"), VIZ_KEY_UP},
    {N_("Down"), VIZ_KEY_DOWN},
    {N_("PageUp"), VIZ_KEY_PAGE_UP},
    {N_("PageDown"), VIZ_KEY_PAGE_DOWN},
    {N_("Home"), VIZ_KEY_HOME},
    {N_("End"), VIZ_KEY_END},
    {"Enter", VIZ_KEY_ENTER},
    {N_("Escape"), VIZ_KEY_ESCAPE},
    {N_("Tab"), VIZ_KEY_TAB},
    {"Backspace", VIZ_KEY_BACKSPACE},
    {"Delete", VIZ_KEY_DELETE},
};
#define N_NAMES (sizeof(names) / sizeof(names[0]))

#define MOST_F 24

/* The first character of a text as a Unicode point; 0: not UTF-8, or none. */
static uint32_t
point_of(const char *text, size_t *length)
{
    const unsigned char *s = (const unsigned char *)text;
    const int more = s[0] < 0x80 ? 0 : s[0] >= 0xf0 ? 3 : s[0] >= 0xe0 ? 2 : s[0] >= 0xc0 ? 1 : -1;
    static const uint8_t mask[] = {0x7f, 0x1f, 0x0f, 0x07};
    if (more < 0 || s[0] >= 0xf8) {
        return 0;
    }
    uint32_t point = s[0] & mask[more];
    for (int j = 1; j <= more; j++) {
        if ((s[j] & 0xc0) != 0x80) {
            return 0;
        }
        point = point << 6 | (s[j] & 0x3f);
    }
    *length = (size_t)more + 1;
    return point < 0x110000 ? point : 0;
}

static uint32_t
key_of(const char *name)
{
    for (size_t j = 0; j < N_NAMES; j++) {
        if (strcasecmp(name, names[j].name) == 0) {
            return names[j].key;
        }
    }
    size_t length = 0;
    const uint32_t point = point_of(name, &length);
    if (point > ' ' && name[length] == '\0') {
        return point;
    }
    if (name[0] == 'F' && name[1] >= '1' && name[1] <= '9') {
        char *end;
        const long n = strtol(name + 1, &end, 10);
        return *end == '\0' && n <= MOST_F ? (uint32_t)(VIZ_KEY_F1 + n - 1) : 0;
    }
    return 0;
}

bool
viz_key_read(const char *name, viz_input *input)
{
    viz_input read = {.kind = VIZ_INPUT_KEY};
    for (;;) { /* "ctrl++" is control and plus */
        if (strncasecmp(name, "ctrl+", 5) == 0 && name[5] != '\0') {
            read.control = true;
            name += 5;
        } else if (strncasecmp(name, "shift+", 6) == 0 && name[6] != '\0') {
            read.shift = true;
            name += 6;
        } else {
            break;
        }
    }
    read.key = key_of(name);
    if (read.key == 0) {
        return false;
    }
    *input = read;
    return true;
}

void
viz_key_name(const viz_input *input, char *text, size_t size)
{
    char key[16] = "";
    const uint32_t k = input->key;
    for (size_t j = 0; j < N_NAMES; j++) {
        if (names[j].key == k) {
            snprintf(key, sizeof(key), "%s", names[j].name);
        }
    }
    if (key[0] == '\0' && k >= VIZ_KEY_F1 && k < VIZ_KEY_F1 + MOST_F) {
        snprintf(key, sizeof(key), "F%u", (unsigned)(k - VIZ_KEY_F1 + 1));
    } else if (key[0] == '\0' && k < 0x80) {
        snprintf(key, sizeof(key), "%c", (char)k);
    } else if (key[0] == '\0' && k < 0x800) {
        snprintf(key, sizeof(key), "%c%c", (char)(0xc0 | k >> 6), (char)(0x80 | (k & 0x3f)));
    } else if (key[0] == '\0' && k < 0x10000) {
        snprintf(key, sizeof(key), "%c%c%c", (char)(0xe0 | k >> 12), (char)(0x80 | (k >> 6 & 0x3f)),
                 (char)(0x80 | (k & 0x3f)));
    }
    snprintf(text, size, "%s%s%s", input->control ? "ctrl+" : "", input->shift ? "shift+" : "",
             key);
}

viz_input
viz_key_plain(const viz_input *input)
{
    viz_input plain = {
        .kind = VIZ_INPUT_KEY, .key = input->key, .shift = input->shift, .control = input->control};
    if (plain.key >= 'A' && plain.key <= 'Z') {
        plain.key += 'a' - 'A';
    }
    if (plain.shift && plain.key == '/') { /* from who tells keys and not characters */
        plain.key = '?';
    } else if (plain.shift && plain.key == '=') {
        plain.key = '+';
    }
    const bool has_character = plain.key < VIZ_KEY_LEFT;
    const bool is_digit = plain.key >= '0' && plain.key <= '9';
    if (has_character && !is_digit) {
        plain.shift = false;
    }
    return plain;
}

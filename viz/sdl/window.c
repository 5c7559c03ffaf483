/* The pixels come ready; SDL only brings them to the screen, so that they are the same with and
 * without one. Positions are in pixels of the output, which a dense screen has more of than the
 * window has units. */
#include "viz/sdl/window.h"

#include "viz/sdl/hush.h"

#include <SDL.h>
#include <stdlib.h>
#include <string.h>

struct viz_window {
    SDL_Window *window;
    viz_input next[2]; /* what else the last event meant */
    int n_next;
    int width, height; /* px of the output */
};

/* ---- opening ---- */

static void
be_silent(void *nothing, int category, SDL_LogPriority priority, const char *text)
{
    (void)nothing;
    (void)category;
    (void)priority;
    (void)text;
}

/* Drivers that nobody can look at are taken only by name. */
static bool
is_seen(void)
{
    const char *driver = SDL_GetCurrentVideoDriver(), *wanted = SDL_getenv("SDL_VIDEODRIVER");
    return driver != NULL && ((wanted != NULL && wanted[0] != '\0') ||
                              (strcmp(driver, "offscreen") != 0 && strcmp(driver, "dummy") != 0));
}

static void
take_size(viz_window *self)
{
    const SDL_Surface *surface = SDL_GetWindowSurface(self->window);
    if (surface != NULL) {
        self->width = surface->w;
        self->height = surface->h;
    } else {
        SDL_GetWindowSize(self->window, &self->width, &self->height);
    }
}

viz_window *
viz_window_open(const char *title, int width, int height, bool is_full, char *why, size_t room)
{
    SDL_LogSetOutputFunction(be_silent, NULL);
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");       /* ccsim has its own */
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0"); /* else pixels go by way of OpenGL */
    SDL_SetHint(SDL_HINT_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR, "0");
    SDL_SetMainReady();
    viz_window *self = calloc(1, sizeof(*self));
    if (self == NULL) {
        snprintf(why, room, "out of memory");
        return NULL;
    }
    const int before = viz_hush();
    const bool is_open = SDL_InitSubSystem(SDL_INIT_VIDEO) == 0;
    viz_unhush(before);
    if (!is_open || !is_seen()) {
        snprintf(why, room, "there is no display to open a window on%s%s", is_open ? "" : ": ",
                 is_open ? "" : SDL_GetError());
        SDL_Quit();
        free(self);
        return NULL;
    }
    Uint32 flags = SDL_WINDOW_RESIZABLE | SDL_WINDOW_ALLOW_HIGHDPI;
    flags |= is_full ? SDL_WINDOW_FULLSCREEN_DESKTOP : 0;
    self->window = SDL_CreateWindow(title, SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED, width,
                                    height, flags);
    if (self->window == NULL || SDL_GetWindowSurface(self->window) == NULL) {
        snprintf(why, room, "cannot open a window: %s", SDL_GetError());
        viz_window_close(self);
        return NULL;
    }
    SDL_SetWindowMinimumSize(self->window, 640, 480); /* what the layout is made for */
    SDL_StartTextInput();
    take_size(self);
    return self;
}

void
viz_window_close(viz_window *self)
{
    if (self->window != NULL) {
        SDL_DestroyWindow(self->window);
    }
    SDL_Quit();
    free(self);
}

void
viz_window_set_full(viz_window *self, bool is_full)
{
    (void)SDL_SetWindowFullscreen(self->window, is_full ? SDL_WINDOW_FULLSCREEN_DESKTOP : 0);
}

void
viz_window_size(const viz_window *self, int *width, int *height)
{
    *width = self->width;
    *height = self->height;
}

/* ---- events ---- */

static const struct {
    SDL_Keycode sdl;
    uint32_t key;
} keys[] = {
    {SDLK_LEFT, VIZ_KEY_LEFT},
    {SDLK_RIGHT, VIZ_KEY_RIGHT},
    {SDLK_UP, VIZ_KEY_UP},
    {SDLK_DOWN, VIZ_KEY_DOWN},
    {SDLK_PAGEUP, VIZ_KEY_PAGE_UP},
    {SDLK_PAGEDOWN, VIZ_KEY_PAGE_DOWN},
    {SDLK_HOME, VIZ_KEY_HOME},
    {SDLK_END, VIZ_KEY_END},
    {SDLK_RETURN, VIZ_KEY_ENTER},
    {SDLK_KP_ENTER, VIZ_KEY_ENTER},
    {SDLK_ESCAPE, VIZ_KEY_ESCAPE},
    {SDLK_TAB, VIZ_KEY_TAB},
    {SDLK_BACKSPACE, VIZ_KEY_BACKSPACE},
    {SDLK_DELETE, VIZ_KEY_DELETE},
};

static bool
take_key(const SDL_Keysym *key, viz_input *input)
{
    *input = (viz_input){.kind = VIZ_INPUT_KEY,
                         .shift = (key->mod & KMOD_SHIFT) != 0,
                         .control = (key->mod & KMOD_CTRL) != 0};
    for (size_t j = 0; j < sizeof(keys) / sizeof(keys[0]); j++) {
        if (keys[j].sdl == key->sym) {
            input->key = keys[j].key;
            return true;
        }
    }
    if (key->sym >= SDLK_F1 && key->sym <= SDLK_F12) {
        input->key = VIZ_KEY_F1 + (uint32_t)(key->sym - SDLK_F1);
        return true;
    }
    /* what has a character comes as text, by the layout of the keyboard; but not with control */
    input->key = (uint32_t)key->sym;
    return input->control && (key->mod & KMOD_ALT) == 0 && key->sym >= ' ' && key->sym < 127;
}

/* The first character; 0: none. */
static uint32_t
first_point(const char *text)
{
    const unsigned char *c = (const unsigned char *)text;
    const int more = c[0] < 0x80 ? 0 : c[0] >= 0xf0 ? 3 : c[0] >= 0xe0 ? 2 : c[0] >= 0xc0 ? 1 : -1;
    if (more < 0) {
        return 0;
    }
    uint32_t point = more == 0 ? c[0] : c[0] & (0x3fU >> more);
    for (int j = 1; j <= more; j++) {
        if ((c[j] & 0xc0) != 0x80) {
            return 0;
        }
        point = point << 6 | (c[j] & 0x3fU);
    }
    return point;
}

/* A character is a key, and a text: whoever listens to one leaves the other. */
static bool
take_text(viz_window *self, const char *text, viz_input *input)
{
    *input = (viz_input){.kind = VIZ_INPUT_KEY, .key = first_point(text)};
    viz_input typed = {.kind = VIZ_INPUT_TEXT};
    snprintf(typed.text, sizeof(typed.text), "%s", text);
    self->next[self->n_next++] = typed;
    return input->key != 0;
}

static void
take_place(const viz_window *self, viz_input *input, int x, int y)
{
    int width = 0, height = 0;
    SDL_GetWindowSize(self->window, &width, &height);
    input->x = width > 0 ? (float)x * (float)self->width / (float)width : (float)x;
    input->y = height > 0 ? (float)y * (float)self->height / (float)height : (float)y;
}

static bool
take_window(viz_window *self, const SDL_WindowEvent *event, viz_input *input)
{
    if (event->event == SDL_WINDOWEVENT_SIZE_CHANGED) {
        take_size(self);
        *input = (viz_input){
            .kind = VIZ_INPUT_RESIZE, .x = (float)self->width, .y = (float)self->height};
        return true;
    }
    if (event->event == SDL_WINDOWEVENT_EXPOSED) {
        (void)SDL_UpdateWindowSurface(self->window);
    }
    return false;
}

/* False: it means nothing. */
static bool
take(viz_window *self, const SDL_Event *event, viz_input *input)
{
    *input = (viz_input){0};
    switch (event->type) {
    case SDL_QUIT:
        input->kind = VIZ_INPUT_CLOSE;
        return true;
    case SDL_WINDOWEVENT:
        return take_window(self, &event->window, input);
    case SDL_KEYDOWN:
        return take_key(&event->key.keysym, input);
    case SDL_TEXTINPUT:
        return take_text(self, event->text.text, input);
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
        input->kind = event->type == SDL_MOUSEBUTTONDOWN ? VIZ_INPUT_PRESS : VIZ_INPUT_LOOSE;
        take_place(self, input, event->button.x, event->button.y);
        return event->button.button == SDL_BUTTON_LEFT;
    case SDL_MOUSEMOTION:
        input->kind = VIZ_INPUT_MOVE;
        take_place(self, input, event->motion.x, event->motion.y);
        return true;
    case SDL_MOUSEWHEEL: {
        int x = 0, y = 0;
        SDL_GetMouseState(&x, &y);
        input->kind = VIZ_INPUT_WHEEL;
        input->value =
            event->wheel.preciseY * (event->wheel.direction == SDL_MOUSEWHEEL_FLIPPED ? -1.F : 1.F);
        take_place(self, input, x, y);
        return true;
    }
    default:
        return false;
    }
}

bool
viz_window_event(viz_window *self, viz_input *input, double wait)
{
    if (self->n_next > 0) {
        *input = self->next[0];
        self->next[0] = self->next[1];
        self->n_next--;
        return true;
    }
    SDL_Event event;
    int ms = wait > 0 ? (int)(wait * 1000 + .5) : 0;
    while (ms > 0 ? SDL_WaitEventTimeout(&event, ms) : SDL_PollEvent(&event)) {
        if (take(self, &event, input)) {
            return true;
        }
        ms = 0; /* something came, and meant nothing: what else is there is taken at once */
        if (self->n_next > 0) {
            return viz_window_event(self, input, 0);
        }
    }
    return false;
}

/* ---- showing ---- */

bool
viz_window_show(viz_window *self, const uint32_t *pixel, int width, int height)
{
    SDL_Surface *surface = SDL_GetWindowSurface(self->window);
    if (surface == NULL) {
        return false;
    }
    /* between a change of size and its event the two differ: what fits is shown */
    const int w = width < surface->w ? width : surface->w,
              h = height < surface->h ? height : surface->h;
    if (SDL_MUSTLOCK(surface) && SDL_LockSurface(surface) != 0) {
        return false;
    }
    const int ret = SDL_ConvertPixels(w, h, SDL_PIXELFORMAT_RGB888, pixel, 4 * width,
                                      surface->format->format, surface->pixels, surface->pitch);
    if (SDL_MUSTLOCK(surface)) {
        SDL_UnlockSurface(surface);
    }
    return ret == 0 && SDL_UpdateWindowSurface(self->window) == 0;
}

/* A sans that is made to be read from afar, with figures of one width: DejaVu or Noto, else whatever
 * sans there is. Headings and the wallboard's figures are bold. */
#include "viz/sdl/fonts.h"

#include "viz/sdl/hush.h"

#include <fontconfig/fontconfig.h>
#include <SDL_ttf.h>
#include <stdlib.h>
#include <string.h>

struct viz_fonts {
    char *file[2]; /* plain, bold */
    long index[2];
    TTF_Font *font[VIZ_N_TEXT_SIZES];
};

static int
is_bold(viz_text_size size)
{
    return size == VIZ_HEAD || size == VIZ_NUMBER;
}

/* ---- finding ---- */

/* As the machine's files say; without any, what lies in the usual folders. */
static FcConfig *
configure(void)
{
    FcConfig *config = FcConfigCreate();
    if (config != NULL && FcConfigParseAndLoad(config, NULL, FcFalse) &&
        FcConfigBuildFonts(config)) {
        const FcFontSet *fonts = FcConfigGetFonts(config, FcSetSystem);
        if (fonts != NULL && fonts->nfont > 0) {
            return config;
        }
    }
    if (config != NULL) {
        FcConfigDestroy(config);
    }
    static const char *const folders[] = {"/usr/share/fonts", "/usr/local/share/fonts"};
    config = FcConfigCreate();
    for (size_t j = 0; config != NULL && j < sizeof(folders) / sizeof(folders[0]); j++) {
        (void)FcConfigAppFontAddDir(config, (const FcChar8 *)folders[j]);
    }
    return config;
}

static bool
find(viz_fonts *self, FcConfig *config, int bold)
{
    FcPattern *wanted = FcPatternCreate();
    if (wanted == NULL) {
        return false;
    }
    static const char *const families[] = {"DejaVu Sans", "Noto Sans", "sans-serif"};
    for (size_t j = 0; j < sizeof(families) / sizeof(families[0]); j++) {
        FcPatternAddString(wanted, FC_FAMILY, (const FcChar8 *)families[j]);
    }
    FcPatternAddInteger(wanted, FC_WEIGHT, bold ? FC_WEIGHT_BOLD : FC_WEIGHT_REGULAR);
    FcPatternAddInteger(wanted, FC_SLANT, FC_SLANT_ROMAN);
    FcPatternAddBool(wanted, FC_SCALABLE, FcTrue);
    FcConfigSubstitute(config, wanted, FcMatchPattern);
    FcDefaultSubstitute(wanted);
    FcResult result = FcResultNoMatch;
    FcPattern *found = FcFontMatch(config, wanted, &result);
    FcChar8 *file = NULL;
    FcBool is_scalable = FcFalse;
    int index = 0;
    if (found != NULL && FcPatternGetString(found, FC_FILE, 0, &file) == FcResultMatch &&
        FcPatternGetBool(found, FC_SCALABLE, 0, &is_scalable) == FcResultMatch && is_scalable) {
        (void)FcPatternGetInteger(found, FC_INDEX, 0, &index);
        self->file[bold] = strdup((const char *)file);
        self->index[bold] = index & 0xffff; /* above: an instance of a variable font */
    }
    if (found != NULL) {
        FcPatternDestroy(found);
    }
    FcPatternDestroy(wanted);
    return self->file[bold] != NULL;
}

viz_fonts *
viz_fonts_new(char *why, size_t room)
{
    viz_fonts *self = calloc(1, sizeof(*self));
    if (self == NULL || TTF_Init() != 0) {
        snprintf(why, room, "%s", self == NULL ? "out of memory" : TTF_GetError());
        free(self);
        return NULL;
    }
    const int before = viz_hush();
    FcConfig *config = configure();
    const bool is_found = config != NULL && find(self, config, 0) && find(self, config, 1);
    if (config != NULL) {
        FcConfigDestroy(config);
    }
    FcFini();
    viz_unhush(before);
    if (!is_found) {
        snprintf(why, room,
                 "no font was found to write with; install one, as Debian's package "
                 "fonts-dejavu-core");
        viz_fonts_delete(self);
        return NULL;
    }
    return self;
}

void
viz_fonts_delete(viz_fonts *self)
{
    for (int j = 0; j < VIZ_N_TEXT_SIZES; j++) {
        if (self->font[j] != NULL) {
            TTF_CloseFont(self->font[j]);
        }
    }
    free(self->file[0]);
    free(self->file[1]);
    free(self);
    TTF_Quit();
}

/* ---- writing ---- */

bool
viz_fonts_fit(viz_fonts *self, viz_text_size size, int px, char *why, size_t room)
{
    if (self->font[size] == NULL) {
        /* a point is a pixel for SDL_ttf */
        self->font[size] =
            TTF_OpenFontIndex(self->file[is_bold(size)], px, self->index[is_bold(size)]);
        if (self->font[size] == NULL) {
            snprintf(why, room, "%s: %s", self->file[is_bold(size)], TTF_GetError());
            return false;
        }
        TTF_SetFontHinting(self->font[size], TTF_HINTING_LIGHT);
        return true;
    }
    if (TTF_SetFontSize(self->font[size], px) != 0) {
        snprintf(why, room, "%s: %s", self->file[is_bold(size)], TTF_GetError());
        return false;
    }
    return true;
}

int
viz_fonts_width(viz_fonts *self, viz_text_size size, const char *text)
{
    int width = 0, height = 0;
    return TTF_SizeUTF8(self->font[size], text, &width, &height) == 0 ? width : 0;
}

int
viz_fonts_height(viz_fonts *self, viz_text_size size)
{
    return TTF_FontHeight(self->font[size]);
}

bool
viz_fonts_render(viz_fonts *self, viz_text_size size, const char *text, viz_mask *mask)
{
    *mask = (viz_mask){0};
    SDL_Surface *rendered =
        TTF_RenderUTF8_Blended(self->font[size], text, (SDL_Color){255, 255, 255, 255});
    if (rendered == NULL) {
        return true; /* no ink */
    }
    const size_t width = (size_t)rendered->w, height = (size_t)rendered->h;
    mask->cover = malloc(width * height + 1);
    if (mask->cover != NULL) {
        mask->width = rendered->w;
        mask->height = rendered->h;
        const SDL_PixelFormat *format = rendered->format; /* 32 bits, its alpha is the cover */
        for (size_t y = 0; y < height; y++) {
            const char *row = (const char *)rendered->pixels + y * (size_t)rendered->pitch;
            for (size_t x = 0; x < width; x++) {
                uint32_t pixel;
                memcpy(&pixel, row + 4 * x, sizeof(pixel));
                mask->cover[y * width + x] = (uint8_t)((pixel & format->Amask) >> format->Ashift);
            }
        }
    }
    SDL_FreeSurface(rendered);
    return mask->cover != NULL;
}

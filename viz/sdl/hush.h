/* Some libraries tell the terminal what they think of the machine, and have no switch for it. Between
 * the two nobody hears what goes to stderr. */
#ifndef VIZ_SDL_HUSH_H
#define VIZ_SDL_HUSH_H

/* Returns what unhush takes. */
int viz_hush(void);
void viz_unhush(int before);

#endif

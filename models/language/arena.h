/* Memory that is given piece by piece and taken back all at once: everything a scenario holds. */
#ifndef CC_ARENA_H
#define CC_ARENA_H

#include <stddef.h>

typedef struct cc_arena cc_arena;

cc_arena *cc_arena_new(void);
void cc_arena_free(cc_arena *self);

/* Zeroed, aligned for any type, lives as long as the arena. NULL if there is no memory. */
void *cc_arena_alloc(cc_arena *self, size_t bytes);
/* n elements of that size; NULL also if the product overflows. */
void *cc_arena_array(cc_arena *self, size_t n, size_t size);
char *cc_arena_text(cc_arena *self, const char *text);
char *cc_arena_text_n(cc_arena *self, const char *text, size_t n);

#endif

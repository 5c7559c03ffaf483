/* Blocks of growing size in a list; a piece that does not fit opens a new block. Under the address
 * sanitizer a read or write beyond a piece is found as one beyond a block is. */
#include "models/language/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
enum { GAP = alignof(max_align_t) }; /* that nobody may touch, behind each piece */
#else
#define ASAN_POISON_MEMORY_REGION(from, bytes) ((void)(from), (void)(bytes))
enum { GAP = 0 };
#endif

#define FIRST_BLOCK ((size_t)16 * 1024)
#define LARGEST_BLOCK ((size_t)1024 * 1024)

typedef struct block {
    struct block *next;
    size_t used, size;
    alignas(max_align_t) unsigned char data[];
} block;

struct cc_arena {
    block *head;
};

cc_arena *
cc_arena_new(void)
{
    return calloc(1, sizeof(cc_arena));
}

void
cc_arena_free(cc_arena *self)
{
    if (self == NULL) {
        return;
    }
    while (self->head != NULL) {
        block *next = self->head->next;
        free(self->head);
        self->head = next;
    }
    free(self);
}

void *
cc_arena_alloc(cc_arena *self, size_t bytes)
{
    const size_t align = alignof(max_align_t);
    if (bytes > SIZE_MAX / 2) {
        return NULL;
    }
    const size_t need = (bytes == 0 ? align : (bytes + align - 1) / align * align) + GAP;
    block *b = self->head;
    if (b == NULL || b->size - b->used < need) {
        size_t size = b == NULL ? FIRST_BLOCK : 2 * b->size;
        size = size < LARGEST_BLOCK ? size : LARGEST_BLOCK;
        size = size > need ? size : need;
        b = calloc(1, sizeof(block) + size);
        if (b == NULL) {
            return NULL;
        }
        b->size = size;
        b->next = self->head;
        self->head = b;
    }
    unsigned char *piece = b->data + b->used;
    b->used += need;
    ASAN_POISON_MEMORY_REGION(piece + bytes, need - bytes);
    return piece;
}

void *
cc_arena_array(cc_arena *self, size_t n, size_t size)
{
    if (size != 0 && n > SIZE_MAX / 2 / size) {
        return NULL;
    }
    return cc_arena_alloc(self, n * size);
}

char *
cc_arena_text_n(cc_arena *self, const char *text, size_t n)
{
    char *copy = cc_arena_alloc(self, n + 1);
    if (copy != NULL) {
        memcpy(copy, text, n);
        copy[n] = '\0';
    }
    return copy;
}

char *
cc_arena_text(cc_arena *self, const char *text)
{
    return cc_arena_text_n(self, text, strlen(text));
}

#include "models/language/words.h"

#include "sim/error.h"
#include "sim/hash.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static size_t
hash_of(const char *word)
{
    const uint64_t hash = sim_hash_bytes(sim_hash_start(), word, strlen(word));
    return (size_t)(hash ^ hash >> 32);
}

/* Where the word is, or the free slot where it goes; at least half of the slots are free. */
static size_t *
find(const cc_words *self, const char *word)
{
    const size_t mask = 2 * self->capacity - 1;
    size_t j = hash_of(word) & mask;
    while (self->slot[j] != 0 && strcmp(self->word[self->slot[j] - 1], word) != 0) {
        j = (j + 1) & mask;
    }
    return &self->slot[j];
}

static int
grow(cc_words *self)
{
    const size_t capacity = self->capacity == 0 ? 16 : 2 * self->capacity;
    const char **word = realloc(self->word, capacity * sizeof(*word));
    if (word != NULL) {
        self->word = word;
    }
    size_t *slot = calloc(2 * capacity, sizeof(*slot));
    if (word == NULL || slot == NULL) {
        free(slot);
        return SIM_ERR_NOMEM;
    }
    free(self->slot);
    self->slot = slot;
    self->capacity = capacity;
    for (size_t j = 0; j < self->n; j++) {
        *find(self, self->word[j]) = j + 1;
    }
    return SIM_OK;
}

size_t
cc_words_number(cc_words *self, const char *word)
{
    if (self->n == self->capacity && grow(self) != SIM_OK) {
        return CC_NO_WORD;
    }
    size_t *slot = find(self, word);
    if (*slot == 0) {
        self->word[self->n++] = word;
        *slot = self->n;
    }
    return *slot - 1;
}

void
cc_words_free(cc_words *self)
{
    free(self->word);
    free(self->slot);
    *self = (cc_words){0};
}

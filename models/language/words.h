/* Words numbered in the order in which they are first seen, found in a time that does not grow with
 * their number. */
#ifndef CC_WORDS_H
#define CC_WORDS_H

#include <stddef.h>

typedef struct cc_words {
    const char **word; /* n of them, borrowed */
    size_t n, capacity;
    size_t *slot; /* 2 capacity of them: number + 1, 0: none */
} cc_words;

#define CC_NO_WORD ((size_t)-1)

/* Number of the word, which must outlive the words; CC_NO_WORD: there is no memory. Start from zeros. */
size_t cc_words_number(cc_words *self, const char *word);
void cc_words_free(cc_words *self);

#endif

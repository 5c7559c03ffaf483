/* How the library says what went wrong. */
#ifndef LIB_FAILURE_H
#define LIB_FAILURE_H

#include "library/include/ccsim.h"
#include "models/language/refusal.h"
#include <stdbool.h>

/* Each fills *to, which may be NULL, and returns the code. */
int lib_fail(ccsim_error *to, int code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* Of an error below; what the refusal says, if it says anything. */
int lib_fail_as(ccsim_error *to, int error, const cc_refusal *refusal);
/* CCSIM_OK. */
int lib_succeed(ccsim_error *to);

/* Copies what is there of a definition that somebody made with another version of the struct. false: its
 * size is none. */
bool lib_take_definition(void *into, size_t size, const void *from);
/* The defaults as far as somebody's struct goes, and its size. */
void lib_begin_definition(void *into, const void *defaults, size_t most, size_t size);
/* Fills a struct that begins with its size as far as that goes; false: the size is none. */
bool lib_give(void *into, const void *from, size_t size);

#endif

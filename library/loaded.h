/* A scenario that has been read, with its script: const, and shared by all that are made of it. */
#ifndef LIB_LOADED_H
#define LIB_LOADED_H

#include "models/center/script.h"
#include "models/language/override.h"
#include "models/scenario/scenario.h"
#include <stdatomic.h>

typedef struct lib_loaded {
    atomic_size_t n_holders;
    cc_scenario scenario;
    cc_script script;
    char *script_file; /* NULL: there is no script */
    uint64_t script_hash;
} lib_loaded;

/* Where it is read from, and with what. */
typedef struct lib_origin {
    const char *file, *text; /* text NULL: from the file */
    const cc_override *set;
    size_t n_set;
    const char *script; /* file; NULL */
} lib_origin;

/* With one holder. */
int lib_loaded_read(lib_loaded **self, const lib_origin *origin,
                    cc_refusal *refusal) SIM_MUST_CHECK;
lib_loaded *lib_loaded_hold(lib_loaded *self);
/* The last one frees it; NULL is fine. */
void lib_loaded_release(lib_loaded *self);

#endif

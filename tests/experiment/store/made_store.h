/* Stores of a program's own folder, and all that is in one as text. For one program, and included once. */
#ifndef MADE_STORE_H
#define MADE_STORE_H

#include "experiment/store/store.h"
#include "tests/experiment/sweep/made_sweep.h"

#include <unistd.h>

static char folder[400]; /* of this program's files */

static const char *
file_in(const char *name)
{
    static char path[4][500];
    static int next;
    char *at = path[next++ % 4];
    snprintf(at, 500, "%s/%s", folder, name);
    return at;
}

static xp_store *
open_store(const char *name, xp_store_mode mode)
{
    cc_refusal refusal = {""};
    xp_store *store;
    if (xp_store_open(&store, file_in(name), mode, &refusal) != SIM_OK) {
        fail_msg("%s", refusal.text);
    }
    return store;
}

static char *
dump_of(const char *name)
{
    char *text = NULL;
    size_t n = 0;
    FILE *file = open_memstream(&text, &n);
    xp_store *store = open_store(name, XP_STORE_READ);
    assert_int_equal(xp_store_dump(store, file), SIM_OK);
    fclose(file);
    xp_store_close(store);
    return text;
}

static void
assert_same_dump(const char *one, const char *two)
{
    char *a = dump_of(one), *b = dump_of(two);
    assert_string_equal(a, b);
    free(a);
    free(b);
}

static void
make_folder(void)
{
    snprintf(folder, sizeof(folder), "/tmp/ccsim-store-XXXXXX");
    assert_non_null(mkdtemp(folder));
}

static int
remove_folder(void **state)
{
    (void)state;
    char command[500];
    snprintf(command, sizeof(command), "rm -rf '%s'", folder);
    return system(command);
}

#endif

/* The command line of a verb, one word a line. Runs in an empty folder: what would lead out of it is left
 * out, and runs are kept short. */
#include "cli/verb.h"
#include "tests/fuzz/fuzz.h"

#include <string.h>

enum { WORDS = 40 };

static bool
leads_out(const char *word)
{
    return word[0] == '/' || strstr(word, "..") != NULL || strstr(word, "=/") != NULL;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = size < 1 || size > 4000 ? NULL : fuzz_string(data, size);
    const char *argv[WORDS + 5];
    int argc = 0;
    char *rest = NULL;
    bool safe = text != NULL;
    for (char *word = safe ? strtok_r(text, "\n", &rest) : NULL; word != NULL && argc < WORDS;
         word = strtok_r(NULL, "\n", &rest)) {
        argv[argc++] = word;
        safe = safe && !leads_out(word);
    }
    const cli_verb_type *verb = safe && argc > 0 ? cli_verb_find(argv[0]) : NULL;
    if (verb != NULL) {
        if (strcmp(verb->name, "run") == 0 || strcmp(verb->name, "compare") == 0) {
            argv[argc++] = "--replications";
            argv[argc++] = "2";
            argv[argc++] = "--set";
            argv[argc++] = "run.days=1";
        }
        argv[argc] = NULL;
        (void)verb->run(argc, argv);
        fflush(stdout);
    }
    free(text);
    return 0;
}

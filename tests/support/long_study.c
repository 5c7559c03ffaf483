#include "tests/support/long_study.h"

#include <stdlib.h>

long_study
long_study_read(int argc, char **argv)
{
    long_study self = {.runs = 1000};
    for (int j = 1; j < argc; j++) {
        char *end;
        const long runs = strtol(argv[j], &end, 10);
        if (*end == '\0' && runs > 0 && runs < 1000000) {
            self.runs = (int)runs;
        } else {
            self.only = argv[j];
        }
    }
    return self;
}

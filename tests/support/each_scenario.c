#include "tests/support/each_scenario.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static void
print_one(uint64_t k)
{
    random_scenario scenario;
    random_scenario_make(&scenario, k);
    printf("%s", scenario.text);
    for (int j = 0; j < scenario.n_files; j++) {
        printf("\n# t%d.csv:\n%s", j, scenario.file[j]);
    }
    random_scenario_free(&scenario);
}

each_scenario
each_scenario_of(int argc, char **argv, uint64_t count)
{
    each_scenario self = {.first = 0, .count = count};
    if (argc == 3 && strcmp(argv[1], "--only") == 0) {
        self = (each_scenario){.first = strtoull(argv[2], NULL, 10), .count = 1};
        print_one(self.first);
    } else if (argc == 3) {
        self.first = strtoull(argv[1], NULL, 10);
        self.count = strtoull(argv[2], NULL, 10);
    }
    return self;
}

void
each_scenario_do(const each_scenario *self, each_scenario_visit *visit, void *context)
{
    char folder[] = "/tmp/ccsim-random-XXXXXX", path[500];
    assert_non_null(mkdtemp(folder));
    for (uint64_t k = self->first; k < self->first + self->count; k++) {
        random_scenario scenario;
        random_scenario_make(&scenario, k);
        random_scenario_write(&scenario, folder, path, sizeof(path));
        visit(&scenario, path, k, context);
        random_scenario_remove(&scenario, folder);
        random_scenario_free(&scenario);
    }
    assert_int_equal(rmdir(folder), 0);
}

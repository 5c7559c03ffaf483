#include "models/scenario/evidence.h"

#include <stddef.h>
#include <string.h>

bool
cc_evidence_covers(const char *pattern, const char *path)
{
    for (;;) {
        const size_t n = strcspn(pattern, "."), m = strcspn(path, ".[");
        const bool any = n == 1 && pattern[0] == '*';
        if (!any && (n != m || memcmp(pattern, path, n) != 0)) {
            return false;
        }
        pattern += n;
        path += m;
        if (*pattern == '\0') {
            return true;
        }
        path += strcspn(path, ".");
        if (*path == '\0') {
            return false;
        }
        pattern++;
        path++;
    }
}

cc_evidence_count
cc_evidence_counted(const cc_evidence *self)
{
    cc_evidence_count count = {.total = self->n_figures};
    for (int j = 0; j < self->n_figures; j++) {
        const cc_figure *figure = &self->figure[j];
        count.by_grade[figure->grade - 'A'] += figure->is_graded;
        count.not_sourced += !figure->is_graded;
    }
    return count;
}

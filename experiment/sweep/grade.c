#include "experiment/sweep/grade.h"

#include <string.h>

/* Is one of the two the other, or above it? */
static bool
on_one_path(const char *a, const char *b)
{
    size_t n = 0;
    while (a[n] != '\0' && a[n] == b[n]) {
        n++;
    }
    return (a[n] == '\0' && strchr(".[", b[n]) != NULL) ||
           (b[n] == '\0' && strchr(".[", a[n]) != NULL);
}

/* '-' is worse than D. */
static char
worse(char a, char b)
{
    return a == ' ' ? b : b == ' ' ? a : a == '-' || b == '-' ? '-' : a > b ? a : b;
}

static char
grade_in(const char *path, const cc_evidence *evidence)
{
    char grade = ' ';
    const bool of_center = strncmp(path, "center.", 7) == 0;
    if (!of_center && strncmp(path, "demand.", 7) != 0) {
        return grade;
    }
    for (int j = 0; j < evidence->n_figures; j++) {
        const cc_figure *figure = &evidence->figure[j];
        if (figure->of_center == of_center && on_one_path(figure->path, path + 7)) {
            grade = worse(grade, figure->is_graded ? figure->grade : '-');
        }
    }
    return grade;
}

char
xp_grade_of(const xp_factor *factor, const cc_scenario scenario[], size_t n_scenarios)
{
    char grade = ' ';
    for (size_t k = 0; k < factor->n_paths; k++) {
        for (size_t s = 0; s < n_scenarios; s++) {
            if (factor->path_of[k] < 0 || (size_t)factor->path_of[k] == s) {
                grade = worse(grade, grade_in(factor->path[k], &scenario[s].evidence));
            }
        }
    }
    return grade;
}

/* A figure takes the grade of the longest pattern that covers it. */
#include "models/evidence.h"

#include "models/settings_common.h"
#include <stdio.h>
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
cc_evidence_counted(const cc_scenario *scenario)
{
    cc_evidence_count count = {.total = scenario->n_figures};
    for (int j = 0; j < scenario->n_figures; j++) {
        count.by_grade[scenario->figure[j].grade - 'A']++;
    }
    return count;
}

double
cc_evidence_share_of_guesses(const cc_scenario *scenario)
{
    const cc_evidence_count count = cc_evidence_counted(scenario);
    return count.total == 0 ? 0 : (double)count.by_grade[3] / count.total;
}

/* ---- the settings ---- */

const cc_setting cc_settings_evidence[] = {
    {.name = "source", .kind = CC_SET_TEXT, .normal = "none", .doc = "Where the data are from."},
    {.name = "A",
     .kind = CC_SET_SPECIAL,
     .type = "list of paths",
     .normal = "none",
     .doc = "Figures from peer-reviewed data."},
    {.name = "B",
     .kind = CC_SET_SPECIAL,
     .type = "list of paths",
     .normal = "none",
     .doc = "Figures from public data."},
    {.name = "C",
     .kind = CC_SET_SPECIAL,
     .type = "list of paths",
     .normal = "none",
     .doc = "Figures from the industry."},
    {.name = "D",
     .kind = CC_SET_SPECIAL,
     .type = "list of paths",
     .normal = "all others",
     .doc = "Guesses."},
    {.name = NULL},
};

typedef struct adder {
    bool of_center;
    char grade;
    int capacity;
} adder;

static void
add_pattern(cc_reader *reader, const cc_value *value, int rank, void *arg)
{
    (void)rank;
    adder *to = arg;
    cc_scenario *scenario = reader->scenario;
    if (scenario->n_evidence == to->capacity) {
        to->capacity = to->capacity == 0 ? 16 : 2 * to->capacity;
        cc_evidence *all = cc_read_alloc(reader, (size_t)to->capacity, sizeof(*all));
        if (all == NULL) {
            return;
        }
        if (scenario->n_evidence > 0) {
            memcpy(all, scenario->evidence, (size_t)scenario->n_evidence * sizeof(*all));
        }
        scenario->evidence = all;
    }
    scenario->evidence[scenario->n_evidence++] = (cc_evidence){
        .grade = to->grade,
        .pattern = cc_read_keep(reader, cc_read_text(reader, value)),
        .of_center = to->of_center,
    };
}

void
cc_evidence_read(cc_reader *reader)
{
    cc_scenario *scenario = reader->scenario;
    adder to = {0};
    for (int section = 0; section < 2 && reader->error == SIM_OK; section++) {
        const cc_value *group = cc_value_get(
            cc_value_get(reader->root, section == 0 ? "demand" : "center"), "evidence");
        const cc_value *source = cc_value_get(group, "source");
        char **kept = section == 0 ? &scenario->evidence_source : &scenario->center_evidence_source;
        *kept = cc_read_keep(reader, source != NULL ? cc_read_text(reader, source) : "");
        to.of_center = section == 1;
        for (char grade = 'A'; grade <= 'D'; grade++) {
            const char name[] = {grade, '\0'};
            const cc_value *list = cc_value_get(group, name);
            to.grade = grade;
            if (list != NULL) {
                cc_read_names(reader, list, false, &to, add_pattern);
            }
        }
    }
    for (int j = 0; j < scenario->n_figures && reader->error == SIM_OK; j++) {
        cc_figure *figure = &scenario->figure[j];
        size_t longest = 0;
        for (int k = 0; k < scenario->n_evidence; k++) {
            const cc_evidence *e = &scenario->evidence[k];
            const size_t n = strlen(e->pattern);
            if (e->of_center == figure->of_center && n > longest &&
                cc_evidence_covers(e->pattern, figure->path)) {
                figure->grade = e->grade;
                longest = n;
            }
        }
    }
}

/* Of the section that is being written, as it was written. */
void
cc_evidence_write(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_scenario *scenario = writer->scenario;
    const bool of_center = object == (const void *)&scenario->center;
    const char *source = of_center ? scenario->center_evidence_source : scenario->evidence_source;
    if (writer->for_hash) {
        return;
    }
    cc_write_open(writer, self->name);
    if (source != NULL && source[0] != '\0') {
        cc_write_name(writer, "source");
        cc_write_text(writer, source);
        cc_write_end(writer);
    }
    for (char grade = 'A'; grade <= 'D'; grade++) {
        int n = 0;
        for (int k = 0; k < scenario->n_evidence; k++) {
            const cc_evidence *e = &scenario->evidence[k];
            if (e->grade != grade || e->of_center != of_center) {
                continue;
            }
            const char name[] = {grade, '\0'};
            if (n == 0) {
                cc_write_name(writer, name);
            }
            cc_write_raw(writer, n++ == 0 ? "(" : ", ");
            cc_write_text(writer, e->pattern);
        }
        if (n > 0) {
            cc_write_raw(writer, ")");
            cc_write_end(writer);
        }
    }
    cc_write_close(writer);
}

/* evidence, of demand and of center: a figure takes the grade of the longest pattern that covers
 * it. */
#include "models/scenario/scenario.h"
#include "models/scenario/settings_common.h"
#include "models/scenario/settings_sections.h"
#include <string.h>

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
     .normal = "none",
     .doc = "Guesses. All others are not yet sourced."},
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
    cc_evidence *evidence = &cc_scenario_of(reader)->evidence;
    if (evidence->n_gradings == to->capacity) {
        to->capacity = to->capacity == 0 ? 16 : 2 * to->capacity;
        cc_grading *all = cc_read_alloc(reader, (size_t)to->capacity, sizeof(*all));
        if (all == NULL) {
            return;
        }
        if (evidence->n_gradings > 0) {
            memcpy(all, evidence->grading, (size_t)evidence->n_gradings * sizeof(*all));
        }
        evidence->grading = all;
    }
    evidence->grading[evidence->n_gradings++] = (cc_grading){
        .grade = to->grade,
        .pattern = cc_read_keep(reader, cc_read_text(reader, value)),
        .of_center = to->of_center,
    };
}

void
cc_evidence_note(cc_reader *reader, const cc_value *value, const char *path)
{
    cc_evidence *evidence = &cc_scenario_of(reader)->evidence;
    const bool of_center = strncmp(path, "center.", 7) == 0;
    if (!of_center && strncmp(path, "demand.", 7) != 0) {
        return;
    }
    if (evidence->n_figures == evidence->figure_capacity) {
        const int capacity = evidence->n_figures == 0 ? 64 : 2 * evidence->n_figures;
        cc_figure *figure = cc_read_alloc(reader, (size_t)capacity, sizeof(*figure));
        if (figure == NULL) {
            return;
        }
        if (evidence->n_figures > 0) {
            memcpy(figure, evidence->figure, (size_t)evidence->n_figures * sizeof(*figure));
        }
        evidence->figure = figure;
        evidence->figure_capacity = capacity;
    }
    const char *kept = cc_read_keep(reader, path + 7);
    if (kept != NULL) {
        evidence->figure[evidence->n_figures++] = (cc_figure){.path = kept,
                                                              .of_center = of_center,
                                                              .grade = 'D',
                                                              .file = value->file,
                                                              .line = value->line};
    }
}

void
cc_evidence_read(cc_reader *reader)
{
    cc_evidence *evidence = &cc_scenario_of(reader)->evidence;
    adder to = {0};
    for (int section = 0; section < 2 && reader->error == SIM_OK; section++) {
        const cc_value *group = cc_value_get(
            cc_value_get(reader->root, section == 0 ? "demand" : "center"), "evidence");
        const cc_value *source = cc_value_get(group, "source");
        const char **kept = section == 0 ? &evidence->source : &evidence->center_source;
        *kept = cc_read_keep(reader, source != NULL ? cc_read_text(reader, source) : "");
        to.of_center = section == 1;
        for (int grade = 'A'; grade <= 'D'; grade++) {
            const char name[] = {(char)grade, '\0'};
            const cc_value *list = cc_value_get(group, name);
            to.grade = (char)grade;
            if (list != NULL) {
                cc_read_names(reader, list, false, &to, add_pattern);
            }
        }
    }
    for (int j = 0; j < evidence->n_figures && reader->error == SIM_OK; j++) {
        cc_figure *figure = &evidence->figure[j];
        size_t longest = 0;
        for (int k = 0; k < evidence->n_gradings; k++) {
            const cc_grading *e = &evidence->grading[k];
            const size_t n = strlen(e->pattern);
            if (e->of_center == figure->of_center && n > longest &&
                cc_evidence_covers(e->pattern, figure->path)) {
                figure->grade = e->grade;
                figure->is_graded = true;
                longest = n;
            }
        }
    }
}

/* Of the section that is being written, as it was written. */
void
cc_evidence_write(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_evidence *evidence = &cc_scenario_in(writer)->evidence;
    const bool of_center = object == (const void *)&cc_scenario_in(writer)->center;
    const char *source = of_center ? evidence->center_source : evidence->source;
    if (writer->for_hash) {
        return;
    }
    cc_write_open(writer, self->name);
    if (source != NULL && source[0] != '\0') {
        cc_write_name(writer, "source");
        cc_write_text(writer, source);
        cc_write_end(writer);
    }
    for (int grade = 'A'; grade <= 'D'; grade++) {
        int n = 0;
        for (int k = 0; k < evidence->n_gradings; k++) {
            const cc_grading *e = &evidence->grading[k];
            if (e->grade != grade || e->of_center != of_center) {
                continue;
            }
            const char name[] = {(char)grade, '\0'};
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

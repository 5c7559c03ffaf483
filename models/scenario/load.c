/* Text -> tree -> overrides -> names -> values -> what follows from them -> hash. */
#include "models/scenario/load.h"
#include "models/language/utf8.h"

#include "models/language/parse.h"
#include "models/language/source.h"
#include "models/scenario/canonical.h"
#include "models/scenario/check.h"
#include "models/scenario/days.h"
#include "models/scenario/scenario.h"
#include "models/scenario/settings_scenario.h"
#include "models/scenario/settings_sections.h"
#include <stdlib.h>
#include <string.h>

/* Longer paths first. */
static const cc_object objects[] = {
    {"demand.issues.*", "issue"},
    {"demand.every_issue", "every issue"},
    {"demand.channels.*", "channel"},
    {"demand.customers", "customers"},
    {"demand.busyness", "busyness"},
    {"demand.trace", "trace"},
    {"center.channels.*", "channel"},
    {"center.queues.*", "queue"},
    {"center.groups.*", "group"},
    {"center.automation.*", "node"},
    {"center.routing", "routing"},
    {"center.costs", "costs"},
    {"run", "run"},
    {"demand", "demand"},
    {"center", "center"},
    {"lesson", "lesson"},
    {NULL, "scenario"},
};

static void
read_name(cc_reader *reader, const cc_value *root)
{
    cc_scenario *self = cc_scenario_of(reader);
    const cc_value *name = cc_value_get(root, "name");
    if (name != NULL) {
        self->name = cc_arena_text(reader->arena, cc_read_text(reader, name));
    } else {
        /* scenarios/minimal.cfg -> minimal */
        const char *slash = strrchr(self->file, '/');
        const char *base = slash != NULL ? slash + 1 : self->file;
        const char *dot = strrchr(base, '.');
        self->name = cc_arena_text_n(
            reader->arena, base, dot != NULL && dot > base ? (size_t)(dot - base) : strlen(base));
        if (self->name != NULL && !cc_is_utf8(self->name)) {
            const cc_layers in = cc_layers_of(reader->root);
            cc_read_missing(reader, &in, "name", "is missing, and the file's is not UTF-8");
        }
    }
    if (self->name == NULL) {
        cc_read_no_memory(reader);
    }
}

static void
read_sections(cc_reader *reader)
{
    cc_scenario *self = cc_scenario_of(reader);
    const cc_layers root = cc_layers_of(reader->root);
    cc_channels_declare(reader);
    if (reader->error == SIM_OK) {
        cc_settings_check_names(reader, reader->root, cc_settings_scenario);
    }
    if (reader->error != SIM_OK) {
        return;
    }
    read_name(reader, reader->root);
    const cc_layers run = cc_layers_sub(&root, "run"), demand = cc_layers_sub(&root, "demand"),
                    center = cc_layers_sub(&root, "center");
    if (demand.n == 0 || center.n == 0) {
        cc_read_missing(reader, &root, demand.n == 0 ? "demand" : "center", "is missing");
        return;
    }
    cc_settings_read(reader, &run, cc_settings_run, &self->run);
    if (reader->error == SIM_OK) {
        reader->frame = cc_days_frame(reader, &self->run);
    }
    if (reader->error == SIM_OK) {
        cc_demand_read(reader, &demand);
    }
    if (reader->error == SIM_OK) {
        cc_center_read(reader, &center);
    }
    if (reader->error == SIM_OK) {
        cc_scenario_check(reader);
    }
    if (reader->error == SIM_OK) {
        cc_evidence_read(reader);
    }
    if (reader->error == SIM_OK) {
        cc_lesson_read(reader, &root);
    }
}

/* The files that were read, each as often as it was. */
static int
keep_inputs(cc_scenario *self, const cc_source *source, const cc_sheet_cache *tables)
{
    const size_t n_sources = (size_t)source->n_files, n = n_sources + tables->n;
    cc_input *input = cc_arena_array(self->arena, n, sizeof(*input));
    if (input == NULL) {
        return SIM_ERR_NOMEM;
    }
    for (size_t j = 0; j < n; j++) {
        input[j] = j < n_sources ? source->input[j] : tables->sheet[j - n_sources]->input;
        input[j].name = cc_arena_text(self->arena, input[j].name == NULL ? "" : input[j].name);
        if (input[j].name == NULL) {
            return SIM_ERR_NOMEM;
        }
    }
    self->input = input;
    self->n_inputs = n;
    return SIM_OK;
}

/* `source` has been filled, or has failed with `ret`. */
static int
load(cc_scenario *self, const char *file, cc_source *source, int ret, const cc_override *set,
     size_t n_set, cc_refusal *refusal)
{
    cc_reader reader = {
        .whole = self, .arena = cc_arena_new(), .refusal = refusal, .figure = cc_evidence_note};
    *self = (cc_scenario){.arena = reader.arena};
    if (reader.arena == NULL || (self->file = cc_arena_text(reader.arena, file)) == NULL) {
        ret = SIM_ERR_NOMEM;
    }
    if (ret == SIM_OK) {
        ret = cc_source_scan(source, refusal);
    }
    if (ret == SIM_OK) {
        ret = cc_tree_parse(&reader.root, reader.arena, source, refusal);
    }
    if (ret == SIM_OK) {
        reader.root->objects = objects;
    }
    for (size_t j = 0; ret == SIM_OK && j < n_set; j++) {
        ret = cc_override_apply(&set[j], reader.root, reader.arena, refusal);
    }
    if (ret == SIM_OK) {
        read_sections(&reader);
        self->remarks = reader.first_remark;
        ret = reader.error;
    }
    if (ret == SIM_OK) {
        ret = cc_canonical_hash(self);
    }
    if (ret == SIM_OK) {
        ret = keep_inputs(self, source, &reader.sheets);
    }
    cc_sheet_cache_free(&reader.sheets);
    cc_source_free(source);
    if (ret != SIM_OK) {
        cc_scenario_free(self);
    }
    return ret;
}

int
cc_scenario_load(cc_scenario *self, const char *file, const cc_override *set, size_t n_set,
                 cc_refusal *refusal)
{
    cc_source source;
    refusal->text[0] = '\0';
    const int ret = cc_source_read(&source, file, refusal);
    return load(self, file, &source, ret, set, n_set, refusal);
}

int
cc_scenario_load_text(cc_scenario *self, const char *name, const char *text, const cc_override *set,
                      size_t n_set, cc_refusal *refusal)
{
    cc_source source;
    refusal->text[0] = '\0';
    const int ret = cc_source_from_text(&source, name, text, refusal);
    return load(self, name, &source, ret, set, n_set, refusal);
}

#include "models/scenario/canonical.h"

#include "models/scenario/scenario.h"
#include "models/scenario/settings_sections.h"
#include "sim/hash.h"
#include <stdlib.h>
#include <string.h>

static void
write_section(cc_writer *writer, const char *name, const cc_setting *table, const void *object)
{
    cc_write_open(writer, name);
    cc_write_begin(writer);
    cc_settings_write(writer, table, object);
    cc_write_close(writer);
}

int
cc_canonical_print(const cc_scenario *self, char **text)
{
    cc_writer writer = {.whole = self};
    cc_write_name(&writer, "name");
    cc_write_text(&writer, self->name);
    cc_write_end(&writer);
    write_section(&writer, "run", cc_settings_run, &self->run);
    write_section(&writer, "demand", cc_settings_demand, &self->demand);
    write_section(&writer, "center", cc_settings_center, &self->center);
    if (self->lesson.is_given) {
        write_section(&writer, "lesson", cc_settings_lesson, &self->lesson);
    }
    if (writer.error != SIM_OK) {
        free(writer.text);
        writer.text = NULL;
    }
    *text = writer.text;
    return writer.error;
}

int
cc_canonical_hash(cc_scenario *self)
{
    cc_writer writer = {.whole = self, .for_hash = true};
    write_section(&writer, "run", cc_settings_run, &self->run);
    write_section(&writer, "demand", cc_settings_demand, &self->demand);
    const size_t n = writer.n;
    write_section(&writer, "center", cc_settings_center, &self->center);
    if (writer.error == SIM_OK) {
        self->demand_hash = sim_hash_bytes(sim_hash_start(), writer.text, n);
        self->hash = sim_hash_bytes(self->demand_hash, writer.text + n, writer.n - n);
    }
    free(writer.text);
    return writer.error;
}

/* May contacts of that kind come to that channel, of the same names there? */
static bool
is_used(const cc_scenario *self, const char *issue, const char *channel)
{
    const int k = cc_channel_find(self, channel);
    for (int i = 0; i < self->demand.n_issues && k >= 0; i++) {
        if (strcmp(self->demand.issue[i].name, issue) == 0) {
            return self->demand.issue[i].content[k].is_used;
        }
    }
    return false;
}

int
cc_canonical_hash_beside(const cc_scenario *self, const cc_scenario *other, uint64_t *hash)
{
    const size_t n_channels = (size_t)self->n_channels, n = (size_t)self->demand.n_issues;
    cc_scenario same = *self; /* shallow: memory stays there */
    cc_issue *issue = malloc((n + 1) * sizeof(*issue));
    cc_content *content = malloc((n * n_channels + 1) * sizeof(*content));
    int ret = SIM_ERR_NOMEM;
    if (issue == NULL || content == NULL) {
        goto out;
    }
    for (size_t i = 0; i < n; i++) {
        issue[i] = self->demand.issue[i];
        issue[i].volume = 1;
        issue[i].content = content + i * n_channels;
        for (size_t k = 0; k < n_channels; k++) {
            const cc_content *own = &self->demand.issue[i].content[k];
            issue[i].content[k] = *own;
            issue[i].content[k].is_used =
                own->is_wanted ||
                (own->is_used && is_used(other, issue[i].name, self->channel[k].name));
        }
    }
    same.demand.issue = issue;
    same.demand.volume = 1;
    ret = cc_canonical_hash(&same);
    *hash = same.demand_hash;
out:
    free(issue);
    free(content);
    return ret;
}

#include "models/scenario/canonical.h"

#include "models/scenario/scenario.h"
#include "models/scenario/settings_sections.h"
#include "sim/hash.h"
#include <stdlib.h>

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

int
cc_canonical_hash_at_volume_1(const cc_scenario *self, uint64_t *hash)
{
    cc_scenario same = *self; /* shallow: memory stays there */
    cc_issue *issue = malloc(((size_t)self->demand.n_issues + 1) * sizeof(*issue));
    if (issue == NULL) {
        return SIM_ERR_NOMEM;
    }
    for (int i = 0; i < self->demand.n_issues; i++) {
        issue[i] = self->demand.issue[i];
        issue[i].volume = 1;
    }
    same.demand.issue = issue;
    same.demand.volume = 1;
    const int ret = cc_canonical_hash(&same);
    *hash = same.demand_hash;
    free(issue);
    return ret;
}

/* Connections of agents: providers, and what becomes of the work of who has lost one. */
#include "models/scenario/connection.h"
#include "models/scenario/scenario.h"
#include "models/scenario/settings_common.h"
#include "models/scenario/settings_sections.h"
#include <stddef.h>

/* ---- providers ---- */

static const char *
provider_name(const void *whole, int j)
{
    const cc_center_setup *center = &((const cc_scenario *)whole)->center;
    return whole != NULL && j < center->n_providers ? center->provider[j].name : NULL;
}

static const cc_each each_provider = {"provider", "PROVIDER", provider_name, NULL, NULL};

void
cc_providers_read(cc_reader *reader, const cc_layers *in)
{
    cc_center_setup *center = &cc_scenario_of(reader)->center;
    cc_value *providers = cc_layers_get(in, "providers");
    const size_t n = providers != NULL ? providers->n : 0;
    if (n > CC_MAX_PROVIDERS) {
        cc_read_refuse(reader, providers, "too many providers (%d at most)", CC_MAX_PROVIDERS);
        return;
    }
    center->provider = cc_read_alloc(reader, n + 1, sizeof(*center->provider));
    for (size_t j = 0; reader->error == SIM_OK && j < n; j++) {
        cc_refuse_made(reader, providers, j, "provider");
        center->provider[j].name = cc_read_keep(reader, providers->child[j]->name);
        center->n_providers = (int)j + 1;
        const cc_layers layers = cc_layers_of(providers->child[j]);
        cc_settings_read(reader, &layers, cc_settings_outages, &center->provider[j].fails);
    }
}

static bool
connects_any(const cc_center_setup *center, int provider)
{
    bool any = false;
    for (int g = 0; g < center->n_groups; g++) {
        any |= cc_site_providers(center, &center->group[g]) >> provider & 1;
    }
    return any && cc_line_fails(&center->provider[provider].fails);
}

void
cc_providers_write(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_center_setup *center = object;
    cc_write_open(writer, self->name);
    for (int j = 0; j < center->n_providers; j++) {
        if (!writer->for_hash || connects_any(center, j)) {
            cc_write_open(writer, center->provider[j].name);
            cc_write_begin(writer);
            cc_settings_write(writer, cc_settings_outages, &center->provider[j].fails);
            cc_write_close(writer);
        }
    }
    cc_write_close(writer);
}

/* ---- which of them agents need ---- */

static void
add_provider(cc_reader *reader, const cc_value *value, int rank, void *arg)
{
    (void)rank;
    uint64_t *providers = arg;
    const int j = cc_read_name(reader, value, &each_provider);
    if (j >= 0) {
        *providers |= UINT64_C(1) << j;
    }
}

uint64_t
cc_providers_read_names(cc_reader *reader, const cc_value *value)
{
    uint64_t providers = 0;
    if (value != NULL) {
        cc_read_names(reader, value, false, &providers, add_provider);
    }
    return providers;
}

void
cc_providers_write_names(cc_writer *writer, const char *name, uint64_t providers)
{
    const cc_center_setup *center = &cc_scenario_in(writer)->center;
    bool any = false;
    for (int j = 0; j < center->n_providers; j++) {
        if ((providers >> j & 1) && (!writer->for_hash || connects_any(center, j))) {
            if (!any) {
                cc_write_name(writer, name);
            }
            cc_write_raw(writer, any ? ", " : "(");
            cc_write_text(writer, center->provider[j].name);
            any = true;
        }
    }
    if (any) {
        cc_write_raw(writer, ")");
        cc_write_end(writer);
    }
}

void
cc_needed_providers_read(cc_reader *reader, const cc_layers *in, const cc_setting *self,
                         void *object)
{
    ((cc_group *)object)->providers =
        cc_providers_read_names(reader, cc_layers_get(in, self->name));
}

void
cc_needed_providers_write(cc_writer *writer, const cc_setting *self, const void *object)
{
    cc_providers_write_names(writer, self->name, ((const cc_group *)object)->providers);
}

/* ---- work that is cut off ---- */

static const char *const thens[] = {"hold", "requeue", "requeue_tail", "lost", NULL}; /* cc_then */
static const char *const works[] = {"resume", "restart", NULL};
static const char *const patiences[] = {"fresh", "remaining", "none", NULL};

static bool
is_done_later(const void *whole, const void *object)
{
    (void)whole;
    return ((const cc_cut_off *)object)->rule.then != CC_LOST;
}

const cc_setting cc_settings_cut_off[] = {
    {.name = "then",
     .kind = CC_SET_CHOICE,
     .words = thens,
     .fallback = CC_REQUEUE_HEAD,
     .offset = offsetof(cc_cut_off, rule.then),
     .doc = "The customer waits on the line for the same agent, or goes back to the head (or the "
            "tail) of the queue, or is lost."},
    {.name = "work",
     .kind = CC_SET_EITHER,
     .words = works,
     .offset = offsetof(cc_cut_off, rule.restart),
     .matters = is_done_later,
     .doc = "Taken up where it was, or again."},
    {.name = "patience",
     .kind = CC_SET_CHOICE,
     .words = patiences,
     .offset = offsetof(cc_cut_off, rule.patience),
     .matters = is_done_later,
     .doc = "How long the customer waits this time, on the line or in the queue."},
    {.name = "rejoin",
     .kind = CC_SET_DIST,
     .unit = "s",
     .offset = offsetof(cc_cut_off, rejoin),
     .doc = "From the return of the connection until the agent is there again."},
    {.name = NULL},
};

/* Of a group, in place of the center's: all of it. */
void
cc_group_cut_off_read(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    cc_group *group = object;
    const cc_layers own = cc_layers_sub(in, self->name);
    group->has_cut_off = own.n > 0;
    if (group->has_cut_off) {
        cc_settings_read(reader, &own, cc_settings_cut_off, &group->cut_off);
    }
}

void
cc_group_cut_off_write(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_group *group = object;
    if (group->has_cut_off &&
        (!writer->for_hash || cc_group_may_lose(cc_scenario_in(writer), group))) {
        cc_write_open(writer, self->name);
        cc_write_begin(writer);
        cc_settings_write(writer, cc_settings_cut_off, &group->cut_off);
        cc_write_close(writer);
    }
}

bool
cc_cut_off_matters(const void *whole, const void *object)
{
    (void)object;
    return cc_agents_may_lose(whole);
}

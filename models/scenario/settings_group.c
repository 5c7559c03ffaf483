/* Groups of agents. */
#include "models/language/hint.h"
#include "models/scenario/home_groups.h"
#include "models/scenario/scenario.h"
#include "models/scenario/settings_common.h"
#include "models/scenario/settings_sections.h"
#include <limits.h>
#include <stddef.h>
#include <string.h>

#define GROUP(member) offsetof(cc_group, member)

typedef struct serving {
    cc_group *group;
    int written_rank;
    const char *seen[CC_MAX_QUEUES + CC_MAX_CHANNELS]; /* names of queues and channels */
    int n_seen;
} serving;

static void
add_queue(cc_reader *reader, const cc_value *value, int rank, void *arg)
{
    serving *to = arg;
    const cc_center_setup *center = &cc_scenario_of(reader)->center;
    bool named[CC_MAX_QUEUES] = {false};
    if (!cc_queues_named(cc_scenario_of(reader), value->text, named)) {
        cc_hint hint;
        cc_hint_init(&hint, value->text);
        for (int q = 0; q < center->n_queues; q++) {
            cc_hint_offer(&hint, center->queue[q].name);
        }
        if (hint.nearest != NULL) {
            cc_read_refuse(
                reader, value,
                "there is no queue or offered channel of that name; did you mean \"%s\"? (is "
                "\"%.60s\")",
                hint.nearest, value->text);
        } else {
            cc_read_refuse(reader, value,
                           "there is no queue or offered channel of that name (is \"%.60s\")",
                           value->text);
        }
        return;
    }
    for (int j = 0; j < to->n_seen; j++) {
        if (strcmp(to->seen[j], value->text) == 0) {
            cc_read_refuse(reader, value, "is there twice (is \"%.60s\")", value->text);
            return;
        }
    }
    to->seen[to->n_seen++] = value->text;
    cc_group *group = to->group;
    for (int j = 0; j < group->n_serves; j++) {
        named[group->serves[j].index] = false;
    }
    /* Ranks without gaps, even if a name adds nothing. */
    const int best = group->n_serves == 0 ? 0 : group->serves[group->n_serves - 1].rank;
    const int now = group->n_serves == 0 ? 0 : best + (rank != to->written_rank);
    for (int q = 0; q < center->n_queues; q++) {
        if (named[q]) {
            group->serves[group->n_serves++] = (cc_choice){q, now};
            to->written_rank = rank;
        }
    }
}

static void
read_serves(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    cc_group *group = object;
    const cc_center_setup *center = &cc_scenario_of(reader)->center;
    const cc_value *value = cc_layers_get(in, self->name);
    group->serves = cc_read_alloc(reader, (size_t)center->n_queues, sizeof(cc_choice));
    group->n_serves = 0;
    if (value != NULL) {
        serving to = {.group = group};
        cc_read_names(reader, value, true, &to, add_queue);
        return;
    }
    for (int q = 0; q < center->n_queues && reader->error == SIM_OK; q++) {
        group->serves[group->n_serves++] = (cc_choice){q, 0};
    }
}

static void
write_serves(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_group *group = object;
    const cc_choice *serves = group->serves_written != NULL ? group->serves_written : group->serves;
    const int n = group->serves_written != NULL ? group->n_serves_written : group->n_serves;
    cc_write_name(writer, self->name);
    cc_write_raw(writer, "(");
    for (int j = 0; j < n; j++) {
        const cc_choice *c = &serves[j];
        const bool first = j == 0 || c[-1].rank != c->rank;
        const bool last = j + 1 == n || c[1].rank != c->rank;
        cc_write_raw(writer, "%s%s", j == 0 ? "" : ", ", first ? "(" : "");
        cc_write_text(writer, cc_scenario_in(writer)->center.queue[c->index].name);
        cc_write_raw(writer, "%s", last ? ")" : "");
    }
    cc_write_raw(writer, ")");
    cc_write_end(writer);
}

static void
read_staff(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    cc_group *group = object;
    cc_value *value = cc_layers_get(in, self->name);
    if (value == NULL) {
        return; /* see cc_roster_check_groups */
    }
    cc_read_table(reader, self, value, &group->staff);
    cc_read_figure(reader, self, value);
}

static void
write_staff(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_group *group = object;
    if (cc_group_has_people(group)) {
        return;
    }
    cc_write_name(writer, self->name);
    cc_write_table(writer, cc_home_splits(group) ? &group->staff_written : &group->staff);
    cc_write_end(writer);
}

static bool
has_people(const void *whole, const void *object)
{
    (void)whole;
    return cc_group_has_people(object);
}

static bool
has_numbers(const void *whole, const void *object)
{
    return !has_people(whole, object);
}

static bool
is_offered(const void *whole, const void *object, int channel)
{
    (void)object;
    return ((const cc_scenario *)whole)->center.channel[channel].offered;
}

static bool
is_paid(const void *whole, const void *object)
{
    (void)whole;
    return ((const cc_group *)object)->wage_per_hour > 0;
}

static bool
loses_agents(const void *whole, const void *object)
{
    (void)whole;
    return ((const cc_group *)object)->attrition.per_year > 0;
}

static const char *const next_turns[] = {"oldest", "shortest", "round-robin", NULL};

static const char *const leaves[] = {"idle-first", "random", "longest-on-duty", "roster", NULL};

static void
read_leaves(cc_reader *reader, const cc_layers *in, const cc_setting *self, void *object)
{
    const cc_value *value = cc_layers_get(in, self->name);
    ((cc_group *)object)->leaves =
        value != NULL ? (cc_leaves)cc_read_word(reader, value, leaves) : CC_LEAVES_IDLE_FIRST;
}

/* What holds if nothing is written is not the same for all: see cc_roster_build. */
static void
write_leaves(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_group *group = object;
    if (group->leaves != CC_LEAVES_IDLE_FIRST || group->is_named) {
        cc_write_name(writer, self->name);
        cc_write_text(writer, leaves[group->leaves]);
        cc_write_end(writer);
    }
}

const cc_setting cc_settings_group[] = {
    {.name = "serves",
     .kind = CC_SET_SPECIAL,
     .type = "list of queues, equal ones in [ ]",
     .normal = "all, equal",
     .read = read_serves,
     .write = write_serves,
     .is_policy = true,
     .doc = "Queues in order of preference; a channel stands for all its queues."},
    {.name = "staff",
     .kind = CC_SET_TABLE,
     .unit = "agents",
     .min = 0,
     .max = CC_MAX_AGENTS,
     .offset = GROUP(staff),
     .normal = "must be given, or shifts, or agents of center.roster",
     .read = read_staff,
     .write = write_staff,
     .doc = "Agents scheduled; fractions are spread over intervals."},
    {.name = "+", .kind = CC_SET_INLINE, .sub = cc_settings_people},
    {.name = "shrinkage",
     .kind = CC_SET_TABLE,
     .unit = "",
     .min = 0,
     .max = 0.99,
     .offset = GROUP(shrinkage),
     .matters = has_numbers,
     .doc = "Share of the scheduled who are paid but not there."},
    {.name = "leaves",
     .kind = CC_SET_SPECIAL,
     .type = "\"idle-first\", \"random\", \"longest-on-duty\" or \"roster\"",
     .normal = "idle-first; roster where center.roster has the agents",
     .read = read_leaves,
     .write = write_leaves,
     .is_policy = true,
     .doc = "Who goes when fewer are needed."},
    {.name = "spare",
     .kind = CC_SET_NUMBER,
     .unit = "",
     .min = 0,
     .max = 10,
     .fallback = 0.25,
     .offset = GROUP(spare),
     .matters = cc_never_matters,
     .doc = "Seats for changes while it runs, as a share of the most there; at least 5, or 0."},
    {.name = "at_once",
     .kind = CC_SET_NUMBER,
     .unit = "",
     .min = 1,
     .max = 255,
     .fallback = 1,
     .each = &cc_each_channel,
     .stride = sizeof(double),
     .pointed = true,
     .offset = GROUP(at_once),
     .matters_for = is_offered,
     .doc = "Conversations that fill an agent; channels may be mixed up to that."},
    {.name = "caseload",
     .kind = CC_SET_INT,
     .unit = "",
     .min = 1,
     .max = 1e6,
     .fallback = INT_MAX,
     .offset = GROUP(caseload),
     .doc = "Conversations by turns that an agent keeps at once, dormant ones too."},
    {.name = "speed",
     .kind = CC_SET_TABLE,
     .unit = "",
     .min = 0,
     .above = true,
     .max = 100,
     .fallback = 1,
     .each = &cc_each_channel,
     .stride = sizeof(cc_table),
     .pointed = true,
     .offset = GROUP(speed),
     .matters_for = is_offered,
     .doc = "Work is divided by it."},
    {.name = "pace",
     .kind = CC_SET_NUMBER,
     .unit = "",
     .min = 0,
     .above = true,
     .max = 100,
     .fallback = 1,
     .each = &cc_each_issue,
     .stride = sizeof(double),
     .pointed = true,
     .offset = GROUP(pace),
     .doc = "The same by kind of issue."},
    {.name = "next_turn",
     .kind = CC_SET_CHOICE,
     .words = next_turns,
     .offset = GROUP(next_turn),
     .is_policy = true,
     .doc = "Which conversation that waits for an agent's attention has it next."},
    {.name = "wage_per_hour",
     .kind = CC_SET_NUMBER,
     .unit = "money/h",
     .min = 0,
     .max = 1e6,
     .offset = GROUP(wage_per_hour),
     .doc = "For each agent and hour scheduled."},
    {.name = "overtime_pay",
     .kind = CC_SET_NUMBER,
     .unit = "",
     .min = 0,
     .max = 100,
     .offset = GROUP(overtime_pay),
     .matters = is_paid,
     .doc =
         "Of an hour of overtime, as a multiple of the wage (time and a half: 1.5); 0: not paid."},
    {.name = "overtime",
     .kind = CC_SET_GROUP,
     .offset = GROUP(overtime),
     .sub = cc_settings_overtime,
     .doc = "Offered to those whose shift ends: to stay."},
    {.name = "time_off",
     .kind = CC_SET_GROUP,
     .offset = GROUP(time_off),
     .sub = cc_settings_time_off,
     .doc = "Offered to those with nothing in hand: to go for the rest of the shift."},
    {.name = "attrition",
     .kind = CC_SET_GROUP,
     .offset = GROUP(attrition),
     .sub = cc_settings_attrition,
     .doc = "How fast its agents leave for good."},
    {.name = "hiring",
     .kind = CC_SET_GROUP,
     .offset = GROUP(hiring),
     .sub = cc_settings_hiring,
     .matters = loses_agents,
     .doc = "How those who leave are replaced."},
    {.name = "outsourced",
     .kind = CC_SET_SPECIAL,
     .type = "group",
     .normal = "none",
     .is_group = true,
     .sub = cc_settings_outsourced,
     .read = cc_outsourced_read,
     .write = cc_outsourced_write,
     .doc = "Its agents are another company's, which is paid so in place of wages."},
    {.name = "knowledge",
     .kind = CC_SET_NUMBER,
     .unit = "",
     .min = 0,
     .max = 10,
     .fallback = 1,
     .offset = GROUP(knowledge),
     .doc = "How much of what the knowledge base does it does for these: less for old hands."},
    {.name = "resolution",
     .kind = CC_SET_NUMBER,
     .unit = "",
     .min = 0,
     .max = 10,
     .fallback = 1,
     .each = &cc_each_issue,
     .stride = sizeof(double),
     .pointed = true,
     .offset = GROUP(resolution),
     .doc = "Factor on the probability that one of these resolves an issue."},
    {.name = "differ",
     .kind = CC_SET_GROUP,
     .offset = GROUP(differ),
     .sub = cc_settings_differ,
     .doc = "How much its agents differ."},
    {.name = "learning",
     .kind = CC_SET_GROUP,
     .offset = GROUP(learning),
     .sub = cc_settings_learning,
     .doc = "The learning curve of its agents."},
    {.name = "fatigue",
     .kind = CC_SET_GROUP,
     .offset = GROUP(fatigue),
     .sub = cc_settings_fatigue,
     .doc = "What work without a break does to them."},
    {.name = "pauses",
     .kind = CC_SET_GROUP,
     .offset = GROUP(pauses),
     .sub = cc_settings_pauses,
     .doc = "When those who are there are not ready."},
    {.name = "site",
     .kind = CC_SET_SPECIAL,
     .type = "name of a site",
     .normal = "none",
     .read = cc_group_site_read,
     .write = cc_group_site_write,
     .is_policy = true,
     .doc = "Where its agents are."},
    {.name = "home",
     .kind = CC_SET_GROUP,
     .offset = GROUP(home),
     .sub = cc_settings_days_at_home,
     .matters = cc_days_at_home_matter,
     .doc = "Some of them at another site, on some days."},
    {.name = "line",
     .kind = CC_SET_GROUP,
     .offset = GROUP(line),
     .sub = cc_settings_line,
     .doc = "When the line that each agent has alone fails."},
    {.name = "providers",
     .kind = CC_SET_SPECIAL,
     .type = "list of providers",
     .normal = "none",
     .read = cc_needed_providers_read,
     .write = cc_needed_providers_write,
     .is_policy = true,
     .doc = "What all its agents need to be connected."},
    {.name = "cut_off",
     .kind = CC_SET_SPECIAL,
     .is_group = true,
     .type = "group",
     .normal = "center.cut_off",
     .sub = cc_settings_cut_off,
     .read = cc_group_cut_off_read,
     .write = cc_group_cut_off_write,
     .is_policy = true,
     .doc = "What becomes of the work of those who lose their connection, all of it in place of "
            "the center's."},
    {.name = "absence",
     .kind = CC_SET_GROUP,
     .offset = GROUP(absence),
     .sub = cc_settings_absence,
     .matters = has_people,
     .doc = "Persons who are not there for a day."},
    {.name = "adherence",
     .kind = CC_SET_GROUP,
     .offset = GROUP(adherence),
     .sub = cc_settings_adherence,
     .matters = has_people,
     .doc = "How far they keep to their roster."},
    {.name = "where",
     .kind = CC_SET_TEXT,
     .offset = GROUP(where),
     .matters = cc_never_matters,
     .normal = "none",
     .doc = "A label: site, remote."},
    {.name = NULL},
};

void
cc_groups_read(cc_reader *reader, const cc_layers *in)
{
    cc_center_setup *center = &cc_scenario_of(reader)->center;
    cc_value *groups = cc_layers_get(in, "groups");
    const size_t n = groups != NULL ? groups->n : 0;
    if (n > CC_MAX_GROUPS) {
        cc_read_refuse(reader, groups, "too many groups (%d at most)", CC_MAX_GROUPS);
        return;
    }
    center->group = cc_read_alloc(reader, n, sizeof(cc_group));
    for (size_t j = 0; reader->error == SIM_OK && j < n; j++) {
        cc_value *group = groups->child[j];
        cc_refuse_made(reader, groups, j, "group");
        center->group[j].name = cc_read_keep(reader, group->name);
        center->group[j].made_from = -1;
        center->n_groups = (int)j + 1;
        const cc_layers layers = cc_layers_of(group);
        cc_settings_read(reader, &layers, cc_settings_group, &center->group[j]);
    }
    cc_roster_read(reader, in);
    cc_home_groups_make(reader, groups);
    for (int g = 0; g < center->n_groups; g++) {
        cc_group_at_site(reader, &center->group[g]);
    }
}

void
cc_groups_write(cc_writer *writer, const cc_setting *self, const void *object)
{
    const cc_center_setup *center = object;
    cc_write_open(writer, self->name);
    for (int j = 0; j < center->n_groups && center->group[j].made_from < 0; j++) {
        cc_write_open(writer, center->group[j].name);
        cc_settings_write(writer, cc_settings_group, &center->group[j]);
        cc_write_close(writer);
    }
    cc_write_close(writer);
}

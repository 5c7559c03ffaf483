/* Of persons every day is written out once, as rows of a table; one fewer or more changes these. */
#include "experiment/staff_variant.h"

#include "models/scenario/opening.h"
#include "models/scenario/roster.h"
#include "sim/hash.h"
#include "sim/memory.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool
has_cells(const xp_staff_variant *self, int group)
{
    size_t j = 0;
    while (j < self->n_cells && self->cell[j].group != group) {
        j++;
    }
    return j < self->n_cells;
}

/* Are its numbers those of a table, in the variant? */
static bool
is_in_numbers(const xp_staff_variant *self, int group)
{
    return has_cells(self, group) &&
           (!self->as_is || !cc_group_has_people(&self->of->center.group[group]));
}

/* ---- tables ---- */

static int
init_table(xp_staff_variant *self, int g)
{
    const size_t per_day = self->of->run.intervals_per_day;
    const cc_table *was = &self->of->center.group[g].staff;
    const size_t n = self->as_is && was->n > per_day ? was->n : per_day;
    self->number[g] = sim_memory_zeros(n, sizeof(**self->number));
    if (self->number[g] == NULL) {
        return SIM_ERR_NOMEM;
    }
    cc_group *group = &self->group[g];
    group->staff = (cc_table){.v = self->number[g], .n = n, .per_day = per_day};
    if (self->as_is) {
        group->staff.row = was->row;
        group->staff.n_days = was->n_days;
    } else {
        group->n_shifts = 0;
        group->is_named = false;
    }
    return SIM_OK;
}

static void
put_numbers(xp_staff_variant *self, const int *number)
{
    const size_t per_day = self->of->run.intervals_per_day;
    for (int g = 0; g < self->of->center.n_groups && self->as_is; g++) {
        const cc_table *was = &self->of->center.group[g].staff;
        for (size_t j = 0; self->number[g] != NULL && j < self->group[g].staff.n; j++) {
            self->number[g][j] = was->n == 0 ? was->constant : was->v[j % was->n];
        }
    }
    for (size_t j = 0; j < self->n_cells; j++) {
        const xp_staff_cell *cell = &self->cell[j];
        const cc_group *group = &self->group[cell->group];
        double *into = self->number[cell->group];
        const double scale = group->scale * self->of->center.staff_scale;
        for (size_t at = cell->k; into != NULL && at < group->staff.n; at += per_day) {
            into[at] = !self->as_is ? number[j]
                       : scale > 0  ? fmax(into[at] + number[j] / scale, 0)
                                    : into[at];
        }
    }
}

/* ---- persons ---- */

/* All that they are scheduled for, day by day. */
static int
write_out(xp_staff_variant *self)
{
    const cc_roster_plan *plan = &self->of->center.roster;
    const long days = self->of->run.days;
    size_t room = 0;
    for (int pass = 0; pass < 2; pass++) {
        size_t n = 0;
        for (int p = 0; p < plan->n_persons; p++) {
            const size_t first = n;
            for (long day = -1; day < days; day++) {
                cc_span span[CC_MAX_SPANS];
                const int spans = cc_roster_spans(self->of, p, day, span);
                for (int s = 0; s < spans; s++, n++) {
                    if (n < room) {
                        self->plain.row[n] =
                            (cc_roster_row){.person = p, .day = day, .span = span[s]};
                    }
                }
            }
            if (pass == 1) {
                self->plain.person[p] = plan->person[p];
                self->plain.person[p].shift = NULL;
                self->plain.person[p].row = first;
                self->plain.person[p].n_rows = n - first;
            }
        }
        if (pass == 0) {
            room = n;
            self->plain.row = sim_memory_zeros(n + 1, sizeof(*self->plain.row));
            self->plain.person =
                sim_memory_zeros((size_t)plan->n_persons + 1, sizeof(*self->plain.person));
            if (self->plain.row == NULL || self->plain.person == NULL) {
                return SIM_ERR_NOMEM;
            }
        }
    }
    self->plain.n_rows = room;
    self->plain.n_persons = plan->n_persons;
    return SIM_OK;
}

/* Who is off in that interval when one of the group is to be: the last of those who work longest in it. */
static int
last_at_work(const cc_roster_plan *plan, const xp_staff_cell *cell, int from, int end, long day,
             const bool *is_off)
{
    int found = -1;
    double most = 0;
    for (int p = from; p < end; p++) {
        double works = 0;
        const cc_person *person = &plan->person[p];
        for (size_t r = person->row; r < person->row + person->n_rows; r++) {
            const cc_span *span = &plan->row[r].span;
            if (plan->row[r].day == day && span->activity == CC_WORK && !span->is_away) {
                works += fmax(0, fmin(span->to, cell->end) - fmax(span->from, cell->begin));
            }
        }
        if (works > 0 && works >= most && !person->is_absent && !is_off[p]) {
            most = works;
            found = p;
        }
    }
    return found;
}

/* What is left of a span outside the interval, and in it nothing to do. Returns how many. */
static size_t
cut_out(const cc_roster_row *row, const xp_staff_cell *cell, cc_roster_row into[3])
{
    const cc_span *span = &row->span;
    const double from = fmax(span->from, cell->begin), to = fmin(span->to, cell->end);
    size_t n = 0;
    if (span->activity != CC_WORK || from >= to) {
        into[0] = *row;
        return 1;
    }
    if (span->from < from) {
        into[n] = *row;
        into[n++].span.to = from;
    }
    into[n] = *row;
    into[n++].span = (cc_span){from, to, CC_OFF, false, false};
    if (to < span->to) {
        into[n] = *row;
        into[n++].span.from = to;
    }
    return n;
}

/* As many more in that interval, on all days on which it is open. */
static void
add_persons(const xp_staff_variant *self, cc_roster_plan *plan, size_t j, int more)
{
    const xp_staff_cell *cell = &self->cell[j];
    const cc_run *run = &self->of->run;
    const char *name = self->of->center.group[cell->group].name;
    const uint64_t base = sim_hash_bytes(sim_hash_start(), name, strlen(name));
    for (int m = 0; m < more; m++) {
        const uint64_t which[2] = {cell->k, (uint64_t)m};
        cc_person *person = &plan->person[plan->n_persons++];
        *person = (cc_person){.name = self->of->center.group[cell->group].name,
                              .group = cell->group,
                              .key = sim_hash_bytes(base, which, sizeof(which)),
                              .row = plan->n_rows,
                              .tenure = NAN};
        for (long day = 0; day < run->days; day++) {
            const cc_openings *today = cc_openings_of(run, &run->hours, day);
            if (cc_day_is_open(run, day) && cc_openings_within(today, cell->begin, cell->end) > 0) {
                plan->row[plan->n_rows++] = (cc_roster_row){
                    .day = day, .span = {cell->begin, cell->end, CC_WORK, true, false}};
                person->n_rows++;
            }
        }
    }
}

/* The rows of a person, without the intervals in which it is the one that is fewer. */
static void
copy_person(const xp_staff_variant *self, cc_roster_plan *plan, int p, const int *number,
            const bool *const *off)
{
    const cc_person *was = &self->plain.person[p];
    cc_person *person = &plan->person[plan->n_persons++];
    *person = *was;
    person->row = plan->n_rows;
    for (size_t r = was->row; r < was->row + was->n_rows; r++) {
        const long day = self->plain.row[r].day;
        size_t n = 1;
        plan->row[plan->n_rows] = self->plain.row[r];
        for (size_t j = 0; j < self->n_cells && day >= 0; j++) {
            if (self->cell[j].group != was->group || number[j] >= 0 ||
                !off[j][(size_t)day * (size_t)self->plain.n_persons + (size_t)p]) {
                continue;
            }
            cc_roster_row *last = &plan->row[plan->n_rows + n - 1]; /* cells are by time */
            cc_roster_row part[3];
            const size_t parts = cut_out(last, &self->cell[j], part);
            memcpy(last, part, parts * sizeof(*part));
            n += parts - 1;
        }
        plan->n_rows += n;
    }
    person->n_rows = plan->n_rows - person->row;
}

static int
n_more(const int *number, size_t n)
{
    int sum = 0;
    for (size_t j = 0; j < n; j++) {
        sum += number[j] > 0 ? number[j] : 0;
    }
    return sum;
}

/* Who is off in a cell, by day and person. */
static bool *
choose_off(const xp_staff_variant *self, size_t j, int fewer)
{
    const cc_roster_plan *plan = &self->of->center.roster;
    const xp_staff_cell *cell = &self->cell[j];
    const size_t n = (size_t)plan->n_persons;
    bool *off = sim_memory_zeros((size_t)self->of->run.days * n, sizeof(*off));
    for (long day = 0; off != NULL && day < self->of->run.days; day++) {
        bool *today = off + (size_t)day * n;
        for (int m = 0; m < fewer; m++) {
            const int p = last_at_work(&self->plain, cell, plan->first[cell->group],
                                       plan->first[cell->group + 1], day, today);
            if (p >= 0) {
                today[p] = true;
            }
        }
    }
    return off;
}

static int
make_plan(xp_staff_variant *self, const int *number, bool **off)
{
    const cc_roster_plan *was = &self->of->center.roster;
    const int n_groups = self->of->center.n_groups;
    const int most = was->n_persons + (self->as_is ? n_more(number, self->n_cells) : 0);
    const size_t rows =
        3 * self->plain.n_rows + (size_t)(most - was->n_persons) * (size_t)self->of->run.days;
    free(self->person);
    free(self->row);
    self->person = sim_memory_zeros((size_t)most + 1, sizeof(*self->person));
    self->row = sim_memory_zeros(rows + 1, sizeof(*self->row));
    if (self->person == NULL || self->row == NULL) {
        return SIM_ERR_NOMEM;
    }
    cc_roster_plan *plan = &self->scenario.center.roster;
    *plan = (cc_roster_plan){
        .person = self->person, .first = self->first, .row = self->row, .is_placed = true};
    for (int g = 0; g < n_groups; g++) {
        self->first[g] = plan->n_persons;
        for (int p = was->first[g]; p < was->first[g + 1] && !is_in_numbers(self, g); p++) {
            copy_person(self, plan, p, number, (const bool *const *)off);
        }
        for (size_t j = 0; j < self->n_cells && !is_in_numbers(self, g); j++) {
            if (self->cell[j].group == g && number[j] > 0) {
                add_persons(self, plan, j, number[j]);
            }
        }
    }
    self->first[n_groups] = plan->n_persons;
    return SIM_OK;
}

static int
put_persons(xp_staff_variant *self, const int *number)
{
    bool **off = sim_memory_zeros(self->n_cells + 1, sizeof(*off));
    int ret = off == NULL ? SIM_ERR_NOMEM : SIM_OK;
    for (size_t j = 0; j < self->n_cells && ret == SIM_OK && self->as_is; j++) {
        if (number[j] < 0 && !is_in_numbers(self, self->cell[j].group)) {
            off[j] = choose_off(self, j, -number[j]);
            ret = off[j] == NULL ? SIM_ERR_NOMEM : SIM_OK;
        }
    }
    ret = ret == SIM_OK ? make_plan(self, number, off) : ret;
    for (size_t j = 0; off != NULL && j < self->n_cells; j++) {
        free(off[j]);
    }
    free(off);
    return ret;
}

/* ---- the whole ---- */

int
xp_staff_variant_init(xp_staff_variant *self, const cc_scenario *scenario,
                      const xp_staff_cell *cell, size_t n_cells, bool as_is)
{
    const size_t n = (size_t)scenario->center.n_groups;
    *self = (xp_staff_variant){
        .scenario = *scenario, .of = scenario, .cell = cell, .n_cells = n_cells, .as_is = as_is};
    self->group = sim_memory_zeros(n, sizeof(*self->group));
    self->number = sim_memory_zeros(n, sizeof(*self->number));
    self->first = sim_memory_zeros(n + 1, sizeof(*self->first));
    if (self->group == NULL || self->number == NULL || self->first == NULL) {
        return SIM_ERR_NOMEM;
    }
    memcpy(self->group, scenario->center.group, n * sizeof(*self->group));
    self->scenario.center.group = self->group;
    int ret = scenario->center.roster.n_persons > 0 ? write_out(self) : SIM_OK;
    for (size_t g = 0; g < n && ret == SIM_OK; g++) {
        if (is_in_numbers(self, (int)g)) {
            ret = init_table(self, (int)g);
        }
    }
    return ret;
}

void
xp_staff_variant_free(xp_staff_variant *self)
{
    for (int g = 0; self->number != NULL && g < self->of->center.n_groups; g++) {
        free(self->number[g]);
    }
    free(self->number);
    free(self->group);
    free(self->first);
    free(self->person);
    free(self->row);
    free(self->plain.person);
    free(self->plain.row);
    *self = (xp_staff_variant){0};
}

int
xp_staff_variant_put(xp_staff_variant *self, const int *number)
{
    put_numbers(self, number);
    return self->of->center.roster.n_persons > 0 ? put_persons(self, number) : SIM_OK;
}

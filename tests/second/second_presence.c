/* What agents do, and what waits. */
#include "tests/second/second.h"

#include <math.h>

static void
count_agents(second *self, int slice, double dt)
{
    const cc_center_setup *center = &self->scenario->center;
    for (int a = 0; a < self->n_agents; a++) {
        const second_agent *agent = &self->agent[a];
        double *count = self->of_agents[slice * center->n_groups + agent->group];
        second_count_positions(self, a, count, dt);
        if (agent->on_duty) {
            const cc_group *group = &center->group[agent->group];
            const bool is_over =
                agent->is_leaving || self->is_after_hours || agent->overtime_until > 0;
            const int n = second_n_open(self, a, -1);
            count[CC_A_on_duty] += dt;
            count[CC_A_overtime] += is_over ? dt : 0;
            count[CC_A_wages] +=
                is_over ? dt * group->overtime_pay * second_wage(self, agent->group) / 3600 : 0;
            count[CC_A_busy] += n > 0 ? dt : 0;
            count[CC_A_attention] +=
                agent->attention != FREE && agent->attention != ON_NOTHING ? dt : 0;
            count[CC_A_paused] += agent->attention == ON_NOTHING && !agent->is_cut_off ? dt : 0;
            count[CC_A_disconnected] += n == 0 && agent->is_cut_off ? dt : 0;
            count[CC_A_conversations] += n * dt;
        }
    }
    for (int g = 0; g < center->n_groups; g++) {
        double *count = self->of_agents[slice * center->n_groups + g];
        const double wage = second_wage(self, g) / 3600;
        if (second_n_persons(self, g) > 0) {
            second_count_persons(self, g, count, dt);
            continue;
        }
        const second_table *now = &self->table[g];
        if (self->is_open) {
            count[CC_A_paid] += now->paid * dt;
            count[CC_A_training] += now->training * dt;
            count[CC_A_absent] += (now->paid - now->training - now->there) * dt;
            count[CC_A_wages] += now->paid * wage * dt;
            second_count_off(self, g, count, now->n_off * dt);
        }
    }
}

/* Of the day, whether it is observed or not. */
static void
count_load(second *self, double dt)
{
    for (int a = 0; a < self->n_agents; a++) {
        second_table *table = &self->table[self->agent[a].group];
        table->busy += second_n_open(self, a, -1) > 0 ? dt : 0;
        table->on_duty += self->agent[a].on_duty ? dt : 0;
    }
}

void
second_count_agents(second *self)
{
    count_load(self, self->now - self->counted_until);
    for (int s = 0; s < self->n_slices; s++) {
        const double dt = second_in_slice(self, s, self->counted_until);
        if (dt > 0) {
            count_agents(self, s, dt);
        }
    }
    self->counted_until = self->now;
}

void
second_count_waiting(second *self, int counter)
{
    const int slice = counter == CC_N_waiting_start ? 0 : self->n_slices - 1;
    for (int id = 0; id < self->n_contacts; id++) {
        const second_contact *c = &self->contact[id];
        if (!second_is_in_line(c) || c->is_ghost) {
            continue;
        }
        double *count = second_cell(self, slice, c->kind, c->channel, c->is_again, NOBODY);
        count[counter]++;
        if (counter == CC_N_waiting_end) {
            const cc_work *work = &second_content(self, c)->work;
            const double one =
                isnan(c->part) ? sim_dist_mean(&work->dist) * second_at_arrival(c, &work->factor)
                               : c->part;
            const double turn =
                second_takes_turns(self, c) ? one * second_channel(self, c)->work_factor : 0;
            const bool by_clock = second_type(self, c)->medium->deferred;
            const double age = by_clock ? second_item_time(self, c, c->arrived) - c->paused
                                        : self->now - c->arrived;
            const int own =
                self->scenario->center.queue_of[c->kind * self->n_channels + c->channel];
            const cc_service_level *level =
                &self->scenario->center.level[own * self->n_channels + c->channel];
            count[CC_N_backlog_age] += age;
            for (int j = 0; j < level->n_within; j++) {
                count[CC_N_backlog_late_1 + j] += age > second_within(self, own, c->channel, j);
            }
            count[CC_N_backlog_work] += c->work + turn * (c->turns_left - (c->turn > 0));
        }
    }
}

/* The most that are scheduled at once, of that group (NOBODY: any) and that site (0: any). */
static double
most_scheduled(const second *self, int group, int site)
{
    double most = 0;
    for (size_t j = 0; j < self->n_boundaries; j++) {
        const second_boundary *b = &self->boundary[j];
        double n = 0;
        for (int g = 0; g < self->scenario->center.n_groups && !b->is_closing; g++) {
            const cc_group *it = &self->scenario->center.group[g];
            const bool is_meant = (group == NOBODY || group == g) && !it->outsourced.is &&
                                  (site == 0 || it->site == site);
            n += is_meant ? second_paid(self, g, b->day, b->interval) : 0;
        }
        most = fmax(most, n);
    }
    return most;
}

/* Of licences, or of the seats of a site: each group has its part by its own most. */
static void
count_price(second *self, double price, int site)
{
    const int n_groups = self->scenario->center.n_groups;
    double sum = 0;
    for (int g = 0; g < n_groups; g++) {
        sum += most_scheduled(self, g, site);
    }
    const double all = price * most_scheduled(self, NOBODY, site);
    for (int j = 0; sum > 0 && j < self->n_slices * n_groups; j++) {
        const second_slice *slice = &self->slice[j / n_groups];
        const double months = (slice->end - slice->begin) / (365.25 / 12 * CC_DAY);
        self->of_agents[j][CC_A_licences] +=
            all * months * most_scheduled(self, j % n_groups, site) / sum;
    }
}

/* Of each who is ever at the site. */
static void
count_equipment(second *self, double price, int site)
{
    const int n_groups = self->scenario->center.n_groups;
    for (int j = 0; price > 0 && j < self->n_slices * n_groups; j++) {
        const int g = j % n_groups, persons = second_n_persons(self, g);
        const cc_group *it = &self->scenario->center.group[g];
        if (it->site == site && !it->outsourced.is) {
            const second_slice *slice = &self->slice[j / n_groups];
            const double months = (slice->end - slice->begin) / (365.25 / 12 * CC_DAY);
            const double n = persons > 0 ? persons : most_scheduled(self, g, site);
            self->of_agents[j][CC_A_licences] += price * n * months;
        }
    }
}

void
second_count_licences(second *self)
{
    const cc_center_setup *center = &self->scenario->center;
    second_count_outside(self);
    count_price(self, center->costs.licence_per_agent_month, 0);
    for (int j = 0; j < center->n_sites; j++) {
        count_price(self, center->site[j].seat_cost, j + 1);
        count_equipment(self, center->site[j].allowance + center->site[j].equipment, j + 1);
    }
}

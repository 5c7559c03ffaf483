/* Agents at work: lists of those on duty by their mix of open conversations, each in order of the
 * last change, so that the longest idle stands first (full ones have no list); and how many there
 * are, over time. */
#include "models/center/journal.h"
#include "models/center/self.h"
#include "models/center/state.h"

#include <math.h>

/* ---- integrals ---- */

/* What persons do who are paid, or scheduled, and not on duty. */
static void
add_persons(const cc_crew *crew, double *a, double dt)
{
    static const uint8_t counter[CC_N_ACTIVITIES] = {
        [CC_WORK] = CC_A_absent,      [CC_BREAK] = CC_A_breaks,      [CC_LUNCH] = CC_A_breaks,
        [CC_MEETING] = CC_A_meetings, [CC_TRAINING] = CC_A_training, [CC_OFF] = CC_A_absent,
    };
    const cc_roster *roster = &crew->now->roster;
    int adhering = roster->there;
    for (unsigned doing = 0; doing < 2 * CC_OFF; doing++) {
        const int n = roster->doing[doing] - cc_crew_late(crew->now, doing);
        adhering += doing >= 2 ? n : 0;
        a[counter[doing / 2]] += doing % 2 == 1 ? dt * n : 0;
    }
    a[CC_A_scheduled] += dt * roster->n_scheduled;
    a[CC_A_scheduled_work] += dt * roster->n_at_work;
    a[CC_A_worked] += dt * crew->now->n_duty;
    a[CC_A_adhering] += dt * adhering;
}

/* On duty beyond what is scheduled and paid. */
static int
n_overtime_of(const cc_center *self, const cc_crew *crew)
{
    int n = self->now.closing ? crew->now->n_duty : crew->now->n_overtime + crew->now->n_staying;
    for (unsigned doing = 1; crew->n_persons > 0 && doing < 2 * CC_OFF; doing += 2) {
        n -= cc_crew_late(crew->now, doing); /* paid anyway */
    }
    return n;
}

/* What a group asks for that is outsourced: the guaranteed time evenly, and what is beyond it when it is
 * worked. So over observe it is one of them, whichever is more. */
static void
add_price(cc_crew *crew, double *a, double dt, double attention, double observe)
{
    const double before = fmax(crew->now->handled, crew->guaranteed);
    crew->now->handled += attention;
    const double more = fmax(crew->now->handled, crew->guaranteed) - before;
    a[CC_A_outsourced] +=
        (more + dt / observe * crew->guaranteed) / 60 * crew->group->outsourced.per_minute;
}

void
cc_crew_add_time(cc_center *self, cc_crew *crew)
{
    const double dt = self->now.time - crew->now->since;
    const double busy = dt * crew->now->n_busy - crew->now->less_busy;
    const double attention = dt * crew->now->n_attention - crew->now->less_attention;
    const double conversations = dt * crew->now->n_conversations - crew->now->less_conversations;
    const int n_overtime = n_overtime_of(self, crew);
    crew->now->since = self->now.time;
    crew->now->less_busy = crew->now->less_attention = crew->now->less_conversations = 0;
    if (crew->wears) {
        crew->now->day_busy += busy;
        crew->now->day_duty += dt * crew->now->n_duty;
    }
    if (!self->now.observing) {
        return;
    }
    double *a = cc_record_agent(self->record, self->now.slice, (size_t)(crew - self->crew));
    a[CC_A_paid] += dt * crew->now->roster.paid;
    a[CC_A_on_duty] += dt * crew->now->n_duty;
    a[CC_A_busy] += busy;
    a[CC_A_attention] += attention;
    a[CC_A_overtime] += dt * n_overtime;
    a[CC_A_paused] += dt * crew->now->n_away[CC_AWAY_PAUSED];
    a[CC_A_disconnected] += dt * crew->now->n_away[CC_AWAY_DISCONNECTED];
    if (crew->n_persons > 0 && isnan(self->now.controls.staff[crew - self->crew])) {
        add_persons(crew, a, dt);
    } else {
        const double training = crew->now->roster.training;
        a[CC_A_training] += dt * training;
        a[CC_A_absent] += dt * (crew->now->roster.paid - training - crew->now->roster.there);
    }
    if (crew->wears) {
        a[CC_A_positions] += dt * crew->n_needed;
        a[CC_A_filled] += dt * crew->now->n_filled;
        a[CC_A_tenure] += dt * crew->now->sum_tenure;
    }
    if (crew->asks_to_go) {
        const double off = dt * crew->now->roster.n_off_paid;
        a[CC_A_time_off] += off;
        a[CC_A_wages] += off * crew->wage * crew->group->time_off.pay;
    }
    a[CC_A_conversations] += conversations;
    a[CC_A_wages] +=
        dt * crew->now->roster.paid * crew->wage + dt * n_overtime * crew->overtime_wage;
    a[CC_A_licences] += dt * crew->licence;
    if (crew->group->outsourced.is) {
        add_price(crew, a, dt, attention, self->window.end - self->window.start);
    }
}

/* ---- lists by mix ---- */

/* Nobody looks for those whose mix is full: they are on no list. */

/* Says who has had an empty mix longest. */
static SIM_INLINE void
set_idlest(cc_center *self, size_t g, uint32_t a, double since)
{
    self->now.idle[g / 64] |= UINT64_C(1) << g % 64;
    self->now.idlest[g] = (cc_idle){since, a, 0};
}

static SIM_INLINE void
append_to(cc_center *self, cc_crew *crew, uint32_t a, cc_agent *agent, uint32_t mix)
{
    cc_list *list = &crew->list[mix];
    agent->next = CC_NONE;
    agent->prev = list->last;
    if (list->last == CC_NONE) {
        list->first = a;
        crew->occupied[mix >> 6] |= UINT64_C(1) << (mix & 63);
        if (mix == 0) {
            set_idlest(self, agent->group, a, agent->since);
        }
    } else {
        self->agent[list->last].next = a;
    }
    list->last = a;
    if (crew->now->n_listed++ == 0) {
        const size_t g = agent->group;
        self->now.listed[g / 64] |= UINT64_C(1) << g % 64;
    }
}

static inline void
append(cc_center *self, cc_crew *crew, uint32_t a)
{
    cc_agent *agent = &self->agent[a];
    if (agent->mix == 0) {
        crew->now->n_idle++;
        append_to(self, crew, a, agent, 0);
    } else if (crew->mixes.mix[agent->mix].takes_interrupting != 0) {
        append_to(self, crew, a, agent, agent->mix);
    }
}

static SIM_INLINE void
detach_from(cc_center *self, cc_crew *crew, const cc_agent *agent, uint32_t mix)
{
    cc_list *list = &crew->list[mix];
    const uint32_t next = agent->next, prev = agent->prev;
    const size_t g = agent->group;
    if (next == CC_NONE) {
        list->last = prev;
    } else {
        self->agent[next].prev = prev;
    }
    if (prev != CC_NONE) {
        self->agent[prev].next = next;
    } else {
        list->first = next;
        if (next == CC_NONE) {
            crew->occupied[mix >> 6] &= ~(UINT64_C(1) << (mix & 63));
            if (mix == 0) {
                self->now.idle[g / 64] &= ~(UINT64_C(1) << g % 64);
            }
        } else if (mix == 0) {
            self->now.idlest[g] = (cc_idle){self->agent[next].since, next, 0};
        }
    }
    if (--crew->now->n_listed == 0) {
        self->now.listed[g / 64] &= ~(UINT64_C(1) << g % 64);
    }
}

static inline void
detach(cc_center *self, cc_crew *crew, uint32_t a)
{
    const cc_agent *agent = &self->agent[a];
    if (agent->mix == 0) {
        crew->now->n_idle--;
        detach_from(self, crew, agent, 0);
    } else if (crew->mixes.mix[agent->mix].takes_interrupting != 0) {
        detach_from(self, crew, agent, agent->mix);
    }
}

/* A change of an agent on duty who may be on no list, before (step -1) and after (1). */
static void
count_away(cc_center *self, const cc_agent *agent, int step)
{
    const cc_away away = cc_agent_away(agent);
    if (away != CC_NOT_AWAY) {
        self->crew[agent->group].now->n_away[away] += step;
    }
}

/* ... of its mix, where it is on none. */
static __attribute__((noinline)) void
change_barred(cc_center *self, cc_agent *agent, uint32_t mix)
{
    if (agent->barred & (CC_PAUSED | CC_CUT_OFF | CC_SENT)) {
        cc_crew_account(self, &self->crew[agent->group]);
    }
    count_away(self, agent, -1);
    agent->mix = mix;
    agent->since = self->now.time;
    count_away(self, agent, 1);
}

static inline void
change_mix(cc_center *self, uint32_t a, uint32_t mix, int step)
{
    cc_agent *agent = &self->agent[a];
    cc_crew *crew = &self->crew[agent->group];
    const double past = self->now.time - crew->now->since;
    const int busier = (agent->mix == 0) - (mix == 0);
    crew->now->n_conversations += step;
    crew->now->less_conversations += step * past;
    crew->now->n_busy += busier;
    crew->now->less_busy += busier * past;
    if (agent->barred != 0) {
        change_barred(self, agent, mix);
    } else {
        detach(self, crew, a);
        agent->mix = mix;
        agent->since = self->now.time;
        append(self, crew, a);
    }
}

void
cc_agent_take(cc_center *self, uint32_t a, int channel)
{
    const cc_agent *agent = &self->agent[a];
    change_mix(self, a, cc_mixes_after_taking(&self->crew[agent->group].mixes, agent->mix, channel),
               1);
}

void
cc_agent_give(cc_center *self, uint32_t a, int channel)
{
    const cc_agent *agent = &self->agent[a];
    change_mix(self, a, cc_mixes_after_giving(&self->crew[agent->group].mixes, agent->mix, channel),
               -1);
}

/* ---- on duty and not ---- */

/* A person who was leaving does so no more. */
static void
forget_leaving(cc_crew *crew, const cc_self *own)
{
    crew->now->n_leaving_to[own->leaves_to]--;
}

void
cc_agent_come(cc_center *self, uint32_t a)
{
    cc_agent *agent = &self->agent[a];
    cc_crew *crew = &self->crew[agent->group];
    cc_crew_account(self, crew);
    agent->since = self->now.time; /* of all in the list that it joins, the last change */
    if (agent->on_duty) {          /* was about to go: stays */
        agent->barred &= (uint8_t)~CC_LEAVING;
        crew->now->n_overtime--;
        if (crew->n_persons > 0) {
            forget_leaving(crew, &self->selves[a]);
        }
    } else {
        agent->on_duty = true;
        agent->mix = 0;
        if (self->selves == NULL || !self->selves[a].in_shift) {
            agent->shift++;
        }
        if (self->selves != NULL) {
            cc_self_rests(self, a);
            self->selves[a].came = self->now.time;
        }
        if (crew->counts_hands) {
            cc_connection_hands(self, a);
        }
        if (crew->n_persons > 0) {
            cc_journal_of(self, CC_JOURNAL_COMES, CC_OF_AGENT, a, 0, 0);
        }
        crew->now->n_duty++;
        count_away(self, agent, 1);
    }
    if (agent->barred == 0) {
        append(self, crew, a);
    }
}

/* Who stays in overtime does so no more. */
static void
forget_stay(cc_center *self, cc_crew *crew, uint32_t a)
{
    if (cc_agent_stays(self, a)) {
        self->selves[a].stays_until = 0;
        crew->now->n_staying--;
    }
}

void
cc_agent_stay(cc_center *self, uint32_t a, double until)
{
    cc_crew *crew = &self->crew[self->agent[a].group];
    cc_crew_account(self, crew);
    self->selves[a].stays_until = until;
    crew->now->n_staying++;
}

void
cc_agent_stay_on(cc_center *self, uint32_t a)
{
    cc_crew *crew = &self->crew[self->agent[a].group];
    cc_crew_account(self, crew);
    forget_stay(self, crew, a);
}

/* Who leaves is not one of those whom the control keeps on break; what it is counted as is with the caller. */
static void
forget_break(cc_crew *crew, cc_agent *agent)
{
    if (agent->barred & CC_SENT) {
        agent->barred &= (uint8_t)~CC_SENT;
        crew->now->n_sent--;
    }
}

void
cc_agent_leave(cc_center *self, uint32_t a)
{
    cc_agent *agent = &self->agent[a];
    cc_crew *crew = &self->crew[agent->group];
    cc_crew_account(self, crew);
    forget_stay(self, crew, a);
    if (agent->barred == 0) {
        detach(self, crew, a);
    }
    forget_break(crew, agent);
    agent->barred |= CC_LEAVING;
    crew->now->n_overtime++;
    if (crew->n_persons > 0) {
        crew->now->n_leaving_to[self->selves[a].leaves_to]++;
    }
}

void
cc_agent_leave_to(cc_center *self, uint32_t a, unsigned doing)
{
    cc_self *own = &self->selves[a];
    if (self->agent[a].barred & CC_LEAVING) {
        cc_crew *crew = &self->crew[self->agent[a].group];
        cc_crew_account(self, crew);
        crew->now->n_leaving_to[own->leaves_to]--;
        crew->now->n_leaving_to[doing]++;
    }
    own->leaves_to = (uint8_t)doing;
}

void
cc_agent_go(cc_center *self, uint32_t a)
{
    cc_agent *agent = &self->agent[a];
    cc_crew *crew = &self->crew[agent->group];
    cc_crew_account(self, crew);
    forget_stay(self, crew, a);
    if (agent->barred == 0) {
        detach(self, crew, a);
    }
    if (agent->barred & CC_LEAVING) {
        crew->now->n_overtime--;
        if (crew->n_persons > 0) {
            forget_leaving(crew, &self->selves[a]);
        }
    }
    if (crew->n_persons > 0) {
        const unsigned activity = self->selves[a].leaves_to / 2;
        cc_journal_of(self, activity == CC_OFF ? CC_JOURNAL_GOES : CC_JOURNAL_BREAK, CC_OF_AGENT, a,
                      0, activity);
    }
    if (agent->phase == CC_PHASE_PAUSE) {
        sim_calendar_clear(&self->now.calendar, CC_SLOT_AGENT(self, a));
        agent->phase = CC_PHASE_NONE;
    }
    count_away(self, agent, -1);
    forget_break(crew, agent);
    agent->barred &= CC_CUT_OFF; /* a line that is down stays so */
    agent->on_duty = false;
    crew->now->n_duty--;
    if (crew->counts_hands) {
        cc_connection_hands(self, a);
    }
}

void
cc_agent_bar(cc_center *self, uint32_t a, unsigned reason)
{
    cc_agent *agent = &self->agent[a];
    cc_crew *crew = &self->crew[agent->group];
    cc_crew_account(self, crew);
    if (agent->on_duty && agent->barred == 0) {
        detach(self, crew, a);
    }
    count_away(self, agent, -1);
    agent->barred |= (uint8_t)reason;
    count_away(self, agent, 1);
}

void
cc_agent_unbar(cc_center *self, uint32_t a, unsigned reason)
{
    cc_agent *agent = &self->agent[a];
    cc_crew *crew = &self->crew[agent->group];
    cc_crew_account(self, crew);
    count_away(self, agent, -1);
    agent->barred &= (uint8_t)~reason;
    count_away(self, agent, 1);
    if (agent->on_duty && agent->barred == 0) {
        agent->since = self->now.time;
        append(self, crew, a);
    }
}

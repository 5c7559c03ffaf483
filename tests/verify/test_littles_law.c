/* Little's law for each state of a contact: the level that is reported is the rate of entries
 * times the mean stay, both taken from the tales and from nothing else. */
#include "tests/support/verify.h"

#include "models/tale.h"
#include <math.h>
#include <stdlib.h>

enum { NOWHERE, AUTOMATION, WAITING, AGENT, WORKING, TYPING, HELD, REDIAL, RETURN, N_PLACES };

/* Where a tale puts the contact; -1: where it was. */
static int
place(cc_tale tale)
{
    switch (tale) {
    case CC_TALE_MEETS_ASSISTANT:
        return AUTOMATION;
    case CC_TALE_WAITS:
        return WAITING;
    case CC_TALE_TAKEN:
    case CC_TALE_REPLIED:
        return AGENT; /* being answered, or waiting for the agent's attention */
    case CC_TALE_TALKS:
        return WORKING;
    case CC_TALE_TYPES:
        return TYPING;
    case CC_TALE_INTERRUPTED:
        return HELD;
    case CC_TALE_WILL_REDIAL:
        return REDIAL;
    case CC_TALE_WILL_RETURN:
        return RETURN;
    case CC_TALE_WORK:
    case CC_TALE_PATIENCE:
        return -1;
    default:
        return NOWHERE;
    }
}

typedef struct one {
    uint64_t subject;
    int place;
    double since;
} one;

typedef struct notes {
    one *contact;
    size_t n, room;
    double start, end; /* of observe */
    double stays[N_PLACES];
    double entries[N_PLACES];
} notes;

static void
move(notes *self, one *who, int to, double now)
{
    const double from = fmax(who->since, self->start), until = fmin(now, self->end);
    self->stays[who->place] += until > from ? until - from : 0;
    self->entries[to] += now >= self->start && now < self->end;
    who->place = to;
    who->since = now;
}

static void
note(void *context, const sim_trace_record *tale)
{
    notes *self = context;
    const int to = place((cc_tale)tale->code);
    if (to < 0) {
        return;
    }
    size_t j = self->n;
    while (j > 0 && self->contact[j - 1].subject != tale->subject) {
        j--;
    }
    if (j == 0) {
        if (self->n == self->room) {
            self->room = 2 * self->room + 1024;
            self->contact = realloc(self->contact, self->room * sizeof(*self->contact));
            assert_non_null(self->contact);
        }
        self->contact[self->n++] = (one){tale->subject, NOWHERE, tale->time};
        j = self->n;
    }
    move(self, &self->contact[j - 1], to, tale->time);
}

static void
same(double x, double y, const char *what)
{
    if (!(fabs(x - y) <= 1e-9 * fmax(fabs(x), 1)) || x <= 0) {
        fail_msg("%s: %.15g, by the tales %.15g", what, x, y);
    }
}

static void
check(const cc_override *set, size_t n_set, uint64_t seed)
{
    verify_center it;
    verify_center_open(&it, "tests/verify/everything.cfg", set, n_set, false);
    const cc_run *run = &it.scenario.run;
    notes all = {.start = run->warm_up, .end = run->warm_up + run->observe};
    sim_trace trace = {note, &all};
    cc_center_set_trace(it.center, &trace);
    verify_center_run(&it, seed, 0);
    for (size_t j = 0; j < all.n; j++) {
        move(&all, &all.contact[j], NOWHERE, cc_center_horizon(it.center));
    }

    static const struct {
        int place, time, entries;
        const char *name;
    } states[] = {
        {AUTOMATION, CC_N_time_automation, CC_N_into_automation, "automation"},
        {WAITING, CC_N_time_waiting, CC_N_into_waiting, "waiting"},
        {WORKING, CC_N_time_working, CC_N_into_working, "working"},
        {TYPING, CC_N_time_typing, CC_N_into_typing, "typing"},
        {HELD, CC_N_time_held, CC_N_into_held, "held"},
        {REDIAL, CC_N_time_redial, CC_N_into_redial, "redial"},
        {RETURN, CC_N_time_return, CC_N_into_return, "return"},
    };
    for (size_t j = 0; j < sizeof(states) / sizeof(states[0]); j++) {
        const int k = states[j].place;
        const double rate = all.entries[k] / run->observe, stay = all.stays[k] / all.entries[k];
        const double level = verify_counter(&it, -1, -1, states[j].time) / run->observe;
        same(level, rate * stay, states[j].name);
        same(verify_counter(&it, -1, -1, states[j].entries), all.entries[k], states[j].name);
    }
    const double agent = verify_counter(&it, -1, -1, CC_N_time_answering) +
                         verify_counter(&it, -1, -1, CC_N_time_ready);
    same(agent, all.stays[AGENT], "answering or ready");
    free(all.contact);
    verify_center_close(&it);
}

static void
of_a_whole_run(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < 5; seed++) {
        check(NULL, 0, seed);
    }
}

static void
of_a_window_cut_out_of_it(void **state)
{
    (void)state;
    const cc_override set[] = {
        {"run.warm_up", "11 h"}, {"run.follow_up", "9 h"}, {"run.close", "carry"}};
    for (uint64_t seed = 10; seed < 15; seed++) {
        check(set, 3, seed);
    }
}

/* And what each contact is said to have waited and worked adds up to the same levels. */
static void
of_contacts_and_of_time(void **state)
{
    (void)state;
    const cc_override set[] = {{"run.close", "serve"},
                               {"demand.every_issue.wants", "{ voice = 0.6; chat = 0.4; }"},
                               {"demand.every_issue.backlog.email", "0"}};
    verify_center it;
    verify_center_open(&it, "tests/verify/everything.cfg", set, 3, false);
    verify_center_run(&it, 20, 0);
    assert_true(verify_counter(&it, -1, -1, CC_N_unfinished) == 0);
    same(verify_counter(&it, -1, -1, CC_N_time_waiting) +
             verify_counter(&it, -1, -1, CC_N_time_answering),
         verify_counter(&it, -1, -1, CC_N_wait_answered) +
             verify_counter(&it, -1, -1, CC_N_wait_abandoned),
         "waits");
    same(verify_counter(&it, -1, -1, CC_N_time_working), verify_counter(&it, -1, -1, CC_N_talk),
         "talk");
    same(verify_counter(&it, -1, -1, CC_N_time_wrap_up), verify_counter(&it, -1, -1, CC_N_wrap_up),
         "wrap-up");
    verify_center_close(&it);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(of_a_whole_run),
        cmocka_unit_test(of_a_window_cut_out_of_it),
        cmocka_unit_test(of_contacts_and_of_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

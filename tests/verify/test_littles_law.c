/* Little's law for each state of a contact: the level that is reported is the rate of entries
 * times the mean stay, both taken from the entries and from nothing else.
 *
 * test_littles_law FROM COUNT: more random scenarios. */
#include "models/scenario/load.h"
#include "tests/support/verify.h"

#include "models/center/entries.h"
#include "models/center/state.h"
#include "tests/support/each_scenario.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    NOWHERE,
    AUTOMATION,
    ENTERING,
    WAITING,
    WOKEN,
    AGENT,
    WORKING,
    TYPING,
    HELD,
    DORMANT,
    REDIAL,
    RETURN,
    N_PLACES
};

/* Where an entry puts the contact; -1: where it was. */
static int
place(cc_entry entry)
{
    switch (entry) {
    case CC_JOURNAL_MEETS_ASSISTANT:
    case CC_JOURNAL_WAITS_FOR_NODE:
        return AUTOMATION;
    case CC_JOURNAL_WAITS_TO_ENTER:
        return ENTERING;
    case CC_JOURNAL_WAITS:
        return WAITING;
    case CC_JOURNAL_GOES_DORMANT:
        return DORMANT;
    case CC_JOURNAL_AWAITS:
        return WOKEN;
    case CC_JOURNAL_TAKEN:
    case CC_JOURNAL_REPLIED:
        return AGENT; /* being answered, or waiting for the agent's attention */
    case CC_JOURNAL_TALKS:
        return WORKING;
    case CC_JOURNAL_TYPES:
        return TYPING;
    case CC_JOURNAL_INTERRUPTED:
    case CC_JOURNAL_HOLDS_THE_LINE:
        return HELD;
    case CC_JOURNAL_WILL_REDIAL:
    case CC_JOURNAL_SWITCHES:
    case CC_JOURNAL_DIVERTED:
        return REDIAL;
    case CC_JOURNAL_WILL_RETURN:
        return RETURN;
    case CC_JOURNAL_WORK:
    case CC_JOURNAL_PATIENCE:
    case CC_JOURNAL_GONE: /* of a ghost, which is no contact */
    case CC_JOURNAL_WRITES_AGAIN:
    case CC_JOURNAL_AUTO_REPLIED:
    case CC_JOURNAL_STAYS_IN_LINE:
    case CC_JOURNAL_IS_LEFT:
    case CC_JOURNAL_OVERFLOWS: /* waits on, or is taken in the next entry */
    case CC_JOURNAL_FURTHER:   /* brought by one that waits on */
        return -1;
    default:
        return NOWHERE;
    }
}

/* A contact of an issue: its customer's own, whichever that is now, or one left in its line. */
typedef struct one {
    uint64_t subject;
    int place;
    double since;
    bool is_left, is_new; /* new: the customer leaves one in its line and goes now */
    bool is_lost;         /* the customer is, for good */
    int round, attempt;   /* of one that is left */
} one;

typedef struct notes {
    one *contact;
    size_t n, room;
    size_t n_left;     /* of contacts in their lines, ever */
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

static one *
add(notes *self, uint64_t subject, double now)
{
    if (self->n == self->room) {
        self->room = 2 * self->room + 1024;
        self->contact = realloc(self->contact, self->room * sizeof(*self->contact));
        assert_non_null(self->contact);
    }
    self->contact[self->n] = (one){.subject = subject, .place = NOWHERE, .since = now};
    return &self->contact[self->n++];
}

/* The customer's own contact, the last that began; NULL: none is known. */
static one *
own(const notes *self, uint64_t subject)
{
    size_t j = self->n;
    while (j > 0 && (self->contact[j - 1].subject != subject || self->contact[j - 1].is_left)) {
        j--;
    }
    return j > 0 ? &self->contact[j - 1] : NULL;
}

/* Whom it is of: one that was left in its line has the name that it had then. */
static one *
find(notes *self, const sim_trace_record *entry)
{
    const cc_told told = cc_told_unpack(entry->a);
    one *is_own = own(self, entry->subject);
    if (is_own != NULL && is_own->is_new) { /* goes, by the name of the one that it leaves */
        is_own->is_new = false;
        return is_own;
    }
    for (size_t j = self->n; self->n_left > 0 && j > 0; j--) {
        one *who = &self->contact[j - 1];
        if (who->subject == entry->subject && who->is_left && who->round == told.round &&
            who->attempt == told.attempt) {
            return who;
        }
    }
    return is_own != NULL ? is_own : add(self, entry->subject, entry->time);
}

static void
leave_in_line(notes *self, one *who, const sim_trace_record *entry)
{
    const cc_told told = cc_told_unpack(entry->a);
    who->is_left = true;
    who->round = told.round;
    who->attempt = told.attempt;
    self->n_left++;
    add(self, entry->subject, entry->time)->is_new = true;
}

/* What is settled by one that was left, or is all that is left, is the issue: it is the customer's own, and the one that was
 * is closed, wherever it is. */
static void
take_over(notes *self, one *who, double now)
{
    one *other = own(self, who->subject);
    if (other != NULL) {
        move(self, other, NOWHERE, now);
        other->is_left = true;
        other->round = other->attempt = -1;
    }
    who->is_left = false;
}

static void
note(void *context, const sim_trace_record *entry)
{
    notes *self = context;
    int to = place((cc_entry)entry->code);
    if (cc_subject_of(entry->a) != CC_OF_CONTACT ||
        (to < 0 && entry->code != CC_JOURNAL_STAYS_IN_LINE && entry->code != CC_JOURNAL_IS_LEFT)) {
        return;
    }
    one *who = find(self, entry);
    if (entry->code == CC_JOURNAL_IS_LEFT) {
        take_over(self, who, entry->time);
        return;
    }
    if (to < 0) {
        leave_in_line(self, who, entry);
        return;
    }
    if (who->is_left &&
        (entry->code == CC_JOURNAL_RESOLVED || entry->code == CC_JOURNAL_WILL_RETURN ||
         entry->code == CC_JOURNAL_WILL_REDIAL || entry->code == CC_JOURNAL_LOST)) {
        take_over(self, who, entry->time);
    }
    if (entry->code == CC_JOURNAL_REQUEUED ||
        entry->code == CC_JOURNAL_CUT_OFF) { /* was not held */
        self->entries[HELD] -= entry->time >= self->start && entry->time < self->end;
    }
    to = to == WAITING && (who->place == DORMANT || who->place == WOKEN) ? WOKEN : to;
    const one *is_own = own(self, entry->subject);
    if (to != NOWHERE && is_own != NULL && is_own->is_lost) {
        fail_msg("entry %u is of a customer who has been lost", entry->code);
    }
    who->is_lost |= entry->code == CC_JOURNAL_LOST;
    move(self, who, to, entry->time);
}

static void
same(double x, double y, const char *what)
{
    if (!(fabs(x - y) <= 1e-9 * fmax(fabs(x), 1))) {
        fail_msg("%s: %.15g, by the entries %.15g", what, x, y);
    }
}

/* How many states were entered at all. */
static int
compare(verify_center *it, uint64_t seed)
{
    const cc_run *run = &it->scenario.run;
    notes all = {.start = run->warm_up, .end = run->warm_up + run->observe};
    sim_trace trace = {note, &all};
    cc_center_set_trace(it->center, &trace);
    verify_center_run(it, seed, 0);
    for (size_t j = 0; j < all.n; j++) {
        move(&all, &all.contact[j], NOWHERE, cc_center_horizon(it->center));
    }

    static const struct {
        int place, time, entries;
        const char *name;
    } states[] = {
        {AUTOMATION, CC_N_time_automation, CC_N_into_automation, "automation"},
        {WAITING, CC_N_time_waiting, CC_N_into_waiting, "waiting"},
        {ENTERING, CC_N_time_entering, CC_N_into_entering, "entering"},
        {WOKEN, CC_N_time_woken, CC_N_into_woken, "woken"},
        {DORMANT, CC_N_time_dormant, CC_N_into_dormant, "dormant"},
        {WORKING, CC_N_time_working, CC_N_into_working, "working"},
        {TYPING, CC_N_time_typing, CC_N_into_typing, "typing"},
        {HELD, CC_N_time_held, CC_N_into_held, "held"},
        {REDIAL, CC_N_time_redial, CC_N_into_redial, "redial"},
        {RETURN, CC_N_time_return, CC_N_into_return, "return"},
    };
    int n_entered = 0;
    for (size_t j = 0; j < sizeof(states) / sizeof(states[0]); j++) {
        const int k = states[j].place;
        const double rate = all.entries[k] / run->observe;
        const double stay = all.entries[k] > 0 ? all.stays[k] / all.entries[k] : 0;
        const double level = verify_counter(it, -1, -1, states[j].time) / run->observe;
        if (all.entries[k] > 0) {
            same(level, rate * stay, states[j].name);
            n_entered++;
        }
        same(verify_counter(it, -1, -1, states[j].time), all.stays[k], states[j].name);
        same(verify_counter(it, -1, -1, states[j].entries), all.entries[k], states[j].name);
    }
    const double agent = verify_counter(it, -1, -1, CC_N_time_answering) +
                         verify_counter(it, -1, -1, CC_N_time_ready);
    same(agent, all.stays[AGENT], "answering or ready");
    free(all.contact);
    return n_entered;
}

static void
check(const cc_override *set, size_t n_set, uint64_t seed)
{
    verify_center it;
    verify_center_open(&it, "tests/verify/everything.cfg", set, n_set, false);
    assert_int_equal(compare(&it, seed), 7);
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

/* ---- what each contact is said to have waited and worked adds up to the same levels ---- */

/* Of agents whom the end of the run finds in it. */
static double
wrap_up_left(const verify_center *it)
{
    const cc_center *center = it->center;
    double left = 0;
    for (uint32_t a = 0; a < center->n_agents; a++) {
        if (center->agent[a].phase == CC_PHASE_WRAP) {
            left += sim_calendar_time(&center->now.calendar, CC_SLOT_AGENT(center, a)) -
                    cc_center_horizon(center);
        }
    }
    return left;
}

#define SUM(name) verify_counter(it, -1, -1, CC_N_##name)

/* Do agents work on several conversations at the same time? */
static bool
has_rates(const cc_scenario *scenario)
{
    bool has = false;
    for (int j = 0; j < scenario->n_channels; j++) {
        const cc_by_number *rates = &scenario->center.channel[j].rates;
        has |= scenario->center.channel[j].offered && (rates->n > 0 || rates->constant > 0);
    }
    return has;
}

/* Where the whole run is observed, and agents have ended all that they answered. */
static void
compare_sums(const verify_center *it)
{
    const double waits =
        SUM(time_entering) + SUM(time_waiting) + SUM(time_woken) + SUM(time_answering);
    same(waits,
         SUM(wait_total) + SUM(wait_abandoned) + SUM(wait_dropped) + SUM(wait_merged) +
             SUM(wait_censored),
         "waits");
    if (SUM(requeued) == 0 && SUM(into_woken) == 0 && SUM(transferred) == 0 &&
        SUM(misrouted) == 0 && SUM(into_pending_customer) == 0) {
        same(waits,
             SUM(wait_answered) + SUM(wait_abandoned) + SUM(wait_dropped) + SUM(wait_merged) +
                 SUM(wait_censored),
             "first waits");
    }
    if (SUM(unfinished) == 0) {
        if (has_rates(&it->scenario)) { /* each has a part of the attention */
            assert_true(SUM(talk) <= SUM(time_working) * (1 + 1e-9));
        } else {
            same(SUM(time_working), SUM(talk), "talk");
        }
        same(SUM(time_wrap_up) + wrap_up_left(it), SUM(wrap_up), "wrap-up");
    }
}

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
    compare_sums(&it);
    verify_center_close(&it);
}

#define COUNT 100 /* of random scenarios, as a test */

static each_scenario which; /* set once, by main */

/* The same run with all of it observed; its contacts' ends are in the counters then. */
static bool
compare_random_sums(const char *path, bool says_observe, uint64_t k)
{
    verify_center it;
    verify_center_open(&it, path, NULL, 0, false);
    char observe[40];
    snprintf(observe, sizeof(observe), "\"%.17g s\"", cc_center_horizon(it.center));
    verify_center_close(&it);
    const cc_override set[] = {
        {"run.warm_up", "\"0 s\""}, {"run.follow_up", "\"0 s\""}, {"run.observe", observe}};
    verify_center_open(&it, path, set, says_observe ? 3 : 2, false);
    verify_center_run(&it, k, 0);
    const bool all_ended =
        verify_counter(&it, -1, -1, CC_N_answered) == verify_counter(&it, -1, -1, CC_N_ended);
    if (all_ended) {
        compare_sums(&it);
    }
    verify_center_close(&it);
    return all_ended;
}

static void
compare_random(const random_scenario *scenario, const char *path, uint64_t k, void *context)
{
    uint64_t *n_summed = context;
    verify_center it;
    verify_center_open(&it, path, NULL, 0, k % 2 == 1);
    compare(&it, k);
    verify_center_close(&it);
    *n_summed += compare_random_sums(path, strstr(scenario->text, "observe =") != NULL, k);
}

static void
in_random_scenarios(void **state)
{
    (void)state;
    uint64_t n_summed = 0;
    each_scenario_do(&which, compare_random, &n_summed);
    assert_true(n_summed >= which.count / 3);
}

int
main(int argc, char **argv)
{
    which = each_scenario_of(argc, argv, COUNT);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(of_a_whole_run),
        cmocka_unit_test(of_a_window_cut_out_of_it),
        cmocka_unit_test(of_contacts_and_of_time),
        cmocka_unit_test(in_random_scenarios),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

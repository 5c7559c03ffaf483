/* The center against a recursion that knows nothing of events: every contact's start, or the
 * moment it leaves, equal in every bit. */
#include "models/scenario/load.h"
#include "tests/support/verify.h"

#include "models/center/entries.h"
#include "tests/support/naive.h"
#include <math.h>
#include <stdlib.h>

typedef struct seen {
    uint64_t subject;
    naive_contact given, found;
    int outcomes;
} seen;

typedef struct notes {
    seen *contact;
    size_t n, room;
} notes;

/* Few contacts are open at once: the one meant is near the end. */
static seen *
find(notes *self, uint64_t subject)
{
    for (size_t j = self->n; j-- > 0;) {
        if (self->contact[j].subject == subject) {
            return &self->contact[j];
        }
    }
    fail_msg("an entry of a contact that never arrived");
    return NULL;
}

static void
note(void *context, const sim_trace_record *entry)
{
    notes *self = context;
    switch ((cc_entry)entry->code) {
    case CC_JOURNAL_GETS_IN_TOUCH:
        if (self->n == self->room) {
            self->room = 2 * self->room + 1024;
            self->contact = realloc(self->contact, self->room * sizeof(*self->contact));
            assert_non_null(self->contact);
        }
        self->contact[self->n++] =
            (seen){.subject = entry->subject, .given = {.arrival = entry->time}};
        break;
    case CC_JOURNAL_WORK:
        find(self, entry->subject)->given.work = entry->value;
        break;
    case CC_JOURNAL_PATIENCE:
        find(self, entry->subject)->given.patience = entry->value;
        break;
    case CC_JOURNAL_TAKEN: {
        seen *s = find(self, entry->subject);
        s->found.answered = true;
        s->found.start = entry->time;
        s->outcomes++;
        break;
    }
    case CC_JOURNAL_ABANDONS: {
        seen *s = find(self, entry->subject);
        s->found.start = s->found.end = entry->time;
        s->outcomes++;
        break;
    }
    case CC_JOURNAL_ENDS:
        find(self, entry->subject)->found.end = entry->time;
        break;
    default:
        break;
    }
}

static void
check(int agents, const char *staff, const char *talk, const char *patience, uint64_t seed)
{
    const cc_override set[] = {{"center.groups.agents.staff", staff},
                               {"run.observe", "4 h"},
                               {"demand.issues.call.per_hour", "1000"},
                               {"demand.issues.call.voice.talk", talk},
                               {"demand.customers.patience.voice", patience}};
    verify_center it;
    verify_center_open(&it, "tests/verify/one_queue.cfg", set, patience != NULL ? 5 : 4, false);
    notes all = {0};
    sim_trace trace = {note, &all};
    cc_center_set_trace(it.center, &trace);
    verify_center_run(&it, seed, 0);

    assert_true(all.n > 6000);
    naive_contact *expected = calloc(all.n, sizeof(*expected));
    assert_non_null(expected);
    for (size_t j = 0; j < all.n; j++) {
        expected[j] = all.contact[j].given;
    }
    naive_queue(expected, all.n, agents);
    size_t n_answered = 0, n_waited = 0, n_left = 0;
    for (size_t j = 0; j < all.n; j++) {
        const naive_contact *e = &expected[j], *f = &all.contact[j].found;
        if (e->end >= cc_center_horizon(it.center)) {
            continue; /* the run was over */
        }
        if (all.contact[j].outcomes != 1 || f->answered != e->answered || f->start != e->start ||
            f->end != e->end) {
            fail_msg("contact %zu arrived at %a: the recursion says %s at %a to %a, the center %s "
                     "at %a to %a",
                     j, e->arrival, e->answered ? "answered" : "left", e->start, e->end,
                     f->answered ? "answered" : "left", f->start, f->end);
        }
        n_answered += e->answered;
        n_left += !e->answered;
        n_waited += e->answered && e->start > e->arrival;
    }
    assert_true(n_answered > 4000 && n_waited > 1000);
    assert_true(patience == NULL || n_left > 50);
    free(expected);
    free(all.contact);
    verify_center_close(&it);
}

static void
one_agent(void **state)
{
    (void)state;
    check(1, "1", "{ dist = \"lognormal\"; mean = \"3.3 s\"; cv = 1.2; }", NULL, 1501);
}

static void
many_agents_and_patient_callers(void **state)
{
    (void)state;
    check(50, "50", "{ dist = \"gamma\"; mean = \"174 s\"; cv = 1.4; }", NULL, 1502);
}

static void
impatient_callers(void **state)
{
    (void)state;
    check(47, "47", "{ dist = \"lognormal\"; mean = \"3 min\"; cv = 1.2; }",
          "{ dist = \"exponential\"; mean = \"2 min\"; }", 1503);
    check(3, "3", "{ dist = \"uniform\"; min = \"0 s\"; max = \"20 s\"; }",
          "{ dist = \"weibull\"; mean = \"30 s\"; shape = 0.7; }", 1504);
}

/* All talk for a multiple of what all endure: starts and departures fall on the same moment. */
static void
ties_between_starting_and_leaving(void **state)
{
    (void)state;
    check(47, "47", "\"3 min\"", "\"90 s\"", 1505);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_agent),
        cmocka_unit_test(many_agents_and_patient_callers),
        cmocka_unit_test(impatient_callers),
        cmocka_unit_test(ties_between_starting_and_leaving),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

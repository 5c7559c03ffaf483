/* The table of events: a process that no file of the center knows is a row of it, with events for each
 * agent, memory of its own and words in the journal. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "models/center/center.h"
#include "models/center/journal.h"
#include "models/center/process.h"
#include "models/center/state.h"
#include "tests/support/same_record.h"
#include "tests/support/scenarios.h"
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

/* ---- two processes ---- */

/* Each agent is reminded of something every so many seconds, on duty or not; a second event of an
 * agent, beside the end of its work. */
enum { NOTE = 77 };

typedef struct reminders {
    uint64_t n;
    double last; /* s */
} reminders;

static uint32_t
each_agent(const cc_center *self)
{
    return self->n_agents;
}

static size_t
bytes_of_reminders(const cc_center *self)
{
    return self->n_agents * sizeof(reminders);
}

static double
period(uint32_t agent)
{
    return 600 + 7.25 * agent;
}

static void
start_reminders(cc_center *self, const cc_row *row)
{
    const reminders *of = cc_process_state(self, row);
    for (uint32_t a = 0; a < row->n; a++) {
        assert_true(of[a].n == 0 && of[a].last == 0); /* whatever was before */
        cc_process_set(self, row, a, period(a), SIM_PRIORITY_START);
    }
}

static void
remind(cc_center *self, const cc_row *row, uint32_t a)
{
    reminders *of = cc_process_state(self, row);
    of[a].n++;
    of[a].last = self->now.time;
    cc_journal_of(self, CC_JOURNAL_NOTED, CC_OF_AGENT, a, NOTE, (double)of[a].n);
    cc_process_set(self, row, a, self->now.time + period(a), SIM_PRIORITY_START);
}

static const cc_process_type reminding = {
    .name = "reminding",
    .doc = "for the test",
    .n_slots = each_agent,
    .state_bytes = bytes_of_reminders,
    .start = start_reminders,
    .fire = remind,
};

/* Once, and nothing to remember. */
static uint32_t
one_of(const cc_center *self)
{
    (void)self;
    return 1;
}

static void
start_once(cc_center *self, const cc_row *row)
{
    cc_process_set(self, row, 0, 1000, SIM_PRIORITY_START);
    cc_process_set(self, row, 0, 5000, SIM_PRIORITY_START);
}

static void
fire_once(cc_center *self, const cc_row *row, uint32_t slot)
{
    (void)row;
    cc_journal_of(self, CC_JOURNAL_NOTED, CC_OF_HOUSE, 0, slot, -1);
}

static const cc_process_type once = {
    .name = "once",
    .doc = "for the test",
    .n_slots = one_of,
    .start = start_once,
    .fire = fire_once,
};

static const cc_process_type *const both[] = {&once, &reminding, NULL};

/* ---- a center with them ---- */

typedef struct fixture {
    cc_scenario scenario;
    cc_layout layout;
    cc_record record[2];
    cc_center *center[2];
    sim_trace_buffer buffer;
    sim_trace trace;
} fixture;

static void
open_fixture(fixture *self, const cc_process_type *const *second)
{
    cc_refusal refusal = {""};
    scenario_from_file(&self->scenario, "minimal.cfg");
    assert_int_equal(cc_layout_init(&self->layout, &self->scenario, false), 0);
    const cc_process_type *const *extra[2] = {both, second};
    for (int j = 0; j < 2; j++) {
        assert_int_equal(cc_record_init(&self->record[j], &self->layout), 0);
        self->center[j] = cc_center_new_with(&self->scenario, &self->layout, extra[j], &refusal);
        assert_non_null(self->center[j]);
    }
    sim_trace_buffer_init(&self->buffer);
    self->trace = sim_trace_to_buffer(&self->buffer);
}

static void
close_fixture(fixture *self)
{
    for (int j = 0; j < 2; j++) {
        cc_center_delete(self->center[j]);
        cc_record_free(&self->record[j]);
    }
    sim_trace_buffer_free(&self->buffer);
    cc_scenario_free(&self->scenario);
}

static void
run(fixture *self, int j)
{
    cc_refusal refusal = {""};
    assert_int_equal(cc_center_run(self->center[j], 1, 0, &self->record[j], &refusal), 0);
}

static void
a_process_fires_for_each_agent_when_it_is_due(void **state)
{
    (void)state;
    fixture f;
    open_fixture(&f, NULL);
    cc_center_set_trace(f.center[0], &f.trace);
    run(&f, 0);
    const uint32_t n_agents = f.center[0]->n_agents;
    const reminders *of = cc_process_state(f.center[0], cc_process_row(f.center[0], "reminding"));
    uint64_t told[64] = {0}, n_once = 0;
    assert_true(n_agents >= 6 && n_agents <= 64);
    for (size_t k = 0; k < f.buffer.n; k++) {
        const sim_trace_record *r = &f.buffer.record[k];
        switch (cc_subject_of(r->a)) {
        case CC_OF_AGENT:
            assert_true(r->code == CC_JOURNAL_NOTED && r->b == NOTE && r->subject < n_agents);
            told[r->subject]++;
            assert_true(r->value == (double)told[r->subject]);
            assert_true(fabs(r->time - r->value * period((uint32_t)r->subject)) < 1e-6);
            break;
        case CC_OF_HOUSE:
            n_once++;
            assert_true(r->time == 5000 && r->subject == 0 && r->value == -1); /* was moved */
            break;
        default:
            assert_true(cc_subject_of(r->a) == CC_OF_CONTACT && r->code < CC_N_JOURNAL);
        }
    }
    for (uint32_t a = 0; a < n_agents; a++) {
        assert_true(of[a].n == told[a]);
        assert_true(told[a] == (uint64_t)(cc_center_horizon(f.center[0]) / period(a)));
    }
    assert_true(n_once == 1);
    close_fixture(&f);
}

static void
contacts_do_not_notice(void **state)
{
    (void)state;
    fixture f;
    char difference[512];
    open_fixture(&f, NULL);
    run(&f, 0);
    run(&f, 1);
    assert_true(f.record[0].n_events > f.record[1].n_events + 500);
    f.record[0].n_events = f.record[1].n_events;
    if (!same_record(&f.scenario, &f.record[0], &f.record[1], difference, sizeof(difference))) {
        fail_msg("%s", difference);
    }
    close_fixture(&f);
}

static void
what_a_process_remembers_is_copied(void **state)
{
    (void)state;
    fixture f;
    open_fixture(&f, both);
    assert_int_equal(cc_center_start(f.center[0], 1, 0, &f.record[0]), 0);
    assert_int_equal(cc_center_advance(f.center[0], 40000), 0);
    assert_int_equal(cc_center_fork(f.center[1], &f.record[1], f.center[0]), 0);
    const reminders *of[2];
    for (int j = 0; j < 2; j++) {
        assert_int_equal(cc_center_advance(f.center[j], 80000), 0);
        of[j] = cc_process_state(f.center[j], cc_process_row(f.center[j], "reminding"));
    }
    assert_ptr_not_equal(of[0], of[1]);
    assert_memory_equal(of[0], of[1], f.center[0]->n_agents * sizeof(reminders));
    assert_true(of[1][0].n == 80000 / 600);
    close_fixture(&f);
}

static void
a_copy_into_a_center_without_the_process_is_refused(void **state)
{
    (void)state;
    fixture f;
    open_fixture(&f, NULL);
    assert_int_equal(cc_center_start(f.center[0], 1, 0, &f.record[0]), 0);
    assert_int_equal(cc_center_fork(f.center[1], &f.record[1], f.center[0]), SIM_ERR_LAYOUT);
    close_fixture(&f);
}

static void
every_event_is_of_one_row(void **state)
{
    (void)state;
    fixture f;
    open_fixture(&f, NULL);
    static const char *const names[] = {"clock",     "controls", "once",
                                        "reminding", "streams",  "agents"};
    uint32_t next = 0;
    for (size_t j = 0; j < sizeof(names) / sizeof(*names); j++) {
        const cc_row *row = cc_process_row(f.center[0], names[j]);
        assert_non_null(row);
        assert_int_equal(row->first, next);
        next += row->n;
    }
    assert_int_equal(next, f.center[0]->now.calendar.n_slots);
    assert_null(cc_process_row(f.center[1], "once"));
    close_fixture(&f);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_process_fires_for_each_agent_when_it_is_due),
        cmocka_unit_test(contacts_do_not_notice),
        cmocka_unit_test(what_a_process_remembers_is_copied),
        cmocka_unit_test(a_copy_into_a_center_without_the_process_is_refused),
        cmocka_unit_test(every_event_is_of_one_row),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* What a running center shows agrees with its books, whatever the scenario, and looking changes
 * nothing.
 *     models_center_test_view FROM COUNT     other scenarios put together by chance; --only K: that one */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "models/center/levels.h"
#include "models/center/state.h"
#include "models/center/view.h"
#include "models/scenario/load.h"
#include "tests/support/each_scenario.h"
#include "tests/support/play.h"
#include "tests/support/scenarios.h"
#include <cmocka.h>
#include <math.h>
#include <string.h>

enum { COUNT = 40, EVERY = 211 /* events */ };

static each_scenario which; /* set once, by main */

/* ---- by chance ---- */

typedef struct sums {
    int n_duty, n_idle, n_busy, n_open, n_paused;
} sums;

static void
expect_group(const cc_center *center, const cc_view *view, int g)
{
    const cc_view_group *group = &view->group[g];
    const cc_crew *crew = &center->crew[g];
    uint32_t count[CC_N_SEAT_STATES] = {0};
    sums is = {0};
    assert_int_equal(group->n_seats, crew->n_agents);
    for (uint32_t j = 0; j < group->n_seats; j++) {
        const cc_view_seat *seat = &view->seat[group->first + j];
        const cc_agent *agent = &center->agent[seat->agent];
        count[seat->state]++;
        assert_int_equal(agent->group, g);
        is.n_duty += seat->state != CC_SEAT_OFF && seat->state != CC_SEAT_BREAK;
        is.n_idle += seat->state == CC_SEAT_READY && !seat->is_leaving;
        is.n_busy += seat->n_open > 0;
        is.n_open += seat->n_open;
        is.n_paused += seat->state == CC_SEAT_NOT_READY && seat->n_open == 0;
        assert_true(isnan(seat->since) || seat->since <= view->time);
        const bool works = seat->state == CC_SEAT_TALKING || seat->state == CC_SEAT_CHATTING ||
                           seat->state == CC_SEAT_WRITING;
        if (works && agent->contact != CC_NONE) {
            const int channel = center->contact[agent->contact].channel;
            const char *medium = center->scenario->channel[channel].kind->medium->name;
            assert_string_equal(medium, seat->state == CC_SEAT_TALKING    ? "call"
                                        : seat->state == CC_SEAT_CHATTING ? "conversation"
                                                                          : "item");
        }
        uint32_t there = UINT32_MAX;
        if (seat->contact != UINT64_MAX && !center->leaves_duplicates) {
            assert_int_equal(cc_view_find(center, seat->contact, &there), CC_AT_AGENT);
            assert_int_equal(there, seat->agent);
        }
    }
    assert_memory_equal(count, group->count, sizeof(count));
    assert_int_equal(is.n_duty, crew->now->n_duty);
    assert_int_equal(group->staffed, crew->now->n_duty);
    assert_int_equal(is.n_idle, crew->now->n_idle);
    assert_int_equal(is.n_busy, crew->now->n_busy);
    assert_int_equal(is.n_open, crew->now->n_conversations);
    /* who is cut off as well is shown as such */
    assert_true(is.n_paused <= crew->now->n_away[CC_AWAY_PAUSED]);
    assert_true(group->planned == crew->now->roster.paid);
}

static void
expect_lanes(const cc_center *center, const cc_view *view)
{
    uint32_t n_shown = 0, n = 0;
    for (int l = 0; l < center->n_lanes; l++) {
        const cc_view_lane *lane = &view->lane[l];
        double longest = 0;
        assert_int_equal(lane->n_waiting, center->lane[l].n);
        assert_int_equal(lane->n, lane->n_waiting);
        assert_int_equal(lane->first, n_shown);
        uint32_t id = center->lane[l].first;
        for (uint32_t j = 0; j < lane->n; j++, id = center->contact[id].next) {
            const cc_view_contact *it = &view->waiting[lane->first + j];
            assert_true(it->owner == center->contact[id].owner);
            longest = fmax(longest, view->time - it->since);
        }
        assert_true(lane->longest == longest);
        n_shown += lane->n;
        n += lane->n_waiting;
    }
    assert_int_equal(view->n_waiting, n_shown);
    const cc_line_now line = cc_center_line(center, -1);
    assert_int_equal(line.waiting + line.backlog, n);
    assert_int_equal(line.backlog, view->n_deferred);
    for (int j = 0; j < center->scenario->center.n_nodes; j++) {
        assert_int_equal(view->node[j].n_inside, center->now.node_used[j]);
        assert_int_equal(view->node[j].n_in_line, center->now.n_in_line[j]);
    }
    assert_true(view->n_dormant + view->n_redialling + view->n_returning <= view->n_open);
}

static void
try_one(const random_scenario *scenario, const char *path, uint64_t k, void *context)
{
    (void)scenario;
    cc_view *view = context;
    cc_refusal refusal = {""};
    cc_scenario it;
    cc_layout layout;
    cc_record record = {0};
    if (cc_scenario_load(&it, path, NULL, 0, &refusal) != SIM_OK) {
        fail_msg("%s", refusal.text);
    }
    assert_int_equal(cc_layout_init(&layout, &it, false), SIM_OK);
    assert_int_equal(cc_record_init(&record, &layout), SIM_OK);
    cc_center *center = cc_center_new(&it, &layout, &refusal);
    assert_non_null(center);
    assert_int_equal(cc_center_start(center, k, 0, &record), SIM_OK);
    for (uint64_t n = 1; cc_center_step(center); n++) {
        if (n % EVERY != 0) {
            continue;
        }
        const uint64_t before = cc_center_hash(center);
        assert_int_equal(cc_view_take(view, center, center->now.time), SIM_OK);
        for (int g = 0; g < view->n_groups; g++) {
            expect_group(center, view, g);
        }
        expect_lanes(center, view);
        assert_true(cc_center_hash(center) == before);
    }
    assert_int_equal(cc_center_finish(center), SIM_OK);
    cc_center_delete(center);
    cc_record_free(&record);
    cc_scenario_free(&it);
}

static void
a_view_agrees_with_the_books_and_changes_nothing(void **state)
{
    (void)state;
    cc_view view = {0}; /* one for all: it is made anew each time, in the same room */
    each_scenario_do(&which, try_one, &view);
    cc_view_free(&view);
}

/* ---- by hand ---- */

/* Two agents of two groups; a call at 09:00 with wrap-up, a chat, two mails. */
#define RUN "hours = [\"08:00\", \"12:00\"]"
#define CENTER                                                                                     \
    "channels = { voice = { wrap_up = \"30 s\"; }; chat = {}; email = {}; };"                      \
    "groups = { phone = { serves = [\"voice\"]; staff = 1; };"                                     \
    "           desk = { serves = [\"chat\", \"email\"]; staff = 1; at_once = { chat = 2; }; }; }"

static void
look(play *it, double time, cc_view *view)
{
    assert_int_equal(cc_center_advance(it->center, time), SIM_OK);
    assert_int_equal(cc_view_take(view, it->center, time), SIM_OK);
}

static void
seats_show_what_agents_do(void **state)
{
    (void)state;
    play it;
    cc_view view = {0};
    play_run(&it,
             "0,32400,call,voice,100,600\n0,32410,call,voice,50,600\n"
             "0,32500,chat,chat,30,600\n0,33000,mail,email,60,\n",
             RUN, "", "", CENTER);
    cc_center_set_trace(it.center, NULL);
    assert_int_equal(cc_center_start(it.center, 1, 0, &it.record), SIM_OK);
    look(&it, 20000, &view); /* at night */
    assert_int_equal(view.seat[0].state, CC_SEAT_OFF);
    assert_false(view.is_open[cc_channel_find(&it.scenario, "voice")]);

    look(&it, 32399, &view);
    assert_int_equal(view.n_groups, 2);
    const cc_view_seat *phone = &view.seat[view.group[0].first];
    const cc_view_seat *desk = &view.seat[view.group[1].first];
    assert_int_equal(phone->state, CC_SEAT_READY);
    assert_int_equal(desk->state, CC_SEAT_READY);
    assert_int_equal(view.group[0].staffed, 1);
    assert_true(view.is_open[cc_channel_find(&it.scenario, "voice")]);

    look(&it, 32420, &view);
    phone = &view.seat[view.group[0].first];
    assert_int_equal(phone->state, CC_SEAT_TALKING);
    assert_true(phone->since == 32400 && phone->n_open == 1);
    const int voice = cc_channel_find(&it.scenario, "voice");
    int lane = -1;
    for (int l = 0; l < view.n_queues * view.n_channels; l++) {
        lane = view.lane[l].n_waiting > 0 ? l : lane;
    }
    assert_true(lane >= 0 && lane % view.n_channels == voice);
    assert_true(view.lane[lane].n_waiting == 1 && view.lane[lane].longest == 10);
    uint32_t there = UINT32_MAX;
    assert_int_equal(cc_view_find(it.center, view.waiting[0].owner, &there), CC_IN_QUEUE);
    assert_int_equal(there, lane);
    assert_int_equal(cc_view_find(it.center, 12345, &there), CC_NOT_YET);

    look(&it, 32501, &view); /* the call has ended at 32500 */
    phone = &view.seat[view.group[0].first];
    desk = &view.seat[view.group[1].first];
    assert_int_equal(phone->state, CC_SEAT_WRAP_UP);
    assert_true(phone->since == 32500);
    assert_int_equal(desk->state, CC_SEAT_CHATTING);

    look(&it, 32535, &view); /* the next call since 32530 */
    assert_int_equal(view.seat[view.group[0].first].state, CC_SEAT_TALKING);
    assert_int_equal(view.n_waiting, 0);

    look(&it, 33010, &view);
    assert_int_equal(view.seat[view.group[1].first].state, CC_SEAT_WRITING);
    assert_true(view.seat[view.group[1].first].since == 33000);
    cc_view_free(&view);
    play_free(&it);
}

/* Of several things open, what has the attention is what the agent is seen to do. */
static void
a_call_that_interrupts_is_what_is_seen(void **state)
{
    (void)state;
    play it;
    cc_view view = {0};
    play_run(&it, "0,32400,mail,email,600,\n0,32460,call,voice,100,600\n", RUN, "", "",
             "channels = { voice = {}; email = { interruptible = true; }; };"
             "groups = { all = { staff = 1; }; }");
    cc_center_set_trace(it.center, NULL);
    assert_int_equal(cc_center_start(it.center, 1, 0, &it.record), SIM_OK);
    look(&it, 32430, &view);
    assert_int_equal(view.seat[0].state, CC_SEAT_WRITING);
    look(&it, 32500, &view);
    assert_int_equal(view.seat[0].n_open, 2);
    assert_int_equal(view.seat[0].state, CC_SEAT_TALKING);
    look(&it, 32600, &view);
    assert_int_equal(view.seat[0].n_open, 1);
    assert_int_equal(view.seat[0].state, CC_SEAT_WRITING);
    cc_view_free(&view);
    play_free(&it);
}

/* ... also of a chat and an e-mail: between the turns of the one the other is written. */
static void
expect_chat_beside_email(const char *center)
{
    play it;
    cc_view view = {0};
    play_run(&it, "0,32400,chat,chat,60,600\n0,32405,mail,email,60,\n", RUN, "", "", center);
    cc_center_set_trace(it.center, NULL);
    assert_int_equal(cc_center_start(it.center, 1, 0, &it.record), SIM_OK);
    look(&it, 32410, &view); /* its first turn, 20 s */
    assert_int_equal(view.seat[0].n_open, 2);
    assert_int_equal(view.seat[0].state, CC_SEAT_CHATTING);
    look(&it, 32450, &view); /* the customer has written long since: the e-mail takes 60 s */
    assert_int_equal(view.seat[0].n_open, 2);
    assert_int_equal(view.seat[0].state, CC_SEAT_WRITING);
    look(&it, 32482, &view);
    assert_int_equal(view.seat[0].n_open, 1);
    assert_int_equal(view.seat[0].state, CC_SEAT_CHATTING);
    cc_view_free(&view);
    play_free(&it);
}

static void
a_chat_beside_an_email_is_seen_while_it_has_the_attention(void **state)
{
    (void)state;
    expect_chat_beside_email(
        "channels = { chat = {}; email = {}; };" /* alike to the agent */
        "groups = { all = { staff = 1; at_once = { chat = 2; email = 2; }; }; }");
    expect_chat_beside_email(
        "channels = { chat = {}; email = {}; };"
        "groups = { all = { staff = 1; at_once = { chat = 2; email = 3; }; }; }");
}

/* More wait than are shown by themselves: each lane has its share, counts are of all. */
static void
of_very_many_some_are_shown(void **state)
{
    (void)state;
    cc_scenario scenario;
    cc_layout layout;
    cc_record record = {0};
    cc_refusal refusal = {""};
    scenario_from_text(
        &scenario,
        "run = { hours = [\"08:00\", \"10:00\"]; };"
        "demand = { every_issue = { voice = { talk = \"100 s\"; }; wants = { voice = 1.0; }; };"
        "  issues = { many = { per_hour = 30000; }; few = { per_hour = 500; }; }; };"
        "center = { channels = { voice = {}; };"
        "  queues = { many = { channel = \"voice\"; issues = ( \"many\" ); };"
        "    few = { channel = \"voice\"; issues = ( \"few\" ); }; };"
        "  groups = { agents = { staff = 1; }; }; };");
    assert_int_equal(cc_layout_init(&layout, &scenario, false), SIM_OK);
    assert_int_equal(cc_record_init(&record, &layout), SIM_OK);
    cc_center *center = cc_center_new(&scenario, &layout, &refusal);
    assert_non_null(center);
    assert_int_equal(cc_center_start(center, 1, 0, &record), SIM_OK);
    assert_int_equal(cc_center_advance(center, 9 * 3600 - 60), SIM_OK);
    cc_view view = {0};
    assert_int_equal(cc_view_take(&view, center, 9 * 3600 - 60), SIM_OK);
    uint32_t n = 0, n_few = 0;
    for (int l = 0; l < center->n_lanes; l++) {
        n += view.lane[l].n_waiting;
        n_few =
            view.lane[l].n_waiting < 1000 && view.lane[l].n_waiting > 0 ? view.lane[l].n : n_few;
        assert_int_equal(view.lane[l].n_waiting, center->lane[l].n);
    }
    assert_true(n > CC_VIEW_MAX_WAITING);
    assert_true(n_few > 400); /* all of these */
    assert_true(view.n_waiting <= CC_VIEW_MAX_WAITING && view.n_waiting > CC_VIEW_MAX_WAITING - 10);
    cc_view_free(&view);
    cc_center_delete(center);
    cc_record_free(&record);
    cc_scenario_free(&scenario);
}

int
main(int argc, char **argv)
{
    which = each_scenario_of(argc, argv, COUNT);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_view_agrees_with_the_books_and_changes_nothing),
        cmocka_unit_test(seats_show_what_agents_do),
        cmocka_unit_test(a_call_that_interrupts_is_what_is_seen),
        cmocka_unit_test(a_chat_beside_an_email_is_seen_while_it_has_the_attention),
        cmocka_unit_test(of_very_many_some_are_shown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* After every single event of a center in which everything happens, the books agree: contacts
 * made = answered, abandoned, blocked, balked, contained, dropped or inside; queues, lines,
 * agents' hands and nodes hold exactly the contacts that say so. */
#include "models/scenario/load.h"
#include "tests/support/verify.h"

static void
check(const cc_override *set, size_t n_set, uint64_t seed)
{
    verify_center it;
    verify_center_open(&it, "tests/verify/everything.cfg", set, n_set, false);
    assert_int_equal(cc_center_start(it.center, seed, 0, &it.record), 0);
    const double horizon = cc_center_horizon(it.center);
    uint64_t n = 0;
    while (cc_center_step(it.center)) {
        n++;
        if (cc_center_check(it.center) != 0) {
            fail_msg("the books differ after event %llu", (unsigned long long)n);
        }
    }
    assert_int_equal(cc_center_advance(it.center, horizon), 0);
    assert_int_equal(cc_center_finish(it.center), 0);
    assert_true(n > 3000);

    /* what happened to all that arrived, in another cut */
    const double contacts = verify_counter(&it, -1, -1, CC_N_contacts);
    const double answered = verify_counter(&it, -1, -1, CC_N_answered);
    const double unfinished = verify_counter(&it, -1, -1, CC_N_unfinished);
    const double ended = verify_counter(&it, -1, -1, CC_N_ended);
    const double cut_off = verify_counter(&it, -1, -1, CC_N_cut_off);
    const double others =
        verify_counter(&it, -1, -1, CC_N_abandoned) + verify_counter(&it, -1, -1, CC_N_blocked) +
        verify_counter(&it, -1, -1, CC_N_balked) + verify_counter(&it, -1, -1, CC_N_contained) +
        verify_counter(&it, -1, -1, CC_N_hung_up) + verify_counter(&it, -1, -1, CC_N_dropped);
    assert_true(ended + cut_off + others + unfinished == contacts);
    assert_true(answered >= ended + cut_off && answered <= ended + cut_off + unfinished);
    verify_center_close(&it);
}

#define CHECK(seed, ...)                                                                           \
    do {                                                                                           \
        const cc_override set_[] = {__VA_ARGS__};                                                  \
        check(set_, sizeof(set_) / sizeof(set_[0]), seed);                                         \
    } while (0)

static void
when_closing_time_serves_drops_or_carries(void **state)
{
    (void)state;
    CHECK(1, {"run.close", "serve"});
    CHECK(2, {"run.close", "drop"});
    CHECK(3, {"run.close", "carry"});
}

static void
when_the_end_of_a_shift_interrupts(void **state)
{
    (void)state;
    static const char *const thens[] = {"keep", "requeue_head", "requeue_tail", "lost"};
    static const char *const patiences[] = {"fresh", "remaining", "none"};
    for (uint64_t j = 0; j < 12; j++) {
        CHECK(10 + j, {"center.routing.shift_end", "interrupt"},
              {"center.channels.voice.interrupted.then", thens[j % 4]},
              {"center.channels.chat.interrupted.then", thens[(j + 1) % 4]},
              {"center.channels.email.interrupted.then", thens[(j + 2) % 4]},
              {"center.channels.voice.interrupted.patience", patiences[j % 3]},
              {"center.channels.chat.interrupted.patience", patiences[j % 3]},
              {"center.channels.email.interrupted.work", j % 2 == 0 ? "resume" : "restart"},
              {"run.close", j % 3 == 0 ? "drop" : "serve"});
    }
}

static void
when_the_assistant_is_full_and_customers_type_first(void **state)
{
    (void)state;
    CHECK(30, {"center.automation.assistant.when_full", "block"},
          {"demand.every_issue.chat.starts", "customer"});
    CHECK(31, {"center.automation.assistant.capacity", "0"}, {"center.history", "none"});
}

static void
when_balking_counts_as_abandoned(void **state)
{
    (void)state;
    CHECK(40, {"demand.customers.balking", "{ p = ( 0.1, 0.3 ); counts = \"abandoned\"; }"},
          {"center.channels.voice.lines", "3"});
}

static void
with_windows_and_fewest_open(void **state)
{
    (void)state;
    CHECK(50, {"run.warm_up", "1 d"}, {"run.follow_up", "12 h"},
          {"center.routing.select_agent", "fewest-open"});
    CHECK(51, {"center.groups.mixed.staff", "0.5"}, {"center.groups.phone.staff", "0.7"});
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(when_closing_time_serves_drops_or_carries),
        cmocka_unit_test(when_the_end_of_a_shift_interrupts),
        cmocka_unit_test(when_the_assistant_is_full_and_customers_type_first),
        cmocka_unit_test(when_balking_counts_as_abandoned),
        cmocka_unit_test(with_windows_and_fewest_open),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

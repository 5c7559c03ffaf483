/* Centers put together by chance from everything.cfg: whatever the settings, the books agree after
 * every event, no counter is negative, the agents' attention is what the contacts had of it, and
 * a report by interval adds up to the one without. */
#include "models/scenario/load.h"
#include "tests/support/verify.h"

#include "sim/random.h"
#include <math.h>
#include <stdlib.h>

typedef struct choice {
    const char *path, *values[6];
} choice;

#define EXP20 "{ dist = \"exponential\"; mean = \"20 s\"; }"

static const choice choices[] = {
    {"center.channels.voice.interrupted.then", {"keep", "requeue_head", "requeue_tail", "lost"}},
    {"center.channels.chat.interrupted.then", {"keep", "requeue_head", "requeue_tail", "lost"}},
    {"center.channels.email.interrupted.then", {"keep", "requeue_head", "requeue_tail", "lost"}},
    {"center.channels.voice.interrupted.patience", {"fresh", "remaining", "none"}},
    {"center.channels.chat.interrupted.patience", {"fresh", "remaining", "none"}},
    {"center.channels.chat.interrupted.work", {"resume", "restart"}},
    {"center.channels.email.interrupted.work", {"resume", "restart"}},
    {"center.channels.email.interruptible", {"true", "false"}},
    {"center.channels.chat.interruptible", {"true", "false"}},
    {"center.channels.email.resume", {"0 s", "30 s"}},
    {"center.channels.voice.answer_delay", {"0 s", "2 min", EXP20}},
    {"center.channels.chat.answer_delay", {"0 s", "2 min", EXP20}},
    {"center.channels.email.answer_delay", {"0 s", "5 s", EXP20}},
    {"center.channels.voice.wrap_up", {"0 s", "5 s", EXP20}},
    {"center.channels.email.wrap_up", {"0 s", "5 s", EXP20}},
    {"center.channels.voice.lines", {"1", "2", "3", "5"}},
    {"center.channels.chat.lines", {"1", "2", "3", "5"}},
    {"center.channels.voice.entry", {"assistant"}},
    {"center.channels.voice.hours", {"(\"09:00\", \"12:00\")", "(\"10:30\", \"17:15\")"}},
    {"center.channels.chat.hours", {"(\"08:00\", \"18:00\")", "(\"10:30\", \"17:15\")"}},
    {"center.channels.email.hours", {"(\"09:00\", \"12:00\")", "(\"10:30\", \"17:15\")"}},
    {"center.automation.assistant.when_full", {"skip", "block"}},
    {"center.automation.assistant.capacity", {"0", "1", "3"}},
    {"center.history", {"none", "channel", "center"}},
    {"center.routing.shift_end", {"finish", "interrupt", "interrupt"}},
    {"center.routing.select_agent", {"longest-idle", "fewest-open"}},
    {"center.routing.reserve.mail", {"0", "1", "2", "3"}},
    {"center.routing.reserve.texts", {"0", "1", "2"}},
    {"center.routing.reserve.calls", {"0", "1"}},
    {"center.groups.mixed.at_once.voice", {"1", "2"}},
    {"center.groups.mixed.at_once.chat", {"1", "2", "3", "5"}},
    {"center.groups.mixed.at_once.email", {"1", "2", "5"}},
    {"center.groups.mixed.serves", {"( [\"calls\", \"faults\", \"texts\", \"email\"] )"}},
    {"center.groups.mixed.staff",
     {"0", "2", "0.5", "( 5, 0, 5, 0, 5, 0, 5, 0, 5, 0, 5, 0, 5, 0, 5, 0, 5, 0, 5, 0 )"}},
    {"center.groups.phone.staff",
     {"0", "3", "0.7", "( 0, 1, 2, 3, 1, 0, 2, 4, 1, 2, 3, 0, 1, 2, 3, 1, 0, 2, 4, 1 )"}},
    {"run.close", {"serve", "drop", "carry"}},
    {"run.warm_up", {"0 s", "10 h", "1 d"}},
    {"run.follow_up", {"0 s", "6 h", "1 d"}},
    {"demand.customers.balking",
     {"0", "( 0, 0.5 )", "1.0", "{ p = 0.3; counts = \"abandoned\"; }"}},
    {"demand.customers.patience.voice", {"\"0 s\"", "\"40 s\""}},
    {"demand.customers.patience.chat", {"\"0 s\"", "\"40 s\""}},
    {"demand.every_issue.chat.starts", {"agent", "customer"}},
    {"demand.every_issue.chat.turns", {"1", "3"}},
};

#define N_CHOICES (sizeof(choices) / sizeof(choices[0]))

static size_t
draw(sim_stream *stream, size_t n)
{
    return (size_t)(sim_uniform(sim_stream_next(stream)) * (double)n);
}

/* Each with probability 0.6. */
static size_t
settings(sim_stream *stream, cc_override set[N_CHOICES])
{
    size_t n = 0;
    for (size_t j = 0; j < N_CHOICES; j++) {
        size_t n_values = 0;
        while (n_values < 6 && choices[j].values[n_values] != NULL) {
            n_values++;
        }
        const char *value = choices[j].values[draw(stream, n_values)];
        if (draw(stream, 10) < 6) {
            set[n++] = (cc_override){.path = choices[j].path, .value = value};
        }
    }
    return n;
}

static void
run(verify_center *it, const cc_override *set, size_t n, bool by_interval, uint64_t seed)
{
    verify_center_open(it, "tests/verify/everything.cfg", set, n, by_interval);
    assert_int_equal(cc_center_start(it->center, seed, 0, &it->record), 0);
    while (cc_center_step(it->center)) {
        assert_true(by_interval || cc_center_check(it->center) == 0);
    }
    assert_int_equal(cc_center_advance(it->center, cc_center_horizon(it->center)), 0);
    assert_int_equal(cc_center_finish(it->center), 0);
}

static bool
equal(double x, double y)
{
    return fabs(x - y) <= 1e-6 * (1 + fabs(x));
}

static void
check(const verify_center *whole, const verify_center *sliced)
{
    double sum[CC_N_COUNTERS];
    for (int j = 0; j < CC_N_COUNTERS; j++) {
        sum[j] = verify_counter(whole, -1, -1, j);
        assert_true(sum[j] >= 0);
        assert_true(j == CC_N_wait_max || equal(sum[j], verify_counter(sliced, -1, -1, j)));
    }
    assert_true(sum[CC_N_contacts] ==
                sum[CC_N_ended] + sum[CC_N_cut_off] + sum[CC_N_abandoned] + sum[CC_N_blocked] +
                    sum[CC_N_balked] + sum[CC_N_contained] + sum[CC_N_dropped] + sum[CC_N_ignored] +
                    sum[CC_N_merged] + sum[CC_N_unfinished]);
    assert_true(sum[CC_N_resolved] + sum[CC_N_lost] <= sum[CC_N_issues]);
    assert_true(sum[CC_N_lost] == sum[CC_N_lost_no_channel] + sum[CC_N_lost_waiting] +
                                      sum[CC_N_lost_cut_off] + sum[CC_N_lost_unresolved] +
                                      sum[CC_N_lost_contained] + sum[CC_N_lost_ignored]);
    double attention = 0;
    for (int g = 0; g < whole->layout.n_groups; g++) {
        const double *a = cc_record_agent(&whole->record, CC_WHOLE_RUN, (size_t)g);
        assert_true(a[CC_A_attention] <= a[CC_A_busy] + 1e-6);
        assert_true(a[CC_A_busy] <= a[CC_A_on_duty] + 1e-6);
        attention += a[CC_A_attention];
    }
    assert_true(equal(attention,
                      sum[CC_N_time_working] + sum[CC_N_time_answering] + sum[CC_N_time_wrap_up]));
}

static void
the_books_agree_whatever_the_settings(void **state)
{
    (void)state;
    sim_stream stream = sim_stream_make((sim_key){2401, 0}, (sim_name){1, 2, 3});
    for (uint64_t k = 0; k < 120; k++) {
        cc_override set[N_CHOICES];
        const size_t n = settings(&stream, set);
        if (getenv("VERIFY_SHOW") != NULL) {
            for (size_t j = 0; j < n; j++) {
                print_message("%llu: --set %s='%s'\n", (unsigned long long)k, set[j].path,
                              set[j].value);
            }
        }
        verify_center whole, sliced;
        run(&whole, set, n, false, k);
        run(&sliced, set, n, true, k);
        check(&whole, &sliced);
        verify_center_close(&whole);
        verify_center_close(&sliced);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_books_agree_whatever_the_settings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* What is packed and unpacked says what it said, bit for bit, in every figure of scenarios put together by
 * chance and of bundled ones; and bytes that are damaged are refused.
 *
 * test_pack FROM COUNT: more of them. */
#include "tests/support/verify.h"

#include "models/measure/pack.h"
#include "tests/support/each_scenario.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT 40 /* of scenarios, as a test */

static each_scenario which; /* set once, by main */

/* Every figure, with its numerator, denominator and sum of squares, or its histogram. */
static void
assert_same_figures(const cc_scenario *scenario, const cc_layout *layout, const cc_record *x,
                    const cc_record *y, const char *of)
{
    cc_measure *list;
    size_t n;
    assert_int_equal(cc_measures_all(scenario, layout, &list, &n), SIM_OK);
    for (size_t j = 0; j < n; j++) {
        if (cc_kpis[list[j].kpi].estimator == CC_QUANTILE) {
            sim_histogram a = {0}, b = {0};
            cc_measure_histogram(&list[j], scenario, x, &a);
            cc_measure_histogram(&list[j], scenario, y, &b);
            assert_memory_equal(&a, &b, sizeof(a));
            continue;
        }
        const cc_sample a = cc_measure_sample(&list[j], scenario, x);
        const cc_sample b = cc_measure_sample(&list[j], scenario, y);
        if (memcmp(&a.num, &b.num, sizeof(a.num)) != 0 ||
            memcmp(&a.den, &b.den, sizeof(a.den)) != 0 ||
            memcmp(&a.second, &b.second, sizeof(a.second)) != 0) {
            fail_msg("%s: %s %s is %.17g / %.17g, and was %.17g / %.17g", of, list[j].scope_name,
                     list[j].name, b.num, b.den, a.num, a.den);
        }
    }
    assert_memory_equal(&x->lost, &y->lost, sizeof(x->lost));
    assert_memory_equal(&x->pending, &y->pending, sizeof(x->pending));
    for (int j = 0; j < layout->n_issues; j++) {
        assert_memory_equal(&x->resolution[j], &y->resolution[j], sizeof(sim_histogram));
    }
    free(list);
}

typedef struct sizes {
    size_t bytes, records;
} sizes;

static void
check(verify_center *it, const char *of, sizes *all)
{
    cc_record other;
    cc_pack pack = {0}, again = {0};
    assert_int_equal(cc_record_init(&other, &it->layout), SIM_OK);
    for (uint64_t replication = 0; replication < 2; replication++) {
        verify_center_run(it, 5, replication);
        pack.n = again.n = 0;
        assert_int_equal(cc_pack_record(&pack, &it->record), SIM_OK);
        assert_int_equal(cc_unpack_record(&other, pack.byte, pack.n), SIM_OK);
        assert_same_figures(&it->scenario, &it->layout, &it->record, &other, of);
        assert_int_equal(other.n_events, it->record.n_events);
        for (size_t j = 0;
             j < (size_t)(it->layout.n_queues * it->layout.n_channels * it->layout.n_days); j++) {
            assert_memory_equal(&other.day[j], &it->record.day[j], sizeof(cc_day));
        }
        assert_int_equal(cc_pack_record(&again, &other), SIM_OK);
        assert_int_equal(again.n, pack.n);
        assert_memory_equal(again.byte, pack.byte, pack.n);
        /* and closing it once more changes nothing */
        assert_int_equal(cc_record_close(&other), SIM_OK);
        assert_same_figures(&it->scenario, &it->layout, &it->record, &other, of);
        all->bytes += pack.n;
        all->records++;
    }
    cc_pack_free(&pack);
    cc_pack_free(&again);
    cc_record_free(&other);
}

static void
check_random(const random_scenario *scenario, const char *path, uint64_t k, void *context)
{
    (void)scenario;
    char of[40];
    verify_center it;
    snprintf(of, sizeof(of), "scenario %d", (int)k);
    verify_center_open(&it, path, NULL, 0, false);
    check(&it, of, context);
    verify_center_close(&it);
}

static void
test_random_scenarios(void **state)
{
    (void)state;
    sizes all = {0};
    each_scenario_do(&which, check_random, &all);
    print_message("%.0f bytes a record\n", (double)all.bytes / (double)all.records);
}

static void
test_bundled_scenarios(void **state)
{
    (void)state;
    static const char *const file[] = {"minimal.cfg",
                                       "chat.cfg",
                                       "assistant.cfg",
                                       "blend.cfg",
                                       "n_design.cfg",
                                       "erlang_a.cfg",
                                       "gallery/absence.cfg",
                                       "gallery/attrition.cfg",
                                       "gallery/backlog.cfg",
                                       "gallery/bot_intents.cfg",
                                       "gallery/branches.cfg",
                                       "gallery/caseload.cfg",
                                       "gallery/duplicate.cfg",
                                       "gallery/messaging.cfg",
                                       "gallery/overtime_offer.cfg",
                                       "gallery/sites_overflow.cfg",
                                       "gallery/social.cfg",
                                       "gallery/survey.cfg",
                                       "gallery/transfer_warm.cfg",
                                       "gallery/voicemail.cfg",
                                       "gallery/weekend.cfg"};
    sizes all = {0};
    for (size_t j = 0; j < sizeof(file) / sizeof(*file); j++) {
        char path[500];
        verify_center it;
        snprintf(path, sizeof(path), "%s/scenarios/%s", CCSIM_SOURCE_DIR, file[j]);
        verify_center_open(&it, path, NULL, 0, false);
        check(&it, file[j], &all);
        verify_center_close(&it);
    }
    print_message("%.0f bytes a record\n", (double)all.bytes / (double)all.records);
}

static void
open_minimal(verify_center *it)
{
    char path[500];
    snprintf(path, sizeof(path), "%s/scenarios/minimal.cfg", CCSIM_SOURCE_DIR);
    verify_center_open(it, path, NULL, 0, false);
}

static void
test_damaged_bytes(void **state)
{
    (void)state;
    verify_center it;
    cc_record other;
    cc_pack pack = {0};
    open_minimal(&it);
    verify_center_run(&it, 1, 0);
    assert_int_equal(cc_record_init(&other, &it.layout), SIM_OK);
    assert_int_equal(cc_pack_record(&pack, &it.record), SIM_OK);
    for (size_t n = 0; n < pack.n;
         n++) { /* in a block of its own, so that reading beyond is seen */
        unsigned char *cut = malloc(n > 0 ? n : 1);
        memcpy(cut, pack.byte, n);
        assert_int_equal(cc_unpack_record(&other, cut, n), SIM_ERR_LAYOUT);
        free(cut);
    }
    for (size_t bit = 0; bit < 8 * pack.n; bit += 3) {
        pack.byte[bit / 8] ^= (unsigned char)(1 << bit % 8);
        assert_int_equal(cc_unpack_record(&other, pack.byte, pack.n), SIM_ERR_LAYOUT);
        pack.byte[bit / 8] ^= (unsigned char)(1 << bit % 8);
    }
    assert_int_equal(cc_unpack_record(&other, pack.byte, pack.n), SIM_OK);
    cc_pack_free(&pack);
    cc_record_free(&other);
    verify_center_close(&it);
}

/* Somebody has damaged them and made the sum right: whatever they say, nothing is read or written out of
 * place, which the sanitizers see. */
static void
test_forged_bytes(void **state)
{
    (void)state;
    verify_center it;
    cc_record other;
    cc_pack pack = {0};
    uint64_t chance = 1;
    size_t n_taken = 0;
    open_minimal(&it);
    verify_center_run(&it, 1, 0);
    assert_int_equal(cc_record_init(&other, &it.layout), SIM_OK);
    assert_int_equal(cc_pack_record(&pack, &it.record), SIM_OK);
    unsigned char *forged = malloc(pack.n);
    for (int round = 0; round < 5000; round++) {
        memcpy(forged, pack.byte, pack.n);
        for (int j = 0; j < 3; j++) {
            chance = chance * 6364136223846793005u + 1442695040888963407u;
            forged[(chance >> 33) % (pack.n - 8)] = (unsigned char)(chance >> 25);
        }
        const uint64_t hash = cc_pack_sum(forged, pack.n - 8);
        for (int j = 0; j < 8; j++) {
            forged[pack.n - 8 + (size_t)j] = (unsigned char)(hash >> (8 * j));
        }
        const int ret = cc_unpack_record(&other, forged, pack.n);
        assert_true(ret == SIM_OK || ret == SIM_ERR_LAYOUT);
        n_taken += ret == SIM_OK;
    }
    assert_in_range(n_taken, 25, 4975);
    free(forged);
    cc_pack_free(&pack);
    cc_record_free(&other);
    verify_center_close(&it);
}

static void
test_other_layouts(void **state)
{
    (void)state;
    verify_center it, chat;
    cc_pack pack = {0};
    char path[500];
    open_minimal(&it);
    snprintf(path, sizeof(path), "%s/scenarios/chat.cfg", CCSIM_SOURCE_DIR);
    verify_center_open(&chat, path, NULL, 0, false);
    verify_center_run(&it, 1, 0);
    assert_int_equal(cc_pack_record(&pack, &it.record), SIM_OK);
    assert_int_equal(cc_unpack_record(&chat.record, pack.byte, pack.n), SIM_ERR_LAYOUT);
    verify_center_close(&chat);
    verify_center_open(&chat, path, NULL, 0, true);
    pack.n = 0;
    assert_int_equal(cc_pack_record(&pack, &chat.record), SIM_ERR_PARAM);
    assert_int_equal(pack.n, 0);
    verify_center_close(&chat);
    verify_center_close(&it);
    cc_pack_free(&pack);
}

int
main(int argc, char **argv)
{
    which = each_scenario_of(argc, argv, COUNT);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random_scenarios), cmocka_unit_test(test_bundled_scenarios),
        cmocka_unit_test(test_damaged_bytes),    cmocka_unit_test(test_forged_bytes),
        cmocka_unit_test(test_other_layouts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

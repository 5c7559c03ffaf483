/* What a hand brings is what the center itself says; what is refused or fails is said. */
#include "tests/experiment/sweep/made_sweep.h"

#include "experiment/sweep/hand.h"
#include "models/center/center.h"
#include "models/scenario/scenario.h"

static const char *const level[] = {"2", "3", "4", "-1", "5", "6"};

/* Of a point, by itself. */
typedef struct single {
    cc_scenario scenario;
    cc_layout layout;
    cc_record record;
    cc_center *center;
} single;

static void
single_open(single *self, const xp_sweep *sweep, size_t number)
{
    xp_sweep_point point;
    cc_refusal refusal = {""};
    assert_int_equal(xp_sweep_point_make(&point, sweep, number, &refusal), SIM_OK);
    assert_int_equal(xp_sweep_point_load(&point, &self->scenario, &refusal), SIM_OK);
    assert_int_equal(cc_layout_init(&self->layout, &self->scenario, false), SIM_OK);
    assert_int_equal(cc_record_init(&self->record, &self->layout), SIM_OK);
    self->center = cc_center_new(&self->scenario, &self->layout, &refusal);
    assert_non_null(self->center);
}

static void
single_close(single *self)
{
    cc_center_delete(self->center);
    cc_record_free(&self->record);
    cc_scenario_free(&self->scenario);
}

static void
check_samples(const single *it, xp_bundle_item *item)
{
    static const struct {
        const char *kpi, *scope;
    } figure[] = {{"service_level", "center"}, {"asa", "channel:voice"}, {"wait_p90", "center"}};
    cc_refusal refusal;
    xp_sample sample;
    assert_int_equal(item->n_samples, 3);
    for (size_t j = 0; j < 3; j++) {
        cc_measure measure;
        assert_true(xp_bundle_sample(item, &sample));
        assert_true(sample.id == xp_sampled_id(figure[j].kpi, figure[j].scope));
        assert_int_equal(cc_measure_parse(&measure, &it->scenario, &it->layout, figure[j].kpi,
                                          figure[j].scope, &refusal),
                         SIM_OK);
        if (j == 2) {
            sim_histogram all = {0};
            cc_measure_histogram(&measure, &it->scenario, &it->record, &all);
            assert_true(sample.value == sim_histogram_quantile(&all, .9));
            assert_true(isnan(sample.sums.num) && isnan(sample.sums.den));
        } else {
            const cc_sample x = cc_measure_sample(&measure, &it->scenario, &it->record);
            assert_true(sample.sums.num == x.num && sample.sums.den == x.den);
            assert_true(sample.value == x.num / x.den);
        }
    }
    assert_false(xp_bundle_sample(item, &sample));
}

static void
test_brings_what_the_center_says(void **state)
{
    (void)state;
    made_sweep made;
    made_sweep_init(&made, level, 6, 10);
    xp_hand *hand = xp_hand_new(&made.sweep, NULL, NULL, NULL);
    xp_bundle bundle = {0};
    assert_non_null(hand);
    for (size_t round = 0; round < 8; round++) { /* some stay loaded, some do not */
        const size_t point = (size_t[]){0, 1, 2, 0, 4, 5, 0, 1}[round];
        const xp_chunk chunk = {.point = point, .first = 3, .n = 3, .wants_text = round == 0};
        assert_int_equal(xp_hand_do(hand, &chunk, &bundle), SIM_OK);
        single it;
        single_open(&it, &made.sweep, point);
        xp_bundle_reader reader;
        xp_bundle_item item;
        int error;
        assert_int_equal(xp_bundle_read(&reader, bundle.bytes.byte, bundle.bytes.n), SIM_OK);
        assert_null(reader.head.message);
        assert_true(reader.head.scenario == it.scenario.hash);
        assert_true(reader.head.demand == it.scenario.demand_hash);
        assert_string_equal(reader.head.name, "made");
        assert_int_equal(reader.head.text[0] != '\0', round == 0);
        assert_int_equal(reader.head.chunk.point, point);
        for (uint64_t r = 3; r < 6; r++) {
            cc_refusal refusal;
            cc_pack pack = {0};
            assert_true(xp_bundle_next(&reader, &item, &error));
            assert_int_equal(cc_center_run(it.center, 7, r, &it.record, &refusal), SIM_OK);
            assert_int_equal(cc_pack_record(&pack, &it.record), SIM_OK);
            assert_int_equal(item.replication, r);
            assert_int_equal(item.error, SIM_OK);
            assert_int_equal(item.n_record, pack.n);
            assert_memory_equal(item.record, pack.byte, pack.n);
            assert_int_equal(item.events, it.record.n_events);
            cc_sums sums;
            cc_scope_sums(&CC_SCOPE_CENTER, &it.scenario, &it.record, &sums);
            assert_near(item.contacts, sums.counter[CC_N_contacts], 1e-9);
            check_samples(&it, &item);
            cc_pack_free(&pack);
        }
        assert_false(xp_bundle_next(&reader, &item, &error));
        assert_int_equal(error, SIM_OK);
        single_close(&it);
    }
    xp_bundle_free(&bundle);
    xp_hand_delete(hand);
}

static void
test_says_what_is_refused(void **state)
{
    (void)state;
    made_sweep made;
    made_sweep_init(&made, level, 6, 10);
    xp_hand *hand = xp_hand_new(&made.sweep, NULL, NULL, NULL);
    xp_bundle bundle = {0};
    xp_bundle_reader reader;
    xp_bundle_item item;
    int error;
    assert_int_equal(xp_hand_do(hand, &(xp_chunk){.point = 3, .n = 2}, &bundle), SIM_OK);
    assert_int_equal(xp_bundle_read(&reader, bundle.bytes.byte, bundle.bytes.n), SIM_OK);
    assert_non_null(strstr(reader.head.message, "staff"));
    assert_false(xp_bundle_next(&reader, &item, &error));
    assert_int_equal(error, SIM_OK);
    xp_bundle_free(&bundle);
    xp_hand_delete(hand);
}

static void
test_says_what_has_failed(void **state)
{
    (void)state;
    static const char *const bursting[] = {"100000"};
    const char *usual = made_text;
    made_text = MADE_TEXT("@", "2");
    made_sweep made;
    made_sweep_init(&made, bursting, 1, 10);
    sim_budget memory = {.most = 1000};
    xp_hand *hand = xp_hand_new(&made.sweep, &memory, NULL, NULL);
    xp_bundle bundle = {0};
    xp_bundle_reader reader;
    xp_bundle_item item;
    int error;
    assert_int_equal(xp_hand_do(hand, &(xp_chunk){.point = 0, .n = 3}, &bundle), SIM_OK);
    assert_int_equal(xp_bundle_read(&reader, bundle.bytes.byte, bundle.bytes.n), SIM_OK);
    if (reader.head.message != NULL) {
        fail_msg("%s", reader.head.message);
    }
    assert_true(xp_bundle_next(&reader, &item, &error));
    assert_int_equal(item.error, SIM_ERR_MEMORY);
    assert_true(strlen(item.message) > 10);
    assert_false(xp_bundle_next(&reader, &item, &error)); /* none further was begun */
    xp_bundle_free(&bundle);
    xp_hand_delete(hand);
    made_text = usual;
}

static void
test_stops(void **state)
{
    (void)state;
    atomic_bool finish = true;
    made_sweep made;
    made_sweep_init(&made, level, 6, 10);
    xp_hand *hand = xp_hand_new(&made.sweep, NULL, &finish, NULL);
    xp_bundle bundle = {0};
    xp_bundle_reader reader;
    xp_bundle_item item;
    int error;
    assert_int_equal(xp_hand_do(hand, &(xp_chunk){.point = 0, .n = 3}, &bundle),
                     SIM_ERR_INTERRUPTED);
    assert_int_equal(xp_bundle_read(&reader, bundle.bytes.byte, bundle.bytes.n), SIM_OK);
    assert_false(xp_bundle_next(&reader, &item, &error));
    xp_bundle_free(&bundle);
    xp_hand_delete(hand);
}

/* Cut anywhere, or changed: it is refused or read within its bytes. */
static void
test_damaged_bundles(void **state)
{
    (void)state;
    made_sweep made;
    made_sweep_init(&made, level, 6, 10);
    xp_hand *hand = xp_hand_new(&made.sweep, NULL, NULL, NULL);
    xp_bundle bundle = {0};
    assert_int_equal(xp_hand_do(hand, &(xp_chunk){.point = 0, .n = 2, .wants_text = true}, &bundle),
                     SIM_OK);
    const cc_pack *all = &bundle.bytes;
    size_t n_whole = 0;
    for (size_t n = 0; n < 2 * all->n; n++) {
        const bool is_cut = n < all->n;
        unsigned char *copy = malloc(is_cut ? n + 1 : all->n);
        xp_bundle_reader reader;
        memcpy(copy, all->byte, is_cut ? n : all->n);
        if (!is_cut) {
            copy[n - all->n] ^= (unsigned char)(1 << n % 8);
        }
        if (xp_bundle_read(&reader, copy, is_cut ? n : all->n) == SIM_OK) {
            xp_bundle_item item;
            xp_sample sample;
            int error;
            size_t n_items = 0;
            while (xp_bundle_next(&reader, &item, &error)) {
                while (xp_bundle_sample(&item, &sample)) {
                }
                n_items++;
            }
            assert_true(error == SIM_OK || error == SIM_ERR_LAYOUT);
            n_whole += is_cut && error == SIM_OK && n_items == 2;
        }
        free(copy);
    }
    assert_int_equal(n_whole, 0);
    xp_bundle_free(&bundle);
    xp_hand_delete(hand);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_brings_what_the_center_says),
        cmocka_unit_test(test_says_what_is_refused),
        cmocka_unit_test(test_says_what_has_failed),
        cmocka_unit_test(test_stops),
        cmocka_unit_test(test_damaged_bundles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

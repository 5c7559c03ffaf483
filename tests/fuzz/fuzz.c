#include "tests/fuzz/fuzz.h"

#include "models/center/center.h"
#include "models/measure/measure.h"
#include "models/scenario/canonical.h"
#include "models/scenario/load.h"
#include <string.h>
#include <time.h>

#define MOST_SECONDS 0.05 /* of a run: the reader is what is tried */
#define MOST_CELLS 20000

char *
fuzz_string(const uint8_t *data, size_t size)
{
    if (memchr(data, 0, size) != NULL) {
        return NULL;
    }
    char *text = malloc(size + 1);
    FUZZ_CHECK(text != NULL, "no memory");
    memcpy(text, data, size);
    text[size] = '\0';
    return text;
}

void
fuzz_check_refusal(int ret, const cc_refusal *refusal)
{
    FUZZ_CHECK(ret == SIM_ERR_REFUSED || ret == SIM_ERR_NOMEM, "returned %d", ret);
    FUZZ_CHECK(ret != SIM_ERR_REFUSED || refusal->text[0] != '\0', "refused without a reason");
}

void
fuzz_print_and_read(const cc_scenario *scenario)
{
    char *first, *second;
    cc_scenario again;
    cc_refusal refusal = {""};
    FUZZ_CHECK(cc_canonical_print(scenario, &first) == SIM_OK, "cannot be printed");
    FUZZ_CHECK(cc_scenario_load_text(&again, "print.cfg", first, NULL, 0, &refusal) == SIM_OK,
               "what was printed is refused: %s\n%s", refusal.text, first);
    FUZZ_CHECK(cc_canonical_print(&again, &second) == SIM_OK, "cannot be printed again");
    FUZZ_CHECK(strcmp(first, second) == 0, "printed again it differs:\n%s\n---\n%s", first, second);
    FUZZ_CHECK(scenario->hash == again.hash && scenario->demand_hash == again.demand_hash,
               "read again it has another hash:\n%s", first);
    free(first);
    free(second);
    cc_scenario_free(&again);
}

static double
now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

/* Every contact ends in one way. */
static void
check_counts(const cc_scenario *scenario, const cc_record *record)
{
    cc_sums sums;
    const cc_scope center = CC_SCOPE_CENTER;
    cc_scope_sums(&center, scenario, record, &sums);
    const double *sum = sums.counter;
    for (int j = 0; j < CC_N_COUNTERS; j++) {
        FUZZ_CHECK(sum[j] >= 0, "counter %d is %g", j, sum[j]);
    }
    const double ends = sum[CC_N_ended] + sum[CC_N_cut_off] + sum[CC_N_abandoned] +
                        sum[CC_N_blocked] + sum[CC_N_balked] + sum[CC_N_contained] +
                        sum[CC_N_dropped] + sum[CC_N_unfinished];
    FUZZ_CHECK(sum[CC_N_contacts] == ends, "%g contacts, %g ends", sum[CC_N_contacts], ends);
    FUZZ_CHECK(sum[CC_N_resolved] + sum[CC_N_lost] <= sum[CC_N_issues],
               "more issues end than begin");
}

static void
step(cc_center *center, const cc_scenario *scenario, cc_record *record, int n_events)
{
    const double start = now();
    int n = 0;
    bool late = false;
    while (n < n_events && !late && cc_center_step(center)) {
        FUZZ_CHECK(n % 50 != 0 || cc_center_check(center) == SIM_OK, "books differ after %d", n);
        late = n % 8 == 0 && now() - start > MOST_SECONDS;
        n++;
    }
    if (n == n_events || late || cc_center_advance(center, cc_center_horizon(center)) != SIM_OK) {
        return;
    }
    const int ret = cc_center_finish(center);
    FUZZ_CHECK(ret != SIM_ERR_BUG, "a defect");
    if (ret == SIM_OK) {
        check_counts(scenario, record);
    }
}

void
fuzz_run(const cc_scenario *scenario, int n_events)
{
    cc_layout layout;
    cc_record record;
    cc_refusal refusal = {""};
    if (cc_layout_init(&layout, scenario, (scenario->hash & 1) != 0) != SIM_OK ||
        layout.n_cells * layout.n_slices > MOST_CELLS) {
        return;
    }
    if (cc_record_init(&record, &layout) == SIM_OK) {
        cc_center *center = cc_center_new(scenario, &layout, &refusal);
        if (center != NULL) {
            if (cc_center_start(center, 1, scenario->hash & 1, &record) == SIM_OK) {
                step(center, scenario, &record, n_events);
            }
            cc_center_delete(center);
        }
    }
    cc_record_free(&record);
}

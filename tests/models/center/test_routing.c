/* Routing by bits against a plain search over everything, at every event of centers of many
 * groups and queues, with ties, ranks and reserves. */
#include "models/center/center.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "models/center/state.h"
#include "tests/support/scenarios.h"
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

#define GROUPS 70
#define QUEUES 30

/* ---- the plain search, where each agent has one contact at most ---- */

/* May the group take work of that line, if the others it prefers are looked at too? */
static bool
is_allowed(const cc_center *self, const cc_crew *crew, uint32_t lane)
{
    const cc_option *mine = crew->option;
    while (mine->lane != lane) {
        mine++;
    }
    if (mine->reserve == 0) {
        return true;
    }
    bool allowed = crew->now->n_idle > mine->reserve;
    for (int j = 0; j < crew->now->n_served; j++) {
        const cc_option *o = &crew->option[j];
        allowed = allowed && !(o->rank < mine->rank && self->lane[o->lane].first != CC_NONE &&
                               crew->now->n_idle > o->reserve);
    }
    return allowed;
}

static uint32_t
plain_agent(const cc_center *self, const cc_service *service)
{
    const cc_queue *queue = &self->scenario->center.queue[service->queue];
    uint32_t best = CC_NONE;
    int best_rank = 0;
    for (int j = 0; j < queue->n_groups; j++) {
        const cc_crew *crew = &self->crew[queue->groups[j].index];
        const uint32_t a = crew->list[0].first;
        const int rank = queue->groups[j].rank;
        if (a == CC_NONE || !is_allowed(self, crew, service->lane)) {
            continue;
        }
        if (best == CC_NONE || rank < best_rank ||
            (rank == best_rank && self->agent[a].since < self->agent[best].since)) {
            best = a;
            best_rank = rank;
        }
    }
    return best;
}

static uint32_t
plain_contact(const cc_center *self, const cc_crew *crew)
{
    uint32_t best = CC_NONE;
    const cc_option *of = NULL;
    for (int j = 0; j < crew->now->n_served; j++) {
        const cc_option *o = &crew->option[j];
        const uint32_t head = self->lane[o->lane].first;
        if (head == CC_NONE || !is_allowed(self, crew, o->lane)) {
            continue;
        }
        if (best == CC_NONE || (o->rank == of->rank && o->priority == of->priority &&
                                self->contact[head].order < self->contact[best].order)) {
            best = head;
            of = o;
        }
    }
    return best;
}

/* ---- centers put together by chance ---- */

static void
write_center(FILE *file, bool has_reserve)
{
    fputs("run = { warm_up = \"0 s\"; observe = \"20 min\"; };\n"
          "demand = { every_issue = {\n"
          "voice = { talk = { dist = \"exponential\"; mean = \"1 min\"; }; };\n"
          "patience = { voice = { dist = \"exponential\"; mean = \"1 min\"; }; }; };\n"
          "issues = {\n",
          file);
    for (int q = 0; q < QUEUES; q++) {
        fprintf(file, "kind%d = { per_hour = %d; };\n", q, 200 + rand() % 400);
    }
    fputs("}; };\ncenter = { channels = { voice = {}; };\n", file);
    if (has_reserve) {
        fputs("routing = { reserve = { queue3 = 1; queue7 = 1; }; };\n", file);
    }
    fputs("queues = {\n", file);
    for (int q = 0; q < QUEUES; q++) {
        fprintf(file, "queue%d = { channel = \"voice\"; priority = %d; issues = (\"kind%d\");", q,
                q % 9 == 0, q);
        if (q % 3 != 0) { /* each its own ranks, in the order of the groups or not */
            const int size = 1 + rand() % 20;
            fputs(" groups = (", file);
            for (int g = 0; g < GROUPS; g++) {
                const int name = q % 3 == 1 ? g : GROUPS - 1 - g;
                fprintf(file, "%s%s\"group%d\"%s", g == 0 ? "" : ", ", g % size == 0 ? "(" : "",
                        name, g % size == size - 1 || g == GROUPS - 1 ? ")" : "");
            }
            fputs(");", file);
        }
        fputs(" };\n", file);
    }
    fputs("};\ngroups = {\n", file);
    for (int g = 0; g < GROUPS; g++) {
        fprintf(file, "group%d = { staff = %d; };\n", g, 1 + rand() % 3);
    }
    fputs("}; };\n", file);
}

static void
compare_at_every_event(bool has_reserve)
{
    char *text = NULL;
    size_t size = 0;
    FILE *file = open_memstream(&text, &size);
    assert_non_null(file);
    write_center(file, has_reserve);
    fclose(file);
    cc_scenario scenario;
    cc_layout layout;
    cc_record record;
    cc_refusal refusal = {""};
    scenario_from_text(&scenario, text);
    free(text);
    assert_int_equal(cc_layout_init(&layout, &scenario, false), SIM_OK);
    assert_int_equal(cc_record_init(&record, &layout), SIM_OK);
    cc_center *center = cc_center_new(&scenario, &layout, &refusal);
    assert_non_null(center);
    assert_int_equal(cc_center_start(center, 1, 0, &record), SIM_OK);
    long n_agents = 0, n_contacts = 0;
    int voice = 0;
    while (!cc_service_for(center, 0, voice)->is_offered) {
        voice++;
    }
    while (cc_center_step(center)) {
        for (int q = 0; q < QUEUES; q++) {
            const cc_service *service = cc_service_for(center, q, voice);
            const uint32_t a = plain_agent(center, service);
            assert_int_equal(cc_route_to_agent(center, CC_NONE, service, CC_NONE), a);
            n_agents += a != CC_NONE;
        }
        for (int g = 0; g < GROUPS; g++) {
            const uint32_t id = plain_contact(center, &center->crew[g]);
            assert_int_equal(cc_route_to_contact(center, &center->crew[g], 0, 0), id);
            n_contacts += id != CC_NONE;
        }
    }
    assert_true(n_agents > 1000 && n_contacts > 1000);
    cc_center_delete(center);
    cc_record_free(&record);
    cc_scenario_free(&scenario);
}

static void
bits_find_whom_a_search_finds(void **state)
{
    (void)state;
    srand(1);
    for (int k = 0; k < 3; k++) {
        compare_at_every_event(false);
    }
}

static void
reserves_are_searched(void **state)
{
    (void)state;
    srand(2);
    compare_at_every_event(true);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bits_find_whom_a_search_finds),
        cmocka_unit_test(reserves_are_searched),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

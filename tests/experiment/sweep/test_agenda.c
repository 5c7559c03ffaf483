/* Chunks by chance: whoever does what in whatever time, loses or fails, in the end everything has been handed out
 * and done once. And sets of numbers against arrays. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "experiment/precision.h"
#include "experiment/sweep/agenda.h"
#include "experiment/sweep/spans.h"
#include "sim/random.h"
#include <stdlib.h>
#include <string.h>

static uint64_t chance_at;

static uint64_t
chance(uint64_t n)
{
    const sim_block block = sim_random_block((sim_key){1, 2}, (sim_name){chance_at++, 0, 0}, 0);
    return block.word[0] % n;
}

/* In place of experiment/sweep/sweep.c. */
uint64_t
xp_sweep_point_seed(const xp_sweep *sweep, size_t number)
{
    (void)number;
    return sweep->seed;
}

/* ---- sets ---- */

static void
test_spans_are_sets(void **state)
{
    (void)state;
    for (int round = 0; round < 200; round++) {
        enum { N = 40 };
        bool has[N + 1] = {false};
        xp_spans set = {0};
        for (int k = 0; k < 60; k++) {
            const uint64_t first = chance(N), end = first + chance(N - first + 1);
            const bool adds = chance(3) > 0;
            assert_int_equal(
                adds ? xp_spans_add(&set, first, end) : xp_spans_remove(&set, first, end), SIM_OK);
            for (uint64_t j = first; j < end; j++) {
                has[j] = adds;
            }
            const uint64_t limit = chance(N + 1);
            uint64_t prefix = 0, n = 0, gap = 0;
            while (prefix < N && has[prefix]) {
                prefix++;
            }
            for (uint64_t j = 0; j < limit; j++) {
                n += has[j];
            }
            while (gap < limit && has[gap]) {
                gap++;
            }
            xp_span found;
            assert_true(xp_spans_prefix(&set) == prefix);
            assert_true(xp_spans_count(&set, limit) == n);
            assert_int_equal(xp_spans_gap(&set, limit, &found), gap < limit);
            if (gap < limit) {
                uint64_t to = gap;
                while (to < limit && !has[to]) {
                    to++;
                }
                assert_true(found.first == gap && found.end == to);
            }
            for (size_t j = 1; j < set.n; j++) {
                assert_true(set.span[j].first > set.span[j - 1].end);
            }
        }
        xp_spans_free(&set);
    }
}

/* ---- a world of workers ---- */

enum { POINTS = 60, MOST = 200, WORKERS = 5 };

/* What is true of the points, and what has been done of them. */
typedef struct world {
    xp_sweep sweep;
    uint64_t scenario[POINTS];
    bool refused[POINTS];
    uint64_t fails_at[POINTS]; /* by scenario: the first that fails */
    uint64_t enough[POINTS];   /* by scenario: narrow from there on */
    /* the store, by scenario */
    bool there[POINTS][MOST];
    bool known[POINTS], known_refused[POINTS];
    uint64_t failed[POINTS];
    uint64_t n_run, n_loaded;
} world;

static void
world_init(world *self, uint64_t replications, size_t n_rules)
{
    static xp_precision rule[1];
    memset(self, 0, sizeof(*self));
    self->sweep = (xp_sweep){
        .n_points = POINTS, .replications = replications, .rule = rule, .n_rules = n_rules};
    for (size_t p = 0; p < POINTS; p++) {
        self->scenario[p] = p < 40 ? p : chance(40); /* some are the same as others */
        self->refused[p] = p % 17 == 3;
        self->fails_at[p] = p % 11 == 5 ? chance(2 * replications) : UINT64_MAX;
        self->enough[p] = chance(2 * replications);
        self->failed[p] = UINT64_MAX;
    }
}

typedef struct under_way {
    bool any;
    xp_chunk chunk;
} under_way;

static void
tell(world *self, xp_agenda *agenda, size_t p)
{
    const uint64_t s = self->scenario[p];
    uint64_t there[MOST];
    xp_agenda_point it = {.point = p, .scenario = s, .there = there, .failed = self->failed[s]};
    for (uint64_t r = 0; r < MOST; r++) {
        if (self->there[s][r]) {
            there[it.n_there++] = r;
        }
    }
    assert_int_equal(xp_agenda_loaded(agenda, &it), SIM_OK);
}

static void
do_chunk(world *self, xp_agenda *agenda, const xp_chunk *chunk, bool is_cut)
{
    const uint64_t s = self->scenario[chunk->point];
    if (chunk->n == 0) {
        self->n_loaded++;
        self->known[chunk->point] = true;
        if (self->refused[chunk->point]) {
            self->known_refused[chunk->point] = true;
            assert_int_equal(xp_agenda_refused(agenda, chunk->point), SIM_OK);
        } else {
            tell(self, agenda, chunk->point);
        }
        return;
    }
    uint32_t n = 0;
    bool failed = false;
    const uint32_t most = is_cut ? (uint32_t)chance(chunk->n) : chunk->n;
    for (; n < most && !failed; n += !failed) {
        const uint64_t r = chunk->first + n;
        failed = r == self->fails_at[s];
        if (failed) {
            self->failed[s] = r < self->failed[s] ? r : self->failed[s];
        } else {
            assert_true(r < MOST);
            assert_false(self->there[s][r]); /* nothing is simulated twice */
            self->there[s][r] = true;
            self->n_run++;
        }
    }
    assert_int_equal(xp_agenda_done(agenda, chunk, n, failed, .001 * (1 + (double)chance(100))),
                     SIM_OK);
}

static void
hear(world *self, xp_agenda *agenda)
{
    size_t p;
    uint64_t n;
    for (;;) {
        if (xp_agenda_look(agenda, &p, &n)) {
            const uint64_t s = self->scenario[p];
            for (uint64_t r = 0; r < n; r++) {
                assert_true(self->there[s][r]); /* a complete prefix */
            }
            xp_agenda_looked(agenda, p, n, n >= self->enough[s], s % 13 == 7);
        } else if (!xp_agenda_ask(agenda, &p)) {
            break;
        } else if (!self->known[p]) {
            assert_int_equal(xp_agenda_unknown(agenda, p), SIM_OK);
        } else if (self->known_refused[p]) {
            assert_int_equal(xp_agenda_refused(agenda, p), SIM_OK);
        } else {
            tell(self, agenda, p);
        }
    }
}

/* Until the end, or, if it stops, for some time. */
static xp_agenda_count
live(world *self, size_t shard, size_t n_shards, bool loses, bool stops)
{
    xp_agenda *agenda = xp_agenda_new(&self->sweep, shard, n_shards);
    under_way busy[WORKERS] = {{false}};
    bool is_done = false;
    assert_non_null(agenda);
    for (uint64_t step = 0; !is_done && (!stops || step < 300); step++) {
        const int w = (int)chance(WORKERS);
        if (busy[w].any) {
            busy[w].any = false;
            if (loses && chance(5) == 0) {
                assert_int_equal(xp_agenda_lost(agenda, &busy[w].chunk), SIM_OK);
            } else {
                do_chunk(self, agenda, &busy[w].chunk, loses && chance(5) == 0);
            }
            continue;
        }
        hear(self, agenda);
        switch (xp_agenda_take(agenda, w, &busy[w].chunk)) {
        case XP_AGENDA_CHUNK:
            assert_int_equal(busy[w].chunk.point % n_shards, shard);
            busy[w].any = true;
            break;
        case XP_AGENDA_WAIT: {
            bool any = false;
            for (int j = 0; j < WORKERS; j++) {
                any = any || busy[j].any;
            }
            assert_true(any); /* else nobody ever goes on */
            break;
        }
        case XP_AGENDA_DONE:
            is_done = true;
            break;
        }
        assert_true(step < 1000000);
    }
    const xp_agenda_count count = xp_agenda_counted(agenda);
    xp_agenda_delete(agenda);
    return count;
}

/* What is to be there of a scenario: all, or what is before the first that fails. */
static uint64_t
n_wanted(const world *self, uint64_t s)
{
    uint64_t n = self->sweep.replications;
    if (self->sweep.n_rules > 0) {
        bool confirming = false;
        n = XP_FIRST_LOOK < n ? XP_FIRST_LOOK : n;
        while (n < self->sweep.replications && s % 13 != 7) {
            const bool narrow = n >= self->enough[s];
            if (narrow && confirming) {
                break;
            }
            confirming = narrow;
            n = narrow ? xp_confirmation(n) : xp_next_look(n);
        }
        n = n < self->sweep.replications ? n : self->sweep.replications;
    }
    return n < self->fails_at[s] ? n : self->fails_at[s];
}

static void
check_done(const world *self)
{
    bool asked[POINTS] = {false};
    for (size_t p = 0; p < POINTS; p++) {
        asked[self->scenario[p]] = asked[self->scenario[p]] || !self->refused[p];
    }
    for (size_t s = 0; s < POINTS; s++) {
        const uint64_t n = asked[s] ? n_wanted(self, s) : 0;
        for (uint64_t r = 0; r < MOST; r++) {
            /* behind one that failed there may be some that the store drops */
            if (r < n || r < self->fails_at[s]) {
                assert_int_equal(self->there[s][r], r < n);
            }
        }
    }
}

static void
test_everything_is_done_once(void **state)
{
    (void)state;
    for (int k = 0; k < 60; k++) {
        world it;
        const size_t n_rules = k % 2 == 1;
        world_init(&it, n_rules > 0 ? 120 : 1 + chance(60), n_rules);
        if (k % 3 == 0) { /* in pieces that are stopped */
            for (int j = 0; j < 3; j++) {
                (void)live(&it, 0, 1, k % 4 == 1, true);
            }
        }
        const size_t n_shards = 1 + chance(3);
        size_t n_points = 0, n_failed = 0;
        for (size_t shard = 0; shard < n_shards; shard++) {
            const xp_agenda_count count = live(&it, shard, n_shards, k % 4 == 1, false);
            assert_int_equal(count.points, count.points_done);
            n_points += count.points;
            n_failed += count.points_failed;
        }
        assert_int_equal(n_points, POINTS);
        assert_true(n_failed >= 4);
        check_done(&it);
        const uint64_t n_run = it.n_run, n_loaded = it.n_loaded;
        (void)live(&it, 0, 1, false, false); /* once more: there is nothing to do */
        assert_true(it.n_run == n_run && it.n_loaded == n_loaded);
        if (n_rules == 0) { /* more of them: only what is new */
            uint64_t before = 0, after = 0;
            for (uint64_t s = 0; s < POINTS; s++) {
                before += n_wanted(&it, s);
            }
            it.sweep.replications += 10;
            for (uint64_t s = 0; s < POINTS; s++) {
                after += n_wanted(&it, s);
            }
            (void)live(&it, 0, 1, false, false);
            assert_true(it.n_run - n_run <= after - before);
            check_done(&it);
        }
    }
}

/* Nothing of it grows with the number of points. */
static void
test_many_points(void **state)
{
    (void)state;
    xp_sweep sweep = {.n_points = XP_MAX_POINTS, .replications = 1};
    xp_agenda *agenda = xp_agenda_new(&sweep, 0, 1);
    size_t p, n = 0, n_asked = 0;
    for (size_t k = 0; k < 200000; k++) {
        xp_chunk chunk;
        while (xp_agenda_ask(agenda, &p)) {
            assert_int_equal(xp_agenda_unknown(agenda, p), SIM_OK);
            assert_in_range(p, 0, XP_MAX_POINTS - 1);
            assert_in_range(n_asked++, n, n + 10);
        }
        assert_int_equal(xp_agenda_take(agenda, 0, &chunk), XP_AGENDA_CHUNK);
        if (chunk.n == 0) {
            const xp_agenda_point it = {
                .point = chunk.point, .scenario = chunk.point, .failed = UINT64_MAX};
            assert_int_equal(xp_agenda_loaded(agenda, &it), SIM_OK);
        } else {
            assert_int_equal(xp_agenda_done(agenda, &chunk, 1, false, .001), SIM_OK);
            n++;
        }
    }
    const xp_agenda_count count = xp_agenda_counted(agenda);
    assert_int_equal(count.points, XP_MAX_POINTS);
    assert_int_equal(count.points_done, n);
    assert_in_range(n, 99990, 100010);
    xp_agenda_delete(agenda);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_spans_are_sets),
        cmocka_unit_test(test_everything_is_done_once),
        cmocka_unit_test(test_many_points),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* What is put into a store is there, once, whatever the order; what is no store is left alone. */
#include "tests/experiment/store/made_store.h"

#include "experiment/sweep/hand.h"
#include "models/scenario/scenario.h"
#include <signal.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *const level[] = {"2", "3", "4", "-1", "3", "03"};

static int
put(xp_store *store, const xp_sweep *sweep, xp_hand *hand, xp_chunk chunk)
{
    xp_bundle bundle = {0};
    xp_bundle_reader reader;
    chunk.wants_text = true;
    assert_int_equal(xp_hand_do(hand, &chunk, &bundle), SIM_OK);
    assert_int_equal(xp_bundle_read(&reader, bundle.bytes.byte, bundle.bytes.n), SIM_OK);
    const int ret = xp_store_put_bundle(store, sweep, &reader);
    xp_bundle_free(&bundle);
    return ret;
}

static void
put_well(xp_store *store, const xp_sweep *sweep, xp_hand *hand, size_t point, uint64_t first,
         uint32_t n)
{
    if (put(store, sweep, hand, (xp_chunk){.point = point, .first = first, .n = n}) != SIM_OK) {
        fail_msg("%s", xp_store_problem(store));
    }
}

/* A number that the sqlite library by itself reads. */
static int64_t
number_of(const char *name, const char *sql)
{
    sqlite3 *db;
    sqlite3_stmt *it;
    assert_int_equal(sqlite3_open(file_in(name), &db), SQLITE_OK);
    if (sqlite3_prepare_v2(db, sql, -1, &it, NULL) != SQLITE_OK) {
        fail_msg("%s: %s", sql, sqlite3_errmsg(db));
    }
    assert_int_equal(sqlite3_step(it), SQLITE_ROW);
    const int64_t n = sqlite3_column_int64(it, 0);
    sqlite3_finalize(it);
    sqlite3_close(db);
    return n;
}

static void
do_sql(const char *name, const char *sql)
{
    sqlite3 *db;
    assert_int_equal(sqlite3_open(file_in(name), &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

/* ---- what is put is there ---- */

static void
test_whatever_the_order(void **state)
{
    (void)state;
    made_sweep made;
    made_sweep_init(&made, level, 6, 10);
    const xp_sweep *sweep = &made.sweep;
    xp_hand *hand = xp_hand_new(sweep, NULL, NULL, NULL);
    xp_store *store = open_store("one.ccsim", XP_STORE_WRITE);
    assert_int_equal(xp_store_put_plan(store, sweep), SIM_OK);
    for (size_t p = 0; p < 6; p++) {
        put_well(store, sweep, hand, p, 0, 10);
    }
    assert_int_equal(xp_store_commit(store), SIM_OK);
    xp_store_close(store);
    store = open_store("two.ccsim", XP_STORE_WRITE);
    for (size_t p = 6; p-- > 0;) { /* backwards, twice, in pieces, by two sessions */
        put_well(store, sweep, hand, p, 7, 3);
        put_well(store, sweep, hand, p, 0, 0);
        put_well(store, sweep, hand, p, 3, 6);
        if (p == 3) {
            assert_int_equal(xp_store_commit(store), SIM_OK);
            xp_store_close(store);
            store = open_store("two.ccsim", XP_STORE_WRITE);
        }
        put_well(store, sweep, hand, p, 0, 4);
        assert_int_equal(xp_store_put_plan(store, sweep), SIM_OK);
    }
    assert_int_equal(xp_store_commit(store), SIM_OK);
    xp_store_close(store);
    assert_same_dump("one.ccsim", "two.ccsim");
    /* three scenarios: that of 3, 3 and 03 is one, and -1 is none */
    assert_int_equal(number_of("one.ccsim", "SELECT count(*) FROM scenario"), 3);
    assert_int_equal(number_of("one.ccsim", "SELECT count(*) FROM result"), 30);
    assert_int_equal(number_of("one.ccsim", "SELECT count(*) FROM sample"), 90);
    assert_int_equal(number_of("one.ccsim", "SELECT count(*) FROM points"), 6);
    assert_int_equal(number_of("one.ccsim", "SELECT count(*) FROM replications"), 150);
    assert_int_equal(number_of("one.ccsim", "SELECT point FROM failures"), 4);
    assert_int_equal(number_of("one.ccsim", "SELECT min(replication) FROM result"), 1);
    assert_int_equal(number_of("two.ccsim", "SELECT count(*) FROM session"), 2);
    xp_hand_delete(hand);
}

static void
test_reads_what_was_put(void **state)
{
    (void)state;
    made_sweep made;
    made_sweep_init(&made, level, 6, 10);
    const xp_sweep *sweep = &made.sweep;
    xp_store *store = open_store("one.ccsim", XP_STORE_READ);
    xp_store_known known;
    uint64_t scenario, again, *list, failed, replication;
    size_t n;
    const unsigned char *byte;
    char *text;
    assert_int_equal(xp_store_find_point(store, sweep, 1, &known, &scenario), SIM_OK);
    assert_int_equal(known, XP_STORE_LOADED);
    assert_int_equal(xp_store_find_point(store, sweep, 5, &known, &again), SIM_OK);
    assert_true(known == XP_STORE_LOADED && scenario == again);
    assert_int_equal(xp_store_find_point(store, sweep, 3, &known, &again), SIM_OK);
    assert_int_equal(known, XP_STORE_REFUSED);
    assert_int_equal(xp_store_find_point(store, sweep, 6, &known, &again), SIM_OK);
    assert_int_equal(known, XP_STORE_UNKNOWN);
    assert_int_equal(xp_store_replications(store, scenario, 7, &list, &n, &failed), SIM_OK);
    assert_int_equal(n, 10);
    assert_true(list[0] == 0 && list[9] == 9 && failed == UINT64_MAX);
    free(list);
    assert_int_equal(xp_store_scenario(store, scenario, &text), SIM_OK);
    cc_scenario loaded;
    cc_refusal refusal = {""};
    assert_int_equal(cc_scenario_load_text(&loaded, "stored", text, NULL, 0, &refusal), SIM_OK);
    assert_true(loaded.hash == scenario);
    cc_scenario_free(&loaded);
    free(text);
    xp_store_cursor *cursor = xp_store_results(store, scenario, 7, 8);
    xp_store_cursor *other = xp_store_results(store, scenario, 7, 0);
    assert_int_equal(xp_store_next(cursor, &replication, &byte, &n), SIM_OK);
    assert_true(n > 100 && replication == 8);
    assert_int_equal(xp_store_next(other, &replication, &byte, &n), SIM_OK);
    assert_true(n > 100 && replication == 0);
    assert_int_equal(xp_store_next(cursor, &replication, &byte, &n), SIM_OK);
    assert_true(n > 100 && replication == 9);
    assert_int_equal(xp_store_next(cursor, &replication, &byte, &n), SIM_OK);
    assert_int_equal(n, 0);
    assert_int_equal(xp_store_next(cursor, &replication, &byte, &n), SIM_OK);
    assert_int_equal(n, 0);
    xp_store_cursor_free(cursor);
    xp_store_cursor_free(other);
    assert_int_equal(xp_store_put_plan(store, sweep), SIM_ERR_PARAM); /* it is only read */
    xp_store_close(store);
}

/* Another plan asks for other figures of the same results. */
static void
test_samples_of_another_plan(void **state)
{
    (void)state;
    made_sweep made, other;
    made_sweep_init(&made, level, 1, 5);
    made_sweep_init(&other, level, 1, 5);
    other.sweep.hash = 5;
    other.output[1] = (xp_output){"abandonment", "abandonment", "center"};
    other.output[2] = (xp_output){"nothing", "asa", "queue:nobody"};
    xp_hand *hand = xp_hand_new(&made.sweep, NULL, NULL, NULL);
    xp_hand *of_other = xp_hand_new(&other.sweep, NULL, NULL, NULL);
    xp_store *store = open_store("filled.ccsim", XP_STORE_WRITE);
    assert_int_equal(xp_store_put_plan(store, &made.sweep), SIM_OK);
    assert_int_equal(xp_store_put_plan(store, &other.sweep), SIM_OK);
    put_well(store, &made.sweep, hand, 0, 0, 5);
    put_well(store, &other.sweep, of_other, 0, 0, 0);
    xp_store_known known;
    uint64_t scenario;
    assert_int_equal(xp_store_find_point(store, &other.sweep, 0, &known, &scenario), SIM_OK);
    assert_int_equal(xp_store_fill_samples(store, &other.sweep, scenario, 7), SIM_OK);
    assert_int_equal(xp_store_commit(store), SIM_OK);
    xp_store_close(store);
    store = open_store("at_once.ccsim", XP_STORE_WRITE);
    assert_int_equal(xp_store_put_plan(store, &made.sweep), SIM_OK);
    assert_int_equal(xp_store_put_plan(store, &other.sweep), SIM_OK);
    put_well(store, &made.sweep, hand, 0, 0, 5);
    put_well(store, &other.sweep, of_other, 0, 0, 5);
    assert_int_equal(xp_store_commit(store), SIM_OK);
    xp_store_close(store);
    assert_same_dump("filled.ccsim", "at_once.ccsim");
    assert_int_equal(number_of("filled.ccsim", "SELECT count(*) FROM sample"), 20);
    xp_hand_delete(hand);
    xp_hand_delete(of_other);
}

/* ---- failures ---- */

static void
put_made(xp_store *store, const xp_sweep *sweep, const xp_bundle_item *item, size_t n)
{
    xp_bundle bundle = {0};
    xp_bundle_reader reader;
    const xp_bundle_head head = {.chunk = {.point = 0, .first = item->replication, .n = 1},
                                 .scenario = 12,
                                 .demand = 3,
                                 .name = "x",
                                 .text = "y"};
    assert_int_equal(xp_bundle_begin(&bundle, &head), SIM_OK);
    for (size_t j = 0; j < n; j++) {
        assert_int_equal(xp_bundle_add(&bundle, &item[j]), SIM_OK);
    }
    assert_int_equal(xp_bundle_read(&reader, bundle.bytes.byte, bundle.bytes.n), SIM_OK);
    assert_int_equal(xp_store_put_bundle(store, sweep, &reader), SIM_OK);
    xp_bundle_free(&bundle);
}

/* Replications 4 and 7 fail; whichever comes first, 4 is what is said, and nothing behind it is kept. */
static void
test_failures(void **state)
{
    (void)state;
    made_sweep made;
    made_sweep_init(&made, level, 1, 10);
    xp_bundle_item item[10];
    for (uint64_t r = 0; r < 10; r++) {
        item[r] = (xp_bundle_item){
            .replication = r, .record = (const unsigned char *)"abc", .n_record = 3};
        if (r == 4 || r == 7) {
            item[r].error = SIM_ERR_MEMORY;
            item[r].message = r == 4 ? "four" : "seven";
        }
    }
    static const int order[3][10] = {{0, 1, 2, 3, 4, 5, 6, 7, 8, 9},
                                     {9, 8, 7, 6, 5, 4, 3, 2, 1, 0},
                                     {7, 3, 8, 1, 9, 0, 4, 2, 5, 6}};
    static const char *const name[] = {"f0.ccsim", "f1.ccsim", "f2.ccsim"};
    for (int k = 0; k < 3; k++) {
        xp_store *store = open_store(name[k], XP_STORE_WRITE);
        assert_int_equal(xp_store_put_plan(store, &made.sweep), SIM_OK);
        for (int j = 0; j < 10; j++) {
            put_made(store, &made.sweep, &item[order[k][j]], 1);
        }
        assert_int_equal(xp_store_commit(store), SIM_OK);
        uint64_t *list, failed;
        size_t n;
        assert_int_equal(xp_store_replications(store, 12, 7, &list, &n, &failed), SIM_OK);
        assert_true(n == 4 && failed == 4);
        free(list);
        xp_store_close(store);
        assert_same_dump(name[0], name[k]);
        assert_int_equal(number_of(name[k], "SELECT replication FROM failures"), 5);
    }
    xp_store *store = open_store(name[0], XP_STORE_WRITE);
    size_t n;
    assert_int_equal(xp_store_forget_failures(store, &made.sweep, &n), SIM_OK);
    assert_int_equal(n, 1);
    assert_int_equal(xp_store_forget_failures(store, &made.sweep, &n), SIM_OK);
    assert_int_equal(n, 0);
    xp_store_close(store);
}

static void
test_another_result_is_a_bug(void **state)
{
    (void)state;
    made_sweep made;
    made_sweep_init(&made, level, 1, 10);
    xp_store *store = open_store("bug.ccsim", XP_STORE_WRITE);
    xp_bundle bundle = {0};
    xp_bundle_reader reader;
    const xp_bundle_head head = {.chunk = {.n = 1}, .scenario = 12, .name = "x", .text = "y"};
    for (int k = 0; k < 3; k++) {
        const xp_bundle_item item = {.record = (const unsigned char *)(k < 2 ? "abc" : "abd"),
                                     .n_record = 3};
        assert_int_equal(xp_bundle_begin(&bundle, &head), SIM_OK);
        assert_int_equal(xp_bundle_add(&bundle, &item), SIM_OK);
        assert_int_equal(xp_bundle_read(&reader, bundle.bytes.byte, bundle.bytes.n), SIM_OK);
        assert_int_equal(xp_store_put_bundle(store, &made.sweep, &reader),
                         k < 2 ? SIM_OK : SIM_ERR_BUG);
    }
    assert_non_null(strstr(xp_store_problem(store), "another result"));
    xp_bundle_free(&bundle);
    xp_store_close(store);
}

/* ---- what is no store, and who may write ---- */

static char *
content_of(const char *name, size_t *n)
{
    FILE *file = fopen(file_in(name), "rb");
    char *text = malloc(1 << 20);
    assert_non_null(file);
    *n = fread(text, 1, 1 << 20, file);
    fclose(file);
    return text;
}

static void
assert_refused(const char *name, xp_store_mode mode, const char *because)
{
    xp_store *store;
    cc_refusal refusal = {""};
    size_t before = 0, after = 0;
    char *a = access(file_in(name), F_OK) == 0 ? content_of(name, &before) : NULL;
    const int ret = xp_store_open(&store, file_in(name), mode, &refusal);
    if (ret != SIM_ERR_REFUSED || strstr(refusal.text, because) == NULL ||
        strstr(refusal.text, name) == NULL) {
        fail_msg("%d: %s", ret, refusal.text);
    }
    assert_null(store);
    if (a != NULL) { /* untouched */
        char *b = content_of(name, &after);
        assert_int_equal(before, after);
        assert_memory_equal(a, b, before);
        free(b);
    }
    free(a);
    char other[600];
    snprintf(other, sizeof(other), "%s-journal", file_in(name));
    assert_int_not_equal(access(other, F_OK), 0);
}

static void
test_no_stores(void **state)
{
    (void)state;
    FILE *file = fopen(file_in("text.ccsim"), "w");
    for (int j = 0; j < 1000; j++) {
        fputs("this is no database\n", file);
    }
    fclose(file);
    do_sql("foreign.ccsim", "CREATE TABLE t(x); INSERT INTO t VALUES(1)");
    assert_refused("text.ccsim", XP_STORE_READ, "is no store of ccsim");
    assert_refused("text.ccsim", XP_STORE_WRITE, "is no store of ccsim");
    assert_refused("foreign.ccsim", XP_STORE_READ, "no store of ccsim");
    assert_refused("foreign.ccsim", XP_STORE_WRITE, "no store of ccsim");
    assert_refused("nothing.ccsim", XP_STORE_READ, "there is no such store");
    assert_int_not_equal(access(file_in("nothing.ccsim"), F_OK), 0);
    assert_refused("no/folder.ccsim", XP_STORE_WRITE, "No such file");
    xp_store_close(open_store("newer.ccsim", XP_STORE_WRITE));
    do_sql("newer.ccsim", "PRAGMA user_version = 2");
    assert_refused("newer.ccsim", XP_STORE_READ, "a newer ccsim");
    assert_refused("newer.ccsim", XP_STORE_WRITE, "a newer ccsim");
    xp_store_close(open_store("other.ccsim", XP_STORE_WRITE));
    do_sql("other.ccsim", "UPDATE meta SET value = '0.0.9' WHERE key = 'ccsim'");
    xp_store_close(open_store("other.ccsim", XP_STORE_READ));
    assert_refused("other.ccsim", XP_STORE_WRITE, "has results of ccsim 0.0.9");
    /* a file that is empty is a store that has not begun */
    fclose(fopen(file_in("empty.ccsim"), "w"));
    xp_store_close(open_store("empty.ccsim", XP_STORE_WRITE));
    xp_store_close(open_store("empty.ccsim", XP_STORE_READ));
}

static void
test_one_writer(void **state)
{
    (void)state;
    int said[2];
    char byte, text[40];
    assert_int_equal(pipe(said), 0);
    const pid_t child = fork();
    if (child == 0) {
        cc_refusal refusal;
        xp_store *store;
        const int ret = xp_store_open(&store, file_in("writer.ccsim"), XP_STORE_WRITE, &refusal);
        _exit(ret != SIM_OK || write(said[1], "x", 1) != 1 || sleep(60) != 0);
    }
    close(said[1]);
    assert_int_equal(read(said[0], &byte, 1), 1);
    snprintf(text, sizeof(text), "is being written by pid %ld on ", (long)child);
    assert_refused("writer.ccsim", XP_STORE_WRITE, text);
    char real[200], other[200]; /* by no other name either */
    snprintf(real, sizeof(real), "%s", file_in("writer.ccsim"));
    snprintf(other, sizeof(other), "%s", file_in("soft.ccsim"));
    assert_int_equal(symlink(real, other), 0);
    assert_refused("soft.ccsim", XP_STORE_WRITE, text);
    snprintf(other, sizeof(other), "%s", file_in("hard.ccsim"));
    assert_int_equal(link(real, other), 0);
    assert_refused("hard.ccsim", XP_STORE_WRITE, "has 2 names");
    assert_int_equal(unlink(other), 0);
    xp_store_close(open_store("writer.ccsim", XP_STORE_READ)); /* who reads may */
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    xp_store *store = open_store("writer.ccsim", XP_STORE_WRITE); /* the lock died with it */
    assert_refused("writer.ccsim", XP_STORE_WRITE, "is being written by pid "); /* of one process */
    xp_store_close(store);
    char lock[600];
    snprintf(lock, sizeof(lock), "%s-writer", file_in("writer.ccsim"));
    assert_int_not_equal(access(lock, F_OK), 0);
    xp_store_close(open_store("writer.ccsim", XP_STORE_WRITE));
}

/* ---- merging ---- */

static void
make_shard(const char *name, const made_sweep *made, xp_hand *hand, size_t shard, size_t n_shards)
{
    xp_store *store = open_store(name, XP_STORE_WRITE);
    assert_int_equal(xp_store_put_plan(store, &made->sweep), SIM_OK);
    for (size_t p = shard; p < made->sweep.n_points; p += n_shards) {
        put_well(store, &made->sweep, hand, p, 0, 10);
    }
    assert_int_equal(xp_store_commit(store), SIM_OK);
    xp_store_close(store);
}

static void
test_merges_in_any_order(void **state)
{
    (void)state;
    made_sweep made;
    made_sweep_init(&made, level, 6, 10);
    xp_hand *hand = xp_hand_new(&made.sweep, NULL, NULL, NULL);
    static const char *const name[] = {"s0.ccsim", "s1.ccsim", "s2.ccsim"};
    static const char *const all[] = {"m0.ccsim", "m1.ccsim", "m2.ccsim"};
    static const int order[3][4] = {{0, 1, 2, 2}, {2, 1, 0, 1}, {1, 2, 0, 1}};
    cc_refusal refusal = {""};
    for (size_t s = 0; s < 3; s++) {
        make_shard(name[s], &made, hand, s, 3);
    }
    for (int k = 0; k < 3; k++) {
        xp_store *store = open_store(all[k], XP_STORE_WRITE);
        for (int j = 0; j < 4; j++) {
            if (xp_store_merge(store, file_in(name[order[k][j]]), &refusal) != SIM_OK) {
                fail_msg("%s", refusal.text);
            }
        }
        assert_int_equal(xp_store_merge(store, file_in(all[k]), &refusal), SIM_ERR_REFUSED);
        assert_int_equal(xp_store_merge(store, file_in("text.ccsim"), &refusal), SIM_ERR_REFUSED);
        assert_int_equal(xp_store_merge(store, file_in("other.ccsim"), &refusal), SIM_ERR_REFUSED);
        assert_int_equal(xp_store_merge(store, file_in("gone.ccsim"), &refusal), SIM_ERR_REFUSED);
        xp_store_close(store);
        assert_same_dump("one.ccsim", all[k]);
    }
    do_sql(name[2], "UPDATE record SET bytes = X'00' WHERE replication = 4");
    xp_store *store = open_store(all[0], XP_STORE_WRITE);
    assert_int_equal(xp_store_merge(store, file_in(name[2]), &refusal), SIM_ERR_REFUSED);
    assert_non_null(strstr(refusal.text, "replication 4 of scenario"));
    xp_store_close(store);
    assert_same_dump("one.ccsim", all[0]);
    xp_hand_delete(hand);
}

int
main(void)
{
    make_folder();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whatever_the_order),
        cmocka_unit_test(test_reads_what_was_put),
        cmocka_unit_test(test_samples_of_another_plan),
        cmocka_unit_test(test_failures),
        cmocka_unit_test(test_another_result_is_a_bug),
        cmocka_unit_test(test_no_stores),
        cmocka_unit_test(test_one_writer),
        cmocka_unit_test(test_merges_in_any_order),
    };
    return cmocka_run_group_tests(tests, NULL, remove_folder);
}

/* Every event of a center in which everything happens, as one number: the same in debug and
 * release, with sanitizers, on any machine, and from one version to the next unless something was
 * meant to change. Times enter in microseconds.
 * If a change is meant, run this test and write down what it says. */
#include "tests/support/verify.h"

static void
check(const char *file, uint64_t n_tales, uint64_t hash)
{
    verify_center it;
    verify_center_open(&it, file, NULL, 0, false);
    sim_trace_hash found;
    sim_trace_hash_init(&found);
    sim_trace trace = sim_trace_to_hash(&found);
    cc_center_set_trace(it.center, &trace);
    verify_center_run(&it, 1, 0);
    verify_center_close(&it);
    if (found.n != n_tales || found.hash != hash) {
        fail_msg("%s: %llu entries with hash 0x%016llx", file, (unsigned long long)found.n,
                 (unsigned long long)found.hash);
    }
}

static void
everything(void **state)
{
    (void)state;
    check("tests/verify/everything.cfg", 15616, UINT64_C(0x25be0063a24448db));
}

static void
an_n_design(void **state)
{
    (void)state;
    check("scenarios/n_design.cfg", 54104, UINT64_C(0xc8a3ce4fa857a5e8));
}

static void
chats(void **state)
{
    (void)state;
    check("scenarios/chat.cfg", 30453, UINT64_C(0xd7e4ec0301da698c));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everything),
        cmocka_unit_test(an_n_design),
        cmocka_unit_test(chats),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* The same customers in any two centers: who gets in touch first, when, why and on which channel
 * they would like to is equal in every byte; and a contact that exists in both brings the same
 * work and patience. */
#include "models/scenario/load.h"
#include "tests/support/verify.h"

#include "models/center/entries.h"
#include <stdlib.h>
#include <string.h>

typedef struct customer {
    double time;
    uint64_t issue, kind, wanted;
} customer;

typedef struct contact {
    uint64_t issue, which; /* which: round, attempt, kind and channel */
    double work, patience;
} contact;

typedef struct dump {
    customer *customer;
    size_t n_customers;
    contact *contact;
    size_t n_contacts;
} dump;

#define ROOM 200000

static void
note(void *context, const sim_trace_record *entry)
{
    dump *self = context;
    const cc_told who = cc_told_unpack(entry->a);
    assert_true(self->n_customers < ROOM && self->n_contacts < ROOM);
    if (entry->code == CC_JOURNAL_GETS_IN_TOUCH && who.round == 0 && who.attempt == 0) {
        self->customer[self->n_customers++] =
            (customer){entry->time, entry->subject, (uint64_t)who.issue, entry->b};
    } else if (entry->code == CC_JOURNAL_WORK) {
        self->contact[self->n_contacts++] = (contact){entry->subject, entry->a, entry->value, 0};
    } else if (entry->code == CC_JOURNAL_PATIENCE) {
        self->contact[self->n_contacts - 1].patience = entry->value;
    }
}

static int
by_name(const void *a, const void *b)
{
    const contact *x = a, *y = b;
    return x->issue != y->issue   ? (x->issue < y->issue ? -1 : 1)
           : x->which != y->which ? (x->which < y->which ? -1 : 1)
                                  : 0;
}

static dump
run(const char *file, uint64_t *demand_hash)
{
    const cc_override set[] = {
        {"run.warm_up", "0 s"}, {"run.observe", "7 d"}, {"run.follow_up", "0 s"}};
    verify_center it;
    verify_center_open(&it, file, set, 3, false);
    dump d = {calloc(ROOM, sizeof(customer)), 0, calloc(ROOM, sizeof(contact)), 0};
    assert_non_null(d.customer);
    assert_non_null(d.contact);
    sim_trace trace = {note, &d};
    cc_center_set_trace(it.center, &trace);
    verify_center_run(&it, 2001, 3);
    qsort(d.contact, d.n_contacts, sizeof(contact), by_name);
    *demand_hash = it.scenario.demand_hash;
    verify_center_close(&it);
    return d;
}

static void
of_a_bank_with_and_without_chat_and_mail(void **state)
{
    (void)state;
    uint64_t hash_a, hash_b;
    dump a = run("scenarios/bank/call_center.cfg", &hash_a);
    dump b = run("scenarios/bank/contact_center.cfg", &hash_b);
    assert_true(hash_a == hash_b);
    assert_true(a.n_customers > 3000);
    assert_int_equal(a.n_customers, b.n_customers);
    assert_memory_equal(a.customer, b.customer, a.n_customers * sizeof(customer));
    size_t n_both = 0, n_again = 0;
    for (size_t j = 0, k = 0; j < a.n_contacts && k < b.n_contacts;) {
        const int order = by_name(&a.contact[j], &b.contact[k]);
        if (order == 0) {
            assert_memory_equal(&a.contact[j], &b.contact[k], sizeof(contact));
            n_both++;
            n_again += cc_told_unpack(a.contact[j].which).attempt > 0;
        }
        j += order <= 0;
        k += order >= 0;
    }
    assert_true(n_both > 1500 && n_again > 20);
    free(a.customer);
    free(a.contact);
    free(b.customer);
    free(b.contact);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(of_a_bank_with_and_without_chat_and_mail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

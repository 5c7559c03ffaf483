/* The ranks of a job as threads of this one: rank 0 hands out, the others work, some die. */
#include "experiment/ranks/outpost.h"
#include "experiment/ranks/post.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define RANKS 4
#define CHUNKS 60
#define ROOM 4096

/* ---- mail between threads ---- */

typedef struct letter {
    int from;
    size_t n;
    unsigned char *byte;
} letter;

static struct {
    pthread_mutex_t lock;
    letter box[RANKS][ROOM];
    size_t first[RANKS], last[RANKS];
    int gives_left[RANKS]; /* of a rank that dies; < 0: it does not */
    bool is_dead[RANKS];
} mail = {.lock = PTHREAD_MUTEX_INITIALIZER};

static _Thread_local int own_rank;

static void
nap(void)
{
    nanosleep(&(struct timespec){.tv_nsec = 300000}, NULL);
}

static double
now(void)
{
    struct timespec it;
    clock_gettime(CLOCK_MONOTONIC, &it);
    return (double)it.tv_sec + 1e-9 * (double)it.tv_nsec;
}

/* A rank that has said so many results says nothing more. */
static bool
send(int rank, const void *byte, size_t n)
{
    xp_message message;
    assert_int_equal(xp_message_read(&message, byte, n), SIM_OK);
    const bool is_give = message.kind == XP_MESSAGE_GIVE;
    pthread_mutex_lock(&mail.lock);
    if (is_give && mail.gives_left[own_rank] == 0) {
        mail.is_dead[own_rank] = true;
    } else if (is_give && mail.gives_left[own_rank] > 0) {
        mail.gives_left[own_rank]--;
    }
    if (!mail.is_dead[own_rank]) {
        letter *it = &mail.box[rank][mail.last[rank]++ % ROOM];
        *it = (letter){.from = own_rank, .n = n, .byte = malloc(n)};
        memcpy(it->byte, byte, n);
    }
    pthread_mutex_unlock(&mail.lock);
    return true;
}

static size_t
receive(int *rank, unsigned char **byte, double wait)
{
    const double until = now() + wait;
    for (;;) {
        pthread_mutex_lock(&mail.lock);
        letter it = {0};
        if (mail.first[own_rank] < mail.last[own_rank]) {
            it = mail.box[own_rank][mail.first[own_rank]++ % ROOM];
        }
        pthread_mutex_unlock(&mail.lock);
        if (it.n > 0 || now() >= until) {
            *rank = it.from;
            *byte = it.byte;
            return it.n;
        }
        nap();
    }
}

static const xp_transport threads = {.version = "1", .send = send, .receive = receive};

/* ---- work: a chunk's bytes are its first replication ---- */

static void *
hand_new(void *context, const atomic_bool *stop)
{
    (void)stop;
    return context;
}

static void
hand_delete(void *hand)
{
    (void)hand;
}

static int
hand_do(void *hand, const xp_chunk *chunk, xp_bundle *bundle)
{
    (void)hand;
    nap();
    bundle->bytes.n = 0;
    const int ret = cc_pack_room(&bundle->bytes, 10);
    if (ret == SIM_OK) {
        cc_pack_put(&bundle->bytes, chunk->first * 7);
    }
    return ret;
}

/* ---- the office ---- */

typedef struct office_desk {
    pthread_mutex_t lock;
    int state[CHUNKS]; /* 0: to be done, 1: handed out, 2: done */
    int n_done, n_lost, n_twice, n_wrong;
    int of_worker[2 * RANKS]; /* chunks done */
    bool over;                /* ended early */
} office_desk;

static bool
is_over(void *context)
{
    const office_desk *self = context;
    return self->over || self->n_done == CHUNKS;
}

static xp_agenda_answer
take(void *context, int w, xp_chunk *chunk)
{
    office_desk *self = context;
    assert_in_range(w, 0, 2 * RANKS);
    if (is_over(self)) {
        return XP_AGENDA_DONE;
    }
    for (int j = 0; j < CHUNKS; j++) {
        if (self->state[j] == 0) {
            self->state[j] = 1;
            *chunk = (xp_chunk){.point = 3, .first = (uint64_t)j, .n = 5};
            return XP_AGENDA_CHUNK;
        }
    }
    return XP_AGENDA_WAIT;
}

static void
give(void *context, int w, const xp_chunk *chunk, const unsigned char *byte, size_t n,
     double seconds)
{
    office_desk *self = context;
    if (byte == NULL) {
        self->n_lost++;
        self->state[chunk->first] = 0;
        return;
    }
    cc_unpack from = {.byte = byte, .end = byte + n};
    self->n_wrong += cc_unpack_take(&from) != chunk->first * 7 || chunk->n != 5 || seconds <= 0;
    self->n_twice += self->state[chunk->first] == 2;
    self->state[chunk->first] = 2;
    self->of_worker[w]++;
    self->n_done++;
}

/* ---- a job ---- */

typedef struct member {
    int number;
    xp_hello hello;
    int ret;
    cc_refusal refusal;
    pthread_t thread;
} member;

static void *
rank_run(void *argument)
{
    member *self = argument;
    own_rank = self->number;
    const xp_outpost_plan plan = {.transport = &threads,
                                  .hello = self->hello,
                                  .labour = {hand_new, hand_delete, hand_do, self}};
    self->ret = xp_outpost_run(&plan, &self->refusal);
    return NULL;
}

static const xp_hello same = {
    .version = "1", .host = "here", .plan = 99, .seed = 1, .points = 4, .threads = 2};

static xp_post *
begin(member *ranks, double silence)
{
    own_rank = 0;
    memset(mail.first, 0, sizeof(mail.first));
    memset(mail.last, 0, sizeof(mail.last));
    for (int r = 0; r < RANKS; r++) {
        mail.is_dead[r] = false;
        mail.gives_left[r] = -1;
    }
    for (int r = 1; r < RANKS; r++) {
        ranks[r].number = r;
        if (ranks[r].hello.version == NULL) {
            ranks[r].hello = same;
        }
    }
    const xp_post_plan plan = {.transport = &threads,
                               .n_ranks = RANKS,
                               .hello = same,
                               .silence = silence,
                               .last_wait = 0.2};
    return xp_post_new(&plan);
}

static void
start(member *ranks)
{
    for (int r = 1; r < RANKS; r++) {
        assert_int_equal(pthread_create(&ranks[r].thread, NULL, rank_run, &ranks[r]), 0);
    }
}

static void
join(member *ranks)
{
    for (int r = 1; r < RANKS; r++) {
        pthread_join(ranks[r].thread, NULL);
    }
    for (int r = 0; r < RANKS; r++) { /* letters that nobody reads */
        for (; mail.first[r] < mail.last[r]; mail.first[r]++) {
            free(mail.box[r][mail.first[r] % ROOM].byte);
        }
    }
}

static void
every_chunk_is_done_once(void **state)
{
    (void)state;
    member ranks[RANKS] = {0};
    office_desk desk = {0};
    cc_refusal refusal;
    xp_post *post = begin(ranks, 0);
    start(ranks);
    assert_int_equal(xp_post_greet(post, 20, &refusal), SIM_OK);
    xp_post_serve(post, &(xp_office){take, is_over, give, &desk});
    join(ranks);
    for (int r = 1; r < RANKS; r++) {
        assert_int_equal(ranks[r].ret, SIM_OK);
    }
    for (int w = 0; w < 6; w++) {
        assert_in_range(desk.of_worker[w], 1, CHUNKS);
    }
    assert_int_equal(desk.n_done, CHUNKS);
    assert_int_equal(desk.n_lost + desk.n_twice + desk.n_wrong, 0);
    assert_int_equal(xp_post_gone(post), 0);
    xp_post_delete(post);
}

/* A rank falls silent with chunks in its hands: others do them. */
static void
a_dead_rank_costs_its_chunks(void **state)
{
    (void)state;
    member ranks[RANKS] = {0};
    office_desk desk = {0};
    cc_refusal refusal;
    xp_post *post = begin(ranks, 1.3); /* they say every second that they live */
    mail.gives_left[2] = 1;
    start(ranks);
    assert_int_equal(xp_post_greet(post, 20, &refusal), SIM_OK);
    xp_post_serve(post, &(xp_office){take, is_over, give, &desk});
    assert_int_equal(desk.n_done, CHUNKS);
    assert_in_range(desk.n_lost, 1, 2);
    assert_int_equal(desk.n_twice + desk.n_wrong, 0);
    assert_int_equal(xp_post_gone(post), 1);
    cc_pack buffer = {0}; /* what was given up hears no end */
    assert_int_equal(xp_message_write(&buffer, &(xp_message){.kind = XP_MESSAGE_END}), SIM_OK);
    send(2, buffer.byte, buffer.n);
    cc_pack_free(&buffer);
    join(ranks);
    xp_post_delete(post);
}

/* What is under way when the work ends early is waited for, but not for long. */
static void
an_early_end_is_quick(void **state)
{
    (void)state;
    member ranks[RANKS] = {0};
    office_desk desk = {.over = true};
    cc_refusal refusal;
    xp_post *post = begin(ranks, 0);
    start(ranks);
    assert_int_equal(xp_post_greet(post, 20, &refusal), SIM_OK);
    xp_post_serve(post, &(xp_office){take, is_over, give, &desk});
    join(ranks);
    assert_int_equal(desk.n_done, 0);
    xp_post_delete(post);
}

static void
another_plan_is_refused_everywhere(void **state)
{
    (void)state;
    static const struct {
        xp_hello hello;
        const char *says;
    } cases[] = {
        {{.version = "2", .host = "there", .plan = 99, .seed = 1, .points = 4, .threads = 1},
         "rank 3 on there is ccsim 2, and rank 0 is ccsim 1"},
        {{.version = "1", .host = "there", .plan = 98, .seed = 1, .points = 4, .threads = 1},
         "rank 3 on there reads another plan (hash 0000000000000062) than rank 0 "
         "(0000000000000063): are its files the same?"},
        {{.version = "1", .host = "there", .plan = 99, .seed = 2, .points = 4, .threads = 1},
         "rank 3 on there reads another plan (hash 0000000000000063) than rank 0 "
         "(0000000000000063): are its files the same?"},
    };
    for (size_t j = 0; j < sizeof(cases) / sizeof(cases[0]); j++) {
        member ranks[RANKS] = {0};
        cc_refusal refusal;
        ranks[3].hello = cases[j].hello;
        xp_post *post = begin(ranks, 0);
        start(ranks);
        assert_int_equal(xp_post_greet(post, 20, &refusal), SIM_ERR_REFUSED);
        assert_string_equal(refusal.text, cases[j].says);
        join(ranks);
        for (int r = 1; r < RANKS; r++) {
            assert_int_equal(ranks[r].ret, SIM_ERR_REFUSED);
            assert_string_equal(ranks[r].refusal.text, cases[j].says);
        }
        xp_post_delete(post);
    }
}

static void
a_rank_that_does_not_come_is_not_waited_for_for_ever(void **state)
{
    (void)state;
    member ranks[RANKS] = {0};
    cc_refusal refusal;
    xp_post *post = begin(ranks, 0);
    assert_int_equal(xp_post_greet(post, 0.01, &refusal), SIM_ERR_REFUSED);
    assert_string_equal(refusal.text, "only 1 of 4 ranks came up within 0 s");
    start(ranks);
    join(ranks);
    xp_post_delete(post);
}

static void
a_message_is_read_as_it_was_written(void **state)
{
    (void)state;
    const unsigned char bytes[3] = {0, 255, 7};
    const xp_message said = {.kind = XP_MESSAGE_GIVE,
                             .worker = 3,
                             .chunk = {1234567, UINT64_MAX, 99, true},
                             .seconds = 0.1,
                             .hello = {"1.2", "node", UINT64_MAX, 5, 6, 7},
                             .text = "why",
                             .byte = bytes,
                             .n = 3};
    cc_pack pack = {0};
    xp_message heard;
    assert_int_equal(xp_message_write(&pack, &said), SIM_OK);
    assert_int_equal(xp_message_read(&heard, pack.byte, pack.n), SIM_OK);
    assert_int_equal(heard.kind, said.kind);
    assert_int_equal(heard.worker, 3);
    assert_int_equal(heard.chunk.point, 1234567);
    assert_true(heard.chunk.first == UINT64_MAX && heard.chunk.n == 99 && heard.chunk.wants_text);
    assert_true(heard.seconds == 0.1);
    assert_string_equal(heard.hello.version, "1.2");
    assert_string_equal(heard.hello.host, "node");
    assert_string_equal(heard.text, "why");
    assert_true(heard.hello.plan == UINT64_MAX && heard.hello.seed == 5 &&
                heard.hello.points == 6 && heard.hello.threads == 7);
    assert_int_equal(heard.n, 3);
    assert_memory_equal(heard.byte, bytes, 3);
    for (size_t n = 0; n + 3 < pack.n; n++) {
        assert_int_equal(xp_message_read(&heard, pack.byte, n), SIM_ERR_LAYOUT);
    }
    cc_pack_free(&pack);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_message_is_read_as_it_was_written),
        cmocka_unit_test(every_chunk_is_done_once),
        cmocka_unit_test(a_dead_rank_costs_its_chunks),
        cmocka_unit_test(an_early_end_is_quick),
        cmocka_unit_test(another_plan_is_refused_everywhere),
        cmocka_unit_test(a_rank_that_does_not_come_is_not_waited_for_for_ever),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

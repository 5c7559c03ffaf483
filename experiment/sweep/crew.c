/* Threads that take chunks and do them, and one that owns the store: the one that called. What comes in waits in
 * a queue, which has an end, so that who works waits for who writes rather than fill the memory. One mutex
 * guards agenda and queue; the store is used without it. */
#include "experiment/sweep/crew.h"

#include "experiment/sweep/eta.h"
#include "experiment/sweep/hand.h"
#include "experiment/sweep/looks.h"
#include "sim/memory.h"
#include <locale.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define TICK 0.1    /* s, after which flags are looked at again */
#define COMMITS 0.2 /* s, after which what was put is committed; or so many bytes: */
#define AT_ONCE (1 << 22)
#define QUEUE (1 << 26) /* bytes that may wait */

typedef struct delivery {
    struct delivery *next;
    xp_chunk chunk;
    xp_bundle bundle;
    bool is_lost;
    double seconds;
} delivery;

struct xp_crew {
    const xp_crew_plan *plan;
    xp_agenda *agenda;
    xp_looks *looks;
    pthread_mutex_t lock;
    pthread_cond_t work;  /* there may be more to take, or the end came */
    pthread_cond_t come;  /* something was delivered */
    pthread_cond_t taken; /* there is room in the queue */
    delivery *first, *last, *spare;
    size_t waiting; /* bytes in the queue */
    bool stopping;
    atomic_bool enough; /* no further replication is begun */
    int error;
    cc_refusal refusal;
    sim_budget budget;
    double start, committed, contacts;
    bool is_dirty;
    int n_workers; /* of all ranks */
    xp_eta eta;
    size_t uncommitted; /* bytes, about */
};

static double
now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static bool
is_set(const atomic_bool *flag)
{
    return flag != NULL && atomic_load(flag);
}

/* With the lock held. */
static void
stop(xp_crew *self)
{
    self->stopping = true;
    atomic_store(&self->enough, true);
    pthread_cond_broadcast(&self->work);
    pthread_cond_broadcast(&self->taken);
    pthread_cond_broadcast(&self->come);
}

static void
fail(xp_crew *self, int error, const char *text)
{
    if (self->error == SIM_OK) {
        self->error = error;
        (void)cc_refuse(&self->refusal, NULL, 0, "%s",
                        text != NULL && text[0] != '\0' ? text : sim_strerror(error));
    }
    stop(self);
}

/* ---- who works ---- */

/* With the lock held. */
static xp_agenda_answer
take(xp_crew *self, int w, xp_chunk *chunk)
{
    const xp_agenda_answer answer =
        self->stopping ? XP_AGENDA_DONE : xp_agenda_take(self->agenda, w, chunk);
    if (answer == XP_AGENDA_CHUNK) {
        pthread_cond_signal(&self->come); /* there may be room for one more point */
    }
    return answer;
}

xp_agenda_answer
xp_crew_take(xp_crew *self, int w, xp_chunk *chunk)
{
    pthread_mutex_lock(&self->lock);
    const xp_agenda_answer answer = take(self, w, chunk);
    self->n_workers = w >= self->n_workers ? w + 1 : self->n_workers;
    pthread_mutex_unlock(&self->lock);
    return answer;
}

bool
xp_crew_is_over(xp_crew *self)
{
    pthread_mutex_lock(&self->lock);
    const bool is_over = self->stopping || xp_agenda_is_done(self->agenda);
    pthread_mutex_unlock(&self->lock);
    return is_over;
}

/* Waits for one. false: the end. */
static bool
wait_for_chunk(xp_crew *self, int w, xp_chunk *chunk)
{
    xp_agenda_answer answer;
    pthread_mutex_lock(&self->lock);
    while ((answer = take(self, w, chunk)) == XP_AGENDA_WAIT) {
        pthread_cond_wait(&self->work, &self->lock);
    }
    pthread_mutex_unlock(&self->lock);
    return answer == XP_AGENDA_CHUNK;
}

/* Puts the bundle's bytes into the queue, and gives others for them. With the lock held. */
static void
deliver(xp_crew *self, const xp_chunk *chunk, xp_bundle *bundle, bool is_lost, double seconds)
{
    while (self->waiting > QUEUE && !self->stopping) {
        pthread_cond_wait(&self->taken, &self->lock);
    }
    delivery *it = self->spare;
    if (it != NULL) {
        self->spare = it->next;
    } else {
        it = sim_memory_zeros(1, sizeof(*it));
    }
    if (it == NULL) {
        fail(self, SIM_ERR_NOMEM, NULL);
        return;
    }
    const xp_bundle other = it->bundle;
    it->next = NULL;
    it->chunk = *chunk;
    it->is_lost = is_lost;
    it->seconds = seconds;
    it->bundle = *bundle;
    *bundle = other;
    self->waiting += it->bundle.bytes.n;
    if (self->last != NULL) {
        self->last->next = it;
    } else {
        self->first = it;
    }
    self->last = it;
    pthread_cond_signal(&self->come);
}

void
xp_crew_give(xp_crew *self, int w, const xp_chunk *chunk, const unsigned char *byte, size_t n,
             double seconds)
{
    (void)w;
    xp_bundle bundle = {0};
    const int ret = byte == NULL ? SIM_OK : cc_pack_room(&bundle.bytes, n);
    if (ret == SIM_OK && byte != NULL) {
        memcpy(bundle.bytes.byte, byte, n);
        bundle.bytes.n = n;
    }
    pthread_mutex_lock(&self->lock);
    if (ret != SIM_OK) {
        fail(self, ret, NULL);
    } else {
        deliver(self, chunk, &bundle, byte == NULL, seconds);
    }
    pthread_mutex_unlock(&self->lock);
    xp_bundle_free(&bundle);
}

typedef struct worker {
    xp_crew *crew;
    int number;
    xp_hand *hand;
    xp_bundle bundle;
    pthread_t thread;
    bool started;
} worker;

static void *
work(void *argument)
{
    worker *self = argument;
    xp_crew *crew = self->crew;
    xp_chunk chunk;
    while (wait_for_chunk(crew, self->number, &chunk)) {
        const double start = now();
        const int ret = xp_hand_do(self->hand, &chunk, &self->bundle);
        const double seconds = now() - start;
        pthread_mutex_lock(&crew->lock);
        if (ret == SIM_OK || ret == SIM_ERR_INTERRUPTED) {
            deliver(crew, &chunk, &self->bundle, false, seconds);
        } else {
            fail(crew, ret, NULL);
        }
        pthread_mutex_unlock(&crew->lock);
    }
    return NULL;
}

static void *
link_up(void *argument)
{
    xp_crew *crew = argument;
    crew->plan->remote(crew->plan->link, crew);
    return NULL;
}

/* ---- who owns the store: with the lock held, which is let go where the store is used ---- */

static void
say_progress(xp_crew *self)
{
    if (self->plan->on_progress == NULL) {
        return;
    }
    const xp_agenda_count count = xp_agenda_counted(self->agenda);
    const double seconds = now() - self->start;
    const double left = (double)count.replications - (double)count.replications_done;
    const xp_crew_progress progress = {
        .count = count,
        .seconds = seconds,
        .contacts = self->contacts,
        .left = xp_eta_seconds(&self->eta, self->n_workers, left, seconds)};
    self->plan->on_progress(self->plan->context, &progress);
}

/* What the store knows of a scenario, for the agenda. */
static int
tell_loaded(xp_crew *self, size_t point, uint64_t scenario)
{
    const xp_sweep *sweep = self->plan->sweep;
    xp_agenda_point it = {
        .point = point, .scenario = scenario, .seed = xp_sweep_point_seed(sweep, point)};
    uint64_t *there;
    pthread_mutex_unlock(&self->lock);
    int ret = xp_store_replications(self->plan->store, it.scenario, it.seed, &there, &it.n_there,
                                    &it.failed);
    if (ret == SIM_OK && it.n_there > 0) {
        ret = xp_store_fill_samples(self->plan->store, sweep, it.scenario, it.seed);
    }
    pthread_mutex_lock(&self->lock);
    it.there = there;
    if (ret != SIM_OK) {
        fail(self, ret, xp_store_problem(self->plan->store));
    } else {
        ret = xp_agenda_loaded(self->agenda, &it);
        if (ret != SIM_OK) {
            fail(self, ret, NULL);
        }
    }
    free(there);
    return ret;
}

static void
ask_store(xp_crew *self, size_t point)
{
    xp_store_known known;
    uint64_t scenario;
    pthread_mutex_unlock(&self->lock);
    /* in one transaction with what is put: else each question locks and unlocks the file */
    int ret = xp_store_begin(self->plan->store);
    if (ret == SIM_OK) {
        ret = xp_store_find_point(self->plan->store, self->plan->sweep, point, &known, &scenario);
    }
    pthread_mutex_lock(&self->lock);
    self->is_dirty = true;
    if (ret != SIM_OK) {
        fail(self, ret, xp_store_problem(self->plan->store));
        return;
    }
    if (known == XP_STORE_LOADED) {
        (void)tell_loaded(self, point, scenario);
        return;
    }
    ret = known == XP_STORE_REFUSED ? xp_agenda_refused(self->agenda, point)
                                    : xp_agenda_unknown(self->agenda, point);
    if (ret != SIM_OK) {
        fail(self, ret, NULL);
    }
}

static void
look(xp_crew *self, size_t point, uint64_t n)
{
    bool narrow, in_vain;
    xp_store_known known;
    uint64_t scenario;
    cc_refusal refusal = {""};
    pthread_mutex_unlock(&self->lock);
    int ret = xp_store_find_point(self->plan->store, self->plan->sweep, point, &known, &scenario);
    if (ret == SIM_OK) {
        ret = xp_looks_at(self->looks, scenario, xp_sweep_point_seed(self->plan->sweep, point), n,
                          &narrow, &in_vain, &refusal);
    }
    pthread_mutex_lock(&self->lock);
    if (ret != SIM_OK) {
        fail(self, ret,
             refusal.text[0] != '\0' ? refusal.text : xp_store_problem(self->plan->store));
        return;
    }
    xp_agenda_looked(self->agenda, point, n, narrow, in_vain);
}

/* What a bundle has: complete replications, contacts, and whether one failed. */
static int
count_items(const xp_bundle_reader *bundle, uint32_t *n, bool *failed, double *contacts)
{
    xp_bundle_reader reader = *bundle;
    xp_bundle_item item;
    int error;
    *n = 0;
    *failed = false;
    while (xp_bundle_next(&reader, &item, &error)) {
        if (item.error == SIM_OK) {
            ++*n;
            *contacts += item.contacts;
        } else {
            *failed = true;
        }
    }
    return error;
}

static void
keep(xp_crew *self, const delivery *it)
{
    xp_bundle_reader reader;
    uint32_t n = 0;
    bool failed = false;
    double contacts = 0;
    pthread_mutex_unlock(&self->lock);
    int ret = xp_bundle_read(&reader, it->bundle.bytes.byte, it->bundle.bytes.n);
    ret = ret == SIM_OK && reader.head.message == NULL
              ? count_items(&reader, &n, &failed, &contacts)
              : ret;
    ret = ret == SIM_OK ? xp_store_put_bundle(self->plan->store, self->plan->sweep, &reader) : ret;
    self->is_dirty = true;
    self->uncommitted += it->bundle.bytes.n;
    pthread_mutex_lock(&self->lock);
    if (ret != SIM_OK) {
        fail(self, ret, ret == SIM_ERR_LAYOUT ? NULL : xp_store_problem(self->plan->store));
        return;
    }
    self->contacts += contacts;
    if (reader.head.message != NULL) {
        ret = xp_agenda_refused(self->agenda, it->chunk.point);
    } else if (it->chunk.n == 0) {
        (void)tell_loaded(self, it->chunk.point, reader.head.scenario);
    } else {
        xp_eta_add(&self->eta, n, it->seconds);
        ret = xp_agenda_done(self->agenda, &it->chunk, n, failed, it->seconds);
    }
    if (ret != SIM_OK) {
        fail(self, ret, NULL);
    }
}

static void
receive(xp_crew *self)
{
    delivery *it = self->first;
    self->first = it->next;
    self->last = self->first == NULL ? NULL : self->last;
    if (it->is_lost) {
        const int ret = xp_agenda_lost(self->agenda, &it->chunk);
        if (ret != SIM_OK) {
            fail(self, ret, NULL);
        }
    } else if (self->error == SIM_OK) {
        keep(self, it);
    }
    self->waiting -= it->bundle.bytes.n;
    it->bundle.bytes.n = 0;
    it->next = self->spare;
    self->spare = it;
    pthread_cond_broadcast(&self->taken);
    pthread_cond_broadcast(&self->work);
}

static void
commit(xp_crew *self)
{
    pthread_mutex_unlock(&self->lock);
    const int ret = xp_store_commit(self->plan->store);
    self->committed = now();
    self->is_dirty = false;
    self->uncommitted = 0;
    pthread_mutex_lock(&self->lock);
    if (ret != SIM_OK) {
        fail(self, ret, xp_store_problem(self->plan->store));
    }
}

static void
wait_for_a_while(xp_crew *self, double seconds)
{
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    const long nanoseconds = until.tv_nsec + (long)(1e9 * seconds);
    until.tv_sec += nanoseconds / 1000000000;
    until.tv_nsec = nanoseconds % 1000000000;
    pthread_cond_timedwait(&self->come, &self->lock, &until);
}

static bool
is_over(const xp_crew *self)
{
    const xp_crew_plan *plan = self->plan;
    return is_set(plan->finish) || is_set(plan->stop) ||
           (plan->sweep->budget > 0 && now() - self->start >= plan->sweep->budget);
}

/* Until everything is done, or no worker is left who could bring something. */
static void
own_store(xp_crew *self, const atomic_int *n_working)
{
    double ticked = self->start;
    size_t point;
    uint64_t n;
    pthread_mutex_lock(&self->lock);
    for (;;) {
        if (!self->stopping && is_over(self)) {
            stop(self);
        }
        const double time = now();
        if (time >= ticked + TICK) {
            ticked = time;
            say_progress(self);
        }
        const bool is_due = time >= self->committed + COMMITS || self->uncommitted > AT_ONCE;
        if (self->is_dirty && is_due && self->error == SIM_OK) {
            commit(self);
        } else if (self->first != NULL) {
            receive(self);
            say_progress(self);
        } else if (!self->stopping && xp_agenda_look(self->agenda, &point, &n)) {
            look(self, point, n);
            pthread_cond_broadcast(&self->work);
        } else if (!self->stopping && xp_agenda_ask(self->agenda, &point)) {
            ask_store(self, point);
            pthread_cond_broadcast(&self->work);
        } else if (atomic_load(n_working) == 0) {
            break;
        } else {
            pthread_cond_broadcast(&self->work); /* it may be the end */
            wait_for_a_while(self, TICK);
        }
    }
    if (self->error == SIM_OK) {
        commit(self);
    }
    say_progress(self);
    pthread_mutex_unlock(&self->lock);
}

/* ---- the whole ---- */

typedef struct crowd {
    xp_crew *crew;
    worker *worker;
    int n_workers;
    pthread_t remote;
    bool has_remote;
    atomic_int n_working;
} crowd;

typedef struct member {
    crowd *crowd;
    void *(*function)(void *);
    void *argument;
    locale_t locale; /* of who has started it: numbers are read and written as there */
} member;

static void
leave(crowd *self)
{
    pthread_mutex_lock(&self->crew->lock);
    atomic_fetch_sub(&self->n_working, 1);
    pthread_cond_signal(&self->crew->come);
    pthread_mutex_unlock(&self->crew->lock);
}

static void *
begin(void *argument)
{
    const member it = *(const member *)argument;
    (void)uselocale(it.locale);
    it.function(it.argument);
    leave(it.crowd);
    return NULL;
}

static int
run_all(xp_crew *self, worker *workers, int n_workers)
{
    crowd all = {.crew = self, .worker = workers, .n_workers = n_workers};
    member *members = sim_memory_zeros((size_t)n_workers + 1, sizeof(*members));
    int started = 0;
    if (members == NULL) {
        return SIM_ERR_NOMEM;
    }
    for (; started < n_workers; started++) {
        members[started] = (member){&all, work, &workers[started], uselocale((locale_t)0)};
        atomic_fetch_add(&all.n_working, 1);
        if (pthread_create(&workers[started].thread, NULL, begin, &members[started]) != 0) {
            atomic_fetch_sub(&all.n_working, 1);
            break;
        }
    }
    if (self->plan->remote != NULL) {
        members[n_workers] = (member){&all, link_up, self, uselocale((locale_t)0)};
        atomic_fetch_add(&all.n_working, 1);
        all.has_remote = pthread_create(&all.remote, NULL, begin, &members[n_workers]) == 0;
        if (!all.has_remote) {
            atomic_fetch_sub(&all.n_working, 1);
        }
    }
    if (started == 0 && !all.has_remote) {
        pthread_mutex_lock(&self->lock);
        fail(self, SIM_ERR_LIMIT, "no thread can be started");
        pthread_mutex_unlock(&self->lock);
    }
    own_store(self, &all.n_working);
    for (int j = 0; j < started; j++) {
        pthread_join(workers[j].thread, NULL);
    }
    if (all.has_remote) {
        pthread_join(all.remote, NULL);
    }
    free(members);
    return self->error;
}

static int
prepare(xp_crew *self)
{
    const xp_crew_plan *plan = self->plan;
    size_t n;
    self->agenda = xp_agenda_new(plan->sweep, plan->shard, plan->n_shards);
    self->looks = xp_looks_new(plan->sweep, plan->store, 8 + 4 * (size_t)plan->threads);
    if (self->agenda == NULL || self->looks == NULL) {
        return SIM_ERR_NOMEM;
    }
    int ret = xp_store_put_plan(plan->store, plan->sweep);
    if (ret == SIM_OK && plan->retry_failed) {
        ret = xp_store_forget_failures(plan->store, plan->sweep, &n);
    }
    return ret == SIM_OK ? xp_store_commit(plan->store) : ret;
}

static void
crew_free(xp_crew *self)
{
    delivery *const list[] = {self->first, self->spare};
    for (int j = 0; j < 2; j++) {
        for (delivery *it = list[j], *next; it != NULL; it = next) {
            next = it->next;
            xp_bundle_free(&it->bundle);
            free(it);
        }
    }
    xp_agenda_delete(self->agenda);
    xp_looks_delete(self->looks);
    pthread_mutex_destroy(&self->lock);
    pthread_cond_destroy(&self->work);
    pthread_cond_destroy(&self->come);
    pthread_cond_destroy(&self->taken);
}

int
xp_crew_run(xp_crew_result *self, const xp_crew_plan *plan, cc_refusal *refusal)
{
    xp_crew crew = {.plan = plan,
                    .lock = PTHREAD_MUTEX_INITIALIZER,
                    .work = PTHREAD_COND_INITIALIZER,
                    .taken = PTHREAD_COND_INITIALIZER,
                    .budget = {.most = plan->memory},
                    .n_workers = plan->threads,
                    .start = now()};
    worker *workers = sim_memory_zeros((size_t)plan->threads, sizeof(*workers));
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&crew.come, &monotonic);
    pthread_condattr_destroy(&monotonic);
    *self = (xp_crew_result){0};
    crew.committed = crew.start;
    int ret = workers == NULL ? SIM_ERR_NOMEM : prepare(&crew);
    if (ret != SIM_OK && ret != SIM_ERR_NOMEM) {
        (void)cc_refuse(&crew.refusal, NULL, 0, "%s", xp_store_problem(plan->store));
    }
    for (int j = 0; j < plan->threads && ret == SIM_OK; j++) {
        xp_hand *hand = xp_hand_new(plan->sweep, &crew.budget, &crew.enough, plan->stop);
        workers[j] = (worker){.crew = &crew, .number = j, .hand = hand};
        ret = hand == NULL ? SIM_ERR_NOMEM : SIM_OK;
    }
    if (ret == SIM_OK) {
        ret = run_all(&crew, workers, plan->threads);
        self->count = xp_agenda_counted(crew.agenda);
        self->partial = self->count.points_done < self->count.points;
    }
    for (int j = 0; workers != NULL && j < plan->threads; j++) {
        xp_hand_delete(workers[j].hand);
        xp_bundle_free(&workers[j].bundle);
    }
    free(workers);
    self->seconds = now() - crew.start;
    if (ret != SIM_OK) {
        *refusal = crew.refusal;
        if (refusal->text[0] == '\0') {
            (void)cc_refuse(refusal, NULL, 0, "%s", sim_strerror(ret));
        }
    }
    crew_free(&crew);
    return ret;
}

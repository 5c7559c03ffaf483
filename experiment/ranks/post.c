/* One loop: chunks to those who are idle, then the next message, then a look for ranks that fell silent. A
 * job has hundreds of ranks at most, and a turn of the loop costs microseconds. */
#include "experiment/ranks/post.h"

#include "sim/memory.h"
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define SILENCE 10.0    /* s: a rank says every second that it is alive, */
#define ALIVE_EVERY 5.0 /* and so does this one */
#define LAST_WAIT 0.5   /* s: mpirun kills a second after it was told to end */
#define IDLE_TURN 1e-3  /* s, between looks for work where there is none */
#define TURN 0.05

typedef enum worker_state { WORKER_BUSY, WORKER_IDLE, WORKER_ENDED } worker_state;

typedef struct worker {
    int rank;
    worker_state state;
    bool has_chunk;
    xp_chunk chunk;
} worker;

typedef struct place {
    bool greeted, is_gone;
    int first_worker, n_workers;
    double heard; /* s */
    char host[80];
} place;

struct xp_post {
    xp_post_plan plan;
    place *place; /* by rank; of 0 nothing is said */
    worker *worker;
    int n_workers, n_gone;
    cc_pack buffer;
    bool is_ending, is_dismissed;
    double ended, said_alive;
};

static double
now(void)
{
    struct timespec it;
    clock_gettime(CLOCK_MONOTONIC, &it);
    return (double)it.tv_sec + 1e-9 * (double)it.tv_nsec;
}

xp_post *
xp_post_new(const xp_post_plan *plan)
{
    xp_post *self = sim_memory_zeros(1, sizeof(*self));
    if (self == NULL) {
        return NULL;
    }
    self->plan = *plan;
    self->plan.silence = plan->silence > 0 ? plan->silence : SILENCE;
    self->plan.last_wait = plan->last_wait > 0 ? plan->last_wait : LAST_WAIT;
    self->place = sim_memory_zeros((size_t)plan->n_ranks, sizeof(*self->place));
    if (self->place == NULL) {
        free(self);
        return NULL;
    }
    return self;
}

void
xp_post_delete(xp_post *self)
{
    if (self != NULL) {
        free(self->place);
        free(self->worker);
        cc_pack_free(&self->buffer);
        free(self);
    }
}

int
xp_post_gone(const xp_post *self)
{
    return self->n_gone;
}

static bool
send(xp_post *self, int rank, const xp_message *message)
{
    return xp_message_write(&self->buffer, message) == SIM_OK &&
           self->plan.transport->send(rank, self->buffer.byte, self->buffer.n);
}

/* ---- greetings ---- */

void
xp_post_dismiss(xp_post *self, const char *why)
{
    for (int rank = 1; rank < self->plan.n_ranks && !self->is_dismissed; rank++) {
        if (!self->place[rank].is_gone) {
            (void)send(self, rank, &(xp_message){.kind = XP_MESSAGE_END, .text = why});
        }
    }
    self->is_dismissed = true;
}

/* Is it the same program and the same plan? */
static int
check(const xp_post *self, int rank, const xp_hello *it, cc_refusal *refusal)
{
    const xp_hello *own = &self->plan.hello;
    if (strcmp(it->version, own->version) != 0) {
        return cc_refuse(refusal, NULL, 0, "rank %d on %s is ccsim %s, and rank 0 is ccsim %s",
                         rank, it->host, it->version, own->version);
    }
    if (it->plan != own->plan || it->seed != own->seed || it->points != own->points) {
        return cc_refuse(refusal, NULL, 0,
                         "rank %d on %s reads another plan (hash %016llx) than rank 0 (%016llx): "
                         "are its files the same?",
                         rank, it->host, (unsigned long long)it->plan,
                         (unsigned long long)own->plan);
    }
    return SIM_OK;
}

static int
make_workers(xp_post *self)
{
    self->worker = sim_memory_zeros((size_t)self->n_workers, sizeof(*self->worker));
    if (self->worker == NULL) {
        return SIM_ERR_NOMEM;
    }
    int w = 0;
    for (int rank = 1; rank < self->plan.n_ranks; rank++) {
        self->place[rank].first_worker = w;
        self->place[rank].heard = now();
        for (int j = 0; j < self->place[rank].n_workers; j++) {
            self->worker[w++] = (worker){.rank = rank, .state = WORKER_IDLE};
        }
    }
    return SIM_OK;
}

int
xp_post_greet(xp_post *self, double patience, cc_refusal *refusal)
{
    const double until = now() + patience;
    int n = 1, ret = SIM_OK;
    while (n < self->plan.n_ranks && ret == SIM_OK && now() < until) {
        int rank = 0;
        unsigned char *byte = NULL;
        xp_message it;
        const size_t length = self->plan.transport->receive(&rank, &byte, TURN);
        if (length > 0 && xp_message_read(&it, byte, length) == SIM_OK && rank > 0 &&
            rank < self->plan.n_ranks && !self->place[rank].greeted &&
            it.kind == XP_MESSAGE_HELLO) {
            place *from = &self->place[rank];
            from->greeted = true;
            from->n_workers = it.hello.threads < 1024 ? (int)it.hello.threads : 1024;
            self->n_workers += from->n_workers;
            strncpy(from->host, it.hello.host, sizeof(from->host) - 1);
            ret = check(self, rank, &it.hello, refusal);
            n++;
        }
        free(byte);
    }
    if (ret == SIM_OK && n < self->plan.n_ranks) {
        ret = cc_refuse(refusal, NULL, 0, "only %d of %d ranks came up within %.0f s", n,
                        self->plan.n_ranks, patience);
    }
    if (ret == SIM_OK) {
        return make_workers(self);
    }
    xp_post_dismiss(self, refusal->text);
    return ret;
}

/* ---- the work ---- */

static void
lose(xp_post *self, const xp_office *office, int w)
{
    worker *it = &self->worker[w];
    if (it->has_chunk) {
        it->has_chunk = false;
        office->give(office->context, w, &it->chunk, NULL, 0, 0);
    }
    it->state = WORKER_ENDED;
}

static void
lose_rank(xp_post *self, const xp_office *office, int rank)
{
    place *it = &self->place[rank];
    if (it->is_gone) {
        return;
    }
    it->is_gone = true;
    self->n_gone++;
    for (int j = 0; j < it->n_workers; j++) {
        lose(self, office, it->first_worker + j);
    }
    if (self->plan.on_gone != NULL) {
        self->plan.on_gone(self->plan.context, rank, it->host);
    }
}

static void
begin_to_end(xp_post *self)
{
    if (!self->is_ending) {
        self->is_ending = true;
        self->ended = now();
        xp_post_dismiss(self, NULL);
    }
}

/* Chunks to those who are idle. Returns how long the next message may be waited for (s). */
static double
hand_out(xp_post *self, const xp_office *office)
{
    bool any_idle = false;
    for (int w = 0; w < self->n_workers && !self->is_ending; w++) {
        worker *it = &self->worker[w];
        if (it->state != WORKER_IDLE) {
            continue;
        }
        const xp_agenda_answer answer = office->take(office->context, w, &it->chunk);
        if (answer == XP_AGENDA_DONE) {
            begin_to_end(self);
        } else if (answer == XP_AGENDA_WAIT) {
            any_idle = true;
        } else {
            const xp_message chunk = {.kind = XP_MESSAGE_CHUNK,
                                      .worker = (uint32_t)(w - self->place[it->rank].first_worker),
                                      .chunk = it->chunk};
            it->has_chunk = true;
            it->state = WORKER_BUSY;
            if (!send(self, it->rank, &chunk)) {
                lose_rank(self, office, it->rank);
            }
        }
    }
    return any_idle || self->is_ending ? IDLE_TURN : TURN;
}

static void
hear(xp_post *self, const xp_office *office, int rank, const xp_message *message)
{
    place *from = &self->place[rank];
    from->heard = now();
    if (message->kind != XP_MESSAGE_GIVE || message->worker >= (uint32_t)from->n_workers) {
        return;
    }
    const int w = from->first_worker + (int)message->worker;
    worker *it = &self->worker[w];
    if (it->has_chunk) {
        it->has_chunk = false;
        office->give(office->context, w, &it->chunk, message->byte, message->n, message->seconds);
    }
    it->state = self->is_ending ? WORKER_ENDED : WORKER_IDLE;
}

static bool
any_under_way(const xp_post *self)
{
    for (int w = 0; w < self->n_workers; w++) {
        if (self->worker[w].has_chunk) {
            return true;
        }
    }
    return false;
}

/* Who does not hear from here for long ends. */
static void
say_alive(xp_post *self, double at)
{
    if (at < self->said_alive + ALIVE_EVERY || self->is_ending) {
        return;
    }
    self->said_alive = at;
    for (int rank = 1; rank < self->plan.n_ranks; rank++) {
        if (!self->place[rank].is_gone) {
            (void)send(self, rank, &(xp_message){.kind = XP_MESSAGE_ALIVE});
        }
    }
}

void
xp_post_serve(xp_post *self, const xp_office *office)
{
    for (;;) {
        const double wait = hand_out(self, office);
        int rank = 0;
        unsigned char *byte = NULL;
        const size_t n = self->plan.transport->receive(&rank, &byte, wait);
        xp_message message;
        if (n > 0 && rank > 0 && rank < self->plan.n_ranks && self->place[rank].is_gone) {
            (void)send(self, rank,
                       &(xp_message){.kind = XP_MESSAGE_END}); /* it is back, too late */
        } else if (n > 0 && rank > 0 && rank < self->plan.n_ranks &&
                   xp_message_read(&message, byte, n) == SIM_OK) {
            hear(self, office, rank, &message);
        }
        free(byte);
        const double at = now();
        say_alive(self, at);
        for (int j = 1; j < self->plan.n_ranks && n == 0; j++) {
            if (at - self->place[j].heard > self->plan.silence) {
                lose_rank(self, office, j);
            }
        }
        if (n == 0 && office->is_over(office->context)) { /* also when all are busy, or gone */
            begin_to_end(self);
        }
        const bool is_late = self->is_ending && at - self->ended > self->plan.last_wait;
        if (self->is_ending && (is_late || !any_under_way(self))) {
            break;
        }
    }
    for (int w = 0; w < self->n_workers; w++) {
        lose(self, office, w);
    }
}

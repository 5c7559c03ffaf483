/* The thread that was called talks to rank 0, the others work. It looks for what they have done in turns
 * whose length is a hundredth of what chunks take: so much is lost between two chunks, and no more is spent
 * on looking. */
#include "experiment/ranks/outpost.h"

#include "sim/memory.h"
#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#define ALIVE_EVERY 1.0 /* s */
#define PATIENCE 60.0   /* s without a word of rank 0, which says every five that it is alive */

typedef enum hand_state { HAND_IDLE, HAND_BUSY, HAND_DONE, HAND_FAILED, HAND_DISMISSED } hand_state;

typedef struct hand {
    struct outpost *outpost;
    void *labour;
    hand_state state;
    xp_chunk chunk;
    xp_bundle bundle;
    double seconds; /* of the last chunk */
    pthread_t thread;
    bool started;
} hand;

typedef struct outpost {
    const xp_outpost_plan *plan;
    pthread_mutex_t lock;
    pthread_cond_t changed; /* some hand has a chunk, or is dismissed */
    hand *hand;
    int n_hands;
    cc_pack buffer;
    atomic_bool stop;
    bool cannot_send;
    double last_sent; /* s */
} outpost;

static double
now(void)
{
    struct timespec it;
    clock_gettime(CLOCK_MONOTONIC, &it);
    return (double)it.tv_sec + 1e-9 * (double)it.tv_nsec;
}

/* ---- who works ---- */

static void *
work(void *argument)
{
    hand *self = argument;
    outpost *owner = self->outpost;
    pthread_mutex_lock(&owner->lock);
    for (;;) {
        while (self->state != HAND_BUSY && self->state != HAND_DISMISSED) {
            pthread_cond_wait(&owner->changed, &owner->lock);
        }
        if (self->state == HAND_DISMISSED) {
            break;
        }
        pthread_mutex_unlock(&owner->lock);
        const double began = now();
        const int ret = owner->plan->labour.hand_do(self->labour, &self->chunk, &self->bundle);
        pthread_mutex_lock(&owner->lock);
        self->seconds = now() - began;
        if (self->state != HAND_DISMISSED) {
            self->state = ret == SIM_OK || ret == SIM_ERR_INTERRUPTED ? HAND_DONE : HAND_FAILED;
        }
    }
    pthread_mutex_unlock(&owner->lock);
    return NULL;
}

static int
start(outpost *self)
{
    const xp_labour *labour = &self->plan->labour;
    for (int j = 0; j < self->n_hands; j++) {
        hand *it = &self->hand[j];
        it->outpost = self;
        it->labour = labour->hand_new(labour->context, &self->stop);
        if (it->labour == NULL || pthread_create(&it->thread, NULL, work, it) != 0) {
            return SIM_ERR_NOMEM;
        }
        it->started = true;
    }
    return SIM_OK;
}

static void
dismiss(outpost *self)
{
    pthread_mutex_lock(&self->lock);
    atomic_store(&self->stop, true);
    for (int j = 0; j < self->n_hands; j++) {
        self->hand[j].state = HAND_DISMISSED;
    }
    pthread_cond_broadcast(&self->changed);
    pthread_mutex_unlock(&self->lock);
    for (int j = 0; j < self->n_hands; j++) {
        hand *it = &self->hand[j];
        if (it->started) {
            pthread_join(it->thread, NULL);
        }
        if (it->labour != NULL) {
            self->plan->labour.hand_delete(it->labour);
        }
        cc_pack_free(&it->bundle.bytes);
    }
}

/* ---- who talks ---- */

static void
send(outpost *self, const xp_message *message)
{
    if (xp_message_write(&self->buffer, message) != SIM_OK ||
        !self->plan->transport->send(0, self->buffer.byte, self->buffer.n)) {
        self->cannot_send = true;
    }
    self->last_sent = now();
}

/* Gives what is done. How long may be waited for a message before the next look (s); < 0: a hand failed. */
static double
give(outpost *self)
{
    double wait = 0.02;
    bool failed = false;
    for (int j = 0; j < self->n_hands; j++) {
        hand *it = &self->hand[j];
        pthread_mutex_lock(&self->lock);
        const hand_state state = it->state;
        const double turn = it->seconds / 100;
        pthread_mutex_unlock(&self->lock);
        if (state == HAND_DONE) { /* nobody touches it until it has a chunk again */
            send(self, &(xp_message){.kind = XP_MESSAGE_GIVE,
                                     .worker = (uint32_t)j,
                                     .chunk = it->chunk,
                                     .seconds = it->seconds,
                                     .byte = it->bundle.bytes.byte,
                                     .n = it->bundle.bytes.n});
            pthread_mutex_lock(&self->lock);
            it->state = HAND_IDLE;
            pthread_mutex_unlock(&self->lock);
        }
        failed = failed || state == HAND_FAILED;
        wait = state == HAND_BUSY && turn < wait ? turn : wait;
    }
    return failed ? -1 : wait > 1e-4 ? (wait < 2e-3 ? wait : 2e-3) : 1e-4;
}

static bool
any_busy(outpost *self)
{
    bool busy = false;
    pthread_mutex_lock(&self->lock);
    for (int j = 0; j < self->n_hands; j++) {
        busy = busy || self->hand[j].state == HAND_BUSY || self->hand[j].state == HAND_DONE;
    }
    pthread_mutex_unlock(&self->lock);
    return busy;
}

static void
begin_chunk(outpost *self, const xp_message *message)
{
    if (message->worker >= (uint32_t)self->n_hands) {
        return;
    }
    hand *it = &self->hand[message->worker];
    pthread_mutex_lock(&self->lock);
    if (it->state == HAND_IDLE) {
        it->chunk = message->chunk;
        it->state = HAND_BUSY;
        pthread_cond_broadcast(&self->changed);
    }
    pthread_mutex_unlock(&self->lock);
}

static int
talk(outpost *self, cc_refusal *refusal)
{
    bool is_ending = false;
    double heard = now();
    send(self, &(xp_message){.kind = XP_MESSAGE_HELLO, .hello = self->plan->hello});
    while (!is_ending || any_busy(self)) {
        const double wait = give(self);
        if (wait < 0) {
            return SIM_ERR_NOMEM;
        }
        if (self->cannot_send || now() - heard > PATIENCE) {
            return SIM_ERR_IO;
        }
        int rank = 0;
        unsigned char *byte = NULL;
        xp_message message;
        const size_t n = self->plan->transport->receive(&rank, &byte, wait);
        heard = n > 0 ? now() : heard;
        int ret = n > 0 ? xp_message_read(&message, byte, n) : SIM_OK;
        if (n > 0 && ret == SIM_OK && message.kind == XP_MESSAGE_CHUNK && !is_ending) {
            begin_chunk(self, &message);
        } else if (n > 0 && ret == SIM_OK && message.kind == XP_MESSAGE_END) {
            is_ending = true;
            atomic_store(&self->stop, true);
            if (message.text[0] != '\0') {
                ret = cc_refuse(refusal, NULL, 0, "%s", message.text);
            }
        }
        free(byte);
        if (ret != SIM_OK) {
            return ret;
        }
        if (now() - self->last_sent > ALIVE_EVERY) {
            send(self, &(xp_message){.kind = XP_MESSAGE_ALIVE});
        }
    }
    return SIM_OK;
}

int
xp_outpost_run(const xp_outpost_plan *plan, cc_refusal *refusal)
{
    outpost self = {.plan = plan,
                    .lock = PTHREAD_MUTEX_INITIALIZER,
                    .changed = PTHREAD_COND_INITIALIZER,
                    .n_hands = (int)plan->hello.threads};
    self.hand = sim_memory_zeros(plan->hello.threads, sizeof(*self.hand));
    int ret = self.hand == NULL ? SIM_ERR_NOMEM : start(&self);
    if (ret == SIM_OK) {
        ret = talk(&self, refusal);
    }
    if (self.hand != NULL) {
        dismiss(&self);
    }
    free(self.hand);
    cc_pack_free(&self.buffer);
    pthread_mutex_destroy(&self.lock);
    pthread_cond_destroy(&self.changed);
    return ret;
}

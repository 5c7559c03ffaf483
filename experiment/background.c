#include "experiment/background.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

struct xp_background {
    void (*run)(void *context);
    void *context;
    atomic_bool is_done;
    pthread_t thread;
};

static void *
work(void *context)
{
    xp_background *self = context;
    self->run(self->context);
    atomic_store(&self->is_done, true);
    return NULL;
}

xp_background *
xp_background_begin(void (*run)(void *context), void *context)
{
    xp_background *self = calloc(1, sizeof(*self));
    if (self == NULL) {
        return NULL;
    }
    self->run = run;
    self->context = context;
    if (pthread_create(&self->thread, NULL, work, self) != 0) {
        free(self);
        return NULL;
    }
    return self;
}

bool
xp_background_is_done(const xp_background *self)
{
    return atomic_load(&self->is_done);
}

void
xp_background_end(xp_background *self)
{
    if (self != NULL) {
        (void)pthread_join(self->thread, NULL);
        free(self);
    }
}

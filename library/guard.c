/* newlocale is of POSIX 2008. */
#include "library/guard.h"

#include <gsl/gsl_errno.h>
#include <pthread.h>

/* The one thing of the library that is of the process, because GSL's handler is: who is inside. */
static struct {
    pthread_mutex_t lock;
    unsigned n;
    gsl_error_handler_t *before;
} inside = {.lock = PTHREAD_MUTEX_INITIALIZER};

static void
be_quiet(const char *reason, const char *file, int line, int error)
{
    (void)reason;
    (void)file;
    (void)line;
    (void)error;
}

lib_guard
lib_enter(void)
{
    pthread_mutex_lock(&inside.lock);
    if (inside.n++ == 0) {
        inside.before = gsl_set_error_handler(be_quiet);
    }
    pthread_mutex_unlock(&inside.lock);
    const locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    return (lib_guard){plain != (locale_t)0 ? uselocale(plain) : (locale_t)0, plain};
}

void
lib_leave(const lib_guard *self)
{
    if (self->plain != (locale_t)0) {
        (void)uselocale(self->before);
        freelocale(self->plain);
    }
    pthread_mutex_lock(&inside.lock);
    if (--inside.n == 0) {
        gsl_error_handler_t *now = gsl_set_error_handler(inside.before);
        if (now != be_quiet) {
            (void)gsl_set_error_handler(now);
        }
    }
    pthread_mutex_unlock(&inside.lock);
}

/* The handlers touch only atomics and make only calls that POSIX allows them. */
#include "cli/signals.h"

#include "cli/temporary.h"

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const struct {
    int number;
    const char *said;
} caught[] = {
    {SIGINT, "ccsim: ended by SIGINT before the answer was written\n"},
    {SIGTERM, "ccsim: ended by SIGTERM before the answer was written\n"},
    {SIGHUP, "ccsim: ended by SIGHUP before the answer was written\n"},
    {SIGXCPU, "ccsim: ended by SIGXCPU before the answer was written\n"},
    {SIGPIPE, NULL}, /* who has read enough wants no talk */
};
#define N_CAUGHT (sizeof(caught) / sizeof(caught[0]))

/* A signal handler can reach nothing else. */
static atomic_bool is_running, finish_now, stop_now;
static atomic_int n_asked;

static void
end_program(int number)
{
    cli_temporary_remove_all();
    for (size_t j = 0; j < N_CAUGHT; j++) {
        if (caught[j].number == number && caught[j].said != NULL) {
            /* if nobody can hear it, nothing is to be done */
            if (write(STDERR_FILENO, caught[j].said, strlen(caught[j].said)) < 0) {
                break;
            }
        }
    }
    signal(number, SIG_DFL);
    raise(number); /* when this handler returns */
}

static void
on_signal(int number)
{
    const int n = atomic_load(&is_running) ? atomic_fetch_add(&n_asked, 1) : 2;
    if (number == SIGPIPE || n >= 2) {
        end_program(number);
        return;
    }
    atomic_store(&finish_now, true);
    if (n == 1) {
        atomic_store(&stop_now, true);
    } else if (number != SIGINT) {
        alarm(1);
    }
}

/* The second is over. */
static void
on_alarm(int number)
{
    (void)number;
    if (atomic_load(&is_running)) {
        atomic_store(&stop_now, true);
    }
}

/* ---- how far it is ---- */

/* A writer makes the next of a ring and then says that it is there; a reader whose text may have been
 * written over meanwhile reads again. */
#define STATES 8
static struct {
    char text[500];
    int n;
    struct timespec at;
    bool has_age;
} states[STATES];
static atomic_uint newest;

void
cli_signals_keep_state(const char *text, double seconds)
{
    static const char none[] = "ccsim: no run is going on";
    const unsigned next = atomic_load(&newest) + 1;
    const int room = (int)sizeof(states[0].text);
    states[next % STATES].n = snprintf(states[next % STATES].text, sizeof(states[0].text), "%s",
                                       text != NULL ? text : none);
    if (states[next % STATES].n >= room) {
        states[next % STATES].n = room - 1;
    }
    states[next % STATES].has_age = text != NULL && seconds >= 0;
    clock_gettime(CLOCK_MONOTONIC, &states[next % STATES].at);
    atomic_store(&newest, next);
}

/* snprintf is none of the functions that a handler may call. */
static size_t
put_age(char *text, long seconds)
{
    static const char before[] = " (", behind[] = " s ago)";
    char digits[20];
    size_t n = sizeof(before) - 1;
    int k = 0;
    memcpy(text, before, n);
    do {
        digits[k++] = (char)('0' + seconds % 10);
        seconds /= 10;
    } while (seconds > 0);
    while (k > 0) {
        text[n++] = digits[--k];
    }
    memcpy(text + n, behind, sizeof(behind) - 1);
    return n + sizeof(behind) - 1;
}

static void
on_question(int number)
{
    char text[sizeof(states[0].text) + 50];
    unsigned seen;
    size_t n;
    const int kept = errno;
    (void)number;
    do {
        seen = atomic_load(&newest);
        n = (size_t)states[seen % STATES].n;
        memcpy(text, states[seen % STATES].text, n);
        struct timespec now;
        clock_gettime(CLOCK_MONOTONIC, &now);
        const long age = (long)(now.tv_sec - states[seen % STATES].at.tv_sec);
        if (states[seen % STATES].has_age && age > 1) {
            n += put_age(text + n, age);
        }
    } while (atomic_load(&newest) - seen >= STATES - 1);
    text[n++] = '\n';
    if (n > 1 && write(STDERR_FILENO, text, n) < 0) {
        n = 0; /* nobody can hear it */
    }
    errno = kept;
}

static void
catch_one(int number, void (*handler)(int))
{
    struct sigaction before, action = {.sa_handler = handler, .sa_flags = SA_RESTART};
    sigfillset(&action.sa_mask);
    const bool can_be_kept_off = number == SIGHUP || number == SIGPIPE;
    if (!can_be_kept_off ||
        (sigaction(number, NULL, &before) == 0 && before.sa_handler != SIG_IGN)) {
        sigaction(number, &action, NULL);
    }
}

void
cli_signals_catch(void)
{
    for (size_t j = 0; j < N_CAUGHT; j++) {
        catch_one(caught[j].number, on_signal);
    }
    catch_one(SIGALRM, on_alarm);
    cli_signals_keep_state(NULL, 0);
    catch_one(SIGUSR1, on_question);
    signal(SIGXFSZ, SIG_IGN); /* a file that may not grow is a failed write, and is said as one */
}

void
cli_signals_begin_run(const atomic_bool **finish, const atomic_bool **stop)
{
    atomic_store(&finish_now, false);
    atomic_store(&stop_now, false);
    atomic_store(&n_asked, 0);
    atomic_store(&is_running, true);
    *finish = &finish_now;
    *stop = &stop_now;
}

void
cli_signals_end_run(void)
{
    atomic_store(&is_running, false);
    alarm(0);
}

void
cli_signals_hold(sigset_t *before)
{
    sigset_t all;
    sigemptyset(&all);
    for (size_t j = 0; j < N_CAUGHT; j++) {
        sigaddset(&all, caught[j].number);
    }
    sigprocmask(SIG_BLOCK, &all, before);
}

void
cli_signals_release(const sigset_t *before)
{
    sigprocmask(SIG_SETMASK, before, NULL);
}

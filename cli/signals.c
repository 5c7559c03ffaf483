/* The handlers touch only atomics and make only calls that POSIX allows them. */
#include "cli/signals.h"

#include "cli/temporary.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>
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

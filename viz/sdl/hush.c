#include "viz/sdl/hush.h"

#include <fcntl.h>
#include <unistd.h>

int
viz_hush(void)
{
    const int before = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
    const int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (before >= 0 && nowhere >= 0) {
        (void)dup2(nowhere, STDERR_FILENO);
    }
    if (nowhere >= 0) {
        (void)close(nowhere);
    }
    return before;
}

void
viz_unhush(int before)
{
    if (before >= 0) {
        (void)dup2(before, STDERR_FILENO);
        (void)close(before);
    }
}

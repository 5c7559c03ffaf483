/* madvise is no part of POSIX: without it nothing is advised. */
#define _DEFAULT_SOURCE
#include "sim/memory.h"
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>

#define LARGE_PAGE ((uintptr_t)1 << 21)
#define PAGE ((uintptr_t)1 << 16) /* no less than any page in use */

void
sim_memory_advise(void *block, size_t bytes)
{
#ifdef MADV_HUGEPAGE
    if (bytes >= 2 * LARGE_PAGE) {
        const uintptr_t begin = ((uintptr_t)block + PAGE - 1) & ~(PAGE - 1);
        const uintptr_t end = ((uintptr_t)block + bytes) & ~(PAGE - 1);
        (void)madvise((char *)block + (begin - (uintptr_t)block), end - begin, MADV_HUGEPAGE);
    }
#else
    (void)block;
    (void)bytes;
#endif
}

void *
sim_memory_zeros(size_t n, size_t size)
{
    return calloc(n == 0 ? 1 : n, size);
}

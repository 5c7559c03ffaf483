/* Blocks of memory. */
#ifndef SIM_MEMORY_H
#define SIM_MEMORY_H

#include <stddef.h>

/* Lets the system use large pages for the inside of a block, where it has them and the block is of
 * several of them: look-ups here and there then find their page. A matter of speed alone. */
void sim_memory_advise(void *block, size_t bytes);

/* n elements of that size, zeroed, to be freed: something to free for none too. NULL: no memory. */
void *sim_memory_zeros(size_t n, size_t size);

#endif

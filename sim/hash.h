/* A hash of what follows each other: Fowler, Noll & Vo, 64 bits, variant 1a; of "a" it is
 * af63dc4c8601ec8c. */
#ifndef SIM_HASH_H
#define SIM_HASH_H

#include <stddef.h>
#include <stdint.h>

uint64_t sim_hash_start(void); /* of nothing */
uint64_t sim_hash_bytes(uint64_t hash, const void *bytes, size_t n);
/* Eight bytes, the lowest first whatever the machine's order. */
uint64_t sim_hash_integer(uint64_t hash, uint64_t x);
/* Rounded to millionths: the last bits of a number may depend on the machine. */
uint64_t sim_hash_number(uint64_t hash, double x);

#endif

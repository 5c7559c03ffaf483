/* Named randomness: a random number is a function of its name, by Philox4x64-10
 * (Salmon, Moraes, Dror & Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3").
 * Key {seed, replication}; counter {purpose, owner, ordinal, block}. */
#ifndef SIM_RANDOM_H
#define SIM_RANDOM_H

#include <stddef.h>
#include <stdint.h>

typedef struct sim_key {
    uint64_t seed, replication;
} sim_key;

typedef struct sim_name {
    uint64_t purpose, owner, ordinal;
} sim_name;

typedef struct sim_block {
    uint64_t word[4];
} sim_block;

__extension__ typedef unsigned __int128 sim_u128;

/* The four words of block number `block` of that name; of a key that is not mirrored. */
static inline sim_block
sim_random_block(sim_key key, sim_name name, uint64_t block)
{
    uint64_t c0 = name.purpose, c1 = name.owner, c2 = name.ordinal, c3 = block;
    uint64_t k0 = key.seed, k1 = key.replication;
#pragma GCC unroll 10
    for (int round = 0; round < 10; round++) {
        const sim_u128 p0 = (sim_u128)UINT64_C(0xD2E7470EE14C6C93) * c0;
        const sim_u128 p1 = (sim_u128)UINT64_C(0xCA5A826395121157) * c2;
        const uint64_t n0 = (uint64_t)(p1 >> 64) ^ c1 ^ k0, n2 = (uint64_t)(p0 >> 64) ^ c3 ^ k1;
        c0 = n0;
        c1 = (uint64_t)p1;
        c2 = n2;
        c3 = (uint64_t)p0;
        k0 += UINT64_C(0x9E3779B97F4A7C15);
        k1 += UINT64_C(0xBB67AE8584CAA73B);
    }
    return (sim_block){{c0, c1, c2, c3}};
}

/* In a key's replication: every word is the complement of that of the key without it, so that each
 * uniform u is 1 - u, exactly (antithetic: Hammersley & Morton 1956). */
#define SIM_MIRRORED (UINT64_C(1) << 63)

/* The keys of the rounds, made once for many blocks under one key. */
typedef struct sim_rounds {
    uint64_t k0[10], k1[10];
    uint64_t mirror; /* all ones: of a mirrored key */
} sim_rounds;

static inline sim_rounds
sim_rounds_of(sim_key key)
{
    sim_rounds rounds = {.mirror = (key.replication & SIM_MIRRORED) != 0 ? UINT64_MAX : 0};
    for (unsigned j = 0; j < 10; j++) {
        rounds.k0[j] = key.seed + j * UINT64_C(0x9E3779B97F4A7C15);
        rounds.k1[j] = (key.replication & ~SIM_MIRRORED) + j * UINT64_C(0xBB67AE8584CAA73B);
    }
    /* words 0 and 2 end in an exclusive or with these: there it costs nothing */
    rounds.k0[9] ^= rounds.mirror;
    rounds.k1[9] ^= rounds.mirror;
    return rounds;
}

/* The same block, under the key of those rounds. */
static inline sim_block
sim_rounds_block(const sim_rounds *rounds, sim_name name, uint64_t block)
{
    uint64_t c0 = name.purpose, c1 = name.owner, c2 = name.ordinal, c3 = block;
#pragma GCC unroll 10
    for (int j = 0; j < 10; j++) {
        const sim_u128 p0 = (sim_u128)UINT64_C(0xD2E7470EE14C6C93) * c0;
        const sim_u128 p1 = (sim_u128)UINT64_C(0xCA5A826395121157) * c2;
        c0 = (uint64_t)(p1 >> 64) ^ c1 ^ rounds->k0[j];
        c1 = (uint64_t)p1;
        c2 = (uint64_t)(p0 >> 64) ^ c3 ^ rounds->k1[j];
        c3 = (uint64_t)p0;
    }
    return (sim_block){{c0, c1 ^ rounds->mirror, c2, c3 ^ rounds->mirror}};
}

#define SIM_WORDS 32 /* names side by side */

/* Block 0 of n names whose owners follow each other: word w of name j to word[w * SIM_WORDS + j]. */
void sim_rounds_owners(const sim_rounds *rounds, sim_name first, uint64_t *word, size_t n);

/* Uniform in the open interval (0, 1): (w >> 12 + 1/2) 2^-52. */
static inline double
sim_uniform(uint64_t word)
{
    return ((double)(word >> 12) + 0.5) * 0x1p-52;
}

/* A substream: words of one name in order, for what eats a varying number of draws. */
typedef struct sim_stream {
    sim_key key;
    sim_name name;
    uint64_t next_block;
    sim_block block;
    unsigned used; /* words of `block` already given, 4 when empty */
} sim_stream;

static inline sim_stream
sim_stream_make(sim_key key, sim_name name)
{
    return (sim_stream){.key = key, .name = name, .used = 4};
}

static inline uint64_t
sim_stream_next(sim_stream *self)
{
    if (self->used == 4) {
        self->block = sim_random_block(self->key, self->name, self->next_block++);
        self->used = 0;
    }
    return self->block.word[self->used++];
}

#endif

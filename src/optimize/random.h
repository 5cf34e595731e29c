/* Random numbers: MT19937, the Mersenne Twister of Matsumoto and Nishimura (ACM TOMACS 8, 1998,
 * 3-30), compatible with NumPy's legacy generator: after random_seed(&r, n), random_uniform()
 * returns the numbers of numpy.random.seed(n); numpy.random.rand(), bit for bit. */
#ifndef ADAM_REPORT_OPTIMIZE_RANDOM_H
#define ADAM_REPORT_OPTIMIZE_RANDOM_H

#include <stdint.h>

#define RANDOM_STATE_WORDS 624

struct random {
    uint32_t state[RANDOM_STATE_WORDS];
    int next; /* index of the next word to return; RANDOM_STATE_WORDS: regenerate first */
};

void random_seed(struct random *random, uint32_t seed);

/* The next 32 random bits. */
uint32_t random_bits(struct random *random);

/* The next double in [0, 1): a multiple of 2^-53, from two words of 32 bits. */
double random_uniform(struct random *random);

#endif

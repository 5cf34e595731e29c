/* Random numbers: MT19937, the Mersenne Twister of Matsumoto and Nishimura (ACM TOMACS 8, 1998,
 * 3-30), compatible with NumPy's legacy generator: after random_seed(&r, n), random_uniform() and
 * random_normal() return the numbers of rand() and randn() of numpy.random.RandomState(n), in any
 * order of calls: rand() bit for bit, randn() except for the rounding of NumPy's logarithm, which
 * is that of the C library. */
#ifndef ADAM_REPORT_OPTIMIZE_RANDOM_H
#define ADAM_REPORT_OPTIMIZE_RANDOM_H

#include <stdbool.h>
#include <stdint.h>

#define RANDOM_STATE_WORDS 624

struct random {
    uint32_t state[RANDOM_STATE_WORDS];
    int next; /* index of the next word to return; RANDOM_STATE_WORDS: regenerate first */
    bool has_normal;
    double normal; /* the second of a pair, if has_normal */
};

void random_seed(struct random *random, uint32_t seed);

/* The next 32 random bits. */
uint32_t random_bits(struct random *random);

/* The next double in [0, 1): a multiple of 2^-53, from two words of 32 bits. */
double random_uniform(struct random *random);

/* The next normal deviate, with mean 0 and variance 1, by the polar method of Marsaglia and Bray
 * (SIAM Review 6, 1964, 260-264): two from at least four words of 32 bits. */
double random_normal(struct random *random);

#endif

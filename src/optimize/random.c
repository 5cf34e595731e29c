#include "optimize/random.h"

#include <math.h>

#include "base/elementary.h"

#define N RANDOM_STATE_WORDS
#define M 397

void random_seed(struct random *random, uint32_t seed)
{
    random->state[0] = seed;
    for (uint32_t i = 1; i < N; i++) {
        uint32_t before = random->state[i - 1];
        random->state[i] = 1812433253u * (before ^ (before >> 30)) + i;
    }
    random->next = N;
    random->has_normal = false;
}

/* The recurrence x[k+n] = x[k+m] ^ twist(upper bit of x[k], lower 31 bits of x[k+1]). */
static void make_words(uint32_t state[N])
{
    for (int k = 0; k < N; k++) {
        uint32_t y = (state[k] & 0x80000000u) | (state[(k + 1) % N] & 0x7fffffffu);
        state[k] = state[(k + M) % N] ^ (y >> 1) ^ ((y & 1u) ? 0x9908b0dfu : 0u);
    }
}

uint32_t random_bits(struct random *random)
{
    if (random->next == N) {
        make_words(random->state);
        random->next = 0;
    }
    uint32_t y = random->state[random->next++];
    y ^= y >> 11;
    y ^= (y << 7) & 0x9d2c5680u;
    y ^= (y << 15) & 0xefc60000u;
    return y ^ (y >> 18);
}

double random_uniform(struct random *random)
{
    uint32_t high = random_bits(random) >> 5; /* 27 bits */
    uint32_t low = random_bits(random) >> 6;  /* 26 bits */

    return (high * 67108864.0 + low) / 9007199254740992.0;
}

/* The second number of a pair is returned first, as NumPy does. */
double random_normal(struct random *random)
{
    double x1, x2, square;

    if (random->has_normal) {
        random->has_normal = false;
        return random->normal;
    }
    do {
        x1 = 2.0 * random_uniform(random) - 1.0;
        x2 = 2.0 * random_uniform(random) - 1.0;
        square = x1 * x1 + x2 * x2;
    } while (square >= 1.0 || square == 0.0);
    double factor = sqrt(-2.0 * elementary_log(square) / square);
    random->normal = factor * x1;
    random->has_normal = true;
    return factor * x2;
}

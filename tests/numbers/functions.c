#include "functions.h"

#include <math.h>
#include <string.h>

#include "base/elementary.h"

#define BLOCK 200
#define BLOCKS 150

/* Either a function of one argument, perhaps with an array form, or one of two. */
static const struct {
    const char *name;
    double (*one)(double);
    void (*array)(const double *, double *, size_t);
    double (*two)(double, double);
} functions[] = {
    {"exp", elementary_exp, elementary_exp_array, NULL},
    {"log", elementary_log, elementary_log_array, NULL},
    {"sin", elementary_sin, elementary_sin_array, NULL},
    {"cos", elementary_cos, elementary_cos_array, NULL},
    {"log10", elementary_log10, NULL, NULL},
    {"tan", elementary_tan, NULL, NULL},
    {"asin", elementary_asin, NULL, NULL},
    {"acos", elementary_acos, NULL, NULL},
    {"atan", elementary_atan, NULL, NULL},
    {"sinh", elementary_sinh, NULL, NULL},
    {"cosh", elementary_cosh, NULL, NULL},
    {"tanh", elementary_tanh, NULL, NULL},
    {"pow", NULL, NULL, elementary_pow},
    {"atan2", NULL, NULL, elementary_atan2},
    {"hypot", NULL, NULL, elementary_hypot},
};

const size_t function_count = sizeof functions / sizeof *functions;

const char *function_name(size_t number)
{
    return functions[number].name;
}

/* Marsaglia's xorshift64*. */
static uint64_t next_word(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state * UINT64_C(2685821657736338717);
}

/* In turn from any bits, at most 2 and at most 700. */
static double argument(uint64_t *state, size_t number)
{
    uint64_t word = next_word(state);
    double any, fraction = (double)(word >> 11) * 0x1p-52 - 1;

    memcpy(&any, &word, sizeof any);
    if (number % 3 == 0)
        return any;
    return number % 3 == 1 ? 2 * fraction : 700 * fraction;
}

static double result_of(size_t number, double x, double y)
{
    return functions[number].one != NULL ? functions[number].one(x) : functions[number].two(x, y);
}

fingerprint function_digest(size_t number)
{
    fingerprint digest = FINGERPRINT_BEGIN;
    uint64_t state = UINT64_C(88172645463325252);
    double x[BLOCK], results[BLOCK];

    for (size_t block = 0; block < BLOCKS; block++) {
        for (size_t i = 0; i < BLOCK; i++) {
            x[i] = argument(&state, i);
            double y = argument(&state, i);
            results[i] = result_of(number, x[i], y);
        }
        fingerprint_add_all(&digest, results, BLOCK);
        if (functions[number].array != NULL) {
            functions[number].array(x, results, BLOCK);
            fingerprint_add_all(&digest, results, BLOCK);
        }
    }
    return digest;
}

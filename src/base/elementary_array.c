#include "base/elementary.h"

#include <string.h>

#include "base/elementary_kernels.h"
#include "base/vector.h"

#define BLOCK ((size_t)128)

/* The fast phase: results of count arguments, at most a block, with NaN for those that it leaves to
 * the function itself. Returns whether there are any. */
typedef bool fast_phase(const double *restrict x, double *restrict result, size_t count);

WITH_AVX2_CLONE static bool exp_fast(const double *restrict x, double *restrict result,
                                     size_t count)
{
    uint64_t left = 0;

    INDEPENDENT_ITERATIONS
    for (size_t i = 0; i < count; i++) {
        struct scaled_estimate e = exp_kernel(x[i], -0.0);
        double lower = lower_candidate(e.factor);
        bool decided = (lower == upper_candidate(e.factor)) & (fabs(x[i]) <= EXP_LARGEST);
        result[i] = decided ? scaled(lower, e.power) : (double)NAN;
        left |= decided ? 0 : 1;
    }
    return left != 0;
}

WITH_AVX2_CLONE static bool log_fast(const double *restrict x, double *restrict result,
                                     size_t count)
{
    uint64_t left = 0;

    INDEPENDENT_ITERATIONS
    for (size_t i = 0; i < count; i++) {
        struct estimate e = log_kernel(x[i]);
        double lower = lower_candidate(e);
        bool decided = (lower == upper_candidate(e)) & (x[i] >= DBL_MIN) & (x[i] <= DBL_MAX);
        result[i] = decided ? lower : (double)NAN;
        left |= decided ? 0 : 1;
    }
    return left != 0;
}

/* Tiny arguments are left to the function because of -0. */
WITH_AVX2_CLONE static bool sin_fast(const double *restrict x, double *restrict result,
                                     size_t count)
{
    uint64_t left = 0;

    INDEPENDENT_ITERATIONS
    for (size_t i = 0; i < count; i++) {
        struct estimate e = sin_kernel(x[i], 0);
        double lower = lower_candidate(e), size = fabs(x[i]);
        bool decided =
            (lower == upper_candidate(e)) & (size <= SIN_LARGEST) & (size > ROUNDS_TO_ITSELF);
        result[i] = decided ? lower : (double)NAN;
        left |= decided ? 0 : 1;
    }
    return left != 0;
}

WITH_AVX2_CLONE static bool cos_fast(const double *restrict x, double *restrict result,
                                     size_t count)
{
    uint64_t left = 0;

    INDEPENDENT_ITERATIONS
    for (size_t i = 0; i < count; i++) {
        struct estimate e = sin_kernel(x[i], 1);
        double lower = lower_candidate(e);
        bool decided = (lower == upper_candidate(e)) & (fabs(x[i]) <= SIN_LARGEST);
        result[i] = decided ? lower : (double)NAN;
        left |= decided ? 0 : 1;
    }
    return left != 0;
}

/* Block by block. Where y is x, the arguments are kept until all results of the block are there. */
static void apply(fast_phase *fast, double (*function)(double), const double *x, double *y,
                  size_t count)
{
    double copy[BLOCK];

    for (size_t begin = 0; begin < count; begin += BLOCK) {
        size_t length = count - begin < BLOCK ? count - begin : BLOCK;
        const double *arguments = x + begin;
        double *results = y + begin;
        if (x == y)
            arguments = memcpy(copy, arguments, length * sizeof *copy);
        if (fast(arguments, results, length))
            for (size_t i = 0; i < length; i++)
                if (results[i] != results[i])
                    results[i] = function(arguments[i]);
    }
}

void elementary_exp_array(const double *x, double *y, size_t count)
{
    apply(exp_fast, elementary_exp, x, y, count);
}

void elementary_log_array(const double *x, double *y, size_t count)
{
    apply(log_fast, elementary_log, x, y, count);
}

void elementary_sin_array(const double *x, double *y, size_t count)
{
    apply(sin_fast, elementary_sin, x, y, count);
}

void elementary_cos_array(const double *x, double *y, size_t count)
{
    apply(cos_fast, elementary_cos, x, y, count);
}

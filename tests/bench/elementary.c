/* Times of the elementary functions relative to those of the C library: prints, for each function,
 * both times per call in nanoseconds and the median of the ratios of several alternating runs.
 * Throughput, not latency: calls do not depend on each other. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/elementary.h"

#define TURNS 31
#define PASSES 400
#define COUNT 128

static double x[COUNT], y[COUNT], result[COUNT];

static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static int by_value(const void *a, const void *b)
{
    double first = *(const double *)a, second = *(const double *)b;

    return (first > second) - (first < second);
}

static double median(double values[TURNS])
{
    qsort(values, TURNS, sizeof *values, by_value);
    return values[TURNS / 2];
}

/* A loop over all arguments for each function, so that nothing but the function is called through a
 * pointer. */
#define LOOP(name, call)                                                                           \
    static void name(void)                                                                         \
    {                                                                                              \
        for (size_t i = 0; i < COUNT; i++)                                                         \
            result[i] = call;                                                                      \
    }

LOOP(own_exp, elementary_exp(x[i]))
LOOP(own_log, elementary_log(x[i]))
LOOP(own_sin, elementary_sin(x[i]))
LOOP(own_cos, elementary_cos(x[i]))
LOOP(own_tan, elementary_tan(x[i]))
LOOP(own_atan, elementary_atan(x[i]))
LOOP(own_asin, elementary_asin(x[i]))
LOOP(own_sinh, elementary_sinh(x[i]))
LOOP(own_tanh, elementary_tanh(x[i]))
LOOP(own_log10, elementary_log10(x[i]))
LOOP(own_pow, elementary_pow(x[i], y[i]))
LOOP(own_atan2, elementary_atan2(x[i], y[i]))
LOOP(own_hypot, elementary_hypot(x[i], y[i]))
LOOP(library_exp, exp(x[i]))
LOOP(library_log, log(x[i]))
LOOP(library_sin, sin(x[i]))
LOOP(library_cos, cos(x[i]))
LOOP(library_tan, tan(x[i]))
LOOP(library_atan, atan(x[i]))
LOOP(library_asin, asin(x[i]))
LOOP(library_sinh, sinh(x[i]))
LOOP(library_tanh, tanh(x[i]))
LOOP(library_log10, log10(x[i]))
LOOP(library_pow, pow(x[i], y[i]))
LOOP(library_atan2, atan2(x[i], y[i]))
LOOP(library_hypot, hypot(x[i], y[i]))

static void exp_array(void)
{
    elementary_exp_array(x, result, COUNT);
}

static void log_array(void)
{
    elementary_log_array(x, result, COUNT);
}

static void sin_array(void)
{
    elementary_sin_array(x, result, COUNT);
}

static void cos_array(void)
{
    elementary_cos_array(x, result, COUNT);
}

struct comparison {
    const char *name;
    void (*own)(void), (*library)(void);
    double low, high; /* of the arguments */
    double exponent;  /* y of all of them; 0: from -5 to 5 */
    double goal;      /* the largest ratio that will do; 0: none */
};

static const struct comparison comparisons[] = {
    {"exp", own_exp, library_exp, -10, 10, 0, 1.4},
    {"sin", own_sin, library_sin, -6.3, 6.3, 0, 1.4},
    {"cos", own_cos, library_cos, -6.3, 6.3, 0, 1.4},
    {"log", own_log, library_log, 0.01, 100, 0, 2},
    {"pow", own_pow, library_pow, 0.01, 100, 0, 2},
    {"pow 2", own_pow, library_pow, -3, 3, 2, 0.8},
    {"pow 3", own_pow, library_pow, -3, 3, 3, 0.8},
    {"pow 4", own_pow, library_pow, -3, 3, 4, 0.8},
    {"pow 5", own_pow, library_pow, -3, 3, 5, 0.8},
    {"pow 6", own_pow, library_pow, -3, 3, 6, 0.8},
    {"pow 7", own_pow, library_pow, -3, 3, 7, 0.8},
    {"pow 8", own_pow, library_pow, -3, 3, 8, 0.8},
    {"pow 9", own_pow, library_pow, -3, 3, 9, 0.8},
    {"pow 10", own_pow, library_pow, -3, 3, 10, 0.8},
    {"exp, array", exp_array, library_exp, -10, 10, 0, 0.45},
    {"sin, array", sin_array, library_sin, -6.3, 6.3, 0, 0.45},
    {"cos, array", cos_array, library_cos, -6.3, 6.3, 0, 0.45},
    {"log, array", log_array, library_log, 0.01, 100, 0, 0},
    {"tan", own_tan, library_tan, -1.5, 1.5, 0, 0},
    {"atan", own_atan, library_atan, -5, 5, 0, 0},
    {"asin", own_asin, library_asin, -1, 1, 0, 0},
    {"sinh", own_sinh, library_sinh, -3, 3, 0, 0},
    {"tanh", own_tanh, library_tanh, -3, 3, 0, 0},
    {"log10", own_log10, library_log10, 0.01, 100, 0, 0},
    {"atan2", own_atan2, library_atan2, -5, 5, 0, 0},
    {"hypot", own_hypot, library_hypot, -5, 5, 0, 0},
};

/* The time of one call in nanoseconds. */
static double time_of(void (*loop)(void))
{
    double begin = now();

    for (int pass = 0; pass < PASSES; pass++)
        loop();
    return (now() - begin) * 1e9 / PASSES / COUNT;
}

static double uniform(double low, double high)
{
    return low + (high - low) * rand() / RAND_MAX;
}

static void compare(const struct comparison *comparison)
{
    double own[TURNS], library[TURNS], ratio[TURNS];

    for (int turn = 0; turn < TURNS; turn++) {
        for (size_t i = 0; i < COUNT; i++) {
            x[i] = uniform(comparison->low, comparison->high);
            y[i] = comparison->exponent != 0 ? comparison->exponent : uniform(-5, 5);
        }
        own[turn] = time_of(comparison->own);
        library[turn] = time_of(comparison->library);
        ratio[turn] = own[turn] / library[turn];
    }
    printf("%-12s %7.2f ns %7.2f ns  ratio %5.2f", comparison->name, median(own), median(library),
           median(ratio));
    if (comparison->goal != 0)
        printf("  at most %.2f", comparison->goal);
    printf("\n");
}

int main(void)
{
    for (size_t i = 0; i < sizeof comparisons / sizeof *comparisons; i++)
        compare(&comparisons[i]);
    return EXIT_SUCCESS;
}

/* Macros for vectorized loops. */
#ifndef ADAM_REPORT_BASE_VECTOR_H
#define ADAM_REPORT_BASE_VECTOR_H

#include <limits.h> /* and with it, where there is one, features.h, which names the C library */

/* Precedes a loop with independent iterations: no array in it overlaps one that is written, unless
 * they are the same. */
#if defined(__clang__)
#define INDEPENDENT_ITERATIONS _Pragma("clang loop vectorize(assume_safety)")
#elif defined(__GNUC__)
#define INDEPENDENT_ITERATIONS _Pragma("GCC ivdep")
#else
#define INDEPENDENT_ITERATIONS
#endif

/* A function that is compiled twice, the second time for processors with AVX2, and selected when
 * the program starts. Both give the same bits, since AVX2 alone has no fused operations. */
#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && defined(__GLIBC__) &&       \
    defined(__OPTIMIZE__) && !defined(__SANITIZE_ADDRESS__)
#define WITH_AVX2_CLONE __attribute__((target_clones("avx2", "default")))
#else
#define WITH_AVX2_CLONE
#endif

#endif

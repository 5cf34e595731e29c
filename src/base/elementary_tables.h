/* Tables of the elementary functions, written by scripts/elementary_tables.c. */
#ifndef ADAM_REPORT_BASE_ELEMENTARY_TABLES_H
#define ADAM_REPORT_BASE_ELEMENTARY_TABLES_H

#include <stdint.h>

#include "base/wide.h"

/* An unevaluated sum, more exact than a double: |low| is much smaller than |high|. */
struct double_double {
    double high, low;
};

/* 2^(j/256): high has 26 bits. */
#define EXP_STEPS 256
extern const struct double_double elementary_exp_table[EXP_STEPS];

/* sin(j pi/512): high has 26 bits; exact where the sine is 0, 1 or -1. A turn and a quarter, so
 * that the cosine is SIN_STEPS / 2 entries behind the sine. */
#define SIN_STEPS 512
extern const struct double_double elementary_sin_table[2 * SIN_STEPS + SIN_STEPS / 2];

/* For interval j of log's arguments: 26 bits near the inverse of its middle, and minus the
 * logarithm of these, the high part of which is a multiple of 2^-42. Of the two intervals that 1
 * is an end of, inverse is 1 and both parts are 0. */
#define LOG_STEPS 256
struct log_step {
    double inverse, high, low;
};
extern const struct log_step elementary_log_table[LOG_STEPS];

/* atan(j/64), to nearest, and the rest. */
#define ATAN_STEPS 64
extern const struct double_double elementary_atan_table[ATAN_STEPS + 1];

extern const struct wide wide_ln2, wide_ln10, wide_half_pi;

/* 2/pi in 1472 bits, the least significant 32 first. */
#define TWO_OVER_PI_LIMBS 46
extern const uint32_t elementary_two_over_pi[TWO_OVER_PI_LIMBS];

#endif

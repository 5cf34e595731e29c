/* Writes the tables and constants of src/base/elementary*.c, computed with MPFR:
 * `elementary_tables tables` src/base/elementary_tables.c, `elementary_tables constants`
 * src/base/elementary_constants.h. Both are in the repository; `make elementary-tables` regenerates
 * them.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <mpfr.h>

#define PRECISION 2000

#define EXP_STEPS 256
#define SIN_STEPS 512
#define SIN_ENTRIES (2 * SIN_STEPS + SIN_STEPS / 2)
#define LOG_STEPS 256
#define ATAN_STEPS 64

/* log's intervals begin here, as LOG_OFFSET in elementary_kernels.h says: 0x1.6p-1. */
#define LOG_FIRST 0.6875

#define LIMBS 8
#define TWO_OVER_PI_LIMBS 46

static const char note[] =
    "/* Written by scripts/elementary_tables.c (make elementary-tables). */\n"
    "/* clang-format off */\n";

/* value = multiple of 2^-places, to nearest. */
static double rounded_to_places(const mpfr_t value, long places)
{
    mpfr_t scaled;

    mpfr_init2(scaled, PRECISION);
    mpfr_mul_2si(scaled, value, places, MPFR_RNDN);
    mpfr_rint(scaled, scaled, MPFR_RNDN);
    mpfr_mul_2si(scaled, scaled, -places, MPFR_RNDN);
    double result = mpfr_get_d(scaled, MPFR_RNDN);
    mpfr_clear(scaled);
    return result;
}

/* value in 26 bits, to nearest. */
static double rounded_to_26_bits(const mpfr_t value)
{
    mpfr_t short_value;

    mpfr_init2(short_value, 26);
    mpfr_set(short_value, value, MPFR_RNDN);
    double result = mpfr_get_d(short_value, MPFR_RNDN);
    mpfr_clear(short_value);
    return result;
}

/* value - part, to nearest. */
static double rest(const mpfr_t value, double part)
{
    mpfr_t difference;

    mpfr_init2(difference, PRECISION);
    mpfr_sub_d(difference, value, part, MPFR_RNDN);
    double result = mpfr_get_d(difference, MPFR_RNDN);
    mpfr_clear(difference);
    return result;
}

static void print_pair(double high, double low)
{
    printf("    {%a, %a},\n", high, low);
}

static void print_exp_table(void)
{
    mpfr_t value;

    mpfr_init2(value, PRECISION);
    printf("const struct double_double elementary_exp_table[%d] = {\n", EXP_STEPS);
    for (int j = 0; j < EXP_STEPS; j++) {
        mpfr_set_si(value, j, MPFR_RNDN);
        mpfr_div_si(value, value, EXP_STEPS, MPFR_RNDN);
        mpfr_exp2(value, value, MPFR_RNDN);
        double high = rounded_to_26_bits(value);
        print_pair(high, rest(value, high));
    }
    printf("};\n\n");
    mpfr_clear(value);
}

/* Quarters exactly: MPFR's sine of its own pi is not 0. */
static void sine_of_step(mpfr_t value, int j)
{
    if (j % (SIN_STEPS / 2) == 0) {
        static const int quarter[] = {0, 1, 0, -1, 0};
        mpfr_set_si(value, quarter[j / (SIN_STEPS / 2)], MPFR_RNDN);
        return;
    }
    mpfr_const_pi(value, MPFR_RNDN);
    mpfr_mul_si(value, value, j, MPFR_RNDN);
    mpfr_div_si(value, value, SIN_STEPS, MPFR_RNDN);
    mpfr_sin(value, value, MPFR_RNDN);
}

/* All entries or, in a build with short tables, those up to the first quarter turn. */
static void print_sin_table(void)
{
    mpfr_t value;

    mpfr_init2(value, PRECISION);
    printf("#ifdef ELEMENTARY_SHORT_TABLES\n");
    printf("const struct double_double elementary_sin_quarter[%d] = {\n", SIN_STEPS / 2 + 1);
    printf("#else\nconst struct double_double elementary_sin_table[%d] = {\n#endif\n", SIN_ENTRIES);
    for (int j = 0; j < SIN_ENTRIES; j++) {
        sine_of_step(value, j);
        double high = rounded_to_26_bits(value);
        print_pair(high, rest(value, high));
        if (j == SIN_STEPS / 2)
            printf("#ifndef ELEMENTARY_SHORT_TABLES\n");
    }
    printf("#endif\n};\n\n");
    mpfr_clear(value);
}

/* The middle of interval j, or 1 for the two intervals that have 1 at an end. */
static double middle_of_interval(int j)
{
    int below_one = (int)((1 - LOG_FIRST) * 2 * LOG_STEPS);
    double low =
        j < below_one ? LOG_FIRST + j * 0.5 / LOG_STEPS : 1 + (double)(j - below_one) / LOG_STEPS;
    double width = (j < below_one ? 0.5 : 1) / LOG_STEPS;

    return j == below_one - 1 || j == below_one ? 1 : low + width / 2;
}

static void print_log_table(void)
{
    mpfr_t value;

    mpfr_init2(value, PRECISION);
    printf("const struct log_step elementary_log_table[%d] = {\n", LOG_STEPS);
    for (int j = 0; j < LOG_STEPS; j++) {
        mpfr_set_d(value, 1 / middle_of_interval(j), MPFR_RNDN);
        double inverse = rounded_to_26_bits(value);
        mpfr_set_d(value, inverse, MPFR_RNDN);
        mpfr_log(value, value, MPFR_RNDN);
        mpfr_neg(value, value, MPFR_RNDN);
        double high = inverse == 1 ? 0 : rounded_to_places(value, 42);
        printf("    {%a, %a, %a},\n", inverse, high, inverse == 1 ? 0 : rest(value, high));
    }
    printf("};\n\n");
    mpfr_clear(value);
}

static void print_atan_table(void)
{
    mpfr_t value;

    mpfr_init2(value, PRECISION);
    printf("const struct double_double elementary_atan_table[%d] = {\n", ATAN_STEPS + 1);
    for (int j = 0; j <= ATAN_STEPS; j++) {
        mpfr_set_d(value, (double)j / ATAN_STEPS, MPFR_RNDN);
        mpfr_atan(value, value, MPFR_RNDN);
        double high = mpfr_get_d(value, MPFR_RNDN);
        print_pair(high, rest(value, high));
    }
    printf("};\n\n");
    mpfr_clear(value);
}

/* The first count limbs of 32 bits of value's significand, the least significant first. */
static void print_limbs(const mpfr_t value, int count)
{
    mpz_t integer;

    mpz_init(integer);
    long exponent = (long)mpfr_get_exp(value);
    mpfr_t scaled;
    mpfr_init2(scaled, PRECISION);
    mpfr_mul_2si(scaled, value, 32L * count - exponent, MPFR_RNDN);
    mpfr_get_z(integer, scaled, MPFR_RNDZ);
    for (int i = 0; i < count; i++) {
        printf("%s0x%08lx%s", i % 8 == 0 ? "    " : " ", mpz_get_ui(integer) & 0xffffffff,
               i == count - 1 ? "\n"
               : i % 8 == 7   ? ",\n"
                              : ",");
        mpz_fdiv_q_2exp(integer, integer, 32);
    }
    mpfr_clear(scaled);
    mpz_clear(integer);
}

static void print_wide(const char *name, const mpfr_t value)
{
    printf("const struct wide %s = {1, %ld, {\n", name, (long)mpfr_get_exp(value));
    print_limbs(value, LIMBS);
    printf("}};\n\n");
}

static void print_wide_constants(void)
{
    mpfr_t value;

    mpfr_init2(value, PRECISION);
    mpfr_const_log2(value, MPFR_RNDN);
    print_wide("wide_ln2", value);
    mpfr_set_ui(value, 10, MPFR_RNDN);
    mpfr_log(value, value, MPFR_RNDN);
    print_wide("wide_ln10", value);
    mpfr_const_pi(value, MPFR_RNDN);
    mpfr_div_2ui(value, value, 1, MPFR_RNDN);
    print_wide("wide_half_pi", value);
    mpfr_ui_div(value, 1, value, MPFR_RNDN);
    printf("const uint32_t elementary_two_over_pi[%d] = {\n", TWO_OVER_PI_LIMBS);
    print_limbs(value, TWO_OVER_PI_LIMBS);
    printf("};\n");
    mpfr_clear(value);
}

static void print_tables(void)
{
    printf("%s#include \"base/elementary_tables.h\"\n\n", note);
    print_exp_table();
    print_sin_table();
    print_log_table();
    print_atan_table();
    print_wide_constants();
}

static void define(const char *name, double value)
{
    printf(value < 0 ? "#define %s (%a)\n" : "#define %s %a\n", name, value);
}

/* A constant as a sum of two doubles, the first to nearest. */
static void define_sum(const char *high_name, const char *low_name, const mpfr_t value)
{
    double high = mpfr_get_d(value, MPFR_RNDN);

    define(high_name, high);
    define(low_name, rest(value, high));
}

static void print_exp_constants(mpfr_t value)
{
    mpfr_const_log2(value, MPFR_RNDN);
    mpfr_div_si(value, value, EXP_STEPS, MPFR_RNDN);
    double step = rounded_to_places(value, 42);
    define("EXP_STEP_HIGH", step);
    define("EXP_STEP_LOW", rest(value, step));
    double half_step = mpfr_get_d(value, MPFR_RNDN) / 2, square = half_step * half_step;
    mpfr_ui_div(value, 1, value, MPFR_RNDN);
    define("EXP_STEPS_PER_ONE", mpfr_get_d(value, MPFR_RNDN));
    /* Instead of r^6: the cubic in r^2 that vanishes at 0 and is nearest to 0, T_3 stretched. */
    double zero = sqrt(0.75), stretch = 1 + zero;
    define("EXP_C2", 0.5 - 1.5 / (stretch * stretch) * square * square / 720);
    define("EXP_C4", 1.0 / 24 + 3 * zero / stretch * square / 720);
}

static void print_sin_constants(mpfr_t value)
{
    mpfr_const_pi(value, MPFR_RNDN);
    mpfr_div_si(value, value, SIN_STEPS, MPFR_RNDN);
    double high = rounded_to_places(value, 40);
    define("SIN_STEP_HIGH", high);
    mpfr_sub_d(value, value, high, MPFR_RNDN);
    double middle = rounded_to_places(value, 73);
    define("SIN_STEP_MIDDLE", middle);
    define("SIN_STEP_LOW", rest(value, middle));
    mpfr_const_pi(value, MPFR_RNDN);
    mpfr_si_div(value, SIN_STEPS, value, MPFR_RNDN);
    define("SIN_STEPS_PER_ONE", mpfr_get_d(value, MPFR_RNDN));
}

/* pi/2 in parts whose products with whole numbers of 12 bits are exact, and the rest. */
static void print_half_pi(mpfr_t value)
{
    static const char *const names[] = {"HALF_PI_1", "HALF_PI_2", "HALF_PI_3"};

    mpfr_const_pi(value, MPFR_RNDN);
    mpfr_div_ui(value, value, 2, MPFR_RNDN);
    for (int i = 0; i < 3; i++) {
        double part = rounded_to_places(value, 39 + 40 * i);
        define(names[i], part);
        mpfr_sub_d(value, value, part, MPFR_RNDN);
    }
    define("HALF_PI_4", mpfr_get_d(value, MPFR_RNDN));
    mpfr_const_pi(value, MPFR_RNDN);
    mpfr_ui_div(value, 2, value, MPFR_RNDN);
    define("TWO_OVER_PI", mpfr_get_d(value, MPFR_RNDN));
}

static void print_log_constants(mpfr_t value)
{
    mpfr_const_log2(value, MPFR_RNDN);
    double high = rounded_to_places(value, 42);
    define("LN2_HIGH", high);
    define("LN2_LOW", rest(value, high));
    mpfr_set_ui(value, 10, MPFR_RNDN);
    mpfr_log(value, value, MPFR_RNDN);
    mpfr_ui_div(value, 1, value, MPFR_RNDN);
    define_sum("LOG10_E_HIGH", "LOG10_E_LOW", value);
}

static void print_constants(void)
{
    mpfr_t value;

    mpfr_init2(value, PRECISION);
    printf("%s#ifndef ADAM_REPORT_BASE_ELEMENTARY_CONSTANTS_H\n"
           "#define ADAM_REPORT_BASE_ELEMENTARY_CONSTANTS_H\n\n",
           note);
    print_exp_constants(value);
    print_sin_constants(value);
    print_half_pi(value);
    print_log_constants(value);
    mpfr_const_pi(value, MPFR_RNDN);
    define_sum("PI_HIGH", "PI_LOW", value);
    printf("\n#endif\n");
    mpfr_clear(value);
}

int main(int argc, char *argv[])
{
    if (argc == 2 && strcmp(argv[1], "tables") == 0) {
        print_tables();
        return EXIT_SUCCESS;
    }
    if (argc == 2 && strcmp(argv[1], "constants") == 0) {
        print_constants();
        return EXIT_SUCCESS;
    }
    fprintf(stderr, "Usage: elementary_tables tables | constants\n");
    return EXIT_FAILURE;
}

#include "base/elementary.h"

#include <fenv.h>
#include <float.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <mpfr.h>

#ifdef __SSE2__
#include <xmmintrin.h>
#endif

#include "base/elementary_accurate.h"
#include "support.h"
#include "unit_tests.h"

/* How many random arguments each function is tried with; make check-numbers sets the variable, and
 * gets the counts printed. */
#define USUAL_ARGUMENTS 100000
#define ARGUMENTS_VARIABLE "ELEMENTARY_ARGUMENTS"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static uint64_t random_state = 88172645463325252u;

/* Marsaglia's xorshift64*, the same numbers in every run. */
static uint64_t random_word(void)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return random_state * 2685821657736338717u;
}

static double between(double low, double high)
{
    return low + (high - low) * ((double)(random_word() >> 11) * 0x1p-53);
}

/* Any finite number: all exponents are equally probable. */
static double any(void)
{
    double value;

    do {
        uint64_t bits = random_word();
        memcpy(&value, &bits, sizeof value);
    } while (!isfinite(value));
    return value;
}

static double near_one(void)
{
    return 1 + between(-1, 1) * ldexp(1, -(int)(random_word() % 53));
}

static double near_quarter_turn(void)
{
    double turns = floor(ldexp(between(1, 2), (int)(random_word() % 53)));

    return turns * 1.5707963267948966 * (1 + (double)(random_word() % 3) * DBL_EPSILON);
}

/* Each argument is of one of these kinds, in turn. */
static double of_moderate_size(void)
{
    return between(-750, 750);
}

static double of_small_size(void)
{
    return between(-2, 2);
}

static double at_most_one(void)
{
    return between(-1, 1);
}

struct subject {
    const char *name;
    double (*function)(double), (*accurate)(double);
    int (*reference)(mpfr_t, const mpfr_t, mpfr_rnd_t);
    double (*arguments[4])(void);
};

static const struct subject subjects[] = {
    {"exp",
     elementary_exp,
     accurate_exp,
     mpfr_exp,
     {any, of_moderate_size, of_moderate_size, of_small_size}},
    {"log",
     elementary_log,
     accurate_log,
     mpfr_log,
     {any, of_moderate_size, near_one, of_small_size}},
    {"log10",
     elementary_log10,
     accurate_log10,
     mpfr_log10,
     {any, of_moderate_size, near_one, of_small_size}},
    {"sin",
     elementary_sin,
     accurate_sin,
     mpfr_sin,
     {any, of_moderate_size, near_quarter_turn, of_small_size}},
    {"cos",
     elementary_cos,
     accurate_cos,
     mpfr_cos,
     {any, of_moderate_size, near_quarter_turn, of_small_size}},
    {"tan",
     elementary_tan,
     accurate_tan,
     mpfr_tan,
     {any, of_moderate_size, near_quarter_turn, of_small_size}},
    {"asin", elementary_asin, accurate_asin, mpfr_asin, {any, at_most_one, near_one, at_most_one}},
    {"acos", elementary_acos, accurate_acos, mpfr_acos, {any, at_most_one, near_one, at_most_one}},
    {"atan", elementary_atan, NULL, mpfr_atan, {any, of_moderate_size, of_small_size, any}},
    {"sinh",
     elementary_sinh,
     accurate_sinh,
     mpfr_sinh,
     {any, of_moderate_size, of_small_size, at_most_one}},
    {"cosh",
     elementary_cosh,
     accurate_cosh,
     mpfr_cosh,
     {any, of_moderate_size, of_small_size, at_most_one}},
    {"tanh",
     elementary_tanh,
     accurate_tanh,
     mpfr_tanh,
     {any, of_moderate_size, of_small_size, at_most_one}},
};

struct pair_subject {
    const char *name;
    double (*function)(double, double), (*accurate)(double, double);
    int (*reference)(mpfr_t, const mpfr_t, const mpfr_t, mpfr_rnd_t);
    void (*arguments[4])(double *, double *);
};

static void any_pair(double *x, double *y)
{
    *x = any();
    *y = any();
}

static void small_pair(double *x, double *y)
{
    *x = between(-2, 2);
    *y = between(-2, 2);
}

static void whole_pair(double *x, double *y)
{
    *x = (double)(random_word() % 200000) - 100000;
    *y = (double)(random_word() % 200000) - 100000;
}

static void power_of_any(double *x, double *y)
{
    *x = fabs(any());
    *y = between(-750, 715) / log(*x);
}

static void power_near_one(double *x, double *y)
{
    *x = near_one();
    *y = between(-750, 715) / log(*x);
}

static void whole_power(double *x, double *y)
{
    *x = between(-10, 10);
    *y = (double)(random_word() % 100) - 20;
}

static void power_with_few_bits(double *x, double *y)
{
    *x = (double)(1 + random_word() % 2000);
    *y = ldexp((double)(random_word() % 64), -(int)(random_word() % 6));
}

static const struct pair_subject pair_subjects[] = {
    {"pow",
     elementary_pow,
     accurate_pow,
     mpfr_pow,
     {power_of_any, power_near_one, whole_power, power_with_few_bits}},
    {"atan2",
     elementary_atan2,
     accurate_atan2,
     mpfr_atan2,
     {any_pair, small_pair, whole_pair, small_pair}},
    {"hypot",
     elementary_hypot,
     accurate_hypot,
     mpfr_hypot,
     {any_pair, small_pair, whole_pair, small_pair}},
};

static mpfr_t x_number, y_number, result_number;

/* As doubles are: MPFR writes 0.1... where the standard writes 1... */
static void begin_mpfr(void)
{
    mpfr_set_emin(DBL_MIN_EXP - DBL_MANT_DIG + 1);
    mpfr_set_emax(DBL_MAX_EXP);
    mpfr_inits2(DBL_MANT_DIG, x_number, y_number, result_number, (mpfr_ptr)NULL);
}

static void end_mpfr(void)
{
    mpfr_clears(x_number, y_number, result_number, (mpfr_ptr)NULL);
    mpfr_free_cache();
}

static double rounded_result(int inexact)
{
    mpfr_subnormalize(result_number, inexact, MPFR_RNDN);
    return mpfr_get_d(result_number, MPFR_RNDN);
}

static double wanted(const struct subject *subject, double x)
{
    mpfr_set_d(x_number, x, MPFR_RNDN);
    return rounded_result(subject->reference(result_number, x_number, MPFR_RNDN));
}

static double wanted_of_pair(const struct pair_subject *subject, double x, double y)
{
    mpfr_set_d(x_number, x, MPFR_RNDN);
    mpfr_set_d(y_number, y, MPFR_RNDN);
    return rounded_result(subject->reference(result_number, x_number, y_number, MPFR_RNDN));
}

static bool same(double a, double b)
{
    return memcmp(&a, &b, sizeof a) == 0 || (isnan(a) && isnan(b));
}

/* Returns 1 where they differ, and says so. */
static unsigned long compared(const char *name, double x, double y, double actual, double right)
{
    if (same(actual, right))
        return 0;
    fprintf(stderr, "%s(%a, %a) = %a, should be %a\n", name, x, y, actual, right);
    return 1;
}

static unsigned long number_of_arguments(void)
{
    const char *number = getenv(ARGUMENTS_VARIABLE);

    return number != NULL ? strtoul(number, NULL, 10) : USUAL_ARGUMENTS;
}

static void report(const char *name, unsigned long count, unsigned long wrong)
{
    if (getenv(ARGUMENTS_VARIABLE) != NULL)
        fprintf(stderr, "%s: %lu of %lu wrong\n", name, wrong, count);
    ck_assert_uint_eq(wrong, 0);
}

START_TEST(random_arguments)
{
    const struct subject *subject = &subjects[_i];
    unsigned long wrong = 0, count = number_of_arguments();

    for (unsigned long i = 0; i < count; i++) {
        double x = subject->arguments[i % 4]();
        wrong += compared(subject->name, x, 0, subject->function(x), wanted(subject, x));
    }
    report(subject->name, count, wrong);
}
END_TEST

START_TEST(random_pairs)
{
    const struct pair_subject *subject = &pair_subjects[_i];
    unsigned long wrong = 0, count = number_of_arguments();

    for (unsigned long i = 0; i < count; i++) {
        double x, y;
        subject->arguments[i % 4](&x, &y);
        wrong +=
            compared(subject->name, x, y, subject->function(x, y), wanted_of_pair(subject, x, y));
    }
    report(subject->name, count, wrong);
}
END_TEST

/* Finite and not zero, as the accurate phase wants it: then so are its arguments. The limits of
 * tanh, which are 1 and -1, and of cosh, are none of its either. */
static bool is_usual(double result)
{
    return isfinite(result) && result != 0 && fabs(result) != 1;
}

START_TEST(the_accurate_phase_alone)
{
    const struct subject *subject = &subjects[_i];

    for (int i = 0; i < 4000 && subject->accurate != NULL; i++) {
        double x = subject->arguments[i % 4](), right = wanted(subject, x);
        if (is_usual(right) && fabs(x) > 0x1p-27)
            ck_assert_uint_eq(compared(subject->name, x, 0, subject->accurate(x), right), 0);
    }
}
END_TEST

START_TEST(the_accurate_phase_of_pairs_alone)
{
    const struct pair_subject *subject = &pair_subjects[_i];

    for (int i = 0; i < 4000; i++) {
        double x, y;
        subject->arguments[i % 4](&x, &y);
        double right = wanted_of_pair(subject, x, y);
        if (is_usual(right) && x > 0 && x != 1 && y != 0)
            ck_assert_uint_eq(compared(subject->name, x, y, subject->accurate(x, y), right), 0);
    }
}
END_TEST

/* Results that are next to the middle between two doubles, by 2^-54 to 2^-90 of their distance:
 * worst cases that Lefevre and Muller published, and arguments next to a multiple of pi/2 or large.
 */
static const struct {
    double (*function)(double);
    double x;
} hard_cases[] = {
    {elementary_exp, 7.5417527749959590085206221024712557043923055744016892276704e-10},
    {elementary_exp, -0x1.ed318efb627eap-27},
    {elementary_exp, -0x1.a2fefefd580dfp-13},
    {elementary_exp, -0x1.02393d5976769p+1},
    {elementary_exp, 0x1.83d4bcdebb3f4p+2},
    {elementary_exp, 0x1.273c188aa7b14p+2},
    {elementary_exp, 0x1.accfbe46b4ef0p-1},
    {elementary_log, 0x1.62a88613629b6p+678},
    {elementary_sin, 0x1.e0000000001c2p-20},
    {elementary_sin, 0x1.6ac5b262ca1ffp+849},
    {elementary_sin, 1e22},
    {elementary_sin, 0x1p1023},
    {elementary_sin, DBL_MAX},
    {elementary_cos, 0x1.8000000000009p-23},
    {elementary_cos, 0x1.34ec2f9fc9c00p+1},
    {elementary_cos, 0x1.6ac5b262ca1ffp+849},
    {elementary_cos, DBL_MAX},
    {elementary_tan, 0x1.dffffffffff1fp-22},
    {elementary_tan, 0x1.6ac5b262ca1ffp+849},
    {elementary_sinh, 0x1.dfffffffffe3ep-20},
    {elementary_cosh, 0x1.7fffffffffff7p-23},
    /* found by search: the fast phase errs so much that its result would be wrong, were it not for
     * the bound on its error */
    {elementary_log, 0x1.0018826c00514p+0},
    {elementary_log, 0x1.ff78e62d20bb4p-1},
    {elementary_log, 0x1.00ed2287b2c9bp+0},
    {elementary_log10, 0x1.00bd711ad92f1p+0},
    {elementary_log10, 0x1.0039b64c9aba4p+0},
    {elementary_atan, 0x1.d1554c85f988p-5},
    {elementary_atan, 0x1.36b664513ffe8p+1},
    {elementary_asin, 0x1.391537f26eep-8},
    {elementary_asin, -0x1.97689899bc8acp-2},
    {elementary_sinh, 0x1.6fa5094cb1c7p-6},
    {elementary_sinh, 0x1.5d80280f4769fp+0},
    {elementary_cosh, 0x1.d17ec892e072cp-1},
    {elementary_cosh, 0x1.0cdc4ac071165p+1},
    {elementary_tanh, 0x1.6ee855447c204p-7},
    {elementary_tanh, 0x1.5f91a01efccecp-4},
    {elementary_tanh, 0x1.1c098b22eac53p+0},
};

START_TEST(hard_cases_are_rounded_correctly)
{
    double x = hard_cases[_i].x;

    for (size_t i = 0; i < COUNT(subjects); i++)
        if (subjects[i].function == hard_cases[_i].function)
            ck_assert_uint_eq(
                compared(subjects[i].name, x, 0, subjects[i].function(x), wanted(&subjects[i], x)),
                0);
}
END_TEST

static void check_power(double x, double y)
{
    double right = wanted_of_pair(&pair_subjects[0], x, y);

    ck_assert_uint_eq(compared("pow", x, y, elementary_pow(x, y), right), 0);
    if (is_usual(right) && x > 0 && x != 1 && y != 0)
        ck_assert_uint_eq(compared("accurate pow", x, y, accurate_pow(x, y), right), 0);
}

/* m^3 has 53 or 54 bits, the last of which is 1: where there are 54, it is a tie. */
START_TEST(powers_that_are_ties)
{
    for (int i = 0; i < 2000; i++) {
        double m = (double)(165141 + 2 * (random_word() % 48000) + (i % 2 == 0 ? 0 : 2));
        double second = (double)(94906267 + 2 * (random_word() % 19000000));
        check_power(m, 3);
        check_power(m * m, 1.5);
        check_power(ldexp(m, -400), 3);
        check_power(ldexp(m * m, 300), -1.5);
        check_power(second, 2);
        check_power(ldexp(second, 30), 2);
    }
}
END_TEST

/* m^2 - n^2, 2 m n and m^2 + n^2, the last of which is odd and has 54 bits. */
START_TEST(hypotenuses_that_are_ties)
{
    for (int i = 0; i < 2000; i++) {
        uint64_t n = 60000000 + random_word() % 20000000, m = n + 1 + 2 * (random_word() % 4000000);
        double a = (double)(m * m - n * n), b = (double)(2 * m * n), size = ldexp(1, i - 1000);
        double right = wanted_of_pair(&pair_subjects[2], a, b);
        ck_assert_uint_eq(compared("hypot", a, b, elementary_hypot(a, b), right), 0);
        ck_assert_uint_eq(compared("accurate hypot", a, b, accurate_hypot(a, b), right), 0);
        right = wanted_of_pair(&pair_subjects[2], a * size, b * size);
        ck_assert_uint_eq(
            compared("hypot", a * size, b * size, elementary_hypot(a * size, b * size), right), 0);
    }
}
END_TEST

START_TEST(powers_that_are_exact)
{
    for (int n = -1080; n < 1030; n++) {
        check_power(2, n);
        check_power(4, n * 0.5);
        check_power(0.125, n / 3.0);
        check_power(0x1p-32, n / 32.0);
        check_power(-2, n);
    }
    for (int m = 3; m < 40; m++)
        for (int n = 1; n < 40; n++)
            check_power(pow(m, 8), n / 8.0);
}
END_TEST

START_TEST(subnormal_results)
{
    for (int i = 0; i < 4000; i++) {
        double x = between(-745.2, -708), base = between(1, 3);
        ck_assert_uint_eq(compared("exp", x, 0, elementary_exp(x), wanted(&subjects[0], x)), 0);
        check_power(base, x / log(base));
    }
}
END_TEST

static void check_circular_functions(double x)
{
    for (size_t j = 0; j < COUNT(subjects); j++)
        if (subjects[j].reference == mpfr_sin || subjects[j].reference == mpfr_cos ||
            subjects[j].reference == mpfr_tan)
            ck_assert_uint_eq(
                compared(subjects[j].name, x, 0, subjects[j].function(x), wanted(&subjects[j], x)),
                0);
}

START_TEST(multiples_of_a_quarter_turn)
{
    for (int i = 0; i < 1074; i++)
        check_circular_functions(ldexp(1.5707963267948966, i - 50));
}
END_TEST

/* A sine is there a small difference of large numbers. */
START_TEST(next_to_multiples_of_a_quarter_turn)
{
    for (int turn = -4000; turn <= 4000; turn += 7)
        for (int bits = -52; bits <= -2; bits += 5) {
            double nearest = turn * 1.5707963267948966;
            check_circular_functions(nearest + ldexp(nearest, bits));
            check_circular_functions(nearest - ldexp(nearest, bits));
        }
}
END_TEST

/* Values at which functions are special; each function is tried with each of them. */
static const double special[] = {
    0,
    -0.0,
    1,
    -1,
    2,
    -2,
    3,
    -3,
    0.5,
    -0.5,
    1.5,
    INFINITY,
    -INFINITY,
    NAN,
    DBL_MAX,
    -DBL_MAX,
    DBL_MIN,
    -DBL_MIN,
    4.9406564584124654e-324,
    -4.9406564584124654e-324,
    1.4821969375237396e-323,
    2.2250738585072009e-308,
    9007199254740991.0,
    -9007199254740991.0,
    9007199254740992.0,
    -9007199254740992.0,
    9007199254740994.0,
    DBL_EPSILON,
    -DBL_EPSILON,
    1 + DBL_EPSILON,
    1 - DBL_EPSILON / 2,
    -1 - DBL_EPSILON,
    0x1p-27,
    0x1.0000000000001p-27,
    -0x1.8p-26,
    709.78271289338397,
    709.78271289338409,
    -745.13321910194110,
    -745.13321910194122,
    -708.39641853226408,
    10,
    1e15,
    1e16,
    1e22,
    1000,
    0.001,
    6400,
    6400.0000000000009,
};

/* MPFR follows the same annex F. */
START_TEST(special_values)
{
    for (size_t i = 0; i < COUNT(special); i++)
        ck_assert_uint_eq(compared(subjects[_i].name, special[i], 0,
                                   subjects[_i].function(special[i]),
                                   wanted(&subjects[_i], special[i])),
                          0);
}
END_TEST

START_TEST(special_pairs)
{
    for (size_t i = 0; i < COUNT(special); i++)
        for (size_t j = 0; j < COUNT(special); j++)
            ck_assert_uint_eq(compared(pair_subjects[_i].name, special[i], special[j],
                                       pair_subjects[_i].function(special[i], special[j]),
                                       wanted_of_pair(&pair_subjects[_i], special[i], special[j])),
                              0);
}
END_TEST

static const struct {
    const char *name;
    double (*function)(double);
    void (*array)(const double *, double *, size_t);
    double (*arguments[4])(void);
} array_subjects[] = {
    {"exp", elementary_exp, elementary_exp_array, {of_small_size, of_moderate_size, any, near_one}},
    {"log", elementary_log, elementary_log_array, {of_small_size, of_moderate_size, any, near_one}},
    {"sin", elementary_sin, elementary_sin_array, {of_small_size, of_moderate_size, any, near_one}},
    {"cos", elementary_cos, elementary_cos_array, {of_small_size, of_moderate_size, any, near_one}},
};

/* Random arguments and the special ones, in arrays of many lengths, in place or not. */
START_TEST(arrays_equal_single_results)
{
    double x[300] = {0}, y[301], right[300];

    for (size_t length = 0; length < COUNT(x); length++) {
        for (size_t i = 0; i < length; i++) {
            x[i] = i % 5 == 4 ? special[random_word() % COUNT(special)]
                              : array_subjects[_i].arguments[length % 4]();
            right[i] = array_subjects[_i].function(x[i]);
        }
        y[length] = 7;
        array_subjects[_i].array(x, y, length);
        ck_assert(y[length] == 7);
        array_subjects[_i].array(x, x, length);
        for (size_t i = 0; i < length; i++) {
            ck_assert_uint_eq(compared(array_subjects[_i].name, (double)i, 0, y[i], right[i]), 0);
            ck_assert_uint_eq(compared(array_subjects[_i].name, (double)i, 0, x[i], right[i]), 0);
        }
    }
}
END_TEST

START_TEST(another_rounding_mode_is_noticed)
{
    static const int modes[] = {FE_UPWARD, FE_DOWNWARD, FE_TOWARDZERO};

    ck_assert(elementary_check());
    for (size_t i = 0; i < COUNT(modes); i++) {
        fesetround(modes[i]);
        bool good = elementary_check();
        fesetround(FE_TONEAREST);
        ck_assert(!good);
    }
}
END_TEST

#ifdef __SSE2__
/* Flush-to-zero and denormals-are-zero, as -ffast-math of another part of a program sets them. */
START_TEST(subnormal_numbers_that_become_zero_are_noticed)
{
    static const unsigned flags[] = {0x8000, 0x0040};
    const unsigned usual = _mm_getcsr();

    for (size_t i = 0; i < COUNT(flags); i++) {
        _mm_setcsr(usual | flags[i]);
        bool good = elementary_check();
        _mm_setcsr(usual);
        ck_assert(!good);
    }
}
END_TEST
#endif

static TCase *case_with_mpfr(Suite *suite, const char *name)
{
    TCase *tests = tcase_create(name);

    tcase_add_unchecked_fixture(tests, begin_mpfr, end_mpfr);
    tcase_set_timeout(tests, 0);
    suite_add_tcase(suite, tests);
    return tests;
}

Suite *elementary_suite(void)
{
    Suite *suite = suite_create("elementary");
    TCase *random = case_with_mpfr(suite, "random arguments");
    TCase *chosen = case_with_mpfr(suite, "chosen arguments");

    tcase_add_loop_test(random, random_arguments, 0, (int)COUNT(subjects));
    tcase_add_loop_test(random, random_pairs, 0, (int)COUNT(pair_subjects));
    tcase_add_loop_test(random, the_accurate_phase_alone, 0, (int)COUNT(subjects));
    tcase_add_loop_test(random, the_accurate_phase_of_pairs_alone, 0, (int)COUNT(pair_subjects));
    tcase_add_loop_test(chosen, hard_cases_are_rounded_correctly, 0, (int)COUNT(hard_cases));
    tcase_add_test(chosen, powers_that_are_ties);
    tcase_add_test(chosen, hypotenuses_that_are_ties);
    tcase_add_test(chosen, powers_that_are_exact);
    tcase_add_test(chosen, subnormal_results);
    tcase_add_test(chosen, multiples_of_a_quarter_turn);
    tcase_add_test(chosen, next_to_multiples_of_a_quarter_turn);
    tcase_add_loop_test(chosen, special_values, 0, (int)COUNT(subjects));
    tcase_add_loop_test(chosen, special_pairs, 0, (int)COUNT(pair_subjects));
    tcase_add_loop_test(chosen, arrays_equal_single_results, 0, (int)COUNT(array_subjects));
    tcase_add_test(chosen, another_rounding_mode_is_noticed);
#ifdef __SSE2__
    tcase_add_test(chosen, subnormal_numbers_that_become_zero_are_noticed);
#endif
    return suite;
}

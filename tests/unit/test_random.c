#include "optimize/random.h"

#include "support.h"
#include "unit_tests.h"

/* The outputs that the C++ standard (std::mt19937) and NumPy's and Matsumoto's tests name. */
START_TEST(published_outputs_of_seed_5489)
{
    static const uint32_t first[] = {3499211612u, 581869302u, 3890346734u, 3586334585u, 545404204u};
    struct random random;

    random_seed(&random, 5489);
    for (size_t i = 0; i < sizeof first / sizeof *first; i++)
        ck_assert_uint_eq(random_bits(&random), first[i]);
}
END_TEST

START_TEST(published_ten_thousandth_output)
{
    struct random random;
    uint32_t last = 0;

    random_seed(&random, 5489);
    for (int i = 0; i < 10000; i++)
        last = random_bits(&random);
    ck_assert_uint_eq(last, 4123659995u);
}
END_TEST

START_TEST(numpys_documented_numbers_of_seed_1)
{
    struct random random;

    random_seed(&random, 1);
    assert_same_double(random_uniform(&random), 0.417022004702574);
    assert_same_double(random_uniform(&random), 0.7203244934421581);
    assert_same_double(random_uniform(&random), 0.00011437481734488664);
}
END_TEST

/* Rows of seed, index, rand: numpy.random.seed(seed); numpy.random.rand(1000)[index]. */
START_TEST(numpys_numbers_of_any_seed)
{
    static double rows[64][3];
    size_t count = read_numbers("numpy_random.csv", rows[0], 3, 64);

    ck_assert_uint_ge(count, 40);
    for (size_t i = 0; i < count; i++) {
        struct random random;
        double value = -1;
        random_seed(&random, (uint32_t)rows[i][0]);
        for (int k = 0; k <= (int)rows[i][1]; k++)
            value = random_uniform(&random);
        assert_same_double(value, rows[i][2]);
    }
}
END_TEST

/* Rows of seed, index, number: of rand(2) and randn(2000) of a RandomState. NumPy's logarithm is
 * the C library's, so that a number can differ in its last bit; none of these does. */
START_TEST(numpys_normal_deviates_after_a_start)
{
    static double rows[64][3];
    size_t count = read_numbers("numpy_normal.csv", rows[0], 3, 64);

    ck_assert_uint_ge(count, 50);
    for (size_t i = 0; i < count; i++) {
        struct random random;
        double value = -1;
        random_seed(&random, (uint32_t)rows[i][0]);
        for (int k = 0; k <= (int)rows[i][1]; k++)
            value = k < 2 ? random_uniform(&random) : random_normal(&random);
        assert_same_double(value, rows[i][2]);
    }
}
END_TEST

START_TEST(a_new_seed_forgets_the_second_of_a_pair)
{
    struct random random;

    random_seed(&random, 4);
    double first = random_normal(&random);
    random_seed(&random, 4);
    assert_same_double(random_normal(&random), first);
}
END_TEST

START_TEST(uniforms_are_in_the_half_open_interval_and_even)
{
    struct random random;
    double sum = 0;

    random_seed(&random, 2);
    for (int i = 0; i < 10000; i++) {
        double value = random_uniform(&random);
        ck_assert(value >= 0 && value < 1);
        sum += value;
    }
    ck_assert_double_eq_tol(sum / 10000, 0.5, 0.015); /* five standard deviations */
}
END_TEST

START_TEST(a_seed_starts_the_same_numbers_again)
{
    struct random random;

    random_seed(&random, 3);
    uint32_t first = random_bits(&random);
    for (int i = 0; i < 1000; i++)
        random_bits(&random);
    random_seed(&random, 3);
    ck_assert_uint_eq(random_bits(&random), first);
}
END_TEST

Suite *random_suite(void)
{
    Suite *suite = suite_create("random");
    TCase *tests = tcase_create("random");

    tcase_add_test(tests, published_outputs_of_seed_5489);
    tcase_add_test(tests, published_ten_thousandth_output);
    tcase_add_test(tests, numpys_documented_numbers_of_seed_1);
    tcase_add_test(tests, numpys_numbers_of_any_seed);
    tcase_add_test(tests, numpys_normal_deviates_after_a_start);
    tcase_add_test(tests, a_new_seed_forgets_the_second_of_a_pair);
    tcase_add_test(tests, uniforms_are_in_the_half_open_interval_and_even);
    tcase_add_test(tests, a_seed_starts_the_same_numbers_again);
    suite_add_tcase(suite, tests);
    return suite;
}

#include "plot/zoom.h"

#include <math.h>

#include "optimize/random.h"
#include "support.h"
#include "unit_tests.h"

#define POINTS 20

/* A path of points within a box around a center, in bounds of any size and place. */
struct sample {
    struct bounds bounds;
    double x[2 * POINTS];
    struct trajectory trajectory;
    struct optimizer_result result;
};

static double between(struct random *random, double min, double max)
{
    return min + (max - min) * random_uniform(random);
}

static void make_sample(struct sample *c, struct random *random)
{
    double extent = pow(10, between(random, -5, 0));

    *c = (struct sample){.trajectory = {.variables = 2, .count = POINTS, .x = c->x},
                         .result = {.trajectory = &c->trajectory}};
    for (size_t k = 0; k < 2; k++) {
        double width = pow(10, between(random, -9, 9)), center = random_uniform(random);
        c->bounds.min[k] = between(random, -1e3, 1e3) * width;
        c->bounds.max[k] = c->bounds.min[k] + width;
        for (size_t i = 0; i < POINTS; i++)
            c->x[2 * i + k] =
                c->bounds.min[k] + width * (center + between(random, -extent, extent));
    }
}

/* What the points need: 1.2 times their extent in the bounds, at least a twentieth of them. */
static double needed(const struct sample *c)
{
    double part = 0.05;

    for (size_t k = 0; k < 2; k++) {
        double min = c->bounds.max[k], max = c->bounds.min[k];
        for (size_t i = 0; i < POINTS; i++) {
            double x = fmax(c->bounds.min[k], fmin(c->bounds.max[k], c->x[2 * i + k]));
            min = fmin(min, x);
            max = fmax(max, x);
        }
        part = fmax(part, 1.2 * (max - min) / (c->bounds.max[k] - c->bounds.min[k]));
    }
    return part;
}

static void assert_holds_points(const struct sample *c, const struct bounds *region, double part)
{
    for (size_t k = 0; k < 2; k++) {
        double width = c->bounds.max[k] - c->bounds.min[k];
        double side = (region->max[k] - region->min[k]) / width;
        ck_assert_double_ge(region->min[k], c->bounds.min[k]);
        ck_assert_double_le(region->max[k], c->bounds.max[k]);
        ck_assert_double_ge(side, part * (1 - 1e-6));
        ck_assert_double_le(side, part * 1.1 + 1e-9);
        for (size_t i = 0; i < POINTS; i++) {
            double x = fmax(c->bounds.min[k], fmin(c->bounds.max[k], c->x[2 * i + k]));
            ck_assert_double_ge(x, region->min[k]);
            ck_assert_double_le(x, region->max[k]);
        }
    }
}

START_TEST(the_region_is_around_the_points)
{
    struct random random;
    size_t found = 0;

    random_seed(&random, 5);
    for (int i = 0; i < 2000; i++) {
        struct sample c;
        struct bounds region;
        make_sample(&c, &random);
        double part = needed(&c);
        if (zoom_find(&c.bounds, &c.result, 1, &region)) {
            ck_assert_double_le(part, 0.5);
            assert_holds_points(&c, &region, part);
            found++;
        } else {
            ck_assert_double_gt(part, 0.45);
        }
    }
    ck_assert_uint_gt(found, 1000);
    ck_assert_uint_lt(found, 2000);
}
END_TEST

static struct bounds find(const struct bounds *bounds, const double x[], size_t points)
{
    struct trajectory trajectory = {.variables = 2, .count = points, .x = (double *)x};
    struct optimizer_result result = {.trajectory = &trajectory};
    struct bounds region = {{NAN, NAN}, {NAN, NAN}};

    ck_assert(zoom_find(bounds, &result, 1, &region));
    return region;
}

static void assert_region(const struct bounds *region, double a, double b, double c, double d)
{
    ck_assert_double_eq(region->min[0], a);
    ck_assert_double_eq(region->max[0], b);
    ck_assert_double_eq(region->min[1], c);
    ck_assert_double_eq(region->max[1], d);
}

static const struct bounds square = {{-1, -1}, {1, 1}};

/* The sides are 0.3 * 1.2 = 0.36, rounded to hundredths. */
START_TEST(the_edges_are_round_numbers)
{
    struct bounds region = find(&square, (double[]){0.1, 0.2, 0.4, 0.2}, 2);

    assert_region(&region, 0.07, 0.43, 0.02, 0.38);
}
END_TEST

START_TEST(a_point_has_a_region)
{
    struct bounds region = find(&square, (double[]){0.503, -0.25}, 1);

    assert_region(&region, 0.45, 0.555, -0.3, -0.2);
}
END_TEST

START_TEST(the_region_is_within_the_bounds)
{
    struct bounds region = find(&square, (double[]){1, -1, 5, -1.25, NAN, -1}, 3);

    assert_region(&region, 0.9, 1, -1, -0.9);
}
END_TEST

START_TEST(wide_paths_have_none)
{
    double x[] = {-0.9, 0, 0, 0.3};
    struct trajectory trajectory = {.variables = 2, .count = 2, .x = x};
    struct optimizer_result result = {.trajectory = &trajectory};
    struct bounds region;

    ck_assert(!zoom_find(&square, &result, 1, &region));
}
END_TEST

Suite *zoom_suite(void)
{
    Suite *suite = suite_create("zoom");
    TCase *tests = tcase_create("zoom");

    tcase_add_test(tests, the_region_is_around_the_points);
    tcase_add_test(tests, the_edges_are_round_numbers);
    tcase_add_test(tests, a_point_has_a_region);
    tcase_add_test(tests, the_region_is_within_the_bounds);
    tcase_add_test(tests, wide_paths_have_none);
    suite_add_tcase(suite, tests);
    return suite;
}

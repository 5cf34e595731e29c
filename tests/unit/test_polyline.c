#include "plot/polyline.h"

#include <math.h>

#include "optimize/random.h"
#include "support.h"
#include "unit_tests.h"

#define MOST 2000

static const struct point unit = {1e-3, 1e-3};

/* The distance of p from the line between a and b, in tolerances. */
static double distance(struct point p, struct point a, struct point b, struct point tolerance)
{
    double px = (p.x1 - a.x1) / tolerance.x1, py = (p.x2 - a.x2) / tolerance.x2;
    double bx = (b.x1 - a.x1) / tolerance.x1, by = (b.x2 - a.x2) / tolerance.x2;
    double length2 = bx * bx + by * by;
    double along = length2 == 0 ? 0 : fmin(1, fmax(0, (px * bx + py * by) / length2));

    return hypot(px - along * bx, py - along * by);
}

static double distance_to_curve(struct point p, const struct point curve[], size_t count,
                                struct point tolerance)
{
    double least = INFINITY;

    for (size_t i = 0; i + 1 < count; i++)
        least = fmin(least, distance(p, curve[i], curve[i + 1], tolerance));
    return least;
}

static struct point circle(double turn)
{
    return (struct point){cos(2 * 3.14159265358979 * turn), sin(2 * 3.14159265358979 * turn)};
}

static const struct point tolerances[] = {{1e-3, 1e-3}, {1e-4, 1e-2}, {0.5, 0.5}, {1e-9, 1e-9}};

START_TEST(no_point_is_farther_than_the_tolerance)
{
    static struct point points[MOST], simple[MOST];

    for (size_t i = 0; i < MOST; i++)
        points[i] = simple[i] = circle((double)i / MOST);
    size_t kept = polyline_simplify(simple, MOST, tolerances[_i]);
    ck_assert_uint_ge(kept, 3);
    for (size_t i = 0; i < MOST; i++)
        ck_assert_double_le(distance_to_curve(points[i], simple, kept, tolerances[_i]), 1 + 1e-6);
}
END_TEST

/* 2000 points on a circle, of which a tolerance of 1e-3 needs about 70. */
START_TEST(a_fine_curve_becomes_much_shorter)
{
    static struct point points[MOST];

    for (size_t i = 0; i < MOST; i++)
        points[i] = circle((double)i / MOST);
    size_t kept = polyline_simplify(points, MOST, unit);
    ck_assert_uint_lt(kept, 200);
    assert_same_double(points[0].x1, 1);
    assert_same_double(points[kept - 1].x1, circle((MOST - 1.0) / MOST).x1);
}
END_TEST

START_TEST(corners_stay)
{
    struct point points[] = {{0, 0}, {0.5, 0}, {1, 0}, {1, 0.3}, {1, 1}, {0, 1}, {0, 0.5}};
    static const struct point wanted[] = {{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0.5}};

    ck_assert_uint_eq(polyline_simplify(points, 7, unit), 5);
    for (int i = 0; i < 5; i++) {
        assert_same_double(points[i].x1, wanted[i].x1);
        assert_same_double(points[i].x2, wanted[i].x2);
    }
}
END_TEST

/* Out along a line and back: the far end is not between the two. */
START_TEST(a_spike_stays)
{
    struct point points[] = {{0, 0}, {1, 0}, {0.2, 0}};

    ck_assert_uint_eq(polyline_simplify(points, 3, unit), 3);
    assert_same_double(points[1].x1, 1);
}
END_TEST

START_TEST(short_curves_stay)
{
    struct point points[] = {{0, 0}, {1, 0}};

    for (size_t count = 0; count < 3; count++)
        ck_assert_uint_eq(polyline_simplify(points, count, unit), count);
}
END_TEST

START_TEST(noise_within_the_tolerance_goes)
{
    static struct point points[MOST];
    struct random random;

    random_seed(&random, 8);
    for (size_t i = 0; i < MOST; i++)
        points[i] = (struct point){(double)i, 4e-4 * (random_uniform(&random) - 0.5)};
    ck_assert_uint_lt(polyline_simplify(points, MOST, unit), MOST / 20);
}
END_TEST

Suite *polyline_suite(void)
{
    Suite *suite = suite_create("polyline");
    TCase *tests = tcase_create("polyline");

    tcase_add_loop_test(tests, no_point_is_farther_than_the_tolerance, 0, 4);
    tcase_add_test(tests, a_fine_curve_becomes_much_shorter);
    tcase_add_test(tests, corners_stay);
    tcase_add_test(tests, a_spike_stays);
    tcase_add_test(tests, short_curves_stay);
    tcase_add_test(tests, noise_within_the_tolerance_goes);
    suite_add_tcase(suite, tests);
    return suite;
}

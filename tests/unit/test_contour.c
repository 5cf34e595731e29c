#include "plot/contour.h"

#include <math.h>

#include "painter.h"
#include "support.h"
#include "unit_tests.h"

static const struct bounds unit_square = {.min = {0, 0}, .max = {1, 1}};
static const struct bounds oblong = {.min = {-0.7, 10}, .max = {1.9, 10.5}};

static const struct point *points_of(const struct contours *contours, size_t loop)
{
    return contours->points + contours->loops[loop].first;
}

/* The four corners of the bounds, exactly, in any order that goes around. */
static void assert_is_border(const struct contours *contours, size_t loop, const struct bounds *b)
{
    const struct point *p = points_of(contours, loop);

    ck_assert_uint_eq(contours->loops[loop].count, 4);
    for (int i = 0; i < 4; i++) {
        ck_assert(p[i].x1 == b->min[0] || p[i].x1 == b->max[0]);
        ck_assert(p[i].x2 == b->min[1] || p[i].x2 == b->max[1]);
        ck_assert((p[i].x1 == p[(i + 1) % 4].x1) != (p[i].x2 == p[(i + 1) % 4].x2));
    }
}

/* Above all levels, below all, between two: one rectangle, whatever the grid. */
static const struct {
    double value;
    int band;
} constants[] = {{-1, 0}, {0, 1}, {0.5, 1}, {2, 2}, {1, 2}, {INFINITY, 2}, {-INFINITY, 0}};

START_TEST(a_constant_is_the_border_rectangle)
{
    static const double levels[] = {0, 1};
    double f[3 * 7];

    for (int i = 0; i < 21; i++)
        f[i] = constants[_i].value;
    struct grid grid = grid_of(f, 3, 7, oblong);
    struct contours contours = loops_of(&grid, levels, 2);
    ck_assert_uint_eq(contours.loop_count, 1);
    ck_assert_int_eq(contours.loops[0].band, constants[_i].band);
    ck_assert(!contours.loops[0].hole);
    assert_is_border(&contours, 0, &oblong);
    ck_assert_double_eq_tol(contours.loops[0].area, 2.6 * 0.5, 1e-14);
    contours_free(&contours);
    ck_assert_ptr_null(contours.loops);
}
END_TEST

/* f = x1 on five columns: rectangles, all numbers exact. */
START_TEST(bands_of_a_ramp_are_exact_rectangles)
{
    static const double levels[] = {0.125, 0.375, 0.625};
    double f[5 * 3];

    for (int i = 0; i < 15; i++)
        f[i] = 0.25 * (i % 5);
    struct grid grid = grid_of(f, 5, 3, unit_square);
    struct contours contours = loops_of(&grid, levels, 3);
    ck_assert_uint_eq(contours.loop_count, 4);
    assert_is_border(&contours, 0, &unit_square);
    for (int i = 1; i < 4; i++) {
        struct bounds right = {.min = {levels[i - 1], 0}, .max = {1, 1}};
        assert_is_border(&contours, (size_t)i, &right);
        ck_assert_int_eq(contours.loops[i].band, i);
        assert_same_double(contours.loops[i].area, 1 - levels[i - 1]);
    }
    contours_free(&contours);
}
END_TEST

static double square(double x)
{
    return x * x;
}

/* The circles of the sphere enclose pi times the level. With a step h, interpolation and chords
 * each cut off at most h^2 / 2 of the value. */
START_TEST(circles_have_their_areas)
{
    enum { N = 201 };
    static double f[N * N];
    static const double levels[] = {0.09, 0.25, 0.49, 0.81};
    const struct bounds bounds = {.min = {-1, -1}, .max = {1, 1}};

    for (int i = 0; i < N * N; i++)
        f[i] = square(-1 + 0.01 * (i % N)) + square(-1 + 0.01 * (i / N));
    struct grid grid = grid_of(f, N, N, bounds);
    struct contours contours = loops_of(&grid, levels, 4);
    ck_assert_uint_eq(contours.loop_count, 5);
    for (int i = 1; i < 5; i++) {
        const struct contour_loop *loop = &contours.loops[i];
        double exact = 3.14159265358979 * levels[4 - i];
        ck_assert(loop->hole); /* it falls inside */
        ck_assert_int_eq(loop->band, 4 - i);
        ck_assert_double_le(loop->area, exact);
        ck_assert_double_ge(loop->area, exact - 3.1416 * 0.01 * 0.01);
    }
    ck_assert_int_eq(contours.loops[0].band, 4);
    contours_free(&contours);
}
END_TEST

/* Linear interpolation: a pyramid's levels are exact diamonds around the middle node. */
START_TEST(a_single_peak_is_a_diamond)
{
    static const double levels[] = {0.25};
    double f[9] = {0, 0, 0, 0, 1, 0, 0, 0, 0};
    struct grid grid = grid_of(f, 3, 3, unit_square);
    struct contours contours = loops_of(&grid, levels, 1);

    ck_assert_uint_eq(contours.loop_count, 2);
    ck_assert_uint_eq(contours.loops[1].count, 4);
    ck_assert_int_eq(contours.loops[1].band, 1);
    ck_assert(!contours.loops[1].hole);
    assert_same_double(contours.loops[1].area, 2 * 0.375 * 0.375);
    for (int i = 0; i < 4; i++) {
        struct point p = points_of(&contours, 1)[i];
        assert_same_double(fabs(p.x1 - 0.5) + fabs(p.x2 - 0.5), 0.375);
    }
    contours_free(&contours);
}
END_TEST

/* Corners high, low, high, low: the mean of 0.5 joins the high ones at levels up to it, the low
 * ones above. */
static const struct {
    double f[4];
    double level;
    int middle;
} saddles[] = {
    {{1, 0, 0, 1}, 0.4, 1}, {{1, 0, 0, 1}, 0.6, 0},  {{0, 1, 1, 0}, 0.4, 1}, {{0, 1, 1, 0}, 0.6, 0},
    {{9, 0, 0, 1}, 0.9, 1}, {{1, -9, 0, 1}, 0.1, 0}, {{1, 0, 0, 1}, 0.5, 1}, {{0, 1, 1, 0}, 0.5, 1},
};

START_TEST(the_mean_of_the_corners_decides_at_saddles)
{
    double f[4];

    for (int i = 0; i < 4; i++)
        f[i] = saddles[_i].f[i];
    struct grid grid = grid_of(f, 2, 2, unit_square);
    struct contours contours = loops_of(&grid, &saddles[_i].level, 1);
    ck_assert_int_eq(painted_band(&contours, 0.49, 0.51), saddles[_i].middle);
    for (int i = 0; i < 4; i++)
        ck_assert_int_eq(painted_band(&contours, 1e-4 + 0.9998 * (i % 2), 1e-4 + 0.9998 * (i / 2)),
                         band_of(f[i], &saddles[_i].level, 1));
    contours_free(&contours);
}
END_TEST

/* The two joined corners are one loop, the two parted ones are two. */
START_TEST(a_saddle_joins_or_parts)
{
    double f[4] = {1, 0, 0, 1};
    double level = 0.4;
    struct grid grid = grid_of(f, 2, 2, unit_square);
    struct contours joined = loops_of(&grid, &level, 1);
    ck_assert_uint_eq(joined.loop_count, 2);
    ck_assert_double_eq_tol(joined.loops[1].area, 1 - square(0.4), 1e-15);
    level = 0.6;
    struct contours parted = loops_of(&grid, &level, 1);
    ck_assert_uint_eq(parted.loop_count, 3);
    ck_assert_double_eq_tol(parted.loops[1].area, 0.5 * square(0.4), 1e-15);
    ck_assert_double_eq_tol(parted.loops[2].area, 0.5 * square(0.4), 1e-15);
    contours_free(&joined);
    contours_free(&parted);
}
END_TEST

START_TEST(nothing_to_see_gives_no_loops)
{
    static const double levels[] = {0, 1};
    double f[12];

    for (int i = 0; i < 12; i++)
        f[i] = NAN;
    struct grid grid = grid_of(f, 4, 3, unit_square);
    struct contours contours = loops_of(&grid, levels, 2);
    ck_assert_uint_eq(contours.loop_count, 0);
    f[5] = 0.5; /* one node alone has no area, nor have two in a line */
    f[6] = 0.5;
    contours_free(&contours);
    contours = loops_of(&grid, levels, 2);
    ck_assert_uint_eq(contours.loop_count, 0);
    contours_free(&contours);
}
END_TEST

START_TEST(without_levels_there_is_one_band)
{
    double f[4] = {1, 2, 3, 4};
    struct grid grid = grid_of(f, 2, 2, unit_square);
    struct contours contours = loops_of(&grid, NULL, 0);

    ck_assert_uint_eq(contours.loop_count, 1);
    ck_assert_int_eq(contours.loops[0].band, 0);
    assert_is_border(&contours, 0, &unit_square);
    contours_free(&contours);
}
END_TEST

/* The difference of two finite numbers may be infinite. */
START_TEST(huge_values_are_interpolated)
{
    double f[4] = {-1.5e308, 1.5e308, -1.5e308, 1.5e308};
    double level = 0;
    struct grid grid = grid_of(f, 2, 2, unit_square);
    struct contours contours = loops_of(&grid, &level, 1);

    ck_assert_uint_eq(contours.loop_count, 2);
    assert_same_double(contours.loops[1].area, 0.5);
    contours_free(&contours);
}
END_TEST

START_TEST(a_grid_too_large_to_number_is_refused)
{
    double level = 0, f[1] = {0};
    struct grid grid = grid_of(f, 100000, 100000, unit_square);
    struct contours contours;
    struct error error;

    assert_status(contours_find(&contours, &grid, &level, 1, -1, &error), STATUS_FAILED, &error);
    assert_message_holds(&error, "too many nodes");
    ck_assert_uint_eq(contours.loop_count, 0);
}
END_TEST

Suite *contour_suite(void)
{
    Suite *suite = suite_create("contour");
    TCase *tests = tcase_create("contour");

    tcase_add_loop_test(tests, a_constant_is_the_border_rectangle, 0,
                        sizeof constants / sizeof *constants);
    tcase_add_test(tests, bands_of_a_ramp_are_exact_rectangles);
    tcase_add_test(tests, circles_have_their_areas);
    tcase_add_test(tests, a_single_peak_is_a_diamond);
    tcase_add_loop_test(tests, the_mean_of_the_corners_decides_at_saddles, 0,
                        sizeof saddles / sizeof *saddles);
    tcase_add_test(tests, a_saddle_joins_or_parts);
    tcase_add_test(tests, nothing_to_see_gives_no_loops);
    tcase_add_test(tests, without_levels_there_is_one_band);
    tcase_add_test(tests, huge_values_are_interpolated);
    tcase_add_test(tests, a_grid_too_large_to_number_is_refused);
    suite_add_tcase(suite, tests);
    return suite;
}

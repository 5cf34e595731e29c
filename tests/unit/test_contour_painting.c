/* Painting the level loops over one another must give every point the color of its band. */
#include "plot/contour.h"

#include <math.h>
#include <stdlib.h>

#include "optimize/random.h"
#include "painter.h"
#include "support.h"
#include "unit_tests.h"

static double sphere(double x, double y)
{
    return x * x + y * y;
}

static double two_minima(double x, double y)
{
    return (x * x - 0.3) * (x * x - 0.3) + 0.5 * y * y;
}

static double ring(double x, double y)
{
    double r = (hypot(x, y) - 0.6) / 0.2;

    return exp(-r * r);
}

static double saddle(double x, double y)
{
    return x * y;
}

static double egg_box(double x, double y)
{
    return sin(7 * x) * sin(7 * y);
}

/* A crater: flat at 0.5 around the middle, a wall, and a slope. */
static double plateau(double x, double y)
{
    double r = hypot(x, y);

    return r < 0.4 ? 0.5 : r < 0.6 ? 0.5 + 4 * (r - 0.4) : 1.3 - (r - 0.6);
}

static double constant(double x, double y)
{
    (void)x;
    (void)y;
    return 1;
}

/* The function's range in so many levels of equal height, from bottom to top; the largest error of
 * the polygons is that of linear interpolation on the grid, `margin` in parts of the range. */
static const struct {
    double (*f)(double, double);
    double bottom, top;
    size_t levels, nodes1, nodes2;
    double margin;
} functions[] = {
    {sphere, 0, 2, 50, 201, 201, 0.0005},    {sphere, 0, 2, 10, 21, 21, 0.01},
    {sphere, 0, 2, 256, 201, 201, 0.0005},   {sphere, 0, 2, 2, 201, 201, 0.0005},
    {two_minima, 0, 1, 30, 101, 101, 0.003}, {ring, 0, 1, 20, 201, 201, 0.005},
    {saddle, -1, 1, 20, 101, 101, 0.001},    {egg_box, -1, 1, 20, 201, 201, 0.003},
    {plateau, 0.5, 1.3, 10, 201, 201, 0.02}, {constant, 0, 2, 7, 11, 11, 0.001},
    {sphere, 0, 2, 3, 3, 50, 0.13},          {ring, 0, 1, 5, 50, 301, 0.08},
};

static double node(size_t i, size_t nodes)
{
    return -1 + 2 * (double)i / (double)(nodes - 1);
}

static double *sample(double (*f)(double, double), size_t nodes1, size_t nodes2)
{
    double *values = malloc(nodes1 * nodes2 * sizeof *values);

    for (size_t i = 0; i < nodes1 * nodes2; i++)
        values[i] = f(node(i % nodes1, nodes1), node(i / nodes1, nodes2));
    return values;
}

static double distance_to_next_level(double f, const double levels[], size_t count)
{
    double least = INFINITY;

    for (size_t k = 0; k < count; k++)
        least = fmin(least, fabs(f - levels[k]));
    return least;
}

static void make_levels(double levels[], size_t bands, double bottom, double top)
{
    for (size_t k = 1; k < bands; k++)
        levels[k - 1] = bottom + (top - bottom) * ((double)k / (double)bands);
}

START_TEST(points_have_the_color_of_their_band)
{
    size_t count = functions[_i].levels - 1, compared = 0;
    double bottom = functions[_i].bottom, top = functions[_i].top, levels[256];
    const struct bounds bounds = {.min = {-1, -1}, .max = {1, 1}};
    double *f = sample(functions[_i].f, functions[_i].nodes1, functions[_i].nodes2);
    struct grid grid = grid_of(f, functions[_i].nodes1, functions[_i].nodes2, bounds);
    struct random random;

    make_levels(levels, functions[_i].levels, bottom, top);
    struct contours contours = loops_of(&grid, levels, count);
    random_seed(&random, 17);
    for (int trial = 0; trial < 1000; trial++) {
        double x = 2 * random_uniform(&random) - 1, y = 2 * random_uniform(&random) - 1;
        double value = functions[_i].f(x, y);
        int band = painted_band(&contours, x, y);
        ck_assert_int_ge(band, 0);
        if (distance_to_next_level(value, levels, count) < functions[_i].margin * (top - bottom))
            continue;
        ck_assert_msg(band == band_of(value, levels, count), "(%g, %g): band %d, not %d", x, y,
                      band, band_of(value, levels, count));
        compared++;
    }
    ck_assert_uint_gt(compared, 150);
    contours_free(&contours);
    free(f);
}
END_TEST

/* Random values on small grids, with and without infinities and nodes that have no value. */

#define MOST_NODES 9

static const double half_levels[] = {0.5, 1.5, 3.5, 4.5};
static const struct bounds odd_bounds = {.min = {-0.7, 0.1}, .max = {1.9, 0.7}};

static double random_value(struct random *random, bool with_nan, bool with_infinity)
{
    uint32_t bits = random_bits(random);

    if (with_nan && bits % 8 == 0)
        return NAN;
    if (with_infinity && bits % 8 < 3)
        return bits % 8 == 1 ? INFINITY : -INFINITY;
    return (double)(bits / 8 % 6);
}

/* What is painted beside the node at (i1, i2), towards the middle of the cell at (c1, c2). */
static int painted_beside(const struct contours *contours, const struct grid *grid, size_t i1,
                          size_t i2, size_t c1, size_t c2)
{
    double x[2] = {grid_node(grid, 0, i1), grid_node(grid, 1, i2)};
    double middle[2] = {0.5 * (grid_node(grid, 0, c1) + grid_node(grid, 0, c1 + 1)),
                        0.5 * (grid_node(grid, 1, c2) + grid_node(grid, 1, c2 + 1))};

    return painted_band(contours, x[0] + 1e-4 * (middle[0] - x[0]),
                        x[1] + 1.3e-4 * (middle[1] - x[1]));
}

/* Around a node without a value there is a hole as far as the nodes beside it, and infinite values
 * reach as far as the finite nodes beside them: a cell with such corners says only what is at them.
 */
static void check_cell(const struct contours *contours, const struct grid *grid, size_t c1,
                       size_t c2)
{
    double value[4];
    int nans = 0, infinite = 0;

    for (size_t c = 0; c < 4; c++) {
        value[c] = grid->f[(c2 + c / 2) * grid->nodes[0] + c1 + c % 2];
        nans += isnan(value[c]);
        infinite += isinf(value[c]) != 0; /* glibc says -1 of -inf */
    }
    for (size_t c = 0; c < 4; c++) {
        int painted = painted_beside(contours, grid, c1 + c % 2, c2 + c / 2, c1, c2);
        int wanted = band_of(value[c], half_levels, 4);
        if (isnan(value[c]))
            ck_assert_msg(painted < 0, "band %d where there is no value", painted);
        else if (nans == 0 && (infinite == 0 || isinf(value[c])))
            ck_assert_msg(painted == wanted, "node (%zu, %zu), f = %g: band %d, not %d", c1 + c % 2,
                          c2 + c / 2, value[c], painted, wanted);
    }
}

/* Bit 0: with NaN, bit 1: with infinities. */
START_TEST(random_grids_have_the_right_color_at_each_node)
{
    struct random random;

    random_seed(&random, (uint32_t)(100 + _i));
    for (int trial = 0; trial < 500; trial++) {
        double f[MOST_NODES * MOST_NODES];
        size_t nodes1 = 2 + random_bits(&random) % (MOST_NODES - 1);
        size_t nodes2 = 2 + random_bits(&random) % (MOST_NODES - 1);
        for (size_t i = 0; i < nodes1 * nodes2; i++)
            f[i] = random_value(&random, (_i & 1) != 0, (_i & 2) != 0);
        struct grid grid = grid_of(f, nodes1, nodes2, odd_bounds);
        struct contours contours = loops_of(&grid, half_levels, 4);
        if (trial % 2 == 1)
            contours_move_small_ahead(&contours, CONTOURS_MOST_MOVED);
        for (size_t i = 0; i < (nodes1 - 1) * (nodes2 - 1); i++)
            check_cell(&contours, &grid, i % (nodes1 - 1), i / (nodes1 - 1));
        contours_free(&contours);
    }
}
END_TEST

/* f, in order of rows from below, on 7x7 nodes: 1 but for what is named. */
static struct contours loops_of_seven(double f[49], struct grid *grid)
{
    const struct bounds bounds = {.min = {0, 0}, .max = {6, 6}};

    *grid = grid_of(f, 7, 7, bounds);
    return loops_of(grid, half_levels, 4);
}

static void fill_with_one(double f[49])
{
    for (int i = 0; i < 49; i++)
        f[i] = 1;
}

START_TEST(a_node_without_a_value_is_a_hole)
{
    double f[49];
    struct grid grid;

    fill_with_one(f);
    f[24] = NAN; /* (3, 3) */
    struct contours contours = loops_of_seven(f, &grid);
    ck_assert_int_eq(painted_band(&contours, 3.01, 3.02), -1);
    ck_assert_int_eq(painted_band(&contours, 3.45, 3.45), -1);
    ck_assert_int_eq(painted_band(&contours, 3.55, 3.55), 1);
    ck_assert_int_eq(painted_band(&contours, 4.1, 3.01), 1);
    contours_free(&contours);
}
END_TEST

START_TEST(a_block_without_values_at_the_border_stays_unpainted)
{
    double f[49];
    struct grid grid;

    fill_with_one(f);
    for (int i = 0; i < 49; i++)
        if (i % 7 < 3 && i / 7 > 2)
            f[i] = NAN;
    struct contours contours = loops_of_seven(f, &grid);
    ck_assert_int_lt(painted_band(&contours, 1.3, 4.4), 0);
    ck_assert_int_lt(painted_band(&contours, 0.1, 5.9), 0);
    ck_assert_int_lt(painted_band(&contours, 2.9, 2.4), 2);
    ck_assert_int_eq(painted_band(&contours, 3.1, 4.4), 1);
    ck_assert_int_eq(painted_band(&contours, 0.1, 1.9), 1);
    ck_assert_int_eq(painted_band(&contours, 5.9, 5.9), 1);
    ck_assert_double_eq_tol(contours.loops[0].area, 36 - 12 + 0.5, 1e-12); /* one corner is cut */
    contours_free(&contours);
}
END_TEST

/* All levels' loops coincide around both: the last one painted must be the outermost band. */
START_TEST(infinite_nodes_have_the_outermost_bands)
{
    double f[49];
    struct grid grid;

    fill_with_one(f);
    f[8] = f[12] = -INFINITY; /* (1, 1), (5, 1) */
    f[36] = f[40] = INFINITY; /* (1, 5), (5, 5) */
    f[24] = NAN;
    struct contours contours = loops_of_seven(f, &grid);
    ck_assert_int_eq(painted_band(&contours, 1.1, 1.2), 0);
    ck_assert_int_eq(painted_band(&contours, 5.1, 1.2), 0);
    ck_assert_int_eq(painted_band(&contours, 1.1, 5.2), 4);
    ck_assert_int_eq(painted_band(&contours, 5.1, 5.2), 4);
    ck_assert_int_eq(painted_band(&contours, 3.1, 3.2), -1);
    ck_assert_int_eq(painted_band(&contours, 3.1, 1.2), 1);
    contours_free(&contours);
}
END_TEST

/* A plateau exactly at a level belongs to the band above it, up to its border. */
START_TEST(a_plateau_at_a_level_is_in_the_band_above)
{
    double f[49];
    struct grid grid;

    for (int i = 0; i < 49; i++)
        f[i] = i % 7 >= 2 && i % 7 <= 4 && i / 7 >= 2 && i / 7 <= 4 ? 0.5 : 0;
    struct contours contours = loops_of_seven(f, &grid);
    ck_assert_uint_eq(contours.loop_count, 2);
    ck_assert_int_eq(painted_band(&contours, 3.1, 3.2), 1);
    ck_assert_int_eq(painted_band(&contours, 2.01, 3.99), 1);
    ck_assert_int_eq(painted_band(&contours, 1.99, 3.1), 0);
    assert_same_double(contours.loops[1].area, 4);
    contours_free(&contours);
}
END_TEST

/* In the order in which gnuplot has less to read, every point has the same color. */
START_TEST(small_loops_ahead_paint_the_same)
{
    size_t levels_count = functions[_i].levels - 1, before = 0, after = 0;
    double levels[256];
    const struct bounds bounds = {.min = {-1, -1}, .max = {1, 1}};
    double *f = sample(functions[_i].f, functions[_i].nodes1, functions[_i].nodes2);
    struct grid grid = grid_of(f, functions[_i].nodes1, functions[_i].nodes2, bounds);
    struct random random;

    make_levels(levels, functions[_i].levels, functions[_i].bottom, functions[_i].top);
    struct contours contours = loops_of(&grid, levels, levels_count);
    struct contours moved = loops_of(&grid, levels, levels_count);
    contours_move_small_ahead(&moved, CONTOURS_MOST_MOVED);
    for (size_t i = 0; i < contours.loop_count && i < CONTOURS_MOST_MOVED; i++) {
        before += contours.loops[i].count * (CONTOURS_MOST_MOVED - i); /* lines read */
        after += moved.loops[i].count * (CONTOURS_MOST_MOVED - i);
    }
    ck_assert_uint_le(after, before);
    random_seed(&random, 19);
    for (int trial = 0; trial < 100; trial++) {
        double x = 2 * random_uniform(&random) - 1, y = 2 * random_uniform(&random) - 1;
        ck_assert_int_eq(painted_band(&moved, x, y), painted_band(&contours, x, y));
    }
    contours_free(&moved);
    contours_free(&contours);
    free(f);
}
END_TEST

Suite *contour_painting_suite(void)
{
    Suite *suite = suite_create("contour_painting");
    TCase *tests = tcase_create("painting");

    tcase_add_loop_test(tests, points_have_the_color_of_their_band, 0,
                        sizeof functions / sizeof *functions);
    tcase_add_loop_test(tests, small_loops_ahead_paint_the_same, 0,
                        sizeof functions / sizeof *functions);
    tcase_add_loop_test(tests, random_grids_have_the_right_color_at_each_node, 0, 4);
    tcase_add_test(tests, a_node_without_a_value_is_a_hole);
    tcase_add_test(tests, a_block_without_values_at_the_border_stays_unpainted);
    tcase_add_test(tests, infinite_nodes_have_the_outermost_bands);
    tcase_add_test(tests, a_plateau_at_a_level_is_in_the_band_above);
    suite_add_tcase(suite, tests);
    return suite;
}

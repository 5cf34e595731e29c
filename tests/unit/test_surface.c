/* The visible part of a surface, compared with formulas and with rays from points to the viewer. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "plot/surface_profile.h"
#include "plot/surface_regions.h"
#include "plot/surface_view.h"
#include "plot/visible_surface.h"
#include "support.h"
#include "unit_tests.h"

#define BANDS 50

/* The view of the tutorial's plot: from 30 degrees above, turned by 60; see Rotation of axes. */
static const double degree = 3.14159265358979323846 / 180;

static struct view_point seen_by_hand(double part1, double part2, double part_f)
{
    double right = part1 * cos(30 * degree) + part2 * sin(30 * degree);
    double back = part2 * cos(30 * degree) - part1 * sin(30 * degree);

    return (struct view_point){.x = right,
                               .y = back * sin(30 * degree) + 0.95 * part_f * cos(30 * degree),
                               .depth = -back};
}

START_TEST(the_view_is_from_30_degrees)
{
    struct surface_view view = view_for_shape(0);

    for (int i = 0; i < 27; i++) {
        double part[3] = {i % 3 * 0.5 - 0.5, i / 3 % 3 * 0.5 - 0.5, i / 9 * 0.5 - 0.5}, place[2];
        struct view_point seen = view_project(&view, part[0], part[1], part[2]);
        struct view_point wanted = seen_by_hand(part[0], part[1], part[2]);

        ck_assert_double_eq_tol(seen.x, wanted.x, 1e-12);
        ck_assert_double_eq_tol(seen.y, wanted.y, 1e-12);
        ck_assert_double_eq_tol(seen.depth, wanted.depth, 1e-12);
        view_place(seen.x, seen.depth, place);
        ck_assert_double_eq_tol(place[0], part[0], 1e-12);
        ck_assert_double_eq_tol(place[1], part[1], 1e-12);
    }
}
END_TEST

/* The height of the box in the image is that of its corners, and its shape that of the page. */
START_TEST(the_view_has_the_shape_of_the_page)
{
    const double shapes[] = {view_shape_of_page(480, 960), view_shape_of_page(640, 640),
                             view_shape_of_page(320, 240), view_shape_of_page(960, 600),
                             view_shape_of_page(1600, 900)};
    double last = 0;

    ck_assert_double_eq(shapes[2], 0);
    for (size_t i = 0; i < 5; i++) {
        struct surface_view view = view_for_shape(shapes[i]);
        double height =
            view_project(&view, -0.5, 0.5, 0.5).y - view_project(&view, 0.5, -0.5, -0.5).y;
        double width = view_project(&view, 0.5, 0.5, 0).x - view_project(&view, -0.5, -0.5, 0).x;
        ck_assert_double_eq_tol(width, VIEW_BOX_WIDTH, 1e-3);
        ck_assert_double_eq_tol(height, view_box_height(&view), 1e-3);
        ck_assert_double_gt(width / height, last);
        last = width / height;
    }
    ck_assert_double_gt(last, 1.25);
    ck_assert_double_eq_tol(view_shape_of_panels(640, 480, 6), 0, 0.2);
    ck_assert_double_gt(view_shape_of_panels(1600, 900, 6), 0.8);
    ck_assert_double_lt(view_shape_of_panels(480, 960, 6), -0.1);
}
END_TEST

/* ---- Surfaces and their formulas ------------------------------------------------------------- */

/* A valley with its floor at 0, not parallel to any axis. */
static double valley(const double x[])
{
    return fabs(x[0] + 0.3 * x[1] - 0.0123);
}

static double half_plane(const double x[])
{
    return x[0] < 0.2 ? x[0] / 0.0 * 0.0 : x[0];
}

static const struct problem valley_problem = {.variables = 2, .objective = valley};
static const struct problem half_problem = {.variables = 2, .objective = half_plane};
static const struct level_scale valley_scale = {.f_max = 1, .level_max = 1};

static struct surface valley_surface(void)
{
    return (struct surface){.problem = &valley_problem,
                            .bounds = {.min = {-0.5, -0.5}, .max = {0.5, 0.5}},
                            .scale = &valley_scale,
                            .view = view_for_shape(0)};
}

/* Rosenbrock's function from 10^-1 to 10^3.5. */
static const struct level_scale rosenbrock_scale = {.spacing = LEVELS_LOGARITHMIC,
                                                    .f_max = 3162.3,
                                                    .level_min = -1,
                                                    .level_max = 3.5,
                                                    .least = 0.1};

static struct surface rosenbrock_surface(void)
{
    const struct problem *problem = problem_find("rosenbrock");

    return (struct surface){.problem = problem,
                            .bounds = problem->domain,
                            .scale = &rosenbrock_scale,
                            .view = view_for_shape(0)};
}

/* The same, calculated manually: x1 from -2 to 2, x2 from -1 to 3. */
static double rosenbrock_height(double part1, double part2)
{
    double x = 4 * part1, y = 1 + 4 * part2;
    double level = log10((1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x));

    return (fmax(level, -1) + 1) / 4.5 - 0.5;
}

/* ---- Profiles -------------------------------------------------------------------------------- */

/* Wherever the samples are, the lowest point of a crease is among them. */
START_TEST(a_profile_knows_the_floor_of_a_valley)
{
    struct surface surface = valley_surface();

    for (int i = 0; i <= 20; i++) {
        struct profile profile = {0};
        double from[2] = {-0.5, -0.5 + 0.05 * i}, to[2] = {0.5, 0.5 - 0.05 * i}, least = 1;
        ck_assert(profile_append(&profile, &surface, from, to));
        for (size_t k = 0; k < profile.count; k++) {
            const double *part = profile.points[k].part;
            least = fmin(least, profile.points[k].height + 0.5);
            ck_assert_double_eq_tol(profile.points[k].height + 0.5,
                                    fabs(part[0] + 0.3 * part[1] - 0.0123), 1e-12);
            ck_assert(k == 0 || part[0] > profile.points[k - 1].part[0]);
        }
        ck_assert_double_lt(least, 1e-4);
        profile_free(&profile);
    }
}
END_TEST

/* Between its points it is straight, and close to the surface. */
START_TEST(a_profile_is_near_to_the_surface)
{
    struct surface surface = rosenbrock_surface();

    for (int i = 0; i <= 40; i++) {
        struct profile profile = {0};
        double place = -0.5 + 0.025 * i;
        ck_assert(
            profile_append(&profile, &surface, (double[]){place, -0.5}, (double[]){place, 0.5}));
        for (size_t k = 1; k < profile.count; k++) {
            const struct surface_point *a = &profile.points[k - 1], *b = &profile.points[k];
            double middle = rosenbrock_height(place, 0.5 * (a->part[1] + b->part[1]));
            ck_assert_double_eq_tol(0.5 * (a->height + b->height), middle, 0.01);
        }
        profile_free(&profile);
    }
}
END_TEST

START_TEST(a_profile_ends_where_the_surface_does)
{
    struct surface surface = valley_surface();
    struct profile profile = {0};
    size_t points = 0;

    surface.problem = &half_problem;
    ck_assert(profile_append(&profile, &surface, (double[]){-0.5, 0.1}, (double[]){0.5, 0.2}));
    double first = 1;
    for (size_t k = 0; k < profile.count; k++) {
        if (isnan(profile.points[k].height))
            continue;
        first = fmin(first, profile.points[k].part[0]);
        points++;
    }
    ck_assert_double_eq_tol(first, 0.2, 1e-6);
    ck_assert_uint_gt(points, 10);
    profile_free(&profile);
}
END_TEST

/* ---- What is visible ------------------------------------------------------------------------- */

static struct visible_surface visible_of(const struct surface *surface)
{
    struct visible_surface visible;
    struct error error;

    assert_status(visible_surface_find(&visible, surface, BANDS, -1, &error), STATUS_OK, &error);
    return visible;
}

/* The lower edge of Rosenbrock's surface: its valley, for most of its length. It is a smooth curve,
 * namely the lowest place in the image of all that are in that column. */
START_TEST(valleys_have_no_teeth)
{
    struct surface surface = rosenbrock_surface();
    struct visible_surface visible = visible_of(&surface);

    for (size_t i = 5; i + 5 < visible.count; i += 3) {
        double x = visible.columns[i].x, lowest = 1;
        for (int k = -7000; k <= 7000; k++) {
            double depth = k * 1e-4, part1 = x * cos(30 * degree) + depth * 0.5;
            double part2 = x * 0.5 - depth * cos(30 * degree);
            if (fabs(part1) <= 0.5 && fabs(part2) <= 0.5)
                lowest =
                    fmin(lowest, seen_by_hand(part1, part2, rosenbrock_height(part1, part2)).y);
        }
        ck_assert_double_eq_tol(visible.columns[i].spans[0].top, lowest, 0.002);
    }
    visible_surface_free(&visible);
}
END_TEST

/* Whether the surface is between a point and the viewer, and by how much, along a ray. */
static double least_gap(double part1, double part2, double height)
{
    double rise = sin(30 * degree) / (0.95 * cos(30 * degree)), gap = 1;

    for (int i = 20; i < 1500; i++) {
        double way = 0.001 * i, at1 = part1 + 0.5 * way, at2 = part2 - cos(30 * degree) * way;
        if (fabs(at1) > 0.5 || fabs(at2) > 0.5)
            break;
        /* A place on a ray that comes from above the surface, or from below: it is hidden where the
         * ray crosses it. */
        double side = height + rise * way - rosenbrock_height(at1, at2);
        if (i == 20)
            gap = side;
        else if (side * gap < 0)
            return -1;
    }
    return fabs(gap);
}

START_TEST(hidden_is_what_a_ray_does_not_reach)
{
    struct surface surface = rosenbrock_surface();
    struct visible_surface visible = visible_of(&surface);
    int hidden = 0, places = 0, wrong = 0;

    for (int i = 1; i < 60; i++)
        for (int k = 1; k < 60; k++) {
            double part1 = i / 60.0 - 0.5, part2 = k / 60.0 - 0.5;
            double height = rosenbrock_height(part1, part2);
            struct view_point point = seen_by_hand(part1, part2, height);
            double gap = least_gap(part1, part2, height);
            bool is_hidden = visible_surface_hides(&visible, &point);
            places++;
            hidden += gap < 0;
            wrong += gap < 0 ? !is_hidden : is_hidden;
        }
    ck_assert_int_gt(hidden, places / 10);
    ck_assert_int_lt(hidden, places * 9 / 10);
    ck_assert_int_lt(wrong, places / 50); /* next to outlines, where either is correct */
    visible_surface_free(&visible);
}
END_TEST

START_TEST(what_has_no_value_is_not_seen)
{
    struct surface surface = valley_surface();
    struct visible_surface visible;

    surface.problem = &half_problem;
    visible = visible_of(&surface);
    for (size_t i = 0; i < visible.count; i++) {
        const struct column *column = &visible.columns[i];
        ck_assert_int_eq(column->spans[0].band, -1);
        ck_assert_int_eq(column->spans[column->count - 1].band, -1);
        /* The corners with x1 = 0.2 are at 0.2 * cos(30) -+ 0.25. */
        if (column->x < -0.08)
            ck_assert_uint_eq(column->count, 2);
        if (column->x > -0.07 && column->x < 0.68)
            ck_assert_uint_gt(column->count, 2);
        for (size_t k = 0; k + 1 < column->count; k++)
            ck_assert(isfinite(column->spans[k].top));
    }
    visible_surface_free(&visible);
}
END_TEST

/* ---- Regions --------------------------------------------------------------------------------- */

static bool is_inside(const struct point points[], size_t count, double x, double y)
{
    bool inside = false;

    for (size_t i = 0, before = count - 1; i < count; before = i++) {
        const struct point *a = &points[i], *b = &points[before];
        if ((a->x1 > x) != (b->x1 > x) &&
            y < a->x2 + (b->x2 - a->x2) * (x - a->x1) / (b->x1 - a->x1))
            inside = !inside;
    }
    return inside;
}

/* Of the regions that a point is in, the least and the largest band; -1 and -2: of none. */
static void bands_at(const struct surface_regions *regions, double x, double y, int bands[2])
{
    bands[0] = BANDS;
    bands[1] = -2;
    for (size_t i = 0; i < regions->count; i++) {
        const struct surface_region *region = &regions->regions[i];
        if (region->band < 0 || !is_inside(regions->points + region->first, region->count, x, y))
            continue;
        bands[0] = region->band < bands[0] ? region->band : bands[0];
        bands[1] = region->band > bands[1] ? region->band : bands[1];
    }
}

/* In the middle of each span, and between columns, there is exactly one color, the right one. */
START_TEST(regions_cover_what_is_seen)
{
    struct surface surface = rosenbrock_surface();
    struct visible_surface visible = visible_of(&surface);
    struct surface_regions regions;
    struct error error;
    size_t seen = 0;

    assert_status(surface_regions_find(&regions, &visible, _i * 1e-4, -1, &error), STATUS_OK,
                  &error);
    for (size_t i = 7; i + 1 < visible.count; i += 13) {
        const struct column *column = &visible.columns[i];
        for (size_t k = 0; k < column->count; k++) {
            const struct span *span = &column->spans[k];
            double low = k == 0 ? -1 : span[-1].top, high = fmin(span->top, 1);
            int bands[2];
            if (high - low < 0.004)
                continue;
            bands_at(&regions, column->x + 1e-6, 0.5 * (low + high), bands);
            ck_assert_int_eq(bands[1], span->band < 0 ? -2 : span->band);
            ck_assert(span->band < 0 || bands[0] == span->band);
            seen++;
        }
    }
    ck_assert_uint_gt(seen, 500);
    surface_regions_free(&regions);
    visible_surface_free(&visible);
}
END_TEST

/* Nor is there a gap between columns, at heights that are not an edge. */
START_TEST(regions_leave_no_gaps)
{
    struct surface surface = rosenbrock_surface();
    struct visible_surface visible = visible_of(&surface);
    struct surface_regions regions;
    struct error error;

    assert_status(surface_regions_find(&regions, &visible, 0, -1, &error), STATUS_OK, &error);
    for (size_t i = 3; i + 1 < visible.count; i += 11) {
        const struct column *left = &visible.columns[i], *right = left + 1;
        double low = fmax(left->spans[0].top, right->spans[0].top) + 0.001;
        double high =
            fmin(left->spans[left->count - 2].top, right->spans[right->count - 2].top) - 0.001;
        for (size_t k = 0; k + 1 < left->count; k++)
            if (k > 0 && left->spans[k].band < 0)
                high = low; /* the floor is visible through a gap */
        for (double y = low; y < high; y += 0.00317) {
            int bands[2];
            bands_at(&regions, 0.37 * left->x + 0.63 * right->x, y, bands);
            ck_assert_int_ge(bands[1], 0);
        }
    }
    surface_regions_free(&regions);
    visible_surface_free(&visible);
}
END_TEST

START_TEST(a_signal_ends_the_search_for_what_is_visible)
{
    struct surface surface = valley_surface();
    struct visible_surface visible;
    struct surface_regions regions;
    const int signal = readable_descriptor();
    struct error error;

    ck_assert_int_eq((int)visible_surface_find(&visible, &surface, BANDS, signal, &error),
                     STATUS_INTERRUPTED);
    visible_surface_free(&visible);
    visible = visible_of(&surface);
    ck_assert_int_eq((int)surface_regions_find(&regions, &visible, 0, signal, &error),
                     STATUS_INTERRUPTED);
    surface_regions_free(&regions);
    visible_surface_free(&visible);
}
END_TEST

Suite *surface_suite(void)
{
    Suite *suite = suite_create("surface");
    TCase *tests = tcase_create("surface");

    tcase_add_test(tests, the_view_is_from_30_degrees);
    tcase_add_test(tests, the_view_has_the_shape_of_the_page);
    tcase_add_test(tests, a_profile_knows_the_floor_of_a_valley);
    tcase_add_test(tests, a_profile_is_near_to_the_surface);
    tcase_add_test(tests, a_profile_ends_where_the_surface_does);
    tcase_add_test(tests, valleys_have_no_teeth);
    tcase_add_test(tests, hidden_is_what_a_ray_does_not_reach);
    tcase_add_test(tests, what_has_no_value_is_not_seen);
    tcase_add_loop_test(tests, regions_cover_what_is_seen, 0, 2);
    tcase_add_test(tests, regions_leave_no_gaps);
    tcase_add_test(tests, a_signal_ends_the_search_for_what_is_visible);
    suite_add_tcase(suite, tests);
    return suite;
}

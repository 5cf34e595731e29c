/* The data that the figures are drawn from. */
#include "plot/figure_data.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "support.h"
#include "unit_tests.h"

#define MOST_BANDS 256

/* The objective over a square, and its map, which lives until the next call. */
static struct figure_subject subject_of(const struct problem *problem, double min, double max,
                                        size_t bands)
{
    static struct objective_map map;
    const struct objective_map_plan plan = {
        .problem = problem, .bounds = {.min = {min, min}, .max = {max, max}}, .bands = bands};
    struct error error;

    objective_map_free(&map);
    assert_status(objective_map_make(&map, &plan, -1, &error), STATUS_OK, &error);
    return (struct figure_subject){.problem = problem, .bounds = plan.bounds, .map = &map};
}

static struct text written(const struct figure_data *file, const struct figure_subject *subject)
{
    struct text data = {0};
    struct error error;

    assert_status(file->write(subject, -1, &data, &error), STATUS_OK, &error);
    return data;
}

/* What is behind the header, which names the columns. */
static const char *after_header(const struct text *data, const char *header)
{
    const char *string = text_string(data);

    ck_assert_int_eq(strncmp(string, header, strlen(header)), 0);
    return string + strlen(header);
}

/* One line of numbers; returns how many there were, and moves on to the next line. */
static size_t read_line(const char **at, double numbers[3])
{
    size_t count = 0;

    while (**at != '\n') {
        char *end;
        ck_assert_uint_lt(count, 3);
        numbers[count++] = strtod(*at, &end);
        ck_assert_ptr_ne(end, *at);
        ck_assert(*end == ' ' || *end == '\n');
        *at = *end == ' ' ? end + 1 : end;
    }
    (*at)++;
    return count;
}

START_TEST(the_mesh_has_the_value_at_each_node)
{
    struct figure_subject subject = subject_of(&problems[0], -1, 1, 50);
    struct text data = written(&figure_mesh, &subject);
    double row[3];

    const char *at = after_header(&data, "# x1 x2 f\n");
    for (int i2 = 0; i2 < 41; i2++) {
        for (int i1 = 0; i1 < 41; i1++) {
            ck_assert_uint_eq(read_line(&at, row), 3);
            ck_assert_double_eq_tol(row[0], -1 + 0.05 * i1, 1e-8);
            ck_assert_double_eq_tol(row[1], -1 + 0.05 * i2, 1e-8);
            ck_assert_double_eq_tol(row[2], row[0] * row[0] + row[1] * row[1], 1e-7);
        }
        ck_assert_uint_eq(read_line(&at, row), 0); /* scan lines are parted */
    }
    ck_assert_int_eq(*at, '\0');
    text_free(&data);
}
END_TEST

/* Which bands are there, by their colors c = (band + 1/2) / levels. */
static size_t count_colors(const struct text *data, size_t levels)
{
    bool seen[MOST_BANDS] = {false};
    size_t count = 0, points = 0, blank = 0;
    bool hole = false;
    double row[3];

    for (const char *at = after_header(data, "# x1 x2 c\n"); *at != '\0';) {
        if (read_line(&at, row) == 0) {
            /* A loop, and a blank line behind it; and another one behind a block. */
            ck_assert(points >= 3 || hole || ++blank == 1);
            points = 0;
            continue;
        }
        blank = 0;
        hole = row[2] == 0; /* no color */
        if (hole)
            continue;
        ck_assert(row[2] > 0 && row[2] < 1);
        double band = row[2] * (double)levels - 0.5;
        ck_assert_double_eq_tol(band, round(band), 1e-5);
        count += !seen[(size_t)lround(band)];
        seen[(size_t)lround(band)] = true;
        points++;
    }
    return count;
}

static const size_t level_counts[] = {2, 3, 50, 256};

START_TEST(every_band_of_the_sphere_is_there)
{
    struct figure_subject subject = subject_of(&problems[0], -1, 1, level_counts[_i]);
    struct text data = written(&figure_bands, &subject);

    assert_same_double(subject.map->scale.f_min, 0);
    assert_same_double(subject.map->scale.f_max, 2);
    ck_assert_uint_eq(count_colors(&data, level_counts[_i]), level_counts[_i]);
    text_free(&data);
}
END_TEST

START_TEST(the_border_comes_first)
{
    static const double corners[2] = {-3, 5};
    struct figure_subject subject = subject_of(&problems[0], corners[0], corners[1], 10);
    struct text data = written(&figure_bands, &subject);
    double row[3];

    const char *at = after_header(&data, "# x1 x2 c\n");
    for (int i = 0; i < 4; i++) {
        ck_assert_uint_eq(read_line(&at, row), 3);
        for (int k = 0; k < 2; k++)
            ck_assert(row[k] == corners[0] || row[k] == corners[1]);
    }
    ck_assert_uint_eq(read_line(&at, row), 0);
    text_free(&data);
}
END_TEST

static double plain_value;

static double plain(const double x[])
{
    (void)x;
    return plain_value;
}

static const double plain_values[] = {0, 1, -7, 1e-300, 1e10, -1e20, 1e300};

/* The colors need a range. */
START_TEST(a_plain_has_one_color_and_a_range)
{
    const struct problem problem = {.variables = 2, .objective = plain};

    plain_value = plain_values[_i];
    struct figure_subject subject = subject_of(&problem, -1, 1, 50);
    const struct level_scale *scale = &subject.map->scale;
    struct text data = written(&figure_bands, &subject);
    ck_assert(scale->f_min < scale->f_max);
    ck_assert(scale->f_min < plain_value && plain_value < scale->f_max);
    ck_assert_uint_eq(count_colors(&data, 50), 1);
    text_free(&data);
}
END_TEST

static double ridge(const double x[])
{
    return x[0] > 0 ? NAN : x[0];
}

/* What has no value has no color, and is painted first. */
START_TEST(holes_have_no_color)
{
    const struct problem problem = {.variables = 2, .objective = ridge};
    struct figure_subject subject = subject_of(&problem, -1, 1, 20);
    struct text data = written(&figure_bands, &subject);

    assert_same_double(subject.map->scale.f_min, -1);
    assert_same_double(subject.map->scale.f_max, 0);
    ck_assert_uint_ge(count_colors(&data, 20), 19); /* the highest is one line of nodes */
    /* The box, then what has colors. */
    ck_assert_ptr_nonnull(strstr(text_string(&data), "c\n-1 -1 0\n1 -1 0\n1 1 0\n-1 1 0\n\n\n"));
    text_free(&data);
}
END_TEST

/* The path keeps its start and its shape; steps that nobody can see go. */
START_TEST(the_path_is_every_visible_step)
{
    double x[] = {-0.5, 0.5, -0.5, 0.5, 0, 0, 1e-9, -1e-9, 0.25, 0.125};
    const struct trajectory search = {.variables = 2, .count = 5, .x = x};
    struct figure_subject subject = subject_of(&problems[0], -1, 1, 2);

    subject.trajectory = &search;
    subject.tolerance = 1e-4;
    struct text data = written(&figure_path, &subject);
    ck_assert_str_eq(text_string(&data), "# x1 x2\n-0.5 0.5\n0 0\n0.25 0.125\n");
    text_free(&data);
}
END_TEST

/* Whether the line between two points comes near the bounds. */
static bool passes_through(const double a[2], const double b[2])
{
    for (int i = 0; i <= 4000; i++) {
        double part = i / 4000.0;
        if (fabs(a[0] + part * (b[0] - a[0])) < 3 && fabs(a[1] + part * (b[1] - a[1])) < 3)
            return true;
    }
    return false;
}

/* Lines to and from points that gnuplot's integers could not express keep their direction: here
 * along x2 = 0.5, back to x2 = -0.5, away from there, past the bounds, and through them along
 * x1 = 0. */
START_TEST(lines_to_far_points_are_cut)
{
    double x[] = {0.5, 0.5, 1e8, 0.5, 0.5, -0.5, -1e30, -0.5, 1e12, 1e13, 0, 1e15, 0, -1e16};
    const struct trajectory search = {.variables = 2, .count = 7, .x = x};
    struct figure_subject subject = subject_of(&problems[0], -1, 1, 2);
    double at[32][2];
    size_t count = 0, through = 0;

    subject.trajectory = &search;
    subject.tolerance = 1e-4;
    struct text data = written(&figure_path, &subject);
    for (const char *line = strchr(text_string(&data), '\n'); line[1] != '\0' && count < 32;
         line = strchr(line + 1, '\n'), count++) {
        char *end;
        at[count][0] = strtod(line + 1, &end);
        at[count][1] = strtod(end, NULL);
        ck_assert(fabs(at[count][0]) <= 2001 && fabs(at[count][1]) <= 2001);
        through += count > 0 && passes_through(at[count - 1], at[count]);
    }
    ck_assert(at[1][0] == 2000 && at[1][1] == 0.5);
    ck_assert(at[3][0] == 2000 && fabs(at[3][1] + 0.5) < 1e-4);
    ck_assert(at[4][0] == 0.5 && at[4][1] == -0.5);
    ck_assert(at[5][0] == -2000 && at[5][1] == -0.5);
    ck_assert(at[count - 3][0] == 0 && at[count - 3][1] >= 1999);
    ck_assert(at[count - 2][0] == 0 && at[count - 2][1] <= -1999);
    ck_assert_uint_eq(through, 4);
    text_free(&data);
}
END_TEST

/* Logarithms to base 10, from a power of ten that few values are below. */
START_TEST(logarithmic_levels)
{
    struct objective_map_plan plan = {.problem = &problems[0],
                                      .bounds = problems[0].domain,
                                      .spacing = LEVELS_LOGARITHMIC,
                                      .bands = 30};
    struct figure_subject subject = {.problem = &problems[0], .bounds = plan.bounds};
    struct objective_map map;
    struct error error;

    assert_status(objective_map_make(&map, &plan, -1, &error), STATUS_OK, &error);
    assert_same_double(map.scale.f_max, 2);
    ck_assert_double_eq_tol(map.scale.level_max, log10(2), 1e-15);
    assert_same_double(map.scale.level_min, -3); /* a circle of 0.5 % of the area ends at 0.0064 */
    assert_same_double(level_scale_level(&map.scale, 0.1), -1);
    assert_same_double(level_scale_level(&map.scale, 0), -3);
    subject.map = &map;
    struct text data = written(&figure_bands, &subject);
    ck_assert_ptr_nonnull(strstr(text_string(&data), " 0.983333333\n")); /* the highest band */
    text_free(&data);
    objective_map_free(&map);
    plan.problem = problem_find("mccormick");
    plan.bounds = plan.problem->domain;
    assert_status(objective_map_make(&map, &plan, -1, &error), STATUS_USAGE, &error);
    assert_message_holds(&error, "that is never negative");
    objective_map_free(&map);
}
END_TEST

static double decades_over_bounds;

/* From 1 at x1 = 1 down to so many powers of ten less at x1 = -1. */
static double slope(const double x[])
{
    return pow(10, decades_over_bounds * (x[0] - 1) / 2);
}

/* The scale goes down to what few values are below, but not below 10^-8 of the largest. */
START_TEST(a_logarithmic_scale_has_eight_decades_at_most)
{
    static const double decades[] = {7.01, 40}, wanted[] = {-7, -8};
    const struct problem problem = {.variables = 2, .objective = slope};
    struct objective_map_plan plan = {.problem = &problem,
                                      .bounds = {.min = {-1, -1}, .max = {1, 1}},
                                      .spacing = LEVELS_LOGARITHMIC,
                                      .bands = 8};

    for (size_t i = 0; i < 2; i++) {
        struct objective_map map;
        struct error error;
        decades_over_bounds = decades[i];
        assert_status(objective_map_make(&map, &plan, -1, &error), STATUS_OK, &error);
        assert_same_double(map.scale.level_max, 0);
        assert_same_double(map.scale.level_min, wanted[i]);
        objective_map_free(&map);
    }
}
END_TEST

/* ---- Signals --------------------------------------------------------------------------------- */

/* Contours of what changes from node to node take half a minute, in each part of which a signal is
 * noticed. */
START_TEST(a_signal_ends_a_map)
{
    const struct objective_map_plan plan = {
        .problem = &problems[0], .bounds = problems[0].domain, .bands = 8, .tolerance = 0.001};
    const int signal = readable_descriptor();
    const double level = 0.5;
    struct objective_map map;
    struct contours contours;
    struct grid grid;
    struct error error;

    ck_assert_int_eq((int)objective_map_make(&map, &plan, signal, &error), STATUS_INTERRUPTED);
    ck_assert_int_eq((int)grid_sample(&grid, plan.problem, &plan.bounds, 9, 9, signal, &error),
                     STATUS_INTERRUPTED);
    assert_status(grid_sample(&grid, plan.problem, &plan.bounds, 9, 9, -1, &error), STATUS_OK,
                  &error);
    ck_assert_int_eq((int)contours_find(&contours, &grid, &level, 1, signal, &error),
                     STATUS_INTERRUPTED);
    grid_free(&grid);
}
END_TEST

START_TEST(a_signal_ends_the_writing_of_data)
{
    static const struct figure_data *const files[] = {&figure_bands, &figure_mesh, &figure_faces,
                                                      &figure_panels};
    const struct figure_subject subject = subject_of(&problems[0], -1, 1, 8);
    const int signal = readable_descriptor();
    struct error error;

    for (size_t i = 0; i < 4; i++) {
        struct text data = {0};
        ck_assert_int_eq((int)files[i]->write(&subject, signal, &data, &error), STATUS_INTERRUPTED);
        text_free(&data);
    }
}
END_TEST

/* ---- What scales have trouble with ---------------------------------------------------------- */

static double plateau_height;

/* 0 on the line x1 = 0, and elsewhere the same. */
static double plateau(const double x[])
{
    return x[0] == 0 ? 0 : plateau_height;
}

static double step_of_that_height(const double x[])
{
    return x[0] < 0 ? -plateau_height : plateau_height;
}

static double nowhere(const double x[])
{
    return x[0] / 0.0 * 0.0;
}

static enum status make_map(struct objective_map *map, const struct problem *problem,
                            enum level_spacing spacing, struct error *error)
{
    const struct objective_map_plan plan = {.problem = problem,
                                            .bounds = {.min = {-1, -1}, .max = {1, 1}},
                                            .spacing = spacing,
                                            .bands = 8};

    return objective_map_make(map, &plan, -1, error);
}

/* gnuplot would take such numbers as undefined; their logarithms are small. */
START_TEST(linear_scales_have_a_largest_value)
{
    const struct problem up = {.variables = 2, .objective = plateau};
    const struct problem down = {.variables = 2, .objective = step_of_that_height};
    struct objective_map map;
    struct error error;

    plateau_height = 1.7e308;
    assert_status(make_map(&map, &up, LEVELS_LINEAR, &error), STATUS_USAGE, &error);
    assert_message_holds(&error, "f is 1.7e+308 at -1,-1");
    assert_message_holds(&error, "use --levels with :log");
    objective_map_free(&map);
    assert_status(make_map(&map, &down, LEVELS_LINEAR, &error), STATUS_USAGE, &error);
    assert_message_holds(&error, "divide f by a large number");
    ck_assert_ptr_null(strstr(error.message, ":log")); /* f is negative */
    objective_map_free(&map);
    assert_status(make_map(&map, &up, LEVELS_LOGARITHMIC, &error), STATUS_OK, &error);
    ck_assert_double_eq_tol(map.scale.level_max, log10(1.7e308), 1e-12);
    assert_same_double(map.scale.level_min, 308);
    objective_map_free(&map);
}
END_TEST

/* Nodes may or may not be at the point where it is 0, or on the lines where it is. */
static double origin[2];

static double cross(const double x[])
{
    return sqrt(fabs((x[0] - origin[0]) * (x[1] - origin[1])));
}

START_TEST(a_logarithmic_scale_does_not_depend_on_single_nodes)
{
    static const double shifts[] = {0, 0.1, 1e-9, 0.005, 0.0123};
    const struct problem problem = {.variables = 2, .objective = cross};
    struct objective_map map;
    struct error error;

    for (size_t i = 0; i < sizeof shifts / sizeof *shifts; i++) {
        origin[0] = origin[1] = shifts[i];
        assert_status(make_map(&map, &problem, LEVELS_LOGARITHMIC, &error), STATUS_OK, &error);
        assert_same_double(map.scale.level_min, -2);
        objective_map_free(&map);
    }
}
END_TEST

START_TEST(what_has_no_finite_value_has_no_map)
{
    static const enum level_spacing spacings[] = {LEVELS_LINEAR, LEVELS_LOGARITHMIC};
    const struct problem problem = {.variables = 2, .objective = nowhere};
    struct objective_map map;
    struct error error;

    for (size_t i = 0; i < 2; i++) {
        assert_status(make_map(&map, &problem, spacings[i], &error), STATUS_USAGE, &error);
        assert_message_holds(&error, "--bounds: f has no finite value");
        objective_map_free(&map);
    }
}
END_TEST

/* A linear scale cannot show them; a logarithmic one can. */
START_TEST(values_next_to_0)
{
    const struct problem problem = {.variables = 2, .objective = plateau};
    struct objective_map map;
    struct error error;

    plateau_height = 1e-310;
    assert_status(make_map(&map, &problem, LEVELS_LINEAR, &error), STATUS_OK, &error);
    assert_same_double(map.scale.f_min, -1);
    assert_same_double(map.scale.f_max, 1);
    objective_map_free(&map);
    assert_status(make_map(&map, &problem, LEVELS_LOGARITHMIC, &error), STATUS_OK, &error);
    ck_assert_double_eq_tol(map.scale.level_max, -310, 1e-9);
    assert_same_double(map.scale.level_min, -311);
    objective_map_free(&map);
}
END_TEST

static const double plateau_heights[] = {1.9, 19, 1e-310, 1.7e308, 0.123456789123};

/* gnuplot leaves out what is beyond the range, if only by rounding. The middle is sharp, so that
 * the mesh has means of the nodes' neighborhoods. */
START_TEST(plateaus_do_not_leave_the_scale)
{
    const struct problem problem = {.variables = 2, .objective = plateau};
    struct objective_map map;
    struct error error;
    size_t nodes = 0;

    plateau_height = plateau_heights[_i];
    assert_status(make_map(&map, &problem, LEVELS_LOGARITHMIC, &error), STATUS_OK, &error);
    const struct figure_subject subject = {
        .problem = &problem, .bounds = {.min = {-1, -1}, .max = {1, 1}}, .map = &map};
    struct text data = written(&figure_mesh, &subject);
    for (const char *at = after_header(&data, "# x1 x2 f\n"); *at != '\0';) {
        double row[3];
        if (read_line(&at, row) != 3)
            continue;
        ck_assert(row[2] >= map.scale.level_min && row[2] <= map.scale.level_max);
        nodes++;
    }
    ck_assert_uint_gt(nodes, 1600);
    text_free(&data);
    objective_map_free(&map);
}
END_TEST

Suite *figure_data_suite(void)
{
    Suite *suite = suite_create("figure_data");
    TCase *tests = tcase_create("data");

    tcase_add_test(tests, the_mesh_has_the_value_at_each_node);
    tcase_add_loop_test(tests, every_band_of_the_sphere_is_there, 0, 4);
    tcase_add_test(tests, the_border_comes_first);
    tcase_add_loop_test(tests, a_plain_has_one_color_and_a_range, 0,
                        sizeof plain_values / sizeof *plain_values);
    tcase_add_test(tests, holes_have_no_color);
    tcase_add_test(tests, the_path_is_every_visible_step);
    tcase_add_test(tests, lines_to_far_points_are_cut);
    tcase_add_test(tests, logarithmic_levels);
    tcase_add_test(tests, a_signal_ends_a_map);
    tcase_add_test(tests, a_signal_ends_the_writing_of_data);
    tcase_add_test(tests, a_logarithmic_scale_has_eight_decades_at_most);
    tcase_add_test(tests, linear_scales_have_a_largest_value);
    tcase_add_test(tests, a_logarithmic_scale_does_not_depend_on_single_nodes);
    tcase_add_test(tests, what_has_no_finite_value_has_no_map);
    tcase_add_test(tests, values_next_to_0);
    tcase_add_loop_test(tests, plateaus_do_not_leave_the_scale, 0,
                        sizeof plateau_heights / sizeof *plateau_heights);
    suite_add_tcase(suite, tests);
    return suite;
}

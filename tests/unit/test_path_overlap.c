#include "plot/path_overlap.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "support.h"
#include "unit_tests.h"

static const struct bounds box = {.min = {0, 0}, .max = {1, 1}};

static struct path_overlap *make_overlap(void)
{
    struct path_overlap *overlap;
    struct error error;

    assert_status(path_overlap_make(&box, &overlap, &error), STATUS_OK, &error);
    return overlap;
}

static void append(struct path_overlap *overlap, const double points[], size_t count,
                   struct text *data)
{
    struct error error;

    assert_status(path_overlap_append(overlap, points, count, -1, data, &error), STATUS_OK, &error);
}

/* How long all lines are, and how many. */
static double drawn_length(const struct text *data, size_t *lines)
{
    double length = 0, last[2] = {NAN, NAN};
    char *end;

    *lines = 0;
    for (const char *at = text_string(data); *at != '\0'; at++) {
        if (*at == '\n') { /* of an empty line */
            last[0] = NAN;
            continue;
        }
        double x = strtod(at, &end), y = strtod(end, &end);
        if (isnan(last[0]))
            ++*lines;
        else
            length += hypot(x - last[0], y - last[1]);
        last[0] = x;
        last[1] = y;
        at = end; /* the end of the line */
    }
    return length;
}

static double append_length(struct path_overlap *overlap, const double points[], size_t count,
                            size_t *lines)
{
    struct text data = {0};

    append(overlap, points, count, &data);
    double length = drawn_length(&data, lines);
    text_free(&data);
    return length;
}

/* The first is drawn unchanged; the next ones leave half and two thirds to those below. */
START_TEST(paths_on_one_another_take_turns)
{
    const double line[] = {0.1, 0.1, 0.5, 0.5, 0.9, 0.9};
    struct path_overlap *overlap = make_overlap();
    double length = 0.8 * sqrt(2);
    size_t lines;

    ck_assert_double_eq_tol(append_length(overlap, line, 3, &lines), length, 1e-9);
    ck_assert_uint_eq(lines, 1);
    ck_assert_double_eq_tol(append_length(overlap, line, 3, &lines), length / 2, length / 20);
    ck_assert_uint_gt(lines, 10);
    ck_assert_double_eq_tol(append_length(overlap, line, 3, &lines), length / 3, length / 20);
    path_overlap_free(overlap);
}
END_TEST

START_TEST(paths_that_cross_are_whole)
{
    const double up[] = {0.1, 0.1, 0.9, 0.9}, down[] = {0.1, 0.9, 0.9, 0.1};
    struct path_overlap *overlap = make_overlap();
    size_t lines;

    append_length(overlap, up, 2, &lines);
    ck_assert_double_eq_tol(append_length(overlap, down, 2, &lines), 0.8 * sqrt(2), 1e-9);
    ck_assert_uint_eq(lines, 1);
    path_overlap_free(overlap);
}
END_TEST

/* A path that overlaps no other keeps every point, also where it leaves the box. */
START_TEST(points_are_kept)
{
    const double path[] = {0.5, 0.5, 3, 0.5, 3, 7, 0.25, 0.5, -1e300, 2};
    struct path_overlap *overlap = make_overlap();
    struct text data = {0};

    append(overlap, path, 5, &data);
    for (size_t i = 0; i < 5; i++) {
        struct text point = {0};
        text_appendf(&point, "%.17g %.17g\n", path[2 * i], path[2 * i + 1]);
        ck_assert_ptr_nonnull(strstr(text_string(&data), text_string(&point)));
        text_free(&point);
    }
    text_free(&data);
    path_overlap_free(overlap);
}
END_TEST

/* Dashes are chosen only within the box. */
START_TEST(what_is_outside_takes_no_turns)
{
    const double line[] = {2, 2, 5, 2, 5, 9};
    struct path_overlap *overlap = make_overlap();
    size_t lines;

    append_length(overlap, line, 3, &lines);
    ck_assert_double_eq_tol(append_length(overlap, line, 3, &lines), 10, 1e-9);
    path_overlap_free(overlap);
}
END_TEST

Suite *path_overlap_suite(void)
{
    Suite *suite = suite_create("path_overlap");
    TCase *tests = tcase_create("paths");

    tcase_add_test(tests, paths_on_one_another_take_turns);
    tcase_add_test(tests, paths_that_cross_are_whole);
    tcase_add_test(tests, points_are_kept);
    tcase_add_test(tests, what_is_outside_takes_no_turns);
    suite_add_tcase(suite, tests);
    return suite;
}

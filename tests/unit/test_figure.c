#include "plot/figure.h"

#include <string.h>

#include "plot/figure_data.h"
#include "support.h"
#include "unit_tests.h"

START_TEST(figures_are_found_by_name)
{
    static const char *const names[] = {
        "surface", "contour",  "contour_path", "contour_zoom", "surface_path", "convergence",
        "state",   "ensemble", "runtime",      "sweep",        "basins",       "profile"};

    ck_assert_uint_eq(figure_count, 12);
    for (size_t i = 0; i < 12; i++) {
        ck_assert_ptr_nonnull(figure_find(names[i]));
        ck_assert_str_eq(figure_find(names[i])->name, names[i]);
    }
    ck_assert_ptr_null(figure_find("surfac"));
    ck_assert_ptr_null(figure_find(""));
    ck_assert_ptr_null(figure_find("none"));
}
END_TEST

static bool reads(const struct figure_form *form, const char *name)
{
    for (size_t i = 0; form->data[i] != NULL; i++)
        if (strcmp(form->data[i]->name, name) == 0)
            return true;
    return false;
}

/* Up to three paths are on one surface, which is a mesh where that shows it; more are in panels. */
START_TEST(surfaces_are_drawn_of_what_shows_them)
{
    const struct figure *surface = figure_find("surface"), *path = figure_find("surface_path");
    struct figure_subject subject = {.result_count = 1};

    ck_assert(reads(figure_form_for(surface, &subject), "surface_mesh.dat"));
    subject.steep = true;
    ck_assert(reads(figure_form_for(surface, &subject), "surface_faces.dat"));
    for (subject.result_count = 1; subject.result_count <= 6; subject.result_count++)
        for (int steep = 0; steep < 2; steep++) {
            const char *wanted = subject.result_count > 3 ? "surface_panels.dat"
                                 : steep                  ? "surface_faces.dat"
                                                          : "surface_mesh.dat";
            subject.steep = steep;
            ck_assert(reads(figure_form_for(path, &subject), wanted));
            ck_assert(reads(figure_form_for(path, &subject), "surface_paths.dat"));
        }
    ck_assert(!reads(figure_form_for(surface, &subject), "surface_panels.dat"));
}
END_TEST

static const struct {
    double points, scale;
    size_t pixels;
} sizes[] = {{640, 2, 1280},  {640, 1, 640},    {333, 1.5, 500}, {480, 0.5, 240},
             {321, 0.5, 161}, {4096, 8, 32768}, {333, 1.4, 466}};

START_TEST(pixels_are_points_times_scale_rounded)
{
    ck_assert_uint_eq(figure_pixels(sizes[_i].points, sizes[_i].scale), sizes[_i].pixels);
}
END_TEST

START_TEST(palettes_are_found_by_name)
{
    static const char *const names[] = {"jet", "viridis", "cividis", "inferno", "gray"};

    ck_assert_uint_eq(figure_palette_count, 5);
    for (size_t i = 0; i < 5; i++)
        ck_assert_str_eq(figure_palette_find(names[i])->name, names[i]);
    ck_assert_ptr_null(figure_palette_find("grey"));
}
END_TEST

Suite *figure_suite(void)
{
    Suite *suite = suite_create("figure");
    TCase *tests = tcase_create("table");

    tcase_add_test(tests, figures_are_found_by_name);
    tcase_add_test(tests, surfaces_are_drawn_of_what_shows_them);
    tcase_add_loop_test(tests, pixels_are_points_times_scale_rounded, 0,
                        sizeof sizes / sizeof *sizes);
    tcase_add_test(tests, palettes_are_found_by_name);
    suite_add_tcase(suite, tests);
    return suite;
}

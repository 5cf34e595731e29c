/* Visibility in every theme and palette and at every scale: contrast, as defined by WCAG, measured
 * in the pixels. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <png.h>

#include "support.h"

struct look {
    int width, height, scale;
    png_bytep rgb;
};

static struct look read_look(const char *path, int scale)
{
    png_image image = {.version = PNG_IMAGE_VERSION};

    ck_assert_msg(png_image_begin_read_from_file(&image, path), "%s: %s", path, image.message);
    image.format = PNG_FORMAT_RGB;
    struct look look = {.width = (int)image.width, .height = (int)image.height, .scale = scale};
    look.rgb = malloc(PNG_IMAGE_SIZE(image));
    ck_assert_ptr_nonnull(look.rgb);
    ck_assert(png_image_finish_read(&image, NULL, look.rgb, 0, NULL));
    return look;
}

static const unsigned char *at(const struct look *look, int x, int y)
{
    return look->rgb + 3 * ((size_t)y * (size_t)look->width + (size_t)x);
}

static double linear(unsigned char channel)
{
    static double table[256]; /* 0 where it is not known yet: pow takes its time */

    if (table[channel] == 0) {
        double c = channel / 255.0;
        table[channel] = c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
    }
    return table[channel];
}

static double luminance(const unsigned char *p)
{
    return 0.2126 * linear(p[0]) + 0.7152 * linear(p[1]) + 0.0722 * linear(p[2]);
}

static double contrast(const unsigned char *a, const unsigned char *b)
{
    double x = luminance(a), y = luminance(b);

    return x > y ? (x + 0.05) / (y + 0.05) : (y + 0.05) / (x + 0.05);
}

static bool is_white(const unsigned char *p)
{
    return p[0] >= 250 && p[1] >= 250 && p[2] >= 250;
}

#define ENOUGH_CONTRAST 3

/* The greatest contrast to a pixel within this distance, or any that is sufficient. */
static double contrast_around(const struct look *look, int x, int y, int reach)
{
    double most = 1;

    for (int dy = -reach; dy <= reach && most < ENOUGH_CONTRAST; dy++)
        for (int dx = -reach; dx <= reach && most < ENOUGH_CONTRAST; dx++) {
            double here = contrast(at(look, x, y), at(look, x + dx, y + dy));
            most = here > most ? here : most;
        }
    return most;
}

/* Every white pixel that the path has put into the plot has something dark beside it: the path's
 * dots are 1.8 points in radius, and their casing begins there. The path goes from one corner to
 * the middle, over all of the colors. */
static void assert_path_stands_out(const struct look *with, const struct look *without,
                                   const char *what)
{
    int found = 0, margin = 75 * with->scale; /* above there is the legend */

    for (int y = 100 * with->scale; y < with->height - margin; y++)
        for (int x = margin; x < with->width - margin; x++) {
            if (!is_white(at(with, x, y)) || is_white(at(without, x, y)))
                continue;
            found++;
            double here = contrast_around(with, x, y, 4 * with->scale);
            if (here < ENOUGH_CONTRAST)
                ck_abort_msg("%s: contrast %.2f at %d,%d", what, here, x, y);
        }
    ck_assert_msg(found > 100 * with->scale, "%s: only %d white pixels", what, found);
}

/* Left of the plot there is nothing but text on the page: its strokes stand out. */
static void assert_text_stands_out(const struct look *look, const char *what)
{
    const unsigned char *page = at(look, 1, 1);
    int strokes = 0;

    for (int y = 0; y < look->height; y++)
        for (int x = 0; x < 110 * look->scale; x++)
            strokes += contrast(at(look, x, y), page) >= 4.5;
    ck_assert_msg(strokes > 25 * look->scale, "%s: %d pixels of text", what, strokes);
}

/* Nothing is cut off: the page's border is the page's. Not an assertion for each pixel: Check notes
 * even those that hold, which takes longer than all the rest. */
static void assert_margins_are_free(const struct look *look, const char *what)
{
    const unsigned char *page = at(look, 1, 1);

    for (int y = 0; y < look->height; y++)
        for (int x = 0; x < look->width; x++) {
            bool inside = x >= 3 && x < look->width - 3 && y >= 3 && y < look->height - 3;
            if (!inside && memcmp(at(look, x, y), page, 3) != 0)
                ck_abort_msg("%s: something at %d,%d", what, x, y);
        }
}

static const char *const palettes[] = {"jet", "viridis", "cividis", "inferno", "gray"};
static const char *const themes[] = {"light", "dark"};

static void assert_legible(const char *palette, const char *theme, int scale)
{
    const char *what = format("%s, %s, scale %d", palette, theme, scale);
    struct result result = run_program(
        STRINGS("--palette", palette, "--theme", theme, "--scale", format("%d", scale), "--start",
                "0.98,0.95", "--alpha", "0.05", "--title", "A title neither long nor short"));

    assert_done(&result);
    struct look path = read_look(work("output/contour_path.png"), scale);
    struct look contour = read_look(work("output/contour.png"), scale);
    struct look surface = read_look(work("output/surface.png"), scale);
    ck_assert((luminance(at(&path, 1, 1)) < 0.1) == (strcmp(theme, "dark") == 0));
    assert_path_stands_out(&path, &contour, what);
    assert_text_stands_out(&path, what);
    assert_text_stands_out(&surface, what);
    assert_margins_are_free(&path, what);
    assert_margins_are_free(&surface, what);
    free(path.rgb);
    free(contour.rgb);
    free(surface.rgb);
}

START_TEST(test_contrast)
{
    assert_legible(palettes[_i / 2], themes[_i % 2], 1);
}
END_TEST

/* The colors do not depend on the scale: the lightest palette and the darkest will do. */
START_TEST(test_contrast_at_larger_scales)
{
    assert_legible("jet", "light", _i);
    assert_legible("inferno", "dark", _i);
}
END_TEST

/* Neither the colors of the surface nor those of a path are as light, or as dark, as its casing. */
static bool is_casing(const unsigned char *pixel, bool dark)
{
    int least = pixel[0], most = pixel[0];

    for (int i = 1; i < 3; i++) {
        least = pixel[i] < least ? pixel[i] : least;
        most = pixel[i] > most ? pixel[i] : most;
    }
    return dark ? most < 110 : least > 150;
}

/* The tutorial's path is behind the surface, whose colors are like its own: between the marks of
 * the start and the minimum, dashes with casings are seen. */
START_TEST(test_hidden_path_stands_out)
{
    struct result result =
        run_program(STRINGS("-f", "surface_path", "--theme", themes[_i], "--scale", "2"));

    assert_done(&result);
    struct look look = read_look(work("output/surface_path.png"), 2);
    int found = 0;
    for (int y = 625; y < 690; y++)
        for (int x = 540; x < 610; x++)
            found += is_casing(at(&look, x, y), _i == 1);
    ck_assert_int_gt(found, 40);
    free(look.rgb);
}
END_TEST

/* However long or wide, all of the title is on the page. */
START_TEST(test_title_fits)
{
    static const char *const titles[] = {
        "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
        "many short words, one after the other, until there are as many of them as a title may "
        "have, "
        "which is 160 characters, so that it has two lines"};

    for (size_t i = 0; i < COUNT(titles); i++) {
        struct result result = run_program(STRINGS("--scale", "1", "--title", titles[i]));
        assert_done(&result);
        struct look path = read_look(work("output/contour_path.png"), 1);
        struct look surface = read_look(work("output/surface.png"), 1);
        assert_margins_are_free(&path, titles[i]);
        assert_margins_are_free(&surface, titles[i]);
        free(path.rgb);
        free(surface.rgb);
    }
}
END_TEST

/* In place of a character that the font does not have, Pango draws a box, which can be larger than
 * the page. */
START_TEST(test_title_with_missing_characters)
{
    struct result result =
        run_program(STRINGS("--scale", "1", "-f", "contour", "--title", "A é 日本 λ"));

    assert_warned(&result, 0, "does not have '日' (U+65E5)");
    struct look contour = read_look(work("output/contour.png"), 1);
    assert_margins_are_free(&contour, "missing characters");
    free(contour.rgb);
    ck_assert_ptr_nonnull(strstr(read_bytes(work("output/contour.gp")).data, "'A é �� λ'"));
    ck_assert_ptr_nonnull(strstr(read_bytes(work("output/report.md")).data, "A é 日本 λ"));
}
END_TEST

/* Transparent: the corners are, and the ink is not. */
START_TEST(test_transparent)
{
    png_image image = {.version = PNG_IMAGE_VERSION};
    struct result result = run_program(STRINGS("--transparent", "--scale", "1"));

    assert_done(&result);
    ck_assert(png_image_begin_read_from_file(&image, work("output/contour.png")));
    image.format = PNG_FORMAT_RGBA;
    png_bytep rgba = malloc(PNG_IMAGE_SIZE(image));
    ck_assert(png_image_finish_read(&image, NULL, rgba, 0, NULL));
    ck_assert_int_eq(rgba[3], 0);
    size_t middle = 4 * ((size_t)image.height / 2 * image.width + image.width / 2);
    ck_assert_int_eq(rgba[middle + 3], 255);
    free(rgba);
}
END_TEST

Suite *appearance_suite(void)
{
    Suite *suite = suite_create("appearance");
    TCase *contrasts = add_case(suite, "contrast"), *pages = add_case(suite, "page");

    /* Under the sanitizers one will do: the program's work is the same, the pictures are gnuplot's.
     */
    tcase_add_loop_test(contrasts, test_contrast, 0,
                        sanitized ? 1 : (int)(COUNT(palettes) * COUNT(themes)));
    tcase_add_loop_test(contrasts, test_contrast_at_larger_scales, 2, sanitized ? 2 : 4);
    tcase_add_loop_test(pages, test_hidden_path_stands_out, 0, (int)COUNT(themes));
    tcase_add_test(pages, test_title_fits);
    tcase_add_test(pages, test_title_with_missing_characters);
    tcase_add_test(pages, test_transparent);
    return suite;
}

/* Text boxes: outside of them, a figure is the same without its texts. */
#include <stdlib.h>
#include <string.h>

#include "base/text_boxes.h"
#include "diff/gif_rendering.h"
#include "image/png_pixels.h"
#include "support.h"

#define SEVERAL "--optimizer", "adam", "--optimizer", "gradient-descent:alpha=1e-4", "--runs", "5"
#define SWEEP "--sweep", "alpha=1e-5:1:7:log,beta1=0:0.9:5", "-f", "sweep"

/* What makes different pages: legends, names in rows, shrunk pages, titles on two lines, labels of
 * all kinds, and pixels of every size. */
static const char *const *const runs[] = {
    STRINGS("--problem", "himmelblau", "--scale", "1", "--title",
            "Paths (and, jointly, [surfaces])", "-f", "surface", "-f", "contour", "-f",
            "contour_path"),
    STRINGS("--problem", "rosenbrock", "--scale", "1.5", "--size", "320x240", SEVERAL, "-f",
            "contour_path", "-f", "surface_path", "-f", "convergence", "-f", "ensemble", "-f",
            "runtime"),
    STRINGS("--problem", "beale", "--scale", "1.5", "--size", "320x240", "--optimizer",
            "adam,rmsprop,nadam,adamax", "-f", "surface_path"),
    STRINGS("--bounds", "0.001,0.0012,-5e6,9e6", "--step", "1e5", "--scale", "1", "--size",
            "480x960", "--theme", "dark", "--levels", "9:linear", "-f", "contour", "-f", "surface"),
    STRINGS(
        "--size", "330x250", "--scale", "2", "--title",
        "A title that is too long to be set on a single line of a page that is as small as this",
        SWEEP),
    STRINGS("--problem", "expr:1e7*(x^2^2+y^2)-3e6", "--scale", "1", SWEEP, "--sweep-shows",
            "value"),
    STRINGS("--problem", "rosenbrock", "-n", "300", "--optimizer", "gradient-descent:alpha=0.001",
            "--sweep", "alpha=1e-4:0.02:9:log", "-f", "sweep", "--tolerance", "0.5", "--size",
            "330x250", "--theme", "dark"),
    STRINGS("--sweep", "beta1=0:0.99:5", "--sweep-shows", "value", "-f", "sweep", "--scale", "1"),
    STRINGS("--problem", "himmelblau", "--scale", "1", "--size", "320x240", "--theme", "dark",
            "--optimizer", "amsgrad", "-f", "state"),
    STRINGS("--problem", "himmelblau", "--basins", "20", "--alpha", "0.3", "--tolerance", "1e-3",
            "-f", "basins", "--size", "330x250"),
    STRINGS("--suite", "--runs", "5", "--tolerance", "1", "--scale", "1", "-f", "profile"),
    STRINGS("--suite", "--runs", "5", "--tolerance", "1", "--scale", "1", "--size", "330x250",
            "--theme", "dark", "--optimizer", "adam:alpha=0.1,beta1=0.5", "--optimizer", "adam",
            "-f", "profile"),
    STRINGS("--problem", "booth", "--scale", "1", "--zoom", "auto", "-f", "contour_path", "-f",
            "contour_zoom"),
    STRINGS("--problem", "himmelblau", "--scale", "1", "--zoom=3,4,-2,-1", "--optimizer",
            "adam,rmsprop", "-f", "contour_path", "-f", "contour_zoom"),
};

static struct pixels read_pixels(const char *path)
{
    struct bytes bytes = read_bytes(path);
    struct pixels pixels = {0};
    struct error error;

    ck_assert_msg(png_pixels_decode(bytes.data, bytes.length, &pixels, &error) == STATUS_OK,
                  "%s: %s", path, error.message);
    return pixels;
}

static bool is_in_box(const struct text_boxes *boxes, size_t x, size_t y)
{
    for (size_t i = 0; i < boxes->count; i++) {
        const struct text_box *box = &boxes->list[i];
        if (x >= box->left && x < box->left + box->width && y >= box->top &&
            y < box->top + box->height)
            return true;
    }
    return false;
}

/* Returns how many pixels are text. */
static size_t count_text(const char *name, const struct text_boxes *boxes,
                         const struct pixels *with, const struct pixels *without)
{
    size_t count = 0;

    for (size_t i = 0; i < with->width * with->height; i++) {
        if (memcmp(with->rgba + 4 * i, without->rgba + 4 * i, 4) == 0)
            continue;
        count++;
        ck_assert_msg(is_in_box(boxes, i % with->width, i / with->width),
                      "%s: there is text outside of the boxes at %zu,%zu", name, i % with->width,
                      i / with->width);
    }
    return count;
}

static void check_figure(const char *name)
{
    struct bytes script = read_bytes(work("with/%s.gp", name));
    struct pixels with = read_pixels(work("with/%s.png", name));
    struct pixels without = read_pixels(work("without/%s.png", name));
    struct text_boxes boxes;
    struct error error;

    ck_assert_msg(text_boxes_read(script.data, script.length, &boxes, &error) == STATUS_OK, "%s",
                  error.message);
    ck_assert_uint_eq(with.width, without.width);
    ck_assert_uint_eq(with.height, without.height);
    ck_assert_uint_gt(count_text(name, &boxes, &with, &without), 500);
    pixels_free(&with);
    pixels_free(&without);
}

static void draw(const char *directory, const char *const run[], const char *scripts)
{
    const char *arguments[40] = {"-o", directory, "-q", "-n", "9"};
    size_t count = 5;

    for (; *run != NULL; run++)
        arguments[count++] = *run;
    if (scripts != NULL) {
        arguments[count++] = "--figures";
        arguments[count++] = scripts;
    }
    struct result result = run_program(arguments);
    assert_done(&result);
}

/* A directory with the scripts, whose texts are in a completely transparent color. */
static const char *scripts_without_texts(void)
{
    const char *scripts = tools("figures");

    ck_assert_int_eq(
        system(
            format("cp -R '%s' '%s' && sed -i -E "
                   "'s/textcolor rgb (ink|path_color\\(i\\))/textcolor rgb 0xff000000/' '%s'/*.gp",
                   repository_path("scripts/figures"), scripts, scripts)),
        0);
    return scripts;
}

START_TEST(test_texts_are_within_the_boxes)
{
    draw("with", runs[_i], NULL);
    draw("without", runs[_i], scripts_without_texts());
    for (const char *const *word = runs[_i]; *word != NULL; word++)
        if (strcmp(*word, "-f") == 0)
            check_figure(word[1]);
}
END_TEST

static const char *const *const animations[] = {
    STRINGS("-f", "contour_path", "--animate", "--scale", "1"),
    STRINGS("-f", "contour_path", "--animate", "--scale", "1.25", "--size", "320x240", "--problem",
            "easom", "--theme", "dark"),
    STRINGS("-f", "contour_path", "--animate", "--scale", "1", "--size", "480x960", "--problem",
            "rosenbrock", "--optimizer", "adam,rmsprop,adagrad", "--zoom", "auto", "-f",
            "contour_zoom"),
};

static bool is_same_animation(const struct text_boxes *boxes)
{
    struct gif_rendering_settings settings = {.boxes = boxes, .threshold = 0.1, .interrupt_fd = -1};
    struct bytes with = read_bytes(work("with/contour_path.gif"));
    struct bytes without = read_bytes(work("without/contour_path.gif"));
    const struct rendering_image images[2] = {
        {(const unsigned char *)with.data, with.length},
        {(const unsigned char *)without.data, without.length}};
    struct rendering rendering;
    struct error error;

    ck_assert_msg(gif_rendering(images, &settings, &rendering, &error) == STATUS_OK, "%s",
                  error.message);
    return rendering.same;
}

/* The frames differ in the boxes of their script, and nowhere else. */
START_TEST(test_texts_of_frames_are_within_the_boxes)
{
    struct text_boxes boxes, none = {.count = 0};
    struct error error;

    const char *scripts = scripts_without_texts();

    /* The palette of an animation depends on the boxes, which the user's scripts contain. */
    draw("with", animations[_i], NULL);
    ck_assert_int_eq(system(format("grep '^# text box' '%s' >>'%s/style.gp'",
                                   work("with/contour_path_frames.gp"), scripts)),
                     0);
    draw("without", animations[_i], scripts);
    struct bytes script = read_bytes(work("with/contour_path_frames.gp"));
    ck_assert_msg(text_boxes_read(script.data, script.length, &boxes, &error) == STATUS_OK, "%s",
                  error.message);
    ck_assert(is_same_animation(&boxes));
    ck_assert(!is_same_animation(&none));
    boxes.count--; /* the box that was added last */
    ck_assert(!is_same_animation(&boxes));
}
END_TEST

Suite *text_boxes_suite(void)
{
    Suite *suite = suite_create("text_boxes");

    tcase_add_loop_test(add_case(suite, "figures"), test_texts_are_within_the_boxes, 0,
                        (int)COUNT(runs));
    tcase_add_loop_test(add_case(suite, "animations"), test_texts_of_frames_are_within_the_boxes, 0,
                        (int)COUNT(animations));
    return suite;
}

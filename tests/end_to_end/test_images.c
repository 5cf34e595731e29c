/* Pixels of the images, at points with known values. The position of the plot is detected, so that
 * it does not depend on the layout. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <png.h>
#include <zlib.h>

#include "support.h"

#define LEVELS 50

struct pixel {
    int r, g, b;
};

struct picture {
    png_image image;
    png_bytep bytes;
    int width, height;
};

static struct picture read_picture(const char *path)
{
    struct picture picture = {.image = {.version = PNG_IMAGE_VERSION}};

    ck_assert_msg(png_image_begin_read_from_file(&picture.image, path), "%s: %s", path,
                  picture.image.message);
    picture.image.format = PNG_FORMAT_RGB;
    picture.bytes = malloc(PNG_IMAGE_SIZE(picture.image));
    ck_assert_ptr_nonnull(picture.bytes);
    ck_assert(png_image_finish_read(&picture.image, NULL, picture.bytes, 0, NULL));
    picture.width = (int)picture.image.width;
    picture.height = (int)picture.image.height;
    return picture;
}

static void free_picture(struct picture *picture)
{
    free(picture->bytes);
}

static struct pixel pixel_at(const struct picture *picture, int x, int y)
{
    ck_assert_msg(x >= 0 && x < picture->width && y >= 0 && y < picture->height,
                  "%d,%d is not in the picture", x, y);
    png_const_bytep at = picture->bytes + 3 * ((size_t)y * (size_t)picture->width + (size_t)x);
    return (struct pixel){at[0], at[1], at[2]};
}

static bool is_white(struct pixel p)
{
    return p.r >= 250 && p.g >= 250 && p.b >= 250;
}

/* Every color of jet has a strong and a weak channel; paper, ink, grids and lines have not. */
static bool is_jet(struct pixel p)
{
    int most = p.r > p.g ? p.r : p.g, least = p.r < p.g ? p.r : p.g;

    most = most > p.b ? most : p.b;
    least = least < p.b ? least : p.b;
    return most - least > 100;
}

static double ramp(double t, double from, double to)
{
    double part = (t - from) / (to - from);

    return part < 0 ? 0 : part > 1 ? 1 : part;
}

/* Jet as matplotlib defines it. */
static struct pixel jet(double t)
{
    double r = t < 0.89 ? ramp(t, 0.35, 0.66) : 1 - 0.5 * ramp(t, 0.89, 1);
    double g = t < 0.64 ? ramp(t, 0.125, 0.375) : 1 - ramp(t, 0.64, 0.91);
    double b = t < 0.34 ? 0.5 + 0.5 * ramp(t, 0, 0.11) : 1 - ramp(t, 0.34, 0.65);

    return (struct pixel){(int)lround(255 * r), (int)lround(255 * g), (int)lround(255 * b)};
}

static bool is_near(struct pixel a, struct pixel b)
{
    return abs(a.r - b.r) <= 2 && abs(a.g - b.g) <= 2 && abs(a.b - b.b) <= 2;
}

/* A stretch of colored pixels in a row or column, and the middles of the dark lines that frame it,
 * in pixels from the left or the top. */
struct stretch {
    int first, last;
    double low, high;
};

/* Pixel number i of the line that crosses the picture at `across`. */
static struct pixel pixel_of_line(const struct picture *picture, bool row, int across, int i)
{
    return row ? pixel_at(picture, i, across) : pixel_at(picture, across, i);
}

/* The next stretch of jet at or behind pixel `from`; first > last if there is none. */
static struct stretch find_stretch(const struct picture *picture, bool row, int across, int from)
{
    int length = row ? picture->width : picture->height, i = from;
    struct stretch found;

    while (i < length && !is_jet(pixel_of_line(picture, row, across, i)))
        i++;
    found.first = i;
    while (i < length && is_jet(pixel_of_line(picture, row, across, i)))
        i++;
    found.last = i - 1;
    int low = found.first, high = found.last;
    while (low > 0 && !is_white(pixel_of_line(picture, row, across, low - 1)))
        low--;
    while (high < length - 1 && !is_white(pixel_of_line(picture, row, across, high + 1)))
        high++;
    found.low = (low + found.first) / 2.0;
    found.high = (high + found.last) / 2.0 + 1;
    return found;
}

/* Where the plot of a contour figure is. Rows and columns a little beside the middle: there are no
 * marks on the axes there, whose ink would pass for the frame's. */
struct box {
    struct stretch across, down;
};

#define BESIDE_MIDDLE 0.47

static int beside_middle(const struct stretch *stretch)
{
    return stretch->first + (int)(BESIDE_MIDDLE * (stretch->last - stretch->first));
}

static struct box find_box(const struct picture *picture)
{
    struct box box;
    int from = 0;

    do {
        box.across = find_stretch(picture, true, picture->height / 2 + picture->height / 50, from);
        from = box.across.last + 1;
    } while (box.across.last > box.across.first && box.across.high - box.across.low < 50);
    ck_assert_msg(box.across.last > box.across.first, "no plot in the picture");
    box.down = find_stretch(picture, false, beside_middle(&box.across), 0);
    box.across = find_stretch(picture, true, beside_middle(&box.down), box.across.first - 5);
    ck_assert_double_gt(box.down.high - box.down.low, 50);
    return box;
}

struct frame {
    struct box box;
    double x1_min, x1_max, x2_min, x2_max;
};

static struct pixel pixel_of_point(const struct picture *picture, const struct frame *frame,
                                   double x1, double x2)
{
    const struct box *b = &frame->box;
    double part1 = (x1 - frame->x1_min) / (frame->x1_max - frame->x1_min);
    double part2 = (x2 - frame->x2_min) / (frame->x2_max - frame->x2_min);

    return pixel_at(picture, (int)floor(b->across.low + part1 * (b->across.high - b->across.low)),
                    (int)floor(b->down.high - part2 * (b->down.high - b->down.low)));
}

/* Sizes. */

struct size {
    const char *scale;
    size_t width, height, per_meter;
};

static const struct size sizes[] = {
    {"1", 640, 480, 2835}, {"2", 1280, 960, 5669}, {"3", 1920, 1440, 8504}};

static const char *const picture_names[] = {"surface.png", "contour.png", "contour_path.png"};

/* The number of pixels a meter, which must be there once and be the same both ways. */
static size_t read_resolution(const char *path)
{
    struct bytes file = read_bytes(path);
    size_t found = 0;

    for (size_t at = 8; at + 12 <= file.length;) {
        png_const_bytep chunk = (png_const_bytep)file.data + at;
        size_t size = png_get_uint_32(chunk);
        if (memcmp(chunk + 4, "pHYs", 4) == 0) {
            ck_assert_uint_eq(found, 0);
            ck_assert_uint_eq(size, 9);
            found = png_get_uint_32(chunk + 8);
            ck_assert_uint_eq(found, png_get_uint_32(chunk + 12));
            ck_assert_int_eq(chunk[16], 1);
        }
        at += size + 12;
    }
    return found;
}

/* Nothing is cut off: the outermost pixels are paper. */
static void assert_white_margin(const struct picture *picture, const char *name)
{
    for (int y = 0; y < picture->height; y++)
        for (int x = 0; x < picture->width; x++)
            if (x < 2 || y < 2 || x >= picture->width - 2 || y >= picture->height - 2)
                ck_assert_msg(is_white(pixel_at(picture, x, y)), "%s: something at %d,%d", name, x,
                              y);
}

START_TEST(test_size)
{
    const struct size *size = &sizes[_i];
    struct result result = run_program(STRINGS("-o", "out", "--scale", size->scale));

    assert_done(&result);
    for (size_t i = 0; i < COUNT(picture_names); i++) {
        const char *path = work("out/%s", picture_names[i]);
        struct picture picture = read_picture(path);
        ck_assert_int_eq(picture.width, (int)size->width);
        ck_assert_int_eq(picture.height, (int)size->height);
        ck_assert_uint_eq(read_resolution(path), size->per_meter);
        assert_white_margin(&picture, picture_names[i]);
        free_picture(&picture);
    }
}
END_TEST

/* Odd pages still have room for everything. */
static const char *const page_sizes[] = {"320x240", "400x800", "1000x300", "641x479"};

START_TEST(test_page)
{
    struct result result =
        run_program(STRINGS("-o", "out", "--size", page_sizes[_i], "--scale", "1"));

    assert_done(&result);
    for (size_t i = 0; i < COUNT(picture_names); i++) {
        struct picture picture = read_picture(work("out/%s", picture_names[i]));
        assert_white_margin(&picture, picture_names[i]);
        free_picture(&picture);
    }
}
END_TEST

/* Colors. */

struct view {
    const char *bounds, *scale;
    double x1_min, x1_max, x2_min, x2_max;
};

static const struct view views[] = {
    {"-1,1,-1,1", "1", -1, 1, -1, 1},     {"-1,1,-1,1", "2", -1, 1, -1, 1},
    {"-1,1,-1,1", "3", -1, 1, -1, 1},     {"-2,2,-1,1", "2", -2, 2, -1, 1},
    {"-1,1,-1,2.5", "2", -1, 1, -1, 2.5}, {"1,3,-4,-2", "2", 1, 3, -4, -2},
};

static void assert_equal_axes(const struct frame *frame)
{
    const struct box *b = &frame->box;
    double scale1 = (b->across.high - b->across.low) / (frame->x1_max - frame->x1_min);
    double scale2 = (b->down.high - b->down.low) / (frame->x2_max - frame->x2_min);

    ck_assert_double_eq_tol(scale1 / scale2, 1, 0.005);
}

static double nearest_to_zero(double low, double high)
{
    return low > 0 ? low : high < 0 ? high : 0;
}

static double farthest(double low, double high)
{
    return fabs(low) > fabs(high) ? low : high;
}

/* Whether a point is so near to the box's edge that its frame covers it. */
static bool is_at_frame(const struct frame *frame, double x1, double x2, double scale)
{
    const struct box *b = &frame->box;
    double per_unit = (b->across.high - b->across.low) / (frame->x1_max - frame->x1_min);
    double distance = fmin(fmin(x1 - frame->x1_min, frame->x1_max - x1),
                           fmin(x2 - frame->x2_min, frame->x2_max - x2));

    return distance * per_unit < 1.5 * scale;
}

/* Where on the way from one point to another, along which x1^2 + x2^2 grows, it has this value. */
static void find_value(double wanted, const double from[2], const double to[2], double x[2])
{
    double low = 0, high = 1;

    for (int i = 0; i < 60; i++) {
        double part = 0.5 * (low + high);
        for (int k = 0; k < 2; k++)
            x[k] = from[k] + part * (to[k] - from[k]);
        *(x[0] * x[0] + x[1] * x[1] < wanted ? &low : &high) = part;
    }
}

/* On the way from the least to the largest value, halfway through each of the bands. */
static void assert_bands(const struct picture *picture, const struct frame *frame, double scale)
{
    const double from[2] = {nearest_to_zero(frame->x1_min, frame->x1_max),
                            nearest_to_zero(frame->x2_min, frame->x2_max)};
    const double to[2] = {farthest(frame->x1_min, frame->x1_max),
                          farthest(frame->x2_min, frame->x2_max)};
    double least = from[0] * from[0] + from[1] * from[1], most = to[0] * to[0] + to[1] * to[1];
    int seen = 0;

    for (int k = 0; k < LEVELS; k++) {
        double x[2];
        find_value(least + (most - least) * (k + 0.5) / LEVELS, from, to, x);
        if (is_at_frame(frame, x[0], x[1], scale))
            continue;
        struct pixel expected = jet((k + 0.5) / LEVELS);
        struct pixel found = pixel_of_point(picture, frame, x[0], x[1]);
        ck_assert_msg(is_near(found, expected), "band %d: %d %d %d instead of %d %d %d", k, found.r,
                      found.g, found.b, expected.r, expected.g, expected.b);
        seen++;
    }
    ck_assert_int_ge(seen, LEVELS - 2);
}

/* The bar beside the plot: the last colored thing in a row through the middle. */
static void assert_color_bar(const struct picture *picture, const char *name)
{
    int middle = picture->height / 2 + picture->height / 50, at = picture->width - 1;

    while (at > 0 && !is_jet(pixel_at(picture, at, middle)))
        at--;
    int right = at;
    while (at > 0 && is_jet(pixel_at(picture, at, middle)))
        at--;
    ck_assert_msg(right - at >= 5 && right - at < picture->width / 10, "%s: no color bar", name);
    int column = (right + at) / 2;
    struct stretch bar = {.first = middle, .last = middle};
    while (is_jet(pixel_at(picture, column, bar.first - 1)))
        bar.first--;
    while (is_jet(pixel_at(picture, column, bar.last + 1)))
        bar.last++;
    double height = bar.last - bar.first + 1;
    for (int k = 0; k < LEVELS; k++) {
        struct pixel expected = jet((k + 0.5) / LEVELS);
        struct pixel found =
            pixel_at(picture, column, bar.last - (int)(height * (k + 0.5) / LEVELS));
        ck_assert_msg(is_near(found, expected), "%s: bar %d: %d %d %d instead of %d %d %d", name, k,
                      found.r, found.g, found.b, expected.r, expected.g, expected.b);
    }
}

/* The solutions after a few steps, which no mark covers yet: white there, and nowhere without the
 * path. */
static void assert_path(const struct picture *path, const struct picture *contour,
                        const struct frame *frame)
{
    const char *text = strstr(read_bytes(work("out/trajectory.dat")).data, "\n5 ");

    for (int t = 5; t <= 12; t++) {
        char *end;
        ck_assert_ptr_nonnull(text);
        ck_assert_int_eq(strtol(text, &end, 10), t);
        double x1 = strtod(end, &end), x2 = strtod(end, &end);
        struct pixel dot = pixel_of_point(path, frame, x1, x2);
        struct pixel ground = pixel_of_point(contour, frame, x1, x2);
        ck_assert_msg(is_white(dot), "solution %d: %d %d %d", t, dot.r, dot.g, dot.b);
        ck_assert_msg(is_jet(ground), "without path, %d: %d %d %d", t, ground.r, ground.g,
                      ground.b);
        text = strchr(end, '\n');
    }
}

/* In the corners, where there is no path, both contour figures show the same. */
static void assert_same_ground(const struct picture *path, const struct picture *contour,
                               const struct frame *frame)
{
    double edge = 0.1 * (frame->x1_max - frame->x1_min);
    const double x1[] = {frame->x1_min + edge, frame->x1_max - edge};
    const double x2[] = {frame->x2_min + edge, frame->x2_max - edge};

    for (int i = 0; i < 4; i++)
        ck_assert(is_near(pixel_of_point(path, frame, x1[i / 2], x2[i % 2]),
                          pixel_of_point(contour, frame, x1[i / 2], x2[i % 2])));
}

/* Of a surface in space only so much can be told: it covers a good part of the picture, with
 * colors from the one end of jet to the other, to the left of its bar. */
static void assert_surface(const struct picture *picture)
{
    size_t colored = 0, blue = 0, green = 0, red = 0;

    for (int y = 0; y < picture->height; y++)
        for (int x = 0; x < picture->width * 3 / 4; x++) {
            struct pixel p = pixel_at(picture, x, y);
            colored += is_jet(p);
            blue += p.b > 150 && p.r < 60 && p.g < 60;
            green += p.g > 150 && p.r < 190 && p.b < 190;
            red += p.r > 150 && p.g < 60 && p.b < 60;
        }
    double pixels = (double)picture->width * (double)picture->height;
    ck_assert_double_gt((double)colored, 0.12 * pixels);
    ck_assert_double_gt((double)blue, 0.002 * pixels);
    ck_assert_double_gt((double)green, 0.02 * pixels);
    ck_assert_double_gt((double)red, 0.002 * pixels);
}

START_TEST(test_view)
{
    const struct view *view = &views[_i];
    struct result result =
        run_program(STRINGS("-o", "out", "--bounds", view->bounds, "--scale", view->scale));

    assert_done(&result);
    struct picture surface = read_picture(work("out/surface.png"));
    struct picture contour = read_picture(work("out/contour.png"));
    struct picture path = read_picture(work("out/contour_path.png"));
    const struct frame frame = {find_box(&contour), view->x1_min, view->x1_max, view->x2_min,
                                view->x2_max};
    assert_equal_axes(&frame);
    assert_bands(&contour, &frame, atof(view->scale));
    assert_color_bar(&contour, "contour.png");
    assert_color_bar(&path, "contour_path.png");
    assert_color_bar(&surface, "surface.png");
    assert_same_ground(&path, &contour, &frame);
    if (view->x1_min == -1 && view->x2_max == 1) { /* where steps are long enough to see */
        assert_path(&path, &contour, &frame);
        assert_surface(&surface);
    }
    free_picture(&surface);
    free_picture(&contour);
    free_picture(&path);
}
END_TEST

/* The largest SVGs of the problems at the default size. */
#define SIX "adam,sgd,momentum,nag,adagrad,rmsprop"
static const struct svg_size {
    const char *problem, *figure, *optimizers;
    size_t most, most_packed; /* bytes */
} svg_sizes[] = {
    {"sphere", "surface", "adam", 1200000, 300000},
    {"rosenbrock", "surface_path", "adam", 1200000, 300000},
    {"rastrigin", "surface", "adam", 1200000, 300000},
    {"rastrigin", "surface_path", SIX, 1200000, 300000},
    {"rastrigin", "contour_path", "adam", 600000, 600000},
    {"rastrigin", "contour_path", SIX, 600000, 600000},
    {"ackley", "contour_path", "adam", 250000, 250000},
    {"ackley", "contour_path", SIX, 250000, 250000},
    {"sphere", "sweep", "adam", 250000, 250000},
};

static size_t packed_length(const struct bytes *bytes)
{
    uLongf length = compressBound((uLong)bytes->length);
    Bytef *packed = malloc(length);

    ck_assert_ptr_nonnull(packed);
    ck_assert_int_eq(compress(packed, &length, (const Bytef *)bytes->data, (uLong)bytes->length),
                     Z_OK);
    free(packed);
    return length;
}

START_TEST(test_size_of_svg)
{
    const struct svg_size *size = &svg_sizes[_i];
    bool swept = strcmp(size->figure, "sweep") == 0;
    struct result result =
        run_program(STRINGS("-o", "out", "-q", "--format", "svg", "--problem", size->problem, "-f",
                            size->figure, "--optimizer", size->optimizers, swept ? "--sweep" : "-n",
                            swept ? "alpha=0.001:1:100:log,beta1=0:0.99:100" : "50"));

    ck_assert_int_lt(result.status, 4); /* optimizers can diverge */
    struct bytes bytes = read_bytes(work("out/%s.svg", size->figure));
    ck_assert_uint_le(bytes.length, size->most);
    ck_assert_uint_le(packed_length(&bytes), size->most_packed);
}
END_TEST

Suite *images_suite(void)
{
    Suite *suite = suite_create("pictures");
    TCase *pages = add_case(suite, "pages");
    TCase *colors = add_case(suite, "colors");

    tcase_add_loop_test(pages, test_size, 0, COUNT(sizes));
    tcase_add_loop_test(pages, test_page, 0, COUNT(page_sizes));
    tcase_add_loop_test(colors, test_view, 0, COUNT(views));
    tcase_add_loop_test(pages, test_size_of_svg, 0, COUNT(svg_sizes));
    return suite;
}

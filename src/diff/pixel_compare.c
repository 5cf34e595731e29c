#include "diff/pixel_compare.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

/* The window's row of the pixel itself. */
#define MIDDLE (PIXEL_WINDOW / 2)

/* Each from 0 to 255, with fractions if there are 16 bits. */
struct color {
    double red, green, blue, opacity;
};

static double sixteen_bits(const unsigned char *bytes)
{
    return (double)(bytes[0] << 8 | bytes[1]) / 257;
}

static inline struct color color_of(enum pixel_layout layout, const unsigned char *p)
{
    if (layout == PIXEL_RGBA16)
        return (struct color){sixteen_bits(p), sixteen_bits(p + 2), sixteen_bits(p + 4),
                              sixteen_bits(p + 6)};
    return (struct color){p[0], p[1], p[2], layout == PIXEL_RGBA8 ? p[3] : 255};
}

/* Accumulates the difference of two colors, each blended with `ground`. */
static inline struct color difference(struct color a, struct color b, double ground)
{
    double opacity = a.opacity - b.opacity;

    if (a.opacity == 255 && b.opacity == 255)
        return (struct color){a.red - b.red, a.green - b.green, a.blue - b.blue, 0};
    return (struct color){(a.red * a.opacity - b.red * b.opacity - ground * opacity) / 255,
                          (a.green * a.opacity - b.green * b.opacity - ground * opacity) / 255,
                          (a.blue * a.opacity - b.blue * b.opacity - ground * opacity) / 255, 0};
}

static inline double brightness(struct color d)
{
    return d.red * 0.29889531 + d.green * 0.58662247 + d.blue * 0.11448223;
}

static double distance(struct color d)
{
    double y = brightness(d);
    double i = d.red * 0.59597799 - d.green * 0.27417610 - d.blue * 0.32180189;
    double q = d.red * 0.21147017 - d.green * 0.52261711 + d.blue * 0.31114694;

    return 0.5053 * y * y + 0.299 * i * i + 0.1957 * q * q;
}

double pixel_distance(const struct pixel_window *window, size_t x)
{
    size_t at = x * pixel_size(window->layout);
    struct color a = color_of(window->layout, window->a[MIDDLE] + at);
    struct color b = color_of(window->layout, window->b[MIDDLE] + at);
    double above_white = distance(difference(a, b, 255));

    if (a.opacity == 255 && b.opacity == 255)
        return above_white;
    return fmax(above_white, distance(difference(a, b, 0)));
}

/* The pixels within one of (x, y), without those outside of the image; dy is a row of the window.
 */
struct around {
    size_t left, right; /* columns */
    int top, bottom;    /* rows of the window */
    bool at_border;
};

static inline struct around around(const struct pixel_window *window, size_t x, int row)
{
    size_t y = window->y + (size_t)row - MIDDLE;
    struct around r = {.left = x > 0 ? x - 1 : x,
                       .right = x + 1 < window->width ? x + 1 : x,
                       .top = y > 0 ? row - 1 : row,
                       .bottom = y + 1 < window->height ? row + 1 : row};

    r.at_border = r.left == x || r.right == x || r.top == row || r.bottom == row;
    return r;
}

/* The pixel as one number. */
static inline uint64_t whole_pixel(const unsigned char *p, enum pixel_layout layout)
{
    uint64_t eight;
    uint32_t four;

    switch (layout) {
    case PIXEL_RGB8:
        return (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16;
    case PIXEL_RGBA8:
        memcpy(&four, p, sizeof four);
        return four;
    default:
        memcpy(&eight, p, sizeof eight);
        return eight;
    }
}

static inline bool same_pixel(const unsigned char *p, const unsigned char *q,
                              enum pixel_layout layout)
{
    return whole_pixel(p, layout) == whole_pixel(q, layout);
}

/* Whether more than two of the neighboring pixels are identical; the outside of the image counts as
 * one. */
static inline bool has_many_siblings(const struct pixel_window *window,
                                     const unsigned char *const rows[], size_t x, int row,
                                     enum pixel_layout layout)
{
    size_t size = pixel_size(layout);
    const unsigned char *pixel = rows[row] + x * size;
    struct around r = around(window, x, row);
    int equal = r.at_border ? 1 : 0;

    for (int v = r.top; v <= r.bottom; v++)
        for (size_t u = r.left; u <= r.right; u++)
            if ((u != x || v != row) && same_pixel(pixel, rows[v] + u * size, layout) &&
                ++equal > 2)
                return true;
    return false;
}

/* The darkest and the brightest of the neighboring pixels. */
struct extremes {
    double darkest, brightest; /* the differences: below 0, above 0 */
    size_t dark_x, bright_x;
    int dark_row, bright_row;
};

/* False if one of them does not exist, or with more than two of the same brightness: not an
 * antialiased edge. The order of the loops, which decides between equals, is pixelmatch's. */
static inline bool find_extremes(const struct pixel_window *window,
                                 const unsigned char *const rows[], size_t x,
                                 struct extremes *found, enum pixel_layout layout)
{
    size_t size = pixel_size(layout);
    const unsigned char *pixel = rows[MIDDLE] + x * size;
    struct color center = color_of(layout, pixel);
    struct around r = around(window, x, MIDDLE);
    int equal = r.at_border ? 1 : 0;

    *found = (struct extremes){0};
    for (size_t u = r.left; u <= r.right; u++)
        for (int v = r.top; v <= r.bottom; v++) {
            const unsigned char *other = rows[v] + u * size;
            if (u == x && v == MIDDLE)
                continue;
            double more = same_pixel(pixel, other, layout)
                              ? 0
                              : brightness(difference(center, color_of(layout, other), 255));
            if (more == 0 && ++equal > 2)
                return false;
            if (more < found->darkest) {
                found->darkest = more;
                found->dark_x = u;
                found->dark_row = v;
            } else if (more > found->brightest) {
                found->brightest = more;
                found->bright_x = u;
                found->bright_row = v;
            }
        }
    return found->darkest < 0 && found->brightest > 0;
}

static inline bool is_antialiased_in(const struct pixel_window *window,
                                     const unsigned char *const rows[], size_t x,
                                     enum pixel_layout layout)
{
    struct extremes e;

    return find_extremes(window, rows, x, &e, layout) &&
           ((has_many_siblings(window, window->a, e.dark_x, e.dark_row, layout) &&
             has_many_siblings(window, window->b, e.dark_x, e.dark_row, layout)) ||
            (has_many_siblings(window, window->a, e.bright_x, e.bright_row, layout) &&
             has_many_siblings(window, window->b, e.bright_x, e.bright_row, layout)));
}

static inline bool is_antialiased(const struct pixel_window *window, size_t x,
                                  enum pixel_layout layout)
{
    return is_antialiased_in(window, window->a, x, layout) ||
           is_antialiased_in(window, window->b, x, layout);
}

/* Each layout separately, so that the compiler generates a specialized function for each. */
bool pixel_is_antialiased(const struct pixel_window *window, size_t x)
{
    switch (window->layout) {
    case PIXEL_RGB8:
        return is_antialiased(window, x, PIXEL_RGB8);
    case PIXEL_RGBA8:
        return is_antialiased(window, x, PIXEL_RGBA8);
    default:
        return is_antialiased(window, x, PIXEL_RGBA16);
    }
}

static bool is_near(const struct pixel_window *window, const unsigned char *pixel,
                    const unsigned char *const rows[], size_t x)
{
    enum pixel_layout layout = window->layout;
    size_t size = pixel_size(layout);
    struct around r = around(window, x, MIDDLE);

    for (int v = r.top; v <= r.bottom; v++)
        for (size_t u = r.left; u <= r.right; u++)
            if (same_pixel(pixel, rows[v] + u * size, layout))
                return true;
    return false;
}

bool pixel_has_moved(const struct pixel_window *window, size_t x)
{
    size_t at = x * pixel_size(window->layout);

    return is_near(window, window->a[MIDDLE] + at, window->b, x) &&
           is_near(window, window->b[MIDDLE] + at, window->a, x);
}

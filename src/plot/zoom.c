#include "plot/zoom.h"

#include <math.h>
#include <stdlib.h>

#include "base/elementary.h"

/* Around the points, as a fraction of their extent. */
#define MARGIN 0.1

/* The least side, as a fraction of that of the bounds, so that the frame around the region is
 * visible; and as a fraction of the coordinates, as for --bounds. */
#define LEAST_PART 0.05
#define LEAST_OF_COORDINATE 1e-6

/* A side has at least this many of the units that its ends are rounded to. */
#define UNITS 20

/* An end that exceeds a multiple of the unit by less than this part of it is that multiple. */
#define NOISE 1e-6

struct interval {
    double min, max;
};

static double clamp(double x, double min, double max)
{
    return fmax(min, fmin(max, x));
}

/* Of one coordinate of all points, moved into the bounds. */
static struct interval extent_of(const struct bounds *bounds,
                                 const struct optimizer_result results[], size_t count, size_t k)
{
    struct interval extent = {bounds->max[k], bounds->min[k]};

    for (size_t i = 0; i < count; i++)
        for (size_t t = 0; t < results[i].trajectory->count; t++) {
            double x = trajectory_point(results[i].trajectory, t)[k];
            if (isnan(x))
                continue;
            extent.min = fmin(extent.min, clamp(x, bounds->min[k], bounds->max[k]));
            extent.max = fmax(extent.max, clamp(x, bounds->min[k], bounds->max[k]));
        }
    return extent;
}

/* The part of the bounds that a side needs. */
static double needed_part(const struct bounds *bounds, const struct interval *extent, size_t k)
{
    double width = bounds->max[k] - bounds->min[k];
    double largest = fmax(fabs(bounds->min[k]), fabs(bounds->max[k]));
    double part = (1 + 2 * MARGIN) * (extent->max - extent->min) / width;

    return fmax(part, fmax(LEAST_PART, LEAST_OF_COORDINATE * largest / width));
}

/* Multiples of a unit that is 1, 2 or 5 times a power of ten. Units below 1 are divisors, so that
 * the multiples are the numbers nearest to their decimal notation. */
static struct interval round_outward(struct interval side)
{
    double most = (side.max - side.min) / UNITS;
    int exponent = (int)floor(elementary_log10(most));
    double power = elementary_pow(10, abs(exponent));
    double digit = exponent < 0 ? most * power : most / power;

    digit = digit >= 5 ? 5 : digit >= 2 ? 2 : 1;
    if (exponent < 0)
        return (struct interval){floor(side.min * power / digit + NOISE) * digit / power,
                                 ceil(side.max * power / digit - NOISE) * digit / power};
    double unit = digit * power;
    return (struct interval){floor(side.min / unit + NOISE) * unit,
                             ceil(side.max / unit - NOISE) * unit};
}

/* A side of this width around the extent, moved into the bounds. */
static struct interval side_around(const struct bounds *bounds, const struct interval *extent,
                                   double width, size_t k)
{
    double min = 0.5 * (extent->min + extent->max) - 0.5 * width;

    min = clamp(min, bounds->min[k], bounds->max[k] - width);
    struct interval side = round_outward((struct interval){min, min + width});
    return (struct interval){fmax(side.min, bounds->min[k]), fmin(side.max, bounds->max[k])};
}

bool zoom_find(const struct bounds *bounds, const struct optimizer_result results[], size_t count,
               struct bounds *region)
{
    struct interval extents[2];
    double part = 0;

    for (size_t k = 0; k < 2; k++) {
        extents[k] = extent_of(bounds, results, count, k);
        part = fmax(part, needed_part(bounds, &extents[k], k));
    }
    if (part > ZOOM_MOST)
        return false;
    for (size_t k = 0; k < 2; k++) {
        double width = bounds->max[k] - bounds->min[k];
        struct interval side = side_around(bounds, &extents[k], part * width, k);
        region->min[k] = side.min;
        region->max[k] = side.max;
        if (side.max - side.min > ZOOM_MOST * width)
            return false;
    }
    return true;
}

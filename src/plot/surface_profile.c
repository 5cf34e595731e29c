#include "plot/surface_profile.h"

#include <math.h>
#include <stdlib.h>

/* The distance of samples, as a fraction of the box. */
#define STEP (1.0 / 160)

/* An interval is halved until a straight line is off by less than this, or this many times. */
#define OFF 0.001
#define MOST_HALVES 7

/* Creases lower or higher than their samples by less than this need no search. */
#define FLAT 0.0005
#define SEARCH_STEPS 26
#define GOLDEN 0.6180339887498949

/* The end of the surface is found by this many halvings of an interval. */
#define END_HALVES 16

double surface_height(const struct surface *surface, const double part[2])
{
    const struct bounds *b = &surface->bounds;
    const struct level_scale *scale = surface->scale;
    double x[2];

    for (size_t i = 0; i < 2; i++) {
        double share = fmax(0, fmin(0.5 + part[i], 1));
        x[i] = share == 1 ? b->max[i] : b->min[i] + (b->max[i] - b->min[i]) * share;
    }
    double f = problem_objective(surface->problem, x);
    if (!isfinite(f))
        return NAN;
    double level = level_scale_level(scale, f);
    double share = (level - scale->level_min) / (scale->level_max - scale->level_min);
    return fmax(0, fmin(share, 1)) - 0.5;
}

static bool append(struct profile *profile, struct surface_point point)
{
    if (profile->count == profile->capacity) {
        size_t more = profile->capacity == 0 ? 512 : 2 * profile->capacity;
        struct surface_point *grown = realloc(profile->points, more * sizeof *grown);
        if (grown == NULL)
            return false;
        profile->points = grown;
        profile->capacity = more;
    }
    profile->points[profile->count++] = point;
    return true;
}

/* The point at this share of the way from one point to the other. */
static struct surface_point between(const struct surface *surface, const struct surface_point *a,
                                    const struct surface_point *b, double share)
{
    struct surface_point point;

    for (size_t i = 0; i < 2; i++)
        point.part[i] = a->part[i] + (b->part[i] - a->part[i]) * share;
    point.height = surface_height(surface, point.part);
    return point;
}

/* ---- Creases --------------------------------------------------------------------------------- */

/* The lowest (sign 1) or highest (-1) point between two positions, by golden-section search. */
static struct surface_point find_extreme(const struct surface *surface,
                                         const struct surface_point *a,
                                         const struct surface_point *b, double sign)
{
    double low = 0, high = 1;
    struct surface_point left = between(surface, a, b, 1 - GOLDEN);
    struct surface_point right = between(surface, a, b, GOLDEN);

    for (int i = 0; i < SEARCH_STEPS; i++) {
        if (sign * left.height <= sign * right.height) {
            high = low + GOLDEN * (high - low);
            right = left;
            left = between(surface, a, b, low + (1 - GOLDEN) * (high - low));
        } else {
            low = low + (1 - GOLDEN) * (high - low);
            left = right;
            right = between(surface, a, b, low + GOLDEN * (high - low));
        }
    }
    return sign * left.height <= sign * right.height ? left : right;
}

/* Moves a sample that is lower or higher than its neighbors to the lowest or highest point of the
 * surface there. */
static void move_to_crease(const struct surface *surface, struct surface_point samples[], size_t k,
                           struct surface_point *before)
{
    struct surface_point here = samples[k];
    double first = before->height - here.height, second = samples[k + 1].height - here.height;

    *before = here;
    if (!(first * second >= 0) || !(fmax(fabs(first), fabs(second)) > FLAT))
        return;
    double sign = first + second > 0 ? 1 : -1;
    struct surface_point found = find_extreme(surface, &samples[k - 1], &samples[k + 1], sign);
    if (sign * found.height < sign * here.height)
        samples[k] = found;
}

/* ---- Lines ----------------------------------------------------------------------------------- */

/* Where the surface ends, between a point on it and one that is not. */
static struct surface_point find_end(const struct surface *surface, struct surface_point on,
                                     struct surface_point off)
{
    for (int i = 0; i < END_HALVES; i++) {
        struct surface_point middle = between(surface, &on, &off, 0.5);
        if (isnan(middle.height))
            off = middle;
        else
            on = middle;
    }
    return on;
}

static bool append_between(struct profile *profile, const struct surface *surface,
                           const struct surface_point *a, const struct surface_point *b, int halves)
{
    if (isnan(a->height) != isnan(b->height))
        return append(profile,
                      isnan(a->height) ? find_end(surface, *b, *a) : find_end(surface, *a, *b));
    if (isnan(a->height) || halves == 0 || fabs(a->height - b->height) < OFF)
        return true;
    struct surface_point middle = between(surface, a, b, 0.5);
    if (fabs(middle.height - 0.5 * (a->height + b->height)) < OFF)
        return true;
    return append_between(profile, surface, a, &middle, halves - 1) && append(profile, middle) &&
           append_between(profile, surface, &middle, b, halves - 1);
}

static bool reserve_samples(struct profile *profile, size_t count)
{
    if (count <= profile->sample_capacity)
        return true;
    struct surface_point *grown = realloc(profile->samples, count * sizeof *grown);
    if (grown == NULL)
        return false;
    profile->samples = grown;
    profile->sample_capacity = count;
    return true;
}

bool profile_append(struct profile *profile, const struct surface *surface, const double from[2],
                    const double to[2])
{
    double along[] = {to[0] - from[0], to[1] - from[1]};
    double length = sqrt(along[0] * along[0] + along[1] * along[1]);
    size_t steps = (size_t)fmax(1, ceil(length / STEP));
    struct surface_point a = {{from[0], from[1]}, surface_height(surface, from)};
    struct surface_point b = {{to[0], to[1]}, surface_height(surface, to)};

    if (!reserve_samples(profile, steps + 1))
        return false;
    struct surface_point *samples = profile->samples;
    samples[0] = a;
    samples[steps] = b;
    for (size_t k = 1; k < steps; k++)
        samples[k] = between(surface, &a, &b, (double)k / (double)steps);
    for (size_t k = 1; k < steps; k++)
        move_to_crease(surface, samples, k, &a);
    if (!append(profile, samples[0]))
        return false;
    for (size_t k = 0; k < steps; k++)
        if (!append_between(profile, surface, &samples[k], &samples[k + 1], MOST_HALVES) ||
            !append(profile, samples[k + 1]))
            return false;
    return true;
}

void profile_free(struct profile *profile)
{
    free(profile->points);
    free(profile->samples);
    *profile = (struct profile){0};
}

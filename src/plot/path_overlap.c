#include "plot/path_overlap.h"

#include <limits.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/deadline.h"

/* Cells along a side of the box: about 1.5 points each on a page of the usual size. */
#define SIDE 256

/* The length of a dash, and the shortest stretch of a path drawn in dashes, in cells: where paths
 * only cross, both are visible anyway. */
#define DASH 4.0
#define SHORTEST 10.0

/* A path with more samples fills the box, and dashes would be invisible. */
#define MOST_SAMPLES 400000

struct path_overlap {
    struct bounds bounds;
    unsigned paths;
    uint8_t cells[SIDE][SIDE]; /* a bit for each path */
};

/* A piece of a path that is at most half a cell long, or outside of the box. */
struct sample {
    double end[2];
    double length; /* in cells */
    uint8_t below; /* the paths it overlaps */
    bool vertex;   /* the end is a point of the path */
    bool drawn;
};

struct samples {
    struct sample *list;
    size_t count;
};

enum status path_overlap_make(const struct bounds *bounds, struct path_overlap **overlap,
                              struct error *error)
{
    *overlap = calloc(1, sizeof **overlap);
    if (*overlap == NULL)
        return error_out_of_memory(error);
    (*overlap)->bounds = *bounds;
    return STATUS_OK;
}

void path_overlap_free(struct path_overlap *overlap)
{
    free(overlap);
}

/* In cells from the corner of the box. */
static double along(const struct bounds *bounds, size_t axis, double x)
{
    return SIDE * ((x - bounds->min[axis]) / (bounds->max[axis] - bounds->min[axis]));
}

/* The part of a segment within the box, as fractions of it; first > last if there is none. */
static void clip(const double from[2], const double to[2], double *first, double *last)
{
    *first = 0;
    *last = 1;
    for (size_t i = 0; i < 2; i++) {
        double rise = to[i] - from[i];
        double enter = rise != 0 ? (0 - from[i]) / rise : from[i] < 0 ? 2 : -1;
        double leave = rise != 0 ? (SIDE - from[i]) / rise : from[i] > SIDE ? -1 : 2;
        *first = fmax(*first, fmin(enter, leave));
        *last = fmin(*last, fmax(enter, leave));
        if (rise == 0 && (from[i] < 0 || from[i] > SIDE))
            *first = 2;
    }
}

static uint8_t paths_near(const struct path_overlap *overlap, double u, double v)
{
    long x = lround(floor(u)), y = lround(floor(v));
    uint8_t paths = 0;

    for (long i = x - 1; i <= x + 1; i++)
        for (long k = y - 1; k <= y + 1; k++)
            if (i >= 0 && i < SIDE && k >= 0 && k < SIDE)
                paths |= overlap->cells[i][k];
    return paths;
}

static void add_sample(struct samples *samples, const double from[], const double to[],
                       double share, double length, uint8_t below)
{
    struct sample *sample = &samples->list[samples->count++];

    *sample = (struct sample){.length = length, .below = below, .vertex = share >= 1};
    for (size_t i = 0; i < 2; i++)
        sample->end[i] = share >= 1 ? to[i] : from[i] + share * (to[i] - from[i]);
}

/* Samples one segment; with NULL for the samples, returns their number. */
static size_t sample_segment(const struct path_overlap *overlap, const double from[],
                             const double to[], struct samples *samples)
{
    const struct bounds *b = &overlap->bounds;
    double a[2] = {along(b, 0, from[0]), along(b, 1, from[1])};
    double c[2] = {along(b, 0, to[0]), along(b, 1, to[1])};
    double first, last;
    double length = sqrt((c[0] - a[0]) * (c[0] - a[0]) + (c[1] - a[1]) * (c[1] - a[1]));

    clip(a, c, &first, &last);
    bool outside = !(first < last) || !isfinite(length);
    size_t parts = outside ? 0 : 1 + (size_t)fmin(MOST_SAMPLES, ceil(2 * length * (last - first)));
    if (samples == NULL)
        return parts + 2;
    if (!outside && first > 0)
        add_sample(samples, from, to, first, 0, 0);
    for (size_t k = 1; k <= parts; k++) {
        double share = first + (double)k / (double)parts * (last - first);
        double middle = share - 0.5 / (double)parts * (last - first);
        uint8_t below =
            paths_near(overlap, a[0] + middle * (c[0] - a[0]), a[1] + middle * (c[1] - a[1]));
        add_sample(samples, from, to, k == parts ? last : share,
                   length * (last - first) / (double)parts, below);
    }
    if (outside || last < 1)
        add_sample(samples, from, to, 1, 0, 0);
    return 0;
}

static bool is_set(uint8_t paths, unsigned path)
{
    return (paths >> path & 1U) != 0;
}

/* The number of paths. */
static unsigned count_paths(uint8_t paths)
{
    unsigned count = 0;

    for (unsigned path = 0; path < 8; path++)
        count += is_set(paths, path);
    return count;
}

/* The dashes of overlapping paths alternate. */
static void choose_drawn(struct samples *samples)
{
    double place = 0;

    for (size_t i = 0; i < samples->count;) {
        size_t end = i;
        double length = 0;
        for (; end < samples->count &&
               (samples->list[end].below != 0) == (samples->list[i].below != 0);
             end++)
            length += samples->list[end].length;
        for (; i < end; i++) {
            struct sample *sample = &samples->list[i];
            unsigned below = count_paths(sample->below);
            double turn = fmod(floor(place / DASH), below + 1.0);
            sample->drawn = length < SHORTEST || below == 0 || turn == (double)below;
            place += sample->length;
        }
    }
}

static void append_point(struct text *data, const double x[])
{
    text_appendf(data, "%.17g %.17g\n", x[0], x[1]);
}

static void append_drawn(struct text *data, const double start[], const struct samples *samples)
{
    const double *from = start;
    bool on_line = false;

    for (size_t i = 0; i < samples->count; i++) {
        const struct sample *sample = &samples->list[i];
        bool last = i + 1 == samples->count || !samples->list[i + 1].drawn;
        if (sample->drawn && !on_line)
            append_point(data, from);
        if (sample->drawn && (sample->vertex || last))
            append_point(data, sample->end);
        if (sample->drawn && last)
            text_append(data, "\n");
        on_line = sample->drawn && !last;
        from = sample->end;
    }
}

static void mark_cells(struct path_overlap *overlap, const struct samples *samples)
{
    for (size_t i = 0; i < samples->count; i++) {
        const double *end = samples->list[i].end;
        double u = along(&overlap->bounds, 0, end[0]), v = along(&overlap->bounds, 1, end[1]);
        if (u >= 0 && u < SIDE && v >= 0 && v < SIDE)
            overlap->cells[(size_t)u][(size_t)v] |= (uint8_t)(1U << overlap->paths);
    }
}

/* For too many samples: the path unchanged. */
static void append_whole(const double points[], size_t count, struct text *data)
{
    for (size_t i = 0; i < count; i++)
        append_point(data, points + 2 * i);
}

enum status path_overlap_append(struct path_overlap *overlap, const double points[], size_t count,
                                int interrupt_fd, struct text *data, struct error *error)
{
    struct samples samples = {0};
    size_t most = 1;
    enum status status = STATUS_OK;

    for (size_t i = 1; i < count && most <= MOST_SAMPLES; i++)
        most += sample_segment(overlap, points + 2 * (i - 1), points + 2 * i, NULL);
    if (most > MOST_SAMPLES || count < 2) {
        append_whole(points, count, data);
        overlap->paths++;
        return STATUS_OK;
    }
    samples.list = malloc(most * sizeof *samples.list);
    if (samples.list == NULL)
        return error_out_of_memory(error);
    for (size_t i = 1; i < count && status == STATUS_OK; i++) {
        status = interrupt_check_at(i, interrupt_fd, error);
        sample_segment(overlap, points + 2 * (i - 1), points + 2 * i, &samples);
    }
    choose_drawn(&samples);
    append_drawn(data, points, &samples);
    mark_cells(overlap, &samples);
    overlap->paths++;
    free(samples.list);
    return status;
}

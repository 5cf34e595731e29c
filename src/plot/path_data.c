/* Data files with the paths of the searches. */
#include <math.h>
#include <stdlib.h>

#include "base/deadline.h"
#include "plot/figure_data.h"
#include "plot/path_overlap.h"

static bool is_near(const struct figure_subject *subject, const double a[], const double b[])
{
    const struct bounds *bounds = &subject->bounds;

    for (size_t i = 0; i < 2; i++)
        if (!(fabs(a[i] - b[i]) < (bounds->max[i] - bounds->min[i]) * subject->tolerance))
            return false;
    return true;
}

/* The distinguishable points of a path: x1 and x2 of each. */
struct points {
    double *x;
    size_t count;
};

static void add_point(struct points *points, double x1, double x2)
{
    points->x[2 * points->count] = x1;
    points->x[2 * points->count + 1] = x2;
    points->count++;
}

/* ---- Points far outside of the bounds -------------------------------------------------------- */

/* gnuplot clips lines in integers, which overflow if a point is some 10000 times as far away as the
 * bounds are wide: such lines are cut where they leave a region that is this many times as wide. */
#define FAR 2000.0

/* The most points that are added for one. */
#define MOST_POINTS ((size_t)3)

static double middle(const struct bounds *b, size_t i)
{
    return 0.5 * b->min[i] + 0.5 * b->max[i];
}

static double reach(const struct bounds *b, size_t i)
{
    return 0.5 * FAR * (b->max[i] - b->min[i]);
}

static bool is_far(const struct bounds *b, const double x[])
{
    return fabs(x[0] - middle(b, 0)) > reach(b, 0) || fabs(x[1] - middle(b, 1)) > reach(b, 1);
}

/* The part of the line that is in the region, as fractions of the line. Returns false if none is.
 */
static bool clip_line(const struct bounds *b, const double from[], const double to[],
                      double part[2])
{
    part[0] = 0;
    part[1] = 1;
    for (size_t i = 0; i < 2; i++) {
        double length = to[i] - from[i];
        double low = middle(b, i) - reach(b, i) - from[i];
        double high = middle(b, i) + reach(b, i) - from[i];
        if (length == 0 && (low > 0 || high < 0))
            return false;
        if (length == 0)
            continue;
        part[0] = fmax(part[0], fmin(low / length, high / length));
        part[1] = fmin(part[1], fmax(low / length, high / length));
    }
    return part[0] <= part[1];
}

static void add_part(struct points *points, const double from[], const double to[], double part)
{
    add_point(points, from[0] + part * (to[0] - from[0]), from[1] + part * (to[1] - from[1]));
}

/* The far point itself: in its direction, on the edge of the region. */
static void add_direction(struct points *points, const struct bounds *b, const double x[])
{
    const double center[2] = {middle(b, 0), middle(b, 1)};
    double part = fmin(reach(b, 0) / fabs(x[0] - center[0]), reach(b, 1) / fabs(x[1] - center[1]));

    add_part(points, center, x, part);
}

/* A position in units of the region: 1 at its edge. */
static double unit(const struct bounds *b, const double x[], size_t i)
{
    return (x[i] - middle(b, i)) / reach(b, i);
}

/* A line that passes the region, from one far point to another: the point of the edge on the side
 * on which it passes, so that what is drawn passes there, too. */
static void add_detour(struct points *points, const struct bounds *b, const double from[],
                       const double to[])
{
    double x = unit(b, from, 0), y = unit(b, from, 1);
    double along[2] = {unit(b, to, 0) - x, unit(b, to, 1) - y};
    double end = unit(b, to, 0) * along[0] + unit(b, to, 1) * along[1];
    double side = y * along[0] - x * along[1] >= 0 ? 1 : -1;
    double length = fmax(fabs(along[0]), fabs(along[1]));

    if (x * along[0] + y * along[1] < 0 && end > 0)
        add_point(points, middle(b, 0) - side * along[1] / length * reach(b, 0),
                  middle(b, 1) + side * along[0] / length * reach(b, 1));
}

static double distance(const struct bounds *b, const double x[])
{
    return fmax(fabs(unit(b, x, 0)), fabs(unit(b, x, 1)));
}

/* The part within the region of a line between two far points. Fractions are counted from the
 * nearer one, since their digits would be lost otherwise. */
static void add_crossing(struct points *points, const struct bounds *b, const double from[],
                         const double to[])
{
    bool turned = distance(b, to) < distance(b, from);
    const double *near = turned ? to : from, *other = turned ? from : to;
    double part[2];

    if (!clip_line(b, near, other, part)) {
        add_detour(points, b, from, to);
        return;
    }
    add_part(points, near, other, part[turned]);
    add_part(points, near, other, part[!turned]);
}

/* The line between two points, at least one of which is far away. */
static void add_far_line(struct points *points, const struct bounds *b, const double from[],
                         const double to[])
{
    double part[2];

    if (is_far(b, from) && is_far(b, to)) {
        add_crossing(points, b, from, to);
        add_direction(points, b, to);
    } else if (is_far(b, to)) {
        clip_line(b, from, to, part);
        add_part(points, from, to, part[1]);
        add_direction(points, b, to);
    } else {
        clip_line(b, to, from, part);
        add_part(points, to, from, part[1]);
        add_point(points, to[0], to[1]);
    }
}

/* The line from the previous point, NULL for the first one. */
static void add_line(struct points *points, const struct bounds *b, const double *from,
                     const double to[])
{
    if (from != NULL && (is_far(b, from) || is_far(b, to)))
        add_far_line(points, b, from, to);
    else if (is_far(b, to))
        add_direction(points, b, to);
    else
        add_point(points, to[0], to[1]);
}

/* ---- Paths ----------------------------------------------------------------------------------- */

/* After STATUS_OK the caller must free() the points. */
static enum status choose_points(const struct figure_subject *subject,
                                 const struct trajectory *trajectory, int interrupt_fd,
                                 struct points *points, struct error *error)
{
    enum status status = STATUS_OK;

    const double *previous = NULL;

    *points = (struct points){.x = calloc(trajectory->count, 2 * MOST_POINTS * sizeof *points->x)};
    if (points->x == NULL)
        return error_out_of_memory(error);
    for (size_t t = 0; t < trajectory->count && status == STATUS_OK; t++) {
        const double *x = trajectory_point(trajectory, t);
        status = interrupt_check_at(t, interrupt_fd, error);
        if (previous != NULL && is_near(subject, x, previous))
            continue;
        add_line(points, &subject->bounds, previous, x);
        previous = x;
    }
    if (status != STATUS_OK)
        free(points->x);
    return status;
}

static enum status append_whole_path(const struct figure_subject *subject,
                                     const struct trajectory *trajectory, int interrupt_fd,
                                     struct text *data, struct error *error)
{
    struct points points;
    enum status status = choose_points(subject, trajectory, interrupt_fd, &points, error);

    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < points.count; i++)
        text_appendf(data, "%.17g %.17g\n", points.x[2 * i], points.x[2 * i + 1]);
    free(points.x);
    return STATUS_OK;
}

static enum status write_path(const struct figure_subject *subject, int interrupt_fd,
                              struct text *data, struct error *error)
{
    text_append(data, "# x1 x2\n");
    enum status status = append_whole_path(subject, subject->trajectory, interrupt_fd, data, error);
    return status == STATUS_OK ? text_check(data, error) : status;
}

const struct figure_data figure_path = {"path.dat", false, write_path};
const struct figure_data figure_zoom_path = {"zoom_path.dat", false, write_path};

static enum status write_path_panels(const struct figure_subject *subject, int interrupt_fd,
                                     struct text *data, struct error *error)
{
    enum status status = STATUS_OK;

    text_append(data, "# x1 x2\n");
    for (size_t i = 0; i < subject->result_count && status == STATUS_OK; i++) {
        text_append(data, i == 0 ? "" : "\n\n");
        status =
            append_whole_path(subject, subject->results[i].trajectory, interrupt_fd, data, error);
    }
    return status == STATUS_OK ? text_check(data, error) : status;
}

const struct figure_data figure_path_panels = {"path_panels.dat", false, write_path_panels};
const struct figure_data figure_zoom_path_panels = {"zoom_path_panels.dat", false,
                                                    write_path_panels};

static enum status append_path(const struct figure_subject *subject, size_t i,
                               struct path_overlap *overlap, int interrupt_fd, struct text *data,
                               struct error *error)
{
    struct points points;
    enum status status =
        choose_points(subject, subject->results[i].trajectory, interrupt_fd, &points, error);

    if (status != STATUS_OK)
        return status;
    text_append(data, i == 0 ? "" : "\n\n");
    status = path_overlap_append(overlap, points.x, points.count, interrupt_fd, data, error);
    free(points.x);
    return status;
}

static enum status write_paths(const struct figure_subject *subject, int interrupt_fd,
                               struct text *data, struct error *error)
{
    struct path_overlap *overlap;
    enum status status = path_overlap_make(&subject->bounds, &overlap, error);

    if (status != STATUS_OK)
        return status;
    text_append(data, "# x1 x2\n");
    for (size_t i = 0; i < subject->result_count && status == STATUS_OK; i++)
        status = append_path(subject, i, overlap, interrupt_fd, data, error);
    path_overlap_free(overlap);
    return status == STATUS_OK ? text_check(data, error) : status;
}

const struct figure_data figure_paths = {"paths.dat", false, write_paths};
const struct figure_data figure_zoom_paths = {"zoom_paths.dat", false, write_paths};

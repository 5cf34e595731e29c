/* Data files with the paths of the searches. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

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

/* After STATUS_OK the caller must free() the points. */
static enum status choose_points(const struct figure_subject *subject,
                                 const struct trajectory *trajectory, int interrupt_fd,
                                 struct points *points, struct error *error)
{
    enum status status = STATUS_OK;

    *points = (struct points){.x = malloc(2 * trajectory->count * sizeof *points->x)};
    if (points->x == NULL)
        return error_out_of_memory(error);
    for (size_t t = 0; t < trajectory->count && status == STATUS_OK; t++) {
        const double *x = trajectory_point(trajectory, t);
        status = interrupt_check_at(t, interrupt_fd, error);
        if (points->count > 0 && is_near(subject, x, points->x + 2 * (points->count - 1)))
            continue;
        memcpy(points->x + 2 * points->count++, x, 2 * sizeof *x);
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

/* Data files with the paths of the searches. */
#include <math.h>

#include "base/deadline.h"
#include "plot/figure_data.h"

/* The distance between two points of a line on the surface, as a fraction of the bounds. */
#define SURFACE_STEP 0.02

static bool is_near(const struct figure_subject *subject, const double a[], const double b[])
{
    const struct bounds *bounds = &subject->bounds;

    for (size_t i = 0; i < 2; i++)
        if (!(fabs(a[i] - b[i]) < (bounds->max[i] - bounds->min[i]) * subject->tolerance))
            return false;
    return true;
}

static enum status append_path(const struct figure_subject *subject,
                               const struct trajectory *trajectory, int interrupt_fd,
                               struct text *data, struct error *error)
{
    const double *last = NULL;
    enum status status = STATUS_OK;

    for (size_t t = 0; t < trajectory->count && status == STATUS_OK; t++) {
        const double *x = trajectory_point(trajectory, t);
        status = interrupt_check_at(t, interrupt_fd, error);
        if (last != NULL && is_near(subject, x, last))
            continue;
        text_appendf(data, "%.17g %.17g\n", x[0], x[1]);
        last = x;
    }
    return status;
}

static enum status write_path(const struct figure_subject *subject, int interrupt_fd,
                              struct text *data, struct error *error)
{
    text_append(data, "# x1 x2\n");
    enum status status = append_path(subject, subject->trajectory, interrupt_fd, data, error);
    return status == STATUS_OK ? text_check(data, error) : status;
}

const struct figure_data figure_path = {"path.dat", false, write_path};

static enum status write_paths(const struct figure_subject *subject, int interrupt_fd,
                               struct text *data, struct error *error)
{
    enum status status = STATUS_OK;

    text_append(data, "# x1 x2\n");
    for (size_t i = 0; i < subject->result_count && status == STATUS_OK; i++) {
        text_append(data, i == 0 ? "" : "\n\n");
        status = append_path(subject, subject->results[i].trajectory, interrupt_fd, data, error);
    }
    return status == STATUS_OK ? text_check(data, error) : status;
}

const struct figure_data figure_paths = {"paths.dat", false, write_paths};

/* A point of a line on the surface; outside of the bounds, an end of the line. */
static void append_on_surface(const struct figure_subject *subject, const double x[], bool point,
                              bool *on_line, struct text *data)
{
    const struct bounds *b = &subject->bounds;
    double f = problem_objective(subject->problem, x);
    bool inside = x[0] >= b->min[0] && x[0] <= b->max[0] && x[1] >= b->min[1] && x[1] <= b->max[1];

    if (inside && isfinite(f)) {
        text_appendf(data, "%.9g %.9g ", x[0], x[1]);
        figure_data_append_level(data, &subject->map->scale, f);
        text_appendf(data, " %d\n", point);
        *on_line = true;
    } else if (*on_line) {
        text_append(data, "\n");
        *on_line = false;
    }
}

/* From one point of the path to the next. */
static void append_step(const struct figure_subject *subject, const double from[],
                        const double to[], bool *on_line, struct text *data)
{
    const struct bounds *b = &subject->bounds;
    double along1 = fabs(to[0] - from[0]) / (b->max[0] - b->min[0]);
    double along2 = fabs(to[1] - from[1]) / (b->max[1] - b->min[1]);
    size_t parts = 1 + (size_t)fmin(200, fmax(along1, along2) / SURFACE_STEP);

    for (size_t i = 1; i < parts; i++) {
        double share = (double)i / (double)parts;
        double x[2] = {from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share};
        append_on_surface(subject, x, false, on_line, data);
    }
    append_on_surface(subject, to, true, on_line, data);
}

static enum status append_surface_path(const struct figure_subject *subject,
                                       const struct trajectory *trajectory, int interrupt_fd,
                                       struct text *data, struct error *error)
{
    enum status status = STATUS_OK;
    const double *last = trajectory_point(trajectory, 0);
    bool on_line = false;

    append_on_surface(subject, last, true, &on_line, data);
    for (size_t t = 1; t < trajectory->count && status == STATUS_OK; t++) {
        const double *x = trajectory_point(trajectory, t);
        status = interrupt_check_at(t, interrupt_fd, error);
        if (is_near(subject, x, last))
            continue;
        append_step(subject, last, x, &on_line, data);
        last = x;
    }
    return status;
}

static enum status write_surface_paths(const struct figure_subject *subject, int interrupt_fd,
                                       struct text *data, struct error *error)
{
    enum status status = STATUS_OK;

    text_append(data, "# x1 x2 f point\n");
    for (size_t i = 0; i < subject->result_count && status == STATUS_OK; i++) {
        text_append(data, i == 0 ? "" : "\n\n");
        status =
            append_surface_path(subject, subject->results[i].trajectory, interrupt_fd, data, error);
    }
    return status == STATUS_OK ? text_check(data, error) : status;
}

const struct figure_data figure_surface_paths = {"surface_paths.dat", true, write_surface_paths};
